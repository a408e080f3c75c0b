//! A programme's money from its journal: rates, slow lines, counterpart, credibility, results, allocation, refusals.
//!
//! `cargo run --release --example budget`
//!
//! Only one figure of the ledger is real: the four-year total of Đắk Lắk's programme, 1,263,511 million VND, of which no split was
//! published. The rest is invented, by `examples/data/budget/generate.py`. Every figure below is computed from the files there.

#![expect(clippy::arithmetic_side_effects, reason = "counters of a small program")]

mod page;
mod refusals;
mod results;
#[path = "../shown/mod.rs"]
mod shown;

use page::{millions, percent, print};
use poverty::programme::FiscalYear;
use poverty::programme::ledger::{BudgetRules, Ledger, Statement};
use poverty::programme::rates::counterpart::{Counterpart, is_central, is_counterpart, leverage};
use poverty::programme::rates::credibility::{Head, composition_variance, outturn, pi_1, pi_2_composition};
use poverty::programme::rates::{Execution, Pace};
use poverty::programme::structure::Programme;
use poverty::quantity::{Currency, Money, Ratio, Rounding};
use poverty::source::Language;
use std::error::Error;
use std::io::Write;

type Failure = Box<dyn Error>;

const LEDGER: &str = include_str!("../data/budget/ledger.csv");
/// What local budgets have to add to central money. That a province with transfers of half of its spending adds 10 % is from
/// memory of Decision 02/2022/QĐ-TTg; which band Đắk Lắk is in is an assumption.
const REQUIRED: &str = "10 %";

fn main() -> Result<(), Failure> {
    shown::whole(write)
}

fn write(out: &mut dyn Write) -> Result<(), Failure> {
    let programme = Programme::viet_nam_2021_2025()?;
    let mut ledger = Ledger::new(Currency::VND, BudgetRules::viet_nam()?);
    let imported = ledger.read_csv("ledger.csv", LEDGER.as_bytes())?;
    let again = ledger.read_csv("ledger.csv", LEDGER.as_bytes())?;
    ledger.audit()?;
    let statement = ledger.as_of("2024-12-31".parse()?).statement();
    let all = Execution::of(&statement, |_| true);
    writeln!(out, "{}", programme.name.in_language(Language::English))?;
    writeln!(out, "Đắk Lắk, 2021-2024: {} planned in four years.", all.own_plan().plan().in_millions())?;
    writeln!(
        out,
        "An invented journal of {} entries, {} refused; read again, {} are new. Amounts in million VND.",
        imported.posted,
        imported.refused.len(),
        again.posted
    )?;

    years(out, &statement)?;
    let mut projects = Vec::new();
    for (code, execution) in
        Execution::by(&statement, |line| line.component().split('.').next().unwrap_or("").to_owned())
    {
        let name = programme.component(&code).map_or("", |part| part.name().in_language(Language::English));
        projects.push((format!("{code}  {}", shortened(name, 48)), execution));
    }
    over_four_years(out, "BY PROJECT, 2021-2024", "project", projects)?;
    let sources = Execution::by(&statement, |line| line.source());
    over_four_years(
        out,
        "BY SOURCE, 2021-2024",
        "source",
        sources.into_iter().map(|(key, one)| (key.to_string(), one)).collect(),
    )?;
    let kinds = Execution::by(&statement, |line| line.capital());
    over_four_years(
        out,
        "BY KIND OF CAPITAL, 2021-2024",
        "capital",
        kinds.into_iter().map(|(key, one)| (key.to_string(), one)).collect(),
    )?;
    slow_lines(out, &ledger)?;
    counterpart(out, &statement)?;
    credibility(out, &statement)?;
    results::print(out, &statement)?;
    refusals::print(out, &ledger)
}

fn shortened(text: &str, letters: usize) -> String {
    if text.chars().count() <= letters {
        return text.to_owned();
    }
    format!("{}...", text.chars().take(letters.saturating_sub(3)).collect::<String>().trim_end())
}

/// Rates with and without the money of the year before.
fn years(out: &mut dyn Write, statement: &Statement<'_>) -> Result<(), Failure> {
    let mut rows = Vec::new();
    for (year, execution) in Execution::by(statement, |line| line.year()) {
        let (plan, carried) = (execution.own_plan(), execution.carried());
        rows.push(vec![
            year.to_string(),
            millions(plan.plan())?,
            millions(plan.disbursed())?,
            percent(execution.disbursement_rate_of_plan()),
            millions(carried.carried_in())?,
            millions(carried.disbursed())?,
            percent(execution.disbursement_rate()),
            millions(execution.all().carried_out())?,
            millions(execution.all().cancelled())?,
            millions(execution.left())?,
        ]);
    }
    let head =
        ["year", "plan", "disbursed", "rate", "carried in", "disbursed", "with it", "carried out", "lapsed", "left"];
    print(out, "BY YEAR, at the end of 2024", &head, rows)?;
    Ok(())
}

