//! Cases of law, read from `tests/cases`: a situation and what the law gives, for a lawyer to read and extend.

mod cases;
mod properties;
mod runner;
