//! Digests against those of another program, and what a chain must notice.

use chrono::NaiveDate;
use poverty::journal::{Chain, Digest, Entry, MemoryStore, SqliteStore, Store};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn entries() -> Vec<Entry<String>> {
    vec![
        Entry::new(1, day("2024-01-05"), "hộ nghèo".to_owned()),
        Entry::new(2, day("2024-01-05"), String::new()).recorded_on(day("2024-02-01")),
    ]
}

/// Computed by Python's hashlib from the layout in the documentation of `Chain`.
#[test]
fn digests_are_those_of_another_program() {
    let mut chain = Chain::new();
    let first = chain.next(&entries());
    assert_eq!(first.digest.to_string(), "c3f9ef166833affa1968264e967b1b67c6d52894f69e38abffe8d7b8e4dee7a9");
    chain.advance(&first);
    let second = chain.next(&entries()[..1]);
    assert_eq!(second.digest.to_string(), "285dea3be977c2917eb5430070984711ec15fdab34b02d5cdfc9d401832a7893");
    assert_eq!((second.batch, second.previous), (2, first.digest));
}

#[test]
fn a_digest_reads_what_it_prints_and_nothing_else() {
    let digest = Digest::of(b"abc");
    assert_eq!(digest.to_string(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_eq!(digest.to_string().parse(), Ok(digest));
    for text in ["", "ba78", &"g".repeat(64), &"BA".repeat(32), &"é".repeat(32)] {
        assert!(text.parse::<Digest>().is_err(), "{text}");
    }
    assert!(serde_json::from_str::<Digest>("\"00\"").is_err());
}

#[test]
fn every_store_gives_the_same_digests_and_the_same_entries() {
    let folder = tempfile::tempdir().unwrap();
    let mut memory = MemoryStore::new();
    let mut file = poverty::journal::FileStore::open(folder.path().join("journal.jsonl")).unwrap();
    let mut sqlite = SqliteStore::open(folder.path().join("journal.sqlite")).unwrap();
    for batch in [&entries()[..], &entries()[..1]] {
        let seal = memory.append(batch).unwrap();
        assert_eq!(file.append(batch).unwrap(), seal);
        assert_eq!(sqlite.append(batch).unwrap(), seal);
    }
    let all = memory.read().unwrap();
    assert_eq!(all.len(), 3);
    assert_eq!(file.read().unwrap(), all);
    assert_eq!(sqlite.read().unwrap(), all);
    assert_eq!((file.chain(), sqlite.chain()), (memory.chain(), memory.chain()));
    for error in [memory.append(&[]), file.append(&[]), sqlite.append(&[])] {
        assert_eq!(error.unwrap_err().code(), "journal/empty-batch");
    }
}

/// Someone else writes into the database behind the store.
#[test]
fn a_changed_row_of_the_database_is_noticed() {
    let changes = [
        ("UPDATE entry SET content = '\"x\"' WHERE place = 1", "journal/broken"),
        ("UPDATE entry SET valid = '2024-01-06' WHERE place = 2", "journal/broken"),
        ("UPDATE entry SET content = 'x' WHERE place = 3", "journal/unreadable"),
        ("UPDATE entry SET valid = 'x' WHERE place = 3", "journal/unreadable"),
        // The same said in another way.
        ("UPDATE entry SET valid = '2024-01- 5' WHERE place = 3", "journal/unreadable"),
        ("UPDATE entry SET content = '\"h\\u1ed9 ngh\\u00e8o\"' WHERE place = 3", "journal/unreadable"),
        ("DELETE FROM entry WHERE place = 3", "journal/count"),
        ("UPDATE entry SET batch = 2 WHERE place = 2", "journal/count"),
        ("UPDATE entry SET batch = 3 WHERE place = 3", "journal/count"),
        ("INSERT INTO entry VALUES (4, 3, 9, '2024-01-05', '2024-01-05', '\"\"')", "journal/unreadable"),
        ("DELETE FROM seal WHERE batch = 1", "journal/out-of-chain"),
        ("UPDATE seal SET digest = previous WHERE batch = 1", "journal/broken"),
        ("UPDATE seal SET digest = 'x' WHERE batch = 2", "journal/unreadable"),
    ];
    for (change, code) in changes {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal.sqlite");
        let mut store = SqliteStore::open(&path).unwrap();
        store.append(&entries()).unwrap();
        store.append(&entries()[..1]).unwrap();
        drop(store);
        rusqlite::Connection::open(&path).unwrap().execute_batch(change).unwrap();
        assert_eq!(SqliteStore::<String>::open(&path).unwrap_err().code(), code, "{change}");
    }
}
