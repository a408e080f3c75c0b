//! Tables on the terminal.

use comfy_table::{CellAlignment, ContentArrangement, LineStyle, Table, TableStyle};
use poverty::quantity::{Money, Ratio, Rounding};
use std::error::Error;
use std::io::{self, Write};

/// A title and a table whose columns after the first are aligned to the right.
pub(crate) fn print(out: &mut dyn Write, title: &str, head: &[&str], rows: Vec<Vec<String>>) -> io::Result<()> {
    writeln!(out, "\n{title}\n")?;
    let mut table = Table::new();
    table.load_style(TableStyle::new().header_separator(LineStyle::none().fill('─')));
    table.set_content_arrangement(ContentArrangement::Disabled);
    table.set_header(head.iter().copied());
    table.add_rows(rows);
    for column in table.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    for line in table.lines() {
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

/// Money in millions, without unit.
pub(crate) fn millions(money: Money) -> Result<String, Box<dyn Error>> {
    Ok(money.in_millions().number(0, Rounding::HalfUp)?.to_string())
}

/// A rate with one decimal, or a dash where there is none.
pub(crate) fn percent<E>(rate: Result<Ratio, E>) -> String {
    rate.map_or_else(|_| "-".to_owned(), |rate| rate.percent(1, Rounding::HalfUp).to_string())
}
