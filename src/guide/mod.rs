//! Guides: documentation that compiles.
//!
//! | guide | from what to what |
//! |---|---|
//! | [`concepts`] | the ideas that everything stands on |
//! | [`first_measure`] | from a few households to a rate and what contributes to it |
//! | [`own_standard`] | from a by-law on paper to a standard that classifies |
//! | `survey` (feature `csv`) | from a survey file to a published table |
//! | `programmes` (feature `programme`) | from an appropriation to a disbursement rate |
//! | `simulation` (feature `simulate`) | from a list of beneficiaries and a panel to targeting errors and the way to a target |
//! | `scale` (feature `csv`) | from a file on a laptop to a nation's registers: what grows, what adds up, which way for how much |
//! | [`peers`] | from mpitbR, mpitb, mpindex, convey and laeken to this library, side by side |
//! | [`measures`] | every measure: formula, source, where it is, who else computes it |
//! | [`axioms`] | from a counting measure to the axioms it satisfies, and their tests |
//! | [`glossary`] | terms in English and Vietnamese |

pub mod axioms;
pub mod concepts;
pub mod first_measure;
pub mod glossary;
pub mod measures;
pub mod own_standard;
pub mod peers;
#[cfg(feature = "programme")]
pub mod programmes;
#[cfg(feature = "csv")]
pub mod scale;
#[cfg(feature = "simulate")]
pub mod simulation;
#[cfg(feature = "csv")]
pub mod survey;
