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

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{Days, NaiveDate};

    impl Canonical for Vec<u8> {
        fn write_canonical(&self, bytes: &mut Vec<u8>) {
            bytes.extend_from_slice(self);
        }
    }

    fn store() -> MemoryStore<Vec<u8>> {
        let day: NaiveDate = "2024-01-05".parse().unwrap();
        let mut store = MemoryStore::new();
        for batch in [10, 20, 30_u64] {
            let entry =
                |index: u64| Entry::new(batch.saturating_add(index), day, format!("{batch} {index}").into_bytes());
            store.append(&[entry(1), entry(2)]).unwrap();
        }
        store
    }

    /// The message names the batch whose bit was flipped, or the one after it, whose seal stands on it.
    #[track_caller]
    fn is_found(mut store: MemoryStore<Vec<u8>>, batch: usize) {
        let error = store.read().unwrap_err().to_string();
        let named = [batch, batch.saturating_add(1)].map(|batch| format!("(batch {batch} in memory)"));
        assert!(named.iter().any(|place| error.ends_with(place)), "{batch}: {error}");
    }

    #[test]
    fn a_bit_flipped_anywhere_in_memory_is_found_and_located() {
        for (place, entry) in store().entries.iter().enumerate() {
            let batch = place / 2 + 1;
            for bit in 0..64 {
                let mut flipped = store();
                flipped.entries[place].id = (entry.id.get() ^ (1 << bit)).into();
                is_found(flipped, batch);
            }
            // Days as they stand in the chain: numbers.
            for bit in 0..17 {
                let mut flipped = store();
                flipped.entries[place].valid = entry.valid.checked_add_days(Days::new(1 << bit)).unwrap();
                is_found(flipped, batch);
                let mut flipped = store();
                flipped.entries[place].recorded = entry.recorded.checked_sub_days(Days::new(1 << bit)).unwrap();
                is_found(flipped, batch);
            }
            for byte in 0..entry.content.len() {
                for bit in 0..8 {
                    let mut flipped = store();
                    flipped.entries[place].content[byte] ^= 1 << bit;
                    is_found(flipped, batch);
                }
            }
        }
        for (place, seal) in store().seals.iter().enumerate() {
            for bit in 0..64 {
                let mut flipped = store();
                flipped.seals[place].batch ^= 1 << bit;
                // The number is named as it stands there now, and how many batches come before.
                let error = flipped.read().unwrap_err().to_string();
                assert!(error.contains(&format!(" of {place} batches ")), "{error}");
                let mut flipped = store();
                flipped.seals[place].entries ^= 1 << bit;
                is_found(flipped, place + 1);
            }
            for byte in 0..32 {
                for bit in 0..8 {
                    let flip = |digest: &crate::journal::Digest| {
                        let mut bytes = *digest.bytes();
                        bytes[byte] ^= 1 << bit;
                        bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>().parse().unwrap()
                    };
                    let mut flipped = store();
                    flipped.seals[place].digest = flip(&seal.digest);
                    is_found(flipped, place + 1);
                    let mut flipped = store();
                    flipped.seals[place].previous = flip(&seal.previous);
                    is_found(flipped, place + 1);
                }
            }
        }
    }
}
