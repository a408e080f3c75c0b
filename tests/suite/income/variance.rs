//! The variance of a total under strata and clusters, written from the formula: a second way to the library's.

use std::collections::BTreeMap;

/// `sum_h n_h / (n_h - 1) sum_c (t_hc - mean_h)^2` over PSU totals; every PSU of the design is given, with or without rows of the
/// domain.
pub(crate) fn variance(contributions: &[f64], strata: &[String], psus: &[String]) -> f64 {
    let mut totals: BTreeMap<&str, BTreeMap<&str, f64>> = BTreeMap::new();
    for ((contribution, stratum), psu) in contributions.iter().zip(strata).zip(psus) {
        *totals.entry(stratum).or_default().entry(psu).or_default() += contribution;
    }
    totals
        .values()
        .map(|psus| {
            let n = f64::from(u32::try_from(psus.len()).unwrap());
            let mean = psus.values().sum::<f64>() / n;
            n / (n - 1.0) * psus.values().map(|total| (total - mean).powi(2)).sum::<f64>()
        })
        .sum()
}
