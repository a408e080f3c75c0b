//! A table as it is published.

use super::labels::Labels;
use super::{DisclosureError, DisclosureRule};
use crate::quantity::Count;
use core::fmt;
use serde::Serialize;

/// A table as it is published: counts, and cells that are withheld. What was withheld is not in it, nor why: a reader who knew
/// which cells are small and which only protect them would know more than the table says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PublicationTable {
    #[serde(flatten)]
    labels: Labels,
    /// Row by row, the totals last; `None` is withheld.
    cells: Vec<Vec<Option<Count>>>,
    rule: DisclosureRule,
}

impl PublicationTable {
    /// A table as somebody printed it, to see what follows from it: cells row by row, the totals last, `None` where withheld.
    ///
    /// # Errors
    /// [`DisclosureError::Empty`] for a table without rows or columns; [`DisclosureError::LabelTwice`]; [`DisclosureError::Ragged`] for lines that don't fit.
    pub fn printed<R, C>(
        rows: R,
        columns: C,
        cells: Vec<Vec<Option<Count>>>,
        rule: DisclosureRule,
    ) -> Result<Self, DisclosureError>
    where
        R: IntoIterator<Item: Into<String>>,
        C: IntoIterator<Item: Into<String>>,
    {
        let labels = Labels::new(rows, columns)?;
        let expected = labels.columns.len().saturating_add(1);
        let names = labels.rows.iter().map(String::as_str).chain(["total"]);
        for (number, (row, found)) in (1..).zip(names.zip(cells.iter().map(Vec::len).chain(core::iter::repeat(0)))) {
            if found != expected {
                return Err(DisclosureError::Ragged { number, row: row.into(), found, expected });
            }
        }
        Ok(Self { labels, cells, rule })
    }

    pub(super) const fn new(labels: Labels, cells: Vec<Vec<Option<Count>>>, rule: DisclosureRule) -> Self {
        Self { labels, cells, rule }
    }

    /// Labels of the rows, without that of the totals.
    #[must_use]
    pub fn rows(&self) -> &[String] {
        &self.labels.rows
    }

    /// Labels of the columns, without that of the totals.
    #[must_use]
    pub fn columns(&self) -> &[String] {
        &self.labels.columns
    }

    /// The rule by which cells are withheld, which is published with the table.
    #[must_use]
    pub const fn rule(&self) -> DisclosureRule {
        self.rule
    }

    /// The count of a cell, if it is published; the totals stand behind the last row and the last column.
    #[must_use]
    pub fn cell(&self, row: usize, column: usize) -> Option<Count> {
        self.cells.get(row).and_then(|line| line.get(column)).copied().flatten()
    }

    /// The total of all, if it is published.
    #[must_use]
    pub fn total(&self) -> Option<Count> {
        self.cell(self.labels.rows.len(), self.labels.columns.len())
    }

    /// How many cells are withheld, totals included.
    #[must_use]
    pub fn withheld(&self) -> usize {
        self.cells.iter().flatten().filter(|cell| cell.is_none()).count()
    }

    /// The table in Markdown, withheld cells as `..`.
    #[must_use]
    pub fn to_markdown(&self) -> String {
        let labels = |name: &str, cells: Vec<String>| format!("| {name} | {} |\n", cells.join(" | "));
        let columns = self.labels.columns.iter().cloned().chain(["total".to_owned()]).collect::<Vec<_>>();
        let rule = format!("|---|{}\n", "---:|".repeat(columns.len()));
        let mut page = labels("", columns) + &rule;
        for (name, line) in self.labels.rows.iter().map(String::as_str).chain(["total"]).zip(&self.cells) {
            page += &labels(name, line.iter().map(|cell| written(*cell)).collect());
        }
        page
    }
}

fn written(cell: Option<Count>) -> String {
    cell.map_or_else(|| "..".to_owned(), |count| count.to_string())
}

impl fmt::Display for PublicationTable {
    /// The table in columns of equal width, by characters; withheld cells as `..`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let length = |text: &str| text.chars().count();
        let names = || self.labels.rows.iter().map(String::as_str).chain(["total"]);
        let head: Vec<&str> = self.labels.columns.iter().map(String::as_str).chain(["total"]).collect();
        let lines: Vec<Vec<String>> =
            self.cells.iter().map(|line| line.iter().map(|cell| written(*cell)).collect()).collect();
        let first = names().map(length).max().unwrap_or(0);
        let widths: Vec<usize> = head
            .iter()
            .enumerate()
            .map(|(column, label)| {
                let cells = lines.iter().filter_map(|line| line.get(column)).map(|cell| length(cell));
                cells.chain([length(label)]).max().unwrap_or(0)
            })
            .collect();
        write!(f, "{:first$}", "")?;
        for (label, width) in head.iter().zip(&widths) {
            write!(f, "  {label:>width$}")?;
        }
        for (name, line) in names().zip(&lines) {
            write!(f, "\n{name:first$}")?;
            for (cell, width) in line.iter().zip(&widths) {
                write!(f, "  {cell:>width$}")?;
            }
        }
        Ok(())
    }
}
