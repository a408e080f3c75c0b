//! A file of households, assessed under the law and measured.

use crate::page::{heading, show, table, wrapped};
use poverty::household::read::{Table, join};
use poverty::household::{EthnicGroup, Household, Observed};
use poverty::measure::{Axes, By, Decomposition, Group, PatternTable, Structure, Tally, Weighting};
use poverty::place::GazetteerBuilder;
use poverty::quantity::Rounding::HalfUp;
use poverty::quantity::{Households, Ratio};
use poverty::source::Language::{English, Vietnamese};
use poverty::standard::{Assessment, Standard, Standards};
use std::collections::BTreeMap;
use std::error::Error;
use std::io::Write;

/// Made by `cargo run --example generate_households`; no real person is in it.
const HOUSEHOLDS: &str = include_str!("../data/households.csv");
const MEMBERS: &str = include_str!("../data/members.csv");
/// The invented communes they live in, under the province as it was before 1 July 2025.
const COMMUNES: &str = include_str!("../data/communes.csv");

pub(crate) fn print(out: &mut dyn Write) -> Result<(), Box<dyn Error>> {
    heading(out, "2. A district's households, assessed under the law in force and measured")?;
    let joined =
        join(Table::new("households.csv", HOUSEHOLDS.as_bytes()), Table::new("members.csv", MEMBERS.as_bytes()))?;
    let report = joined.report();
    writeln!(
        out,
        "{} households with {} members read; {} households and {} members left out. Synthetic: no real person is in it.",
        report.households(),
        report.members(),
        report.households_left_out(),
        report.members_left_out(),
    )?;
    let on = "2024-12-31".parse()?;
    let standard = Standards::embedded().in_force("VN", on)?;
    writeln!(out, "On {on} the law in force is the {}.\n", standard.name())?;

    let assessments: Result<Vec<Assessment<'_>>, _> =
        joined.households().iter().map(|household| standard.assess(household, on)).collect();
    let assessments = assessments?;
    let places = GazetteerBuilder::new().provinces_of_viet_nam()?.csv("communes.csv", COMMUNES.as_bytes())?.build()?;
    let commune = |household: &Household| {
        let unit = places.at(household.place(), on);
        unit.map_or_else(|| household.place().to_owned(), |unit| unit.name().in_language(Vietnamese).to_owned())
    };
    classes(out, standard, &assessments, commune)?;
    measures(out, standard, &assessments, commune)?;
    one_household(out, &assessments)
}

