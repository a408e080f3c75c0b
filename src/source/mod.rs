//! Where a fact comes from, how sure we are of it, and in which language it is said.
//!
//! The law, the territory and the programmes are data, and each datum carries a [`Citation`]: the [`Instrument`] (a decree,
//! a paper, a press report), the place in it, and a [`Confirmation`] that tells whether its text was seen. Names are
//! [`Text`] in several [`Language`]s. What is wrong in a data file is told with its [`Position`].

mod citation;
mod confirmation;
mod language;
mod position;
mod text;

pub use citation::{Citation, Instrument};
pub use confirmation::Confirmation;
pub use language::Language;
pub use position::Position;
pub use text::{Text, TextError};
