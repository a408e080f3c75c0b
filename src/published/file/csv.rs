//! Claims in CSV, behind the feature `csv`.

use super::lines::Lines;
use super::row::{Misplaced, Row, column};
use crate::published::{Claims, PublishedError};
use crate::source::Position;

impl Claims {
    /// Reads a CSV table: a header with the columns of [the file forms](crate::published#files), in any order, and a row per claim.
    /// The name of the file is for errors and for the names of claims that have none.
    ///
    /// # Errors
    /// [`PublishedError::InFile`] with line and column of the cell that is wrong.
    ///
    /// ```
    /// use poverty::published::Claims;
    /// let table = "area,date,class,households,rate\n\
    ///              Đắk Lắk,2021-12-31,poor,\"63,642\",12.79\n";
    /// let claims = Claims::from_csv(table, "press.csv")?;
    /// assert_eq!(claims.iter().next().unwrap().printed_rate().unwrap().to_string(), "12.79 %");
    ///
    /// let wrong = Claims::from_csv(&table.replace("12.79", "12.79.1"), "press.csv").unwrap_err();
    /// assert_eq!((wrong.position().unwrap().line, wrong.position().unwrap().column), (2, 34));
    /// # Ok::<(), poverty::published::PublishedError>(())
    /// ```
    pub fn from_csv(text: &str, file: &str) -> Result<Self, PublishedError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut reader = csv::ReaderBuilder::new().flexible(false).from_reader(text.as_bytes());
        let unreadable = |error: &csv::Error| {
            let line = error.position().map_or(1, csv::Position::line);
            PublishedError::NotATable { problem: error.to_string() }.at(Position::new(file, line, 1))
        };
        let header = reader.headers().map_err(|error| unreadable(&error))?.clone();
        let mut columns = Vec::with_capacity(header.len());
        for (field, name) in header.iter().enumerate() {
            let wrong = |problem: String| PublishedError::NotATable { problem }.at(cell_position(file, text, 0, field));
            let column = column(name).ok_or_else(|| wrong(format!("`{name}` is no column of a table of claims")))?;
            if columns.contains(&column) {
                return Err(wrong(format!("the column `{column}` stands twice")));
            }
            columns.push(column);
        }
        let mut claims = Self::new();
        let mut lines = Lines::new(text);
        let mut record = csv::StringRecord::new();
        while reader.read_record(&mut record).map_err(|error| unreadable(&error))? {
            let start = record.position().map_or(0, csv::Position::byte);
            let start = usize::try_from(start).unwrap_or(usize::MAX);
            let mut row = Row::default();
            for (column, cell) in columns.iter().zip(&record) {
                row.fill(column, cell);
            }
            let is_sum = row.cells().any(|(column, value)| column == "kind" && value == "sum");
            if !is_sum && row.cells().all(|(column, _)| column != "id") {
                row.fill("id", &format!("{file}:{}", lines.at(start)));
            }
            let place = |wanted: &str| {
                let status = wanted == "confirmation" && !columns.contains(&wanted);
                let wanted = if status { "status" } else { wanted };
                let field = columns.iter().position(|column| *column == wanted).unwrap_or(0);
                cell_position(file, text, start, field)
            };
            let entry = row.entry().map_err(|Misplaced { column, error }| error.at(place(column)))?;
            claims.add(entry).map_err(|error| error.at(place("id")))?;
        }
        Ok(claims)
    }

    /// Writes a CSV table that [`Claims::from_csv`] reads back, with the columns that are used.
    ///
    /// # Errors
    /// [`PublishedError::NotATable`] if the writer fails, which it does not on a text in memory.
    pub fn to_csv(&self) -> Result<String, PublishedError> {
        let unwritable = |error: String| PublishedError::NotATable { problem: error };
        let rows: Vec<Row> = self.rows().collect();
        let used: Vec<&str> = super::row::COLUMNS
            .into_iter()
            .filter(|column| rows.iter().any(|row| row.cells().any(|(used, _)| used == *column)))
            .collect();
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(&used).map_err(|error| unwritable(error.to_string()))?;
        for row in &rows {
            let cells: std::collections::BTreeMap<&str, &str> = row.cells().collect();
            let record = used.iter().map(|column| cells.get(column).copied().unwrap_or(""));
            writer.write_record(record).map_err(|error| unwritable(error.to_string()))?;
        }
        let bytes = writer.into_inner().map_err(|error| unwritable(error.to_string()))?;
        String::from_utf8(bytes).map_err(|error| unwritable(error.to_string()))
    }
}

/// Where the cell of a record stands: skips cells, and the line ends that may precede the record.
fn cell_position(file: &str, text: &str, record: usize, field: usize) -> Position {
    let rest = text.get(record..).unwrap_or("");
    let mut offset = record.saturating_add(rest.len().saturating_sub(rest.trim_start_matches(['\r', '\n']).len()));
    let (mut left, mut quoted) = (field, false);
    for letter in text.get(offset..).unwrap_or("").chars() {
        if left == 0 {
            break;
        }
        match letter {
            '"' => quoted = !quoted,
            ',' if !quoted => left = left.saturating_sub(1),
            _ => {}
        }
        offset = offset.saturating_add(letter.len_utf8());
    }
    Position::at_offset(file, text, offset)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(text: &str) -> String {
        Claims::from_csv(text, "f.csv").unwrap_err().to_string()
    }

    #[test]
    fn says_where_and_what_is_wrong() {
        for (text, expected) in [
            ("area,place\n", "f.csv:1:6: `place` is no column of a table of claims"),
            ("area,date,period_end\n", "f.csv:1:11: the column `date` stands twice"),
            (
                "area,date,class,rate\r\n\r\n\"a, b\",2021,poor,1\r\nx,soon,poor,1\r\n",
                "f.csv:4:3: a date `soon` can't be read, expected a day such as 2024-12-31, or a year",
            ),
            (
                "area,date,class,rate,status\nx,2021,poor,1,UNKNOWN\n",
                "f.csv:2:15: `1` is printed, but the claim is marked as unknown: expected no figure, or another mark",
            ),
            (
                "id,area,date,class,rate\na,x,2021,poor,1\na,x,2022,poor,1\n",
                "f.csv:3:1: the name `a` stands for two claims, expected a name of its own for each",
            ),
            (
                "area,date,class,rate,item\nx,2021,poor,1,total\n",
                "f.csv:2:15: expected no such value in a claim of this kind, found `total` in `item`",
            ),
        ] {
            assert_eq!(problem(text), expected, "{text}");
        }
        assert!(problem("area,date\nx,2021,poor\n").starts_with("f.csv:2:1: "));
    }

    #[test]
    fn reads_a_status_as_mark_and_note() {
        let text = "area,period_end,class,rate_percent,status\nx,2021,poor,1,FROM MEMORY (agrees)\n";
        let claims = Claims::from_csv(text, "f.csv").unwrap();
        let claim = claims.get("f.csv:2").unwrap();
        assert_eq!(claim.confirmation(), crate::source::Confirmation::FromMemory);
        assert_eq!(claim.note(), Some("(agrees)"));
    }
}
