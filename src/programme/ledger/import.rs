//! Many entries at once.

use super::{Ledger, Posted, Posting, Rejection, Transaction};
use crate::journal::{Entry, EntryId};

/// What became of many entries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// How many were posted.
    pub posted: usize,
    /// How many had been posted before.
    pub known: usize,
    /// Which were refused, and why, in the order in which they came.
    pub refused: Vec<(EntryId, Box<Rejection>)>,
}

impl Imported {
    pub(super) fn count(&mut self, id: EntryId, outcome: Result<Posted, Box<Rejection>>) {
        match outcome {
            Ok(Posted::New) => self.posted = self.posted.saturating_add(1),
            Ok(Posted::Known) => self.known = self.known.saturating_add(1),
            Err(rejection) => self.refused.push((id, rejection)),
        }
    }
}

/// How many entries are looked at ahead: their lines fit the first-level cache.
const AHEAD: usize = 64;

impl Ledger {
    /// Posts entries one after the other; one that is refused does not keep the others out. Importing twice is importing
    /// once.
    pub fn post_all(&mut self, entries: &[Entry<Posting>]) -> Imported {
        let mut imported = Imported::default();
        self.reserve(entries.len());
        for chunk in entries.chunks(AHEAD) {
            // With many lines almost every entry waits for memory. Looking at the lines first lets those waits overlap.
            self.look_at_lines(chunk);
            for entry in chunk {
                if self.post_in_order(entry) {
                    imported.posted = imported.posted.saturating_add(1);
                } else {
                    imported.count(entry.id, self.post_with_care(*entry));
                }
            }
        }
        imported
    }

    fn look_at_lines(&self, entries: &[Entry<Posting>]) {
        let seen = entries.iter().fold(0, |seen, entry| match entry.content {
            Posting::Flow { line, .. } => seen ^ self.states().get(line.place()).map_or(0, |state| state.head),
            Posting::Reallocation { .. } | Posting::CarryOver { .. } | Posting::Correction { .. } => seen,
        });
        core::hint::black_box(seen);
    }

    /// Posts entries that are written in full, one after the other, as [`Ledger::post_all`].
    pub fn record_all(&mut self, entries: impl IntoIterator<Item = Entry<Transaction>>) -> Imported {
        let mut imported = Imported::default();
        for entry in entries {
            let id = entry.id;
            imported.count(id, self.record(entry));
        }
        imported
    }
}
