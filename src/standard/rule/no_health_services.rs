//! Access to health services.

use super::kinship::CoveredChildren;
use super::members::{self, Judgement};
use super::three_valued::or;
use super::words::words;
use super::{Deprivation, Judge, Reference, Subject};
use crate::household::{HealthAffiliation, Observed};
use crate::source::Language;
use crate::standard::subject::Person;
use serde::{Deserialize, Serialize};

/// A member is not enrolled, by any right, with an institution that gives medical services, nor covered by a relative who is
/// enrolled by one of `extending` rights: coverage extends to spouse, parents and the children described.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NoHealthServices {
    extending: Vec<HealthAffiliation>,
    covered: CoveredChildren,
}

fn affiliation(person: Person<'_>, holds: impl Fn(HealthAffiliation) -> bool) -> Option<bool> {
    match person.member.health_affiliation {
        Observed::Known(affiliation) => Some(holds(affiliation)),
        Observed::NotApplicable => Some(false),
        Observed::Unknown(_) => None,
    }
}

impl NoHealthServices {
    fn judge(&self, person: Person<'_>, subject: &Subject<'_>) -> Judgement {
        let own = affiliation(person, |affiliation| affiliation != HealthAffiliation::None);
        let relative = self.covered.extend_to(person, subject, |insured| {
            affiliation(insured, |affiliation| self.extending.contains(&affiliation))
        });
        match or(own, relative) {
            Some(true) => Judgement::Fine,
            Some(false) => Judgement::Deprived,
            None => Judgement::Unknown,
        }
    }
}

impl Judge for NoHealthServices {
    fn outcome(&self, subject: &Subject<'_>) -> Deprivation {
        members::any(subject, |person| self.judge(person, subject))
    }

    fn observation(&self, subject: &Subject<'_>, language: Language) -> String {
        let none = words(language, "no right to health services", "không có quyền sử dụng dịch vụ y tế");
        members::describe(subject, language, |person| self.judge(person, subject), |_| none.to_owned())
    }

    fn flaw(&self) -> Option<String> {
        self.covered.flaw()
    }

    fn references(&self) -> Vec<Reference> {
        self.covered.references()
    }
}
