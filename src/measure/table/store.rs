//! The sums of all cells, by pattern.

use super::super::Profile;
use super::index::{Index, hash_words};
use super::slot::Slot;

/// The sums of all cells.
///
/// A cell begins with a list of the patterns it has seen, found by their hash. Once a share of all complete patterns has been
/// seen (and there are few enough of them), they move to an array with a place for each, which makes adding a row a single
/// indexed access. The arrays lie one after another, so that a large table needs few memory pages.
#[derive(Clone, Debug)]
pub(super) struct Store {
    /// How many indicators a profile has, from 1 to 64.
    width: u32,
    heads: Vec<Head>,
    arrays: Vec<Slot>,
    lists: Vec<List>,
}

/// What adding a row to a cell looks at.
#[derive(Clone, Copy, Debug)]
struct Head {
    /// A check that the caller means this cell.
    tag: u32,
    /// Which of the arrays is the cell's; `NO_ARRAY` while it has none.
    array: u32,
}

const NO_ARRAY: u32 = u32::MAX;

/// Patterns with unknowns, and all patterns of a cell that has no array.
#[derive(Clone, Debug, Default)]
struct List {
    entries: Vec<(Profile, Slot)>,
    /// Finds a profile in `entries`.
    index: Index,
}

/// Arrays are made for at most this many indicators (2^16 slots of 16 bytes: 1 MiB a cell).
const ARRAY_INDICATORS_MAX: u32 = 16;
/// An array is made once one in this many of its places would be taken: it is then hardly larger than the list.
const ARRAY_FROM_ONE_IN: usize = 8;

impl Store {
    pub(super) const fn new(width: u32) -> Self {
        Self { width, heads: Vec::new(), arrays: Vec::new(), lists: Vec::new() }
    }

    /// Makes the next cell.
    pub(super) fn push(&mut self, tag: u32) {
        self.heads.push(Head { tag, array: NO_ARRAY });
        self.lists.push(List::default());
    }

    /// Whether there is a cell of this number with this tag.
    pub(super) fn contains(&self, cell: u32, tag: u32) -> bool {
        self.heads.get(cell as usize).is_some_and(|head| head.tag == tag)
    }

    /// Adds one row if the cell has an array with a place for it; `None` if not, if the tag is another, or if a count is full.
    #[inline]
    pub(super) fn add_to_array(&mut self, cell: u32, tag: u32, profile: Profile, billionths: u64) -> Option<()> {
        let head = self.heads.get(cell as usize).filter(|head| head.tag == tag)?;
        let place = self.place(head.array, profile)?;
        self.arrays.get_mut(place)?.add(billionths)
    }

    /// Adds one row; `None` if a count is full.
    pub(super) fn add(&mut self, cell: u32, profile: Profile, billionths: u64) -> Option<()> {
        self.slot(cell, profile)?.add(billionths)
    }

    /// Adds the sum of many rows; `None` if a count is full.
    pub(super) fn add_slot(&mut self, cell: u32, profile: Profile, sum: Slot) -> Option<()> {
        let slot = self.slot(cell, profile)?;
        *slot = slot.plus(sum)?;
        Some(())
    }

    /// Adds the sums of many patterns; `None` if a count is full.
    pub(super) fn add_slots(&mut self, cell: u32, sums: impl ExactSizeIterator<Item = (Profile, Slot)>) -> Option<()> {
        let at = cell as usize;
        if sums.len() >= self.enough() && self.heads.get(at)?.array == NO_ARRAY {
            self.make_array(at);
        }
        for (profile, sum) in sums {
            let place = self.place(self.heads.get(at)?.array, profile);
            let slot = match place {
                Some(place) => self.arrays.get_mut(place)?,
                None => self.slot(cell, profile)?,
            };
            *slot = slot.plus(sum)?;
        }
        Some(())
    }

    /// How many complete patterns are enough for an array.
    fn enough(&self) -> usize {
        1_usize.checked_shl(self.width).unwrap_or(usize::MAX).div_ceil(ARRAY_FROM_ONE_IN)
    }

    /// Where in the arrays a pattern stands.
    #[inline]
    fn place(&self, array: u32, profile: Profile) -> Option<usize> {
        let fits = profile.is_complete() && profile.deprived() >> self.width.min(ARRAY_INDICATORS_MAX) == 0;
        // At most 2^32 arrays of 2^16 places; without an array the place lies behind all of them.
        (fits && array != NO_ARRAY).then(|| (array as usize) << self.width | profile_index(profile))
    }

    /// The slot of a profile, a new one if it was not seen before.
    fn slot(&mut self, cell: u32, profile: Profile) -> Option<&mut Slot> {
        let at = cell as usize;
        if self.place(self.heads.get(at)?.array, profile).is_none() {
            let (number, new) = self.lists.get_mut(at)?.number(profile)?;
            if !new || !self.becomes_array(at) {
                return self.lists.get_mut(at)?.entries.get_mut(number).map(|entry| &mut entry.1);
            }
        }
        let place = self.place(self.heads.get(at)?.array, profile)?;
        self.arrays.get_mut(place)
    }

