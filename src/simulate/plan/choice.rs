//! What can be done for the households of a class.

/// One thing that can be done for a household: a bundle of interventions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What names it; a planner's is the mask of the interventions in the bundle.
    pub label: u64,
    /// What it is worth for one household.
    pub value: u64,
    /// What one household takes of each limit, in their order.
    pub uses: Vec<u64>,
}

impl Choice {
    /// Whether this one is never better than the other.
    fn is_dominated_by(&self, other: &Self) -> bool {
        self.value <= other.value && self.uses.iter().zip(&other.uses).all(|(own, other)| own >= other)
    }
}

/// Households that are alike: each may be given one of the same choices, or nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Class {
    /// How many there are.
    pub households: u64,
    /// What can be done; "nothing" need not be listed.
    pub choices: Vec<Choice>,
}

impl Class {
    /// The same with nothing as its first choice and without choices that are never better than another, or exceed a limit by one
    /// household.
    pub(super) fn reduced(self, limits: &[u64]) -> Self {
        let mut kept = vec![Choice { label: 0, value: 0, uses: vec![0; limits.len()] }];
        let mut others = self.choices;
        others.retain(|choice| choice.uses.iter().zip(limits).all(|(uses, limit)| uses <= limit));
        // The most value first, so that what dominates comes before what is dominated.
        others.sort_by(|a, b| b.value.cmp(&a.value).then_with(|| a.uses.cmp(&b.uses)).then(a.label.cmp(&b.label)));
        for choice in others {
            if !kept.iter().any(|other| choice.is_dominated_by(other)) {
                kept.push(choice);
            }
        }
        Self { households: self.households, choices: kept }
    }
}
