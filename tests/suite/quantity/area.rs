//! The test of crowding is strict and in integers: the boundary itself is enough room.

use super::oracle::big;
use num_bigint::BigInt;
use num_rational::BigRational;
use poverty::quantity::FloorArea;
use poverty::strategies::quantity::floor_area;
use proptest::prelude::*;

fn square_metres(area: FloorArea) -> BigRational {
    BigRational::new(area.square_centimetres().into(), BigInt::from(10_000))
}

proptest! {
    #[test]
    fn less_than_the_limit_each_is_what_fractions_say(area in floor_area(), limit in floor_area(), persons in 1..=u32::MAX) {
        let each = square_metres(area) / BigInt::from(persons);
        prop_assert_eq!(area.per_person_is_below(persons, limit), each < square_metres(limit));
        prop_assert_eq!(big(area.per_person(persons)?), each);
    }

    #[test]
    fn exactly_the_limit_each_is_not_below_it(persons in 1..=100_u32, metres in 0..=1_000_u32) {
        let (area, limit) = (FloorArea::square_metres(persons * metres)?, FloorArea::square_metres(metres)?);
        prop_assert!(!area.per_person_is_below(persons, limit));
        if let Some(less) = area.square_centimetres().checked_sub(1) {
            let less: FloorArea = rust_decimal::Decimal::new(i64::try_from(less).unwrap(), 4).to_string().parse()?;
            prop_assert!(less.per_person_is_below(persons, limit));
        }
    }
}

#[test]
fn nobody_is_never_crowded() {
    let (none, limit) = (FloorArea::square_metres(0).unwrap(), FloorArea::square_metres(8).unwrap());
    assert!(!none.per_person_is_below(0, limit));
    assert_eq!(none.per_person(0).unwrap_err().code(), "quantity/zero-denominator");
    let largest = FloorArea::square_metres(1_000_000).unwrap();
    assert!(none.per_person_is_below(u32::MAX, largest));
}
