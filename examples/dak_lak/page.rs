//! How the page looks: headings, and tables whose figures stand right-aligned.

use comfy_table::{CellAlignment, ContentArrangement, LineStyle, Table, TableStyle};
use std::io::{self, Write};

/// A numbered heading.
pub(crate) fn heading(out: &mut dyn Write, text: &str) -> io::Result<()> {
    writeln!(out, "\n{text}\n{}\n", "═".repeat(text.chars().count()))
}

/// A table with words in its first columns and figures in the others.
pub(crate) fn table<const N: usize>(words: usize, header: [&str; N]) -> Table {
    let mut table = Table::new();
    table.load_style(TableStyle::new().header_separator(LineStyle::none().fill('─')));
    table.set_content_arrangement(ContentArrangement::Disabled);
    table.set_header(header);
    for (index, column) in table.column_iter_mut().enumerate() {
        let alignment = if index < words { CellAlignment::Left } else { CellAlignment::Right };
        column.set_cell_alignment(alignment);
    }
    table
}

/// Prints a table without the spaces that pad its right edge.
pub(crate) fn show(out: &mut dyn Write, table: &Table) -> io::Result<()> {
    for line in table.lines() {
        writeln!(out, "{}", line.trim_end())?;
    }
    writeln!(out)
}

/// A text broken at 110 columns; a line that is broken goes on under its own beginning.
pub(crate) fn wrapped(text: &str) -> String {
    let mut page = String::new();
    for line in text.lines() {
        let indent = " ".repeat(line.len() - line.trim_start().len() + 4);
        page.push_str(&textwrap::fill(line, textwrap::Options::new(110).subsequent_indent(&indent)));
        page.push('\n');
    }
    page
}
