//! Which entries touched which line.

use super::LineId;
use super::figures::{Effect, Figures};

/// A linked list for each line, newest first. Almost every entry touches one line: its node is its place in the journal and
/// takes four bytes. What an entry touches besides is numbered from the other end.
#[derive(Clone, Debug, Default)]
pub(super) struct Touches {
    /// For the first line that each entry touches, the touch before it.
    previous: Vec<u32>,
    others: Vec<Other>,
}

/// A further line that an entry touches.
#[derive(Clone, Copy, Debug)]
struct Other {
    entry: u32,
    previous: u32,
}

/// The number of a line that nothing touched, and what ends each list. Entry `n` of the journal, counted from 0, touches its
/// first line by number `n + 1`, and the touch `m` among the others has number `u32::MAX - m`.
pub(super) const NONE: u32 = 0;

impl Touches {
    /// Puts the next entry before the others of the line that it touches, and returns the new head; `None` past 32 bits.
    #[inline]
    pub(super) fn push(&mut self, head: u32) -> Option<u32> {
        self.previous.push(head);
        u32::try_from(self.previous.len()).ok()
    }

    /// Puts the entry that was pushed last before the others of another line as well.
    pub(super) fn push_other(&mut self, head: u32) -> Option<u32> {
        let entry = u32::try_from(self.previous.len().checked_sub(1)?).ok()?;
        let number = u32::try_from(self.others.len()).ok().and_then(|count| u32::MAX.checked_sub(count))?;
        self.others.push(Other { entry, previous: head });
        Some(number)
    }

    pub(super) fn reserve(&mut self, more: usize) {
        self.previous.reserve(more);
    }

    /// Whether `more` touches can be numbered.
    #[inline]
    pub(super) fn has_room(&self, more: usize) -> bool {
        self.previous.len().saturating_add(self.others.len()).saturating_add(more) < u32::MAX as usize
    }

    /// Places of the entries that touched a line, newest first.
    pub(super) fn of(&self, head: u32) -> impl Iterator<Item = usize> {
        let place = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
        let node = move |number: u32| {
            let first = number.checked_sub(1)?;
            match self.previous.get(place(first)) {
                Some(previous) => Some((place(first), *previous)),
                None => {
                    let other = self.others.get(place(u32::MAX.saturating_sub(number)))?;
                    Some((place(other.entry), other.previous))
                }
            }
        };
        core::iter::successors(node(head), move |(_, previous)| node(*previous)).map(|(place, _)| place)
    }
}

/// What a movement does to a line in all: at most four parts on at most four lines.
#[derive(Clone, Copy, Debug)]
pub(super) struct Change {
    pub(super) line: LineId,
    pub(super) figures: Figures,
    /// Units that the movement takes from the line, for messages.
    pub(super) units: i64,
}

/// Sums the parts of a movement line by line.
pub(super) fn changes(effects: impl Iterator<Item = Effect>) -> Vec<Change> {
    let mut changes: Vec<Change> = Vec::with_capacity(4);
    for effect in effects {
        let figures = Figures::default().after(effect.leg, effect.units);
        match changes.iter_mut().find(|change| change.line == effect.line) {
            Some(change) => {
                change.figures = change.figures.plus(figures);
                change.units = change.units.max(effect.units.saturating_abs());
            }
            None => changes.push(Change { line: effect.line, figures, units: effect.units.saturating_abs() }),
        }
    }
    changes
}
