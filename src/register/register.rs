//! The register: a journal of changes, and which of them are about which household.

use super::links::Links;
use super::review::{Procedure, WorkingDays};
use super::reviewing::Reviews;
use super::{Change, Decision, Field, HouseholdId, RegisterError, View};
use crate::journal::{Appended, Entry, EntryId, Journal, JournalError};
use crate::measure::Index;
use crate::place::Gazetteer;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// Households over time: what was true when, and what was known when.
///
/// It is a journal of [`Change`]s that refuses what can't have happened, and an index of which entries are about which
/// household. A question names two days: [`Register::as_of`] the one it is about, [`View::as_known_on`] the one whose
/// knowledge it is to be answered with. The answer is read from the entries; nothing is copied and nothing is overwritten.
///
/// ```
/// use poverty::household::{Household, Member};
/// use poverty::journal::Entry;
/// use poverty::place::Area;
/// use poverty::register::{Change, Departure, Ground, Leaving, Observation, Register, Registration};
///
/// let (january, march, june) = ("2024-01-05".parse()?, "2024-03-01".parse()?, "2024-06-01".parse()?);
/// let household = Household::builder("24133-0017", "24133", Area::Rural)
///     .member(Member::aged(36)?)
///     .member(Member::aged(71)?)
///     .build()?;
/// let observation = Observation::new(household, [1, 2])?;
/// let id = observation.id();
///
/// let mut register = Register::new();
/// let registration = Registration { ground: Ground::Listed, observation };
/// register.append(Entry::new(1, january, Change::Registered(registration.into())))?;
/// // A death in March became known in June.
/// let death = Leaving { household: id, member: 2.into(), departure: Departure::Died };
/// register.append(Entry::new(2, march, Change::Left(death)).recorded_on(june))?;
///
/// let members = |view: poverty::register::View<'_>| view.household(id).map(|state| state.members().len());
/// assert_eq!(members(register.as_of(june)), Some(1));
/// assert_eq!(members(register.as_of(january)), Some(2));
/// // In May nobody knew what we know of April now.
/// let (april, may) = ("2024-04-01".parse()?, "2024-05-01".parse()?);
/// assert_eq!(members(register.as_of(april)), Some(1));
/// assert_eq!(members(register.as_of(april).as_known_on(may)), Some(2));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Register {
    gazetteer: Gazetteer,
    journal: Journal<Change>,
    /// Finds the slot of a household: its place in `ids`, `links` and `tips`.
    index: Index,
    ids: Vec<HouseholdId>,
    links: Links,
    tips: Vec<Tip>,
    /// The households that were ever recorded at a place, by its code.
    at_place: BTreeMap<Box<str>, Vec<u32>>,
    /// Where the decisions stand in the journal.
    decisions: BTreeMap<EntryId, usize>,
    /// Where the publications stand.
    publications: Vec<usize>,
    pub(super) reviews: Reviews,
}

/// What is enough to know of a household to admit most entries about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tip {
    /// The latest day from which something is true of it.
    pub(super) latest: NaiveDate,
    /// Whether it ended by the latest day.
    pub(super) ended: bool,
    /// Whether none of its entries was corrected or withdrawn.
    pub(super) plain: bool,
}

impl PartialEq for Register {
    /// Equal journals over equal places, indexed alike.
    fn eq(&self, other: &Self) -> bool {
        self.gazetteer == other.gazetteer
            && self.journal == other.journal
            && self.ids == other.ids
            && self.links == other.links
            && self.tips == other.tips
            && self.at_place == other.at_place
            && self.decisions == other.decisions
            && self.publications == other.publications
            && self.reviews == other.reviews
    }
}

impl Register {
    /// An empty register that takes codes of places as they are given.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// An empty register whose places are those of a gazetteer: every code must exist on its day, and it is followed
    /// through reforms.
    #[must_use]
    pub fn with_places(gazetteer: Gazetteer) -> Self {
        Self { gazetteer, ..Self::default() }
    }

    /// The same register, which reviews by a procedure and a calendar of working days. Of several procedures the one that is
    /// valid on the day is followed.
    #[must_use]
    pub fn reviewing_by(mut self, procedure: Procedure, calendar: WorkingDays) -> Self {
        self.reviews.add_procedure(procedure, calendar);
        self
    }

    /// The register with the entries of a journal, one by one.
    ///
    /// # Errors
    /// As [`Register::append`], with the first entry that is refused.
    pub fn filled(
        mut self,
        entries: impl IntoIterator<Item = Entry<Change>>,
    ) -> Result<Self, (EntryId, RegisterError)> {
        for entry in entries {
            let id = entry.id;
            self.append(entry).map_err(|error| (id, error))?;
        }
        Ok(self)
    }

    /// Appends an entry. The same entry again changes nothing.
    ///
    /// # Errors
    /// Any [`RegisterError`] of an entry; the register is then as it was.
    pub fn append(&mut self, entry: Entry<Change>) -> Result<Appended, RegisterError> {
        let appended = self.journal.check(&entry)?;
        if appended.is_new() {
            self.admit(&entry)?;
            self.reviews.take(&entry, self.journal.entries().len())?;
            self.enter(&entry)?;
            self.journal.append_checked(entry);
        }
        Ok(appended)
    }

    /// Why an entry would be refused, without appending it.
    ///
    /// # Errors
    /// As [`Register::append`].
    pub fn check(&mut self, entry: &Entry<Change>) -> Result<(), RegisterError> {
        if !self.journal.check(entry)?.is_new() {
            return Ok(());
        }
        self.admit(entry)?;
        self.reviews.would_take(entry)
    }

