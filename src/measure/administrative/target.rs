//! A rate to be reached by a date, and the pace that it needs.

use super::rate::stated;
use super::{AdministrativeError, AdministrativeRate, RateChange, whole_years};
use crate::quantity::{Count, PercentagePoints, Ratio};
use chrono::NaiveDate;
use core::fmt;
use core::num::NonZeroU32;
use serde::{Deserialize, Serialize};

/// A rate that is to be reached by a date: "below 3 % by the end of 2025".
///
/// Whether the bound itself is good enough is part of the type: [`RateTarget::below`] is strict, [`RateTarget::at_most`] is
/// not. It carries its standard like every rate.
///
/// ```
/// use poverty::measure::administrative::RateTarget;
/// let target = RateTarget::below("3 %".parse()?, "2025-12-31".parse()?, "vn-decree-07-2021")?;
/// assert!(target.is_met_by("2.99 %".parse()?));
/// assert!(!target.is_met_by("3 %".parse()?));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Record", into = "Record")]
pub struct RateTarget {
    bound: Ratio,
    strict: bool,
    date: NaiveDate,
    standard: String,
}

impl RateTarget {
    /// The rate is to be below `bound`: the bound itself misses the target.
    ///
    /// # Errors
    /// [`AdministrativeError::RateOutOfRange`]; [`AdministrativeError::NoStandard`].
    pub fn below(bound: Ratio, date: NaiveDate, standard: impl Into<String>) -> Result<Self, AdministrativeError> {
        Self::new(bound, true, date, standard.into())
    }

    /// The rate is to be `bound` or less.
    ///
    /// # Errors
    /// [`AdministrativeError::RateOutOfRange`]; [`AdministrativeError::NoStandard`].
    pub fn at_most(bound: Ratio, date: NaiveDate, standard: impl Into<String>) -> Result<Self, AdministrativeError> {
        Self::new(bound, false, date, standard.into())
    }

    fn new(bound: Ratio, strict: bool, date: NaiveDate, standard: String) -> Result<Self, AdministrativeError> {
        if !bound.is_share() {
            return Err(AdministrativeError::RateOutOfRange { rate: bound });
        }
        Ok(Self { bound, strict, date, standard: stated(standard)? })
    }

    /// The rate that is not to be exceeded, or not to be reached if the target is strict.
    #[must_use]
    pub const fn bound(&self) -> Ratio {
        self.bound
    }

    /// Whether the bound itself misses the target.
    #[must_use]
    pub const fn is_strict(&self) -> bool {
        self.strict
    }

    /// The day by which the target is to be met.
    #[must_use]
    pub const fn date(&self) -> NaiveDate {
        self.date
    }

    /// Identifier of the standard that the target is measured by.
    #[must_use]
    pub fn standard(&self) -> &str {
        &self.standard
    }

    /// Whether a rate meets the target.
    #[must_use]
    pub fn is_met_by(&self, rate: Ratio) -> bool {
        if self.strict { rate < self.bound } else { rate <= self.bound }
    }

    /// The pace that leads from a rate to the target in time: `(R_now - R_target) / T_left`.
    ///
    /// # Errors
    /// [`AdministrativeError::DifferentStandards`]; [`AdministrativeError::NotLater`] if the date of the target has come;
    /// [`AdministrativeError::UnevenInterval`].
    pub fn pace_from(&self, rate: &AdministrativeRate) -> Result<Pace, AdministrativeError> {
        self.same_standard(rate)?;
        let intervals = whole_years(rate.date(), self.date)?;
        let fall = rate.rate().points_since(self.bound)?;
        Ok(Pace { per_interval: fall.per(intervals)?, intervals, strict: self.strict })
    }

