//! A sample row by row: errors of whatever is computed from rows.

use super::super::MeasureError;
use super::super::estimate::SamplingError;
use super::super::exact_sum::ExactSum;
use super::super::float::{float, wide_float};
use super::super::table::natural_order;
use super::{Design, Frame, Replicates, Scale, UnitPart, UnitTotal, student_quantile, variance};
use crate::quantity::{CountedUnit, TotalWeight, Weight};
use core::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// The stratum and the primary sampling unit of each row of a sample, reckoned with as a [`Design`] says.
///
/// A linearised value and a share get their standard errors here, by linearisation, or by the replicates that the design
/// names. Labels of sampling units may repeat between strata: they are nested. Rows outside a domain stay in the design.
///
/// Totals of sampling units are exact until they are rounded once, and units are taken in the natural order of their strata and
/// labels, so the order of rows changes no bit of an error.
///
/// ```
/// use poverty::measure::income::{Fgt, Comparison, Incomes, IncomeMeasure, PovertyLine};
/// use poverty::measure::{Design, Group, SampledRows};
/// use poverty::quantity::{Currency, Households, Money, Weight};
///
/// let mut incomes = Incomes::<Households>::new(Currency::VND);
/// for income in [900_000, 2_400_000, 1_200_000, 3_100_000] {
///     incomes.push(Some(Money::vnd(income)), Weight::ONE)?;
/// }
/// let sample = SampledRows::new(&Design::sample(), [("rural", "1"), ("rural", "1"), ("rural", "2"), ("rural", "3")])?;
/// let all = incomes.population(Group::whole(), |_| true)?;
/// let line = PovertyLine::absolute(Money::vnd(1_500_000), Comparison::AtMost)?;
/// let poor = all.estimate(&Fgt::headcount(line), &sample)?;
/// assert_eq!(poor.value(), 0.5);
/// assert_eq!(poor.error().degrees_of_freedom(), Some(2));
/// assert!((poor.error().std_error().unwrap_or(0.0) - (3.0_f64 / 64.0).sqrt()).abs() < 1e-15);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct SampledRows {
    frame: Frame,
    replicates: Option<Replicates>,
    confidence: f64,
    /// The scale of limits of shares.
    shares: Scale,
    /// The sampling unit of each row.
    unit_of: Vec<u32>,
}

impl SampledRows {
    /// The rows of a sample: the stratum and the sampling unit of each, in their order.
    ///
    /// # Errors
    /// [`MeasureError::LonelyPsus`]; those of the finite population and of the replicates that the design names.
    pub fn new<S: AsRef<str>, P: AsRef<str>>(
        design: &Design,
        rows: impl IntoIterator<Item = (S, P)>,
    ) -> Result<Self, MeasureError> {
        let rows: Vec<(S, P)> = rows.into_iter().collect();
        if !design.is_sample() {
            return Self::of_frame(design, Frame::register(), vec![0; rows.len()]);
        }
        let mut order: Vec<usize> = (0..rows.len()).collect();
        let label = |row: &usize| rows.get(*row).map_or(("", ""), |(stratum, unit)| (stratum.as_ref(), unit.as_ref()));
        let by_label = |left: &usize, right: &usize| -> Ordering {
            let ((left_stratum, left_unit), (right_stratum, right_unit)) = (label(left), label(right));
            natural_order(left_stratum, right_stratum).then_with(|| natural_order(left_unit, right_unit))
        };
        order.sort_by(by_label);
        let mut strata: Vec<(&str, u64)> = Vec::new();
        let mut unit_of = vec![0_u32; rows.len()];
        let (mut last, mut number) = (None, 0_u32);
        for row in &order {
            let here = label(row);
            if last != Some(here) {
                match strata.last_mut().filter(|(stratum, _)| *stratum == here.0) {
                    Some((_, units)) => *units = units.saturating_add(1),
                    None => strata.push((here.0, 1)),
                }
                number = if last.is_none() { 0 } else { number.saturating_add(1) };
                last = Some(here);
            }
            if let Some(unit) = unit_of.get_mut(*row) {
                *unit = number;
            }
        }
        Self::of_frame(design, Frame::of_strata(design, &strata)?, unit_of)
    }

