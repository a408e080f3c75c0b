//! Weights and rows by cell and mask.

use crate::grouped::profile_of;
use crate::{EngineError, Place};
use poverty::measure::{MeasureError, Profile};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Places of a dense table, 24 bytes each; past it patterns are hashed.
const DENSE_MAX: usize = 1 << 22;

/// Bits of a slot that hold its rows; the others hold its weight.
const ROW_BITS: u32 = 22;

/// The weight, in whatever unit, and the number of rows of one pattern in 64 bits: one addition a row.
///
/// The weight has 42 bits and the rows 22, so the sums must be handed on before either can overflow ([`Slot::can_hold`]).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Slot(u64);

impl Slot {
    /// Adds one row.
    #[inline]
    pub const fn add(&mut self, units: u64) {
        self.0 = self.0.wrapping_add(units << ROW_BITS | 1);
    }

    /// Whether a slot can hold so many rows and so much weight.
    #[must_use]
    pub const fn can_hold(rows: u64, units: u64) -> bool {
        rows < 1 << ROW_BITS && units < 1 << (u64::BITS - ROW_BITS)
    }

    /// Units of weight.
    #[must_use]
    pub const fn units(self) -> u64 {
        self.0 >> ROW_BITS
    }

    /// Rows.
    #[must_use]
    pub const fn rows(self) -> u64 {
        self.0 & ((1 << ROW_BITS) - 1)
    }
}

/// The rows of a total have 40 bits, and its weight 88: 64 in the low word, and 24 above the rows.
const TOTAL_ROW_BITS: u32 = 40;
const TOTAL_WEIGHT_MAX: u128 = (1 << 88) - 1;
const TOTAL_ROWS_MAX: u64 = (1 << TOTAL_ROW_BITS) - 1;

/// The weight of one pattern in billionths and its rows in two words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Total {
    low: u64,
    high: u64,
}

impl Total {
    /// Adds one row: two additions and no branch.
    #[inline]
    const fn add(&mut self, billionths: u64) {
        let (low, overflows) = self.low.overflowing_add(billionths);
        self.low = low;
        self.high = self.high.wrapping_add(1_u64.wrapping_add((overflows as u64) << TOTAL_ROW_BITS));
    }

    /// Adds the weight, below 2^88, and the rows of many.
    const fn add_sum(&mut self, billionths: u128, rows: u64) {
        let weight = self.weight().wrapping_add(billionths);
        let [low, high] = words(weight);
        self.low = low;
        self.high = high.wrapping_shl(TOTAL_ROW_BITS) | self.rows().wrapping_add(rows);
    }

    /// Billionths of weight.
    pub(super) const fn weight(self) -> u128 {
        ((self.high >> TOTAL_ROW_BITS) as u128) << 64 | self.low as u128
    }

    /// Rows.
    pub(super) const fn rows(self) -> u64 {
        self.high & TOTAL_ROWS_MAX
    }
}

#[expect(clippy::cast_possible_truncation, reason = "the low and the high word of a number")]
const fn words(wide: u128) -> [u64; 2] {
    [wide as u64, (wide >> 64) as u64]
}

/// A pattern of a cell: the number of the cell, the deprived and the missing mask.
pub(super) type Pattern = (u32, u64, u64);

/// The weights of some rows, in a unit of so many billionths.
#[derive(Clone, Debug, Default)]
pub(super) struct Units {
    pub(super) of_rows: Vec<u64>,
    /// Billionths of a unit; its product with any of the weights fits 64 bits.
    pub(super) billionths: u64,
}

impl Units {
    /// The sum, in billionths.
    #[expect(clippy::arithmetic_side_effects, reason = "at most 2^31 rows of a half word each")]
    pub(super) fn sum(&self) -> u128 {
        let mut sum = 0_u128;
        for rows in self.of_rows.chunks(1 << 31) {
            let (low, high) =
                rows.iter().fold((0_u64, 0_u64), |(low, high), own| (low + (own & 0xffff_ffff), high + (own >> 32)));
            sum = sum.saturating_add(u128::from(low).saturating_add(u128::from(high) << 32));
        }
        sum.saturating_mul(u128::from(self.billionths))
    }

