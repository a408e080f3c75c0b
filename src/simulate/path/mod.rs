//! The way of the rates under a plan: is the target reached, when, and what closes the gap?
//!
//! In order of reading:
//!
//! | type | what it is |
//! |---|---|
//! | [`TransitionMatrix`] | which share of each class passes to which other in a year, as a panel shows it or as it is assumed |
//! | [`Outlook`] | households of each class at the start, the matrix, new households, and what a plan lifts each year |
//! | [`Path`], [`PathYear`] | whole households year by year, with the flows that make up each change |
//! | [`Assumption`], [`Swing`] | how far the end moves with each assumption: a tornado |
//!
//! A path is an expectation, not a forecast: the shares hold every year. Households are whole and conserved; the shares of a class
//! are rounded to households by largest remainders, so no household appears or vanishes by rounding.

mod error;
mod matrix;
mod outlook;
mod tornado;

pub use error::PathError;
pub use matrix::TransitionMatrix;
pub use outlook::{Lift, Outlook, Path, PathYear};
pub use tornado::{Assumption, Swing};
