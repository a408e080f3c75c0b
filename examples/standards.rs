//! Every built-in standard, the same households under all of them, and what the change of Viet Nam's law in 2022 does to whom.
//!
//! `cargo run --release --example standards`

mod shown;

use poverty::household::Household;
use poverty::household::read::JsonLines;
use poverty::quantity::Money;
use poverty::source::Language;
use poverty::standard::{Assessable, Change, Difference, LineValue, Standard, Standards};
use std::error::Error;
use std::io::{self, Write};
use textwrap::Options;

type Failure = Box<dyn Error>;

/// Columns of a page.
const WIDTH: usize = 120;

/// Writes a text broken at the width of the page, its further lines set in by so many blanks.
fn wrapped(out: &mut dyn Write, set_in: usize, text: &str) -> io::Result<()> {
    let blanks = " ".repeat(set_in);
    for line in text.lines() {
        let own: String = line.chars().take_while(|character| *character == ' ').collect();
        let further = own + &blanks;
        writeln!(out, "{}", textwrap::fill(line, Options::new(WIDTH).subsequent_indent(&further)))?;
    }
    Ok(())
}

fn main() -> Result<(), Failure> {
    shown::whole(write)
}

fn write(out: &mut dyn Write) -> Result<(), Failure> {
    let standards = Standards::embedded();
    writeln!(out, "THE BUILT-IN STANDARDS\n")?;
    for standard in standards.iter() {
        describe(out, standard)?;
    }

    writeln!(out, "THE SAME HOUSEHOLDS UNDER ALL OF THEM\n")?;
    let households = households()?;
    for standard in standards.iter() {
        apply(out, &with_parameters(standard)?, &households)?;
    }

    writeln!(out, "\nONE HOUSEHOLD UNDER TWO LAWS, AND WHY\n")?;
    let (old, new) = (standards.get("vn-decision-59-2015")?, standards.get("vn-decree-07-2021")?);
    let on = "2021-12-31".parse()?;
    let village = households.last().ok_or("no household")?;
    let comparison = old.compare(new, village, on)?;
    wrapped(out, 2, &comparison.describe(Language::English).to_string())?;
    for language in [Language::English, Language::Vietnamese] {
        writeln!(out)?;
        wrapped(out, 2, &comparison.second().explain(language).to_string())?;
    }

    writeln!(out, "\nEVERY KIND OF HOUSEHOLD WHOSE CLASS CHANGED WITH THE LAW\n")?;
    let difference = old.difference(new, on)?;
    let (changed, kinds) = (difference.changed_kinds(), difference.kinds());
    writeln!(out, "{changed} of {kinds} kinds (area, income band, pattern of deprivation) change their class.\n")?;
    for change in difference.changes() {
        wrapped(out, 40, &described(&difference, change))?;
    }
    Ok(())
}

/// Periods, dimensions, lines and cutoffs, with their sources.
fn describe(out: &mut dyn Write, standard: &Standard) -> Result<(), Failure> {
    let english = Language::English;
    writeln!(out, "{}\n  {} (for {})", standard.id(), standard.name(), standard.unit())?;
    for validity in standard.validities() {
        let purpose = format!("{:?}", validity.purpose()).to_lowercase();
        let by = standard.cited(validity.citation(), english);
        wrapped(out, 4, &format!("  {}  {purpose}, {by}", validity.period()))?;
    }
    for dimension in standard.dimensions() {
        let indicators: Vec<&str> = dimension.indicators().iter().map(|indicator| indicator.id()).collect();
        wrapped(out, 4, &format!("  dimension {}: {}", dimension.id(), indicators.join(", ")))?;
    }
    for line in standard.lines() {
        let values: Vec<String> = line.values().iter().map(amount).collect();
        let by = standard.cited(line.citation(), english);
        wrapped(out, 4, &format!("  line {}: {}; {by}", line.id(), values.join(", ")))?;
    }
    for cutoff in standard.cutoffs() {
        let by = standard.cited(cutoff.citation(), english);
        wrapped(out, 4, &format!("  cutoff {} k = {}; {by}", cutoff.id(), cutoff.k()))?;
    }
    for parameter in standard.parameters() {
        let value = parameter.value().map_or_else(|| "to be given".to_owned(), ToString::to_string);
        let by = standard.cited(parameter.citation(), english);
        wrapped(out, 4, &format!("  parameter {}: {value}; {by}", parameter.id()))?;
    }
    Ok(writeln!(out)?)
}

