//! Floor 4, programme: the ledger's refusals, its conservation laws on random journals, tables and seals.

mod conservation;
mod house;
mod refusals;
mod rules;
mod sealing;
mod tables;
