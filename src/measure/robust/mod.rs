//! Does a finding survive other choices, and does every indicator say something of its own?
//!
//! In order of reading: [`RankAgreement`] compares two orders of the same groups; [`Rankings`] holds the measures of all groups
//! under several cutoffs and weightings, and tells which [`Dominance`] and which order of a pair survives all of them
//! ([`Survival`]); [`Associations`] tells how far two indicators find the same people; [`Removal`] leaves each indicator out.
//!
//! All values are exact fractions, so ties are ties. Source: Alkire, Foster, Seth, Santos, Roche, Ballon 2015,
//! *Multidimensional Poverty Measurement and Analysis*, ch. 7 (redundancy) and 8 (robustness).

mod association;
mod rank;
mod rankings;
mod removal;

pub use association::{Association, Associations};
pub use rank::RankAgreement;
pub use rankings::{Alternative, Dominance, Rankings, Survival};
pub use removal::{Redistribution, Removal};
