//! The form of a batch of households.

use super::{AMOUNT, COLUMN, CURRENCY, MEMBERS, MONEY_DECIMALS, UNANSWERED, WHY};
use arrow::datatypes::{DataType, Field, Fields, Schema, SchemaRef};
use poverty::household::read::{CellKind, Column, household_columns, member_columns};
use std::sync::Arc;

/// Columns of the table of members that say whose it is: a list of the household says it here.
const WHOSE: [&str; 2] = ["household", "number"];

/// The schema that [`write_households`](super::write_households) writes.
///
/// ```
/// use arrow::datatypes::DataType;
/// let schema = poverty_engine::households::schema();
/// assert_eq!(schema.field_with_name("toilet_shared")?.data_type(), &DataType::Boolean);
/// assert_eq!(schema.field_with_name("weight")?.data_type(), &DataType::Decimal128(20, 9));
/// assert!(schema.field_with_name("members")?.data_type().is_list());
/// # Ok::<(), arrow::error::ArrowError>(())
/// ```
#[must_use]
pub fn schema() -> SchemaRef {
    let mut fields: Vec<Field> = household_columns().map(field).collect();
    fields.push(Field::new_list(UNANSWERED, item(answer_fields()), true));
    fields.push(Field::new_list(MEMBERS, item(fields_of_members()), false));
    Arc::new(Schema::new(fields))
}

/// The columns of a member that stand in the list of its household.
pub(super) fn columns_of_a_member() -> impl Iterator<Item = &'static Column<poverty::household::read::MemberRow>> {
    member_columns().filter(|column| !WHOSE.contains(&column.name()))
}

pub(super) fn fields_of_members() -> Fields {
    let mut fields: Vec<Field> = columns_of_a_member().map(field).collect();
    fields.push(Field::new_list(UNANSWERED, item(answer_fields()), true));
    fields.into()
}

/// Which column has no value, and why.
pub(super) fn answer_fields() -> Fields {
    Fields::from(vec![Field::new(COLUMN, code(), false), Field::new(WHY, code(), false)])
}

pub(super) fn money_fields() -> Fields {
    let amount = DataType::Decimal128(38, scale(MONEY_DECIMALS));
    Fields::from(vec![Field::new(AMOUNT, amount, false), Field::new(CURRENCY, code(), false)])
}

/// The element of a list of structs.
pub(super) fn item(fields: Fields) -> Field {
    Field::new_list_field(DataType::Struct(fields), false)
}

fn field<R: Default>(column: &Column<R>) -> Field {
    Field::new(column.name(), kind(column.kind()), !column.is_required())
}

fn code() -> DataType {
    DataType::Dictionary(Box::new(DataType::Int16), Box::new(DataType::Utf8))
}

/// The Arrow type of a kind of values.
pub(super) fn kind(kind: CellKind) -> DataType {
    match kind {
        CellKind::Code => code(),
        CellKind::TruthValue => DataType::Boolean,
        CellKind::WholeNumber => DataType::UInt32,
        // 64 bits of billionths have 20 digits; the largest area has 11.
        CellKind::Decimal { decimals } => DataType::Decimal128(if decimals > 4 { 20 } else { 12 }, scale(decimals)),
        CellKind::Date => DataType::Date32,
        CellKind::Money => DataType::Struct(money_fields()),
        _ => DataType::Utf8,
    }
}

pub(super) fn scale(decimals: u8) -> i8 {
    i8::try_from(decimals).unwrap_or(i8::MAX)
}
