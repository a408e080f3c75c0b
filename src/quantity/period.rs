//! Ranges of dates.

use super::QuantityError;
use chrono::{Datelike, NaiveDate};
use core::cmp::Ordering;
use core::fmt;
use core::str::FromStr;
use serde::{Deserialize, Serialize};

/// A half-open range of dates: from a first day to the day before `end`, or without end.
///
/// Half-open ranges meet without gap or overlap: the standard of 2016-2021 ends where that of 2022 begins. Prints as an
/// ISO 8601 interval whose end is excluded, `2022-01-01/2026-01-01`, and `2025-07-01/..` without end. Ordered by start,
/// then by end; no end is later than any.
///
/// ```
/// use poverty::quantity::Period;
/// let use_of_the_standard: Period = "2022-01-01/2026-01-01".parse()?;
/// assert!(use_of_the_standard.contains("2025-12-31".parse().unwrap()));
/// assert!(!use_of_the_standard.contains("2026-01-01".parse().unwrap()));
/// # Ok::<(), poverty::quantity::QuantityError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Period {
    start: NaiveDate,
    end: Option<NaiveDate>,
}

impl Period {
    /// The days from `start` up to, but without, `end`.
    ///
    /// # Errors
    /// [`QuantityError::EmptyPeriod`] if the end does not lie after the start.
    pub fn new(start: NaiveDate, end: NaiveDate) -> Result<Self, QuantityError> {
        if end > start { Ok(Self { start, end: Some(end) }) } else { Err(QuantityError::EmptyPeriod { start, end }) }
    }

    /// The days from `start` up to and with `last`, as laws write it.
    ///
    /// # Errors
    /// [`QuantityError::EmptyPeriod`] if the last day lies before the start; [`QuantityError::OutOfRange`] if no day of the
    /// calendar follows it.
    pub fn through(start: NaiveDate, last: NaiveDate) -> Result<Self, QuantityError> {
        let end = last.succ_opt().ok_or_else(|| QuantityError::OutOfRange {
            thing: "last day",
            value: last.to_string(),
            expected: "a day that another day follows",
        })?;
        Self::new(start, end)
    }

    /// All days from `start` on.
    #[must_use]
    pub const fn from(start: NaiveDate) -> Self {
        Self { start, end: None }
    }

    /// The calendar year.
    ///
    /// # Errors
    /// [`QuantityError::OutOfRange`] for a year that the calendar does not hold.
    pub fn year(year: i32) -> Result<Self, QuantityError> {
        let first = |year: i32| NaiveDate::from_ymd_opt(year, 1, 1);
        match (first(year), year.checked_add(1).and_then(first)) {
            (Some(start), Some(end)) => Self::new(start, end),
            _ => Err(QuantityError::OutOfRange {
                thing: "year",
                value: year.to_string(),
                expected: "a year of the calendar",
            }),
        }
    }

    /// First day.
    #[must_use]
    pub const fn start(self) -> NaiveDate {
        self.start
    }

    /// The day after the last, if there is an end.
    #[must_use]
    pub const fn end(self) -> Option<NaiveDate> {
        self.end
    }

    /// The last day, if there is an end.
    #[must_use]
    pub fn last_day(self) -> Option<NaiveDate> {
        self.end.and_then(|end| end.pred_opt())
    }

    /// Whether the day lies in the period.
    #[must_use]
    pub fn contains(self, day: NaiveDate) -> bool {
        day >= self.start && self.end.is_none_or(|end| day < end)
    }

    /// Whether the two periods share a day.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.end.is_none_or(|end| other.start < end) && other.end.is_none_or(|end| self.start < end)
    }

    /// Whether one period begins where the other ends: no day is shared and none lies between.
    #[must_use]
    pub fn adjoins(self, other: Self) -> bool {
        self.end == Some(other.start) || other.end == Some(self.start)
    }

    /// The days that both periods have, if any.
    #[must_use]
    pub fn intersection(self, other: Self) -> Option<Self> {
        if !self.overlaps(other) {
            return None;
        }
        let end = match (self.end, other.end) {
            (Some(left), Some(right)) => Some(left.min(right)),
            (left, right) => left.or(right),
        };
        Some(Self { start: self.start.max(other.start), end })
    }
}

/// Completed years from `earlier` to `later`, as ages are counted; `None` if `later` is the earlier date.
///
/// Someone born on 29 February completes a year on 1 March of a common year.
#[must_use]
pub fn completed_years(earlier: NaiveDate, later: NaiveDate) -> Option<u32> {
    if later < earlier {
        return None;
    }
    let years = later.year().saturating_sub(earlier.year());
    let anniversary_passed = (later.month(), later.day()) >= (earlier.month(), earlier.day());
    u32::try_from(years.saturating_sub(i32::from(!anniversary_passed))).ok()
}

impl Ord for Period {
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |period: &Self| (period.start, period.end.is_none(), period.end);
        key(self).cmp(&key(other))
    }
}

impl PartialOrd for Period {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.end {
            Some(end) => f.pad(&format!("{}/{end}", self.start)),
            None => f.pad(&format!("{}/..", self.start)),
        }
    }
}

impl FromStr for Period {
    type Err = QuantityError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let unreadable = || {
            QuantityError::unreadable(
                "period",
                text,
                "two dates 2022-01-01/2026-01-01, the end excluded, or 2022-01-01/..",
            )
        };
        let date = |text: &str| text.parse::<NaiveDate>().map_err(|_| unreadable());
        let (start, end) = text.trim().split_once('/').ok_or_else(unreadable)?;
        match end {
            ".." => Ok(Self::from(date(start)?)),
            end => Self::new(date(start)?, date(end)?),
        }
    }
}

impl TryFrom<String> for Period {
    type Error = QuantityError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Period> for String {
    fn from(period: Period) -> Self {
        period.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn years_are_completed_on_the_birthday() {
        let born = day("2008-11-24");
        assert_eq!(completed_years(born, day("2024-11-23")), Some(15));
        assert_eq!(completed_years(born, day("2024-11-24")), Some(16));
        assert_eq!(completed_years(born, day("2008-11-23")), None);
        assert_eq!(completed_years(day("2004-02-29"), day("2022-02-28")), Some(17));
        assert_eq!(completed_years(day("2004-02-29"), day("2022-03-01")), Some(18));
    }

    #[test]
    fn adjoining_periods_do_not_overlap() {
        let (old, new) = (Period::year(2021).unwrap(), Period::from(day("2022-01-01")));
        assert!(!old.overlaps(new) && !new.overlaps(old));
        assert_eq!(new.intersection(Period::year(2030).unwrap()), Period::year(2030).ok());
    }
}
