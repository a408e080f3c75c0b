//! A household made ready for many comparisons, and the keys by which it is compared with few.

use super::identity::{BirthDate, Identity};
use super::name::ComparableName;
use crate::measure::hash_words;
use crate::register::HouseholdId;
use core::fmt;
use serde::Serialize;

pub(super) struct Prepared {
    pub(super) household: HouseholdId,
    pub(super) name: ComparableName,
    /// Hashes of texts that are only compared for being the same.
    pub(super) number: Option<u64>,
    pub(super) place: Option<u64>,
    words: u64,
    initials: u64,
    pub(super) answers: Option<u64>,
    pub(super) birth: Option<BirthDate>,
    pub(super) size: Option<u32>,
}

impl Prepared {
    pub(super) fn of(identity: &Identity) -> Self {
        let name = ComparableName::of(&identity.name);
        let digits = |number: &str| hash(number.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase));
        Self {
            household: identity.household,
            number: identity.number.as_ref().map(|number| digits(number.reveal())),
            place: identity.place.as_deref().map(|place| hash(place.chars())),
            words: hash(name.sorted().chars()),
            initials: hash(name.initials()),
            answers: identity.answers,
            birth: identity.birth,
            size: identity.size,
            name,
        }
    }

    /// Day and month, whichever is which.
    fn day_unordered(&self) -> Option<u64> {
        let (month, day) = self.birth?.day?;
        Some(u64::from(month.min(day)) << 8 | u64::from(month.max(day)))
    }

    fn year(&self) -> Option<u64> {
        Some(u64::from(self.birth?.year))
    }
}

fn hash(letters: impl Iterator<Item = char>) -> u64 {
    hash_words(letters.map(|letter| u64::from(u32::from(letter))))
}

/// What two households must have in common to be compared. Any one is enough.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockingKey {
    /// The number of identity.
    Number,
    /// Every answer.
    Answers,
    /// Words of the name, in any order without marks, and the year of birth.
    NameAndYear,
    /// Words of the name and the place.
    NameAndPlace,
    /// Words of the name, and day and month of birth in any order.
    NameAndDay,
    /// The place and the year of birth.
    PlaceAndYear,
    /// The place and the first letters of the words.
    PlaceAndInitials,
    /// The first letters of the words, and year, day and month of birth.
    InitialsAndBirth,
}

impl BlockingKey {
    /// Every key.
    pub const ALL: [Self; 8] = [
        Self::Number,
        Self::Answers,
        Self::NameAndYear,
        Self::NameAndPlace,
        Self::NameAndDay,
        Self::PlaceAndYear,
        Self::PlaceAndInitials,
        Self::InitialsAndBirth,
    ];

    /// The key of a household; `None` if it lacks a part.
    pub(super) fn of(self, household: &Prepared) -> Option<u64> {
        let words = match self {
            Self::Number => [household.number?, 0, 0],
            Self::Answers => [household.answers?, 0, 0],
            Self::NameAndYear => [household.words, household.year()?, 0],
            Self::NameAndPlace => [household.words, household.place?, 0],
            Self::NameAndDay => [household.words, household.day_unordered()?, 0],
            Self::PlaceAndYear => [household.place?, household.year()?, 0],
            Self::PlaceAndInitials => [household.place?, household.initials, 0],
            Self::InitialsAndBirth => [household.initials, household.year()?, household.day_unordered()?],
        };
        Some(hash_words(words))
    }
}

impl fmt::Display for BlockingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Number => "number of identity",
            Self::Answers => "all answers",
            Self::NameAndYear => "name, year of birth",
            Self::NameAndPlace => "name, place",
            Self::NameAndDay => "name, day and month of birth",
            Self::PlaceAndYear => "place, year of birth",
            Self::PlaceAndInitials => "place, initials",
            Self::InitialsAndBirth => "initials, birth",
        })
    }
}
