//! Curves and decompositions of the small samples.

use super::{all, incomes, line};
use poverty::measure::income::*;
use poverty::quantity::Ratio;

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
