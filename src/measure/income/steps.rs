//! Distinct incomes with the weight at or below each, in one array.

/// Distinct incomes in units, rising, each with the billionths of weight at or below it.
///
/// Where all the weight fits 64 bits, and it does for eighteen thousand million households, it is kept in those: ten million incomes
/// then fill the very array that was sorted. So two that are equal are kept alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Steps {
    Narrow(Vec<(i64, u64)>),
    Wide(Vec<(i64, u128)>),
}

impl Steps {
    pub(super) const NONE: Self = Self::Narrow(Vec::new());

    /// Of incomes with their weights, by rising income.
    pub(super) fn of_sorted(mut rows: Vec<(i64, u64)>) -> Self {
        let mut narrow = Some(0_u64);
        for (_, weight) in &rows {
            narrow = narrow.and_then(|sum| sum.checked_add(*weight));
        }
        if narrow.is_none() {
            let rows = rows.into_iter().map(|(units, weight)| (units, u128::from(weight)));
            return Self::Wide(accumulated(rows.collect()));
        }
        let mut sum = 0_u64;
        for (_, weight) in &mut rows {
            // At most the sum of all, which fits.
            sum = sum.saturating_add(*weight);
            *weight = sum;
        }
        rows.dedup_by(merge);
        if rows.len() < rows.capacity() / 2 {
            rows.shrink_to_fit();
        }
        Self::Narrow(rows)
    }

    /// Of incomes with their weights, by rising income; `None` if the weights don't fit 128 bits in sum.
    pub(super) fn of_wide(rows: Vec<(i64, u128)>) -> Option<Self> {
        let sum = rows.iter().try_fold(0_u128, |sum, (_, weight)| sum.checked_add(*weight))?;
        let wide = accumulated(rows);
        Some(match u64::try_from(sum) {
            Ok(_) => {
                Self::Narrow(wide.into_iter().map(|(units, sum)| (units, sum.try_into().unwrap_or(u64::MAX))).collect())
            }
            Err(_) => Self::Wide(wide),
        })
    }

    pub(super) fn len(&self) -> usize {
        match self {
            Self::Narrow(steps) => steps.len(),
            Self::Wide(steps) => steps.len(),
        }
    }

    /// An income with the weight at or below it, by its position.
    pub(super) fn get(&self, position: usize) -> Option<(i64, u128)> {
        match self {
            Self::Narrow(steps) => steps.get(position).map(|(units, sum)| (*units, u128::from(*sum))),
            Self::Wide(steps) => steps.get(position).copied(),
        }
    }

    /// How many incomes are at most so many units.
    pub(super) fn count_up_to(&self, units: i64) -> usize {
        match self {
            Self::Narrow(steps) => steps.partition_point(|(own, _)| *own <= units),
            Self::Wide(steps) => steps.partition_point(|(own, _)| *own <= units),
        }
    }

    /// All of them.
    pub(super) fn iter(&self) -> impl Iterator<Item = (i64, u128)> {
        (0..self.len()).filter_map(|position| self.get(position))
    }
}

/// Weights as sums of the weights up to them, at each income once. They fit.
fn accumulated(mut rows: Vec<(i64, u128)>) -> Vec<(i64, u128)> {
    let mut sum = 0_u128;
    for (_, weight) in &mut rows {
        sum = sum.saturating_add(*weight);
        *weight = sum;
    }
    rows.dedup_by(merge);
    rows
}

/// Whether the later of two steps is at the same income; the earlier then takes its sum.
fn merge<W: Copy>(later: &mut (i64, W), earlier: &mut (i64, W)) -> bool {
    let same = later.0 == earlier.0;
    if same {
        earlier.1 = later.1;
    }
    same
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_of_more_than_64_bits_are_kept_in_128() {
        let rows = vec![(1, u64::MAX), (1, 1), (2, 5)];
        let wide = Steps::of_sorted(rows);
        assert_eq!(wide, Steps::Wide(vec![(1, 1 << 64), (2, (1 << 64) + 5)]));
        assert_eq!(Steps::of_wide(vec![(1, 1 << 64), (2, 5)]), Some(wide.clone()));
        assert_eq!(
            Steps::of_wide(vec![(1, 2), (1, 3)]),
            Some(Steps::Narrow(vec![(1, 5)])),
            "what is equal is kept alike"
        );
        assert_eq!(Steps::of_wide(vec![(1, u128::MAX), (2, 1)]), None);
        assert_eq!((wide.len(), wide.get(1), wide.get(2)), (2, Some((2, (1 << 64) + 5)), None));
        assert_eq!([0, 1, 9].map(|units| wide.count_up_to(units)), [0, 1, 2]);
    }
}
