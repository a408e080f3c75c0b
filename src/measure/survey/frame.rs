//! The primary sampling units of each stratum, counted over all rows.

use super::super::MeasureError;
use super::super::table::{Role, Snapshot};
use super::{Design, LonelyPsu, Residuals};
use core::ops::Range;

/// A stratum as sampled.
#[derive(Clone, Debug)]
pub(crate) struct Stratum {
    pub(crate) name: String,
    /// Units with rows, whether or not a domain has any of them.
    pub(crate) sampled: u64,
    /// What the finite population leaves of the variance: 1 - sampled share.
    pub(crate) correction: f64,
    /// Every unit of the stratum was sampled.
    pub(crate) certain: bool,
}

/// A part of the table within which every row is in the same primary sampling unit: a cell, or where each row is a unit
/// the rows that are alike in all that counts.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    pub(crate) cell: u32,
    pub(crate) entries: Range<usize>,
    /// The number of the primary sampling unit, from 0 in the order of strata.
    pub(crate) unit: u32,
    /// How many units the part stands for: 1, or the number of rows where each is a unit.
    pub(crate) copies: u64,
}

/// The sampling frame that a design makes of a table.
#[derive(Clone, Debug)]
pub(crate) struct Frame {
    pub(crate) strata: Vec<Stratum>,
    /// The stratum of each unit.
    pub(crate) stratum_of: Vec<u32>,
    /// How many units that are alike each number stands for.
    pub(crate) copies: Vec<u64>,
    pub(crate) parts: Vec<Part>,
    pub(crate) lonely: LonelyPsu,
    pub(crate) adjusts_lonely_domains: bool,
    /// Whether a stratum has a single unit, of several there are.
    has_lonely: bool,
    /// Whether there is a sampling error at all.
    pub(crate) is_sample: bool,
    /// The totals to which weights were calibrated, if they were.
    pub(crate) residuals: Option<Residuals>,
}

impl Frame {
    /// The frame of a table without a design: one part a cell, no units.
    pub(crate) fn none(snapshot: &Snapshot) -> Self {
        let part = |(cell, own): (u32, &super::super::table::SnapshotCell)| Part {
            cell,
            entries: own.entries.clone(),
            unit: 0,
            copies: 1,
        };
        Self { parts: (0..).zip(&snapshot.cells).map(part).collect(), ..Self::register() }
    }

    /// The frame of a register by rows: nothing was sampled.
    pub(crate) const fn register() -> Self {
        Self {
            strata: Vec::new(),
            stratum_of: Vec::new(),
            copies: Vec::new(),
            parts: Vec::new(),
            lonely: LonelyPsu::Fail,
            adjusts_lonely_domains: false,
            has_lonely: false,
            is_sample: false,
            residuals: None,
        }
    }

    /// The frame of a table under a design.
    ///
    /// # Errors
    /// [`MeasureError::NoAxis`] for a sample without primary sampling units; [`MeasureError::LonelyPsus`] if the rule is to
    /// fail; what [`Design::sampled_share`] returns; [`MeasureError::UnevenRows`].
    pub(crate) fn new(snapshot: &Snapshot, design: &Design) -> Result<Self, MeasureError> {
        if !design.is_sample() {
            return Ok(Self::none(snapshot));
        }
        let mut frame = Self {
            lonely: design.lonely(),
            adjusts_lonely_domains: design.adjusts_lonely_domains(),
            has_lonely: false,
            is_sample: true,
            residuals: None,
            strata: Vec::new(),
            parts: Vec::with_capacity(snapshot.cells.len()),
            stratum_of: Vec::new(),
            copies: Vec::new(),
        };
        match (snapshot.axis_of(Role::PrimarySamplingUnit), snapshot.axis_of(Role::Row)) {
            (Some(axis), _) => frame.count_clusters(snapshot, axis),
            (None, Some(axis)) => frame.count_rows(snapshot, axis)?,
            (None, None) => return Err(MeasureError::NoAxis { role: Role::PrimarySamplingUnit.name() }),
        }
        frame.settle(design)?;
        Ok(frame)
    }

    /// The frame of strata with so many sampled units each, numbered in the order given.
    ///
    /// # Errors
    /// As [`Frame::new`].
    pub(crate) fn of_strata(design: &Design, strata: &[(&str, u64)]) -> Result<Self, MeasureError> {
        let mut frame = Self {
            lonely: design.lonely(),
            adjusts_lonely_domains: design.adjusts_lonely_domains(),
            has_lonely: false,
            is_sample: true,
            residuals: None,
            strata: Vec::with_capacity(strata.len()),
            parts: Vec::new(),
            stratum_of: Vec::new(),
            copies: Vec::new(),
        };
        for (number, (name, sampled)) in (0_u32..).zip(strata) {
            let name = (*name).to_owned();
            frame.strata.push(Stratum { name, sampled: *sampled, correction: 1.0, certain: false });
            (0..*sampled).for_each(|_| frame.stratum_of.push(number));
        }
        frame.copies = vec![1; frame.stratum_of.len()];
        frame.settle(design)?;
        Ok(frame)
    }