fn amount(value: &LineValue) -> String {
    let area = value.area().map_or_else(String::new, |area| format!("{area} "));
    let period = value.period().map_or_else(String::new, |period| format!(" in {period}"));
    match (value.share_of(), value.amount()) {
        (Some((share, of)), _) => format!("{area}{share} of {of}{period}"),
        (None, Ok(Some(amount))) => format!("{area}{amount}{period}"),
        (None, _) => "unknown".to_owned(),
    }
}

/// Supplies what some standards leave to their user.
fn with_parameters(standard: &Standard) -> Result<Standard, Failure> {
    Ok(match standard.id() {
        "eu-arope-2021" => standard.with_parameter("national_median", "24,000 EUR".parse::<Money>()?)?,
        "global-mpi-2018-destitution" => standard.with_parameter("attendance_reading", "one_child")?,
        "co-ipm" => standard.with_parameter("pensioners_alone", "not_deprived")?,
        _ => standard.clone(),
    })
}

/// One line a household or member: whether it is poor, its class, and the thresholds that hold it there.
fn apply(out: &mut dyn Write, standard: &Standard, households: &[Household]) -> Result<(), Failure> {
    // The month of the Mexican survey: its lines change every month.
    let on = "2022-08-31".parse()?;
    writeln!(out, "{}", standard.id())?;
    for household in households {
        // A standard that lacks a parameter of law, or an income it can't compare, says so instead of guessing.
        let units = match standard.assess_units(household, on) {
            Ok(units) => units,
            Err(error) => {
                wrapped(out, 11, &format!("  {:<10} {error}", household.id()))?;
                continue;
            }
        };
        for unit in units {
            let poor = unit.is_poor().map_or("open", |poor| if poor { "poor" } else { "not poor" });
            let class = unit.class().map_or("not determined", |class| class.id());
            let why: Vec<String> = unit.thresholds().iter().map(|it| it.describe(Language::English)).collect();
            let who = unit.subject().identifier();
            wrapped(out, 41, &format!("  {who:<10} {poor:<8} {class:<20} {}", why.join("; ")))?;
        }
    }
    Ok(())
}

/// A change, how many kinds of households it holds for, and the smallest of them.
fn described(difference: &Difference<'_>, change: &Change<'_>) -> String {
    let band = match (change.band().from(), change.band().to()) {
        (Some(from), Some(to)) => format!("{from} to {to}"),
        (None, Some(to)) => format!("up to {to}"),
        (Some(from), None) => format!("from {from}"),
        (None, None) => "any income".to_owned(),
    };
    let lacking = |standard: &Standard, mask: u64| {
        let ids: Vec<&str> = standard.indicators_of(mask).collect();
        if ids.is_empty() { "nothing".to_owned() } else { ids.join(", ") }
    };
    let example = change.example();
    format!(
        "{:<6} {band:<36} {:>9} -> {:<9} {:>6} kinds, such as lacking {} | {}",
        change.area().to_string(),
        change.first().id(),
        change.second().id(),
        change.kinds(),
        lacking(difference.first(), example.first().deprived()),
        lacking(difference.second(), example.second().deprived()),
    )
}

/// A household that lacks little and one that lacks much, observed as fully as all of these surveys together would.
fn households() -> Result<Vec<Household>, Failure> {
    let lines = JsonLines::new("two_households.jsonl", include_bytes!("data/two_households.jsonl").as_slice());
    Ok(lines.collect::<Result<_, _>>()?)
}
