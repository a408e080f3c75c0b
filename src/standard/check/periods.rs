//! Periods of use: those of one purpose share no day.

use crate::standard::locate::Path;
use crate::standard::{StandardError, Validity};

pub(super) fn validities(validities: &[Validity]) -> Result<(), StandardError> {
    for (later, second) in validities.iter().enumerate() {
        for first in validities.iter().take(later) {
            if first.purpose == second.purpose && first.period.overlaps(second.period) {
                return Err(StandardError::OverlappingPeriods {
                    first: first.period.to_string(),
                    second: second.period.to_string(),
                    at: Path::top("validity").index(later).key("period").at(),
                });
            }
        }
    }
    Ok(())
}
