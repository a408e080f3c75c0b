//! What calibration to known totals leaves of a linearised variable.

use super::{Frame, UnitTotal};
use crate::measure::MeasureError;
use crate::measure::error::listed;
use crate::measure::float::{float, wide_float};
use crate::measure::table::Snapshot;
use std::collections::BTreeMap;

/// The groups of the margins to which weights were calibrated, and the weight of each sampling unit in each crossing of them.
///
/// A linearised variable u varies only as far as the margins do not explain it: u is replaced by its residual
/// `u_i - w_i (sum of b over the groups of i)`, with b from the weighted regression of u / w on the groups. For one margin that is
/// `u_i - w_i (sum_g u / sum_g w)`. (R's survey takes plain means of u / w in ten rounds for raked weights, which gives another number.)
///
/// Source: Deville and Särndal 1992, JASA 87; Särndal, Swensson, Wretman 1992, ch. 7.
#[derive(Clone, Debug)]
pub(crate) struct Residuals {
    /// The crossing of each part of the frame.
    crossing_of: Vec<u32>,
    /// The group of each crossing, for each margin.
    groups: Vec<Vec<usize>>,
    /// The weight of each crossing.
    weights: Vec<f64>,
    /// The weight of one copy of a unit in a crossing, in the order of units.
    of_units: Vec<(u32, u32, f64)>,
}

impl Residuals {
    /// # Errors
    /// [`MeasureError::UnknownAxis`] if a margin is of other axes than the table's.
    pub(crate) fn new(snapshot: &Snapshot, frame: &Frame, margins: &[Vec<String>]) -> Result<Self, MeasureError> {
        let mut axes = Vec::with_capacity(margins.len());
        for name in margins.iter().flatten() {
            let position = snapshot.axes.iter().position(|axis| axis.name == *name);
            axes.push(position.ok_or_else(|| MeasureError::UnknownAxis {
                axis: name.clone(),
                expected: listed(snapshot.axes.iter().map(|axis| axis.name.as_str())),
            })?);
        }
        let mut numbers: BTreeMap<Vec<u32>, u32> = BTreeMap::new();
        let mut residuals =
            Self { crossing_of: Vec::new(), groups: Vec::new(), weights: Vec::new(), of_units: Vec::new() };
        let mut of_units: BTreeMap<(u32, u32), f64> = BTreeMap::new();
        for part in &frame.parts {
            let levels = snapshot.cells.get(part.cell as usize).map_or(&[][..], |cell| &cell.levels);
            let key: Vec<u32> = axes.iter().map(|axis| levels.get(*axis).copied().unwrap_or_default()).collect();
            let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
            let crossing = *numbers.entry(key).or_insert(next);
            residuals.crossing_of.push(crossing);
            let entries = snapshot.entries.get(part.entries.clone()).unwrap_or_default();
            let weight: u128 = entries.iter().map(|entry| entry.weight).sum();
            *of_units.entry((part.unit, crossing)).or_default() += wide_float(weight) / float(part.copies);
        }
        residuals.of_units = of_units.into_iter().map(|((unit, crossing), weight)| (unit, crossing, weight)).collect();
        residuals.weights = vec![0.0; numbers.len()];
        for (unit, crossing, weight) in &residuals.of_units {
            if let Some(sum) = residuals.weights.get_mut(*crossing as usize) {
                *sum += weight * copies(frame, *unit);
            }
        }
        let mut crossings: Vec<(Vec<u32>, u32)> = numbers.into_iter().collect();
        crossings.sort_unstable_by_key(|(_, number)| *number);
        let mut first = 0_usize;
        for margin in margins {
            let last = margin.len().saturating_add(first);
            let mut known: BTreeMap<&[u32], usize> = BTreeMap::new();
            let groups = crossings.iter().map(|(key, _)| {
                let next = known.len();
                *known.entry(key.get(first..last).unwrap_or_default()).or_insert(next)
            });
            let groups = groups.collect();
            residuals.groups.push(groups);
            first = last;
        }
        Ok(residuals)
    }

    /// The crossing of a part.
    pub(crate) fn crossing_of(&self, part: u32) -> u32 {
        self.crossing_of.get(part as usize).copied().unwrap_or_default()
    }

    /// The residuals of a variable, summed over every unit, from its totals of one copy of a unit in a crossing.
    pub(crate) fn of(&self, frame: &Frame, totals: &[(u32, u32, f64)]) -> Vec<UnitTotal> {
        let mut of_crossing = vec![0.0; self.weights.len()];
        for (unit, crossing, total) in totals {
            if let Some(sum) = of_crossing.get_mut(*crossing as usize) {
                *sum += total * copies(frame, *unit);
            }
        }
        let slopes = self.slopes(&of_crossing);
        let mut residual = vec![0.0; frame.stratum_of.len()];
        for (unit, _, total) in totals {
            if let Some(sum) = residual.get_mut(*unit as usize) {
                *sum += total;
            }
        }
        for (unit, crossing, weight) in &self.of_units {
            let slope = slopes.get(*crossing as usize).copied().unwrap_or_default();
            if let Some(sum) = residual.get_mut(*unit as usize) {
                *sum -= weight * slope;
            }
        }
        let unit = |(unit, total): (u32, f64)| UnitTotal { unit, total, copies: copies(frame, unit) };
        (0..).zip(residual).map(unit).collect()
    }

    /// The weighted regression on the groups of all margins, margin by margin until nothing moves.
    fn slopes(&self, totals: &[f64]) -> Vec<f64> {
        let mut slopes = vec![0.0; self.weights.len()];
        let mut first = None;
        for _ in 0..ROUNDS_MAX {
            let mut moved = 0.0_f64;
            for groups in &self.groups {
                let count = groups.iter().max().map_or(0, |last| last.saturating_add(1));
                let mut sums = vec![(0.0, 0.0); count];
                for (((group, total), weight), slope) in groups.iter().zip(totals).zip(&self.weights).zip(&slopes) {
                    if let Some(sum) = sums.get_mut(*group) {
                        *sum = (sum.0 + total - weight * slope, sum.1 + weight);
                    }
                }
                for (group, slope) in groups.iter().zip(&mut slopes) {
                    let (total, weight) = sums.get(*group).copied().unwrap_or_default();
                    let step = if weight > 0.0 { total / weight } else { 0.0 };
                    *slope += step;
                    moved = moved.max(step.abs());
                }
            }
            if self.groups.len() == 1 || moved <= 1e-15 * *first.get_or_insert(moved) {
                break;
            }
        }
        slopes
    }
}

/// Rounds of a regression on several margins; each brings it nearer by a factor.
const ROUNDS_MAX: u32 = 1_000;

fn copies(frame: &Frame, unit: u32) -> f64 {
    float(frame.copies.get(unit as usize).copied().unwrap_or(1))
}
