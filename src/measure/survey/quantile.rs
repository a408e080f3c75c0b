//! Quantiles and tail probabilities of the normal distribution and of Student's t.

use crate::measure::float::float;
use core::f64::consts::{FRAC_2_PI, PI};
use std::sync::OnceLock;

/// From this many degrees of freedom on, t is found by its expansion around the normal quantile.
const EXPANSION_FROM: u64 = 1_000;

/// The quantile of the standard normal distribution.
///
/// Wichura 1988, Algorithm AS 241 (PPND16), Applied Statistics 37(3), 477-484: accurate to about 16 digits. For
/// probabilities between 1.4e-11 and 1 - 1.4e-11; beyond, the nearest of the two.
pub(crate) fn normal_quantile(probability: f64) -> f64 {
    let q = probability - 0.5;
    if q.abs() <= 0.425 {
        let r = 0.180_625 - q * q;
        return q * polynomial(&CENTRE_NUMERATOR, r) / polynomial(&CENTRE_DENOMINATOR, r);
    }
    let tail = if q < 0.0 { probability } else { 1.0 - probability };
    // AS 241 changes to a third pair of polynomials at r = 5, which no confidence level of a survey reaches.
    let r = (-tail.ln()).sqrt().min(5.0) - 1.6;
    let magnitude = polynomial(&TAIL_NUMERATOR, r) / polynomial(&TAIL_DENOMINATOR, r);
    if q < 0.0 { -magnitude } else { magnitude }
}

const CENTRE_NUMERATOR: [f64; 8] = [
    3.387_132_872_796_366_6,
    133.141_667_891_784_38,
    1_971.590_950_306_551_3,
    13_731.693_765_509_46,
    45_921.953_931_549_87,
    67_265.770_927_008_7,
    33_430.575_583_588_13,
    2_509.080_928_730_122_7,
];
const CENTRE_DENOMINATOR: [f64; 8] = [
    1.0,
    42.313_330_701_600_91,
    687.187_007_492_057_9,
    5_394.196_021_424_751,
    21_213.794_301_586_597,
    39_307.895_800_092_71,
    28_729.085_735_721_943,
    5_226.495_278_852_854,
];
const TAIL_NUMERATOR: [f64; 8] = [
    1.423_437_110_749_683_5,
    4.630_337_846_156_546,
    5.769_497_221_460_691,
    3.647_848_324_763_204_5,
    1.270_458_252_452_368_4,
    0.241_780_725_177_450_6,
    0.022_723_844_989_269_184,
    7.745_450_142_783_414e-4,
];
const TAIL_DENOMINATOR: [f64; 8] = [
    1.0,
    2.053_191_626_637_759,
    1.676_384_830_183_803_8,
    0.689_767_334_985_1,
    0.148_103_976_427_480_08,
    0.015_198_666_563_616_457,
    5.475_938_084_995_345e-4,
    1.050_750_071_644_416_9e-9,
];

/// `c0 + c1 x + c2 x^2 ...`
fn polynomial(coefficients: &[f64], x: f64) -> f64 {
    coefficients.iter().rev().fold(0.0, |sum, coefficient| sum * x + coefficient)
}

/// The two-sided quantile of Student's t: the t that |T| exceeds with probability `1 - confidence`. At least one degree of
/// freedom.
pub(crate) fn student_quantile(confidence: f64, degrees: u64) -> f64 {
    let normal = normal_quantile(0.5 + confidence / 2.0);
    let start = expansion(normal, degrees);
    if degrees >= EXPANSION_FROM {
        return start;
    }
    // With one and two degrees the quantile has a closed form, where the expansion would be far off.
    match degrees {
        0 | 1 => return (PI * confidence / 2.0).tan(),
        2 => return confidence * (2.0 / (1.0 - confidence * confidence)).sqrt(),
        _ => {}
    }
    let mut t = start;
    for _ in 0..50 {
        let step = (within(t, degrees) - confidence) / (2.0 * density(t, degrees));
        // Newton from below the quantile may overshoot into the flat tail; the true quantile is above 0.
        t = if t - step > 0.0 { t - step } else { t / 2.0 };
        if step.abs() <= 1e-15 * t {
            break;
        }
    }
    t
}

/// The two-sided quantiles of Student's t at one level of confidence, each found once.
#[derive(Debug)]
pub(crate) struct Quantiles {
    confidence: f64,
    /// By degrees of freedom, up to those for which one is found at once.
    found: Vec<OnceLock<f64>>,
}

impl Quantiles {
    pub(crate) fn new(confidence: f64) -> Self {
        Self { confidence, found: (0..EXPANSION_FROM).map(|_| OnceLock::new()).collect() }
    }

    /// As [`student_quantile`]; `None` without degrees of freedom.
    pub(crate) fn of(&self, degrees: u64) -> Option<f64> {
        let find = || student_quantile(self.confidence, degrees);
        let place = usize::try_from(degrees).ok().and_then(|degrees| self.found.get(degrees));
        (degrees > 0).then(|| place.map_or_else(find, |place| *place.get_or_init(find)))
    }
}

