//! Floor 7: what people read. Behind the feature `report`.
//!
//! In order of reading:
//!
//! | type | what it is |
//! |---|---|
//! | [`Table`], [`Column`], [`Cell`] | results with their units, written as CSV, JSON, Markdown, terminal text or LaTeX |
//! | [`Locale`] | how readers of a language write numbers |
//!
//! Every kind of result turns into a table: see [`of`].

mod error;
mod locale;
pub mod of;
mod table;
mod write;

pub use error::ReportError;
pub use locale::Locale;
pub use table::{Cell, Column, Kind, Limits, Table};
