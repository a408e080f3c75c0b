//! Rural and urban.

use core::fmt;
use serde::{Deserialize, Serialize};

/// Whether a household lives in a rural or an urban area: the income lines differ.
///
/// In Viet Nam it follows from the kind of the commune-level unit ([`Kind::area`](super::Kind::area)).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Area {
    /// Nông thôn.
    Rural,
    /// Thành thị.
    Urban,
}

impl fmt::Display for Area {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Rural => "rural",
            Self::Urban => "urban",
        })
    }
}
