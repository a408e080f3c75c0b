//! A group of households among all.

use super::{Claim, Group, Implied, Interval, PublishedError};
use crate::quantity::Ratio;

/// A group among all households: its share of the poor, what is left for the others, and how the two rates compare.
///
/// ```
/// use poverty::published::{Claim, Class, Group, GroupComparison, Subject};
/// use poverty::quantity::Rounding::HalfUp;
/// let date: chrono::NaiveDate = "2021-12-31".parse()?;
/// let all = Subject::new("Đắk Lắk", Class::Poor, date)?.by_standard("vn-decree-07-2021");
/// let minority = all.clone().of_group(Group::EthnicMinority);
/// let comparison = GroupComparison::new(
///     &Claim::count_and_rate(minority, "41,515", "26.74 %")?,
///     &Claim::count_and_rate(all, "63,642", "12.79 %")?,
/// )?;
/// assert_eq!(comparison.share_of_class().central().percent(1, HalfUp).to_string(), "65.2 %");
/// assert_eq!(comparison.rate_of_others().central().percent(2, HalfUp).to_string(), "6.46 %");
/// assert_eq!(comparison.ratio_to_others()?.central().fixed(1, HalfUp).to_string(), "4.1");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct GroupComparison {
    share_of_class: Implied,
    share_of_households: Implied,
    others_in_class: Implied,
    other_households: Implied,
    rate_of_group: Implied,
    rate_of_others: Implied,
}

impl GroupComparison {
    /// Compares a claim on a group with the claim on all, both with count and rate.
    ///
    /// # Errors
    /// [`PublishedError::UnlikeSubjects`] unless the two differ in their group alone and the second is of all;
    /// [`PublishedError::DifferentStandards`] and [`PublishedError::NoStandard`]; [`PublishedError::NotPrinted`];
    /// [`PublishedError::Quantity`] if a rate is zero or no other households are left.
    pub fn new(group: &Claim, all: &Claim) -> Result<Self, PublishedError> {
        let wanted = "the comparison of a group with the others";
        group.same_standard(all)?;
        if group.subject().clone().of_group(Group::All) != *all.subject() || *group.subject().group() == Group::All {
            return Err(PublishedError::UnlikeSubjects {
                left: group.subject().to_string(),
                right: all.subject().to_string(),
                expected: "a group, and all households of the same area, class, date and measurement",
            });
        }
        let count = |claim: &Claim| {
            claim.need_households(wanted).map(|printed| Implied::new(printed.value(), printed.interval()))
        };
        let (in_class, all_in_class) = (count(group)?, count(all)?);
        let (households, all_households) = (group.implied_households()?, all.implied_households()?);
        let others_in_class = difference(all_in_class, in_class)?;
        let other_households = difference(all_households, households)?;
        Ok(Self {
            share_of_class: quotient(in_class, all_in_class)?,
            share_of_households: quotient(households, all_households)?,
            others_in_class,
            other_households,
            rate_of_group: Implied::new(group.need_rate(wanted)?.value(), group.rate_bounds(wanted)?),
            rate_of_others: quotient(others_in_class, other_households)?,
        })
    }

    /// The part of the class (of the poor) that belongs to the group.
    #[must_use]
    pub const fn share_of_class(&self) -> Implied {
        self.share_of_class
    }

    /// The part of all households that belongs to the group.
    #[must_use]
    pub const fn share_of_households(&self) -> Implied {
        self.share_of_households
    }

    /// Households of the class outside of the group.
    #[must_use]
    pub const fn others_in_class(&self) -> Implied {
        self.others_in_class
    }

    /// All households outside of the group.
    #[must_use]
    pub const fn other_households(&self) -> Implied {
        self.other_households
    }

    /// The rate of the group, as printed.
    #[must_use]
    pub const fn rate_of_group(&self) -> Implied {
        self.rate_of_group
    }

    /// The rate of the households outside of the group: `(C - C_g) / (N - N_g)`.
    #[must_use]
    pub const fn rate_of_others(&self) -> Implied {
        self.rate_of_others
    }

    /// The rate of the group over that of the others.
    ///
    /// # Errors
    /// [`crate::quantity::QuantityError::ZeroDenominator`] if the rate of the others is zero.
    pub fn ratio_to_others(&self) -> Result<Implied, PublishedError> {
        quotient(self.rate_of_group, self.rate_of_others)
    }
}

fn difference(whole: Implied, part: Implied) -> Result<Implied, PublishedError> {
    Ok(Implied::new(whole.central().checked_sub(part.central())?, whole.bounds().minus(part.bounds())))
}

fn quotient(part: Implied, whole: Implied) -> Result<Implied, PublishedError> {
    let central = part.central().checked_div(whole.central())?;
    if part.bounds().single().is_some() && whole.bounds().single().is_some() {
        return Ok(Implied::exactly(central));
    }
    Ok(Implied::new(
        central,
        part.bounds().over(whole.bounds()).unwrap_or(Interval::exactly(Ratio::ZERO).hull(Interval::exactly(central))),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::published::{Class, Subject};
    use crate::quantity::Rounding::HalfUp;
    use chrono::NaiveDate;

    fn comparison(date: &str, group: (&str, &str), all: (&str, &str)) -> GroupComparison {
        let date: NaiveDate = date.parse().unwrap();
        let subject = Subject::new("Đắk Lắk", Class::Poor, date).unwrap().by_standard("vn-decree-07-2021");
        let minority = subject.clone().of_group(Group::EthnicMinority);
        GroupComparison::new(
            &Claim::count_and_rate(minority, group.0, group.1).unwrap(),
            &Claim::count_and_rate(subject, all.0, all.1).unwrap(),
        )
        .unwrap()
    }

    #[test]
    fn while_both_rates_fell_the_gap_grew() {
        let then = comparison("2021-12-31", ("41,515", "26.74 %"), ("63,642", "12.79 %"));
        let now = comparison("2024-12-31", ("24,282", "13.71 %"), ("34,434", "6.38 %"));
        let texts = |comparison: &GroupComparison| {
            [
                comparison.share_of_class().central().percent(1, HalfUp).to_string(),
                comparison.share_of_households().central().percent(1, HalfUp).to_string(),
                comparison.others_in_class().central().to_string(),
                comparison.rate_of_others().central().percent(2, HalfUp).to_string(),
                comparison.ratio_to_others().unwrap().central().fixed(1, HalfUp).to_string(),
            ]
        };
        assert_eq!(texts(&then), ["65.2 %", "31.2 %", "22127", "6.46 %", "4.1"]);
        assert_eq!(texts(&now), ["70.5 %", "32.8 %", "10152", "2.80 %", "4.9"]);
        let (lower, upper) = now.rate_of_others().percent(3, HalfUp);
        assert_eq!((lower.unwrap().to_string(), upper.unwrap().to_string()), ("2.796 %".into(), "2.803 %".into()));
    }

    #[test]
    fn compares_a_group_with_all_only() {
        let date: NaiveDate = "2021-12-31".parse().unwrap();
        let all = Subject::new("Đắk Lắk", Class::Poor, date).unwrap().by_standard("s");
        let claim = Claim::count_and_rate(all, "63,642", "12.79 %").unwrap();
        assert_eq!(GroupComparison::new(&claim, &claim).unwrap_err().code(), "published/unlike-subjects");
    }
}
