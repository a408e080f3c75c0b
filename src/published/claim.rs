//! A printed figure with its subject.

use super::{AsOf, Implied, Interval, Printed, PrintedUnit, PublishedError, Subject};
use crate::measure::administrative::AdministrativeRate;
use crate::quantity::Ratio;

/// A figure that somebody printed: how many households are of a class, or what part of all they are, or both.
///
/// ```
/// use poverty::published::{Claim, Class, Subject};
/// let date: chrono::NaiveDate = "2018-12-31".parse()?;
/// let dak_lak = |class| Subject::new("Đắk Lắk", class, date).map(|subject| subject.by_standard("vn-decision-59-2015"));
/// let poor = Claim::count_and_rate(dak_lak(Class::Poor)?, "57,180", "12.81 %")?;
/// let near_poor = Claim::count_and_rate(dak_lak(Class::NearPoor)?, "43,316", "9.12 %")?;
/// // Both are rates of the same households, but no number of households fits both.
/// assert_eq!(poor.shared_denominator(&near_poor)?, None);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    subject: Subject,
    households: Option<Printed>,
    rate: Option<Printed>,
}

impl Claim {
    /// A number of households.
    ///
    /// # Errors
    /// [`PublishedError::Unreadable`]; [`PublishedError::WrongUnit`] unless it is a number of households.
    pub fn count(subject: Subject, households: &str) -> Result<Self, PublishedError> {
        Ok(Self { subject, households: Some(household_count(households)?), rate: None })
    }

    /// A rate, in percent with or without the sign.
    ///
    /// # Errors
    /// [`PublishedError::Unreadable`]; [`PublishedError::WrongUnit`] unless it is a percentage.
    pub fn rate(subject: Subject, rate: &str) -> Result<Self, PublishedError> {
        Ok(Self { subject, households: None, rate: Some(percentage(rate)?) })
    }

    /// A number of households and the part of all that they are.
    ///
    /// # Errors
    /// As [`Claim::count`] and [`Claim::rate`].
    pub fn count_and_rate(subject: Subject, households: &str, rate: &str) -> Result<Self, PublishedError> {
        Ok(Self { subject, households: Some(household_count(households)?), rate: Some(percentage(rate)?) })
    }

    /// What the figure speaks of.
    #[must_use]
    pub const fn subject(&self) -> &Subject {
        &self.subject
    }

    /// The number of households of the class, if it is printed.
    #[must_use]
    pub const fn printed_households(&self) -> Option<Printed> {
        self.households
    }

    /// The rate, if it is printed.
    #[must_use]
    pub const fn printed_rate(&self) -> Option<Printed> {
        self.rate
    }

    /// All households of the area and group, of which the class is the printed part: `N = C / R`.
    ///
    /// # Errors
    /// [`PublishedError::NotPrinted`] without a count or a rate; [`PublishedError::Quantity`] for a rate of zero, which
    /// implies no number.
    pub fn implied_households(&self) -> Result<Implied, PublishedError> {
        let wanted = "the implied number of all households";
        let (count, rate) = (self.need_households(wanted)?, self.need_rate(wanted)?);
        let central = count.value().checked_div(rate.value())?;
        let bounds = count.interval().over(Interval::SHARES.intersection(rate.interval()).unwrap_or(Interval::SHARES));
        Ok(Implied::new(central, bounds.unwrap_or(Interval::NOT_NEGATIVE)))
    }

    /// The numbers of households that fit both claims, if there are any. Whether the two should have the same denominator
    /// is for the caller to say.
    ///
    /// # Errors
    /// As [`Claim::implied_households`].
    pub fn shared_denominator(&self, other: &Self) -> Result<Option<Interval>, PublishedError> {
        let (one, two) = (self.implied_households()?, other.implied_households()?);
        Ok(one.bounds().intersection(two.bounds()).filter(|shared| shared.to_integers().is_some()))
    }

    /// The rate as printed, as an [`AdministrativeRate`] that can be subtracted from another.
    ///
    /// # Errors
    /// [`PublishedError::NotPrinted`] without a rate; [`PublishedError::NoStandard`]; [`PublishedError::NoDay`] if it is
    /// dated by the year only; [`PublishedError::Administrative`] if the rate is none.
    pub fn administrative_rate(&self) -> Result<AdministrativeRate, PublishedError> {
        let rate = self.need_rate("an administrative rate")?.value();
        let AsOf::Day(day) = self.subject.date() else {
            return Err(PublishedError::NoDay { subject: self.subject.to_string() });
        };
        Ok(AdministrativeRate::reported(rate, day, self.need_standard()?)?)
    }

    pub(super) fn need_households(&self, wanted: &'static str) -> Result<Printed, PublishedError> {
        self.households.ok_or_else(|| self.lacks("number of households", wanted))
    }

    pub(super) fn need_rate(&self, wanted: &'static str) -> Result<Printed, PublishedError> {
        self.rate.ok_or_else(|| self.lacks("rate", wanted))
    }

    /// The rates that the printed one can stand for.
    pub(super) fn rate_bounds(&self, wanted: &'static str) -> Result<Interval, PublishedError> {
        let rate = self.need_rate(wanted)?;
        Ok(Interval::SHARES.intersection(rate.interval()).unwrap_or(Interval::SHARES))
    }

    pub(super) fn need_standard(&self) -> Result<&str, PublishedError> {
        self.subject.standard().ok_or_else(|| PublishedError::NoStandard { subject: self.subject.to_string() })
    }

