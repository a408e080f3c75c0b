//! Axioms that the measures satisfy, as property tests named after them, and counter-examples to those they don't.

mod counting;
mod exactness;
mod gaps;
mod merge;
mod pipeline;
pub(crate) mod population;
