//! Sampling designs and what they say of an estimate's error.
//!
//! In order of reading: [`Design`] names how the rows came to be rows, with its [`FinitePopulation`] and its [`LonelyPsu`] rule;
//! inside, a frame counts the primary sampling units of each stratum, the variance is Taylor-linearised over their totals,
//! and limits come from Student's t. [`ReplicateMethod`] names the other way to errors. [`SampledRows`] gives the errors of whatever is
//! computed row by row.
//!
//! Sources: Särndal, Swensson, Wretman 1992, *Model Assisted Survey Sampling*, ch. 5; Wolter 2007, *Introduction to Variance
//! Estimation*; Lumley 2010, *Complex Surveys*. The rules for strata with a single unit are those of R's survey 4.5.

mod design;
mod frame;
mod limits;
mod quantile;
mod replicate;
mod residuals;
mod sampled_rows;
mod variance;

pub use design::{Design, FinitePopulation, LonelyPsu};
pub(crate) use frame::{Frame, Part};
pub use limits::Scale;
pub(crate) use quantile::{Quantiles, normal_quantile, student_quantile};
pub use replicate::{Centre, ReplicateMethod};
pub(crate) use replicate::{Replicates, UnitPart};
pub(crate) use residuals::Residuals;
pub use sampled_rows::SampledRows;
pub(crate) use variance::{UnitTotal, variance};
