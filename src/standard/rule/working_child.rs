//! Work of children.

use super::members::{self, Judgement};
use super::{AgeRange, Deprivation, Judge, Reference, Subject};
use crate::household::{Observed, Work};
use crate::source::Language;
use crate::standard::subject::Person;
use serde::{Deserialize, Serialize};

/// At least one member in `ages` does work that is one of `working`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct WorkingChild {
    ages: AgeRange,
    working: Vec<Work>,
}

impl WorkingChild {
    fn judge(&self, person: Person<'_>, subject: &Subject<'_>) -> Judgement {
        Judgement::of_age(self.ages.holds(person, subject), || match person.member.work {
            Observed::Known(work) if self.working.contains(&work) => Judgement::Deprived,
            Observed::Known(_) | Observed::NotApplicable => Judgement::Fine,
            Observed::Unknown(_) => Judgement::Unknown,
        })
    }
}

impl Judge for WorkingChild {
    fn outcome(&self, subject: &Subject<'_>) -> Deprivation {
        members::any(subject, |person| self.judge(person, subject))
    }

    fn observation(&self, subject: &Subject<'_>, language: Language) -> String {
        let work = |person: Person<'_>| match person.member.work {
            Observed::Known(work) => work.label(language).to_owned(),
            Observed::Unknown(_) | Observed::NotApplicable => String::new(),
        };
        members::describe(subject, language, |person| self.judge(person, subject), work)
    }

    fn flaw(&self) -> Option<String> {
        if self.working.is_empty() { Some("no kind of work counts".to_owned()) } else { self.ages.flaw() }
    }

    fn references(&self) -> Vec<Reference> {
        self.ages.references()
    }

    fn implies(&self, other: &Self) -> bool {
        self.ages.is_within(&other.ages) && self.working.iter().all(|work| other.working.contains(work))
    }
}
