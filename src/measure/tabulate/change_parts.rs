//! What incidence, intensity, groups and shifts between groups add to a change of M0, and how each part varies.
//!
//! Each part is a smooth function of H, M0 and population shares of both periods; its error comes from its derivatives (or from
//! its values in the replicates), with both periods in one design as for the change itself.

use super::Matrix;
use super::change::{smooth, sum};
use super::domain::{Domain, Variation, Varied};
use super::layout::{Layout, Split};
use super::partition::{GroupPeriod, Partition, PartitionGroup};
use super::run::{Between, Context, Wanted};
use crate::measure::Group;
use crate::measure::estimate::{ChangePart, Estimate, Measure, Undefined};
use std::sync::Arc;

/// A value with how it varies.
type Found = (f64, Variation);

impl Context<'_> {
    /// Incidence and intensity of one group at one cutoff.
    pub(super) fn parts_by_incidence(&self, between: &Between<'_>, split: &Split) -> [Estimate; 2] {
        let varied = |domain: &Domain| {
            let of = |quotient| domain.varied(quotient, self.frame, self.replicates);
            Ok([of(&split.headcount)?, of(&split.adjusted)?])
        };
        let levels = between.both().and_then(|(earlier, later)| Ok((varied(earlier)?, varied(later)?)));
        let found = |function: fn([f64; 4]) -> f64, slopes: fn([f64; 4]) -> [f64; 4]| {
            levels.as_ref().map_err(|reason| *reason).map(|([h1, m1], [h2, m2])| {
                let varied = [h1, m1, h2, m2];
                let at = varied.map(|varied| varied.value.nearest);
                (function(at), smooth(varied, slopes(at), function))
            })
        };
        let parts = [
            (ChangePart::Incidence, found(incidence, incidence_slopes)),
            (ChangePart::Intensity, found(intensity, intensity_slopes)),
        ];
        parts.map(|(part, found)| self.between(between, Some(split.cutoff), Measure::ChangePart(part), found))
    }

    /// What each group of a partition adds to the changes of the whole that they make up, and what shifts between them add.
    pub(super) fn parts_by_group(&self, partition: &Partition, matrix: &Matrix, wanted: &Wanted) -> Vec<Estimate> {
        let Some(first) = partition.groups.first().filter(|first| first.group.levels().len() > 0) else {
            return Vec::new();
        };
        let axes: Vec<&str> = first.group.levels().map(|(axis, _)| axis).collect();
        let axes: Arc<str> = axes.join("|").into();
        let (everybody, mut rows) = (Arc::new(Group::whole()), Vec::new());
        for (from, to) in self.changes {
            let period: Arc<str> = format!("{from}-{to}").into();
            let whole = [from, to].map(|period| self.union(partition, matrix, period));
            let between_all = self.of_pair(&everybody, &period, (Some(&whole[0]), Some(&whole[1])));
            let pairs: Vec<_> = partition
                .groups
                .iter()
                .map(|group| (group, [from, to].map(|at| self.domain(group, matrix, at))))
                .collect();
            for split in &wanted.splits {
                let mut sums = [Ok(Vec::new()), Ok(Vec::new())];
                for (group, pair) in &pairs {
                    let between = self.of_pair(&group.group, &period, (pair[0].as_ref(), pair[1].as_ref()));
                    let parts = between.both().and_then(|pair| self.within_and_shift(pair, &whole, split));
                    let [within, shift] = match parts {
                        Ok([within, shift]) => [Ok(within), Ok(shift)],
                        Err(reason) => [Err(reason), Err(reason)],
                    };
                    // A group without weight in either period is no part of the whole.
                    if !is_empty(pair) {
                        for (sum, part) in sums.iter_mut().zip([&within, &shift]) {
                            add(sum, part);
                        }
                    }
                    let measure = Measure::ChangePart(ChangePart::WithinGroup);
                    rows.push(self.between(&between, Some(split.cutoff), measure, within));
                }
                let totals =
                    [ChangePart::WithinGroups(Arc::clone(&axes)), ChangePart::PopulationShift(Arc::clone(&axes))];
                for (part, terms) in totals.into_iter().zip(sums) {
                    let found = terms.map(|terms| total(&terms));
                    let measure = Measure::ChangePart(part);
                    rows.push(self.between(&between_all, Some(split.cutoff), measure, found));
                }
            }
        }
        rows
    }

    /// `sbar_l dM0_l` and `M0bar_l ds_l` of one group.
    fn within_and_shift(
        &self,
        pair: (&Domain, &Domain),
        whole: &[Domain; 2],
        split: &Split,
    ) -> Result<[Found; 2], Undefined> {
        let levels = |own: &Domain, whole: &Domain| {
            let share = own.share_of(whole, self.frame, self.replicates)?;
            Ok::<[Varied; 2], Undefined>([share, own.varied(&split.adjusted, self.frame, self.replicates)?])
        };
        let ([s1, m1], [s2, m2]) = (levels(pair.0, &whole[0])?, levels(pair.1, &whole[1])?);
        let varied = [&s1, &m1, &s2, &m2];
        let at = varied.map(|varied| varied.value.nearest);
        let part = |function: fn([f64; 4]) -> f64, slopes| (function(at), smooth(varied, slopes, function));
        let [s1, m1, s2, m2] = at;
        let (mean_share, mean_m0) = (f64::midpoint(s1, s2), f64::midpoint(m1, m2));
        let (half_ds, half_dm) = ((s2 - s1) / 2.0, (m2 - m1) / 2.0);
        Ok([
            part(|[s1, m1, s2, m2]| f64::midpoint(s1, s2) * (m2 - m1), [half_dm, -mean_share, half_dm, mean_share]),
            part(|[s1, m1, s2, m2]| f64::midpoint(m1, m2) * (s2 - s1), [-mean_m0, half_ds, mean_m0, half_ds]),
        ])
    }

    /// A group in one period, if it has rows there.
    fn domain(&self, group: &PartitionGroup, matrix: &Matrix, period: &str) -> Option<Domain> {
        let own = group.periods.iter().find(|own| *own.period == *period);
        own.map(|own| Domain::new(self.frame, matrix, own))
    }

    /// All groups of a partition together in one period.
    fn union(&self, partition: &Partition, matrix: &Matrix, period: &str) -> Domain {
        let periods = partition.groups.iter().flat_map(|group| &group.periods);
        let mut parts: Vec<u32> =
            periods.filter(|own| *own.period == *period).flat_map(|own| own.parts.iter().copied()).collect();
        // Parts are numbered in the order of the sampling units.
        parts.sort_unstable();
        Domain::new(self.frame, matrix, &GroupPeriod { period: period.into(), parts })
    }
}

