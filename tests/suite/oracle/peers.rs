//! Where results differ from those of other programs on purpose: each case of the table in the documentation of `measure`.

use super::open_survey::{self, full_axes, ratio, table, weightings};
use poverty::measure::{
    Axes, By, Centre, Change, Design, Estimates, Family, Key, Measure, MissingPolicy, PatternTable, Profile,
    ReplicateMethod, Structure, Tabulation, Weighting,
};
use poverty::quantity::{Households, Ratio};

fn survey(policy: MissingPolicy) -> Estimates {
    let table = table(&open_survey::rows(), full_axes(), |row| row.weight);
    let [(nested, _), _] = weightings();
    let families = [
        Family::HeadcountRatio,
        Family::Intensity,
        Family::AdjustedHeadcountRatio,
        Family::AbsoluteContributions,
        Family::PercentageContributions,
    ];
    let request = Tabulation::new(&table).weighting(&nested, [ratio("1/3")]).families(families);
    request.changes([("2021", "2024")]).missing(policy).design(&Design::sample()).run().unwrap()
}

fn value_and_error(estimates: &Estimates, measure: Measure, period: &str) -> (f64, f64) {
    let estimate = estimates.get(&Key::new(measure).period(period)).unwrap();
    (estimate.value().unwrap(), estimate.error().unwrap().std_error().unwrap())
}

/// mpindex: `SE(M0) = sqrt(A^2 SE(H)^2 + H^2 SE(A)^2)`, without the covariance of H and A.
#[test]
fn the_covariance_of_incidence_and_intensity_counts() {
    let estimates = survey(MissingPolicy::Drop);
    let of = |measure| value_and_error(&estimates, measure, "2021");
    let ((h, of_h), (a, of_a), (_, of_m0)) =
        (of(Measure::HeadcountRatio), of(Measure::Intensity), of(Measure::AdjustedHeadcountRatio));
    let theirs = (a * a * of_h * of_h + h * h * of_a * of_a).sqrt();
    // The number of the oracle, which survey's `svymean` of the censored scores gives.
    assert!((of_m0 - 0.009_698_310_845_883_145).abs() < 1e-15, "{of_m0}");
    assert!(theirs < 0.93 * of_m0, "{theirs}: too small by more than 7 %, as those with more poor are poorer too");
}

/// mpindex: an unknown counts as not deprived, so a household with blanks is less poor than it may be, and nothing tells; here that is
/// a policy that one has to name, and what was left out is counted.
#[test]
fn an_unknown_is_not_a_no() {
    let rows = |policy| {
        let estimates = survey(policy);
        let estimate = estimates.get(&Key::new(Measure::HeadcountRatio).period("2021")).unwrap().clone();
        (estimate.rows(), estimate.dropped_rows(), estimate.missing_policy())
    };
    assert_eq!(rows(MissingPolicy::Drop), (1842, 78, MissingPolicy::Drop));
    assert_eq!(rows(MissingPolicy::NotDeprived), (1920, 0, MissingPolicy::NotDeprived));
    let structure = Structure::flat(["a", "b"]).unwrap();
    let one_blank = Profile::from_masks(0b01, 0b10).unwrap();
    let intersection = Weighting::nested(&structure).unwrap().intersection().unwrap();
    assert_eq!(intersection.clone().is_poor(one_blank).unwrap(), None);
    assert_eq!(intersection.missing(MissingPolicy::NotDeprived).is_poor(one_blank).unwrap(), Some(false));
}

/// mpindex: an intensity of 0 where nobody is poor; here there is none.
#[test]
fn the_intensity_of_nobody_does_not_exist() {
    let structure = Structure::flat(["water"]).unwrap();
    let mut table = PatternTable::<Households>::new(&structure, Axes::new()).unwrap();
    table.add_row(&[], Profile::NONE, "1".parse().unwrap(), &[]).unwrap();
    let request = Tabulation::new(&table).weighting(&Weighting::nested(&structure).unwrap(), [Ratio::ONE]);
    let estimates = request.families([Family::HeadcountRatio, Family::Intensity]).run().unwrap();
    let of = |measure| estimates.get(&Key::new(measure)).unwrap();
    assert_eq!(of(Measure::HeadcountRatio).exact().unwrap(), Ratio::ZERO);
    let error = of(Measure::Intensity).value().unwrap_err();
    assert_eq!(error.to_string(), "A of the whole population is undefined: nobody is poor");
}

