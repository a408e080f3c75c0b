//! One unhappy path for each code of `QuantityError` and `TextError`: what leads there, and the sentence it says.

use chrono::NaiveDate;
use poverty::quantity::{Count, Currency, Money, Period, QuantityError, Ratio, Weight};
use poverty::source::{Language, Text, TextError};
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::num::NonZeroU32;

fn says(error: &QuantityError, code: &str, message: &str) {
    assert_eq!((error.code(), error.to_string().as_str()), (code, message));
}

#[test]
fn unreadable() {
    let error = "6,36,42".parse::<Count>().unwrap_err();
    says(
        &error,
        "quantity/unreadable",
        "count `6,36,42` can't be read, expected an integer of at least 0, such as 63642 or 63,642",
    );
}

#[test]
fn out_of_range() {
    let error = Weight::<poverty::quantity::Households>::from_integer(18_446_744_074).unwrap_err();
    says(&error, "quantity/out-of-range", "weight 18446744074 is out of range, expected 0 to 18446744073.709551615");
}

#[test]
fn too_precise() {
    let error = "1.0000000001".parse::<Weight>().unwrap_err();
    says(
        &error,
        "quantity/too-precise",
        "weight 1.0000000001 does not fit 9 decimals; round it first, by a rule of your choice",
    );
}

#[test]
fn overflow() {
    let error = Count::new(1).checked_sub(Count::new(2)).unwrap_err();
    says(&error, "quantity/overflow", "subtracting counts overflows: 1 and 2");
    let error = Count::new(u64::MAX).checked_add(Count::new(1)).unwrap_err();
    says(&error, "quantity/overflow", "adding counts overflows: 18,446,744,073,709,551,615 and 1");
}

#[test]
fn zero_denominator() {
    let error = Ratio::of_counts(Count::new(3), Count::ZERO).unwrap_err();
    says(&error, "quantity/zero-denominator", "3 / 0 is undefined: the rate of an empty group does not exist");
}

#[test]
fn currency_mismatch() {
    let error = Money::vnd(1).checked_add(Money::zero(Currency::USD)).unwrap_err();
    says(
        &error,
        "quantity/currency-mismatch",
        "Vietnamese đồng and United States dollar are different currencies: convert one by a stated rate first",
    );
    for result in [
        Money::vnd(1).checked_sub(Money::zero(Currency::USD)).map(drop),
        Money::vnd(1).compare(Money::zero(Currency::USD)).map(drop),
        Money::vnd(1).ratio_to(Money::zero(Currency::USD)).map(drop),
    ] {
        assert_eq!(result.unwrap_err(), error);
    }
}

#[test]
fn no_minor_unit() {
    let error = Money::new(Decimal::new(15, 1), Currency::XAU).split(NonZeroU32::MIN).unwrap_err();
    says(
        &error,
        "quantity/no-minor-unit",
        "Gold (one troy ounce) has no minor unit in ISO 4217, so 1.5 can't be split into payable parts",
    );
}

#[test]
fn no_shares() {
    let error = Money::vnd(5).split_by(&[0, 0]).unwrap_err();
    says(&error, "quantity/no-shares", "5 can't be split by 2 shares that sum to zero");
    assert_eq!(Money::vnd(5).split_by(&[]).unwrap_err().code(), "quantity/no-shares");
}

#[test]
fn empty_period() {
    let day = NaiveDate::from_ymd_opt(2022, 1, 1).unwrap();
    let error = Period::new(day, day).unwrap_err();
    says(
        &error,
        "quantity/empty-period",
        "period from 2022-01-01 to 2022-01-01 (exclusive) is empty: the end must lie after the start",
    );
}

#[test]
fn text_without_a_language() {
    let error = Text::try_from(BTreeMap::new()).unwrap_err();
    assert_eq!(error, TextError::NoLanguage);
    assert_eq!(
        (error.code(), error.to_string().as_str()),
        ("source/no-language", r#"a text needs at least one language, such as { en = "toilet" }"#)
    );
}

#[test]
fn blank_text() {
    let error = Text::english("toilet").unwrap().and(Language::Vietnamese, " \t").unwrap_err();
    assert_eq!(error, TextError::Blank(Language::Vietnamese));
    assert_eq!(
        (error.code(), error.to_string().as_str()),
        ("source/blank-text", "the text in language `vi` is blank, expected words")
    );
}

#[test]
fn one_language_twice() {
    let error = serde_json::from_str::<Text>(r#"{"en": "toilet", "en": "latrine"}"#).unwrap_err();
    assert!(error.to_string().starts_with(&TextError::Twice(Language::English).to_string()), "{error}");
    assert_eq!(TextError::Twice(Language::English).code(), "source/language-twice");
}
