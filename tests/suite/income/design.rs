//! The errors that a survey design gives to measures of incomes: two methods that agree, and what can't be done.

use super::{all, incomes, is, line};
use crate::oracle::open_survey::path;
use poverty::measure::income::*;
use poverty::measure::{Centre, Design, Group, LonelyPsu, ReplicateMethod, SampledRows};
use poverty::quantity::{Currency, Households, Money, TotalWeight, Weight};
use std::collections::BTreeMap;

const INCOMES: [(i64, u64); 8] = [(4, 2), (9, 3), (12, 1), (20, 4), (7, 2), (15, 5), (11, 1), (30, 2)];
const UNITS: [(&str, &str); 8] =
    [("A", "10"), ("A", "9"), ("A", "9"), ("A", "11"), ("B", "1"), ("B", "1"), ("B", "2"), ("B", "2")];

fn sample(design: &Design) -> SampledRows {
    SampledRows::new(design, UNITS).unwrap()
}

fn std_error(estimate: &IncomeEstimate) -> f64 {
    estimate.error().std_error().unwrap()
}

/// The wave of 2021 of the synthetic survey, 1,920 rows: jackknife and bootstrap give what linearisation gives, as near as each
/// method is exact for the kind of measure: smooth ones closely, quantiles (whose jackknife is not consistent) by bootstrap.
#[test]
fn linearisation_and_replicates_agree_within_sampling_noise() {
    let mut reader = csv::Reader::from_path(path("survey_open.csv")).unwrap();
    let rows: Vec<BTreeMap<String, String>> = reader.deserialize().map(Result::unwrap).collect();
    // A third of the sampling units, so that the debug profile is quick.
    let rows: Vec<&BTreeMap<String, String>> =
        rows.iter().filter(|row| row["year"] == "2021").filter(|row| row["psu"].ends_with(['1', '4', '7'])).collect();
    let mut survey = Incomes::<Households>::new(Currency::VND);
    for row in &rows {
        let income = row["income"].parse().ok().map(|amount| Money::new(amount, Currency::VND));
        survey.push(income, row["weight"].parse().unwrap()).unwrap();
    }
    let whole = all(&survey);
    let units = || rows.iter().map(|row| (&row["stratum"], &row["psu"]));
    let of = |design: Design| SampledRows::new(&design.lonely_psu(LonelyPsu::Adjust), units()).unwrap();
    let linearised = of(Design::sample());
    let jackknife = of(Design::sample().replicates(ReplicateMethod::Jackknife, Centre::Mean));
    let bootstrap = of(Design::sample().replicates(ReplicateMethod::RaoWu { replicates: 120, seed: 11 }, Centre::Mean));
    let median = Middle::median(Quantile::InverseCdf);
    let relative = RelativeLine::new("3/5".parse().unwrap(), median, LineOf::Population).unwrap();
    let cases: Vec<(Box<dyn IncomeMeasure<Households>>, bool)> = vec![
        (Box::new(Fgt::headcount(line(1_500_000))), true),
        (Box::new(Fgt::squared_gap(line(1_500_000))), true),
        (Box::new(Sen::new(line(1_500_000))), true),
        (Box::new(Gini::POPULATION), true),
        (Box::new(GeneralisedEntropy::theil_t(NonPositive::LeaveOut)), true),
        (Box::new(relative), false),
    ];
    for (measure, is_smooth) in cases {
        let by = |sample: &SampledRows| std_error(&whole.estimate(&*measure, sample).unwrap());
        let (first, second) = (by(&linearised), by(&bootstrap));
        assert!((second / first - 1.0).abs() < 0.25, "{measure:?}: {first} by linearisation, {second} by bootstrap");
        if is_smooth {
            let second = by(&jackknife);
            assert!(
                (second / first - 1.0).abs() < 0.05,
                "{measure:?}: {first} by linearisation, {second} by jackknife"
            );
        }
    }
}

/// The headcount ratio is a ratio of totals, for which the share's own error and the linearised variable are one formula.
#[test]
fn a_share_has_one_error_by_both_ways() {
    let incomes = incomes(&INCOMES);
    let (whole, sample) = (all(&incomes), sample(&Design::sample()));
    let poor = whole.estimate(&Fgt::headcount(line(10)), &sample).unwrap();
    let weight = |row: usize| TotalWeight::<Households>::from(incomes.weight_of(row));
    let terms =
        (0..8).map(|row| (row, if INCOMES[row].0 <= 10 { weight(row) } else { TotalWeight::ZERO }, weight(row)));
    let share = sample.share_error(poor.value(), terms);
    assert!((share.std_error().unwrap() / std_error(&poor) - 1.0).abs() < 1e-14);
    assert_eq!(share.degrees_of_freedom(), Some(3));
    let (lower, upper) = share.limits().unwrap();
    assert!(0.0 < lower && lower < poor.value() && poor.value() < upper && upper < 1.0);
}

