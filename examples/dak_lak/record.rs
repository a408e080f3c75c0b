//! The published record of the province, checked.

use crate::page::{heading, show, table};
use poverty::measure::administrative::RateTarget;
use poverty::published::{Claim, Class, DenominatorEffect, Group, GroupComparison, Subject};
use poverty::quantity::Rounding::{Floor, HalfUp};
use poverty::quantity::{Count, Money, PercentagePoints, Ratio};
use std::error::Error;
use std::io::Write;
use std::num::NonZeroU32;

const STANDARD: &str = "vn-decree-07-2021";

/// The claims as printed: the seed article (Bảo Lâm Đồng / Vietnam.vn, 3 December 2025).
struct Record {
    all: [Claim; 2],
    minority: [Claim; 2],
    budget: Money,
    budget_years: NonZeroU32,
    target: RateTarget,
}

fn claim(group: Group, date: &str, households: &str, rate: &str) -> Result<Claim, Box<dyn Error>> {
    let date: chrono::NaiveDate = date.parse()?;
    let subject =
        Subject::new("Đắk Lắk (before 1 July 2025)", Class::Poor, date)?.of_group(group).by_standard(STANDARD);
    Ok(Claim::count_and_rate(subject, households, rate)?)
}

fn record() -> Result<Record, Box<dyn Error>> {
    Ok(Record {
        all: [
            claim(Group::All, "2021-12-31", "63,642", "12.79 %")?,
            claim(Group::All, "2024-12-31", "34,434", "6.38 %")?,
        ],
        minority: [
            claim(Group::EthnicMinority, "2021-12-31", "41,515", "26.74 %")?,
            claim(Group::EthnicMinority, "2024-12-31", "24,282", "13.71 %")?,
        ],
        budget: "1,263,511 million VND".parse()?,
        budget_years: NonZeroU32::new(4).ok_or("a budget of no years")?,
        target: RateTarget::below("3 %".parse()?, "2025-12-31".parse()?, STANDARD)?,
    })
}

pub(crate) fn print(out: &mut dyn Write) -> Result<(), Box<dyn Error>> {
    let record = record()?;
    heading(out, "1. Poor households of Đắk Lắk: what was published, and what it implies")?;
    implied_households(out, &record)?;
    changes(out, &record)?;
    groups(out, &record)?;
    target(out, &record)?;
    budget(out, &record)
}

fn implied_households(out: &mut dyn Write, record: &Record) -> Result<(), Box<dyn Error>> {
    writeln!(
        out,
        "A count and its rate imply how many households there are. Rounding leaves an interval, not a number: more than"
    )?;
    writeln!(out, "the first and at most the second of the households that are possible.\n")?;
    let mut rows = table(1, ["group", "end of", "poor, printed", "rate, printed", "households", "possible"]);
    for (group, claims) in [("all households", &record.all), ("ethnic minority", &record.minority)] {
        for claim in claims {
            let households = claim.implied_households()?;
            let (Some(lower), Some(upper)) = (households.lower(0, Floor), households.upper(0, Floor)) else {
                return Err("a printed rate above zero bounds the households on both sides".into());
            };
            rows.add_row([
                group.to_owned(),
                claim.subject().date().year().to_string(),
                claim.printed_households().map_or_else(String::new, |printed| printed.to_string()),
                claim.printed_rate().map_or_else(String::new, |printed| printed.to_string()),
                households.central().fixed(0, HalfUp).grouped().to_string(),
                format!("{}-{}", lower.grouped(), upper.grouped()),
            ]);
        }
    }
    show(out, &rows)?;
    let [earlier, later] = &record.all;
    if earlier.shared_denominator(later)?.is_none() {
        writeln!(
            out,
            "No number of households fits both years: the rates of 2021 and 2024 have different denominators.\n"
        )?;
    }
    Ok(())
}

