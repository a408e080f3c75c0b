//! Floor 4, programme: structure, allocation, the ledger's refusals, its conservation laws on random journals, tables, seals.

mod allocation;
mod conservation;
mod credit;
mod delivery;
mod exchange;
mod house;
mod refusals;
mod rules;
mod sealing;
mod simulation;
mod structure;
mod tables;
