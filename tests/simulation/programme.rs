//! A thousand journals of ten years, each from one seed.

#[path = "../suite/programme/simulation.rs"]
mod simulation;