/// mpindex, mpitb and most others add weights in binary floats: six of twelve equal weights fall short of one half. Here they are
/// poor, in every order of the indicators.
#[test]
fn who_stands_at_the_cutoff_is_poor() {
    let structure = Structure::flat((0..12).map(|number| number.to_string())).unwrap();
    let poverty = Weighting::nested(&structure).unwrap().cutoff(ratio("1/2")).unwrap();
    for deprived in [0b11_1111, 0b1111_1100_0000, 0b0101_0101_0101] {
        assert_eq!(poverty.is_poor(Profile::complete(deprived)).unwrap(), Some(true));
    }
    assert!([1.0_f64 / 12.0; 6].iter().sum::<f64>() < 0.5);
}

/// mpindex ships the weights of the global MPI as 0.166666667 and 0.055555556; they sum to more than 1 and are refused.
#[test]
fn rounded_weights_are_refused() {
    let structure = Structure::flat((0..10).map(|number| number.to_string())).unwrap();
    let rounded: Vec<Ratio> = (0..10).map(|at| ratio(if at < 4 { "0.166666667" } else { "0.055555556" })).collect();
    let error = Weighting::new("global", &structure, &rounded).unwrap_err();
    assert_eq!(error.code(), "measure/weights-sum");
    let exact: Vec<Ratio> = (0..10).map(|at| ratio(if at < 4 { "1/6" } else { "1/18" })).collect();
    assert!(Weighting::new("global", &structure, &exact).is_ok());
}

/// mpitbR: limits of changes from the normal distribution, and relative changes in percent. Here from Student's, as for levels, and
/// as fractions.
#[test]
fn limits_of_changes_have_the_degrees_of_freedom_of_the_design() {
    let estimates = survey(MissingPolicy::Drop);
    let change = Measure::Change(Change::Relative, Box::new(Measure::AdjustedHeadcountRatio));
    let estimate = estimates.get(&Key::new(change).period("2021-2024")).unwrap();
    let (value, error) = (estimate.value().unwrap(), estimate.error().unwrap());
    let (lower, upper) = error.limits().unwrap();
    let quantile = (upper - lower) / 2.0 / error.std_error().unwrap();
    assert_eq!(error.degrees_of_freedom(), Some(70));
    assert!((quantile - 1.994_437_1).abs() < 1e-7, "{quantile}, not 1.959964");
    assert!((-1.0..0.0).contains(&value));
}

/// mpitbR gives contributions without errors; here they have them, and percentages vary less than their parts.
#[test]
fn contributions_have_errors() {
    let estimates = survey(MissingPolicy::Drop);
    let of = |measure: fn(std::sync::Arc<str>) -> Measure| value_and_error(&estimates, measure("water".into()), "2021");
    let ((absolute, of_absolute), (share, of_share)) =
        (of(Measure::AbsoluteContribution), of(Measure::PercentageContribution));
    assert!(of_share > 0.0 && of_share / share < of_absolute / absolute);
}

/// survey leaves out a replicate in which an estimate does not exist, and does not rescale: the error comes out too small. Here it
/// is undefined.
#[test]
fn an_error_needs_all_its_replicates() {
    let structure = Structure::flat(["water"]).unwrap();
    let axes = Axes::new().subgroup("area").unwrap().psu("unit").unwrap();
    let mut table = PatternTable::<Households>::new(&structure, axes).unwrap();
    for (area, unit, deprived) in
        [("a", "1", 1), ("a", "2", 0), ("b", "2", 1), ("b", "2", 0), ("b", "3", 0), ("b", "4", 1)]
    {
        table.add_row(&[area, unit], Profile::complete(deprived), "1".parse().unwrap(), &[]).unwrap();
    }
    let request = Tabulation::new(&table).weighting(&Weighting::nested(&structure).unwrap(), [Ratio::ONE]);
    let request = request.families([Family::HeadcountRatio, Family::Intensity]).by([By::axis("area")]);
    let jackknife = Design::sample().replicates(ReplicateMethod::Jackknife, Centre::Mean);
    let estimates = request.design(&jackknife).run().unwrap();
    let error = |measure, area| {
        let estimate = estimates.get(&Key::new(measure).level("area", area)).unwrap();
        estimate.error().unwrap().std_error()
    };
    // Without unit 1 nobody is poor in area a, so there is no intensity.
    assert_eq!(error(Measure::Intensity, "a"), None);
    assert!(error(Measure::HeadcountRatio, "a").unwrap() > 0.0);
    assert_eq!(error(Measure::Intensity, "b"), Some(0.0));
}
