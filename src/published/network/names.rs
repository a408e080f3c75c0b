//! What the variables of a network stand for.

use crate::published::{AsOf, Class, Group, Measurement};
use std::collections::BTreeMap;

/// All households of a group in an area at a date: what has one number of households.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(in crate::published) struct Cell {
    pub(in crate::published) area: u32,
    pub(in crate::published) date: AsOf,
    pub(in crate::published) group: u32,
    pub(in crate::published) measurement: Measurement,
    pub(in crate::published) edition: u32,
}

/// A class of households by a standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(in crate::published) struct Category {
    /// Number of the standard; 0 where it is not stated.
    pub(in crate::published) standard: u32,
    pub(in crate::published) class: u32,
}

/// What a variable stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(in crate::published) enum Key {
    /// The number of all households of a cell.
    Households(Cell),
    /// The number of households of a class.
    InClass(Cell, Category),
    /// Their part of all.
    Rate(Cell, Category),
    /// What the change or share of a claim speaks of; the number of the claim.
    Relation(usize),
    /// Money for an item from a first to a last date.
    Budget {
        /// Number of the area.
        area: u32,
        /// Number of the item.
        item: u32,
        /// First year or day.
        first: AsOf,
        /// Last year or day.
        last: AsOf,
        /// Number of the currency.
        currency: u32,
    },
}

impl Key {
    /// The cell of a figure of households; what has none comes last.
    pub(in crate::published) const fn cell(&self) -> (bool, Option<Cell>) {
        match self {
            Self::Households(cell) | Self::InClass(cell, _) | Self::Rate(cell, _) => (false, Some(*cell)),
            Self::Relation(_) | Self::Budget { .. } => (true, None),
        }
    }
}

/// Numbers for names, given in the order in which they are met.
#[derive(Debug)]
pub(in crate::published) struct Numbers<T> {
    numbers: BTreeMap<T, u32>,
    names: Vec<T>,
}

impl<T> Default for Numbers<T> {
    fn default() -> Self {
        Self { numbers: BTreeMap::new(), names: Vec::new() }
    }
}

impl<T: Clone + Ord> Numbers<T> {
    pub(in crate::published) fn number(&mut self, name: &T) -> u32 {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        let number = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        self.numbers.insert(name.clone(), number);
        self.names.push(name.clone());
        number
    }

    pub(in crate::published) fn find(&self, name: &T) -> Option<u32> {
        self.numbers.get(name).copied()
    }

    pub(in crate::published) fn name(&self, number: u32) -> Option<&T> {
        usize::try_from(number).ok().and_then(|index| self.names.get(index))
    }
}

/// The names behind the numbers of a network.
#[derive(Debug, Default)]
pub(in crate::published) struct Names {
    pub(in crate::published) areas: Numbers<String>,
    pub(in crate::published) groups: Numbers<Group>,
    pub(in crate::published) classes: Numbers<Class>,
    pub(in crate::published) standards: Numbers<Option<String>>,
    pub(in crate::published) editions: Numbers<Option<String>>,
    pub(in crate::published) items: Numbers<String>,
    pub(in crate::published) currencies: Numbers<String>,
}
