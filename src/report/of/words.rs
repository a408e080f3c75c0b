//! Titles in the languages of the reports.

use crate::report::{Column, Kind, ReportError};
use crate::source::{Language, Text};

/// A text in English and Vietnamese.
pub(super) fn words(english: &str, vietnamese: &str) -> Result<Text, ReportError> {
    Ok(Text::english(english)?.and(Language::Vietnamese, vietnamese)?)
}

/// A column with a title in both languages.
pub(super) fn column(id: &str, english: &str, vietnamese: &str, kind: Kind) -> Result<Column, ReportError> {
    Ok(Column::new(id, words(english, vietnamese)?, kind))
}
