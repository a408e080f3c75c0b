//! The review of poor and near-poor households: list, survey, meeting, posting, complaints, opinion, decision, certificates.
//!
//! In order of reading:
//!
//! | type | what it is |
//! |---|---|
//! | [`Procedure`], [`Actor`], [`Term`] | the law as data: who takes which step, by when, and how surely that is known |
//! | [`WorkingDays`] | which days count, by a calendar that the caller knows |
//! | [`ReviewKey`], [`Step`], [`Act`] | which review, and what is done in it |
//! | [`Progress`], [`Stage`], [`CaseStage`] | how far the village and each household have come; refuses what is not their turn |
//! | [`VillageReview`] | the same with the stage in its type: what is not its turn does not compile |
//! | [`Deadline`] | what is due by when |
//!
//! The steps are entries of the register's journal ([`Change::Reviewed`](super::Change::Reviewed)), so that a review can be seen
//! as it was known on any day.

mod calendar;
mod case;
mod deadline;
mod error;
mod procedure;
mod progress;
mod step;
mod village;

pub use calendar::WorkingDays;
pub use case::{Case, CaseStage};
pub use deadline::Deadline;
pub use error::ReviewError;
pub use procedure::{Actor, Procedure, Term};
pub use progress::{Progress, Rules, Stage};
pub use step::{Act, Occasion, ReviewKey, Step, StepKind};
pub use village::{
    Agreed, Approved, BeforeDecision, Closed, InStage, Meeting, Opinion, Posted, Refused, Reported, Surveying,
    VillageReview,
};
