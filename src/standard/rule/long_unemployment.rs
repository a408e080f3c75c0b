//! Being without work for long, and households in which nobody is economically active.

use super::words::words;
use super::{Deprivation, Judge, ParameterKind, Reference, Subject};
use crate::household::{Observed, Pension, Work};
use crate::source::Language;
use crate::standard::subject::Person;
use serde::{Deserialize, Serialize};

/// At least one economically active member has been without work for `months` or longer; or nobody is economically active.
///
/// `active` lists the answers that mean economically active. A household of pensioners alone is as the parameter `pensioners` says
/// (`deprived` or `not_deprived`), because the sources differ; without a value its cutoff is not known.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LongUnemployment {
    months: u16,
    active: Vec<Work>,
    pensioners: String,
}

/// Whether a member lives on a pension, if that is known.
fn is_pensioner(person: Person<'_>) -> Option<bool> {
    match (person.member.work, person.member.pension) {
        (Observed::Known(Work::Retired), _) => Some(true),
        (_, Observed::Known(pension)) => Some(pension != Pension::None),
        (_, Observed::NotApplicable) => Some(false),
        (_, Observed::Unknown(_)) => None,
    }
}

impl LongUnemployment {
    fn is_active(&self, person: Person<'_>) -> Option<bool> {
        match person.member.work {
            Observed::Known(work) => Some(self.active.contains(&work)),
            Observed::NotApplicable => Some(false),
            Observed::Unknown(_) => None,
        }
    }

    /// Whether an active member has been without work for long.
    fn is_long_without(&self, person: Person<'_>) -> Option<bool> {
        match (person.member.work, person.member.unemployed_months) {
            (Observed::Known(Work::SeekingWork), Observed::Known(months)) => Some(months >= self.months),
            (Observed::Known(Work::SeekingWork), _) | (Observed::Unknown(_), _) => None,
            _ => Some(false),
        }
    }
}

impl Judge for LongUnemployment {
    fn outcome(&self, subject: &Subject<'_>) -> Deprivation {
        let people = || subject.people();
        if people().any(|person| self.is_long_without(person) == Some(true)) {
            return Deprivation::Deprived;
        }
        if people().any(|person| self.is_active(person) == Some(true)) {
            let known = people().all(|person| self.is_long_without(person).is_some());
            return if known { Deprivation::NotDeprived } else { Deprivation::Missing };
        }
        if people().any(|person| self.is_active(person).is_none()) {
            return Deprivation::Missing;
        }
        // Nobody is economically active.
        if people().any(|person| is_pensioner(person) == Some(false)) {
            return Deprivation::Deprived;
        }
        match subject.choice(&self.pensioners) {
            Some("deprived") => Deprivation::Deprived,
            Some(_) if people().all(|person| is_pensioner(person) == Some(true)) => Deprivation::NotDeprived,
            _ => Deprivation::Missing,
        }
    }

    fn observation(&self, subject: &Subject<'_>, language: Language) -> String {
        let active = subject.people().filter(|person| self.is_active(*person) == Some(true)).count();
        let long = subject.people().filter(|person| self.is_long_without(*person) == Some(true)).count();
        let active_words = words(language, "economically active members", "thành viên hoạt động kinh tế");
        let long_words = words(language, "without work for long", "thất nghiệp dài hạn");
        if active == 0 && subject.people().all(|person| is_pensioner(person) == Some(true)) {
            return words(language, "pensioners alone", "chỉ có người hưởng lương hưu").to_owned();
        }
        format!("{active} {active_words}, {long} {long_words}")
    }

    fn flaw(&self) -> Option<String> {
        self.active.is_empty().then(|| "no answer means economically active".to_owned())
    }

    fn references(&self) -> Vec<Reference> {
        let words = vec!["deprived".to_owned(), "not_deprived".to_owned()];
        vec![Reference::Parameter(self.pensioners.clone(), ParameterKind::Choice(words))]
    }

    fn is_unsettled(&self, subject: &Subject<'_>) -> bool {
        let idle = subject.people().all(|person| self.is_active(person) == Some(false));
        subject.choice(&self.pensioners).is_none()
            && idle
            && subject.people().all(|person| is_pensioner(person) != Some(false))
    }
}
