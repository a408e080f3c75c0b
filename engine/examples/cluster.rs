//! A cluster on this machine that loses an executor in the middle: `cluster [--rows N] [--files N]`.
//!
//! It writes synthetic households as partitioned Parquet, starts a scheduler and two executors of Ballista as processes of their
//! own, measures the same specification by itself and by the cluster, kills one executor once it has finished some tasks, and the
//! last one at the end. `cluster scheduler ADDRESS` and `cluster executor ADDRESS FOLDER` are these processes.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::cast_possible_wrap,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a program that prints a page; its numbers are small"
)]

use comfy_table::{CellAlignment, LineStyle, Table, TableStyle};
use lexopt::{Arg, Parser, ValueExt};
use parquet::arrow::ArrowWriter;
use poverty::measure::spec::{Spec, Survey};
use poverty_engine::cluster::{connect, free_address, serve_executor, serve_scheduler, survey_within};
use poverty_engine::parquet::{parquet_files, read_parquet};
use std::error::Error;
use std::fs::{self, File};
use std::net::SocketAddr;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::thread;
use std::time::{Duration, Instant};
use tokio::runtime::{Builder, Runtime};

#[path = "generate/households.rs"]
mod households;

use households::{BLOCK, Order, SPEC, block};

type Failure = Box<dyn Error + Send + Sync>;

/// An executor that was silent for so long is lost. Executors of real machines may be busy for longer: there it is minutes.
const SILENCE: Duration = Duration::from_secs(2);

fn main() -> Result<(), Failure> {
    let (mut rows, mut files, mut words) = (200_000_u64, 32_u64, Vec::new());
    let mut arguments = Parser::from_env();
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("rows") => rows = arguments.value()?.parse()?,
            Arg::Long("files") => files = arguments.value()?.parse::<u64>()?.max(1),
            Arg::Value(word) => words.push(word.string()?),
            other @ (Arg::Long(_) | Arg::Short(_)) => return Err(other.unexpected().into()),
        }
    }
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["scheduler", address] => Ok(runtime()?.block_on(serve_scheduler(address.parse()?, SILENCE))?),
        ["executor", address, folder] => {
            Ok(runtime()?.block_on(serve_executor(address.parse()?, Path::new(folder), NonZeroUsize::MIN))?)
        }
        [] => demonstrate(rows, files),
        _ => Err("cluster [--rows N] [--files N]; cluster scheduler ADDRESS; cluster executor ADDRESS FOLDER".into()),
    }
}

fn runtime() -> Result<Runtime, Failure> {
    Ok(Builder::new_multi_thread().enable_all().build()?)
}

/// A process that ends with this one, and the folder it writes to.
struct Process {
    child: Child,
    folder: PathBuf,
}

impl Process {
    fn start(words: &[&str], folder: &Path) -> Result<Self, Failure> {
        fs::create_dir_all(folder)?;
        let child = Command::new(std::env::current_exe()?).args(words).spawn()?;
        Ok(Self { child, folder: folder.to_owned() })
    }

    /// How many pieces of results it has stored.
    fn pieces(&self) -> usize {
        fn files(folder: &Path) -> usize {
            let entries = fs::read_dir(folder).into_iter().flatten().flatten();
            entries.map(|entry| entry.path()).map(|path| if path.is_dir() { files(&path) } else { 1 }).sum()
        }
        files(&self.folder)
    }

