//! What other systems read and write.

use super::house::Book;
use poverty::journal::EntryId;
use poverty::programme::Capital;
use poverty::programme::exchange::fiscal::{self, Phase};
use poverty::programme::exchange::iati::{self, Activities, TransactionType};
use poverty::programme::ledger::{BudgetRules, Flow, Ledger, Movement, Restated};
use poverty::programme::structure::Programme;
use poverty::quantity::Currency;
use rust_decimal::Decimal;

const LEDGER: &str = include_str!("../../../examples/data/budget/ledger.csv");

fn dak_lak() -> Ledger {
    let mut ledger = Ledger::new(Currency::VND, BudgetRules::viet_nam().unwrap());
    assert!(ledger.read_csv("ledger.csv", LEDGER.as_bytes()).unwrap().refused.is_empty());
    ledger
}

#[test]
fn activities_carry_all_that_was_planned_and_disbursed() {
    let (ledger, programme) = (dak_lak(), Programme::viet_nam_2021_2025().unwrap());
    let export = iati::export(&ledger, &programme, "XM-EXAMPLE", "VN");
    let all = &export.activities.activities;
    let totals = ledger.as_of(chrono::NaiveDate::MAX).statement().total(|_| true);
    let sum = |code: TransactionType| -> Decimal {
        let of_code = all.iter().flat_map(|activity| &activity.transaction);
        of_code.filter(|one| one.transaction_type[0].code == code).map(|one| one.value[0].amount).sum()
    };
    assert_eq!(sum(TransactionType::Disbursement), totals.disbursed().amount());
    assert_eq!(sum(TransactionType::IncomingFunds), totals.released().amount());
    assert_eq!(sum(TransactionType::OutgoingCommitment), totals.committed().amount());
    let original: Decimal =
        all.iter().flat_map(|one| &one.budget).filter(|one| one.kind == "1").map(|one| one.value[0].amount).sum();
    assert_eq!(original, totals.appropriated().amount());
    let kinds: std::collections::BTreeSet<&str> = export.not_mapped.iter().map(|one| one.movement.as_str()).collect();
    assert_eq!(kinds.into_iter().collect::<Vec<_>>(), ["cancellation", "carry-over", "clearing"]);
    assert_eq!(Activities::from_json(&export.activities.to_json().unwrap()).unwrap(), export.activities);
}

#[test]
fn what_was_corrected_is_left_out_and_what_was_restated_is_there() {
    let (mut book, line) = Book::with_line(Capital::Investment);
    book.flow("2024-03-01", line, Flow::Disbursement, 50).unwrap();
    book.flow("2024-03-02", line, Flow::Disbursement, 5).unwrap();
    let restated = Some(Restated { line, to: None, amount: super::house::amount(40) });
    book.post("2024-04-01", Movement::Correction { reverses: 3.into(), restated }).unwrap();
    book.post("2024-04-02", Movement::Correction { reverses: 4.into(), restated: None }).unwrap();
    let export = iati::export(&book.ledger, &Programme::viet_nam_2021_2025().unwrap(), "XM-EXAMPLE", "VN");
    let paid: Vec<(&str, String, String)> = export.activities.activities[0]
        .transaction
        .iter()
        .filter(|one| one.transaction_type[0].code == TransactionType::Disbursement)
        .map(|one| (one.reference.as_str(), one.transaction_date[0].day.to_string(), one.value[0].amount.to_string()))
        .collect();
    assert_eq!(paid, [("5", "2024-03-01".to_owned(), "40".to_owned())]);
    assert!(export.not_mapped.iter().all(|one| one.entry != EntryId::new(5)));
}

#[test]
fn elements_that_are_not_known_are_kept_and_named() {
    let text = r#"{"@version": "2.03", "iati-activity": [{
        "@default-currency": "VND",
        "iati-identifier": [{"text()": "XM-1"}], "title": [{"narrative": [{"text()": "Houses"}]}],
        "activity-status": [{"@code": "2"}], "recipient-country": [{"@code": "VN"}],
        "sector": [{"@code": "16030"}],
        "transaction": [{"@ref": "7", "transaction-type": [{"@code": "3"}],
            "transaction-date": [{"@iso-date": "2024-05-20"}],
            "value": [{"@currency": "VND", "@value-date": "2024-05-20", "text()": "12500000.50"}]}]
    }]}"#;
    let read = Activities::from_json(text).unwrap();
    assert_eq!(read.unknown_elements().into_iter().collect::<Vec<_>>(), ["sector"]);
    assert_eq!(read.activities[0].transaction[0].value[0].amount.to_string(), "12500000.50");
    let again: serde_json::Value = serde_json::from_str(&read.to_json().unwrap()).unwrap();
    assert_eq!(again, serde_json::from_str::<serde_json::Value>(text).unwrap());

    let code = |text: &str| Activities::from_json(text).unwrap_err().code();
    assert_eq!(code("{"), "programme/exchange-json");
    assert_eq!(code(&text.replace("\"@code\": \"3\"", "\"@code\": \"99\"")), "programme/exchange-json");
    assert_eq!(code(&text.replace("2.03", "1.05")), "programme/exchange-version");
}

#[test]
fn the_fiscal_table_sums_to_the_statement_and_reads_back() {
    let (ledger, programme) = (dak_lak(), Programme::viet_nam_2021_2025().unwrap());
    let statement = ledger.as_of("2024-12-31".parse().unwrap()).statement();
    let rows = fiscal::rows(&statement, &programme);
    let sum = |phase| rows.iter().filter(|row| row.phase == phase).map(|row| row.value).sum::<Decimal>();
    let totals = statement.total(|_| true);
    assert_eq!(sum(Phase::Approved), totals.appropriated().amount());
    assert_eq!(sum(Phase::Adjusted), totals.available().amount());
    assert_eq!(sum(Phase::Executed), totals.disbursed().amount());
    let text = fiscal::write(&rows).unwrap();
    assert!(text.starts_with("component_code,component_label,functional_cofog,fund_source,"));
    assert_eq!(fiscal::read(&text).unwrap(), rows);
    let wrong = fiscal::read(&text.replacen("approved", "guessed", 1)).unwrap_err();
    assert_eq!(wrong.code(), "programme/exchange-table");
    assert!(wrong.to_string().ends_with("(line 2)"), "{wrong}");
}