fn changes(out: &mut dyn Write, record: &Record) -> Result<(), Box<dyn Error>> {
    writeln!(
        out,
        "The change in percentage points (not percent), and what the growing number of households does to it.\n"
    )?;
    let points = |change: PercentagePoints| change.points(2, HalfUp).number().to_string();
    let mut rows = table(1, ["", "all households", "ethnic minority", "unit"]);
    let mut columns: Vec<[(String, &str); 9]> = Vec::new();
    for [earlier, later] in [&record.all, &record.minority] {
        let change = later.administrative_rate()?.change_since(&earlier.administrative_rate()?)?;
        let effect = DenominatorEffect::between(earlier, later)?;
        columns.push([
            (points(change.points()?), "points"),
            (change.intervals().to_string(), "years from end of 2021 to end of 2024"),
            (points(change.per_interval()?), "points a year"),
            (change.relative()?.percent(1, HalfUp).number().to_string(), "% of the first rate"),
            (effect.growth_of_households().central().percent(1, HalfUp).number().to_string(), "%"),
            (effect.later_on_earlier_households().central().percent(2, HalfUp).number().to_string(), "%"),
            (points(effect.change()?), "points"),
            (points(effect.by_count()?), "points"),
            (points(effect.by_denominator()?), "points"),
        ]);
    }
    let names = [
        "change of the rate",
        "intervals",
        "a year",
        "relative change",
        "growth of the implied households",
        "rate of 2024 on the households of 2021",
        "change, of which",
        "  fewer poor households",
        "  more households in the denominator",
    ];
    if let [all, minority] = columns.as_slice() {
        for ((name, all), minority) in names.iter().zip(all).zip(minority) {
            rows.add_row([*name, all.0.as_str(), minority.0.as_str(), all.1]);
        }
    }
    show(out, &rows)?;
    Ok(())
}

fn groups(out: &mut dyn Write, record: &Record) -> Result<(), Box<dyn Error>> {
    writeln!(out, "Ethnic-minority households among all.\n")?;
    let mut rows =
        table(1, ["end of", "share of the poor", "of all households", "their rate", "rate of the others", "ratio"]);
    for (minority, all) in record.minority.iter().zip(&record.all) {
        let comparison = GroupComparison::new(minority, all)?;
        let percent = |ratio: Ratio, decimals| ratio.percent(decimals, HalfUp).to_string();
        rows.add_row([
            all.subject().date().year().to_string(),
            percent(comparison.share_of_class().central(), 1),
            percent(comparison.share_of_households().central(), 1),
            percent(comparison.rate_of_group().central(), 2),
            percent(comparison.rate_of_others().central(), 2),
            comparison.ratio_to_others()?.central().fixed(1, HalfUp).to_string(),
        ]);
    }
    show(out, &rows)?;
    writeln!(out, "Both rates fall and the distance grows: the poor are more and more ethnic-minority households.\n")?;
    Ok(())
}

fn target(out: &mut dyn Write, record: &Record) -> Result<(), Box<dyn Error>> {
    let [earlier, later] = &record.all;
    let (earlier, later) = (earlier.administrative_rate()?, later.administrative_rate()?);
    let so_far = later.change_since(&earlier)?;
    let needed = record.target.pace_from(&later)?;
    writeln!(
        out,
        "Target: below {} by {}. From {} at the end of 2024 it needs {needed}.",
        record.target.bound().percent(0, HalfUp),
        record.target.date(),
        later.rate().percent(2, HalfUp),
    )?;
    writeln!(
        out,
        "So far it fell by {} a year; at that pace it would be {}: the target is {}.\n",
        so_far.per_interval()?.abs().points(2, HalfUp),
        record.target.projected(&so_far)?.percent(2, HalfUp),
        if record.target.is_on_track(&so_far)? { "on track" } else { "not on track" },
    )?;
    Ok(())
}

fn budget(out: &mut dyn Write, record: &Record) -> Result<(), Box<dyn Error>> {
    let years = record.budget.split(record.budget_years)?;
    let poor = |claim: &Claim| -> Result<Count, Box<dyn Error>> {
        Ok(claim.printed_households().ok_or("a claim without count")?.to_string().parse()?)
    };
    let [earlier, later] = &record.all;
    let left = poor(earlier)?.checked_sub(poor(later)?)?;
    let per_household = record.budget.portion(Ratio::of_counts(Count::new(1), left)?, HalfUp)?;
    writeln!(out, "Budget 2021-2024: {}, that is", record.budget.in_millions())?;
    if let Some(year) = years.first() {
        writeln!(
            out,
            "  {:>21} a year over {} years (the {} parts sum to the whole),",
            year.in_millions(),
            years.len(),
            years.len()
        )?;
    }
    writeln!(
        out,
        "  {per_household:>21} for each of the {left} households fewer in poverty (net of those that fell into it)."
    )?;
    Ok(())
}
