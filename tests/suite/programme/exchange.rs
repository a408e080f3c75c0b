//! What other systems read and write.

use super::house::Book;
use poverty::journal::EntryId;
use poverty::programme::Capital;
use poverty::programme::FiscalYear;
use poverty::programme::delivery::{Direction, Indicator, Level, Observation, ProgrammeResult, ResultsFramework};
use poverty::programme::exchange::ExchangeError;
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

fn exported(ledger: &Ledger, results: &ResultsFramework) -> Result<iati::Export, ExchangeError> {
    iati::export(ledger, &Programme::viet_nam_2021_2025().unwrap(), results, "XM-EXAMPLE", "VN")
}

#[test]
fn activities_carry_all_that_was_planned_and_disbursed() {
    let (ledger, programme) = (dak_lak(), Programme::viet_nam_2021_2025().unwrap());
    let export = iati::export(&ledger, &programme, &ResultsFramework::new(), "XM-EXAMPLE", "VN").unwrap();
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
    let export = exported(&book.ledger, &ResultsFramework::new()).unwrap();
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
        "transaction": [{"@ref": "7", "provider-org": [{"@ref": "XM-2"}], "transaction-type": [{"@code": "3"}],
            "transaction-date": [{"@iso-date": "2024-05-20"}],
            "value": [{"@currency": "VND", "@value-date": "2024-05-20", "text()": "12500000.50"}]}]
    }]}"#;
    let read = Activities::from_json(text).unwrap();
    assert_eq!(read.unknown_elements().into_iter().collect::<Vec<_>>(), ["sector", "transaction/provider-org"]);
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

fn at(year: i32, value: &str) -> Observation {
    Observation { year: FiscalYear::new(year).unwrap(), value: value.parse().unwrap() }
}

/// Houses of one part, training of another that has no money yet, and the rate of the programme as a whole.
fn framework() -> ResultsFramework {
    let houses =
        Indicator::new("houses built", Direction::Rise, at(2021, "0"), vec![at(2022, "400"), at(2025, "2500.5")]);
    let houses = houses.unwrap().with_actual(vec![at(2022, "380"), at(2023, "900")]).unwrap();
    let trained = Indicator::new("people trained", Direction::Rise, at(2021, "10"), vec![at(2025, "90")]).unwrap();
    let rate = Indicator::new("poverty rate", Direction::Fall, at(2021, "12.79 %"), vec![at(2025, "3 %")]).unwrap();
    let rate = rate.in_percent().with_actual(vec![at(2024, "6.38 %")]).unwrap();
    let result = |level, title: &str, indicators| ProgrammeResult { level, title: title.to_owned(), indicators };
    ResultsFramework::from([
        (Some("5".to_owned()), vec![result(Level::Output, "Houses", vec![houses])]),
        (Some("4.1".to_owned()), vec![result(Level::Outcome, "Skills", vec![trained.clone(), trained])]),
        (None, vec![result(Level::Impact, "Fewer poor households", vec![rate])]),
    ])
}

#[test]
fn results_are_written_and_read_back() {
    let framework = framework();
    let export = exported(&dak_lak(), &framework).unwrap();
    let text = export.activities.to_json().unwrap();
    let read = Activities::from_json(&text).unwrap();
    assert_eq!(read, export.activities);
    assert!(read.unknown_elements().is_empty());
    let programme = Programme::viet_nam_2021_2025().unwrap();
    let mut found = ResultsFramework::new();
    for activity in &read.activities {
        let results = activity.results().unwrap();
        let identifier = activity.iati_identifier[0].text.strip_prefix("XM-EXAMPLE-").unwrap();
        let code = identifier.strip_prefix(&programme.id).unwrap().strip_prefix('-');
        if !results.is_empty() {
            found.insert(code.map(str::to_owned), results);
        }
    }
    assert_eq!(found, framework);
    // Percent stand as numbers of percent, under a measure that says so.
    for part in [r#""@measure": "2""#, r#""@ascending": "0""#, r#""@value": "6.38""#, r#""@value": "2500.5""#] {
        assert!(text.contains(part), "{part}");
    }
}

#[test]
fn a_value_that_decimals_can_not_write_is_refused() {
    let third = Indicator::new("a third", Direction::Rise, at(2021, "1/3"), vec![at(2025, "1")]).unwrap();
    let result = ProgrammeResult { level: Level::Output, title: "x".to_owned(), indicators: vec![third] };
    let error = exported(&dak_lak(), &ResultsFramework::from([(None, vec![result])])).unwrap_err();
    assert_eq!(error.code(), "programme/exchange-not-decimal");
    assert_eq!(
        error.to_string(),
        "value 1/3 of indicator `a third` has no finite decimal; round it first, by a rule of your choice"
    );
}

/// What the standard allows and a results framework has not is read, kept, written again, and refused as a result.
#[test]
fn results_of_another_kind_are_kept_and_named() {
    let text = exported(&dak_lak(), &framework()).unwrap().activities.to_json().unwrap();
    for (old, new, sentence) in [
        (r#""@type": "3""#, r#""@type": "9""#, "`Fewer poor households` is of type `9`"),
        (r#""@measure": "2""#, r#""@measure": "5""#, "`poverty rate` has measure `5`"),
        (r#""@ascending": "0""#, r#""@ascending": "no""#, "`poverty rate` is ascending `no`"),
        (r#""@value": "6.38""#, r#""@value": "some""#, "`poverty rate` has value `some`"),
        (r#""@value": "6.38""#, r#""@value": null"#, "`poverty rate` has a value without a number"),
        (r#""@year": "2021""#, r#""@year": "MMXXI""#, "has a baseline of `MMXXI`"),
        (r#""@iso-date": "2025-01-01""#, r#""@iso-date": "2025-01-02""#, "has a period that is no year"),
        (r#""@value": "3""#, r#""@value": "13""#, "is not one of a results framework"),
        (r#""target": ["#, r#""target": [{"@value": "1"}, "#, "has several values for one period"),
        (r#""baseline": ["#, r#""baseline": [{"@year": "2020", "@value": "1"}, "#, "has not one baseline"),
    ] {
        let changed = text.replace(old, new);
        assert_ne!(changed, text, "{old}");
        let read = Activities::from_json(&changed).unwrap();
        assert_eq!(Activities::from_json(&read.to_json().unwrap()).unwrap(), read);
        let errors = read.activities.iter().filter_map(|activity| activity.results().err());
        let errors: Vec<ExchangeError> = errors.collect();
        assert!(!errors.is_empty() && errors.iter().all(|error| error.code() == "programme/exchange-result"), "{new}");
        assert!(errors.iter().any(|error| error.to_string().contains(sentence)), "{sentence}: {errors:?}");
    }
}
