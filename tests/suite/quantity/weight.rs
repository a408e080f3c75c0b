//! Sums of weights don't depend on their order or grouping, and no weight loses a digit on the way in.
#![expect(clippy::cast_precision_loss, reason = "floats near a billionth are what is wanted")]

use super::oracle::{big, rounded, whole};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Signed;
use poverty::quantity::{Households, Persons, Ratio, TotalWeight, Unit, Weight};
use poverty::strategies::quantity::{ratio, rounding, total_weight, weight};
use proptest::prelude::*;

fn total(weights: &[Weight]) -> TotalWeight {
    TotalWeight::sum(weights.iter().copied()).unwrap()
}

proptest! {
    #[test]
    fn a_total_is_free_of_order_and_grouping(
        (weights, shuffled) in prop::collection::vec(weight::<Households>(), 0..40)
            .prop_flat_map(|weights| (Just(weights.clone()), Just(weights).prop_shuffle())),
        cut in any::<prop::sample::Index>(),
    ) {
        let whole_total = total(&weights);
        prop_assert_eq!(whole_total, total(&shuffled));
        let (left, right) = shuffled.split_at(cut.index(shuffled.len() + 1));
        prop_assert_eq!(total(left).checked_add(total(right)), Ok(whole_total));
        let expected: u128 = weights.iter().map(|weight| u128::from(weight.billionths())).sum();
        prop_assert_eq!(whole_total.billionths(), expected);
    }

    #[test]
    fn totals_add_exactly_or_are_refused(a in total_weight::<Persons>(), b in total_weight::<Persons>()) {
        match a.billionths().checked_add(b.billionths()) {
            Some(sum) => prop_assert_eq!(a.checked_add(b).map(TotalWeight::billionths), Ok(sum)),
            None => prop_assert_eq!(a.checked_add(b).unwrap_err().code(), "quantity/overflow"),
        }
    }

    #[test]
    fn a_person_weight_is_the_household_weight_times_its_members(a in weight::<Households>(), members in any::<u32>()) {
        match a.billionths().checked_mul(u64::from(members)) {
            Some(product) => prop_assert_eq!(a.of_members(members).map(Weight::billionths), Ok(product)),
            None => prop_assert_eq!(a.of_members(members).unwrap_err().code(), "quantity/out-of-range"),
        }
    }

    #[test]
    fn a_fraction_becomes_the_weight_it_rounds_to(a in ratio(), rule in rounding()) {
        let units = rounded(&(big(a) * whole(1_000_000_000)), rule);
        match Weight::<Households>::from_ratio(a, rule) {
            Ok(weight) => {
                prop_assert!(!a.is_negative(), "a weight of {}", a);
                prop_assert_eq!(BigInt::from(weight.billionths()), units);
            }
            Err(error) => {
                prop_assert_eq!(error.code(), "quantity/out-of-range");
                prop_assert!(a.is_negative() || units > BigInt::from(u64::MAX));
            }
        }
    }

    #[test]
    fn a_share_of_a_total_is_exact(a in total_weight::<Persons>(), b in total_weight::<Persons>()) {
        match a.share_of(b) {
            Ok(share) => prop_assert_eq!(
                big(share),
                BigRational::new(a.billionths().into(), b.billionths().into())
            ),
            Err(error) if b == TotalWeight::ZERO => prop_assert_eq!(error.code(), "quantity/zero-denominator"),
            Err(error) => {
                prop_assert_eq!(error.code(), "quantity/overflow");
                prop_assert!(a.billionths().max(b.billionths()) > i128::MAX.unsigned_abs());
            }
        }
    }

    #[test]
    fn floats_that_name_a_weight_are_read_as_their_file_wrote_them(thousandths in 0..=10_000_000_000_u64) {
        let text = format!("{}.{:03}", thousandths / 1_000, thousandths % 1_000);
        let float: f64 = text.parse().unwrap();
        prop_assert_eq!(Weight::<Households>::from_f64(float), text.parse());
    }

    #[test]
    fn a_float_is_read_as_the_shortest_decimal_that_names_it(
        float in prop_oneof![
            any::<u64>().prop_map(|billionths| billionths as f64 / 1e9),
            (0..1_u64 << 54).prop_map(|billionths| billionths as f64 / 1e9),
            (0.0..2e7_f64),
            (0.0..1e-6_f64),
        ],
        steps in 0..=2_u32,
    ) {
        let float = (0..steps).fold(float, |float, _| float.next_up());
        prop_assert_eq!(Weight::<Households>::from_f64(float), float.to_string().parse());
    }

    #[test]
    fn any_float_is_a_weight_or_refused_for_the_right_reason(bits in any::<u64>()) {
        let float = f64::from_bits(bits);
        let result = Weight::<Households>::from_f64(float);
        if !(0.0..18_446_744_073.709_553).contains(&float) {
            prop_assert_eq!(result.unwrap_err().code(), "quantity/out-of-range", "{}", float);
        } else if let Err(error) = result {
            prop_assert_eq!(error.code(), "quantity/too-precise", "{}", float);
        }
    }

    #[test]
    fn a_json_number_loses_no_digit(billionths in prop_oneof![0..1_000_000_000_u64 << 24, any::<u64>()]) {
        // Below 2^23 binary floats are closer than billionths and tell them apart; from there on such a number is refused.
        let text = Weight::<Households>::from_billionths(billionths).to_string();
        match serde_json::from_str::<Weight>(&text) {
            Ok(weight) => prop_assert_eq!(weight.billionths(), billionths),
            Err(error) => {
                prop_assert!(billionths >= 1_000_000_000 << 23);
                prop_assert!(error.to_string().contains("write it as text"), "{}", error);
            }
        }
    }
}

#[test]
fn households_and_persons_are_told_apart_in_output() {
    assert_eq!(format!("{:?}", Weight::<Households>::ONE), "Weight(1 household)");
    assert_eq!(format!("{:?}", Weight::<Persons>::ONE), "Weight(1 person)");
    assert_eq!([Unit::Household.to_string(), Unit::Person.to_string()], ["household", "person"]);
}

#[test]
fn a_weight_column_of_a_csv_file_loses_no_digit() {
    // A CSV reader guesses that this is a float, which would end in 457.
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader("12345678901.123456789\n".as_bytes());
    let read: Result<(Weight,), _> = reader.deserialize().next().unwrap();
    assert!(read.unwrap_err().to_string().contains("write it as text"));
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader("126.201\n1\n\"1,135.809\"\n".as_bytes());
    let read: Vec<(Weight,)> = reader.deserialize().collect::<Result<_, _>>().unwrap();
    assert_eq!(read.iter().map(|row| row.0.to_string()).collect::<Vec<_>>(), ["126.201", "1", "1135.809"]);
}

#[test]
fn negative_nothing_is_nothing_but_a_negative_fraction_is_refused() {
    let tiny = Ratio::new(-1, 1_000_000_000_000).unwrap();
    let refused = Weight::<Households>::from_ratio(tiny, poverty::quantity::Rounding::HalfUp);
    assert_eq!(refused.unwrap_err().code(), "quantity/out-of-range");
    assert_eq!(Weight::<Households>::from_f64(-0.0).map(Weight::billionths), Ok(0));
    assert!(big(tiny).is_negative());
}
