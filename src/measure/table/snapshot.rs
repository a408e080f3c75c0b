//! A table in the one order that does not depend on how it came to be.

use super::axes::{Role, natural_key};
use super::index::{Index, hash_words};
use super::{PatternTable, fingerprint::Mixer};
use crate::measure::{MeasureError, Power, Profile};
use crate::quantity::{CountedUnit, Ratio};
use core::ops::Range;

/// What a table holds, sorted: levels in natural order, cells by stratum, primary sampling unit and the other levels, patterns
/// by their masks. Estimates are made from it, so that floating-point sums too have one order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Snapshot {
    pub(crate) axes: Vec<SortedAxis>,
    /// The distinct profiles, sorted.
    pub(crate) profiles: Vec<Profile>,
    pub(crate) cells: Vec<SnapshotCell>,
    pub(crate) entries: Vec<Entry>,
    /// Sums of gaps: for each entry that has some, for each gap, for each power.
    pub(crate) gap_sums: Vec<u128>,
    /// What each of them is divided by to be one of normalised gaps.
    pub(crate) gap_scales: Vec<Ratio>,
    /// The bit of each gap's indicator.
    pub(crate) gap_bits: Vec<u32>,
    pub(crate) gap_powers: Vec<Power>,
}

/// An axis with its levels in natural order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SortedAxis {
    pub(crate) name: String,
    pub(crate) role: Role,
    pub(crate) levels: Vec<String>,
}

/// A cell that has rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SnapshotCell {
    /// The position of its level on each axis.
    pub(crate) levels: Box<[u32]>,
    /// Its patterns among the entries.
    pub(crate) entries: Range<usize>,
}

/// The sums of one pattern of one cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// The pattern's position among the profiles.
    pub(crate) profile: u32,
    /// Where its sums of gaps begin; `NO_GAPS` if it has none.
    pub(crate) gaps: u32,
    pub(crate) rows: u64,
    /// In billionths, below 2^88.
    pub(crate) weight: u128,
}

pub(crate) const NO_GAPS: u32 = u32::MAX;

/// Complete profiles of at most this many indicators are numbered through an array.
const ARRAY_INDICATORS_MAX: u32 = 16;

impl Snapshot {
    /// The position of the axis of a role.
    pub(crate) fn axis_of(&self, role: Role) -> Option<usize> {
        self.axes.iter().position(|axis| axis.role == role)
    }

    /// The name of a level by its position; empty if there is none.
    pub(crate) fn level_name(&self, axis: usize, level: u32) -> &str {
        self.axes.get(axis).and_then(|axis| axis.levels.get(level as usize)).map_or("", String::as_str)
    }

    /// Feeds everything that tells this table from another to a fingerprint.
    pub(crate) fn mix_into(&self, mixer: &mut Mixer) {
        for axis in &self.axes {
            mixer.text(&axis.name);
            mixer.text(axis.role.name());
            mixer.word(axis.levels.len() as u64);
            axis.levels.iter().for_each(|level| mixer.text(level));
        }
        self.gap_bits.iter().for_each(|bit| mixer.word(u64::from(*bit)));
        self.gap_powers.iter().for_each(|power| mixer.text(&power.alpha().to_string()));
        self.gap_scales.iter().for_each(|scale| mixer.text(&scale.to_string()));
        for cell in &self.cells {
            cell.levels.iter().for_each(|level| mixer.word(u64::from(*level)));
            mixer.word(cell.entries.len() as u64);
            for entry in self.entries.get(cell.entries.clone()).unwrap_or_default() {
                let profile = self.profiles.get(entry.profile as usize).copied().unwrap_or_default();
                mixer.word(profile.deprived());
                mixer.word(profile.missing());
                mixer.word(entry.rows);
                mixer.wide(entry.weight);
                self.gap_sums(entry).iter().for_each(|sum| mixer.wide(*sum));
            }
        }
    }

    /// The sums of gaps of an entry; empty if it has none.
    #[inline]
    pub(crate) fn gap_sums(&self, entry: &Entry) -> &[u128] {
        let start = entry.gaps as usize;
        if entry.gaps == NO_GAPS {
            return &[];
        }
        self.gap_sums.get(start..start.saturating_add(self.gap_scales.len())).unwrap_or_default()
    }
}

