//! Strategies of floor 0: exact numbers and ranges of dates.

use crate::quantity::{
    BodyMassIndex, Count, CountedUnit, Currency, FloorArea, Money, MoneyScale, Months, PercentagePoints, Period, Ratio,
    Rounding, TotalWeight, Unit, Weight, ZScore,
};
use chrono::NaiveDate;
use proptest::prelude::*;
use rust_decimal::Decimal;

/// Days from 1 January of the year 1 to 1 January 1900.
const FIRST_DAY: i32 = 693_596;
/// Days from 1 January of the year 1 to 31 December 2099.
const LAST_DAY: i32 = 766_644;

/// Currencies whose minor unit has 0, 0, 2, 2, 3 and 4 decimals: every exponent of ISO 4217 that occurs.
const CURRENCIES: [Currency; 6] =
    [Currency::VND, Currency::JPY, Currency::USD, Currency::EUR, Currency::KWD, Currency::CLF];

/// Any count: mostly the size of a village to that of a country, sometimes anything up to 2^64 - 1.
pub fn count() -> impl Strategy<Value = Count> {
    prop_oneof![4 => 0..=200_000_000_u64, 1 => any::<u64>(), 1 => Just(0), 1 => Just(u64::MAX)].prop_map(Count::new)
}

/// Any fraction: mostly with parts below a thousand, sometimes with parts up to 2^127 - 1.
pub fn ratio() -> impl Strategy<Value = Ratio> {
    prop_oneof![
        4 => fraction(-999..=999, 1..=999),
        2 => fraction(-1_000_000_000..=1_000_000_000, 1..=1_000_000_000),
        2 => fraction(-i128::MAX..=i128::MAX, 1..=i128::MAX),
        1 => fraction(-i128::MAX..=i128::MAX, 1..=1),
        1 => fraction(-1..=1, 1..=i128::MAX),
    ]
}

/// A fraction whose parts stay below `2^bits`, so that a few operations on it can't overflow. `bits` is capped at 126.
pub fn ratio_of_bits(bits: u32) -> impl Strategy<Value = Ratio> {
    let limit = 1_i128.checked_shl(bits.min(126)).unwrap_or(2).saturating_sub(1).max(1);
    let limit_negated = 0_i128.saturating_sub(limit);
    fraction(limit_negated..=limit, 1..=limit)
}

/// A share: a fraction in [0, 1], both ends included.
pub fn share() -> impl Strategy<Value = Ratio> {
    let part_of = |largest: u128| (0..=largest, 1..=largest);
    prop_oneof![
        6 => part_of(1_000),
        3 => part_of(1_000_000_000),
        1 => part_of(i128::MAX.unsigned_abs()),
        1 => Just((0, 1)),
        1 => Just((1, 1)),
    ]
    .prop_filter_map("parts below 2^127 with a whole that is not zero", |(a, b)| Ratio::of(a.min(b), a.max(b)).ok())
}

/// A fraction above zero.
pub fn positive_ratio() -> impl Strategy<Value = Ratio> {
    prop_oneof![
        4 => fraction(1..=999, 1..=999),
        2 => fraction(1..=1_000_000_000, 1..=1_000_000_000),
        1 => fraction(1..=i128::MAX, 1..=i128::MAX),
    ]
}

fn fraction(
    numerator: core::ops::RangeInclusive<i128>,
    denominator: core::ops::RangeInclusive<i128>,
) -> impl Strategy<Value = Ratio> {
    (numerator, denominator).prop_filter_map("a denominator that is not zero", |(numerator, denominator)| {
        Ratio::new(numerator, denominator).ok()
    })
}

/// Any change of a rate.
pub fn percentage_points() -> impl Strategy<Value = PercentagePoints> {
    ratio().prop_map(PercentagePoints::from_difference)
}

/// Any weight: mostly that of a survey (up to ten thousand, three decimals), sometimes any.
pub fn weight<U: CountedUnit>() -> impl Strategy<Value = Weight<U>> {
    prop_oneof![
        4 => (0..=10_000_000_u64).prop_map(|thousandths| thousandths.saturating_mul(1_000_000)),
        2 => any::<u64>(),
        1 => Just(0),
        1 => Just(1_000_000_000),
        1 => Just(u64::MAX),
    ]
    .prop_map(Weight::from_billionths)
}

/// Any sum of weights.
pub fn total_weight<U: CountedUnit>() -> impl Strategy<Value = TotalWeight<U>> {
    prop_oneof![
        4 => any::<u64>().prop_map(u128::from),
        2 => any::<u128>(),
        1 => Just(0),
        1 => Just(u128::MAX),
    ]
    .prop_map(TotalWeight::from_billionths)
}

/// Either unit, as a value.
pub fn unit() -> impl Strategy<Value = Unit> {
    prop_oneof![Just(Unit::Household), Just(Unit::Person)]
}

/// A currency that has a minor unit, of 0, 2, 3 or 4 decimals.
pub fn currency() -> impl Strategy<Value = Currency> {
    proptest::sample::select(CURRENCIES.as_slice())
}

/// An amount in any [`currency`], as [`money_in`].
pub fn money() -> impl Strategy<Value = Money> {
    currency().prop_flat_map(money_in)
}

