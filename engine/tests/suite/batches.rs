//! Batches of every shape give what rows give.

use crate::data;
use arrow::array::{Array, ArrayRef, BooleanArray, Float64Array, RecordBatch, RecordBatchIterator, StringArray};
use arrow::error::ArrowError;
use arrow::ffi_stream::{ArrowArrayStreamReader, FFI_ArrowArrayStream};
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

/// What a binding of another language hands over at the boundary, taken in without a copy.
#[test]
fn batches_come_in_through_the_c_interface() {
    let spec = data::spec(data::PERSONS);
    let rows = data::survey(5_000);
    let expected = data::by_rows(&spec, &rows);
    let halves = [rows[0].slice(0, 1_234), rows[0].slice(1_234, 3_766)];
    let stream = |batches: Vec<Result<RecordBatch, ArrowError>>| {
        let batches = RecordBatchIterator::new(batches, rows[0].schema());
        ArrowArrayStreamReader::try_new(FFI_ArrowArrayStream::new(Box::new(batches))).unwrap()
    };
    let first = stream(halves.clone().map(Ok).into()).next().unwrap().unwrap();
    let weights = |batch: &RecordBatch| batch.column_by_name("weight").unwrap().to_data().buffers()[0].as_ptr();
    assert_eq!(weights(&first), weights(&halves[0]), "the same memory");

    let mut reader = BatchReader::new(&spec, "another language");
    reader.push_all(stream(halves.clone().map(Ok).into())).unwrap();
    assert_eq!(reader.finish().unwrap().measure().unwrap(), expected);

    let broken = ArrowError::IoError("the connection is gone".to_owned(), std::io::Error::other("gone"));
    let mut reader = BatchReader::new(&spec, "another language");
    let error = reader.push_all(stream(vec![Ok(halves[0].clone()), Err(broken)])).unwrap_err();
    assert_eq!(error.code(), "engine/corrupt");
    assert!(error.to_string().starts_with("another language, row 1235: "), "{error}");
    assert!(error.to_string().contains("the connection is gone"), "{error}");
}

/// A dictionary without values, as writers make for a column of which nothing is known, is a column of nulls.
#[test]
fn a_dictionary_without_values_is_a_column_of_nulls() {
    use arrow::array::{DictionaryArray, Int8Array, new_null_array};
    use arrow::datatypes::Int8Type;
    let spec = wide(2);
    let none = StringArray::from(Vec::<&str>::new());
    let empty = DictionaryArray::<Int8Type>::new(Int8Array::from(vec![None; 3]), Arc::new(none));
    let truth = |value| -> ArrayRef { Arc::new(BooleanArray::from(vec![value; 3])) };
    let weights: ArrayRef = Arc::new(Float64Array::from(vec![1.0; 3]));
    let measure = |group: ArrayRef, indicator: ArrayRef| {
        let columns = [("g", group), ("w", weights.clone()), ("i0", indicator), ("i1", truth(Some(true)))];
        let batch = RecordBatch::try_from_iter_with_nullable(columns.map(|(name, own)| (name, own, true))).unwrap();
        let mut reader = BatchReader::new(&spec, "batches");
        reader.push(&batch).unwrap();
        reader.finish().unwrap().measure().unwrap()
    };
    let nulls = new_null_array(&arrow::datatypes::DataType::Utf8, 3);
    assert_eq!(measure(Arc::new(empty.clone()), Arc::new(empty)), measure(nulls, truth(None)));
}
