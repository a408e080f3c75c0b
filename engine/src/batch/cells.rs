//! From the numbers of levels on each axis to the number of the cell.

use std::collections::HashMap;

const NONE: u32 = u32::MAX;

/// Pairs of a prefix and a level below this many are found through an array.
const ARRAY_MAX: usize = 1 << 20;

/// The cells of a table: each axis joins the number of the levels before it with its own.
#[derive(Debug, Default)]
pub(super) struct Cells {
    joins: Vec<Join>,
}

/// Numbers for pairs of a prefix and a level, in the order of coming.
#[derive(Debug, Default)]
struct Join {
    pairs: Vec<(u32, u32)>,
    array: Vec<u32>,
    stride: usize,
    map: HashMap<(u32, u32), u32>,
}

impl Cells {
    pub(super) fn new(axes: usize) -> Self {
        Self { joins: std::iter::repeat_with(Join::default).take(axes).collect() }
    }

    /// How many cells there are: one, if there is no axis.
    pub(super) fn len(&self) -> usize {
        self.joins.last().map_or(1, |join| join.pairs.len())
    }

    /// Joins the levels of one axis, of which there are so many, to the numbers of the rows.
    pub(super) fn join(&mut self, axis: usize, levels: usize, of_axis: impl Iterator<Item = u32>, numbers: &mut [u32]) {
        let prefixes = axis.checked_sub(1).and_then(|before| self.joins.get(before)).map_or(1, |join| join.pairs.len());
        let Some(join) = self.joins.get_mut(axis) else { return };
        join.fit(prefixes, levels);
        // Pairs met before, as almost all are, take one access and no branch that can't be foreseen.
        let stride = join.stride;
        let place = |prefix: u32, level: u32| (prefix as usize).wrapping_mul(stride).wrapping_add(level as usize);
        let mut rest = numbers.iter_mut().zip(of_axis);
        loop {
            let mut new = None;
            for (number, level) in &mut rest {
                match join.array.get(place(*number, level)) {
                    Some(found) if *found != NONE => *number = *found,
                    _ => {
                        new = Some((number, level));
                        break;
                    }
                }
            }
            let Some((number, level)) = new else { return };
            *number = join.number_anyhow((*number, level), place(*number, level));
        }
    }

    /// The levels of a cell, one on each axis.
    pub(super) fn levels(&self, cell: usize) -> Vec<u32> {
        let mut number = cell;
        let mut levels = Vec::with_capacity(self.joins.len());
        for join in self.joins.iter().rev() {
            let (prefix, level) = join.pairs.get(number).copied().unwrap_or_default();
            levels.push(level);
            number = prefix as usize;
        }
        levels.reverse();
        levels
    }
}

impl Join {
    /// Makes the array fit so many prefixes and levels, if they are few enough.
    fn fit(&mut self, prefixes: usize, levels: usize) {
        let stride = levels.next_power_of_two().max(self.stride);
        let places = prefixes.saturating_mul(stride);
        if places > ARRAY_MAX {
            (self.stride, self.array) = (0, Vec::new());
            return;
        }
        if stride != self.stride || self.array.len() < places {
            self.stride = stride;
            self.array.clear();
            self.array.resize(places.next_power_of_two(), NONE);
            for ((prefix, level), number) in self.pairs.iter().zip(0_u32..) {
                let place = (*prefix as usize).saturating_mul(stride).saturating_add(*level as usize);
                if let Some(own) = self.array.get_mut(place) {
                    *own = number;
                }
            }
        }
    }

    #[inline(never)]
    fn number_anyhow(&mut self, pair: (u32, u32), place: usize) -> u32 {
        let next = u32::try_from(self.pairs.len()).unwrap_or(NONE);
        let number = *self.map.entry(pair).or_insert(next);
        if number == next {
            self.pairs.push(pair);
        }
        if let Some(own) = self.array.get_mut(place) {
            *own = number;
        }
        number
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_keeps_its_number_while_axes_grow() {
        let mut cells = Cells::new(2);
        let mut of = |first: &[u32], second: &[u32], counts: (usize, usize)| {
            let mut numbers = vec![0; first.len()];
            cells.join(0, counts.0, first.iter().copied(), &mut numbers);
            cells.join(1, counts.1, second.iter().copied(), &mut numbers);
            let levels: Vec<_> = numbers.iter().map(|number| cells.levels(*number as usize)).collect();
            let expected: Vec<_> = first.iter().zip(second).map(|(first, second)| vec![*first, *second]).collect();
            assert_eq!(levels, expected);
            numbers
        };
        assert_eq!(of(&[0, 1, 0, 1], &[0, 0, 0, 1], (2, 2)), [0, 1, 0, 2]);
        assert_eq!(of(&[1, 5, 1], &[1, 9, 0], (6, 10)), [2, 3, 1]);
        // Too many for an array.
        assert_eq!(of(&[5, 70_000, 1, 70_000], &[9, 70_000, 0, 70_000], (70_001, 70_001)), [3, 4, 1, 4]);
        assert_eq!(cells.len(), 5);
        assert_eq!(Cells::new(0).len(), 1);
    }
}
