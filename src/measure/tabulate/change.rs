//! How a measure changed between two periods, and how the change varies.
//!
//! Sources: Alkire et al. 2015, ch. 9; the delta method, Wolter 2007, ch. 6. All rows of both periods are one design, and a
//! sampling unit visited in both is one unit, so `V(b - a) = V(a) + V(b) - 2 Cov(a, b)`. (mpitbR takes normal limits for
//! changes and Student's for levels; here both are Student's.)

use super::domain::{Variation, Varied};
use crate::measure::estimate::{Change, Undefined};
use crate::measure::survey::UnitTotal;
use crate::quantity::Ratio;

/// The value of a change and how it varies.
pub(super) fn changed(
    change: Change,
    a: &Varied,
    b: &Varied,
    span: Option<f64>,
) -> Result<(f64, Variation), Undefined> {
    let has_base = a.value.exact.map_or(a.value.nearest > 0.0, |(numerator, _)| numerator > 0);
    let years = match change {
        Change::Relative | Change::RelativeAnnual if !has_base => return Err(Undefined::NoBase),
        Change::Absolute | Change::Relative => 1.0,
        Change::AbsoluteAnnual | Change::RelativeAnnual => span.ok_or(Undefined::NoSpan)?,
    };
    let value = change_of(change, a.value.nearest, b.value.nearest, years);
    let slopes = slopes(change, a.value.nearest, b.value.nearest, years);
    let variation =
        slopes.map_or(Variation::None, |slopes| smooth([a, b], slopes, |[a, b]| change_of(change, a, b, years)));
    Ok((value, variation))
}

fn change_of(change: Change, a: f64, b: f64, years: f64) -> f64 {
    match change {
        Change::Absolute => b - a,
        Change::AbsoluteAnnual => (b - a) / years,
        Change::Relative => b / a - 1.0,
        Change::RelativeAnnual => (b / a).powf(1.0 / years) - 1.0,
    }
}

/// The derivatives of a change by both values; none of the compound rate to nought, which is not finite unless T = 1.
fn slopes(change: Change, a: f64, b: f64, years: f64) -> Option<[f64; 2]> {
    Some(match change {
        Change::Absolute => [-1.0, 1.0],
        Change::AbsoluteAnnual => [-1.0 / years, 1.0 / years],
        Change::Relative => [-b / (a * a), 1.0 / a],
        Change::RelativeAnnual if b > 0.0 => {
            let factor = (b / a).powf(1.0 / years) / years;
            [-factor / a, factor / b]
        }
        Change::RelativeAnnual if (years - 1.0).abs() < 1e-9 => [-b / (a * a), 1.0 / a],
        Change::RelativeAnnual => return None,
    })
}

/// How a smooth function of some estimates varies: by its derivatives, or by its values in the replicates.
pub(super) fn smooth<const N: usize>(
    of: [&Varied; N],
    slopes: [f64; N],
    function: impl Fn([f64; N]) -> f64,
) -> Variation {
    let terms = of.iter().zip(slopes).map(|(varied, slope)| (&varied.variation, slope));
    let linear = sum(terms);
    let Variation::Replicated(_) = linear else { return linear };
    let values = of.map(|varied| match &varied.variation {
        Variation::Replicated(values) => &values[..],
        Variation::None | Variation::Linearised(_) => &[],
    });
    let count = values.iter().map(|values| values.len()).min().unwrap_or(0);
    let replicate = |at: usize| function(values.map(|values| values.get(at).copied().unwrap_or_default()));
    Variation::Replicated((0..count).map(replicate).collect())
}

/// How a sum of variables, each times a factor, varies; unknown if one of them is.
pub(super) fn sum<'a>(terms: impl IntoIterator<Item = (&'a Variation, f64)>) -> Variation {
    let mut all: Option<Variation> = None;
    for (term, factor) in terms {
        all = Some(match (all, term) {
            (None, Variation::Linearised(units)) => Variation::Linearised(combine(&[], 0.0, units, factor)),
            (None, Variation::Replicated(values)) => {
                Variation::Replicated(values.iter().map(|value| factor * value).collect())
            }
            (Some(Variation::Linearised(sum)), Variation::Linearised(units)) => {
                Variation::Linearised(combine(&sum, 1.0, units, factor))
            }
            (Some(Variation::Replicated(sum)), Variation::Replicated(values)) => {
                Variation::Replicated(sum.iter().zip(values).map(|(sum, value)| sum + factor * value).collect())
            }
            _ => return Variation::None,
        });
    }
    all.unwrap_or(Variation::None)
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

/// The years from one period to a later one, if both are numbers.
pub(super) fn years(from: &str, to: &str) -> Option<f64> {
    let (from, to): (Ratio, Ratio) = (from.parse().ok()?, to.parse().ok()?);
    let years = to.checked_sub(from).ok()?;
    (years > Ratio::ZERO).then(|| years.to_f64())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// a = 0.24, b = 0.15, T = 3.
    #[test]
    fn the_four_changes() {
        let of = |change| change_of(change, 0.24, 0.15, 3.0);
        let expected = [-0.09, -0.03, -0.375, -0.145_012_026_661_651_47];
        for (change, expected) in Change::ALL.into_iter().zip(expected) {
            assert!((of(change) - expected).abs() < 1e-15, "{change:?}");
        }
    }

    #[test]
    fn periods_that_are_numbers_have_a_span() {
        assert_eq!(years("2021", "2024").map(f64::to_bits), Some(3.0_f64.to_bits()));
        assert_eq!(years("2016.5", "2018").map(f64::to_bits), Some(1.5_f64.to_bits()));
        assert_eq!(years("baseline", "endline"), None);
        assert_eq!(years("2024", "2021"), None);
    }

    #[test]
    fn a_unit_of_both_periods_is_one_unit() {
        let unit = |unit, total| UnitTotal { unit, total, copies: 1.0 };
        let sum = combine(&[unit(0, 1.0), unit(2, 2.0)], -1.0, &[unit(1, 4.0), unit(2, 5.0)], 1.0);
        let sum: Vec<(u32, f64)> = sum.into_iter().map(|unit| (unit.unit, unit.total)).collect();
        assert_eq!(sum, [(0, -1.0), (1, 4.0), (2, 3.0)]);
    }
}
