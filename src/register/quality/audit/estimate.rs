//! How far a list is from a second look.

use super::super::QualityError;
use super::draw::{AuditSample, Stratum, share};
use super::limits::{clopper_pearson, wilson};
use crate::measure::float::float;
use crate::measure::{Scale, student_quantile};
use crate::register::HouseholdId;
use serde::Serialize;
use std::collections::BTreeMap;

/// The errors of a list of the poor, by a random re-survey.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Audit {
    inclusion: ErrorShare,
    exclusion: ErrorShare,
}

/// A share of errors with its limits.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct ErrorShare {
    wrong: u64,
    of: u64,
    estimate: f64,
    exact: Option<(f64, f64)>,
    score: Option<(f64, f64)>,
    design: Option<(f64, f64)>,
}

impl Audit {
    /// Inclusion error (leakage): of the households listed as poor, the share that is not.
    #[must_use]
    pub const fn inclusion(&self) -> ErrorShare {
        self.inclusion
    }

    /// Exclusion error (undercoverage): of the households that are poor, the share that is not listed.
    #[must_use]
    pub const fn exclusion(&self) -> ErrorShare {
        self.exclusion
    }
}

impl ErrorShare {
    /// Households of the sample that are wrong.
    #[must_use]
    pub const fn wrong(&self) -> u64 {
        self.wrong
    }

    /// Households of the sample that could have been wrong.
    #[must_use]
    pub const fn of(&self) -> u64 {
        self.of
    }

    /// The share in the population: of a stratified sample each household counts for as many as its stratum has for each drawn.
    #[must_use]
    pub const fn estimate(&self) -> f64 {
        self.estimate
    }

    /// Exact limits (Clopper and Pearson 1934) of a simple random sample, given how many could have been wrong. They make no use of
    /// the population being finite, so they are wide where much of it was drawn. `None` for a stratified sample.
    #[must_use]
    pub const fn exact(&self) -> Option<(f64, f64)> {
        self.exact
    }

    /// Score limits (Wilson 1927) of a simple random sample, with the finite population correction `(N - n) / (N - 1)`. `None` for a
    /// stratified sample.
    #[must_use]
    pub const fn score(&self) -> Option<(f64, f64)> {
        self.score
    }

    /// Limits of a stratified sample: a ratio of totals, its variance linearised, `sum N_h^2 (1 - n_h / N_h) s_h^2 / n_h` with the
    /// finite population correction of each stratum, on the scale of log odds, by Student's t with households drawn less strata
    /// degrees of freedom. `None` for a simple sample, and for a share of 0 or 1, which has no odds.
    #[must_use]
    pub const fn design(&self) -> Option<(f64, f64)> {
        self.design
    }
}

/// A household of the sample: listed, and poor by the second look.
type Seen = (bool, bool);

impl AuditSample {
    /// The errors of the list, by what a second look found: whether each household that was drawn is poor.
    ///
    /// # Errors
    /// [`QualityError::Resurvey`] for households that were not drawn, seen twice or not seen; [`QualityError::Share`] for a
    /// confidence that is not between 0 and 1; [`QualityError::Lonely`] for a stratum of several of which one was drawn;
    /// [`QualityError::NoneOf`] where no household of the sample could have been wrong.
    pub fn errors(
        &self,
        resurvey: impl IntoIterator<Item = (HouseholdId, bool)>,
        confidence: f64,
    ) -> Result<Audit, QualityError> {
        share("confidence", confidence)?;
        let mut poor = BTreeMap::new();
        for (household, is_poor) in resurvey {
            if poor.insert(household, is_poor).is_some() {
                return Err(QualityError::Resurvey { household, what: "seen twice" });
            }
        }
        let mut strata = Vec::with_capacity(self.strata.len());
        for stratum in &self.strata {
            let mut seen = Vec::with_capacity(stratum.drawn.len());
            for (household, listed) in &stratum.drawn {
                let is_poor = poor.remove(household);
                let not_seen = QualityError::Resurvey { household: *household, what: "drawn and not seen" };
                seen.push((*listed, is_poor.ok_or(not_seen)?));
            }
            strata.push((stratum, seen));
        }
        if let Some(household) = poor.into_keys().next() {
            return Err(QualityError::Resurvey { household, what: "seen and not drawn" });
        }
        let listed = |(listed, _): Seen| listed;
        let is_poor = |(_, poor): Seen| poor;
        Ok(Audit {
            inclusion: error_share(&strata, confidence, "listed", listed, is_poor)?,
            exclusion: error_share(&strata, confidence, "poor", is_poor, listed)?,
        })
    }
}

/// The share of those that are not `right` among those that are `counted`.
fn error_share(
    strata: &[(&Stratum, Vec<Seen>)],
    confidence: f64,
    what: &'static str,
    counted: impl Fn(Seen) -> bool,
    right: impl Fn(Seen) -> bool,
) -> Result<ErrorShare, QualityError> {
    let all = || strata.iter().flat_map(|(_, seen)| seen.iter().copied());
    let of = all().filter(|seen| counted(*seen)).count() as u64;
    let wrong = all().filter(|seen| counted(*seen) && !right(*seen)).count() as u64;
    if of == 0 {
        return Err(QualityError::NoneOf { what });
    }
    let none = ErrorShare { wrong, of, estimate: float(wrong) / float(of), exact: None, score: None, design: None };
    if let [(stratum, seen)] = strata {
        let drawn = (seen.len() as u64, stratum.of);
        let exact = Some(clopper_pearson(wrong, of, confidence));
        return Ok(ErrorShare { exact, score: Some(wilson(wrong, of, drawn, confidence)), ..none });
    }
    let (mut total, mut total_wrong) = (0.0, 0.0);
    for (stratum, seen) in strata {
        let each = float(stratum.of) / float(seen.len() as u64);
        total += each * float(seen.iter().filter(|seen| counted(**seen)).count() as u64);
        total_wrong += each * float(seen.iter().filter(|seen| counted(**seen) && !right(**seen)).count() as u64);
    }
    let estimate = total_wrong / total;
    let mut variance = 0.0;
    for (stratum, seen) in strata {
        let n = seen.len() as u64;
        if n == stratum.of {
            continue;
        }
        if n == 1 {
            return Err(QualityError::Lonely { stratum: (&stratum.name).into(), of: stratum.of });
        }
        let residual = |seen: &Seen| {
            let wrong = if right(*seen) { 0.0 } else { 1.0 };
            if counted(*seen) { wrong - estimate } else { 0.0 }
        };
        let mean = seen.iter().map(residual).sum::<f64>() / float(n);
        let squares: f64 = seen.iter().map(|seen| (residual(seen) - mean).powi(2)).sum();
        let households = float(stratum.of);
        variance +=
            households * households * (1.0 - float(n) / households) * squares / float(n.saturating_sub(1)) / float(n);
    }
    let degrees = (all().count() as u64).saturating_sub(strata.len() as u64).max(1);
    let t = student_quantile(confidence, degrees);
    let design = Scale::Logit.limits(estimate, variance.sqrt() / total, t);
    Ok(ErrorShare { estimate, design, ..none })
}
