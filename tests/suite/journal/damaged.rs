//! Files that were torn or damaged: a torn tail is found, reported and cut; any other damage is an error.

use chrono::NaiveDate;
use poverty::journal::{Canonical, Entry, FileStore, Medium, SqliteStore, Store};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io;

/// A file in memory that may fail after a number of bytes.
#[derive(Clone, Debug, Default)]
struct Disk {
    bytes: Vec<u8>,
    /// Bytes that still fit before appending fails.
    room: Option<usize>,
}

impl Medium for Disk {
    fn read_all(&mut self) -> io::Result<Vec<u8>> {
        Ok(self.bytes.clone())
    }

    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        let room = self.room.unwrap_or(usize::MAX).min(bytes.len());
        self.bytes.extend(bytes.iter().take(room));
        if room < bytes.len() { Err(io::ErrorKind::StorageFull.into()) } else { Ok(()) }
    }

    fn sync(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn truncate(&mut self, length: u64) -> io::Result<()> {
        self.bytes.truncate(usize::try_from(length).unwrap());
        Ok(())
    }
}

fn batch(number: u64) -> Vec<Entry<String>> {
    let day = NaiveDate::from_ymd_opt(2024, 1, 5).unwrap();
    (0..number).map(|index| Entry::new(10 * number + index, day, format!("hộ {index}"))).collect()
}

/// Three batches, and how long the file is after each.
fn sealed() -> (Vec<u8>, Vec<usize>) {
    let mut disk = Disk::default();
    let mut ends = Vec::new();
    for number in 1..=3 {
        let mut store = FileStore::on(disk, "journal").unwrap();
        store.append(&batch(number)).unwrap();
        disk = store.into_medium();
        ends.push(disk.bytes.len());
    }
    (disk.bytes, ends)
}

fn open(bytes: Vec<u8>) -> Result<FileStore<String, Disk>, poverty::journal::StoreError> {
    FileStore::on(Disk { bytes, room: None }, "journal")
}

/// Whatever part of the last append reached the disk, all earlier batches are there and the next append goes on.
#[test]
fn a_file_cut_at_any_byte_keeps_every_sealed_batch() {
    let (bytes, ends) = sealed();
    for length in 0..=bytes.len() {
        let mut store = open(bytes[..length].to_vec()).unwrap();
        let whole = ends.iter().filter(|end| **end <= length).count();
        let kept = ends[..whole].last().copied().unwrap_or(0);
        let expected: Vec<_> = (1..=whole as u64).flat_map(batch).collect();
        assert_eq!(store.read().unwrap(), expected);
        match store.torn_tail() {
            None => assert_eq!(length, kept),
            Some(torn) => {
                assert_eq!((torn.kept, torn.cut, torn.batch), (kept as u64, (length - kept) as u64, whole as u64 + 1))
            }
        }
        store.append(&batch(7)).unwrap();
        let again = open(store.into_medium().bytes).unwrap();
        assert_eq!(again.torn_tail(), None);
        assert_eq!(again.chain().batches(), whole as u64 + 1);
    }
}

/// A block of the tail that never reached the disk reads as zeros.
#[test]
fn a_tail_of_zeros_is_torn() {
    let (bytes, ends) = sealed();
    for hole in ends[1]..ends[2] {
        let mut torn = bytes.clone();
        torn[hole..].fill(0);
        let store = open(torn).unwrap();
        assert_eq!((store.chain().batches(), store.torn_tail().unwrap().kept), (2, ends[1] as u64));
    }
}

/// No change of a byte passes unnoticed: it is an error, or, where it makes the last line end early, a torn tail.
#[test]
fn a_changed_byte_anywhere_is_noticed() {
    let (bytes, ends) = sealed();
    for place in 0..bytes.len() {
        for flip in [0x01, 0x20, 0x80] {
            let mut changed = bytes.clone();
            changed[place] ^= flip;
            match open(changed) {
                Err(error) => assert!(error.code().starts_with("journal/"), "{error}"),
                Ok(store) => {
                    assert_eq!(store.torn_tail().map(|torn| torn.kept), Some(ends[1] as u64), "byte {place}");
                    assert_eq!(place, bytes.len() - 1, "only the last line break makes a tail look torn");
                }
            }
        }
    }
}

