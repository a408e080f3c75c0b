//! How sure we are of a fact.

use super::Language;
use core::fmt;
use serde::{Deserialize, Serialize};

/// How a parameter of law or of a programme is known. It is part of the data: a user who is bound by the law must see
/// which numbers to check against its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Confirmation {
    /// Seen in the source named, or in a public page that quotes it.
    Confirmed,
    /// Computed from confirmed facts.
    Derived,
    /// Seen for a draft of the instrument; the final text may differ.
    Draft,
    /// Known, but the text itself was not seen: check it before relying on it for anything legal.
    FromMemory,
    /// Not known. Never filled in by a guess; using it is an error.
    Unknown,
}

impl Confirmation {
    /// Whether the text of the source stands behind the fact.
    #[must_use]
    pub const fn is_certain(self) -> bool {
        matches!(self, Self::Confirmed | Self::Derived)
    }

    /// What it is called.
    #[must_use]
    pub const fn label(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Confirmed, Language::Vietnamese) => "đã xác nhận",
            (Self::Derived, Language::Vietnamese) => "tính toán từ nguồn đã xác nhận",
            (Self::Draft, Language::Vietnamese) => "theo dự thảo",
            (Self::FromMemory, Language::Vietnamese) => "theo trí nhớ, cần đối chiếu văn bản",
            (Self::Unknown, Language::Vietnamese) => "chưa rõ",
            (Self::Confirmed, _) => "confirmed",
            (Self::Derived, _) => "derived",
            (Self::Draft, _) => "draft",
            (Self::FromMemory, _) => "from memory",
            (Self::Unknown, _) => "unknown",
        }
    }
}

impl fmt::Display for Confirmation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.label(Language::English))
    }
}
