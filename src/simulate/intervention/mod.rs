//! Interventions as data, and what a population would look like after them.
//!
//! In order of reading:
//!
//! | type | what it is |
//! |---|---|
//! | [`Intervention`], [`Interventions`] | whom each reaches and in which order, what it changes, costs, and when it works |
//! | [`Changes`], [`Job`] | what it changes of the observation of a household |
//! | [`Scenario`] | a standard, a day, a number of years and a seed: applies interventions to households or to a table of patterns |
//! | [`Effect`] | before and after: measures, classes, passages, costs, who gains and who is missed |
//! | [`Spread`] | the same over many draws of chance, with the error of the simulation |
//!
//! # Composition
//!
//! In each year the interventions take their turns in the order of the list, and each meets the households as they are then. Whatever
//! is in effect at one time is applied to the household as it was observed, in the order of the list, so the result does not depend
//! on the years in which it was served.
//!
//! # Chance
//!
//! Take-up, employment, the loss of an effect and lotteries are drawn from a hash of the seed, the household and the intervention: the
//! same seed gives the same bits whatever the order of the households, and a household's draws do not move when others come or go.

mod chance;
mod change;
mod effect;
mod error;
mod interventions;
mod on_profile;
mod run;
mod scenario;
mod spread;

pub use change::{Changes, Job};
pub use effect::{Classes, Effect, Outcome, Reach};
pub use error::InterventionError;
pub use interventions::{Eligibility, Intervention, Interventions, Order};
pub use scenario::Scenario;
pub use spread::{Drawn, Spread};
