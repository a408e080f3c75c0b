//! A batch of households under a standard.

use super::read::{at, read_households};
use crate::{EngineError, Place};
use arrow::array::{ArrayRef, RecordBatch, StringArray, StringDictionaryBuilder, UInt32Array, UInt64Array};
use arrow::array::{ListBuilder, StringBuilder};
use arrow::datatypes::Int16Type;
use chrono::NaiveDate;
use poverty::household::Household;
use poverty::measure::{Axes, PatternTable, Structure};
use poverty::quantity::{CountedUnit, Households, Persons, Unit, Weight};
use poverty::standard::Standard;
use std::sync::Arc;

/// What a standard says of the households of a batch.
#[derive(Clone, Debug)]
pub struct Assessed {
    classes: RecordBatch,
    table: AssessedTable,
}

/// The patterns of what was assessed, by `place` and `area`.
#[derive(Clone, Debug)]
pub enum AssessedTable {
    /// Of households, under a standard that gives classes to households.
    Households(PatternTable<Households>),
    /// Of persons, under a standard that gives classes to persons: each has the weight of its household.
    Persons(PatternTable<Persons>),
}

impl Assessed {
    /// One row for each household, or for each member where the standard assesses persons:
    ///
    /// | column | Arrow | what |
    /// |---|---|---|
    /// | `household` | `Utf8` | its identifier |
    /// | `member` | `UInt32` | the number of the member, from 1; null for a household |
    /// | `class` | `Dictionary(Int16, Utf8)` | the class; null where several remain possible |
    /// | `possible_classes` | `List(Utf8)` | the class, or those that remain possible |
    /// | `deprived`, `missing` | `UInt64` | the indicators that it lacks, and those that are not known: bit 0 is the standard's first |
    /// | `lines_exceeded` | `UInt32` | how many lines the income exceeds; null where it is not known |
    #[must_use]
    pub const fn classes(&self) -> &RecordBatch {
        &self.classes
    }

    /// The table of patterns, to be merged with those of other batches and measured.
    #[must_use]
    pub const fn table(&self) -> &AssessedTable {
        &self.table
    }

    /// The batch of classes and the table.
    #[must_use]
    pub fn into_parts(self) -> (RecordBatch, AssessedTable) {
        (self.classes, self.table)
    }
}

/// Assesses the households of a batch of [`schema`](super::schema()) as of a day, as
/// [`Standard::assess_units`] does one by one. `source` is the name that errors point at.
///
/// ```
/// use poverty::household::{Household, Member, Services, Toilet};
/// use poverty::place::Area;
/// use poverty::standard::Standards;
/// use poverty_engine::households::{assess_batch, write_households};
/// let household = Household::builder("H1", "24133", Area::Rural)
///     .services(Services::default().with_toilet(Toilet::OpenPit))
///     .member(Member::aged(41)?)
///     .build()?;
/// let batch = write_households(&[household])?;
/// let decree = Standards::embedded().get("vn-decree-07-2021")?;
/// let assessed = assess_batch(decree, "survey", &batch, "2024-12-31".parse()?)?;
/// let deprived = assessed.classes().column_by_name("deprived").unwrap();
/// let bit = decree.indicator_index("toilet").unwrap();
/// assert_eq!(deprived.as_any().downcast_ref::<arrow::array::UInt64Array>().unwrap().value(0), 1 << bit);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// As [`read_households`]; [`EngineError::Assessment`] with the row of the household. Nothing is returned of the others then.
pub fn assess_batch(
    standard: &Standard,
    source: &str,
    batch: &RecordBatch,
    on: NaiveDate,
) -> Result<Assessed, EngineError> {
    let households = read_households(source, batch)?;
    let place = Place { source: source.to_owned(), ..Place::default() };
    let mut rows = Rows::default();
    let table = match standard.unit() {
        Unit::Household => AssessedTable::Households(assess(standard, &place, &households, on, &mut rows)?),
        Unit::Person => AssessedTable::Persons(assess(standard, &place, &households, on, &mut rows)?),
    };
    Ok(Assessed { classes: rows.finish()?, table })
}

fn assess<U: CountedUnit>(
    standard: &Standard,
    place: &Place,
    households: &[Household],
    on: NaiveDate,
    rows: &mut Rows,
) -> Result<PatternTable<U>, EngineError> {
    let axes = Axes::new().subgroup("place")?.subgroup("area")?;
    let mut table = PatternTable::new(&Structure::of_standard(standard)?, axes)?;
    for (row, household) in households.iter().enumerate() {
        let refused = |error| EngineError::Assessment { place: at(place, row), error: Box::new(error) };
        let cell = table.cell(&[household.place(), &household.area().to_string()])?;
        let weight = Weight::from_billionths(household.weight().billionths());
        let units = standard.assess_units(household, on).map_err(refused)?;
        for (assessment, number) in units.iter().zip(1_u32..) {
            table.add(cell, assessment.profile(), weight)?;
            rows.households.append_value(household.id());
            rows.members.push((standard.unit() == Unit::Person).then_some(number));
            match assessment.class() {
                Some(class) => drop(rows.classes.append(class.id())?),
                None => rows.classes.append_null(),
            }
            assessment.possible_classes().for_each(|class| rows.possible.values().append_value(class.id()));
            rows.possible.append(true);
            rows.deprived.push(assessment.profile().deprived());
            rows.missing.push(assessment.profile().missing());
            rows.lines.push(assessment.lines_exceeded().and_then(|lines| u32::try_from(lines).ok()));
        }
    }
    Ok(table)
}

/// The columns of the classes.
#[derive(Default)]
struct Rows {
    households: StringBuilder,
    members: Vec<Option<u32>>,
    classes: StringDictionaryBuilder<Int16Type>,
    possible: ListBuilder<StringBuilder>,
    deprived: Vec<u64>,
    missing: Vec<u64>,
    lines: Vec<Option<u32>>,
}

impl Rows {
    fn finish(mut self) -> Result<RecordBatch, EngineError> {
        let households: StringArray = self.households.finish();
        let columns: [(&str, ArrayRef, bool); 7] = [
            ("household", Arc::new(households), false),
            ("member", Arc::new(UInt32Array::from(self.members)), true),
            ("class", Arc::new(self.classes.finish()), true),
            ("possible_classes", Arc::new(self.possible.finish()), false),
            ("deprived", Arc::new(UInt64Array::from(self.deprived)), false),
            ("missing", Arc::new(UInt64Array::from(self.missing)), false),
            ("lines_exceeded", Arc::new(UInt32Array::from(self.lines)), true),
        ];
        Ok(RecordBatch::try_from_iter_with_nullable(columns)?)
    }
}
