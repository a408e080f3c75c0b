//! Text and serde give back the very value: Display to `FromStr`, JSON, TOML, and for numbers
//! a binary format that does not describe itself.

use core::fmt::{Debug, Display};
use core::str::FromStr;
use poverty::quantity::{
    Count, FloorArea, Households, Money, PercentagePoints, Period, Persons, Ratio, Rounding, TotalWeight, Unit, Weight,
};
use poverty::source::{Citation, Confirmation, Instrument, Language, Text};
use poverty::strategies::{quantity as strategy, source};
use proptest::prelude::*;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// TOML documents are tables: a value stands under a key.
#[derive(Serialize, Deserialize)]
struct Document<T> {
    value: T,
}

fn through_text<T: Display + FromStr<Err: Display> + PartialEq + Debug>(value: &T) -> Result<(), TestCaseError> {
    gives_back(value, value.to_string().parse(), &value.to_string())
}

fn through_serde<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) -> Result<(), TestCaseError> {
    let json = serde_json::to_string(value).unwrap();
    gives_back(value, serde_json::from_str(&json), &json)?;
    let toml = toml::to_string(&Document { value }).unwrap();
    gives_back(value, toml::from_str::<Document<T>>(&toml).map(|document| document.value), &toml)
}

/// A format that tells a reader nothing of the types in it.
fn through_bytes<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) -> Result<(), TestCaseError> {
    gives_back(value, postcard::from_bytes(&postcard::to_stdvec(value).unwrap()), "bytes")
}

fn gives_back<T: PartialEq + Debug>(
    value: &T,
    read: Result<T, impl Display>,
    written: &str,
) -> Result<(), TestCaseError> {
    match read {
        Ok(read) => prop_assert_eq!(&read, value, "through {}", written),
        Err(error) => prop_assert!(false, "{} is not read back: {}", written, error),
    }
    Ok(())
}

macro_rules! round_trips {
    ($($name:ident: $type:ty = $strategy:expr, text;)* ; $($only_serde:ident: $other:ty = $other_strategy:expr;)*) => {
        proptest! {
            $(
                #[test]
                fn $name(value in $strategy) {
                    let value: $type = value;
                    through_text(&value)?;
                    through_serde(&value)?;
                    through_bytes(&value)?;
                }
            )*
            $(
                #[test]
                fn $only_serde(value in $other_strategy) {
                    let value: $other = value;
                    through_serde(&value)?;
                }
            )*
        }
    };
}

round_trips! {
    counts: Count = strategy::count(), text;
    ratios: Ratio = strategy::ratio(), text;
    shares: Ratio = strategy::share(), text;
    percentage_points: PercentagePoints = strategy::percentage_points(), text;
    household_weights: Weight<Households> = strategy::weight(), text;
    person_weights: Weight<Persons> = strategy::weight(), text;
    household_totals: TotalWeight<Households> = strategy::total_weight(), text;
    person_totals: TotalWeight<Persons> = strategy::total_weight(), text;
    amounts_of_money: Money = strategy::money(), text;
    amounts_in_dong: Money = strategy::vnd(), text;
    floor_areas: FloorArea = strategy::floor_area(), text;
    periods: Period = strategy::period(), text;
    ;
    units: Unit = strategy::unit();
    rules_of_rounding: Rounding = strategy::rounding();
    languages: Language = source::language();
    texts: Text = source::text();
    confirmations: Confirmation = source::confirmation();
    citations: Citation = source::citation();
    instruments: Instrument = source::instrument();
}

proptest! {
    #[test]
    fn money_in_every_scale(value in strategy::money(), scale in strategy::money_scale()) {
        prop_assert_eq!(value.scaled(scale).to_string().parse::<Money>(), Ok(value));
    }

    #[test]
    fn changes_whose_decimals_are_many(bits in 0..=126_u32, numerator in -i128::MAX..=i128::MAX) {
        // A power of two below the line ends after as many decimals: 126 of them can be printed but not read.
        let change = PercentagePoints::from_difference(Ratio::new(numerator, 1_i128 << bits)?);
        through_text(&change)?;
    }
}
