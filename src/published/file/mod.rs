//! Files of claims: one form of rows ([`Row`]), written as CSV, as TOML and by serde.

#[cfg(feature = "csv")]
mod csv;
mod lines;
mod row;
mod serde;
mod toml;
mod write;

pub(super) use row::{Entry, Row};
