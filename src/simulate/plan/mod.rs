//! What a budget should buy: the households and interventions that do most, within budget lines and capacities.
//!
//! Households that lack the same things in the same cost area are alike, so a plan is over classes with a number of households,
//! not over households ([`Planner`]): a million households become some thousand classes. Two answers are given, each with a bound
//! that no plan can exceed:
//!
//! - [`Problem::greedy`] buys the steps with most value for their cost first;
//! - [`Problem::optimum`] goes on until its plan is proven best, or says how far from proven it is ([`Solution::gap`]).
//!
//! The bound is that of the Lagrangian relaxation (Geoffrion 1974, Mathematical Programming Study 2): with any price on each limit,
//! the value of all choices less their prices, plus the price of all limits, is at least what any plan within the limits attains.
//! It is computed in integers, so it is proven whatever prices the search in floats found.

mod choice;
mod collapse;
mod core;
mod error;
mod exact;
mod greedy;
mod intervention;
mod of_households;
mod one_limit;
mod planner;
mod prices;
mod problem;
mod result;
mod solution;

pub use choice::{Choice, Class};
pub use error::PlanError;
pub use intervention::Intervention;
pub use planner::{Objective, Planner};
pub use problem::{Limit, Problem};
pub use result::{Plan, Purchase};
pub use solution::{Bought, Solution};