impl<U: CountedUnit> PatternTable<U> {
    /// What the table holds, sorted.
    ///
    /// # Errors
    /// [`MeasureError::TooMany`] past 2^32 distinct profiles or sums of gaps; [`MeasureError::Quantity`] if the scale of a gap
    /// does not fit.
    pub(crate) fn snapshot(&self) -> Result<Snapshot, MeasureError> {
        let cells: Vec<usize> = self.occupied().collect();
        let (axes, ranks) = self.sorted_axes(&cells);
        let numbering = Numbering::of(self, &cells)?;
        // Strata and primary sampling units first: whoever sums over them goes through the cells once.
        let first = [Role::Stratum, Role::PrimarySamplingUnit, Role::Row].map(|role| self.axes.position_of(role));
        let packing = Packing::of(&axes, first.into_iter().flatten());
        let mut order: Vec<(u128, Box<[u32]>, usize)> = Vec::with_capacity(cells.len());
        for cell in cells {
            let numbers = self.cells.get(cell).map_or(&[][..], |numbers| numbers);
            let rank = |(axis, number): (&Vec<u32>, &u32)| axis.get(*number as usize).copied().unwrap_or_default();
            let levels: Box<[u32]> = ranks.iter().zip(numbers).map(rank).collect();
            order.push((packing.pack(&levels), levels, cell));
        }
        order.sort_unstable_by(|left, right| left.0.cmp(&right.0).then_with(|| left.1.cmp(&right.1)));

        let gap_scales = self.gaps.scales()?;
        let mut snapshot = Snapshot {
            axes,
            profiles: numbering.profiles.clone(),
            cells: Vec::with_capacity(order.len()),
            entries: Vec::new(),
            gap_sums: Vec::new(),
            gap_scales,
            gap_bits: self.gaps.bits().collect(),
            gap_powers: self.gaps.powers().to_vec(),
        };
        for (_, levels, cell) in order {
            let start = snapshot.entries.len();
            for (profile, slot, gaps) in self.patterns(cell) {
                let at = if gaps.is_empty() { NO_GAPS } else { position(snapshot.gap_sums.len())? };
                snapshot.gap_sums.extend_from_slice(gaps);
                let profile = numbering.number(profile);
                snapshot.entries.push(Entry { profile, gaps: at, rows: slot.rows(), weight: slot.weight() });
            }
            let entries = start..snapshot.entries.len();
            snapshot.entries.get_mut(entries.clone()).unwrap_or_default().sort_unstable_by_key(|entry| entry.profile);
            snapshot.cells.push(SnapshotCell { levels, entries });
        }
        snapshot.sort_gap_sums();
        Ok(snapshot)
    }

    /// The axes with the levels that have rows in natural order, and the position of each level by its number.
    fn sorted_axes(&self, cells: &[usize]) -> (Vec<SortedAxis>, Vec<Vec<u32>>) {
        let mut axes = Vec::with_capacity(self.axes.len());
        let mut ranks = Vec::with_capacity(self.axes.len());
        for (axis, ((name, role), levels)) in self.axes.iter().zip(&self.levels).enumerate() {
            let mut seen = vec![false; levels.len()];
            for cell in cells {
                let number = self.cells.get(*cell).and_then(|numbers| numbers.get(axis));
                if let Some(place) = number.and_then(|number| seen.get_mut(*number as usize)) {
                    *place = true;
                }
            }
            let seen = (0..).zip(&seen).filter(|(_, seen)| **seen).map(|(number, _)| number);
            let mut order: Vec<_> = seen.map(|number: u32| (natural_key(levels.name(number)), number)).collect();
            order.sort_unstable();
            let mut rank = vec![0; levels.len()];
            for (position, (_, number)) in (0..).zip(&order) {
                if let Some(place) = rank.get_mut(*number as usize) {
                    *place = position;
                }
            }
            let levels = order.iter().map(|((.., name), _)| (*name).to_owned()).collect();
            axes.push(SortedAxis { name: name.to_owned(), role, levels });
            ranks.push(rank);
        }
        (axes, ranks)
    }
}

impl Snapshot {
    /// Brings the sums of gaps to the order of the entries.
    fn sort_gap_sums(&mut self) {
        if self.gap_sums.is_empty() {
            return;
        }
        let mut sorted = Vec::with_capacity(self.gap_sums.len());
        for at in 0..self.entries.len() {
            let Some(entry) = self.entries.get(at).copied() else { continue };
            let start = u32::try_from(sorted.len()).unwrap_or(NO_GAPS);
            sorted.extend_from_slice(self.gap_sums(&entry));
            if let Some(own) = self.entries.get_mut(at).filter(|own| own.gaps != NO_GAPS) {
                own.gaps = start;
            }
        }
        self.gap_sums = sorted;
    }
}

