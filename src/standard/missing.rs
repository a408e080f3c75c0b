//! What an unknown answer does to a class or to a measure.

use core::fmt;
use serde::{Deserialize, Serialize};

/// What is done with a household of which an indicator is unknown. Missing is not "no", so the rule has a name, and how many
/// households it left out is part of every result of a measure.
///
/// A standard may name one for its classes. If it names none, a household has a class only where every possible answer gives
/// the same one: no household gets a class that an answer could take away.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum MissingPolicy {
    /// The household leaves numerator and denominator (listwise deletion), as in the Global MPI, mpitb and mpitbR.
    #[default]
    Drop,
    /// The unknown counts as not deprived: the lower bound of the headcount ratio and the adjusted headcount ratio.
    /// mpindex does this unless told otherwise.
    NotDeprived,
    /// The unknown counts as deprived: the upper bound of the two.
    Deprived,
    /// The weight of the unknown goes to the known indicators of its dimension, in proportion to their weights, as in the
    /// World Bank's Multidimensional Poverty Measure. A household of which a whole dimension is unknown is left out.
    #[serde(rename = "reweight_dimension")]
    ReweightWithinDimension,
}

impl fmt::Display for MissingPolicy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Drop => "drop",
            Self::NotDeprived => "not_deprived",
            Self::Deprived => "deprived",
            Self::ReweightWithinDimension => "reweight_dimension",
        })
    }
}
