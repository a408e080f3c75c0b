//! Working days, by a calendar that the caller knows.

use super::ReviewError;
use crate::quantity::Period;
use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Which days are worked: Monday to Friday, without holidays, with the Saturdays and Sundays that are worked in exchange.
///
/// Holidays are announced year by year, so a calendar knows from when to when it was filled in and refuses to count past it.
///
/// ```
/// use poverty::register::review::WorkingDays;
/// let calendar = WorkingDays::over("2024-01-01/2025-01-01".parse()?)
///     .without("2024-09-02".parse()?)  // National Day
///     .without("2024-09-03".parse()?);
/// // From Friday 30 August the third working day is Friday 6 September.
/// assert_eq!(calendar.after("2024-08-30".parse()?, 3)?, "2024-09-06".parse()?);
/// assert!(calendar.after("2024-12-30".parse()?, 3).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WorkingDays {
    covers: Period,
    #[serde(default)]
    holidays: BTreeSet<NaiveDate>,
    #[serde(default)]
    worked: BTreeSet<NaiveDate>,
}

impl WorkingDays {
    /// A calendar that was filled in for a period, without holidays yet.
    #[must_use]
    pub const fn over(covers: Period) -> Self {
        Self { covers, holidays: BTreeSet::new(), worked: BTreeSet::new() }
    }

    /// The same with a holiday.
    #[must_use]
    pub fn without(mut self, holiday: NaiveDate) -> Self {
        self.holidays.insert(holiday);
        self
    }

    /// The same with a Saturday or Sunday that is worked.
    #[must_use]
    pub fn with(mut self, worked: NaiveDate) -> Self {
        self.worked.insert(worked);
        self
    }

    /// The days for which it was filled in.
    #[must_use]
    pub const fn covers(&self) -> Period {
        self.covers
    }

    /// Whether a day is worked.
    ///
    /// # Errors
    /// [`ReviewError::OutsideCalendar`].
    pub fn is_worked(&self, day: NaiveDate) -> Result<bool, ReviewError> {
        if !self.covers.contains(day) {
            return Err(ReviewError::OutsideCalendar { day, covers: self.covers });
        }
        let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        Ok(self.worked.contains(&day) || (!weekend && !self.holidays.contains(&day)))
    }

    /// The day that is so many working days after another, which is not counted itself.
    ///
    /// # Errors
    /// [`ReviewError::OutsideCalendar`].
    pub fn after(&self, day: NaiveDate, working_days: u32) -> Result<NaiveDate, ReviewError> {
        let (mut last, mut left) = (day, working_days);
        while left > 0 {
            last = last.succ_opt().ok_or(ReviewError::OutsideCalendar { day: last, covers: self.covers })?;
            if self.is_worked(last)? {
                left = left.saturating_sub(1);
            }
        }
        Ok(last)
    }
}
