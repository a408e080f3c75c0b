//! Foster, Greer and Thorbecke's family: headcount ratio, poverty gap, squared poverty gap.

use super::at_line::{AtLine, Judged, judged};
use super::exact_sum::exact_sum;
use super::linearised::finite;
use super::{Domain, IncomeError, IncomeMeasure, Linearised, PovertyLine};
use crate::quantity::{CountedUnit, Ratio};

/// `FGT(alpha) = (1 / W) sum w ((z - y) / z)^alpha` over the poor (Foster, Greer and Thorbecke 1984, Econometrica 52, 761-766).
///
/// `alpha` 0 is the headcount ratio, 1 the poverty gap, 2 the squared gap. At `alpha` 0 an income on the line counts 1 under
/// [`Comparison::AtMost`](super::Comparison::AtMost) and 0 under [`Comparison::Below`](super::Comparison::Below); otherwise its
/// gap is zero under both. A negative income has a gap above 1. Nobody poor: 0.
///
/// Rises when a poor income falls (`alpha` > 0), falls when a poorer receives from a less poor (`alpha` > 1), and is the
/// population-share mean of the groups' values ([`FgtDecomposition`](super::FgtDecomposition)).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fgt {
    alpha: Ratio,
    line: PovertyLine,
    risk: bool,
}

impl Fgt {
    /// The measure at any `alpha` of at least 0.
    ///
    /// # Errors
    /// [`IncomeError::Parameter`] if `alpha` is negative.
    pub fn new(alpha: Ratio, line: PovertyLine) -> Result<Self, IncomeError> {
        if alpha.is_negative() {
            return Err(IncomeError::Parameter { parameter: "alpha", value: alpha, expected: "0 or more" });
        }
        Ok(Self { alpha, line, risk: false })
    }

    /// The headcount ratio, `alpha` 0.
    #[must_use]
    pub const fn headcount(line: PovertyLine) -> Self {
        Self { alpha: Ratio::ZERO, line, risk: false }
    }

    /// The poverty gap, `alpha` 1.
    #[must_use]
    pub const fn gap(line: PovertyLine) -> Self {
        Self { alpha: Ratio::ONE, line, risk: false }
    }

    /// The squared poverty gap, `alpha` 2.
    #[must_use]
    pub fn squared_gap(line: PovertyLine) -> Self {
        Self { alpha: Ratio::whole(2), line, risk: false }
    }

    /// The at-risk-of-poverty rate, ARPR: the headcount ratio under the name that goes with a relative line.
    #[must_use]
    pub const fn at_risk_of_poverty(line: PovertyLine) -> Self {
        Self { alpha: Ratio::ZERO, line, risk: true }
    }

    /// The line.
    #[must_use]
    pub const fn line(&self) -> &PovertyLine {
        &self.line
    }

    fn name(&self) -> String {
        if self.risk { "arpr".to_owned() } else { format!("fgt{}", self.alpha) }
    }

    /// `((z - y) / z)^alpha` of the poor.
    fn term(&self, row: Judged) -> f64 {
        if !row.poor {
            return 0.0;
        }
        match (self.alpha.numerator(), self.alpha.denominator()) {
            (0, 1) => 1.0,
            (1, 1) => row.gap(),
            (2, 1) => row.gap().powi(2),
            _ => row.gap().powf(self.alpha.to_f64()),
        }
    }

    /// The derivative of the term by the line: `alpha ((z - y) / z)^(alpha - 1) y / z^2`.
    fn slope(&self, row: Judged) -> f64 {
        if !row.poor || self.alpha == Ratio::ZERO {
            return 0.0;
        }
        let alpha = self.alpha.to_f64();
        let power = if self.alpha == Ratio::ONE { 1.0 } else { row.gap().powf(alpha - 1.0) };
        alpha * power * row.income / row.line.powi(2)
    }
}

impl<U: CountedUnit> IncomeMeasure<U> for Fgt {
    fn id(&self) -> String {
        self.name()
    }

    fn parameter(&self) -> String {
        self.line.to_string()
    }

    fn value(&self, domain: &Domain<'_, U>) -> Result<f64, IncomeError> {
        if self.alpha == Ratio::ZERO {
            return Ok(domain.headcount_ratio(&self.line)?.to_f64());
        }
        let lines = self.line.resolved(domain)?;
        let total = exact_sum(judged(domain, &lines).map(|row| row.weight * self.term(row)));
        finite(total / domain.total_weight(), domain, &self.name())
    }

    fn linearised(&self, domain: &Domain<'_, U>) -> Result<Linearised<U>, IncomeError> {
        let value = self.value(domain)?;
        let lines = self.line.resolved(domain)?;
        let rows = judged(domain, &lines);
        let slope = exact_sum(rows.clone().map(|row| row.weight * self.slope(row))) / domain.total_weight();
        let influence = rows.map(|row| self.term(row) - value).collect();
        let jump = if self.alpha == Ratio::ZERO { 1.0 } else { 0.0 };
        AtLine { value, influence, slope, jump }.linearised(&self.name(), domain, &self.line, domain)
    }
}
