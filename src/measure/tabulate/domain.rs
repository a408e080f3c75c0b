//! The sums of one group in one period, over all and over each sampling unit.

use super::super::float::{float, wide_float};
use super::super::survey::{Frame, Replicates, UnitPart, UnitTotal};
use super::layout::{Layout, Linear, Quotient};
use super::{Matrix, partition::GroupPeriod};
use crate::measure::estimate::{Undefined, Value};
use crate::quantity::{Ratio, nearest_f64};
use std::borrow::Cow;
use std::sync::Arc;

/// The sums of a domain.
pub(super) struct Domain {
    pub(super) period: Arc<str>,
    pub(super) sums: Vec<u128>,
    pub(super) rows: u64,
    pub(super) dropped: u64,
    units: Vec<Unit>,
    /// The sums of one of each unit's copies, one unit after the other.
    values: Vec<f64>,
}

/// A sampling unit with rows in the domain.
#[derive(Clone, Copy)]
struct Unit {
    unit: u32,
    /// The crossing of the margins of calibrated weights; a unit may have rows in several and comes once for each.
    crossing: u32,
    copies: u64,
    /// Whether a counted row of it has a weight.
    is_active: bool,
}

/// An estimate's value with what its error is made of.
pub(super) struct Varied {
    pub(super) value: Value,
    pub(super) variation: Variation,
}

/// How an estimate varies.
pub(super) enum Variation {
    /// Not asked for, or not defined.
    None,
    /// The linearised variable, summed over each unit.
    Linearised(Vec<UnitTotal>),
    /// The estimates of the replicates.
    Replicated(Vec<f64>),
}

impl Domain {
    pub(super) fn new(frame: &Frame, matrix: &Matrix, own: &GroupPeriod) -> Self {
        let mut domain = Self {
            period: Arc::clone(&own.period),
            sums: vec![0; matrix.width],
            rows: 0,
            dropped: 0,
            units: Vec::new(),
            values: Vec::new(),
        };
        let mut of_unit = vec![0_u128; matrix.width];
        let mut open: Option<Unit> = None;
        let crossing = |part: u32| frame.residuals.as_ref().map_or(0, |residuals| residuals.crossing_of(part));
        let mut order = Cow::Borrowed(&own.parts);
        if frame.residuals.is_some() {
            let unit = |part: u32| frame.parts.get(part as usize).map(|part| part.unit);
            order.to_mut().sort_by_key(|part| (unit(*part), crossing(*part)));
        }
        for number in order.iter() {
            let Some(part) = frame.parts.get(*number as usize) else { continue };
            let (rows, dropped) = matrix.rows.get(*number as usize).copied().unwrap_or_default();
            domain.rows = domain.rows.saturating_add(rows);
            domain.dropped = domain.dropped.saturating_add(dropped);
            let sums = matrix.part(*number);
            for (total, sum) in domain.sums.iter_mut().zip(sums) {
                // Parts of a whole that fits.
                *total = total.saturating_add(*sum);
            }
            if !frame.is_sample {
                continue;
            }
            let here = Unit { unit: part.unit, crossing: crossing(*number), copies: part.copies, is_active: false };
            if open.is_some_and(|unit| !unit.is_same(here)) {
                domain.close(open.take(), &mut of_unit);
            }
            open = Some(here);
            for (total, sum) in of_unit.iter_mut().zip(sums) {
                *total = total.saturating_add(*sum);
            }
        }
        domain.close(open, &mut of_unit);
        domain
    }

    fn close(&mut self, unit: Option<Unit>, sums: &mut [u128]) {
        let Some(unit) = unit else { return };
        let population = sums.get(Layout::POPULATION).copied().unwrap_or_default();
        self.units.push(Unit { is_active: population > 0, ..unit });
        let copies = float(unit.copies);
        self.values.extend(sums.iter().map(|sum| wide_float(*sum) / copies));
        sums.fill(0);
    }

    /// Sampling units that count for the degrees of freedom, by number with their copies.
    pub(super) fn active_units(&self) -> impl Iterator<Item = (u32, u64)> {
        let mut last = None;
        let active = self.units.iter().filter(|unit| unit.is_active);
        active.filter(move |unit| last.replace(unit.unit) != Some(unit.unit)).map(|unit| (unit.unit, unit.copies))
    }

    /// The value of a quotient.
    pub(super) fn value(&self, quotient: &Quotient) -> Result<Value, Undefined> {
        let population = self.sums.get(Layout::POPULATION).copied().unwrap_or_default();
        if population == 0 {
            return Err(Undefined::EmptyGroup);
        }
        if quotient.denominator.0.iter().all(|term| self.sums.get(term.at).is_none_or(|sum| *sum == 0)) {
            return Err(Undefined::NobodyPoor);
        }
        if let Some((numerator, denominator)) = self.exact(quotient) {
            return Ok(Value { nearest: nearest_f64(numerator, denominator), exact: Some((numerator, denominator)) });
        }
        let nearest = quotient.numerator.of_sums(&self.sums) / quotient.denominator.of_sums(&self.sums);
        Ok(Value { nearest, exact: None })
    }