    /// A number that none of the weights exceeds, less than twice the largest.
    fn limit(&self) -> u64 {
        self.of_rows.iter().fold(0, |bits, own| bits | own)
    }

    /// Every weight in billionths.
    pub(super) fn in_billionths(&self) -> impl Iterator<Item = u64> + '_ {
        self.of_rows.iter().map(|units| units.wrapping_mul(self.billionths))
    }
}

/// The sums since the last flush.
#[derive(Debug)]
pub(super) struct Sums {
    indicators: u32,
    is_dense: bool,
    /// Small sums by cell and deprived mask, in units of so many billionths.
    slots: Vec<Slot>,
    billionths: u64,
    /// What no slot has more of.
    rows_limit: u64,
    units_limit: u64,
    /// By cell and deprived mask: what slots can't hold. As long as the slots, or empty.
    totals: Vec<Total>,
    sparse: HashMap<Pattern, Total, BuildHasherDefault<Mix>>,
    /// Weight and rows since the last flush.
    weight: u128,
    all_rows: u64,
}

/// Profiles of one cell, with their weights in billionths and rows.
pub(super) type Profiles = [(Profile, u128, u64)];

impl Sums {
    pub(super) fn new(indicators: usize) -> Self {
        Self {
            indicators: u32::try_from(indicators).unwrap_or(u32::MAX),
            is_dense: indicators <= 16,
            slots: Vec::new(),
            billionths: 0,
            rows_limit: 0,
            units_limit: 0,
            totals: Vec::new(),
            sparse: HashMap::default(),
            weight: 0,
            all_rows: 0,
        }
    }

    pub(super) const fn is_dense(&self) -> bool {
        self.is_dense
    }

    /// Takes note of rows to come; `false` if the sums must be flushed before, as totals could overflow, or as they are so many
    /// that they had better be handed on.
    pub(super) fn expect(&mut self, rows: usize, billionths: u128) -> bool {
        let weight = self.weight.saturating_add(billionths);
        let all_rows = self.all_rows.saturating_add(rows as u64);
        if weight > TOTAL_WEIGHT_MAX || all_rows > TOTAL_ROWS_MAX || self.sparse.len() > DENSE_MAX {
            return false;
        }
        (self.weight, self.all_rows) = (weight, all_rows);
        true
    }

    /// Makes room for so many cells; `false` if they no longer fit a dense table, which must be flushed then.
    pub(super) fn fit(&mut self, cells: usize) -> bool {
        let places = cells.saturating_mul(1_usize.checked_shl(self.indicators).unwrap_or(usize::MAX));
        if places > DENSE_MAX {
            self.is_dense = false;
            return false;
        }
        if self.slots.len() < places {
            self.slots.resize(places, Slot::default());
        }
        if !self.totals.is_empty() {
            self.need_totals();
        }
        true
    }

    fn need_totals(&mut self) {
        self.totals.resize(self.slots.len(), Total::default());
    }

    /// Adds rows whose indicators are all known, of a dense table.
    pub(super) fn add_dense(&mut self, cells: &[u32], masks: &[u16], weights: &Units) {
        let rows = cells.len() as u64;
        let units = rows.saturating_mul(weights.limit());
        if !self.make_sure(rows, units, weights.billionths) {
            // Weights with many decimals: two additions a row.
            self.need_totals();
            for ((cell, mask), weight) in cells.iter().zip(masks).zip(weights.in_billionths()) {
                if let Some(total) = self.totals.get_mut(place(self.indicators, *cell, *mask)) {
                    total.add(weight);
                }
            }
            return;
        }
        add(&mut self.slots, self.indicators, cells, masks, &weights.of_rows);
    }