/// Households of each class by commune, and the poverty rate of the law.
fn classes(
    out: &mut dyn Write,
    standard: &Standard,
    assessments: &[Assessment<'_>],
    commune: impl Fn(&Household) -> String,
) -> Result<(), Box<dyn Error>> {
    writeln!(out, "Households by class and commune. Where an unknown answer could change the class, none is given.\n")?;
    let mut communes: BTreeMap<(&str, String), Vec<&Assessment<'_>>> = BTreeMap::new();
    for assessment in assessments {
        let household = assessment.household();
        for place in [(household.place(), commune(household)), ("all", "all communes".to_owned())] {
            communes.entry(place).or_default().push(assessment);
        }
    }
    let header = ["commune", "households", "poor", "near-poor", "average", "above", "not sure", "poverty rate, %"];
    let mut rows = table(1, header);
    for ((_, commune), households) in &communes {
        let count = |wanted: Option<&str>| {
            households.iter().filter(|assessment| assessment.class().map(|class| class.id()) == wanted).count()
        };
        let mut row = vec![commune.clone(), households.len().to_string()];
        row.extend(standard.classes().iter().map(|class| count(Some(class.id())).to_string()));
        row.push(count(None).to_string());
        row.push(poverty_rate(households)?);
        rows.add_row(row);
    }
    show(out, &rows)?;
    Ok(())
}

/// The share of poor households; where some could be poor or not, from none of them to all of them.
fn poverty_rate(households: &[&Assessment<'_>]) -> Result<String, Box<dyn Error>> {
    let rate = |poor: usize| -> Result<String, Box<dyn Error>> {
        let rate = Ratio::new(i128::try_from(poor)?, i128::try_from(households.len())?)?;
        Ok(rate.percent(2, HalfUp).number().to_string())
    };
    let surely = households.iter().filter(|assessment| assessment.is_poor() == Some(true)).count();
    let possibly = households.iter().filter(|assessment| assessment.is_poor() != Some(false)).count();
    if surely == possibly { rate(surely) } else { Ok(format!("{}-{}", rate(surely)?, rate(possibly)?)) }
}

/// The counting measures of Alkire and Foster at the law's count of deprivations, whatever the income.
fn measures(
    out: &mut dyn Write,
    standard: &Standard,
    assessments: &[Assessment<'_>],
    commune: impl Fn(&Household) -> String,
) -> Result<(), Box<dyn Error>> {
    let axes = Axes::new().subgroup("commune")?.subgroup("people")?;
    let mut patterns = PatternTable::<Households>::new(&Structure::of_standard(standard)?, axes)?;
    for assessment in assessments {
        let household = assessment.household();
        let cell = patterns.cell(&[&commune(household), &people(household)])?;
        patterns.add(cell, assessment.profile(), household.weight())?;
    }
    let cutoff = standard.cutoffs().first().ok_or("a standard without cutoff")?;
    let poverty = Weighting::of_standard(standard)?.cutoff(cutoff.k())?;
    let whole = patterns.tally(&poverty, &Group::whole())?;
    writeln!(
        out,
        "Multidimensional poverty at k = {} ({}), whatever the income; a household with a",
        cutoff.k(),
        cutoff.name()
    )?;
    writeln!(
        out,
        "missing indicator is left out. H: share of poor households; A: their mean share of deprivations; M0 = H x A.\n"
    )?;

    let mut rows =
        table(1, ["group", "households", "left out", "H, %", "A, %", "M0", "share of population, %", "of M0, %"]);
    rows.add_row(measured("all", &whole, None)?);
    for axis in ["commune", "people"] {
        let groups = patterns.tallies(&poverty, &By::axis(axis))?;
        let parts = Decomposition::of(groups.iter().map(|(_, tally)| tally))?;
        for ((group, tally), part) in groups.iter().zip(parts.parts()) {
            let shares = (part.population_share()?, part.adjusted_headcount_share()?);
            rows.add_row(measured(group.level(axis).unwrap_or(""), tally, Some(shares))?);
        }
    }
    show(out, &rows)?;
    indicators(out, standard, &whole)
}

fn people(household: &Household) -> String {
    match household.ethnicity() {
        Observed::Known(group) => EthnicGroup::name(group).to_owned(),
        Observed::Unknown(_) | Observed::NotApplicable => String::new(),
    }
}

fn measured(
    group: &str,
    tally: &Tally<Households>,
    shares: Option<(Ratio, Ratio)>,
) -> Result<[String; 8], Box<dyn Error>> {
    let percent = |ratio: Ratio| ratio.percent(1, HalfUp).number().to_string();
    let share = |pick: fn((Ratio, Ratio)) -> Ratio| shares.map_or_else(String::new, |shares| percent(pick(shares)));
    Ok([
        group.to_owned(),
        tally.rows().to_string(),
        tally.dropped_rows().to_string(),
        percent(tally.headcount_ratio()?),
        tally.intensity().map_or_else(|_| "-".to_owned(), percent),
        tally.adjusted_headcount_ratio()?.fixed(3, HalfUp).to_string(),
        share(|(population, _)| population),
        share(|(_, poverty)| poverty),
    ])
}

/// What the households lack, and what the poor lack.
fn indicators(out: &mut dyn Write, standard: &Standard, whole: &Tally<Households>) -> Result<(), Box<dyn Error>> {
    writeln!(out, "What is lacking: by all households, by those that are poor at the cutoff, and as a part of M0.\n")?;
    let mut lacking = Vec::new();
    for indicator in standard.indicators() {
        lacking.push((whole.censored_headcount_ratio(indicator.id())?, indicator));
    }
    lacking.sort_by_key(|(censored, _)| std::cmp::Reverse(*censored));
    let mut rows = table(2, ["indicator", "chỉ số", "lacking, %", "poor and lacking, %", "of M0, %"]);
    for (censored, indicator) in lacking {
        let percent = |ratio: Ratio| ratio.percent(1, HalfUp).number().to_string();
        rows.add_row([
            indicator.name().in_language(English).to_owned(),
            indicator.name().in_language(Vietnamese).to_owned(),
            percent(whole.uncensored_headcount_ratio(indicator.id())?),
            percent(censored),
            percent(whole.percentage_contribution(indicator.id())?),
        ]);
    }
    show(out, &rows)?;
    Ok(())
}

/// One household in words: the first poor ethnic-minority household of the file.
fn one_household(out: &mut dyn Write, assessments: &[Assessment<'_>]) -> Result<(), Box<dyn Error>> {
    let minority = |assessment: &&Assessment<'_>| assessment.household().is_ethnic_minority() == Observed::Known(true);
    let poor = |assessment: &&Assessment<'_>| assessment.is_poor() == Some(true);
    if let Some(assessment) = assessments.iter().find(|assessment| poor(assessment) && minority(assessment)) {
        writeln!(out, "One household, explained (x deprived, - not deprived, ? missing).\n")?;
        for language in [English, Vietnamese] {
            writeln!(out, "{}", wrapped(&assessment.explain(language).to_string()))?;
        }
    }
    Ok(())
}
