//! Confidence limits of a share.

use crate::measure::float::float;
use crate::measure::normal_quantile;
use statrs::function::beta::checked_beta_reg;

/// Exact limits of a share of which `wrong` of `of` were seen, at most that many (Clopper and Pearson 1934): the shares at which as
/// many or more, and as few or fewer, would have been seen with probability `(1 - confidence) / 2`.
///
/// They are quantiles of the beta distribution: `B(a/2; k, n - k + 1)` and `B(1 - a/2; k + 1, n - k)`. A finite population is not
/// allowed for, so that they cover at least what they promise.
pub(super) fn clopper_pearson(wrong: u64, of: u64, confidence: f64) -> (f64, f64) {
    let tail = (1.0 - confidence) / 2.0;
    let (k, right) = (float(wrong), float(of.saturating_sub(wrong)));
    let lower = if wrong == 0 { 0.0 } else { beta_quantile(tail, k, right + 1.0) };
    let upper = if wrong >= of { 1.0 } else { beta_quantile(1.0 - tail, k + 1.0, right) };
    (lower, upper)
}

/// Where the regularised incomplete beta function, which grows, reaches a probability: halved to the last bit.
fn beta_quantile(probability: f64, a: f64, b: f64) -> f64 {
    let (mut low, mut high) = (0.0_f64, 1.0_f64);
    for _ in 0..1_100 {
        let middle = low + (high - low) / 2.0;
        if middle <= low || middle >= high {
            break;
        }
        // Both parameters are positive and the argument lies within 0 and 1, which is all that is checked.
        if checked_beta_reg(a, b, middle).is_ok_and(|below| below < probability) {
            low = middle;
        } else {
            high = middle;
        }
    }
    low
}

/// The limits of Wilson 1927 (score limits), with the sample counted as if it were larger by the finite population correction:
/// `n (N - 1) / (N - n)` for `n` of `N` households.
pub(super) fn wilson(wrong: u64, of: u64, (drawn, from): (u64, u64), confidence: f64) -> (f64, f64) {
    let share = float(wrong) / float(of);
    if drawn >= from {
        return (share, share);
    }
    let n = float(of) * float(from.saturating_sub(1)) / float(from.saturating_sub(drawn));
    let z = normal_quantile(0.5 + confidence / 2.0);
    let square = z * z;
    let centre = (share + square / (2.0 * n)) / (1.0 + square / n);
    let half = z / (1.0 + square / n) * (share * (1.0 - share) / n + square / (4.0 * n * n)).sqrt();
    ((centre - half).max(0.0), (centre + half).min(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: (f64, f64), expected: (f64, f64)) {
        assert!((found.0 - expected.0).abs() < 1e-9 && (found.1 - expected.1).abs() < 1e-9, "{found:?} {expected:?}");
    }

    /// Closed forms: with none of n wrong the upper limit is 1 - (a/2)^(1/n); of 1 it is all but the tail.
    #[test]
    fn exact_limits_have_their_closed_forms() {
        for of in [1_u64, 2, 7, 50, 1_000] {
            let expected = 1.0 - 0.025_f64.powf(1.0 / float(of));
            close(clopper_pearson(0, of, 0.95), (0.0, expected));
            close(clopper_pearson(of, of, 0.95), (1.0 - expected, 1.0));
        }
    }

    /// By definition: at the lower limit, as many or more are seen with probability 2.5 %; at the upper as few or fewer. The tail
    /// of the binomial distribution is summed by itself.
    #[test]
    fn exact_limits_leave_the_tails_they_promise() {
        for (wrong, of) in [(1_i32, 10_i32), (5, 10), (3, 40), (17, 60)] {
            let (lower, upper) = clopper_pearson(wrong.unsigned_abs().into(), of.unsigned_abs().into(), 0.95);
            let at_most = |k: i32, p: f64| {
                let mut term = (1.0 - p).powi(of);
                let mut sum = term;
                for seen in 1..=k {
                    term *= f64::from(of - seen + 1) / f64::from(seen) * p / (1.0 - p);
                    sum += term;
                }
                sum
            };
            assert!((1.0 - at_most(wrong - 1, lower) - 0.025).abs() < 1e-9, "{wrong} of {of}");
            assert!((at_most(wrong, upper) - 0.025).abs() < 1e-9, "{wrong} of {of}");
        }
    }

    /// Where the score test is just not rejected: `|p - P| = z sqrt(P (1 - P) / n)`.
    #[test]
    fn score_limits_solve_their_equation() {
        let z = normal_quantile(0.975);
        for (wrong, of) in [(0, 10), (1, 10), (20, 80), (80, 80)] {
            let share = float(wrong) / float(of);
            let (lower, upper) = wilson(wrong, of, (100, u64::MAX), 0.95);
            for limit in [lower, upper].into_iter().filter(|limit| (1e-9..1.0 - 1e-9).contains(limit)) {
                let distance = z * (limit * (1.0 - limit) / float(of)).sqrt();
                assert!(((share - limit).abs() - distance).abs() < 1e-9, "{wrong} of {of}");
            }
        }
        assert_eq!(wilson(3, 10, (50, 50), 0.95), (0.3, 0.3), "nobody is left to be uncertain about");
    }
}
