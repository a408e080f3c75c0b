//! A real process is killed while it appends: what it acknowledged must be there.

use chrono::NaiveDate;
use poverty::journal::{Entry, FileStore, Medium, SqliteStore, Store};
use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};

const CHILD: &str = "POVERTY_TEST_KILLED_CHILD";

/// A file that is written in small parts and rests in the middle, so that a kill finds it there.
struct Slow(File);

impl Medium for Slow {
    fn read_all(&mut self) -> io::Result<Vec<u8>> {
        self.0.read_all()
    }

    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        for (index, part) in bytes.chunks(64).enumerate() {
            if index == bytes.len() / 128 {
                io::stderr().write_all(b"halfway\n")?;
                std::thread::sleep(std::time::Duration::from_millis(2));
            }
            Medium::append(&mut self.0, part)?;
        }
        Ok(())
    }

    fn sync(&mut self) -> io::Result<()> {
        Medium::sync(&mut self.0)
    }

    fn truncate(&mut self, length: u64) -> io::Result<()> {
        self.0.truncate(length)
    }
}

const ENTRIES: u64 = 50;

/// A batch is known by its number.
fn batch(number: u64) -> Vec<Entry<String>> {
    let day = NaiveDate::from_ymd_opt(2024, 1, 5).unwrap();
    (0..ENTRIES)
        .map(|index| Entry::new(ENTRIES * number + index, day, format!("entry {index} of batch {number}")))
        .collect()
}

fn append_for_ever(mut store: impl Store<String>) {
    loop {
        let number = store.chain().batches() + 1;
        store.append(&batch(number)).unwrap();
        io::stderr().write_all(format!("acknowledged {number}\n").as_bytes()).unwrap();
    }
}

/// Not a test of its own: what the killed process runs.
#[test]
fn child() {
    let Ok(path) = std::env::var(CHILD) else { return };
    if path.ends_with("sqlite") {
        append_for_ever(SqliteStore::open(&path).unwrap());
    } else {
        let file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path).unwrap();
        append_for_ever(FileStore::on(Slow(file), path).unwrap());
    }
}

/// Starts the child on a file, kills it some time after it acknowledged a number of batches or in the middle of one, and
/// returns the last one that it acknowledged.
fn append_and_kill(path: &Path, acknowledged_before: u64, batches: u64, spins: u32) -> u64 {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "journal::killed::child", "--nocapture", "--test-threads=1"])
        .env(CHILD, path)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
    let mut last = acknowledged_before;
    let mut acknowledge = |line: io::Result<String>| {
        if let Some(number) = line.unwrap().strip_prefix("acknowledged ") {
            last = number.parse().unwrap();
        }
        last
    };
    // The child ends only when it is killed.
    let mut next_line = || lines.next().unwrap();
    while acknowledge(next_line()) < acknowledged_before + batches {}
    if spins.is_multiple_of(2) {
        acknowledge(next_line());
    }
    for _ in 0..spins {
        std::hint::spin_loop();
    }
    child.kill().unwrap();
    child.wait().unwrap();
    lines.for_each(|line| {
        acknowledge(line);
    });
    last
}

/// Kills many times after batches and delays that vary, with a new file now and then, and checks what is there each time.
fn kill_many_times(name: &str, kills: u32, mut read: impl FnMut(&Path) -> Vec<Entry<String>>) {
    for file in 0..kills / 20 {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        let mut acknowledged = 0;
        for kill in 0..20_u32 {
            let spins = (20 * file + kill).wrapping_mul(2_654_435_761) >> 17;
            acknowledged = append_and_kill(&path, acknowledged, u64::from(kill % 3) + 1, spins);
            let entries = read(&path);
            let batches = entries.len() as u64 / ENTRIES;
            // The batch under way when the process ended may be there, as a whole, without having been acknowledged.
            let expected = acknowledged..=acknowledged + 1;
            assert!(expected.contains(&batches), "{batches} kept, {acknowledged} acknowledged");
            assert_eq!(entries, (1..=batches).flat_map(batch).collect::<Vec<_>>());
            acknowledged = batches;
        }
    }
}

#[test]
fn a_file_keeps_what_was_acknowledged_through_200_kills() {
    let mut torn = 0;
    kill_many_times("journal.jsonl", 200, |path| {
        let mut store = FileStore::<String>::open(path).unwrap();
        torn += u32::from(store.torn_tail().is_some());
        store.read().unwrap()
    });
    assert!(torn > 0, "no kill fell into the middle of an append");
}

#[test]
fn a_database_keeps_what_was_acknowledged_through_60_kills() {
    kill_many_times("journal.sqlite", 60, |path| SqliteStore::<String>::open(path).unwrap().read().unwrap());
}
