//! What can be done for a household, and what it costs.

use crate::quantity::Money;
use core::fmt;
use std::collections::BTreeMap;

/// An intervention that surely removes deprivations of a household that has them, such as a toilet that is built.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Intervention {
    pub(super) id: String,
    pub(super) removes: Vec<String>,
    pub(super) line: String,
    pub(super) costs: BTreeMap<String, Money>,
    pub(super) capacity: Option<u64>,
}

impl Intervention {
    /// An intervention that removes deprivations in these indicators and is paid from a budget line.
    #[must_use]
    pub fn new<'a>(id: &str, removes: impl IntoIterator<Item = &'a str>, line: &str) -> Self {
        let removes = removes.into_iter().map(str::to_owned).collect();
        Self { id: id.to_owned(), removes, line: line.to_owned(), costs: BTreeMap::new(), capacity: None }
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
}

impl fmt::Display for Intervention {
    /// All that is assumed of it, as a sentence.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} surely removes {}; paid from {}", self.id, self.removes.join(" and "), self.line)?;
        match self.capacity {
            Some(households) => write!(f, "; at most {households} households")?,
            None => write!(f, "; no limit of capacity")?,
        }
        for (area, cost) in &self.costs {
            write!(f, "; {cost} in {area}")?;
        }
        Ok(())
    }
}
