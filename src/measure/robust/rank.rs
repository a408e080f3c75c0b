//! How far two orders of the same groups agree.

use super::super::MeasureError;
use super::super::float::float;

/// The agreement of two series of values of the same groups, by their order alone.
///
/// - Kendall's `tau_b = (C - D) / sqrt((C + D + T_left) (C + D + T_right))`, with C pairs in the same order, D in opposite order,
///   and T tied in one series only;
/// - Spearman's rho, the correlation of the ranks; tied values share the mean of their ranks.
///
/// Both are `None` where one series is all ties: it orders nothing.
///
/// Sources: Kendall 1945, Biometrika 33; Spearman 1904, American Journal of Psychology 15. The numbers are those of R's
/// `cor(method = "kendall")` and `cor(method = "spearman")`.
///
/// ```
/// use poverty::measure::robust::RankAgreement;
/// let agreement = RankAgreement::between(&[1, 2, 3, 4, 5, 6, 7], &[1, 3, 2, 3, 5, 4, 7])?;
/// assert!((agreement.kendall_tau_b().unwrap() - 0.780_720).abs() < 1e-6);
/// assert!((agreement.spearman().unwrap() - 0.900_937).abs() < 1e-6);
/// # Ok::<(), poverty::measure::MeasureError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RankAgreement {
    concordant: u64,
    discordant: u64,
    tied_left: u64,
    tied_right: u64,
    spearman: Option<f64>,
}

impl RankAgreement {
    /// Compares two series of which each position is the same group in both.
    ///
    /// # Errors
    /// [`MeasureError::Different`] if they are of different length.
    pub fn between<T: Ord>(left: &[T], right: &[T]) -> Result<Self, MeasureError> {
        if left.len() != right.len() {
            return Err(MeasureError::Different {
                what: "numbers of groups ranked",
                left: left.len().to_string(),
                right: right.len().to_string(),
            });
        }
        let spearman = correlation(&doubled_ranks(left), &doubled_ranks(right));
        let mut agreement = Self { concordant: 0, discordant: 0, tied_left: 0, tied_right: 0, spearman };
        for (at, (a, b)) in left.iter().zip(right).enumerate() {
            for (c, d) in left.iter().zip(right).skip(at.saturating_add(1)) {
                let (in_left, in_right) = (a.cmp(c), b.cmp(d));
                let count = match (in_left.is_eq(), in_right.is_eq()) {
                    (true, true) => continue,
                    (true, false) => &mut agreement.tied_left,
                    (false, true) => &mut agreement.tied_right,
                    (false, false) if in_left == in_right => &mut agreement.concordant,
                    (false, false) => &mut agreement.discordant,
                };
                *count = count.saturating_add(1);
            }
        }
        Ok(agreement)
    }

    /// Kendall's tau-b, from -1 to 1.
    #[must_use]
    pub fn kendall_tau_b(&self) -> Option<f64> {
        let ordered = self.concordant.saturating_add(self.discordant);
        let left = float(ordered.saturating_add(self.tied_left));
        let right = float(ordered.saturating_add(self.tied_right));
        let difference = float(self.concordant) - float(self.discordant);
        (left > 0.0 && right > 0.0).then(|| difference / (left * right).sqrt())
    }

    /// Spearman's rank correlation, from -1 to 1.
    #[must_use]
    pub const fn spearman(&self) -> Option<f64> {
        self.spearman
    }

    /// How many pairs stand in the same order in both.
    #[must_use]
    pub const fn concordant(&self) -> u64 {
        self.concordant
    }

    /// How many pairs stand in opposite orders.
    #[must_use]
    pub const fn discordant(&self) -> u64 {
        self.discordant
    }
}

/// The rank of each value among all, from 1, twice over so that the mean ranks of ties are whole.
fn doubled_ranks<T: Ord>(values: &[T]) -> Vec<u64> {
    let mut sorted: Vec<&T> = values.iter().collect();
    sorted.sort_unstable();
    let rank = |value: &T| {
        let below = sorted.partition_point(|other| *other < value);
        let up_to = sorted.partition_point(|other| *other <= value);
        // Ranks below + 1 to up_to.
        (below as u64).saturating_add(up_to as u64).saturating_add(1)
    };
    values.iter().map(rank).collect()
}

/// Pearson's correlation of doubled ranks, whose mean is the number of values plus 1.
fn correlation(left: &[u64], right: &[u64]) -> Option<f64> {
    let mean = float(left.len() as u64) + 1.0;
    let (mut both, mut of_left, mut of_right) = (0.0, 0.0, 0.0);
    for (a, b) in left.iter().zip(right) {
        let (a, b) = (float(*a) - mean, float(*b) - mean);
        both += a * b;
        of_left += a * a;
        of_right += b * b;
    }
    (of_left > 0.0 && of_right > 0.0).then(|| both / (of_left * of_right).sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two series with ties, as R computes them.
    #[test]
    fn golden_series_with_ties() {
        let agreement = RankAgreement::between(&[1, 2, 3, 4, 5, 6, 7], &[1, 3, 2, 3, 5, 4, 7]).unwrap();
        assert!((agreement.kendall_tau_b().unwrap() - 0.780_720_058_358_826_4).abs() < 1e-15);
        assert!((agreement.spearman().unwrap() - 0.900_937_462_695_558_8).abs() < 1e-15);
        assert_eq!((agreement.concordant(), agreement.discordant()), (18, 2));
    }

    #[test]
    fn a_series_of_ties_orders_nothing() {
        let agreement = RankAgreement::between(&[1, 1, 1], &[1, 2, 3]).unwrap();
        assert_eq!((agreement.kendall_tau_b(), agreement.spearman()), (None, None));
        let nothing = RankAgreement::between::<u8>(&[], &[]).unwrap();
        assert_eq!((nothing.kendall_tau_b(), nothing.spearman()), (None, None));
        assert_eq!(RankAgreement::between(&[1], &[1, 2]).unwrap_err().code(), "measure/different");
    }
}
