//! What tells the cells of a table apart.

use super::super::MeasureError;
use super::super::error::listed;
use super::index::{Index, hash_text};
use core::cmp::Ordering;
use core::fmt;

/// What an axis is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// When: results are always told apart by period.
    Period,
    /// For whom results are asked: commune, area, ethnic group.
    Subgroup,
    /// The strata of the sampling design.
    Stratum,
    /// The primary sampling units. A label may repeat between strata: it names a unit within its stratum.
    PrimarySamplingUnit,
    /// Each row is its own primary sampling unit. The level is what tells the row's cell from others, which begins with the
    /// row's weight: rows that are alike in everything share a cell and are counted.
    Row,
    /// The number of members of the household, from which a table of persons is made.
    Members,
}

impl Role {
    /// What the role is called in messages.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Period => "period",
            Self::Subgroup => "subgroup",
            Self::Stratum => "stratum",
            Self::PrimarySamplingUnit => "primary sampling unit",
            Self::Row => "row",
            Self::Members => "members",
        }
    }
}

/// The axes of a table, in order. A cell is one level on each.
///
/// The empty level is "unknown": such a row is in the whole and in the design, and in no subgroup of that axis.
///
/// ```
/// use poverty::measure::Axes;
/// let axes = Axes::new().period("year")?.subgroup("area")?.stratum("stratum")?.psu("cluster")?;
/// assert_eq!(axes.names().collect::<Vec<_>>(), ["year", "area", "stratum", "cluster"]);
/// assert!(axes.period("wave").is_err());
/// # Ok::<(), poverty::measure::MeasureError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Axes {
    axes: Vec<(String, Role)>,
}

impl Axes {
    /// No axes: one cell.
    #[must_use]
    pub const fn new() -> Self {
        Self { axes: Vec::new() }
    }

    /// Adds the axis of periods; there is at most one.
    ///
    /// # Errors
    /// [`MeasureError::SecondAxis`]; [`MeasureError::Duplicate`] if the name is taken.
    pub fn period(self, name: impl Into<String>) -> Result<Self, MeasureError> {
        self.with(name.into(), Role::Period)
    }

    /// Adds an axis of subgroups.
    ///
    /// # Errors
    /// [`MeasureError::Duplicate`] if the name is taken.
    pub fn subgroup(self, name: impl Into<String>) -> Result<Self, MeasureError> {
        self.with(name.into(), Role::Subgroup)
    }

    /// Adds the axis of strata; there is at most one.
    ///
    /// # Errors
    /// [`MeasureError::SecondAxis`]; [`MeasureError::Duplicate`] if the name is taken.
    pub fn stratum(self, name: impl Into<String>) -> Result<Self, MeasureError> {
        self.with(name.into(), Role::Stratum)
    }

    /// Adds the axis of primary sampling units; there is at most one.
    ///
    /// # Errors
    /// [`MeasureError::SecondAxis`]; [`MeasureError::Duplicate`] if the name is taken.
    pub fn psu(self, name: impl Into<String>) -> Result<Self, MeasureError> {
        self.with(name.into(), Role::PrimarySamplingUnit)
    }

    /// Says that each row is its own primary sampling unit, as in a sample without clusters. Rows are then added by
    /// [`PatternTable::add_row`](super::PatternTable::add_row).
    ///
    /// # Errors
    /// [`MeasureError::SecondAxis`] if there are other primary sampling units; [`MeasureError::Duplicate`].
    pub fn rows_as_psus(self) -> Result<Self, MeasureError> {
        self.with("row".to_owned(), Role::Row)
    }

    /// Adds the axis of household sizes, from which a table of households gives one of persons
    /// ([`PatternTable::persons`](super::PatternTable::persons)).
    ///
    /// # Errors
    /// [`MeasureError::SecondAxis`]; [`MeasureError::Duplicate`] if the name is taken.
    pub fn members(self, name: impl Into<String>) -> Result<Self, MeasureError> {
        self.with(name.into(), Role::Members)
    }

    fn with(mut self, name: String, role: Role) -> Result<Self, MeasureError> {
        let excluded = match role {
            Role::Subgroup => false,
            Role::PrimarySamplingUnit | Role::Row => {
                self.position_of(Role::PrimarySamplingUnit).or(self.position_of(Role::Row)).is_some()
            }
            Role::Period | Role::Stratum | Role::Members => self.position_of(role).is_some(),
        };
        if excluded {
            return Err(MeasureError::SecondAxis { axis: name, role: role.name() });
        }
        if self.axes.iter().any(|(taken, _)| *taken == name) {
            return Err(MeasureError::Duplicate { thing: "axis", id: name });
        }
        self.axes.push((name, role));
        Ok(self)
    }

