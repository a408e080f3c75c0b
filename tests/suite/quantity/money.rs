//! Money is conserved: parts sum to the whole to the last đồng, and no operation rounds or wraps unasked.

use super::oracle::{big, big_money, fits_decimal, rounded, whole};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive};
use poverty::quantity::{Currency, Money, Ratio};
use poverty::strategies::quantity::{currency, money, money_in, ratio_of_bits, rounding, vnd};
use proptest::prelude::*;
use rust_decimal::Decimal;
use std::num::NonZeroU32;

/// The unit in which an amount is split: the minor unit, or the amount's own last decimal if that is finer.
fn unit_of(money: Money) -> BigRational {
    let minor = u32::from(money.currency().exponent().unwrap());
    BigRational::new(1.into(), BigInt::from(10).pow(minor.max(money.amount().scale())))
}

/// Whether 96 bits hold the amount at the scale of its minor unit, so that it can be split.
fn splits(money: Money) -> bool {
    (big_money(money) / unit_of(money)).abs() < whole(BigInt::from(1) << 96)
}

proptest! {
    #[test]
    fn equal_parts_sum_to_the_whole_and_differ_by_one_unit(money in money(), parts in 1..=60_u32) {
        prop_assume!(splits(money));
        let split = money.split(NonZeroU32::new(parts).unwrap())?;
        prop_assert_eq!(split.len(), parts as usize);
        prop_assert_eq!(Money::sum(split.iter().copied())?, Some(money));
        let sizes: Vec<BigRational> = split.iter().map(|part| big_money(*part).abs()).collect();
        prop_assert!(sizes.is_sorted_by(|left, right| left >= right), "the larger parts come first: {:?}", split);
        prop_assert!(&sizes[0] - &sizes[sizes.len() - 1] <= unit_of(money));
    }

    #[test]
    fn shares_sum_to_the_whole_and_stay_within_one_unit_of_their_quota(
        money in money(),
        shares in prop::collection::vec(prop_oneof![3 => 0..=1_000_u64, 1 => any::<u64>(), 1 => Just(u64::MAX)], 1..12),
    ) {
        prop_assume!(splits(money) && shares.iter().any(|share| *share > 0));
        let parts = money.split_by(&shares)?;
        prop_assert_eq!(parts.len(), shares.len());
        prop_assert_eq!(Money::sum(parts.iter().copied())?, Some(money));
        let total: BigInt = shares.iter().map(|share| BigInt::from(*share)).sum();
        for (part, share) in parts.iter().zip(&shares) {
            let quota = big_money(money) * BigRational::new(BigInt::from(*share), total.clone());
            prop_assert!((big_money(*part) - quota).abs() < unit_of(money), "{} of {}", part, money);
            prop_assert_eq!(part.currency(), money.currency());
            prop_assert!(*share > 0 || part.amount().is_zero());
        }
    }

    #[test]
    fn shares_follow_the_method_of_largest_remainders(
        money in vnd(),
        shares in prop::collection::vec(0..=50_u64, 1..8),
    ) {
        prop_assume!(shares.iter().any(|share| *share > 0));
        let units = big_money(money).to_integer();
        let total: BigInt = shares.iter().map(|share| BigInt::from(*share)).sum();
        let mut parts: Vec<BigInt> = shares.iter().map(|share| &units * share / &total).collect();
        let mut order: Vec<usize> = (0..shares.len()).collect();
        order.sort_by_key(|index| -(&units * shares[*index] % &total));
        let left = (units - parts.iter().sum::<BigInt>()).to_usize().unwrap();
        for index in &order[..left] {
            parts[*index] += 1;
        }
        let expected: Vec<Money> = parts.iter().map(|part| Money::vnd(part.to_i64().unwrap())).collect();
        prop_assert_eq!(money.split_by(&shares)?, expected);
    }

    #[test]
    fn a_split_depends_on_the_proportions_alone(money in vnd(), shares in prop::collection::vec(0..=1_000_u64, 1..8), factor in 1..=1_000_u64) {
        prop_assume!(shares.iter().any(|share| *share > 0));
        let scaled: Vec<u64> = shares.iter().map(|share| share * factor).collect();
        prop_assert_eq!(money.split_by(&scaled)?, money.split_by(&shares)?);
    }

    #[test]
    fn an_opposite_amount_splits_into_opposite_parts(money in vnd(), shares in prop::collection::vec(1..=1_000_u64, 1..8)) {
        let opposite = money.negated();
        prop_assert_eq!(Money::zero(Currency::VND).checked_sub(money)?, opposite);
        for (part, other) in money.split_by(&shares)?.into_iter().zip(opposite.split_by(&shares)?) {
            prop_assert_eq!(part.checked_add(other)?, Money::zero(Currency::VND));
        }
    }

    #[test]
    fn sums_and_differences_are_exact_or_refused((a, b) in currency().prop_flat_map(|it| (money_in(it), money_in(it)))) {
        for (result, expected) in [
            (a.checked_add(b), big_money(a) + big_money(b)),
            (a.checked_sub(b), big_money(a) - big_money(b)),
        ] {
            match result {
                Ok(sum) => prop_assert_eq!(big_money(sum), expected),
                Err(error) => {
                    prop_assert_eq!(error.code(), "quantity/overflow");
                    let scale = a.amount().scale().max(b.amount().scale());
                    prop_assert!(!fits_decimal(&expected, scale), "{} and {} refused", a, b);
                }
            }
        }
    }

    #[test]
    fn products_are_exact_or_refused(a in money(), factor in prop_oneof![0..=1_000_u64, any::<u64>()]) {
        let expected = big_money(a) * whole(factor);
        match a.checked_mul(factor) {
            Ok(product) => prop_assert_eq!(big_money(product), expected),
            Err(error) => {
                prop_assert_eq!(error.code(), "quantity/overflow");
                prop_assert!(!fits_decimal(&expected, a.amount().scale()), "{} x {} refused", a, factor);
            }
        }
    }

    #[test]
    fn a_portion_is_rounded_once_to_the_minor_unit(a in vnd(), share in ratio_of_bits(60), rule in rounding()) {
        let exact = big_money(a) * big(share);
        match a.portion(share, rule) {
            Ok(part) => prop_assert_eq!(big_money(part), whole(rounded(&exact, rule))),
            Err(error) => {
                prop_assert_eq!(error.code(), "quantity/overflow");
                prop_assert!(!fits_decimal(&whole(rounded(&exact, rule)), 0));
            }
        }
    }

    #[test]
    fn a_ratio_of_amounts_is_exact((a, b) in (vnd(), vnd())) {
        prop_assume!(!b.amount().is_zero());
        prop_assert_eq!(big(a.ratio_to(b)?), big_money(a) / big_money(b));
    }

    #[test]
    fn order_is_that_of_the_amounts((a, b) in currency().prop_flat_map(|it| (money_in(it), money_in(it)))) {
        prop_assert_eq!(a.compare(b)?, big_money(a).cmp(&big_money(b)));
    }
}