    /// Finite populations and lonely units, once all units are counted.
    fn settle(&mut self, design: &Design) -> Result<(), MeasureError> {
        for stratum in &mut self.strata {
            let share = design.sampled_share(&stratum.name, stratum.sampled)?;
            stratum.certain = share == crate::quantity::Ratio::ONE;
            stratum.correction = 1.0 - share.to_f64();
        }
        let lonely = self.strata.iter().filter(|stratum| stratum.is_lonely());
        let lonely: Vec<&str> = lonely.map(|stratum| stratum.name.as_str()).collect();
        self.has_lonely = !lonely.is_empty();
        if self.lonely == LonelyPsu::Fail && self.has_lonely {
            return Err(MeasureError::LonelyPsus { strata: super::super::error::listed(lonely) });
        }
        Ok(())
    }

    /// Degrees of freedom: units with counted rows, by number with their copies in the order of their numbers, minus strata with
    /// such units. `None` if nothing was sampled.
    pub(crate) fn degrees(&self, units: impl Iterator<Item = (u32, u64)>) -> Option<u64> {
        if !self.is_sample {
            return None;
        }
        let (mut count, mut strata, mut last) = (0_u64, 0_u64, None);
        for (unit, copies) in units {
            count = count.saturating_add(copies);
            let stratum = self.stratum_of.get(unit as usize);
            if last != stratum {
                strata = strata.saturating_add(1);
                last = stratum;
            }
        }
        Some(count.saturating_sub(strata))
    }

    /// Numbers the clusters: cells come sorted by stratum and unit.
    fn count_clusters(&mut self, snapshot: &Snapshot, axis: usize) {
        let mut last = None;
        for (cell, own) in (0..).zip(&snapshot.cells) {
            let stratum = self.enter_stratum(snapshot, &own.levels);
            let here = (stratum, own.levels.get(axis).copied());
            if last != Some(here) {
                last = Some(here);
                self.enter_units(stratum, 1);
            }
            let unit = self.last_unit();
            self.parts.push(Part { cell, entries: own.entries.clone(), unit, copies: 1 });
        }
    }

    /// Numbers the rows: each pattern of a cell is that many units that are alike.
    fn count_rows(&mut self, snapshot: &Snapshot, axis: usize) -> Result<(), MeasureError> {
        for (cell, own) in (0..).zip(&snapshot.cells) {
            let stratum = self.enter_stratum(snapshot, &own.levels);
            let label = own.levels.get(axis).map_or("", |level| snapshot.level_name(axis, *level));
            for at in own.entries.clone() {
                let Some(entry) = snapshot.entries.get(at) else { continue };
                if entry.weight.checked_rem(u128::from(entry.rows)) != Some(0) {
                    let label = label.to_owned();
                    return Err(MeasureError::UnevenRows { label, rows: entry.rows });
                }
                self.enter_units(stratum, entry.rows);
                let unit = self.last_unit();
                self.parts.push(Part { cell, entries: at..at.saturating_add(1), unit, copies: entry.rows });
            }
        }
        Ok(())
    }

    /// The stratum of a cell, a new one if the last cell was in another.
    fn enter_stratum(&mut self, snapshot: &Snapshot, levels: &[u32]) -> u32 {
        let axis = snapshot.axis_of(Role::Stratum);
        let name = axis.and_then(|axis| Some(snapshot.level_name(axis, *levels.get(axis)?))).unwrap_or_default();
        if self.strata.last().is_none_or(|last| last.name != name) {
            let name = name.to_owned();
            self.strata.push(Stratum { name, sampled: 0, correction: 1.0, certain: false });
        }
        u32::try_from(self.strata.len().saturating_sub(1)).unwrap_or(u32::MAX)
    }

    fn enter_units(&mut self, stratum: u32, count: u64) {
        if let Some(last) = self.strata.last_mut() {
            last.sampled = last.sampled.saturating_add(count);
        }
        self.stratum_of.push(stratum);
        self.copies.push(count);
    }

    fn last_unit(&self) -> u32 {
        u32::try_from(self.stratum_of.len().saturating_sub(1)).unwrap_or(u32::MAX)
    }

    /// Whether a stratum without units of a domain adds to its variance: one with a single unit, by two of the rules.
    pub(crate) fn counts_empty_strata(&self) -> bool {
        self.has_lonely && matches!(self.lonely, LonelyPsu::Average | LonelyPsu::Adjust)
    }

    /// How many units were sampled in all.
    pub(crate) fn units(&self) -> u64 {
        self.strata.iter().fold(0, |sum, stratum| sum.saturating_add(stratum.sampled))
    }
}

impl Stratum {
    /// Whether its variance can't be seen: one unit, of several there are.
    pub(crate) const fn is_lonely(&self) -> bool {
        self.sampled == 1 && !self.certain
    }
}
