//! Sums that are read at every step, along an order that is fixed.

/// A compensated sum (Neumaier 1974): the rounding error of each addition is kept beside the sum.
///
/// Reading it costs one addition, where an exact sum would be rounded anew at each step. Its last bit depends on the order of
/// the numbers, so it is used only along sorted incomes, whose order does not depend on that of the rows.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct RunningSum {
    sum: f64,
    lost: f64,
}

impl RunningSum {
    pub(super) fn add(&mut self, number: f64) {
        let sum = self.sum + number;
        self.lost += if self.sum.abs() >= number.abs() { (self.sum - sum) + number } else { (number - sum) + self.sum };
        self.sum = sum;
    }

    pub(super) fn value(self) -> f64 {
        self.sum + self.lost
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_rounded_away_is_kept() {
        let mut sum = RunningSum::default();
        for number in [1.0, 1e100, 1.0, -1e100] {
            sum.add(number);
        }
        assert_eq!(sum.value().to_bits(), 2_f64.to_bits());
    }
}
