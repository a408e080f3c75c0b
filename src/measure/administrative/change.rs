//! The change between two rates.

use super::{AdministrativeError, AdministrativeRate};
use crate::quantity::{PercentagePoints, Ratio, completed_years};
use chrono::{Datelike, NaiveDate};
use core::num::NonZeroU32;

/// The change from an earlier rate to a later one by the same standard.
///
/// Three numbers that print alike and mean different things are three methods: percentage points ([`RateChange::points`]),
/// points per interval ([`RateChange::per_interval`]) and the relative change ([`RateChange::relative`]). Intervals are
/// counted between the dates: from the end of 2021 to the end of 2024 four years are named and three have passed.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RateChange {
    earlier: AdministrativeRate,
    later: AdministrativeRate,
    intervals: NonZeroU32,
}

impl RateChange {
    /// The change between two rates.
    ///
    /// # Errors
    /// [`AdministrativeError::DifferentStandards`]; [`AdministrativeError::NotLater`];
    /// [`AdministrativeError::UnevenInterval`].
    pub fn new(earlier: &AdministrativeRate, later: &AdministrativeRate) -> Result<Self, AdministrativeError> {
        if earlier.standard() != later.standard() {
            return Err(AdministrativeError::DifferentStandards {
                earlier: earlier.standard().to_owned(),
                earlier_date: earlier.date(),
                later: later.standard().to_owned(),
                later_date: later.date(),
            });
        }
        let intervals = whole_years(earlier.date(), later.date())?;
        Ok(Self { earlier: earlier.clone(), later: later.clone(), intervals })
    }

    /// The earlier rate.
    #[must_use]
    pub const fn earlier(&self) -> &AdministrativeRate {
        &self.earlier
    }

    /// The later rate.
    #[must_use]
    pub const fn later(&self) -> &AdministrativeRate {
        &self.later
    }

    /// Yearly intervals between the two dates.
    #[must_use]
    pub const fn intervals(&self) -> NonZeroU32 {
        self.intervals
    }

    /// `R2 - R1`, in percentage points; negative if the rate fell.
    ///
    /// # Errors
    /// [`crate::quantity::QuantityError::Overflow`].
    pub fn points(&self) -> Result<PercentagePoints, AdministrativeError> {
        Ok(self.later.rate().points_since(self.earlier.rate())?)
    }

    /// `(R2 - R1) / T`, the mean change per yearly interval.
    ///
    /// # Errors
    /// [`crate::quantity::QuantityError::Overflow`].
    pub fn per_interval(&self) -> Result<PercentagePoints, AdministrativeError> {
        Ok(self.points()?.per(self.intervals)?)
    }

    /// `R2 / R1 - 1`, relative to the earlier rate.
    ///
    /// # Errors
    /// [`crate::quantity::QuantityError::ZeroDenominator`] if the earlier rate is zero;
    /// [`crate::quantity::QuantityError::Overflow`].
    pub fn relative(&self) -> Result<Ratio, AdministrativeError> {
        Ok(self.later.rate().relative_change_since(self.earlier.rate())?)
    }
}

/// The yearly intervals from one date to a later one.
///
/// The end of a month and the end of that month in another year are whole years apart (28 and 29 February).
///
/// # Errors
/// [`AdministrativeError::NotLater`]; [`AdministrativeError::UnevenInterval`].
///
/// ```
/// use poverty::measure::administrative::whole_years;
/// assert_eq!(whole_years("2021-12-31".parse()?, "2024-12-31".parse()?)?.get(), 3);
/// assert!(whole_years("2021-12-31".parse()?, "2024-06-30".parse()?).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn whole_years(earlier: NaiveDate, later: NaiveDate) -> Result<NonZeroU32, AdministrativeError> {
    if later <= earlier {
        return Err(AdministrativeError::NotLater { earlier, later });
    }
    let same_day = earlier.month() == later.month() && earlier.day() == later.day();
    let both_end_a_month = earlier.month() == later.month() && ends_month(earlier) && ends_month(later);
    let years = if same_day {
        completed_years(earlier, later)
    } else if both_end_a_month {
        u32::try_from(later.year().saturating_sub(earlier.year())).ok()
    } else {
        None
    };
    years.and_then(NonZeroU32::new).ok_or(AdministrativeError::UnevenInterval { earlier, later })
}

fn ends_month(day: NaiveDate) -> bool {
    day.succ_opt().is_none_or(|next| next.month() != day.month())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::Rounding::HalfUp;

    fn rate(text: &str, date: &str, standard: &str) -> AdministrativeRate {
        AdministrativeRate::reported(text.parse().unwrap(), date.parse().unwrap(), standard).unwrap()
    }

    #[test]
    fn rates_by_different_standards_do_not_subtract() {
        let national = rate("2.23 %", "2021-12-31", "vn-decision-59-2015");
        let later = rate("4.03 %", "2022-12-31", "vn-decree-07-2021");
        let error = later.change_since(&national).unwrap_err();
        assert_eq!(error.code(), "measure/different-standards");
        assert_eq!(
            error.to_string(),
            "the rate of 2021-12-31 follows `vn-decision-59-2015`, that of 2022-12-31 `vn-decree-07-2021`: \
             they can't be compared"
        );
    }

    #[test]
    fn ethnic_minority_households_of_dak_lak() {
        let earlier = rate("26.74 %", "2021-12-31", "s");
        let later = rate("13.71 %", "2024-12-31", "s");
        let change = later.change_since(&earlier).unwrap();
        assert_eq!(change.points().unwrap().points(2, HalfUp).to_string(), "-13.03 points");
        assert_eq!(change.per_interval().unwrap().points(2, HalfUp).to_string(), "-4.34 points");
        assert_eq!(change.relative().unwrap().percent(1, HalfUp).to_string(), "-48.7 %");
    }

    #[test]
    fn intervals_are_between_dates() {
        let between = |earlier: &str, later: &str| whole_years(earlier.parse().unwrap(), later.parse().unwrap());
        assert_eq!(between("2024-02-29", "2025-02-28").unwrap().get(), 1);
        assert_eq!(between("2023-02-28", "2024-02-28").unwrap().get(), 1);
        assert_eq!(between("2021-12-31", "2022-12-14").unwrap_err().code(), "measure/uneven-interval");
        assert_eq!(between("2021-12-31", "2021-12-31").unwrap_err().code(), "measure/not-later");
        assert_eq!(between("2022-12-31", "2021-12-31").unwrap_err().code(), "measure/not-later");
    }

    #[test]
    fn nothing_is_relative_to_zero() {
        let change = rate("1 %", "2022-12-31", "s").change_since(&rate("0 %", "2021-12-31", "s")).unwrap();
        assert_eq!(change.relative().unwrap_err().code(), "quantity/zero-denominator");
    }
}
