//! All entries of one household, as they take effect: what was withdrawn is left out, what was corrected is found.

use super::correction::Reassessed;
use super::recognition::Outcome;
use super::{Change, Correction, Field, FieldValue, Recognition, Register};
use crate::journal::{Entry, EntryId};
use chrono::NaiveDate;

/// An entry and the day from which it is true, as far as that is known.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item<'a> {
    /// The entry's own day, or the one that a correction gave it.
    pub(super) valid: NaiveDate,
    pub(super) entry: &'a Entry<Change>,
}

/// The entries of a household in the order in which they became true; of two from one day the one recorded later comes
/// later.
#[derive(Clone, Debug, Default)]
pub(super) struct Timeline<'a> {
    pub(super) items: Vec<Item<'a>>,
    /// Corrections of these entries with the entries that made them, in the order of recording.
    pub(super) corrections: Vec<(EntryId, &'a Correction)>,
    /// What corrections and withdrawals found recognitions to come to, in the order of recording.
    reassessed: Vec<&'a [Reassessed]>,
}

impl<'a> Timeline<'a> {
    /// The entries of a household among the first `known` of the register, and then one that is not there yet.
    pub(super) fn of(register: &'a Register, slot: u32, known: usize, candidate: Option<&'a Entry<Change>>) -> Self {
        let mut items: Vec<Item<'a>> = Vec::new();
        let mut set_right: Vec<&'a Entry<Change>> = Vec::new();
        let mut take = |entry: &'a Entry<Change>| {
            if entry.content.target().is_some() {
                set_right.push(entry);
            } else {
                items.push(Item { valid: entry.valid, entry });
            }
        };
        candidate.into_iter().for_each(&mut take);
        register.entries_backwards(slot, known).for_each(&mut take);
        items.reverse();
        set_right.reverse();
        let mut timeline = Self { items, ..Self::default() };
        if !set_right.is_empty() {
            timeline.set_right(&set_right);
        }
        if !timeline.items.is_sorted_by_key(|item| item.valid) {
            timeline.items.sort_by_key(|item| item.valid);
        }
        timeline
    }

    fn set_right(&mut self, entries: &[&'a Entry<Change>]) {
        let mut withdrawn: Vec<EntryId> = Vec::new();
        for entry in entries {
            // It holds even if the entry set right is withdrawn later: that withdrawal says what it changes.
            self.reassessed.extend(Some(entry.content.reassessed()).filter(|reassessed| !reassessed.is_empty()));
            if let Change::Withdrawn(retraction) = &entry.content {
                withdrawn.push(retraction.entry);
            }
            if let Change::Corrected(correction) = &entry.content {
                self.corrections.push((entry.id, correction));
            }
        }
        self.items.retain(|item| !withdrawn.contains(&item.entry.id));
        self.corrections.retain(|(_, correction)| !withdrawn.contains(&correction.entry()));
        self.set_days();
    }

    /// Gives each item the day that the last correction of its day says.
    fn set_days(&mut self) {
        for item in &mut self.items {
            let last = self.corrections.iter().rev();
            let mut days = last
                .map(|(_, correction)| correction)
                .filter(|correction| correction.entry() == item.entry.id && *correction.field() == Field::Day);
            item.valid = days.next().and_then(|correction| day_of(correction.new_value())).unwrap_or(item.entry.valid);
        }
    }

    /// The same with only the entries recorded before another one, as all that is known sets them right: what a recognition was
    /// made from.
    pub(super) fn recorded_before(&self, register: &Register, entry: EntryId) -> Self {
        let place = |entry: EntryId| register.journal().place_of(entry).unwrap_or(usize::MAX);
        let end = place(entry);
        let mut same = self.clone();
        same.items.retain(|item| place(item.entry.id) < end);
        same
    }

    /// Only what was true by a day.
    pub(super) fn until(mut self, day: NaiveDate) -> Self {
        let count = self.items.partition_point(|item| item.valid <= day);
        self.items.truncate(count);
        self
    }

    /// What a field of an entry was corrected to.
    pub(super) fn corrected(&self, entry: EntryId, field: &Field) -> Option<&'a FieldValue> {
        let mut last = self.corrections.iter().rev();
        last.find(|(_, correction)| correction.entry() == entry && correction.field() == field)
            .map(|(_, correction)| correction.new_value())
    }

    /// The last value of each corrected field of an entry, in the order of the corrections.
    pub(super) fn amendments(&self, entry: EntryId) -> impl Iterator<Item = (&'a Field, &'a FieldValue)> {
        self.corrections
            .iter()
            .map(|(_, correction)| correction)
            .filter(move |correction| correction.entry() == entry)
            .map(|correction| (correction.field(), correction.new_value()))
    }

    /// What a recognition came to, with all that was set right since.
    pub(super) fn outcome(&self, entry: EntryId, recognition: &Recognition) -> Outcome {
        let mut last = self.reassessed.iter().rev().flat_map(|reassessed| *reassessed);
        last.find(|one| one.recognition == entry).map_or_else(|| recognition.outcome(), |one| one.outcome)
    }
}

/// The day that a value names.
pub(super) fn day_of(value: &FieldValue) -> Option<NaiveDate> {
    value.as_text()?.parse().ok()
}
