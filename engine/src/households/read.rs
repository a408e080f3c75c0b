//! From a batch to households.

use super::schema::columns_of_a_member;
use super::{AMOUNT, COLUMN, CURRENCY, MEMBERS, UNANSWERED, WHY};
use crate::batch::value::{is_readable, keys, text};
use crate::{EngineError, Place};
use arrow::array::{Array, ArrayRef, AsArray, ListArray, RecordBatch, StructArray};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Fields};
use poverty::household::read::{CellKind, Column, MemberRow, household_columns};
use poverty::household::{Household, HouseholdBuilder, Member};

/// The households of a batch of [`schema`](super::schema()), in its order. `source` is the name that errors point at.
///
/// # Errors
/// [`EngineError::Form`] for a column that is missing or not known; [`EngineError::ColumnType`];
/// [`EngineError::Value`] for a value that its column does not take, and for one that `unanswered` says is not there;
/// [`EngineError::Household`] for a household without members. Each with the row of its household. Nothing is returned of the others
/// then.
pub fn read_households(source: &str, batch: &RecordBatch) -> Result<Vec<Household>, EngineError> {
    let place = Place { source: source.to_owned(), ..Place::default() };
    let members = lists(batch.column_by_name(MEMBERS), MEMBERS, &place)?;
    let members = members.ok_or_else(|| form(&place, MEMBERS, "absent", "a list of structs"))?;
    let mut own = vec![HouseholdBuilder::default(); batch.num_rows()];
    let rows = Table {
        place: &place,
        prefix: "",
        row_of: &Some,
        columns: household_columns().collect(),
        apart: &[MEMBERS, UNANSWERED],
    };
    rows.read(batch.schema().fields(), batch.columns(), &mut own)?;
    let of_rows = read_members(&place, members)?;
    let built = own.into_iter().zip(of_rows).enumerate().map(|(row, (household, members))| {
        let refused = |error| EngineError::Household { place: at(&place, row), error };
        household.members(members).build().map_err(refused)
    });
    built.collect()
}

/// The members of each row.
fn read_members(place: &Place, lists: &ListArray) -> Result<Vec<Vec<Member>>, EngineError> {
    // A slice of a batch keeps the values of all rows.
    let offsets: Vec<usize> = lists.value_offsets().iter().map(|own| usize::try_from(*own).unwrap_or(0)).collect();
    let (first, end) = (offsets.first().copied().unwrap_or(0), offsets.last().copied().unwrap_or(0));
    let structs = lists.values().slice(first, end.saturating_sub(first));
    let structs = structs.as_struct();
    // What stands between lists, or under a null one, is nobody's.
    let mut household_of = vec![None; structs.len()];
    for (row, ends) in offsets.windows(2).enumerate().filter(|(row, _)| lists.is_valid(*row)) {
        let &[begin, end] = ends else { continue };
        let range = begin.saturating_sub(first)..end.saturating_sub(first);
        household_of.get_mut(range).into_iter().flatten().for_each(|of| *of = Some(row));
    }
    let mut people = vec![MemberRow::default(); structs.len()];
    let members = Table {
        place,
        prefix: "members.",
        row_of: &|member| household_of.get(member).copied().flatten(),
        columns: columns_of_a_member().collect(),
        apart: &[UNANSWERED],
    };
    members.read(structs.fields(), structs.columns(), &mut people)?;
    let mut of_rows = vec![Vec::new(); lists.len()];
    for ((member, person), row) in people.into_iter().enumerate().zip(&household_of) {
        let Some(row) = row else { continue };
        if structs.is_null(member) {
            let (column, expected) = (MEMBERS.to_owned(), "a member, not null".to_owned());
            return Err(EngineError::Value { place: at(place, *row), column, value: String::new(), expected });
        }
        if let Some(members) = of_rows.get_mut(*row) {
            members.push(person.member);
        }
    }
    Ok(of_rows)
}

/// The columns of households or of members.
struct Table<'t, R: 'static> {
    place: &'t Place,
    prefix: &'static str,
    /// The row of the household of a record; nothing for one that is not read.
    row_of: &'t dyn Fn(usize) -> Option<usize>,
    columns: Vec<&'static Column<R>>,
    /// Columns that are not read as values.
    apart: &'static [&'static str],
}