    /// Makes slots hold so much more, in such a unit; `false` if they can't even when they are empty.
    fn make_sure(&mut self, rows: u64, units: u64, billionths: u64) -> bool {
        if !Slot::can_hold(rows, units) {
            return false;
        }
        let holds =
            |own: &Self| Slot::can_hold(own.rows_limit.saturating_add(rows), own.units_limit.saturating_add(units));
        if self.billionths != billionths {
            self.settle();
            self.billionths = billionths;
        } else if !holds(self) {
            // No slot has had all rows: what the fullest has is the limit.
            self.look_at_slots();
            let is_roomy = Slot::can_hold(self.rows_limit.saturating_mul(2), self.units_limit.saturating_mul(2));
            if !is_roomy || !holds(self) {
                self.settle();
            }
        }
        self.rows_limit = self.rows_limit.saturating_add(rows);
        self.units_limit = self.units_limit.saturating_add(units);
        true
    }

    fn look_at_slots(&mut self) {
        let bits = Slot(self.slots.iter().fold(0, |bits, slot| bits | slot.0));
        (self.rows_limit, self.units_limit) = (bits.rows(), bits.units());
    }

    /// Hands the slots on to the totals.
    fn settle(&mut self) {
        (self.rows_limit, self.units_limit) = (0, 0);
        if self.slots.iter().all(|slot| *slot == Slot::default()) {
            return;
        }
        self.need_totals();
        for (slot, total) in self.slots.iter_mut().zip(&mut self.totals).filter(|(slot, _)| **slot != Slot::default()) {
            let slot = core::mem::take(slot);
            total.add_sum(u128::from(slot.units()).saturating_mul(u128::from(self.billionths)), slot.rows());
        }
    }

    /// Adds one row through the hashed table.
    pub(super) fn add(&mut self, pattern: Pattern, billionths: u64) {
        self.sparse.entry(pattern).or_default().add(billionths);
    }

    /// Adds the sums of another reader, whose cells have these numbers here; `false` if they don't fit and nothing was added.
    pub(super) fn absorb(&mut self, other: &mut Self, cells: &[u32], all_cells: usize) -> bool {
        let fits = self.is_dense && other.is_dense && self.weight.saturating_add(other.weight) <= TOTAL_WEIGHT_MAX;
        if !fits || self.all_rows.saturating_add(other.all_rows) > TOTAL_ROWS_MAX || !self.fit(all_cells) {
            return false;
        }
        other.look_at_slots();
        if !self.make_sure(other.rows_limit, other.units_limit, other.billionths) {
            other.settle();
        }
        if !other.totals.is_empty() {
            self.need_totals();
        }
        let width = 1_usize.checked_shl(self.indicators).unwrap_or(usize::MAX);
        let slots = other.slots.chunks(width);
        let totals = other.totals.chunks(width).chain(std::iter::repeat(&[][..]));
        for ((cell, slots), totals) in cells.iter().zip(slots).zip(totals) {
            let start = place(self.indicators, *cell, 0);
            let range = start..start.saturating_add(width);
            for (own, theirs) in self.slots.get_mut(range.clone()).unwrap_or_default().iter_mut().zip(slots) {
                own.0 = own.0.wrapping_add(theirs.0);
            }
            for (own, theirs) in self.totals.get_mut(range).unwrap_or_default().iter_mut().zip(totals) {
                own.add_sum(theirs.weight(), theirs.rows());
            }
        }
        for ((cell, deprived, missing), total) in other.sparse.drain() {
            let cell = cells.get(cell as usize).copied().unwrap_or(u32::MAX);
            self.sparse.entry((cell, deprived, missing)).or_default().add_sum(total.weight(), total.rows());
        }
        self.weight = self.weight.saturating_add(other.weight);
        self.all_rows = self.all_rows.saturating_add(other.all_rows);
        true
    }

