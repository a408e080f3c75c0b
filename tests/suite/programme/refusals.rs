//! Every rejection: its code, its sentence, and a ledger that is as it was.

use super::house::{Book, amount, day, line};
use poverty::journal::Entry;
use poverty::programme::ledger::{
    BudgetRules, Flow, Ledger, LineId, Movement, Posting, Rejection, Restated, Transaction,
};
use poverty::programme::{BudgetLine, Capital, FiscalYear, FundingSource};
use poverty::quantity::{Currency, Money};

/// The rejection of an entry that must change nothing.
fn refused(book: &mut Book, date: &str, content: Posting) -> Rejection {
    let before: Vec<_> = book.ledger.transactions().collect();
    let figures = |ledger: &Ledger| -> Vec<_> {
        let statement = ledger.as_of(day("2999-12-31")).statement();
        statement.lines().map(|(_, line, totals)| (line.clone(), *totals)).collect()
    };
    let statement = figures(&book.ledger);
    let rejection = *book.post(date, content).unwrap_err();
    assert_eq!(book.ledger.transactions().collect::<Vec<_>>(), before);
    assert_eq!(figures(&book.ledger), statement);
    book.ledger.audit().unwrap();
    rejection
}

fn on(line: LineId, flow: Flow, units: u64) -> Posting {
    Movement::on(line, flow, amount(units))
}

const LINE: &str = "line [3.1, central budget, recurrent, place 66, 2024]";

#[test]
fn no_more_is_released_cancelled_or_moved_than_is_unreleased() {
    let (mut book, line) = Book::with_line(Capital::Recurrent);
    for (flow, word) in [(Flow::Release, "release"), (Flow::Cancellation, "cancellation")] {
        let rejection = refused(&mut book, "2024-03-01", on(line, flow, 41));
        assert_eq!(rejection.code(), "programme/exceeds-unreleased");
        assert_eq!(
            rejection.to_string(),
            format!(
                "entry {}: {word} of 41 VND on {LINE} exceeds what is assigned and not released, 40 VND on 2024-03-01",
                book.next - 1
            )
        );
    }
    let other = book.ledger.open(super::house::line("3.2", Capital::Recurrent, 2024)).unwrap();
    let moved = Movement::Reallocation { from: line, to: other, amount: amount(41) };
    assert_eq!(refused(&mut book, "2024-03-01", moved).code(), "programme/exceeds-unreleased");
    book.flow("2024-03-01", line, Flow::Release, 40).unwrap();
}

#[test]
fn no_more_is_spent_or_given_back_than_is_released() {
    let (mut book, line) = Book::with_line(Capital::Recurrent);
    for flow in [Flow::Disbursement, Flow::Advance, Flow::Refund, Flow::Withdrawal] {
        let rejection = refused(&mut book, "2024-03-01", on(line, flow, 61));
        assert_eq!(rejection.code(), "programme/exceeds-released");
        assert!(rejection.to_string().ends_with("exceeds what is released and not spent, 60 VND on 2024-03-01"));
    }
    book.flow("2024-03-01", line, Flow::Disbursement, 60).unwrap();
}

#[test]
fn no_more_is_paid_from_commitments_than_was_committed() {
    let (mut book, line) = Book::with_line(Capital::Recurrent);
    book.flow("2024-03-01", line, Flow::Commitment, 30).unwrap();
    for flow in [Flow::CommittedDisbursement, Flow::CommittedAdvance, Flow::Decommitment] {
        let rejection = refused(&mut book, "2024-03-02", on(line, flow, 31));
        assert_eq!(rejection.code(), "programme/exceeds-committed");
        assert!(rejection.to_string().ends_with("exceeds what is committed, 30 VND on 2024-03-02"));
    }
    book.flow("2024-03-02", line, Flow::CommittedDisbursement, 20).unwrap();
    book.flow("2024-03-03", line, Flow::Decommitment, 10).unwrap();
}

#[test]
fn no_more_is_committed_or_spent_than_commitments_leave_free() {
    let (mut book, line) = Book::with_line(Capital::Recurrent);
    book.flow("2024-03-01", line, Flow::Commitment, 90).unwrap();
    for flow in [Flow::Commitment, Flow::Disbursement, Flow::Advance, Flow::Cancellation, Flow::Refund] {
        let rejection = refused(&mut book, "2024-03-02", on(line, flow, 11));
        assert_eq!(rejection.code(), "programme/exceeds-uncommitted", "{flow}");
        assert!(rejection.to_string().ends_with("exceeds what commitments leave free, 10 VND on 2024-03-02"));
    }
}

