//! Ranges of ages.

use super::ParameterKind;
use super::rule::Reference;
use super::subject::{Person, Subject};
use serde::{Deserialize, Serialize};

/// Ages from one completed year (with) up to another (without).
///
/// Where `after` names a parameter, both ends count from its value: the first nine years from the age of entering school on are
/// `{ after = "school_entrance_age", under = 9 }`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AgeRange {
    /// The first age, in completed years.
    #[serde(default)]
    from: u8,
    /// The first age past the range; no upper end if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    under: Option<u8>,
    /// A parameter from whose value both ends count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    after: Option<String>,
}

impl AgeRange {
    /// Whether an age lies in the range; `None` if the parameter from which it counts has no value.
    pub(crate) fn contains(&self, age: u8, subject: &Subject<'_>) -> Option<bool> {
        let start = match &self.after {
            None => 0,
            Some(parameter) => subject.number(parameter)?,
        };
        let age = u32::from(age);
        let end = |under: u8| start.saturating_add(under.into());
        Some(age >= start.saturating_add(self.from.into()) && self.under.is_none_or(|under| age < end(under)))
    }

    /// Whether a person is of an age in the range, if that is known.
    pub(crate) fn holds(&self, person: Person<'_>, subject: &Subject<'_>) -> Option<bool> {
        self.contains(person.age?, subject)
    }

    /// Whether every age of this range lies in another.
    pub(crate) fn is_within(&self, other: &Self) -> bool {
        let end = |range: &Self| range.under.unwrap_or(u8::MAX);
        self.after == other.after && self.from >= other.from && end(self) <= end(other)
    }

    /// What is wrong with it.
    pub(crate) fn flaw(&self) -> Option<String> {
        let under = self.under?;
        (under <= self.from).then(|| format!("the ages from {} to under {under} are none", self.from))
    }

    /// The parameter it needs.
    pub(crate) fn references(&self) -> Vec<Reference> {
        let parameter = |id: &String| Reference::Parameter(id.clone(), ParameterKind::Number);
        self.after.iter().map(parameter).collect()
    }
}
