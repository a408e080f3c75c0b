//! A table in CSV whose headings name its columns.

use super::columns::{self, Column, MemberRow};
use super::{ReadError, Row};
use crate::household::{Household, HouseholdBuilder};
use std::io::{self, Read, Write};

/// A CSV table with its name, which errors point at; nothing is opened.
#[derive(Debug)]
pub struct Table<R> {
    pub(super) file: String,
    source: R,
    delimiter: u8,
}

impl<R: Read> Table<R> {
    /// A table in UTF-8 with commas between its cells; a byte order mark before it is skipped.
    #[must_use]
    pub fn new(file: impl Into<String>, source: R) -> Self {
        Self { file: file.into(), source, delimiter: b',' }
    }

    /// The same with another byte between its cells, such as `b';'`, which spreadsheets use where the comma is decimal.
    #[must_use]
    pub const fn delimited_by(mut self, delimiter: u8) -> Self {
        self.delimiter = delimiter;
        self
    }

    /// Hands each row to `each`: its line, the record as far as it could be read, and what was wrong.
    ///
    /// # Errors
    /// What makes the rest of the table unreadable: its headings, or its source.
    pub(super) fn rows<T: Default>(
        self,
        columns: &[&'static Column<T>],
        mut each: impl FnMut(u64, T, Vec<ReadError>),
    ) -> Result<(), ReadError> {
        let Self { file, source, delimiter } = self;
        let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(source);
        let failed = |error: csv::Error| {
            let line = error.position().map_or(1, csv::Position::line);
            ReadError::Unreadable { message: error.to_string(), at: Row::new(&file, line) }
        };
        let headings = reader.byte_headers().map_err(failed)?.clone();
        let chosen = choose(&file, columns, &headings)?;
        let mut cells = csv::ByteRecord::new();
        while reader.read_byte_record(&mut cells).map_err(failed)? {
            let line = cells.position().map_or(1, csv::Position::line);
            let (record, errors) = read(&Row::new(&file, line), &chosen, &cells);
            each(line, record, errors);
        }
        Ok(())
    }
}

/// The column of each heading.
fn choose<T>(
    file: &str,
    columns: &[&'static Column<T>],
    headings: &csv::ByteRecord,
) -> Result<Vec<&'static Column<T>>, ReadError> {
    let at = || Row::new(file, 1);
    let mut chosen: Vec<&'static Column<T>> = Vec::with_capacity(headings.len());
    for (heading, number) in headings.iter().zip(1..) {
        let Some(column) = columns.iter().find(|column| column.name.as_bytes() == heading) else {
            let expected: Vec<_> = columns.iter().map(|column| format!("`{}`", column.name)).collect();
            let column = String::from_utf8_lossy(heading).into_owned();
            return Err(ReadError::UnknownColumn { column, number, expected: expected.join(", "), at: at() });
        };
        if let Some(before) = chosen.iter().position(|other| other.name == column.name) {
            let (column, first) = (column.name.to_owned(), before.saturating_add(1));
            return Err(ReadError::RepeatedColumn { column, first, second: number, at: at() });
        }
        chosen.push(column);
    }
    let missing =
        columns.iter().find(|column| column.required && !chosen.iter().any(|other| other.name == column.name));
    match missing {
        Some(column) => Err(ReadError::MissingColumn { column: column.name, at: at() }),
        None => Ok(chosen),
    }
}

/// The record of a row. One with too few or too many cells is an error as a whole; what of it can be read tells whose it is.
fn read<T: Default>(at: &Row, columns: &[&'static Column<T>], cells: &csv::ByteRecord) -> (T, Vec<ReadError>) {
    let (mut record, mut errors) = (T::default(), Vec::new());
    let ragged = cells.len() != columns.len();
    if ragged {
        let message = format!("the row has {} cells, expected {} as in the heading row", cells.len(), columns.len());
        errors.push(ReadError::Unreadable { message, at: at.clone() });
    }
    for (column, cell) in columns.iter().zip(cells) {
        let outcome = match core::str::from_utf8(cell) {
            Ok(text) => (column.read)(&mut record, text),
            Err(_) => Err("text in UTF-8".to_owned()),
        };
        if let Err(expected) = outcome
            && !ragged
        {
            let value = String::from_utf8_lossy(cell).into_owned();
            errors.push(ReadError::Cell { column: column.name, value, expected, at: at.clone() });
        }
    }
    (record, errors)
}

/// Writes households as two tables that [`join`](super::join) reads back to equal households.
///
/// Columns in which nothing was recorded of anyone are left out. Members are numbered from 1 in their order.
///
/// # Errors
/// What the writers report.
pub fn write_tables(households: impl Write, members: impl Write, list: &[Household]) -> io::Result<()> {
    let records: Vec<HouseholdBuilder> = list.iter().map(Household::to_builder).collect();
    let people: Vec<MemberRow> = list.iter().flat_map(people_of).collect();
    write(households, columns::household_columns().collect(), &records)?;
    write(members, columns::member_columns().collect(), &people)
}

fn people_of(household: &Household) -> impl Iterator<Item = MemberRow> + '_ {
    let numbered = household.members().iter().zip(1..);
    numbered.map(|(member, number)| MemberRow { household: household.id().to_owned(), number, member: member.clone() })
}

fn write<T>(target: impl Write, mut columns: Vec<&'static Column<T>>, records: &[T]) -> io::Result<()> {
    columns.retain(|column| column.required || records.iter().any(|record| !(column.write)(record).is_empty()));
    let mut writer = csv::Writer::from_writer(target);
    writer.write_record(columns.iter().map(|column| column.name))?;
    for record in records {
        writer.write_record(columns.iter().map(|column| (column.write)(record)))?;
    }
    writer.flush()
}
