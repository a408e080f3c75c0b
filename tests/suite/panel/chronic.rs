//! Chronic and transient poverty.

use poverty::measure::panel::*;
use poverty::measure::{Design, SampledRows};
use poverty::quantity::{Households, Ratio, Weight};
use proptest::prelude::*;

const FOUR: [[i64; 4]; 4] = [[4, 12, 6, 8], [12, 14, 9, 11], [2, 3, 5, 4], [15, 20, 12, 18]];

fn ratio(text: &str) -> Ratio {
    text.parse().unwrap()
}

fn incomes(alpha: u32) -> Durations<Households> {
    let mut durations = Durations::new(4);
    for row in FOUR {
        let incomes = row.map(|income| Some(Ratio::whole(income)));
        durations.push_incomes(Weight::ONE, Ratio::whole(10), alpha, incomes).unwrap();
    }
    durations
}

#[test]
fn fosters_measures_by_hand() {
    let half = ratio("1/2");
    for (alpha, measure) in [(0, "7/16"), (1, "19/80"), (2, "23/160")] {
        let chronic = incomes(alpha).chronic(half).unwrap();
        assert_eq!(chronic.measure().unwrap(), ratio(measure), "{alpha}");
        assert_eq!(chronic.nearest_measure().to_bits(), ratio(measure).to_f64().to_bits());
        assert_eq!(chronic.headcount_ratio(), half);
        assert_eq!(chronic.average_duration().unwrap(), ratio("7/8"));
    }
    // With a duration cutoff of 1 only the third household is chronically poor.
    assert_eq!(incomes(1).chronic(Ratio::ONE).unwrap().measure().unwrap(), ratio("26/160"));
    assert_eq!(incomes(0).total().unwrap().measure().unwrap(), ratio("1/2"));
    assert_eq!(incomes(0).transient(half).unwrap(), ratio("1/16"));
    assert_eq!(incomes(0).chronic(half).unwrap().intensity().unwrap(), Ratio::ONE);
}

/// The counting approach: `M0^C = H^C A^C D^C`, worked out for scores of three households in three periods.
#[test]
fn chronic_multidimensional_poverty_is_a_product() {
    let mut durations = Durations::<Households>::new(3);
    let poor = |score: &str| Some(Some(ratio(score)));
    let not = Some(None);
    durations.push(Weight::from_integer(2).unwrap(), [poor("1/2"), poor("1/3"), not]).unwrap();
    durations.push(Weight::from_integer(1).unwrap(), [not, poor("2/3"), not]).unwrap();
    durations.push(Weight::from_integer(1).unwrap(), [poor("1"), poor("1/2"), poor("1/2")]).unwrap();
    let chronic = durations.chronic(ratio("2/3")).unwrap();
    let (headcount, intensity) = (chronic.headcount_ratio(), chronic.intensity().unwrap());
    let duration = chronic.average_duration().unwrap();
    assert_eq!((headcount, duration), (ratio("3/4"), ratio("7/9")));
    assert_eq!(intensity, ratio("11/21")); // (2 x 5/6 + 2) / 7 = 11/21
    let product = headcount.checked_mul(intensity).unwrap().checked_mul(duration).unwrap();
    assert_eq!(chronic.measure().unwrap(), product);
    assert_eq!(durations.transient(ratio("2/3")).unwrap(), ratio("1/18")); // 2/3 of the second household, 1 / (4 x 3)
}

#[test]
fn who_is_not_known_in_every_period() {
    let mut durations = Durations::<Households>::new(2);
    durations.push(Weight::ONE, [Some(Some(Ratio::ONE)), None]).unwrap();
    durations.push(Weight::ONE, [Some(None), Some(None)]).unwrap();
    let balanced = durations.chronic(Ratio::ONE).unwrap();
    assert_eq!((balanced.headcount_ratio(), balanced.left_out()), (Ratio::ZERO, 1));
    assert_eq!(balanced.average_duration().unwrap_err().code(), "panel/undefined");
    let known = durations.unbalanced(Unbalanced::KnownPeriods).chronic(Ratio::ONE).unwrap();
    assert_eq!((known.headcount_ratio(), known.left_out()), (ratio("1/2"), 0));
    assert_eq!(known.measure().unwrap(), ratio("1/2"));
}

