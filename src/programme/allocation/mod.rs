//! Sharing out money by a formula.
//!
//! In order of reading:
//!
//! | type | what it is |
//! |---|---|
//! | [`Method`] | how whole units follow weights that don't divide them: largest remainders or a divisor method |
//! | [`Claimant`], [`apportion`] | who shares, with a weight and with bounds, and what each gets; sums to the total |
//! | [`AllocationRule`], [`Criterion`], [`Recipient`] | criteria with coefficients: law as data, or a form to fill in |
//! | [`CounterpartRule`] | local money that is required beside central money |
//!
//! # What holds
//!
//! Whatever the method, the parts sum to the total to the unit, and don't depend on the order in which claimants are given:
//! ties go to the larger weight, then to the code that comes first. No method has all of the other properties (Balinski and
//! Young, *Fair Representation*, 1982):
//!
//! | method | each part is its quota, rounded down or up | a larger total takes from none | growing faster never loses to growing slower |
//! |---|---|---|---|
//! | [`Hamilton`](Method::Hamilton) | yes | no | no |
//! | [`Jefferson`](Method::Jefferson) | not above | yes | yes |
//! | [`Webster`](Method::Webster) | no, rarely missed | yes | yes |
//! | [`HuntingtonHill`](Method::HuntingtonHill) | no | yes | yes |
//! | [`Dean`](Method::Dean) | no | yes | yes |
//! | [`Adams`](Method::Adams) | not below | yes | yes |
//!
//! With floors and caps: all are given their part; where parts lie outside of their bounds, the side that is further off in
//! sum is put on its bounds, and the rest is shared anew among the others, until all hold. Fixing a claimant is by the
//! parts of one method, so results with bounds depend on it.

mod counterpart;
mod error;
mod method;
mod rule;
mod share;

pub use counterpart::{CounterpartBand, CounterpartRule};
pub use error::AllocationError;
pub use method::Method;
pub use rule::{AllocationRule, Band, Coefficient, Criterion, Measured, Recipient};
pub use share::{Claimant, Share, apportion, apportion_money};
