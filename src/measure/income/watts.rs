//! Watts' measure: how far the logarithms of poor incomes fall short.

use super::at_line::{AtLine, Judged, judged};
use super::exact_sum::exact_sum;
use super::linearised::finite;
use super::{Domain, IncomeError, IncomeMeasure, Linearised, NonPositive, PovertyLine};
use crate::quantity::CountedUnit;

/// `W = (1 / N) sum w ln(z / y)` over the poor (Watts 1968, "An economic definition of poverty").
///
/// Defined for positive incomes; what happens to the others is named. A relative line stays that of all incomes, those left out
/// too. Nobody poor: 0. Rises when a poor income falls, falls
/// when a poorer receives from a less poor, and is the population-share mean of the groups' values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Watts {
    line: PovertyLine,
    others: NonPositive,
}

impl Watts {
    /// The measure under a line. A zero income has no logarithm, so [`NonPositive::KeepZeros`] refuses it here.
    #[must_use]
    pub const fn new(line: PovertyLine, others: NonPositive) -> Self {
        Self { line, others }
    }
}

/// `ln(z / y)` of the poor.
fn term(row: Judged) -> f64 {
    if row.poor { (row.line / row.income).ln() } else { 0.0 }
}

impl<U: CountedUnit> IncomeMeasure<U> for Watts {
    fn id(&self) -> String {
        "watts".to_owned()
    }

    fn parameter(&self) -> String {
        self.line.to_string()
    }

    fn value(&self, domain: &Domain<'_, U>) -> Result<f64, IncomeError> {
        let measured = domain.positive(self.others, false, "watts")?;
        let lines = self.line.resolved(domain)?;
        let total = exact_sum(judged(&measured, &lines).map(|row| row.weight * term(row)));
        finite(total / measured.total_weight(), domain, "watts")
    }

    fn linearised(&self, domain: &Domain<'_, U>) -> Result<Linearised<U>, IncomeError> {
        let value = self.value(domain)?;
        let measured = domain.positive(self.others, false, "watts")?;
        let lines = self.line.resolved(domain)?;
        let rows = judged(&measured, &lines);
        // d ln(z / y) / dz = 1 / z for each poor row.
        let poor = rows.clone().filter(|row| row.poor);
        let slope = exact_sum(poor.map(|row| row.weight / row.line)) / measured.total_weight();
        let influence = rows.map(|row| term(row) - value).collect();
        AtLine { value, influence, slope, jump: 0.0 }.linearised("watts", &measured, &self.line, domain)
    }
}
