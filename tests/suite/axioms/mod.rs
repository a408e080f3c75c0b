//! Axioms that the measures satisfy, as property tests named after them, and counter-examples to those they don't.

mod counting;
mod gaps;
mod merge;
pub(crate) mod population;
