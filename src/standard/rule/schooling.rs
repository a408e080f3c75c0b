//! Education of adults and of children: what is expected at an age.

use super::members::{self, Judgement};
use super::{AgeRange, Deprivation, Judge, Reference, Subject};
use crate::household::{Education, Observed, VocationalCertificate};
use crate::quantity::Ratio;
use crate::source::Language;
use crate::standard::subject::Person;
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// At least one member in one of the `bands` of age neither attends nor holds what the band expects.
///
/// "None" needs an answer of each member concerned, or of the share `known_at_least` of them.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Schooling {
    bands: Vec<SchoolingBand>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    known_at_least: Option<Ratio>,
    #[serde(default)]
    needs: Needs,
}

/// How many of the members concerned must fall short for the household to be deprived.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Needs {
    /// One is enough.
    #[default]
    One,
    /// All of them: one who meets the expectation is enough not to be deprived.
    All,
}

/// What is expected of members in a range of ages: one of the three lists must be met.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SchoolingBand {
    ages: AgeRange,
    /// Only members born in these years.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    born: Option<Cohort>,
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

/// Years of birth from one (with) up to another (without).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Cohort {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    from: Option<i32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    before: Option<i32>,
    /// Whether the year of birth is that of the survey less the age, even where the date of birth is known.
    #[serde(default)]
    by_age: bool,
}

impl Cohort {
    /// Whether a member of known age belongs to it.
    fn holds(self, person: Person<'_>, on: NaiveDate) -> bool {
        let by_age = || person.age.map(|age| on.year().saturating_sub(age.into()));
        let year = if self.by_age { by_age() } else { person.member.birth.known().map(|birth| birth.year_on(on)) };
        year.is_none_or(|year| {
            self.from.is_none_or(|from| year >= from) && self.before.is_none_or(|before| year < before)
        })
    }
}

impl SchoolingBand {
    /// Whether the member falls into the band, if that is known.
    fn concerns(&self, person: Person<'_>, subject: &Subject<'_>) -> Option<bool> {
        let of_age = self.ages.holds(person, subject)?;
        Some(of_age && self.born.is_none_or(|cohort| cohort.holds(person, subject.on)))
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
    fn judge(&self, person: Person<'_>, subject: &Subject<'_>) -> Judgement {
        let mut judgement = Judgement::NotConcerned;
        for band in &self.bands {
            let concerned = band.concerns(person, subject);
            if concerned == Some(false) {
                continue;
            }
            match (concerned, band.judge(person)) {
                // Of unknown age: who meets the band is fine by it at any age, and nothing else is sure.
                (_, Judgement::Fine) => {
                    if judgement == Judgement::NotConcerned {
                        judgement = Judgement::Fine;
                    }
                }
                (None, _) => judgement = Judgement::Unknown,
                (Some(_), Judgement::Deprived) => return Judgement::Deprived,
                (Some(_), other) => judgement = other,
            }
        }
        judgement
    }
}

impl Judge for Schooling {
    fn outcome(&self, subject: &Subject<'_>) -> Deprivation {
        let share = self.known_at_least.unwrap_or(Ratio::ONE);
        match self.needs {
            Needs::One => members::any_if_known(subject, share, |person| self.judge(person, subject)),
            Needs::All => members::all(subject, |person| self.judge(person, subject)),
        }
    }

    fn observation(&self, subject: &Subject<'_>, language: Language) -> String {
        members::describe(
            subject,
            language,
            |person| self.judge(person, subject),
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

    fn flaw(&self) -> Option<String> {
        if self.bands.is_empty() {
            return Some("it names no band of ages".to_owned());
        }
        if self.known_at_least.is_some_and(|share| !share.is_share()) {
            return Some("`known_at_least` is no share between 0 and 1".to_owned());
        }
        self.bands.iter().find_map(|band| {
            let nothing = band.attending.is_empty() && band.attained.is_empty() && band.certificates.is_empty();
            band.ages.flaw().or_else(|| nothing.then(|| "a band of ages expects nothing that can be met".to_owned()))
        })
    }

    fn references(&self) -> Vec<Reference> {
        self.bands.iter().flat_map(|band| band.ages.references()).collect()
    }
}
