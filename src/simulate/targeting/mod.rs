//! Whom a programme reaches and whom it misses, and how well a score finds the poor.
//!
//! In order of reading:
//!
//! | type | what it is |
//! |---|---|
//! | [`Targeting`] | target and beneficiaries crossed: coverage, leakage and the errors named after their denominators |
//! | [`ScoreCurve`], [`Criterion`] | a score against the measured class: ROC, AUC, the best cutoff |
//! | [`Concentration`] | benefits along incomes: curve, coefficient, incidence by groups |
//!
//! All values are exact fractions. Sources: Coady, Grosh, Hoddinott 2004, *Targeting of Transfers in Developing Countries*;
//! Galasso and Ravallion 2005, Journal of Public Economics 89; Kakwani 1977, Economic Journal 87; IRIS Center 2005 (BPAC); Hanley
//! and McNeil 1982, Radiology 143 (AUC as a probability).

mod concentration;
mod crossed;
mod error;
mod score;

pub use concentration::Concentration;
pub use crossed::Targeting;
pub use error::TargetingError;
pub use score::{Criterion, PoorEnd, ScoreCurve, ScorePoint};
