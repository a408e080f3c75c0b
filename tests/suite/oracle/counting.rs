//! Every row of the reference results: H, A, M0, M1, M2, headcounts, contributions and changes with their errors, as R's survey
//! 4.5 computes them; H and M0 as exact fractions.

use super::open_survey::{self, Largest, full_axes, ratio, table, weightings};
use poverty::measure::{By, Design, Estimate, Estimates, Family, PatternTable, Power, Tabulation};
use poverty::quantity::{CountedUnit, Weight};
use std::collections::BTreeMap;

fn by() -> [By; 5] {
    [
        By::whole(),
        By::axis("area"),
        By::axis("region"),
        By::axis("ethnic_minority"),
        By::cross(["area", "ethnic_minority"]),
    ]
}

fn tabulate<U: CountedUnit>(table: &PatternTable<U>) -> Estimates {
    let [(nested, of_nested), (priority, of_priority)] = weightings();
    Tabulation::new(table)
        .weighting(&nested, of_nested)
        .weighting(&priority, of_priority)
        .families([
            Family::HeadcountRatio,
            Family::Intensity,
            Family::AdjustedHeadcountRatio,
            Family::AdjustedGapRatio(Power::GAP),
            Family::AdjustedGapRatio(Power::SEVERITY),
            Family::UncensoredHeadcountRatios,
            Family::CensoredHeadcountRatios,
            Family::AbsoluteContributions,
            Family::PercentageContributions,
        ])
        .by(by())
        .changes([("2021", "2024")])
        .design(&Design::sample())
        .run()
        .unwrap()
}

/// Measure, indicator, cutoff, subgroup, level, period, unit and weighting, as the reference files spell them.
fn key(row: &Estimate) -> [String; 8] {
    let join = |parts: Vec<&str>| parts.join("|");
    [
        row.measure().name(),
        row.measure().indicator(),
        row.cutoff().map_or_else(String::new, |cutoff| cutoff.to_string()),
        join(row.group().levels().map(|(axis, _)| axis).collect()),
        join(row.group().levels().map(|(_, level)| level).collect()),
        row.period().to_owned(),
        row.unit().to_string(),
        row.weighting().to_owned(),
    ]
}

#[test]
#[expect(clippy::print_stdout, reason = "the largest differences are what a reader wants to see")]
fn every_row_of_the_counting_oracle() {
    let rows = open_survey::rows();
    let households = table(&rows, full_axes(), |row| row.weight);
    let persons = table(&rows, full_axes(), |row| row.weight.of_members(row.size).unwrap());
    let mut estimates = tabulate(&households);
    estimates.extend(tabulate(&persons));
    let found: BTreeMap<[String; 8], &Estimate> = estimates.rows().iter().map(|row| (key(row), row)).collect();
    assert_eq!(found.len(), estimates.rows().len(), "keys are unique");

    let (mut points, mut errors, mut limits) = (Largest::default(), Largest::default(), Largest::default());
    let records = open_survey::records("counting_open.csv");
    for record in &records {
        let [measure, indicator, cutoff, subgroup, level, period] = [0, 1, 2, 3, 4, 5].map(|at| record[at].to_owned());
        let key = [measure, indicator, cutoff, subgroup, level, period, record[14].to_owned(), record[15].to_owned()];
        let what = || key.join(" ");
        let row = found.get(&key).unwrap_or_else(|| panic!("no estimate of {}", what()));
        points.compare(row.value().unwrap(), &record[6], 1e-9, what);
        let error = row.error().unwrap();
        errors.compare(error.std_error().unwrap(), &record[7], 1e-8, what);
        match error.limits() {
            Some((lower, upper)) => {
                limits.compare(lower, &record[8], 1e-8, what);
                limits.compare(upper, &record[9], 1e-8, what);
            }
            None => assert_eq!((&record[8], &record[9]), ("", ""), "{}", what()),
        }
        assert_eq!(error.degrees_of_freedom().unwrap().to_string(), record[10], "{}", what());
        assert_eq!(row.rows().to_string(), record[11], "{}", what());
        assert_eq!(row.dropped_rows().to_string(), record[12], "{}", what());
        let population: f64 = record[13].parse().unwrap();
        assert!((row.population().parse::<f64>().unwrap() - population).abs() <= 1e-12 * population, "{}", what());
    }
    println!("{} rows of counting_open.csv", records.len());
    println!("points: {points}\nstandard errors: {errors}\nlimits: {limits}");
    assert_eq!(records.len(), 6_103);
}

#[test]
#[expect(clippy::print_stdout, reason = "what was compared is what a reader wants to see")]
fn every_row_of_the_exact_oracle_as_fractions() {
    let rows = open_survey::rows();
    let estimates = tabulate(&table(&rows, full_axes(), |row| row.weight));
    let found: BTreeMap<[String; 8], &Estimate> = estimates.rows().iter().map(|row| (key(row), row)).collect();
    let records = open_survey::records("exact_open.csv");
    for record in &records {
        for (measure, at) in [("H", 4), ("M0", 5)] {
            let key = [measure, "", &record[3], &record[0], &record[1], &record[2], "household", "nested"];
            let row = found.get(&key.map(str::to_owned)).unwrap_or_else(|| panic!("no estimate of {key:?}"));
            assert_eq!(row.exact().unwrap(), ratio(&record[at]), "{key:?}");
        }
    }
    println!("{} rows of exact_open.csv, H and M0 of each equal as fractions", records.len());
    assert_eq!(records.len(), 120);
}

#[test]
fn a_table_of_households_by_size_gives_the_persons() {
    let rows = open_survey::rows();
    let axes = full_axes();
    let mut households = PatternTable::<poverty::quantity::Households>::new(
        &open_survey::structure(),
        axes.clone().members("size").unwrap(),
    )
    .unwrap();
    let mut persons = PatternTable::<poverty::quantity::Persons>::new(&open_survey::structure(), axes).unwrap();
    for row in &rows {
        let levels = [&*row.year, &row.area, &row.region, &row.minority, &row.stratum, &row.psu];
        let size = row.size.to_string();
        let with_size: Vec<&str> = levels.into_iter().chain([&*size]).collect();
        households.add_row(&with_size, row.profile, row.weight, &[]).unwrap();
        persons.add_row(&levels, row.profile, row.weight.of_members(row.size).unwrap(), &[]).unwrap();
    }
    assert_eq!(households.persons().unwrap(), persons);
    assert_eq!(
        persons.add_row(&["2021"], rows[0].profile, Weight::ONE, &[]).unwrap_err().code(),
        "measure/level-count"
    );
}
