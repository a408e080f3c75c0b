//! Which entries touched which line.

use super::LineId;
use super::figures::{Effect, Figures};

/// A linked list for each line, newest first, in one vector: eight bytes a touch.
#[derive(Clone, Debug, Default)]
pub(super) struct Touches {
    nodes: Vec<Node>,
}

#[derive(Clone, Copy, Debug)]
struct Node {
    entry: u32,
    /// From 1; 0 ends the list.
    previous: u32,
}

impl Touches {
    /// Puts an entry before the others of a line and returns the new head; `None` past 32 bits.
    #[inline]
    pub(super) fn push(&mut self, head: u32, entry: u32) -> Option<u32> {
        self.nodes.push(Node { entry, previous: head });
        u32::try_from(self.nodes.len()).ok()
    }

    pub(super) fn reserve(&mut self, more: usize) {
        self.nodes.reserve(more);
    }

    /// Whether `more` touches can be numbered.
    #[inline]
    pub(super) fn has_room(&self, more: usize) -> bool {
        self.nodes.len().saturating_add(more) < u32::MAX as usize
    }

    /// Places of the entries that touched a line, newest first.
    pub(super) fn of(&self, head: u32) -> impl Iterator<Item = usize> {
        let node = move |number: u32| {
            let index = usize::try_from(number).ok()?.checked_sub(1)?;
            self.nodes.get(index).copied()
        };
        core::iter::successors(node(head), move |current| node(current.previous))
            .map(|node| usize::try_from(node.entry).unwrap_or(usize::MAX))
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
