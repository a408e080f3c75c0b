//! The passages of a panel.

use super::words::{column, words};
use crate::measure::SampledRows;
use crate::measure::panel::{PanelError, Transitions};
use crate::quantity::CountedUnit;
use crate::report::{Cell, Column, Kind, Limits, ReportError, Table};
use crate::source::Text;

/// From which class of the earlier period to which of the later one, in percent of those with a known class in both, with limits
/// if the sample is given. `name` gives the name of a class in the languages of the readers.
///
/// # Errors
/// [`ReportError::Panel`] if the sample lacks a row; what `name` reports.
pub fn transitions<U: CountedUnit>(
    transitions: &Transitions<U>,
    sample: Option<&SampledRows>,
    name: impl Fn(&str) -> Result<Text, ReportError>,
) -> Result<Table, ReportError> {
    let (from, to) = transitions.periods();
    let title =
        words(&format!("Where those of {from} stood in {to}"), &format!("Các hộ của năm {from} ở đâu vào năm {to}"))?;
    let classes = transitions.classes().names();
    let mut table = Table::new("transitions", title).column(column("from", from, from, Kind::Words)?)?;
    for class in classes {
        let share = Column::new(class, name(class)?, Kind::Percent);
        table = table.column(if sample.is_some() { share.with_limits() } else { share })?;
    }
    table = table.column(column("households", "households", "số hộ", Kind::Count)?)?;
    for earlier in classes {
        let mut row = vec![Cell::Words(name(earlier)?)];
        let mut households = Vec::new();
        for later in classes {
            row.push(match transitions.share(earlier, later) {
                Ok(share) => match sample {
                    Some(sample) => {
                        let limits = Limits::from(&share.error(sample)?);
                        Cell::EstimatedShare(share.value().to_f64(), limits)
                    }
                    None => Cell::Share(share.value()),
                },
                Err(PanelError::Undefined { .. }) => Cell::Absent(words("nobody", "không có hộ")?),
                Err(error) => return Err(error.into()),
            });
            households.push(transitions.households(Some(earlier), Some(later))?);
        }
        row.push(Cell::Count(i128::try_from(households.iter().sum::<usize>()).unwrap_or(i128::MAX)));
        table.push(row)?;
    }
    Ok(table)
}
