//! The table.

use super::{Cell, Column};
use crate::report::ReportError;
use crate::source::Text;

/// A table of results, which every kind of result turns into, and which is written as CSV, JSON, Markdown, terminal text, LaTeX or
/// HTML.
///
/// Files for machines hold full precision, plain digits and columns by name; pages for readers hold rounded numbers in their
/// locale, units in the header, and say of every share whether it is percent or points.
///
/// ```
/// use poverty::quantity::Ratio;
/// use poverty::report::{Cell, Column, Kind, Locale, Table};
/// use poverty::source::{Language, Text};
/// let table = Table::new("rates", Text::english("Poor households")?.and(Language::Vietnamese, "Hộ nghèo")?)
///     .column(Column::new("year", Text::english("year")?.and(Language::Vietnamese, "năm")?, Kind::Words))?
///     .column(Column::new("poor", Text::english("poor")?.and(Language::Vietnamese, "hộ nghèo")?, Kind::Count))?
///     .column(Column::new("rate", Text::english("rate")?.and(Language::Vietnamese, "tỷ lệ")?, Kind::Percent).decimals(2))?
///     .row([Cell::name("2021"), Cell::count(63_642), Cell::Share(Ratio::new(63_642, 497_592)?)])?
///     .row([Cell::name("2024"), Cell::count(34_434), Cell::Share(Ratio::new(34_434, 539_718)?)])?;
/// assert_eq!(
///     table.to_markdown(Locale::of(Language::Vietnamese)),
///     "\
/// | năm | hộ nghèo | tỷ lệ, % |
/// |:---|---:|---:|
/// | 2021 | 63.642 | 12,79 |
/// | 2024 | 34.434 | 6,38 |
/// "
/// );
/// assert!(table.to_csv()?.starts_with("year,poor,rate\n2021,63642,0.12789"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    pub(crate) id: String,
    pub(crate) title: Text,
    pub(crate) columns: Vec<Column>,
    pub(crate) rows: Vec<Vec<Cell>>,
    pub(crate) notes: Vec<Text>,
}

impl Table {
    /// An empty table: its name in files, its title for readers.
    #[must_use]
    pub fn new(id: impl Into<String>, title: Text) -> Self {
        Self { id: id.into(), title, columns: Vec::new(), rows: Vec::new(), notes: Vec::new() }
    }

    /// With one more column.
    ///
    /// # Errors
    /// [`ReportError::TwoColumns`]; [`ReportError::Width`] if there are rows already.
    pub fn column(mut self, column: Column) -> Result<Self, ReportError> {
        if self.columns.iter().any(|other| other.id == column.id) {
            return Err(ReportError::TwoColumns { table: self.id, column: column.id });
        }
        self.columns.push(column);
        if let Some(row) = self.rows.first() {
            return Err(self.wrong_width(1, row.len()));
        }
        Ok(self)
    }

    /// With one more row, a cell for each column.
    ///
    /// # Errors
    /// [`ReportError::Width`] for another number of cells; [`ReportError::Kind`] for a cell that its column does not take.
    pub fn row(mut self, cells: impl IntoIterator<Item = Cell>) -> Result<Self, ReportError> {
        self.push(cells)?;
        Ok(self)
    }

    /// Adds a row, a cell for each column.
    ///
    /// # Errors
    /// As [`Table::row`]; the table is then as it was.
    pub fn push(&mut self, cells: impl IntoIterator<Item = Cell>) -> Result<(), ReportError> {
        let cells: Vec<Cell> = cells.into_iter().collect();
        let row = self.rows.len().saturating_add(1);
        if cells.len() != self.columns.len() {
            return Err(self.wrong_width(row, cells.len()));
        }
        for (cell, column) in cells.iter().zip(&self.columns) {
            if let Some(found) = cell.kind().filter(|kind| !column.takes(*kind)) {
                let (table, column, expected) = (self.id.clone(), column.id.clone(), column.kind);
                return Err(ReportError::Kind { table, row, column, found, expected });
            }
        }
        self.rows.push(cells);
        Ok(())
    }

    fn wrong_width(&self, row: usize, found: usize) -> ReportError {
        ReportError::Width { table: self.id.clone(), row, found, expected: self.columns.len() }
    }

    /// With a note under it: what a reader must know to compare it.
    #[must_use]
    pub fn note(mut self, note: Text) -> Self {
        self.notes.push(note);
        self
    }

    /// Its name in files.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Its title.
    #[must_use]
    pub const fn title(&self) -> &Text {
        &self.title
    }

    /// Its columns.
    #[must_use]
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// Its rows, each with a cell for every column.
    #[must_use]
    pub fn rows(&self) -> &[Vec<Cell>] {
        &self.rows
    }

    /// What stands under it.
    #[must_use]
    pub fn notes(&self) -> &[Text] {
        &self.notes
    }
}
