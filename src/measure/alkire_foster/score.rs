//! Deprivation scores as integers over one denominator, under a missing-data policy.

use super::super::weighting::{lcm, over_common_denominator};
use super::{MeasureError, MissingPolicy, Profile, Weighting};
use crate::quantity::Ratio;
use std::collections::BTreeMap;

/// The weights as a profile sees them, ready to score any profile whose mask of unknowns was announced.
///
/// Re-weighting gives each mask of unknowns its own weights, so their common denominator depends on which masks occur:
/// they are collected first. Under the other policies there is one set of weights.
#[derive(Debug)]
pub(crate) struct Scorer {
    policy: MissingPolicy,
    /// The bits that the structure has.
    all: u64,
    denominator: u64,
    /// Integer weights for each mask of unknowns that is used; a mask that is dropped has none.
    weights: BTreeMap<u64, Vec<u64>>,
}

/// A profile that is counted.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scored<'a> {
    /// The indicators that count as deprived under the policy.
    pub(crate) deprived: u64,
    /// The sum of their weights, at most the scorer's denominator.
    pub(crate) score: u64,
    /// The weight of each indicator over the scorer's denominator.
    pub(crate) weights: &'a [u64],
}

impl Scorer {
    /// A scorer for the profiles given.
    ///
    /// # Errors
    /// [`MeasureError::ProfileTooWide`] if a profile names an indicator that the structure lacks;
    /// [`MeasureError::CommonDenominator`].
    pub(crate) fn new(
        weighting: &Weighting,
        policy: MissingPolicy,
        profiles: impl IntoIterator<Item = Profile>,
    ) -> Result<Self, MeasureError> {
        let width = weighting.structure().width();
        let all = u64::MAX.checked_shr(Profile::MAX_INDICATORS.saturating_sub(width)).unwrap_or(0);
        let mut denominator = weighting.denominator();
        let mut reweighted: BTreeMap<u64, (Vec<u64>, u64)> = BTreeMap::new();
        for profile in profiles {
            if (profile.deprived() | profile.missing()) & !all != 0 {
                return Err(MeasureError::ProfileTooWide { profile: format!("{profile:?}"), indicators: width });
            }
            let missing = profile.missing();
            if policy != MissingPolicy::ReweightWithinDimension || missing == 0 || reweighted.contains_key(&missing) {
                continue;
            }
            let Some(weights) = reweight(weighting, missing)? else { continue };
            let too_large = || MeasureError::CommonDenominator { weighting: weighting.name().to_owned() };
            let (numerators, own) = over_common_denominator(&weights).ok_or_else(too_large)?;
            denominator = lcm(denominator, own).filter(|lcm| *lcm <= 1 << 62).ok_or_else(too_large)?;
            reweighted.insert(missing, (numerators, own));
        }
        reweighted.insert(0, (weighting.numerators().to_vec(), weighting.denominator()));
        let scale_up = |(numerators, own): (Vec<u64>, u64)| {
            let factor = denominator.checked_div(own).unwrap_or(1);
            // A numerator is at most its denominator, so times the factor it is at most the common one.
            numerators.into_iter().map(|numerator| numerator.saturating_mul(factor)).collect()
        };
        let weights = reweighted.into_iter().map(|(mask, weights)| (mask, scale_up(weights))).collect();
        Ok(Self { policy, all, denominator, weights })
    }

    /// What every score is a fraction of.
    pub(crate) const fn denominator(&self) -> u64 {
        self.denominator
    }

    /// The smallest score that reaches a cutoff in (0, 1]: `ceil(k * denominator)`, at least 1.
    pub(crate) fn poor_from(&self, cutoff: Ratio) -> u64 {
        // k = p/q: ceil(p D / q). D < 2^63; for p, q past 2^64 the product is formed by parts of D.
        let denominator = u128::from(self.denominator);
        let (p, q) = (cutoff.numerator().unsigned_abs(), cutoff.denominator().unsigned_abs());
        let ceiling = p.checked_mul(denominator).map(|product| product.div_ceil(q)).unwrap_or_else(|| {
            // Exact bisection by comparing fractions, for cutoffs whose parts have over 64 digits in binary.
            let (mut below, mut reached) = (0_u128, denominator);
            while reached.saturating_sub(below) > 1 {
                let middle = below.midpoint(reached);
                if Ratio::of(middle, denominator).is_ok_and(|score| score >= cutoff) {
                    reached = middle;
                } else {
                    below = middle;
                }
            }
            reached
        });
        u64::try_from(ceiling).unwrap_or(self.denominator)
    }

