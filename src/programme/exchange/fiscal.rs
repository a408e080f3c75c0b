//! A table in the manner of a Fiscal Data Package (Open Knowledge, version 1; from memory): a row for each line and phase of
//! the budget, with classifications in columns of their own.

use super::ExchangeError;
use crate::programme::ledger::Statement;
use crate::programme::structure::Programme;
use crate::programme::{BudgetLine, Capital, FiscalYear, FundingSource};
use crate::quantity::Money;
use crate::source::Language;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Phase of a budget.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// As first approved.
    Approved,
    /// After supplements, reallocations and money carried in.
    Adjusted,
    /// Disbursed.
    Executed,
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// Code of the component.
    pub component_code: String,
    /// Its name; blank where the programme has no such component.
    pub component_label: String,
    /// Classification of the Functions of Government of the first kind of support; blank where none is known.
    pub functional_cofog: String,
    /// Who pays.
    pub fund_source: FundingSource,
    /// Kind of capital.
    pub economic_capital: Capital,
    /// Code of the administrative unit.
    pub administrative_place: String,
    /// The year.
    pub fiscal_year: FiscalYear,
    /// The year in whose plan it was.
    pub planned_year: FiscalYear,
    /// The phase.
    pub phase: Phase,
    /// How much.
    #[serde(with = "rust_decimal::serde::str")]
    pub value: Decimal,
    /// ISO 4217 code.
    pub currency: String,
}

/// The rows of a statement: three for each line.
#[must_use]
pub fn rows(statement: &Statement<'_>, programme: &Programme) -> Vec<Row> {
    let row = |line: &BudgetLine, phase, money: Money| {
        let component = programme.component(line.component());
        let cofog = component.and_then(|part| part.support().first().map(|kind| kind.cofog()));
        Row {
            component_code: line.component().to_owned(),
            component_label: component.map_or("", |part| part.name().in_language(Language::English)).to_owned(),
            functional_cofog: cofog.unwrap_or("").to_owned(),
            fund_source: line.source(),
            economic_capital: line.capital(),
            administrative_place: line.place().to_owned(),
            fiscal_year: line.year(),
            planned_year: line.planned(),
            phase,
            value: money.amount(),
            currency: money.currency().code().to_owned(),
        }
    };
    let of_line = |(_, line, totals): (_, &BudgetLine, &crate::programme::ledger::Totals)| {
        [
            row(line, Phase::Approved, totals.appropriated()),
            row(line, Phase::Adjusted, totals.available()),
            row(line, Phase::Executed, totals.disbursed()),
        ]
    };
    statement.lines().flat_map(of_line).collect()
}

/// Writes rows as CSV.
///
/// # Errors
/// [`ExchangeError::Table`], which a text in memory does not cause.
pub fn write(rows: &[Row]) -> Result<String, ExchangeError> {
    let failed = |message: String| ExchangeError::Table { message, line: 0 };
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        writer.serialize(row).map_err(|error| failed(error.to_string()))?;
    }
    let bytes = writer.into_inner().map_err(|error| failed(error.to_string()))?;
    String::from_utf8(bytes).map_err(|error| failed(error.to_string()))
}

/// Reads rows from CSV.
///
/// # Errors
/// [`ExchangeError::Table`] with the line of the row that can't be read.
pub fn read(text: &str) -> Result<Vec<Row>, ExchangeError> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows = reader.deserialize().map(|row| {
        row.map_err(|error: csv::Error| ExchangeError::Table {
            line: error.position().map_or(0, csv::Position::line),
            message: error.to_string(),
        })
    });
    rows.collect()
}