    /// Indexes an entry that was admitted and is about to be appended.
    fn enter(&mut self, entry: &Entry<Change>) -> Result<(), RegisterError> {
        let at = self.journal.entries().len();
        for id in self.households_of(&entry.content).into_iter().flatten() {
            let slot = self.slot_or_new(id, entry)?;
            let place = recorded_place(id, &entry.content);
            let known = |place: &str| {
                self.entries_backwards(slot, at).any(|earlier| recorded_place(id, &earlier.content) == Some(place))
            };
            if let Some(place) = place.filter(|place| !known(place)) {
                self.at_place.entry(place.into()).or_default().push(slot);
            }
            self.links.add(slot, at).ok_or(JournalError::Full { id: entry.id })?;
            self.move_tip(slot, id, entry);
        }
        if matches!(entry.content, Change::Decided(_)) {
            self.decisions.insert(entry.id, at);
        }
        if matches!(entry.content, Change::Published(_)) {
            self.publications.push(at);
        }
        Ok(())
    }

    fn slot_or_new(&mut self, id: HouseholdId, entry: &Entry<Change>) -> Result<u32, RegisterError> {
        if let Some(slot) = self.slot(id) {
            return Ok(slot);
        }
        let ids = &self.ids;
        let hash_of = |slot: u32| id_at(ids, slot).map_or(0, HouseholdId::hash);
        let slot = self.index.push(id.hash(), hash_of).ok_or(JournalError::Full { id: entry.id })?;
        self.ids.push(id);
        self.links.add_household();
        self.tips.push(Tip { latest: entry.valid, ended: false, plain: true });
        Ok(slot)
    }

    fn move_tip(&mut self, slot: u32, id: HouseholdId, entry: &Entry<Change>) {
        let Some(tip) = usize::try_from(slot).ok().and_then(|slot| self.tips.get_mut(slot)) else { return };
        tip.latest = tip.latest.max(entry.valid);
        tip.plain &= entry.content.target().is_none();
        tip.ended |= entry.content.ends(id);
    }

    /// The entry of a number.
    ///
    /// # Errors
    /// [`RegisterError::NoSuchEntry`].
    pub fn entry(&self, id: EntryId) -> Result<&Entry<Change>, RegisterError> {
        self.journal.find(id).ok_or(RegisterError::NoSuchEntry { entry: id })
    }

    /// The decision of an entry.
    ///
    /// # Errors
    /// [`RegisterError::NotADecision`].
    pub fn decision(&self, id: EntryId) -> Result<&Decision, RegisterError> {
        match self.decisions.get(&id).and_then(|at| self.journal.at(*at)).map(|entry| &entry.content) {
            Some(Change::Decided(decision)) => Ok(decision),
            _ => Err(RegisterError::NotADecision { entry: id }),
        }
    }

    /// All entries.
    #[must_use]
    pub const fn journal(&self) -> &Journal<Change> {
        &self.journal
    }

    /// The places.
    #[must_use]
    pub const fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }

    /// What was true on a day, as it is known now.
    #[must_use]
    pub fn as_of(&self, day: NaiveDate) -> View<'_> {
        View::new(self, day, self.journal.entries().len())
    }

    /// How many households were ever registered.
    #[must_use]
    pub fn households_ever(&self) -> usize {
        self.ids.len()
    }

    pub(super) fn slot(&self, id: HouseholdId) -> Option<u32> {
        self.index.find(id.hash(), |slot| id_at(&self.ids, slot) == Some(&id))
    }

    pub(super) fn id_of(&self, slot: u32) -> Option<HouseholdId> {
        id_at(&self.ids, slot).copied()
    }

    pub(super) fn slots(&self) -> core::ops::Range<u32> {
        0..u32::try_from(self.ids.len()).unwrap_or(u32::MAX)
    }

    pub(super) fn tip(&self, slot: u32) -> Option<Tip> {
        usize::try_from(slot).ok().and_then(|slot| self.tips.get(slot)).copied()
    }

    /// Where the publications stand in the journal.
    pub(super) fn publications(&self) -> impl Iterator<Item = usize> {
        self.publications.iter().copied()
    }

    pub(super) fn slots_at(&self, place: &str) -> &[u32] {
        self.at_place.get(place).map_or(&[], Vec::as_slice)
    }

    pub(super) fn entries_backwards(&self, slot: u32, known: usize) -> impl Iterator<Item = &Entry<Change>> {
        self.links.backwards(slot, known).filter_map(|at| self.journal.at(at))
    }

    /// The households that an entry is about: if it sets another one right, those of that one.
    pub(super) fn households_of(&self, change: &Change) -> [Option<HouseholdId>; 2] {
        let target = change.target().and_then(|target| self.journal.find(target));
        target.map_or_else(|| change.households(), |target| target.content.households())
    }
}

fn id_at(ids: &[HouseholdId], slot: u32) -> Option<&HouseholdId> {
    ids.get(usize::try_from(slot).ok()?)
}

/// The place that an entry records for a household.
fn recorded_place(id: HouseholdId, change: &Change) -> Option<&str> {
    if let Change::Moved(relocation) = change {
        return Some(&relocation.place);
    }
    if let Change::Corrected(correction) = change {
        return correction.new_value().as_text().filter(|_| *correction.field() == Field::place());
    }
    change.observation(id).map(|observation| observation.household().place())
}