fn is_empty(pair: &[Option<Domain>; 2]) -> bool {
    let weight = |domain: &Domain| domain.sums.get(Layout::POPULATION).copied().unwrap_or_default();
    pair.iter().flatten().all(|domain| weight(domain) == 0)
}

/// Appends a term; a sum of which a term is undefined is undefined, for its reason.
fn add(terms: &mut Result<Vec<Found>, Undefined>, term: &Result<Found, Undefined>) {
    match (terms.as_mut(), term) {
        (Ok(terms), Ok((value, variation))) => terms.push((*value, sum([(variation, 1.0)]))),
        (Ok(_), Err(reason)) => *terms = Err(*reason),
        (Err(_), _) => {}
    }
}

fn total(terms: &[Found]) -> Found {
    (terms.iter().map(|term| term.0).sum(), sum(terms.iter().map(|term| (&term.1, 1.0))))
}

/// The intensities of both periods; `None` if nobody is poor in one of them.
fn intensities([h1, m1, h2, m2]: [f64; 4]) -> Option<(f64, f64)> {
    (h1 > 0.0 && h2 > 0.0).then(|| (m1 / h1, m2 / h2))
}

/// `Abar dH`, of H and M0 of both periods.
fn incidence(at: [f64; 4]) -> f64 {
    let [h1, m1, h2, m2] = at;
    intensities(at).map_or(m2 - m1, |(a1, a2)| f64::midpoint(a1, a2) * (h2 - h1))
}

fn incidence_slopes(at: [f64; 4]) -> [f64; 4] {
    let [h1, _, h2, _] = at;
    let Some((a1, a2)) = intensities(at) else { return [0.0, -1.0, 0.0, 1.0] };
    let (mean, half) = (f64::midpoint(a1, a2), (h2 - h1) / 2.0);
    [-mean - half * a1 / h1, half / h1, mean - half * a2 / h2, half / h2]
}

/// `Hbar dA`, of H and M0 of both periods.
fn intensity(at: [f64; 4]) -> f64 {
    let [h1, _, h2, _] = at;
    intensities(at).map_or(0.0, |(a1, a2)| f64::midpoint(h1, h2) * (a2 - a1))
}

fn intensity_slopes(at: [f64; 4]) -> [f64; 4] {
    let [h1, _, h2, _] = at;
    let Some((a1, a2)) = intensities(at) else { return [0.0; 4] };
    let (mean, half) = (f64::midpoint(h1, h2), (a2 - a1) / 2.0);
    [half + mean * a1 / h1, -mean / h1, half - mean * a2 / h2, mean / h2]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(ours: f64, theirs: f64) {
        assert!((ours - theirs).abs() < 1e-15, "{ours} against {theirs}");
    }

    /// H falls from 0.48 to 0.36 and A from 0.50 to 0.45.
    #[test]
    fn incidence_and_intensity_of_the_golden_numbers() {
        let at = [0.48, 0.24, 0.36, 0.162];
        close(incidence(at), -0.057);
        close(intensity(at), -0.021);
    }

    #[test]
    fn all_is_incidence_where_nobody_was_poor() {
        let at = [0.0, 0.0, 0.36, 0.162];
        close(incidence(at), 0.162);
        close(intensity(at), 0.0);
    }

    /// The derivatives are those that small differences give.
    #[test]
    fn slopes_are_derivatives() {
        let at = [0.48, 0.24, 0.36, 0.162];
        for (function, slopes) in [
            (incidence as fn([f64; 4]) -> f64, incidence_slopes as fn([f64; 4]) -> [f64; 4]),
            (intensity, intensity_slopes),
        ] {
            for (which, slope) in slopes(at).into_iter().enumerate() {
                let step = |by: f64| {
                    let mut moved = at;
                    moved[which] += by;
                    function(moved)
                };
                let difference = (step(1e-6) - step(-1e-6)) / 2e-6;
                assert!((difference - slope).abs() < 1e-9, "{which}: {difference} against {slope}");
            }
        }
    }
}
