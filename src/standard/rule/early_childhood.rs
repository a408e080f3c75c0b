//! Care and nutrition of small children.

use super::members::{self, Judgement};
use super::words::words;
use super::{AgeRange, Deprivation, Judge, Reference, Subject};
use crate::household::Observed;
use crate::source::Language;
use crate::standard::subject::Person;
use serde::{Deserialize, Serialize};

/// At least one child in `ages` lacks what it needs.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EarlyChildhood {
    ages: AgeRange,
    need: EarlyNeed,
}

/// What a small child needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum EarlyNeed {
    /// The care of an institution or of a fit person.
    Care,
    /// To be fed where it is cared for.
    Nutrition,
}

impl EarlyChildhood {
    fn judge(&self, person: Person<'_>, subject: &Subject<'_>) -> Judgement {
        let observed = match self.need {
            EarlyNeed::Care => person.member.early_care,
            EarlyNeed::Nutrition => person.member.early_nutrition,
        };
        Judgement::of_age(self.ages.holds(person, subject), || match observed {
            Observed::Known(true) => Judgement::Fine,
            Observed::Known(false) => Judgement::Deprived,
            Observed::Unknown(_) => Judgement::Unknown,
            Observed::NotApplicable => Judgement::NotConcerned,
        })
    }
}

impl Judge for EarlyChildhood {
    fn outcome(&self, subject: &Subject<'_>) -> Deprivation {
        members::any(subject, |person| self.judge(person, subject))
    }

    fn observation(&self, subject: &Subject<'_>, language: Language) -> String {
        let lacks = match self.need {
            EarlyNeed::Care => words(language, "no care", "không được chăm sóc"),
            EarlyNeed::Nutrition => words(language, "not fed where cared for", "không được ăn đủ nơi chăm sóc"),
        };
        members::describe(subject, language, |person| self.judge(person, subject), |_| lacks.to_owned())
    }

    fn flaw(&self) -> Option<String> {
        self.ages.flaw()
    }

    fn references(&self) -> Vec<Reference> {
        self.ages.references()
    }

    fn implies(&self, other: &Self) -> bool {
        self.need == other.need && self.ages.is_within(&other.ages)
    }
}