#[test]
fn no_more_is_cleared_or_returned_than_is_advanced() {
    let (mut book, line) = Book::with_line(Capital::Recurrent);
    book.flow("2024-03-01", line, Flow::Advance, 25).unwrap();
    for flow in [Flow::Clearing, Flow::AdvanceReturn] {
        let rejection = refused(&mut book, "2024-03-02", on(line, flow, 26));
        assert_eq!(rejection.code(), "programme/exceeds-advanced");
        assert!(rejection.to_string().ends_with("exceeds the advances that are open, 25 VND on 2024-03-02"));
    }
}

#[test]
fn no_more_is_recovered_than_was_paid() {
    let (mut book, line) = Book::with_line(Capital::Recurrent);
    book.flow("2024-03-01", line, Flow::Disbursement, 5).unwrap();
    let rejection = refused(&mut book, "2024-03-02", on(line, Flow::Recovery, 6));
    assert_eq!(rejection.code(), "programme/exceeds-paid");
    assert!(rejection.to_string().ends_with("exceeds what was paid, 5 VND on 2024-03-02"));
}

#[test]
fn a_line_holds_less_than_two_to_the_61() {
    let mut book = Book::new();
    let line = book.ledger.open(line("3.1", Capital::Recurrent, 2024)).unwrap();
    book.flow("2024-01-01", line, Flow::Appropriation, 1 << 60).unwrap();
    let rejection = refused(&mut book, "2024-01-01", on(line, Flow::Supplement, 1 << 60));
    assert_eq!(rejection.code(), "programme/line-too-large");
    book.flow("2024-01-01", line, Flow::Supplement, (1 << 60) - 1).unwrap();
    book.flow("2024-01-01", line, Flow::Release, 1 << 60).unwrap();
    // Unreleased and held together pass 2^61 - 1 only if both may: they may.
    book.flow("2024-01-01", line, Flow::Supplement, 1 << 60).unwrap();
    book.ledger.audit().unwrap();
}

#[test]
fn an_entry_dated_back_must_hold_on_every_later_day() {
    let (mut book, line) = Book::with_line(Capital::Recurrent);
    book.flow("2024-06-01", line, Flow::Disbursement, 50).unwrap();
    book.flow("2024-07-01", line, Flow::Recovery, 20).unwrap();
    // On 1 March 60 were held, but then on 1 June there would not have been enough.
    let rejection = refused(&mut book, "2024-03-01", on(line, Flow::Disbursement, 11));
    assert_eq!(rejection.code(), "programme/exceeds-released");
    assert!(rejection.to_string().ends_with("10 VND on 2024-06-01"), "{rejection}");
    book.flow("2024-03-01", line, Flow::Disbursement, 10).unwrap();
    book.ledger.audit().unwrap();
    let held = |date| book.ledger.as_of(day(date)).line(line).held();
    assert_eq!(["2024-03-01", "2024-06-01", "2024-07-01"].map(held), [50, 0, 20].map(Money::vnd));
}

#[test]
fn a_line_is_open_in_its_year_only() {
    let (mut book, line) = Book::with_line(Capital::Recurrent);
    for (flow, last, after) in [
        (Flow::Appropriation, "2024-12-31", "2025-01-01"),
        (Flow::Supplement, "2024-12-31", "2025-01-01"),
        (Flow::Release, "2024-12-31", "2025-01-01"),
        (Flow::Commitment, "2024-12-31", "2025-01-01"),
        (Flow::Disbursement, "2025-01-31", "2025-02-01"),
        (Flow::Advance, "2025-01-31", "2025-02-01"),
        (Flow::Clearing, "2025-12-31", "2026-01-01"),
        (Flow::Recovery, "2025-12-31", "2026-01-01"),
        (Flow::Refund, "2025-12-31", "2026-01-01"),
        (Flow::Cancellation, "2025-12-31", "2026-01-01"),
    ] {
        for date in ["2023-12-31", after] {
            let rejection = refused(&mut book, date, on(line, flow, 1));
            assert_eq!(rejection.code(), "programme/outside-fiscal-year", "{flow} on {date}");
            assert_eq!(
                rejection.to_string(),
                format!(
                    "entry {}: {flow} of 1 VND on {date} is outside of 2024-01-01 to {last}, when {LINE} is open for it",
                    book.next - 1
                )
            );
        }
        book.flow(last, line, flow, 1).unwrap();
    }
}

