//! What would sanitation, housing, jobs and insurance change, what should next year's budget buy, and who is left behind?
//!
//! `cargo run --release --example simulate`
//!
//! Six interventions are read from `examples/data/interventions.toml` and applied to the committed households of a district (invented).
//! Each alone is ranked by its cost for a point of M0; then a budget of three lines is planned, greedily and with a proven optimum, with
//! and without a promise to each commune; the best plan is followed to 2030 by the passages of the committed panel.

use poverty::household::read::{Table as Csv, join};
use poverty::household::{EthnicGroup, Household};
use poverty::measure::{AlkireFoster, Weighting};
use poverty::place::GazetteerBuilder;
use poverty::quantity::{Money, MoneyScale, Ratio, Rounding::HalfUp};
use poverty::report::{Cell, Column, Kind, Limits, Locale, ReportError, Table};
use poverty::simulate::Assumed;
use poverty::simulate::intervention::{Interventions, Scenario};
use poverty::simulate::path::{Lift, Outlook};
use poverty::simulate::plan::{Objective, Plan, Planner};
use poverty::source::{Language, Text};
use poverty::standard::Standards;
use std::collections::BTreeMap;
use std::error::Error;
use std::io::Write;

#[path = "../target/panel.rs"]
mod panel;
#[path = "../shown/mod.rs"]
mod shown;

const HOUSEHOLDS: &str = include_str!("../data/households.csv");
const MEMBERS: &str = include_str!("../data/members.csv");
/// The invented communes they live in.
const COMMUNES: &str = include_str!("../data/communes.csv");
const INTERVENTIONS: &str = include_str!("../data/interventions.toml");
/// The lines of next year's budget, in millions of đồng.
const BUDGET: [(&str, i64); 3] = [("sanitation", 180), ("housing", 240), ("livelihoods", 95)];

type Failure = Box<dyn Error>;

fn main() -> Result<(), Failure> {
    shown::whole(write)
}

fn write(out: &mut dyn Write) -> Result<(), Failure> {
    let joined = join(Csv::new("households.csv", HOUSEHOLDS.as_bytes()), Csv::new("members.csv", MEMBERS.as_bytes()))?;
    let on = "2024-12-31".parse()?;
    let decree = Standards::embedded().in_force("VN", on)?;
    let poverty = Weighting::of_standard(decree)?.cutoff(Ratio::new(1, 4)?)?;
    let interventions = Interventions::from_toml("interventions.toml", INTERVENTIONS)?;
    let scenario = Scenario::new(decree, on).seed(2025);

    ranked(out, &scenario, joined.households(), &interventions, &poverty)?;

    let mut poor = Vec::new();
    let mut classes = BTreeMap::new();
    for household in joined.households() {
        let class = decree.assess(household, on)?.class().map_or("", |class| class.id());
        let count = classes.entry(class).or_insert(0_u64);
        *count = count.saturating_add(1);
        if class == "poor" {
            poor.push(household.clone());
        }
    }
    let by_commune = |household: &Household| household.place().to_owned();
    let mut planner = Planner::of_households(&scenario, &poverty, &interventions, &poor, by_commune)?;
    for (line, millions) in BUDGET {
        planner = planner.line(line, Money::vnd(millions.saturating_mul(1_000_000)))?;
    }
    let mut promised = planner.clone();
    for commune in communes(&poor) {
        promised = promised.at_least(&commune, Ratio::new(2, 5)?)?;
    }
    let best = planner.optimum(Objective::HouseholdsLifted)?;
    let fair = promised.optimum(Objective::HouseholdsLifted)?;
    plans(out, &planner, &best, &fair)?;
    bought(out, &best, &interventions)?;

    let lifted = u64::try_from(best.value().floor())?;
    let near = classes.get("near_poor").copied().unwrap_or(0);
    let others = count(joined.households()).saturating_sub(near).saturating_sub(count(&poor));
    path(out, [count(&poor), near, others], lifted)?;
    let places = GazetteerBuilder::new().provinces_of_viet_nam()?.csv("communes.csv", COMMUNES.as_bytes())?.build()?;
    let name = |code: &str| places.at(code, on).map_or(code.to_owned(), |unit| unit.name().to_string());
    left_behind(out, &poor, &best, &fair, name)?;
    writeln!(out, "ASSUMED\n\nOf the interventions, each alone:")?;
    for assumed in interventions.assumptions().iter().filter(|assumed| !matches!(assumed, Assumed::Order(_))) {
        writeln!(out, "- {assumed}")?;
    }
    writeln!(out, "\nOf the plan, beside what interventions cost:")?;
    for assumed in best.assumptions().iter().filter(|assumed| !matches!(assumed, Assumed::UnitCost { .. })) {
        writeln!(out, "- {assumed}")?;
    }
    writeln!(
        out,
        "\nOf the path: the district's households pass from class to class as those of the panel did from 2023 to 2024."
    )?;
    Ok(())
}

