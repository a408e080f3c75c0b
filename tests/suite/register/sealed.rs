//! The register's journal in the stores of the journal floor: the same register from each, and no change passes unnoticed.

use super::commune::{Commune, household};
use poverty::journal::{Digest, Entry, FileStore, Medium, MemoryStore, SqliteStore, Store};
use poverty::register::{Change, Register};
use std::io;

fn entries() -> Vec<Entry<Change>> {
    let mut commune = Commune::new();
    commune.register_household("2022-10-01", household(1, 1_450_000, true));
    let decision = commune.decide("2022-12-01");
    commune.recognise("2022-12-01", decision, 1).unwrap();
    commune.publish("2022-12-31", "2023-01-10");
    commune.correct("2023-03-01", 1.into(), "income_per_person_month", "1,550,000 VND").unwrap();
    commune.register.journal().entries().to_vec()
}

#[test]
fn every_store_gives_the_same_register_and_the_same_digests() {
    let folder = tempfile::tempdir().unwrap();
    let mut memory = MemoryStore::new();
    let mut file = FileStore::open(folder.path().join("register.jsonl")).unwrap();
    let mut sqlite = SqliteStore::open(folder.path().join("register.sqlite")).unwrap();
    for entry in entries().chunks(2) {
        memory.append(entry).unwrap();
        file.append(entry).unwrap();
        sqlite.append(entry).unwrap();
    }
    let register = Register::new().filled(entries()).unwrap();
    for read in [memory.read().unwrap(), file.read().unwrap(), sqlite.read().unwrap()] {
        assert!(Register::new().filled(read).unwrap() == register);
    }
    assert_eq!((file.chain(), sqlite.chain()), (memory.chain(), memory.chain()));
}

/// The digest of a change is that of its JSON, as any program computes it; it must never change.
#[test]
fn the_bytes_of_a_change_are_its_json() {
    use poverty::journal::Canonical;
    for entry in entries() {
        let mut bytes = Vec::new();
        entry.content.write_canonical(&mut bytes);
        assert_eq!(bytes, serde_json::to_vec(&entry.content).unwrap());
    }
    let mut bytes = Vec::new();
    entries()[2].content.write_canonical(&mut bytes);
    assert_eq!(
        String::from_utf8(bytes.clone()).unwrap(),
        r#"{"recognised":{"household":"H-1","decision":2,"assessed_on":"2022-12-01","class":0,"lines_exceeded":0,"profile":{"deprived":896,"missing":0}}}"#
    );
    assert_eq!(Digest::of(&bytes).to_string().len(), 64);
}

struct Bytes(Vec<u8>);

impl Medium for Bytes {
    fn read_all(&mut self) -> io::Result<Vec<u8>> {
        Ok(self.0.clone())
    }

    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.0.extend_from_slice(bytes);
        Ok(())
    }

    fn sync(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn truncate(&mut self, length: u64) -> io::Result<()> {
        self.0.truncate(usize::try_from(length).unwrap());
        Ok(())
    }
}

/// One flipped bit anywhere in the file is found, and the batch or the line where it is is named.
#[test]
fn a_flipped_bit_anywhere_is_found_and_located() {
    let mut store = FileStore::on(Bytes(Vec::new()), "register").unwrap();
    let mut ends = Vec::new();
    for batch in entries().chunks(1) {
        store.append(batch).unwrap();
        ends.push(store.into_medium().0.len());
        store = FileStore::on(Bytes(reread(&entries(), ends.len())), "register").unwrap();
    }
    let bytes = store.into_medium().0;
    let line_of = |byte: usize| 1 + bytes[..byte].iter().filter(|byte| **byte == b'\n').count();
    for place in 0..bytes.len() {
        for bit in 0..8 {
            let mut flipped = bytes.clone();
            flipped[place] ^= 1 << bit;
            let error = match FileStore::<Change, Bytes>::on(Bytes(flipped), "register") {
                Err(error) => error.to_string(),
                Ok(store) => {
                    // Only the last line break: the last batch looks torn, is reported and cut.
                    let torn = store.torn_tail().map(|torn| torn.batch);
                    let line = String::from_utf8_lossy(&bytes[place.saturating_sub(30)..bytes.len().min(place + 10)]);
                    assert_eq!((place, torn), (bytes.len() - 1, Some(ends.len() as u64)), "bit {bit} of {line}");
                    continue;
                }
            };
            let batch = ends.iter().filter(|end| **end <= place).count() + 1;
            let seal = 2 * batch;
            let line =
                error.rsplit_once("register:").and_then(|(_, rest)| rest.trim_end_matches(')').parse::<usize>().ok());
            let line = line.unwrap_or_else(|| panic!("{error}"));
            // The line itself, or the seal that covers it; a broken line break joins two lines.
            assert!((line_of(place)..=seal.max(line_of(place) + 2)).contains(&line), "byte {place} bit {bit}: {error}");
        }
    }
}

