//! Languages in which names and explanations are written.

use core::fmt;
use serde::{Deserialize, Serialize};

/// A language of names and explanations, by its ISO 639-1 code in data files.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Language {
    /// English.
    #[serde(rename = "en")]
    English,
    /// Vietnamese, tiếng Việt.
    #[serde(rename = "vi")]
    Vietnamese,
    /// Spanish, español.
    #[serde(rename = "es")]
    Spanish,
    /// French, français.
    #[serde(rename = "fr")]
    French,
}

impl Language {
    /// ISO 639-1 code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Vietnamese => "vi",
            Self::Spanish => "es",
            Self::French => "fr",
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}
