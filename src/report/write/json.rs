//! Tables as JSON.

use super::record::{suffixes, value};
use crate::report::{Cell, Kind, ReportError, Table};
use crate::source::Text;
use serde_json::{Map, Value};

/// The version of the form.
const FORM: u32 = 1;

impl Table {
    /// The table as JSON: `form`, `id`, `title`, `columns` (`id`, `title`, `kind`) and `rows`, an object each with the keys of
    /// [`file_columns`](Self::file_columns), and `notes`.
    ///
    /// Counts and floats are JSON numbers; exact fractions are texts, `"34434/539718"` in lowest terms, so that none loses a digit;
    /// so is money. An absent value is null, with its reason under `x_absent`.
    ///
    /// # Errors
    /// [`ReportError::Write`], which a table gives no reason for.
    pub fn to_json(&self) -> Result<String, ReportError> {
        let mut rows = Vec::new();
        for row in &self.rows {
            let mut object = Map::new();
            for (cell, column) in row.iter().zip(&self.columns) {
                for suffix in suffixes(column) {
                    object.insert(format!("{}{suffix}", column.id), json(cell, suffix, column.kind)?);
                }
                if let Cell::Absent(reason) = cell {
                    object.insert(format!("{}_absent", column.id), text(reason)?);
                }
            }
            rows.push(Value::Object(object));
        }
        let mut columns = Vec::new();
        for column in &self.columns {
            let kind = serde_json::to_value(column.kind).map_err(|error| failed(&error))?;
            columns.push(object([("id", column.id.clone().into()), ("title", text(&column.title)?), ("kind", kind)]));
        }
        let notes = self.notes.iter().map(text).collect::<Result<Vec<Value>, ReportError>>()?;
        let table = object([
            ("form", FORM.into()),
            ("id", self.id.clone().into()),
            ("title", text(&self.title)?),
            ("columns", columns.into()),
            ("rows", rows.into()),
            ("notes", notes.into()),
        ]);
        serde_json::to_string_pretty(&table).map(|json| json + "\n").map_err(|error| failed(&error))
    }
}

fn object<const N: usize>(entries: [(&str, Value); N]) -> Value {
    Value::Object(entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
}

fn failed(error: &serde_json::Error) -> ReportError {
    ReportError::Write { reason: error.to_string() }
}

fn text(text: &Text) -> Result<Value, ReportError> {
    serde_json::to_value(text).map_err(|error| failed(&error))
}

fn json(cell: &Cell, suffix: &str, kind: Kind) -> Result<Value, ReportError> {
    let plain = value(cell, suffix);
    let missing = plain.is_empty() && kind != Kind::Words;
    if missing || matches!(cell, Cell::Absent(_)) {
        return Ok(Value::Null);
    }
    if matches!(suffix, "_currency" | "_unit") {
        return Ok(plain.into());
    }
    Ok(match cell {
        Cell::Words(words) => text(words)?,
        Cell::Share(ratio) | Cell::Exact(ratio) => ratio.to_string().into(),
        Cell::Points(points) => points.as_difference().to_string().into(),
        Cell::Count(count) => i64::try_from(*count).map_or_else(|_| plain.into(), Value::from),
        Cell::EstimatedShare(..) | Cell::EstimatedPoints(..) | Cell::Number(..) => {
            plain.parse::<f64>().map_or(Value::Null, Value::from)
        }
        Cell::Name(_) | Cell::Day(_) | Cell::Money(_) | Cell::Absent(_) => plain.into(),
    })
}