fn reread(entries: &[Entry<Change>], batches: usize) -> Vec<u8> {
    let mut store = FileStore::on(Bytes(Vec::new()), "register").unwrap();
    for batch in entries.chunks(1).take(batches) {
        store.append(batch).unwrap();
    }
    store.into_medium().0
}

/// One flipped bit in any column of the database is found, and the batch or the row where it is is named.
#[test]
fn a_flipped_bit_anywhere_in_a_database_is_found_and_located() {
    use rusqlite::{Connection, params};
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("register.sqlite");
    let mut store = SqliteStore::<Change>::open(&path).unwrap();
    let batches: Vec<Entry<Change>> = entries().into_iter().skip(1).take(2).collect();
    for batch in batches.chunks(1) {
        store.append(batch).unwrap();
    }
    let other = Connection::open(&path).unwrap();
    other.execute_batch("PRAGMA synchronous = OFF").unwrap();
    let mut flips = 0;
    let mut check = |row: i64, column: &str| {
        let error = store.read().map(|_| ()).unwrap_err();
        let place = error.to_string();
        // The row or its batch (here the same number), or the batch after it, whose seal stands on it.
        let (_, named) = place.rsplit_once('(').unwrap_or(("", &place));
        let numbers =
            named.split(|letter: char| !letter.is_ascii_digit()).filter_map(|number| number.parse::<i64>().ok());
        let located = numbers.into_iter().any(|number| number == row || number == row + 1);
        // An integer that stands for a row's own place or batch is named as it stands there now.
        let moved = ["place", "batch"].contains(&column) && error.code().starts_with("journal/");
        assert!(located || moved || place.contains("no seal"), "{column} of row {row}: {place}");
        flips += 1;
    };
    for (table, key, numbers, texts) in [
        ("entry", "place", &["batch", "id", "place"][..], &["valid", "recorded", "content"][..]),
        ("seal", "batch", &["entries", "batch"][..], &["previous", "digest"][..]),
    ] {
        for row in 1..=2_i64 {
            for column in numbers {
                let value: i64 = other
                    .query_row(&format!("SELECT {column} FROM {table} WHERE {key} = ?"), [row], |row| row.get(0))
                    .unwrap();
                for bit in 0..64 {
                    let flipped = value ^ (1 << bit);
                    let at = if *column == key { flipped } else { row };
                    let set = format!("UPDATE {table} SET {column} = ?1 WHERE {key} = ?2");
                    // Where another row has the number already, the database itself refuses.
                    if other.execute(&set, params![flipped, row]).is_ok() {
                        check(row, column);
                        other.execute(&set, params![value, at]).unwrap();
                    }
                }
            }
            for column in texts {
                let text: String = other
                    .query_row(&format!("SELECT {column} FROM {table} WHERE {key} = ?"), [row], |row| row.get(0))
                    .unwrap();
                let set = format!("UPDATE {table} SET {column} = CAST(?1 AS TEXT) WHERE {key} = ?2");
                let set = &mut other.prepare(&set).unwrap();
                for byte in 0..text.len() {
                    for bit in 0..8 {
                        let mut bytes = text.clone().into_bytes();
                        bytes[byte] ^= 1 << bit;
                        set.execute(params![bytes, row]).unwrap();
                        check(row, column);
                    }
                }
                set.execute(params![text.as_bytes(), row]).unwrap();
            }
        }
    }
    assert!(flips > 5_000, "{flips}");
    assert_eq!(store.read().unwrap(), batches);
}
