//! Charts as SVG: one picture a question, with title, unit and source on it, and a description for those who don't see it.
//!
//! In order of reading:
//!
//! | function | question | drawn as |
//! |---|---|---|
//! | [`contributions`] | what contributes to poverty, group by group? | stacked bars |
//! | [`headcount_by_cutoff`] | how many are poor whatever the cutoff, and where are groups apart? | lines, shaded where their limits are apart |
//! | [`trend_to_target`] | is the rate on its way to the target? | line with limits, and the target |
//! | `outlook` | when is the target reached under which plan? (feature `simulate`) | lines, and the target |
//! | `disbursement` | how much of the plan was disbursed? (feature `programme`) | bars in bars |
//! | [`ranking`] | which costs least for each result? | bars in order |
//! | [`transitions`] | where did households go? | table of shaded cells |
//! | [`lorenz`], [`incidence`] | how unequal, and who gained? | curves |
//!
//! [`Chart::to_svg`] draws for a wide page or a phone, in a [`Locale`](crate::report::Locale). Colours are those that colour-blind
//! readers tell apart; series differ by marker as well, shares are printed on the parts, and a dark screen gets light text.
//! The same chart is the same text wherever it is drawn: no font is read, no clock, nothing random.

mod bars;
mod canvas;
#[expect(clippy::module_inception, reason = "the module is named after its main type")]
mod chart;
mod heat;
mod legend;
mod lines;
mod of;
mod palette;
mod scale;
mod stacks;
mod words;

pub use chart::{Chart, Width};
#[cfg(feature = "programme")]
pub use of::disbursement;
#[cfg(feature = "simulate")]
pub use of::outlook;
pub use of::{
    Item, Rate, contributions, headcount_by_cutoff, incidence, lorenz, ranking, transitions, trend_to_target,
};