    /// Refuses two figures whose standards differ or are not stated.
    pub(super) fn same_standard(&self, other: &Self) -> Result<(), PublishedError> {
        let (left, right) = (self.need_standard()?, other.need_standard()?);
        if left == right {
            return Ok(());
        }
        Err(PublishedError::DifferentStandards {
            left: self.subject.to_string(),
            left_standard: left.to_owned(),
            right: other.subject.to_string(),
            right_standard: right.to_owned(),
        })
    }

    fn lacks(&self, missing: &'static str, wanted: &'static str) -> PublishedError {
        PublishedError::NotPrinted { subject: self.subject.to_string(), missing, wanted }
    }
}

/// A number of households as printed.
fn household_count(text: &str) -> Result<Printed, PublishedError> {
    let printed: Printed = text.parse()?;
    let not_negative = printed.value() >= Ratio::ZERO;
    if not_negative && matches!(printed.unit(), PrintedUnit::Number | PrintedUnit::Households) {
        Ok(printed.in_unit(PrintedUnit::Number))
    } else {
        Err(PublishedError::WrongUnit {
            thing: "a number of households",
            text: text.to_owned(),
            expected: "a number of at least 0 without a unit, such as 63,642",
        })
    }
}

/// A rate as printed; where no unit stands behind it, percent is meant.
fn percentage(text: &str) -> Result<Printed, PublishedError> {
    let printed: Printed = text.parse()?;
    let rate = printed.in_unit(PrintedUnit::Percent);
    let unit = matches!(printed.unit(), PrintedUnit::Number | PrintedUnit::Percent);
    if unit && printed.scale() == 0 && rate.value().is_share() {
        Ok(rate)
    } else {
        Err(PublishedError::WrongUnit {
            thing: "a rate",
            text: text.to_owned(),
            expected: "a percentage from 0 to 100, such as 12.79 %",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::published::Class;
    use chrono::NaiveDate;

    fn subject(class: Class) -> Subject {
        let date: NaiveDate = "2021-12-31".parse().unwrap();
        Subject::new("Đắk Lắk", class, date).unwrap().by_standard("vn-decree-07-2021")
    }

    #[test]
    fn implied_households_of_the_published_record() {
        for (households, rate, central, integers) in [
            ("63,642", "12.79 %", 497_592, 497_398..=497_786),
            ("34,434", "6.38 %", 539_718, 539_296..=540_141),
            ("41,515", "26.74 %", 155_254, 155_226..=155_283),
            ("24,282", "13.71 %", 177_112, 177_048..=177_176),
        ] {
            let implied =
                Claim::count_and_rate(subject(Class::Poor), households, rate).unwrap().implied_households().unwrap();
            let rounded = implied.central().fixed(0, crate::quantity::Rounding::HalfUp).to_string();
            assert_eq!(rounded, central.to_string());
            assert_eq!(implied.bounds().integers(), Some(integers.clone()));
            // Truncated, as the report prints them: 497,397-497,786.
            let lower = implied.bounds().lower().unwrap();
            assert_eq!(lower.value.floor(), integers.start() - 1);
            assert!(!lower.closed && implied.bounds().upper().unwrap().closed);
        }
    }

    #[test]
    fn classes_that_share_a_denominator_and_classes_that_do_not() {
        let claim = |class, households, rate| Claim::count_and_rate(subject(class), households, rate).unwrap();
        let (poor, near) = (claim(Class::Poor, "9,604", "3.14 %"), claim(Class::NearPoor, "6,943", "2.27 %"));
        assert!(poor.shared_denominator(&near).unwrap().unwrap().contains(Ratio::whole(305_860)));
        let (poor, near) = (claim(Class::Poor, "57,180", "12.81 %"), claim(Class::NearPoor, "43,316", "9.12 %"));
        assert_eq!(poor.shared_denominator(&near).unwrap(), None);
    }

    #[test]
    fn refuses_what_is_no_count_and_no_rate() {
        let count = |text| Claim::count(subject(Class::Poor), text).unwrap_err().code();
        let rate = |text| Claim::rate(subject(Class::Poor), text).unwrap_err().code();
        assert_eq!(count("12 %"), "published/wrong-unit");
        assert_eq!(count("-12"), "published/wrong-unit");
        assert_eq!(count("many"), "published/unreadable");
        assert_eq!(rate("6.41 points"), "published/wrong-unit");
        assert_eq!(rate("101"), "published/wrong-unit");
        assert_eq!(rate("-1 %"), "published/wrong-unit");
    }

    #[test]
    fn says_what_is_missing() {
        let count = Claim::count(subject(Class::Poor), "63,642").unwrap();
        assert_eq!(
            count.implied_households().unwrap_err().to_string(),
            "the claim on poor households, Đắk Lắk, 2021-12-31, vn-decree-07-2021 prints no rate, \
             which the implied number of all households needs"
        );
        let zero = Claim::count_and_rate(subject(Class::Poor), "0", "0 %").unwrap();
        assert_eq!(zero.implied_households().unwrap_err().code(), "quantity/zero-denominator");
        let year = Subject::new("Ea Súp", Class::Poor, AsOf::Year(2025)).unwrap();
        let year = Claim::rate(year, "31.67 %").unwrap();
        assert_eq!(year.administrative_rate().unwrap_err().code(), "published/no-day");
        let unstated = Subject::new("Ea Súp", Class::Poor, "2025-12-31".parse::<NaiveDate>().unwrap()).unwrap();
        let unstated = Claim::rate(unstated, "31.67 %").unwrap();
        assert_eq!(unstated.administrative_rate().unwrap_err().code(), "published/no-standard");
        assert_eq!(Subject::new(" ", Class::Poor, AsOf::Year(2025)).unwrap_err().code(), "published/blank");
    }
}
