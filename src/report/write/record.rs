//! Cells and columns as files hold them.

use crate::quantity::Ratio;
use crate::report::{Cell, Column, Table};
use crate::source::Language;

impl Table {
    /// The names of the columns of a file: a column with limits has three more, `x_std_error`, `x_lower`, `x_upper`; one of money
    /// has `x_currency`; one of estimates of several kinds has `x_unit`.
    #[must_use]
    pub fn file_columns(&self) -> Vec<String> {
        let more = |column: &Column| {
            suffixes(column).iter().map(|suffix| format!("{}{suffix}", column.id)).collect::<Vec<String>>()
        };
        self.columns.iter().flat_map(more).collect()
    }

    /// The cells of a row, one for each of [`Table::file_columns`]: plain digits, fractions, ISO dates, empty where there is no value.
    pub(super) fn record(&self, row: &[Cell]) -> Vec<String> {
        let mut record = Vec::new();
        for (cell, column) in row.iter().zip(&self.columns) {
            for suffix in suffixes(column) {
                record.push(value(cell, suffix));
            }
        }
        record
    }
}

/// What a column needs beside its value.
pub(super) const fn suffixes(column: &Column) -> &'static [&'static str] {
    use crate::report::Kind;
    match (column.kind, column.limits) {
        (Kind::Money, _) => &["", "_currency"],
        (Kind::Estimate, true) => &["", "_unit", "_std_error", "_lower", "_upper"],
        (Kind::Estimate, false) => &["", "_unit"],
        (_, true) => &["", "_std_error", "_lower", "_upper"],
        (_, false) => &[""],
    }
}

/// A part of a cell.
pub(super) fn value(cell: &Cell, suffix: &str) -> String {
    let float =
        |value: Option<f64>| value.filter(|value| value.is_finite()).map(|value| value.to_string()).unwrap_or_default();
    let limits = cell.limits().unwrap_or_default();
    match suffix {
        "_std_error" => float(limits.std_error),
        "_lower" => float(limits.lower),
        "_upper" => float(limits.upper),
        "_currency" => {
            if let Cell::Money(money) = cell {
                money.currency().code().to_owned()
            } else {
                String::new()
            }
        }
        "_unit" => unit(cell).to_owned(),
        _ => match cell {
            Cell::Words(text) => text.in_language(Language::English).to_owned(),
            Cell::Name(name) => name.clone(),
            Cell::Day(day) => day.to_string(),
            Cell::Count(count) => count.to_string(),
            Cell::Share(ratio) | Cell::Exact(ratio) => plain(*ratio),
            Cell::Points(points) => plain(points.as_difference()),
            Cell::EstimatedShare(number, _) | Cell::EstimatedPoints(number, _) | Cell::Number(number, _) => {
                float(Some(*number))
            }
            Cell::Money(money) => money.amount().to_string(),
            Cell::Absent(_) => String::new(),
        },
    }
}

const fn unit(cell: &Cell) -> &'static str {
    match cell {
        Cell::Share(_) | Cell::EstimatedShare(..) => "share",
        Cell::Points(_) | Cell::EstimatedPoints(..) => "difference of shares",
        Cell::Number(..) | Cell::Exact(_) => "number",
        Cell::Count(_) => "count",
        Cell::Money(_) => "money",
        Cell::Words(_) | Cell::Name(_) | Cell::Day(_) | Cell::Absent(_) => "",
    }
}

/// A fraction as the shortest decimal that is nearest to it in binary64.
fn plain(ratio: Ratio) -> String {
    ratio.to_f64().to_string()
}
