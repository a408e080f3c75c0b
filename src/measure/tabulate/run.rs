//! From a request to its estimates.

use super::domain::{Domain, Linearised};
use super::layout::{Asked, Layout, Spread, Terms};
use super::partition::{Partition, PartitionGroup};
use super::{Matrix, Scores, Tabulation};
use crate::measure::estimate::{Change, Estimate, Estimates, Family, Measure, SamplingError, Undefined, Value};
use crate::measure::float::{float, wide_float};
use crate::measure::survey::{Frame, Scale, UnitTotal, student_quantile, variance};
use crate::measure::table::{Fingerprint, Snapshot};
use crate::measure::{By, Group, MeasureError, MissingPolicy, Weighting};
use crate::quantity::{CountedUnit, Ratio, Unit};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Cutoffs are taken in batches, so that the sums of all parts stay below this many numbers (256 MiB).
const SUMS_MAX: usize = 1 << 24;

/// Runs a request that was checked.
pub(super) fn run<U: CountedUnit>(request: &Tabulation<'_, U>, snapshot: &Snapshot) -> Result<Estimates, MeasureError> {
    let frame = match &request.design {
        Some(design) => Frame::new(snapshot, design)?,
        None => Frame::none(snapshot),
    };
    let whole = [By::whole()];
    let by = if request.by.is_empty() { &whole[..] } else { &request.by };
    let partitions: Result<Vec<Partition>, MeasureError> =
        by.iter().map(|by| Partition::new(snapshot, &frame, by)).collect();
    let partitions = partitions?;
    let fingerprint = request.fingerprint(snapshot);
    let mut rows = Vec::new();
    for (weighting, cutoffs) in &request.weightings {
        let context = Context {
            frame: &frame,
            weighting: weighting.name().into(),
            confidence: request.design.as_ref().map(|design| design.confidence_level().to_f64()),
            changes: &request.changes,
            unit: U::UNIT,
            missing: request.missing,
            fingerprint,
        };
        let plan = Plan { request: &request.families, weighting, snapshot, policy: request.missing };
        rows.extend(context.weighting(&plan, cutoffs, &partitions)?);
    }
    Ok(Estimates::new(rows))
}

/// What to sum for one weighting.
struct Plan<'a> {
    request: &'a [Family],
    weighting: &'a Weighting,
    snapshot: &'a Snapshot,
    policy: MissingPolicy,
}

impl Plan<'_> {
    fn gap_bits(&self) -> u64 {
        self.snapshot.gap_bits.iter().fold(0, |bits, bit| bits | 1_u64.checked_shl(*bit).unwrap_or(0))
    }

    /// Whether any of the measures asked for is about single indicators.
    fn by_indicator(&self) -> bool {
        self.request.iter().any(|family| match family {
            Family::HeadcountRatio
            | Family::Intensity
            | Family::AdjustedHeadcountRatio
            | Family::AdjustedGapRatio(_)
            | Family::AverageGap(_) => false,
            Family::UncensoredHeadcountRatios
            | Family::CensoredHeadcountRatios
            | Family::AbsoluteContributions
            | Family::PercentageContributions
            | Family::DimensionAbsoluteContributions
            | Family::DimensionPercentageContributions => true,
        })
    }

    fn layout(&self, cutoffs: usize, squares: bool) -> Layout {
        let about_gaps = |family: &Family| matches!(family, Family::AdjustedGapRatio(_) | Family::AverageGap(_));
        Layout {
            indicators: self.weighting.structure().indicators().len(),
            cutoffs,
            by_indicator: self.by_indicator(),
            reweighted: self.policy == MissingPolicy::ReweightWithinDimension,
            gaps: if self.request.iter().any(about_gaps) { self.snapshot.gap_scales.len() } else { 0 },
            squares,
        }
    }
}

/// What all estimates of one weighting have in common.
struct Context<'a> {
    frame: &'a Frame,
    weighting: Arc<str>,
    confidence: Option<f64>,
    changes: &'a [(String, String)],
    unit: Unit,
    missing: MissingPolicy,
    fingerprint: Fingerprint,
}

/// The Student quantile of each number of degrees of freedom met so far.
type Quantiles = BTreeMap<u64, f64>;

