//! The patterns of one cell.

use super::super::Profile;
use super::index::{Index, hash_words};
use super::slot::Slot;

/// The sums of one cell, by pattern.
///
/// A cell begins with a list of the patterns it has seen, found by their hash. Once a share of all complete patterns has been
/// seen (and there are few enough of them), they move to an array with a place for each, which makes adding a row a single
/// indexed access.
#[derive(Clone, Debug, Default)]
pub(super) struct Block {
    /// One slot for each complete pattern, or empty while the cell is not busy.
    dense: Vec<Slot>,
    /// Patterns with unknowns, and all patterns while there is no array.
    sparse: Vec<(Profile, Slot)>,
    /// Finds a profile in `sparse`.
    index: Index,
}

/// Arrays are made for at most this many indicators (2^16 slots of 16 bytes: 1 MiB a cell).
const DENSE_INDICATORS_MAX: u32 = 16;
/// An array is made once one in this many of its places would be taken: it is then hardly larger than the list.
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
        let slot = self.slot(profile, width)?;
        *slot = slot.plus(sum)?;
        Some(())
    }

    #[inline]
    fn dense_slot(&mut self, profile: Profile) -> Option<&mut Slot> {
        if profile.is_complete() { self.dense.get_mut(usize::try_from(profile.deprived()).ok()?) } else { None }
    }

    #[inline(never)]
    fn add_sparse(&mut self, profile: Profile, billionths: u64, width: u32) -> Option<()> {
        self.slot(profile, width)?.add(billionths)
    }

    /// The slot of a profile, a new one if it was not seen before.
    fn slot(&mut self, profile: Profile, width: u32) -> Option<&mut Slot> {
        let hash = |profile: Profile| hash_words([profile.deprived(), profile.missing()]);
        let at =
            |list: &[(Profile, Slot)], number: u32| list.get(number as usize).map_or(Profile::NONE, |entry| entry.0);
        if self.dense_slot(profile).is_none() {
            let known = self.index.find(hash(profile), |number| at(&self.sparse, number) == profile);
            let number = match known {
                Some(number) => number,
                None => {
                    let number = self.index.push(hash(profile), |earlier| hash(at(&self.sparse, earlier)))?;
                    self.sparse.push((profile, Slot::default()));
                    number
                }
            };
            if known.is_some() || !self.becomes_dense(width) {
                return self.sparse.get_mut(number as usize).map(|entry| &mut entry.1);
            }
        }
        self.dense_slot(profile)
    }

    /// Moves the complete patterns to an array once there are enough of them; whether that happened just now, after a complete
    /// pattern was appended.
    fn becomes_dense(&mut self, width: u32) -> bool {
        if width > DENSE_INDICATORS_MAX || !self.dense.is_empty() {
            return false;
        }
        let places = 1_usize.checked_shl(width).unwrap_or(usize::MAX);
        let enough = places.div_ceil(DENSE_FROM_ONE_IN);
        let last_is_complete = self.sparse.last().is_some_and(|entry| entry.0.is_complete());
        let complete = || self.sparse.iter().filter(|entry| entry.0.is_complete()).count();
        if !last_is_complete || self.sparse.len() < enough || complete() < enough {
            return false;
        }
        self.dense = vec![Slot::default(); places];
        let (index, sparse) = (core::mem::take(&mut self.index), core::mem::take(&mut self.sparse));
        drop(index);
        for (profile, slot) in sparse {
            // Both lists are new and hold less than before, so each finds its place.
            if let Some(place) = self.slot(profile, width) {
                *place = slot;
            }
        }
        true
    }

    /// The patterns that have rows, in no particular order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (Profile, Slot)> {
        let dense = (0_u64..).zip(&self.dense).map(|(deprived, slot)| (Profile::complete(deprived), *slot));
        let sparse = self.sparse.iter().copied();
        dense.chain(sparse).filter(|(_, slot)| !slot.is_empty())
    }

    /// Whether no row was added.
    pub(super) fn is_empty(&self) -> bool {
        self.iter().next().is_none()
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
