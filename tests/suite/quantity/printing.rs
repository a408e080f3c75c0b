//! What is printed is the exact value rounded once, by the rule named, for every number of decimals.

use super::oracle::{big, digits, rounded, whole};
use num_bigint::BigInt;
use poverty::quantity::{Count, Currency, Money, PercentagePoints, Ratio, Rounding};
use poverty::strategies::quantity::{count, money_in, ratio, rounding};
use proptest::prelude::*;
use rust_decimal::Decimal;

/// The value in units of `10^-decimals` after moving the point by `shift`, as digits.
fn expected(value: Ratio, shift: u32, decimals: u32, rule: Rounding, grouped: bool) -> String {
    let units = rounded(&(big(value) * whole(BigInt::from(10).pow(shift + decimals))), rule);
    digits(&units, decimals, grouped)
}

proptest! {
    #[test]
    fn fixed_decimals_agree_with_unbounded_integers(value in ratio(), decimals in 0..=40_u32, rule in rounding()) {
        prop_assert_eq!(value.fixed(decimals, rule).to_string(), expected(value, 0, decimals, rule, false));
        prop_assert_eq!(value.fixed(decimals, rule).grouped().to_string(), expected(value, 0, decimals, rule, true));
    }

    #[test]
    fn percent_and_points_agree_with_unbounded_integers(value in ratio(), decimals in 0..=12_u32, rule in rounding()) {
        let number = expected(value, 2, decimals, rule, false);
        prop_assert_eq!(value.percent(decimals, rule).to_string(), format!("{number} %"));
        prop_assert_eq!(value.percent(decimals, rule).number().to_string(), number.clone());
        let change = PercentagePoints::from_difference(value);
        prop_assert_eq!(change.points(decimals, rule).to_string(), format!("{number} points"));
    }

    #[test]
    fn ties_follow_their_rule(units in -10_000..=10_000_i128, decimals in 0..=6_u32, rule in rounding()) {
        // Half way between two printed numbers, at every number of decimals.
        let tie = Ratio::new(2 * units + 1, 2 * 10_i128.pow(decimals))?;
        prop_assert_eq!(tie.fixed(decimals, rule).to_string(), expected(tie, 0, decimals, rule, false));
    }

    #[test]
    fn a_printed_number_is_the_decimal_it_shows(value in poverty::strategies::quantity::ratio_of_bits(60), decimals in 0..=8_u32, rule in rounding()) {
        let printed = value.fixed(decimals, rule);
        prop_assert_eq!(printed.decimal()?.to_string(), printed.to_string());
    }

    #[test]
    fn counts_print_a_comma_at_every_third_digit(count in count()) {
        prop_assert_eq!(count.to_string(), digits(&count.get().into(), 0, true));
        prop_assert_eq!(count.get().to_string().parse::<Count>(), Ok(count));
    }

    #[test]
    fn money_in_millions_is_rounded_once(money in money_in(Currency::VND), decimals in 0..=6_u32, rule in rounding()) {
        let millions = super::oracle::big_money(money) / whole(1_000_000);
        let units = rounded(&(millions * whole(BigInt::from(10).pow(decimals))), rule);
        prop_assert_eq!(money.in_millions().number(decimals, rule)?.to_string(), digits(&units, decimals, true));
    }
}

#[test]
fn width_aligns_and_precision_never_cuts_digits() {
    let rate = Ratio::new(63_642, 497_592).unwrap().percent(2, Rounding::HalfUp);
    assert_eq!(format!("[{rate:>9}]"), "[  12.79 %]");
    assert_eq!(format!("[{rate:<9}]"), "[12.79 %  ]");
    assert_eq!(format!("[{rate:^9}]"), "[ 12.79 % ]");
    // Numbers stand at the right unless told otherwise, as Rust's own do.
    assert_eq!(format!("[{rate:9}]"), "[  12.79 %]");
    // A precision cuts text off; a number cut off is another number.
    assert_eq!(format!("{rate:.2}"), "12.79 %");
    assert_eq!(format!("{:.1}", rate.number()), "12.79");
    assert_eq!(format!("{:.2}", Count::new(63_642)), "63,642");
    assert_eq!(format!("{:.2}", Ratio::new(12, 35).unwrap()), "12/35");
    assert_eq!(format!("{:.2}", Money::vnd(1_500_000)), "1,500,000 VND");
    assert_eq!(format!("{:.1}", "126.201".parse::<poverty::quantity::Weight>().unwrap()), "126.201");
    assert_eq!(format!("{:.1}", "31.9".parse::<poverty::quantity::FloorArea>().unwrap()), "31.9 m2");
    let fall = "-6.41 points".parse::<PercentagePoints>().unwrap();
    assert_eq!(format!("{fall:.1}|{fall:>15}|{:+}", fall.negated()), "-6.41 points|   -6.41 points|+6.41 points");
}

#[test]
fn a_rounded_number_of_more_than_28_digits_is_no_decimal() {
    let value = Ratio::new(1, 3).unwrap();
    assert_eq!(value.fixed(28, Rounding::HalfUp).decimal().unwrap().scale(), 28);
    assert_eq!(value.fixed(29, Rounding::HalfUp).decimal().unwrap_err().code(), "quantity/overflow");
    let large = Ratio::from_decimal(Decimal::MAX).unwrap();
    assert_eq!(large.fixed(0, Rounding::HalfUp).decimal(), Ok(Decimal::MAX));
    assert_eq!(large.fixed(1, Rounding::HalfUp).decimal().unwrap_err().code(), "quantity/overflow");
}
