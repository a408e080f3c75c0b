//! What tells a household from others.

use super::super::QualityError;
use crate::register::privacy::Secret;
use crate::register::{HouseholdId, RegisterError, State};
use chrono::{Datelike, NaiveDate};
use core::fmt;
use core::hash::{Hash, Hasher};
use std::hash::DefaultHasher;

/// What tells a household from others: the name and the birth of its head, where it lives, how many they are. An office makes it
/// from its own list of names and the register, and keeps it no longer than a search takes.
///
/// It prints its household and nothing else.
///
/// ```
/// use poverty::register::privacy::Secret;
/// use poverty::register::quality::{BirthDate, Identity};
/// let head = Secret::new("Nguyễn Văn A")?;
/// let identity = Identity::new("24133-0017".parse()?, head).born(BirthDate::in_year(1975)?).living_in("24133").of_size(4);
/// assert_eq!(format!("{identity:?}"), "Identity(24133-0017, withheld)");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Identity {
    pub(super) household: HouseholdId,
    pub(super) name: Secret,
    pub(super) number: Option<Secret>,
    pub(super) birth: Option<BirthDate>,
    pub(super) place: Option<Box<str>>,
    pub(super) size: Option<u32>,
    /// A hash of everything that a survey saw.
    pub(super) answers: Option<u64>,
}

impl Identity {
    /// A household by its head.
    #[must_use]
    pub const fn new(household: HouseholdId, head: Secret) -> Self {
        Self { household, name: head, number: None, birth: None, place: None, size: None, answers: None }
    }

    /// With the birth of the head.
    #[must_use]
    pub const fn born(mut self, birth: BirthDate) -> Self {
        self.birth = Some(birth);
        self
    }

    /// With a number of the head that nobody else has: of the identity card, or its pseudonym.
    #[must_use]
    pub fn numbered(mut self, number: Secret) -> Self {
        self.number = Some(number);
        self
    }

    /// With the code of its commune or village.
    #[must_use]
    pub fn living_in(mut self, place: &str) -> Self {
        self.place = Some(place.into());
        self
    }

    /// With the number of its members.
    #[must_use]
    pub const fn of_size(mut self, members: u32) -> Self {
        self.size = Some(members);
        self
    }

    /// With place, size and all answers of the register: two households whose every answer is the same are one exactly.
    ///
    /// # Errors
    /// As [`State::household`].
    pub fn as_registered(mut self, state: &State<'_>) -> Result<Self, RegisterError> {
        let household = state.household()?;
        self.place = Some(household.place().into());
        self.size = Some(household.size());
        let mut hasher = DefaultHasher::new();
        household.to_builder().anonymous().hash(&mut hasher);
        self.answers = Some(hasher.finish());
        Ok(self)
    }

    /// The household.
    #[must_use]
    pub const fn household(&self) -> HouseholdId {
        self.household
    }
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Identity({}, withheld)", self.household)
    }
}

/// A date of birth as lists have it: a day, or only a year. It does not print itself.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BirthDate {
    pub(super) year: u16,
    /// Month and day; `None` for a year only. 1 January stands for "day unknown" in most lists, so it is one too.
    pub(super) day: Option<(u8, u8)>,
}

impl BirthDate {
    /// Born on a day. 1 January counts as the year only: it is what lists say when the day is not known.
    ///
    /// # Errors
    /// [`QualityError::YearOfBirth`] before 1800 and after 2200.
    pub fn on(date: NaiveDate) -> Result<Self, QualityError> {
        let part = |number: u32| u8::try_from(number).unwrap_or(u8::MAX);
        let (month, day) = (part(date.month()), part(date.day()));
        Ok(Self { day: Some((month, day)).filter(|day| *day != (1, 1)), ..Self::in_year(date.year())? })
    }

    /// Born in a year.
    ///
    /// # Errors
    /// As [`BirthDate::on`].
    pub fn in_year(year: i32) -> Result<Self, QualityError> {
        let in_range = u16::try_from(year).ok().filter(|year| (1800..=2200).contains(year));
        let year = in_range.ok_or(QualityError::YearOfBirth { year })?;
        Ok(Self { year, day: None })
    }
}

impl fmt::Debug for BirthDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BirthDate(withheld)")
    }
}
