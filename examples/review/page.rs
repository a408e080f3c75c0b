//! Headings, paragraphs and tables on the terminal.

use super::Done;
use comfy_table::{CellAlignment, ContentArrangement, LineStyle, Table, TableStyle};
use std::io::Write;
use std::ops::Range;

pub(crate) fn heading(out: &mut dyn Write, title: &str) -> Done {
    let line: String = title.chars().map(|_| '═').collect();
    Ok(writeln!(out, "\n{title}\n{line}\n")?)
}

/// A text broken at the width of a page.
pub(crate) fn paragraph(out: &mut dyn Write, text: &str) -> Done {
    let options = textwrap::Options::new(118).subsequent_indent("  ");
    textwrap::wrap(text, options).iter().try_for_each(|line| writeln!(out, "{line}"))?;
    Ok(())
}

/// A table of which some columns are aligned to the right.
pub(crate) fn table(out: &mut dyn Write, head: &[&str], rows: Vec<Vec<String>>, right: Range<usize>) -> Done {
    let mut table = Table::new();
    table.load_style(TableStyle::new().header_separator(LineStyle::none().fill('─')));
    table.set_content_arrangement(ContentArrangement::Disabled);
    table.set_header(head.iter().copied());
    table.add_rows(rows);
    for column in table.column_iter_mut().skip(right.start).take(right.len()) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table.lines().try_for_each(|line| writeln!(out, "{}", line.trim_end()))?;
    Ok(())
}
