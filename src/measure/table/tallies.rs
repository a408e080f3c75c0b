//! Exact totals of groups, read off the table.

use super::super::alkire_foster::Scorer;
use super::super::error::listed;
use super::super::{AlkireFoster, MeasureError, Profile, Structure, Tally};
use super::axes::{Role, natural_order};
use super::{By, Group, PatternTable};
use crate::quantity::{CountedUnit, Ratio, TotalWeight};
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

impl<U: CountedUnit> PatternTable<U> {
    /// The exact totals of one group under one measure.
    ///
    /// # Errors
    /// [`MeasureError::Different`] if the measure has other indicators; [`MeasureError::UnknownAxis`];
    /// [`MeasureError::Quantity`] if a total does not fit 128 bits. A group in which there is nobody has an empty tally,
    /// whose measures are undefined.
    pub fn tally(&self, poverty: &AlkireFoster, group: &Group) -> Result<Tally<U>, MeasureError> {
        let scorer = self.scorer(poverty)?;
        let poor_from = scorer.poor_from(poverty.poverty_cutoff());
        let mut tally = Tally::empty(poverty, &scorer, &self.gaps, group)?;
        for cell in self.cells_of(group)? {
            self.add_cell(&mut tally, &scorer, poor_from, cell)?;
        }
        Ok(tally)
    }

    /// The cells inside a group.
    fn cells_of(&self, group: &Group) -> Result<impl Iterator<Item = usize>, MeasureError> {
        let mut wanted = Vec::new();
        for (axis, level) in group.levels() {
            let position = self.axes.require(axis)?;
            wanted.push((position, self.levels.get(position).and_then(|levels| levels.find(level))));
        }
        let inside = move |levels: &[u32]| {
            wanted.iter().all(|(axis, level)| level.is_some() && levels.get(*axis) == level.as_ref())
        };
        Ok(self.cells.iter().enumerate().filter(move |(_, levels)| inside(levels)).map(|(cell, _)| cell))
    }

    /// The patterns inside a group with their weights in billionths; a pattern comes once for each cell.
    pub(crate) fn patterns_of(&self, group: &Group) -> Result<impl Iterator<Item = (Profile, u128)>, MeasureError> {
        let cells = self.cells_of(group)?;
        Ok(cells.flat_map(|cell| self.patterns(cell).map(|(profile, slot, _)| (profile, slot.weight()))))
    }

    /// The distinct scores of the rows that the measure counts.
    ///
    /// # Errors
    /// [`MeasureError::Different`] if the measure has other indicators.
    pub(crate) fn scores(&self, poverty: &AlkireFoster) -> Result<Vec<Ratio>, MeasureError> {
        let scorer = self.scorer(poverty)?;
        let scores: BTreeSet<u64> = self
            .patterns_of(&Group::whole())?
            .filter_map(|(profile, _)| scorer.score(profile).map(|scored| scored.score))
            .collect();
        let denominator = u128::from(scorer.denominator());
        scores.into_iter().map(|score| Ok(Ratio::of(u128::from(score), denominator)?)).collect()
    }

    /// The same rows without one indicator, and without gaps.
    ///
    /// # Errors
    /// [`MeasureError::UnknownIndicator`]; [`MeasureError::PatternOverflow`] never: the sums are those of this table.
    pub(crate) fn without(&self, indicator: &str, rest: &Structure) -> Result<Self, MeasureError> {
        let bit = Structure::flat(self.indicators.iter().cloned())?.require(indicator)?;
        let below = (1_u64 << bit).wrapping_sub(1);
        let squeeze = |mask: u64| mask & below | mask >> 1 & !below;
        let mut smaller = Self::new(rest, self.axes.clone())?;
        for (levels, profile, weight, rows) in self.iter() {
            let cell = smaller.cell(&levels)?;
            let profile = Profile::from_masks(squeeze(profile.deprived()), squeeze(profile.missing()));
            smaller.add_sum(cell, profile.unwrap_or_default(), weight, rows)?;
        }
        Ok(smaller)
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
            let tally = match groups.entry(key) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(place) => place.insert(Tally::empty(poverty, &scorer, &self.gaps, &group)?),
            };
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
        for (profile, slot, gaps) in self.patterns(cell) {
            let weight = TotalWeight::from_billionths(slot.weight());
            tally.add(scorer, poor_from, profile, weight, slot.rows(), gaps)?;
        }
        Ok(())
    }

    /// Whether a measure's structure has the indicators of this table.
    pub(crate) fn check_structure(&self, structure: &Structure) -> Result<(), MeasureError> {
        if structure.indicators() == self.indicators {
            return Ok(());
        }
        Err(MeasureError::Different {
            what: "indicators of table and measure",
            left: listed(self.indicators.iter().map(String::as_str)),
            right: structure.to_string(),
        })
    }

    pub(crate) fn scorer(&self, poverty: &AlkireFoster) -> Result<Scorer, MeasureError> {
        self.check_structure(poverty.structure())?;
        let profiles = (0..self.cells.len()).flat_map(|cell| self.patterns(cell).map(|(profile, _, _)| profile));
        Scorer::new(poverty.weighting(), poverty.missing_policy(), profiles)
    }
}