/// An amount in one currency: mostly payable (a multiple of the minor unit) and the size of a grant or of a budget,
/// sometimes finer than the minor unit, sometimes of 28 digits; either sign.
pub fn money_in(currency: Currency) -> impl Strategy<Value = Money> {
    let minor = currency.exponent().map_or(0, u32::from);
    prop_oneof![
        4 => (-10_000_000_000_000_i128..=10_000_000_000_000, Just(minor)),
        1 => (-79_228_162_514_264_337_593_543_950_335_i128..=79_228_162_514_264_337_593_543_950_335, 0..=28_u32),
        1 => (Just(0), Just(0)),
    ]
    .prop_filter_map("an amount that a decimal holds", move |(units, scale)| {
        Decimal::try_from_i128_with_scale(units, scale).ok().map(|amount| Money::new(amount, currency))
    })
}

/// A whole number of đồng of at least zero and at most a hundred thousand billion (10^14).
pub fn vnd() -> impl Strategy<Value = Money> {
    (0..=100_000_000_000_000_i64).prop_map(Money::vnd)
}

/// Any scale in which amounts are printed.
pub fn money_scale() -> impl Strategy<Value = MoneyScale> {
    prop_oneof![Just(MoneyScale::One), Just(MoneyScale::Thousand), Just(MoneyScale::Million), Just(MoneyScale::Billion)]
}

/// Any floor area: mostly that of a dwelling (up to 300 m2, one decimal), sometimes up to 1,000,000 m2.
pub fn floor_area() -> impl Strategy<Value = FloorArea> {
    prop_oneof![
        4 => (0..=3_000_i64).prop_map(|tenths| Decimal::new(tenths, 1)),
        2 => (0..=10_000_000_000_i64).prop_map(|square_centimetres| Decimal::new(square_centimetres, 4)),
        1 => Just(Decimal::ZERO),
        1 => Just(Decimal::new(1_000_000, 0)),
    ]
    .prop_filter_map("an area in range", |area| FloorArea::from_decimal(area).ok())
}

/// Any z-score: mostly of two decimals between -6 and 6, sometimes of four decimals between -20 and 20.
pub fn z_score() -> impl Strategy<Value = ZScore> {
    decimal_text([(-600..=600, 2), (-200_000..=200_000, 4), (-200..=-200, 2)])
}

/// Any body mass index from 0 to 100, mostly of two decimals.
pub fn body_mass_index() -> impl Strategy<Value = BodyMassIndex> {
    decimal_text([(1_200..=4_000, 2), (0..=1_000_000, 4), (1_850..=1_850, 2)])
}

/// Any number of months from 0 to 12, mostly whole or of one decimal.
pub fn months() -> impl Strategy<Value = Months> {
    decimal_text([(0..=12, 0), (0..=120, 1), (0..=120_000, 4)])
}

/// What a decimal number reads as: units from one of three ranges, with so many decimals.
fn decimal_text<T: core::str::FromStr + core::fmt::Debug>(
    ranges: [(core::ops::RangeInclusive<i64>, u32); 3],
) -> impl Strategy<Value = T> {
    let [usual, fine, edge] = ranges.map(|(units, scale)| units.prop_map(move |units| Decimal::new(units, scale)));
    prop_oneof![4 => usual, 2 => fine, 1 => edge]
        .prop_filter_map("a number in range", |number| number.to_string().parse().ok())
}

/// A day from 1900 to 2099, leaning towards leap days and the turns of years.
pub fn date() -> impl Strategy<Value = NaiveDate> {
    let named = |month: u32, day: u32| {
        (1900..=2099_i32)
            .prop_filter_map("a day of the calendar", move |year| NaiveDate::from_ymd_opt(year, month, day))
    };
    prop_oneof![
        6 => (FIRST_DAY..=LAST_DAY).prop_filter_map("a day of the calendar", NaiveDate::from_num_days_from_ce_opt),
        1 => named(2, 28),
        1 => (475..=524_i32).prop_filter_map("a leap day", |year| {
            NaiveDate::from_ymd_opt(year.saturating_mul(4), 2, 29)
        }),
        1 => named(1, 1),
        1 => named(12, 31),
    ]
}

/// Any period that starts on a [`date`]: with an end three times out of four.
pub fn period() -> impl Strategy<Value = Period> {
    prop_oneof![3 => bounded_period(), 1 => date().prop_map(Period::from)]
}

/// Any period that starts on a [`date`] and ends, after one day to some sixty years.
pub fn bounded_period() -> impl Strategy<Value = Period> {
    (date(), prop_oneof![1..=800_u64, 1..=22_000_u64]).prop_filter_map("an end within the calendar", |(start, days)| {
        Period::new(start, start.checked_add_days(chrono::Days::new(days))?).ok()
    })
}

/// Any rule of rounding.
pub fn rounding() -> impl Strategy<Value = Rounding> {
    prop_oneof![
        Just(Rounding::HalfUp),
        Just(Rounding::HalfEven),
        Just(Rounding::TowardZero),
        Just(Rounding::AwayFromZero),
        Just(Rounding::Floor),
        Just(Rounding::Ceiling),
    ]
}
