//! One truth, one fingerprint: every route gives the bits of the core's row by row.

use crate::data::{self, PERSONS, SPEC, by_rows};
use arrow::array::RecordBatch;
use arrow::compute::take_record_batch;
use poverty::measure::Tidy;
use poverty::measure::spec::{Spec, Survey};
use poverty_engine::{BatchReader, EngineError, read_batches};
use std::num::NonZeroUsize;

const ROWS: u64 = 20_000;

/// Who agrees with the rows, told aloud.
struct Witness {
    expected: Tidy,
    routes: Vec<&'static str>,
}

impl Witness {
    fn agree(&mut self, route: &'static str, survey: Result<Survey<'_>, EngineError>) {
        let found = survey.unwrap_or_else(|error| panic!("{route}: {error}")).measure().unwrap();
        assert_eq!(found, self.expected, "{route}");
        self.routes.push(route);
    }
}

fn threads(count: usize) -> NonZeroUsize {
    NonZeroUsize::new(count).unwrap()
}

fn batches_of(spec: &Spec, batches: impl IntoIterator<Item = RecordBatch>) -> Result<Survey<'_>, EngineError> {
    let mut reader = BatchReader::new(spec, "batches");
    batches.into_iter().try_for_each(|batch| reader.push(&batch))?;
    reader.finish()
}

/// The same rows in another order, in batches of odd lengths.
fn shuffled(batches: &[RecordBatch]) -> Vec<RecordBatch> {
    let whole = arrow::compute::concat_batches(&batches[0].schema(), batches).unwrap();
    let rows = whole.num_rows() as u64;
    // 48,271 has no factor in common with the number of rows.
    let order = (0..rows).map(|row| row * 48_271 % rows).collect::<arrow::array::UInt64Array>();
    let mixed = take_record_batch(&whole, &order).unwrap();
    let (mut parts, mut start) = (Vec::new(), 0);
    for length in [1, 63, 64, 65, 8_191, 8_193, 100_000] {
        let length = mixed.num_rows().saturating_sub(start).min(length);
        parts.push(mixed.slice(start, length));
        start += length;
    }
    assert_eq!(parts.iter().map(RecordBatch::num_rows).sum::<usize>(), whole.num_rows());
    parts
}

#[test]
fn all_routes_have_one_fingerprint() {
    for (name, text) in [("a survey of households", SPEC), ("a register of persons", PERSONS)] {
        let spec = data::spec(text);
        let rows = data::survey(ROWS);
        let mut witness = Witness { expected: by_rows(&spec, &rows), routes: vec!["rows"] };
        witness.agree("batches", batches_of(&spec, rows.clone()));
        witness.agree("shuffled batches", batches_of(&spec, shuffled(&rows)));
        witness.agree("1 thread", read_batches(&spec, "memory", &rows, threads(1)));
        witness.agree("2 threads", read_batches(&spec, "memory", &shuffled(&rows), threads(2)));
        #[cfg(feature = "parquet")]
        with_files(&spec, &rows, &mut witness);
        let fingerprint = witness.expected.rows().iter().find_map(|row| row.fingerprint).unwrap();
        println!("{name}, {ROWS} rows: {fingerprint} by {}", witness.routes.join(", "));
    }
}

#[cfg(feature = "parquet")]
fn with_files(spec: &Spec, rows: &[RecordBatch], witness: &mut Witness) {
    use poverty_engine::parquet::{Progress, parquet_files, read_parquet};
    use std::sync::Mutex;

    let folder = tempfile::tempdir().unwrap();
    for (number, part) in shuffled(rows).iter().enumerate() {
        crate::bad_input::write(&folder.path().join(format!("part-{number}.parquet")), part, 5_000);
    }
    let files = parquet_files(&folder.path().display().to_string()).unwrap();
    assert_eq!(files, parquet_files(&format!("{}/part-?.parquet", folder.path().display())).unwrap());
    assert_eq!(files.len(), 7);
    let seen = Mutex::new(Vec::new());
    let watch = |progress: Progress| seen.lock().unwrap().push(progress);
    witness.agree("Parquet by 1 thread", read_parquet(spec, &files, threads(1), &watch));
    assert_eq!(seen.lock().unwrap().last(), Some(&Progress { rows: ROWS, of: ROWS }));
    witness.agree("Parquet by 2 threads", read_parquet(spec, &files, threads(2), &|_| {}));
    queries::agree(spec, rows, folder.path(), witness);
    #[cfg(feature = "datafusion")]
    engines::agree(spec, rows, &files, witness);
}

#[cfg(feature = "datafusion")]
mod engines {
    use super::{Witness, shuffled};
    use crate::query::{context, run};
    use arrow::array::RecordBatch;
    use poverty::measure::spec::Spec;
    use poverty_engine::query::{read_grouped, survey, survey_of_files};
    use poverty_engine::sql::{Dialect, sql};
    use std::path::PathBuf;

