//! With one limit: whether any plan attains a value, decided by shortest paths.

use super::core::{Change, Core, Point, common_divisor};
use super::prices::Prices;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

/// What the search for a plan of a value came to.
pub(super) enum Attained {
    /// By this plan.
    By(Point),
    /// By none.
    Never,
    /// By one that needs more households of a class than there are, or the search would be too large.
    Unknown,
}

/// A change as a step between amounts left.
struct Step {
    /// Number of the change.
    at: usize,
    /// Whether it is made or taken back.
    forth: bool,
    /// Cells that the amount left falls by.
    cells: i64,
    loss: i128,
}

impl Core {
    /// The most cells of amounts left.
    const CELLS_MAX: i128 = 4_000_000;
    /// The most steps that are looked at.
    const STEPS_MAX: i128 = 300_000_000;

    /// Whether a plan attains a value, given the bound over [`Prices::UNIT`] that is lost from.
    ///
    /// A plan of that value loses no more than the bound less the value: the sum of its changes' losses and the price of what it
    /// leaves over. Only changes that lose so little can be part of it. As every such set of changes can be put into an order in which
    /// the amount left stays within a window of the largest step, a shortest path through that window loses least, whatever the
    /// numbers of households; if even that loses too much, no plan attains the value (an unbounded knapsack over the amounts left;
    /// Gilmore and Gomory 1966, Operations Research 14). Changes that lose next to nothing cost nothing in both directions.
    pub(super) fn attain(&self, prices: &Prices, dual: i128, value: i128) -> Attained {
        let may_lose = dual.saturating_sub(value.saturating_mul(Prices::UNIT));
        let Some(price) = prices.of_limit.first().copied().filter(|price| *price > 0 && may_lose >= 0) else {
            return if may_lose < 0 { Attained::Never } else { Attained::Unknown };
        };
        let mut start = self.start().clone();
        let Some(mut left) = start.left.first().copied() else { return Attained::Unknown };
        let uses = |change: &Change| change.uses.first().copied().unwrap_or_default();
        let near: Vec<(usize, &Change)> =
            self.changes.iter().enumerate().take_while(|(_, change)| change.loss <= may_lose).collect();
        let unit = near.iter().map(|(_, change)| uses(change)).fold(0, common_divisor);
        // What loses next to nothing is changed for as many as bring the amount left near 0.
        let is_free = |change: &Change| change.loss <= Prices::UNIT >> 30;
        for (at, change) in near.iter().filter(|(_, change)| is_free(change) && uses(change) != 0) {
            let taken = start
                .taken
                .iter()
                .zip(&self.changes)
                .filter(|(_, other)| other.class == change.class)
                .map(|(taken, _)| *taken);
            let room = change.households.saturating_sub(taken.sum());
            let most = left.checked_div(uses(change)).unwrap_or_default().clamp(0, room.max(0));
            self.take(&mut start, *at, most);
            left = start.left.first().copied().unwrap_or_default();
        }
        let width = near.iter().map(|(_, change)| uses(change).saturating_abs()).max().unwrap_or_default();
        let over = may_lose.checked_div(price).unwrap_or_default();
        let (low, high) = (left.min(width.saturating_neg()), left.max(width).max(over));
        let cell = |amount: i128| {
            amount.saturating_sub(left).checked_div_euclid(unit).and_then(|cell| i64::try_from(cell).ok())
        };
        let (Some(first), Some(last)) = (cell(low), cell(high)) else { return Attained::Unknown };
        let cells = i128::from(last).saturating_sub(first.into()).saturating_add(1);
        let steps = steps(&near, unit, is_free);
        let looked_at = cells.saturating_mul(i128::try_from(steps.len()).unwrap_or(i128::MAX));
        if cells > Self::CELLS_MAX || looked_at > Self::STEPS_MAX {
            return Attained::Unknown;
        }
        let amount = |cell: i64| left.saturating_add(i128::from(cell).saturating_mul(unit));
        let place = |cell: i64| usize::try_from(cell.saturating_sub(first)).ok();
        let mut reached: Vec<Option<(i128, usize)>> = vec![None; usize::try_from(cells).unwrap_or_default()];
        let mut queue = BinaryHeap::new();
        if let Some(origin) = place(0).and_then(|place| reached.get_mut(place)) {
            *origin = Some((0, usize::MAX));
        }
        queue.push(Reverse((0_i128, 0_i64)));
        while let Some(Reverse((loss, cell))) = queue.pop() {
            let best = place(cell).and_then(|place| reached.get(place)).copied().flatten();
            if best.is_none_or(|(best, _)| loss > best) {
                continue;
            }
            let over = amount(cell);
            if over >= 0 && loss.saturating_add(price.saturating_mul(over)) <= may_lose {
                return self.walked(start, &steps, &reached, cell, place).map_or(Attained::Unknown, Attained::By);
            }
            for (number, step) in steps.iter().enumerate() {
                let (next, lost) = (cell.saturating_sub(step.cells), loss.saturating_add(step.loss));
                if next < first || next > last || lost > may_lose {
                    continue;
                }
                if let Some(seen) = place(next).and_then(|place| reached.get_mut(place))
                    && seen.is_none_or(|(best, _)| lost < best)
                {
                    *seen = Some((lost, number));
                    queue.push(Reverse((lost, next)));
                }
            }
        }
        Attained::Never
    }

    /// The plan at the end of a path, if there are households enough for it.
    fn walked(
        &self,
        mut point: Point,
        steps: &[Step],
        reached: &[Option<(i128, usize)>],
        mut cell: i64,
        place: impl Fn(i64) -> Option<usize>,
    ) -> Option<Point> {
        while let Some(Some((_, number))) = place(cell).and_then(|place| reached.get(place)) {
            let Some(step) = steps.get(*number) else { break };
            self.take(&mut point, step.at, if step.forth { 1 } else { -1 });
            cell = cell.saturating_add(step.cells);
        }
        (self.is_possible(&point) && point.is_within_limits()).then_some(point)
    }
}

/// For each number of cells the step that loses least.
fn steps(near: &[(usize, &Change)], unit: i128, is_free: impl Fn(&Change) -> bool) -> Vec<Step> {
    let mut best: BTreeMap<i64, Step> = BTreeMap::new();
    let mut offer = |step: Step| match best.get(&step.cells) {
        Some(other) if other.loss <= step.loss => {}
        _ => {
            best.insert(step.cells, step);
        }
    };
    for (at, change) in near {
        let cells =
            change.uses.first().and_then(|uses| uses.checked_div(unit)).and_then(|cells| i64::try_from(cells).ok());
        let Some(cells) = cells.filter(|cells| *cells != 0) else { continue };
        let free = is_free(change);
        offer(Step { at: *at, forth: true, cells, loss: if free { 0 } else { change.loss } });
        if free {
            offer(Step { at: *at, forth: false, cells: cells.saturating_neg(), loss: 0 });
        }
    }
    best.into_values().collect()
}