    pub(super) fn remove(&mut self, position: usize) {
        if position < self.axes.len() {
            self.axes.remove(position);
        }
    }

    /// The names, in order.
    #[must_use]
    pub fn names(&self) -> impl ExactSizeIterator<Item = &str> {
        self.axes.iter().map(|(name, _)| name.as_str())
    }

    /// The axes with their roles, in order.
    #[must_use]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, Role)> {
        self.axes.iter().map(|(name, role)| (name.as_str(), *role))
    }

    /// How many axes there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.axes.len()
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.axes.is_empty()
    }

    /// Which axis has the name.
    pub(crate) fn require(&self, name: &str) -> Result<usize, MeasureError> {
        self.axes
            .iter()
            .position(|(axis, _)| axis == name)
            .ok_or_else(|| MeasureError::UnknownAxis { axis: name.to_owned(), expected: listed(self.names()) })
    }

    /// The axis of a role of which there is one.
    pub(crate) fn position_of(&self, role: Role) -> Option<usize> {
        self.axes.iter().position(|(_, own)| *own == role)
    }
}

impl fmt::Display for Axes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<String> = self.iter().map(|(name, role)| format!("{name} ({})", role.name())).collect();
        f.pad(&names.join(", "))
    }
}

/// The levels seen on one axis, numbered as they come.
#[derive(Clone, Debug, Default)]
pub(crate) struct Levels {
    names: Vec<Box<str>>,
    index: Index,
}

impl Levels {
    /// The number of a level, a new one if it was not seen before.
    pub(crate) fn intern(&mut self, name: &str) -> Result<u32, MeasureError> {
        if let Some(number) = self.find(name) {
            return Ok(number);
        }
        let names = &self.names;
        let hash_of = |number: u32| names.get(number as usize).map_or(0, |name| hash_text(name));
        let number = self.index.push(hash_text(name), hash_of);
        self.names.push(name.into());
        number.ok_or(MeasureError::TooMany { things: "levels", limit: u64::from(u32::MAX) })
    }

    /// The level's name; empty for a number that was not given out.
    pub(crate) fn name(&self, number: u32) -> &str {
        self.names.get(number as usize).map_or("", |name| name)
    }

    pub(crate) const fn len(&self) -> usize {
        self.names.len()
    }

    pub(crate) fn find(&self, name: &str) -> Option<u32> {
        let is_it = |number: u32| self.names.get(number as usize).is_some_and(|own| **own == *name);
        self.index.find(hash_text(name), is_it)
    }
}

/// The order in which levels are listed: numbers by value (`9` before `10`), before texts, which go by their code points.
pub(crate) fn natural_order(left: &str, right: &str) -> Ordering {
    natural_key(left).cmp(&natural_key(right))
}

/// What sorts as [`natural_order`] says: whether it is no number, which number, the text.
pub(crate) fn natural_key(text: &str) -> (bool, u128, &str) {
    let plain = !text.is_empty() && text.len() <= 38 && text.bytes().all(|byte| byte.is_ascii_digit());
    let number = if plain { text.parse::<u128>().ok() } else { None };
    (number.is_none(), number.unwrap_or_default(), text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_listed_as_a_reader_expects() {
        let mut levels = ["urban", "10", "9", "", "rural", "09"];
        levels.sort_by(|a, b| natural_order(a, b));
        assert_eq!(levels, ["09", "9", "10", "", "rural", "urban"]);
    }

    #[test]
    fn an_axis_has_one_name_and_a_role_one_axis() {
        let axes = Axes::new().stratum("s").unwrap();
        assert_eq!(axes.clone().stratum("t").unwrap_err().code(), "measure/second-axis");
        assert_eq!(axes.clone().subgroup("s").unwrap_err().code(), "measure/duplicate");
        assert_eq!(axes.clone().psu("p").unwrap().rows_as_psus().unwrap_err().code(), "measure/second-axis");
        assert_eq!(axes.require("x").unwrap_err().to_string(), "axis `x` does not exist, expected one of `s`");
    }
}
