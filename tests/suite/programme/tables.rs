//! Tables of entries: written and read back, and what is refused in them.

use super::house::{Book, amount, day, line};
use poverty::programme::Capital;
use poverty::programme::ledger::{BudgetRules, Flow, Ledger, Movement, Restated, Transaction};
use poverty::quantity::Currency;

/// One entry of every kind and shape.
fn book() -> Book {
    let (mut book, first) = Book::with_line(Capital::Investment);
    let second = book.ledger.open(line("3.2", Capital::Investment, 2024)).unwrap();
    let next = book.ledger.line(first).unwrap().carried_over();
    let carried = book.ledger.open(next).unwrap();
    let rule = book.ledger.rules().rule_id("investment-2024-extended").unwrap();
    for (date, flow, units) in [
        ("2024-03-01", Flow::Supplement, 9),
        ("2024-03-02", Flow::Commitment, 20),
        ("2024-03-03", Flow::CommittedDisbursement, 5),
        ("2024-03-04", Flow::CommittedAdvance, 5),
        ("2024-03-05", Flow::Decommitment, 10),
        ("2024-03-06", Flow::Advance, 6),
        ("2024-03-07", Flow::Clearing, 3),
        ("2024-03-08", Flow::AdvanceReturn, 2),
        ("2024-03-09", Flow::Disbursement, 7),
        ("2024-03-10", Flow::Recovery, 1),
        ("2024-03-11", Flow::Refund, 4),
        ("2024-03-12", Flow::Withdrawal, 5),
        ("2024-03-13", Flow::Cancellation, 3),
    ] {
        book.flow(date, first, flow, units).unwrap();
    }
    book.post("2024-04-01", Movement::Reallocation { from: first, to: second, amount: amount(8) }).unwrap();
    let moved = book.next - 1;
    let restated = Some(Restated { line: first, to: Some(second), amount: amount(6) });
    book.post("2024-04-02", Movement::Correction { reverses: moved.into(), restated }).unwrap();
    book.post("2024-04-03", Movement::Correction { reverses: (book.next - 1).into(), restated: None }).unwrap();
    let restated = Some(Restated { line: first, to: None, amount: amount(8) });
    book.post("2024-04-04", Movement::Correction { reverses: 11.into(), restated }).unwrap();
    book.post("2025-01-15", Movement::CarryOver { from: first, to: carried, amount: amount(10), rule }).unwrap();
    let restated = Some(Restated { line: first, to: Some(carried), amount: amount(12) });
    book.post("2025-01-16", Movement::Correction { reverses: (book.next - 1).into(), restated }).unwrap();
    book
}

fn empty() -> Ledger {
    Ledger::new(Currency::VND, BudgetRules::viet_nam().unwrap())
}

#[test]
fn a_table_reads_back_as_it_was_written() {
    let book = book();
    let mut table = Vec::new();
    book.ledger.write_csv("ledger.csv", &mut table).unwrap();
    let mut read = empty();
    let imported = read.read_csv("ledger.csv", &table[..]).unwrap();
    assert_eq!(imported.refused, []);
    assert_eq!(read.transactions().collect::<Vec<_>>(), book.ledger.transactions().collect::<Vec<_>>());
    let mut again = Vec::new();
    read.write_csv("ledger.csv", &mut again).unwrap();
    assert_eq!(String::from_utf8(again).unwrap(), String::from_utf8(table.clone()).unwrap());
    // Twice is once.
    assert_eq!(read.read_csv("ledger.csv", &table[..]).unwrap().known, imported.posted);
}

#[test]
fn every_transaction_survives_serde() {
    let book = book();
    for entry in book.ledger.transactions() {
        let json = serde_json::to_string(&entry).unwrap();
        assert_eq!(serde_json::from_str::<poverty::journal::Entry<Transaction>>(&json).unwrap(), entry, "{json}");
    }
}