impl Context<'_> {
    fn weighting(
        &self,
        plan: &Plan<'_>,
        cutoffs: &[Ratio],
        partitions: &[Partition],
    ) -> Result<Vec<Estimate>, MeasureError> {
        let mut ascending = cutoffs.to_vec();
        ascending.sort_unstable();
        ascending.dedup();
        let squares = plan.request.contains(&Family::AdjustedHeadcountRatio);
        let per_cutoff = plan.layout(1, squares).stride().saturating_mul(self.frame.parts.len()).max(1);
        let batch = SUMS_MAX.checked_div(per_cutoff).unwrap_or(1).max(1);
        let mut batches: Vec<&[Ratio]> = ascending.chunks(batch).collect();
        if batches.is_empty() {
            // Without cutoffs there are still the measures that have none.
            batches.push(&[]);
        }
        // For each group of each partition, the estimates of each batch.
        let mut found: Vec<Vec<Estimate>> = Vec::new();
        for (number, batch) in batches.iter().enumerate() {
            let scores = Scores::new(plan.snapshot, plan.weighting, plan.policy, batch, plan.gap_bits())?;
            let squares = scores.check_range(plan.snapshot)? && squares;
            let layout = plan.layout(batch.len(), squares);
            let matrix = Matrix::new(plan.snapshot, self.frame, &scores, &layout);
            let terms = Terms {
                layout,
                weighting: plan.weighting,
                denominator: scores.denominator,
                gap_scales: &plan.snapshot.gap_scales,
                powers: &plan.snapshot.gap_powers,
            };
            let asked = asked(plan, &terms, batch, number == 0)?;
            let groups = partitions.iter().flat_map(|partition| &partition.groups);
            let estimates = map_groups(groups, |group| self.group(group, &matrix, &asked));
            found.resize_with(estimates.len().max(found.len()), Vec::new);
            for (all, more) in found.iter_mut().zip(estimates) {
                all.extend(more);
            }
        }
        Ok(found.into_iter().flatten().collect())
    }

    /// All estimates of one group: of each period, then of the changes.
    fn group(&self, group: &PartitionGroup, matrix: &Matrix, asked: &[Asked]) -> Vec<Estimate> {
        let mut quantiles = Quantiles::new();
        let domains: Vec<Domain> = group.periods.iter().map(|period| Domain::new(self.frame, matrix, period)).collect();
        let mut rows = Vec::with_capacity(asked.len().saturating_mul(domains.len().saturating_add(1)));
        for domain in &domains {
            let degrees = self.degrees(domain.active_units());
            for asked in asked {
                let linearised = domain.linearised(&asked.quotient);
                let value = linearised.as_ref().map(|linearised| linearised.value).map_err(|reason| *reason);
                let error = linearised.ok().and_then(|linearised| {
                    let scale = if asked.is_share { Scale::Logit } else { Scale::Plain };
                    let effect = |variance| design_effect(asked.spread, &linearised.value, variance, domain);
                    self.error(linearised.value.nearest, &linearised.units, degrees, scale, &mut quantiles, effect)
                });
                rows.push(Estimate {
                    measure: asked.measure.clone(),
                    cutoff: asked.cutoff,
                    value,
                    error,
                    rows: domain.rows,
                    dropped: domain.dropped,
                    population: domain.sums.get(Layout::POPULATION).copied().unwrap_or_default(),
                    ..self.blank(&group.group, &domain.period)
                });
            }
        }
        for (from, to) in self.changes {
            let find = |period: &str| domains.iter().find(|domain| *domain.period == *period);
            let (earlier, later) = (find(from), find(to));
            let period: Arc<str> = format!("{from}-{to}").into();
            let span = years(from, to);
            for asked in asked.iter().filter(|asked| asked.changes) {
                rows.extend(self.changes(&group.group, &period, (earlier, later), span, asked, &mut quantiles));
            }
        }
        rows
    }

    fn blank(&self, group: &Arc<Group>, period: &Arc<str>) -> Estimate {
        Estimate {
            measure: Measure::HeadcountRatio,
            cutoff: None,
            weighting: Arc::clone(&self.weighting),
            group: Arc::clone(group),
            period: Arc::clone(period),
            value: Err(Undefined::EmptyGroup),
            error: None,
            rows: 0,
            dropped: 0,
            population: 0,
            unit: self.unit,
            missing: self.missing,
            fingerprint: self.fingerprint,
        }
    }

    /// Units with rows of positive weight, minus strata with such units. The units come in the order of their numbers.
    fn degrees(&self, units: impl Iterator<Item = (u32, u64)>) -> Option<u64> {
        if !self.frame.is_sample {
            return None;
        }
        let (mut count, mut strata, mut last) = (0_u64, 0_u64, None);
        for (unit, copies) in units {
            count = count.saturating_add(copies);
            let stratum = self.frame.stratum_of.get(unit as usize);
            if last != stratum {
                strata = strata.saturating_add(1);
                last = stratum;
            }
        }
        Some(count.saturating_sub(strata))
    }

    fn error(
        &self,
        value: f64,
        units: &[UnitTotal],
        degrees: Option<u64>,
        scale: Scale,
        quantiles: &mut Quantiles,
        effect: impl Fn(f64) -> Option<f64>,
    ) -> Option<SamplingError> {
        let confidence = self.confidence?;
        let Some(degrees) = degrees else {
            // A register: nothing was sampled, so nothing varies.
            return Some(SamplingError {
                std_error: Some(0.0),
                limits: Some((value, value)),
                degrees_of_freedom: None,
                design_effect: None,
            });
        };
        // One sampling unit in all tells nothing about how units vary.
        let seen = self.frame.units() > 1;
        let variance = variance(self.frame, units);
        let std_error = seen.then(|| variance.sqrt());
        let quantile =
            (degrees > 0).then(|| *quantiles.entry(degrees).or_insert_with(|| student_quantile(confidence, degrees)));
        let limits = std_error.zip(quantile).and_then(|(error, quantile)| scale.limits(value, error, quantile));
        let design_effect = if seen { effect(variance) } else { None };
        Some(SamplingError { std_error, limits, degrees_of_freedom: Some(degrees), design_effect })
    }

    /// The four changes of one measure between two periods.
    fn changes(
        &self,
        group: &Arc<Group>,
        period: &Arc<str>,
        domains: (Option<&Domain>, Option<&Domain>),
        span: Option<f64>,
        asked: &Asked,
        quantiles: &mut Quantiles,
    ) -> Vec<Estimate> {
        let both = || domains.0.into_iter().chain(domains.1);
        let degrees = self.degrees(merged_units(domains).into_iter());
        let pair = match domains {
            (Some(earlier), Some(later)) => earlier
                .linearised(&asked.quotient)
                .and_then(|earlier| Ok((earlier, later.linearised(&asked.quotient)?))),
            _ => Err(Undefined::MissingPeriod),
        };
        let mut of = |change: Change| {
            let changed = pair.as_ref().map_err(|reason| *reason).and_then(|(a, b)| changed(change, a, b, span));
            let error = changed.as_ref().ok().and_then(|(value, units)| {
                self.error(*value, units.as_deref()?, degrees, Scale::Plain, quantiles, |_| None)
            });
            Estimate {
                measure: Measure::Change(change, Box::new(asked.measure.clone())),
                cutoff: asked.cutoff,
                value: changed.map(|(nearest, _)| Value { nearest, exact: None }),
                error,
                rows: both().fold(0, |sum, domain| sum.saturating_add(domain.rows)),
                dropped: both().fold(0, |sum, domain| sum.saturating_add(domain.dropped)),
                population: both().fold(0, |sum: u128, domain| {
                    sum.saturating_add(domain.sums.get(Layout::POPULATION).copied().unwrap_or_default())
                }),
                ..self.blank(group, period)
            }
        };
        Change::ALL.map(&mut of).to_vec()
    }
}

