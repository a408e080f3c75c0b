//! Schooling on average.

use super::members::Nobody;
use super::words::words;
use super::{AgeRange, Deprivation, Judge, Reference, Subject};
use crate::household::Observed;
use crate::source::Language;
use serde::{Deserialize, Serialize};

/// Members in `ages` have on average fewer than `below` completed years of schooling, compared in integers.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MeanSchooling {
    ages: AgeRange,
    below: u8,
    /// What a household without anybody in `ages` is.
    nobody: Nobody,
}

impl MeanSchooling {
    /// Years together, how many members they are of, and of how many the years or the age are not known.
    fn sum(&self, subject: &Subject<'_>) -> (u32, u32, u32) {
        let (mut years, mut known, mut unknown) = (0_u32, 0_u32, 0_u32);
        for person in subject.people() {
            let completed = match person.member.schooling_years {
                Observed::Known(completed) => Some(u32::from(completed)),
                Observed::NotApplicable => Some(0),
                Observed::Unknown(_) => None,
            };
            match (self.ages.holds(person, subject), completed) {
                (Some(false), _) => {}
                (Some(true), Some(completed)) => {
                    years = years.saturating_add(completed);
                    known = known.saturating_add(1);
                }
                (Some(true), None) | (None, _) => unknown = unknown.saturating_add(1),
            }
        }
        (years, known, unknown)
    }
}

impl Judge for MeanSchooling {
    fn outcome(&self, subject: &Subject<'_>) -> Deprivation {
        let (years, known, unknown) = self.sum(subject);
        let needed = |members: u32| u32::from(self.below).saturating_mul(members);
        match (known, unknown) {
            (0, 0) => self.nobody.outcome(),
            (_, 0) => Deprivation::when(years < needed(known)),
            // Enough years even if those who are not known have none.
            _ if years >= needed(known.saturating_add(unknown)) => Deprivation::NotDeprived,
            _ => Deprivation::Missing,
        }
    }

    fn observation(&self, subject: &Subject<'_>, language: Language) -> String {
        let (years, known, unknown) = self.sum(subject);
        let of = words(language, "years of schooling of", "năm học của");
        let members = words(language, "members", "thành viên");
        match unknown {
            0 => format!("{years} {of} {known} {members}"),
            _ => format!("{years} {of} {known} {members}, {unknown} {}", words(language, "not known", "chưa rõ")),
        }
    }

    fn flaw(&self) -> Option<String> {
        self.ages.flaw()
    }

    fn references(&self) -> Vec<Reference> {
        self.ages.references()
    }

    fn implies(&self, other: &Self) -> bool {
        self.below <= other.below && self.ages == other.ages && self.nobody == other.nobody
    }
}
