//! Who entered poverty and who left it.

use super::words::{column, words};
use crate::register::{Standing, Transitions};
use crate::report::{Cell, Column, Kind, ReportError, Table};
use crate::source::Text;

/// Poor households before and after, and what led from one to the other, one row for each span or place:
/// `after = before + new + returned + arrived - escaped - departed`.
///
/// # Errors
/// What making the names of rows reports.
pub fn flows<'t>(
    by: Text,
    rows: impl IntoIterator<Item = Result<(Text, &'t Transitions), ReportError>>,
) -> Result<Table, ReportError> {
    let title = words("Who entered poverty and who left it", "Hộ rơi vào nghèo và hộ thoát nghèo")?;
    let mut table = Table::new("flows", title)
        .column(Column::new("of", by, Kind::Words))?
        .column(column("before", "poor before", "hộ nghèo đầu kỳ", Kind::Count)?)?
        .column(column("new", "newly poor", "nghèo mới", Kind::Count)?)?
        .column(column("returned", "fell back", "tái nghèo", Kind::Count)?)?
        .column(column("arrived", "came poor", "nghèo chuyển đến, tách hộ", Kind::Count)?)?
        .column(column("escaped", "escaped", "thoát nghèo", Kind::Count)?)?
        .column(column("departed", "went poor", "nghèo chuyển đi, xóa hộ", Kind::Count)?)?
        .column(column("after", "poor after", "hộ nghèo cuối kỳ", Kind::Count)?)?;
    for row in rows {
        let (name, transitions) = row?;
        let flows = transitions.flows();
        let counts = [
            transitions.earlier(Standing::Poor),
            flows.new,
            flows.returned,
            flows.arrived,
            flows.left,
            flows.departed,
            transitions.later(Standing::Poor),
        ];
        table.push([Cell::Words(name)].into_iter().chain(counts.map(|count| Cell::count(i128::from(count)))))?;
    }
    Ok(table)
}
