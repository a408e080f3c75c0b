//! The pattern table: how much weight each deprivation pattern has in each cell.
//!
//! In order of reading: [`Axes`] say what tells cells apart; [`PatternTable`] is the table; [`Group`] and [`By`] say for whom
//! a result is asked. Inside, a store keeps the sums
//! of each cell in slots.

mod axes;
mod calibrate;
mod fingerprint;
mod gaps;
mod group;
mod index;
#[cfg(feature = "rayon")]
mod parallel;
mod pattern_table;
mod persons;
mod slot;
mod snapshot;
mod store;
mod tallies;

#[cfg(feature = "csv")]
pub(crate) use axes::Levels;
#[cfg(feature = "csv")]
pub(crate) use axes::natural_key;
pub(crate) use axes::natural_order;
pub use axes::{Axes, Role};
pub use calibrate::{Calibration, Margin};
pub use fingerprint::Fingerprint;
pub(crate) use fingerprint::Mixer;
pub(crate) use gaps::Gaps;
pub use gaps::{Gap, Power};
pub use group::{By, Group};
#[cfg(feature = "register")]
pub(crate) use index::{Index, hash_words};
pub use pattern_table::{CellId, PatternTable};
pub(crate) use snapshot::{Entry, Snapshot, SnapshotCell};
