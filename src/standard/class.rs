//! Classes, and the rows that assign them.

use crate::quantity::Ratio;
use crate::source::{Citation, Text};
use serde::{Deserialize, Serialize};

/// A class that a household can be in: hộ nghèo, hộ cận nghèo, ...
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Class {
    pub(super) id: String,
    pub(super) name: Text,
    /// Whether the class counts into the poverty rate.
    #[serde(default)]
    pub(super) poor: bool,
}

impl Class {
    /// Key, unique among the classes of its standard: `poor`, `near_poor`.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Name.
    #[must_use]
    pub const fn name(&self) -> &Text {
        &self.name
    }

    /// Whether the class counts into the poverty rate.
    #[must_use]
    pub const fn is_poor(&self) -> bool {
        self.poor
    }
}

/// One row of the classification: a range of incomes and a range of deprivation give a class.
///
/// The rows of a standard tile the plane: every household falls into exactly one. So "poor by income *or* by deprivation"
/// (two rows) and "poor by both" (one row) are the same mechanism.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ClassRow {
    pub(super) class: String,
    #[serde(default)]
    pub(super) income: IncomeRange,
    #[serde(default)]
    pub(super) deprivation: DeprivationRange,
    pub(super) cite: Citation,
}

/// Incomes between two lines of the standard; an end that is left out is open.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct IncomeRange {
    /// Above this line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) above: Option<String>,
    /// Under this line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) under: Option<String>,
}

/// Deprivation from one value (with) up to another (without), in the unit that the standard counts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DeprivationRange {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) at_least: Option<Ratio>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) below: Option<Ratio>,
}

impl ClassRow {
    /// [`Class::id`].
    #[must_use]
    pub fn class(&self) -> &str {
        &self.class
    }

    /// Line above which the row holds.
    #[must_use]
    pub fn income_above(&self) -> Option<&str> {
        self.income.above.as_deref()
    }

    /// Line under which the row holds.
    #[must_use]
    pub fn income_under(&self) -> Option<&str> {
        self.income.under.as_deref()
    }

    /// Least deprivation, in the unit that the standard counts.
    #[must_use]
    pub const fn deprivation_at_least(&self) -> Option<Ratio> {
        self.deprivation.at_least
    }

    /// Deprivation that is too much for the row.
    #[must_use]
    pub const fn deprivation_below(&self) -> Option<Ratio> {
        self.deprivation.below
    }

    /// Where the law says so.
    #[must_use]
    pub const fn citation(&self) -> &Citation {
        &self.cite
    }
}

/// What the rows of a standard count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Counts {
    /// Deprived indicators: 3 of 12.
    #[default]
    Indicators,
    /// The deprivation score: the sum of the weights of deprived indicators, in [0, 1].
    Score,
    /// Deprived dimensions, each by its own count of indicators: at least one is a union of dimensions.
    Dimensions,
}
