//! Every kind of household whose class two standards give differently.

use super::bands::{IncomeBand, bands};
use super::patterns;
use crate::household::Household;
use crate::place::Area;
use crate::standard::{Class, Profile, Standard, StandardError};
use chrono::NaiveDate;

/// Every kind of household whose class differs between two standards, found by enumeration.
///
/// A kind is an area, an income band in which neither standard has a line, and a pattern of deprivation under each. Indicators that
/// test the same rule go together, and what one rule implies for another is kept to; patterns that no household can have are left
/// out. So the space is finite, and all of it is looked at.
///
/// ```
/// use poverty::standard::Standards;
/// let standards = Standards::embedded();
/// let (old, new) = (standards.get("vn-decision-59-2015")?, standards.get("vn-decree-07-2021")?);
/// let difference = old.difference(new, "2021-12-31".parse().unwrap())?;
/// // A poor household by the old law that is near-poor by the new one, and what it takes.
/// let change = difference.changes().iter().find(|change| {
///     change.first().id() == "poor" && change.second().id() == "near_poor"
/// });
/// assert!(change.is_some_and(|change| change.kinds() > 0));
/// # Ok::<(), poverty::standard::StandardError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Difference<'a> {
    first: &'a Standard,
    second: &'a Standard,
    on: NaiveDate,
    kinds: u64,
    changes: Vec<Change<'a>>,
}

/// Households of an area and an income band that one standard puts into a class and another into another.
#[derive(Clone, Debug)]
pub struct Change<'a> {
    area: Area,
    band: IncomeBand,
    first: &'a Class,
    second: &'a Class,
    kinds: u64,
    example: KindExample,
}

/// The smallest example of a change: the fewest deprivations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KindExample {
    first: Profile,
    second: Profile,
}

impl KindExample {
    /// Deprivations under the first standard.
    #[must_use]
    pub const fn first(&self) -> Profile {
        self.first
    }

    /// Deprivations under the second.
    #[must_use]
    pub const fn second(&self) -> Profile {
        self.second
    }
}

impl<'a> Change<'a> {
    /// Rural or urban.
    #[must_use]
    pub const fn area(&self) -> Area {
        self.area
    }

    /// The incomes.
    #[must_use]
    pub const fn band(&self) -> IncomeBand {
        self.band
    }

    /// Class by the first standard.
    #[must_use]
    pub const fn first(&self) -> &'a Class {
        self.first
    }

    /// Class by the second.
    #[must_use]
    pub const fn second(&self) -> &'a Class {
        self.second
    }

    /// How many patterns of deprivation it holds for.
    #[must_use]
    pub const fn kinds(&self) -> u64 {
        self.kinds
    }

    /// The smallest of them.
    #[must_use]
    pub const fn example(&self) -> KindExample {
        self.example
    }
}

/// How many households of a register each change is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RegisterChanges {
    /// In the order of [`Difference::changes`].
    counts: Vec<u64>,
    unchanged: u64,
    undetermined: u64,
}

impl RegisterChanges {
    /// Households of each change, in the order of [`Difference::changes`].
    #[must_use]
    pub fn counts(&self) -> &[u64] {
        &self.counts
    }

    /// Households whose class is the same.
    #[must_use]
    pub const fn unchanged(&self) -> u64 {
        self.unchanged
    }

    /// Households of whom one of the classes is not sure.
    #[must_use]
    pub const fn undetermined(&self) -> u64 {
        self.undetermined
    }
}