    /// The rate at the date of the target if the mean change so far goes on; never below zero.
    ///
    /// # Errors
    /// As [`RateTarget::pace_from`].
    pub fn projected(&self, so_far: &RateChange) -> Result<Ratio, AdministrativeError> {
        self.same_standard(so_far.later())?;
        let left = whole_years(so_far.later().date(), self.date)?;
        let projected = so_far.per_interval()?.times(left.get())?.applied_to(so_far.later().rate())?;
        Ok(projected.max(Ratio::ZERO))
    }

    /// Whether the mean change so far, going on, meets the target.
    ///
    /// # Errors
    /// As [`RateTarget::pace_from`].
    pub fn is_on_track(&self, so_far: &RateChange) -> Result<bool, AdministrativeError> {
        Ok(self.is_met_by(self.projected(so_far)?))
    }

    /// The most poor households that a population of `households` may have when the target is met; `None` if not even
    /// none at all would do (a rate below 0 %).
    ///
    /// # Errors
    /// [`crate::quantity::QuantityError::Overflow`].
    pub fn poor_allowed(&self, households: Count) -> Result<Option<Count>, AdministrativeError> {
        let bound = self.bound.checked_mul(Ratio::of(u128::from(households.get()), 1)?)?;
        let most = if self.strict { bound.ceiling().saturating_sub(1) } else { bound.floor() };
        Ok(u64::try_from(most).ok().map(Count::new))
    }

    fn same_standard(&self, rate: &AdministrativeRate) -> Result<(), AdministrativeError> {
        if rate.standard() == self.standard {
            return Ok(());
        }
        Err(AdministrativeError::DifferentStandards {
            earlier: rate.standard().to_owned(),
            earlier_date: rate.date(),
            later: self.standard.clone(),
            later_date: self.date,
        })
    }
}

/// The fall per interval that a target needs.
///
/// Prints `more than 3.38 points in 1 interval`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Pace {
    per_interval: PercentagePoints,
    intervals: NonZeroU32,
    strict: bool,
}

impl Pace {
    /// The fall per interval, positive while the target is not reached.
    #[must_use]
    pub const fn per_interval(self) -> PercentagePoints {
        self.per_interval
    }

    /// Intervals left until the date of the target.
    #[must_use]
    pub const fn intervals(self) -> NonZeroU32 {
        self.intervals
    }

    /// Whether the fall must be more than [`Pace::per_interval`], not just as much.
    #[must_use]
    pub const fn is_strict(self) -> bool {
        self.strict
    }

    /// Whether a mean fall, given as a positive number of points, is fast enough.
    #[must_use]
    pub fn is_reached_by(self, fall: PercentagePoints) -> bool {
        if self.strict { fall > self.per_interval } else { fall >= self.per_interval }
    }
}

impl fmt::Display for Pace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let least = if self.strict { "more than" } else { "at least" };
        let span = if self.intervals.get() == 1 {
            "in 1 interval".to_owned()
        } else {
            format!("in each of {} intervals", self.intervals)
        };
        f.pad(&format!("{least} {} {span}", self.per_interval))
    }
}

/// The written form: `below` or `at_most`.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Record {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    below: Option<Ratio>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    at_most: Option<Ratio>,
    date: NaiveDate,
    standard: String,
}

impl TryFrom<Record> for RateTarget {
    type Error = String;

    fn try_from(record: Record) -> Result<Self, Self::Error> {
        let (bound, strict) = match (record.below, record.at_most) {
            (Some(bound), None) => (bound, true),
            (None, Some(bound)) => (bound, false),
            _ => return Err("a target is written as either `below` or `at_most` a rate".to_owned()),
        };
        Self::new(bound, strict, record.date, record.standard).map_err(|error| error.to_string())
    }
}

