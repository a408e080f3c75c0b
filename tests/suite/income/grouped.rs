//! Curves fitted to published shares, beside the World Bank's wbpip (its unit tests' numbers for one Brazilian table).

use super::is;
use poverty::measure::income::IncomeError;
use poverty::measure::income::grouped::{LorenzFit, LorenzForm, LorenzPoints, Violation};
use poverty::quantity::{Currency, Money, Ratio};

const POPULATION: [&str; 10] =
    ["0.0005", "0.0032", "0.0148", "0.0443", "0.0991", "0.257", "0.4385", "0.5938", "0.7089", "1"];
const INCOME: [&str; 10] = [
    "0.00005824760527229386",
    "0.000604029410841011",
    "0.0037949334793616948",
    "0.013988878652244477",
    "0.036992164583098786",
    "0.12140708906131342",
    "0.2453139187308208",
    "0.3744667016928832",
    "0.48753116241194566",
    "1",
];

fn points() -> LorenzPoints {
    let pairs = POPULATION.iter().zip(INCOME);
    LorenzPoints::cumulative(pairs.map(|(people, income)| (people.parse().unwrap(), income.parse().unwrap()))).unwrap()
}

fn mean() -> Money {
    Money::new("51.5660557757944".parse().unwrap(), Currency::USD)
}

/// 1.90 dollars a day, a month.
fn line() -> Money {
    Money::new("57.791666666666664".parse().unwrap(), Currency::USD)
}

fn close(found: f64, expected: f64, tolerance: f64) -> bool {
    (found / expected - 1.0).abs() < tolerance
}

#[test]
fn the_general_quadratic_curve_of_wbpip() {
    let fit = LorenzFit::of_form(LorenzForm::GeneralQuadratic, &points()).unwrap();
    let expected = [0.795_981_535_745_657, -1.444_593_388_011_924_2, 0.147_281_919_959_198_15];
    for (own, other) in fit.parameters().iter().zip(expected) {
        assert!(close(*own, other, 1e-10), "{own} {other}");
    }
    assert!(close(fit.squared_error(), 2.530_154_952_466_193_4e-6, 1e-8), "{}", fit.squared_error());
    // It ends at a + c, which the World Bank lets pass from 0.9 on.
    let [violation] = fit.violations()[..] else { panic!("{:?}", fit.violations()) };
    assert!(
        matches!(violation, Violation::EndsAt { height } if close(height, 0.943_263_455_704_855, 1e-9)),
        "{violation}"
    );
    assert!(close(fit.gini().unwrap(), 0.321_264_642_216_025_9, 1e-10), "{:?}", fit.gini());
    // Its headcount ratio went through single precision.
    assert!(close(fit.headcount_ratio(mean(), line()).unwrap(), 0.760_058_104_991_912_8, 1e-7));
    assert!(close(fit.poverty_gap(mean(), line()).unwrap(), 0.276_176_060_191_593_1, 1e-10));
    assert!(close(fit.fgt(Ratio::whole(2), mean(), line()).unwrap(), 0.128_328_874_396_329_06, 1e-10));
    let deciles = [0.037_459_351_271_787_455, 0.050_102_491_249_992_83, 0.060_098_424_008_397_155];
    let mut below = 0.0;
    for (tenth, expected) in (1..).zip(deciles) {
        let reached = fit.at(Ratio::new(tenth, 10).unwrap()).unwrap();
        assert!(close(reached - below, expected, 1e-9));
        below = reached;
    }
}

#[test]
fn the_beta_curve_of_wbpip() {
    let fit = LorenzFit::of_form(LorenzForm::Beta, &points()).unwrap();
    let expected = [0.578_037_217_403_135_3, 0.942_050_903_865_449_9, 0.525_786_000_194_736_8];
    for (own, other) in fit.parameters().iter().zip(expected) {
        assert!(close(*own, other, 1e-10), "{own} {other}");
    }
    // Its Gini index is a sum over 499 bins, its headcount ratio the end of a search.
    assert!(close(fit.gini().unwrap(), 0.312_366_561_714_510_94, 1e-5), "{:?}", fit.gini());
    assert!(close(fit.headcount_ratio(mean(), line()).unwrap(), 0.718_339_386_776_914, 1e-8));
    assert!(close(fit.poverty_gap(mean(), line()).unwrap(), 0.271_374_984_795_455_6, 1e-9));
    assert!(close(fit.fgt(Ratio::whole(2), mean(), line()).unwrap(), 0.129_336_748_519_416_07, 1e-7));
}