    /// Hands on all sums, cell by cell, and begins anew.
    pub(super) fn flush(
        &mut self,
        place: &Place,
        mut to: impl FnMut(u32, &Profiles) -> Result<(), MeasureError>,
    ) -> Result<(), EngineError> {
        let width = 1_usize.checked_shl(self.indicators).unwrap_or(usize::MAX);
        let mut profiles = Vec::new();
        let totals = self.totals.chunks(width).chain(std::iter::repeat(&[][..]));
        for ((cell, slots), totals) in (0_u32..).zip(self.slots.chunks(width)).zip(totals) {
            profiles.clear();
            let totals = totals.iter().copied().chain(std::iter::repeat(Total::default()));
            for ((mask, slot), mut total) in (0_u64..).zip(slots).zip(totals) {
                total.add_sum(u128::from(slot.units()).saturating_mul(u128::from(self.billionths)), slot.rows());
                if total.rows() > 0 {
                    profiles.push((Profile::complete(mask), total.weight(), total.rows()));
                }
            }
            if !profiles.is_empty() {
                to(cell, &profiles)?;
            }
        }
        for ((cell, deprived, missing), total) in self.sparse.drain() {
            let profile = profile_of(place, deprived, missing)?;
            to(cell, &[(profile, total.weight(), total.rows())])?;
        }
        if self.is_dense {
            self.slots.fill(Slot::default());
        } else {
            self.slots = Vec::new();
        }
        self.totals = Vec::new();
        (self.rows_limit, self.units_limit, self.weight, self.all_rows) = (0, 0, 0, 0);
        Ok(())
    }
}

/// Where a pattern stands in a dense table.
#[inline]
fn place(indicators: u32, cell: u32, mask: u16) -> usize {
    (cell as usize).unbounded_shl(indicators) | usize::from(mask)
}

