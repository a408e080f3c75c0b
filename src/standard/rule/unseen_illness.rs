//! Barriers to health care.

use super::members::{self, Judgement};
use super::{Deprivation, Judge, Subject};
use crate::household::{Observed, RecentIllness};
use crate::source::Language;
use crate::standard::subject::Person;
use serde::{Deserialize, Serialize};

/// At least one member was ill in the last thirty days, was not in hospital, and was not seen by a professional.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct UnseenIllness {}

fn judge(person: Person<'_>) -> Judgement {
    match person.member.recent_illness {
        Observed::Known(RecentIllness::NoProfessional) => Judgement::Deprived,
        Observed::Known(_) => Judgement::Fine,
        Observed::Unknown(_) => Judgement::Unknown,
        Observed::NotApplicable => Judgement::NotConcerned,
    }
}

impl Judge for UnseenIllness {
    fn outcome(&self, subject: &Subject<'_>) -> Deprivation {
        members::any(subject, judge)
    }

    fn observation(&self, subject: &Subject<'_>, language: Language) -> String {
        members::describe(subject, language, judge, |_| RecentIllness::NoProfessional.label(language).to_owned())
    }
}
