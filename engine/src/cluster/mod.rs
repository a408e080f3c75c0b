//! The plan of a specification on a cluster of Ballista: feature `ballista`.
//!
//! In order of reading: [`connect`] gives a context whose plans run on a cluster; [`survey_within`] asks it for the survey in
//! Parquet files, within a time. The plan is that of [`query`](crate::query): one aggregate without functions of this crate, so
//! that the scheduler and the executors of Ballista run it as they are. [`serve_scheduler`] and [`serve_executor`] are both of
//! them for one machine: for trials, tests and small offices.
//!
//! The sums are whole numbers and decimals, so that neither the number of executors, nor a task that ran twice because a machine
//! was lost, changes a bit of the result. What is lost for good fails the whole: no part of an answer is an answer.

mod client;
mod serve;

pub use client::{connect, survey_within};
pub use serve::{free_address, serve_executor, serve_scheduler};