/// Adds rows to slots by cell and mask, for at most 16 indicators: the innermost loop.
///
/// Rows whose slot does not exist add nothing: the caller has made room for all cells, and is sure that the slots can hold the sums
/// ([`Slot::can_hold`]).
#[inline]
pub fn add(slots: &mut [Slot], indicators: u32, cells: &[u32], masks: &[u16], weights: &[u64]) {
    for ((cell, mask), weight) in cells.iter().zip(masks).zip(weights) {
        if let Some(slot) = slots.get_mut(place(indicators, *cell, *mask)) {
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
    fn a_slot_holds_what_it_says() {
        let (rows_max, units_max) = ((1 << ROW_BITS) - 1, (1 << (64 - ROW_BITS)) - 1);
        assert!(Slot::can_hold(rows_max, units_max));
        assert!(!Slot::can_hold(rows_max + 1, 0) && !Slot::can_hold(0, units_max + 1));
        let slot = Slot(units_max << ROW_BITS | rows_max);
        assert_eq!((slot.units(), slot.rows()), (units_max, rows_max));
    }

    /// More rows than a slot holds, of more weight than it holds: nothing is lost, whether one slot has them or many.
    #[test]
    fn slots_are_handed_on_before_they_overflow() {
        for masks in [vec![1; 8_192], (0..8_192).map(|row| row % 2).collect::<Vec<u16>>()] {
            let mut sums = Sums::new(1);
            assert!(sums.fit(1));
            let weights = Units { of_rows: vec![(1 << 20) - 1; 8_192], billionths: 1_000_000 };
            let chunks = 1_100;
            (0..chunks).for_each(|_| sums.add_dense(&[0; 8_192], &masks, &weights));
            let found = all(&mut sums);
            let (rows, weight) = found.iter().fold((0, 0), |sum, own| (sum.0 + own.2, sum.1 + own.1));
            assert_eq!(rows, chunks * 8_192);
            assert_eq!(weight, u128::from(rows) * ((1 << 20) - 1) * 1_000_000);
        }
    }

    #[test]
    fn the_low_word_of_a_total_carries() {
        let (mut total, mut sum) = (Total::default(), Total::default());
        (0..5).for_each(|_| total.add(u64::MAX));
        (0..5).for_each(|_| sum.add_sum(u128::from(u64::MAX), 1));
        assert_eq!((total.weight(), total.rows()), (5 * u128::from(u64::MAX), 5));
        assert_eq!(sum, total);
        sum.add_sum(TOTAL_WEIGHT_MAX - sum.weight(), TOTAL_ROWS_MAX - 5);
        assert_eq!((sum.weight(), sum.rows()), (TOTAL_WEIGHT_MAX, TOTAL_ROWS_MAX));
    }

    fn all(sums: &mut Sums) -> Vec<(Pattern, u128, u64)> {
        let mut all = Vec::new();
        let keep = |cell, profiles: &Profiles| {
            let pattern = |profile: Profile| (cell, profile.deprived(), profile.missing());
            all.extend(profiles.iter().map(|(profile, weight, rows)| (pattern(*profile), *weight, *rows)));
            Ok(())
        };
        sums.flush(&Place::default(), keep).unwrap();
        all.sort_unstable();
        all
    }

    /// Weights of any size and unit, mixed: in slots, past them, and hashed.
    #[test]
    fn dense_and_hashed_sums_are_alike() {
        let (mut dense, mut hashed) = (Sums::new(3), Sums::new(3));
        assert!(dense.fit(4));
        for row in 0..4_000_u32 {
            let (cell, mask) = (row % 4, row % 7);
            let (units, billionths) = match row % 1_000 {
                0..400 => (u64::from(row), 1_000_000),
                400..500 => (u64::from(row) << 29, 1_000_000),
                500..600 => (u64::from(row), 1_000_000_000),
                _ => (u64::from(row) << 51, 1),
            };
            dense.add_dense(&[cell], &[u16::try_from(mask).unwrap()], &Units { of_rows: vec![units], billionths });
            hashed.add((cell, u64::from(mask), 0), units * billionths);
        }
        let of_dense = all(&mut dense);
        assert_eq!(of_dense, all(&mut hashed));
        assert_eq!(of_dense.len(), 28);
        assert!(all(&mut dense).is_empty());
    }

    #[test]
    fn sums_of_another_go_to_their_own_cells() {
        let weights = Units { of_rows: vec![5, 7], billionths: 1_000 };
        let (mut own, mut other) = (Sums::new(2), Sums::new(2));
        assert!(own.fit(1) && other.fit(2));
        own.add_dense(&[0, 0], &[1, 2], &weights);
        other.add_dense(&[0, 1], &[3, 2], &weights);
        other.add((1, 0, 1), 9);
        assert!(own.absorb(&mut other, &[1, 0], 2));
        let expected = [((0, 0, 1), 9, 1), ((0, 1, 0), 5_000, 1), ((0, 2, 0), 14_000, 2), ((1, 3, 0), 5_000, 1)];
        assert_eq!(all(&mut own), expected);
        let mut wide = Sums::new(17);
        assert!(!own.absorb(&mut wide, &[], 2));
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
    fn a_flush_comes_before_a_total_can_fill() {
        let mut sums = Sums::new(1);
        assert!(sums.expect(1, TOTAL_WEIGHT_MAX - 5));
        assert!(sums.expect(1, 5));
        assert!(!sums.expect(1, 1));
        assert!(all(&mut sums).is_empty());
        assert!(sums.expect(1, 1));
        assert!(!sums.expect(1 << TOTAL_ROW_BITS, 1));
    }

    #[test]
    fn the_sum_of_units_is_exact() {
        let units = Units { of_rows: vec![u64::MAX, u64::MAX, 1], billionths: 1 };
        assert_eq!(units.sum(), 2 * u128::from(u64::MAX) + 1);
        assert_eq!(Units { of_rows: vec![2, 3], billionths: 1_000_000_000 }.sum(), 5_000_000_000);
    }
}