    /// Moves a cell's complete patterns to an array once there are enough of them; whether that happened just now, after a
    /// complete pattern was appended.
    fn becomes_array(&mut self, cell: usize) -> bool {
        let enough = self.enough();
        let is_due = |head: &Head, list: &List| head.array == NO_ARRAY && list.fills(enough);
        self.heads.get(cell).zip(self.lists.get(cell)).is_some_and(|(head, list)| is_due(head, list))
            && self.make_array(cell)
    }

    /// Moves a cell's complete patterns to an array of its own, if there can be one; whether there is.
    fn make_array(&mut self, cell: usize) -> bool {
        let places = 1_usize.checked_shl(self.width).unwrap_or(usize::MAX);
        let array = self.arrays.len() >> self.width.min(ARRAY_INDICATORS_MAX);
        let (Some(list), Some(head), Ok(array)) =
            (self.lists.get_mut(cell), self.heads.get_mut(cell), u32::try_from(array))
        else {
            return false;
        };
        if self.width > ARRAY_INDICATORS_MAX {
            return false;
        }
        head.array = array;
        let start = self.arrays.len();
        self.arrays.resize(start.saturating_add(places), Slot::default());
        let rest = core::mem::take(list);
        for (profile, slot) in rest.entries {
            let place = profile.is_complete().then(|| start | profile_index(profile));
            let moved = match place.and_then(|place| self.arrays.get_mut(place)) {
                Some(place) => Some(place),
                // The new list is shorter than the old one, so there is room.
                None => {
                    list.number(profile).and_then(|(number, _)| list.entries.get_mut(number)).map(|entry| &mut entry.1)
                }
            };
            if let Some(moved) = moved {
                *moved = slot;
            }
        }
        true
    }

    /// The patterns of a cell that have rows, in no particular order.
    pub(super) fn iter(&self, cell: usize) -> impl Iterator<Item = (Profile, Slot)> {
        let array = self.heads.get(cell).filter(|head| head.array != NO_ARRAY).and_then(|head| {
            let start = (head.array as usize) << self.width;
            self.arrays.get(start..start.saturating_add(1 << self.width))
        });
        let complete =
            (0_u64..).zip(array.unwrap_or_default()).map(|(deprived, slot)| (Profile::complete(deprived), *slot));
        let listed = self.lists.get(cell).map_or(&[][..], |list| &list.entries).iter().copied();
        complete.chain(listed).filter(|(_, slot)| !slot.is_empty())
    }
}

impl List {
    /// The number of a profile's entry, and whether it is new. `None` past 2^32 - 1 entries.
    fn number(&mut self, profile: Profile) -> Option<(usize, bool)> {
        let hash = |profile: Profile| hash_words([profile.deprived(), profile.missing()]);
        let entries = &self.entries;
        let at = |number: u32| entries.get(number as usize).map_or(Profile::NONE, |entry| entry.0);
        if let Some(number) = self.index.find(hash(profile), |number| at(number) == profile) {
            return Some((number as usize, false));
        }
        let number = self.index.push(hash(profile), |earlier| hash(at(earlier)))?;
        self.entries.push((profile, Slot::default()));
        Some((number as usize, true))
    }

    /// Whether there are so many complete patterns, of which the last entry is one.
    fn fills(&self, enough: usize) -> bool {
        let complete = || self.entries.iter().filter(|entry| entry.0.is_complete()).count();
        self.entries.len() >= enough
            && self.entries.last().is_some_and(|entry| entry.0.is_complete())
            && complete() >= enough
    }
}

#[inline]
#[expect(clippy::cast_possible_truncation, reason = "called for profiles below 2^16")]
const fn profile_index(profile: Profile) -> usize {
    profile.deprived() as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_holds_the_same_before_and_after_it_gets_an_array() {
        let mut store = Store::new(6);
        store.push(7);
        store.push(8);
        let incomplete = Profile::from_masks(0b01, 0b10).unwrap();
        for round in 0..3 {
            for deprived in 0..64 {
                for cell in [1, 0] {
                    let profile = Profile::complete(deprived);
                    let fast = store.add_to_array(cell, 7 + cell, profile, deprived + round);
                    fast.or_else(|| store.add(cell, profile, deprived + round)).unwrap();
                    store.add(cell, incomplete, 1).unwrap();
                }
            }
        }
        assert_eq!(store.arrays.len(), 128);
        assert_eq!(store.add_to_array(0, 8, Profile::NONE, 1), None, "another tag");
        for cell in [0, 1] {
            assert_eq!(store.lists[cell].entries.len(), 1);
            let mut seen: Vec<_> =
                store.iter(cell).map(|(profile, slot)| (profile, slot.weight(), slot.rows())).collect();
            seen.sort();
            let mut expected: Vec<_> =
                (0..64).map(|deprived| (Profile::complete(deprived), u128::from(3 * deprived + 3), 3)).collect();
            expected.push((incomplete, 192, 192));
            expected.sort();
            assert_eq!(seen, expected);
        }
    }

    #[test]
    fn wide_profiles_stay_in_the_list() {
        let mut store = Store::new(64);
        store.push(0);
        store.add(0, Profile::complete(1 << 63), 5).unwrap();
        store.add(0, Profile::complete(1 << 17), 5).unwrap();
        assert!(store.arrays.is_empty());
        assert_eq!(store.iter(0).count(), 2);
    }
}
