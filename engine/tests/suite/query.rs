//! Plans of DataFusion and the measures as functions of its SQL.

use crate::bad_input::{numbers, with, write};
use crate::data::{self, PERSONS, SPEC, by_rows};
use arrow::array::{
    ArrayRef, AsArray, Decimal128Array, DictionaryArray, Float32Array, Float64Array, ListArray, RecordBatch,
    StringArray,
};
use arrow::datatypes::{Float64Type, Int8Type, Int32Type};
use datafusion::prelude::{SessionConfig, SessionContext};
use poverty::measure::Tidy;
use poverty::measure::spec::Spec;
use poverty_engine::query::{parquet_frame, plan, read_grouped, register_measures, survey, survey_of_files};
use poverty_engine::sql::{Dialect, sql};
use poverty_engine::{BatchReader, EngineError};
use std::collections::BTreeMap;
use std::fs;
use std::future::Future;
use std::path::PathBuf;
use std::sync::Arc;

pub(crate) fn context(partitions: usize) -> SessionContext {
    SessionContext::new_with_config(SessionConfig::new().with_target_partitions(partitions).with_batch_size(1_000))
}

pub(crate) fn run<F: Future>(future: F) -> F::Output {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap().block_on(future)
}

fn by_plan(spec: &Spec, batch: &RecordBatch) -> Result<Tidy, EngineError> {
    let frame = context(2).read_batch(batch.clone()).unwrap();
    Ok(run(survey(spec, frame))?.measure().unwrap())
}

fn by_text(spec: &Spec, batch: RecordBatch) -> Tidy {
    let context = context(2);
    households(&context, vec![batch]);
    let text = sql(spec, "households", Dialect::DataFusion).unwrap();
    let grouped = run(async { context.sql(&text).await.unwrap().collect().await }).unwrap();
    read_grouped(spec, &grouped).unwrap().measure().unwrap()
}

fn by_batches(spec: &Spec, batch: &RecordBatch) -> Tidy {
    let mut reader = BatchReader::new(spec, "batches");
    reader.push(batch).unwrap();
    reader.finish().unwrap().measure().unwrap()
}

fn refused(batch: &RecordBatch) -> EngineError {
    by_plan(&data::spec(PERSONS), batch).unwrap_err()
}

/// The plan is ordinary: one aggregate over one projection, without functions of this crate.
#[test]
fn the_plan_is_one_aggregate() {
    let frame = context(2).read_batch(data::survey(100)[0].clone()).unwrap();
    let text = plan(&data::spec(SPEC), frame).unwrap().into_optimized_plan().unwrap().to_string();
    assert_eq!(text.matches("Aggregate:").count(), 1, "{text}");
    assert!(!text.contains("mpi_") && !text.contains("Join"), "{text}");
}

#[test]
fn an_expression_is_an_indicator_like_a_column() {
    let batch = &data::survey(5_000)[0];
    let of_codes = PERSONS.replace(
        r#"codes = { "2" = "deprived", "1" = "not_deprived", "9" = "refused" }"#,
        r#"codes = { "2" = "deprived", "1" = "not_deprived", "9" = "deprived" }"#,
    );
    assert_ne!(of_codes, PERSONS);
    let expression = r#"{ id = "water", column = "water IN (2, 9)" }"#;
    let start = PERSONS.find("{ column = \"water\"").unwrap();
    let end = PERSONS.find(", { column = \"schooling\"").unwrap();
    let of_expression = format!("{}{expression}{}", &PERSONS[..start], &PERSONS[end..]);
    assert_eq!(
        by_plan(&data::spec(&of_expression), batch).unwrap(),
        by_rows(&data::spec(&of_codes), std::slice::from_ref(batch))
    );
}

/// Each batch has a dictionary of its own whose keys are of eight bits; together they have more levels than such keys.
#[test]
fn levels_of_many_small_dictionaries_are_told_apart() {
    let spec = data::spec(PERSONS);
    let rows = &data::survey(400)[0];
    let batches: Vec<RecordBatch> = (0..4)
        .map(|number| {
            let names: Vec<String> = (0..100).map(|row| format!("area {number}-{row}")).collect();
            let levels: DictionaryArray<Int8Type> = names.iter().map(String::as_str).collect();
            with(&rows.slice(number * 100, 100), "area", &(Arc::new(levels) as ArrayRef))
        })
        .collect();
    let frame = context(2).read_batches(batches.clone()).unwrap();
    assert_eq!(run(survey(&spec, frame)).unwrap().measure().unwrap(), by_rows(&spec, &batches));
}

