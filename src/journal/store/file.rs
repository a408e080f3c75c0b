//! Batches in a file of JSON Lines.

use super::{Medium, Store, StoreError, check_seal};
use crate::journal::{Canonical, Chain, Entry, Seal};
use core::marker::PhantomData;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;

/// Batches in an append-only file of JSON Lines: one line an entry, then a line that seals the batch.
///
/// ```text
/// {"id":1,"valid":"2024-01-05","recorded":"2024-01-05","content":"poor"}
/// {"seal":{"batch":1,"entries":1,"previous":"0000…","digest":"9f86…"}}
/// ```
///
/// A batch is acknowledged once its seal is on the disk. A process that ends in the middle of an append leaves a tail
/// without seal: it is found when the file is opened, reported ([`FileStore::torn_tail`]) and cut. Anything else that is not
/// as it was sealed is an error, and nothing is cut.
///
/// ```
/// use poverty::journal::{Entry, FileStore, Store};
/// # let folder = std::env::temp_dir().join(format!("poverty-doc-{}", std::process::id()));
/// # std::fs::create_dir_all(&folder)?;
/// # let path = folder.join("journal.jsonl");
/// # let _ = std::fs::remove_file(&path);
/// let mut store = FileStore::<String>::open(&path)?;
/// store.append(&[Entry::new(1, "2024-01-05".parse()?, "poor".to_owned())])?;
/// drop(store);
///
/// let mut store = FileStore::<String>::open(&path)?;
/// assert_eq!(store.torn_tail(), None);
/// assert_eq!(store.read()?[0].content, "poor");
/// # std::fs::remove_dir_all(&folder)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct FileStore<T, M = File> {
    medium: M,
    name: String,
    chain: Chain,
    torn: Option<TornTail>,
    failed: bool,
    content: PhantomData<T>,
}

/// What an append that was never acknowledged left behind, and where it was cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TornTail {
    /// Bytes before it, which stay.
    pub kept: u64,
    /// Bytes that were cut.
    pub cut: u64,
    /// The batch that was being appended.
    pub batch: u64,
}

/// What a file holds.
struct Scan<T> {
    entries: Vec<Entry<T>>,
    chain: Chain,
    torn: Option<TornTail>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SealLine {
    seal: Seal,
}

impl<T: Canonical + Serialize + DeserializeOwned> FileStore<T> {
    /// Opens a file, or makes it, and locks it for this process.
    ///
    /// # Errors
    /// [`StoreError::Locked`]; [`StoreError::Medium`]; what [`Store::read`] finds.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, StoreError> {
        let path = path.as_ref();
        let failed = |error: std::io::Error| failure("opening the file", &error);
        let file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path).map_err(failed)?;
        file.try_lock().map_err(|error| match error {
            TryLockError::WouldBlock => StoreError::Locked,
            TryLockError::Error(error) => failure("locking the file", &error),
        })?;
        // A new file stays through a loss of power only once its folder does.
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
        if cfg!(unix) {
            File::open(folder).and_then(|folder| folder.sync_all()).map_err(failed)?;
        }
        Self::on(file, path.display().to_string())
    }
}

impl<T: Canonical + Serialize + DeserializeOwned, M: Medium> FileStore<T, M> {
    /// A store on any medium. The name is for errors only.
    ///
    /// # Errors
    /// [`StoreError::Medium`]; what [`Store::read`] finds.
    pub fn on(medium: M, name: impl Into<String>) -> Result<Self, StoreError> {
        let name = name.into();
        let mut store = Self { medium, name, chain: Chain::new(), torn: None, failed: false, content: PhantomData };
        let Scan { chain, torn, .. } = store.scan()?;
        store.chain = chain;
        if let Some(torn) = torn {
            store.medium.truncate(torn.kept).map_err(|error| failure("cutting a torn tail", &error))?;
            store.torn = Some(torn);
        }
        Ok(store)
    }

    /// What was cut when the store was opened.
    #[must_use]
    pub const fn torn_tail(&self) -> Option<TornTail> {
        self.torn
    }

    /// Gives the medium back.
    pub fn into_medium(self) -> M {
        self.medium
    }