    /// The score of a profile; `None` if the policy leaves it out.
    pub(crate) fn score(&self, profile: Profile) -> Option<Scored<'_>> {
        let missing = profile.missing() & self.all;
        let deprived = profile.deprived() & self.all;
        let (mask, deprived) = match self.policy {
            MissingPolicy::Drop if missing != 0 => return None,
            MissingPolicy::Drop | MissingPolicy::NotDeprived => (0, deprived),
            MissingPolicy::Deprived => (0, deprived | missing),
            MissingPolicy::ReweightWithinDimension => (missing, deprived),
        };
        let weights = self.weights.get(&mask)?;
        let score = bits(deprived).filter_map(|bit| weights.get(bit)).fold(0_u64, |sum, weight| {
            // The weights sum to the denominator, which is at most 2^62.
            sum.saturating_add(*weight)
        });
        Some(Scored { deprived, score, weights })
    }
}

/// The positions of the set bits, from the lowest.
pub(crate) fn bits(mask: u64) -> impl Iterator<Item = usize> {
    let mut rest = mask;
    core::iter::from_fn(move || {
        let bit = usize::try_from(rest.trailing_zeros()).ok()?;
        (rest != 0).then(|| {
            rest &= rest.wrapping_sub(1);
            bit
        })
    })
}

/// The weights when the indicators in `missing` are unknown: each dimension's weight goes to its known indicators in
/// proportion. `None` if a dimension is wholly unknown.
fn reweight(weighting: &Weighting, missing: u64) -> Result<Option<Vec<Ratio>>, MeasureError> {
    let mut weights = vec![Ratio::ZERO; weighting.numerators().len()];
    for (_, indicators) in weighting.structure().dimensions() {
        let numerator = |bit: usize| u128::from(weighting.numerators().get(bit).copied().unwrap_or_default());
        let known = indicators.clone().filter(|bit| missing >> bit & 1 == 0);
        let whole: u128 = indicators.clone().map(numerator).sum();
        let known_whole: u128 = known.clone().map(numerator).sum();
        if known_whole == 0 {
            return Ok(None);
        }
        let spread = Ratio::of(whole, known_whole)?;
        for bit in known {
            let own = Ratio::of(numerator(bit), u128::from(weighting.denominator()))?;
            if let Some(weight) = weights.get_mut(bit) {
                *weight = own.checked_mul(spread)?;
            }
        }
    }
    Ok(Some(weights))
}

#[cfg(test)]
mod tests {
    use super::super::super::Structure;
    use super::*;

    fn ratio(text: &str) -> Ratio {
        text.parse().unwrap()
    }

    #[test]
    fn the_threshold_is_the_smallest_score_that_reaches_the_cutoff() {
        let weighting = Weighting::nested(&Structure::flat(["a", "b", "c"]).unwrap()).unwrap();
        let scorer = Scorer::new(&weighting, MissingPolicy::Drop, []).unwrap();
        for (cutoff, from) in [("1/3", 1), ("1/2", 2), ("2/3", 2), ("67 %", 3), ("1", 3), ("1/1000", 1)] {
            assert_eq!(scorer.poor_from(ratio(cutoff)), from, "{cutoff}");
        }
        // Just above 2/3 and exactly at it, with parts too long for a product.
        let third = i128::MAX / 3;
        let above = Ratio::new(2 * third, 3 * third - 1).unwrap();
        assert_eq!(scorer.poor_from(above), 3);
        assert_eq!(scorer.poor_from(Ratio::new(2 * third - 1, 3 * third).unwrap()), 2);
    }

    #[test]
    fn re_weighting_moves_weight_within_a_dimension_only() {
        let structure =
            Structure::new([("infrastructure", vec!["water", "sanitation", "power"]), ("education", vec!["e"])]);
        let weights = ["1/6", "1/6", "1/6", "1/2"].map(ratio);
        let weighting = Weighting::new("w", &structure.unwrap(), &weights).unwrap();
        let policy = MissingPolicy::ReweightWithinDimension;
        let profile = |deprived, missing| Profile::from_masks(deprived, missing).unwrap();
        let cases = [profile(0b010, 0b001), profile(0b100, 0b011), profile(0b1000, 0b111)];
        let scorer = Scorer::new(&weighting, policy, cases).unwrap();
        let score =
            |profile| scorer.score(profile).map(|scored| Ratio::of(scored.score.into(), scorer.denominator().into()));
        assert_eq!(score(cases[0]), Some(Ratio::new(1, 4)));
        assert_eq!(score(cases[1]), Some(Ratio::new(1, 2)));
        assert_eq!(score(cases[2]), None);
    }

    #[test]
    fn bits_come_from_the_lowest() {
        assert_eq!(bits(0b1010_0001 | 1 << 63).collect::<Vec<_>>(), [0, 5, 7, 63]);
        assert_eq!(bits(0).count(), 0);
    }
}
