//! Floor 5: what would it change, and at what cost?
//!
//! In order of reading:
//!
//! | module | what it is |
//! |---|---|
//! | [`targeting`] | whom a programme reaches and misses; how well a score finds the poor |
//! | [`intervention`] | interventions as data, and what they would change of a population, at what cost and for whom |
//! | [`plan`] | what a budget should buy: greedy and proven optimal plans within budget lines and capacities |
//! | [`path`] | the way of the rates under a plan, and what reaching a target takes |
//! | [`Assumed`] | what a result assumes, as data and as sentences |

mod assumed;
pub mod intervention;
pub mod path;
pub mod plan;
pub mod targeting;

pub use assumed::Assumed;
