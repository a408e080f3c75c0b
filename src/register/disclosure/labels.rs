//! The labels of a table of counts.

use super::DisclosureError;
use serde::Serialize;
use std::collections::BTreeSet;

/// What the rows and the columns of a table are called, without the totals: at least one each, and none twice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Labels {
    pub(super) rows: Vec<String>,
    pub(super) columns: Vec<String>,
}

impl Labels {
    pub(super) fn new<R, C>(rows: R, columns: C) -> Result<Self, DisclosureError>
    where
        R: IntoIterator<Item: Into<String>>,
        C: IntoIterator<Item: Into<String>>,
    {
        let rows: Vec<String> = rows.into_iter().map(Into::into).collect();
        let columns: Vec<String> = columns.into_iter().map(Into::into).collect();
        if rows.is_empty() || columns.is_empty() {
            return Err(DisclosureError::Empty { rows: rows.len(), columns: columns.len() });
        }
        different("row", &rows)?;
        different("column", &columns)?;
        Ok(Self { rows, columns })
    }
}

fn different(axis: &'static str, labels: &[String]) -> Result<(), DisclosureError> {
    let mut seen = BTreeSet::new();
    match (1..).zip(labels).find(|(_, label)| !seen.insert(label.as_str())) {
        Some((number, label)) => Err(DisclosureError::LabelTwice { axis, number, label: label.into() }),
        None => Ok(()),
    }
}
