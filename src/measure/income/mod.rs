//! Incomes: monetary poverty, inequality, and both beside deprivation.
//!
//! In order of reading:
//!
//! 1. [`Incomes`] are the rows of a survey or register; a [`Domain`] is the population or a part of it, a [`Distribution`] its
//!    weight at each income;
//! 2. [`PovertyLine`], [`RelativeLine`], and [`Quantile`] by a named definition; prices of other times and places are brought in
//!    by [`PriceIndex`] and [`PurchasingPower`];
//! 3. measures, one a file, each an [`IncomeMeasure`]: [`Fgt`], [`Watts`], [`Sen`], [`SenShorrocksThon`]; [`RelativeLine`] as
//!    threshold, [`RelativeMedianGap`], [`ShareRatio`], [`Gini`], [`GeneralisedEntropy`], [`Atkinson`], [`LorenzShare`];
//! 4. curves ([`Curve`], [`GrowthIncidence`]) and decompositions ([`FgtDecomposition`], [`EntropyDecomposition`],
//!    [`GiniDecomposition`]);
//! 5. [`Linearised`] values, and an [`IncomeEstimate`] under a survey design ([`Domain::estimate`]), by linearisation or by
//!    replicate weights;
//! 6. income beside deprivation ([`JointTable`], [`Matching`]), and curves fitted to published quantile shares ([`grouped`]).
//!
//! # What is exact
//!
//! Incomes and weights are integers. Who is poor, headcount ratios, shortfalls in money, quantiles and relative lines are exact.
//! Where logarithms and products force binary64 numbers, they are summed without error and rounded once, or along sorted incomes
//! with a compensated sum: the order of rows and the number of threads that prepared them change no bit of a value.
//!
//! # Zero, negative and missing incomes
//!
//! | income | what happens |
//! |---|---|
//! | not known | the row is in the design and in no estimate; counted as dropped |
//! | zero or negative | counts in everything but what needs logarithms or powers, where [`NonPositive`] says what happens |
//! | sum of zero or less | what divides by the total (Gini, Lorenz, entropy, Atkinson) is an error |

mod approximate;
mod at_line;
mod atkinson;
mod decomposition;
mod density;
mod distribution;
mod domain;
mod entropy;
mod error;
mod estimate;
mod fgt;
mod gini;
pub mod grouped;
mod growth;
mod incomes;
mod joint;
mod line;
mod linearised;
mod lorenz;
mod matching;
mod measure;
mod measured_value;
mod median_gap;
mod poor;
mod prices;
mod quantile;
mod ranked;
mod relative_line;
mod running_sum;
mod sen;
mod share_ratio;
mod steps;
mod watts;

use super::exact_sum;
pub use crate::standard::Comparison;
pub use atkinson::Atkinson;
pub use decomposition::{EntropyDecomposition, FgtDecomposition, GiniDecomposition, IncomeGroup};
use density::Density;
pub use distribution::Distribution;
pub use domain::{Domain, NonPositive};
pub use entropy::GeneralisedEntropy;
pub use error::IncomeError;
pub use estimate::IncomeEstimate;
pub use fgt::Fgt;
pub use gini::{Gini, GiniDefinition};
pub use growth::{GrowthIncidence, growth_linearised};
pub use incomes::Incomes;
pub use joint::JointTable;
pub use line::{LineOf, Middle, PovertyLine, RelativeLine};
pub use linearised::Linearised;
pub use lorenz::{Curve, LorenzShare};
pub use matching::{Matching, share_linearised};
pub use measure::IncomeMeasure;
pub use measured_value::MeasuredValue;
pub use median_gap::RelativeMedianGap;
pub use prices::{ConvertedAmount, PriceIndex, PurchasingPower};
pub use quantile::Quantile;
pub use sen::{Sen, SenShorrocksThon};
pub use share_ratio::ShareRatio;
pub use watts::Watts;
