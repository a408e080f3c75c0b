//! What was delivered for the money, and how the money of the next year would be shared out.

use crate::Failure;
use crate::page::{self, millions, percent};
use poverty::programme::allocation::{AllocationRule, Method, Recipient, apportion, apportion_money};
use poverty::programme::delivery::{Direction, Indicator, Observation, Output};
use poverty::programme::ledger::Statement;
use poverty::programme::rates::cost;
use poverty::programme::{Capital, FiscalYear, FundingSource};
use poverty::quantity::{Count, Money, PercentagePoints, Ratio, Rounding};
use std::collections::BTreeMap;
use std::io::Write;

const OUTPUTS: &str = include_str!("../data/budget/outputs.csv");
const COMMUNES: &str = include_str!("../data/budget/communes.csv");

#[derive(serde::Deserialize)]
struct Row {
    year: FiscalYear,
    component: String,
    output: Output,
    target: u64,
    delivered: u64,
    waiting: u64,
    failed: u64,
}

#[derive(serde::Deserialize)]
struct Commune {
    code: String,
    name: String,
    groups: String,
    specially_difficult_villages: u64,
}

pub(crate) fn print(out: &mut dyn Write, statement: &Statement<'_>) -> Result<(), Failure> {
    outputs(out, statement)?;
    allocation(out, statement)
}

fn outputs(out: &mut dyn Write, statement: &Statement<'_>) -> Result<(), Failure> {
    let mut by_output: BTreeMap<(String, Output), Vec<Row>> = BTreeMap::new();
    for row in csv::Reader::from_reader(OUTPUTS.as_bytes()).into_deserialize() {
        let row: Row = row?;
        by_output.entry((row.component.clone(), row.output)).or_default().push(row);
    }
    let last = FiscalYear::new(2024)?;
    let (mut rows, mut houses) = (Vec::new(), Count::ZERO);
    for ((component, output), years) in by_output {
        // Targets and deliveries of the years so far together.
        let (mut planned, mut done, mut waiting, mut failed) = (0, 0, 0, 0);
        let (mut targets, mut actual) = (Vec::new(), Vec::new());
        for row in years {
            (planned, done) = (planned + row.target, done + row.delivered);
            (waiting, failed) = (waiting + row.waiting, failed + row.failed);
            targets.push(Observation { year: row.year, value: planned.into() });
            actual.push(Observation { year: row.year, value: done.into() });
        }
        let none = Observation { year: FiscalYear::new(2021)?, value: Ratio::ZERO };
        let indicator = Indicator::new(output.unit(), Direction::Rise, none, targets)?.with_actual(actual)?;
        if output.is_inspected() {
            houses = houses.checked_add(Count::new(done))?;
        }
        rows.push(vec![
            format!("{component}  {}", output.unit()),
            Ratio::from(planned).fixed(0, Rounding::HalfUp).grouped().to_string(),
            Ratio::from(done).fixed(0, Rounding::HalfUp).grouped().to_string(),
            percent(Ratio::of(u128::from(done), u128::from(planned))),
            indicator.status(last)?.to_string(),
            if output.is_inspected() { format!("{waiting} / {failed}") } else { "-".to_owned() },
        ]);
    }
    let head = ["output", "target 2022-2024", "delivered", "of target", "status", "not inspected / failed"];
    page::print(out, "OUTPUTS; houses count when all three are hard and the floor is large enough", &head, rows)?;

    let spent = |component: &str| statement.total(|line| line.component() == component).disbursed();
    let all = statement.total(|_| true).disbursed();
    // Published: 63,642 poor households at the end of 2021, 34,434 at the end of 2024; 12.79 % and 6.38 %.
    let exits = Count::new(63_642).checked_sub(Count::new(34_434))?;
    let fall = "12.79 %".parse::<Ratio>()?.checked_sub("6.38 %".parse()?)?;
    let billion = Money::vnd(1_000_000_000);
    let rows = vec![
        vec![
            "a house built or repaired".to_owned(),
            millions(spent("5"))?,
            houses.to_string(),
            each(spent("5"), houses)?,
        ],
        vec!["a household that left poverty, net".to_owned(), millions(all)?, exits.to_string(), each(all, exits)?],
    ];
    page::print(out, "COST OF ONE", &["unit", "disbursed", "units", "million VND each"], rows)?;
    let points = cost::points_for(PercentagePoints::from_difference(fall), all, billion)?;
    writeln!(
        out,
        "\n  {} of the poverty rate for a billion VND. Costs of exits set money",
        points.points(4, Rounding::HalfUp)
    )?;
    writeln!(out, "  beside exits of the same years; they don't tell what the money did.")?;
    Ok(())
}

fn each(spent: Money, units: Count) -> Result<String, Failure> {
    Ok(cost::of_one(spent, units, "unit")?.in_millions().number(1, Rounding::HalfUp)?.to_string())
}

/// Central investment money of the last plan, shared out over communes by the rule of 2026-2030.
fn allocation(out: &mut dyn Write, statement: &Statement<'_>) -> Result<(), Failure> {
    let last = FiscalYear::new(2024)?;
    let total = statement
        .total(|line| {
            let own = line.year() == last && !line.is_carried();
            own && line.source() == FundingSource::CentralBudget && line.capital() == Capital::Investment
        })
        .plan();
    let rule = AllocationRule::viet_nam_2026_2030()?;
    let (mut communes, mut recipients) = (BTreeMap::new(), Vec::new());
    for row in csv::Reader::from_reader(COMMUNES.as_bytes()).into_deserialize() {
        let row: Commune = row?;
        let groups = row.groups.split(';').filter(|group| !group.is_empty());
        let recipient = groups.fold(Recipient::new(&row.code), Recipient::of_group);
        recipients.push(recipient.with("specially_difficult_villages", row.specially_difficult_villages));
        communes.insert(row.code.clone(), row);
    }
    let parts = apportion_money(total, rule.claimants(&recipients)?, Method::Hamilton)?;
    // In units of a hundred million, where the methods differ.
    let hundreds = total.ratio_to(Money::vnd(100_000_000))?.floor();
    let hundreds = u64::try_from(hundreds)?;
    let coarse = |method| apportion(hundreds, rule.claimants(&recipients)?, method);
    let (hamilton, adams) = (coarse(Method::Hamilton)?, coarse(Method::Adams)?);
    let mut rows = Vec::new();
    for (index, (code, money)) in parts.iter().enumerate() {
        let commune = communes.get(code).ok_or("no such commune")?;
        let coefficient = recipients.get(index).map(|one| rule.coefficient(one)).transpose()?.unwrap_or(Ratio::ZERO);
        let units = |shares: &[poverty::programme::allocation::Share]| {
            shares.get(index).map_or_else(String::new, |share| share.units().to_string())
        };
        rows.push(vec![
            commune.name.clone(),
            commune.groups.replace(';', ", "),
            commune.specially_difficult_villages.to_string(),
            coefficient.to_string(),
            money.to_string(),
            units(&hamilton),
            units(&adams),
        ]);
    }
    let sum = Money::sum(parts.into_iter().map(|(_, money)| money))?.ok_or("no commune")?;
    rows.push(
        ["all", "", "", "", &sum.to_string(), &hundreds.to_string(), &hundreds.to_string()].map(str::to_owned).to_vec(),
    );
    let head = ["commune", "groups", "villages", "coefficient", "to the đồng", "Hamilton, 100 million", "Adams"];
    page::print(
        out,
        "CENTRAL INVESTMENT MONEY OF 2024 SHARED OUT ANEW, by the coefficients of 2026-2030 (communes are invented)",
        &head,
        rows,
    )?;
    Ok(())
}
