//! Dependants: how many live on the work of the others.

use super::three_valued::{and, known, or};
use super::{Deprivation, Judge, Subject};
use crate::household::{Disability, Observed};
use crate::quantity::Ratio;
use crate::source::Language;
use crate::standard::subject::Person;
use serde::{Deserialize, Serialize};

/// Dependants are more than `more_than` of the members (strictly).
///
/// Dependants are children under `child_under`, and people aged `elderly_from` or more or with a disability who receive the
/// monthly social allowance.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Dependants {
    more_than: Ratio,
    child_under: u8,
    elderly_from: u8,
}

impl Dependants {
    /// Whether a member is a dependant, if that is known.
    fn is_dependant(&self, person: Person<'_>) -> Option<bool> {
        let child = person.age.map(|age| age < self.child_under);
        let elderly = person.age.map(|age| age >= self.elderly_from);
        let disabled = match person.member.disability {
            Observed::Known(disability) => Some(disability != Disability::None),
            Observed::NotApplicable => Some(false),
            Observed::Unknown(_) => None,
        };
        let allowance = known(person.member.social_allowance);
        or(child, and(allowance, or(elderly, disabled)))
    }

    /// Members who are surely dependants, and those who may be.
    fn count(&self, subject: &Subject<'_>) -> (u32, u32) {
        subject.people().fold((0, 0), |(sure, possible), person| match self.is_dependant(person) {
            Some(true) => (sure.saturating_add(1), possible),
            Some(false) => (sure, possible),
            None => (sure, possible.saturating_add(1)),
        })
    }

    fn exceeds(&self, dependants: u32, members: u32) -> bool {
        // dependants / members > p / q, compared as dependants * q > p * members.
        let left = i128::from(dependants).saturating_mul(self.more_than.denominator());
        left > self.more_than.numerator().saturating_mul(i128::from(members))
    }
}

impl Judge for Dependants {
    fn outcome(&self, subject: &Subject<'_>) -> Deprivation {
        let (sure, possible) = self.count(subject);
        let members = subject.household.size();
        Deprivation::bounded(self.exceeds(sure, members), self.exceeds(sure.saturating_add(possible), members))
    }

    fn observation(&self, subject: &Subject<'_>, language: Language) -> String {
        let (sure, possible) = self.count(subject);
        let members = subject.household.size();
        match (language, possible) {
            (Language::Vietnamese, 0) => format!("{sure} người phụ thuộc trên {members} thành viên"),
            (Language::Vietnamese, _) => {
                format!("{sure} người phụ thuộc, {possible} người chưa rõ, trên {members} thành viên")
            }
            (_, 0) => format!("{sure} dependants of {members} members"),
            (_, _) => format!("{sure} dependants and {possible} members not known, of {members} members"),
        }
    }

    fn flaw(&self) -> Option<String> {
        (!self.more_than.is_share()).then(|| format!("the share {} is not between 0 and 1", self.more_than))
    }
}