/// Weights of every type, large and fine ones: what a plan takes it sums to the bit.
#[test]
fn weights_of_every_type_are_summed_exactly() {
    let spec = data::spec(&PERSONS.replace("size = \"household_size\"\n", "").replace("unit = \"person\"\n", ""));
    let batch = &data::survey(1_000)[0];
    let floats = |of: fn(u32) -> f64| Arc::new((0..1_000).map(of).map(Some).collect::<Float64Array>()) as ArrayRef;
    let columns: [(&str, ArrayRef); 9] = [
        ("three decimals", floats(|row| f64::from(row * 7 + 1) / 1_000.0)),
        ("nine decimals", floats(|row| f64::from(row) + 0.123_456_789)),
        ("a billionth", floats(|row| f64::from(row + 1) / 1e9)),
        ("below four millions", floats(|row| 3_999_000.123_456_789 + f64::from(row) / 4.0)),
        ("whole and large", floats(|row| 12_345_678_901.0 + f64::from(row))),
        (
            "floats of 32 bits",
            Arc::new((0..1_000_u16).map(|row| Some(f32::from(row) / 10.0)).collect::<Float32Array>()),
        ),
        ("whole numbers", numbers((0..1_000).map(|row| row * 3 + 18_446_740_000))),
        (
            "decimals",
            Arc::new(
                (0..1_000)
                    .map(|row| Some(row * 1_001))
                    .collect::<Decimal128Array>()
                    .with_precision_and_scale(12, 4)
                    .unwrap(),
            ),
        ),
        ("texts", Arc::new((0..1_000).map(|row| Some(format!(" {row}.25 "))).collect::<StringArray>())),
    ];
    for (name, column) in columns {
        let batch = with(batch, "weight", &column);
        let expected = by_batches(&spec, &batch);
        let found = by_plan(&spec, &batch).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(found, expected, "{name}");
        // Databases compare texts with numbers in ways of their own, and know no floats of 32 bits as the decimals they print.
        if !["texts", "floats of 32 bits"].contains(&name) {
            assert_eq!(by_text(&spec, batch), expected, "{name} in SQL");
        }
    }
}

#[test]
fn what_a_plan_can_not_sum_is_an_error_that_names_the_column() {
    let batch = &data::survey(2_000)[0];
    let code = refused(&with(batch, "water", &numbers((0..2_000).map(|row| if row == 1_234 { 3 } else { 1 }))));
    assert_eq!(code.code(), "engine/codes");
    assert!(code.to_string().contains("column `water` has codes other than 2 (deprived)"), "{code}");
    let two = refused(&with(batch, "schooling", &numbers((0..2_000).map(|row| if row == 7 { 2 } else { 0 }))));
    assert!(
        two.to_string().contains("column `schooling` has codes other than 0 (not_deprived) or 1 (deprived)"),
        "{two}"
    );

    let one_weight = |bad: Option<f64>| -> ArrayRef {
        Arc::new((0..2_000).map(|row| if row == 99 { bad } else { Some(1.5) }).collect::<Float64Array>())
    };
    for bad in
        [None, Some(-1.0), Some(f64::NAN), Some(f64::INFINITY), Some(1.000_000_000_1), Some(4_000_000.5), Some(2e10)]
    {
        let error = refused(&with(batch, "weight", &one_weight(bad)));
        assert_eq!(error.code(), "engine/weights", "{bad:?}: {error}");
        assert!(error.to_string().contains("1 rows: column `weight`"), "{error}");
    }
    for bad in [-4, 100_000_000] {
        let sizes = numbers((0..2_000).map(|row| if row == 1 { bad } else { 4 }));
        let error = refused(&with(batch, "household_size", &sizes));
        assert_eq!(error.code(), "engine/value", "{error}");
        assert!(error.to_string().contains("column `household_size`"), "{error}");
    }
}

#[test]
fn columns_that_a_plan_can_not_read() {
    let batch = &data::survey(50)[0];
    let lists: ArrayRef = Arc::new(ListArray::from_iter_primitive::<Int32Type, _, _>((0..50).map(|_| Some([Some(1)]))));
    for name in ["water", "weight", "household_size", "area"] {
        let error = refused(&with(batch, name, &lists));
        assert_eq!(error.code(), "engine/column-type", "{error}");
        assert!(error.to_string().contains(&format!("column `{name}`")), "{error}");
    }
    let unknown = data::spec(&PERSONS.replace("column = \"schooling\"", "column = \"schooling_of_head\""));
    let error = by_plan(&unknown, batch).unwrap_err();
    assert_eq!(error.code(), "engine/expression");
    assert!(error.to_string().starts_with("`schooling_of_head`: "), "{error}");
    let malformed = data::spec(&PERSONS.replace("column = \"schooling\"", "id = \"s\", column = \"schooling IN (\""));
    assert_eq!(by_plan(&malformed, batch).unwrap_err().code(), "engine/expression");
    let of_rows = data::spec(&SPEC.replace("psu = \"psu\"\n", ""));
    assert_eq!(by_plan(&of_rows, batch).unwrap_err().code(), "engine/needs-rows");
    assert_eq!(refused(&batch.slice(0, 0)).code(), "spec/no-rows");
}

