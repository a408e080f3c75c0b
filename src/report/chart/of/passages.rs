//! Charts of passages between classes.

use super::fit::{empty, words};
use crate::measure::panel::{PanelError, Transitions};
use crate::quantity::CountedUnit;
use crate::report::ReportError;
use crate::report::chart::chart::{Body, Chart, Values};
use crate::report::chart::heat::Heat;
use crate::source::Text;

/// Where those of each class went, of those with a known class in both periods: a row for each class before, a column for each
/// class after.
///
/// # Errors
/// [`ReportError::Panel`] for a class that the panel does not have; [`ReportError::Empty`] without classes.
pub fn transitions<U: CountedUnit>(
    id: &str,
    title: Text,
    source: Text,
    transitions: &Transitions<U>,
    classes: &[(&str, Text)],
) -> Result<Chart, ReportError> {
    let mut cells = Vec::with_capacity(classes.len());
    for (from, _) in classes {
        let mut row = Vec::with_capacity(classes.len());
        for (to, _) in classes {
            row.push(match transitions.share(from, to) {
                Ok(share) => Some(share.value().to_f64()),
                Err(PanelError::Undefined { .. }) => None,
                Err(error) => return Err(error.into()),
            });
        }
        cells.push(row);
    }
    if cells.is_empty() {
        return Err(empty(id, "there is no class"));
    }
    let names: Vec<Text> = classes.iter().map(|(_, name)| name.clone()).collect();
    let (from, to) = transitions.periods();
    let body = Body::Heat(Heat {
        row_title: words(&format!("in {from}"), &format!("năm {from}"))?,
        column_title: words(&format!("in {to}"), &format!("năm {to}"))?,
        rows: names.clone(),
        columns: names,
        cells,
        values: Values::Percent(1),
    });
    let unit = words("% of the households of each row", "% số hộ của mỗi hàng")?;
    Ok(Chart { id: id.to_owned(), title, unit, source, body })
}