impl<R: Default> Table<'_, R> {
    fn read(&self, fields: &Fields, arrays: &[ArrayRef], records: &mut [R]) -> Result<(), EngineError> {
        for required in self.columns.iter().filter(|column| column.is_required()) {
            if !fields.iter().any(|field| field.name() == required.name()) {
                return Err(self.form(required.name(), "absent", "there"));
            }
        }
        for (place, field) in fields.iter().enumerate() {
            if fields.iter().take(place).any(|before| before.name() == field.name()) {
                return Err(self.form(field.name(), "there twice", "there once"));
            }
        }
        let mut answered: Vec<(&'static str, &ArrayRef)> = Vec::new();
        for (field, array) in fields.iter().zip(arrays) {
            if self.apart.contains(&field.name().as_str()) {
                continue;
            }
            let Some(column) = self.columns.iter().find(|column| column.name() == field.name()) else {
                let expected: Vec<&str> = self.columns.iter().map(|column| column.name()).collect();
                return Err(self.form(
                    field.name(),
                    "there",
                    &format!("only columns that are known: {}", expected.join(", ")),
                ));
            };
            self.column(column, array, records)?;
            answered.push((column.name(), array));
        }
        let unanswered = fields.iter().zip(arrays).find(|(field, _)| field.name() == UNANSWERED);
        match lists(unanswered.map(|(_, array)| array), UNANSWERED, self.place)? {
            Some(lists) => self.unanswered(lists, &answered, records),
            None => Ok(()),
        }
    }

    fn column(&self, column: &Column<R>, array: &ArrayRef, records: &mut [R]) -> Result<(), EngineError> {
        let values = Values::of(column.kind(), array).ok_or_else(|| EngineError::ColumnType {
            place: self.place.clone(),
            column: format!("{}{}", self.prefix, column.name()),
            found: array.data_type().to_string(),
            expected: expected(column.kind()),
        })?;
        for (row, record) in records.iter_mut().enumerate() {
            if array.is_null(row) && !column.is_required() || (self.row_of)(row).is_none() {
                continue;
            }
            let value = values.text(row);
            column.read(record, &value).map_err(|expected| self.value(row, column.name(), value, expected))?;
        }
        Ok(())
    }

    /// Puts the reasons of what is not known into the records.
    fn unanswered(
        &self,
        lists: &ListArray,
        answered: &[(&'static str, &ArrayRef)],
        records: &mut [R],
    ) -> Result<(), EngineError> {
        let answers = lists.values().as_struct();
        let part = |name: &str| {
            answers.column_by_name(name).ok_or_else(|| self.form(&format!("{UNANSWERED}.{name}"), "absent", "there"))
        };
        let (names, reasons) = (part(COLUMN)?, part(WHY)?);
        for (row, record) in records.iter_mut().enumerate() {
            if lists.is_null(row) || (self.row_of)(row).is_none() {
                continue;
            }
            let first = lists.value_offsets().get(row).map_or(0, |first| usize::try_from(*first).unwrap_or(0));
            let length = usize::try_from(lists.value_length(row)).unwrap_or(0);
            for answer in first..first.saturating_add(length) {
                let (name, why) = (text(names, answer), text(reasons, answer));
                let Some(column) = self.columns.iter().find(|column| column.name() == name && !column.is_required())
                else {
                    return Err(self.value(row, UNANSWERED, name, "the name of a column that may be null".to_owned()));
                };
                let value = answered.iter().find(|(own, _)| *own == name).map(|(_, array)| *array);
                if value.is_some_and(|value| value.is_valid(row)) {
                    let expected = format!("no reason, as `{name}` has a value");
                    return Err(self.value(row, UNANSWERED, why, expected));
                }
                let cell = if why == "not_applicable" { why.clone() } else { format!("unknown:{why}") };
                column.read(record, &cell).map_err(|expected| self.value(row, UNANSWERED, why, expected))?;
            }
        }
        Ok(())
    }

    fn value(&self, row: usize, column: &str, value: String, expected: String) -> EngineError {
        let column = format!("{}{column}", self.prefix);
        EngineError::Value { place: at(self.place, (self.row_of)(row).unwrap_or(0)), column, value, expected }
    }

    fn form(&self, column: &str, found: &str, expected: &str) -> EngineError {
        form(self.place, &format!("{}{column}", self.prefix), found, expected)
    }
}

/// The values of a column as the texts of its kind.
enum Values {
    /// For each row the position of its text.
    Codes(Vec<usize>, Vec<String>),
    Texts(ArrayRef),
    Money(StructArray),
    Other(ArrayRef),
}

impl Values {
    /// Nothing for a type in which the kind can't be written.
    fn of(kind: CellKind, array: &ArrayRef) -> Option<Self> {
        if kind == CellKind::Money
            && let Some(parts) = array.as_struct_opt()
        {
            return (parts.column_by_name(AMOUNT).is_some() && parts.column_by_name(CURRENCY).is_some())
                .then(|| Self::Money(parts.clone()));
        }
        match array.data_type() {
            DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => {
                cast(array, &DataType::Utf8).ok().map(Self::Texts)
            }
            DataType::Dictionary(_, values) if **values != DataType::Boolean => {
                let dictionary = array.as_any_dictionary();
                let values = Self::of(kind, dictionary.values())?;
                let texts = (0..dictionary.values().len()).map(|row| values.text(row)).collect();
                Some(Self::Codes(keys(dictionary), texts))
            }
            // Empty whatever it should be: a table of which nobody knew anything.
            DataType::Null => Some(Self::Other(array.clone())),
            DataType::Boolean if kind != CellKind::TruthValue => None,
            other => is_readable(other).then(|| Self::Other(array.clone())),
        }
    }

    fn text(&self, row: usize) -> String {
        match self {
            Self::Codes(keys, texts) => keys.get(row).and_then(|key| texts.get(*key)).cloned().unwrap_or_default(),
            // Not trimmed: an identifier is what it is.
            Self::Texts(array) if array.is_valid(row) => array.as_string::<i32>().value(row).to_owned(),
            Self::Money(parts) if parts.is_valid(row) => {
                let part = |name: &str| parts.column_by_name(name).map_or_else(String::new, |part| text(part, row));
                format!("{} {}", without_zeros(&part(AMOUNT)), part(CURRENCY))
            }
            Self::Other(array) if array.is_valid(row) => match array.data_type() {
                DataType::Boolean => array.as_boolean().value(row).to_string(),
                DataType::Decimal128(..)
                | DataType::Decimal256(..)
                | DataType::Decimal64(..)
                | DataType::Decimal32(..) => without_zeros(&text(array, row)).to_owned(),
                _ => text(array, row),
            },
            Self::Texts(_) | Self::Money(_) | Self::Other(_) => String::new(),
        }
    }
}

/// A decimal without the zeros that its type adds.
fn without_zeros(decimal: &str) -> &str {
    if decimal.contains('.') { decimal.trim_end_matches('0').trim_end_matches('.') } else { decimal }
}

/// A column of lists of structs, if it is there.
fn lists<'a>(array: Option<&'a ArrayRef>, column: &str, place: &Place) -> Result<Option<&'a ListArray>, EngineError> {
    let Some(array) = array else { return Ok(None) };
    let lists = array.as_list_opt::<i32>().filter(|lists| lists.values().as_struct_opt().is_some());
    lists.map(Some).ok_or_else(|| EngineError::ColumnType {
        place: place.clone(),
        column: column.to_owned(),
        found: array.data_type().to_string(),
        expected: "a list of structs",
    })
}

const fn expected(kind: CellKind) -> &'static str {
    match kind {
        CellKind::Code => "a dictionary of texts, or texts",
        CellKind::TruthValue => "truth values, or the texts `true` and `false`",
        CellKind::WholeNumber => "whole numbers",
        CellKind::Decimal { .. } => "decimals or other numbers",
        CellKind::Date => "dates",
        CellKind::Money => "a struct of `amount` and `currency`, or texts such as `1150000 VND`",
        _ => "texts",
    }
}

pub(super) fn at(place: &Place, row: usize) -> Place {
    Place { row: u64::try_from(row).ok().and_then(|row| row.checked_add(1)), ..place.clone() }
}

fn form(place: &Place, column: &str, found: &str, expected: &str) -> EngineError {
    EngineError::Form {
        place: place.clone(),
        column: column.to_owned(),
        found: found.to_owned(),
        expected: expected.to_owned(),
    }
}