#[test]
fn money_moves_only_between_lines_of_one_year_source_and_capital() {
    let (mut book, from) = Book::with_line(Capital::Recurrent);
    let year = FiscalYear::new(2024).unwrap();
    let provincial = BudgetLine::new("3.2", FundingSource::ProvincialBudget, Capital::Recurrent, "66", year).unwrap();
    let cases = [
        (line("3.1", Capital::Recurrent, 2024), "it is the same line"),
        (line("3.2", Capital::Recurrent, 2025), "the years differ"),
        (line("3.2", Capital::Investment, 2024), "the kinds of capital differ"),
        (provincial, "the sources differ"),
    ];
    for (to, differing) in cases {
        let to = book.ledger.open(to).unwrap();
        let rejection = refused(&mut book, "2024-03-01", Movement::Reallocation { from, to, amount: amount(1) });
        assert_eq!(rejection.code(), "programme/reallocation-across");
        assert!(rejection.to_string().ends_with(differing), "{rejection}");
    }
    let to = book.ledger.open(line("3.2", Capital::Recurrent, 2024)).unwrap();
    book.post("2024-03-01", Movement::Reallocation { from, to, amount: amount(40) }).unwrap();
    assert_eq!(book.ledger.as_of(day("2024-03-01")).line(to).plan(), Money::vnd(40));
    assert_eq!(book.ledger.as_of(day("2024-03-01")).line(from).plan(), Money::vnd(60));
}

fn carry_over(book: &mut Book, from: LineId, units: u64, rule: &str) -> Posting {
    let next = book.ledger.line(from).unwrap().carried_over();
    let to = book.ledger.open(next).unwrap();
    let rule = book.ledger.rules().rule_id(rule).unwrap();
    Movement::CarryOver { from, to, amount: amount(units), rule }
}

#[test]
fn money_is_carried_over_only_by_a_rule_that_allows_it() {
    let (mut book, from) = Book::with_line(Capital::Investment);
    let carried = carry_over(&mut book, from, 10, "investment-2024-extended");
    for (date, rule, code) in [
        ("2025-01-15", "recurrent-2015-added-late", "programme/carry-over-not-allowed"),
        ("2025-01-15", "investment-2019-extended", "programme/carry-over-not-allowed"),
        ("2024-12-31", "investment-2024-extended", "programme/carry-over-not-allowed"),
        ("2026-01-01", "investment-2024-extended", "programme/outside-fiscal-year"),
        ("2025-01-15", "investment-2024-added-late", "programme/carry-over-exceeds"),
    ] {
        let content = carry_over(&mut book, from, 10, rule);
        assert_eq!(refused(&mut book, date, content).code(), code, "{date} {rule}");
    }
    let Posting::CarryOver { to, rule, .. } = carried else { unreachable!() };
    let elsewhere = book.ledger.open(line("3.2", Capital::Investment, 2025)).unwrap();
    let astray = Movement::CarryOver { from, to: elsewhere, amount: amount(1), rule };
    let rejection = refused(&mut book, "2025-01-15", astray);
    assert_eq!(rejection.code(), "programme/carry-over-path");
    let too_much = Movement::CarryOver { from, to, amount: amount(41), rule };
    assert_eq!(refused(&mut book, "2025-01-15", too_much).code(), "programme/exceeds-unreleased");
    book.post("2025-01-15", carried).unwrap();

    // A second time is not for this rule.
    let again = carry_over(&mut book, to, 1, "investment-2024-extended");
    let rejection = refused(&mut book, "2026-01-15", again);
    assert_eq!(
        rejection.to_string(),
        format!(
            "entry {}: 1 VND of [3.1, central budget, investment, place 66, 2025 (planned 2024)] can't be carried over by \
             rule `investment-2024-extended`, which is not for money that was carried over before",
            book.next - 1
        )
    );
}

