//! Rules of the form "at least one member ...": judged member by member, folded to the household.

use crate::quantity::Ratio;
use crate::source::Language;
use crate::standard::Deprivation;
use crate::standard::subject::{Person, Subject};
use serde::{Deserialize, Serialize};

/// What a rule says of one member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Judgement {
    /// The rule does not look at this member.
    NotConcerned,
    /// It does, and finds no deprivation.
    Fine,
    /// It finds a deprivation.
    Deprived,
    /// What was observed does not decide.
    Unknown,
}

impl Judgement {
    /// The judgement of a member whom the rule surely looks at, or of one whose age is not known.
    ///
    /// An unknown age leaves a found deprivation in doubt, but someone who would be fine at any age is fine.
    pub(crate) fn of_age(in_range: Option<bool>, judge: impl FnOnce() -> Self) -> Self {
        match in_range {
            Some(false) => Self::NotConcerned,
            Some(true) => judge(),
            None => match judge() {
                Self::Fine | Self::NotConcerned => Self::Fine,
                Self::Deprived | Self::Unknown => Self::Unknown,
            },
        }
    }
}

/// What a rule says of a household in which nobody is concerned. Measures differ, so it is stated where it is not "not deprived".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Nobody {
    /// Deprived.
    Deprived,
    /// Not deprived.
    NotDeprived,
}

impl Nobody {
    pub(crate) const fn outcome(self) -> Deprivation {
        match self {
            Self::Deprived => Deprivation::Deprived,
            Self::NotDeprived => Deprivation::NotDeprived,
        }
    }
}

/// "At least one": one deprived member decides, whatever is unknown of others. Nobody concerned is not deprived.
pub(crate) fn any(subject: &Subject<'_>, judge: impl Fn(Person<'_>) -> Judgement) -> Deprivation {
    any_if_known(subject, Ratio::ONE, judge)
}

/// The same where "none" needs only a share of those concerned to be known (two thirds, in the global MPI).
pub(crate) fn any_if_known(
    subject: &Subject<'_>,
    share: Ratio,
    judge: impl Fn(Person<'_>) -> Judgement,
) -> Deprivation {
    let (mut fine, mut unknown) = (0_u32, 0_u32);
    for person in subject.people() {
        match judge(person) {
            Judgement::Deprived => return Deprivation::Deprived,
            Judgement::Unknown => unknown = unknown.saturating_add(1),
            Judgement::Fine => fine = fine.saturating_add(1),
            Judgement::NotConcerned => {}
        }
    }
    if unknown == 0 || is_share(fine, fine.saturating_add(unknown), share) {
        Deprivation::NotDeprived
    } else {
        Deprivation::Missing
    }
}

/// "All": one member who is fine decides. Nobody concerned is not deprived.
pub(crate) fn all(subject: &Subject<'_>, judge: impl Fn(Person<'_>) -> Judgement) -> Deprivation {
    let mut outcome = Deprivation::NotDeprived;
    for person in subject.people() {
        match judge(person) {
            Judgement::Fine => return Deprivation::NotDeprived,
            Judgement::Unknown => outcome = Deprivation::Missing,
            Judgement::Deprived if outcome == Deprivation::NotDeprived => outcome = Deprivation::Deprived,
            Judgement::Deprived | Judgement::NotConcerned => {}
        }
    }
    outcome
}

/// Whether `part` of `whole` is at least a share.
pub(crate) fn is_share(part: u32, whole: u32, share: Ratio) -> bool {
    i128::from(part).saturating_mul(share.denominator()) >= share.numerator().saturating_mul(whole.into())
}

/// Who was looked at, who decided and by what: `members 2 (aged 41): no labour contract`.
pub(crate) fn describe(
    subject: &Subject<'_>,
    language: Language,
    judge: impl Fn(Person<'_>) -> Judgement,
    observed: impl Fn(Person<'_>) -> String,
) -> String {
    let vietnamese = language == Language::Vietnamese;
    let (mut concerned, mut deprived, mut unknown) = (0_usize, Vec::new(), Vec::new());
    for person in subject.people() {
        let name = || name(person, language);
        match judge(person) {
            Judgement::NotConcerned => continue,
            Judgement::Fine => {}
            Judgement::Deprived => deprived.push(format!("{}: {}", name(), observed(person))),
            Judgement::Unknown => unknown.push(name()),
        }
        concerned = concerned.saturating_add(1);
    }
    if concerned == 0 {
        return if vietnamese {
            "hộ không có người thuộc diện xét"
        } else {
            "nobody in the household is concerned"
        }
        .to_owned();
    }
    let mut text = deprived.join("; ");
    if deprived.is_empty() && unknown.is_empty() {
        text = match (vietnamese, concerned) {
            (true, n) => format!("{n} người thuộc diện xét, không ai thiếu hụt"),
            (false, 1) => "1 member concerned, not deprived".to_owned(),
            (false, n) => format!("{n} members concerned, none deprived"),
        };
    }
    if !unknown.is_empty() {
        let separator = if text.is_empty() { "" } else { "; " };
        let doubt = if vietnamese { "chưa rõ" } else { "not known of" };
        text = format!("{text}{separator}{doubt} {}", unknown.join(", "));
    }
    text
}

/// `member 2 (aged 41)`.
fn name(person: Person<'_>, language: Language) -> String {
    match (language, person.age) {
        (Language::Vietnamese, Some(age)) => format!("thành viên {} ({age} tuổi)", person.number),
        (Language::Vietnamese, None) => format!("thành viên {} (chưa rõ tuổi)", person.number),
        (_, Some(age)) => format!("member {} (aged {age})", person.number),
        (_, None) => format!("member {} (age unknown)", person.number),
    }
}
