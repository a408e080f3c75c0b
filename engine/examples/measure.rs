//! Measures Parquet, CSV, a folder or a pattern of files as a specification says: the researcher's tool for large files.
//!
//! `cargo run --release -p poverty-engine --features parquet --example measure -- --spec SPEC.toml --data 'FOLDER/*.parquet'`
//!
//! The specification is that of the core's own `measure`. Without arguments it measures the committed synthetic survey twice, from
//! CSV and from the same rows as Parquet, and shows that the results are one.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    reason = "a program that prints a page"
)]

use arrow::array::{ArrayRef, RecordBatch, StringArray};
use lexopt::{Arg, Parser, ValueExt};
use parquet::arrow::ArrowWriter;
use poverty::measure::Tidy;
use poverty::measure::spec::{Spec, Survey};
use poverty_engine::parquet::{Progress, parquet_files, read_parquet};
use std::error::Error;
use std::fs::{self, File};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

type Failure = Box<dyn Error>;

const HELP: &str = "\
measure --spec SPEC.toml --data DATA [--threads N] [--format csv|markdown] [--out FILE]

  --spec SPEC.toml   what to measure; the form is in the documentation of poverty::measure::spec
  --data DATA        a .csv file, a .parquet file, a folder of Parquet files, or a pattern such as 'data/*/part-?.parquet'
  --threads N        reading threads; otherwise as many as the machine has
  --format FORMAT    csv (the default): tidy rows with 17 significant digits; markdown: the same rows for people
  --out FILE         where the results go; otherwise the standard output";

struct Request {
    spec: String,
    data: String,
    threads: NonZeroUsize,
    markdown: bool,
    out: Option<PathBuf>,
}

fn main() -> ExitCode {
    match request().and_then(|request| request.map_or_else(demonstrate, |request| run(&request))) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("measure: {error}");
            ExitCode::from(2)
        }
    }
}

fn request() -> Result<Option<Request>, Failure> {
    let (mut spec, mut data, mut markdown, mut out) = (None, None, false, None);
    let mut threads = std::thread::available_parallelism()?;
    let mut arguments = Parser::from_env();
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("spec") => spec = Some(arguments.value()?.string()?),
            Arg::Long("data") => data = Some(arguments.value()?.string()?),
            Arg::Long("threads") => threads = arguments.value()?.parse()?,
            Arg::Long("out") => out = Some(PathBuf::from(arguments.value()?)),
            Arg::Long("format") => match arguments.value()?.string()?.as_str() {
                "csv" => markdown = false,
                "markdown" => markdown = true,
                other => return Err(format!("no format `{other}`, expected csv or markdown").into()),
            },
            Arg::Long("help") | Arg::Short('h') => {
                println!("{HELP}");
                std::process::exit(0);
            }
            other @ (Arg::Long(_) | Arg::Short(_) | Arg::Value(_)) => return Err(other.unexpected().into()),
        }
    }
    match (spec, data) {
        (Some(spec), Some(data)) => Ok(Some(Request { spec, data, threads, markdown, out })),
        (None, None) => Ok(None),
        (Some(_), None) => Err("--data is missing, see --help".into()),
        (None, Some(_)) => Err("--spec is missing, see --help".into()),
    }
}

fn run(request: &Request) -> Result<(), Failure> {
    let text = fs::read_to_string(&request.spec).map_err(|error| format!("{}: {error}", request.spec))?;
    let spec = Spec::from_toml(&request.spec, &text)?;
    let begun = Instant::now();
    let survey = read(&spec, &request.data, request.threads)?;
    let seconds = begun.elapsed().as_secs_f64();
    eprintln!(
        "{} rows in {seconds:.2} s, {:.1} million a second by {} threads, {}",
        survey.rows(),
        survey.rows() as f64 / seconds / 1e6,
        request.threads,
        peak().map_or_else(|| "peak memory unknown here".to_owned(), |mib| format!("peak memory {mib} MiB"))
    );
    if survey.rounded_weights() > 0 {
        eprintln!("{} weights were rounded to nine decimals", survey.rounded_weights());
    }
    let results = survey.measure()?;
    let mut out: BufWriter<Box<dyn Write>> = BufWriter::new(match &request.out {
        Some(path) => Box::new(File::create(path).map_err(|error| format!("{}: {error}", path.display()))?),
        None => Box::new(io::stdout().lock()),
    });
    if request.markdown {
        write!(out, "{}", results.to_markdown())?
    } else {
        results.write_csv(&mut out)?
    }
    Ok(out.flush()?)
}

fn read<'s>(spec: &'s Spec, data: &str, threads: NonZeroUsize) -> Result<Survey<'s>, Failure> {
    if data.ends_with(".csv") {
        let file = File::open(data).map_err(|error| format!("{data}: {error}"))?;
        return Ok(spec.read_csv(data, file)?);
    }
    let watched = io::stderr().is_terminal();
    let progress = |progress: Progress| {
        if watched {
            eprint!("\r{} of {} rows", progress.rows, progress.of);
        }
    };
    Ok(read_parquet(spec, &parquet_files(data)?, threads, &progress)?)
}

/// The most memory that this process has had, in MiB, where Linux tells.
fn peak() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok().map(|kib| kib / 1_024)
}

fn demonstrate() -> Result<(), Failure> {
    let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/data/oracles");
    let text = fs::read_to_string(committed.join("survey_open.toml"))?;
    let spec = Spec::from_toml("survey_open.toml", &text)?;
    let csv = committed.join("survey_open.csv");
    let from_csv = read(&spec, &csv.display().to_string(), NonZeroUsize::MIN)?.measure()?;
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("survey.parquet");
    let batch = batch(&fs::read_to_string(&csv)?)?;
    let mut writer = ArrowWriter::try_new(File::create(&path)?, batch.schema(), None)?;
    writer.write(&batch)?;
    writer.close()?;
    let from_parquet = read(&spec, &path.display().to_string(), NonZeroUsize::MIN)?.measure()?;
    println!("{} results from CSV, {} from Parquet", from_csv.rows().len(), from_parquet.rows().len());
    println!("equal to the bit: {}", from_csv == from_parquet);
    show(&from_parquet);
    if from_csv == from_parquet { Ok(()) } else { Err("the results differ".into()) }
}

/// A CSV table without quotes as a batch of texts.
fn batch(text: &str) -> Result<RecordBatch, Failure> {
    let rows: Vec<Vec<&str>> = text.lines().map(|line| line.split(',').collect()).collect();
    let (header, rows) = rows.split_first().ok_or("an empty table")?;
    let column = |place: usize| -> ArrayRef {
        Arc::new(rows.iter().map(|row| row.get(place).filter(|cell| !cell.is_empty())).collect::<StringArray>())
    };
    Ok(RecordBatch::try_from_iter_with_nullable(
        header.iter().enumerate().map(|(place, name)| (*name, column(place), true)),
    )?)
}

fn show(results: &Tidy) {
    for row in
        results.rows().iter().filter(|row| row.subgroup.is_empty() && ["H", "A", "M0"].contains(&row.measure.as_str()))
    {
        let number = |value: Option<f64>| value.map_or_else(|| "-".to_owned(), |value| format!("{value:.4}"));
        println!(
            "{:>4}  {}  k = {:<5} {:>8}  (standard error {})  {}",
            row.measure,
            row.period,
            row.k,
            number(row.estimate),
            number(row.std_error),
            row.weighting
        );
    }
}