/// Money of any year that was disbursed of all that was planned.
fn over_four_years(
    out: &mut dyn Write,
    title: &str,
    first: &str,
    groups: Vec<(String, Execution)>,
) -> Result<(), Failure> {
    let mut rows = Vec::new();
    let mut sum: Option<Execution> = None;
    for (name, execution) in groups {
        let (plan, all) = (execution.own_plan().plan(), execution.all());
        rows.push(vec![
            name,
            millions(plan)?,
            millions(all.disbursed())?,
            percent(all.disbursed().ratio_to(plan)),
            millions(all.open_advances())?,
            millions(all.cancelled())?,
            millions(execution.left())?,
        ]);
        sum = Some(sum.map_or(execution, |sum| sum.plus(&execution)));
    }
    if let Some(sum) = sum {
        let (plan, all) = (sum.own_plan().plan(), sum.all());
        rows.push(vec![
            "all".to_owned(),
            millions(plan)?,
            millions(all.disbursed())?,
            percent(all.disbursed().ratio_to(plan)),
            millions(all.open_advances())?,
            millions(all.cancelled())?,
            millions(sum.left())?,
        ]);
    }
    print(out, title, &[first, "planned", "disbursed", "rate", "open advances", "lapsed", "left"], rows)?;
    Ok(())
}

/// Lines of 2024 that at the end of September are behind the time that has passed, and what they would need.
fn slow_lines(out: &mut dyn Write, ledger: &Ledger) -> Result<(), Failure> {
    let year = FiscalYear::new(2024)?;
    let (from, on, deadline) = (year.first_day(), "2024-09-30".parse()?, year.last_day());
    let statement = ledger.as_of(on).statement();
    let mut slow = Vec::new();
    for ((component, capital), execution) in Execution::by(&statement, |line| {
        let of_year = line.year() == year;
        (if of_year { line.component().to_owned() } else { String::new() }, line.capital())
    }) {
        let all = execution.all();
        if component.is_empty() || all.available().is_zero() {
            continue;
        }
        let pace = Pace::new(all.disbursed(), all.available(), from, on, deadline)?;
        let faster = pace.acceleration()?;
        if faster.is_none_or(|times| times > Ratio::whole(2)) {
            slow.push((pace.absorption()?, component, capital, execution, pace, faster));
        }
    }
    slow.sort_by_key(|line| line.0);
    let count = slow.len();
    let mut rows = Vec::new();
    for (absorption, component, capital, execution, pace, faster) in slow.into_iter().take(8) {
        rows.push(vec![
            format!("{component}, {capital}"),
            millions(execution.all().available())?,
            percent(execution.disbursement_rate()),
            percent::<()>(Ok(absorption)),
            pace.months_left().to_string(),
            millions(pace.needed_a_month()?)?,
            faster.map_or_else(|| "-".to_owned(), |times| format!("{} times", times.fixed(1, Rounding::HalfUp))),
        ]);
    }
    let head =
        ["line", "available", "disbursed", "by December at this pace", "months left", "needed a month", "faster by"];
    let title = "SLOW LINES OF 2024 at the end of September";
    print(out, &format!("{title}: {count} must more than double their pace, of which the slowest are"), &head, rows)?;
    Ok(())
}

fn counterpart(out: &mut dyn Write, statement: &Statement<'_>) -> Result<(), Failure> {
    let mut rows = Vec::new();
    let zero = Money::zero(Currency::VND);
    for (year, _) in Execution::by(statement, |line| line.planned()) {
        let of = |which: fn(&poverty::programme::BudgetLine) -> bool| {
            statement.total(|line| line.planned() == year && !line.is_carried() && which(line)).plan()
        };
        let (central, local) = (of(is_central), of(is_counterpart));
        let others = statement.total(|line| line.year() == year && !line.is_carried() && !is_central(line)).plan();
        let counterpart = Counterpart::new(central, local, REQUIRED.parse()?)?;
        let shortfall = counterpart.shortfall()?;
        rows.push(vec![
            year.to_string(),
            millions(central)?,
            millions(local)?,
            percent(counterpart.ratio()),
            millions(counterpart.required()?)?,
            if shortfall == zero { "-".to_owned() } else { millions(shortfall)? },
            leverage(central, others)?.fixed(3, Rounding::HalfUp).to_string(),
        ]);
    }
    let head = ["plan of", "central", "local", "ratio", "required", "short of it", "all others per central VND"];
    print(out, &format!("COUNTERPART, of which {REQUIRED} of central money is assumed to be required"), &head, rows)?;
    Ok(())
}

fn credibility(out: &mut dyn Write, statement: &Statement<'_>) -> Result<(), Failure> {
    let (mut rows, mut outturns, mut variances) = (Vec::new(), Vec::new(), Vec::new());
    for year in 2022..=2024 {
        let year = FiscalYear::new(year)?;
        let groups = Execution::by(statement, |line| {
            (line.year() == year && !line.is_carried())
                .then(|| line.component().split('.').next().unwrap_or("").to_owned())
        });
        let heads: Vec<Head> = groups
            .into_iter()
            .filter(|(project, _)| project.is_some())
            .map(|(_, one)| Head { budget: one.own_plan().appropriated(), actual: one.own_plan().disbursed() })
            .collect();
        let (aggregate, composition) = (outturn(&heads)?, composition_variance(&heads)?);
        rows.push(vec![year.to_string(), percent::<()>(Ok(aggregate)), percent::<()>(Ok(composition))]);
        outturns.push(aggregate);
        variances.push(composition);
    }
    rows.push(vec![
        "PEFA score".to_owned(),
        format!("PI-1: {}", pi_1(&outturns)?),
        format!("PI-2.1: {}", pi_2_composition(&variances)?),
    ]);
    print(
        out,
        "CREDIBILITY of the original budget, by project",
        &["year", "outturn", "variance of composition"],
        rows,
    )?;
    Ok(())
}
