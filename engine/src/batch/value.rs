//! The values of columns as texts, for codebooks and levels of any type.

use arrow::array::{AnyDictionaryArray, Array, ArrayRef, AsArray};
use arrow::compute::{CastOptions, cast_with_options};
use arrow::datatypes::{DataType, Float32Type, Float64Type};
use arrow::error::ArrowError;
use arrow::util::display::{ArrayFormatter, FormatOptions};

/// A column in the one form of its kind, so that few types are left to read.
#[derive(Debug)]
pub(super) enum Plain {
    /// Truth values.
    Boolean(ArrayRef),
    /// Whole numbers, as `Int64`.
    Integer(ArrayRef),
    /// Texts, as `Utf8`.
    Text(ArrayRef),
    /// A dictionary: for each row the position of its value, and the values in their one form.
    Dictionary(ArrayRef),
    /// Everything else, read through texts.
    Other(ArrayRef),
}

impl Plain {
    /// # Errors
    /// Whole numbers past 63 bits.
    pub(super) fn of(column: &ArrayRef) -> Result<Self, ArrowError> {
        let to = |to: &DataType| {
            if column.data_type() == to {
                return Ok(column.clone());
            }
            cast_with_options(column, to, &CastOptions { safe: false, ..CastOptions::default() })
        };
        Ok(match column.data_type() {
            DataType::Boolean => Self::Boolean(column.clone()),
            DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => Self::Text(to(&DataType::Utf8)?),
            DataType::Dictionary(_, _) => Self::Dictionary(column.clone()),
            kind if kind.is_integer() => Self::Integer(to(&DataType::Int64)?),
            _ => Self::Other(column.clone()),
        })
    }
}

/// Whether values of a type can be written as texts of one line.
pub(crate) const fn is_readable(kind: &DataType) -> bool {
    match kind {
        DataType::Dictionary(_, values) => is_readable(values),
        DataType::List(_)
        | DataType::LargeList(_)
        | DataType::ListView(_)
        | DataType::LargeListView(_)
        | DataType::FixedSizeList(_, _)
        | DataType::Struct(_)
        | DataType::Map(_, _)
        | DataType::Union(_, _)
        | DataType::Binary
        | DataType::LargeBinary
        | DataType::BinaryView
        | DataType::FixedSizeBinary(_)
        | DataType::RunEndEncoded(_, _) => false,
        _ => true,
    }
}

/// A value as it would stand in a CSV table: empty for a null, 1 and 0 for truth values, numbers in as few digits as tell them
/// apart.
pub(crate) fn text(column: &dyn Array, row: usize) -> String {
    if column.is_null(row) {
        return String::new();
    }
    match column.data_type() {
        DataType::Boolean => String::from(if column.as_boolean().value(row) { "1" } else { "0" }),
        DataType::Utf8 => column.as_string::<i32>().value(row).trim().to_owned(),
        DataType::Float64 => column.as_primitive::<Float64Type>().value(row).to_string(),
        DataType::Float32 => column.as_primitive::<Float32Type>().value(row).to_string(),
        DataType::Dictionary(_, _) => {
            let one = column.slice(row, 1);
            let dictionary = one.as_any_dictionary();
            keys(dictionary).first().map_or_else(String::new, |key| text(dictionary.values().as_ref(), *key))
        }
        _ => {
            let formatted = ArrayFormatter::try_new(column, &FormatOptions::default());
            let text = formatted.map(|formatter| formatter.value(row).to_string());
            text.unwrap_or_default().trim().to_owned()
        }
    }
}

/// The position of each row's value; past all values where there are none, as all rows are null.
pub(crate) fn keys(dictionary: &dyn AnyDictionaryArray) -> Vec<usize> {
    if dictionary.values().is_empty() {
        return vec![usize::MAX; dictionary.len()];
    }
    dictionary.normalized_keys()
}

/// The texts of all values of a column.
pub(super) fn texts(column: &ArrayRef) -> Vec<String> {
    if let DataType::Dictionary(_, _) = column.data_type() {
        let dictionary = column.as_any_dictionary();
        let values = texts(dictionary.values());
        let value = |(row, key): (usize, usize)| {
            if column.is_null(row) { String::new() } else { values.get(key).cloned().unwrap_or_default() }
        };
        return keys(dictionary).into_iter().enumerate().map(value).collect();
    }
    (0..column.len()).map(|row| text(column.as_ref(), row)).collect()
}
