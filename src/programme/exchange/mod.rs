//! Programme money for other systems.
//!
//! | module | what it is |
//! |---|---|
//! | [`iati`] | activities of the International Aid Transparency Initiative, standard 2.03, as JSON (feature `json`) |
//! | [`fiscal`] | a table in the manner of a Fiscal Data Package: a row a line and phase (feature `csv`) |
//!
//! What has no counterpart on the other side is listed, not dropped in silence.

mod error;
#[cfg(feature = "csv")]
pub mod fiscal;
#[cfg(feature = "json")]
pub mod iati;

pub use error::ExchangeError;
