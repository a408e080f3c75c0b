//! The table of weights by cell and pattern.

use super::super::error::listed;
use super::super::{AlkireFoster, MeasureError, Profile, Structure, Tally, alkire_foster::Scorer};
use super::axes::{Axes, Levels, Role, natural_order};
use super::index::{Index, hash_words};
use super::slot::Slot;
use super::store::Store;
use super::{By, Group};
use crate::quantity::{CountedUnit, Households, TotalWeight, Weight};
use core::fmt;
use core::marker::PhantomData;
use std::collections::BTreeMap;

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
    indicators: Vec<String>,
    width: u32,
    axes: Axes,
    /// The levels seen on each axis.
    levels: Vec<Levels>,
    /// Finds a cell by the numbers of its levels.
    index: Index,
    /// The numbers of the levels of each cell.
    cells: Vec<Box<[u32]>>,
    store: Store,
    unit: PhantomData<U>,
}

impl<U: CountedUnit> PatternTable<U> {
    /// An empty table for profiles of this structure, with these axes.
    ///
    /// # Errors
    /// [`MeasureError::TooManyIndicators`]; never for a valid structure.
    pub fn new(structure: &Structure, axes: Axes) -> Result<Self, MeasureError> {
        let levels = axes.names().map(|_| Levels::default()).collect();
        Ok(Self {
            indicators: structure.indicators().to_vec(),
            width: structure.width(),
            axes,
            levels,
            index: Index::default(),
            cells: Vec::new(),
            store: Store::new(structure.width()),
            unit: PhantomData,
        })
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

    /// The exact totals of one group under one measure.
    ///
    /// # Errors
    /// [`MeasureError::Different`] if the measure has other indicators; [`MeasureError::UnknownAxis`];
    /// [`MeasureError::Quantity`] if a total does not fit 128 bits. A group in which there is nobody has an empty tally,
    /// whose measures are undefined.
    pub fn tally(&self, poverty: &AlkireFoster, group: &Group) -> Result<Tally<U>, MeasureError> {
        let scorer = self.scorer(poverty)?;
        let poor_from = scorer.poor_from(poverty.poverty_cutoff());
        let mut wanted = Vec::new();
        for (axis, level) in group.levels() {
            let position = self.axes.require(axis)?;
            wanted.push((position, self.levels.get(position).and_then(|levels| levels.find(level))));
        }
        let mut tally = Tally::empty(poverty, &scorer, group);
        for (cell, levels) in self.cells.iter().enumerate() {
            let inside = wanted.iter().all(|(axis, level)| level.is_some() && levels.get(*axis) == level.as_ref());
            if inside {
                self.add_cell(&mut tally, &scorer, poor_from, cell)?;
            }
        }
        Ok(tally)
    }

    /// The exact totals of every group that has rows, in the order of its levels. Periods are always told apart.
    ///
    /// # Errors
    /// As [`PatternTable::tally`].
    pub fn tallies(&self, poverty: &AlkireFoster, by: &By) -> Result<Vec<(Group, Tally<U>)>, MeasureError> {
        let scorer = self.scorer(poverty)?;
        let poor_from = scorer.poor_from(poverty.poverty_cutoff());
        let mut axes: Vec<usize> = self.axes.position_of(Role::Period).into_iter().collect();
        for axis in by.axes() {
            let position = self.axes.require(axis)?;
            if !axes.contains(&position) {
                axes.push(position);
            }
        }
        let mut groups: BTreeMap<Vec<u32>, Tally<U>> = BTreeMap::new();
        for cell in self.occupied() {
            let levels = self.cells.get(cell).map_or(&[][..], |levels| levels);
            let key: Vec<u32> = axes.iter().filter_map(|axis| levels.get(*axis).copied()).collect();
            let group = self.group(&axes, &key);
            if group.levels().any(|(_, level)| level.is_empty()) {
                continue;
            }
            let tally = groups.entry(key).or_insert_with(|| Tally::empty(poverty, &scorer, &group));
            self.add_cell(tally, &scorer, poor_from, cell)?;
        }
        let mut result: Vec<(Group, Tally<U>)> =
            groups.into_iter().map(|(key, tally)| (self.group(&axes, &key), tally)).collect();
        result.sort_by(|(left, _), (right, _)| {
            let pairs = left.levels().zip(right.levels());
            pairs.fold(core::cmp::Ordering::Equal, |order, ((_, a), (_, b))| order.then_with(|| natural_order(a, b)))
        });
        Ok(result)
    }

    fn group(&self, axes: &[usize], key: &[u32]) -> Group {
        axes.iter().zip(key).fold(Group::whole(), |group, (axis, number)| {
            let name = self.axes.names().nth(*axis).unwrap_or_default();
            group.and(name, self.levels.get(*axis).map_or("", |levels| levels.name(*number)))
        })
    }

    fn add_cell(&self, tally: &mut Tally<U>, scorer: &Scorer, poor_from: u64, cell: usize) -> Result<(), MeasureError> {
        for (profile, slot) in self.store.iter(cell) {
            tally.add(scorer, poor_from, profile, TotalWeight::from_billionths(slot.weight()), slot.rows())?;
        }
        Ok(())
    }

    fn scorer(&self, poverty: &AlkireFoster) -> Result<Scorer, MeasureError> {
        if poverty.structure().indicators() != self.indicators {
            return Err(MeasureError::Different {
                what: "indicators of table and measure",
                left: listed(self.indicators.iter().map(String::as_str)),
                right: poverty.structure().to_string(),
            });
        }
        let profiles = (0..self.cells.len()).flat_map(|cell| self.store.iter(cell).map(|(profile, _)| profile));
        Scorer::new(poverty.weighting(), poverty.missing_policy(), profiles)
    }

    /// The cells that have rows.
    fn occupied(&self) -> impl Iterator<Item = usize> {
        (0..self.cells.len()).filter(|cell| self.store.iter(*cell).next().is_some())
    }

    fn level_names(&self, cell: usize) -> impl Iterator<Item = &str> {
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
        Ok(())
    }

    /// What the table holds, in an order that does not depend on how it came in.
    fn contents(&self) -> BTreeMap<(Vec<&str>, Profile), (u128, u64)> {
        self.iter().map(|(levels, profile, weight, rows)| ((levels, profile), (weight.billionths(), rows))).collect()
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
        self.check_alike(other).is_ok() && self.contents() == other.contents()
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
