//! Results as a record batch.

use arrow::array::{ArrayRef, Float64Array, RecordBatch, StringArray, UInt64Array};
use arrow::error::ArrowError;
use poverty::measure::{Tidy, TidyRow};
use std::sync::Arc;

/// Results as one record batch, a row a result, with the columns of [`TidyRow`]: texts as `Utf8`, counts as `UInt64`, numbers as
/// `Float64`; what is not defined is null.
///
/// # Errors
/// [`ArrowError`] never, for columns of one length.
pub fn results(tidy: &Tidy) -> Result<RecordBatch, ArrowError> {
    fn text<'t>(tidy: &'t Tidy, of: impl Fn(&'t TidyRow) -> &'t str) -> ArrayRef {
        Arc::new(tidy.rows().iter().map(|row| Some(of(row))).collect::<StringArray>())
    }
    fn optional(tidy: &Tidy, of: impl Fn(&TidyRow) -> Option<String>) -> ArrayRef {
        Arc::new(tidy.rows().iter().map(of).collect::<StringArray>())
    }
    fn number(tidy: &Tidy, of: impl Fn(&TidyRow) -> Option<f64>) -> ArrayRef {
        Arc::new(tidy.rows().iter().map(of).collect::<Float64Array>())
    }
    fn count(tidy: &Tidy, of: impl Fn(&TidyRow) -> Option<u64>) -> ArrayRef {
        Arc::new(tidy.rows().iter().map(of).collect::<UInt64Array>())
    }
    RecordBatch::try_from_iter_with_nullable([
        ("measure", text(tidy, |row| &row.measure), false),
        ("indicator", text(tidy, |row| &row.indicator), false),
        ("k", text(tidy, |row| &row.k), false),
        ("subgroup", text(tidy, |row| &row.subgroup), false),
        ("level", text(tidy, |row| &row.level), false),
        ("period", text(tidy, |row| &row.period), false),
        ("estimate", number(tidy, |row| row.estimate), true),
        ("std_error", number(tidy, |row| row.std_error), true),
        ("lower", number(tidy, |row| row.lower), true),
        ("upper", number(tidy, |row| row.upper), true),
        ("df", count(tidy, |row| row.df), true),
        ("rows", count(tidy, |row| Some(row.rows)), false),
        ("dropped", count(tidy, |row| Some(row.dropped)), false),
        ("population", number(tidy, |row| row.population), true),
        ("unit", optional(tidy, |row| Some(row.unit.to_string())), false),
        ("weighting", text(tidy, |row| &row.weighting), false),
        ("design_effect", number(tidy, |row| row.design_effect), true),
        ("missing", optional(tidy, |row| row.missing.map(|policy| policy.to_string())), true),
        ("undefined", text(tidy, |row| &row.undefined), false),
        ("fingerprint", optional(tidy, |row| row.fingerprint.map(|own| own.to_string())), true),
    ])
}