#[test]
fn batches_left_out_moved_or_repeated_are_out_of_chain() {
    let (bytes, ends) = sealed();
    let (first, second, third) = (&bytes[..ends[0]], &bytes[ends[0]..ends[1]], &bytes[ends[1]..]);
    for parts in [[first, third].concat(), [second, first].concat(), [first, first].concat(), third.to_vec()] {
        assert_eq!(open(parts).unwrap_err().code(), "journal/out-of-chain");
    }
    let lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
    let without = |left_out: usize| -> Vec<u8> {
        lines.iter().enumerate().filter(|(line, _)| *line != left_out).flat_map(|(_, line)| line.to_vec()).collect()
    };
    assert_eq!(open(without(2)).unwrap_err().code(), "journal/count");
    assert_eq!(open(without(1)).unwrap_err().code(), "journal/out-of-chain");
    let error = open(without(3)).unwrap_err();
    assert_eq!(error.to_string(), "batch 2 is sealed with 2 entries and has 1 (journal:4)");
}

/// A write that failed leaves the store unusable until it is opened again, which cuts what the write left.
#[test]
fn a_full_disk_loses_nothing_that_was_acknowledged() {
    let (bytes, ends) = sealed();
    for room in 0..60 {
        let disk = Disk { bytes: bytes.clone(), room: Some(room) };
        let mut store = FileStore::on(disk, "journal").unwrap();
        let error = store.append(&batch(4)).unwrap_err();
        assert_eq!(error.to_string(), "appending failed: no storage space");
        assert_eq!(store.append(&batch(4)).unwrap_err().code(), "journal/reopen");
        assert_eq!(store.read().unwrap_err().code(), "journal/reopen");
        let disk = Disk { room: None, ..store.into_medium() };
        let mut store = FileStore::on(disk, "journal").unwrap();
        assert_eq!(store.torn_tail().map_or(0, |torn| torn.cut), room as u64);
        assert_eq!(store.read().unwrap(), (1..=3).flat_map(batch).collect::<Vec<_>>());
        store.append(&batch(4)).unwrap();
        assert_eq!(store.into_medium().bytes[..ends[2]], bytes);
    }
}

#[test]
fn only_one_process_may_append() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.jsonl");
    let first = FileStore::<String>::open(&path).unwrap();
    assert_eq!(FileStore::<String>::open(&path).unwrap_err().code(), "journal/locked");
    drop(first);
    // Another test that starts a process holds a copy of every open file until that process runs.
    let again = core::iter::repeat_with(|| FileStore::<String>::open(&path));
    again.into_iter().find(|opened| !matches!(opened, Err(poverty::journal::StoreError::Locked))).unwrap().unwrap();
    assert_eq!(FileStore::<String>::open(folder.path()).unwrap_err().code(), "journal/medium");
}

/// Content without a written form: JSON has text as keys only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Pairs(BTreeMap<(u8, u8), u8>);

impl Canonical for Pairs {
    fn write_canonical(&self, bytes: &mut Vec<u8>) {
        bytes.extend(self.0.iter().flat_map(|(key, value)| [key.0, key.1, *value]));
    }
}

#[test]
fn what_can_not_be_written_is_refused_and_not_in_part() {
    let day = NaiveDate::from_ymd_opt(2024, 1, 5).unwrap();
    let fine = Entry::new(1, day, Pairs(BTreeMap::new()));
    let not = Entry::new(2, day, Pairs(BTreeMap::from([((1, 2), 3)])));
    let mut store = FileStore::on(Disk::default(), "journal").unwrap();
    let error = store.append(&[fine.clone(), not.clone()]).unwrap_err();
    assert_eq!(
        (error.code(), error.to_string()),
        ("journal/unwritable", "entry 2 can't be written: key must be a string".to_owned())
    );
    assert_eq!(store.read().unwrap(), []);
    store.append(std::slice::from_ref(&fine)).unwrap();
    let mut sqlite = SqliteStore::in_memory().unwrap();
    assert_eq!(sqlite.append(&[fine, not]).unwrap_err().code(), "journal/unwritable");
    assert_eq!(sqlite.read().unwrap(), []);
}
