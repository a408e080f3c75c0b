//! Zero, negative and missing incomes, groups of one, of none and of the poor alone: a documented result or a typed error.

use super::{all, incomes, is, line};
use poverty::measure::Group;
use poverty::measure::income::*;
use poverty::place::Area;
use poverty::quantity::{Currency, Households, Money, Ratio, Weight};
use poverty::standard::Standards;

type Measured = Box<dyn IncomeMeasure<Households>>;

fn ratio(text: &str) -> Ratio {
    text.parse().unwrap()
}

fn relative(share: &str) -> RelativeLine {
    RelativeLine::new(ratio(share), Middle::median(Quantile::InverseCdf), LineOf::Population).unwrap()
}

fn code<T: std::fmt::Debug>(result: Result<T, IncomeError>) -> &'static str {
    result.unwrap_err().code()
}

fn measures(others: NonPositive) -> Vec<Measured> {
    let median = || {
        PovertyLine::relative(
            ratio("3/5"),
            Middle::median(Quantile::InverseCdf),
            LineOf::Population,
            Comparison::AtMost,
        )
        .unwrap()
    };
    vec![
        Box::new(Fgt::headcount(line(10))),
        Box::new(Fgt::gap(line(10))),
        Box::new(Fgt::new(ratio("1/2"), line(10)).unwrap()),
        Box::new(Watts::new(line(10), others)),
        Box::new(Sen::new(line(10))),
        Box::new(SenShorrocksThon::new(line(10))),
        Box::new(Fgt::at_risk_of_poverty(median())),
        Box::new(relative("3/5")),
        Box::new(RelativeMedianGap::new(relative("3/5"), Comparison::AtMost)),
        Box::new(ShareRatio::quintile(Quantile::InverseCdf)),
        Box::new(Gini::POPULATION),
        Box::new(Gini::new(GiniDefinition::Convey)),
        Box::new(GeneralisedEntropy::new(ratio("-1"), others)),
        Box::new(GeneralisedEntropy::theil_l(others)),
        Box::new(GeneralisedEntropy::theil_t(others)),
        Box::new(GeneralisedEntropy::half_squared_variation(others)),
        Box::new(Atkinson::new(ratio("1/2"), others).unwrap()),
        Box::new(Atkinson::new(Ratio::ONE, others).unwrap()),
        Box::new(LorenzShare::new(ratio("1/5")).unwrap()),
    ]
}

