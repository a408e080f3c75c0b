//! Health insurance.

use super::members::{self, Judgement};
use super::{AgeRange, Deprivation, Judge, Reference, Subject};
use crate::household::Observed;
use crate::source::Language;
use crate::standard::subject::Person;
use serde::{Deserialize, Serialize};

/// At least one member in `ages` has no health insurance now. In Viet Nam children under 6 are insured by law.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Uninsured {
    ages: AgeRange,
}

impl Uninsured {
    fn judge(&self, person: Person<'_>, subject: &Subject<'_>) -> Judgement {
        Judgement::of_age(self.ages.holds(person, subject), || match person.member.health_insurance {
            Observed::Known(true) => Judgement::Fine,
            Observed::Known(false) => Judgement::Deprived,
            Observed::Unknown(_) => Judgement::Unknown,
            Observed::NotApplicable => Judgement::NotConcerned,
        })
    }
}

impl Judge for Uninsured {
    fn outcome(&self, subject: &Subject<'_>) -> Deprivation {
        members::any(subject, |person| self.judge(person, subject))
    }

    fn observation(&self, subject: &Subject<'_>, language: Language) -> String {
        let vietnamese = language == Language::Vietnamese;
        let uninsured = if vietnamese { "không có thẻ bảo hiểm y tế" } else { "no health insurance" };
        members::describe(subject, language, |person| self.judge(person, subject), |_| uninsured.to_owned())
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
