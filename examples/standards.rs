//! Every built-in standard, the same households under all of them, and what the change of Viet Nam's law in 2022 does to whom.
//!
//! `cargo run --release --example standards`

use poverty::household::Household;
use poverty::household::read::JsonLines;
use poverty::quantity::Money;
use poverty::source::Language;
use poverty::standard::{Assessable, Change, Difference, LineValue, Standard, Standards};
use std::error::Error;
use std::io::{self, Write};

type Failure = Box<dyn Error>;

fn main() -> Result<(), Failure> {
    let out = &mut io::stdout().lock();
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
    writeln!(out, "{}", comparison.describe(Language::English))?;
    write!(
        out,
        "{}\n{}",
        comparison.second().explain(Language::English),
        comparison.second().explain(Language::Vietnamese)
    )?;

    writeln!(out, "\nEVERY KIND OF HOUSEHOLD WHOSE CLASS CHANGED WITH THE LAW\n")?;
    let difference = old.difference(new, on)?;
    let (changed, kinds) = (difference.changed_kinds(), difference.kinds());
    writeln!(out, "{changed} of {kinds} kinds (area, income band, pattern of deprivation) change their class.\n")?;
    for change in difference.changes() {
        writeln!(out, "{}", described(&difference, change))?;
    }
    Ok(())
}

/// Periods, dimensions, lines and cutoffs, with their sources.
fn describe(out: &mut impl Write, standard: &Standard) -> Result<(), Failure> {
    let english = Language::English;
    writeln!(out, "{}\n  {} (for {})", standard.id(), standard.name(), standard.unit())?;
    for validity in standard.validities() {
        let purpose = format!("{:?}", validity.purpose()).to_lowercase();
        writeln!(out, "  {}  {purpose}, {}", validity.period(), standard.cited(validity.citation(), english))?;
    }
    for dimension in standard.dimensions() {
        let indicators: Vec<&str> = dimension.indicators().iter().map(|indicator| indicator.id()).collect();
        writeln!(out, "  dimension {}: {}", dimension.id(), indicators.join(", "))?;
    }
    for line in standard.lines() {
        let values: Vec<String> = line.values().iter().map(amount).collect();
        writeln!(out, "  line {}: {}; {}", line.id(), values.join(", "), standard.cited(line.citation(), english))?;
    }
    for cutoff in standard.cutoffs() {
        writeln!(out, "  cutoff {} k = {}; {}", cutoff.id(), cutoff.k(), standard.cited(cutoff.citation(), english))?;
    }
    for parameter in standard.parameters() {
        let value = parameter.value().map_or_else(|| "to be given".to_owned(), ToString::to_string);
        writeln!(out, "  parameter {}: {value}; {}", parameter.id(), standard.cited(parameter.citation(), english))?;
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
fn apply(out: &mut impl Write, standard: &Standard, households: &[Household]) -> Result<(), Failure> {
    // The month of the Mexican survey: its lines change every month.
    let on = "2022-08-31".parse()?;
    writeln!(out, "{}", standard.id())?;
    for household in households {
        // A standard that lacks a parameter of law, or an income it can't compare, says so instead of guessing.
        let units = match standard.assess_units(household, on) {
            Ok(units) => units,
            Err(error) => {
                writeln!(out, "  {:<10} {error}", household.id())?;
                continue;
            }
        };
        for unit in units {
            let poor = unit.is_poor().map_or("open", |poor| if poor { "poor" } else { "not poor" });
            let class = unit.class().map_or("not determined", |class| class.id());
            let why: Vec<String> = unit.thresholds().iter().map(|it| it.describe(Language::English)).collect();
            writeln!(out, "  {:<10} {poor:<8} {class:<20} {}", unit.subject().identifier(), why.join("; "))?;
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
