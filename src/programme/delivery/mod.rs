//! What was delivered: outputs, results against targets, who was helped, and who was helped twice.
//!
//! In order of reading:
//!
//! | type | what it is |
//! |---|---|
//! | [`Support`], [`Supports`] | one support of one household, each counted once; [`DoubleSupport`] found |
//! | [`Output`], [`HouseCheck`] | livelihood models, people trained, jobs, houses with their "3 hard" inspection, loans |
//! | [`Deliveries`] | outputs, loans and inspections, each through the support of one household |
//! | [`Indicator`], [`Status`] | a result with baseline, yearly targets and actual values: achieved, on track, off track, no data |
//! | [`ResultsFramework`] | the results of a programme and of its parts, as they are exchanged with others |

mod deliveries;
mod error;
mod output;
mod results;
mod support;

pub use deliveries::{Deliveries, Delivery};
pub use error::DeliveryError;
pub use output::{HouseCheck, Output, OutputTotals};
pub use results::{Direction, Indicator, Level, Observation, ProgrammeResult, ResultsFramework, Scale, Status};
pub use support::{Clash, DoubleSupport, OncePer, Support, Supports};
