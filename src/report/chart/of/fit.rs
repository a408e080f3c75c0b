//! What can be drawn, and what is said where it can't.

use crate::report::ReportError;
use crate::source::{Language, Text};

pub(super) fn words(english: &str, vietnamese: &str) -> Result<Text, ReportError> {
    Ok(Text::english(english)?.and(Language::Vietnamese, vietnamese)?)
}

pub(super) fn empty(chart: &str, reason: &str) -> ReportError {
    ReportError::Empty { chart: chart.to_owned(), reason: reason.to_owned() }
}

/// A value that can be drawn.
pub(super) fn fit(chart: &str, what: &str, value: f64, least: f64, expected: &'static str) -> Result<f64, ReportError> {
    if value.is_finite() && value >= least {
        return Ok(value);
    }
    Err(ReportError::Value { chart: chart.to_owned(), what: what.to_owned(), value, expected })
}

pub(super) const FINITE: &str = "a finite number";
pub(super) const POSITIVE: &str = "a finite number, zero or more";
