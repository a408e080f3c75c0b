//! From a request to its estimates.

use super::change::{changed, years};
use super::domain::{Domain, Variation};
use super::layout::{Asked, Layout, Split, Spread, Terms};
use super::partition::{Partition, PartitionGroup};
use super::{Matrix, Scores, Tabulation, map_groups};
use crate::measure::estimate::{Change, Estimate, Estimates, Family, Measure, SamplingError, Undefined, Value};
use crate::measure::float::{float, wide_float};
use crate::measure::survey::{Frame, Quantiles, Replicates, Residuals, Scale, variance};
use crate::measure::table::{Fingerprint, Snapshot};
use crate::measure::{By, Design, Group, MeasureError, MissingPolicy, Weighting};
use crate::quantity::{CountedUnit, Ratio, Unit};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Cutoffs are taken in batches, so that the sums of all parts stay below this many numbers (256 MiB).
const SUMS_MAX: usize = 1 << 24;

/// Runs a request that was checked.
pub(super) fn run<U: CountedUnit>(request: &Tabulation<'_, U>, snapshot: &Snapshot) -> Result<Estimates, MeasureError> {
    let mut frame = match &request.design {
        Some(design) => Frame::new(snapshot, design)?,
        None => Frame::none(snapshot),
    };
    let replication = request.design.as_ref().and_then(|design| design.replication()).filter(|_| frame.is_sample);
    if frame.is_sample && !request.margins.is_empty() {
        if replication.is_some() {
            return Err(MeasureError::Replicates { expected: "weights that are not calibrated" });
        }
        frame.residuals = Some(Residuals::new(snapshot, &frame, &request.margins)?);
    }
    let replicates = replication.map(|(method, centre)| Replicates::new(&frame, method, centre)).transpose()?;
    let whole = [By::whole()];
    let by = if request.by.is_empty() { &whole[..] } else { &request.by };
    let partitions: Result<Vec<Partition>, MeasureError> =
        by.iter().map(|by| Partition::new(snapshot, &frame, by)).collect();
    let partitions = partitions?;
    let fingerprint = request.fingerprint(snapshot);
    let confidence = request.design.as_ref().map(|design| design.confidence_level().to_f64());
    let quantiles = confidence.map(Quantiles::new);
    let mut rows = Vec::new();
    for (weighting, cutoffs) in &request.weightings {
        let context = Context {
            frame: &frame,
            replicates: replicates.as_ref(),
            weighting: weighting.name().into(),
            quantiles: quantiles.as_ref(),
            shares: request.design.as_ref().map_or_else(Scale::default, Design::limit_scale),
            changes: &request.changes,
            unit: U::UNIT,
            missing: request.missing,
            fingerprint,
        };
        let plan = Plan { request: &request.families, weighting, snapshot, policy: request.missing };
        context.weighting(&plan, cutoffs, &partitions, &mut rows)?;
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
            | Family::AverageGap(_)
            | Family::ChangeOfIncidenceAndIntensity
            | Family::ChangeByGroup => false,
            Family::UncensoredHeadcountRatios
            | Family::CensoredHeadcountRatios
            | Family::AbsoluteContributions
            | Family::PercentageContributions
            | Family::DimensionAbsoluteContributions
            | Family::DimensionPercentageContributions
            | Family::GapAbsoluteContributions(_)
            | Family::GapPercentageContributions(_)
            | Family::DimensionGapAbsoluteContributions(_)
            | Family::DimensionGapPercentageContributions(_)
            | Family::ChangeByIndicator => true,
        })
    }

    fn layout(&self, cutoffs: usize, squares: bool) -> Layout {
        let about_gaps = |family: &Family| family.power().is_some();
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
pub(super) struct Context<'a> {
    pub(super) frame: &'a Frame,
    pub(super) replicates: Option<&'a Replicates>,
    weighting: Arc<str>,
    /// At the level of confidence; none for points only.
    quantiles: Option<&'a Quantiles>,
    /// The scale of limits of shares.
    shares: Scale,
    pub(super) changes: &'a [(String, String)],
    unit: Unit,
    missing: MissingPolicy,
    fingerprint: Fingerprint,
}

/// A group in an earlier and in a later period, where it has rows.
pub(super) type Pair<'a> = (Option<&'a Domain>, Option<&'a Domain>);

/// A group between two periods: what all estimates of its change have in common.
pub(super) struct Between<'a> {
    group: &'a Arc<Group>,
    period: &'a Arc<str>,
    domains: Pair<'a>,
    degrees: Option<u64>,
}