/// The probability that |T| exceeds `t`, with at least one degree of freedom.
#[cfg(test)]
pub(crate) fn student_tail(t: f64, degrees: u64) -> f64 {
    (1.0 - within(t.abs(), degrees)).max(0.0)
}

/// Abramowitz and Stegun 26.7.5: the t quantile as a series in 1/degrees around the normal quantile x. The first term left
/// out is below 1e-14 of t from 1,000 degrees on.
fn expansion(x: f64, degrees: u64) -> f64 {
    let n = float(degrees.max(1));
    let x2 = x * x;
    let g1 = x * (x2 + 1.0) / 4.0;
    let g2 = x * polynomial(&[3.0, 16.0, 5.0], x2) / 96.0;
    let g3 = x * polynomial(&[-15.0, 17.0, 19.0, 3.0], x2) / 384.0;
    let g4 = x * polynomial(&[-945.0, -1920.0, 1482.0, 776.0, 79.0], x2) / 92_160.0;
    x + (g1 + (g2 + (g3 + g4 / n) / n) / n) / n
}

/// Abramowitz and Stegun 26.7.3 and 26.7.4: the probability that |T| is at most `t`, a finite sum for whole degrees.
fn within(t: f64, degrees: u64) -> f64 {
    let angle = (t / float(degrees).sqrt()).atan();
    let (sine, cosine) = angle.sin_cos();
    let square = cosine * cosine;
    // Horner from the last term: even n: 1 + 1/2 c^2 (1 + 3/4 c^2 (...)); odd n: c (1 + 2/3 c^2 (1 + 4/5 c^2 (...))).
    let terms = |first: u64| {
        let mut sum = 1.0;
        let mut k = degrees.saturating_sub(3);
        while k >= first {
            sum = 1.0 + float(k) / float(k.saturating_add(1)) * square * sum;
            match k.checked_sub(2) {
                Some(next) => k = next,
                None => break,
            }
        }
        sum
    };
    if degrees.is_multiple_of(2) {
        sine * terms(1)
    } else if degrees <= 1 {
        FRAC_2_PI * angle
    } else {
        FRAC_2_PI * (angle + sine * cosine * terms(2))
    }
}

/// The density of Student's t. The ratio of gamma functions grows by `(n + 1) / n` with every two degrees.
fn density(t: f64, degrees: u64) -> f64 {
    let n = float(degrees);
    let (mut ratio, mut k) = if degrees.is_multiple_of(2) { (PI.sqrt() / 2.0, 2) } else { (1.0 / PI.sqrt(), 1) };
    while k < degrees {
        ratio *= (float(k) + 1.0) / float(k);
        k = k.saturating_add(2);
    }
    ratio / (n * PI).sqrt() * (-(n + 1.0) / 2.0 * (t * t / n).ln_1p()).exp()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(value: f64, expected: f64, tolerance: f64) {
        assert!((value - expected).abs() <= tolerance * expected.abs(), "{value} against {expected}");
    }

    /// Values of Python's `statistics.NormalDist().inv_cdf`.
    #[test]
    fn normal_quantiles() {
        for (probability, quantile) in [
            (0.975, 1.959_963_984_540_054),
            (0.5, 0.0),
            (0.95, 1.644_853_626_951_472_2),
            (0.999_5, 3.290_526_731_491_926),
            (0.1, -1.281_551_565_544_600_8),
            (1e-6, -4.753_424_308_822_899),
        ] {
            close(normal_quantile(probability), quantile, 1e-14);
        }
    }

    /// Roots of the regularised incomplete beta function, computed to 30 digits.
    #[test]
    fn student_quantiles() {
        for (degrees, quantile) in [
            (1, 12.706_204_736_174_704),
            (2, 4.302_652_729_749_464),
            (3, 3.182_446_305_283_708),
            (4, 2.776_445_105_197_793_4),
            (5, 2.570_581_835_636_315_5),
            (10, 2.228_138_851_986_275),
            (70, 1.994_437_111_771_186_6),
            (999, 1.962_341_461_133_45),
            (1_000, 1.962_339_080_826_408_5),
        ] {
            close(student_quantile(0.95, degrees), quantile, 1e-13);
        }
    }

    #[test]
    fn quantile_and_tail_are_inverse() {
        for degrees in [1, 2, 3, 4, 5, 6, 7, 30, 31, 500, 999, 1_000, 1_001, 5_000] {
            for confidence in [0.5, 0.8, 0.9, 0.95, 0.99, 0.999] {
                let t = student_quantile(confidence, degrees);
                close(student_tail(t, degrees), 1.0 - confidence, 1e-10);
            }
        }
        close(student_quantile(0.95, 1_000_000_000), normal_quantile(0.975), 1e-8);
    }
}
