//! Curves and decompositions of the small samples.

use super::{all, incomes, is, line};
use poverty::measure::income::*;
use poverty::measure::{Centre, Design, Group, ReplicateMethod, SampledRows};
use poverty::quantity::Ratio;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

const SIX: [(i64, u64); 6] = [(3, 2), (6, 1), (9, 1), (12, 3), (20, 2), (50, 1)];

fn close(left: f64, right: f64) -> bool {
    (left - right).abs() <= 1e-14 * right.abs().max(1.0)
}

fn assert_points(curve: &Curve, expected: &[(f64, f64)]) {
    assert_eq!(curve.points().len(), expected.len(), "{curve:?}");
    let pairs = curve.points().iter().zip(expected);
    assert!(pairs.clone().all(|(own, other)| close(own.0, other.0) && close(own.1, other.1)), "{curve:?}");
}

#[test]
fn lorenz_points_stand_at_the_incomes() {
    let incomes = incomes(&SIX);
    let six = all(&incomes);
    let lorenz = six.distribution().lorenz().unwrap();
    let share = |of_49: f64| of_49 / 49.0;
    let expected = [
        (0.0, 0.0),
        (0.2, share(2.0)),
        (0.3, share(4.0)),
        (0.4, share(7.0)),
        (0.7, share(19.0)),
        (0.9, 97.0 / 147.0),
        (1.0, 1.0),
    ];
    assert_points(&lorenz, &expected);
    let generalised = six.distribution().generalised_lorenz().unwrap();
    assert!(close(generalised.at(Ratio::ONE), 14.7) && close(generalised.at("7/10".parse().unwrap()), 5.7));
    assert!(close(lorenz.at("1/2".parse().unwrap()), 0.224_489_795_918_367_35));
}

#[test]
fn the_three_i_curve_is_flat_from_the_headcount_ratio_on() {
    let incomes = incomes(&SIX);
    let curve = all(&incomes).poverty_gap_curve(&line(10)).unwrap();
    assert_points(&curve, &[(0.0, 0.0), (0.2, 0.14), (0.3, 0.18), (0.4, 0.19), (1.0, 0.19)]);
}

#[test]
fn entropy_breaks_up_into_within_and_between() {
    let incomes = incomes(&SIX);
    let six = all(&incomes);
    let groups = six.by("half", |row| Some(if [0, 1, 4].contains(&row) { "first" } else { "second" })).unwrap();
    let cases = [
        ("0", 0.288_680_780_076_821_4, 0.044_725_101_127_806_8),
        ("1", 0.275_569_574_209_966_53, 0.043_415_124_857_981_865),
        ("2", 0.351_982_970_058_771_94, 0.042_783_099_634_411_65),
    ];
    for (a, within, between) in cases {
        let measure = GeneralisedEntropy::new(a.parse().unwrap(), NonPositive::Refuse);
        let parts = EntropyDecomposition::of(&measure, &six, &groups).unwrap();
        assert!(close(parts.between(), between), "{a}: {}", parts.between());
        assert!(
            close(parts.within(), within) && close(parts.within() + parts.between(), parts.value()),
            "{a}: {}",
            parts.within()
        );
    }
}

const BEFORE: [(i64, u64); 8] = [(100, 3), (140, 2), (180, 4), (230, 3), (260, 2), (310, 3), (420, 2), (800, 1)];
const AFTER: [(i64, u64); 8] = [(120, 3), (150, 2), (200, 4), (230, 3), (290, 2), (300, 3), (500, 2), (990, 1)];