impl Context<'_> {
    /// Appends the estimates of a weighting.
    fn weighting(
        &self,
        plan: &Plan<'_>,
        cutoffs: &[Ratio],
        partitions: &[Partition],
        rows: &mut Vec<Estimate>,
    ) -> Result<(), MeasureError> {
        let mut ascending = cutoffs.to_vec();
        ascending.sort_unstable();
        ascending.dedup();
        let wants = |family| plan.request.contains(&family);
        let squares = wants(Family::AdjustedHeadcountRatio) || wants(Family::Intensity);
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
                gap_bits: &plan.snapshot.gap_bits,
                gap_scales: &plan.snapshot.gap_scales,
                powers: &plan.snapshot.gap_powers,
            };
            let wanted = Wanted::of(plan, &terms, batch, number == 0)?;
            let mut estimates = Vec::new();
            for partition in partitions {
                estimates.extend(map_groups(&partition.groups, |group| self.group(group, &matrix, &wanted)));
                estimates.push(if wanted.by_group { self.parts_by_group(partition, &matrix, &wanted) } else { vec![] });
            }
            if found.is_empty() {
                found = estimates;
                continue;
            }
            // Every batch has the same groups.
            for (all, more) in found.iter_mut().zip(estimates) {
                all.extend(more);
            }
        }
        rows.reserve(found.iter().map(Vec::len).sum());
        found.into_iter().for_each(|mut own| rows.append(&mut own));
        Ok(())
    }

    /// All estimates of one group: of each period, then of the changes.
    fn group(&self, group: &PartitionGroup, matrix: &Matrix, wanted: &Wanted) -> Vec<Estimate> {
        let asked = &wanted.asked;
        let domains: Vec<Domain> = group.periods.iter().map(|period| Domain::new(self.frame, matrix, period)).collect();
        let mut rows = Vec::with_capacity(asked.len().saturating_mul(domains.len().saturating_add(1)));
        for domain in &domains {
            let degrees = self.frame.degrees(domain.active_units());
            for asked in asked.iter().filter(|asked| asked.levels) {
                let varied = domain.varied(&asked.quotient, self.frame, self.replicates);
                let value = varied.as_ref().map(|varied| varied.value).map_err(|reason| *reason);
                let error = varied.ok().and_then(|varied| {
                    let scale = if asked.measure.is_share() { self.shares } else { Scale::Plain };
                    let effect = |variance| design_effect(asked.spread, &varied.value, variance, domain);
                    self.error(varied.value.nearest, &varied.variation, degrees, scale, effect)
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
            let between = self.of_pair(&group.group, &period, (earlier, later));
            for asked in asked.iter().filter(|asked| !asked.changes.is_empty()) {
                rows.extend(self.changes(&between, span, asked));
            }
            for split in wanted.splits.iter().filter(|_| wanted.by_incidence) {
                rows.extend(self.parts_by_incidence(&between, split));
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

    fn error(
        &self,
        value: f64,
        variation: &Variation,
        degrees: Option<u64>,
        scale: Scale,
        effect: impl Fn(f64) -> Option<f64>,
    ) -> Option<SamplingError> {
        let quantiles = self.quantiles?;
        let Some(degrees) = degrees else {
            return Some(SamplingError::of_a_register(value));
        };
        let variance = match variation {
            Variation::None => None,
            // One sampling unit in all tells nothing about how units vary.
            Variation::Linearised(_) | Variation::Replicated(_) if self.frame.units() <= 1 => None,
            Variation::Linearised(units) => Some(variance(self.frame, units)),
            Variation::Replicated(values) => self.replicates.map(|replicates| replicates.variance(value, values)),
        };
        let std_error = variance.map(f64::sqrt);
        let limits =
            std_error.zip(quantiles.of(degrees)).and_then(|(error, quantile)| scale.limits(value, error, quantile));
        let design_effect = variance.and_then(effect);
        Some(SamplingError { std_error, limits, degrees_of_freedom: Some(degrees), design_effect })
    }

    /// What estimates about the change of a group have in common.
    pub(super) fn of_pair<'b>(&self, group: &'b Arc<Group>, period: &'b Arc<str>, domains: Pair<'b>) -> Between<'b> {
        Between { group, period, domains, degrees: self.frame.degrees(merged_units(domains).into_iter()) }
    }

    /// One estimate that is about two periods, from its value and how it varies.
    pub(super) fn between(
        &self,
        between: &Between<'_>,
        cutoff: Option<Ratio>,
        measure: Measure,
        found: Result<(f64, Variation), Undefined>,
    ) -> Estimate {
        let error = found
            .as_ref()
            .ok()
            .and_then(|(value, variation)| self.error(*value, variation, between.degrees, Scale::Plain, |_| None));
        let both = || between.domains.0.into_iter().chain(between.domains.1);
        Estimate {
            measure,
            cutoff,
            value: found.map(|(nearest, _)| Value { nearest, exact: None }),
            error,
            rows: both().fold(0, |sum, domain| sum.saturating_add(domain.rows)),
            dropped: both().fold(0, |sum, domain| sum.saturating_add(domain.dropped)),
            population: both().fold(0, |sum: u128, domain| {
                sum.saturating_add(domain.sums.get(Layout::POPULATION).copied().unwrap_or_default())
            }),
            ..self.blank(between.group, between.period)
        }
    }

    /// The changes of one measure between two periods.
    fn changes(&self, between: &Between<'_>, span: Option<f64>, asked: &Asked) -> Vec<Estimate> {
        let varied = |domain: &Domain| domain.varied(&asked.quotient, self.frame, self.replicates);
        let pair = between.both().and_then(|(earlier, later)| Ok((varied(earlier)?, varied(later)?)));
        let of = |change: &Change| {
            let found = pair.as_ref().map_err(|reason| *reason).and_then(|(a, b)| changed(*change, a, b, span));
            let measure = Measure::Change(*change, Box::new(asked.measure.clone()));
            self.between(between, asked.cutoff, measure, found)
        };
        asked.changes.iter().map(of).collect()
    }
}

impl<'a> Between<'a> {
    /// The group in both periods.
    pub(super) fn both(&self) -> Result<(&'a Domain, &'a Domain), Undefined> {
        self.domains.0.zip(self.domains.1).ok_or(Undefined::MissingPeriod)
    }
}

/// What is wanted of each group.
pub(super) struct Wanted {
    asked: Vec<Asked>,
    /// H and M0 at each cutoff, if parts of changes are wanted.
    pub(super) splits: Vec<Split>,
    by_incidence: bool,
    by_group: bool,
}

impl Wanted {
    /// The measures asked for: first those without a cutoff, once, then those of each cutoff.
    fn of(plan: &Plan<'_>, terms: &Terms<'_>, cutoffs: &[Ratio], first: bool) -> Result<Self, MeasureError> {
        let by_incidence = plan.request.contains(&Family::ChangeOfIncidenceAndIntensity);
        let by_group = plan.request.contains(&Family::ChangeByGroup);
        let mut wanted = Self { asked: Vec::new(), splits: Vec::new(), by_incidence, by_group };
        let places = cutoffs.iter().copied().enumerate().map(Some);
        for cutoff in first.then_some(None).into_iter().chain(places) {
            for family in plan.request {
                wanted.asked.extend(terms.asked(*family, cutoff)?);
            }
            if let Some(cutoff) = cutoff.filter(|_| by_incidence || by_group) {
                wanted.splits.push(terms.split(cutoff)?);
            }
        }
        Ok(wanted)
    }
}

/// The units that are active in either domain, in the order of their numbers.
pub(super) fn merged_units(domains: Pair<'_>) -> BTreeMap<u32, u64> {
    domains.0.into_iter().chain(domains.1).flat_map(Domain::active_units).collect()
}

/// The variance over that of a simple random sample with replacement of as many rows:
/// `S2 / n` with `S2 = n / (n - 1) sum w (y - mean)^2 / sum w` (R's `deff = "replace"`).
fn design_effect(spread: Spread, value: &Value, variance: f64, domain: &Domain) -> Option<f64> {
    let p = value.nearest;
    let sum = |at: usize| wide_float(domain.sums.get(at).copied().unwrap_or_default());
    let population = sum(Layout::POPULATION);
    let mean_square = match spread {
        Spread::ZeroOr(size) => size * p - p * p,
        Spread::Square(at, factor) => sum(at) * factor / population - p * p,
        // The linearised ratio `(q c - A q) N / sum q`, whose mean is 0.
        Spread::Intensity(at, factor, poor) => {
            let (squares, poor) = (sum(at) * factor, sum(poor));
            let residual = squares - p * p * poor;
            // Where all the poor have one score nothing but rounding is left.
            if residual < 1e-12 * squares { 0.0 } else { residual * population / (poor * poor) }
        }
        Spread::Unknown => return None,
    };
    let simple = mean_square / (float(domain.rows) - 1.0);
    (simple > 0.0).then(|| variance / simple)
}