    pub(super) fn agree(spec: &Spec, rows: &[RecordBatch], files: &[PathBuf], witness: &mut Witness) {
        for (route, partitions) in [("DataFusion by 1 thread", 1), ("DataFusion by 2 threads", 2)] {
            let frame = context(partitions).read_batches(shuffled(rows)).unwrap();
            witness.agree(route, run(survey(spec, frame)));
        }
        witness.agree("DataFusion over Parquet", run(survey_of_files(spec, &context(2), files)));
        let context = context(2);
        let table = context.read_batches(rows.to_vec()).unwrap().into_view();
        context.register_table("households", table).unwrap();
        let text = sql(spec, "households", Dialect::DataFusion).unwrap();
        let grouped = run(async { context.sql(&text).await.unwrap().collect().await }).unwrap();
        witness.agree("DataFusion's SQL", read_grouped(spec, &grouped));
        #[cfg(feature = "ballista")]
        on_a_cluster(spec, files, witness);
    }

    #[cfg(feature = "ballista")]
    fn on_a_cluster(spec: &Spec, files: &[PathBuf], witness: &mut Witness) {
        let mut cluster = crate::cluster::Cluster::new();
        for route in ["Ballista with 1 executor", "Ballista with 2 executors"] {
            cluster.add_machine();
            witness.agree(route, cluster.survey(spec, files));
        }
        assert!(cluster.all_took_part());
    }
}

#[cfg(feature = "parquet")]
mod queries {
    use super::Witness;
    use crate::data::texts;
    use arrow::array::RecordBatch;
    use arrow::datatypes::DataType;
    use poverty::measure::spec::{Spec, Survey};
    use poverty_engine::sql::{Dialect, sql};
    use poverty_engine::{EngineError, GroupedReader};
    use std::fmt::Write as _;
    use std::fs;
    use std::path::Path;
    use std::process::Command;

    pub(super) fn agree(spec: &Spec, rows: &[RecordBatch], folder: &Path, witness: &mut Witness) {
        let temporary = tempfile::tempdir().unwrap();
        let query = temporary.path().join("query.sql");
        fs::write(&query, sql(spec, "households", Dialect::DuckDb).unwrap()).unwrap();
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/duckdb_query.py");
        let python = std::env::var("POVERTY_PYTHON").unwrap_or_else(|_| "python3".to_owned());
        let mut duckdb = Command::new(python);
        duckdb.arg(script).arg(&query).arg(format!("{}/*.parquet", folder.display()));
        with_database("DuckDB's SQL", &mut duckdb, spec, witness);

        fs::write(&query, sql(spec, "households", Dialect::PostgreSql).unwrap()).unwrap();
        let (table, csv) = (temporary.path().join("table.sql"), temporary.path().join("rows.csv"));
        fs::write(&table, table_of(&rows[0])).unwrap();
        fs::write(&csv, csv_of(rows)).unwrap();
        let mut postgres = Command::new("bash");
        postgres.arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/postgres.sh")).arg(&table).arg(&csv).arg(&query);
        with_database("PostgreSQL's SQL", &mut postgres, spec, witness);
    }

    /// Runs a database, or says aloud that there is none.
    fn with_database(route: &'static str, command: &mut Command, spec: &Spec, witness: &mut Witness) {
        let output = match command.output() {
            Ok(output) if output.status.code() != Some(77) => output,
            _ => return println!("SKIPPED: {route}, as it is not installed here"),
        };
        assert!(output.status.success(), "{route}: {}", String::from_utf8_lossy(&output.stderr));
        let text = String::from_utf8(output.stdout).unwrap();
        let rows: Vec<Vec<String>> =
            text.lines().map(|line| line.split(',').map(|cell| cell.trim_matches('"').to_owned()).collect()).collect();
        witness.agree(route, grouped_rows(spec, &rows));
    }

    fn grouped_rows<'s>(spec: &'s Spec, rows: &[Vec<String>]) -> Result<Survey<'s>, EngineError> {
        let mut reader = GroupedReader::new(spec, "a database")?;
        for row in rows {
            reader.push_texts(&row.iter().map(String::as_str).collect::<Vec<_>>())?;
        }
        reader.finish()
    }

    fn table_of(batch: &RecordBatch) -> String {
        let schema = batch.schema();
        let columns = schema.fields().iter().map(|field| {
            let kind = match field.data_type() {
                DataType::Boolean => "BOOLEAN",
                DataType::Float64 => "DOUBLE PRECISION",
                kind if kind.is_integer() => "INTEGER",
                _ => "TEXT",
            };
            format!("\"{}\" {kind}", field.name())
        });
        format!("CREATE TABLE households ({});", columns.collect::<Vec<_>>().join(", "))
    }

    fn csv_of(batches: &[RecordBatch]) -> String {
        let names: Vec<String> = batches[0].schema().fields().iter().map(|field| field.name().clone()).collect();
        let mut text = names.join(",");
        for row in batches.iter().flat_map(texts) {
            write!(text, "\n{}", row.join(",")).unwrap();
        }
        text + "\n"
    }
}