impl From<RateTarget> for Record {
    fn from(target: RateTarget) -> Self {
        let bound = |strict| (target.strict == strict).then_some(target.bound);
        Self { below: bound(true), at_most: bound(false), date: target.date, standard: target.standard }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rate(text: &str, date: &str) -> AdministrativeRate {
        AdministrativeRate::reported(text.parse().unwrap(), date.parse().unwrap(), "s").unwrap()
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn bound(text: &str) -> Ratio {
        text.parse().unwrap()
    }

    #[test]
    fn a_strict_target_is_missed_by_its_bound() {
        let below = RateTarget::below(bound("3 %"), day("2025-12-31"), "s").unwrap();
        let at_most = RateTarget::at_most(bound("3 %"), day("2025-12-31"), "s").unwrap();
        // 5 % to 4 % in one year, one year left: 3 % exactly.
        let change = rate("4 %", "2024-12-31").change_since(&rate("5 %", "2023-12-31")).unwrap();
        assert!(!below.is_on_track(&change).unwrap());
        assert!(at_most.is_on_track(&change).unwrap());
        let fall = change.per_interval().unwrap().negated();
        assert!(!below.pace_from(change.later()).unwrap().is_reached_by(fall));
        assert!(at_most.pace_from(change.later()).unwrap().is_reached_by(fall));
    }

    #[test]
    fn a_projection_stops_at_zero() {
        let target = RateTarget::at_most(bound("0 %"), day("2030-12-31"), "s").unwrap();
        let change = rate("1 %", "2024-12-31").change_since(&rate("9 %", "2023-12-31")).unwrap();
        assert_eq!(target.projected(&change).unwrap(), Ratio::ZERO);
        assert!(target.is_on_track(&change).unwrap());
    }

    #[test]
    fn households_that_may_stay_poor() {
        let below = RateTarget::below(bound("3 %"), day("2025-12-31"), "s").unwrap();
        let at_most = RateTarget::at_most(bound("3 %"), day("2025-12-31"), "s").unwrap();
        assert_eq!(below.poor_allowed(Count::new(1000)).unwrap(), Some(Count::new(29)));
        assert_eq!(at_most.poor_allowed(Count::new(1000)).unwrap(), Some(Count::new(30)));
        assert_eq!(below.poor_allowed(Count::new(1001)).unwrap(), Some(Count::new(30)));
        let impossible = RateTarget::below(bound("0 %"), day("2025-12-31"), "s").unwrap();
        assert_eq!(impossible.poor_allowed(Count::new(1000)).unwrap(), None);
    }

    #[test]
    fn refuses_other_standards_past_dates_and_impossible_bounds() {
        let target = RateTarget::below(bound("3 %"), day("2025-12-31"), "other").unwrap();
        assert_eq!(target.pace_from(&rate("6.38 %", "2024-12-31")).unwrap_err().code(), "measure/different-standards");
        let target = RateTarget::below(bound("3 %"), day("2024-12-31"), "s").unwrap();
        assert_eq!(target.pace_from(&rate("6.38 %", "2024-12-31")).unwrap_err().code(), "measure/not-later");
        assert_eq!(
            RateTarget::below(bound("103 %"), day("2024-12-31"), "s").unwrap_err().code(),
            "measure/rate-out-of-range"
        );
    }

    #[test]
    fn pace_prints_and_serde_checks() {
        let target = RateTarget::at_most(bound("2 %"), day("2027-12-31"), "s").unwrap();
        assert_eq!(
            target.pace_from(&rate("5 %", "2024-12-31")).unwrap().to_string(),
            "at least 1 points in each of 3 intervals"
        );
        let json = serde_json::to_string(&target).unwrap();
        assert_eq!(json, r#"{"at_most":"1/50","date":"2027-12-31","standard":"s"}"#);
        assert_eq!(serde_json::from_str::<RateTarget>(&json).unwrap(), target);
        for invalid in [
            r#"{"below":"1/50","at_most":"1/50","date":"2027-12-31","standard":"s"}"#,
            r#"{"date":"2027-12-31","standard":"s"}"#,
            r#"{"below":"3","date":"2027-12-31","standard":"s"}"#,
        ] {
            assert!(serde_json::from_str::<RateTarget>(invalid).is_err(), "{invalid}");
        }
    }
}
