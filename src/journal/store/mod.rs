//! Where sealed batches are kept.

#[cfg(feature = "file")]
mod file;
#[cfg(feature = "file")]
mod medium;
mod memory;
#[cfg(feature = "sqlite")]
mod sqlite;

#[cfg(feature = "file")]
pub use file::{FileStore, TornTail};
#[cfg(feature = "file")]
pub use medium::Medium;
pub use memory::MemoryStore;
#[cfg(feature = "sqlite")]
pub use sqlite::SqliteStore;

use super::{Chain, Digest, Entry, EntryId, Seal};
use thiserror::Error;

/// Keeps batches of entries, each sealed.
///
/// What [`Store::append`] acknowledged is there after any end of the process: a store that can't promise it returns an
/// error. A store never looks into the content; that ids are given once is for the journal that is read from it.
pub trait Store<T> {
    /// Keeps the entries as the next batch. Once it returns, they stay.
    ///
    /// # Errors
    /// Any [`StoreError`] of the medium. Then the batch is not acknowledged: it may be there or not, never in part.
    fn append(&mut self, entries: &[Entry<T>]) -> Result<Seal, StoreError>;

    /// The end of the chain.
    fn chain(&self) -> Chain;

    /// Reads all entries back and checks every seal.
    ///
    /// # Errors
    /// [`StoreError::Broken`] and its siblings, naming the first batch that is not as it was sealed.
    fn read(&mut self) -> Result<Vec<Entry<T>>, StoreError>;
}

/// Why a store could not keep or read batches.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum StoreError {
    /// A batch without entries.
    #[error("a batch needs at least one entry")]
    EmptyBatch,
    /// A batch whose entries are not what was sealed.
    #[error("batch {batch} is not as it was sealed: its digest is {found}, the seal says {sealed} ({place})")]
    Broken {
        /// Number of the batch.
        batch: u64,
        /// What the seal says.
        sealed: Digest,
        /// What the entries give.
        found: Digest,
        /// Where.
        place: String,
    },
    /// A seal that does not follow the one before: a batch was left out, added or moved.
    #[error(
        "the seal of batch {batch} does not follow batch {expected_previous} of {expected_batch} batches ({place})"
    )]
    OutOfChain {
        /// Number of the batch as its seal says.
        batch: u64,
        /// How many batches come before.
        expected_batch: u64,
        /// Digest of the batch before.
        expected_previous: Digest,
        /// Where.
        place: String,
    },
    /// A seal for another number of entries than there are.
    #[error("batch {batch} is sealed with {sealed} entries and has {found} ({place})")]
    Count {
        /// Number of the batch.
        batch: u64,
        /// What the seal says.
        sealed: u64,
        /// What there is.
        found: u64,
        /// Where.
        place: String,
    },
    /// A line or row that is neither an entry nor a seal.
    #[error("{message} ({place})")]
    Unreadable {
        /// What was expected and found.
        message: String,
        /// Where.
        place: String,
    },
    /// An entry that has no written form.
    #[error("entry {id} can't be written: {message}")]
    Unwritable {
        /// The entry.
        id: EntryId,
        /// Why.
        message: String,
    },
    /// The medium failed.
    #[error("{doing} failed: {message}")]
    Medium {
        /// What was being done.
        doing: &'static str,
        /// What the medium said.
        message: String,
    },
    /// An earlier append failed, so what the medium holds is not known.
    #[error("an earlier append failed: open the store again to see what it holds")]
    Reopen,
    /// Another process has the store open.
    #[error("the store is open elsewhere: only one process may append")]
    Locked,
}

impl StoreError {
    /// A stable, documented code of this kind of error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::EmptyBatch => "journal/empty-batch",
            Self::Broken { .. } => "journal/broken",
            Self::OutOfChain { .. } => "journal/out-of-chain",
            Self::Count { .. } => "journal/count",
            Self::Unreadable { .. } => "journal/unreadable",
            Self::Unwritable { .. } => "journal/unwritable",
            Self::Medium { .. } => "journal/medium",
            Self::Reopen => "journal/reopen",
            Self::Locked => "journal/locked",
        }
    }
}

/// Checks that a seal follows the chain and is that of its entries, and goes on to it.
fn check_seal<T: super::Canonical>(
    chain: &mut Chain,
    seal: &Seal,
    entries: &[Entry<T>],
    place: impl FnOnce() -> String,
) -> Result<(), StoreError> {
    let found = chain.next(entries);
    if seal.batch != found.batch || seal.previous != found.previous {
        return Err(StoreError::OutOfChain {
            batch: seal.batch,
            expected_batch: chain.batches(),
            expected_previous: chain.last(),
            place: place(),
        });
    }
    if seal.entries != found.entries {
        return Err(StoreError::Count {
            batch: seal.batch,
            sealed: seal.entries,
            found: found.entries,
            place: place(),
        });
    }
    if seal.digest != found.digest {
        return Err(StoreError::Broken { batch: seal.batch, sealed: seal.digest, found: found.digest, place: place() });
    }
    chain.advance(seal);
    Ok(())
}