    fn of_frame(design: &Design, frame: Frame, unit_of: Vec<u32>) -> Result<Self, MeasureError> {
        let replication = design.replication().filter(|_| frame.is_sample);
        let replicates = replication.map(|(method, centre)| Replicates::new(&frame, method, centre)).transpose()?;
        let (confidence, shares) = (design.confidence_level().to_f64(), design.limit_scale());
        Ok(Self { frame, replicates, confidence, shares, unit_of })
    }

    /// Number of rows.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.unit_of.len()
    }

    /// Whether there are no rows.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.unit_of.is_empty()
    }

    /// Whether errors come from replicates, as the design says, and not from linearisation.
    #[must_use]
    pub const fn is_replicated(&self) -> bool {
        self.replicates.is_some()
    }

    /// The error of a linearised value: the contribution `w_k z_k` of each row, and which rows count (for the degrees of freedom).
    /// Limits are symmetric.
    ///
    /// # Errors
    /// [`MeasureError::Different`] unless there is a contribution for each row.
    pub fn linearised_error(
        &self,
        value: f64,
        contributions: &[f64],
        counted: impl IntoIterator<Item = usize>,
    ) -> Result<SamplingError, MeasureError> {
        self.check_rows(contributions.len())?;
        if !self.frame.is_sample {
            return Ok(self.error(value, None, None, Scale::Plain));
        }
        // Rows that do not count may contribute: those of the population to whose relative line a domain is held.
        let given = contributions.iter().copied().enumerate().filter(|(_, own)| own.to_bits() != 0);
        let totals = self.by_unit(given).into_iter().map(|(unit, rows)| {
            let mut total = ExactSum::ZERO;
            rows.iter().for_each(|(_, own)| total.add(*own));
            (unit, total.value())
        });
        let counted: BTreeMap<u32, f64> =
            counted.into_iter().filter_map(|row| self.unit(row)).map(|unit| (unit, 0.0)).collect();
        let degrees = self.frame.degrees(counted.keys().map(|unit| (*unit, 1)));
        let mut all = counted;
        all.extend(totals);
        let totals: Vec<UnitTotal> =
            all.into_iter().map(|(unit, total)| UnitTotal { unit, total, copies: 1.0 }).collect();
        Ok(self.error(value, degrees, Some(variance(&self.frame, &totals)), Scale::Plain))
    }

    /// The error of a share: for each row that counts, its weight in the part and in the whole. A row may come several times. Limits
    /// are symmetric on the scale that the design names. Rows that the sample does not have do not count.
    #[must_use]
    pub fn share_error<U: CountedUnit>(
        &self,
        value: f64,
        terms: impl IntoIterator<Item = (usize, TotalWeight<U>, TotalWeight<U>)>,
    ) -> SamplingError {
        if !self.frame.is_sample {
            return self.error(value, None, None, self.shares);
        }
        let billionths = |(row, part, whole): (usize, TotalWeight<U>, TotalWeight<U>)| {
            (row, (part.billionths(), whole.billionths()))
        };
        let rows = self.by_unit(terms.into_iter().map(billionths));
        let parts: Vec<UnitPart> = rows
            .iter()
            .map(|(unit, terms)| {
                let sum = |of: fn(&(u128, u128)) -> u128| {
                    terms.iter().fold(0_u128, |sum, (_, term)| sum.saturating_add(of(term)))
                };
                let (numerator, denominator) = (wide_float(sum(|term| term.0)), wide_float(sum(|term| term.1)));
                UnitPart { unit: *unit, copies: 1.0, numerator, denominator }
            })
            .collect();
        let degrees = self.frame.degrees(rows.keys().map(|unit| (*unit, 1)));
        let variance = match &self.replicates {
            Some(replicates) => {
                replicates.values(&self.frame, &parts).map(|values| replicates.variance(value, &values))
            }
            None => {
                let whole: f64 = parts.iter().map(|part| part.denominator).sum();
                let total = |part: &UnitPart| UnitTotal {
                    unit: part.unit,
                    total: (part.numerator - value * part.denominator) / whole,
                    copies: 1.0,
                };
                Some(variance(&self.frame, &parts.iter().map(total).collect::<Vec<_>>()))
            }
        };
        self.error(value, degrees, variance, self.shares)
    }

    /// The error of any statistic by the replicates of the design: `estimate` is called with the weights of each replicate, one a
    /// row, rounded to the billionth. Limits are symmetric.
    ///
    /// # Errors
    /// [`MeasureError::Replicates`] if the design names no method; [`MeasureError::Different`] unless there is a weight for each
    /// row; the error of the first replicate in which the statistic is undefined: leaving it out would make errors too small.
    pub fn replicated_error<U: CountedUnit, E: From<MeasureError>>(
        &self,
        value: f64,
        weights: &[Weight<U>],
        counted: impl IntoIterator<Item = usize>,
        mut estimate: impl FnMut(Vec<Weight<U>>) -> Result<f64, E>,
    ) -> Result<SamplingError, E> {
        self.check_rows(weights.len())?;
        if !self.frame.is_sample {
            return Ok(self.error(value, None, None, Scale::Plain));
        }
        let Some(replicates) = &self.replicates else {
            return Err(MeasureError::Replicates { expected: "a design that names a method of replication" }.into());
        };
        let mut values = Vec::with_capacity(replicates.factors(&self.frame).len());
        for factors in replicates.factors(&self.frame) {
            let weight = |(weight, unit): (&Weight<U>, &u32)| {
                let factor = factors.get(*unit as usize).copied().unwrap_or_default();
                Weight::from_billionths(times(weight.billionths(), factor))
            };
            values.push(estimate(weights.iter().zip(&self.unit_of).map(weight).collect())?);
        }
        let units: BTreeSet<u32> = counted.into_iter().filter_map(|row| self.unit(row)).collect();
        let degrees = self.frame.degrees(units.into_iter().map(|unit| (unit, 1)));
        Ok(self.error(value, degrees, Some(replicates.variance(value, &values)), Scale::Plain))
    }

    fn check_rows(&self, given: usize) -> Result<(), MeasureError> {
        if given == self.len() {
            return Ok(());
        }
        Err(MeasureError::Different {
            what: "numbers of rows of the sample and of the values",
            left: self.len().to_string(),
            right: given.to_string(),
        })
    }

    fn unit(&self, row: usize) -> Option<u32> {
        self.unit_of.get(row).copied()
    }

    /// Rows with what belongs to them, by the number of their unit.
    fn by_unit<T>(&self, rows: impl IntoIterator<Item = (usize, T)>) -> BTreeMap<u32, Vec<(usize, T)>> {
        let mut units: BTreeMap<u32, Vec<(usize, T)>> = BTreeMap::new();
        for (row, own) in rows {
            if let Some(unit) = self.unit(row) {
                units.entry(unit).or_default().push((row, own));
            }
        }
        units
    }

    fn error(&self, value: f64, degrees: Option<u64>, variance: Option<f64>, scale: Scale) -> SamplingError {
        let Some(degrees) = degrees else { return SamplingError::of_a_register(value) };
        // One sampling unit in all tells nothing about how units vary.
        let std_error = variance.filter(|_| self.frame.units() > 1).map(f64::sqrt);
        let quantile = (degrees > 0).then(|| student_quantile(self.confidence, degrees));
        let limits = std_error.zip(quantile).and_then(|(error, quantile)| scale.limits(value, error, quantile));
        SamplingError { std_error, limits, degrees_of_freedom: Some(degrees), design_effect: None }
    }
}

/// A weight times a factor of a replicate, rounded to the billionth; weights that stay the same stay exact.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::float_cmp,
    reason = "factors are not negative; the conversion saturates; 1 and 0 are exact"
)]
fn times(billionths: u64, factor: f64) -> u64 {
    if factor == 1.0 { billionths } else { (float(billionths) * factor).round() as u64 }
}