#[test]
fn the_better_curve_is_the_one_that_is_a_lorenz_curve() {
    let [quadratic, beta] =
        [LorenzForm::GeneralQuadratic, LorenzForm::Beta].map(|form| LorenzFit::of_form(form, &points()).unwrap());
    assert!(quadratic.squared_error() < beta.squared_error() && !quadratic.violations().is_empty());
    assert_eq!(LorenzFit::best(&points()).unwrap(), beta);
}

/// Shares of a curve give back that curve, and with it poverty at any line.
#[test]
fn points_of_a_curve_give_back_the_curve() {
    // Uniform incomes from 0 to 2 means: L = p^2 = p - p (1 - p), so theta, gamma and delta are 1.
    let squares = (1..10).map(|tenth| (Ratio::new(tenth, 10).unwrap(), Ratio::new(tenth * tenth, 100).unwrap()));
    let points = LorenzPoints::cumulative(squares).unwrap();
    let fit = LorenzFit::best(&points).unwrap();
    assert!(fit.form() == LorenzForm::Beta && fit.worst_error() < 1e-14, "{fit:?}");
    // The quadratic equation holds for these points with any a: it is not determined.
    assert_eq!(LorenzFit::of_form(LorenzForm::GeneralQuadratic, &points).unwrap_err().code(), "measure/no-fit");
    let (mean, line) = (Money::vnd(1_000), Money::vnd(500));
    assert!(close(fit.gini().unwrap(), 1.0 / 3.0, 1e-11));
    // A quarter of the population stands under half the mean; the gap of the p-th is 1 - 4 p.
    assert!(close(fit.headcount_ratio(mean, line).unwrap(), 0.25, 1e-11));
    for (alpha, expected) in [("1", 0.125), ("2", 1.0 / 12.0), ("3", 1.0 / 16.0), ("1/2", 1.0 / 6.0)] {
        let found = fit.fgt(alpha.parse().unwrap(), mean, line).unwrap();
        assert!(close(found, expected, 1e-9), "{alpha}: {found}");
    }
    // Above the richest and at next to nothing.
    assert!(is(fit.headcount_ratio(mean, Money::vnd(3_000)).unwrap(), 1.0));
    assert!(fit.headcount_ratio(mean, Money::new("0.001".parse().unwrap(), Currency::VND)).unwrap() < 1e-6);
}

#[test]
fn what_can_not_be_fitted_says_why() {
    let code = |result: Result<LorenzFit, IncomeError>| result.unwrap_err().code();
    let of = |points: &[(i128, i128)]| {
        let points = points.iter().map(|(p, l)| (Ratio::new(*p, 100).unwrap(), Ratio::new(*l, 100).unwrap()));
        LorenzPoints::cumulative(points).unwrap()
    };
    assert_eq!(code(LorenzFit::best(&of(&[(20, 5), (60, 30)]))), "measure/too-few-points");
    let equality = of(&[(20, 20), (40, 40), (60, 60), (80, 80)]);
    assert_eq!(code(LorenzFit::of_form(LorenzForm::Beta, &equality)), "measure/no-fit");
    assert_eq!(code(LorenzFit::of_form(LorenzForm::GeneralQuadratic, &equality)), "measure/no-fit");
    let fit = LorenzFit::best(&points()).unwrap();
    let refused = [
        fit.headcount_ratio(mean(), Money::vnd(5)).unwrap_err().code(),
        fit.headcount_ratio(mean(), Money::zero(Currency::USD)).unwrap_err().code(),
        fit.headcount_ratio(Money::zero(Currency::USD), line()).unwrap_err().code(),
        fit.fgt(Ratio::whole(-1), mean(), line()).unwrap_err().code(),
        fit.at(Ratio::whole(2)).unwrap_err().code(),
    ];
    let expected = [
        "quantity/currency-mismatch",
        "measure/line-not-positive",
        "measure/total-income-not-positive",
        "measure/parameter-out-of-range",
        "measure/parameter-out-of-range",
    ];
    assert_eq!(refused, expected);
}

/// A table so steep at its end that both forms bend the wrong way is refused for poverty, not answered.
#[test]
fn a_curve_that_is_none_is_refused() {
    let table = [(10, 9), (20, 18), (30, 27), (90, 81)];
    let points = table.map(|(p, l)| (Ratio::new(p, 100).unwrap(), Ratio::new(l, 100).unwrap()));
    let points = LorenzPoints::cumulative(points).unwrap();
    let fit = LorenzFit::of_form(LorenzForm::Beta, &points).unwrap();
    assert!(!fit.violations().is_empty(), "{fit:?}");
    let error = fit.headcount_ratio(Money::vnd(100), Money::vnd(95)).unwrap_err();
    assert!(is(fit.headcount_ratio(Money::vnd(100), Money::vnd(80)).unwrap(), 0.0), "nobody has so little");
    assert_eq!(error.code(), "measure/invalid-curve", "{error}");
}