/// Each intervention alone, next year, with the error of the draws.
fn ranked(
    out: &mut dyn Write,
    scenario: &Scenario<'_>,
    households: &[Household],
    interventions: &Interventions,
    poverty: &AlkireFoster,
) -> Result<(), Failure> {
    let mut rows = Vec::new();
    for each in interventions.list() {
        let alone = Interventions::new(vec![each.clone()])?;
        let effect = scenario.apply(households, &alone)?;
        let spread = scenario.spread(households, &alone, poverty, 8)?;
        let reach = effect.reaches().first().ok_or("one intervention in one year")?;
        rows.push((
            effect.cost_per_point(poverty)?,
            vec![
                Cell::name(each.name.clone()),
                Cell::count(whole(reach.reached.to_ratio()?)),
                Cell::count(whole(reach.missed.to_ratio()?)),
                effect.cost()?.map_or(nothing()?, Cell::Money),
                Cell::Points(effect.fall(poverty)?.points_since(Ratio::ZERO)?),
                Cell::Number(spread.fall.standard_error * 100.0, Limits::default()),
                effect.cost_per_point(poverty)?.map_or(nothing()?, Cell::Money),
                Cell::count(whole(effect.lifted().to_ratio()?)),
            ],
        ));
    }
    rows.sort_by_key(|(cost, _)| cost.map_or((true, None), |cost| (false, Some(cost.amount()))));
    let mut page = Table::new("ranked", Text::english("INTERVENTIONS BY WHAT A POINT OF M0 COSTS, EACH ALONE")?)
        .column(column("intervention", Kind::Words)?)?
        .column(column("reached", Kind::Count)?)?
        .column(column("missed", Kind::Count)?)?
        .column(column("costs", Kind::Money)?)?
        .column(column("M0 falls", Kind::Points)?.decimals(2))?
        .column(column("± chance", Kind::Number)?)?
        .column(column("a point", Kind::Money)?)?
        .column(column("lifted", Kind::Count)?)?;
    for (_, row) in rows {
        page.push(row)?;
    }
    print(out, &page)
}

/// Greedy and optimal plans by what they do.
fn plans(out: &mut dyn Write, planner: &Planner, best: &Plan, fair: &Plan) -> Result<(), Failure> {
    let mut page = Table::new("plans", Text::english("PLANS FOR THE POOR WITHIN NEXT YEAR'S BUDGET")?)
        .column(column("plan", Kind::Words)?)?
        .column(column("does", Kind::Words)?)?
        .column(column("no plan does more than", Kind::Words)?)?
        .column(column("costs", Kind::Money)?)?;
    let (greedy, falls) = (planner.greedy(Objective::HouseholdsLifted)?, planner.optimum(Objective::FallInM0)?);
    let rows = [
        ("lift most, greedily", &greedy, "households"),
        ("lift most, proven", best, "households"),
        ("the same, two fifths of each commune", fair, "households"),
        ("most fall in M0, proven", &falls, "households' scores"),
    ];
    for (name, plan, unit) in rows {
        let words = |value: Ratio| {
            Cell::name(format!("{} {unit}", value.fixed(if value.denominator() > 1 { 2 } else { 0 }, HalfUp)))
        };
        let cost = Money::sum(plan.lines().values().copied())?.map_or(nothing()?, Cell::Money);
        page.push([Cell::name(name), words(plan.value()), words(plan.bound()), cost])?;
    }
    print(out, &page)?;
    Ok(writeln!(out, "What holds the best plan back most: {}.\n", best.binding().unwrap_or("nothing"))?)
}

