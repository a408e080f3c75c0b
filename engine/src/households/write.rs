//! From households to a batch.

use super::MONEY_DECIMALS;
use super::schema::{self, answer_fields, columns_of_a_member, fields_of_members, item, money_fields};
use crate::{EngineError, Place};
use arrow::array::{
    ArrayRef, BooleanArray, Date32Array, Decimal128Array, ListArray, RecordBatch, StringArray, StringDictionaryBuilder,
    StructArray, UInt32Array,
};
use arrow::buffer::{NullBuffer, OffsetBuffer};
use arrow::compute::kernels::cast_utils::Parser;
use arrow::datatypes::{Date32Type, Int16Type};
use arrow::error::ArrowError;
use poverty::household::read::{CellKind, Column, MemberRow, household_columns};
use poverty::household::{Household, HouseholdBuilder};
use std::sync::Arc;

/// Households as a batch of [`schema`](super::schema()), of which [`read_households`](super::read_households) makes equal ones.
///
/// ```
/// use poverty::household::{Household, Member, Observed, Services, Toilet, Unknown};
/// use poverty::place::Area;
/// use poverty_engine::households::{read_households, write_households};
/// let services = Services::default().with_toilet(Toilet::Septic).with_toilet_shared(Observed::Unknown(Unknown::Refused));
/// let household = Household::builder("H1", "24133", Area::Rural).services(services).member(Member::aged(41)?).build()?;
/// let batch = write_households(std::slice::from_ref(&household))?;
/// assert!(batch.column_by_name("toilet_shared").unwrap().is_null(0));
/// assert_eq!(read_households("H1", &batch)?, [household]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`EngineError::Value`] for an amount of money with more than nine decimals, which no currency has: it is not rounded.
/// [`EngineError::Arrow`] if Arrow can't hold the batch.
pub fn write_households(households: &[Household]) -> Result<RecordBatch, EngineError> {
    let records: Vec<HouseholdBuilder> = households.iter().map(Household::to_builder).collect();
    let people: Vec<MemberRow> = households
        .iter()
        .flat_map(Household::members)
        .map(|member| MemberRow { member: member.clone(), ..MemberRow::default() })
        .collect();
    let household_of: Vec<u64> = (1_u64..)
        .zip(households)
        .flat_map(|(row, household)| std::iter::repeat_n(row, household.members().len()))
        .collect();
    let mut columns = write(&household_columns().collect::<Vec<_>>(), &records, "", &|row| {
        u64::try_from(row).unwrap_or(u64::MAX).saturating_add(1)
    })?;
    let members = write(&columns_of_a_member().collect::<Vec<_>>(), &people, "members.", &|member| {
        household_of.get(member).copied().unwrap_or_default()
    })?;
    let members = StructArray::try_new(fields_of_members(), members, None)?;
    let sizes = households.iter().map(|household| household.members().len());
    columns.push(list(members, sizes, None)?);
    Ok(RecordBatch::try_new(schema::schema(), columns)?)
}

