//! [`proptest`] strategies for the public types, for the tests of crates that build on this one.
//!
//! One module a floor. Each strategy yields valid values only, leans towards the edges where mistakes live (zero, one,
//! the largest value, ties, adjoining dates), and shrinks towards the plainest value.
//!
//! ```
//! use poverty::quantity::Ratio;
//! use poverty::strategies::quantity::share;
//! use proptest::prelude::*;
//!
//! proptest!(|(rate in share())| {
//!     prop_assert!(rate.is_share());
//!     prop_assert_eq!(rate.to_string().parse::<Ratio>(), Ok(rate));
//! });
//! ```

pub mod household;
pub mod quantity;
#[cfg(feature = "register")]
pub mod register;
pub mod source;
pub mod standard;
