//! Ledgers as CSV tables (feature `csv`).

use super::transaction::{Between, Kind, TransactionRecord};
use super::{Amount, Flow, Imported, Ledger, LineId, Movement, Posting, Rejection, Restated, Transaction};
use crate::journal::{Entry, EntryId};
use crate::programme::{BudgetLine, Capital, FiscalYear, FundingSource};
use crate::source::Position;
use chrono::NaiveDate;
use csv::ByteRecord;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, DefaultHasher};
use std::io::{Read, Write};
use thiserror::Error;

/// The columns of a table of entries, in the order in which they are written. They may be read in any order, and all but
/// the first, `valid`, `kind` and `amount` may be absent.
pub const COLUMNS: [&str; 17] = [
    "id",
    "valid",
    "recorded",
    "kind",
    "component",
    "source",
    "capital",
    "place",
    "year",
    "planned",
    "amount",
    "currency",
    "to_component",
    "to_place",
    "to_year",
    "rule",
    "reverses",
];

/// Why a table of entries could not be read or written. Nothing of it was posted.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum TableError {
    /// A column that is not one of [`COLUMNS`], is there twice, or is missing.
    #[error("column `{column}` {fault}, expected {} ({at})", COLUMNS.join(", "))]
    Column {
        /// The column.
        column: String,
        /// What is wrong with it.
        fault: &'static str,
        /// Where.
        at: Position,
    },
    /// A cell that is not of the form of its column.
    #[error("{column} `{value}` can't be read, expected {expected} ({at})")]
    Cell {
        /// The column.
        column: &'static str,
        /// The text as found.
        value: String,
        /// The form that is accepted.
        expected: &'static str,
        /// Where.
        at: Position,
    },
    /// A row whose cells don't go together.
    #[error("{message} ({at})")]
    Row {
        /// What is wrong.
        message: String,
        /// Where.
        at: Position,
    },
    /// What the reader or writer of CSV says.
    #[error("{message} ({file})")]
    Csv {
        /// What it says.
        message: String,
        /// The file.
        file: String,
    },
}

impl TableError {
    /// A stable, documented code of this kind of error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Column { .. } => "programme/table-column",
            Self::Cell { .. } => "programme/table-cell",
            Self::Row { .. } => "programme/table-row",
            Self::Csv { .. } => "programme/table-csv",
        }
    }
}

/// A hash without a seed: the crate asks nobody for entropy.
type Lines = HashMap<Vec<u8>, LineId, BuildHasherDefault<DefaultHasher>>;

/// Reads rows with the help of what earlier rows had: lines by their bytes, the last date.
struct Rows<'a> {
    file: &'a str,
    line: u64,
    /// Place of each of [`COLUMNS`] in the table.
    places: [Option<usize>; 17],
    lines: Lines,
    key: Vec<u8>,
    date: (Vec<u8>, NaiveDate),
}

impl Ledger {
    /// Reads a table of entries and posts them, one after the other ([`Ledger::post_all`]). The name of the file is for
    /// errors only. A row that can't be read leaves the ledger as it was, but for lines without entries.
    ///
    /// Amounts are numbers of the currency's main unit without grouping, `1000000` or `12.30`; `recorded` is `valid` where
    /// it is blank, `planned` is `year`, `to_...` is what the line itself has.
    ///
    /// # Errors
    /// Any [`TableError`].
    ///
    /// ```
    /// use poverty::programme::ledger::{BudgetRules, Ledger};
    /// use poverty::quantity::Currency;
    /// let table = "\
    /// id,valid,kind,component,source,capital,place,year,amount
    /// 1,2023-01-10,appropriation,3.1,central_budget,recurrent,66,2023,10000000
    /// 2,2023-02-01,release,3.1,central_budget,recurrent,66,2023,6000000
    /// 3,2023-05-20,disbursement,3.1,central_budget,recurrent,66,2023,7000000
    /// ";
    /// let mut ledger = Ledger::new(Currency::VND, BudgetRules::viet_nam()?);
    /// let imported = ledger.read_csv("ledger.csv", table.as_bytes())?;
    /// assert_eq!((imported.posted, imported.refused.len()), (2, 1));
    /// assert_eq!(imported.refused[0].1.code(), "programme/exceeds-released");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn read_csv(&mut self, file: &str, table: impl Read) -> Result<Imported, TableError> {
        let entries = self.parse_csv(file, table)?;
        Ok(self.post_all(&entries))
    }

    /// Reads a table of entries without posting them; their lines are opened.
    ///
    /// # Errors
    /// Any [`TableError`].
    pub fn parse_csv(&mut self, file: &str, table: impl Read) -> Result<Vec<Entry<Posting>>, TableError> {
        let mut reader = csv::ReaderBuilder::new().buffer_capacity(1 << 16).from_reader(table);
        let failed = |error: csv::Error| TableError::Csv { message: error.to_string(), file: file.to_owned() };
        let places = places(file, reader.byte_headers().map_err(failed)?)?;
        let date = (Vec::new(), NaiveDate::MIN);
        let mut rows = Rows { file, line: 1, places, lines: Lines::default(), key: Vec::new(), date };
        let mut entries = Vec::new();
        let mut record = ByteRecord::new();
        while reader.read_byte_record(&mut record).map_err(failed)? {
            rows.line = record.position().map_or(0, csv::Position::line);
            entries.push(rows.entry(self, &record)?);
        }
        Ok(entries)
    }

    /// Writes all entries as a table that [`Ledger::read_csv`] reads back.
    ///
    /// # Errors
    /// [`TableError::Csv`].
    pub fn write_csv(&self, file: &str, table: impl Write) -> Result<(), TableError> {
        let failed = |message: String| TableError::Csv { message, file: file.to_owned() };
        let mut writer = csv::Writer::from_writer(table);
        writer.write_record(COLUMNS).map_err(|error| failed(error.to_string()))?;
        for entry in self.transactions() {
            writer.write_record(cells(&entry)).map_err(|error| failed(error.to_string()))?;
        }
        writer.flush().map_err(|error| failed(error.to_string()))
    }
}

