//! Nutrition of children.

use super::members::{self, Judgement};
use super::{Deprivation, Judge, Subject};
use crate::household::{Nutrition, Observed};
use crate::source::Language;
use crate::standard::subject::{AgeRange, Person};
use serde::{Deserialize, Serialize};

/// At least one child in `ages` is stunted (height for age) or underweight (weight for age).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UndernourishedChild {
    ages: AgeRange,
}

impl UndernourishedChild {
    fn judge(&self, person: Person<'_>) -> Judgement {
        Judgement::of_age(person.age.map(|age| self.ages.contains(age)), || match person.member.nutrition {
            Observed::Known(Nutrition::Adequate) => Judgement::Fine,
            Observed::Known(_) => Judgement::Deprived,
            Observed::Unknown(_) => Judgement::Unknown,
            Observed::NotApplicable => Judgement::NotConcerned,
        })
    }
}

impl Judge for UndernourishedChild {
    fn outcome(&self, subject: &Subject<'_>) -> Deprivation {
        members::any(subject, |person| self.judge(person))
    }

    fn observation(&self, subject: &Subject<'_>, language: Language) -> String {
        members::describe(
            subject,
            language,
            |person| self.judge(person),
            |person| {
                person
                    .member
                    .nutrition
                    .known()
                    .map_or_else(String::new, |nutrition| nutrition.label(language).to_owned())
            },
        )
    }
}
