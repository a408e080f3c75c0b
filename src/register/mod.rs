//! Floor 4: the register of households. Who is poor this year, who left, who fell back, what was corrected?
//!
//! In order of reading:
//!
//! | type | what it is |
//! |---|---|
//! | [`HouseholdId`], [`MemberId`] | identifiers that say nothing about a person |
//! | [`Observation`] | a household as one survey saw it |
//! | [`Decision`], [`Recognition`], [`Standing`] | a commune's decision, and the class in which it puts a household |
//! | [`Change`] | everything that can happen: the content of the register's journal |
//! | [`Register`] | the journal, which refuses what can't have happened, and its index |
//! | [`View`], [`State`] | the register, and a household, as of a day and as known on a day |
//! | [`Whereabouts`] | where a household lives by the units of a day, through reforms |
//! | [`Figures`], [`Publication`] | what is published, and can be made again |
//! | [`Transitions`], [`Passage`] | who became poor, escaped, fell back, arrived and departed; reconciled with two rates |
//! | [`RegisterError`], [`Told`] | what is refused, and which texts an error repeats |
//! | [`review`] | the yearly review and those between, step by step |
//! | `entitlement` (with feature `programme`) | which supports a household may get, why not the others, and who is next |
//! | [`disclosure`] | tables that are fit to publish: small cells withheld, and none that can be worked out |
//! | `quality` (feature `quality`) | what can't be, what is missing, who is in it twice, how far it is from a second look |
//! | [`Correction`], [`Retraction`], [`Effect`], [`Restatement`] | what was set right, what it changed, and what became of what was published |
//!
//! Names of persons are not here: the register knows numbers. What an office keeps of names stands in the types of [`privacy`].

mod admit;
#[cfg(all(feature = "chain", feature = "json"))]
mod canonical;
mod change;
mod correct;
mod correction;
pub mod disclosure;
mod effect;
#[cfg(feature = "programme")]
pub mod entitlement;
mod error;
mod error_code;
mod escape;
mod field;
mod figures;
mod id;
mod links;
mod observation;
pub mod privacy;
#[cfg(feature = "quality")]
pub mod quality;
mod recognition;
#[expect(clippy::module_inception, reason = "the floor is named after its main type, whose file is named after it too")]
mod register;
pub mod review;
mod reviewing;
mod state;
mod support;
mod timeline;
mod told;
mod transition;
mod view;
mod whereabouts;

pub use change::{
    Arrival, Change, Closing, Closure, Departure, Ground, Joining, Leaving, Merger, Person, Registration, Relocation,
    ReviewStep, Split,
};
pub use correct::Because;
pub use correction::{Correction, Retraction};
pub use effect::{ClassChange, Counted, Effect, PublicationChange, Restatement};
pub use error::RegisterError;
pub use escape::EscapeWindow;
pub use field::{Field, FieldValue};
pub use figures::{Figures, Publication};
pub use id::{HouseholdId, MemberId};
pub use observation::Observation;
pub use recognition::{DecidedClass, Decision, Recognised, Recognition, Standing};
pub use register::Register;
pub use state::{End, Origin, State};
pub use support::Support;
pub use told::Told;
pub use transition::{ArrivedBy, DepartedBy, Flows, Passage, Reconciliation, Transitions};
pub use view::View;
pub use whereabouts::{Whereabouts, Within};