/// Where each of [`COLUMNS`] stands in the table.
fn places(file: &str, headers: &ByteRecord) -> Result<[Option<usize>; 17], TableError> {
    let fault = |column: &[u8], fault| {
        let (column, at) = (String::from_utf8_lossy(column).into_owned(), Position::new(file, 1, 1));
        TableError::Column { column, fault, at }
    };
    let mut places = [None; 17];
    for (place, header) in headers.iter().enumerate() {
        let number = COLUMNS.iter().position(|column| column.as_bytes() == header.trim_ascii());
        match number.and_then(|number| places.get_mut(number)) {
            Some(slot @ None) => *slot = Some(place),
            Some(Some(_)) => return Err(fault(header, "is there twice")),
            None => return Err(fault(header, "is not known")),
        }
    }
    for (column, place) in COLUMNS.iter().zip(&places) {
        if place.is_none() && ["id", "valid", "kind", "amount"].contains(column) {
            return Err(fault(column.as_bytes(), "is missing"));
        }
    }
    Ok(places)
}

impl Rows<'_> {
    fn at(&self) -> Position {
        Position::new(self.file, self.line, 1)
    }

    fn fault(&self, column: &'static str, value: &[u8], expected: &'static str) -> TableError {
        let value = String::from_utf8_lossy(value).into_owned();
        TableError::Cell { column, value, expected, at: self.at() }
    }

    fn row(&self, message: &impl ToString) -> TableError {
        TableError::Row { message: message.to_string(), at: self.at() }
    }

    /// The cell of a column, by its number in [`COLUMNS`]; blank where the table has no such column.
    fn cell<'r>(&self, record: &'r ByteRecord, column: usize) -> &'r [u8] {
        self.places.get(column).copied().flatten().and_then(|place| record.get(place)).unwrap_or_default()
    }

    fn entry(&mut self, ledger: &mut Ledger, record: &ByteRecord) -> Result<Entry<Posting>, TableError> {
        let [id, valid, recorded, kind] = [0, 1, 2, 3].map(|column| self.cell(record, column));
        let id =
            EntryId::new(whole_number(id).ok_or_else(|| self.fault("id", id, "a whole number of at most 20 digits"))?);
        let valid = self.read_date("valid", valid)?;
        let recorded = if recorded.is_empty() { valid } else { self.read_date("recorded", recorded)? };
        let content = match flow(kind) {
            Some(flow) if self.only_line(record) => {
                let line = self.read_line(ledger, record)?;
                Movement::Flow { flow, line, amount: self.read_amount(ledger, record)? }
            }
            _ => self.read_rare(ledger, record, id)?,
        };
        Ok(Entry { id, valid, recorded, content })
    }

    /// Whether a row has nothing but a line and an amount.
    fn only_line(&self, record: &ByteRecord) -> bool {
        (12..17).all(|column| self.cell(record, column).is_empty())
    }

    fn read_date(&mut self, column: &'static str, text: &[u8]) -> Result<NaiveDate, TableError> {
        if self.date.0 != text {
            let date = iso_date(text).ok_or_else(|| self.fault(column, text, "a date such as 2023-05-20"))?;
            self.date.0.clear();
            self.date.0.extend_from_slice(text);
            self.date.1 = date;
        }
        Ok(self.date.1)
    }

    fn read_amount(&self, ledger: &Ledger, record: &ByteRecord) -> Result<Amount, TableError> {
        let (text, currency) = (self.cell(record, 10), self.cell(record, 11));
        if !currency.is_empty() && currency != ledger.currency().code().as_bytes() {
            return Err(self.fault("currency", currency, "the currency of the ledger"));
        }
        let decimals = usize::from(ledger.currency().exponent().unwrap_or(0));
        minor_units(text, decimals)
            .and_then(Amount::from_units)
            .ok_or_else(|| self.fault("amount", text, "a positive number of at most 2^60 minor units"))
    }

    fn read_line(&mut self, ledger: &mut Ledger, record: &ByteRecord) -> Result<LineId, TableError> {
        let mut key = core::mem::take(&mut self.key);
        key.clear();
        for column in 4..10 {
            key.extend_from_slice(self.cell(record, column));
            key.push(0);
        }
        if let Some(line) = self.lines.get(&key) {
            let line = *line;
            self.key = key;
            return Ok(line);
        }
        let line = self.budget_line(record)?;
        let line = ledger.open(line).map_err(|rejection| self.row(&rejection))?;
        self.lines.insert(key, line);
        Ok(line)
    }

    fn budget_line(&self, record: &ByteRecord) -> Result<BudgetLine, TableError> {
        let [component, source, capital, place, year, planned] =
            [4, 5, 6, 7, 8, 9].map(|column| self.cell(record, column));
        let source = FundingSource::ALL
            .into_iter()
            .find(|known| known.id().as_bytes() == source)
            .ok_or_else(|| self.fault("source", source, "a source such as central_budget"))?;
        let capital = Capital::ALL
            .into_iter()
            .find(|known| known.id().as_bytes() == capital)
            .ok_or_else(|| self.fault("capital", capital, "investment or recurrent"))?;
        let year = self.year("year", year)?;
        let planned = if planned.is_empty() { year } else { self.year("planned", planned)? };
        let (component, place) = (self.text("component", component)?, self.text("place", place)?);
        BudgetLine::planned_in(component, source, capital, place, year, planned).map_err(|error| self.row(&error))
    }

    fn year(&self, column: &'static str, text: &[u8]) -> Result<FiscalYear, TableError> {
        let number = whole_number(text).and_then(|year| i32::try_from(year).ok());
        number
            .and_then(|year| FiscalYear::new(year).ok())
            .ok_or_else(|| self.fault(column, text, "a year from 1900 to 2999"))
    }

    fn text<'t>(&self, column: &'static str, text: &'t [u8]) -> Result<&'t str, TableError> {
        core::str::from_utf8(text).map_err(|_| self.fault(column, text, "UTF-8"))
    }

    /// Reallocations, carry-overs, corrections, and rows with cells too many.
    #[cold]
    fn read_rare(&mut self, ledger: &mut Ledger, record: &ByteRecord, id: EntryId) -> Result<Posting, TableError> {
        let [kind, amount, to_component, to_place, to_year, rule, reverses] =
            [3, 10, 12, 13, 14, 15, 16].map(|column| self.cell(record, column));
        let kind = match kind {
            b"reallocation" => Kind::Between(Between::Reallocation),
            b"carry_over" => Kind::Between(Between::CarryOver),
            b"correction" => Kind::Between(Between::Correction),
            other => Kind::Flow(flow(other).ok_or_else(|| self.fault("kind", other, "a kind of entry"))?),
        };
        let has_line = (4..10).any(|column| !self.cell(record, column).is_empty());
        let line = if has_line { Some(self.budget_line(record)?) } else { None };
        let to = match &line {
            Some(line) if ![to_component, to_place, to_year].iter().all(|cell| cell.is_empty()) => {
                let or = |cell: &'_ [u8], own: &str| match cell {
                    [] => Ok(own.to_owned()),
                    cell => self.text("to_component", cell).map(str::to_owned),
                };
                let (component, place) = (or(to_component, line.component())?, or(to_place, line.place())?);
                let year = if to_year.is_empty() { line.year() } else { self.year("to_year", to_year)? };
                let to = BudgetLine::planned_in(component, line.source(), line.capital(), place, year, line.planned());
                Some(to.map_err(|error| self.row(&error))?)
            }
            _ => None,
        };
        let amount = match amount {
            [] => None,
            _ => Some(ledger.money(self.read_amount(ledger, record)?.signed())),
        };
        let rule = if rule.is_empty() { None } else { Some(self.text("rule", rule)?.to_owned()) };
        let reverses = match reverses {
            [] => None,
            cell => Some(EntryId::new(whole_number(cell).ok_or_else(|| self.fault("reverses", cell, "an id"))?)),
        };
        let written = TransactionRecord { kind, line, to, amount, rule, reverses };
        let transaction = Transaction::try_from(written).map_err(|message| self.row(&message))?;
        ledger.posting(id, transaction).map_err(|rejection: Box<Rejection>| self.row(&rejection))
    }
}