fn of_files(files: &[PathBuf]) -> EngineError {
    run(survey_of_files(&data::spec(PERSONS), &context(2), files)).unwrap_err()
}

#[test]
fn files_that_a_plan_can_not_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let batch = &data::survey(3_000)[0];
    write(&path("1.parquet"), batch, 1_000);
    assert_eq!(of_files(&[path("away.parquet")]).code(), "engine/open");

    write(&path("2.parquet"), &with(batch, "water", &numbers([1; 3_000])), 1_000);
    let error = of_files(&[path("1.parquet"), path("2.parquet")]);
    let expected =
        format!("{}: column `water` is Int64, but Int16 in what was read before", path("2.parquet").display());
    assert_eq!(error.to_string(), expected);
    // An engine would fill the column with nulls, which are unknown indicators.
    let without = batch.project(&(0..batch.num_columns() - 1).collect::<Vec<_>>()).unwrap();
    write(&path("3.parquet"), &without, 1_000);
    for files in [["1.parquet", "3.parquet"], ["3.parquet", "1.parquet"]] {
        assert_eq!(of_files(&files.map(path)).code(), "engine/schema");
    }

    let whole = fs::read(path("1.parquet")).unwrap();
    for part in 0..20 {
        fs::write(path("4.parquet"), &whole[..whole.len() * part / 20]).unwrap();
        let error = of_files(&[path("1.parquet"), path("4.parquet")]);
        assert_eq!(error.code(), "engine/corrupt", "{part}: {error}");
        assert!(error.to_string().starts_with(&path("4.parquet").display().to_string()), "{error}");
    }
    let mut damaged = whole.clone();
    damaged[4..whole.len() / 4].fill(0);
    fs::write(path("4.parquet"), &damaged).unwrap();
    let error = of_files(&[path("1.parquet"), path("4.parquet")]).to_string();
    assert!(error.starts_with(&format!("{}, row group 0", path("4.parquet").display())), "{error}");
    assert!(error.contains("column `"), "{error}");
    assert!(run(parquet_frame(&context(1), &[path("1.parquet")])).is_ok());
}

/// What SQL gives for each group: the key, then H, A and M0.
fn answers(context: &SessionContext, query: &str) -> Result<BTreeMap<String, [Option<f64>; 3]>, String> {
    let found = run(async { context.sql(query).await?.collect().await }).map_err(|error| error.to_string())?;
    let mut rows = BTreeMap::new();
    for batch in &found {
        for row in 0..batch.num_rows() {
            let number = |place: usize| {
                let column = batch.column(place).as_primitive::<Float64Type>();
                arrow::array::Array::is_valid(column, row).then(|| column.value(row))
            };
            let key = arrow::util::display::array_value_to_string(batch.column(0), row).unwrap();
            rows.insert(key, [number(1), number(2), number(3)]);
        }
    }
    Ok(rows)
}

fn households(context: &SessionContext, batches: Vec<RecordBatch>) {
    let table = context.read_batches(batches).unwrap().into_view();
    context.register_table("households", table).unwrap();
}

/// The measures of all levels of one axis, from the specification's own table.
fn measured(tidy: &Tidy, subgroup: &str, k: &str) -> BTreeMap<String, [Option<f64>; 3]> {
    let mut rows: BTreeMap<String, [Option<f64>; 3]> = BTreeMap::new();
    for row in tidy.rows().iter().filter(|row| row.subgroup == subgroup && row.k == k) {
        if let Some(place) = ["H", "A", "M0"].iter().position(|name| *name == row.measure) {
            rows.entry(row.level.clone()).or_default()[place] = row.estimate;
        }
    }
    rows
}

