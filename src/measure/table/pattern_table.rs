//! The table of weights by cell and pattern.

use super::super::error::listed;
use super::super::{MeasureError, Profile, Structure};
use super::axes::{Axes, Levels, Role, natural_order};
use super::gaps::{Gap, Gaps, Power};
use super::index::{Index, hash_words};
use super::slot::Slot;
use super::store::Store;
use crate::quantity::{CountedUnit, Households, TotalWeight, Weight};
use core::fmt;
use core::marker::PhantomData;
use rust_decimal::Decimal;

/// The number of a cell in the table that made it.
///
/// It is valid in any table in which that number has the same levels, which a tag checks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CellId {
    index: u32,
    tag: u32,
}

/// The weight and the number of rows of each deprivation pattern in each cell.
///
/// A cell is one level on each axis: period, subgroups, stratum, primary sampling unit. It is made once
/// ([`PatternTable::cell`]); adding a row to it ([`PatternTable::add`]) takes a few nanoseconds. Sums are integers, so
/// [`PatternTable::merge`] is commutative and associative to the bit: any split of the rows over threads, files or machines
/// gives an equal table, and equality compares what tables hold, not the order in which they met their cells.
///
/// The unit that the weights count is in the type: [`Households`] or [`Persons`](crate::quantity::Persons).
///
/// Source: Alkire and Foster 2011; every counting measure is a ratio of linear functions of this table, hence the table is
/// a sufficient statistic.
///
/// ```
/// use poverty::measure::{Axes, By, PatternTable, Profile, Structure, Weighting};
/// use poverty::quantity::{Households, Ratio, Weight};
/// let structure = Structure::flat(["water", "toilet", "telecom"])?;
/// let axes = Axes::new().period("year")?.subgroup("area")?;
/// let mut table = PatternTable::<Households>::new(&structure, axes)?;
/// let rural = table.cell(&["2021", "rural"])?;
/// let urban = table.cell(&["2021", "urban"])?;
/// table.add(rural, Profile::complete(0b011), "126.201".parse()?)?;
/// table.add(rural, Profile::complete(0b000), "73.799".parse()?)?;
/// table.add(urban, Profile::complete(0b001), Weight::ONE)?;
///
/// let poverty = Weighting::nested(&structure)?.cutoff(Ratio::new(2, 3)?)?;
/// let rows = table.tallies(&poverty, &By::axis("area"))?;
/// let (group, tally) = &rows[0];
/// assert_eq!(group.to_string(), "year = 2021, area = rural");
/// assert_eq!(tally.headcount_ratio()?, Ratio::new(126_201, 200_000)?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct PatternTable<U: CountedUnit = Households> {
    pub(super) indicators: Vec<String>,
    pub(super) width: u32,
    pub(super) axes: Axes,
    /// The levels seen on each axis.
    pub(super) levels: Vec<Levels>,
    /// Finds a cell by the numbers of its levels.
    index: Index,
    /// The numbers of the levels of each cell.
    pub(super) cells: Vec<Box<[u32]>>,
    store: Store,
    pub(super) gaps: Gaps,
    // A function that makes it, so that a table can be sent to other threads whatever the unit is.
    unit: PhantomData<fn() -> U>,
}

impl<U: CountedUnit> PatternTable<U> {
    /// An empty table for profiles of this structure, with these axes.
    ///
    /// # Errors
    /// [`MeasureError::TooManyIndicators`]; never for a valid structure.
    pub fn new(structure: &Structure, axes: Axes) -> Result<Self, MeasureError> {
        Self::with_gaps(structure, axes, &[], &[])
    }

    /// An empty table that also sums powers of the gaps of some indicators, for M1, M2 and the alpha family.
    ///
    /// # Errors
    /// [`MeasureError::UnknownIndicator`]; [`MeasureError::Duplicate`] if an indicator has two gaps.
    pub fn with_gaps(structure: &Structure, axes: Axes, gaps: &[Gap], powers: &[Power]) -> Result<Self, MeasureError> {
        let levels = axes.names().map(|_| Levels::default()).collect();
        Ok(Self {
            indicators: structure.indicators().to_vec(),
            width: structure.width(),
            axes,
            levels,
            index: Index::default(),
            cells: Vec::new(),
            store: Store::new(structure.width()),
            gaps: Gaps::new(structure, gaps, powers)?,
            unit: PhantomData,
        })
    }