fn flow(word: &[u8]) -> Option<Flow> {
    Flow::ALL.into_iter().find(|flow| flow.id().as_bytes() == word)
}

fn whole_number(text: &[u8]) -> Option<u64> {
    if text.is_empty() {
        return None;
    }
    text.iter().try_fold(0_u64, |number, byte| {
        let digit = byte.checked_sub(b'0').filter(|digit| *digit <= 9)?;
        number.checked_mul(10)?.checked_add(u64::from(digit))
    })
}

/// A number with at most so many decimals, in units of the last of them.
fn minor_units(text: &[u8], decimals: usize) -> Option<u64> {
    let point = text.iter().position(|byte| *byte == b'.');
    let (whole, fraction) = match point {
        Some(point) => (text.get(..point)?, text.get(point.checked_add(1)?..)?),
        None => (text, &[][..]),
    };
    let missing = decimals.checked_sub(fraction.len())?;
    if point.is_some() && fraction.is_empty() {
        return None;
    }
    let fraction_units = if fraction.is_empty() { 0 } else { whole_number(fraction)? };
    let factor = |digits: usize| u32::try_from(digits).ok().and_then(|digits| 10_u64.checked_pow(digits));
    let whole = whole_number(whole)?.checked_mul(factor(decimals)?)?;
    whole.checked_add(fraction_units.checked_mul(factor(missing)?)?)
}

