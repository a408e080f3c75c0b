//! Mean absolute differences, by ranks: what Sen's, Shorrocks' and Gini's measures are made of.

use super::running_sum::RunningSum;

/// Weighted numbers by rising value, with the sums that differences need.
///
/// Equal numbers are one step, so their order among themselves is nowhere.
pub(super) struct Ranked {
    values: Vec<f64>,
    /// Weight at or below each value.
    weights: Vec<f64>,
    /// Sum of weight times value at or below each value.
    sums: Vec<f64>,
    /// `sum_ij w_i w_j |x_i - x_j|`.
    differences: f64,
}

impl Ranked {
    /// Ranks `(weight, value)` pairs, none of which is NaN.
    pub(super) fn of(pairs: impl IntoIterator<Item = (f64, f64)>) -> Self {
        let mut pairs: Vec<(f64, f64)> = pairs.into_iter().collect();
        // Pairs with the same bits are alike, so this order, and every sum along it, is that of the multiset.
        pairs.sort_unstable_by(|left, right| left.1.total_cmp(&right.1).then(left.0.total_cmp(&right.0)));
        let (mut weight, mut sum) = (RunningSum::default(), RunningSum::default());
        let (mut values, mut weights, mut sums): (Vec<f64>, Vec<f64>, Vec<f64>) = Default::default();
        for (own, value) in pairs {
            weight.add(own);
            sum.add(own * value);
            if values.last().is_some_and(|last| last.total_cmp(&value).is_eq()) {
                weights.pop();
                sums.pop();
            } else {
                values.push(value);
            }
            weights.push(weight.value());
            sums.push(sum.value());
        }
        // Each step from one value to the next lies between all pairs of weight below and above it, in both orders.
        let mut differences = RunningSum::default();
        for ((from, to), below) in values.iter().zip(values.iter().skip(1)).zip(&weights) {
            differences.add(2.0 * (to - from) * below * (weight.value() - below));
        }
        Self { values, weights, sums, differences: differences.value() }
    }

    /// The weight of all.
    pub(super) fn weight(&self) -> f64 {
        self.weights.last().copied().unwrap_or_default()
    }

    /// The sum of weight times value of all.
    pub(super) fn sum(&self) -> f64 {
        self.sums.last().copied().unwrap_or_default()
    }

    /// `sum_ij w_i w_j |x_i - x_j|`.
    pub(super) const fn differences(&self) -> f64 {
        self.differences
    }

    /// `sum_j w_j |x - x_j|`.
    pub(super) fn distance_to(&self, value: f64) -> f64 {
        let (weight, sum) = self.at_or_below(value);
        value * (2.0 * weight - self.weight()) + self.sum() - 2.0 * sum
    }

    /// The weight below a value and half of that at it: the mid rank, not divided by the whole.
    pub(super) fn mid_rank(&self, value: f64) -> f64 {
        let below = self.values.partition_point(|own| *own < value);
        let below = below.checked_sub(1).and_then(|place| self.weights.get(place)).copied().unwrap_or_default();
        below.midpoint(self.at_or_below(value).0)
    }

    fn at_or_below(&self, value: f64) -> (f64, f64) {
        let reached = self.values.partition_point(|own| *own <= value);
        let place = |of: &[f64]| reached.checked_sub(1).and_then(|place| of.get(place)).copied().unwrap_or_default();
        (place(&self.weights), place(&self.sums))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_are_those_of_all_pairs() {
        let pairs = [(2.0, 3.0), (1.0, -6.0), (3.0, 3.0), (0.5, 12.0)];
        let ranked = Ranked::of(pairs);
        let to = |x: f64| pairs.iter().map(|(weight, value)| weight * (x - value).abs()).sum::<f64>();
        let all: f64 = pairs.iter().map(|(weight, value)| weight * to(*value)).sum();
        assert!((ranked.differences() - all).abs() < 1e-13);
        assert_eq!(Ranked::of([(1.0, 0.1), (0.3, 0.1), (0.7, 0.1)]).differences().to_bits(), 0);
        for x in [-10.0, -6.0, 3.0, 5.0, 12.0, 20.0] {
            assert_eq!(ranked.distance_to(x).to_bits(), to(x).to_bits(), "{x}");
        }
        assert_eq!((ranked.weight(), ranked.sum()), (6.5, 15.0));
        let mid_ranks = [-6.0, 3.0, 12.0].map(|x| ranked.mid_rank(x).to_bits());
        assert_eq!(mid_ranks, [0.5_f64, 3.5, 6.25].map(f64::to_bits));
    }
}