/// On the line nobody is poor; negative incomes have a gap of 1.
#[test]
fn incomes_on_the_line_and_below_nothing() {
    let mut durations = Durations::<Households>::new(2);
    durations.push_incomes(Weight::ONE, Ratio::whole(10), 2, [Some(Ratio::whole(10)), Some(Ratio::whole(-5))]).unwrap();
    assert_eq!(durations.total().unwrap().measure().unwrap(), ratio("1/2"));
}

#[test]
fn errors_of_chronic_poverty() {
    let sample = SampledRows::new(&Design::sample(), ["1", "2", "3", "4"].map(|unit| ("", unit))).unwrap();
    let chronic = incomes(0).chronic(ratio("1/2")).unwrap();
    // Half of four independent households: sqrt(p (1 - p) / (n - 1)).
    let headcount = chronic.headcount_error(&sample).unwrap();
    assert!((headcount.std_error().unwrap() - (0.25_f64 / 3.0).sqrt()).abs() < 1e-15);
    let squares = [3.0_f64 / 4.0, 0.0, 1.0, 0.0].map(|own| (own - 7.0 / 16.0).powi(2)).iter().sum::<f64>();
    let error = chronic.error(&sample).unwrap().std_error().unwrap();
    assert!((error - (squares / 12.0).sqrt()).abs() < 1e-15, "{error}");
    let short = SampledRows::new(&Design::sample(), [("", "1"), ("", "2")]).unwrap();
    assert_eq!(chronic.error(&short).unwrap_err().code(), "measure/different");
}

proptest! {
    /// Groups add up, a higher cutoff never counts more, and chronic and transient make up the mean of all periods.
    #[test]
    fn decomposability_and_monotonicity_of_chronic_poverty(
        rows in prop::collection::vec((prop::collection::vec(0_i32..20, 5), 1_u32..6, any::<bool>()), 2..12),
        cutoff in 1_i128..=5,
    ) {
        let mut durations = Durations::<Households>::new(5);
        for (incomes, weight, _) in &rows {
            let incomes = incomes.iter().map(|income| Some(Ratio::whole(i64::from(*income))));
            durations.push_incomes(Weight::from_integer(u64::from(*weight)).unwrap(), Ratio::whole(10), 2, incomes).unwrap();
        }
        let cutoff = Ratio::new(cutoff, 5).unwrap();
        let whole = durations.chronic(cutoff).unwrap();
        let mut sum = Ratio::ZERO;
        for side in [true, false] {
            if let Ok(group) = durations.chronic_in_group(cutoff, |row| rows[row].2 == side) {
                let share = group.population().share_of(whole.population()).unwrap();
                sum = sum.checked_add(share.checked_mul(group.measure().unwrap()).unwrap()).unwrap();
            }
        }
        prop_assert_eq!(sum, whole.measure().unwrap());
        prop_assert!(durations.chronic(Ratio::ONE).unwrap().measure().unwrap() <= whole.measure().unwrap());
        prop_assert!(durations.transient(cutoff).unwrap() >= Ratio::ZERO);
        let squares: f64 = rows.iter().map(|(incomes, weight, _)| {
            let gaps: f64 = incomes.iter().map(|income| (1.0 - f64::from((*income).min(10)) / 10.0).powi(2)).sum();
            f64::from(*weight) * gaps / 5.0
        }).sum();
        let weights: f64 = rows.iter().map(|(_, weight, _)| f64::from(*weight)).sum();
        prop_assert!((durations.total().unwrap().nearest_measure() - squares / weights).abs() < 1e-12);
        let by_income: Vec<(Weight<Households>, Vec<Ratio>)> = rows.iter().map(|(incomes, weight, _)| {
            (Weight::from_integer(u64::from(*weight)).unwrap(), incomes.iter().map(|income| Ratio::whole(i64::from(*income))).collect())
        }).collect();
        let components = Components::of(Ratio::whole(10), 2, &by_income).unwrap();
        prop_assert!(components.transient() >= -1e-15);
        prop_assert!((components.total() - squares / weights).abs() < 1e-12);
    }
}
