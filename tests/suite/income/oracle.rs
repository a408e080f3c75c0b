//! The synthetic survey as R's convey 1.0.1, survey 4.5 and laeken 0.5.2 measure it: 896 rows.
//!
//! Where definitions differ, each row is compared with its own: convey's Gini index (which depends on the scale of the weights)
//! with [`GiniDefinition::Convey`], laeken's quantiles (the smallest income with `F > p`) and its strict poverty with
//! [`Quantile::UpperInverseCdf`] and [`Comparison::Below`]. Watts, entropy and Atkinson leave incomes out that are not positive;
//! the relative line of Watts stays that of all incomes. No difference is left.

use crate::oracle::open_survey::{Largest, path};
use poverty::measure::income::*;
use poverty::measure::{Design, Group, SampledRows};
use poverty::quantity::{CountedUnit, Currency, Households, Money, Persons, Ratio, Weight};
use std::collections::BTreeMap;
use std::fs::File;

type Record = BTreeMap<String, String>;

fn records(name: &str) -> Vec<Record> {
    csv::Reader::from_reader(File::open(path(name)).unwrap()).deserialize().map(Result::unwrap).collect()
}

fn households(survey: &[Record]) -> Incomes<Households> {
    let mut incomes = Incomes::new(Currency::VND);
    for row in survey {
        let income = row["income"].parse().ok().map(|amount| Money::new(amount, Currency::VND));
        incomes.push(income, row["weight"].parse().unwrap()).unwrap();
    }
    incomes
}

fn persons(survey: &[Record]) -> Incomes<Persons> {
    let weight = |row: &Record| {
        let weight: Weight<Households> = row["weight"].parse().unwrap();
        weight.of_members(row["size"].parse().unwrap()).unwrap()
    };
    households(survey).with_weights(survey.iter().map(weight).collect()).unwrap()
}

fn line_by_area(survey: &[Record]) -> PovertyLine {
    let amount = |row: &Record| Money::vnd(if row["area"] == "rural" { 1_500_000 } else { 2_000_000 });
    PovertyLine::by_row(survey.iter().map(amount), Comparison::AtMost).unwrap()
}

/// The measure that a row of the reference is about.
fn measure<U: CountedUnit>(row: &Record, line_by_area: &PovertyLine) -> Box<dyn IncomeMeasure<U>> {
    let (parameter, is_laeken) = (row["indicator"].as_str(), row["source"] == "laeken");
    let (definition, comparison) = if is_laeken {
        (Quantile::UpperInverseCdf, Comparison::Below)
    } else {
        (Quantile::InverseCdf, Comparison::AtMost)
    };
    let share: Ratio = "60 %".parse().unwrap();
    let relative = RelativeLine::new(share, Middle::median(definition), LineOf::Population).unwrap();
    let line = if parameter.starts_with("line") {
        line_by_area.clone()
    } else {
        PovertyLine::relative(share, Middle::median(definition), LineOf::Population, comparison).unwrap()
    };
    let others = NonPositive::LeaveOut;
    match row["measure"].as_str() {
        "fgt0" => Box::new(Fgt::headcount(line)),
        "fgt1" => Box::new(Fgt::gap(line)),
        "fgt2" => Box::new(Fgt::squared_gap(line)),
        "watts" => Box::new(Watts::new(line, others)),
        "sen" => Box::new(Sen::new(line)),
        "sst" => Box::new(SenShorrocksThon::new(line)),
        "arpr" => Box::new(Fgt::at_risk_of_poverty(line)),
        "arpt" => Box::new(relative),
        "rmpg" => Box::new(RelativeMedianGap::new(relative, comparison)),
        "s80s20" => Box::new(ShareRatio::quintile(definition)),
        "gini" if row["source"] == "convey" => Box::new(Gini::new(GiniDefinition::Convey)),
        "gini" => Box::new(Gini::POPULATION),
        "theil_l" => Box::new(GeneralisedEntropy::theil_l(others)),
        "theil_t" => Box::new(GeneralisedEntropy::theil_t(others)),
        "ge2" => Box::new(GeneralisedEntropy::half_squared_variation(others)),
        "atkinson" => {
            let (aversion, _) = parameter.split_once(';').unwrap();
            Box::new(Atkinson::new(aversion.parse().unwrap(), others).unwrap())
        }
        other => unreachable!("{other} is not a measure"),
    }
}

/// Compares all rows of one kind of weight: estimates, standard errors, limits, degrees of freedom and counts.
fn compare<U: CountedUnit>(survey: &[Record], incomes: &Incomes<U>, points: &mut Largest, errors: &mut Largest) {
    let sample = &SampledRows::new(&Design::sample(), survey.iter().map(|row| (&row["stratum"], &row["psu"]))).unwrap();
    let line = line_by_area(survey);
    let expected: Vec<Record> =
        records("monetary_open.csv").into_iter().filter(|row| row["unit"] == U::UNIT.to_string()).collect();
    for wave in ["2021", "2024"] {
        let population =
            incomes.population(Group::whole().and("year", wave), |row| survey[row]["year"] == wave).unwrap();
        let mut domains = BTreeMap::from([(String::new(), population.clone())]);
        for axis in ["area", "region", "ethnic_minority"] {
            for domain in population.by(axis, |row| Some(&survey[row][axis])).unwrap() {
                domains.insert(domain.group().level(axis).unwrap().to_owned() + axis, domain);
            }
        }
        for row in expected.iter().filter(|row| row["period"] == wave) {
            let domain = &domains[&format!("{}{}", row["level"], row["subgroup"])];
            let measure = measure::<U>(row, &line);
            let what = || {
                format!(
                    "{} {} {} of {} in {wave} by {}",
                    row["measure"], row["indicator"], row["unit"], row["level"], row["source"]
                )
            };
            points.compare(measure.value(domain).unwrap(), &row["estimate"], 1e-12, what);
            if row["std_error"].is_empty() {
                continue;
            }
            let estimate = domain.estimate(&*measure, sample).unwrap();
            let error = estimate.error();
            let (lower, upper) = error.limits().unwrap();
            let found = [("std_error", error.std_error().unwrap()), ("lower", lower), ("upper", upper)];
            for (column, found) in found {
                errors.compare(found, &row[column], 1e-11, what);
            }
            let counts = [("rows", estimate.rows().to_string()), ("dropped", estimate.dropped().to_string())];
            for (column, found) in counts.into_iter().chain([("df", error.degrees_of_freedom().unwrap().to_string())]) {
                assert_eq!(found, row[column], "{column} of {}", what());
            }
            errors.compare(estimate.population().to_ratio().unwrap().to_f64(), &row["population"], 1e-15, what);
        }
    }
}

#[test]
#[expect(clippy::print_stdout, reason = "the differences are the result")]
fn every_estimate_and_standard_error_of_the_reference_is_met() {
    let survey = records("survey_open.csv");
    let (mut points, mut errors) = (Largest::default(), Largest::default());
    compare(&survey, &households(&survey), &mut points, &mut errors);
    compare(&survey, &persons(&survey), &mut points, &mut errors);
    println!("estimates: {points}\nstandard errors, limits and populations: {errors}");
    assert_eq!((points.compared, errors.compared), (896, 4 * 804));
}
