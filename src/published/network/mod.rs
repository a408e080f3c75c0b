//! Claims as a network: unknown quantities, the relations between them, and what each claim says of one of them.
//!
//! In order of reading: [`Problem`] (variables, relations, statements), `propagate` (narrows every variable to a fixed
//! point), `conflict` (which statements can't hold together, and no fewer), `build` (from claims to a problem),
//! `whole` (wholes and their parts), `in_print` (figures that are made of printed ones).
//!
//! The method is interval constraint propagation (hull consistency; F. Benhamou and L. Granvilliers, Continuous and Interval
//! Constraints, Handbook of Constraint Programming, 2006, chapter 16) in rational numbers with open and closed ends. Every
//! step only removes values that no solution has, so an empty interval proves a contradiction. The converse does not
//! hold: quantities that all keep an interval may still be contradictory together.

mod build;
mod conflict;
mod in_print;
mod names;
mod problem;
mod propagate;
mod quantity;
mod statement;
mod whole;

pub(super) use build::{Differing, Ends, Neighbourhood, Network, Origin};
pub(super) use conflict::Conflict;
pub(super) use names::{Category, Cell, Key};
pub(super) use problem::{Problem, Relation, Variable};
pub(super) use propagate::propagate;
pub(super) use statement::{Field, Reading, Statement};
