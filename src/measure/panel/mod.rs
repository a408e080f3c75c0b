//! Households over time: who left poverty, who fell back, how long it lasts.
//!
//! In order of reading:
//!
//! 1. [`Classes`] and [`Periods`] of a panel; a [`PanelBuilder`] takes observations, and from whom a household descends; a [`Panel`] has them
//!    linked;
//! 2. [`Transitions`] between two periods: the matrix of classes, arrivals and departures, exits, entries and returns (tái nghèo) as
//!    [`PanelShare`]s with survey errors, and [`PovertyFlows`] that lead from the poor of one period to those of the other;
//! 3. a [`Spell`] in poverty or out of it, and the [`Survival`] of spells: how long poverty lasts, whether exits hold;
//! 4. [`Durations`]: chronic and transient poverty by how long people are poor, in money (Foster) and by counting (Alkire et al.);
//!    [`Components`]: by mean income (Jalan and Ravallion).
//!
//! # Splits and mergers
//!
//! | event | rule | by default |
//! |---|---|---|
//! | a household splits | [`SplitRule`] | each part carries the history of the origin, with the origin's weight where households are counted and its own where persons are |
//! | households merge | [`MergeRule`] | not linkable: nothing is guessed, origins depart and the merged household arrives, both by merger |
//! | a household is not seen in a period | none | it departs (not observed) and may return; its history is not carried over the gap |
//! | a class is not known | none | the household is followed, in no rate; its spells are censored |
//!
//! A spell that was in progress when a household split is one spell up to the split; each further part takes it over from there, at
//! the age that it has then.
//!
//! # What is exact
//!
//! Counts, weights, shares, durations and Foster's measures are integers and fractions: no order of observations changes them. Survival is a
//! float product in the order of times.

mod builder;
mod classes;
mod components;
mod durations;
mod error;
mod linkage;
#[expect(clippy::module_inception, reason = "the module is named after its main type")]
mod panel;
mod share;
mod spells;
mod survival;
mod transitions;

pub use builder::PanelBuilder;
pub use classes::{Classes, Periods};
pub use components::Components;
pub use durations::{Chronic, Durations, Unbalanced};
pub use error::PanelError;
pub use linkage::{Arrival, Departure, Ending, MergeRule, SplitRule};
pub use panel::Panel;
pub use share::PanelShare;
pub use spells::{Spell, SpellOf};
pub use survival::{Survival, SurvivalScale, SurvivalStep};
pub use transitions::{PovertyFlows, Transitions};
