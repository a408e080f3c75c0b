//! What a programme is made of, who may get what, and how much money was planned: law as data.
//!
//! In order of reading:
//!
//! | type | what it is |
//! |---|---|
//! | [`SupportKind`] | what households or places get: credit, training, a house, a road |
//! | [`Eligibility`], [`Applicant`], [`Verdict`] | who may get it, who asks, and the answer with its reasons |
//! | [`Programme`], [`Project`], [`SubProject`], [`Activity`] | the tree, each part with code, names, body, money, source |
//! | [`PlannedCapital`] | the money of the whole by source and kind |

mod eligibility;
mod error;
mod part;
mod programme;
mod support;

pub use eligibility::{Applicant, Eligibility, Ineligible, Verdict};
pub use error::StructureError;
pub use part::{Activity, Component, Nothing, Part, Project, SubProject};
pub use programme::{PlannedCapital, Programme};
pub use support::SupportKind;
