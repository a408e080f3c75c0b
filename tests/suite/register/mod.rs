//! The register: households over time, the passages between two days, corrections, and what is refused.

mod commune;
mod corrected;
mod disclosure;
mod life;
mod passages;
mod privacy;
mod properties;
mod reform;
mod refused;
mod review_order;
mod review_refused;
mod sealed;
