//! Bad input gives a typed error that names the file, the column and the row group, and nothing else.

use crate::data::{self, PERSONS};
use arrow::array::{ArrayRef, Float64Array, Int64Array, ListArray, RecordBatch, StringArray};
use poverty::measure::spec::Spec;
use poverty_engine::{BatchReader, EngineError, GroupedReader, GroupedRow, read_batches};
use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::Arc;

/// Writes a batch as Parquet, in row groups of so many rows.
#[cfg(feature = "parquet")]
pub(crate) fn write(path: &Path, batch: &RecordBatch, group: usize) {
    use parquet::arrow::ArrowWriter;
    use parquet::file::properties::WriterProperties;
    let properties = WriterProperties::builder().set_max_row_group_row_count(Some(group)).build();
    let file = std::fs::File::create(path).unwrap();
    let mut writer = ArrowWriter::try_new(file, batch.schema(), Some(properties)).unwrap();
    writer.write(batch).unwrap();
    writer.close().unwrap();
}

pub(crate) fn with(batch: &RecordBatch, name: &str, column: &ArrayRef) -> RecordBatch {
    let schema = batch.schema();
    let columns = schema.fields().iter().zip(batch.columns()).map(|(field, own)| {
        (field.name().clone(), if field.name() == name { column.clone() } else { own.clone() }, true)
    });
    RecordBatch::try_from_iter_with_nullable(columns).unwrap()
}

pub(crate) fn numbers(values: impl IntoIterator<Item = i64>) -> ArrayRef {
    Arc::new(Int64Array::from_iter_values(values))
}

fn refused(spec: &Spec, batch: &RecordBatch) -> EngineError {
    let mut reader = BatchReader::new(spec, "mine");
    reader.push(batch).unwrap_err()
}

#[test]
fn a_value_is_told_with_its_row_and_what_was_expected() {
    let spec = data::spec(PERSONS);
    let batch = &data::survey(20_000)[0];
    let rows = i64::try_from(batch.num_rows()).unwrap();
    let message = |name: &str, column: ArrayRef| {
        let error = refused(&spec, &with(batch, name, &column));
        assert_eq!(error.code(), "engine/value", "{error}");
        error.to_string()
    };
    assert_eq!(
        message("water", numbers((0..rows).map(|row| if row == 9_000 { 3 } else { 1 }))),
        "mine, row 9001: column `water` is `3`, expected 2 (deprived) or 1 (not_deprived) or 9 (refused) or empty (not_recorded)"
    );
    assert_eq!(
        message("schooling", numbers((0..rows).map(|row| if row == 70 { 2 } else { 0 }))),
        "mine, row 71: column `schooling` is `2`, expected 0 (not_deprived) or 1 (deprived) or empty (not_recorded)"
    );
    let weights: ArrayRef = Arc::new((0..rows).map(|row| (row != 8_192).then_some(1.5)).collect::<Float64Array>());
    assert_eq!(message("weight", weights), "mine, row 8193: column `weight` is ``, expected a number of at least 0");
    assert_eq!(
        message("household_size", numbers((0..rows).map(|row| if row == 1 { -4 } else { 4 }))),
        "mine, row 2: column `household_size` is `-4`, expected a whole number of at least 0 whose product with the weight fits \
         64 bits"
    );
}

#[test]
fn every_row_of_a_design_has_its_place() {
    let spec = data::spec(data::SPEC);
    let batch = &data::survey(200)[0];
    let psu: ArrayRef = Arc::new((0..200).map(|row| (row != 150).then_some("a")).collect::<StringArray>());
    let error = refused(&spec, &with(batch, "psu", &psu));
    let expected =
        "mine, row 151: column `psu` is ``, expected a primary sampling unit, which every row of the design has";
    assert_eq!(error.to_string(), expected);
}

#[test]
fn columns_are_there_and_of_a_type_that_can_be_written() {
    let spec = data::spec(PERSONS);
    let batch = &data::survey(50)[0];
    let without = batch.project(&[0, 1, 2, 3, 4, 5, 6, 7]).unwrap();
    assert_eq!(refused(&spec, &without).code(), "spec/missing-column");
    let lists: ArrayRef =
        Arc::new(ListArray::from_iter_primitive::<arrow::datatypes::Int32Type, _, _>((0..50).map(|_| Some([Some(1)]))));
    let error = refused(&spec, &with(batch, "water", &lists));
    assert_eq!(error.code(), "engine/column-type");
    assert!(error.to_string().starts_with("mine: column `water` is of type List"), "{error}");

    let mut reader = BatchReader::new(&spec, "mine");
    reader.push(batch).unwrap();
    let error = reader.push(&with(batch, "water", &numbers([1; 50]))).unwrap_err();
    assert_eq!(error.to_string(), "mine: column `water` is Int64, but Int16 in what was read before");
}

