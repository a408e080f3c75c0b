//! Reading and writing.

use super::members::{self, Judgement, Nobody};
use super::words::words;
use super::{AgeRange, Deprivation, Judge, Reference, Subject};
use crate::household::Observed;
use crate::source::Language;
use crate::standard::subject::Person;
use serde::{Deserialize, Serialize};

/// At least one member in `ages` can't read and write.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Illiterate {
    ages: AgeRange,
    /// What a household without anybody in `ages` is.
    nobody: Nobody,
}

impl Illiterate {
    fn judge(&self, person: Person<'_>, subject: &Subject<'_>) -> Judgement {
        Judgement::of_age(self.ages.holds(person, subject), || match person.member.literate {
            Observed::Known(true) => Judgement::Fine,
            Observed::Known(false) => Judgement::Deprived,
            Observed::Unknown(_) => Judgement::Unknown,
            Observed::NotApplicable => Judgement::NotConcerned,
        })
    }
}

impl Judge for Illiterate {
    fn outcome(&self, subject: &Subject<'_>) -> Deprivation {
        if subject.people().all(|person| self.ages.holds(person, subject) == Some(false)) {
            return self.nobody.outcome();
        }
        members::any(subject, |person| self.judge(person, subject))
    }

    fn observation(&self, subject: &Subject<'_>, language: Language) -> String {
        let illiterate = words(language, "can't read and write", "không biết đọc, viết");
        members::describe(subject, language, |person| self.judge(person, subject), |_| illiterate.to_owned())
    }

    fn flaw(&self) -> Option<String> {
        self.ages.flaw()
    }

    fn references(&self) -> Vec<Reference> {
        self.ages.references()
    }
}
