//! A thousand communes of ten years, each from one seed.

#[path = "../suite/register/simulation.rs"]
mod simulation;
