//! Health insurance.

use super::members::{self, Judgement};
use super::{Deprivation, Judge, Subject};
use crate::household::Observed;
use crate::source::Language;
use crate::standard::subject::{AgeRange, Person};
use serde::{Deserialize, Serialize};

/// At least one member in `ages` has no health insurance now. In Viet Nam children under 6 are insured by law.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Uninsured {
    ages: AgeRange,
}

impl Uninsured {
    fn judge(&self, person: Person<'_>) -> Judgement {
        Judgement::of_age(person.age.map(|age| self.ages.contains(age)), || match person.member.health_insurance {
            Observed::Known(true) => Judgement::Fine,
            Observed::Known(false) => Judgement::Deprived,
            Observed::Unknown(_) => Judgement::Unknown,
            Observed::NotApplicable => Judgement::NotConcerned,
        })
    }
}

impl Judge for Uninsured {
    fn outcome(&self, subject: &Subject<'_>) -> Deprivation {
        members::any(subject, |person| self.judge(person))
    }

    fn observation(&self, subject: &Subject<'_>, language: Language) -> String {
        let vietnamese = language == Language::Vietnamese;
        let uninsured = if vietnamese { "không có thẻ bảo hiểm y tế" } else { "no health insurance" };
        members::describe(subject, language, |person| self.judge(person), |_| uninsured.to_owned())
    }
}
