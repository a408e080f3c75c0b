//! Nutrition of children.

use super::members::{self, Judgement};
use super::{AgeRange, Deprivation, Judge, Reference, Subject};
use crate::household::{Nutrition, Observed};
use crate::source::Language;
use crate::standard::subject::Person;
use serde::{Deserialize, Serialize};

/// At least one child in `ages` is stunted (height for age) or underweight (weight for age).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct UndernourishedChild {
    ages: AgeRange,
}

impl UndernourishedChild {
    fn judge(&self, person: Person<'_>, subject: &Subject<'_>) -> Judgement {
        Judgement::of_age(self.ages.holds(person, subject), || match person.member.nutrition {
            Observed::Known(Nutrition::Adequate) => Judgement::Fine,
            Observed::Known(_) => Judgement::Deprived,
            Observed::Unknown(_) => Judgement::Unknown,
            Observed::NotApplicable => Judgement::NotConcerned,
        })
    }
}

impl Judge for UndernourishedChild {
    fn outcome(&self, subject: &Subject<'_>) -> Deprivation {
        members::any(subject, |person| self.judge(person, subject))
    }

    fn observation(&self, subject: &Subject<'_>, language: Language) -> String {
        members::describe(
            subject,
            language,
            |person| self.judge(person, subject),
            |person| {
                person
                    .member
                    .nutrition
                    .known()
                    .map_or_else(String::new, |nutrition| nutrition.label(language).to_owned())
            },
        )
    }

    fn flaw(&self) -> Option<String> {
        self.ages.flaw()
    }

    fn references(&self) -> Vec<Reference> {
        self.ages.references()
    }

    fn implies(&self, other: &Self) -> bool {
        self.ages.is_within(&other.ages)
    }
}