/// A date of the form 2023-05-20.
fn iso_date(text: &[u8]) -> Option<NaiveDate> {
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text else { return None };
    let number = |digits: &[u8]| whole_number(digits).and_then(|number| u32::try_from(number).ok());
    let year = i32::try_from(number(&[y1, y2, y3, y4])?).ok()?;
    NaiveDate::from_ymd_opt(year, number(&[m1, m2])?, number(&[d1, d2])?)
}

/// An entry as a row.
fn cells(entry: &Entry<Transaction>) -> [String; 17] {
    let blank = String::new;
    let (line, to, amount, rule, reverses) = match &entry.content {
        Movement::Flow { line, amount, .. } => (Some(line), None, Some(amount), None, None),
        Movement::Reallocation { from, to, amount } => (Some(from), Some(to), Some(amount), None, None),
        Movement::CarryOver { from, to, amount, rule } => (Some(from), Some(to), Some(amount), Some(rule), None),
        Movement::Correction { reverses, restated: None } => (None, None, None, None, Some(reverses)),
        Movement::Correction { reverses, restated: Some(Restated { line, to, amount }) } => {
            (Some(line), to.as_ref(), Some(amount), None, Some(reverses))
        }
    };
    let kind = match &entry.content {
        Movement::Flow { flow, .. } => flow.id(),
        Movement::Reallocation { .. } => "reallocation",
        Movement::CarryOver { .. } => "carry_over",
        Movement::Correction { .. } => "correction",
    };
    let of_line = |field: fn(&BudgetLine) -> String| line.map_or_else(blank, field);
    let of_to = |field: fn(&BudgetLine) -> String| to.map_or_else(blank, field);
    [
        entry.id.to_string(),
        entry.valid.to_string(),
        if entry.recorded == entry.valid { blank() } else { entry.recorded.to_string() },
        kind.to_owned(),
        of_line(|line| line.component().to_owned()),
        of_line(|line| line.source().id().to_owned()),
        of_line(|line| line.capital().id().to_owned()),
        of_line(|line| line.place().to_owned()),
        of_line(|line| line.year().to_string()),
        of_line(|line| if line.is_carried() { line.planned().to_string() } else { String::new() }),
        amount.map_or_else(blank, |amount| amount.amount().to_string()),
        amount.map_or_else(blank, |amount| amount.currency().code().to_owned()),
        of_to(|to| to.component().to_owned()),
        of_to(|to| to.place().to_owned()),
        of_to(|to| to.year().to_string()),
        rule.cloned().unwrap_or_default(),
        reverses.map_or_else(blank, EntryId::to_string),
    ]
}
