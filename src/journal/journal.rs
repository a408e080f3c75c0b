//! Entries in memory.

use super::{Entry, EntryId, JournalError};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// An append-only sequence of entries in the order in which they were recorded.
///
/// ```
/// use poverty::journal::{Appended, Entry, Journal};
/// let (january, march, april) = ("2024-01-05".parse()?, "2024-03-01".parse()?, "2024-04-02".parse()?);
/// let mut journal = Journal::new();
/// journal.append(Entry::new(1, january, "household 17 is poor"))?;
/// // What happened in January became known in April.
/// journal.append(Entry::new(2, march, "household 17 moved"))?;
/// journal.append(Entry::new(3, january, "household 18 is poor").recorded_on(april))?;
/// assert_eq!(journal.as_of(january).count(), 2);
/// assert_eq!(journal.as_of(january).as_known_on(march).count(), 1);
///
/// // Importing twice is importing once; the same number with other content is an error.
/// assert_eq!(journal.append(Entry::new(2, march, "household 17 moved"))?, Appended::Known(1));
/// assert_eq!(journal.append(Entry::new(2, march, "other")).unwrap_err().code(), "journal/conflict");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Journal<T> {
    entries: Vec<Entry<T>>,
    /// Ids that came after a larger one, and where. Sources number their entries in order, so there are few.
    stragglers: BTreeMap<EntryId, usize>,
    /// Places of the entries that are not stragglers, whose ids ascend; empty while there is no straggler.
    ascending: Vec<u32>,
    largest: Option<EntryId>,
    /// Where the last known id was found: a file that is imported again finds its next entry there.
    found: usize,
    /// How many entries it may hold.
    most: usize,
}

/// So that a place and one more always fit 32 bits.
const MOST: usize = u32::MAX as usize - 1;

/// What became of an entry that was appended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Appended {
    /// It is new, at this place.
    New(usize),
    /// It was there already, at this place.
    Known(usize),
}

impl Appended {
    /// The place of the entry in the journal, from 0.
    #[must_use]
    pub const fn place(self) -> usize {
        match self {
            Self::New(place) | Self::Known(place) => place,
        }
    }

    /// Whether the entry was not there before.
    #[must_use]
    pub const fn is_new(self) -> bool {
        matches!(self, Self::New(_))
    }
}

impl<T: PartialEq> PartialEq for Journal<T> {
    fn eq(&self, other: &Self) -> bool {
        self.entries == other.entries
    }
}

impl<T: Eq> Eq for Journal<T> {}

impl<T> Default for Journal<T> {
    fn default() -> Self {
        Self {
            entries: Vec::new(),
            stragglers: BTreeMap::new(),
            ascending: Vec::new(),
            largest: None,
            found: 0,
            most: MOST,
        }
    }
}

impl<T> Journal<T> {
    /// An empty journal.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Makes room for more entries.
    pub fn reserve(&mut self, entries: usize) {
        self.entries.reserve(entries);
    }

    /// All entries, in the order in which they were recorded.
    #[must_use]
    pub fn entries(&self) -> &[Entry<T>] {
        &self.entries
    }

    /// The entry at a place.
    #[must_use]
    pub fn at(&self, place: usize) -> Option<&Entry<T>> {
        self.entries.get(place)
    }

    /// The entry with an id.
    #[must_use]
    pub fn find(&self, id: EntryId) -> Option<&Entry<T>> {
        self.entries.get(self.place_of(id)?)
    }

    /// Where the entry with an id stands.
    #[must_use]
    pub fn place_of(&self, id: EntryId) -> Option<usize> {
        if self.largest.is_none_or(|largest| id > largest) {
            return None;
        }
        let is_there = |place: &usize| self.entries.get(*place).is_some_and(|entry| entry.id == id);
        if let Some(place) = self.stragglers.get(&id).copied().or_else(|| Some(self.found).filter(is_there)) {
            return Some(place);
        }
        if self.ascending.is_empty() {
            return self.entries.binary_search_by_key(&id, |entry| entry.id).ok();
        }
        let place = |place: &u32| usize::try_from(*place).unwrap_or(usize::MAX);
        let id_at = |index: &u32| self.entries.get(place(index)).map(|entry| entry.id);
        let found = self.ascending.binary_search_by_key(&Some(id), id_at).ok()?;
        self.ascending.get(found).map(place)
    }