#[test]
fn the_largest_amounts_are_refused_or_exact() {
    let most = Money::new(Decimal::MAX, Currency::VND);
    let one = Money::vnd(1);
    assert_eq!(most.checked_add(one).unwrap_err().code(), "quantity/overflow");
    assert_eq!(Money::new(Decimal::MIN, Currency::VND).checked_sub(one).unwrap_err().code(), "quantity/overflow");
    assert_eq!(most.checked_mul(2).unwrap_err().code(), "quantity/overflow");
    assert_eq!(most.checked_sub(most), Ok(Money::zero(Currency::VND)));
    assert_eq!(Money::sum(most.split(NonZeroU32::new(7).unwrap()).unwrap()), Ok(Some(most)));
    // Cents of the largest number of dollars need two more digits than a decimal has.
    let dollars = Money::new(Decimal::MAX, Currency::USD);
    assert_eq!(dollars.split(NonZeroU32::MIN).unwrap_err().code(), "quantity/overflow");
    assert_eq!(
        most.portion(Ratio::from(2_i64), poverty::quantity::Rounding::HalfUp).unwrap_err().code(),
        "quantity/overflow"
    );
}

#[test]
fn nothing_times_anything_is_nothing() {
    let half: Money = "0.50 USD".parse().unwrap();
    assert_eq!(half.checked_mul(0), Ok(Money::zero(Currency::USD)));
    assert_eq!(Money::zero(Currency::USD).checked_mul(u64::MAX), Ok(Money::zero(Currency::USD)));
    assert_eq!(half.checked_mul(2).map(|money| money.to_string()).unwrap(), "1 USD");
}

#[test]
fn zero_has_no_sign() {
    let nothing: Money = "-0.00 VND".parse().unwrap();
    assert_eq!(nothing.to_string(), "0 VND");
    assert!(nothing.is_zero() && !nothing.is_negative());
    assert_eq!(nothing.negated(), nothing);
    assert!(!nothing.negated().amount().is_sign_negative());
    let opposite = Money::zero(Currency::VND).checked_sub(Money::zero(Currency::VND)).unwrap();
    assert_eq!(opposite.to_string(), "0 VND");
    assert_eq!(opposite.amount().is_sign_negative(), Money::zero(Currency::VND).amount().is_sign_negative());
}