#[test]
fn money_added_late_is_carried_over_up_to_what_was_added() {
    let (mut book, from) = Book::with_line(Capital::Investment);
    book.flow("2024-09-30", from, Flow::Supplement, 50).unwrap();
    book.flow("2024-10-01", from, Flow::Supplement, 7).unwrap();
    let first = carry_over(&mut book, from, 5, "investment-2024-added-late");
    book.post("2025-01-15", first).unwrap();
    let more = carry_over(&mut book, from, 3, "investment-2024-added-late");
    let rejection = refused(&mut book, "2025-01-16", more);
    assert_eq!(rejection.code(), "programme/carry-over-exceeds");
    assert!(rejection.to_string().ends_with("allows to be carried over, 2 VND"), "{rejection}");
    let rest = carry_over(&mut book, from, 2, "investment-2024-added-late");
    book.post("2025-01-16", rest).unwrap();
    // What was carried over as added late can't turn out not to have been added.
    let rejection = refused(&mut book, "2025-01-17", correction(4, Some((from, None, 6))));
    assert_eq!(rejection.code(), "programme/carry-over-exceeds");
    book.post("2025-01-17", correction(3, Some((from, None, 49)))).unwrap();
    book.post("2025-01-17", correction(4, Some((from, None, 8)))).unwrap();
}

#[test]
fn carried_over_money_is_spent_by_its_deadline_and_has_no_plan_of_its_own() {
    let (mut book, from) = Book::with_line(Capital::Investment);
    let carried = carry_over(&mut book, from, 40, "investment-2024-extended");
    let Posting::CarryOver { to, .. } = carried else { unreachable!() };
    book.post("2025-01-15", carried).unwrap();
    for flow in [Flow::Appropriation, Flow::Supplement] {
        let rejection = refused(&mut book, "2025-02-01", on(to, flow, 1));
        assert_eq!(rejection.code(), "programme/plan-on-carried-line");
        assert!(rejection.to_string().ends_with("whose money can only be carried over from 2024"));
    }
    book.flow("2025-02-01", to, Flow::Release, 40).unwrap();
    book.flow("2025-12-31", to, Flow::Disbursement, 10).unwrap();
    let rejection = refused(&mut book, "2026-01-01", on(to, Flow::Disbursement, 1));
    assert_eq!(rejection.code(), "programme/after-deadline");
    assert_eq!(
        rejection.to_string(),
        format!(
            "entry {}: disbursement of 1 VND on 2026-01-01 comes after 2025-12-31, the deadline for money carried over on \
             line [3.1, central budget, investment, place 66, 2025 (planned 2024)]",
            book.next - 1
        )
    );
    book.flow("2026-01-01", to, Flow::Withdrawal, 30).unwrap();
    book.flow("2026-01-01", to, Flow::Cancellation, 30).unwrap();
    assert_eq!(book.ledger.as_of(day("2026-01-01")).line(to).balance(), Money::vnd(0));
}

#[test]
fn money_on_one_line_has_one_deadline() {
    let rules = r#"
        instrument = [{ id = "law", number = "1", title = { en = "Law" }, confirmation = "confirmed" }]
        [calendar]
        spend_until = "01-31"
        closes = "12-31"
        source = { instrument = "law", confirmation = "confirmed" }
        [[carry_over]]
        id = "short"
        title = { en = "Short" }
        capital = ["investment"]
        own_plan_only = true
        spend_until = "06-30"
        in_force = "2020-01-01/.."
        source = { instrument = "law", confirmation = "confirmed" }
        [[carry_over]]
        id = "long"
        title = { en = "Long" }
        capital = ["investment"]
        sources = ["central_budget"]
        own_plan_only = true
        spend_until = "12-31"
        in_force = "2020-01-01/.."
        source = { instrument = "law", confirmation = "confirmed" }
    "#;
    let (mut book, _) = Book::with_line(Capital::Investment);
    let entries: Vec<_> = book.ledger.transactions().collect();
    book.ledger = Ledger::new(Currency::VND, BudgetRules::from_toml("rules.toml", rules).unwrap());
    assert!(book.ledger.record_all(entries).refused.is_empty());
    let from = book.ledger.find(&line("3.1", Capital::Investment, 2024)).unwrap();
    let short = carry_over(&mut book, from, 5, "short");
    book.post("2025-01-15", short).unwrap();
    let long = carry_over(&mut book, from, 5, "long");
    let rejection = refused(&mut book, "2025-01-15", long);
    assert_eq!(rejection.code(), "programme/different-deadline");
    assert!(rejection.to_string().ends_with("has money until 2025-06-30"), "{rejection}");
    book.post("2025-02-15", short).unwrap();
}

