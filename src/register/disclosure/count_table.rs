//! Counts of households by two attributes.

use super::labels::Labels;
use super::{DisclosureError, DisclosureRule, PublicationTable, protect};
use crate::quantity::Count;
use std::collections::BTreeSet;

/// Counts of households by two attributes, with the totals of rows, of columns and of all: not yet fit to publish.
///
/// It does not print its counts, so that they don't slip into a log.
#[derive(Clone, PartialEq, Eq)]
pub struct CountTable {
    labels: Labels,
    /// Row by row, the totals last.
    cells: Vec<Vec<u64>>,
}

impl core::fmt::Debug for CountTable {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("CountTable").field("labels", &self.labels).finish_non_exhaustive()
    }
}

impl CountTable {
    /// A table of labels and counts, row by row; the totals are worked out.
    ///
    /// # Errors
    /// [`DisclosureError::Empty`], [`DisclosureError::LabelTwice`], [`DisclosureError::Ragged`]; [`DisclosureError::Quantity`]
    /// for a total beyond the range of [`Count`].
    pub fn new<R, C, L>(rows: R, columns: C, counts: L) -> Result<Self, DisclosureError>
    where
        R: IntoIterator<Item: Into<String>>,
        C: IntoIterator<Item: Into<String>>,
        L: IntoIterator<Item: IntoIterator<Item = u64>>,
    {
        let labels = Labels::new(rows, columns)?;
        let mut counts = counts.into_iter();
        let mut cells = Vec::with_capacity(labels.rows.len().saturating_add(1));
        let mut below = vec![0_u64; labels.columns.len().saturating_add(1)];
        for (number, row) in (1..).zip(&labels.rows) {
            let mut line: Vec<u64> = counts.next().into_iter().flatten().collect();
            if line.len() != labels.columns.len() {
                let (row, found, expected) = (row.into(), line.len(), labels.columns.len());
                return Err(DisclosureError::Ragged { number, row, found, expected });
            }
            let total = line.iter().try_fold(Count::ZERO, |sum, count| sum.checked_add(Count::new(*count)))?;
            line.push(total.get());
            for (total, count) in below.iter_mut().zip(&line) {
                *total = Count::new(*total).checked_add(Count::new(*count))?.get();
            }
            cells.push(line);
        }
        cells.push(below);
        Ok(Self { labels, cells })
    }

    /// A table of one row and one column for each value that occurs, sorted, counted from pairs.
    ///
    /// # Errors
    /// As [`CountTable::new`].
    pub fn of_pairs<R, C>(pairs: impl IntoIterator<Item = (R, C)>) -> Result<Self, DisclosureError>
    where
        R: Into<String>,
        C: Into<String>,
    {
        let pairs: Vec<(String, String)> = pairs.into_iter().map(|(row, column)| (row.into(), column.into())).collect();
        let rows: BTreeSet<&String> = pairs.iter().map(|(row, _)| row).collect();
        let columns: BTreeSet<&String> = pairs.iter().map(|(_, column)| column).collect();
        let mut counted = std::collections::BTreeMap::<(&String, &String), u64>::new();
        for (row, column) in &pairs {
            let count = counted.entry((row, column)).or_default();
            *count = count.saturating_add(1);
        }
        let counts = rows.iter().map(|row| {
            columns.iter().map(|column| counted.get(&(*row, *column)).copied().unwrap_or(0)).collect::<Vec<_>>()
        });
        Self::new(rows.iter().copied().cloned(), columns.iter().copied().cloned(), counts.collect::<Vec<_>>())
    }

    /// The table as it can be published under a rule: small cells are withheld, and as few others as it finds are needed so that
    /// the promise of the rule holds. Every total is published unless it is small itself, or nothing else protects a cell.
    #[must_use]
    pub fn protect(&self, rule: DisclosureRule) -> PublicationTable {
        let withheld = protect::withheld(&self.cells, rule);
        let cells = self.cells.iter().zip(&withheld).map(|(line, hidden)| {
            line.iter().zip(hidden).map(|(count, hidden)| (!hidden).then_some(Count::new(*count))).collect()
        });
        PublicationTable::new(self.labels.clone(), cells.collect(), rule)
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

    /// The count of a cell; the totals stand behind the last row and the last column.
    #[must_use]
    pub fn count(&self, row: usize, column: usize) -> Option<Count> {
        self.cells.get(row)?.get(column).copied().map(Count::new)
    }
}