/// The columns of records, and the list of what is not known of them.
fn write<R: Default>(
    columns: &[&'static Column<R>],
    records: &[R],
    before: &str,
    row_of: &dyn Fn(usize) -> u64,
) -> Result<Vec<ArrayRef>, EngineError> {
    let mut written = Vec::with_capacity(columns.len().saturating_add(1));
    let mut unanswered: Vec<Vec<(&'static str, String)>> = vec![Vec::new(); records.len()];
    for column in columns {
        let mut texts: Vec<Option<String>> = Vec::with_capacity(records.len());
        for (record, unanswered) in records.iter().zip(&mut unanswered) {
            let text = column.write(record);
            // Only an identifier may be the word itself.
            match why(&text).filter(|_| !column.is_required()) {
                Some(why) => {
                    unanswered.push((column.name(), why.to_owned()));
                    texts.push(None);
                }
                None => texts.push((!text.is_empty()).then_some(text)),
            }
        }
        let array = array(column.kind(), &texts)?.map_err(|row| EngineError::Value {
            place: Place { source: "households".to_owned(), row: Some(row_of(row)), ..Place::default() },
            column: format!("{before}{}", column.name()),
            value: texts.get(row).cloned().flatten().unwrap_or_default(),
            expected: "a value of at most nine decimals and 38 digits with them".to_owned(),
        })?;
        written.push(array);
    }
    written.push(answers(&unanswered)?);
    Ok(written)
}

fn why(text: &str) -> Option<&str> {
    if text == "not_applicable" { Some(text) } else { text.strip_prefix("unknown:") }
}

/// A column of the texts of one kind; `Err` with the first that its type does not hold.
fn array(kind: CellKind, texts: &[Option<String>]) -> Result<Result<ArrayRef, usize>, ArrowError> {
    Ok(match kind {
        CellKind::Code => Ok(codes(texts.iter().map(Option::as_deref))?),
        CellKind::TruthValue => {
            values(texts, |text| text.parse::<bool>().ok()).map(|own| Arc::new(BooleanArray::from(own)) as ArrayRef)
        }
        CellKind::WholeNumber => {
            values(texts, |text| text.parse::<u32>().ok()).map(|own| Arc::new(UInt32Array::from(own)) as ArrayRef)
        }
        CellKind::Date => {
            let day = |text: &str| Date32Type::parse(text);
            values(texts, day).map(|own| Arc::new(Date32Array::from(own)) as ArrayRef)
        }
        CellKind::Decimal { decimals } => match values(texts, |text| fixed_point(text, decimals)) {
            Ok(own) => Ok(Arc::new(Decimal128Array::from(own).with_data_type(schema::kind(kind)))),
            Err(row) => Err(row),
        },
        CellKind::Money => match values(texts, |text| fixed_point(text.split_once(' ')?.0, MONEY_DECIMALS)) {
            Ok(amounts) => {
                let known: NullBuffer = amounts.iter().map(Option::is_some).collect();
                // What stands under a null of the whole is anything.
                let amounts: Decimal128Array = amounts.into_iter().map(|amount| Some(amount.unwrap_or(0))).collect();
                let amounts = amounts.with_precision_and_scale(38, schema::scale(MONEY_DECIMALS))?;
                let currency = |text: &'_ Option<String>| {
                    Some(
                        text.as_deref()
                            .and_then(|text| text.split_once(' '))
                            .map_or("", |(_, currency)| currency)
                            .to_owned(),
                    )
                };
                let currencies: Vec<Option<String>> = texts.iter().map(currency).collect();
                let currencies = codes(currencies.iter().map(Option::as_deref))?;
                Ok(Arc::new(StructArray::try_new(money_fields(), vec![Arc::new(amounts), currencies], Some(known))?))
            }
            Err(row) => Err(row),
        },
        _ => Ok(Arc::new(texts.iter().map(Option::as_deref).collect::<StringArray>())),
    })
}

/// The values of texts; `Err` with the first that is none.
fn values<T>(texts: &[Option<String>], of: impl Fn(&str) -> Option<T>) -> Result<Vec<Option<T>>, usize> {
    let value = |(row, text): (usize, &Option<String>)| match text {
        None => Ok(None),
        Some(text) => of(text).map(Some).ok_or(row),
    };
    texts.iter().enumerate().map(value).collect()
}

fn codes<'t>(texts: impl Iterator<Item = Option<&'t str>>) -> Result<ArrayRef, ArrowError> {
    let mut builder = StringDictionaryBuilder::<Int16Type>::new();
    for text in texts {
        match text {
            Some(text) => drop(builder.append(text)?),
            None => builder.append_null(),
        }
    }
    Ok(Arc::new(builder.finish()))
}

/// Units of the last of so many decimals, exactly.
fn fixed_point(text: &str, decimals: u8) -> Option<i128> {
    let (negative, digits) = text.strip_prefix('-').map_or((false, text), |digits| (true, digits));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let zeros = usize::from(decimals).checked_sub(part.len())?;
    let units: i128 = format!("{whole}{part}{}", "0".repeat(zeros)).parse().ok()?;
    // 38 digits are what a decimal of 128 bits is sure to hold.
    let fits = units < 10_i128.pow(38);
    fits.then_some(if negative { units.wrapping_neg() } else { units })
}

/// The lists of reasons; null for those who answered everything.
fn answers(unanswered: &[Vec<(&'static str, String)>]) -> Result<ArrayRef, ArrowError> {
    let all = || unanswered.iter().flatten();
    let columns = codes(all().map(|(column, _)| Some(*column)))?;
    let reasons = codes(all().map(|(_, why)| Some(why.as_str())))?;
    let answers = StructArray::try_new(answer_fields(), vec![columns, reasons], None)?;
    let known = unanswered.iter().map(|own| !own.is_empty()).collect();
    list(answers, unanswered.iter().map(Vec::len), Some(known))
}

fn list(
    values: StructArray,
    lengths: impl Iterator<Item = usize>,
    nulls: Option<NullBuffer>,
) -> Result<ArrayRef, ArrowError> {
    let field = Arc::new(item(values.fields().clone()));
    let offsets = OffsetBuffer::<i32>::from_lengths(lengths);
    Ok(Arc::new(ListArray::try_new(field, offsets, Arc::new(values), nulls)?))
}
