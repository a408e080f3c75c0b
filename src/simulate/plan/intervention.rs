//! What can be done for a household, and what it costs.

use crate::quantity::{Money, Ratio};
use crate::simulate::Assumed;
use std::collections::BTreeMap;

/// An intervention that surely removes deprivations of a household that has them, such as a toilet that is built.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Intervention {
    pub(super) id: String,
    pub(super) removes: Vec<String>,
    pub(super) line: String,
    /// Other lines, and the share of the cost that each pays.
    pub(super) others: Vec<(String, Ratio)>,
    pub(super) costs: BTreeMap<String, Money>,
    pub(super) capacity: Option<u64>,
}

impl Intervention {
    /// An intervention that removes deprivations in these indicators and is paid from a budget line.
    #[must_use]
    pub fn new<'a>(id: &str, removes: impl IntoIterator<Item = &'a str>, line: &str) -> Self {
        let removes = removes.into_iter().map(str::to_owned).collect();
        let (id, line) = (id.to_owned(), line.to_owned());
        Self { id, removes, line, others: Vec::new(), costs: BTreeMap::new(), capacity: None }
    }

    /// Lets another line pay a share of the cost, half up to the minor unit; the first line pays the rest.
    #[must_use]
    pub fn shared(mut self, line: &str, share: Ratio) -> Self {
        self.others.push((line.to_owned(), share));
        self
    }

    /// Sets what it costs for one household in a cost area; where it has no cost it is not offered.
    #[must_use]
    pub fn cost(mut self, area: &str, cost: Money) -> Self {
        self.costs.insert(area.to_owned(), cost);
        self
    }

    /// Sets how many households it can reach.
    #[must_use]
    pub const fn capacity(mut self, households: u64) -> Self {
        self.capacity = Some(households);
        self
    }

    /// Its id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// All that is assumed of it.
    pub(super) fn assumptions(&self) -> Vec<Assumed> {
        let intervention = || self.id.clone();
        let mut assumptions = vec![
            Assumed::Removes { intervention: intervention(), indicators: self.removes.clone() },
            Assumed::Capacity { intervention: intervention(), households: self.capacity },
        ];
        assumptions.extend(self.costs.iter().map(|(area, cost)| Assumed::UnitCost {
            intervention: intervention(),
            area: area.clone(),
            line: Some(self.line.clone()),
            cost: *cost,
        }));
        let others = self.others.iter();
        assumptions.extend(others.map(|(line, share)| Assumed::PaidBy {
            intervention: intervention(),
            line: line.clone(),
            share: *share,
        }));
        assumptions
    }
}
