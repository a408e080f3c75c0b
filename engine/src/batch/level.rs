//! From the column of an axis to the numbers of its levels.

use super::cells::Cells;
use super::indicator::Refusal;
use super::value::{Plain, texts};
use arrow::array::{Array, ArrayRef, AsArray};
use arrow::datatypes::{
    ArrowNativeType, ArrowPrimitiveType, DataType, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type,
    UInt32Type, UInt64Type,
};
use arrow::error::ArrowError;
use std::collections::HashMap;
use std::sync::Arc;

const NONE: u32 = u32::MAX;

/// Whole numbers below it are found through an array.
const SMALL: usize = 1 << 16;

/// The levels of one axis: each has a number in the order of coming, the same for equal texts from columns of any type.
#[derive(Debug, Default)]
pub(super) struct Levels {
    names: Vec<Arc<str>>,
    by_name: HashMap<Arc<str>, u32>,
    /// Numbers of the levels that are small whole numbers, and of the other whole numbers.
    small: Vec<u32>,
    large: HashMap<i64, u32>,
    /// The dictionary met last, and the numbers of its values.
    dictionary: Option<(ArrayRef, Vec<u32>)>,
}

impl Levels {
    pub(super) fn len(&self) -> usize {
        self.names.len()
    }

    pub(super) fn name(&self, number: u32) -> &str {
        self.names.get(number as usize).map_or("", |name| name)
    }

    /// The number of a level.
    pub(super) fn intern(&mut self, name: &str) -> u32 {
        if let Some(number) = self.by_name.get(name) {
            return *number;
        }
        let (name, number) = (Arc::<str>::from(name), u32::try_from(self.names.len()).unwrap_or(NONE));
        self.names.push(name.clone());
        self.by_name.insert(name, number);
        number
    }

    fn of_integer(&mut self, value: i64) -> u32 {
        let place = usize::try_from(value).ok().filter(|place| *place < SMALL);
        let known = match place {
            Some(place) => self.small.get(place).copied(),
            None => self.large.get(&value).copied(),
        };
        if let Some(number) = known.filter(|number| *number != NONE) {
            return number;
        }
        let number = self.intern(&value.to_string());
        match place {
            Some(place) => {
                if self.small.len() <= place {
                    self.small.resize(place.saturating_add(1), NONE);
                }
                if let Some(own) = self.small.get_mut(place) {
                    *own = number;
                }
            }
            None => drop(self.large.insert(value, number)),
        }
        number
    }

    /// The number of the level of each row; nulls are the empty level.
    pub(super) fn read(&mut self, column: &ArrayRef, numbers: &mut Vec<u32>) -> Result<(), ArrowError> {
        numbers.clear();
        let nulls = column.nulls().filter(|nulls| nulls.null_count() > 0).cloned();
        match Plain::of(column)? {
            Plain::Integer(plain) => {
                // Rows often repeat the level before them.
                let mut last = None;
                for (row, value) in plain.as_primitive::<Int64Type>().values().iter().enumerate() {
                    // What stands under a null is no level.
                    if nulls.as_ref().is_some_and(|nulls| nulls.is_null(row)) {
                        numbers.push(NONE);
                        continue;
                    }
                    let number = match last {
                        Some((same, number)) if same == *value => number,
                        _ => self.of_integer(*value),
                    };
                    last = Some((*value, number));
                    numbers.push(number);
                }
            }
            Plain::Text(plain) => {
                let texts = plain.as_string::<i32>();
                let mut last: Option<(&str, u32)> = None;
                for row in 0..texts.len() {
                    let value = if texts.is_null(row) { "" } else { texts.value(row).trim() };
                    let number = match last {
                        Some((same, number)) if same == value => number,
                        _ => self.intern(value),
                    };
                    last = Some((value, number));
                    numbers.push(number);
                }
            }
            Plain::Dictionary(plain) => {
                let dictionary = plain.as_any_dictionary();
                let of_values = self.of_dictionary(dictionary.values());
                with_keys(dictionary.keys(), of_values, Append(numbers));
            }
            Plain::Boolean(plain) | Plain::Other(plain) => {
                numbers.extend(texts(&plain).iter().map(|value| self.intern(value)));
            }
        }
        if let Some(nulls) = nulls {
            let empty = self.intern("");
            let unknown = numbers.iter_mut().zip(nulls.iter()).filter(|(_, known)| !known);
            unknown.for_each(|(number, _)| *number = empty);
        }
        Ok(())
    }

