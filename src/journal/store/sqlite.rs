//! Batches in an SQLite database.

use super::{Store, StoreError, check_seal};
use crate::journal::{Canonical, Chain, Entry, EntryId, Seal};
use chrono::NaiveDate;
use core::marker::PhantomData;
use rusqlite::{Connection, Row, params};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::path::Path;

/// Batches in an SQLite database: a table of entries whose content is JSON, and a table of seals.
///
/// A batch is one transaction with full synchronisation, so it is there as a whole or not at all. The tables are
/// `entry (place, batch, id, valid, recorded, content)` and `seal (batch, entries, previous, digest)`; other programs may
/// read them, and the chain tells if one of them wrote.
///
/// ```
/// use poverty::journal::{Entry, SqliteStore, Store};
/// let mut store = SqliteStore::<String>::in_memory()?;
/// store.append(&[Entry::new(1, "2024-01-05".parse()?, "poor".to_owned())])?;
/// assert_eq!(store.read()?[0].content, "poor");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct SqliteStore<T> {
    connection: Connection,
    chain: Chain,
    failed: bool,
    content: PhantomData<T>,
}

/// An entry with the number of its batch.
type BatchEntry<T> = (u64, Entry<T>);

const TABLES: &str = "
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    CREATE TABLE IF NOT EXISTS entry (
        place INTEGER PRIMARY KEY,
        batch INTEGER NOT NULL,
        id INTEGER NOT NULL,
        valid TEXT NOT NULL,
        recorded TEXT NOT NULL,
        content TEXT NOT NULL
    ) STRICT;
    CREATE TABLE IF NOT EXISTS seal (
        batch INTEGER PRIMARY KEY,
        entries INTEGER NOT NULL,
        previous TEXT NOT NULL,
        digest TEXT NOT NULL
    ) STRICT;
";

impl<T: Canonical + Serialize + DeserializeOwned> SqliteStore<T> {
    /// Opens a database, or makes it.
    ///
    /// # Errors
    /// [`StoreError::Medium`]; what [`Store::read`] finds.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, StoreError> {
        Self::on(Connection::open(path).map_err(opening)?)
    }

    /// A database that ends with the process.
    ///
    /// # Errors
    /// [`StoreError::Medium`].
    pub fn in_memory() -> Result<Self, StoreError> {
        Self::on(Connection::open_in_memory().map_err(opening)?)
    }

    fn on(connection: Connection) -> Result<Self, StoreError> {
        connection.execute_batch(TABLES).map_err(opening)?;
        let mut store = Self { connection, chain: Chain::new(), failed: false, content: PhantomData };
        store.chain = store.scan()?.1;
        Ok(store)
    }

    /// Reads all batches and checks every seal.
    fn scan(&self) -> Result<(Vec<Entry<T>>, Chain), StoreError> {
        let mut chain = Chain::new();
        let mut entries = Vec::new();
        let mut rows = self.rows()?.into_iter().peekable();
        for seal in self.seals()? {
            let start = entries.len();
            while let Some((_, entry)) = rows.next_if(|(batch, _)| *batch == seal.batch) {
                entries.push(entry);
            }
            let batch = entries.get(start..).unwrap_or(&[]);
            check_seal(&mut chain, &seal, batch, || format!("table seal, batch {}", seal.batch))?;
        }
        match rows.next() {
            None => Ok((entries, chain)),
            Some((batch, entry)) => {
                let message = format!("entry {} is of batch {batch}, which has no seal", entry.id);
                Err(StoreError::Unreadable { message, place: "table entry".to_owned() })
            }
        }
    }

    /// All entries with their batch. Their places are numbered from 1 without gaps; a batch that failed takes none.
    fn rows(&self) -> Result<Vec<BatchEntry<T>>, StoreError> {
        let rows = self.numbered_rows()?;
        if let Some((expected, (place, _))) = (1_i64..).zip(&rows).find(|(expected, (place, _))| place != expected) {
            let message = format!("an entry stands at place {place}, expected {expected}");
            return Err(StoreError::Unreadable { message, place: format!("table entry, place {place}") });
        }
        Ok(rows.into_iter().map(|(_, row)| row).collect())
    }

    /// All entries with their place and batch.
    fn numbered_rows(&self) -> Result<Vec<(i64, BatchEntry<T>)>, StoreError> {
        let sql = "SELECT place, batch, id, valid, recorded, content FROM entry ORDER BY place";
        self.query(sql, |row| {
            let place: i64 = row.get(0).map_err(reading)?;
            let unreadable =
                |message: String| StoreError::Unreadable { message, place: format!("table entry, place {place}") };
            let date = |column: usize| {
                let text: String = row.get(column).map_err(|error| unreadable(error.to_string()))?;
                let read: Option<NaiveDate> = text.parse().ok().filter(|date: &NaiveDate| date.to_string() == text);
                read.ok_or_else(|| unreadable(format!("`{text}` is not a date such as 2024-01-05")))
            };
            let text: String = row.get(5).map_err(|error| unreadable(error.to_string()))?;
            let content: T = serde_json::from_str(&text).map_err(|error| unreadable(error.to_string()))?;
            if serde_json::to_string(&content).is_ok_and(|written| written != text) {
                let message =
                    "the content is not as this store writes it: it was changed without changing what it says";
                return Err(unreadable(message.to_owned()));
            }
            let entry = Entry { id: EntryId::new(number(row, 2)?), valid: date(3)?, recorded: date(4)?, content };
            Ok((place, (number(row, 1)?, entry)))
        })
    }

    fn seals(&self) -> Result<Vec<Seal>, StoreError> {
        self.query("SELECT batch, entries, previous, digest FROM seal ORDER BY batch", |row| {
            let batch = number(row, 0)?;
            let digest = |column: usize| {
                let unreadable =
                    |message: String| StoreError::Unreadable { message, place: format!("table seal, batch {batch}") };
                let text: String = row.get(column).map_err(|error| unreadable(error.to_string()))?;
                text.parse().map_err(unreadable)
            };
            Ok(Seal { batch, entries: number(row, 1)?, previous: digest(2)?, digest: digest(3)? })
        })
    }

    fn query<R>(&self, sql: &str, read: impl Fn(&Row<'_>) -> Result<R, StoreError>) -> Result<Vec<R>, StoreError> {
        let mut statement = self.connection.prepare(sql).map_err(reading)?;
        let mut rows = statement.query([]).map_err(reading)?;
        let mut all = Vec::new();
        while let Some(row) = rows.next().map_err(reading)? {
            all.push(read(row)?);
        }
        Ok(all)
    }

    fn write(&mut self, entries: &[Entry<T>], contents: &[String], seal: &Seal) -> Result<(), StoreError> {
        let transaction = self.connection.transaction().map_err(appending)?;
        {
            let mut insert = transaction
                .prepare_cached("INSERT INTO entry (batch, id, valid, recorded, content) VALUES (?, ?, ?, ?, ?)")
                .map_err(appending)?;
            let batch = seal.batch.cast_signed();
            for (entry, content) in entries.iter().zip(contents) {
                let (valid, recorded) = (entry.valid.to_string(), entry.recorded.to_string());
                let row = params![batch, entry.id.get().cast_signed(), valid, recorded, content];
                insert.execute(row).map_err(appending)?;
            }
        }
        let (previous, digest) = (seal.previous.to_string(), seal.digest.to_string());
        let row = params![seal.batch.cast_signed(), seal.entries.cast_signed(), previous, digest];
        transaction
            .execute("INSERT INTO seal (batch, entries, previous, digest) VALUES (?, ?, ?, ?)", row)
            .map_err(appending)?;
        transaction.commit().map_err(appending)
    }
}

