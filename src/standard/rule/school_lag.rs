//! Children behind the class of their age.

use super::members::{self, Judgement};
use super::words::words;
use super::{AgeRange, Deprivation, Judge, Reference, Subject};
use crate::household::Observed;
use crate::source::Language;
use crate::standard::subject::Person;
use serde::{Deserialize, Serialize};

/// At least one member in `ages` has fewer completed years of schooling than age less `entrance_age`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SchoolLag {
    ages: AgeRange,
    entrance_age: u8,
}

impl SchoolLag {
    fn judge(&self, person: Person<'_>, subject: &Subject<'_>) -> Judgement {
        Judgement::of_age(self.ages.holds(person, subject), || match (person.member.schooling_years, person.age) {
            (Observed::Known(years), Some(age)) if years < age.saturating_sub(self.entrance_age) => Judgement::Deprived,
            (Observed::NotApplicable, Some(age)) if age > self.entrance_age => Judgement::Deprived,
            (Observed::Unknown(_), _) | (_, None) => Judgement::Unknown,
            _ => Judgement::Fine,
        })
    }
}

impl Judge for SchoolLag {
    fn outcome(&self, subject: &Subject<'_>) -> Deprivation {
        members::any(subject, |person| self.judge(person, subject))
    }

    fn observation(&self, subject: &Subject<'_>, language: Language) -> String {
        let years = |person: Person<'_>| {
            let years = person.member.schooling_years.known().unwrap_or(0);
            format!("{years} {}", words(language, "years of schooling", "năm học"))
        };
        members::describe(subject, language, |person| self.judge(person, subject), years)
    }

    fn flaw(&self) -> Option<String> {
        self.ages.flaw()
    }

    fn references(&self) -> Vec<Reference> {
        self.ages.references()
    }

    fn implies(&self, other: &Self) -> bool {
        self.ages.is_within(&other.ages) && self.entrance_age >= other.entrance_age
    }
}
