//! Writes any number of synthetic households as partitioned Parquet: `generate --rows 10000000 --files 8 --out FOLDER`.
//!
//! Without arguments it writes 200,000 households into a folder that goes away, reads them back and measures them.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::cast_possible_wrap,
    clippy::print_stdout,
    reason = "a program that prints a page; its numbers are small"
)]

use lexopt::{Arg, Parser, ValueExt};
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;
use poverty::measure::spec::Spec;
use poverty_engine::parquet::{parquet_files, read_parquet};
use std::error::Error;
use std::fs::{self, File};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::time::Instant;

#[path = "generate/households.rs"]
mod households;

use households::{BLOCK, Order, SPEC, block};

const HELP: &str = "\
generate [--rows N] [--files N] [--seed N] [--random] [--out FOLDER]

  --rows N      households (200,000)
  --files N     files, of as many blocks of 65,536 households each (4)
  --seed N      another seed, other households (1)
  --random      provinces in random order; otherwise a block is of one province and area
  --out FOLDER  where part-0.parquet ... go; without it they are measured and go away";

fn main() -> Result<(), Box<dyn Error>> {
    let (mut rows, mut files, mut seed, mut order, mut out) = (200_000_u64, 4_u64, 1, Order::Grouped, None);
    let mut arguments = Parser::from_env();
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("rows") => rows = arguments.value()?.parse()?,
            Arg::Long("files") => files = arguments.value()?.parse::<u64>()?.max(1),
            Arg::Long("seed") => seed = arguments.value()?.parse()?,
            Arg::Long("random") => order = Order::Random,
            Arg::Long("out") => out = Some(PathBuf::from(arguments.value()?)),
            Arg::Long("help") | Arg::Short('h') => {
                println!("{HELP}");
                return Ok(());
            }
            other @ (Arg::Long(_) | Arg::Short(_) | Arg::Value(_)) => return Err(other.unexpected().into()),
        }
    }
    let temporary = tempfile::tempdir()?;
    let folder = out.as_deref().unwrap_or(temporary.path());
    fs::create_dir_all(folder)?;
    let begun = Instant::now();
    let blocks = rows.div_ceil(BLOCK);
    let writers = std::thread::available_parallelism()?.get() as u64;
    std::thread::scope(|scope| {
        let write = |thread: u64| -> Result<(), String> {
            for file in (0..files).filter(|file| file % writers == thread) {
                let (from, to) = (blocks * file / files, blocks * (file + 1) / files);
                let own = from..to;
                let path = folder.join(format!("part-{file}.parquet"));
                write(&path, own.map(|number| (number, BLOCK.min(rows - number * BLOCK))), seed, order)
                    .map_err(|error| format!("{}: {error}", path.display()))?;
            }
            Ok(())
        };
        let threads: Vec<_> = (0..writers).map(|thread| scope.spawn(move || write(thread))).collect();
        threads.into_iter().try_for_each(|thread| thread.join().map_err(|_| "a writer failed".to_owned())?)
    })?;
    let bytes: u64 = fs::read_dir(folder)?.filter_map(|entry| entry.ok()?.metadata().ok()).map(|file| file.len()).sum();
    println!("{rows} households in {files} files, {} MB, written in {:.1?}", bytes / 1_000_000, begun.elapsed());
    if out.is_none() {
        measure(folder)?;
    }
    Ok(())
}

fn write(path: &Path, blocks: impl Iterator<Item = (u64, u64)>, seed: u64, order: Order) -> Result<(), Box<dyn Error>> {
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_max_row_group_row_count(Some(1 << 20))
        .build();
    let schema = block(seed, 0, 0, order)?.schema();
    let mut writer = ArrowWriter::try_new(File::create(path)?, schema, Some(properties))?;
    for (number, rows) in blocks {
        writer.write(&block(seed, number, rows, order)?)?;
    }
    writer.close()?;
    Ok(())
}

fn measure(folder: &Path) -> Result<(), Box<dyn Error>> {
    let spec = Spec::from_toml("generate.toml", SPEC)?;
    let files = parquet_files(&folder.display().to_string())?;
    let begun = Instant::now();
    let threads = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    let survey = read_parquet(&spec, &files, threads, &|_| {})?;
    println!("{} households read in {:.1?}", survey.rows(), begun.elapsed());
    for row in survey.measure()?.rows().iter().filter(|row| row.subgroup.is_empty() && row.indicator.is_empty()) {
        let estimate = row.estimate.map_or_else(|| row.undefined.clone(), |estimate| format!("{estimate:>8.4}"));
        println!(
            "{:>4} at k = {}: {estimate}   fingerprint {}",
            row.measure,
            row.k,
            row.fingerprint.map_or_else(String::new, |own| own.to_string())
        );
    }
    Ok(())
}
