//! When a standard is used.

use crate::quantity::Period;
use crate::source::Citation;
use serde::{Deserialize, Serialize};

/// A period in which a standard is used, by virtue of an instrument. A later instrument can add one: a prolongation.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Validity {
    pub(super) period: Period,
    #[serde(default)]
    pub(super) purpose: Purpose,
    pub(super) cite: Citation,
}

/// For what a standard is used in a period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// Households are classified by it and supported accordingly.
    #[default]
    Classification,
    /// Households are measured by it ahead of its use, to open the next series: at such a date two standards give two rates.
    Baseline,
    /// People are counted by it beside the standard that classifies them; nobody is entitled to anything by it.
    Measurement,
    /// Something other than poverty is inspected by it, such as a house built with support.
    Inspection,
}

impl Validity {
    /// The days.
    #[must_use]
    pub const fn period(&self) -> Period {
        self.period
    }

    /// For what.
    #[must_use]
    pub const fn purpose(&self) -> Purpose {
        self.purpose
    }

    /// By which instrument.
    #[must_use]
    pub const fn citation(&self) -> &Citation {
        &self.cite
    }
}