    /// Kills it and takes its disk away.
    fn lose(mut self) -> Result<(), Failure> {
        self.child.kill()?;
        self.child.wait()?;
        fs::remove_dir_all(&self.folder)?;
        Ok(())
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// One line of the page.
struct Line {
    by: &'static str,
    fingerprint: String,
    headcount: f64,
    seconds: f64,
}

fn line(by: &'static str, begun: Instant, survey: &Survey<'_>) -> Result<Line, Failure> {
    let seconds = begun.elapsed().as_secs_f64();
    let results = survey.measure()?;
    let whole =
        results.rows().iter().find(|row| row.measure == "H" && row.subgroup.is_empty()).ok_or("no headcount")?;
    let fingerprint = whole.fingerprint.ok_or("no fingerprint")?.to_string();
    Ok(Line { by, fingerprint, headcount: whole.estimate.ok_or("nobody")?, seconds })
}

fn demonstrate(rows: u64, count: u64) -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let spec = Spec::from_toml("households.toml", SPEC)?;
    let files = write(&folder.path().join("households"), rows, count)?;
    println!("{rows} households in {} files; a scheduler and two executors on the loopback.\n", files.len());
    let begun = Instant::now();
    let mut lines = vec![line("this process", begun, &read_parquet(&spec, &files, NonZeroUsize::MIN, &|_| {})?)?];

    let scheduler: SocketAddr = free_address()?;
    let address = scheduler.to_string();
    let executor = |name: &str| {
        let own = folder.path().join(name);
        Process::start(&["executor", &address, &own.display().to_string()], &own)
    };
    let _scheduler = Process::start(&["scheduler", &address], &folder.path().join("scheduler"))?;
    let ask = |limit: Duration| {
        runtime()?.block_on(async {
            let partitions = NonZeroUsize::new(files.len()).ok_or("no files")?;
            let context = connect(&address, partitions, Duration::from_secs(20)).await?;
            Ok::<_, Failure>(survey_within(&spec, &context, &files, limit).await?)
        })
    };
    let patience = Duration::from_secs(300);
    // The scheduler listens before an executor looks for it.
    runtime()?.block_on(connect(&address, NonZeroUsize::MIN, Duration::from_secs(20)))?;
    let (first, second) = (executor("first")?, executor("second")?);
    let begun = Instant::now();
    lines.push(line("2 executors", begun, &ask(patience)?)?);

    let (before, begun) = (second.pieces(), Instant::now());
    let (found, gone) = thread::scope(|scope| {
        let query = scope.spawn(|| ask(patience).map(|survey| (survey, Instant::now())));
        while second.pieces() <= before && begun.elapsed() < patience {
            thread::sleep(Duration::from_millis(1));
        }
        let pieces = second.pieces() - before;
        second.lose()?;
        let gone = Instant::now();
        println!(
            "Killed one executor {:.1} s after the start; {pieces} pieces of results went with it.",
            begun.elapsed().as_secs_f64()
        );
        let found = query.join().map_err(|_| "the query ended without a result")??;
        Ok::<_, Failure>((found, gone))
    })?;
    let (survey, answered) = found;
    if answered < gone {
        return Err("the answer came before the executor was killed: ask for more --rows".into());
    }
    lines.push(line("2 executors, then 1", begun, &survey)?);

    first.lose()?;
    let (limit, begun) = (Duration::from_secs(5), Instant::now());
    let error = ask(limit).err().ok_or("an answer of nobody")?;
    println!("Killed the other one: {:.1} s later the answer is an error: {error}.\n", begun.elapsed().as_secs_f64());
    show(&lines)
}

fn write(folder: &Path, rows: u64, count: u64) -> Result<Vec<PathBuf>, Failure> {
    fs::create_dir_all(folder)?;
    let share = rows.div_ceil(count).min(BLOCK);
    for number in 0..rows.div_ceil(share) {
        let own = block(1, number, share.min(rows - number * share), Order::Random)?;
        let mut writer =
            ArrowWriter::try_new(File::create(folder.join(format!("part-{number:03}.parquet")))?, own.schema(), None)?;
        writer.write(&own)?;
        writer.close()?;
    }
    Ok(parquet_files(&folder.display().to_string())?)
}

fn show(lines: &[Line]) -> Result<(), Failure> {
    let mut table = Table::new();
    table.load_style(TableStyle::new().header_separator(LineStyle::none().fill('─')));
    table.set_header(["Computed by", "H at k = 1/3", "Seconds", "Fingerprint of the table of patterns"]);
    for line in lines {
        let numbers = [format!("{:.17}", line.headcount), format!("{:.2}", line.seconds)];
        let [headcount, seconds] = numbers;
        table.add_row([line.by.to_owned(), headcount, seconds, line.fingerprint.clone()]);
    }
    for column in table.column_iter_mut().skip(1).take(2) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    println!("{table}");
    let alike = lines.iter().all(|line| {
        line.fingerprint == lines[0].fingerprint && line.headcount.to_bits() == lines[0].headcount.to_bits()
    });
    println!("The same bits: {}.", if alike { "yes" } else { "NO" });
    if alike { Ok(()) } else { Err("the results differ".into()) }
}
