//! Groups of households that hang together by pairs.

use crate::register::HouseholdId;
use std::collections::BTreeMap;

/// Union-find over the households of some pairs. Groups and the households in them are in the order of identifiers.
pub(super) fn clusters(pairs: impl Iterator<Item = (HouseholdId, HouseholdId)>) -> Vec<Vec<HouseholdId>> {
    let mut above = BTreeMap::<HouseholdId, HouseholdId>::new();
    for (one, other) in pairs {
        let (one, other) = (root(&mut above, one), root(&mut above, other));
        // The smaller identifier is the root, so that the order of pairs makes no difference.
        above.insert(one.max(other), one.min(other));
    }
    let mut groups = BTreeMap::<HouseholdId, Vec<HouseholdId>>::new();
    for household in above.keys().copied().collect::<Vec<_>>() {
        groups.entry(root(&mut above, household)).or_default().push(household);
    }
    groups.into_values().collect()
}

fn root(above: &mut BTreeMap<HouseholdId, HouseholdId>, household: HouseholdId) -> HouseholdId {
    let mut at = household;
    while let Some(next) = above.get(&at).copied().filter(|next| *next != at) {
        at = next;
    }
    // The way is shortened, so that long chains of pairs are walked once.
    above.insert(household, at);
    at
}
