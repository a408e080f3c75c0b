//! The committed journal of an invented commune: what the program makes, sealed, and with one of everything that a reader is shown.

use crate::household::example_data::draw;
use poverty::register::{Change, Passage, Transitions};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

#[path = "../../../examples/generate_register/clerk.rs"]
mod clerk;
#[path = "../../../examples/generate_register/home.rs"]
mod home;
#[path = "../../../examples/review/sealed.rs"]
mod sealed;
#[path = "../../../examples/generate_register/story.rs"]
mod story;

fn committed(file: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/data/register");
    fs::read_to_string(folder.join(file)).unwrap()
}

#[test]
fn the_program_makes_the_committed_register_to_the_byte() {
    let made = story::made().unwrap();
    assert!(committed("journal.jsonl").as_bytes() == made.journal, "journal.jsonl is not what the program makes");
    assert!(committed("heads.csv") == made.heads, "heads.csv is not what the program makes");
    assert!(committed("requests.csv") == made.requests, "requests.csv is not what the program makes");
}

#[test]
fn the_committed_register_has_one_of_everything() {
    use poverty::journal::{FileStore, Store};
    let bytes = sealed::Bytes(committed("journal.jsonl").into_bytes());
    let entries = FileStore::<Change, _>::on(bytes, "journal.jsonl").unwrap().read().unwrap();
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for entry in &entries {
        *kinds.entry(entry.content.kind()).or_default() += 1;
    }
    for kind in
        ["registered", "observed", "split", "joined", "closed", "decided", "corrected", "supported", "published"]
    {
        assert!(kinds.contains_key(kind), "{kinds:?}");
    }
    assert!(entries.iter().any(|entry| entry.recorded > entry.valid), "something becomes known late");
    let register = clerk::register().unwrap().filled(entries).unwrap();
    let on = |day: &str| register.as_of(day.parse().unwrap());
    let transitions = Transitions::within("66-X1", &on("2023-12-31"), &on("2024-12-31"));
    assert!(transitions.count_where(|passage| matches!(passage, Passage::ReturnedToPoverty { .. })) > 0);
    assert_eq!(on("2024-12-20").overdue().unwrap().len(), 3);
}
