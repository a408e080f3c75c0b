//! Classifies households of a file by a standard: one line a household, and a summary.
//!
//! `cargo run --release --features json --example classify -- --standard vn-decree-07-2021 examples/data/households.jsonl`
//!
//! A line that can't be read, or a household that the standard can't be applied to, is reported with its line number and reason,
//! counted, and makes the exit status 1; the others are still classified. The exit status is 2 if nothing could be done.

use poverty::household::Household;
use poverty::household::read::JsonLines;
use poverty::source::Language;
use poverty::standard::{Assessable, AssessedUnit, Assessment, Standard, Standards};
use std::collections::BTreeMap;
use std::error::Error;
use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Write};
use std::process::ExitCode;

type Failure = Box<dyn Error>;

const HELP: &str = "\
Classifies the households of a JSON Lines file by a poverty standard.

  classify --standard ID|FILE.toml|FILE.json [options] HOUSEHOLDS.jsonl

  --standard ID|FILE     a built-in standard by its id, or a file of one's own
  --on DATE              assess as of this day; otherwise as of the day on which each household was observed,
                         or else the last day on which the standard is in use (the first, if it has no end)
  --set PARAMETER=VALUE  give a parameter of the standard a value; can be repeated
  --explain en|vi        print the reasons under each household
  --list                 list the built-in standards and stop
  --help                 print this and stop

Without arguments two committed households are classified and explained.

One line a household: id, class, number of deprivations and which, separated by tabs. Where a standard assesses
persons, the members follow each other with their place in the household. Bad lines are reported on the standard error.

Exit status: 0 if every line was classified, 1 if some were not, 2 if nothing could be done.";

/// What is classified where nothing is asked for.
const COMMITTED: [&str; 5] = [
    "--standard",
    "vn-decree-07-2021",
    "--explain",
    "en",
    concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/two_households.jsonl"),
];

/// What the command line asks for.
#[derive(Default)]
struct Request {
    standard: String,
    households: String,
    on: Option<chrono::NaiveDate>,
    parameters: Vec<(String, String)>,
    explain: Option<Language>,
}

fn main() -> ExitCode {
    let outcome = match std::env::args().skip(1).collect::<Vec<_>>() {
        help if help.iter().any(|argument| argument == "--help") => say(HELP).map(|()| 0),
        none if none.is_empty() => request(&COMMITTED.map(str::to_owned)).and_then(|request| classify(&request)),
        list if list.iter().any(|argument| argument == "--list") => list_standards().map(|()| 0),
        arguments => request(&arguments).and_then(|request| classify(&request)),
    };
    match outcome {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::from(1),
        Err(error) => {
            let _ = writeln!(io::stderr(), "classify: {error}");
            ExitCode::from(2)
        }
    }
}

fn say(text: &str) -> Result<(), Failure> {
    Ok(writeln!(io::stdout(), "{text}")?)
}

fn list_standards() -> Result<(), Failure> {
    Standards::embedded().iter().try_for_each(|standard| say(&format!("{}\t{}", standard.id(), standard.name())))
}

fn request(arguments: &[String]) -> Result<Request, Failure> {
    let mut request = Request::default();
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or_else(|| format!("{argument} needs a value, see --help"));
        match argument.as_str() {
            "--standard" => request.standard.clone_from(value()?),
            "--on" => request.on = Some(value()?.parse().map_err(|_| "--on needs a date such as 2024-12-31")?),
            "--set" => {
                let (id, text) = value()?.split_once('=').ok_or("--set needs PARAMETER=VALUE")?;
                request.parameters.push((id.to_owned(), text.to_owned()));
            }
            "--explain" => {
                request.explain = Some(match value()?.as_str() {
                    "en" => Language::English,
                    "vi" => Language::Vietnamese,
                    other => return Err(format!("no explanations in `{other}`, expected en or vi").into()),
                });
            }
            option if option.starts_with("--") => return Err(format!("unknown option {option}, see --help").into()),
            file => request.households = file.to_owned(),
        }
    }
    match (request.standard.is_empty(), request.households.is_empty()) {
        (false, false) => Ok(request),
        (true, _) => Err("--standard is missing, see --help".into()),
        (_, true) => Err("the file of households is missing, see --help".into()),
    }
}

