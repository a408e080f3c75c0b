//! Outputs, loans and inspections of households: each counted once, and what is refused.

use super::house::day;
use poverty::programme::credit::{CreditPolicy, Loan};
use poverty::programme::delivery::{Clash, Deliveries, Delivery, HouseCheck, OncePer, Output, Support};
use poverty::programme::structure::SupportKind;
use poverty::quantity::{Count, Money};

fn support(id: &str, household: &str, kind: SupportKind, date: &str) -> Support {
    Support {
        id: id.to_owned(),
        household: household.to_owned(),
        member: None,
        programme: "poverty reduction".to_owned(),
        component: "5".to_owned(),
        kind,
        day: day(date),
    }
}

fn delivery(id: &str, household: &str, output: Output, count: u64) -> Delivery {
    let support = support(id, household, output.kind(), "2023-04-01");
    Delivery { support, output, count: Count::new(count), lent: None }
}

fn loan(units: i64) -> Loan {
    let policy = CreditPolicy::viet_nam().unwrap();
    let (parts, months) = ("2".parse().unwrap(), "12".parse().unwrap());
    let product = policy.product("poor").unwrap();
    Loan::in_equal_parts(product, Money::vnd(units), day("2023-05-01"), parts, months).unwrap()
}

const PASSED: HouseCheck =
    HouseCheck { hard_floor: Some(true), hard_frame: Some(true), hard_roof: Some(true), large_enough: Some(true) };

const fn any(_: &Support) -> bool {
    true
}

#[test]
fn every_output_loan_and_house_is_that_of_a_household_and_counted_once() {
    let mut all = Deliveries::new();
    for _ in 0..2 {
        // Reported twice, by two offices.
        all.deliver(delivery("m-1", "a", Output::LivelihoodModel, 2)).unwrap();
        all.deliver(delivery("t-1", "a", Output::PersonTrained, 1)).unwrap();
        all.deliver(delivery("h-1", "a", Output::HouseBuilt, 1)).unwrap();
        all.deliver(delivery("h-2", "b", Output::HouseBuilt, 1)).unwrap();
        all.deliver(delivery("h-3", "c", Output::HouseRepaired, 1)).unwrap();
        all.lend(support("l-1", "b", SupportKind::PreferentialCredit, "2023-05-01"), &loan(40_000_000)).unwrap();
        all.lend(support("l-2", "c", SupportKind::PreferentialCredit, "2023-05-01"), &loan(30_000_001)).unwrap();
        all.inspect("h-1", day("2023-08-01"), PASSED).unwrap();
        all.inspect("h-2", day("2023-08-01"), HouseCheck { hard_roof: Some(false), ..PASSED }).unwrap();
    }
    assert_eq!((all.supports().count(any).get(), all.supports().households(any).get()), (7, 3));
    let totals = all.totals(any, day("2023-12-31"));
    let delivered = Output::ALL.map(|output| totals.delivered(output).get());
    assert_eq!(delivered, [2, 1, 0, 1, 0, 2]);
    assert_eq!((totals.failed(Output::HouseBuilt).get(), totals.waiting(Output::HouseRepaired).get()), (1, 1));
    assert_eq!(all.lent(any).unwrap(), Some(Money::vnd(70_000_001)));
    assert_eq!(all.lent(|support| support.household == "a").unwrap(), None);

    // A house that was mended passes from the day on which it was looked at again, and still counts once.
    all.inspect("h-2", day("2024-02-01"), HouseCheck { hard_roof: Some(true), ..HouseCheck::default() }).unwrap();
    let built = |on| all.totals(any, day(on)).delivered(Output::HouseBuilt).get();
    assert_eq!(["2023-03-31", "2023-07-31", "2024-01-31", "2024-02-01"].map(built), [0, 0, 1, 2]);

    // Only c is not in the register.
    let unlinked: Vec<&str> =
        all.supports().unlinked(|household| household != "c").map(|support| support.id.as_str()).collect();
    assert_eq!(unlinked, ["h-3", "l-2"]);
}

