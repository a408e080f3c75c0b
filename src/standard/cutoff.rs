//! Poverty cutoffs of counting measures.

use crate::quantity::Ratio;
use crate::source::{Citation, Text};
use serde::{Deserialize, Serialize};

/// A poverty cutoff k: poor if the deprivation score is at least k. Kept as the exact fraction that the source gives;
/// 33 % is not always 1/3.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Cutoff {
    pub(super) id: String,
    pub(super) name: Text,
    pub(super) k: Ratio,
    pub(super) cite: Citation,
}

impl Cutoff {
    /// Key, unique among the cutoffs of its standard: `poor`, `severe`.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Name.
    #[must_use]
    pub const fn name(&self) -> &Text {
        &self.name
    }

    /// The cutoff, in (0, 1].
    #[must_use]
    pub const fn k(&self) -> Ratio {
        self.k
    }

    /// Where it is said.
    #[must_use]
    pub const fn citation(&self) -> &Citation {
        &self.cite
    }
}