impl<T: Canonical + Serialize + DeserializeOwned> Store<T> for SqliteStore<T> {
    fn append(&mut self, entries: &[Entry<T>]) -> Result<Seal, StoreError> {
        if entries.is_empty() {
            return Err(StoreError::EmptyBatch);
        }
        if self.failed {
            return Err(StoreError::Reopen);
        }
        // What has no written form never reaches the medium, which stays known.
        let content = |entry: &Entry<T>| {
            serde_json::to_string(&entry.content)
                .map_err(|error| StoreError::Unwritable { id: entry.id, message: error.to_string() })
        };
        let contents = entries.iter().map(content).collect::<Result<Vec<_>, _>>()?;
        let seal = self.chain.next(entries);
        // Whether a transaction that failed to commit is there is known only after reading again.
        self.failed = true;
        self.write(entries, &contents, &seal)?;
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
        self.scan().map(|(entries, _)| entries)
    }
}

/// SQLite's integers are signed; ids and counts keep their bits.
fn number(row: &Row<'_>, column: usize) -> Result<u64, StoreError> {
    row.get::<_, i64>(column).map(i64::cast_unsigned).map_err(reading)
}

#[expect(clippy::needless_pass_by_value, reason = "the shape of map_err")]
fn reading(error: rusqlite::Error) -> StoreError {
    StoreError::Medium { doing: "reading the database", message: error.to_string() }
}

#[expect(clippy::needless_pass_by_value, reason = "the shape of map_err")]
fn appending(error: rusqlite::Error) -> StoreError {
    StoreError::Medium { doing: "appending to the database", message: error.to_string() }
}

#[expect(clippy::needless_pass_by_value, reason = "the shape of map_err")]
fn opening(error: rusqlite::Error) -> StoreError {
    StoreError::Medium { doing: "opening the database", message: error.to_string() }
}
