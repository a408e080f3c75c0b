//! Divisor methods: units go one by one to the largest weight for its divisor.
//!
//! With a total of 10^15 đồng nobody is served a đồng at a time. Each part `a` of a divisor method with `s <= d(s) <= s + 1`
//! lies between `q (1 - n / S) - 1` and `q (1 + n / S) + 1`, where `q` is the quota, `S` the total and `n` the number of
//! claimants: some divisor `x` has `d(a - 1) <= p / x <= d(a)` for all, so that `S - n <= P / x <= S + n`. So all start from
//! the lower of the two, and no more than about three units each are left to give.

use crate::quantity::compare_fractions;
use core::cmp::Ordering;
use std::collections::BinaryHeap;

/// A fraction of unsigned numbers, and how two compare.
pub(super) type Fraction = (u128, u128);

/// Weight and units so far to what decides who is next: the larger is served first. `None` is infinite.
pub(super) type Priority = fn(u64, u64) -> Option<Fraction>;

/// Units for each weight by a divisor: `(numerator, denominator)` of `d(s)`.
pub(super) fn units(total: u64, weights: &[u64], divisor: fn(u64) -> Fraction, serves_everyone: bool) -> Vec<u64> {
    serve(total, weights, serves_everyone, |weight, units| {
        let (numerator, denominator) = divisor(units);
        // At most 2^60 times 2^62.
        (numerator > 0).then(|| (u128::from(weight).saturating_mul(denominator), numerator))
    })
}

/// The same where the divisor is no fraction, but its square is.
pub(super) fn units_by(total: u64, weights: &[u64], priority: Priority, serves_everyone: bool) -> Vec<u64> {
    serve(total, weights, serves_everyone, priority)
}

/// Who is next: by priority, then by weight, then by place.
struct Next {
    priority: Option<Fraction>,
    weight: u64,
    index: usize,
}

impl Ord for Next {
    fn cmp(&self, other: &Self) -> Ordering {
        let by_priority = match (self.priority, other.priority) {
            (Some((a, b)), Some((c, d))) => compare_fractions(a, b, c, d),
            (None, None) => Ordering::Equal,
            (None, Some(_)) => Ordering::Greater,
            (Some(_), None) => Ordering::Less,
        };
        by_priority.then(self.weight.cmp(&other.weight)).then(other.index.cmp(&self.index))
    }
}

impl PartialOrd for Next {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Next {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Next {}

fn serve(
    total: u64,
    weights: &[u64],
    serves_everyone: bool,
    priority: impl Fn(u64, u64) -> Option<Fraction>,
) -> Vec<u64> {
    let whole: u128 = weights.iter().map(|weight| u128::from(*weight)).sum();
    let claimants = u64::try_from(weights.iter().filter(|weight| **weight > 0).count()).unwrap_or(u64::MAX);
    let sure = u128::from(total.saturating_sub(claimants));
    let start = |weight: &u64| {
        let least = sure.saturating_mul(u128::from(*weight)).checked_div(whole).unwrap_or(0).saturating_sub(1);
        let least = u64::try_from(least).unwrap_or(u64::MAX);
        if serves_everyone && *weight > 0 { least.max(1) } else { least }
    };
    let mut units: Vec<u64> = weights.iter().map(start).collect();
    let given: u64 = units.iter().sum();
    let next = |index: usize, weight: u64, units: u64| Next { priority: priority(weight, units), weight, index };
    let waiting = weights.iter().zip(&units).enumerate().filter(|(_, (weight, _))| **weight > 0);
    let mut queue: BinaryHeap<Next> = waiting.map(|(index, (weight, units))| next(index, *weight, *units)).collect();
    for _ in given..total {
        let Some(first) = queue.pop() else { break };
        if let Some(units) = units.get_mut(first.index) {
            *units = units.saturating_add(1);
            queue.push(next(first.index, first.weight, *units));
        }
    }
    units
}