    /// An empty table with the indicators and gaps of this one, other axes and another unit.
    pub(super) fn like<V: CountedUnit>(&self, axes: Axes) -> PatternTable<V> {
        PatternTable {
            indicators: self.indicators.clone(),
            width: self.width,
            levels: axes.names().map(|_| Levels::default()).collect(),
            axes,
            index: Index::default(),
            cells: Vec::new(),
            store: Store::new(self.width),
            gaps: self.gaps.like(),
            unit: PhantomData,
        }
    }

    /// The cell with one level on each axis, in the order of the axes; made if it is new.
    ///
    /// # Errors
    /// [`MeasureError::LevelCount`]; [`MeasureError::TooMany`] past 2^32 cells or levels.
    pub fn cell(&mut self, levels: &[&str]) -> Result<CellId, MeasureError> {
        if levels.len() != self.axes.len() {
            return Err(MeasureError::LevelCount { given: levels.len(), expected: self.axes.len() });
        }
        let numbers: Result<Box<[u32]>, MeasureError> =
            self.levels.iter_mut().zip(levels).map(|(known, level)| known.intern(level)).collect();
        let numbers = numbers?;
        let hash = |levels: &[u32]| hash_words(levels.iter().map(|number| u64::from(*number)));
        let at = |index: u32| self.cells.get(index as usize).map_or(&[][..], |levels| levels);
        let tag = tag(levels);
        if let Some(index) = self.index.find(hash(&numbers), |index| *at(index) == *numbers) {
            return Ok(CellId { index, tag });
        }
        let too_many = MeasureError::TooMany { things: "cells", limit: u64::from(u32::MAX) };
        let index = self.index.push(hash(&numbers), |earlier| hash(at(earlier))).ok_or(too_many)?;
        self.cells.push(numbers);
        self.store.push(tag);
        Ok(CellId { index, tag })
    }

    /// Adds one row: a household with this profile and weight. A weight of 0 counts as a row and adds nothing else.
    ///
    /// # Errors
    /// [`MeasureError::ForeignCell`], [`MeasureError::ProfileTooWide`], [`MeasureError::PatternOverflow`]. The table is
    /// unchanged then.
    #[inline]
    pub fn add(&mut self, cell: CellId, profile: Profile, weight: Weight<U>) -> Result<(), MeasureError> {
        // The common case, kept small enough to be inlined: the cell is busy, so its patterns have an array.
        let added = self.store.add_to_array(cell.index, cell.tag, profile, weight.billionths());
        if added.is_some() { Ok(()) } else { self.add_anyhow(cell, profile, weight) }
    }

    #[inline(never)]
    fn add_anyhow(&mut self, cell: CellId, profile: Profile, weight: Weight<U>) -> Result<(), MeasureError> {
        self.check(cell, profile)?;
        self.store.add(cell.index, profile, weight.billionths()).ok_or(MeasureError::PatternOverflow)
    }

    /// Adds one row with the achievements behind its gaps, in the order of [`PatternTable::gap_indicators`].
    ///
    /// # Errors
    /// As [`PatternTable::add`]; [`MeasureError::Different`] unless there is one entry for each gap;
    /// [`MeasureError::GapContradiction`] if an achievement is unknown or not below the cutoff where the household is deprived,
    /// or below it where it is not; [`MeasureError::Quantity`] if a sum of powers does not fit 128 bits.
    pub fn add_with_achievements(
        &mut self,
        cell: CellId,
        profile: Profile,
        weight: Weight<U>,
        achievements: &[Option<Decimal>],
    ) -> Result<(), MeasureError> {
        let shortfalls = self.gaps.shortfalls(profile, achievements)?;
        self.add(cell, profile, weight)?;
        self.gaps.add(cell.index, profile, weight.billionths(), &shortfalls)
    }

    /// Adds one row by the names of its levels, on every axis but that of rows; the short way where speed does not matter,
    /// and the only way where each row is a primary sampling unit.
    ///
    /// # Errors
    /// As [`PatternTable::cell`] and [`PatternTable::add_with_achievements`].
    pub fn add_row(
        &mut self,
        levels: &[&str],
        profile: Profile,
        weight: Weight<U>,
        achievements: &[Option<Decimal>],
    ) -> Result<(), MeasureError> {
        let cell = match self.axes.position_of(Role::Row) {
            None => self.cell(levels)?,
            Some(position) => {
                let expected = self.axes.len().saturating_sub(1);
                if levels.len() != expected {
                    return Err(MeasureError::LevelCount { given: levels.len(), expected });
                }
                // Rows of one cell must be alike in all that enters an estimate: weight and achievements.
                let alike = achievements.iter().fold(weight.to_string(), |text, achievement| {
                    let value = achievement.map(|value| value.normalize().to_string());
                    format!("{text};{}", value.unwrap_or_default())
                });
                let (before, after) = levels.split_at(position.min(expected));
                let all: Vec<&str> =
                    before.iter().copied().chain([alike.as_str()]).chain(after.iter().copied()).collect();
                self.cell(&all)?
            }
        };
        self.add_with_achievements(cell, profile, weight, achievements)
    }

