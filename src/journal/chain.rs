//! Batches of entries, each sealed with the hash of all before it.

use super::Entry;
use chrono::Datelike;
use core::fmt;
use core::str::FromStr;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// A SHA-256 digest. Prints as 64 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Digest([u8; 32]);

impl Digest {
    /// What stands before the first batch.
    pub const ORIGIN: Self = Self([0; 32]);

    /// The digest of some bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// The 32 bytes.
    #[must_use]
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Digest({self})")
    }
}

impl FromStr for Digest {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let unreadable = || format!("digest `{text}` can't be read, expected 64 hexadecimal digits");
        let mut bytes = [0; 32];
        if text.len() != 64 || !text.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f')) {
            return Err(unreadable());
        }
        for (byte, digits) in bytes.iter_mut().zip(text.as_bytes().chunks(2)) {
            let digits = core::str::from_utf8(digits).map_err(|_| unreadable())?;
            *byte = u8::from_str_radix(digits, 16).map_err(|_| unreadable())?;
        }
        Ok(Self(bytes))
    }
}

impl TryFrom<String> for Digest {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Digest> for String {
    fn from(digest: Digest) -> Self {
        digest.to_string()
    }
}

/// Content with one form in bytes, which is what is hashed: the same for every store, engine and version.
pub trait Canonical {
    /// Appends the bytes. Different content must give different bytes.
    fn write_canonical(&self, bytes: &mut Vec<u8>);
}

/// What closes a batch: how many entries it has, the digest of the batch before, and its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seal {
    /// Number of the batch, from 1.
    pub batch: u64,
    /// How many entries it has.
    pub entries: u64,
    /// Digest of the batch before; [`Digest::ORIGIN`] for the first.
    pub previous: Digest,
    /// SHA-256 of `previous`, `batch`, `entries` and each entry in bytes.
    pub digest: Digest,
}

/// The end of a chain of batches: what the next seal stands on.
///
/// The digest of a batch covers the digest of the batch before, so whoever knows the last digest can tell whether any entry
/// ever written was changed, left out, added or moved.
///
/// Bytes, all integers big-endian: the digest before (32), the number of the batch (8), the number of entries (8); then for
/// each entry the length of what follows (4), its id (8), the valid and the recorded day as days from 1 January of the year
/// 1 (4 and 4), and the content's own bytes ([`Canonical`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chain {
    batches: u64,
    last: Digest,
}

impl Default for Chain {
    fn default() -> Self {
        Self { batches: 0, last: Digest::ORIGIN }
    }
}

/// How many bytes are handed to the hash at once.
const BLOCK: usize = 1 << 14;

impl Chain {
    /// A chain without batches.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The digest of the last batch, [`Digest::ORIGIN`] before the first.
    #[must_use]
    pub const fn last(&self) -> Digest {
        self.last
    }

    /// How many batches there are.
    #[must_use]
    pub const fn batches(&self) -> u64 {
        self.batches
    }

    /// The seal that these entries would get as the next batch.
    #[must_use]
    pub fn next<T: Canonical>(&self, entries: &[Entry<T>]) -> Seal {
        self.next_with(entries, |content, bytes| content.write_canonical(bytes))
    }

    /// The same for content whose bytes need something beside it, such as names that stand for its numbers.
    #[must_use]
    pub fn next_with<T>(&self, entries: &[Entry<T>], mut write: impl FnMut(&T, &mut Vec<u8>)) -> Seal {
        let batch = self.batches.saturating_add(1);
        let count = u64::try_from(entries.len()).unwrap_or(u64::MAX);
        let mut hash = Sha256::new();
        hash.update(self.last.0);
        hash.update(batch.to_be_bytes());
        hash.update(count.to_be_bytes());
        let mut bytes = Vec::with_capacity(BLOCK.saturating_mul(2));
        for entry in entries {
            write_entry(entry, &mut bytes, &mut write);
            if bytes.len() >= BLOCK {
                hash.update(&bytes);
                bytes.clear();
            }
        }
        hash.update(&bytes);
        Seal { batch, entries: count, previous: self.last, digest: Digest(hash.finalize().into()) }
    }

    /// Goes on to a seal made by [`Chain::next`].
    pub const fn advance(&mut self, seal: &Seal) {
        self.batches = seal.batch;
        self.last = seal.digest;
    }
}

fn write_entry<T>(entry: &Entry<T>, bytes: &mut Vec<u8>, write: &mut impl FnMut(&T, &mut Vec<u8>)) {
    let start = bytes.len();
    bytes.extend_from_slice(&[0; 4]);
    bytes.extend_from_slice(&entry.id.get().to_be_bytes());
    bytes.extend_from_slice(&entry.valid.num_days_from_ce().to_be_bytes());
    bytes.extend_from_slice(&entry.recorded.num_days_from_ce().to_be_bytes());
    write(&entry.content, bytes);
    let length = bytes.len().saturating_sub(start).saturating_sub(4);
    let length = u32::try_from(length).unwrap_or(u32::MAX).to_be_bytes();
    if let Some(place) = bytes.get_mut(start..).and_then(|rest| rest.first_chunk_mut()) {
        *place = length;
    }
}

impl Canonical for String {
    fn write_canonical(&self, bytes: &mut Vec<u8>) {
        bytes.extend_from_slice(self.as_bytes());
    }
}
