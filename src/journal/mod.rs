//! What happened, in order: an append-only journal in valid time and recorded time. The ledger of programme money and the
//! register of households both stand on it.
//!
//! In order of reading:
//!
//! | type | what it is |
//! |---|---|
//! | [`Entry`], [`EntryId`] | something that became true on one day and was recorded on another |
//! | [`Journal`] | entries in memory; the same id twice is one entry, or an error if the content differs |
//! | [`View`] | the journal as it was known on a day, up to a valid day |
//! | `Digest`, `Seal`, `Chain` | batches of entries, each sealed with the hash of all before it (feature `chain`) |
//! | `Store` | where sealed batches are kept: in memory, in a JSON Lines file (feature `file`), in SQLite (`sqlite`) |
//!
//! Nothing here asks what day it is: both dates come from the caller.

#[cfg(feature = "chain")]
mod chain;
mod entry;
mod error;
#[expect(clippy::module_inception, reason = "the module is named after its main type")]
mod journal;
#[cfg(feature = "chain")]
mod store;

#[cfg(feature = "chain")]
pub use chain::{Canonical, Chain, Digest, Seal};
pub use entry::{Entry, EntryId};
pub use error::JournalError;
pub use journal::{Appended, Journal, View};
#[cfg(feature = "sqlite")]
pub use store::SqliteStore;
#[cfg(feature = "file")]
pub use store::{FileStore, Medium, TornTail};
#[cfg(feature = "chain")]
pub use store::{MemoryStore, Store, StoreError};