/// The estimates of each group, in order.
fn map_groups<'a>(
    groups: impl Iterator<Item = &'a PartitionGroup>,
    estimate: impl Fn(&PartitionGroup) -> Vec<Estimate>,
) -> Vec<Vec<Estimate>> {
    groups.map(estimate).collect()
}

/// The measures asked for: first those without a cutoff, once, then those of each cutoff.
fn asked(plan: &Plan<'_>, terms: &Terms<'_>, cutoffs: &[Ratio], first: bool) -> Result<Vec<Asked>, MeasureError> {
    let mut asked = Vec::new();
    let places = cutoffs.iter().copied().enumerate().map(Some);
    for cutoff in first.then_some(None).into_iter().chain(places) {
        for family in plan.request {
            asked.extend(terms.asked(*family, cutoff)?);
        }
    }
    Ok(asked)
}

/// The value of a change and its linearised variable, which has both periods in one design and so their covariance. The compound
/// rate to nought has no linearised variable.
fn changed(
    change: Change,
    earlier: &Linearised,
    later: &Linearised,
    span: Option<f64>,
) -> Result<(f64, Option<Vec<UnitTotal>>), Undefined> {
    let (a, b) = (earlier.value.nearest, later.value.nearest);
    let has_base = earlier.value.exact.map_or(a > 0.0, |(numerator, _)| numerator > 0);
    let span = || span.ok_or(Undefined::NoSpan);
    let (value, of_earlier, of_later) = match change {
        Change::Absolute => (b - a, -1.0, 1.0),
        Change::AbsoluteAnnual => {
            let years = span()?;
            ((b - a) / years, -1.0 / years, 1.0 / years)
        }
        Change::Relative | Change::RelativeAnnual if !has_base => return Err(Undefined::NoBase),
        Change::Relative => (b / a - 1.0, -b / (a * a), 1.0 / a),
        Change::RelativeAnnual => {
            let years = span()?;
            let factor = (b / a).powf(1.0 / years);
            // d/db (b/a)^(1/T) = factor / (T b): not finite at b = 0 unless T = 1, where it is 1/a.
            let of_later = if b > 0.0 { factor / (years * b) } else { 1.0 / a };
            if b <= 0.0 && (years - 1.0).abs() > 1e-9 {
                return Ok((factor - 1.0, None));
            }
            (factor - 1.0, -factor / (years * a), of_later)
        }
    };
    Ok((value, Some(combine(&earlier.units, of_earlier, &later.units, of_later))))
}