/// Whatever the incomes, a result is a number or an error: both the value and each contribution to its error.
#[test]
fn nothing_is_silently_not_a_number() {
    let samples: [&[(i64, u64)]; 9] = [
        &[(5, 1)],
        &[(0, 1)],
        &[(-5, 2)],
        &[(0, 1), (0, 3)],
        &[(5, 1), (5, 2)],
        &[(-5, 1), (5, 1)],
        &[(-5, 1), (0, 1), (7, 2), (30, 1)],
        &[(1, 1), (2, 1), (3, 5)],
        &[(i64::MAX / 2, 1), (1, 1)],
    ];
    for rows in samples {
        let incomes = incomes(rows);
        let whole = all(&incomes);
        for others in [NonPositive::LeaveOut, NonPositive::Refuse, NonPositive::KeepZeros] {
            for measure in measures(others) {
                let value = measure.value(&whole);
                if let Ok(value) = value {
                    assert!(value.is_finite(), "{measure:?} of {rows:?}: {value}");
                }
                if let Ok(linearised) = measure.linearised(&whole) {
                    assert!(linearised.contributions().iter().all(|own| own.is_finite()), "{measure:?} of {rows:?}");
                    assert_eq!(
                        Some(linearised.value().to_bits()),
                        value.ok().map(f64::to_bits),
                        "{measure:?} of {rows:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn what_is_not_positive_leaves_stays_or_is_refused_as_told() {
    let mixed = incomes(&[(10, 1), (0, 2), (30, 1), (-4, 1)]);
    let mixed = all(&mixed);
    let left_out = GeneralisedEntropy::theil_l(NonPositive::LeaveOut).linearised(&mixed).unwrap();
    assert_eq!((left_out.rows(), left_out.dropped(), left_out.population().to_string()), (2, 2, "2".to_owned()));
    let two = incomes(&[(10, 1), (30, 1)]);
    let alone = GeneralisedEntropy::theil_l(NonPositive::Refuse).value(&all(&two)).unwrap();
    assert_eq!(left_out.value().to_bits(), alone.to_bits());
    let refused = GeneralisedEntropy::theil_l(NonPositive::Refuse).value(&mixed).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "2 incomes of the whole population are not above 0, the first in row 1: theil_l is undefined for them"
    );
    // A negative income is refused where zeros are kept; a zero where there is no limit at zero.
    assert_eq!(code(GeneralisedEntropy::theil_t(NonPositive::KeepZeros).value(&mixed)), "measure/income-not-positive");
    let zeros = incomes(&[(0, 1), (10, 1)]);
    let zeros = all(&zeros);
    assert_eq!(code(GeneralisedEntropy::theil_l(NonPositive::KeepZeros).value(&zeros)), "measure/income-not-positive");
    let theil_t = GeneralisedEntropy::theil_t(NonPositive::KeepZeros).value(&zeros).unwrap();
    assert!((theil_t - 2_f64.ln()).abs() < 1e-15, "one has all: {theil_t}");
    let half = GeneralisedEntropy::half_squared_variation(NonPositive::KeepZeros).value(&zeros).unwrap();
    assert!((half - 0.5).abs() < 1e-15);
    assert!(is(Atkinson::new(Ratio::ONE, NonPositive::KeepZeros).unwrap().value(&zeros).unwrap(), 1.0));
    let everybody_at_zero = incomes(&[(0, 1)]);
    let all_left_out = GeneralisedEntropy::theil_l(NonPositive::LeaveOut).value(&all(&everybody_at_zero));
    assert_eq!(code(all_left_out), "measure/no-incomes");
}

/// A group of one household: measures of inequality are 0, its relative line is its own, and errors that need a density have none.
#[test]
fn a_group_of_one_household() {
    let one = incomes(&[(7, 3)]);
    let one = all(&one);
    assert!(is(Gini::POPULATION.value(&one).unwrap(), 0.0));
    assert!(is(GeneralisedEntropy::theil_l(NonPositive::Refuse).value(&one).unwrap(), 0.0));
    assert_eq!(RelativeLine::amount(relative("3/5"), &one).unwrap(), ratio("21/5"));
    let undefined = IncomeMeasure::linearised(&relative("3/5"), &one).unwrap_err();
    assert_eq!(undefined.code(), "measure/no-spread");
}

/// An empty group has no measures at all.
#[test]
fn an_empty_group() {
    let rows = incomes(&[(7, 3), (9, 1)]);
    let nobody = rows.population(Group::whole().and("area", "urban"), |_| false).unwrap_err();
    assert_eq!(
        nobody.to_string(),
        "no known income with a positive weight in area = urban: its measures are undefined"
    );
    assert_eq!(code(all(&rows).domain(Group::whole(), |_| false)), "measure/no-incomes");
}

/// All are poor: H is 1, the gap is that of the mean, and Sen's measure of equal incomes is the gap.
#[test]
fn a_group_in_which_all_are_poor() {
    let rows = incomes(&[(7, 3), (9, 1)]);
    let rows = all(&rows);
    assert_eq!(rows.headcount_ratio(&line(10)).unwrap(), Ratio::ONE);
    assert!((Fgt::gap(line(10)).value(&rows).unwrap() - 0.25).abs() < 1e-15);
    assert!((rows.income_gap_ratio(&line(10)).unwrap() - 0.25).abs() < 1e-15);
    let equal = incomes(&[(8, 3), (8, 1)]);
    let equal = all(&equal);
    assert!((Sen::new(line(10)).value(&equal).unwrap() - 0.2).abs() < 1e-15);
    assert!((SenShorrocksThon::new(line(10)).value(&equal).unwrap() - 0.2).abs() < 1e-15);
}

/// Nobody is poor: measures are 0, and what is said of the poor is undefined.
#[test]
fn a_group_in_which_nobody_is_poor() {
    let rows = incomes(&[(7, 3), (9, 1)]);
    let rows = all(&rows);
    assert!(is(Sen::new(line(5)).value(&rows).unwrap(), 0.0));
    assert!(is(SenShorrocksThon::new(line(5)).value(&rows).unwrap(), 0.0));
    assert!(is(Fgt::squared_gap(line(5)).value(&rows).unwrap(), 0.0));
    assert_eq!(code(rows.income_gap_ratio(&line(5))), "measure/nobody-income-poor");
    let none_below = RelativeMedianGap::new(relative("3/5"), Comparison::AtMost);
    assert_eq!(code(none_below.value(&rows)), "measure/nobody-income-poor");
}

#[test]
fn missing_incomes_and_weights_of_zero_are_in_no_estimate() {
    let mut sample = Incomes::<Households>::new(Currency::VND);
    for (income, weight) in [(Some(10), "2"), (None, "5"), (Some(30), "0"), (Some(20), "2")] {
        sample.push(income.map(Money::vnd), weight.parse().unwrap()).unwrap();
    }
    let whole = all(&sample);
    assert_eq!((whole.rows(), whole.dropped(), whole.weight().to_string()), (2, 1, "4".to_owned()));
    let linearised = Fgt::headcount(line(10)).linearised(&whole).unwrap();
    assert_eq!(linearised.contributions(), [0.25, 0.0, 0.0, -0.25]);
    let levels = whole.by("income known", |row| Some(row != 1)).unwrap();
    assert_eq!(levels.len(), 1, "a level without a known income has no domain");
}

#[test]
fn totals_of_zero_or_less_have_no_shares() {
    let balanced = incomes(&[(-5, 1), (5, 1)]);
    let balanced = all(&balanced);
    let error = Gini::POPULATION.value(&balanced).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the incomes of the whole population sum to 0, expected more than 0: gini is undefined"
    );
    assert_eq!(code(balanced.distribution().lorenz()), "measure/total-income-not-positive");
    // The poorest fifth has less than nothing.
    let indebted = incomes(&[(-5, 1), (5, 1), (10, 1), (20, 2)]);
    let ratio = ShareRatio::quintile(Quantile::InverseCdf).value(&all(&indebted));
    assert_eq!(code(ratio), "measure/income-part-not-positive");
    // A median of zero gives no line.
    let zeros = incomes(&[(0, 3), (10, 1)]);
    assert_eq!(code(relative("3/5").amount(&all(&zeros))), "measure/line-not-positive");
}

#[test]
fn parameters_out_of_range_are_refused() {
    let codes = [
        code(Fgt::new(ratio("-1"), line(10))),
        code(Atkinson::new(Ratio::ZERO, NonPositive::Refuse)),
        code(LorenzShare::new(ratio("3/2"))),
        code(ShareRatio::new(ratio("2/3"), Quantile::InverseCdf)),
        code(ShareRatio::of_exact_shares(Ratio::ZERO)),
        code(RelativeLine::new(Ratio::ZERO, Middle::Mean, LineOf::Domain)),
        code(RelativeLine::new(Ratio::ONE, Middle::Quantile(ratio("2"), Quantile::InverseCdf), LineOf::Domain)),
    ];
    assert_eq!(codes, ["measure/parameter-out-of-range"; 7]);
    assert_eq!(code(PovertyLine::absolute(Money::vnd(0), Comparison::AtMost)), "measure/line-not-positive");
}

#[test]
fn a_line_must_fit_the_rows_and_their_currency() {
    let rows = incomes(&[(7, 3), (9, 1)]);
    let rows = all(&rows);
    let short = PovertyLine::by_row([Money::vnd(8)], Comparison::AtMost).unwrap();
    assert_eq!(code(rows.headcount_ratio(&short)), "measure/line-count");
    let dollars = PovertyLine::absolute("8 USD".parse().unwrap(), Comparison::AtMost).unwrap();
    assert_eq!(code(rows.headcount_ratio(&dollars)), "quantity/currency-mismatch");
    let third = PovertyLine::relative(ratio("1/3"), Middle::Mean, LineOf::Population, Comparison::AtMost).unwrap();
    let mut finer = Incomes::<Households>::new(Currency::VND);
    for income in ["1 VND", "10 VND"] {
        finer.push(Some(income.parse().unwrap()), Weight::ONE).unwrap();
    }
    // A third of 11/2 has no decimal form, and neither has what the poor lack under it.
    assert_eq!(code(all(&finer).shortfall(&third)), "quantity/too-precise");
}

#[test]
fn the_line_of_a_standard_follows_area_and_day() {
    let decree = Standards::embedded().get("vn-decree-07-2021").unwrap();
    let on = "2024-12-31".parse().unwrap();
    let rows = incomes(&[(1_500_000, 1), (1_500_001, 1), (2_000_000, 1), (2_000_001, 1)]);
    let areas = [Area::Rural, Area::Rural, Area::Urban, Area::Urban];
    let line = PovertyLine::of_standard(&decree.lines()[0], areas.map(|area| (area, on))).unwrap();
    assert_eq!(line.comparison(), Comparison::AtMost, "from the line down");
    let whole = all(&rows);
    assert_eq!(whole.headcount_ratio(&line).unwrap(), ratio("1/2"));
    assert_eq!(whole.shortfall(&line).unwrap(), Money::vnd(0));
    assert!(is(Fgt::gap(line.clone()).value(&whole).unwrap(), 0.0));
    let strict =
        PovertyLine::by_row([1_500_000, 1_500_000, 2_000_000, 2_000_000].map(Money::vnd), Comparison::Below).unwrap();
    assert_eq!(whole.headcount_ratio(&strict).unwrap(), Ratio::ZERO);
}

#[test]
fn linearised_values_of_other_rows_do_not_combine() {
    let (two, three) = (incomes(&[(1, 1), (2, 1)]), incomes(&[(1, 1), (2, 1), (3, 1)]));
    let left = Gini::POPULATION.linearised(&all(&two)).unwrap();
    let right = Gini::POPULATION.linearised(&all(&three)).unwrap();
    assert_eq!(code(left.minus(&right)), "measure/incomes-differ");
    let nothing = left.times(0.0).unwrap();
    assert_eq!(code(left.divided_by(&nothing)), "measure/not-finite");
}

#[test]
fn incomes_too_large_to_sum_are_an_error() {
    let mut huge = Incomes::<Households>::new(Currency::VND);
    for _ in 0..3 {
        huge.push(Some(Money::vnd(i64::MAX)), Weight::from_billionths(u64::MAX)).unwrap();
    }
    assert_eq!(code(Gini::POPULATION.value(&all(&huge))), "quantity/overflow");
}