    /// The entries up to a valid day, as they are known now.
    #[must_use]
    pub fn as_of(&self, valid: NaiveDate) -> View<'_, T> {
        View { entries: &self.entries, valid: Some(valid) }
    }

    /// The entries as they were known at the end of a day.
    #[must_use]
    pub fn as_known_on(&self, recorded: NaiveDate) -> View<'_, T> {
        View { entries: &self.entries, valid: None }.as_known_on(recorded)
    }

    /// Whether an entry may be appended, and whether it is new, without appending it.
    ///
    /// # Errors
    /// As [`Journal::append`].
    #[inline]
    pub fn check(&mut self, entry: &Entry<T>) -> Result<Appended, JournalError>
    where
        T: PartialEq,
    {
        if self.largest.is_some_and(|largest| entry.id <= largest)
            && let Some(known) = self.check_known(entry)?
        {
            return Ok(known);
        }
        match self.entries.last() {
            Some(last) if last.recorded > entry.recorded => {
                Err(JournalError::RecordedBeforeLast { id: entry.id, recorded: entry.recorded, last: last.recorded })
            }
            _ if self.entries.len() >= self.most => Err(JournalError::Full { id: entry.id }),
            _ => Ok(Appended::New(self.entries.len())),
        }
    }

    #[cold]
    fn check_known(&mut self, entry: &Entry<T>) -> Result<Option<Appended>, JournalError>
    where
        T: PartialEq,
    {
        let Some(place) = self.place_of(entry.id) else { return Ok(None) };
        self.found = place.saturating_add(1);
        match self.entries.get(place) {
            Some(known) if known.says_the_same(entry) => Ok(Some(Appended::Known(place))),
            _ => Err(JournalError::Conflict { id: entry.id }),
        }
    }

    /// Appends an entry. The same entry again changes nothing.
    ///
    /// # Errors
    /// [`JournalError::Conflict`] if another entry has the id; [`JournalError::RecordedBeforeLast`];
    /// [`JournalError::Full`].
    #[inline]
    pub fn append(&mut self, entry: Entry<T>) -> Result<Appended, JournalError>
    where
        T: PartialEq,
    {
        let appended = self.check(&entry)?;
        if appended.is_new() {
            self.append_checked(entry);
        }
        Ok(appended)
    }

    /// Appends an entry if its id is above all others, it was not recorded before the last one and there is room, and says
    /// whether it did: what [`Journal::append`] does with almost every entry.
    #[cfg_attr(
        not(feature = "programme"),
        expect(dead_code, reason = "the ledger alone posts fast enough to gain by it")
    )]
    #[inline]
    pub(crate) fn append_next(&mut self, entry: &Entry<T>) -> bool
    where
        T: Copy,
    {
        let is_next = self.largest.is_none_or(|largest| entry.id > largest)
            && self.entries.last().is_none_or(|last| entry.recorded >= last.recorded)
            && self.entries.len() < self.most;
        if is_next {
            self.append_checked(*entry);
        }
        is_next
    }

    /// Appends an entry that [`Journal::check`] found to be new.
    #[inline]
    pub(crate) fn append_checked(&mut self, entry: Entry<T>) {
        if self.largest.is_some_and(|largest| entry.id < largest) {
            self.note_straggler(entry.id);
        } else {
            self.largest = Some(entry.id);
            if !self.ascending.is_empty()
                && let Ok(place) = u32::try_from(self.entries.len())
            {
                self.ascending.push(place);
            }
        }
        self.entries.push(entry);
    }

    #[cold]
    fn note_straggler(&mut self, id: EntryId) {
        if self.ascending.is_empty() {
            self.ascending = (0_u32..).zip(&self.entries).map(|(place, _)| place).collect();
        }
        self.stragglers.insert(id, self.entries.len());
    }
}