    /// Joins the levels of a dictionary without nulls to the numbers of the rows, in one go; `false` for any other column.
    pub(super) fn join_dictionary(
        &mut self,
        column: &ArrayRef,
        cells: &mut Cells,
        axis: usize,
        numbers: &mut [u32],
    ) -> bool {
        let Some(dictionary) = column.as_any_dictionary_opt().filter(|own| own.null_count() == 0) else { return false };
        self.of_dictionary(dictionary.values());
        let (levels, of_values) = (self.len(), self.dictionary.as_ref().map_or(&[][..], |(_, numbers)| numbers));
        with_keys(dictionary.keys(), of_values, Join { cells, axis, levels, numbers });
        true
    }

    /// The number of each value of a dictionary, looked up once for all its batches.
    fn of_dictionary(&mut self, values: &ArrayRef) -> &[u32] {
        if self.dictionary.as_ref().is_none_or(|(own, _)| !Arc::ptr_eq(own, values)) {
            let numbers = texts(values).iter().map(|value| self.intern(value)).collect();
            self.dictionary = Some((values.clone(), numbers));
        }
        self.dictionary.as_ref().map_or(&[], |(_, numbers)| numbers)
    }

    /// Refuses rows at the empty level.
    pub(super) fn require_names(&self, numbers: &[u32]) -> Result<(), Refusal> {
        let Some(empty) = self.by_name.get("") else { return Ok(()) };
        match numbers.iter().position(|number| number == empty) {
            None => Ok(()),
            Some(row) => Err(Refusal::Value { row, value: String::new() }),
        }
    }
}

/// What is done with the level of each row.
trait Take {
    fn take(self, levels: impl Iterator<Item = u32>);
}

struct Append<'n>(&'n mut Vec<u32>);

impl Take for Append<'_> {
    fn take(self, levels: impl Iterator<Item = u32>) {
        self.0.extend(levels);
    }
}

struct Join<'n> {
    cells: &'n mut Cells,
    axis: usize,
    levels: usize,
    numbers: &'n mut [u32],
}

impl Take for Join<'_> {
    fn take(self, levels: impl Iterator<Item = u32>) {
        self.cells.join(self.axis, self.levels, levels, self.numbers);
    }
}

/// Hands on the numbers of the values that keys of any width stand for; what stands under a null may be no key.
fn with_keys(keys: &dyn Array, of_values: &[u32], take: impl Take) {
    fn of<K: ArrowPrimitiveType>(keys: &dyn Array, of_values: &[u32], take: impl Take) {
        let keys = keys.as_primitive::<K>().values();
        take.take(keys.iter().map(|key| of_values.get(key.as_usize()).copied().unwrap_or(NONE)));
    }
    match keys.data_type() {
        DataType::Int8 => of::<Int8Type>(keys, of_values, take),
        DataType::Int16 => of::<Int16Type>(keys, of_values, take),
        DataType::Int32 => of::<Int32Type>(keys, of_values, take),
        DataType::UInt8 => of::<UInt8Type>(keys, of_values, take),
        DataType::UInt16 => of::<UInt16Type>(keys, of_values, take),
        DataType::UInt32 => of::<UInt32Type>(keys, of_values, take),
        DataType::UInt64 => of::<UInt64Type>(keys, of_values, take),
        _ => of::<Int64Type>(keys, of_values, take),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use arrow::array::{BooleanArray, DictionaryArray, Int8Array, Int64Array, StringArray, UInt32Array};
    use arrow::datatypes::Int8Type;

    #[test]
    fn equal_texts_are_one_level_whatever_the_type() {
        let mut levels = Levels::default();
        let mut of = |column: ArrayRef| {
            let mut numbers = Vec::new();
            levels.read(&column, &mut numbers).unwrap();
            numbers.iter().map(|number| levels.name(*number).to_owned()).collect::<Vec<_>>()
        };
        let dictionary = |keys: Int8Array| {
            DictionaryArray::<Int8Type>::new(keys, Arc::new(StringArray::from(vec!["1", "70000", "x"])))
        };
        assert_eq!(
            of(Arc::new(Int64Array::from(vec![Some(1), Some(70_000), None, Some(-3)]))),
            ["1", "70000", "", "-3"]
        );
        assert_eq!(
            of(Arc::new(StringArray::from(vec![Some(" 1"), None, Some("x"), Some("-3")]))),
            ["1", "", "x", "-3"]
        );
        assert_eq!(
            of(Arc::new(dictionary(Int8Array::from(vec![Some(2), None, Some(0), Some(1)])))),
            ["x", "", "1", "70000"]
        );
        assert_eq!(of(Arc::new(UInt32Array::from(vec![70_000, 1]))), ["70000", "1"]);
        assert_eq!(of(Arc::new(BooleanArray::from(vec![Some(true), Some(false), None]))), ["1", "0", ""]);
        let names: Vec<_> = (0..).take(levels.len()).map(|number| levels.name(number)).collect();
        assert_eq!(names, ["1", "70000", "-3", "", "x", "0"], "nothing else");
    }
}
