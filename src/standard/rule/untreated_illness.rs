//! Access to health services.

use super::members::{self, Judgement};
use super::{Deprivation, Judge, Subject};
use crate::household::{HealthCare, Observed};
use crate::source::Language;
use crate::standard::subject::Person;
use serde::{Deserialize, Serialize};

/// At least one member was so ill in the last twelve months as to need bed rest and care, or to leave work or school, and was
/// neither examined nor treated.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct UntreatedIllness {}

fn judge(person: Person<'_>) -> Judgement {
    match person.member.health_care {
        Observed::Known(HealthCare::Untreated) => Judgement::Deprived,
        Observed::Known(_) => Judgement::Fine,
        Observed::Unknown(_) => Judgement::Unknown,
        Observed::NotApplicable => Judgement::NotConcerned,
    }
}

impl Judge for UntreatedIllness {
    fn outcome(&self, subject: &Subject<'_>) -> Deprivation {
        members::any(subject, judge)
    }

    fn observation(&self, subject: &Subject<'_>, language: Language) -> String {
        members::describe(subject, language, judge, |_| HealthCare::Untreated.label(language).to_owned())
    }
}
