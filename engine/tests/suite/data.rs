//! Data and specifications that the tests share.

use crate::households::{Order, households};
use arrow::array::{Array, ArrayRef, AsArray, BooleanArray, Int16Array, RecordBatch, StringArray};
use arrow::compute::cast;
use arrow::datatypes::DataType;
use arrow::util::display::{ArrayFormatter, FormatOptions};
use poverty::measure::Tidy;
use poverty::measure::spec::{Spec, SurveyReader};
use std::sync::Arc;

/// A survey with a design, periods, nulls, and indicators as truth values, numbers with codes, and texts.
pub(crate) const SPEC: &str = r#"
[data]
weight = "weight"
stratum = "stratum"
psu = "psu"
period = "year"
missing = "reweight_dimension"

[options]
lonely_psu = "adjust"
subgroups = ["area", ["province", "ethnic_group"]]
changes = [["2021", "2024"]]

[[dimension]]
id = "work"
indicators = [{ column = "employment" }, { column = "dependency" }]
[[dimension]]
id = "education"
indicators = [{ column = "schooling" }, { column = "attendance" }, { column = "nutrition" }]
[[dimension]]
id = "services"
indicators = [
  { column = "water", codes = { "2" = "deprived", "1" = "not_deprived", "9" = "refused" } },
  { column = "toilet", codes = { none = "deprived", flush = "not_deprived", "" = "not_deprived" } },
]

[[weighting]]
id = "nested"
cutoffs = ["1/3", "1/2"]
"#;

/// The same of persons, without a design.
pub(crate) const PERSONS: &str = r#"
[data]
weight = "weight"
size = "household_size"

[options]
unit = "person"
standard_errors = false
subgroups = ["area"]

[[dimension]]
id = "all"
indicators = [{ column = "water", codes = { "2" = "deprived", "1" = "not_deprived", "9" = "refused" } }, { column = "schooling" }]

[[weighting]]
id = "nested"
cutoffs = ["1/2"]
"#;

pub(crate) fn spec(text: &str) -> Spec {
    Spec::from_toml("test.toml", text).unwrap()
}

/// Households whose columns are of many types and have nulls.
pub(crate) fn survey(count: u64) -> Vec<RecordBatch> {
    households(7, count, Order::Random).unwrap().iter().map(varied).collect()
}

fn varied(batch: &RecordBatch) -> RecordBatch {
    let truth = |name: &str| batch.column_by_name(name).unwrap().as_boolean().clone();
    let (water, toilet, schooling) = (truth("water"), truth("toilet"), truth("schooling"));
    let schema = batch.schema();
    let columns = schema.fields().iter().zip(batch.columns()).map(|(field, column)| {
        let column: ArrayRef = match field.name().as_str() {
            "water" => Arc::new(
                (0..water.len())
                    .map(|row| match row % 13 {
                        3 => None,
                        5 => Some(9),
                        _ => Some(if water.value(row) { 2 } else { 1 }),
                    })
                    .collect::<Int16Array>(),
            ),
            "toilet" => Arc::new(
                (0..toilet.len())
                    .map(|row| (row % 17 != 3).then(|| if toilet.value(row) { "none" } else { "flush" }))
                    .collect::<StringArray>(),
            ),
            "schooling" => Arc::new(
                (0..schooling.len()).map(|row| (row % 19 != 7).then(|| schooling.value(row))).collect::<BooleanArray>(),
            ),
            "ethnic_group" => cast(column, &DataType::Utf8).unwrap(),
            _ => column.clone(),
        };
        (field.name().clone(), column, true)
    });
    RecordBatch::try_from_iter_with_nullable(columns).unwrap()
}

/// The rows as the texts of a CSV table.
pub(crate) fn texts(batch: &RecordBatch) -> Vec<Vec<String>> {
    let text = |column: &ArrayRef, row: usize| match column.data_type() {
        _ if column.is_null(row) => String::new(),
        DataType::Boolean => u8::from(column.as_boolean().value(row)).to_string(),
        _ => ArrayFormatter::try_new(column, &FormatOptions::default()).unwrap().value(row).to_string(),
    };
    (0..batch.num_rows()).map(|row| batch.columns().iter().map(|column| text(column, row)).collect()).collect()
}

/// The results by the core, row by row.
pub(crate) fn by_rows(spec: &Spec, batches: &[RecordBatch]) -> Tidy {
    let schema = batches[0].schema();
    let names = schema.fields().iter().map(|field| field.name().as_str());
    let mut reader = SurveyReader::new(spec, "rows", names).unwrap();
    for row in batches.iter().flat_map(texts) {
        reader.push(&row).unwrap();
    }
    reader.finish().unwrap().measure().unwrap()
}