fn position(length: usize) -> Result<u32, MeasureError> {
    let too_many = MeasureError::TooMany { things: "sums of gaps", limit: u64::from(u32::MAX) };
    u32::try_from(length).ok().filter(|position| *position != NO_GAPS).ok_or(too_many)
}

/// How the positions of a cell's levels make one number that sorts as they do: axis by axis, some axes before the others. Of very
/// many axes those that don't fit 128 bits are left out.
struct Packing {
    /// Each axis with the bits that its positions need, in the order of sorting.
    axes: Vec<(usize, u32)>,
}

impl Packing {
    fn of(axes: &[SortedAxis], first: impl Iterator<Item = usize>) -> Self {
        let mut order: Vec<usize> = first.collect();
        order.extend((0..axes.len()).filter(|axis| !order.contains(axis)).collect::<Vec<_>>());
        let bits = |axis: usize| {
            let last = axes.get(axis).map_or(0, |axis| axis.levels.len().saturating_sub(1));
            (axis, usize::BITS.saturating_sub(last.leading_zeros()))
        };
        let mut left = u128::BITS;
        let fits = |(_, bits): &(usize, u32)| left.checked_sub(*bits).map(|rest| left = rest).is_some();
        Self { axes: order.into_iter().map(bits).take_while(fits).collect() }
    }

    fn pack(&self, levels: &[u32]) -> u128 {
        self.axes.iter().fold(0, |packed: u128, (axis, bits)| {
            let level = levels.get(*axis).copied().unwrap_or_default();
            packed.checked_shl(*bits).unwrap_or_default() | u128::from(level)
        })
    }
}

/// The distinct profiles of a table, numbered in their order.
struct Numbering {
    profiles: Vec<Profile>,
    /// The number of each complete profile, if they are few enough for an array.
    array: Vec<u32>,
    /// The others: in the order of coming, with an index and the number of each.
    others: Vec<Profile>,
    index: Index,
    numbers: Vec<u32>,
}

impl Numbering {
    fn of<U: CountedUnit>(table: &PatternTable<U>, cells: &[usize]) -> Result<Self, MeasureError> {
        let places = if table.width > ARRAY_INDICATORS_MAX { 0 } else { 1_usize << table.width };
        let mut numbering = Self {
            profiles: Vec::new(),
            array: vec![0; places],
            others: Vec::new(),
            index: Index::default(),
            numbers: vec![],
        };
        let too_many = || MeasureError::TooMany { things: "profiles", limit: u64::from(u32::MAX) };
        for cell in cells {
            for (profile, _, _) in table.patterns(*cell) {
                if let Some(seen) = numbering.place(profile) {
                    *seen = 1;
                } else if numbering.find(profile).is_none() {
                    let others = &numbering.others;
                    let hash_of = |number: u32| others.get(number as usize).map_or(0, |profile| hash(*profile));
                    numbering.index.push(hash(profile), hash_of).ok_or_else(too_many)?;
                    numbering.others.push(profile);
                }
            }
        }
        let complete = (0_u64..).zip(&numbering.array).filter(|(_, seen)| **seen == 1);
        numbering.profiles = complete.map(|(deprived, _)| Profile::complete(deprived)).collect();
        numbering.profiles.extend_from_slice(&numbering.others);
        numbering.profiles.sort_unstable();
        numbering.numbers = vec![0; numbering.others.len()];
        for (number, profile) in (0_u32..).zip(numbering.profiles.clone()) {
            if let Some(place) = numbering.place(profile) {
                *place = number;
            } else if let Some(other) = numbering.find(profile)
                && let Some(place) = numbering.numbers.get_mut(other as usize)
            {
                *place = number;
            }
        }
        Ok(numbering)
    }

    fn place(&mut self, profile: Profile) -> Option<&mut u32> {
        if profile.is_complete() { self.array.get_mut(usize::try_from(profile.deprived()).ok()?) } else { None }
    }

    fn find(&self, profile: Profile) -> Option<u32> {
        self.index.find(hash(profile), |number| self.others.get(number as usize) == Some(&profile))
    }

    fn number(&self, profile: Profile) -> u32 {
        let place = usize::try_from(profile.deprived()).ok().filter(|_| profile.is_complete());
        let number = place.and_then(|place| self.array.get(place));
        let other = || self.find(profile).and_then(|number| self.numbers.get(number as usize));
        number.or_else(other).copied().unwrap_or_default()
    }
}

fn hash(profile: Profile) -> u64 {
    hash_words([profile.deprived(), profile.missing()])
}
