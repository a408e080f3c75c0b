//! How the error of a line adds to the error of what is measured under it.

use super::line::{Line, Resolved};
use super::{Density, Domain, IncomeError, Linearised, PovertyLine};
use crate::quantity::CountedUnit;

/// A measure under a line: its value, and how it changes with each row and with the line.
pub(super) struct AtLine {
    pub(super) value: f64,
    /// `N z_k` of the rows of the domain, in their order, the line held fixed.
    pub(super) influence: Vec<f64>,
    /// Derivative by the line through the gaps of the poor.
    pub(super) slope: f64,
    /// What somebody who stands on the line adds when it passes them: 1 for the headcount ratio, 0 where gaps begin at zero.
    pub(super) jump: f64,
}

impl AtLine {
    /// The linearised variable `z_k = influence_k / N + (slope + jump f(t)) z_k(t)`; a fixed line has `z(t) = 0`.
    ///
    /// `measured` are the rows whose influence is given; the line is that of `domain`, which has more rows where a measure
    /// leaves some out.
    pub(super) fn linearised<U: CountedUnit>(
        self,
        measure: &str,
        measured: &Domain<'_, U>,
        line: &PovertyLine,
        domain: &Domain<'_, U>,
    ) -> Result<Linearised<U>, IncomeError> {
        let total = measured.total_weight();
        let rows = measured.iter().zip(&self.influence);
        let own = rows.map(|(row, influence)| (row.number, row.weight * influence / total));
        let Some(relative) = line.as_relative() else {
            return Linearised::new(measure, measured, self.value, own);
        };
        let at = relative.linearised(domain)?;
        let density = if self.jump == 0.0 { 0.0 } else { Density::of(measured, at.value(), measure)?.at(at.value()) };
        let change = self.slope + self.jump * density;
        let through_line =
            at.contributions().iter().enumerate().map(|(row, contribution)| (row, change * contribution));
        Linearised::new(measure, measured, self.value, own.chain(through_line))
    }
}

/// A row that counts, with its line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Judged {
    pub(super) weight: f64,
    pub(super) income: f64,
    pub(super) line: f64,
    pub(super) poor: bool,
}

impl Judged {
    /// The gap as a share of the line, of a poor row; zero for others.
    pub(super) fn gap(self) -> f64 {
        if self.poor { (self.line - self.income) / self.line } else { 0.0 }
    }
}

/// The rows of a domain, each with its line.
pub(super) fn judged<'d, U: CountedUnit>(
    domain: &'d Domain<'_, U>,
    lines: &'d Resolved<'_>,
) -> impl Iterator<Item = Judged> + Clone + 'd {
    domain.iter().map(|row| {
        let line: Line = lines.of(row.number);
        Judged { weight: row.weight, income: row.income, line: line.approximate, poor: line.covers(row.units) }
    })
}
