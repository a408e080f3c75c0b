//! Our side of `peers.py`: measures the same Parquet files as its peers, on request, so that all take turns in one run.
//!
//! `peers FOLDER` answers lines on the standard input: `memory SPEC.toml CUTOFFS THREADS OUT.csv` measures batches that were loaded
//! before, `parquet SPEC.toml CUTOFFS THREADS OUT.csv` the files, at cutoffs such as `1/4,1/3` under each weighting of the
//! specification. The answer is the time in seconds until there is a number for each result; they go to OUT.csv after it was taken.

#![allow(clippy::print_stdout, reason = "a program that answers on its standard output")]

use arrow::array::RecordBatch;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use poverty::measure::spec::{Spec, Survey, SurveyTable};
use poverty::measure::{By, Estimates, Family, Tabulation, Tidy};
use poverty::quantity::Ratio;
use poverty_engine::parquet::{parquet_files, read_parquet};
use poverty_engine::read_batches;
use std::error::Error;
use std::fs::{self, File};
use std::io::{self, BufRead, Write};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::time::Instant;

fn main() -> Result<(), Box<dyn Error>> {
    // `cargo bench` adds an option of its own.
    let folder = std::env::args().skip(1).find(|argument| !argument.starts_with("--"));
    let Some(folder) = folder else {
        println!("the peers are measured by `python3 engine/benches/peers.py`");
        return Ok(());
    };
    let files = parquet_files(&folder)?;
    let mut loaded: Vec<RecordBatch> = Vec::new();
    for line in io::stdin().lock().lines() {
        let line = line?;
        let words: Vec<&str> = line.split_whitespace().collect();
        let [source, spec, cutoffs, threads, out] = words[..] else {
            return Err(format!("`{line}` is no request").into());
        };
        let text = fs::read_to_string(spec)?;
        let spec = Spec::from_toml(spec, &text)?;
        if source == "memory" && loaded.is_empty() {
            loaded = load(&spec, &files)?;
        }
        let cutoffs = cutoffs.split(',').map(str::parse).collect::<Result<Vec<Ratio>, _>>()?;
        let threads: NonZeroUsize = threads.parse()?;
        let begun = Instant::now();
        let survey = match source {
            "memory" => read_batches(&spec, "memory", &loaded, threads)?,
            "parquet" => read_parquet(&spec, &files, threads, &|_| {})?,
            other => return Err(format!("`{other}` is no source").into()),
        };
        let estimates = tabulate(&spec, &survey, &cutoffs)?;
        let time = begun.elapsed();
        Tidy::from(&estimates).write_csv(File::create(out)?)?;
        println!("{}", time.as_secs_f64());
        io::stdout().flush()?;
    }
    Ok(())
}

/// H, A, M0 and both headcounts of each indicator, of each province by area.
fn tabulate(spec: &Spec, survey: &Survey<'_>, cutoffs: &[Ratio]) -> Result<Estimates, Box<dyn Error>> {
    let Some(SurveyTable::Households(table)) = survey.table() else { return Err("no table of households".into()) };
    let families = [
        Family::HeadcountRatio,
        Family::Intensity,
        Family::AdjustedHeadcountRatio,
        Family::UncensoredHeadcountRatios,
        Family::CensoredHeadcountRatios,
    ];
    let mut request = Tabulation::new(table).families(families).by([By::cross(["province", "area"])]);
    for weighting in spec.weightings() {
        request = request.weighting(weighting, cutoffs.iter().copied());
    }
    Ok(request.run()?)
}

/// The columns that a specification reads, in memory as their writer had them.
fn load(spec: &Spec, files: &[PathBuf]) -> Result<Vec<RecordBatch>, Box<dyn Error>> {
    let columns = spec.grouping().ok_or("rows that can't be grouped")?.columns();
    let mut batches = Vec::new();
    for file in files {
        let builder = ParquetRecordBatchReaderBuilder::try_new(File::open(file)?)?;
        let mask = ProjectionMask::columns(builder.parquet_schema(), columns.iter().copied());
        for batch in builder.with_projection(mask).with_batch_size(1 << 20).build()? {
            batches.push(batch?);
        }
    }
    Ok(batches)
}
