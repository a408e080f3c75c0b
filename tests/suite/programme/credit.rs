//! Loans: rates over time, interest day by day, schedules to the đồng, and what is refused.

use super::house::day;
use poverty::programme::credit::{CreditPolicy, DayCount, Due, Loan, Payment};
use poverty::quantity::{Money, Ratio, Rounding};
use proptest::prelude::*;
use std::num::NonZeroU32;

const TEXT: &str = include_str!("../../../data/programmes/vn-policy-credit.toml");

fn policy() -> CreditPolicy {
    CreditPolicy::viet_nam().unwrap()
}

fn count(number: u32) -> NonZeroU32 {
    NonZeroU32::new(number).unwrap()
}

#[test]
fn ratios_and_rates_are_those_of_the_rate_page() {
    let policy = policy();
    let rate = |product: &str, on: &str| policy.yearly_rate(product, day(on)).unwrap();
    for (product, before, after) in [
        ("poor", "6.6 %", "6.24 %"),
        ("near_poor", "7.92 %", "7.488 %"),
        ("newly_escaped", "8.25 %", "7.8 %"),
        ("business_difficult_area", "9 %", "7.8 %"),
        ("rural_water_sanitation", "9 %", "8.4 %"),
        ("housing_poor", "3 %", "3 %"),
        ("poor_district", "3.3 %", "3.12 %"),
    ] {
        assert_eq!(rate(product, "2025-11-30"), before.parse().unwrap(), "{product}");
        assert_eq!(rate(product, "2025-12-01"), after.parse().unwrap(), "{product}");
    }
    assert_eq!(policy.overdue.ratio, "1.3".parse().unwrap());
    // 8.25 % a year are 0.6875 % a month, not 0.825 %.
    assert_eq!(policy.monthly_rate("newly_escaped", day("2025-11-30")).unwrap(), "0.6875 %".parse().unwrap());
}

#[test]
fn what_is_not_paid_in_time_bears_the_overdue_rate() {
    let policy = policy();
    let poor = policy.product("poor").unwrap();
    let loan = Loan::in_equal_parts(poor, Money::vnd(30_000_000), day("2023-01-01"), count(3), count(12)).unwrap();
    let interest = |payments: &[Payment], from: &str, until: &str| {
        policy.interest(&loan, payments, day(from), day(until), DayCount::Actual365).unwrap().exact()
    };
    let exactly = |amount: i128, days: i128| Ratio::new(amount * days * 66, 365 * 1000).unwrap();
    assert_eq!(interest(&[], "2023-01-01", "2024-01-01"), exactly(30_000_000, 365));
    // 10 of 30 million are overdue: 20 million at 6.6 %, 10 million at 8.58 %.
    let overdue = exactly(20_000_000, 31).checked_add(exactly(13_000_000, 31)).unwrap();
    assert_eq!(interest(&[], "2024-01-01", "2024-02-01"), overdue);
    let paid = [Payment { day: day("2024-01-01"), principal: Money::vnd(10_000_000) }];
    assert_eq!(interest(&paid, "2024-01-01", "2024-02-01"), exactly(20_000_000, 31));
    let late = [Payment { day: day("2024-01-11"), principal: Money::vnd(10_000_000) }];
    let ten_days = exactly(20_000_000, 31).checked_add(exactly(13_000_000, 10)).unwrap();
    assert_eq!(interest(&late, "2024-01-01", "2024-02-01"), ten_days);
    let early = [Payment { day: day("2023-07-01"), principal: Money::vnd(30_000_000) }];
    assert_eq!(interest(&early, "2023-01-01", "2027-01-01"), exactly(30_000_000, 181));
}

#[test]
fn months_count_twelfths() {
    let years = |from: &str, until: &str| DayCount::Months.years(day(from), day(until)).unwrap();
    assert_eq!(years("2023-01-31", "2023-02-28"), Ratio::new(1, 12).unwrap());
    assert_eq!(years("2023-01-15", "2024-01-15"), Ratio::ONE);
    assert_eq!(years("2023-01-15", "2023-02-25"), Ratio::new(40, 360).unwrap());
    assert_eq!(years("2023-01-15", "2023-01-15"), Ratio::ZERO);
}

