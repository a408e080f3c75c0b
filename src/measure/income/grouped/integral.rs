//! Integrals of functions that may rise without bound at the ends of their interval.

use core::f64::consts::FRAC_PI_2;

/// How far the nodes reach: at `t` = 6 they stand some 10^-275 of the width from the ends.
const REACH: f64 = 6.0;

/// Halvings of the step, from 1/2.
const HALVINGS: i32 = 8;

/// The integral of a function from 0 to `to`, by the double exponential rule (Takahasi and Mori 1974): its nodes crowd towards
/// the ends, where Lorenz curves are steep. The function is given its place and the distance from the upper end, so that no
/// digits are lost next to it.
///
/// `None` if the function is not finite at a node, or halving the step does not settle twelve digits.
pub(super) fn integral(to: f64, f: impl Fn(f64, f64) -> f64) -> Option<f64> {
    let mut last = f64::NAN;
    for halvings in 1..=HALVINGS {
        let nodes_a_unit = 2_f64.powi(halvings);
        let mut sum = 0.0;
        let mut node = -REACH * nodes_a_unit;
        while node <= REACH * nodes_a_unit {
            let t = node / nodes_a_unit;
            let bent = FRAC_PI_2 * t.sinh();
            let (low, high) = ((1.0 + (-2.0 * bent).exp()).recip(), (1.0 + (2.0 * bent).exp()).recip());
            let weight = FRAC_PI_2 * t.cosh() / (2.0 * bent.cosh().powi(2));
            sum += weight * f(to * low, to * high);
            node += 1.0;
        }
        let value = sum * to / nodes_a_unit;
        if !value.is_finite() {
            return None;
        }
        if (value - last).abs() <= 1e-12 * value.abs() {
            return Some(value);
        }
        last = value;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steep_ends_are_integrated() {
        let close = |found: Option<f64>, expected: f64| (found.unwrap() / expected - 1.0).abs() < 1e-11;
        assert!(close(integral(1.0, |p, _| p * p), 1.0 / 3.0));
        assert!(close(integral(1.0, |p, _| p.powf(-0.75)), 4.0));
        assert!(close(integral(0.25, |_, rest| rest.powf(-0.5)), 1.0));
        assert!(close(integral(1.0, |p, rest| p.ln() * rest.ln()), 2.0 - core::f64::consts::PI.powi(2) / 6.0));
    }

    #[test]
    fn what_has_no_integral_has_none() {
        assert_eq!(integral(1.0, |p, _| p.recip()), None);
        assert_eq!(integral(1.0, |_, _| f64::NAN), None);
    }
}
