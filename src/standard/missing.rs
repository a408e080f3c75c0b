//! What an unknown answer does to a class or to a measure.

use serde::{Deserialize, Serialize};

/// What happens to a household with a missing indicator. A standard names one, and a caller can name another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MissingPolicy {
    /// It has a class only if every possible answer gives the same one; measures leave it out as [`MissingPolicy::Drop`] does.
    /// The safe choice where the law has no rule: no household gets a class that an answer could take away.
    #[default]
    Determine,
    /// It is left out, numerator and denominator, and counted as dropped (global MPI).
    Drop,
    /// Missing counts as not deprived: a lower bound of every headcount.
    NotDeprived,
    /// Missing counts as deprived: an upper bound.
    Deprived,
    /// The weight of the missing indicator goes to the known ones of its dimension, in proportion to their weights; a dimension
    /// that is missing as a whole drops the household (World Bank's multidimensional poverty measure).
    ReweightWithinDimension,
}
