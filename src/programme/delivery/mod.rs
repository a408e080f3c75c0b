//! What was delivered: outputs, results against targets, who was helped, and who was helped twice.
//!
//! In order of reading:
//!
//! | type | what it is |
//! |---|---|
//! | [`Support`], [`Supports`] | one support of one household, each counted once; [`DoubleSupport`] found |
//! | [`Output`], [`HouseCheck`] | livelihood models, people trained, jobs, houses with their "3 hard" inspection, loans |
//! | [`Indicator`], [`Status`] | a result with baseline, yearly targets and actual values: achieved, on track, off track, no data |

mod error;
mod output;
mod results;
mod support;

pub use error::DeliveryError;
pub use output::{HouseCheck, Output, OutputTotals};
pub use results::{Direction, Indicator, Observation, Status};
pub use support::{Clash, DoubleSupport, OncePer, Support, Supports};
