//! A rule: data, with a code and a severity.

use super::super::QualityError;
use super::super::keys::{Key, key};
use crate::household::validate::Severity;
use crate::register::Told;
use serde::{Deserialize, Serialize};

/// A rule that the households of a register should keep.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Its code, unique among the rules.
    pub code: Box<str>,
    /// How much a breach says.
    pub severity: Severity,
    /// What is checked.
    pub check: Check,
}

/// What a rule checks. A field is named by its key, `dwelling.area`, a member's `members.sex`. Where a value is not known, nothing
/// is found, but by [`Check::Known`].
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Check {
    /// What [`Validate`](crate::household::Validate) finds in one household under the code of the rule.
    Household,
    /// A number, an area or an amount is in a range.
    Range {
        /// The field.
        field: Box<str>,
        /// The least that is accepted.
        #[serde(default)]
        least: Option<i64>,
        /// The most that is accepted.
        #[serde(default)]
        most: Option<i64>,
    },
    /// A number is at most that of another field.
    AtMost {
        /// The field.
        field: Box<str>,
        /// The field that bounds it.
        other: Box<str>,
    },
    /// A code is one of a list.
    OneOf {
        /// The field.
        field: Box<str>,
        /// The codes.
        codes: Vec<Box<str>>,
    },
    /// The value is known or does not apply.
    Known {
        /// The field.
        field: Box<str>,
    },
    /// Where a field has one of some values, another has one of others. Of two fields of members, those of the same member.
    Together {
        /// The field.
        field: Box<str>,
        /// Its values, as files have them.
        values: Vec<Box<str>>,
        /// The other field.
        other: Box<str>,
        /// What it is then.
        others: Vec<Box<str>>,
    },
    /// One member is the head, not none and not several, where relationships are known.
    OneHead,
    /// A member is not born after the day on which the household was observed.
    BornBeforeObserved,
    /// Nobody is a member of two households on one day.
    OneHouseholdEach,
    /// Nobody is born after the day of his or her death, or a member after it.
    BornThenDead,
    /// Between two days: a value that was known stays.
    Unchanged {
        /// The field.
        field: Box<str>,
    },
    /// Between two days: members grow older as time passes, to so many years.
    AgesWithTime {
        /// Years by which an age that was told may be off.
        slack: u8,
    },
    /// Between two days: a number changes by at most a percentage of the former one, or by a least amount.
    ChangesAtMost {
        /// The field.
        field: Box<str>,
        /// The percentage.
        percent: u32,
        /// Changes up to so much are accepted in any case.
        unless_within: u32,
    },
    /// Between two days: the head is the same member, or has left by an event; and somebody is the head still.
    HeadStays,
}

impl Rule {
    /// Whether the rule makes sense.
    pub(super) fn verify(&self) -> Result<(), QualityError> {
        let refused =
            |message: String| Err(QualityError::Rule { code: (&self.code).into(), message: Told::sentence(&message) });
        if self.code.trim().is_empty() {
            return Err(QualityError::RuleCode { code: (&self.code).into() });
        }
        if let Some(unknown) = self.check.fields().into_iter().flatten().find(|field| key(field).is_none()) {
            return refused(format!("there is no field `{unknown}`"));
        }
        match &self.check {
            Check::Range { least: None, most: None, .. } => refused("a range needs an end".to_owned()),
            Check::Range { least: Some(least), most: Some(most), .. } if least > most => {
                refused(format!("no number is at least {least} and at most {most}"))
            }
            Check::OneOf { codes, .. } if codes.is_empty() => refused("the list of codes is empty".to_owned()),
            Check::Together { values, others, .. } if values.is_empty() || others.is_empty() => {
                refused("a list of values is empty".to_owned())
            }
            Check::AtMost { field, other } | Check::Together { field, other, .. } if !comparable(field, other) => {
                refused(format!("`{field}` is the household's and `{other}` a member's, so it is not said whose"))
            }
            Check::Household
            | Check::Range { .. }
            | Check::AtMost { .. }
            | Check::OneOf { .. }
            | Check::Known { .. }
            | Check::Together { .. }
            | Check::OneHead
            | Check::BornBeforeObserved
            | Check::OneHouseholdEach
            | Check::BornThenDead
            | Check::Unchanged { .. }
            | Check::AgesWithTime { .. }
            | Check::ChangesAtMost { .. }
            | Check::HeadStays => Ok(()),
        }
    }
}

/// Whether it is clear which value of the other field belongs to one of the first.
fn comparable(field: &str, other: &str) -> bool {
    !matches!((key(field), key(other)), (Some(Key::Household(_)), Some(Key::Member(_))))
}

impl Check {
    fn fields(&self) -> [Option<&str>; 2] {
        match self {
            Self::Range { field, .. }
            | Self::OneOf { field, .. }
            | Self::Known { field }
            | Self::Unchanged { field }
            | Self::ChangesAtMost { field, .. } => [Some(field), None],
            Self::AtMost { field, other } | Self::Together { field, other, .. } => [Some(field), Some(other)],
            Self::Household
            | Self::OneHead
            | Self::BornBeforeObserved
            | Self::OneHouseholdEach
            | Self::BornThenDead
            | Self::AgesWithTime { .. }
            | Self::HeadStays => [None, None],
        }
    }
}
