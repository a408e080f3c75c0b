//! Batches of every shape give what rows give.

use crate::data;
use arrow::array::{ArrayRef, BooleanArray, Float64Array, RecordBatch, StringArray};
use poverty::measure::spec::{Spec, SurveyReader, SurveyTable};
use poverty_engine::{BatchReader, results};
use proptest::prelude::*;
use std::sync::Arc;

/// A specification of so many indicators, with a level and weights.
fn wide(indicators: usize) -> Spec {
    let columns: Vec<String> = (0..indicators).map(|number| format!("{{ column = \"i{number}\" }}")).collect();
    data::spec(&format!(
        "data = {{ weight = \"w\" }}\noptions = {{ standard_errors = false, subgroups = [\"g\"] }}\n\
         dimension = [{{ id = \"all\", indicators = [{}] }}]\nweighting = [{{ id = \"nested\", cutoffs = [\"1/2\"] }}]",
        columns.join(", ")
    ))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// Any number of indicators (dense and hashed), rows, nulls and slices: the table is that of the core.
    #[test]
    fn a_table_from_batches_is_that_from_rows(
        indicators in prop_oneof![1_usize..14, Just(16), Just(17), Just(64)],
        rows in prop::collection::vec((0_u8..5, any::<u64>(), any::<u64>(), 0_u32..4_000_000), 1..300),
        nulls in any::<bool>(),
        skip in 0_usize..70,
    ) {
        let spec = wide(indicators);
        let mut names = vec!["g".to_owned(), "w".to_owned()];
        let mut columns: Vec<ArrayRef> = vec![
            Arc::new(rows.iter().map(|row| Some(row.0.to_string())).collect::<StringArray>()),
            Arc::new(rows.iter().map(|row| Some(f64::from(row.3) / 1_000.0)).collect::<Float64Array>()),
        ];
        for bit in 0..indicators {
            names.push(format!("i{bit}"));
            let value = |row: &(u8, u64, u64, u32)| {
                (!nulls || row.2 >> bit & 7 != 0).then_some(row.1 >> bit & 1 == 1)
            };
            columns.push(Arc::new(rows.iter().map(value).collect::<BooleanArray>()));
        }
        let batch = RecordBatch::try_from_iter(names.iter().zip(columns)).unwrap();
        let skip = skip.min(rows.len() - 1);
        let batch = batch.slice(skip, rows.len() - skip);
        let mut reader = BatchReader::new(&spec, "batches");
        reader.push(&batch).unwrap();
        let survey = reader.finish().unwrap();
        let mut by_rows = SurveyReader::new(&spec, "rows", names.iter().map(String::as_str)).unwrap();
        for row in data::texts(&batch) {
            by_rows.push(&row).unwrap();
        }
        let expected = by_rows.finish().unwrap();
        match (survey.table(), expected.table()) {
            (Some(SurveyTable::Households(own)), Some(SurveyTable::Households(expected))) => prop_assert!(own == expected),
            other => prop_assert!(false, "{other:?}"),
        }
        prop_assert_eq!(survey.rows(), expected.rows());
        prop_assert!(survey.codes().next().is_none() && expected.codes().next().is_some());
    }
}

#[test]
fn a_specification_that_needs_rows_gets_them() {
    let text = data::SPEC.replace("psu = \"psu\"\n", "").replace("stratum = \"stratum\"\n", "")
        + "\n[income]\ncolumn = \"income\"\nlines = \"1500000\"\n";
    let spec = data::spec(&text);
    assert_eq!(spec.grouping(), None);
    let rows = data::survey(2_000);
    let mut reader = BatchReader::new(&spec, "batches");
    rows.iter().for_each(|batch| reader.push(batch).unwrap());
    assert_eq!(reader.finish().unwrap().measure().unwrap(), data::by_rows(&spec, &rows));
}

#[test]
fn results_are_a_batch_with_a_row_a_result() {
    let spec = data::spec(data::PERSONS);
    let tidy = data::by_rows(&spec, &data::survey(1_000));
    let batch = results(&tidy).unwrap();
    assert_eq!((batch.num_rows(), batch.num_columns()), (tidy.rows().len(), 20));
    let written = data::texts(&batch);
    assert_eq!((written[0][0].as_str(), written[0][14].as_str()), (tidy.rows()[0].measure.as_str(), "person"));
    let fingerprint = tidy.rows()[0].fingerprint.map_or_else(String::new, |own| own.to_string());
    assert_eq!(written[0][19], fingerprint);
}

#[test]
fn batches_come_in_through_the_c_data_interface() {
    use arrow::array::{Array, StructArray};
    use arrow::ffi::to_ffi;
    // What a binding of another language does on its side of the boundary; what it hands over is a `RecordBatch` here.
    let spec = data::spec(data::PERSONS);
    let rows = data::survey(500);
    let (array, schema) = to_ffi(&StructArray::from(rows[0].clone()).into_data()).unwrap();
    assert_eq!((array.num_children(), schema.children().count()), (21, 21));
    let kind = arrow::datatypes::DataType::try_from(&schema).unwrap();
    assert_eq!(kind, arrow::datatypes::DataType::Struct(rows[0].schema().fields().clone()));
    let expected = data::by_rows(&spec, &rows);
    let mut reader = BatchReader::new(&spec, "another language");
    reader.push(&rows[0]).unwrap();
    assert_eq!(reader.finish().unwrap().measure().unwrap(), expected);
}