    /// Adds the sum of many rows with one profile: what another engine has already grouped.
    ///
    /// # Errors
    /// As [`PatternTable::add`].
    pub fn add_sum(
        &mut self,
        cell: CellId,
        profile: Profile,
        weight: TotalWeight<U>,
        rows: u64,
    ) -> Result<(), MeasureError> {
        self.check(cell, profile)?;
        let sum = Slot::of(weight.billionths(), rows).ok_or(MeasureError::PatternOverflow)?;
        self.store.add_slot(cell.index, profile, sum).ok_or(MeasureError::PatternOverflow)
    }

    /// Adds the sums of many rows with each of many profiles, faster than one after the other.
    ///
    /// # Errors
    /// As [`PatternTable::add`]. Some of the sums may have been added then.
    pub fn add_sums(
        &mut self,
        cell: CellId,
        sums: impl ExactSizeIterator<Item = (Profile, TotalWeight<U>, u64)> + Clone,
    ) -> Result<(), MeasureError> {
        for (profile, ..) in sums.clone() {
            self.check(cell, profile)?;
        }
        let mut fits = true;
        let slots = sums.map(|(profile, weight, rows)| {
            let slot = Slot::of(weight.billionths(), rows);
            fits &= slot.is_some();
            (profile, slot.unwrap_or_default())
        });
        let added = self.store.add_slots(cell.index, slots);
        added.filter(|()| fits).ok_or(MeasureError::PatternOverflow)
    }

    /// Adds sums of gaps in the units of this table: for each gap, for each power; nothing if the pattern has none.
    pub(super) fn add_gap_sums(&mut self, cell: CellId, profile: Profile, sums: &[u128]) -> Result<(), MeasureError> {
        self.gaps.add_sums(cell.index, profile, sums)
    }

    /// Adds everything that another table holds.
    ///
    /// # Errors
    /// [`MeasureError::Different`] if the tables have other indicators or axes; [`MeasureError::PatternOverflow`];
    /// [`MeasureError::TooMany`]. The table is unchanged then.
    pub fn merge(&mut self, other: &Self) -> Result<(), MeasureError> {
        self.check_alike(other)?;
        // If everything fits one slot, each slot fits.
        let whole = self.sum().and_then(|sum| sum.plus(other.sum()?));
        whole.ok_or(MeasureError::PatternOverflow)?;
        // Cells come first: if they don't fit, no sum has changed.
        let mut pairs = Vec::new();
        for cell in other.occupied() {
            let names: Vec<&str> = other.level_names(cell).collect();
            pairs.push((self.cell(&names)?.index, cell));
        }
        let mut own_numbers = vec![None; other.cells.len()];
        for (own, cell) in &pairs {
            if let Some(place) = own_numbers.get_mut(*cell) {
                *place = Some(*own);
            }
        }
        let own_cell = |theirs: u32| own_numbers.get(theirs as usize).copied().flatten();
        self.gaps.merge(&other.gaps, own_cell)?;
        for (own, cell) in pairs {
            for (profile, slot) in other.store.iter(cell) {
                self.store.add_slot(own, profile, slot).ok_or(MeasureError::PatternOverflow)?;
            }
        }
        Ok(())
    }

    /// The identifiers of the indicators, in the order of a profile's bits.
    #[must_use]
    pub fn indicators(&self) -> &[String] {
        &self.indicators
    }

    /// The indicators that have gaps, in the order of their bits.
    #[must_use]
    pub fn gap_indicators(&self) -> impl ExactSizeIterator<Item = &str> {
        self.gaps.indicators()
    }

    /// The axes.
    #[must_use]
    pub const fn axes(&self) -> &Axes {
        &self.axes
    }

