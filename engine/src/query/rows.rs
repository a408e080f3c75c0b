//! From the rows of a plan to a survey.

use super::failure::query;
use super::plan::plan;
use crate::batch::value::text;
use crate::{EngineError, GroupedReader, GroupedRow};
use datafusion::arrow::array::{Array, ArrayRef, AsArray, RecordBatch};
use datafusion::arrow::datatypes::{DataType, Decimal128Type, Int64Type};
use datafusion::prelude::DataFrame;
use poverty::measure::spec::{Spec, Survey};

/// The survey in a table, computed by DataFusion.
///
/// ```
/// use arrow::array::{ArrayRef, BooleanArray, Float64Array, Int32Array, RecordBatch};
/// use datafusion::prelude::SessionContext;
/// use poverty::measure::spec::Spec;
/// use poverty_engine::query::survey;
/// use std::sync::Arc;
/// let spec = Spec::from_toml("mine.toml", r#"
/// data = { weight = "w" }
/// options = { standard_errors = false, measures = ["H"] }
/// dimension = [{ id = "housing", indicators = [{ column = "water" }, { column = "toilet_type IN (4, 5)", id = "toilet" }] }]
/// weighting = [{ id = "nested", cutoffs = ["1"] }]
/// "#)?;
/// let batch = RecordBatch::try_from_iter([
///     ("w", Arc::new(Float64Array::from(vec![1.5, 0.5, 2.0])) as ArrayRef),
///     ("water", Arc::new(BooleanArray::from(vec![true, true, false])) as ArrayRef),
///     ("toilet_type", Arc::new(Int32Array::from(vec![4, 1, 5])) as ArrayRef),
/// ])?;
/// let frame = SessionContext::new().read_batch(batch)?;
/// let runtime = tokio::runtime::Builder::new_multi_thread().build()?;
/// let results = runtime.block_on(survey(&spec, frame))?.measure()?;
/// assert_eq!(results.rows()[0].estimate, Some(0.375));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// As [`plan`] and [`collect`].
pub async fn survey<'s>(spec: &'s Spec, frame: DataFrame) -> Result<Survey<'s>, EngineError> {
    collect(spec, plan(spec, frame)?).await
}

/// Runs a plan made by [`plan`] and reads its rows.
///
/// # Errors
/// [`EngineError::Query`] if the engine fails, whatever was computed until then; as [`read_grouped`].
pub async fn collect<'s>(spec: &'s Spec, plan: DataFrame) -> Result<Survey<'s>, EngineError> {
    read_grouped(spec, &plan.collect().await.map_err(query)?)
}

/// The survey in the rows of a plan made by [`plan`], or of the query of [`sql`](crate::sql) that DataFusion has run.
///
/// # Errors
/// [`EngineError::Query`] for other columns than a plan makes; as [`GroupedReader::push`] and [`GroupedReader::finish`].
pub fn read_grouped<'s>(spec: &'s Spec, batches: &[RecordBatch]) -> Result<Survey<'s>, EngineError> {
    let mut reader = GroupedReader::new(spec, "the query")?;
    for batch in batches {
        let axes = reader.grouping().levels.len();
        let (levels, sums) = batch.columns().split_at(axes.min(batch.num_columns()));
        let sums = Sums(sums);
        for row in 0..batch.num_rows() {
            let texts: Vec<String> = levels.iter().map(|column| text(column.as_ref(), row)).collect();
            let names: Vec<&str> = texts.iter().map(String::as_str).collect();
            reader.push(&names, sums.row(row)?)?;
        }
    }
    reader.finish()
}

/// The columns after the levels.
struct Sums<'b>(&'b [ArrayRef]);

impl Sums<'_> {
    fn row(&self, row: usize) -> Result<GroupedRow, EngineError> {
        let mut read = GroupedRow {
            deprived: self.number(0, row)?.cast_unsigned(),
            missing: self.number(1, row)?.cast_unsigned(),
            invalid: self.number(2, row)?.cast_unsigned(),
            invalid_weights: self.count(3, row)?,
            invalid_sizes: self.count(4, row)?,
            billionths: 0,
            rows: self.count(6, row)?,
        };
        // Without any valid weight there is no sum; the reader refuses such rows.
        if read.invalid_weights == 0 && read.invalid_sizes == 0 {
            read.billionths = self.billionths(row)?;
        }
        Ok(read)
    }

    fn number(&self, place: usize, row: usize) -> Result<i64, EngineError> {
        let column = self.0.get(place).filter(|column| column.is_valid(row));
        let column = column.and_then(|column| column.as_primitive_opt::<Int64Type>());
        column.map(|column| column.value(row)).ok_or_else(|| unexpected(place))
    }

    fn count(&self, place: usize, row: usize) -> Result<u64, EngineError> {
        u64::try_from(self.number(place, row)?).map_err(|_| unexpected(place))
    }

    fn billionths(&self, row: usize) -> Result<u128, EngineError> {
        let nine = |column: &&ArrayRef| matches!(column.data_type(), DataType::Decimal128(_, 9));
        let column = self.0.get(5).filter(nine).and_then(|column| column.as_primitive_opt::<Decimal128Type>());
        let sum = column.filter(|column| column.is_valid(row)).map(|column| column.value(row));
        sum.and_then(|sum| u128::try_from(sum).ok()).ok_or_else(|| unexpected(5))
    }
}

fn unexpected(place: usize) -> EngineError {
    EngineError::Query { message: format!("column {place} after the levels is not what the plan makes") }
}
