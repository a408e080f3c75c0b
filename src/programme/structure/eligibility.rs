//! Who may get a support.

use crate::place::Designation;
use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A rule on class, ethnicity, place and the time since a household left poverty. What it leaves blank it does not ask.
///
/// Whoever is newly escaped is taken in beside the classes named, for so many months from the day of recognition on. Whether
/// the last day itself counts is not known; it is not counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Eligibility {
    /// Classes of a standard, by id: `poor`, `near_poor`.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub classes: BTreeSet<String>,
    /// Months for which a household that left these classes may still get it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub newly_escaped_months: Option<u32>,
    /// Whether only households of an ethnic minority may get it.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub ethnic_minority_only: bool,
    /// Lists on one of which the place must stand.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub places: BTreeSet<Designation>,
    /// Whether a household of such a place may get it whatever its class, beside those of the classes anywhere.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub places_instead_of_class: bool,
}

/// What is known of a household that asks. `None` is not known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Applicant {
    /// Class by the standard in force, by id.
    pub class: Option<String>,
    /// The day on which it was recognised as no longer poor or near-poor, if it was.
    pub escaped_on: Option<NaiveDate>,
    /// Whether it is of an ethnic minority.
    pub ethnic_minority: Option<bool>,
    /// The lists on which its commune, village and district stand.
    pub places: Option<BTreeSet<Designation>>,
}

/// Why a household may not get a support.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Ineligible {
    /// It is of another class and did not leave poverty within the time.
    Class,
    /// It is not of an ethnic minority.
    Ethnicity,
    /// Its place is on none of the lists.
    Place,
}

/// The answer of an [`Eligibility`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It may get the support.
    Eligible,
    /// It may not, for these reasons, whatever is not known.
    Ineligible(BTreeSet<Ineligible>),
    /// What is not known decides: these conditions.
    Unknown(BTreeSet<Ineligible>),
}

impl Eligibility {
    /// Whether a household may get the support on a day.
    ///
    /// ```
    /// use poverty::programme::structure::{Applicant, Eligibility, Verdict};
    /// let rule = Eligibility {
    ///     classes: ["poor".to_owned(), "near_poor".to_owned()].into(),
    ///     newly_escaped_months: Some(36),
    ///     ..Eligibility::default()
    /// };
    /// let escaped = Applicant {
    ///     class: Some("average".to_owned()),
    ///     escaped_on: Some("2022-12-15".parse()?),
    ///     ..Applicant::default()
    /// };
    /// assert_eq!(rule.verdict(&escaped, "2025-12-14".parse()?), Verdict::Eligible);
    /// assert_ne!(rule.verdict(&escaped, "2025-12-15".parse()?), Verdict::Eligible);
    /// # Ok::<(), chrono::ParseError>(())
    /// ```
    #[must_use]
    pub fn verdict(&self, applicant: &Applicant, on: NaiveDate) -> Verdict {
        let place = if self.places.is_empty() {
            Some(true)
        } else {
            applicant.places.as_ref().map(|places| !self.places.is_disjoint(places))
        };
        let class = self.class_fits(applicant, on);
        let conditions = if self.places_instead_of_class {
            // Either is enough; nothing is unknown if one of them holds.
            vec![(Ineligible::Class, either(class, if self.places.is_empty() { Some(false) } else { place }))]
        } else {
            vec![(Ineligible::Class, class), (Ineligible::Place, place)]
        };
        let ethnicity = if self.ethnic_minority_only { applicant.ethnic_minority } else { Some(true) };
        let conditions: Vec<_> = conditions.into_iter().chain([(Ineligible::Ethnicity, ethnicity)]).collect();
        let those = |wanted: Option<bool>| -> BTreeSet<Ineligible> {
            conditions.iter().filter(|(_, holds)| *holds == wanted).map(|(condition, _)| *condition).collect()
        };
        let (missed, unknown) = (those(Some(false)), those(None));
        if !missed.is_empty() {
            Verdict::Ineligible(missed)
        } else if unknown.is_empty() {
            Verdict::Eligible
        } else {
            Verdict::Unknown(unknown)
        }
    }

    fn class_fits(&self, applicant: &Applicant, on: NaiveDate) -> Option<bool> {
        if self.classes.is_empty() {
            return Some(true);
        }
        if applicant.class.as_ref().is_some_and(|class| self.classes.contains(class)) {
            return Some(true);
        }
        let newly_escaped = self.newly_escaped_months.is_some_and(|months| {
            applicant.escaped_on.is_some_and(|escaped| {
                let end = escaped.checked_add_months(Months::new(months)).unwrap_or(NaiveDate::MAX);
                escaped <= on && on < end
            })
        });
        match (newly_escaped, &applicant.class) {
            (true, _) => Some(true),
            (false, Some(_)) => Some(false),
            (false, None) => None,
        }
    }
}

fn either(one: Option<bool>, other: Option<bool>) -> Option<bool> {
    match (one, other) {
        (Some(true), _) | (_, Some(true)) => Some(true),
        (Some(false), Some(false)) => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule() -> Eligibility {
        Eligibility { classes: ["poor".to_owned()].into(), ..Eligibility::default() }
    }

    fn day() -> NaiveDate {
        "2024-06-30".parse().unwrap()
    }

    #[test]
    fn what_is_not_known_decides_only_where_nothing_else_does() {
        let unknown = Applicant::default();
        assert_eq!(rule().verdict(&unknown, day()), Verdict::Unknown([Ineligible::Class].into()));
        let minority = Eligibility { ethnic_minority_only: true, ..rule() };
        let other = Applicant { ethnic_minority: Some(false), ..Applicant::default() };
        assert_eq!(minority.verdict(&other, day()), Verdict::Ineligible([Ineligible::Ethnicity].into()));
        assert_eq!(Eligibility::default().verdict(&unknown, day()), Verdict::Eligible);
    }

    #[test]
    fn a_place_may_stand_for_a_class() {
        let poor_district = Eligibility { places: [Designation::PoorDistrict].into(), ..rule() };
        let there = Applicant {
            class: Some("average".to_owned()),
            places: Some([Designation::PoorDistrict].into()),
            ..Applicant::default()
        };
        assert_eq!(poor_district.verdict(&there, day()), Verdict::Ineligible([Ineligible::Class].into()));
        let either = Eligibility { places_instead_of_class: true, ..poor_district };
        assert_eq!(either.verdict(&there, day()), Verdict::Eligible);
        let elsewhere = Applicant { places: Some(BTreeSet::new()), ..there };
        assert_eq!(either.verdict(&elsewhere, day()), Verdict::Ineligible([Ineligible::Class].into()));
    }
}
