//! What an indicator says of a household.

use crate::source::Language;
use core::fmt;
use serde::{Deserialize, Serialize};

/// What an indicator says of a household.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deprivation {
    /// The household lacks it (*thiếu hụt*).
    Deprived,
    /// It does not, or there is nobody whom the indicator is about.
    NotDeprived,
    /// The observation that would tell is missing. It is not "no": a named policy decides what it does to a measure.
    Missing,
}

impl Deprivation {
    /// Deprived if the condition holds.
    #[must_use]
    pub const fn when(condition: bool) -> Self {
        if condition { Self::Deprived } else { Self::NotDeprived }
    }

    /// Decides a comparison of which only bounds are known: `surely` if it holds whatever the unknowns are, `possibly` if it
    /// holds for some.
    #[must_use]
    pub const fn bounded(surely: bool, possibly: bool) -> Self {
        match (surely, possibly) {
            (true, _) => Self::Deprived,
            (false, true) => Self::Missing,
            (false, false) => Self::NotDeprived,
        }
    }

    /// What it is called.
    #[must_use]
    pub const fn label(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Deprived, Language::Vietnamese) => "thiếu hụt",
            (Self::NotDeprived, Language::Vietnamese) => "không thiếu hụt",
            (Self::Missing, Language::Vietnamese) => "chưa xác định",
            (Self::Deprived, _) => "deprived",
            (Self::NotDeprived, _) => "not deprived",
            (Self::Missing, _) => "missing",
        }
    }
}

impl fmt::Display for Deprivation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.label(Language::English))
    }
}
