//! Employment: work that lasts, with a contract where it is waged.

use super::members::{self, Judgement};
use super::{AgeRange, Deprivation, Judge, Reference, Subject};
use crate::household::{Contract, Observed, Work};
use crate::source::Language;
use crate::standard::subject::Person;
use serde::{Deserialize, Serialize};

/// At least one member of working age, able and willing to work, has no steady work; or has waged work without a contract.
///
/// `ages` is the working age; `no_work` lists the answers that mean able, willing and without steady work; `no_contract` the
/// answers that mean waged work without a labour contract.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct WithoutWork {
    ages: AgeRange,
    no_work: Vec<Work>,
    no_contract: Vec<Contract>,
}

impl WithoutWork {
    fn judge(&self, person: Person<'_>, subject: &Subject<'_>) -> Judgement {
        Judgement::of_age(self.ages.holds(person, subject), || match person.member.work {
            Observed::Known(work) if self.no_work.contains(&work) => Judgement::Deprived,
            Observed::Known(Work::Waged) => match person.member.contract {
                Observed::Known(contract) if self.no_contract.contains(&contract) => Judgement::Deprived,
                // Waged work to which the question of a contract "does not apply" contradicts itself.
                Observed::Unknown(_) | Observed::NotApplicable => Judgement::Unknown,
                Observed::Known(_) => Judgement::Fine,
            },
            Observed::Known(
                Work::UnableToWork | Work::NotSeeking | Work::Student | Work::HomeDuties | Work::Retired,
            ) => Judgement::NotConcerned,
            Observed::Known(_) => Judgement::Fine,
            Observed::NotApplicable => Judgement::NotConcerned,
            Observed::Unknown(_) => Judgement::Unknown,
        })
    }
}

impl Judge for WithoutWork {
    fn outcome(&self, subject: &Subject<'_>) -> Deprivation {
        members::any(subject, |person| self.judge(person, subject))
    }

    fn observation(&self, subject: &Subject<'_>, language: Language) -> String {
        members::describe(
            subject,
            language,
            |person| self.judge(person, subject),
            |person| match (person.member.work, person.member.contract) {
                (Observed::Known(Work::Waged), Observed::Known(contract)) => {
                    format!("{}, {}", Work::Waged.label(language), contract.label(language))
                }
                (Observed::Known(work), _) => work.label(language).to_owned(),
                (Observed::Unknown(_) | Observed::NotApplicable, _) => String::new(),
            },
        )
    }

    fn flaw(&self) -> Option<String> {
        self.ages.flaw()
    }

    fn references(&self) -> Vec<Reference> {
        self.ages.references()
    }
}