/// The entries of a journal that a question is about.
#[derive(Debug)]
pub struct View<'a, T> {
    entries: &'a [Entry<T>],
    valid: Option<NaiveDate>,
}

impl<T> Clone for View<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for View<'_, T> {}

impl<'a, T> View<'a, T> {
    /// Only what was known at the end of a day.
    #[must_use]
    pub fn as_known_on(self, recorded: NaiveDate) -> Self {
        let known = self.entries.partition_point(|entry| entry.recorded <= recorded);
        Self { entries: self.entries.get(..known).unwrap_or(&[]), ..self }
    }

    /// Only what was true by a day.
    #[must_use]
    pub const fn as_of(self, valid: NaiveDate) -> Self {
        Self { valid: Some(valid), ..self }
    }

    /// The entries, in the order in which they were recorded.
    pub fn entries(self) -> impl Iterator<Item = &'a Entry<T>> + use<'a, T> {
        let valid = self.valid;
        self.entries.iter().filter(move |entry| valid.is_none_or(|valid| entry.valid <= valid))
    }

    /// How many entries there are.
    #[must_use]
    pub fn count(self) -> usize {
        self.entries().count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(number: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2024, 1, number).unwrap()
    }

    #[test]
    fn ids_out_of_order_are_found_among_those_in_order() {
        let mut journal = Journal::new();
        for id in [10, 20, 5, 30, 25, 40, 1] {
            assert!(journal.append(Entry::new(id, day(1), id)).unwrap().is_new());
        }
        for id in [10, 20, 5, 30, 25, 40, 1] {
            assert_eq!(journal.find(EntryId::new(id)).unwrap().content, id);
            assert!(!journal.append(Entry::new(id, day(1), id)).unwrap().is_new());
            assert_eq!(journal.append(Entry::new(id, day(1), 0)), Err(JournalError::Conflict { id: id.into() }));
        }
        assert_eq!(journal.find(EntryId::new(6)), None);
        assert_eq!(journal.find(EntryId::new(41)), None);
        assert_eq!(journal.entries().len(), 7);
    }

    #[test]
    fn a_full_journal_takes_no_more() {
        let mut journal = Journal { most: 2, ..Journal::new() };
        for id in 1..=2 {
            journal.append(Entry::new(id, day(1), id)).unwrap();
        }
        let error = journal.append(Entry::new(3, day(1), 3)).unwrap_err();
        assert_eq!(error.code(), "journal/full");
        assert_eq!(error.to_string(), "entry 3 does not fit: a journal holds at most 4,294,967,294 entries");
        assert!(!journal.append_next(&Entry::new(3, day(1), 3)));
        assert_eq!(journal.entries().len(), 2);
        assert_eq!(MOST, 4_294_967_294);
    }

    #[test]
    fn what_was_known_on_a_day_never_changes() {
        let mut journal = Journal::new();
        journal.append(Entry::new(1, day(1), ()).recorded_on(day(5))).unwrap();
        let error = journal.append(Entry::new(2, day(6), ()).recorded_on(day(4))).unwrap_err();
        assert_eq!(
            error.to_string(),
            "entry 2 is recorded on 2024-01-04, before the last entry of 2024-01-05: what was known then can't change"
        );
        assert_eq!(error.code(), "journal/recorded-before-last");
        assert_eq!(journal.as_known_on(day(4)).count(), 0);
        assert_eq!(journal.as_known_on(day(5)).count(), 1);
        assert_eq!(journal.as_known_on(day(5)).as_of(day(1)).count(), 1);
    }

    #[test]
    fn a_file_imported_on_a_later_day_is_the_same_file() {
        let mut journal = Journal::new();
        journal.append(Entry::new(1, day(1), 'a')).unwrap();
        assert_eq!(journal.append(Entry::new(1, day(1), 'a').recorded_on(day(9))), Ok(Appended::Known(0)));
        assert_eq!(journal.append(Entry::new(1, day(2), 'a')).unwrap_err().code(), "journal/conflict");
    }
}
