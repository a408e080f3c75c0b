//! Largest remainders (Hamilton 1792, Hare-Niemeyer).

/// Quotas rounded down, and a unit each to the largest remainders; ties to the larger weight, then to the first.
pub(super) fn units(total: u64, weights: &[u64]) -> Vec<u64> {
    let whole: u128 = weights.iter().map(|weight| u128::from(*weight)).sum();
    let quota = |weight: &u64| {
        // Both are at most 2^60.
        let product = u128::from(total).saturating_mul(u128::from(*weight));
        (product.checked_div(whole).unwrap_or(0), product.checked_rem(whole).unwrap_or(0))
    };
    let quotas: Vec<(u128, u128)> = weights.iter().map(quota).collect();
    let mut units: Vec<u64> = quotas.iter().map(|(part, _)| u64::try_from(*part).unwrap_or(u64::MAX)).collect();
    let given: u64 = units.iter().sum();
    let mut order: Vec<(u128, u64, usize)> =
        quotas.iter().zip(weights).enumerate().map(|(index, ((_, rest), weight))| (*rest, *weight, index)).collect();
    order.sort_by(|left, right| (right.0, right.1).cmp(&(left.0, left.1)).then(left.2.cmp(&right.2)));
    let left = usize::try_from(total.saturating_sub(given)).unwrap_or(usize::MAX);
    for (_, _, index) in order.into_iter().take(left) {
        if let Some(units) = units.get_mut(index) {
            *units = units.saturating_add(1);
        }
    }
    units
}
