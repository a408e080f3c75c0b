//! Entries that a ledger refuses, and that leave it as it was.

use crate::Failure;
use poverty::journal::{Entry, EntryId};
use poverty::programme::ledger::{Flow, Ledger, Movement, Rejection, Restated, Transaction};
use poverty::programme::{BudgetLine, Capital, FiscalYear, FundingSource};
use poverty::quantity::Money;
use std::io::{self, Write};

pub(crate) fn print(out: &mut dyn Write, ledger: &Ledger) -> Result<(), Failure> {
    writeln!(out, "\nENTRIES THAT ARE REFUSED, each with what was there\n")?;
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
    // Two lines of money carried over, and a correction, for what only they can break.
    let mut book = ledger.clone();
    let recorded = "2026-03-01".parse()?;
    let carried = roads.carried_over();
    let (first, second) = (EntryId::new(900_001), EntryId::new(900_002));
    let carry_on = carry(&roads, carried.clone(), Money::vnd(1), "investment-2024-extended");
    book.record(Entry::new(first, "2025-01-20".parse()?, carry_on).recorded_on(recorded))?;
    let undo = Movement::Correction { reverses: first, restated: None };
    book.record(Entry::new(second, "2025-01-21".parse()?, undo.clone()).recorded_on(recorded))?;
    let before = book.journal().entries().len();
    let above = Money::vnd((1 << 60) + 1);
    let attempts: Vec<(&str, Transaction)> = vec![
        ("2024-12-20", on(Flow::Disbursement, &houses, million(900_000))),
        ("2024-12-20", on(Flow::Release, &houses, million(900_000))),
        ("2024-12-20", on(Flow::Cancellation, &houses, million(900_000))),
        ("2024-12-20", on(Flow::Refund, &houses, million(900_000))),
        ("2024-12-20", on(Flow::Commitment, &houses, million(900_000))),
        ("2024-12-20", on(Flow::Decommitment, &houses, million(900_000))),
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
        ("2026-01-20", on(Flow::Disbursement, &carried, Money::vnd(1))),
        ("2024-12-20", on(Flow::Supplement, &houses, above)),
        ("2024-12-20", on(Flow::Supplement, &houses, Money::vnd(0))),
        ("2025-01-22", undo),
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
    for (number, (date, transaction)) in attempts.into_iter().enumerate() {
        let id = 900_003 + u64::try_from(number)?;
        let entry = Entry::new(id, date.parse()?, transaction).recorded_on(recorded);
        match book.record(entry) {
            Ok(_) => return Err(format!("entry {id} was not refused").into()),
            Err(rejection) => say(out, &rejection)?,
        }
    }
    let reused = Entry::new(first, "2024-12-20".parse()?, on(Flow::Release, &houses, million(1))).recorded_on(recorded);
    let early = Entry::new(990_000, "2024-12-20".parse()?, on(Flow::Release, &houses, million(1)));
    for entry in [reused, early] {
        let id = entry.id;
        match book.record(entry) {
            Ok(_) => return Err(format!("entry {id} was not refused").into()),
            Err(rejection) => say(out, &rejection)?,
        }
    }
    book.audit()?;
    writeln!(out, "\n  The ledger has the {before} entries it had: {}.", book.journal().entries().len() == before)?;
    Ok(())
}

/// A rejection and its code, in lines of a page.
fn say(out: &mut dyn Write, rejection: &Rejection) -> io::Result<()> {
    let options = textwrap::Options::new(112)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    let text = format!("{rejection} [{}]", rejection.code());
    for (number, line) in textwrap::wrap(&text, options).into_iter().enumerate() {
        writeln!(out, "  {} {line}", if number == 0 { "-" } else { " " })?;
    }
    Ok(())
}
