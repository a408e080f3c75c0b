//! The patterns of deprivation that can occur under two standards together.

use crate::standard::rule::Rule;
use crate::standard::{Profile, Standard, StandardError};
use std::collections::BTreeMap;

/// The most independent indicators that are enumerated: 2^24 patterns.
const FREE_MAX: u32 = 24;

/// Patterns under two standards that give the same deprivation under each: how many there are, and the smallest.
#[derive(Clone, Copy, Debug)]
pub(super) struct Group {
    pub(super) patterns: u64,
    pub(super) first: Profile,
    pub(super) second: Profile,
}

/// Which indicators of the second standard follow from which of the first.
struct Ties {
    /// For each indicator of the first: those of the second that are deprived if it is.
    then: Vec<u64>,
    /// For each indicator of the first: those of the second that are not deprived if it is not.
    unless: Vec<u64>,
    /// Pairs within the first: whoever is deprived in the one is deprived in the other.
    within_first: Vec<(u32, u32)>,
    within_second: Vec<(u32, u32)>,
}

fn implies(rule: Option<&Rule>, other: Option<&Rule>) -> bool {
    rule.zip(other).is_some_and(|(rule, other)| rule.implies(other))
}

fn within(rules: &[Option<&Rule>]) -> Vec<(u32, u32)> {
    let mut pairs = Vec::new();
    for (one, rule) in (0_u32..).zip(rules) {
        for (other, wider) in (0_u32..).zip(rules) {
            if one != other && implies(*rule, *wider) {
                pairs.push((one, other));
            }
        }
    }
    pairs
}

impl Ties {
    fn new(first: &Standard, second: &Standard) -> Self {
        let first: Vec<Option<&Rule>> = first.indicators().map(|indicator| indicator.rule()).collect();
        let second: Vec<Option<&Rule>> = second.indicators().map(|indicator| indicator.rule()).collect();
        let mask = |holds: &dyn Fn(Option<&Rule>) -> bool| {
            let bits = (0_u32..).zip(&second).filter(|(_, rule)| holds(**rule));
            bits.fold(0_u64, |mask, (bit, _)| mask | bit_of(bit))
        };
        Self {
            then: first.iter().map(|rule| mask(&|other| implies(*rule, other))).collect(),
            unless: first.iter().map(|rule| mask(&|other| implies(other, *rule))).collect(),
            within_first: within(&first),
            within_second: within(&second),
        }
    }

    /// Indicators of the second that must be deprived, and that can't be, under a pattern of the first.
    fn forced(&self, pattern: u64) -> (u64, u64) {
        let mut forced = (0_u64, 0_u64);
        for (bit, (then, unless)) in (0_u32..).zip(self.then.iter().zip(&self.unless)) {
            if pattern & bit_of(bit) == 0 {
                forced.1 |= unless;
            } else {
                forced.0 |= then;
            }
        }
        forced
    }
}

const fn bit_of(index: u32) -> u64 {
    match 1_u64.checked_shl(index) {
        Some(bit) => bit,
        None => 0,
    }
}

/// Whether a pattern keeps to the implications within its standard.
fn keeps(pattern: u64, pairs: &[(u32, u32)]) -> bool {
    pairs.iter().all(|(one, other)| pattern & bit_of(*one) == 0 || pattern & bit_of(*other) != 0)
}

/// Every subset of a mask, from the empty one up.
fn subsets(mask: u64) -> impl Iterator<Item = u64> {
    let mut next = Some(0_u64);
    core::iter::from_fn(move || {
        let subset = next?;
        // The next larger subset of the mask (Knuth 7.1.3).
        let larger = subset.wrapping_sub(mask) & mask;
        next = (larger != 0).then_some(larger);
        Some(subset)
    })
}

/// The patterns that can occur, grouped by the deprivation under each standard.
pub(super) fn groups(first: &Standard, second: &Standard) -> Result<Vec<Group>, StandardError> {
    let ties = Ties::new(first, second);
    let all = |standard: &Standard| {
        let width = u32::try_from(standard.weights().len()).unwrap_or(u32::MAX);
        u64::MAX.checked_shr(64_u32.saturating_sub(width)).unwrap_or(0)
    };
    let (first_all, second_all) = (all(first), all(second));
    let same = ties.then.iter().zip(&ties.unless).fold(0_u64, |same, (then, unless)| same | (then & unless));
    let free = first_all.count_ones().saturating_add((second_all & !same).count_ones());
    if free > FREE_MAX {
        let (first, second) = (first.id().to_owned(), second.id().to_owned());
        return Err(StandardError::TooManyKinds { first, second, indicators: free, max: FREE_MAX });
    }
    let mut groups: BTreeMap<(u128, u128), Group> = BTreeMap::new();
    for pattern in subsets(first_all).filter(|pattern| keeps(*pattern, &ties.within_first)) {
        let (ones, zeros) = ties.forced(pattern);
        if ones & zeros != 0 {
            continue;
        }
        let first_level = first.level(pattern);
        for open in subsets(second_all & !ones & !zeros) {
            let other = open | ones;
            if !keeps(other, &ties.within_second) {
                continue;
            }
            let group = groups.entry((first_level, second.level(other))).or_insert(Group {
                patterns: 0,
                first: Profile::complete(pattern),
                second: Profile::complete(other),
            });
            group.patterns = group.patterns.saturating_add(1);
            let size = |first: Profile, second: Profile| {
                (first.deprivations().saturating_add(second.deprivations()), first.deprived(), second.deprived())
            };
            let found = (Profile::complete(pattern), Profile::complete(other));
            if size(found.0, found.1) < size(group.first, group.second) {
                (group.first, group.second) = found;
            }
        }
    }
    Ok(groups.into_values().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_subsets_and_no_others() {
        assert_eq!(subsets(0).collect::<Vec<_>>(), [0]);
        assert_eq!(subsets(0b1010).collect::<Vec<_>>(), [0, 0b10, 0b1000, 0b1010]);
        assert_eq!(subsets(0b1_1111).count(), 32);
    }
}
