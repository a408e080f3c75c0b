//! From the columns of weights and members to billionths.

use super::indicator::Refusal;
use super::sums::Units;
use super::value::text;
use arrow::array::{Array, ArrayRef, AsArray};
use arrow::compute::{CastOptions, cast_with_options};
use arrow::datatypes::{DataType, Decimal128Type, Float64Type, Int64Type};
use poverty::measure::spec::Grouping;

const ONE: u64 = 1_000_000_000;

/// Adding it to a float from 0 to 2^52 rounds the sum to a whole number, whose bits stand in the low end of the float.
const TWO_TO_52: f64 = 4_503_599_627_370_496.0;

/// Below it, neighbouring floats are closer than a billionth: nine decimals tell them apart, and a weight in billionths is below
/// 2^52.
const FLOAT_MAX: f64 = 4_000_000.0;

/// Thousandths: the unit of weights with at most three decimals, whose sums are small.
const THOUSANDTH: u64 = 1_000_000;

/// The household weights of a column, in the largest unit that all are a multiple of and that their type makes plain; returns how
/// many were rounded to billionths.
pub(super) fn weights(column: &ArrayRef, weights: &mut Units) -> Result<u64, Refusal> {
    let strict = CastOptions { safe: false, ..CastOptions::default() };
    let known = column.null_count() == 0;
    let fits = match column.data_type() {
        DataType::Float64 if known => {
            let values = column.as_primitive::<Float64Type>().values();
            floats(values, 1e3, THOUSANDTH, weights) || floats(values, 1e9, 1, weights)
        }
        kind if kind.is_integer() && known => {
            let plain = cast_with_options(column, &DataType::Int64, &strict)?;
            integers(plain.as_primitive::<Int64Type>().values(), ONE, weights)
        }
        DataType::Decimal128(_, scale) if known && (0..=9).contains(scale) => {
            let unit = 10_u64.pow(u32::try_from(9_i8.saturating_sub(*scale)).unwrap_or(0));
            integers(column.as_primitive::<Decimal128Type>().values(), unit, weights)
        }
        _ => false,
    };
    if fits { Ok(0) } else { by_texts(column, weights) }
}

/// Whether all floats are such multiples of a unit that no other decimal of nine decimals is the same float.
fn floats(values: &[f64], units_of_one: f64, billionths: u64, weights: &mut Units) -> bool {
    weights.billionths = billionths;
    weights.of_rows.clear();
    let mut exact = true;
    weights.of_rows.extend(values.iter().map(|value| {
        let sum = value * units_of_one + TWO_TO_52;
        exact &= (0.0..FLOAT_MAX).contains(value) & (((sum - TWO_TO_52) / units_of_one).to_bits() == value.to_bits());
        sum.to_bits().wrapping_sub(TWO_TO_52.to_bits())
    }));
    exact
}

/// Whether all whole numbers are weights of a unit.
fn integers<T: Copy + TryInto<u64>>(values: &[T], billionths: u64, weights: &mut Units) -> bool {
    weights.billionths = billionths;
    weights.of_rows.clear();
    let mut exact = true;
    weights.of_rows.extend(values.iter().map(|value| {
        let units: u64 = (*value).try_into().unwrap_or(u64::MAX);
        exact &= units.checked_mul(billionths).is_some();
        units
    }));
    // An impossible weight of a billionth each would fit.
    exact && !(billionths == 1 && weights.of_rows.contains(&u64::MAX))
}

/// What a type does not make plain: each weight is the number that its text means.
fn by_texts(column: &ArrayRef, weights: &mut Units) -> Result<u64, Refusal> {
    weights.billionths = 1;
    weights.of_rows.clear();
    let mut rounded = 0_u64;
    for row in 0..column.len() {
        let value = text(column.as_ref(), row);
        let (weight, was_rounded) = Grouping::weight_of(&value).ok_or(Refusal::Value { row, value })?;
        rounded = rounded.saturating_add(u64::from(was_rounded));
        weights.of_rows.push(weight);
    }
    Ok(rounded)
}