#[test]
fn a_thread_that_fails_fails_all() {
    let spec = data::spec(PERSONS);
    let good = data::survey(3_000)[0].clone();
    let bad = with(&good, "weight", &(Arc::new(Float64Array::from(vec![-1.0; 3_000])) as ArrayRef));
    let error = read_batches(&spec, "mine", &[good.clone(), bad, good], NonZeroUsize::new(2).unwrap()).unwrap_err();
    assert_eq!(error.to_string(), "mine, batch 1, row 1: column `weight` is `-1`, expected a number of at least 0");
    let nothing = read_batches(&spec, "mine", &[], NonZeroUsize::MIN).unwrap_err();
    assert_eq!(nothing.code(), "spec/no-rows");
}

#[test]
fn rows_that_a_database_could_not_group_exactly_are_refused() {
    let spec = data::spec(PERSONS);
    let push = |levels: &[&str], row| GroupedReader::new(&spec, "sums").unwrap().push(levels, row).unwrap_err();
    let row = GroupedRow { rows: 3, billionths: 5, ..GroupedRow::default() };
    let invalid = push(&["rural"], GroupedRow { invalid: 2, ..row });
    assert_eq!(invalid.code(), "engine/codes");
    assert!(invalid.to_string().starts_with("3 rows: column `schooling` has codes other than 0"), "{invalid}");
    assert_eq!(push(&["rural"], GroupedRow { invalid_weights: 1, ..row }).code(), "engine/weights");
    assert_eq!(push(&["rural"], GroupedRow { invalid_sizes: 1, ..row }).code(), "engine/value");
    assert_eq!(push(&["rural"], GroupedRow { deprived: 1, missing: 1, ..row }).code(), "engine/value");
    let mut reader = GroupedReader::new(&spec, "sums").unwrap();
    let error = reader.push_texts(&["rural", "0", "0", "0", "0", "0", "-1", "1"]).unwrap_err();
    assert!(error.to_string().starts_with("sums, row 1: column `weight` is `-1`"), "{error}");
    let rows_needed = data::spec(&data::SPEC.replace("psu = \"psu\"\n", ""));
    assert_eq!(GroupedReader::new(&rows_needed, "sums").unwrap_err().code(), "engine/needs-rows");
}

#[cfg(feature = "parquet")]
mod files {
    use super::*;
    use poverty_engine::parquet::{parquet_files, read_parquet};
    use std::fs;
    use std::path::PathBuf;

    fn read(files: &[PathBuf]) -> EngineError {
        read_parquet(&data::spec(PERSONS), files, NonZeroUsize::new(2).unwrap(), &|_| {}).unwrap_err()
    }

    #[test]
    fn files_that_are_not_there() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(parquet_files(&folder.path().display().to_string()).unwrap_err().code(), "engine/no-files");
        assert_eq!(parquet_files("nothing/*.parquet").unwrap_err().code(), "engine/no-files");
        assert_eq!(read(&[folder.path().join("away.parquet")]).code(), "engine/open");
    }

    #[test]
    fn files_that_disagree() {
        let folder = tempfile::tempdir().unwrap();
        let (one, two) = (folder.path().join("1.parquet"), folder.path().join("2.parquet"));
        let batch = &data::survey(100)[0];
        write(&one, batch, 1_000);
        write(&two, &with(batch, "water", &numbers([1; 100])), 1_000);
        let error = read(&[one, two.clone()]);
        let expected = format!("{}: column `water` is Int64, but Int16 in what was read before", two.display());
        assert_eq!(error.to_string(), expected);
    }

    #[test]
    fn a_value_is_told_with_its_file_and_row_group() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("1.parquet");
        let batch = &data::survey(100)[0];
        write(&path, &with(batch, "schooling", &numbers((0..100).map(|row| if row == 85 { 5 } else { 0 }))), 40);
        let error = read(std::slice::from_ref(&path)).to_string();
        let expected = format!("{}, row group 2, row 6: column `schooling` is `5`", path.display());
        assert!(error.starts_with(&expected), "{error}");
    }

    /// Cut off anywhere, or with a row group blanked: an error, never a part of the result, never a panic.
    #[test]
    fn damaged_files_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("1.parquet");
        let batch = &data::survey(3_000)[0];
        write(&path, batch, 1_000);
        let whole = fs::read(&path).unwrap();
        for part in 0..40 {
            fs::write(&path, &whole[..whole.len() * part / 40]).unwrap();
            let error = read(std::slice::from_ref(&path));
            assert_eq!(error.code(), "engine/corrupt", "{part}: {error}");
            assert!(error.to_string().starts_with(&path.display().to_string()), "{error}");
        }
        // The bytes of a row group zeroed: its first column can't be decoded.
        let mut damaged = whole.clone();
        let quarter = whole.len() / 4;
        damaged[4..quarter].fill(0);
        fs::write(&path, &damaged).unwrap();
        let error = read(std::slice::from_ref(&path)).to_string();
        assert!(error.starts_with(&format!("{}, row group 0", path.display())), "{error}");
        assert!(error.contains("column `"), "{error}");
    }
}