/// Neither the order of rows nor that of labels changes a bit.
#[test]
fn the_order_of_rows_changes_no_bit_of_an_error() {
    let order = [5, 2, 7, 0, 4, 6, 1, 3];
    let turned = incomes(&order.map(|row| INCOMES[row]));
    let plain = incomes(&INCOMES);
    for method in [None, Some(ReplicateMethod::Jackknife)] {
        let design = method.map_or_else(Design::sample, |method| Design::sample().replicates(method, Centre::Mean));
        let one = all(&plain).estimate(&Gini::POPULATION, &sample(&design)).unwrap();
        let rows = SampledRows::new(&design, order.map(|row| UNITS[row])).unwrap();
        let other = all(&turned).estimate(&Gini::POPULATION, &rows).unwrap();
        assert!(is(one.value(), other.value()) && is(std_error(&one), std_error(&other)));
    }
}

/// A domain is not a smaller design: units without rows of it stay, and only they that have rows count as degrees of freedom.
#[test]
fn a_domain_keeps_the_whole_design() {
    let incomes = incomes(&INCOMES);
    let (whole, sample) = (all(&incomes), sample(&Design::sample()));
    let part = whole.domain(Group::whole().and("part", "first"), |row| row < 3).unwrap();
    let estimate = part.estimate(&Fgt::headcount(line(10)), &sample).unwrap();
    assert_eq!(estimate.error().degrees_of_freedom(), Some(1));
    // Three units in stratum A, of which one has no row of the domain.
    let (mean, weights) = (5.0 / 6.0, 6.0);
    let totals = [2.0 * (1.0 - mean) / weights, (3.0 * (1.0 - mean) - mean) / weights, 0.0_f64];
    let squares: f64 = totals.iter().map(|total| total * total).sum();
    assert!((std_error(&estimate) - (1.5 * squares).sqrt()).abs() < 1e-15);
    assert_eq!((estimate.rows(), estimate.dropped(), estimate.population().to_string()), (3, 0, "6".to_owned()));
}

#[test]
fn a_register_has_no_sampling_error() {
    let incomes = incomes(&INCOMES);
    let register = sample(&Design::register());
    let gini = all(&incomes).estimate(&Gini::POPULATION, &register).unwrap();
    assert_eq!((gini.error().std_error(), gini.error().degrees_of_freedom()), (Some(0.0), None));
    assert_eq!(gini.error().limits(), Some((gini.value(), gini.value())));
    let weights = vec![Weight::<Households>::ONE; 8];
    let again = register.replicated_error(0.5, &weights, 0..8, |_| Ok::<f64, IncomeError>(0.0)).unwrap();
    assert_eq!(again.std_error(), Some(0.0));
}

/// Changes keep the covariance of waves that share sampling units.
#[test]
fn a_change_between_waves_keeps_their_covariance() {
    let incomes = incomes(&INCOMES);
    let waves = [[0, 2, 4, 7], [1, 3, 5, 6]];
    let [before, after] = waves.map(|rows| incomes.population(Group::whole(), |row| rows.contains(&row)).unwrap());
    let measure = Fgt::headcount(line(10));
    let [before, after] = [&before, &after].map(|wave| measure.linearised(wave).unwrap());
    let sample = sample(&Design::sample());
    let change = after.minus(&before).unwrap().estimate(&sample).unwrap();
    assert!(is(change.value(), after.value() - before.value()));
    assert_eq!(change.error().degrees_of_freedom(), Some(3));
    let variance = |of: &Linearised| of.error(&sample).unwrap().std_error().unwrap().powi(2);
    let without = variance(&before) + variance(&after);
    assert!((std_error(&change).powi(2) / without - 1.0).abs() > 0.01);
}

#[test]
fn what_does_not_fit_a_design_is_refused() {
    let incomes = incomes(&INCOMES);
    let whole = all(&incomes);
    let short = SampledRows::new(&Design::sample(), UNITS[..7].iter().copied()).unwrap();
    assert_eq!(whole.estimate(&Gini::POPULATION, &short).unwrap_err().code(), "measure/different");
    let lonely = SampledRows::new(&Design::sample(), [("A", "1"), ("A", "2"), ("B", "1")]).unwrap_err();
    assert_eq!(lonely.code(), "measure/lonely-psus");
    let plain = sample(&Design::sample());
    let weights = vec![Weight::<Households>::ONE; 8];
    let error = plain.replicated_error(0.5, &weights, 0..8, |_| Ok::<f64, IncomeError>(0.0)).unwrap_err();
    assert_eq!(error.code(), "measure/replicates");
    // A measure that is undefined in one replicate has no error by replication: leaving it out would make the error too small.
    let design = Design::sample().replicates(ReplicateMethod::Jackknife, Centre::Mean);
    let jackknife = SampledRows::new(&design, [("", "1"), ("", "2")]).unwrap();
    let two = super::incomes(&[(4, 1), (9, 1)]);
    let lower = |row: usize| row == 0;
    let domain = all(&two);
    let one = domain.domain(Group::whole().and("row", "0"), lower).unwrap();
    assert_eq!(one.estimate(&Gini::POPULATION, &jackknife).unwrap_err().code(), "measure/no-incomes");
}