#[test]
fn lines_rules_and_entries_must_be_those_of_the_ledger() {
    let (mut book, line) = Book::with_line(Capital::Recurrent);
    let mut other = Book::new();
    let foreign =
        (0..3).map(|number| other.ledger.open(super::house::line(&format!("9.{number}"), Capital::Recurrent, 2024)));
    let foreign = foreign.last().unwrap().unwrap();
    let rejection = refused(&mut book, "2024-03-01", on(foreign, Flow::Release, 1));
    assert_eq!(rejection.code(), "programme/unknown-line");
    assert!(rejection.to_string().ends_with("is on line number 3, which this ledger did not give out"));

    let mut entry = book.ledger.transactions().next().unwrap();
    entry.id = 99.into();
    entry.recorded = day("2031-01-01");
    let from = book.ledger.line(line).unwrap().clone();
    let (to, rule) = (from.carried_over(), "no-such-rule".to_owned());
    entry.content = Movement::CarryOver { from, to, amount: Money::vnd(1), rule };
    assert_eq!(book.ledger.record(entry.clone()).unwrap_err().code(), "programme/unknown-rule");
    entry.content = Movement::on(book.ledger.line(line).unwrap().clone(), Flow::Release, "1 USD".parse().unwrap());
    assert_eq!(book.ledger.record(entry).unwrap_err().code(), "programme/amount-currency");
}

#[test]
fn an_id_is_one_entry_for_ever() {
    let (mut book, line) = Book::with_line(Capital::Recurrent);
    book.next = 2;
    let rejection = refused(&mut book, "2024-02-01", on(line, Flow::Release, 1));
    assert_eq!(rejection.code(), "journal/conflict");
    book.next = 7;
    let early = Entry::new(7, day("2024-02-01"), on(line, Flow::Release, 1));
    assert_eq!(book.ledger.post(early).unwrap_err().code(), "journal/recorded-before-last");
}

fn correction(reverses: u64, restated: Option<(LineId, Option<LineId>, u64)>) -> Posting {
    let restated = restated.map(|(line, to, units)| Restated { line, to, amount: amount(units) });
    Movement::Correction { reverses: reverses.into(), restated }
}

#[test]
fn only_what_stands_can_be_corrected() {
    let (mut book, line) = Book::with_line(Capital::Recurrent);
    book.flow("2024-03-01", line, Flow::Disbursement, 30).unwrap();
    assert_eq!(refused(&mut book, "2024-04-01", correction(44, None)).code(), "programme/unknown-corrected");
    assert_eq!(refused(&mut book, "2024-02-28", correction(3, None)).code(), "programme/correction-before");
    assert_eq!(
        refused(&mut book, "2024-02-28", correction(3, None)).to_string(),
        "entry 6 of 2024-02-28 corrects entry 3, which is of 2024-03-01: a correction can't come first"
    );
    let rejection = refused(&mut book, "2024-04-01", correction(3, Some((line, Some(line), 1))));
    assert_eq!(rejection.code(), "programme/restated-lines");
    assert!(rejection.to_string().ends_with("(disbursement) with 2 lines, expected 1"), "{rejection}");
    let rejection = refused(&mut book, "2026-01-01", correction(3, None));
    assert_eq!(rejection.code(), "programme/outside-fiscal-year");
    // Taking the release back needs what was spent of it.
    let rejection = refused(&mut book, "2024-04-01", correction(2, Some((line, None, 29))));
    assert_eq!(rejection.code(), "programme/exceeds-released");

    book.post("2024-04-01", correction(3, Some((line, None, 25)))).unwrap();
    let first = book.next - 1;
    let rejection = refused(&mut book, "2024-05-01", correction(3, None));
    assert_eq!(rejection.code(), "programme/corrected-before");
    assert!(rejection.to_string().ends_with(&format!("which entry {first} has corrected: correct that one")));
    let disbursed = |book: &Book, date| book.ledger.as_of(day(date)).line(line).disbursed();
    assert_eq!([disbursed(&book, "2024-03-31"), disbursed(&book, "2024-04-01")], [30, 25].map(Money::vnd));
    // A correction of the correction: nothing should have been paid.
    book.post("2024-05-01", correction(first, None)).unwrap();
    assert_eq!(disbursed(&book, "2024-05-01"), Money::vnd(0));
    assert_eq!(book.ledger.as_of(day("2024-05-01")).line(line).held(), Money::vnd(60));
    book.ledger.audit().unwrap();
}

