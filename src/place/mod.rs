//! Floor 1: where a household lives, and when.
//!
//! In order of reading:
//!
//! | type | what it is |
//! |---|---|
//! | [`Level`], [`Kind`] | province, commune, village; tỉnh, xã, phường, thôn |
//! | [`Area`] | rural or urban, which the income lines ask for |
//! | [`Designation`], [`Zone`] | lists of hardship on which a unit stands for a time |
//! | [`Unit`] | one administrative unit as it was for a time: code, kind, names, parent |
//! | [`Gazetteer`] | all units over time: what a code meant on a day, what a unit became |
//! | [`GazetteerBuilder`] | reads units from TOML and CSV and checks them against each other |
//!
//! A code means nothing without its date: until 30 June 2025 province 15 was Yên Bái, since 1 July 2025 it is Lào Cai.
//! So every look-up takes a date. The provinces of Viet Nam are data of this crate
//! ([`Gazetteer::provinces_of_viet_nam`]); communes and villages come from the user's own file.

mod area;
mod builder;
#[cfg(feature = "csv")]
mod csv;
mod designation;
mod error;
mod gazetteer;
mod kind;
mod plain;
mod unit;

pub use area::Area;
pub use builder::GazetteerBuilder;
pub use designation::{DatedDesignation, Designation, Zone};
pub use error::PlaceError;
pub use gazetteer::{Event, Gazetteer};
pub use kind::{Kind, Level};
pub use plain::plain_name;
pub use unit::Unit;
