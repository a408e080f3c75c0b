//! A question's two days: the one it is about, and the one whose knowledge answers it.

use super::review::{Deadline, Occasion, Progress, ReviewError, ReviewKey};
use super::{Figures, HouseholdId, Register, RegisterError, State, Whereabouts, Within};
use crate::journal::EntryId;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// The register as of a day, as it was known on a day.
///
/// A view is two days and a reference. It sees the entries recorded by the second day and no later ones; a household is read
/// from its own entries alone, so asking for one takes microseconds whatever the size of the register.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    register: &'a Register,
    on: NaiveDate,
    /// How many entries of the journal are known.
    known: usize,
}

impl<'a> View<'a> {
    pub(super) const fn new(register: &'a Register, on: NaiveDate, known: usize) -> Self {
        Self { register, on, known }
    }

    /// The same day, as it was known at the end of another.
    #[must_use]
    pub fn as_known_on(self, recorded: NaiveDate) -> Self {
        let known = self.register.journal().entries().partition_point(|entry| entry.recorded <= recorded);
        Self { known, ..self }
    }

    /// The same day, as it was known just before an entry was recorded. Of a publication: what it was made from.
    ///
    /// # Errors
    /// [`RegisterError::NoSuchEntry`].
    pub fn as_known_before(self, entry: EntryId) -> Result<Self, RegisterError> {
        let known = self.register.journal().place_of(entry).ok_or(RegisterError::NoSuchEntry { entry })?;
        Ok(Self { known, ..self })
    }

    /// The same day, as it was known once an entry was recorded.
    ///
    /// # Errors
    /// [`RegisterError::NoSuchEntry`].
    pub fn as_known_with(self, entry: EntryId) -> Result<Self, RegisterError> {
        let before = self.as_known_before(entry)?;
        Ok(Self { known: before.known.saturating_add(1), ..self })
    }

    /// Another day, by the same knowledge.
    #[must_use]
    pub const fn as_of(self, day: NaiveDate) -> Self {
        Self { on: day, ..self }
    }

    /// The day that it is about.
    #[must_use]
    pub const fn on(&self) -> NaiveDate {
        self.on
    }

    /// The register.
    #[must_use]
    pub const fn register(&self) -> &'a Register {
        self.register
    }

    /// A household that was registered by the day, whether or not it has ended since.
    #[must_use]
    pub fn household(&self, id: HouseholdId) -> Option<State<'a>> {
        self.state(self.register.slot(id)?)
    }

    pub(super) fn state(&self, slot: u32) -> Option<State<'a>> {
        State::at(self.register, slot, self.on, self.known)
    }

    /// Every household registered by the day, ended or not.
    #[cfg(feature = "quality")]
    pub(super) fn states(&self) -> impl Iterator<Item = State<'a>> + use<'a> {
        let view = *self;
        self.register.slots().filter_map(move |slot| view.state(slot))
    }

    /// The households of the day, in the order in which they were first recorded.
    pub fn households(&self) -> impl Iterator<Item = State<'a>> + use<'a> {
        let view = *self;
        self.register.slots().filter_map(move |slot| view.state(slot)).filter(State::is_active)
    }

    /// The households that live in a unit of the day, or in a unit under it.
    pub fn households_in(&self, unit: &str) -> impl Iterator<Item = State<'a>> + use<'a> {
        let unit_code: Box<str> = unit.into();
        self.candidates(unit).filter(move |state| state.lies_in(&unit_code) == Within::Yes)
    }

    /// The households that may live in a unit of the day because theirs was divided, part of it going there. They are counted
    /// in no unit until they are observed or moved.
    pub fn households_perhaps_in(&self, unit: &str) -> impl Iterator<Item = State<'a>> + use<'a> {
        let unit_code: Box<str> = unit.into();
        self.candidates(unit).filter(move |state| state.lies_in(&unit_code) == Within::Perhaps)
    }

    /// The households of the day that were ever recorded where a unit is now.
    fn candidates(&self, unit: &str) -> impl Iterator<Item = State<'a>> + use<'a> {
        let view = *self;
        let slots = self.register.candidates(unit, self.on);
        slots.into_iter().filter_map(move |slot| view.state(slot)).filter(State::is_active)
    }

    /// The households of the day whose unit was divided or ended, so that nobody knows where they live now.
    pub fn households_without_place(&self) -> impl Iterator<Item = State<'a>> + use<'a> {
        self.households().filter(|state| !matches!(state.whereabouts(), Whereabouts::At(_)))
    }

    /// A review as it was on the day, by the steps known.
    ///
    /// # Errors
    /// [`ReviewError::NotOpened`].
    pub fn review(&self, key: &ReviewKey) -> Result<Progress, ReviewError> {
        self.register.reviews.replayed(self.register.journal(), key, self.on, self.known)
    }

    /// The reviews opened by the day.
    pub fn reviews(&self) -> impl Iterator<Item = Progress> + use<'a> {
        let view = *self;
        self.register.reviews.keys().filter_map(move |key| view.review(key).ok())
    }

    /// The places where a household on the lists lives and no review of an occasion was opened by the day: where the next one is
    /// still to be held.
    #[must_use]
    pub fn places_without_review(&self, occasion: Occasion) -> BTreeSet<&'a str> {
        let held: Vec<Box<str>> = self
            .reviews()
            .filter(|progress| progress.key().occasion == occasion)
            .map(|progress| progress.key().village.clone())
            .collect();
        let mut places = BTreeSet::new();
        for state in self.households().filter(|state| state.standing().is_listed()) {
            if let Whereabouts::At(code) = state.whereabouts()
                && !held.iter().any(|village| state.lies_in(village) == Within::Yes)
            {
                places.insert(code);
            }
        }
        places
    }

    /// What was due before the day in every review, and was not done.
    ///
    /// # Errors
    /// [`ReviewError::OutsideCalendar`].
    pub fn overdue(&self) -> Result<Vec<(ReviewKey, Deadline)>, ReviewError> {
        let mut found = Vec::new();
        for progress in self.reviews() {
            let rules = self.register.reviews.rules(progress.opened_on())?;
            let overdue = progress.overdue(rules, self.on)?;
            found.extend(overdue.into_iter().map(|deadline| (progress.key().clone(), deadline)));
        }
        Ok(found)
    }

    /// Counts of households by class, in a unit (or in all) by a standard: what is published.
    ///
    /// # Errors
    /// [`RegisterError::Quantity`] past 2^64 - 1 households.
    pub fn figures(&self, unit: Option<&str>, standard: &str) -> Result<Figures, RegisterError> {
        Figures::of(self, unit, standard)
    }
}
