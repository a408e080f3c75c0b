//! `Ratio` is a field where its results fit, ordered as cross-multiplication orders, and rounds once to binary64.

use super::oracle::{big, nearest_f64, whole};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed};
use poverty::quantity::{Count, PercentagePoints, QuantityError, Ratio};
use poverty::strategies::quantity::{count, percentage_points, positive_ratio, ratio, ratio_of_bits, rounding, share};
use proptest::prelude::*;
use std::num::NonZeroU32;

/// Parts below 2^20: three operations on them stay below 2^127.
fn small() -> impl Strategy<Value = Ratio> {
    ratio_of_bits(20)
}

/// Whether a fraction in lowest terms has parts below 2^127.
fn fits(value: &BigRational) -> bool {
    let limit = BigInt::one() << 127;
    value.numer().abs() < limit && value.denom() < &limit
}

/// A result is the oracle's value or a refusal; it is never another number, and never a refusal of what surely fits.
fn agrees(
    result: Result<Ratio, QuantityError>,
    expected: &BigRational,
    surely_fits: bool,
) -> Result<(), TestCaseError> {
    match result {
        Ok(value) => prop_assert_eq!(&big(value), expected),
        Err(error) => {
            prop_assert_eq!(error.code(), "quantity/overflow");
            prop_assert!(!surely_fits, "{} fits but was refused: {}", expected, error);
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn addition_is_commutative_and_associative(a in small(), b in small(), c in small()) {
        prop_assert_eq!(a.checked_add(b), b.checked_add(a));
        prop_assert_eq!(a.checked_add(b)?.checked_add(c), a.checked_add(b.checked_add(c)?));
    }

    #[test]
    fn multiplication_is_commutative_and_associative(a in small(), b in small(), c in small()) {
        prop_assert_eq!(a.checked_mul(b), b.checked_mul(a));
        prop_assert_eq!(a.checked_mul(b)?.checked_mul(c), a.checked_mul(b.checked_mul(c)?));
    }

    #[test]
    fn multiplication_distributes_over_addition(a in small(), b in small(), c in small()) {
        prop_assert_eq!(a.checked_mul(b.checked_add(c)?), a.checked_mul(b)?.checked_add(a.checked_mul(c)?));
    }

    #[test]
    fn zero_and_one_are_neutral(a in ratio()) {
        prop_assert_eq!(a.checked_add(Ratio::ZERO), Ok(a));
        prop_assert_eq!(a.checked_mul(Ratio::ONE), Ok(a));
        prop_assert_eq!(a.checked_mul(Ratio::ZERO), Ok(Ratio::ZERO));
    }

    #[test]
    fn every_value_has_an_opposite_and_all_but_zero_an_inverse(a in ratio()) {
        prop_assert_eq!(a.checked_add(a.negated()), Ok(Ratio::ZERO));
        prop_assert_eq!(a.checked_sub(a), Ok(Ratio::ZERO));
        prop_assert_eq!(a.negated().negated(), a);
        match a.reciprocal() {
            Ok(inverse) => {
                prop_assert_eq!(a.checked_mul(inverse), Ok(Ratio::ONE));
                prop_assert_eq!(Ratio::ONE.checked_div(a), Ok(inverse));
            }
            Err(error) => {
                prop_assert_eq!(a, Ratio::ZERO);
                prop_assert_eq!(error.code(), "quantity/zero-denominator");
            }
        }
    }

    #[test]
    fn arithmetic_agrees_with_unbounded_integers(a in ratio(), b in ratio()) {
        let (x, y) = (big(a), big(b));
        // Sums form products of the parts on the way; products of fractions in lowest terms form nothing larger than the result.
        let small = [a, b].iter().all(|r| r.numerator().unsigned_abs() < 1 << 62 && r.denominator() < 1 << 62);
        agrees(a.checked_add(b), &(&x + &y), small)?;
        agrees(a.checked_sub(b), &(&x - &y), small)?;
        agrees(a.checked_mul(b), &(&x * &y), fits(&(&x * &y)))?;
        if b != Ratio::ZERO {
            agrees(a.checked_div(b), &(&x / &y), fits(&(&x / &y)))?;
        }
    }

    #[test]
    fn fractions_are_kept_in_lowest_terms(a in ratio(), factor in 1..=1_000_000_i128) {
        let scaled = (a.numerator().checked_mul(factor), a.denominator().checked_mul(factor));
        if let (Some(numerator), Some(denominator)) = scaled {
            prop_assert_eq!(Ratio::new(numerator, denominator), Ok(a));
            prop_assert_eq!(Ratio::new(-numerator, -denominator), Ok(a));
        }
        prop_assert!(a.denominator() > 0);
        prop_assert_eq!(big(a).denom().clone(), BigInt::from(a.denominator()));
    }

    #[test]
    fn order_is_that_of_cross_multiplication(a in ratio(), b in ratio()) {
        let left = BigInt::from(a.numerator()) * b.denominator();
        let right = BigInt::from(b.numerator()) * a.denominator();
        prop_assert_eq!(a.cmp(&b), left.cmp(&right));
        prop_assert_eq!(a == b, left == right);
    }

    #[test]
    fn order_sees_the_smallest_difference(a in 2..i128::MAX, b in -3..=3_i128, c in -3..=3_i128) {
        let near = |shift: i128| Ratio::new(a.saturating_add(shift).max(1), a);
        let (x, y) = (near(b)?, near(c)?);
        prop_assert_eq!(x.cmp(&y), big(x).cmp(&big(y)));
    }

    #[test]
    fn order_survives_adding_the_same(a in small(), b in small(), c in small()) {
        prop_assert_eq!(a.cmp(&b), a.checked_add(c)?.cmp(&b.checked_add(c)?));
    }

    #[test]
    fn binary64_is_correctly_rounded(a in ratio()) {
        prop_assert_eq!(a.to_f64().to_bits(), nearest_f64(&big(a)).to_bits(), "{}", a);
    }

    #[test]
    fn binary64_is_correctly_rounded_beside_ties(mantissa in (1_u64 << 52)..(1 << 53), shift in 1..=60_u32, nudge in -1..=1_i128) {
        // Half way between two neighbours, and one last place beside it.
        let tie = (i128::from(mantissa) * 2 + 1) << shift;
        let a = Ratio::new(tie + nudge, 3 << shift)?;
        prop_assert_eq!(a.to_f64().to_bits(), nearest_f64(&big(a)).to_bits(), "{}", a);
        let a = Ratio::new(tie + nudge, 1 << shift)?;
        prop_assert_eq!(a.to_f64().to_bits(), nearest_f64(&big(a)).to_bits(), "{}", a);
        let a = Ratio::new(tie + nudge, 1)?;
        prop_assert_eq!(a.to_f64().to_bits(), nearest_f64(&big(a)).to_bits(), "{}", a);
    }

    #[test]
    fn floor_and_ceiling_enclose_the_value(a in ratio()) {
        prop_assert_eq!(BigInt::from(a.floor()), big(a).floor().to_integer());
        prop_assert_eq!(BigInt::from(a.ceiling()), big(a).ceil().to_integer());
    }

    #[test]
    fn rounding_to_decimals_is_what_is_printed(a in ratio_of_bits(60), decimals in 0..=8_u32, rule in rounding()) {
        let value = a.rounded(decimals, rule)?;
        prop_assert_eq!(value.fixed(decimals, rule).to_string(), a.fixed(decimals, rule).to_string());
        prop_assert_eq!(value.rounded(decimals, rule), Ok(value));
        prop_assert!((big(value) - big(a)).abs() < BigRational::new(1.into(), BigInt::from(10).pow(decimals)));
    }

    #[test]
    fn a_share_and_its_complement_are_the_whole(a in share()) {
        prop_assert!(a.is_share());
        let rest = a.complement()?;
        prop_assert!(rest.is_share());
        prop_assert_eq!(a.checked_add(rest), Ok(Ratio::ONE));
    }

    #[test]
    fn a_rate_times_its_group_is_the_count(part in count(), whole_group in count()) {
        let (part, group) = (part.min(whole_group), part.max(whole_group));
        prop_assume!(group != Count::ZERO);
        let rate = Ratio::of_counts(part, group)?;
        prop_assert!(rate.is_share());
        prop_assert_eq!(rate.checked_mul(group.into()), Ok(Ratio::from(part)));
    }

    #[test]
    fn the_change_since_a_rate_leads_back_to_it(a in small(), b in small()) {
        let change = a.points_since(b)?;
        prop_assert_eq!(change.applied_to(b), Ok(a));
        prop_assert_eq!(b.points_since(a), Ok(change.negated()));
        prop_assert_eq!(change.is_fall(), a < b);
        if b != Ratio::ZERO {
            prop_assert_eq!(a.relative_change_since(b)?.checked_add(Ratio::ONE)?.checked_mul(b), Ok(a));
        }
    }

    #[test]
    fn a_pace_times_its_intervals_is_the_change(a in percentage_points(), intervals in 1..=10_000_u32) {
        if let Ok(pace) = a.per(NonZeroU32::new(intervals).unwrap()) {
            prop_assert_eq!(pace.times(intervals), Ok(a));
        }
    }

    #[test]
    fn points_add_as_their_differences(a in small(), b in small()) {
        let (x, y) = (PercentagePoints::from_difference(a), PercentagePoints::from_difference(b));
        prop_assert_eq!(x.checked_add(y)?.as_difference(), a.checked_add(b)?);
        prop_assert_eq!(x.checked_sub(y)?.as_difference(), a.checked_sub(b)?);
        prop_assert_eq!(x.abs().as_difference(), a.abs());
    }

    #[test]
    fn integers_and_decimals_become_the_fraction_they_are(a in any::<i64>(), b in any::<u64>(), scale in 0..=28_u32) {
        prop_assert_eq!(big(Ratio::from(a)), whole(a));
        prop_assert_eq!(big(Ratio::from(b)), whole(b));
        let decimal = rust_decimal::Decimal::from_i128_with_scale(i128::from(a), scale);
        prop_assert_eq!(big(Ratio::from_decimal(decimal)?), super::oracle::big_decimal(decimal));
    }

    #[test]
    fn positive_ratios_are_positive(a in positive_ratio()) {
        prop_assert!(a > Ratio::ZERO && !a.is_negative());
    }

    #[test]
    fn a_sum_does_not_depend_on_its_order(parts in prop::collection::vec((-99..=99_i128, 1..=12_i128), 0..12)) {
        let ratios: Vec<Ratio> = parts.iter().map(|(n, d)| Ratio::new(*n, *d).unwrap()).collect();
        let forward = Ratio::sum(ratios.iter().copied());
        let backward = Ratio::sum(ratios.iter().rev().copied());
        prop_assert_eq!(&forward, &backward);
        let expected: BigRational = ratios.iter().map(|ratio| big(*ratio)).sum();
        prop_assert_eq!(big(forward?), expected);
    }
}

#[test]
fn the_extremes_are_refused_or_exact() {
    let (most, least) = (Ratio::new(i128::MAX, 1).unwrap(), Ratio::new(1, i128::MAX).unwrap());
    assert_eq!(most.checked_add(Ratio::ONE).unwrap_err().code(), "quantity/overflow");
    assert_eq!(most.negated().checked_sub(Ratio::ONE).unwrap_err().code(), "quantity/overflow");
    assert_eq!(most.checked_mul(most).unwrap_err().code(), "quantity/overflow");
    assert_eq!(least.checked_mul(least).unwrap_err().code(), "quantity/overflow");
    assert_eq!(least.checked_div(most).unwrap_err().code(), "quantity/overflow");
    assert_eq!(most.checked_mul(least), Ok(Ratio::ONE));
    assert_eq!(least.reciprocal(), Ok(most));
    assert_eq!(most.negated().reciprocal(), Ok(least.negated()));
    assert_eq!((most.floor(), most.negated().ceiling()), (i128::MAX, -i128::MAX));
    for (numerator, denominator) in [(i128::MIN, 1), (1, i128::MIN), (i128::MIN, i128::MIN)] {
        assert_eq!(Ratio::new(numerator, denominator).unwrap_err().code(), "quantity/overflow");
    }
    assert_eq!(Ratio::of(u128::MAX, u128::MAX), Ok(Ratio::ONE));
    assert_eq!(Ratio::of(u128::MAX, 1).unwrap_err().code(), "quantity/overflow");
}