/// A built-in standard, or one's own from a file, with the parameters given.
fn standard(request: &Request) -> Result<Standard, Failure> {
    let name = &request.standard;
    let read = || fs::read_to_string(name).map_err(|error| format!("{name}: {error}"));
    let mut standard = if name.ends_with(".toml") {
        Standard::from_toml(name, &read()?)?
    } else if name.ends_with(".json") {
        Standard::from_json(name, &read()?)?
    } else {
        Standards::embedded().get(name)?.clone()
    };
    for (id, text) in &request.parameters {
        let parameter = standard.parameter(id).ok_or_else(|| format!("`{name}` has no parameter `{id}`"))?;
        let value = parameter.kind().read(id, text)?;
        standard = standard.with_parameter(id, value)?;
    }
    Ok(standard)
}

/// The day on which a household is assessed.
fn day(request: &Request, standard: &Standard, household: &Household) -> Result<chrono::NaiveDate, Failure> {
    let last = standard.validities().iter().map(|validity| validity.period()).max_by_key(|period| period.start());
    let in_use = last.map(|period| period.last_day().unwrap_or(period.start()));
    let day = request.on.or(household.observed_on()).or(in_use);
    day.ok_or_else(|| "the household has no day of observation and the standard no period: give --on DATE".into())
}

/// Classifies the file; returns how many lines were bad.
fn classify(request: &Request) -> Result<u64, Failure> {
    let standard = standard(request)?;
    let source = File::open(&request.households).map_err(|error| format!("{}: {error}", request.households))?;
    let mut lines = JsonLines::new(&request.households, BufReader::new(source));
    let mut out = BufWriter::new(io::stdout().lock());
    let (mut good, mut bad, mut classes) = (0_u64, 0_u64, BTreeMap::<String, u64>::new());
    while let Some(line) = lines.next() {
        let outcome = line.map_err(Failure::from).and_then(|household| {
            let on = day(request, &standard, &household)?;
            let units = standard.assess_units(&household, on)?;
            for unit in &units {
                let count = classes.entry(class(unit)).or_default();
                *count = count.saturating_add(1);
            }
            let cells: Vec<String> = units.iter().map(cells).collect();
            writeln!(out, "{}\t{}", household.id(), cells.join("\t"))?;
            if let Some(language) = request.explain {
                units.iter().try_for_each(|unit| explain(&mut out, &unit.explain(language).to_string()))?;
            }
            Ok(())
        });
        match outcome {
            Ok(()) => good = good.saturating_add(1),
            Err(error) => {
                bad = bad.saturating_add(1);
                writeln!(io::stderr(), "line {}: {error}", lines.line())?;
            }
        }
    }
    writeln!(out, "\n{good} households classified by {}, {bad} lines not", standard.id())?;
    for (class, count) in &classes {
        writeln!(out, "{count:>8}  {class}")?;
    }
    out.flush()?;
    Ok(bad)
}

/// Reasons, broken at the width of a page; what is broken goes on further in.
fn explain(out: &mut impl Write, reasons: &str) -> io::Result<()> {
    reasons.lines().try_for_each(|line| {
        let indent = " ".repeat(line.len().saturating_sub(line.trim_start().len()).saturating_add(4));
        writeln!(out, "{}", textwrap::fill(line, textwrap::Options::new(118).subsequent_indent(&indent)))
    })
}

/// The class by its id; where it is not sure, those that remain possible.
fn class(unit: &Assessment<'_, AssessedUnit<'_>>) -> String {
    match unit.possible_classes().map(|class| class.id()).collect::<Vec<_>>().as_slice() {
        [] => "left out".to_owned(),
        [one] => (*one).to_owned(),
        several => format!("not determined: {}", several.join(" or ")),
    }
}

/// Class, number of deprivations, and which indicators are deprived or missing.
fn cells(unit: &Assessment<'_, AssessedUnit<'_>>) -> String {
    let which = |mask: u64| unit.standard().indicators_of(mask).collect::<Vec<_>>().join(", ");
    let (deprived, missing) = (which(unit.profile().deprived()), which(unit.profile().missing()));
    let missing = if missing.is_empty() { String::new() } else { format!(" (missing: {missing})") };
    let member = unit.subject().member().map_or_else(String::new, |_| format!("{} ", unit.subject().identifier()));
    format!("{member}{}\t{}\t{deprived}{missing}", class(unit), unit.deprivations())
}
