//! Many estimates, found by their keys.

use super::{Estimate, Measure};
use crate::quantity::Ratio;

/// The results of a [`Tabulation`](crate::measure::Tabulation): tidy rows, in the order of weighting, subgroup, level, period,
/// cutoff and measure.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Estimates {
    rows: Vec<Estimate>,
}

impl Estimates {
    pub(crate) const fn new(rows: Vec<Estimate>) -> Self {
        Self { rows }
    }

    /// The rows.
    #[must_use]
    pub fn rows(&self) -> &[Estimate] {
        &self.rows
    }

    /// The first row that the key describes.
    #[must_use]
    pub fn get(&self, key: &Key) -> Option<&Estimate> {
        self.rows.iter().find(|row| key.matches(row))
    }

    /// All rows that the key describes.
    pub fn all(&self, key: &Key) -> impl Iterator<Item = &Estimate> {
        self.rows.iter().filter(move |row| key.matches(row))
    }

    /// Appends the rows of another run.
    pub fn extend(&mut self, other: Self) {
        self.rows.extend(other.rows);
    }
}

impl<'a> IntoIterator for &'a Estimates {
    type Item = &'a Estimate;
    type IntoIter = core::slice::Iter<'a, Estimate>;

    fn into_iter(self) -> Self::IntoIter {
        self.rows.iter()
    }
}

/// The key of an estimate: a measure, and whatever else tells it from others. What is not named matches anything, except the
/// subgroup: without levels the key is of the whole population.
///
/// ```
/// use poverty::measure::{Key, Measure};
/// use poverty::quantity::Ratio;
/// let key = Key::new(Measure::HeadcountRatio).cutoff(Ratio::new(1, 3)?).period("2021").level("area", "rural");
/// # Ok::<(), poverty::quantity::QuantityError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    measure: Measure,
    cutoff: Option<Ratio>,
    weighting: Option<String>,
    period: Option<String>,
    levels: Vec<(String, String)>,
}

impl Key {
    /// The key of a measure of the whole population.
    #[must_use]
    pub const fn new(measure: Measure) -> Self {
        Self { measure, cutoff: None, weighting: None, period: None, levels: Vec::new() }
    }

    /// At this poverty cutoff.
    #[must_use]
    pub fn cutoff(self, cutoff: Ratio) -> Self {
        Self { cutoff: Some(cutoff), ..self }
    }

    /// Under the weighting of this name.
    #[must_use]
    pub fn weighting(self, name: impl Into<String>) -> Self {
        Self { weighting: Some(name.into()), ..self }
    }

    /// In this period, `2021`; of a change `2021-2024`.
    #[must_use]
    pub fn period(self, period: impl Into<String>) -> Self {
        Self { period: Some(period.into()), ..self }
    }

    /// Of the subgroup at a level of an axis; several make a cross-product.
    #[must_use]
    pub fn level(mut self, axis: impl Into<String>, level: impl Into<String>) -> Self {
        self.levels.push((axis.into(), level.into()));
        self
    }

    fn matches(&self, row: &Estimate) -> bool {
        row.measure == self.measure
            && self.cutoff.is_none_or(|cutoff| row.cutoff.is_none_or(|own| own == cutoff))
            && self.weighting.as_ref().is_none_or(|name| **name == *row.weighting)
            && self.period.as_ref().is_none_or(|period| **period == *row.period)
            && row.group.levels().len() == self.levels.len()
            && self.levels.iter().all(|(axis, level)| row.group.level(axis) == Some(level.as_str()))
    }
}
