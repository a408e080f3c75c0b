//! Entries that a ledger refuses, and that leave it as it was.

use crate::Failure;
use poverty::journal::Entry;
use poverty::programme::ledger::{Flow, Ledger, Movement, Restated, Transaction};
use poverty::programme::{BudgetLine, Capital, FiscalYear, FundingSource};
use poverty::quantity::Money;

pub(crate) fn print(ledger: &Ledger) -> Result<(), Failure> {
    println!("\nENTRIES THAT ARE REFUSED, each with what was there\n");
    let year = FiscalYear::new(2024)?;
    let line = |component: &str, capital| BudgetLine::new(component, FundingSource::CentralBudget, capital, "66", year);
    let houses = line("5", Capital::Recurrent)?;
    let roads = line("1.1", Capital::Investment)?;
    let million = |millions: i64| Money::vnd(millions * 1_000_000);
    let on = |flow, line: &BudgetLine, amount| Transaction::on(line.clone(), flow, amount);
    let carry = |line: &BudgetLine, to: BudgetLine, amount, rule: &str| Movement::CarryOver {
        from: line.clone(),
        to,
        amount,
        rule: rule.to_owned(),
    };
    let known = ledger.journal().entries().first().ok_or("an empty ledger")?.id;
    let attempts: Vec<(&str, Transaction)> = vec![
        ("2024-12-20", on(Flow::Disbursement, &houses, million(900_000))),
        ("2024-12-20", on(Flow::Release, &houses, million(900_000))),
        ("2024-12-20", on(Flow::Cancellation, &houses, million(900_000))),
        ("2024-12-20", on(Flow::Refund, &houses, million(900_000))),
        ("2024-12-20", on(Flow::Commitment, &houses, million(900_000))),
        ("2024-12-20", on(Flow::CommittedDisbursement, &houses, million(1))),
        ("2024-12-20", on(Flow::Clearing, &houses, million(1))),
        ("2024-12-20", on(Flow::Recovery, &houses, million(900_000))),
        ("2024-12-20", on(Flow::Disbursement, &houses, "100 USD".parse()?)),
        ("2025-02-10", on(Flow::Disbursement, &houses, million(1))),
        ("2025-01-20", on(Flow::Supplement, &houses, million(1))),
        ("2025-01-20", on(Flow::Appropriation, &houses.carried_over(), million(1))),
        ("2024-12-20", Movement::Reallocation { from: houses.clone(), to: roads.clone(), amount: million(1) }),
        ("2025-01-20", carry(&houses, roads.carried_over(), million(1), "recurrent-national-target-programmes")),
        ("2025-01-20", carry(&houses, houses.carried_over(), million(1), "investment-2024-extended")),
        ("2025-01-20", carry(&roads, roads.carried_over(), million(1), "investment-2019-extended")),
        ("2025-01-20", carry(&roads, roads.carried_over(), million(900_000), "investment-2024-added-late")),
        ("2025-01-20", carry(&houses, houses.carried_over(), million(1), "no-such-rule")),
        ("2024-12-20", Movement::Correction { reverses: 999_999.into(), restated: None }),
        ("2020-01-01", Movement::Correction { reverses: known, restated: None }),
        (
            "2024-12-20",
            Movement::Correction {
                reverses: known,
                restated: Some(Restated { line: houses.clone(), to: Some(roads.clone()), amount: million(1) }),
            },
        ),
    ];
    let before = ledger.journal().entries().len();
    let mut book = ledger.clone();
    for (number, (date, transaction)) in attempts.into_iter().enumerate() {
        let id = 900_001 + u64::try_from(number)?;
        let entry = Entry::new(id, date.parse()?, transaction).recorded_on("2025-03-01".parse()?);
        match book.record(entry) {
            Ok(_) => return Err(format!("entry {id} was not refused").into()),
            Err(rejection) => {
                let text = format!("{rejection} [{}]", rejection.code());
                for (number, line) in textwrap::wrap(
                    &text,
                    textwrap::Options::new(112).word_splitter(textwrap::WordSplitter::NoHyphenation),
                )
                .into_iter()
                .enumerate()
                {
                    println!("  {} {line}", if number == 0 { "-" } else { " " });
                }
            }
        }
    }
    book.audit()?;
    println!("\n  The ledger has the {before} entries it had: {}.", book.journal().entries().len() == before);
    Ok(())
}
