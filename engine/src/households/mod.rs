//! Typed households in Arrow, and their assessment under a standard.
//!
//! In order of reading: [`schema`] is the form of a batch; [`write_households`] and [`read_households`] go there and back without
//! losing anything; [`assess_batch`] gives each household of a batch its class, and the table of patterns of all.
//!
//! # The form
//!
//! One row a household. Columns have the names and codes of the CSV tables of [`poverty::household::read`]; `members` is a list of
//! structs with the columns of the table of members, in the members' order.
//!
//! | values ([`CellKind`]) | Arrow | for example |
//! |---|---|---|
//! | texts | `Utf8` | `id`, `birth` (`1983-02-11`, or `41`) |
//! | codes | `Dictionary(Int16, Utf8)` | `toilet` (`septic`) |
//! | truth values | `Boolean` | `toilet_shared` |
//! | whole numbers | `UInt32` | `rooms` |
//! | decimal numbers | `Decimal128`, of 4 decimals; weights of 9 | `dwelling_area`, `weight` |
//! | days | `Date32` | `observed_on` |
//! | money | `Struct { amount: Decimal128(38, 9), currency: Dictionary }` | `income_per_person_month` |
//!
//! A null is "not recorded". Whatever else is not known stands in `unanswered`, a list of structs `{ column, why }` of the household
//! and of each member: why `toilet` has no value, `refused` or another reason of [`Unknown`](poverty::household::Unknown), or
//! `not_applicable`. So columns keep their types, and what is not known keeps its reason.
//!
//! A reader takes a column of any type whose values print as the column's texts (codes as plain texts, numbers as decimals), in any
//! order; columns that are not needed may be absent, and unknown ones are refused.

mod assess;
mod read;
mod schema;
mod write;

pub use assess::{Assessed, AssessedTable, assess_batch};
pub use read::read_households;
pub use schema::schema;
pub use write::write_households;

#[cfg(doc)]
use poverty::household::read::CellKind;

/// The column of members, and that of reasons.
const MEMBERS: &str = "members";
const UNANSWERED: &str = "unanswered";
const COLUMN: &str = "column";
const WHY: &str = "why";
const AMOUNT: &str = "amount";
const CURRENCY: &str = "currency";

/// Decimals of an amount of money: no currency has so many.
const MONEY_DECIMALS: u8 = 9;