impl Standard {
    /// Every kind of household whose class differs between this standard and a later one, by the lines of a day.
    ///
    /// # Errors
    /// [`StandardError::TooManyKinds`] if the standards have too many indicators between them that do not go together;
    /// [`StandardError::MeasuresDiffer`] if they measure income differently; [`StandardError::NoLineValue`],
    /// [`StandardError::ParameterUnknown`], [`StandardError::Quantity`] if their lines can't be placed among each other.
    pub fn difference<'a>(&'a self, later: &'a Self, on: NaiveDate) -> Result<Difference<'a>, StandardError> {
        if self.income_measure() != later.income_measure() && !self.lines().is_empty() && !later.lines().is_empty() {
            let (first, second) = (self.id().to_owned(), later.id().to_owned());
            return Err(StandardError::MeasuresDiffer { first, second });
        }
        let groups = patterns::groups(self, later)?;
        let patterns = groups.iter().fold(0_u64, |sum, group| sum.saturating_add(group.patterns));
        let (mut kinds, mut changes) = (0_u64, Vec::new());
        for area in [Area::Rural, Area::Urban] {
            for band in bands(self, later, area, on)? {
                kinds = kinds.saturating_add(patterns);
                for group in &groups {
                    let first = self.classify(group.first, Some(band.first_exceeded())).class();
                    let second = later.classify(group.second, Some(band.second_exceeded())).class();
                    let (Some(first), Some(second)) = (first, second) else { continue };
                    if first.id() != second.id() {
                        let example = KindExample { first: group.first, second: group.second };
                        let change = Change { area, band, first, second, kinds: group.patterns, example };
                        add(&mut changes, change);
                    }
                }
            }
        }
        Ok(Difference { first: self, second: later, on, kinds, changes })
    }
}

/// Adds a change to those of the same area, band and classes.
fn add<'a>(changes: &mut Vec<Change<'a>>, change: Change<'a>) {
    let size = |example: &KindExample| {
        let deprivations = example.first.deprivations().saturating_add(example.second.deprivations());
        (deprivations, example.first.deprived(), example.second.deprived())
    };
    let same = changes.iter_mut().find(|other| {
        (other.area, other.band, other.first.id(), other.second.id())
            == (change.area, change.band, change.first.id(), change.second.id())
    });
    match same {
        Some(other) => {
            other.kinds = other.kinds.saturating_add(change.kinds);
            if size(&change.example) < size(&other.example) {
                other.example = change.example;
            }
        }
        None => changes.push(change),
    }
}

impl<'a> Difference<'a> {
    /// The first standard.
    #[must_use]
    pub const fn first(&self) -> &'a Standard {
        self.first
    }

    /// The second standard.
    #[must_use]
    pub const fn second(&self) -> &'a Standard {
        self.second
    }

    /// How many kinds of households there are.
    #[must_use]
    pub const fn kinds(&self) -> u64 {
        self.kinds
    }

    /// How many of them change their class.
    #[must_use]
    pub fn changed_kinds(&self) -> u64 {
        self.changes.iter().fold(0, |sum, change| sum.saturating_add(change.kinds))
    }

    /// The changes, by area (rural first), income band (lowest first) and classes.
    #[must_use]
    pub fn changes(&self) -> &[Change<'a>] {
        &self.changes
    }

    /// Counts the households of a register that each change is about.
    ///
    /// # Errors
    /// As [`Standard::assess`].
    pub fn count<'h>(
        &self,
        households: impl IntoIterator<Item = &'h Household>,
    ) -> Result<RegisterChanges, StandardError> {
        let mut found = RegisterChanges { counts: vec![0; self.changes.len()], ..RegisterChanges::default() };
        for household in households {
            let first = self.first.assess(household, self.on)?;
            let second = self.second.assess(household, self.on)?;
            let count = match (first.class(), second.class()) {
                (Some(left), Some(right)) if left.id() == right.id() => Some(&mut found.unchanged),
                (Some(left), Some(right)) => {
                    let place = self.changes.iter().position(|change| {
                        let same_classes = change.first.id() == left.id() && change.second.id() == right.id();
                        let in_band =
                            |exceeded: Option<usize>, of: usize| exceeded.is_none_or(|exceeded| exceeded == of);
                        same_classes
                            && change.area == household.area()
                            && in_band(first.lines_exceeded(), change.band.first_exceeded())
                            && in_band(second.lines_exceeded(), change.band.second_exceeded())
                    });
                    place.and_then(|place| found.counts.get_mut(place))
                }
                _ => Some(&mut found.undetermined),
            };
            if let Some(count) = count {
                *count = count.saturating_add(1);
            }
        }
        Ok(found)
    }
}
