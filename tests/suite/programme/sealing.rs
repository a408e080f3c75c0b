//! Seals over a ledger's entries: as another program computes them, and the same in memory and in full.

use super::house::{Book, amount, line};
use poverty::journal::{Chain, MemoryStore, Store};
use poverty::programme::Capital;
use poverty::programme::ledger::{Flow, Movement, Restated};

fn book() -> Book {
    let (mut book, first) = Book::with_line(Capital::Investment);
    let second = book.ledger.open(line("3.2", Capital::Investment, 2024)).unwrap();
    let next = book.ledger.line(first).unwrap().carried_over();
    let carried = book.ledger.open(next).unwrap();
    let rule = book.ledger.rules().rule_id("investment-2024-extended").unwrap();
    book.flow("2024-03-01", first, Flow::Disbursement, 50).unwrap();
    book.post("2024-04-01", Movement::Reallocation { from: first, to: second, amount: amount(8) }).unwrap();
    let restated = Some(Restated { line: first, to: Some(second), amount: amount(6) });
    book.post("2024-04-02", Movement::Correction { reverses: 4.into(), restated }).unwrap();
    book.post("2024-04-03", Movement::Correction { reverses: 3.into(), restated: None }).unwrap();
    book.post("2025-01-15", Movement::CarryOver { from: first, to: carried, amount: amount(10), rule }).unwrap();
    book
}

/// Computed by Python's hashlib from the layout that the documentation gives.
#[test]
fn the_digest_is_that_of_another_program() {
    let book = book();
    let seal = book.ledger.seal(&Chain::new(), 0..7);
    assert_eq!(seal.entries, 7);
    assert_eq!(seal.digest.to_string(), "c86c5beb3a159bc5ca11344ce41ab38deaab854869ee5a7152208f910d6cede2");
}

#[test]
fn entries_in_numbers_and_in_full_have_the_same_seals() {
    let book = book();
    let written: Vec<_> = book.ledger.transactions().collect();
    let mut store = MemoryStore::new();
    let mut chain = Chain::new();
    for range in [0..2, 2..3, 3..7] {
        let seal = book.ledger.seal(&chain, range.clone());
        assert_eq!(store.append(&written[range]).unwrap(), seal);
        chain.advance(&seal);
    }
}

/// Whatever of an entry changes, the digest does.
#[test]
fn every_part_of_an_entry_is_under_the_seal() {
    let written: Vec<_> = book().ledger.transactions().collect();
    let digest = |entries: &[_]| Chain::new().next(entries).digest;
    let sealed = digest(&written);
    let json = serde_json::to_string(&written).unwrap();
    for (part, other) in [
        ("\"3.1\"", "\"3.3\""),
        ("\"investment\"", "\"recurrent\""),
        ("central_budget", "provincial_budget"),
        ("\"66\"", "\"67\""),
        ("2024-03-01", "2024-03-02"),
        ("50 VND", "51 VND"),
        ("50 VND", "50 USD"),
        ("50 VND", "0.5 VND"),
        ("\"reverses\":4", "\"reverses\":5"),
        ("disbursement", "advance"),
        ("investment-2024-extended", "investment-2019-extended"),
        ("\"planned\":2024", "\"planned\":2023"),
        ("2030-01-01", "2030-01-02"),
    ] {
        let changed = json.replacen(part, other, 1);
        assert_ne!(changed, json, "{part}");
        let changed: Vec<_> = serde_json::from_str(&changed).unwrap();
        assert_ne!(digest(&changed), sealed, "{part} to {other}");
    }
}
