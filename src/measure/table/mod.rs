//! The pattern table: how much weight each deprivation pattern has in each cell.
//!
//! In order of reading: [`Axes`] say what tells cells apart; [`PatternTable`] is the table; [`Group`] and [`By`] say for whom
//! a result is asked. Inside, a store keeps the sums
//! of each cell in slots.

mod axes;
mod group;
mod index;
mod pattern_table;
mod slot;
mod store;

pub use axes::{Axes, Role};
pub use group::{By, Group};
pub use pattern_table::{CellId, PatternTable};
