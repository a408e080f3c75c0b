//! The register: households over time, the passages between two days, corrections, and what is refused.

mod audit;
mod commune;
mod corrected;
mod disclosure;
mod duplicates;
mod entitled;
mod example_data;
mod life;
mod passages;
mod personal;
mod privacy;
mod properties;
mod quality;
mod reform;
mod refused;
mod reversed;
mod review_order;
mod review_refused;
mod sealed;
mod simulation;
mod told;
