//! Tables that can be published: no cell tells of a few households, and none can be worked out from the others.
//!
//! In order of reading:
//!
//! | type | what it is |
//! |---|---|
//! | [`CountTable`] | counts of households by two attributes, with their totals |
//! | [`DisclosureRule`] | how many households a cell needs, and what it promises of those that have fewer |
//! | [`PublicationTable`] | the table as it is published: counts, and cells that are withheld |
//! | [`Attack`] (feature `optimise`) | what a reader can still work out about each withheld cell, by linear programmes |
//! | [`Anonymity`] | how many records of an export share what could identify them (k-anonymity) |
//!
//! ```
//! use poverty::register::disclosure::{CountTable, DisclosureRule};
//!
//! let table = CountTable::new(
//!     ["Ea Súp", "Cư M'gar", "Buôn Đôn"],
//!     ["poor", "near-poor", "other"],
//!     [[2, 41, 300], [35, 18, 520], [27, 60, 410]],
//! )?;
//! let published = table.protect(DisclosureRule::at_least(5)?);
//! // Two poor households are too few. Withholding that cell alone would not do: row and column total give it away.
//! assert_eq!(published.cell(0, 0), None);
//! assert_eq!(published.withheld(), 4);
//! assert_eq!(published.total().map(|total| total.get()), Some(1_413));
//! # Ok::<(), poverty::register::disclosure::DisclosureError>(())
//! ```
//!
//! Sources: Cox (1980), Suppression methodology and statistical disclosure control, JASA 75, 377-385 (complementary
//! suppression, the interval that a withheld cell can be narrowed to); Gusfield (1988), A graph theoretic approach to statistical
//! data security, SIAM J. Comput. 17(3) (a two-way table is a network: a cell's interval is two maximum flows);
//! Sweeney (2002), k-anonymity, IJUFKS 10(5).

mod anonymity;
#[cfg(feature = "optimise")]
mod attack;
mod count_table;
mod error;
mod labels;
mod network;
mod protect;
mod publication_table;
mod rule;

pub use anonymity::Anonymity;
#[cfg(feature = "optimise")]
pub use attack::{Attack, Feasible};
pub use count_table::CountTable;
pub use error::DisclosureError;
pub use publication_table::PublicationTable;
pub use rule::DisclosureRule;
