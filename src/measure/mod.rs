//! Floor 3: how poor is the population?
//!
//! In order of reading:
//!
//! | type | what it is |
//! |---|---|
//! | [`Structure`] | the indicators and the dimensions they form |
//! | [`Profile`] | which indicators a household lacks, and which are unknown |
//! | [`PatternTable`] | the weight and the number of rows of each profile in each cell: a sufficient statistic |
//! | [`Weighting`], [`AlkireFoster`] | the weights of the indicators; with a poverty cutoff: who is poor |
//! | [`Tally`] | the exact totals of a group: H, A, M0, headcounts and contributions are ratios of them |
//! | [`Decomposition`] | how groups make up the whole |
//! | [`AdjustedHeadcountChange`] | what incidence, intensity and indicators add to a change of M0 |
//! | [`Tabulation`], [`Design`] | many measures of many groups at once, with their sampling errors |
//! | [`SampledRows`] | where each row comes from: errors of whatever is computed from rows |
//! | [`Estimate`], [`Measure`] | one result, with its typed key, error, counts and fingerprint |
//! | [`robust`] | does it survive other cutoffs and weights; does each indicator say something of its own? |
//! | [`Tidy`] | results as a table: CSV, JSON, Markdown |
//! | `spec` (feature `csv`) | a survey file measured as a text says: the researcher's way in |
//! | [`administrative`] | rates of official counts: change in points, pace, target |
//! | [`income`] | monetary poverty, inequality, income beside deprivation, each with its linearised variable |
//! | [`panel`] | households over time: transitions, spells, survival of exits, chronic and transient poverty |
//!
//! A household enters a counting measure only through *which* indicators it lacks. So the table answers every cutoff, every
//! weighting and every subgroup without a second pass over the rows; and because its sums are integers, any order and any
//! split of the rows give the same table, bit for bit.
//!
//! # Where results differ from those of other programs, on purpose
//!
//! Points, standard errors and limits are those of R's survey 4.5 and of mpitbR on the same data, except here; each case is a
//! test (`tests/suite/oracle/peers.rs`).
//!
//! | case | there | here |
//! |---|---|---|
//! | score and cutoff compared | binary floats: six of twelve equal weights fall short of 1/2 (mpindex, mpitb, mpitbR) | integers: who stands at the cutoff is poor |
//! | weights such as 0.166666667 | taken as they are (mpindex) | refused unless they sum to exactly 1 |
//! | an unknown indicator | not deprived, unless one says otherwise (mpindex) | a named policy; rows left out are counted |
//! | A where nobody is poor | 0 (mpindex) | undefined, with its reason |
//! | standard error of M0 | without the covariance of H and A (mpindex): too small by 7 % and more | of the censored scores themselves |
//! | limits of changes | normal (mpitbR) | Student's t with the degrees of freedom of the design, as for levels |
//! | relative changes | percent (mpitbR) | fractions |
//! | contributions | without errors (mpitbR) | with errors |
//! | a replicate in which an estimate does not exist | left out, not rescaled (survey) | no error |

pub mod administrative;
mod alkire_foster;
mod error;
mod estimate;
mod exact_sum;
pub(crate) mod float;
mod from_standard;
pub mod income;
pub mod panel;
pub mod robust;
#[cfg(feature = "csv")]
pub mod spec;
mod structure;
mod survey;
mod table;
mod tabulate;
mod weighting;

pub use crate::standard::{MissingPolicy, Profile};
pub use alkire_foster::{AdjustedHeadcountChange, AlkireFoster, Decomposition, GroupPart, Tally};
pub use error::MeasureError;
pub use estimate::{
    Change, ChangePart, Estimate, Estimates, Family, Key, Measure, SamplingError, Tidy, TidyRow, Undefined,
};
pub use structure::Structure;
pub use survey::{Centre, Design, FinitePopulation, LonelyPsu, ReplicateMethod, SampledRows, Scale};
#[cfg(feature = "quality")]
pub(crate) use survey::{normal_quantile, student_quantile};
pub use table::{Axes, By, Calibration, CellId, Fingerprint, Gap, Group, Margin, PatternTable, Power, Role};
#[cfg(feature = "register")]
pub(crate) use table::{Index, hash_words};
#[cfg(feature = "csv")]
pub(crate) use tabulate::ReplicateScale;
pub use tabulate::{ReplicateTables, Tabulation};
pub use weighting::Weighting;