    /// The quotient as two integers below 2^127, not reduced where that is not needed.
    fn exact(&self, quotient: &Quotient) -> Option<(u128, u128)> {
        let fits = |value: u128| (value < 1 << 127).then_some(value);
        if let ([upper], [lower]) = (&quotient.numerator.0[..], &quotient.denominator.0[..]) {
            let times = |at: usize, factor: i128| {
                let value = self.sums.get(at).copied().unwrap_or_default();
                value.checked_mul(u128::try_from(factor).ok()?).and_then(fits)
            };
            if upper.coefficient.denominator() == 1 && lower.coefficient.denominator() == 1 {
                let numerator = times(upper.at, upper.coefficient.numerator());
                let denominator = times(lower.at, lower.coefficient.numerator());
                if let (Some(numerator), Some(denominator)) = (numerator, denominator) {
                    return Some((numerator, denominator));
                }
            }
        }
        let ratio: Ratio =
            quotient.numerator.exact(&self.sums)?.checked_div(quotient.denominator.exact(&self.sums)?).ok()?;
        Some((u128::try_from(ratio.numerator()).ok()?, u128::try_from(ratio.denominator()).ok()?))
    }

    /// The value with what its error is made of.
    pub(super) fn varied(
        &self,
        quotient: &Quotient,
        frame: &Frame,
        replicates: Option<&Replicates>,
    ) -> Result<Varied, Undefined> {
        let value = self.value(quotient)?;
        let variation = match replicates {
            _ if !frame.is_sample => Variation::None,
            None => Variation::Linearised(self.linearised(frame, quotient, value.nearest)),
            Some(replicates) => {
                let values = replicates.values(frame, &self.unit_parts(quotient));
                values.map_or(Variation::None, Variation::Replicated)
            }
        };
        Ok(Varied { value, variation })
    }

    /// The domain's share of the population of another one of which it is a part.
    pub(super) fn share_of(
        &self,
        whole: &Self,
        frame: &Frame,
        replicates: Option<&Replicates>,
    ) -> Result<Varied, Undefined> {
        let population = |domain: &Self| domain.sums.get(Layout::POPULATION).copied().unwrap_or_default();
        let (own, all) = (population(self), population(whole));
        if all == 0 {
            return Err(Undefined::EmptyGroup);
        }
        let value = Value { nearest: nearest_f64(own, all), exact: Some((own, all)) };
        if !frame.is_sample {
            return Ok(Varied { value, variation: Variation::None });
        }
        let mut mine = self.populations().peekable();
        let parts: Vec<UnitPart> = whole
            .populations()
            .map(|(unit, denominator)| {
                let own = mine.next_if(|(own, _)| own.is_same(unit));
                let numerator = own.map_or(0.0, |(_, numerator)| numerator);
                UnitPart { unit: unit.unit, copies: float(unit.copies), numerator, denominator }
            })
            .collect();
        let variation = match replicates {
            Some(replicates) => replicates.values(frame, &parts).map_or(Variation::None, Variation::Replicated),
            None => {
                let total = |part: &UnitPart| (part.numerator - value.nearest * part.denominator) / wide_float(all);
                Variation::Linearised(by_unit(frame, whole.units.iter().copied().zip(parts.iter().map(total))))
            }
        };
        Ok(Varied { value, variation })
    }

    /// Each unit with the weight of one of its copies.
    fn populations(&self) -> impl Iterator<Item = (Unit, f64)> {
        let values = self.values.chunks(self.sums.len().max(1));
        self.units.iter().copied().zip(values.map(|sums| sums.get(Layout::POPULATION).copied().unwrap_or_default()))
    }

    /// The linearised variable `u = (y - R x) / X`, summed over each unit (Woodruff 1971; Särndal et al. 1992, 5.5).
    fn linearised(&self, frame: &Frame, quotient: &Quotient, ratio: f64) -> Vec<UnitTotal> {
        let denominator = quotient.denominator.of_sums(&self.sums);
        let totals = self.values.chunks(self.sums.len().max(1)).map(|sums| {
            let residual = residual(&quotient.numerator, &quotient.denominator, ratio, sums);
            residual / denominator
        });
        by_unit(frame, self.units.iter().copied().zip(totals))
    }

    fn unit_parts(&self, quotient: &Quotient) -> Vec<UnitPart> {
        let units = self.units.iter().zip(self.values.chunks(self.sums.len().max(1)));
        let parts = units.map(|(unit, sums)| UnitPart {
            unit: unit.unit,
            copies: float(unit.copies),
            numerator: quotient.numerator.of(sums),
            denominator: quotient.denominator.of(sums),
        });
        parts.collect()
    }
}

impl Unit {
    fn is_same(self, other: Self) -> bool {
        (self.unit, self.crossing) == (other.unit, other.crossing)
    }
}

/// The totals of units, without what calibration to known totals explains of them.
fn by_unit(frame: &Frame, totals: impl Iterator<Item = (Unit, f64)>) -> Vec<UnitTotal> {
    match &frame.residuals {
        Some(residuals) => {
            let totals: Vec<_> = totals.map(|(unit, total)| (unit.unit, unit.crossing, total)).collect();
            residuals.of(frame, &totals)
        }
        None => {
            let one = |(unit, total): (Unit, f64)| UnitTotal { unit: unit.unit, total, copies: float(unit.copies) };
            totals.map(one).collect()
        }
    }
}

/// `y - R x`, and exactly 0 where the two are equal but for the rounding of the product: where all the poor of a group
/// have one score its intensity has no sampling error.
fn residual(numerator: &Linear, denominator: &Linear, ratio: f64, sums: &[f64]) -> f64 {
    let (y, x) = (numerator.of(sums), denominator.of(sums));
    let difference = y - ratio * x;
    if difference.abs() <= 4.0 * f64::EPSILON * y.abs() { 0.0 } else { difference }
}
