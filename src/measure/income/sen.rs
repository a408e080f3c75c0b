//! Sen's measure and that of Sen, Shorrocks and Thon: headcount, gap and inequality of the poor in one number.

use super::at_line::{AtLine, Judged, judged};
use super::exact_sum::exact_sum;
use super::linearised::finite;
use super::ranked::Ranked;
use super::{Domain, IncomeError, IncomeMeasure, Linearised, PovertyLine};
use crate::quantity::CountedUnit;

/// `S = H [I + (1 - I) G_p]` with `H` the headcount ratio, `I` the mean gap of the poor and `G_p` the Gini index of their incomes
/// (Sen 1976, Econometrica 44, 219-231, in the form that replication does not change; the original has `q / (q + 1)` on `G_p`).
///
/// Where lines differ between rows, incomes are measured in lines. Nobody poor: 0. Rises when a poor income falls; does not
/// break up into groups. A poor income of zero or less is allowed as long as `(1 - I) G_p` is read as half the mean difference
/// of the poor incomes in lines, which is what is computed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sen {
    line: PovertyLine,
}

impl Sen {
    /// The measure under a line.
    #[must_use]
    pub const fn new(line: PovertyLine) -> Self {
        Self { line }
    }
}

/// Income in lines.
fn in_lines(row: Judged) -> f64 {
    row.income / row.line
}

impl<U: CountedUnit> IncomeMeasure<U> for Sen {
    fn id(&self) -> String {
        "sen".to_owned()
    }

    fn parameter(&self) -> String {
        self.line.to_string()
    }

    /// `S = (1 / N) (sum_poor w (1 - x) + sum_ij w_i w_j |x_i - x_j| / (2 W_p))`, `x` in lines, `W_p` the weight of the poor.
    fn value(&self, domain: &Domain<'_, U>) -> Result<f64, IncomeError> {
        let lines = self.line.resolved(domain)?;
        let gaps = exact_sum(judged(domain, &lines).map(|row| row.weight * row.gap()));
        let poor = Ranked::of(judged(domain, &lines).filter(|row| row.poor).map(|row| (row.weight, in_lines(row))));
        if poor.weight() <= 0.0 {
            return Ok(0.0);
        }
        let spread = poor.differences() / (2.0 * poor.weight());
        finite((gaps + spread) / domain.total_weight(), domain, "sen")
    }

    /// `N z_k = 1{poor} [1 - x_k + sum_j w_j |x_k - x_j| / W_p - D / (2 W_p^2)] - S`, sums over the poor, `D` the double sum.
    fn linearised(&self, domain: &Domain<'_, U>) -> Result<Linearised<U>, IncomeError> {
        let value = self.value(domain)?;
        let lines = self.line.resolved(domain)?;
        let rows = judged(domain, &lines);
        let poor = Ranked::of(rows.clone().filter(|row| row.poor).map(|row| (row.weight, in_lines(row))));
        let weight = poor.weight();
        if weight <= 0.0 {
            return AtLine { value, influence: vec![0.0; domain.rows()], slope: 0.0, jump: 0.0 }
                .linearised("sen", domain, &self.line, domain);
        }
        let half_mean_difference = poor.differences() / (2.0 * weight.powi(2));
        let of_income = |x: f64| 1.0 - x + poor.distance_to(x) / weight - half_mean_difference;
        let influence =
            rows.clone().map(|row| if row.poor { of_income(in_lines(row)) - value } else { -value }).collect();
        // dx/dz = -y / z^2, and a poor income counts -2 (1 - mid rank) of its weight.
        let slope = exact_sum(rows.filter(|row| row.poor).map(|row| {
            let ranked = 2.0 * (1.0 - poor.mid_rank(in_lines(row)) / weight);
            row.weight * ranked * row.income / row.line.powi(2)
        })) / domain.total_weight();
        AtLine { value, influence, slope, jump: of_income(1.0) }.linearised("sen", domain, &self.line, domain)
    }
}

/// `SST = H I (1 + G_g)` with `G_g` the Gini index of the gaps of everybody, zero for those who are not poor (Shorrocks 1995,
/// Econometrica 63, 1225-1230; Thon 1979).
///
/// The same as `(1 / N) sum w 2 (1 - r) g` with `r` the mid rank by income. Nobody poor: 0. Rises when a poor income falls and
/// falls when a poorer receives from anybody richer; does not break up into groups.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SenShorrocksThon {
    line: PovertyLine,
}

impl SenShorrocksThon {
    /// The measure under a line.
    #[must_use]
    pub const fn new(line: PovertyLine) -> Self {
        Self { line }
    }
}

impl<U: CountedUnit> IncomeMeasure<U> for SenShorrocksThon {
    fn id(&self) -> String {
        "sst".to_owned()
    }

    fn parameter(&self) -> String {
        self.line.to_string()
    }

    /// `SST = (1 / N) (sum w g + sum_ij w_i w_j |g_i - g_j| / (2 N))`.
    fn value(&self, domain: &Domain<'_, U>) -> Result<f64, IncomeError> {
        let lines = self.line.resolved(domain)?;
        let gaps = Ranked::of(judged(domain, &lines).map(|row| (row.weight, row.gap())));
        let spread = gaps.differences() / (2.0 * gaps.weight());
        finite((gaps.sum() + spread) / gaps.weight(), domain, "sst")
    }

    /// `N z_k = g_k + sum_j w_j |g_k - g_j| / N - D / (2 N^2) - SST`, `D` the double sum.
    fn linearised(&self, domain: &Domain<'_, U>) -> Result<Linearised<U>, IncomeError> {
        let value = self.value(domain)?;
        let lines = self.line.resolved(domain)?;
        let rows = judged(domain, &lines);
        let gaps = Ranked::of(rows.clone().map(|row| (row.weight, row.gap())));
        let weight = gaps.weight();
        let half_mean_difference = gaps.differences() / (2.0 * weight.powi(2));
        let of_gap = |gap: f64| gap + gaps.distance_to(gap) / weight - half_mean_difference - value;
        let influence = rows.clone().map(|row| of_gap(row.gap())).collect();
        // dg/dz = y / z^2, and a gap counts 2 of its weight times its mid rank from the smallest gap.
        let slope = exact_sum(rows.filter(|row| row.poor).map(|row| {
            let ranked = 2.0 * gaps.mid_rank(row.gap()) / weight;
            row.weight * ranked * row.income / row.line.powi(2)
        })) / weight;
        AtLine { value, influence, slope, jump: 0.0 }.linearised("sst", domain, &self.line, domain)
    }
}
