//! Floor 7: what people read. Behind the feature `report`.
//!
//! In order of reading:
//!
//! | type | what it is |
//! |---|---|
//! | [`Table`], [`Column`], [`Cell`] | results with their units, written as CSV, JSON, Markdown, terminal text or LaTeX |
//! | [`Locale`] | how readers of a language write numbers |
//!
//! | [`chart::Chart`] | results as pictures in SVG |
//! | [`Page`], [`Section`] | one HTML page of all of them, for a screen, a phone, paper and ears |
//!
//! Every kind of result turns into a table: see [`of`].

pub mod chart;
mod error;
mod locale;
pub mod of;
mod page;
mod table;
mod write;

pub use error::ReportError;
pub use locale::Locale;
pub use page::{Page, Section};
pub use table::{Cell, Column, Kind, Limits, Table};