proptest! {
    #[test]
    fn interest_adds_up_over_any_cut(
        units in 1_i64..100_000_000,
        parts in 1_u32..12,
        cut in 1_i64..2_000,
        product in prop::sample::select(vec!["poor", "near_poor", "newly_escaped"]),
    ) {
        let policy = policy();
        let lent = day("2022-03-31");
        let loan = Loan::in_equal_parts(policy.product(product).unwrap(), Money::vnd(units), lent, count(parts), count(5)).unwrap();
        let (cut, end) = (lent + chrono::Days::new(cut.cast_unsigned()), day("2028-01-01"));
        let interest = |from, until| policy.interest(&loan, &[], from, until, DayCount::Actual365).unwrap().exact();
        prop_assert_eq!(interest(lent, cut).checked_add(interest(cut, end)).unwrap(), interest(lent, end));
    }

    #[test]
    fn schedules_sum_to_the_dong(units in 1_i64..100_000_000, parts in 1_u32..20, months in 1_u32..4) {
        let policy = policy();
        let loan = Loan::in_equal_parts(
            policy.product("near_poor").unwrap(), Money::vnd(units), day("2024-05-31"), count(parts), count(months),
        ).unwrap();
        for rule in [Rounding::HalfUp, Rounding::HalfEven, Rounding::TowardZero, Rounding::Ceiling] {
            let schedule = policy.schedule(&loan, DayCount::Actual365, rule).unwrap();
            let rows = schedule.instalments();
            let sum = |of: fn(&poverty::programme::credit::Instalment) -> Money| Money::sum(rows.iter().map(of)).unwrap();
            prop_assert_eq!(sum(|row| row.principal), Some(loan.principal()));
            prop_assert_eq!(sum(|row| row.interest), Some(schedule.interest()));
            prop_assert!(rows.last().unwrap().outstanding.is_zero());
            // Day by day with plain integers: the balance of each day times the rate of that day.
            let mut exact = Ratio::ZERO;
            let mut today = loan.lent();
            while today < rows.last().unwrap().day {
                let back: i64 = loan.due().iter().filter(|due| due.day <= today)
                    .map(|due| i64::try_from(due.principal.amount()).unwrap()).sum();
                let rate = if today < day("2025-12-01") { 7_920 } else { 7_488 };
                let interest = Ratio::new(i128::from(units - back) * rate, 365 * 100_000).unwrap();
                exact = exact.checked_add(interest).unwrap();
                today = today.succ_opt().unwrap();
            }
            let rounded = exact.fixed(0, rule).decimal().unwrap();
            prop_assert_eq!(schedule.interest().amount(), rounded);
        }
    }
}

#[test]
fn every_refusal_has_its_error() {
    let policy = policy();
    let poor = policy.product("poor").unwrap();
    let lent = day("2024-01-01");
    let due = |day_of: &str, units| Due { day: day(day_of), principal: Money::vnd(units) };
    let code = |principal, due| Loan::new(poor, Money::vnd(principal), lent, due).unwrap_err().code();
    assert_eq!(code(0, vec![]), "programme/loan-not-positive");
    assert_eq!(code(100_000_001, vec![due("2025-01-01", 100_000_001)]), "programme/above-ceiling");
    assert_eq!(code(10, vec![due("2034-01-02", 10)]), "programme/term-too-long");
    assert_eq!(code(10, vec![due("2024-01-01", 10)]), "programme/due-order");
    assert_eq!(code(10, vec![due("2025-01-01", 5), due("2025-01-01", 5)]), "programme/due-order");
    assert_eq!(code(10, vec![due("2025-01-01", 9)]), "programme/due-sum");
    assert_eq!(code(10, vec![]), "programme/due-sum");
    let loan = Loan::new(poor, Money::vnd(10), lent, vec![due("2025-01-01", 10)]).unwrap();
    let interest = |payments: &[Payment], from: &str| {
        policy.interest(&loan, payments, day(from), day("2025-01-01"), DayCount::Months).unwrap_err().code()
    };
    let paid = |on: &str, units| Payment { day: day(on), principal: Money::vnd(units) };
    assert_eq!(interest(&[paid("2024-02-01", 6), paid("2024-03-01", 6)], "2024-01-01"), "programme/overpaid");
    assert_eq!(interest(&[paid("2023-02-01", 6)], "2024-01-01"), "programme/payment-before-loan");
    assert_eq!(policy.product("rich").unwrap_err().code(), "programme/no-such-product");
    assert_eq!(policy.yearly_rate("poor", day("2014-05-31")).unwrap_err().code(), "programme/no-rate");
    let read = |text: &str| CreditPolicy::from_toml("c.toml", text).unwrap_err().code();
    assert_eq!(read("overdue = 3"), "programme/credit-unreadable");
    assert_eq!(read(&TEXT.replace("id = \"rate-page\"", "id = \"page\"")), "programme/unknown-instrument");
    assert_eq!(read(&TEXT.replace("2014-06-01/2015-10-01", "2014-06-01/2015-10-02")), "programme/overlapping-rates");
    assert_eq!(read(&TEXT.replace("yearly = \"7.2 %\"", "yearly = \"720 %\"")), "programme/rate-out-of-range");
}
