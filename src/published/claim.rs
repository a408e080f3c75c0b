//! A printed figure with its subject.

use super::figure::{household_count, percentage};
use super::{AsOf, Budget, Change, Figure, Implied, Interval, Printed, PublishedError, Share, Subject, Target};
use crate::measure::administrative::AdministrativeRate;
use crate::quantity::Rounding;
use crate::source::Confirmation;

/// A figure that somebody printed: what it speaks of, the numbers, and who printed it.
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
    id: Option<String>,
    subject: Subject,
    figure: Figure,
    source: Option<String>,
    confirmation: Confirmation,
    note: Option<String>,
}

impl Claim {
    /// A claim on a subject.
    ///
    /// # Errors
    /// [`PublishedError::NotLater`] for a change or a budget whose end does not lie after its start.
    pub fn new(subject: Subject, figure: Figure) -> Result<Self, PublishedError> {
        let late = |since: AsOf, same_year_will_do: bool| {
            let in_order = if same_year_will_do { since <= subject.date() } else { since < subject.date() };
            let error = || PublishedError::NotLater { earlier: since.to_string(), later: subject.date().to_string() };
            in_order.then_some(()).ok_or_else(error)
        };
        match &figure {
            Figure::Change(change) => late(change.since, false)?,
            Figure::Budget(budget) => late(budget.since, true)?,
            Figure::Level { .. } | Figure::Share(_) | Figure::Target(_) => {}
        }
        Ok(Self { id: None, subject, figure, source: None, confirmation: Confirmation::Confirmed, note: None })
    }

    /// A number of households.
    ///
    /// # Errors
    /// [`PublishedError::Unreadable`]; [`PublishedError::WrongUnit`] unless it is a number of households.
    pub fn count(subject: Subject, households: &str) -> Result<Self, PublishedError> {
        Self::new(subject, Figure::Level { households: Some(household_count(households)?), rate: None })
    }

    /// A rate, in percent with or without the sign.
    ///
    /// # Errors
    /// [`PublishedError::Unreadable`]; [`PublishedError::WrongUnit`] unless it is a percentage.
    pub fn rate(subject: Subject, rate: &str) -> Result<Self, PublishedError> {
        Self::new(subject, Figure::Level { households: None, rate: Some(percentage("a rate", rate)?) })
    }

    /// A number of households and the part of all that they are.
    ///
    /// # Errors
    /// As [`Claim::count`] and [`Claim::rate`].
    pub fn count_and_rate(subject: Subject, households: &str, rate: &str) -> Result<Self, PublishedError> {
        let figure =
            Figure::Level { households: Some(household_count(households)?), rate: Some(percentage("a rate", rate)?) };
        Self::new(subject, figure)
    }

    /// A change up to the date of the subject.
    ///
    /// # Errors
    /// [`PublishedError::NotLater`] if the date does not lie after the earlier one.
    pub fn change(subject: Subject, change: Change) -> Result<Self, PublishedError> {
        Self::new(subject, Figure::Change(change))
    }

    /// A share of a larger whole.
    ///
    /// # Errors
    /// Never for a valid share; the type is that of its siblings.
    pub fn share(subject: Subject, share: Share) -> Result<Self, PublishedError> {
        Self::new(subject, Figure::Share(share))
    }

    /// A target for the date of the subject.
    ///
    /// # Errors
    /// Never for a valid target; the type is that of its siblings.
    pub fn target(subject: Subject, target: Target) -> Result<Self, PublishedError> {
        Self::new(subject, Figure::Target(target))
    }

    /// A budget of the area of the subject, up to its date; its class and group don't matter.
    ///
    /// # Errors
    /// [`PublishedError::NotLater`] if the last year lies before the first.
    pub fn budget(subject: Subject, budget: Budget) -> Result<Self, PublishedError> {
        Self::new(subject, Figure::Budget(budget))
    }

    /// The same with a name to refer to it.
    #[must_use]
    pub fn named(self, id: impl Into<String>) -> Self {
        Self { id: Some(id.into()), ..self }
    }

    /// The same with what printed it.
    #[must_use]
    pub fn from_source(self, source: impl Into<String>) -> Self {
        Self { source: Some(source.into()), ..self }
    }

    /// The same with a mark of how sure it is that this was printed; a claim is confirmed unless said otherwise.
    #[must_use]
    pub fn known(self, confirmation: Confirmation) -> Self {
        Self { confirmation, ..self }
    }

    /// The same with a note.
    #[must_use]
    pub fn with_note(self, note: impl Into<String>) -> Self {
        Self { note: Some(note.into()), ..self }
    }

    /// The same rounded by another rule; half up unless said otherwise.
    #[must_use]
    pub fn rounded(self, rounding: Rounding) -> Self {
        Self { figure: self.figure.rounded(rounding), ..self }
    }

    /// Its name, if it has one.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// What the figure speaks of.
    #[must_use]
    pub const fn subject(&self) -> &Subject {
        &self.subject
    }

    /// What is printed.
    #[must_use]
    pub const fn figure(&self) -> &Figure {
        &self.figure
    }

    /// What printed it.
    #[must_use]
    pub fn source(&self) -> Option<&str> {
        self.source.as_deref()
    }

    /// How sure it is that this was printed.
    #[must_use]
    pub const fn confirmation(&self) -> Confirmation {
        self.confirmation
    }

    /// A note.
    #[must_use]
    pub fn note(&self) -> Option<&str> {
        self.note.as_deref()
    }

    /// The number of households of the class, if it is printed.
    #[must_use]
    pub const fn printed_households(&self) -> Option<Printed> {
        match self.figure {
            Figure::Level { households, .. } => households,
            Figure::Change(_) | Figure::Share(_) | Figure::Target(_) | Figure::Budget(_) => None,
        }
    }

    /// The rate, if it is printed.
    #[must_use]
    pub const fn printed_rate(&self) -> Option<Printed> {
        match self.figure {
            Figure::Level { rate, .. } => rate,
            Figure::Change(_) | Figure::Share(_) | Figure::Target(_) | Figure::Budget(_) => None,
        }
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
        self.printed_households().ok_or_else(|| self.lacks("number of households", wanted))
    }

    pub(super) fn need_rate(&self, wanted: &'static str) -> Result<Printed, PublishedError> {
        self.printed_rate().ok_or_else(|| self.lacks("rate", wanted))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::published::Class;
    use crate::quantity::Ratio;
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