#[test]
fn a_transaction_from_serde_has_what_its_kind_needs() {
    let line = r#""line":{"component":"1","source":"central_budget","capital":"recurrent","place":"66","year":2024}"#;
    for (json, sentence) in [
        (r#"{"kind":"release","amount":"5 VND"}"#.to_owned(), "a movement on one line has `line` and `amount`"),
        (format!(r#"{{"kind":"release","amount":"5 VND","rule":"x",{line}}}"#), "a movement on one line"),
        (format!(r#"{{"kind":"reallocation","amount":"5 VND",{line}}}"#), "a reallocation has `line`, `to`"),
        (format!(r#"{{"kind":"carry_over","amount":"5 VND",{line}}}"#), "a carry-over has `line`, `to`"),
        (format!(r#"{{"kind":"correction","amount":"5 VND",{line}}}"#), "a correction has `reverses`"),
        (r#"{"kind":"gift","amount":"5 VND"}"#.to_owned(), "data did not match any variant"),
        (format!(r#"{{"kind":"release","amount":"5",{line}}}"#), "money `5` can't be read"),
        (
            line.replacen("\"line\":", r#"{"kind":"release","amount":"5 VND","line":"#, 1).replace("2024}", "999}}"),
            "fiscal year 999",
        ),
        (
            line.replacen("\"line\":", r#"{"kind":"release","amount":"5 VND","line":"#, 1).replace("\"66\"", "\" 66\"")
                + "}",
            "place ` 66`",
        ),
    ] {
        let error = serde_json::from_str::<Transaction>(&json).unwrap_err().to_string();
        assert!(error.starts_with(sentence), "{json}: {error}");
    }
}

#[test]
fn a_table_with_a_fault_is_refused_at_its_line_and_posts_nothing() {
    let head = "id,valid,kind,component,source,capital,place,year,amount,currency,to_component,reverses\n";
    let good = "1,2024-01-10,appropriation,3.1,central_budget,recurrent,66,2024,100,,,\n";
    let cases = [
        ("x,2024-01-10,release,3.1,central_budget,recurrent,66,2024,5,,,", "programme/table-cell", "id `x`"),
        ("2,2024-1-10,release,3.1,central_budget,recurrent,66,2024,5,,,", "programme/table-cell", "valid `2024-1-10`"),
        (
            "2,2024-02-30,release,3.1,central_budget,recurrent,66,2024,5,,,",
            "programme/table-cell",
            "valid `2024-02-30`",
        ),
        ("2,2024-01-10,gift,3.1,central_budget,recurrent,66,2024,5,,,", "programme/table-cell", "kind `gift`"),
        ("2,2024-01-10,release,3.1,central,recurrent,66,2024,5,,,", "programme/table-cell", "source `central`"),
        ("2,2024-01-10,release,3.1,central_budget,career,66,2024,5,,,", "programme/table-cell", "capital `career`"),
        ("2,2024-01-10,release,3.1,central_budget,recurrent,66,24,5,,,", "programme/table-cell", "year `24`"),
        ("2,2024-01-10,release,3.1,central_budget,recurrent,66,2024,0,,,", "programme/table-cell", "amount `0`"),
        ("2,2024-01-10,release,3.1,central_budget,recurrent,66,2024,-5,,,", "programme/table-cell", "amount `-5`"),
        ("2,2024-01-10,release,3.1,central_budget,recurrent,66,2024,5.5,,,", "programme/table-cell", "amount `5.5`"),
        ("2,2024-01-10,release,3.1,central_budget,recurrent,66,2024,1e3,,,", "programme/table-cell", "amount `1e3`"),
        ("2,2024-01-10,release,3.1,central_budget,recurrent,66,2024,5,USD,,", "programme/table-cell", "currency `USD`"),
        ("2,2024-01-10,release,3.1,central_budget,recurrent,66,2024,,,,", "programme/table-cell", "amount ``"),
        ("2,2024-01-10,release, 3.1,central_budget,recurrent,66,2024,5,,,", "programme/table-row", "component ` 3.1`"),
        (
            "2,2024-01-10,release,3.1,central_budget,recurrent,66,2024,5,,4.1,",
            "programme/table-row",
            "a movement on one",
        ),
        ("2,2024-01-10,correction,,,,,,,,,", "programme/table-row", "a correction has `reverses`"),
        ("2,2024-01-10,release,3.1", "programme/table-csv", "CSV error"),
    ];
    for (row, code, start) in cases {
        let mut ledger = empty();
        let error = ledger.read_csv("ledger.csv", format!("{head}{good}{row}\n").as_bytes()).unwrap_err();
        assert_eq!(error.code(), code, "{row}: {error}");
        assert!(error.to_string().starts_with(start), "{row}: {error}");
        if code != "programme/table-csv" {
            assert!(error.to_string().ends_with("(ledger.csv:3:1)"), "{row}: {error}");
        }
        assert!(ledger.journal().entries().is_empty());
    }
    for (head, start) in [
        ("id,valid,kind,amount,sum", "column `sum` is not known"),
        ("id,valid,kind,amount,id", "column `id` is there twice"),
        ("id,valid,kind", "column `amount` is missing"),
    ] {
        let error = empty().read_csv("ledger.csv", head.as_bytes()).unwrap_err();
        assert_eq!(error.code(), "programme/table-column");
        assert!(error.to_string().starts_with(start), "{error}");
    }
}

#[test]
fn cents_are_read_exactly() {
    let head = "id,valid,kind,component,source,capital,place,year,amount";
    let line = "3.1,development_assistance,recurrent,66,2024";
    let table = format!("{head}\n1,2024-01-10,appropriation,{line},12.3\n2,2024-01-10,supplement,{line},0.07\n");
    let mut ledger = Ledger::new(Currency::USD, BudgetRules::viet_nam().unwrap());
    ledger.read_csv("ledger.csv", table.as_bytes()).unwrap();
    let all = ledger.as_of(day("2024-12-31")).statement().total(|_| true);
    assert_eq!(all.plan().to_string(), "12.37 USD");
}
