//! Weights and rows by cell and mask.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Places of a dense table, 16 bytes each; past it patterns are hashed.
const DENSE_MAX: usize = 1 << 22;

/// So many overflows of a slot's low word fit beside its rows; each needs a row of its own.
const ROWS_MAX: u64 = (1 << 24) - 1;

const ROW_BITS: u32 = 40;

/// The weight of one pattern in 64 bits, and in the second word the rows (40 bits) and how often the first overflowed (24 bits).
#[derive(Clone, Copy, Debug, Default)]
pub struct Slot {
    low: u64,
    high: u64,
}

impl Slot {
    /// Adds one row: two additions and no branch.
    #[inline]
    pub const fn add(&mut self, billionths: u64) {
        let (low, overflows) = self.low.overflowing_add(billionths);
        self.low = low;
        self.high = self.high.wrapping_add(1_u64.wrapping_add((overflows as u64) << ROW_BITS));
    }

    /// Billionths of weight.
    #[must_use]
    pub const fn weight(self) -> u128 {
        ((self.high >> ROW_BITS) as u128) << 64 | self.low as u128
    }

    /// Rows.
    #[must_use]
    pub const fn rows(self) -> u64 {
        self.high & ((1 << ROW_BITS) - 1)
    }
}

/// A pattern of a cell: the number of the cell, the deprived and the missing mask.
pub(super) type Pattern = (u32, u64, u64);

/// The sums since the last flush.
#[derive(Debug)]
pub(super) struct Sums {
    indicators: u32,
    /// Slots by cell and deprived mask; empty for more than 16 indicators or for too many cells.
    dense: Vec<Slot>,
    is_dense: bool,
    sparse: HashMap<Pattern, Slot, BuildHasherDefault<Mix>>,
    /// Rows since the last flush.
    rows: u64,
}

impl Sums {
    pub(super) fn new(indicators: usize) -> Self {
        Self {
            indicators: u32::try_from(indicators).unwrap_or(u32::MAX),
            dense: Vec::new(),
            is_dense: indicators <= 16,
            sparse: HashMap::default(),
            rows: 0,
        }
    }

    pub(super) const fn is_dense(&self) -> bool {
        self.is_dense
    }

    /// Whether so many more rows could fill a slot, or the sums are so many that they had better be handed on.
    pub(super) fn must_flush(&self, rows: usize) -> bool {
        self.rows.saturating_add(rows as u64) > ROWS_MAX || self.sparse.len() > DENSE_MAX
    }

    /// Makes room for so many cells; `false` if they no longer fit a dense table, which must be flushed then.
    pub(super) fn fit(&mut self, cells: usize) -> bool {
        let places = cells.saturating_mul(1_usize.checked_shl(self.indicators).unwrap_or(usize::MAX));
        if places > DENSE_MAX {
            self.is_dense = false;
            return false;
        }
        if self.dense.len() < places {
            self.dense.resize(places, Slot::default());
        }
        true
    }

    /// Adds rows whose indicators are all known, of a dense table.
    pub(super) fn add_dense(&mut self, cells: &[u32], masks: &[u16], weights: &[u64]) {
        add(&mut self.dense, self.indicators, cells, masks, weights);
        self.rows = self.rows.saturating_add(cells.len() as u64);
    }

    /// Adds one row through the hashed table.
    pub(super) fn add(&mut self, pattern: Pattern, billionths: u64) {
        self.sparse.entry(pattern).or_default().add(billionths);
        self.rows = self.rows.saturating_add(1);
    }

    /// Hands on all sums and begins anew.
    pub(super) fn flush<E>(&mut self, mut to: impl FnMut(Pattern, Slot) -> Result<(), E>) -> Result<(), E> {
        let mask = 1_u64.checked_shl(self.indicators).unwrap_or(0).wrapping_sub(1);
        for (place, slot) in (0_u64..).zip(&mut self.dense).filter(|(_, slot)| slot.rows() > 0) {
            let cell = u32::try_from(place >> self.indicators).unwrap_or(u32::MAX);
            to((cell, place & mask, 0), core::mem::take(slot))?;
        }
        for (pattern, slot) in self.sparse.drain() {
            to(pattern, slot)?;
        }
        if !self.is_dense {
            self.dense = Vec::new();
        }
        self.rows = 0;
        Ok(())
    }
}

/// Adds rows to slots by cell and mask, for at most 16 indicators: the innermost loop.
///
/// Rows whose slot does not exist add nothing: the caller has made room for all cells.
#[inline]
pub fn add(slots: &mut [Slot], indicators: u32, cells: &[u32], masks: &[u16], weights: &[u64]) {
    for ((cell, mask), weight) in cells.iter().zip(masks).zip(weights) {
        let place = (*cell as usize).unbounded_shl(indicators) | usize::from(*mask);
        if let Some(slot) = slots.get_mut(place) {
            slot.add(*weight);
        }
    }
}

/// A hash of a few words: the keys are numbers that nobody outside chooses.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Mix(u64);

impl Hasher for Mix {
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.write_u64(u64::from(*byte)));
    }

    fn write_u32(&mut self, word: u32) {
        self.write_u64(u64::from(word));
    }

    fn write_u64(&mut self, word: u64) {
        let mixed = (self.0.rotate_left(5) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 = mixed ^ mixed >> 32;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_low_word_of_a_slot_carries() {
        let mut slot = Slot::default();
        (0..5).for_each(|_| slot.add(u64::MAX));
        assert_eq!((slot.weight(), slot.rows()), (5 * u128::from(u64::MAX), 5));
    }

    #[test]
    fn dense_and_hashed_sums_are_alike() {
        let (mut dense, mut hashed) = (Sums::new(3), Sums::new(3));
        assert!(dense.fit(4));
        for row in 0..1_000_u32 {
            let (cell, mask, weight) = (row % 4, row % 7, u64::from(row) << 55);
            dense.add_dense(&[cell], &[u16::try_from(mask).unwrap()], &[weight]);
            hashed.add((cell, u64::from(mask), 0), weight);
        }
        let all = |sums: &mut Sums| {
            let mut all = Vec::new();
            let keep = |pattern, slot: Slot| {
                all.push((pattern, slot.weight(), slot.rows()));
                Ok::<(), ()>(())
            };
            sums.flush(keep).unwrap();
            all.sort_unstable();
            all
        };
        let of_dense = all(&mut dense);
        assert_eq!(of_dense, all(&mut hashed));
        assert_eq!(of_dense.len(), 28);
        assert!(all(&mut dense).is_empty());
    }

    #[test]
    fn too_many_cells_leave_the_dense_table() {
        let mut sums = Sums::new(16);
        assert!(sums.fit(64));
        assert!(!sums.fit(65));
        assert!(!sums.is_dense());
        assert!(!Sums::new(17).is_dense());
    }

    #[test]
    fn a_flush_comes_before_a_slot_can_fill() {
        let mut sums = Sums::new(1);
        assert!(sums.fit(1));
        assert!(!sums.must_flush(16_777_215));
        sums.add_dense(&[0], &[1], &[1]);
        assert!(sums.must_flush(16_777_215));
    }
}
