//! Is "below 3 %" reached, when, and what closes the gap? And how well would a simple score have found the poor?
//!
//! `cargo run --release --example target`
//!
//! A district's households pass from class to class as the committed panel shows it (invented households), year after year to 2030.
//! The cost of lifting one household is what Đắk Lắk's four-year budget comes to for each household that left poverty on balance.

#[path = "target/panel.rs"]
mod panel;
mod shown;

use panel::{CLASSES, outlook};
use poverty::household::read::{Table as Csv, join};
use poverty::measure::administrative::RateTarget;
use poverty::quantity::{Count, Households, Money, Ratio, Rounding::HalfUp, Weight};
use poverty::report::{Cell, Column, Kind, Locale, ReportError, Table};
use poverty::simulate::path::{Assumption, PathError, TransitionMatrix};
use poverty::simulate::targeting::{Criterion, PoorEnd, ScoreCurve};
use poverty::source::{Language, Text};
use poverty::standard::Standards;
use std::error::Error;
use std::io::{self, Write};

const HOUSEHOLDS: &str = include_str!("data/households.csv");
const MEMBERS: &str = include_str!("data/members.csv");

fn main() -> Result<(), Box<dyn Error>> {
    shown::whole(write)
}

fn write(out: &mut dyn Write) -> Result<(), Box<dyn Error>> {
    let outlook = outlook()?;
    let path = outlook.to(2030)?;
    let mut page =
        table("THE WAY TO 2030", "end of", &["poor", "near-poor", "not poor", "entered", "left"], &["rate"])?;
    for year in path.years() {
        let mut row = vec![Cell::name(year.year().to_string())];
        for class in CLASSES {
            row.push(Cell::count(year.households(class)?));
        }
        row.extend([Cell::count(year.entered()), Cell::count(year.left()), Cell::Share(year.rate()?)]);
        page.push(row)?;
    }
    print(out, &page)?;
    writeln!(out, "Assumed: {}.\n", outlook.assumptions().join(";\n         "))?;

    // What the record of Đắk Lắk comes to for each household: programme money by the fall in the number of poor households.
    let budget: Money = "1,263,511 million VND".parse()?;
    let of_each = budget.portion(Ratio::of_counts(Count::new(1), Count::new(63_642 - 34_434))?, HalfUp)?;
    let mut page = table("WHAT CLOSES THE GAP", "target", &["lifted a year", "lifted in all"], &[])?
        .column(Column::new("money", Text::english("money")?, Kind::Money))?;
    for (bound, by) in [("3 %", 2025_u64), ("3 %", 2027), ("3 %", 2030), ("5 %", 2030)] {
        let target = RateTarget::below(bound.parse()?, format!("{by}-12-31").parse()?, "vn-decree-07-2021")?;
        let met = path.first_year_of(&target).map_or_else(|| "not by 2030".to_owned(), |year| format!("in {year}"));
        let name = Cell::name(format!("below {bound} by {by}; without a plan {met}"));
        match outlook.lifts_needed(&target, "poor", "not_poor") {
            Ok(each) => {
                let years = by.saturating_sub(2024);
                let all = each.saturating_mul(years);
                page.push([name, Cell::count(each), Cell::count(all), Cell::Money(of_each.checked_mul(all)?)])?;
            }
            Err(error @ PathError::OutOfReach { .. }) => {
                let why = || Ok::<_, ReportError>(Cell::Absent(Text::english(error.to_string())?));
                page.push([name, why()?, why()?, why()?])?;
            }
            Err(error) => return Err(error.into()),
        }
    }
    print(out, &page)?;
    writeln!(out, "Assumed: lifting a household costs {of_each}; it passes on as others of its new class do.\n")?;

    let mut page = table("WHAT THE RATE OF 2030 DEPENDS ON", "assumption", &[], &["at the least", "at the most"])?;
    for swing in outlook.tornado(2030, &assumptions(outlook.matrix())?)? {
        page.push([Cell::name(swing.name()), Cell::Share(swing.at_low()), Cell::Share(swing.at_high())])?;
    }
    print(out, &page)?;
    score(out)
}

/// Each share a fifth smaller and a fifth greater.
fn assumptions(matrix: &TransitionMatrix) -> Result<Vec<Assumption>, Box<dyn Error>> {
    let mut assumptions = Vec::new();
    for (name, from, to) in [
        ("the poor become near-poor", "poor", "near_poor"),
        ("the near-poor become poor", "near_poor", "poor"),
        ("the near-poor rise above", "near_poor", "not_poor"),
        ("others fall to poor", "not_poor", "poor"),
    ] {
        let share = matrix.share(from, to)?;
        let times = |fifths| Ok::<_, Box<dyn Error>>(share.checked_mul(Ratio::new(fifths, 5)?)?);
        let (name, from, to) = (format!("{name}, -/+ a fifth"), from.to_owned(), to.to_owned());
        assumptions.push(Assumption { name, from, to, low: times(4)?, high: times(6)? });
    }
    Ok(assumptions)
}

/// The number of deprivations alone, as a score for the class that the law gives by income and deprivations together.
fn score(out: &mut dyn Write) -> Result<(), Box<dyn Error>> {
    let joined = join(Csv::new("households.csv", HOUSEHOLDS.as_bytes()), Csv::new("members.csv", MEMBERS.as_bytes()))?;
    let on = "2024-12-31".parse()?;
    let decree = Standards::embedded().in_force("VN", on)?;
    let mut curve = ScoreCurve::<Households>::new(PoorEnd::High);
    for household in joined.households() {
        let assessment = decree.assess(household, on)?;
        if let Some(is_poor) = assessment.is_poor() {
            curve.add(assessment.deprivations().into(), is_poor, Weight::ONE)?;
        }
    }
    let mut page =
        table("HOW WELL DEPRIVATIONS ALONE FIND THE POOR", "cutoff", &["deprivations from"], &["coverage", "leakage"])?;
    for (name, criterion) in
        [("best by Youden's J", Criterion::Youden), ("best by BPAC", Criterion::BalancedPovertyAccuracy)]
    {
        let best = curve.best(criterion)?;
        let (coverage, leakage) = (best.targeting.coverage()?, best.targeting.leakage()?);
        page.push([Cell::name(name), Cell::count(best.cutoff), Cell::Share(coverage), Cell::Share(leakage)])?;
    }
    print(out, &page)?;
    let area = curve.area()?.fixed(3, HalfUp);
    writeln!(
        out,
        "Area under the curve: {area}: the chance that a poor household lacks more than another, ties one half."
    )?;
    Ok(())
}

/// A table whose first column names the row, with columns of counts and of shares.
fn table(title: &str, of: &str, counts: &[&str], shares: &[&str]) -> Result<Table, ReportError> {
    let column = |name: &str, kind| Ok::<_, ReportError>(Column::new(name, Text::english(name)?, kind));
    let mut table = Table::new("page", Text::english(title)?).column(column(of, Kind::Words)?)?;
    for name in counts {
        table = table.column(column(name, Kind::Count)?)?;
    }
    for name in shares {
        table = table.column(column(name, Kind::Percent)?.decimals(2))?;
    }
    Ok(table)
}

fn print(out: &mut dyn Write, table: &Table) -> io::Result<()> {
    writeln!(out, "{}", table.to_text(Locale::of(Language::English)))
}
