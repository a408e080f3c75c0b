//! What an unknown part does to a rule of several parts.

use super::Deprivation;
use serde::{Deserialize, Serialize};

/// What unknown parts do to a rule that counts bad parts. Measures differ, and none of the ways is implied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum UnknownParts {
    /// They may be bad or not: the answer is missing where it depends on them.
    #[default]
    Open,
    /// They are passed over: the known parts decide, and the answer is missing only if none is known (global MPI).
    Ignored,
    /// They count as good, and the answer is missing only if none is known (destitution of the global MPI).
    Good,
    /// One of them makes the answer missing, even where a bad part is seen (CONEVAL).
    Missing,
}

impl UnknownParts {
    /// The answer from the numbers of bad, good and unknown parts: deprived if at least `needed` are bad.
    pub(super) const fn decide(self, bad: usize, good: usize, unknown: usize, needed: usize) -> Deprivation {
        let nothing_known = bad == 0 && good == 0 && unknown > 0;
        match self {
            Self::Open => Deprivation::bounded(bad >= needed, bad.saturating_add(unknown) >= needed),
            Self::Ignored | Self::Good if nothing_known => Deprivation::Missing,
            Self::Ignored => Deprivation::when(bad >= needed),
            // To be deprived every part must be known.
            Self::Good => Deprivation::when(bad >= needed && unknown == 0),
            Self::Missing if unknown > 0 => Deprivation::Missing,
            Self::Missing => Deprivation::when(bad >= needed),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Deprivation::{Deprived, Missing, NotDeprived};

    #[test]
    fn the_four_ways_differ_where_something_is_unknown() {
        let ways = [UnknownParts::Open, UnknownParts::Ignored, UnknownParts::Good, UnknownParts::Missing];
        let answers = |bad, good, unknown, needed| ways.map(|way| way.decide(bad, good, unknown, needed));
        assert_eq!(answers(1, 0, 2, 1), [Deprived, Deprived, NotDeprived, Missing]);
        assert_eq!(answers(0, 1, 2, 1), [Missing, NotDeprived, NotDeprived, Missing]);
        assert_eq!(answers(0, 0, 3, 1), [Missing; 4]);
        assert_eq!(answers(2, 0, 1, 2), [Deprived, Deprived, NotDeprived, Missing]);
        assert_eq!(answers(1, 2, 0, 2), [NotDeprived; 4]);
        assert_eq!(answers(2, 1, 0, 2), [Deprived; 4]);
    }
}
