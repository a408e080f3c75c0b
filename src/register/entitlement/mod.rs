//! Which supports a household may get on a day, why not the others, and who is next where there is not enough for all.
//!
//! In order of reading:
//!
//! | type | what it is |
//! |---|---|
//! | [`Policies`], [`Policy`], [`Frequency`] | the rules as data: who, where, from when to when, how often, not beside which other |
//! | [`Entitlement`], [`Answer`], [`Reason`], [`Missing`] | the answer for one household and one policy, with every reason of a "no" |
//! | [`PriorityRule`], [`PriorityKey`] | by what requests are put in order, key after key |
//! | [`WaitingList`], [`Waiting`], [`Request`] | the order, who gets a place, and what put each household where it stands |
//! | [`EntitlementChange`] | what a correction changed in what a household may get |
//!
//! Rules on class, ethnicity, place and the time since a household escaped are those of programmes
//! ([`Eligibility`](crate::programme::structure::Eligibility)); what only a register knows (what was received, when a household
//! split off, how old its members are) is added here.

mod answer;
mod change;
mod error;
mod judge;
mod policy;
mod priority;
mod waiting_list;

pub use answer::{Answer, Entitlement, Missing, Reason};
pub use change::EntitlementChange;
pub use error::EntitlementError;
pub use policy::{Frequency, Policies, Policy};
pub use priority::{Merit, PriorityKey, PriorityRule};
pub use waiting_list::{Request, Waiting, WaitingList};