/// Weights of households times their members; `Err` with the row whose product does not fit 64 bits of billionths.
pub(super) fn of_members(column: &ArrayRef, weights: &mut Units) -> Result<(), Refusal> {
    let strict = CastOptions { safe: false, ..CastOptions::default() };
    let whole = if column.data_type().is_integer() {
        Some(cast_with_options(column, &DataType::Int64, &strict)?)
    } else {
        None
    };
    let billionths = weights.billionths;
    for (row, weight) in weights.of_rows.iter_mut().enumerate() {
        let refused = || Refusal::Value { row, value: text(column.as_ref(), row) };
        let members = match &whole {
            Some(plain) if plain.is_valid(row) => u32::try_from(plain.as_primitive::<Int64Type>().value(row)).ok(),
            Some(_) | None => Grouping::members_of(&text(column.as_ref(), row)),
        };
        let product = members.and_then(|members| weight.checked_mul(u64::from(members)));
        *weight = product.filter(|product| product.checked_mul(billionths).is_some()).ok_or_else(refused)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use arrow::array::{Decimal128Array, Float32Array, Float64Array, Int32Array, StringArray};
    use std::sync::Arc;

    fn of(column: impl Array + 'static) -> Result<(Vec<u64>, u64), Refusal> {
        let mut own = Units::default();
        let rounded = weights(&(Arc::new(column) as ArrayRef), &mut own)?;
        Ok((own.in_billionths().collect(), rounded))
    }

    #[test]
    fn floats_are_read_as_their_shortest_decimals() {
        let values = vec![0.0, 126.201, 0.1, 1.0 / 3.0, 3_999_999.123_456_789, 1e9, 0.000_000_001, 543.210_987_654_321];
        let expected: Vec<(u64, bool)> =
            values.iter().map(|value: &f64| Grouping::weight_of(&value.to_string()).unwrap()).collect();
        let (own, rounded) = of(Float64Array::from(values)).unwrap();
        assert_eq!(own, expected.iter().map(|(weight, _)| *weight).collect::<Vec<_>>());
        assert_eq!(rounded, expected.iter().filter(|(_, rounded)| *rounded).count() as u64);
        assert_eq!(rounded, 2);
    }

    /// Weights of three decimals, as surveys have them, are thousandths; finer ones are billionths.
    #[test]
    fn units_are_as_large_as_the_type_tells() {
        let unit = |column: ArrayRef| {
            let mut own = Units::default();
            weights(&column, &mut own).unwrap();
            (own.of_rows[0], own.billionths)
        };
        assert_eq!(unit(Arc::new(Float64Array::from(vec![126.201, 0.5]))), (126_201, THOUSANDTH));
        assert_eq!(unit(Arc::new(Float64Array::from(vec![126.201, 0.5001]))), (126_201_000_000, 1));
        assert_eq!(unit(Arc::new(Int32Array::from(vec![126]))), (126, ONE));
        let decimals = Decimal128Array::from(vec![126_201]).with_precision_and_scale(10, 3).unwrap();
        assert_eq!(unit(Arc::new(decimals)), (126_201, THOUSANDTH));
        assert_eq!(unit(Arc::new(StringArray::from(vec!["126.201"]))), (126_201_000_000, 1));
    }

    #[test]
    fn every_type_gives_the_same_billionths() {
        let expected = vec![126_000_000_000, 500_000_000_000];
        assert_eq!(of(Float64Array::from(vec![126.0, 500.0])).unwrap().0, expected);
        assert_eq!(of(Float32Array::from(vec![126.0, 500.0])).unwrap().0, expected);
        assert_eq!(of(Int32Array::from(vec![126, 500])).unwrap().0, expected);
        assert_eq!(of(StringArray::from(vec!["126", " 5e2 "])).unwrap().0, expected);
        let decimals = Decimal128Array::from(vec![126_000, 500_000]).with_precision_and_scale(10, 3).unwrap();
        assert_eq!(of(decimals).unwrap().0, expected);
        // A float of 32 bits is the decimal that it prints, not its neighbour of 64.
        assert_eq!(of(Float32Array::from(vec![126.201])).unwrap(), (vec![126_201_000_000], 0));
    }

    #[test]
    fn what_is_no_weight_is_told_with_its_row() {
        let row = |refusal: Refusal| match refusal {
            Refusal::Value { row, value } => (row, value),
            Refusal::Arrow(error) => panic!("{error}"),
        };
        assert_eq!(row(of(Float64Array::from(vec![1.0, -1.0])).unwrap_err()), (1, "-1".to_owned()));
        assert_eq!(row(of(Float64Array::from(vec![1.0, f64::NAN])).unwrap_err()), (1, "NaN".to_owned()));
        assert_eq!(row(of(Float64Array::from(vec![None, Some(1.0)])).unwrap_err()), (0, String::new()));
        assert_eq!(row(of(Int32Array::from(vec![Some(2), None])).unwrap_err()), (1, String::new()));
        assert_eq!(row(of(Int32Array::from(vec![2, -2])).unwrap_err()), (1, "-2".to_owned()));
    }
}
