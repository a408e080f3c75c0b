//! The columns of weights and members as decimals, with the question whether they are exactly that.

use super::codes::{trimmed, widened};
use super::failure::query;
use crate::EngineError;
use datafusion::arrow::datatypes::DataType;
use datafusion::logical_expr::{Expr, cast, lit, try_cast, when};

/// Below it, neighbouring floats are closer than a billionth, and times a billion they are whole numbers that a float holds.
/// From there on whole floats only are weights, which go through whole numbers.
const FLOAT_MAX: f64 = 4_000_000.0;

/// A column of numbers.
pub(super) enum Number {
    Whole(Expr),
    Decimal(Expr, DataType),
    Float(Expr),
}

/// A column as a decimal.
pub(super) struct Exact {
    /// Null where the value does not fit.
    pub(super) value: Expr,
    /// Whether the value is at least 0 and that decimal, no more and no less; null or false otherwise.
    pub(super) is_exact: Expr,
}

impl Number {
    /// Nothing if values of the type are no numbers, nor texts of numbers.
    pub(super) fn new(column: Expr, kind: &DataType) -> Option<Self> {
        Some(match kind {
            DataType::Dictionary(_, values) => return Self::new(cast(column, (**values).clone()), values),
            kind if kind.is_integer() => Self::Whole(try_cast(column, DataType::Int64)),
            DataType::Float64 => Self::Float(column),
            DataType::Float16 | DataType::Float32 => Self::Float(widened(column)),
            DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => {
                Self::Float(try_cast(trimmed(column), DataType::Float64))
            }
            kind if kind.is_decimal() => Self::Decimal(column, kind.clone()),
            _ => return None,
        })
    }

    /// The values as decimals of a type.
    pub(super) fn exactly(self, decimal: &DataType) -> Result<Exact, EngineError> {
        let to = |own: Expr| try_cast(own, decimal.clone());
        let (value, is_same, is_at_least_0) = match self {
            Self::Whole(own) => {
                let value = to(own.clone());
                (value.clone(), try_cast(value, DataType::Int64).eq(own.clone()), own.gt_eq(lit(0_i64)))
            }
            Self::Decimal(own, kind) => {
                let value = to(own.clone());
                (value.clone(), try_cast(value, kind).eq(own.clone()), own.gt_eq(lit(0_i64)))
            }
            Self::Float(own) => {
                let back = |value: Expr| try_cast(value, DataType::Float64).eq(own.clone());
                let by_size = |fine: Expr, large: Expr| {
                    when(own.clone().lt(lit(FLOAT_MAX)), fine).otherwise(large).map_err(query)
                };
                let whole = try_cast(own.clone(), DataType::Int64);
                let value = by_size(to(own.clone()), to(whole.clone()))?;
                (value, by_size(back(to(own.clone())), back(whole))?, own.gt_eq(lit(0.0_f64)))
            }
        };
        let is_exact = is_at_least_0.and(is_same).and(value.clone().is_not_null());
        Ok(Exact { value, is_exact })
    }
}