/// A house under another programme, and repair after building, are found across all outputs; loans are not limited in number.
#[test]
fn a_household_that_was_helped_twice_is_found_among_outputs_and_loans() {
    let mut all = Deliveries::new();
    all.deliver(delivery("h-1", "a", Output::HouseBuilt, 1)).unwrap();
    let mut repair = delivery("h-2", "a", Output::HouseRepaired, 1);
    repair.support.programme = "ethnic minorities".to_owned();
    all.deliver(repair).unwrap();
    for id in ["l-1", "l-2"] {
        all.lend(support(id, "a", SupportKind::PreferentialCredit, "2023-05-01"), &loan(10)).unwrap();
    }
    let double = all.supports().double(OncePer::usual);
    assert_eq!(double.len(), 1);
    assert_eq!((double[0].first.as_str(), double[0].second.as_str()), ("h-1", "h-2"));
    assert_eq!(double[0].clash, Clash::TwoProgrammes);
    let strict = all.supports().double(|_| OncePer::Ever);
    assert_eq!(strict.len(), 2, "a second loan too, where a rule says once");
}

#[test]
fn what_does_not_go_together_is_refused_and_leaves_no_trace() {
    let mut all = Deliveries::new();
    all.deliver(delivery("h-1", "a", Output::HouseBuilt, 1)).unwrap();
    all.deliver(delivery("t-1", "a", Output::PersonTrained, 1)).unwrap();
    all.inspect("h-1", day("2023-08-01"), PASSED).unwrap();
    let before = all.clone();
    let lent = |lent, output| Delivery { lent: Some(Money::vnd(lent)), ..delivery("x", "a", output, 1) };
    let other_kind = Delivery { output: Output::Job, ..delivery("x", "a", Output::HouseBuilt, 1) };
    let credit = |date| support("x", "a", SupportKind::PreferentialCredit, date);
    let elsewhere = HouseCheck { hard_roof: Some(false), ..PASSED };
    let cases = [
        (
            all.deliver(other_kind),
            "programme/support-other-kind",
            "support `x` is housing, which hands out no job: expected job creation",
        ),
        (
            all.deliver(delivery("x", "a", Output::HouseBuilt, 2)),
            "programme/support-how-many",
            "support `x` counts 2 of `house built`, expected one, because each has a support of its own",
        ),
        (
            all.deliver(delivery("x", "a", Output::Job, 0)),
            "programme/support-how-many",
            "support `x` counts 0 of `job`, expected at least one",
        ),
        (
            all.deliver(delivery("x", "a", Output::Loan, 1)),
            "programme/support-loan-amount",
            "support `x` is a loan without an amount",
        ),
        (
            all.deliver(lent(0, Output::Loan)),
            "programme/support-loan-amount",
            "support `x` is a loan of nothing or less",
        ),
        (
            all.deliver(lent(5, Output::Job)),
            "programme/support-loan-amount",
            "support `x` is no loan, and has an amount that was lent",
        ),
        (
            all.lend(credit("2023-05-02"), &loan(5)),
            "programme/support-loan-day",
            "support `x` is of 2023-05-02, but its loan was made on 2023-05-01",
        ),
        (
            all.deliver(delivery("h-1", "a", Output::HouseRepaired, 1)),
            "programme/support-other-content",
            "support `h-1` is there with other content: an id stands for one support",
        ),
        (
            all.deliver(delivery("h-1", "b", Output::HouseBuilt, 1)),
            "programme/support-other-content",
            "support `h-1` is there with other content: an id stands for one support",
        ),
        (
            all.inspect("x", day("2023-08-01"), PASSED),
            "programme/unknown-support",
            "an inspection is of support `x`, which is not recorded",
        ),
        (
            all.inspect("t-1", day("2023-08-01"), PASSED),
            "programme/not-inspected",
            "an inspection is of support `t-1`, a person trained: only houses are inspected",
        ),
        (
            all.inspect("h-1", day("2023-03-31"), PASSED),
            "programme/inspected-before",
            "support `h-1` of 2023-04-01 can't be inspected on 2023-03-31",
        ),
        (
            all.inspect("h-1", day("2023-08-01"), elsewhere),
            "programme/other-inspection",
            "support `h-1` was inspected on 2023-08-01 with another outcome: one inspection a day",
        ),
    ];
    for (outcome, code, sentence) in cases {
        let error = outcome.unwrap_err();
        assert_eq!((error.code(), error.to_string().as_str()), (code, sentence));
    }
    assert_eq!(all, before);
    // Loans in two currencies have no sum.
    all.lend(credit("2023-05-01"), &loan(5)).unwrap();
    let mut dollars = lent(5, Output::Loan);
    (dollars.support.id, dollars.lent) = ("y".to_owned(), Some("5 USD".parse().unwrap()));
    all.deliver(dollars).unwrap();
    assert_eq!(all.lent(any).unwrap_err().code(), "quantity/currency-mismatch");
}
