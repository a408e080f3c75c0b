//! Households from files and into files: JSON Lines (feature `json`), and two joined CSV tables (feature `csv`).
//!
//! In order of reading: [`JsonLines`] and [`write_json_lines`]; [`join`], which reads a [`Table`] of households and one of
//! members into [`Joined`] households and a [`Report`], and [`write_tables`]; [`Column`], for other formats of the same tables;
//! [`ReadError`].
//!
//! A line or row that can't be read never stops the others, and never leaves in silence: it is an error with its place.
//! Nothing is opened here; names of files are for errors only.

#[cfg(feature = "csv")]
mod cell;
#[cfg(feature = "csv")]
mod columns;
mod error;
#[cfg(feature = "csv")]
mod join;
#[cfg(feature = "json")]
mod json_lines;
#[cfg(feature = "csv")]
mod report;
#[cfg(feature = "csv")]
mod table;

#[cfg(feature = "csv")]
pub use cell::CellKind;
#[cfg(feature = "csv")]
pub use columns::{Column, MemberRow, columns_of_households, columns_of_members, household_columns, member_columns};
pub use error::{ReadError, Row};
#[cfg(feature = "csv")]
pub use join::{Joined, join};
#[cfg(feature = "json")]
pub use json_lines::{JsonLines, write_json_lines};
#[cfg(feature = "csv")]
pub use report::Report;
#[cfg(feature = "csv")]
pub use table::{Table, write_tables};
