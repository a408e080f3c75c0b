//! Which cells are withheld: those that are small, and those without which the small ones could be worked out.

use super::DisclosureRule;
use super::network::{Cell, Direction, Network, Passable};

/// Cells by row and column, the totals last: whether each is withheld.
pub(super) fn withheld(counts: &[Vec<u64>], rule: DisclosureRule) -> Vec<Vec<bool>> {
    let network = Network::new(counts);
    let mut hidden = Hidden(counts.iter().map(|line| vec![false; line.len()]).collect());
    let small: Vec<Cell> = network.cells().filter(|cell| rule.withholds(network.count(*cell))).collect();
    for cell in &small {
        hidden.hide(*cell);
    }
    // The promise: the cell may be empty, and it may hold as many as a published one needs.
    let amounts = |cell: Cell| {
        let count = network.count(cell);
        [(Direction::Fall, count), (Direction::Rise, rule.minimum().saturating_sub(count))]
    };
    for cell in &small {
        for (direction, wanted) in amounts(*cell) {
            let (_, used) = network.moved(*cell, direction, wanted, &Any { network: &network, hidden: &hidden });
            used.into_iter().for_each(|cell| hidden.hide(cell));
        }
    }

    // What protects nothing is published after all, the most informative (the largest) first.
    let keeps = |hidden: &Hidden| {
        small.iter().all(|cell| {
            amounts(*cell).into_iter().all(|(way, wanted)| network.moved(*cell, way, wanted, hidden).0 >= wanted)
        })
    };
    let mut helping: Vec<Cell> = network.cells().filter(|cell| hidden.has(*cell) && !small.contains(cell)).collect();
    helping.sort_by_key(|cell| (core::cmp::Reverse(network.count(*cell)), *cell));
    for cell in helping {
        hidden.show(cell);
        if !keeps(&hidden) {
            hidden.hide(cell);
        }
    }
    hidden.0
}

/// The cells that are withheld: only they can move without a reader seeing it.
struct Hidden(Vec<Vec<bool>>);

impl Hidden {
    fn has(&self, (row, column): Cell) -> bool {
        self.0.get(row).and_then(|line| line.get(column)).copied().unwrap_or(false)
    }

    fn set(&mut self, (row, column): Cell, value: bool) {
        if let Some(cell) = self.0.get_mut(row).and_then(|line| line.get_mut(column)) {
            *cell = value;
        }
    }

    fn hide(&mut self, cell: Cell) {
        self.set(cell, true);
    }

    fn show(&mut self, cell: Cell) {
        self.set(cell, false);
    }
}

impl Passable for Hidden {
    fn cost(&self, cell: Cell) -> Option<u64> {
        self.has(cell).then_some(0)
    }
}

/// Any cell may be used; withholding one more costs what it tells: its count, and one for itself.
struct Any<'a> {
    network: &'a Network<'a>,
    hidden: &'a Hidden,
}

impl Passable for Any<'_> {
    fn cost(&self, cell: Cell) -> Option<u64> {
        Some(if self.hidden.has(cell) { 0 } else { self.network.count(cell).saturating_add(1) })
    }
}