    /// Reads all sealed batches, and finds a tail without seal.
    fn scan(&mut self) -> Result<Scan<T>, StoreError> {
        let bytes = self.medium.read_all().map_err(|error| failure("reading the file", &error))?;
        let mut chain = Chain::new();
        let mut entries: Vec<Entry<T>> = Vec::new();
        let mut sealed_entries = 0;
        let mut sealed_bytes = 0;
        let mut unreadable: Option<StoreError> = None;
        let mut offset: usize = 0;
        for (number, line) in (1_u64..).zip(bytes.split_inclusive(|byte| *byte == b'\n')) {
            offset = offset.saturating_add(line.len());
            let place = || format!("{}:{number}", self.name);
            // An append that was torn leaves the first part of what it wrote, or zeros where a block never reached the
            // disk. A whole line that can't be read, or a seal after a broken part, is damage to something acknowledged.
            let complete = line.ends_with(b"\n");
            if complete && line.starts_with(b"{\"seal\"") {
                if let Some(error) = unreadable {
                    return Err(error);
                }
                let seal: SealLine = read_line(line, place)?;
                let batch = entries.get(sealed_entries..).unwrap_or(&[]);
                check_seal(&mut chain, &seal.seal, batch, place)?;
                sealed_entries = entries.len();
                sealed_bytes = offset;
            } else if unreadable.is_none() {
                match read_line(line, place) {
                    Ok(entry) if complete => entries.push(entry),
                    Ok(_) => {}
                    Err(error) if complete && !line.contains(&0) => return Err(error),
                    Err(error) => unreadable = Some(error),
                }
            }
        }
        entries.truncate(sealed_entries);
        let count = |bytes: usize| u64::try_from(bytes).unwrap_or(u64::MAX);
        let torn = (sealed_bytes < bytes.len()).then(|| TornTail {
            kept: count(sealed_bytes),
            cut: count(bytes.len().saturating_sub(sealed_bytes)),
            batch: chain.batches().saturating_add(1),
        });
        Ok(Scan { entries, chain, torn })
    }
}

/// Reads a line. One that says the same in another way than this store writes it was written by someone else.
fn read_line<L: DeserializeOwned + Serialize>(line: &[u8], place: impl Fn() -> String) -> Result<L, StoreError> {
    let unreadable = |error: serde_json::Error| StoreError::Unreadable { message: error.to_string(), place: place() };
    let read: L = serde_json::from_slice(line).map_err(unreadable)?;
    let written = serde_json::to_vec(&read).map_err(unreadable)?;
    if line.strip_suffix(b"\n").unwrap_or(line) == written {
        return Ok(read);
    }
    let message = "the line is not as this store writes it: it was changed without changing what it says".to_owned();
    Err(StoreError::Unreadable { message, place: place() })
}

impl<T: Canonical + Serialize + DeserializeOwned, M: Medium> Store<T> for FileStore<T, M> {
    fn append(&mut self, entries: &[Entry<T>]) -> Result<Seal, StoreError> {
        if entries.is_empty() {
            return Err(StoreError::EmptyBatch);
        }
        if self.failed {
            return Err(StoreError::Reopen);
        }
        let seal = self.chain.next(entries);
        let mut bytes = Vec::new();
        for entry in entries {
            serde_json::to_writer(&mut bytes, entry)
                .map_err(|error| StoreError::Unwritable { id: entry.id, message: error.to_string() })?;
            bytes.push(b'\n');
        }
        serde_json::to_writer(&mut bytes, &SealLine { seal })
            .map_err(|error| failure("writing the seal", &error.into()))?;
        bytes.push(b'\n');
        // After a failed write or sync nobody knows what the medium holds, and a second sync may lie about the first.
        self.failed = true;
        self.medium.append(&bytes).map_err(|error| failure("appending", &error))?;
        self.medium.sync().map_err(|error| failure("syncing", &error))?;
        self.failed = false;
        self.chain.advance(&seal);
        Ok(seal)
    }

    fn chain(&self) -> Chain {
        self.chain
    }

    fn read(&mut self) -> Result<Vec<Entry<T>>, StoreError> {
        if self.failed {
            return Err(StoreError::Reopen);
        }
        self.scan().map(|scan| scan.entries)
    }
}

fn failure(doing: &'static str, error: &std::io::Error) -> StoreError {
    StoreError::Medium { doing, message: error.to_string() }
}
