//! The patterns of one cell.

use super::super::Profile;
use super::slot::Slot;
use core::hash::{BuildHasherDefault, Hasher};
use std::collections::HashMap;

/// The sums of one cell, by pattern.
///
/// A cell begins with a hash map. Once a share of all complete patterns has been seen (and there are few enough of them), it
/// moves to an array with a place for each, which makes adding a row a single indexed access.
#[derive(Clone, Debug, Default)]
pub(super) struct Block {
    /// One slot for each complete pattern, or empty while the cell is not busy.
    dense: Vec<Slot>,
    /// Patterns with unknowns, and all patterns while there is no array.
    sparse: HashMap<Profile, Slot, BuildHasherDefault<ProfileHasher>>,
}

/// Arrays are made for at most this many indicators (2^16 slots of 16 bytes: 1 MiB a cell).
const DENSE_INDICATORS_MAX: u32 = 16;
/// An array is made once one in this many of its places would be taken: it is then smaller than the map would become.
const DENSE_FROM_ONE_IN: usize = 8;

impl Block {
    /// Adds one row; `None` if a count is full.
    #[inline]
    pub(super) fn add(&mut self, profile: Profile, billionths: u64, width: u32) -> Option<()> {
        if let Some(slot) = self.dense_slot(profile) {
            slot.add(billionths)
        } else {
            self.add_sparse(profile, billionths, width)
        }
    }

    /// Adds the sum of many rows; `None` if a count is full.
    pub(super) fn add_slot(&mut self, profile: Profile, sum: Slot, width: u32) -> Option<()> {
        if let Some(slot) = self.dense_slot(profile) {
            *slot = slot.plus(sum)?;
            return Some(());
        }
        let slot = self.sparse.entry(profile).or_default();
        *slot = slot.plus(sum)?;
        self.grow(width);
        Some(())
    }

    #[inline]
    fn dense_slot(&mut self, profile: Profile) -> Option<&mut Slot> {
        if profile.is_complete() { self.dense.get_mut(usize::try_from(profile.deprived()).ok()?) } else { None }
    }

    #[inline(never)]
    fn add_sparse(&mut self, profile: Profile, billionths: u64, width: u32) -> Option<()> {
        let slot = self.sparse.entry(profile).or_default();
        slot.add(billionths)?;
        if slot.rows() == 1 {
            self.grow(width);
        }
        Some(())
    }

    /// Moves the complete patterns to an array once there are enough of them.
    fn grow(&mut self, width: u32) {
        if width > DENSE_INDICATORS_MAX || !self.dense.is_empty() {
            return;
        }
        let places = 1_usize.checked_shl(width).unwrap_or(usize::MAX);
        if self.sparse.len() < places.div_ceil(DENSE_FROM_ONE_IN) {
            return;
        }
        let complete = self.sparse.iter().filter(|(profile, _)| profile.is_complete()).count();
        if complete < places.div_ceil(DENSE_FROM_ONE_IN) {
            return;
        }
        let mut dense = vec![Slot::default(); places];
        self.sparse.retain(|profile, slot| {
            let place = usize::try_from(profile.deprived()).ok().and_then(|place| dense.get_mut(place));
            match place {
                Some(place) if profile.is_complete() => {
                    *place = *slot;
                    false
                }
                _ => true,
            }
        });
        self.dense = dense;
    }

    /// The patterns that have rows, in no particular order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (Profile, Slot)> {
        let dense = (0_u64..).zip(&self.dense).map(|(deprived, slot)| (Profile::complete(deprived), *slot));
        let sparse = self.sparse.iter().map(|(profile, slot)| (*profile, *slot));
        dense.chain(sparse).filter(|(_, slot)| !slot.is_empty())
    }

    /// Whether no row was added.
    pub(super) fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }
}

/// A hasher for the two masks of a profile: one multiplication of 64 by 64 bits, folded. The keys are not chosen by an
/// adversary, and the order of the map is never seen.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ProfileHasher(u64);

impl Hasher for ProfileHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    #[inline]
    fn write_u64(&mut self, value: u64) {
        // Odd constants from the fraction of the golden ratio and of the square root of two.
        let product = u128::from(self.0.rotate_left(23) ^ value ^ 0x9e37_79b9_7f4a_7c15)
            .wrapping_mul(u128::from(0x6a09_e667_f3bc_c909_u64));
        let fold = product ^ product >> 64;
        self.0 = u64::try_from(fold & u128::from(u64::MAX)).unwrap_or_default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_holds_the_same_before_and_after_it_becomes_an_array() {
        let mut block = Block::default();
        let incomplete = Profile::from_masks(0b01, 0b10).unwrap();
        for round in 0..3 {
            for deprived in 0..64 {
                block.add(Profile::complete(deprived), deprived + round, 6).unwrap();
                block.add(incomplete, 1, 6).unwrap();
            }
        }
        assert_eq!(block.dense.len(), 64);
        assert_eq!(block.sparse.len(), 1);
        let mut seen: Vec<_> = block.iter().map(|(profile, slot)| (profile, slot.weight(), slot.rows())).collect();
        seen.sort();
        let mut expected: Vec<_> =
            (0..64).map(|deprived| (Profile::complete(deprived), u128::from(3 * deprived + 3), 3)).collect();
        expected.push((incomplete, 192, 192));
        expected.sort();
        assert_eq!(seen, expected);
    }

    #[test]
    fn wide_profiles_stay_in_the_map() {
        let mut block = Block::default();
        block.add(Profile::complete(1 << 63), 5, 64).unwrap();
        assert!(block.dense.is_empty());
        assert_eq!(block.iter().count(), 1);
    }
}
