//! Floor 0 against what it promises: exact, checked, the same from text and serde as from the constructors.
//!
//! In order of reading: `oracle` (the same values in unbounded integers), then one module a promise.

mod area;
mod errors;
mod money;
mod oracle;
mod period;
mod printing;
mod ratio;
mod refusals;
mod round_trips;
mod weight;