/// What the best plan buys of each intervention, and what it spends of each line.
fn bought(out: &mut dyn Write, plan: &Plan, interventions: &Interventions) -> Result<(), Failure> {
    let mut page = Table::new("bought", Text::english("WHAT THE PLAN BUYS")?)
        .column(column("line", Kind::Words)?)?
        .column(column("households by intervention", Kind::Words)?)?
        .column(column("spent", Kind::Money)?)?
        .column(column("of", Kind::Money)?)?;
    for (line, millions) in BUDGET {
        let own = interventions.list().iter().filter(|each| each.line.as_deref() == Some(line));
        let parts: Vec<String> = own.map(|each| format!("{} {}", each.name, plan.served(&each.id))).collect();
        let spent = plan.spent(line).map_or(nothing()?, Cell::Money);
        page.push([
            Cell::name(line),
            Cell::name(parts.join(", ")),
            spent,
            Cell::Money(Money::vnd(millions.saturating_mul(1_000_000))),
        ])?;
    }
    print(out, &page)
}

/// To 2030 without a plan, with the plan in 2025, and with as much every year.
fn path(out: &mut dyn Write, households: [u64; 3], lifted: u64) -> Result<(), Failure> {
    let without = Outlook::new(panel::outlook()?.matrix().clone(), 2024, households)?;
    let lift = |outlook: Outlook, year: i32| -> Result<Outlook, Failure> {
        let there = outlook.to(year)?.years().last().ok_or("a year")?.households("poor")?;
        let (from, to) = ("poor".to_owned(), "near_poor".to_owned());
        Ok(outlook.lift(Lift { year, from, to, households: lifted.min(there) })?)
    };
    let once = lift(without.clone(), 2025)?;
    let always = (2025..=2030).try_fold(without.clone(), lift)?;
    let mut page = Table::new("path", Text::english("THE RATE TO 2030")?).column(column("end of", Kind::Words)?)?;
    for name in ["without a plan", "with it in 2025", "with as much every year"] {
        page = page.column(column(name, Kind::Percent)?.decimals(2))?;
    }
    let (without, once, always) = (without.to(2030)?, once.to(2030)?, always.to(2030)?);
    for ((without, once), always) in without.years().iter().zip(once.years()).zip(always.years()) {
        let rates = [without.rate()?, once.rate()?, always.rate()?];
        page.push([Cell::name(without.year().to_string())].into_iter().chain(rates.map(Cell::Share)))?;
    }
    print(out, &page)
}

/// Who stays poor, by commune and ethnic group.
fn left_behind(
    out: &mut dyn Write,
    poor: &[Household],
    best: &Plan,
    fair: &Plan,
    name: impl Fn(&str) -> String,
) -> Result<(), Failure> {
    let mut page = Table::new("left", Text::english("WHO IS LEFT BEHIND")?)
        .column(column("commune", Kind::Words)?)?
        .column(column("poor", Kind::Count)?)?
        .column(column("of them minorities", Kind::Count)?)?
        .column(column("left by the best plan", Kind::Count)?)?
        .column(column("left by the promised one", Kind::Count)?)?;
    for commune in communes(poor) {
        let own: Vec<&Household> = poor.iter().filter(|household| household.place() == commune).collect();
        let minority = |household: &&&Household| household.ethnicity().known().is_some_and(EthnicGroup::is_minority);
        let left = |plan: &Plan| Cell::count(count(&own).saturating_sub(plan.reached(&commune)));
        let minorities: Vec<&&Household> = own.iter().filter(minority).collect();
        let all = [Cell::count(count(&own)), Cell::count(count(&minorities)), left(best), left(fair)];
        page.push([Cell::name(name(&commune))].into_iter().chain(all))?;
    }
    print(out, &page)
}

fn communes(poor: &[Household]) -> Vec<String> {
    let mut communes: Vec<String> = poor.iter().map(|household| household.place().to_owned()).collect();
    communes.sort();
    communes.dedup();
    communes
}

fn count<T>(list: &[T]) -> u64 {
    u64::try_from(list.len()).unwrap_or(u64::MAX)
}

fn whole(value: Ratio) -> u64 {
    u64::try_from(value.floor()).unwrap_or_default()
}

fn nothing() -> Result<Cell, ReportError> {
    Ok(Cell::Absent(Text::english("-")?))
}

fn column(name: &str, kind: Kind) -> Result<Column, ReportError> {
    Ok(Column::new(name, Text::english(name)?, kind).scale(MoneyScale::Million))
}

fn print(out: &mut dyn Write, table: &Table) -> Result<(), Failure> {
    Ok(writeln!(out, "{}", table.to_text(Locale::of(Language::English)))?)
}
