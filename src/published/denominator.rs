//! How much of a change of a rate is a change of its denominator.

use super::{Claim, Implied, Interval, PublishedError};
use crate::quantity::{PercentagePoints, Ratio};

/// The change of a rate between two claims, split into what fewer poor households did and what more households did.
///
/// `R2 - R1 = (C2 / N1 - R1) + (R2 - C2 / N1)`: first the count changes while the households stay those of the earlier date,
/// then the households change (the order of Laspeyres). A rate can fall though nobody left poverty, because the number of
/// households grew. That is no error, but it is worth saying.
///
/// ```
/// use poverty::published::{Claim, Class, DenominatorEffect, Group, Subject};
/// use poverty::quantity::Rounding::HalfUp;
/// let subject = |date: &str| -> Result<Subject, Box<dyn std::error::Error>> {
///     Ok(Subject::new("Đắk Lắk", Class::Poor, date.parse::<chrono::NaiveDate>()?)?
///         .of_group(Group::EthnicMinority)
///         .by_standard("vn-decree-07-2021"))
/// };
/// let earlier = Claim::count_and_rate(subject("2021-12-31")?, "41,515", "26.74 %")?;
/// let later = Claim::count_and_rate(subject("2024-12-31")?, "24,282", "13.71 %")?;
/// let effect = DenominatorEffect::between(&earlier, &later)?;
/// assert_eq!(effect.growth_of_households().central().percent(1, HalfUp).to_string(), "14.1 %");
/// assert_eq!(effect.by_count()?.points(2, HalfUp).to_string(), "-11.10 points");
/// assert_eq!(effect.by_denominator()?.points(2, HalfUp).to_string(), "-1.93 points");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DenominatorEffect {
    earlier_rate: Implied,
    later_rate: Implied,
    later_on_earlier: Implied,
    growth: Implied,
}

impl DenominatorEffect {
    /// The effect between an earlier and a later claim, both with count and rate.
    ///
    /// # Errors
    /// [`PublishedError::DifferentStandards`] and [`PublishedError::NoStandard`]; [`PublishedError::UnlikeSubjects`] if the
    /// two differ in more than their date or the later is not later; [`PublishedError::NotPrinted`];
    /// [`PublishedError::Quantity`] if a rate is zero.
    pub fn between(earlier: &Claim, later: &Claim) -> Result<Self, PublishedError> {
        earlier.same_standard(later)?;
        Self::of_one_series(earlier, later)
    }

    /// The same for two claims whose standards are known to be the same, stated or not.
    pub(super) fn of_one_series(earlier: &Claim, later: &Claim) -> Result<Self, PublishedError> {
        let wanted = "the effect of the denominator";
        let (one, two) = (earlier.subject(), later.subject());
        let alike = one.area() == two.area()
            && one.group() == two.group()
            && one.class() == two.class()
            && one.measurement() == two.measurement();
        if !alike || one.date() >= two.date() {
            return Err(PublishedError::UnlikeSubjects {
                left: one.to_string(),
                right: two.to_string(),
                expected: "the same area, group, class and measurement at an earlier and a later date",
            });
        }
        let (before, after) = (earlier.implied_households()?, later.implied_households()?);
        let count = later.need_households(wanted)?;
        let later_on_earlier = Implied::new(
            count.value().checked_div(before.central())?,
            count.interval().over(before.bounds()).unwrap_or(Interval::NOT_NEGATIVE),
        );
        let growth = Implied::new(
            after.central().relative_change_since(before.central())?,
            after.bounds().over(before.bounds()).unwrap_or(Interval::NOT_NEGATIVE).minus(Interval::exactly(Ratio::ONE)),
        );
        Ok(Self {
            earlier_rate: Implied::new(earlier.need_rate(wanted)?.value(), earlier.rate_bounds(wanted)?),
            later_rate: Implied::new(later.need_rate(wanted)?.value(), later.rate_bounds(wanted)?),
            later_on_earlier,
            growth,
        })
    }

    /// The later count as a rate of the earlier households: `C2 / N1`.
    #[must_use]
    pub const fn later_on_earlier_households(&self) -> Implied {
        self.later_on_earlier
    }

    /// By how much the number of households grew: `N2 / N1 - 1`.
    #[must_use]
    pub const fn growth_of_households(&self) -> Implied {
        self.growth
    }

    /// The whole change of the printed rate: `R2 - R1`.
    ///
    /// # Errors
    /// [`crate::quantity::QuantityError::Overflow`].
    pub fn change(&self) -> Result<PercentagePoints, PublishedError> {
        Ok(self.later_rate.central().points_since(self.earlier_rate.central())?)
    }

    /// The part that is due to the count: `C2 / N1 - R1`.
    ///
    /// # Errors
    /// [`crate::quantity::QuantityError::Overflow`].
    pub fn by_count(&self) -> Result<PercentagePoints, PublishedError> {
        Ok(self.later_on_earlier.central().points_since(self.earlier_rate.central())?)
    }

    /// The part that is due to the denominator: `R2 - C2 / N1`.
    ///
    /// # Errors
    /// [`crate::quantity::QuantityError::Overflow`].
    pub fn by_denominator(&self) -> Result<PercentagePoints, PublishedError> {
        Ok(self.later_rate.central().points_since(self.later_on_earlier.central())?)
    }

    /// The bounds that rounding sets to the part that is due to the denominator, as differences of rates.
    #[must_use]
    pub fn by_denominator_bounds(&self) -> Interval {
        self.later_rate.bounds().minus(self.later_on_earlier.bounds())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::published::{Class, Subject};
    use crate::quantity::Rounding::{Ceiling, Floor, HalfUp};
    use chrono::NaiveDate;

    fn claim(date: &str, standard: &str, households: &str, rate: &str) -> Claim {
        let date: NaiveDate = date.parse().unwrap();
        let subject = Subject::new("Đắk Lắk", Class::Poor, date).unwrap().by_standard(standard);
        Claim::count_and_rate(subject, households, rate).unwrap()
    }

    #[test]
    fn dak_lak_with_the_bounds_of_rounding() {
        let effect = DenominatorEffect::between(
            &claim("2021-12-31", "s", "63,642", "12.79 %"),
            &claim("2024-12-31", "s", "34,434", "6.38 %"),
        )
        .unwrap();
        let (lower, _) = effect.later_on_earlier_households().percent(3, Floor);
        let (_, upper) = effect.later_on_earlier_households().percent(3, Ceiling);
        assert_eq!((lower.unwrap().to_string(), upper.unwrap().to_string()), ("6.917 %".into(), "6.923 %".into()));
        let (lower, upper) = effect.growth_of_households().percent(2, HalfUp);
        assert_eq!((lower.unwrap().to_string(), upper.unwrap().to_string()), ("8.34 %".into(), "8.59 %".into()));
        let whole = effect.by_count().unwrap().checked_add(effect.by_denominator().unwrap()).unwrap();
        assert_eq!(whole, effect.change().unwrap());
        assert!(effect.by_denominator_bounds().contains(effect.by_denominator().unwrap().as_difference()));
    }

    #[test]
    fn refuses_other_standards_and_other_subjects() {
        let (earlier, later) = (claim("2021-12-31", "old", "1", "1 %"), claim("2024-12-31", "new", "1", "1 %"));
        assert_eq!(DenominatorEffect::between(&earlier, &later).unwrap_err().code(), "published/different-standards");
        let later = claim("2021-12-31", "old", "1", "1 %");
        assert_eq!(DenominatorEffect::between(&earlier, &later).unwrap_err().code(), "published/unlike-subjects");
    }
}
