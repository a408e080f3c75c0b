//! Education of adults and of children: what is expected at an age.

use super::members::{self, Judgement};
use super::{Deprivation, Judge, Subject};
use crate::household::{Education, Observed, VocationalCertificate};
use crate::source::Language;
use crate::standard::subject::{AgeRange, Person};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// At least one member in one of the `bands` of age neither attends nor holds what the band expects.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Schooling {
    bands: Vec<SchoolingBand>,
}

/// What is expected of members in a range of ages: one of the three lists must be met.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SchoolingBand {
    ages: AgeRange,
    /// Only members born in this year or later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    born_from: Option<i32>,
    /// Levels whose attendance meets the expectation.
    #[serde(default)]
    attending: Vec<Education>,
    /// Levels whose completion meets it.
    #[serde(default)]
    attained: Vec<Education>,
    /// Certificates that meet it.
    #[serde(default)]
    certificates: Vec<VocationalCertificate>,
}

impl SchoolingBand {
    /// Whether the member falls into the band, if that is known.
    fn concerns(&self, person: Person<'_>, on: NaiveDate) -> Option<bool> {
        let age = self.ages.contains(person.age?);
        let cohort =
            self.born_from.is_none_or(|year| person.member.birth.known().is_none_or(|birth| birth.year_on(on) >= year));
        Some(age && cohort)
    }

    fn judge(&self, person: Person<'_>) -> Judgement {
        // Each list is met, not met, or (an unknown answer to a question that could meet it) in doubt.
        let member = person.member;
        let lists = [
            met(member.attending, &self.attending),
            met(member.attained, &self.attained),
            met(member.vocational_certificate, &self.certificates),
        ];
        if lists.contains(&Some(true)) {
            Judgement::Fine
        } else if lists.contains(&None) {
            Judgement::Unknown
        } else {
            Judgement::Deprived
        }
    }
}

/// Whether an observed level is in a list; a list without entries asks nothing.
fn met<T: PartialEq>(observed: Observed<T>, accepted: &[T]) -> Option<bool> {
    if accepted.is_empty() {
        return Some(false);
    }
    match observed {
        Observed::Known(value) => Some(accepted.contains(&value)),
        Observed::NotApplicable => Some(false),
        Observed::Unknown(_) => None,
    }
}

impl Schooling {
    fn judge(&self, person: Person<'_>, on: NaiveDate) -> Judgement {
        if person.age.is_none() {
            let fine = self.bands.iter().all(|band| band.judge(person) == Judgement::Fine);
            return if fine { Judgement::Fine } else { Judgement::Unknown };
        }
        let mut judgements =
            self.bands.iter().filter(|band| band.concerns(person, on) == Some(true)).map(|band| band.judge(person));
        judgements.find(|judgement| *judgement != Judgement::Fine).unwrap_or_else(|| {
            if self.bands.iter().any(|band| band.concerns(person, on) == Some(true)) {
                Judgement::Fine
            } else {
                Judgement::NotConcerned
            }
        })
    }
}

impl Judge for Schooling {
    fn outcome(&self, subject: &Subject<'_>) -> Deprivation {
        members::any(subject, |person| self.judge(person, subject.on))
    }

    fn observation(&self, subject: &Subject<'_>, language: Language) -> String {
        members::describe(
            subject,
            language,
            |person| self.judge(person, subject.on),
            |person| {
                let level = |observed: Observed<Education>| observed.known().unwrap_or(Education::None).label(language);
                let (attending, attained) = (level(person.member.attending), level(person.member.attained));
                if language == Language::Vietnamese {
                    format!("đang học: {attending}; trình độ: {attained}")
                } else {
                    format!("attends {attending}, completed {attained}")
                }
            },
        )
    }
}