/// The functions and the specification's table have the same bits, whatever the partitions, under unknowns and codes.
#[test]
fn functions_of_sql_give_the_bits_of_the_table() {
    let text = SPEC
        .replace("stratum = \"stratum\"\npsu = \"psu\"\nperiod = \"year\"\n", "")
        .replace("changes = [[\"2021\", \"2024\"]]\n", "")
        .replace("lonely_psu = \"adjust\"", "standard_errors = false")
        .replace("subgroups = [\"area\", [\"province\", \"ethnic_group\"]]", "subgroups = [\"province\"]");
    let spec = data::spec(&text);
    let rows = data::survey(20_000);
    let tidy = by_rows(&spec, &rows);
    let arguments = "employment, dependency, schooling, attendance, nutrition, water, toilet, weight";
    for partitions in [1, 3] {
        let context = context(partitions);
        assert_eq!(register_measures(&context, "mpi", &spec).unwrap(), ["mpi_h", "mpi_a", "mpi_m0"]);
        households(&context, rows.clone());
        for k in ["1/3", "1/2"] {
            let measures = ["h", "a", "m0"].map(|own| format!("mpi_{own}('{k}', {arguments})")).join(", ");
            let found =
                answers(&context, &format!("SELECT province, {measures} FROM households GROUP BY province")).unwrap();
            assert_eq!(found.len(), 63);
            assert_eq!(found, measured(&tidy, "province", k), "{partitions} partitions, k = {k}");
            // Without a GROUP BY, the whole.
            let all = answers(&context, &format!("SELECT 1, {measures} FROM households")).unwrap();
            assert_eq!(all["1"], measured(&tidy, "", k)[""]);
        }
    }
}

#[test]
fn functions_count_persons_and_take_the_name_of_a_weighting() {
    let spec = data::spec(PERSONS);
    let rows = data::survey(5_000);
    let context = context(2);
    register_measures(&context, "own", &spec).unwrap();
    households(&context, rows.clone());
    let arguments = "'nested: 50 %', water, schooling, weight, household_size";
    let query = format!(
        "SELECT area, own_h({arguments}), own_a({arguments}), own_m0({arguments}) FROM households GROUP BY area"
    );
    assert_eq!(answers(&context, &query).unwrap(), measured(&by_rows(&spec, &rows), "area", "1/2"));
    // Of nobody: no measure, not zero. Among nobody poor: no intensity.
    let none = answers(&context, &query.replace("GROUP BY", "WHERE area = 'sea' GROUP BY")).unwrap();
    assert!(none.is_empty());
    let nobody = query.replace("SELECT area", "SELECT 1").replace("GROUP BY area", "WHERE area = 'sea'");
    assert_eq!(answers(&context, &nobody).unwrap()["1"], [None, None, None]);
    let not_poor = nobody.replace("area = 'sea'", "water = 1 AND NOT schooling");
    assert_eq!(answers(&context, &not_poor).unwrap()["1"], [Some(0.0), None, Some(0.0)]);
}

#[test]
fn functions_refuse_what_they_can_not_read() {
    let spec = data::spec(PERSONS);
    let context = context(2);
    register_measures(&context, "mpi", &spec).unwrap();
    let batch = &data::survey(100)[0];
    households(&context, vec![batch.clone()]);
    let refused = |arguments: &str| {
        let query = format!("SELECT 1, mpi_h({arguments}), 0.0 AS a, 0.0 AS m0 FROM households");
        answers(&context, &query).unwrap_err()
    };
    let contains = |arguments: &str, expected: &str| {
        let error = refused(arguments);
        assert!(error.contains(expected), "{arguments}: {error}");
    };
    contains("'2', water, schooling, weight, household_size", "`2`: a poverty cutoff outside (0, 1]");
    contains("'a half', water, schooling, weight, household_size", "`a half`: ");
    contains("'other: 1/2', water, schooling, weight, household_size", "no such weighting, expected one of nested");
    contains("area, water, schooling, weight, household_size", "expected the cutoff, such as '1/3'");
    contains("'1/2', water + 5, schooling, weight, household_size", "column `water` is `");
    contains("'1/2', water, schooling, -weight, household_size", "column `weight` is `-");
    contains("'1/2', water, schooling, weight, -household_size", "column `household_size` is `-");
    // One argument too few is a mistake of the query, not a survey without members.
    refused("'1/2', water, schooling, weight");
    let lists: ArrayRef =
        Arc::new(ListArray::from_iter_primitive::<Int32Type, _, _>((0..100).map(|_| Some([Some(1)]))));
    let of_lists = context.read_batch(with(batch, "water", &lists)).unwrap().into_view();
    context.register_table("lists", of_lists).unwrap();
    let query = "SELECT 1, mpi_h('1/2', water, schooling, weight, household_size), 0.0 AS a, 0.0 AS m0 FROM lists";
    let error = answers(&context, query).unwrap_err();
    assert!(error.contains("column `water` is of type List"), "{error}");
    let of_rows = data::spec(&SPEC.replace("psu = \"psu\"\n", ""));
    assert_eq!(register_measures(&context, "mpi", &of_rows).unwrap_err().code(), "engine/needs-rows");
}
