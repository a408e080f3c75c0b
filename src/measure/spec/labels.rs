//! The values of one column, row by row, as numbers.

use crate::measure::MeasureError;
use crate::measure::table::{Levels, natural_order};

/// The values of a column: each distinct one once, and which of them each row has.
#[derive(Clone, Debug, Default)]
pub(super) struct Labels {
    levels: Levels,
    of_row: Vec<u32>,
}

impl Labels {
    /// Adds the value of the next row.
    ///
    /// # Errors
    /// [`MeasureError::TooMany`] past 2^32 distinct values.
    pub(super) fn push(&mut self, value: &str) -> Result<(), MeasureError> {
        self.of_row.push(self.levels.intern(value)?);
        Ok(())
    }

    /// The value of a row.
    pub(super) fn of(&self, row: usize) -> &str {
        self.of_row.get(row).map_or("", |number| self.levels.name(*number))
    }

    /// The distinct values in natural order.
    pub(super) fn sorted(&self) -> Vec<&str> {
        let mut names: Vec<&str> = (0..).take(self.levels.len()).map(|number| self.levels.name(number)).collect();
        names.sort_unstable_by(|left, right| natural_order(left, right));
        names
    }

    /// The rank of each row's value in natural order.
    pub(super) fn ranks(&self) -> Vec<u32> {
        let sorted = self.sorted();
        let mut rank_of = vec![0_u32; self.levels.len()];
        for (rank, name) in (0..).zip(sorted) {
            let place = self.levels.find(name).and_then(|number| rank_of.get_mut(number as usize));
            if let Some(place) = place {
                *place = rank;
            }
        }
        self.of_row.iter().map(|number| rank_of.get(*number as usize).copied().unwrap_or_default()).collect()
    }
}
