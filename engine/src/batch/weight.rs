//! From the columns of weights and members to billionths.

use super::indicator::Refusal;
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

/// The household weights of a column in billionths; returns how many were rounded to them.
pub(super) fn weights(column: &ArrayRef, weights: &mut Vec<u64>) -> Result<u64, Refusal> {
    weights.clear();
    let mut rounded = 0_u64;
    let known = |row: usize| column.is_valid(row);
    let mut by_text = |row: usize| {
        let value = text(column.as_ref(), row);
        let (weight, was_rounded) = Grouping::weight_of(&value).ok_or(Refusal::Value { row, value })?;
        rounded = rounded.saturating_add(u64::from(was_rounded));
        Ok::<u64, Refusal>(weight)
    };
    let whole = cast_with_options;
    let strict = CastOptions { safe: false, ..CastOptions::default() };
    match column.data_type() {
        DataType::Float64 => {
            let values = column.as_primitive::<Float64Type>().values();
            let mut exact = column.null_count() == 0;
            weights.extend(values.iter().map(|value| {
                let sum = value * 1e9 + TWO_TO_52;
                let fits = (0.0..FLOAT_MAX).contains(value) && ((sum - TWO_TO_52) / 1e9).to_bits() == value.to_bits();
                exact &= fits;
                sum.to_bits().wrapping_sub(TWO_TO_52.to_bits())
            }));
            if !exact {
                weights.clear();
                for row in 0..column.len() {
                    weights.push(by_text(row)?);
                }
            }
        }
        kind if kind.is_integer() => {
            let plain = whole(column, &DataType::Int64, &strict)?;
            for (row, value) in plain.as_primitive::<Int64Type>().values().iter().enumerate() {
                let weight = u64::try_from(*value).ok().and_then(|value| value.checked_mul(ONE)).filter(|_| known(row));
                weights.push(match weight {
                    Some(weight) => weight,
                    None => by_text(row)?,
                });
            }
        }
        DataType::Decimal128(_, scale) if (0..=9).contains(scale) => {
            let factor = 10_u64.pow(u32::try_from(9_i8.saturating_sub(*scale)).unwrap_or(0));
            for (row, value) in column.as_primitive::<Decimal128Type>().values().iter().enumerate() {
                let weight =
                    u64::try_from(*value).ok().and_then(|value| value.checked_mul(factor)).filter(|_| known(row));
                weights.push(match weight {
                    Some(weight) => weight,
                    None => by_text(row)?,
                });
            }
        }
        _ => {
            for row in 0..column.len() {
                weights.push(by_text(row)?);
            }
        }
    }
    Ok(rounded)
}

/// Weights of households times their members; `Err` with the row whose product does not fit 64 bits.
pub(super) fn of_members(column: &ArrayRef, weights: &mut [u64]) -> Result<(), Refusal> {
    let strict = CastOptions { safe: false, ..CastOptions::default() };
    let whole = if column.data_type().is_integer() {
        Some(cast_with_options(column, &DataType::Int64, &strict)?)
    } else {
        None
    };
    for (row, weight) in weights.iter_mut().enumerate() {
        let refused = || Refusal::Value { row, value: text(column.as_ref(), row) };
        let members = match &whole {
            Some(plain) if plain.is_valid(row) => u32::try_from(plain.as_primitive::<Int64Type>().value(row)).ok(),
            Some(_) | None => Grouping::members_of(&text(column.as_ref(), row)),
        };
        let product = members.and_then(|members| weight.checked_mul(u64::from(members)));
        *weight = product.ok_or_else(refused)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use arrow::array::{Decimal128Array, Float32Array, Float64Array, Int32Array, StringArray};
    use std::sync::Arc;

    fn of(column: impl Array + 'static) -> Result<(Vec<u64>, u64), Refusal> {
        let mut own = Vec::new();
        let rounded = weights(&(Arc::new(column) as ArrayRef), &mut own)?;
        Ok((own, rounded))
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