#[test]
fn what_moved_between_lines_is_corrected_on_all_of_them() {
    let (mut book, from) = Book::with_line(Capital::Recurrent);
    let [wrong, right] = ["3.2", "4.1"].map(|part| book.ledger.open(line(part, Capital::Recurrent, 2024)).unwrap());
    book.post("2024-03-01", Movement::Reallocation { from, to: wrong, amount: amount(30) }).unwrap();
    let moved = book.next - 1;
    let other_year = book.ledger.open(line("3.2", Capital::Recurrent, 2025)).unwrap();
    let across = correction(moved, Some((from, Some(other_year), 20)));
    assert_eq!(refused(&mut book, "2024-04-01", across).code(), "programme/reallocation-across");
    let rejection = refused(&mut book, "2024-04-01", correction(moved, Some((from, None, 20))));
    assert_eq!(rejection.code(), "programme/restated-lines");
    book.post("2024-04-01", correction(moved, Some((from, Some(right), 20)))).unwrap();
    let plan = |line| book.ledger.as_of(day("2024-04-01")).line(line).plan();
    assert_eq!([from, wrong, right].map(plan), [80, 0, 20].map(Money::vnd));
    book.ledger.audit().unwrap();
}

#[test]
fn a_line_is_made_of_codes_and_spends_after_it_was_planned() {
    let year = |number| FiscalYear::new(number).unwrap();
    let made = |component: &str, place: &str, planned| {
        let (source, capital) = (FundingSource::CentralBudget, Capital::Recurrent);
        BudgetLine::planned_in(component, source, capital, place, year(2024), year(planned))
    };
    for (component, place, field) in [("", "66", "component"), (" 3.1", "66", "component"), ("3.1", "6;6", "place")] {
        let error = made(component, place, 2024).unwrap_err();
        assert_eq!(error.code(), "programme/line-code");
        assert!(error.to_string().starts_with(field), "{error}");
    }
    let error = made("3.1", "66", 2025).unwrap_err();
    assert_eq!(error.code(), "programme/planned-later");
    assert_eq!(
        error.to_string(),
        "money planned for 2025 can't stand on a line of 2024: it may be spent in its year or later"
    );
    assert!(made("3.1", "66", 2023).unwrap().is_carried());
}

/// Entries that another program wrote, each fit for itself, that break a law together.
#[test]
fn what_no_ledger_would_have_posted_is_not_replayed() {
    let (mut book, line) = Book::with_line(Capital::Investment);
    book.flow("2024-10-01", line, Flow::Supplement, 7).unwrap();
    let to = book.ledger.line(line).unwrap().carried_over();
    let lawful: Vec<_> = book.ledger.transactions().collect();
    let line = book.ledger.line(line).unwrap().clone();
    let replayed = |more: Vec<(&str, Transaction)>| {
        let mut entries = lawful.clone();
        for (id, (date, content)) in (100_u64..).zip(more) {
            entries.push(Entry::new(id, day(date), content).recorded_on(day("2030-01-01")));
        }
        Ledger::replay(Currency::VND, BudgetRules::viet_nam().unwrap(), entries)
    };
    assert!(replayed(vec![]).is_ok());

    let spent = Transaction::on(line.clone(), Flow::Disbursement, Money::vnd(61));
    let violation = replayed(vec![("2024-05-01", spent)]).unwrap_err();
    assert_eq!(violation.code(), "programme/unlawful-line");
    assert_eq!(
        violation.to_string(),
        "line [3.1, central budget, investment, place 66, 2024] breaks its law at the end of 2024-05-01: unreleased 40, \
         held -1, committed 0, advanced 0, paid 61"
    );

    let carried = |units| {
        let (from, to, rule) = (line.clone(), to.clone(), "investment-2024-added-late".to_owned());
        ("2025-01-15", Transaction::CarryOver { from, to, amount: Money::vnd(units), rule })
    };
    assert!(replayed(vec![carried(4), carried(3)]).is_ok());
    let violation = replayed(vec![carried(4), carried(4)]).unwrap_err();
    assert_eq!(violation.code(), "programme/carried-too-much");
    assert!(violation.to_string().ends_with("carries over more by rule `investment-2024-added-late` than it allows"));

    let undone = || ("2024-11-01", Transaction::Correction { reverses: 2.into(), restated: None });
    assert!(replayed(vec![undone()]).is_ok());
    let violation = replayed(vec![undone(), undone()]).unwrap_err();
    assert_eq!(violation.code(), "programme/corrected-twice");
    assert_eq!(violation.to_string(), "entry 2 is corrected twice");

    let abroad = Transaction::on(line.clone(), Flow::Release, "1 USD".parse().unwrap());
    assert_eq!(replayed(vec![("2024-05-01", abroad)]).unwrap_err().code(), "programme/amount-currency");
}
