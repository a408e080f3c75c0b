//! A household on a day, with the ages of its members worked out once.

use crate::household::{Household, Member};
use chrono::NaiveDate;

/// Ages kept without allocation; the few larger households compute theirs again where needed.
const AGES: usize = 16;
const UNKNOWN: u8 = u8::MAX;

/// A household as the rules see it on the day of assessment.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Subject<'a> {
    pub(crate) household: &'a Household,
    pub(crate) on: NaiveDate,
    ages: [u8; AGES],
}

/// A member with age and place in the list of members (from 1).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Person<'a> {
    pub(crate) number: usize,
    pub(crate) member: &'a Member,
    /// Completed years on the day of assessment, if known.
    pub(crate) age: Option<u8>,
}

impl<'a> Subject<'a> {
    pub(crate) fn new(household: &'a Household, on: NaiveDate) -> Self {
        let mut ages = [UNKNOWN; AGES];
        for (age, member) in ages.iter_mut().zip(household.members()) {
            *age = member.age_on(on).unwrap_or(UNKNOWN);
        }
        Self { household, on, ages }
    }

    pub(crate) fn people(&self) -> impl Iterator<Item = Person<'a>> + '_ {
        self.household.members().iter().enumerate().map(|(index, member)| Person {
            number: index.saturating_add(1),
            member,
            age: match self.ages.get(index) {
                Some(&UNKNOWN) => None,
                Some(&age) => Some(age),
                None => member.age_on(self.on),
            },
        })
    }
}

/// Ages from one completed year (with) up to another (without).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgeRange {
    /// The first age, in completed years.
    #[serde(default)]
    from: u8,
    /// The first age past the range; no upper end if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    under: Option<u8>,
}

impl AgeRange {
    /// Whether an age lies in the range.
    #[must_use]
    pub fn contains(self, age: u8) -> bool {
        age >= self.from && self.under.is_none_or(|under| age < under)
    }
}