/// The sum of two linearised variables, each times a factor; a unit that is in both is one unit.
fn combine(earlier: &[UnitTotal], of_earlier: f64, later: &[UnitTotal], of_later: f64) -> Vec<UnitTotal> {
    let mut sum = Vec::with_capacity(earlier.len().saturating_add(later.len()));
    let (mut left, mut right) = (earlier.iter().peekable(), later.iter().peekable());
    loop {
        let (a, b) = (left.peek().map(|unit| unit.unit), right.peek().map(|unit| unit.unit));
        let (take_left, take_right) = match (a, b) {
            (None, None) => return sum,
            (Some(a), Some(b)) => (a <= b, b <= a),
            (a, b) => (a.is_some(), b.is_some()),
        };
        let one = if take_left { left.next() } else { None };
        let other = if take_right { right.next() } else { None };
        let part = |unit: Option<&UnitTotal>, factor: f64| unit.map_or(0.0, |unit| factor * unit.total);
        if let Some(unit) = one.or(other) {
            sum.push(UnitTotal { total: part(one, of_earlier) + part(other, of_later), ..*unit });
        }
    }
}

/// The units that are active in either domain, in the order of their numbers.
fn merged_units(domains: (Option<&Domain>, Option<&Domain>)) -> BTreeMap<u32, u64> {
    domains.0.into_iter().chain(domains.1).flat_map(Domain::active_units).collect()
}

/// The variance over that of a simple random sample with replacement of as many rows:
/// `S2 / n` with `S2 = n / (n - 1) sum w (y - mean)^2 / sum w` (R's `deff = "replace"`).
fn design_effect(spread: Spread, value: &Value, variance: f64, domain: &Domain) -> Option<f64> {
    let p = value.nearest;
    let mean_square = match spread {
        Spread::ZeroOr(size) => size * p,
        Spread::Square(at, factor) => {
            let population = domain.sums.get(Layout::POPULATION).copied().unwrap_or_default();
            wide_float(domain.sums.get(at).copied().unwrap_or_default()) * factor / wide_float(population)
        }
        Spread::Unknown => return None,
    };
    let simple = (mean_square - p * p) / (float(domain.rows) - 1.0);
    (simple > 0.0).then(|| variance / simple)
}

/// The years from one period to a later one, if both are numbers.
fn years(from: &str, to: &str) -> Option<f64> {
    let (from, to): (Ratio, Ratio) = (from.parse().ok()?, to.parse().ok()?);
    let years = to.checked_sub(from).ok()?;
    (years > Ratio::ZERO).then(|| years.to_f64())
}
