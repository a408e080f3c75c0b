//! Batches in memory.

use super::{Store, StoreError, check_seal};
use crate::journal::{Canonical, Chain, Entry, Seal};

/// Batches in memory: the chain without a medium, for programs that keep what they need themselves.
///
/// ```
/// use poverty::journal::{Entry, MemoryStore, Store};
/// let mut store = MemoryStore::new();
/// let day = "2024-01-05".parse()?;
/// let first = store.append(&[Entry::new(1, day, "poor".to_owned())])?;
/// let second = store.append(&[Entry::new(2, day, "not poor".to_owned())])?;
/// assert_eq!(second.previous, first.digest);
/// assert_eq!(store.read()?.len(), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct MemoryStore<T> {
    chain: Chain,
    entries: Vec<Entry<T>>,
    seals: Vec<Seal>,
}

impl<T> Default for MemoryStore<T> {
    fn default() -> Self {
        Self { chain: Chain::new(), entries: Vec::new(), seals: Vec::new() }
    }
}

impl<T> MemoryStore<T> {
    /// An empty store.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The seals of all batches.
    #[must_use]
    pub fn seals(&self) -> &[Seal] {
        &self.seals
    }
}

impl<T: Canonical + Clone> Store<T> for MemoryStore<T> {
    fn append(&mut self, entries: &[Entry<T>]) -> Result<Seal, StoreError> {
        if entries.is_empty() {
            return Err(StoreError::EmptyBatch);
        }
        let seal = self.chain.next(entries);
        self.entries.extend_from_slice(entries);
        self.seals.push(seal);
        self.chain.advance(&seal);
        Ok(seal)
    }

    fn chain(&self) -> Chain {
        self.chain
    }

    fn read(&mut self) -> Result<Vec<Entry<T>>, StoreError> {
        let mut chain = Chain::new();
        let mut rest = self.entries.as_slice();
        for seal in &self.seals {
            let count = usize::try_from(seal.entries).unwrap_or(usize::MAX).min(rest.len());
            let (batch, later) = rest.split_at(count);
            check_seal(&mut chain, seal, batch, || format!("batch {} in memory", seal.batch))?;
            rest = later;
        }
        Ok(self.entries.clone())
    }
}