    /// The levels that rows have on an axis, numbers before texts; without the empty level.
    ///
    /// # Errors
    /// [`MeasureError::UnknownAxis`].
    pub fn levels(&self, axis: &str) -> Result<Vec<&str>, MeasureError> {
        let position = self.axes.require(axis)?;
        let mut seen: Vec<&str> = self
            .occupied()
            .filter_map(|cell| self.level_names(cell).nth(position))
            .filter(|name| !name.is_empty())
            .collect();
        seen.sort_by(|left, right| natural_order(left, right));
        seen.dedup();
        Ok(seen)
    }

    /// Every pattern that has rows, with its cell's levels, weight and number of rows, in no particular order.
    pub fn iter(&self) -> impl Iterator<Item = (Vec<&str>, Profile, TotalWeight<U>, u64)> {
        (0..self.cells.len()).flat_map(move |cell| {
            self.store.iter(cell).map(move |(profile, slot)| {
                (self.level_names(cell).collect(), profile, TotalWeight::from_billionths(slot.weight()), slot.rows())
            })
        })
    }

    /// The cells that have rows.
    pub(super) fn occupied(&self) -> impl Iterator<Item = usize> {
        (0..self.cells.len()).filter(|cell| self.store.iter(*cell).next().is_some())
    }

    /// The patterns of a cell that have rows, with their sums and the sums of their gaps.
    pub(super) fn patterns(&self, cell: usize) -> impl Iterator<Item = (Profile, Slot, &[u128])> {
        let number = u32::try_from(cell).unwrap_or(u32::MAX);
        let gaps = move |profile| if self.gaps.is_empty() { &[][..] } else { self.gaps.get(number, profile) };
        self.store.iter(cell).map(move |(profile, slot)| (profile, slot, gaps(profile)))
    }

    pub(super) fn level_names(&self, cell: usize) -> impl Iterator<Item = &str> {
        let numbers = self.cells.get(cell).map_or(&[][..], |numbers| numbers);
        self.levels.iter().zip(numbers).map(|(levels, number)| levels.name(*number))
    }

    fn check(&self, cell: CellId, profile: Profile) -> Result<(), MeasureError> {
        let bits = profile.deprived() | profile.missing();
        if bits.checked_shr(self.width).unwrap_or(0) != 0 {
            return Err(MeasureError::ProfileTooWide { profile: format!("{profile:?}"), indicators: self.width });
        }
        if self.store.contains(cell.index, cell.tag) {
            Ok(())
        } else {
            Err(MeasureError::ForeignCell { cell: cell.index })
        }
    }

    /// Everything in one slot; `None` if it does not fit.
    fn sum(&self) -> Option<Slot> {
        let mut slots = (0..self.cells.len()).flat_map(|cell| self.store.iter(cell));
        slots.try_fold(Slot::default(), |sum, (_, slot)| sum.plus(slot))
    }

    fn check_alike(&self, other: &Self) -> Result<(), MeasureError> {
        if self.indicators != other.indicators {
            let list = |table: &Self| listed(table.indicators.iter().map(String::as_str));
            return Err(MeasureError::Different { what: "indicators", left: list(self), right: list(other) });
        }
        if self.axes != other.axes {
            let (left, right) = (self.axes.to_string(), other.axes.to_string());
            return Err(MeasureError::Different { what: "axes", left, right });
        }
        if !self.gaps.is_like(&other.gaps) {
            let list = |table: &Self| listed(table.gaps.indicators());
            return Err(MeasureError::Different { what: "gaps", left: list(self), right: list(other) });
        }
        Ok(())
    }
}

/// FNV-1a over the levels, each ended by a byte that no UTF-8 text contains.
fn tag(levels: &[&str]) -> u32 {
    let bytes = levels.iter().flat_map(|level| level.bytes().chain([0xff]));
    bytes.fold(0x811c_9dc5, |hash: u32, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

impl<U: CountedUnit> PartialEq for PatternTable<U> {
    /// Whether both hold the same sums under the same levels, in whatever order they came.
    fn eq(&self, other: &Self) -> bool {
        self.check_alike(other).is_ok()
            && matches!((self.snapshot(), other.snapshot()), (Ok(left), Ok(right)) if left == right)
    }
}

impl<U: CountedUnit> Eq for PatternTable<U> {}

impl<U: CountedUnit> fmt::Debug for PatternTable<U> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PatternTable")
            .field("unit", &U::UNIT)
            .field("indicators", &self.indicators)
            .field("axes", &self.axes.to_string())
            .field("cells", &self.cells.len())
            .finish_non_exhaustive()
    }
}
