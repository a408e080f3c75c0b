//! Claims in TOML.

use super::lines::Lines;
use super::row::{Misplaced, Row, column};
use crate::published::{Claims, PublishedError};
use crate::source::Position;
use std::collections::BTreeMap;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The lists of a file: claims, and sums, which are claims of kind `sum` under a name of their own.
const LISTS: [&str; 2] = ["claim", "sum"];

impl Claims {
    /// Reads a TOML file: a list `[[claim]]` and a list `[[sum]]`, with the columns of [the file forms](crate::published#files) as
    /// keys. Numbers may stand bare, `rate = 12.79` (their decimals are kept as they are written), dates as well, and
    /// `parts` may be a list. The name of the file is for errors and for the names of claims that have none.
    ///
    /// # Errors
    /// [`PublishedError::InFile`] with line and column of what is wrong.
    pub fn from_toml(text: &str, file: &str) -> Result<Self, PublishedError> {
        let at = |offset: usize| Position::at_offset(file, text, offset);
        let not_a_table = |problem: String| PublishedError::NotATable { problem };
        let document = DeTable::parse(text).map_err(|error| {
            not_a_table(error.message().to_owned()).at(at(error.span().map_or(0, |span| span.start)))
        })?;
        let mut claims = Self::new();
        // In the order of the file, whatever the order of the map.
        let mut tables: Vec<(&str, &Spanned<DeValue<'_>>)> = Vec::new();
        for (list, entries) in document.get_ref() {
            let (name, start) = (list.get_ref().as_ref(), list.span().start);
            let (DeValue::Array(entries), true) = (entries.get_ref(), LISTS.contains(&name)) else {
                return Err(not_a_table(format!("`{name}` is neither [[claim]] nor [[sum]]")).at(at(start)));
            };
            tables.extend(entries.iter().map(|entry| (name, entry)));
        }
        let mut lines = Lines::new(text);
        tables.sort_by_key(|(_, entry)| entry.span().start);
        for (list, entry) in tables {
            let start = entry.span().start;
            let DeValue::Table(table) = entry.get_ref() else {
                return Err(not_a_table(format!("`{list}` holds something else than tables")).at(at(start)));
            };
            let (mut row, mut places) = (Row::default(), BTreeMap::new());
            if list == "sum" {
                row.fill("kind", "sum");
            }
            for (key, value) in table {
                let name = key.get_ref().as_ref();
                let unknown = || not_a_table(format!("`{name}` is no key of a {list}")).at(at(key.span().start));
                let column = column(name).ok_or_else(unknown)?;
                places.insert(column, value.span().start);
                let cell = cell_text(value.get_ref());
                let unfit = || not_a_table(format!("`{name}` holds no text, number, date or list of texts"));
                row.fill(column, &cell.ok_or_else(|| unfit().at(at(value.span().start)))?);
            }
            if list == "claim" && row.cells().all(|(column, _)| column != "id") {
                row.fill("id", &format!("{file}:{}", lines.at(start)));
            }
            let place = |column| at(places.get(column).copied().unwrap_or(start));
            let entry = row.entry().map_err(|Misplaced { column, error }| error.at(place(column)))?;
            claims.add(entry).map_err(|error| error.at(place("id")))?;
        }
        Ok(claims)
    }

    /// Writes a TOML file that [`Claims::from_toml`] reads back.
    ///
    /// ```
    /// use poverty::published::Claims;
    /// let text = "[[claim]]\nid = \"a\"\narea = \"Ea Súp\"\nclass = \"poor\"\ndate = \"2018-12-31\"\nrate = \"43.13 %\"\n";
    /// let claims = Claims::from_toml(text, "a.toml")?;
    /// assert_eq!(claims.to_toml(), text);
    /// # Ok::<(), poverty::published::PublishedError>(())
    /// ```
    #[must_use]
    pub fn to_toml(&self) -> String {
        let mut text = String::new();
        for row in self.rows() {
            let is_sum = row.cells().any(|(column, value)| column == "kind" && value == "sum");
            let list = if is_sum { "sum" } else { "claim" };
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(&format!("[[{list}]]\n"));
            for (column, value) in row.cells().filter(|(column, _)| !(is_sum && *column == "kind")) {
                text.push_str(&format!("{column} = {}\n", toml::Value::from(value)));
            }
        }
        text
    }
}

/// A value as text, numbers and dates exactly as they are written.
fn cell_text(value: &DeValue<'_>) -> Option<String> {
    Some(match value {
        DeValue::String(text) => text.clone().into_owned(),
        DeValue::Integer(integer) if integer.radix() == 10 => integer.as_str().to_owned(),
        DeValue::Float(float) => float.as_str().to_owned(),
        DeValue::Datetime(date) => date.to_string(),
        DeValue::Array(items) => {
            let texts: Option<Vec<&str>> = items.iter().map(|item| item.get_ref().as_str()).collect();
            texts?.join("; ")
        }
        DeValue::Integer(_) | DeValue::Boolean(_) | DeValue::Table(_) => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(text: &str) -> String {
        Claims::from_toml(text, "f.toml").unwrap_err().to_string()
    }

    #[test]
    fn says_where_and_what_is_wrong() {
        for (text, expected) in [
            ("claim = 1", "f.toml:1:1: `claim` is neither [[claim]] nor [[sum]]"),
            ("[[figure]]\n", "f.toml:1:3: `figure` is neither [[claim]] nor [[sum]]"),
            ("[[claim]]\nplace = \"x\"\n", "f.toml:2:1: `place` is no key of a claim"),
            ("[[claim]]\narea = true\n", "f.toml:2:8: `area` holds no text, number, date or list of texts"),
            (
                "[[claim]]\narea = \"x\"\nclass = \"poor\"\ndate = 2021-12-31\nrate = \"12,79 %\"\n",
                "f.toml:5:8: a printed number `12,79 %` can't be read, expected a number of at most 18 digits and 12 \
                 decimals such as 63,642, 12.79 %, 6.41 points, more than 1.97 million, about 33 %, 1,263,511 million VND",
            ),
            (
                "[[claim]]\narea = \"x\"\nclass = \"poor\"\nrate = 12.79\n",
                "f.toml:1:1: expected a day such as 2024-12-31, or a year, found `` in `date`",
            ),
            ("[[claim]]\narea = ", "f.toml:2:8: string values must be quoted, expected literal string"),
        ] {
            assert_eq!(problem(text), expected, "{text}");
        }
    }

    #[test]
    fn numbers_keep_the_decimals_they_are_written_with() {
        let text = "[[claim]]\narea = \"x\"\nclass = \"poor\"\ndate = 2021\nrate = 9.80\nhouseholds = 42_704\n";
        let claims = Claims::from_toml(text, "f.toml").unwrap();
        let claim = claims.iter().next().unwrap();
        assert_eq!(claim.printed_rate().unwrap().to_string(), "9.80 %");
        assert_eq!(claim.printed_households().unwrap().to_string(), "42,704");
        assert_eq!(claim.id(), Some("f.toml:1"));
    }
}
