//! What a review of the register changed.

use super::words::{column, words};
use crate::register::{Standing, Transitions};
use crate::report::{Cell, Kind, ReportError, Table};
use crate::source::Text;

/// How a standing is named.
fn standing(standing: Standing) -> Result<Text, ReportError> {
    match standing {
        Standing::Poor => words("poor", "nghèo"),
        Standing::NearPoor => words("near-poor", "cận nghèo"),
        Standing::NotPoor => words("not poor", "không nghèo"),
    }
}

/// Households that are in both reviews, by their standing in the first (rows) and in the second (columns).
///
/// # Errors
/// None that passages give a reason for.
pub fn passages(transitions: &Transitions) -> Result<Table, ReportError> {
    let title = words("Households by standing before and after", "Số hộ theo phân loại trước và sau rà soát")?;
    let mut table = Table::new("passages", title)
        .column(column("before", "before", "trước", Kind::Words)?)?
        .column(column("poor", "poor", "nghèo", Kind::Count)?)?
        .column(column("near_poor", "near-poor", "cận nghèo", Kind::Count)?)?
        .column(column("not_poor", "not poor", "không nghèo", Kind::Count)?)?
        .column(column("all", "all", "tổng", Kind::Count)?)?;
    for before in Standing::ALL {
        let counts = Standing::ALL.map(|after| i128::from(transitions.from_to(before, after)));
        let mut row = vec![Cell::Words(standing(before)?)];
        row.extend(counts.map(Cell::Count));
        row.push(Cell::Count(counts.iter().sum()));
        table.push(row)?;
    }
    Ok(table)
}