/// By hand at some percentiles; the growth of the poor is the mean up to the earlier headcount ratio.
#[test]
fn growth_by_place_in_the_distribution() {
    let (before, after) = (incomes(&BEFORE), incomes(&AFTER));
    let (before, after) = (all(&before), all(&after));
    let growth = GrowthIncidence::new(before.distribution(), after.distribution(), Quantile::InverseCdf);
    let at = |p: &str| growth.at(p.parse().unwrap()).unwrap().to_string();
    assert_eq!([at("1/10"), at("2/5"), at("1/2"), at("3/4")], ["1/5", "1/9", "0", "-1/31"]);
    let percentiles = growth.percentiles().unwrap();
    assert_eq!(percentiles.len(), 99);
    // 15 % are poor at 100 in 2021: all the percentiles from 1 to 15 grew by a fifth.
    let headcount = before.headcount_ratio(&line(100)).unwrap();
    assert_eq!(headcount.to_string(), "3/20");
    assert_eq!(growth.of_the_poor(headcount).unwrap().to_string(), "1/5");
    assert_eq!(growth.of_the_poor(Ratio::ZERO).unwrap_err().code(), "measure/nobody-income-poor");
    let none = incomes(&[(0, 1), (5, 1)]);
    let none = all(&none);
    let undefined = GrowthIncidence::new(none.distribution(), after.distribution(), Quantile::InverseCdf);
    assert_eq!(undefined.at("1/4".parse().unwrap()).unwrap_err().code(), "measure/income-part-not-positive");
}

/// Equal growth for all shifts nothing: the curve is flat, and inequality stays.
#[test]
fn equal_growth_is_a_flat_curve() {
    let before = incomes(&BEFORE);
    let after = incomes(&BEFORE.map(|(income, weight)| (income * 11 / 10, weight)));
    let (before, after) = (all(&before), all(&after));
    let growth = GrowthIncidence::new(before.distribution(), after.distribution(), Quantile::InverseCdf);
    let tenth = "1/10".parse().unwrap();
    assert!(growth.percentiles().unwrap().into_iter().all(|own| own == tenth));
    assert!(is(before.distribution().gini().unwrap(), after.distribution().gini().unwrap()));
}

/// Both waves in one design: the error of growth is near that of the jackknife, and no error without change of place is none.
#[test]
fn growth_has_an_error_over_both_waves() {
    let mut random = ChaCha8Rng::seed_from_u64(2_003);
    let rows: Vec<(i64, u64)> =
        (0..2_000).map(|row| (random.random_range(100..400) + 20 * (row / 1_000), random.random_range(1..4))).collect();
    let incomes = incomes(&rows);
    let wave = |first: bool| incomes.population(Group::whole(), |row| (row < 1_000) == first).unwrap();
    let (before, after) = (wave(true), wave(false));
    let half: Ratio = "1/2".parse().unwrap();
    let growth = growth_linearised(&before, &after, half, Quantile::InverseCdf).unwrap();
    let exact =
        GrowthIncidence::new(before.distribution(), after.distribution(), Quantile::InverseCdf).at(half).unwrap();
    assert!(is(growth.value(), exact.to_f64()));
    let units: Vec<String> = (0..2_000).map(|row| (row % 100).to_string()).collect();
    let sample = SampledRows::new(&Design::sample(), units.iter().map(|unit| ("", unit))).unwrap();
    let error = growth.estimate(&sample).unwrap().error().std_error().unwrap();
    // The bootstrap, as medians are not smooth.
    let design = Design::sample().replicates(ReplicateMethod::RaoWu { replicates: 150, seed: 3 }, Centre::Mean);
    let replicated = SampledRows::new(&design, units.iter().map(|unit| ("", unit))).unwrap();
    let weights: Vec<_> = (0..2_000).map(|row| incomes.weight_of(row)).collect();
    let second = replicated
        .replicated_error(growth.value(), &weights, 0..2_000, |weights| -> Result<f64, IncomeError> {
            let again = incomes.with_weights(weights)?;
            let wave = |first: bool| again.population(Group::whole(), |row| (row < 1_000) == first);
            let (before, after) = (wave(true)?, wave(false)?);
            let growth = GrowthIncidence::new(before.distribution(), after.distribution(), Quantile::InverseCdf);
            Ok(growth.at(half)?.to_f64())
        })
        .unwrap()
        .std_error()
        .unwrap();
    assert!((second / error - 1.0).abs() < 0.3, "{error} by linearisation, {second} by bootstrap");
}
