//! A two-way table with totals as a network, in which the sums of the table say that flow is conserved.
//!
//! Each row and each column, those of the totals included, is a node; each cell is an arc between its row and its column, and its
//! count is the flow. A cell inside goes from its row to its column, a total of a row or of a column the other way, the total of
//! all again from row to column: then "the cells of a row sum to its total" says that what flows into a node flows out of it.
//! Counts that fit the same published cells differ by flow around cycles of withheld arcs: the most that a cell can rise is the
//! maximum flow from its head back to its tail, along withheld arcs forward without limit and backward up to their count.

use std::collections::VecDeque;

/// A cell by row and column, the totals last.
pub(super) type Cell = (usize, usize);

/// Whether a cell may rise or fall.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    Rise,
    Fall,
}

/// What may be used to move a cell.
pub(super) trait Passable {
    /// What it costs to move this cell too; `None` if it can't be.
    fn cost(&self, cell: Cell) -> Option<u64>;
}

pub(super) struct Network<'a> {
    counts: &'a [Vec<u64>],
    rows: usize,
    columns: usize,
}

/// One step of a path: the cell, and whether it rises.
type Step = (Cell, Direction);

/// The cheapest way to a node that is known so far.
#[derive(Clone, Copy)]
struct Way {
    cost: u64,
    /// The last step and the node before it; none where the path begins.
    last: Option<(Step, usize)>,
}

impl<'a> Network<'a> {
    pub(super) fn new(counts: &'a [Vec<u64>]) -> Self {
        let columns = counts.first().map_or(0, Vec::len);
        Self { counts, rows: counts.len(), columns }
    }

    pub(super) fn cells(&self) -> impl Iterator<Item = Cell> + use<> {
        let columns = self.columns;
        (0..self.rows).flat_map(move |row| (0..columns).map(move |column| (row, column)))
    }

    pub(super) fn count(&self, (row, column): Cell) -> u64 {
        self.counts.get(row).and_then(|line| line.get(column)).copied().unwrap_or(0)
    }

    /// Tail and head of a cell's arc: rows are the first nodes, columns follow.
    fn ends(&self, (row, column): Cell) -> (usize, usize) {
        let (of_row, of_column) = (row, self.rows.saturating_add(column));
        let is_total = |place: usize, count: usize| place.saturating_add(1) == count;
        if is_total(row, self.rows) == is_total(column, self.columns) {
            (of_row, of_column)
        } else {
            (of_column, of_row)
        }
    }

    /// Moves a cell by up to `wanted` along the cheapest cells that may be used, and says by how much it can be moved and which
    /// cells that takes. It stops as soon as the amount is reached.
    pub(super) fn moved(
        &self,
        cell: Cell,
        direction: Direction,
        wanted: u64,
        passable: &impl Passable,
    ) -> (u64, Vec<Cell>) {
        let (tail, head) = self.ends(cell);
        // A rise goes along the arc and has to come back from its head; a fall the other way round.
        let (from, to) = if direction == Direction::Rise { (head, tail) } else { (tail, head) };
        let mut shifted = Shifts::new(self);
        let mut reached = 0_u64;
        while reached < wanted {
            let Some(path) = self.cheapest(from, to, cell, &shifted, passable) else { break };
            let width = path.iter().map(|(cell, direction)| shifted.room(self, *cell, *direction)).min();
            let amount = width.unwrap_or(0).min(wanted.saturating_sub(reached));
            for (cell, direction) in path {
                shifted.shift(cell, direction, amount);
            }
            reached = reached.saturating_add(amount);
        }
        (reached, shifted.cells())
    }

    /// The cheapest path along which something can still be moved. What is moved already costs nothing more.
    fn cheapest(
        &self,
        from: usize,
        to: usize,
        without: Cell,
        shifted: &Shifts,
        passable: &impl Passable,
    ) -> Option<Vec<Step>> {
        let nodes = self.rows.saturating_add(self.columns);
        let mut best: Vec<Option<Way>> = vec![None; nodes];
        *best.get_mut(from)? = Some(Way { cost: 0, last: None });
        let mut queue = VecDeque::from([from]);
        while let Some(node) = queue.pop_front() {
            let Some(Way { cost: so_far, .. }) = *best.get(node)? else { continue };
            for cell in self.at(node).filter(|cell| *cell != without) {
                let Some(cost) = passable.cost(cell) else { continue };
                let (tail, head) = self.ends(cell);
                let (direction, next) = if node == tail { (Direction::Rise, head) } else { (Direction::Fall, tail) };
                if shifted.room(self, cell, direction) == 0 {
                    continue;
                }
                let cost = so_far.saturating_add(if shifted.has(cell) { 0 } else { cost });
                let known = best.get_mut(next)?;
                if known.is_none_or(|other| cost < other.cost) {
                    *known = Some(Way { cost, last: Some(((cell, direction), node)) });
                    queue.push_back(next);
                }
            }
        }
        let mut path = Vec::new();
        let mut node = to;
        while node != from {
            let (step, before) = (*best.get(node)?)?.last?;
            path.push(step);
            node = before;
        }
        Some(path)
    }

    /// The cells of a row or of a column.
    fn at(&self, node: usize) -> impl Iterator<Item = Cell> + use<> {
        let (rows, columns) = (self.rows, self.columns);
        let is_row = node < rows;
        (0..if is_row { columns } else { rows })
            .map(move |other| if is_row { (node, other) } else { (other, node.saturating_sub(rows)) })
    }
}

/// How far each cell is moved: by this much up, by that much down.
struct Shifts {
    columns: usize,
    up: Vec<u64>,
    down: Vec<u64>,
}

impl Shifts {
    fn new(network: &Network<'_>) -> Self {
        let cells = network.rows.saturating_mul(network.columns);
        Self { columns: network.columns, up: vec![0; cells], down: vec![0; cells] }
    }

    const fn place(&self, (row, column): Cell) -> usize {
        row.saturating_mul(self.columns).saturating_add(column)
    }

    fn moved(&self, cell: Cell) -> (u64, u64) {
        let place = self.place(cell);
        (self.up.get(place).copied().unwrap_or(0), self.down.get(place).copied().unwrap_or(0))
    }

    fn has(&self, cell: Cell) -> bool {
        self.moved(cell) != (0, 0)
    }

    /// By how much a cell can still move: up without limit, down to nothing.
    fn room(&self, network: &Network<'_>, cell: Cell, direction: Direction) -> u64 {
        let (up, down) = self.moved(cell);
        match direction {
            Direction::Rise => u64::MAX,
            Direction::Fall => network.count(cell).saturating_add(up).saturating_sub(down),
        }
    }

    fn shift(&mut self, cell: Cell, direction: Direction, amount: u64) {
        let place = self.place(cell);
        let (more, less) = match direction {
            Direction::Rise => (self.up.get_mut(place), self.down.get_mut(place)),
            Direction::Fall => (self.down.get_mut(place), self.up.get_mut(place)),
        };
        if let (Some(more), Some(less)) = (more, less) {
            let back = amount.min(*less);
            *less = less.saturating_sub(back);
            *more = more.saturating_add(amount.saturating_sub(back));
        }
    }

    /// The cells that are moved.
    fn cells(&self) -> Vec<Cell> {
        let columns = self.columns.max(1);
        (0..self.up.len())
            .map(|place| (place.checked_div(columns).unwrap_or(0), place.checked_rem(columns).unwrap_or(0)))
            .filter(|cell| self.has(*cell))
            .collect()
    }
}
