//! Schooling of the household: has anybody completed enough?

use super::members::{Judgement, Nobody, is_share};
use super::words::words;
use super::{AgeRange, Deprivation, Judge, Reference, Subject};
use crate::household::{Education, Observed};
use crate::quantity::Ratio;
use crate::source::Language;
use crate::standard::subject::Person;
use serde::{Deserialize, Serialize};

/// Nobody in `ages` completed `years` years of schooling, or one of `levels`; one of the two is given.
///
/// One member who did decides. That nobody did needs answers: of everybody, or of the share `known_at_least` of those in
/// `known_ages` (which are `ages` if left out).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NobodySchooled {
    ages: AgeRange,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    years: Option<u8>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    levels: Vec<Education>,
    /// What a household without anybody in `ages` is.
    nobody: Nobody,
    #[serde(default)]
    unknown: UnknownAttainment,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    known_at_least: Option<Ratio>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    known_ages: Option<AgeRange>,
}

/// What an unknown attainment counts as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum UnknownAttainment {
    /// It is not known whether it was completed.
    #[default]
    Open,
    /// Not completed (World Bank).
    NotCompleted,
}

impl NobodySchooled {
    /// Whether a member completed enough, if that is known.
    fn completed(&self, person: Person<'_>) -> Option<bool> {
        if let Some(years) = self.years {
            return match person.member.schooling_years {
                Observed::Known(completed) => Some(completed >= years),
                Observed::NotApplicable => Some(false),
                Observed::Unknown(_) => None,
            };
        }
        match person.member.attained {
            Observed::Known(level) => Some(self.levels.contains(&level)),
            Observed::NotApplicable => Some(false),
            Observed::Unknown(_) => None,
        }
    }

    /// Fine: completed; deprived: not completed.
    fn judge(&self, person: Person<'_>, subject: &Subject<'_>) -> Judgement {
        let completed = match (self.completed(person), self.unknown) {
            (None, UnknownAttainment::NotCompleted) => Some(false),
            (completed, _) => completed,
        };
        match (self.ages.holds(person, subject), completed) {
            (Some(false), _) => Judgement::NotConcerned,
            (Some(true), Some(true)) => Judgement::Fine,
            (Some(true), Some(false)) => Judgement::Deprived,
            // Whoever did not complete it changes nothing by being of an age that counts, if somebody else does.
            (None, Some(false)) => Judgement::Deprived,
            (None | Some(true), None) | (None, Some(true)) => Judgement::Unknown,
        }
    }

    /// Whether enough answers are known to say that nobody completed it.
    fn is_known_enough(&self, subject: &Subject<'_>, unknown: u32) -> bool {
        let Some(share) = self.known_at_least else { return unknown == 0 };
        let ages = self.known_ages.as_ref().unwrap_or(&self.ages);
        let (mut known, mut all) = (0_u32, 0_u32);
        for person in subject.people().filter(|person| ages.holds(*person, subject) != Some(false)) {
            all = all.saturating_add(1);
            let is_known = person.age.is_some() && self.completed(person).is_some();
            known = known.saturating_add(u32::from(is_known));
        }
        is_share(known, all, share)
    }
}

impl Judge for NobodySchooled {
    fn outcome(&self, subject: &Subject<'_>) -> Deprivation {
        let (mut without, mut unknown) = (0_u32, 0_u32);
        let mut ageless = false;
        for person in subject.people() {
            ageless |= self.ages.holds(person, subject).is_none();
            match self.judge(person, subject) {
                Judgement::Fine => return Deprivation::NotDeprived,
                Judgement::Deprived => without = without.saturating_add(1),
                Judgement::Unknown => unknown = unknown.saturating_add(1),
                Judgement::NotConcerned => {}
            }
        }
        let concerned = without.saturating_add(unknown);
        if concerned == 0 {
            return self.nobody.outcome();
        }
        if !self.is_known_enough(subject, unknown) {
            return Deprivation::Missing;
        }
        // If only people of unknown age are left, it may be that nobody is concerned.
        let surely_concerned = subject.people().any(|person| self.ages.holds(person, subject) == Some(true));
        if ageless && !surely_concerned && self.nobody == Nobody::NotDeprived {
            Deprivation::Missing
        } else {
            Deprivation::Deprived
        }
    }

    fn observation(&self, subject: &Subject<'_>, language: Language) -> String {
        let most = |person: Person<'_>| match (self.years, person.member.schooling_years, person.member.attained) {
            (Some(_), Observed::Known(years), _) => Some((years, format!("{years}"))),
            (None, _, Observed::Known(level)) => {
                let rank = Education::ALL.iter().position(|other| *other == level).unwrap_or(0);
                Some((u8::try_from(rank).unwrap_or(u8::MAX), level.label(language).to_owned()))
            }
            _ => None,
        };
        let concerned = || subject.people().filter(|person| self.ages.holds(*person, subject) == Some(true));
        let number = concerned().count();
        if number == 0 {
            return words(language, "nobody of an age that counts", "không có người thuộc độ tuổi xét").to_owned();
        }
        let unknown = concerned().filter(|person| self.completed(*person).is_none()).count();
        let most = concerned().filter_map(most).max_by_key(|(rank, _)| *rank);
        let unit = if self.years.is_some() { words(language, " years", " năm") } else { "" };
        let known = most.map_or_else(String::new, |(_, text)| {
            format!("{} {text}{unit}", words(language, "the most schooling is", "trình độ cao nhất:"))
        });
        let people = words(language, "members concerned", "người thuộc diện xét");
        let doubt = words(language, "not known", "chưa rõ");
        match (known.is_empty(), unknown) {
            (_, 0) => format!("{number} {people}, {known}"),
            (true, _) => format!("{number} {people}, {unknown} {doubt}"),
            (false, _) => format!("{number} {people}, {known}, {unknown} {doubt}"),
        }
    }

    fn flaw(&self) -> Option<String> {
        if self.years.is_some() != self.levels.is_empty() {
            return Some("it needs either `years` or `levels`".to_owned());
        }
        if self.known_at_least.is_some_and(|share| !share.is_share()) {
            return Some("`known_at_least` is no share between 0 and 1".to_owned());
        }
        self.ages.flaw().or_else(|| self.known_ages.as_ref().and_then(AgeRange::flaw))
    }

    fn references(&self) -> Vec<Reference> {
        let mut references = self.ages.references();
        references.extend(self.known_ages.iter().flat_map(AgeRange::references));
        references
    }

    fn implies(&self, other: &Self) -> bool {
        let same_but_years = Self { years: other.years, ..self.clone() };
        self.years <= other.years && same_but_years == *other
    }
}
