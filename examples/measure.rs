//! Measures a survey file as a specification says: the researcher's tool.
//!
//! `cargo run --release --example measure -- --spec SPEC.toml --data DATA.csv --format csv --out results.csv`
//!
//! Without arguments it measures a committed synthetic survey and prints a page of it. The form of a specification is in the
//! documentation of `poverty::measure::spec`, a walk-through in that of `poverty::guide::survey`.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use lexopt::{Arg, Parser, ValueExt};
use poverty::measure::spec::Spec;
use std::error::Error;
use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

#[path = "measure/page.rs"]
mod page;

type Failure = Box<dyn Error>;

const HELP: &str = "\
Measures poverty in a survey file: counting measures (Alkire-Foster), changes, monetary poverty and inequality, each with
the standard error and confidence limits of the survey's design.

  measure --spec SPEC.toml --data DATA.csv [--format csv|json|markdown|page] [--out FILE]

  --spec SPEC.toml   what to measure: columns, design, indicators, weightings, cutoffs, subgroups, measures
  --data DATA.csv    the survey: a CSV table with a header
  --format FORMAT    csv (the default): tidy rows, numbers with 17 significant digits; json: the same rows;
                     markdown: the same rows for people; page: a summary in tables
  --out FILE         where the results go; otherwise the standard output
  --codes            tell on the standard error how many rows have each code of each indicator
  --help             print this and stop

Without arguments: a page about the synthetic survey in tests/data/oracles. Exit status: 0, or 2 if nothing was measured;
the reason is told with file, line and column.";

/// What the command line asks for.
struct Request {
    spec: PathBuf,
    data: PathBuf,
    format: Format,
    out: Option<PathBuf>,
    codes: bool,
}

#[derive(Clone, Copy)]
enum Format {
    Csv,
    Json,
    Markdown,
    Page,
}

fn main() -> ExitCode {
    match request().and_then(|request| request.map_or_else(|| Ok(writeln!(io::stdout(), "{HELP}")?), |it| run(&it))) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(io::stderr(), "measure: {error}");
            ExitCode::from(2)
        }
    }
}

/// The request; nothing if help was asked for.
fn request() -> Result<Option<Request>, Failure> {
    let (mut spec, mut data, mut format, mut out, mut codes) = (None, None, None, None, false);
    let mut arguments = Parser::from_env();
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("spec") => spec = Some(PathBuf::from(arguments.value()?)),
            Arg::Long("data") => data = Some(PathBuf::from(arguments.value()?)),
            Arg::Long("out") => out = Some(PathBuf::from(arguments.value()?)),
            Arg::Long("format") => format = Some(arguments.value()?.parse_with(format_named)?),
            Arg::Long("codes") => codes = true,
            Arg::Long("help") | Arg::Short('h') => return Ok(None),
            other @ (Arg::Long(_) | Arg::Short(_) | Arg::Value(_)) => {
                return Err(format!("{}, see --help", other.unexpected()).into());
            }
        }
    }
    let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/oracles");
    let (spec, data, otherwise) = match (spec, data) {
        (Some(spec), Some(data)) => (spec, data, Format::Csv),
        (None, None) => (committed.join("survey_open.toml"), committed.join("survey_open.csv"), Format::Page),
        (Some(_), None) => return Err("--data is missing, see --help".into()),
        (None, Some(_)) => return Err("--spec is missing, see --help".into()),
    };
    Ok(Some(Request { spec, data, format: format.unwrap_or(otherwise), out, codes }))
}

fn format_named(name: &str) -> Result<Format, String> {
    match name {
        "csv" => Ok(Format::Csv),
        "json" => Ok(Format::Json),
        "markdown" => Ok(Format::Markdown),
        "page" => Ok(Format::Page),
        other => Err(format!("no format `{other}`, expected csv, json, markdown or page")),
    }
}

fn run(request: &Request) -> Result<(), Failure> {
    // The three steps: a text says what to measure, a file is read for it, the survey is measured.
    let text = fs::read_to_string(&request.spec).map_err(|error| format!("{}: {error}", request.spec.display()))?;
    let spec = Spec::from_toml(&request.spec.display().to_string(), &text)?;
    let survey = spec.read_csv(&request.data.display().to_string(), Watched::open(&request.data)?)?;
    let results = survey.measure()?;

    if request.codes {
        for count in survey.codes() {
            writeln!(io::stderr(), "{}\t{}\t{}\t{}", count.indicator, count.code, count.meaning, count.rows)?;
        }
    }
    if survey.rounded_weights() > 0 {
        writeln!(io::stderr(), "measure: {} weights were rounded to nine decimals", survey.rounded_weights())?;
    }
    let mut out: BufWriter<Box<dyn Write>> = BufWriter::new(match &request.out {
        Some(path) => Box::new(File::create(path).map_err(|error| format!("{}: {error}", path.display()))?),
        None => Box::new(io::stdout().lock()),
    });
    match request.format {
        Format::Csv => results.write_csv(&mut out)?,
        Format::Json => results.write_json(&mut out)?,
        Format::Markdown => write!(out, "{}", results.to_markdown())?,
        Format::Page => page::write(&mut out, &spec, &survey, &results)?,
    }
    Ok(out.flush()?)
}

/// A file that shows how far it is read, once that has taken a second, and only on a terminal.
struct Watched {
    file: File,
    bar: ProgressBar,
    since: Instant,
}

impl Watched {
    fn open(path: &Path) -> Result<Self, Failure> {
        let file = File::open(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let bar = ProgressBar::with_draw_target(Some(file.metadata()?.len()), ProgressDrawTarget::hidden());
        bar.set_style(ProgressStyle::with_template("reading {bar:40} {percent} % of {total_bytes}, {eta} left")?);
        Ok(Self { file, bar, since: Instant::now() })
    }
}

impl Read for Watched {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.bar.is_hidden() && self.since.elapsed() > Duration::from_secs(1) {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        let read = self.file.read(buffer)?;
        self.bar.inc(u64::try_from(read).unwrap_or_default());
        if read == 0 {
            self.bar.finish_and_clear();
        }
        Ok(read)
    }
}
