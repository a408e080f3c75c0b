//! Changes between two waves that share sampling units, and their parts: numbers of R's survey 4.5, exact fractions, and the
//! definition of linearisation applied to the rows by small differences.

use super::open_survey::{self, Row, full_axes, ratio, table, weightings};
use poverty::measure::{
    AdjustedHeadcountChange, Axes, By, Centre, Change, ChangePart, Design, Estimate, Estimates, Family, Group, Key,
    Measure, PatternTable, Profile, ReplicateMethod, Structure, Tabulation, Weighting,
};
use poverty::quantity::{Households, Ratio, Weight};
use std::collections::BTreeMap;

fn close(ours: f64, theirs: f64, limit: f64) {
    assert!((ours - theirs).abs() <= limit * theirs.abs(), "{ours} against {theirs}");
}

fn std_error(estimate: &Estimate) -> f64 {
    estimate.error().unwrap().std_error().unwrap()
}

/// Four units in two strata, the same in both waves; a poor household has a score of so many tenths.
#[test]
fn golden_changes_with_the_covariance_of_the_waves() {
    let waves = [
        [
            ("1", "10", 5),
            ("1", "12", 0),
            ("2", "8", 2),
            ("2", "9", 4),
            ("3", "20", 0),
            ("3", "18", 1),
            ("4", "22", 5),
            ("4", "21", 0),
        ],
        [
            ("1", "11", 4),
            ("1", "12", 0),
            ("2", "9", 0),
            ("2", "9", 5),
            ("3", "19", 6),
            ("3", "20", 0),
            ("4", "21", 0),
            ("4", "23", 0),
        ],
    ];
    let structure = Structure::flat((0..10).map(|number| number.to_string())).unwrap();
    let axes = Axes::new().period("year").unwrap().stratum("stratum").unwrap().psu("psu").unwrap();
    let mut table = PatternTable::<Households>::new(&structure, axes).unwrap();
    for (year, wave) in ["2021", "2024"].into_iter().zip(waves) {
        for (psu, weight, tenths) in wave {
            let stratum = if psu < "3" { "A" } else { "B" };
            let profile = Profile::complete((1 << tenths) - 1);
            table.add_row(&[year, stratum, psu], profile, weight.parse().unwrap(), &[]).unwrap();
        }
    }
    let weighting = Weighting::nested(&structure).unwrap();
    let estimates = Tabulation::new(&table)
        .weighting(&weighting, [ratio("1/10")])
        .families([Family::HeadcountRatio, Family::AdjustedHeadcountRatio])
        .changes([("2021", "2024")])
        .design(&Design::sample())
        .run()
        .unwrap();
    let expected = [
        (
            Measure::HeadcountRatio,
            [
                (-0.243_817_204_301_075_29, 0.195_449_575_592_351_54),
                (-0.081_272_401_433_691_76, 0.065_149_858_530_783_84),
                (-0.436_687_530_091_478_1, 0.319_796_855_334_404_8),
                (-0.174_120_939_489_702_97, 0.156_285_981_313_719_65),
            ],
        ),
        (
            Measure::AdjustedHeadcountRatio,
            [
                (-0.027_956_989_247_311_825, 0.167_232_307_447_615_52),
                (-0.009_318_996_415_770_608, 0.055_744_102_482_538_51),
                (-0.145_862_552_594_670_4, 0.820_181_968_794_353_7),
                (-0.051_197_280_257_224_03, 0.303_694_635_658_476_2),
            ],
        ),
    ];
    for (measure, changes) in expected {
        for (change, (value, error)) in Change::ALL.into_iter().zip(changes) {
            let key = Key::new(Measure::Change(change, Box::new(measure.clone()))).period("2021-2024");
            let estimate = estimates.get(&key).unwrap();
            close(estimate.value().unwrap(), value, 1e-13);
            close(std_error(estimate), error, 1e-13);
        }
    }
}

fn parts_of_changes(design: &Design) -> Estimates {
    let [(nested, cutoffs), _] = weightings();
    let table = table(&open_survey::rows(), full_axes(), |row| row.weight);
    Tabulation::new(&table)
        .weighting(&nested, cutoffs)
        .families([
            Family::AdjustedHeadcountRatio,
            Family::ChangeOfIncidenceAndIntensity,
            Family::ChangeByIndicator,
            Family::ChangeByGroup,
        ])
        .by([By::whole(), By::axis("area"), By::cross(["area", "ethnic_minority"])])
        .changes([("2021", "2024")])
        .design(design)
        .run()
        .unwrap()
}

fn absolute(of: Measure) -> Measure {
    Measure::Change(Change::Absolute, Box::new(of))
}

/// At every cutoff, for every group: incidence and intensity, and the indicators, sum to the change; so do the groups and the shift.
#[test]
fn parts_sum_to_the_change() {
    let estimates = parts_of_changes(&Design::register());
    let totals = estimates.rows().iter().filter(|row| *row.measure() == absolute(Measure::AdjustedHeadcountRatio));
    let mut compared = 0;
    for total in totals {
        let same = |row: &&Estimate| row.cutoff() == total.cutoff() && row.group() == total.group();
        let sum = |wanted: &dyn Fn(&Measure) -> bool| -> f64 {
            let own = estimates.rows().iter().filter(same).filter(|row| wanted(row.measure()));
            own.map(|row| row.value().unwrap()).sum()
        };
        let change = total.value().unwrap();
        let close = |sum: f64| assert!((sum - change).abs() < 1e-15, "{sum} against {change}");
        close(sum(&|measure| matches!(measure, Measure::ChangePart(ChangePart::Incidence | ChangePart::Intensity))));
        close(sum(
            &|measure| matches!(measure, Measure::Change(_, of) if matches!(**of, Measure::AbsoluteContribution(_))),
        ));
        if total.group().levels().len() == 0 {
            for axes in ["area", "area|ethnic_minority"] {
                let parts = [ChangePart::WithinGroups(axes.into()), ChangePart::PopulationShift(axes.into())]
                    .map(Measure::ChangePart);
                close(sum(&|measure| parts.contains(measure)));
                let of_groups = estimates.rows().iter().filter(|row| {
                    *row.measure() == Measure::ChangePart(ChangePart::WithinGroup)
                        && row.cutoff() == total.cutoff()
                        && row.group().levels().map(|(axis, _)| axis).collect::<Vec<_>>().join("|") == axes
                });
                let of_groups: f64 = of_groups.map(|row| row.value().unwrap()).sum();
                let within = sum(&|measure| *measure == Measure::ChangePart(ChangePart::WithinGroups(axes.into())));
                assert!((of_groups - within).abs() < 1e-15, "{of_groups} against {within}");
            }
        }
        compared += 1;
    }
    assert_eq!(compared, 6 * (1 + 2 + 4));
}

/// The rows of the tabulation and the exact fractions are the same numbers.
#[test]
fn parts_are_the_exact_fractions() {
    let estimates = parts_of_changes(&Design::register());
    let table = table(&open_survey::rows(), full_axes(), |row| row.weight);
    let poverty = weightings()[0].0.clone().cutoff(ratio("1/3")).unwrap();
    let tally = |group: Group| table.tally(&poverty, &group).unwrap();
    let [earlier, later] = ["2021", "2024"].map(|year| tally(Group::whole().and("year", year)));
    let change = AdjustedHeadcountChange::between(&earlier, &later).unwrap();
    let value = |measure: Measure, group: Option<&str>| {
        let key = Key::new(measure).cutoff(ratio("1/3"));
        let key = group.map_or(key.clone(), |level| key.level("area", level));
        estimates.get(&key).unwrap().value().unwrap()
    };
    let part = |part| value(Measure::ChangePart(part), None);
    close(part(ChangePart::Incidence), change.incidence().unwrap().to_f64(), 1e-14);
    close(part(ChangePart::Intensity), change.intensity().unwrap().to_f64(), 1e-14);
    let sum = change.incidence().unwrap().checked_add(change.intensity().unwrap()).unwrap();
    assert_eq!(sum, change.total().unwrap());
    let indicators = earlier.poverty().structure().indicators();
    for id in indicators {
        let of = absolute(Measure::AbsoluteContribution(id.as_str().into()));
        close(value(of, None), change.indicator(id).unwrap().to_f64(), 1e-12);
    }
    let by_indicator = Ratio::sum(indicators.iter().map(|id| change.indicator(id).unwrap())).unwrap();
    assert_eq!(by_indicator, change.total().unwrap());
}

/// Shares of 0.6 and 0.4 become 0.5 and 0.5, M0 of 0.3 and 0.1 becomes 0.2 and 0.08: -0.08 = -0.064 within - 0.016 by shift.
#[test]
fn golden_parts_by_group() {
    let structure = Structure::flat(["water"]).unwrap();
    let axes = Axes::new().period("year").unwrap().subgroup("area").unwrap();
    let mut table = PatternTable::<Households>::new(&structure, axes).unwrap();
    let rows =
        [("2021", "rural", 18, 42), ("2021", "urban", 4, 36), ("2024", "rural", 10, 40), ("2024", "urban", 4, 46)];
    for (year, area, poor, others) in rows {
        for (deprived, weight) in [(1, poor), (0, others)] {
            let weight = Weight::from_integer(weight).unwrap();
            table.add_row(&[year, area], Profile::complete(deprived), weight, &[]).unwrap();
        }
    }
    let estimates = Tabulation::new(&table)
        .weighting(&Weighting::nested(&structure).unwrap(), [Ratio::ONE])
        .families([Family::ChangeByGroup])
        .by([By::axis("area")])
        .changes([("2021", "2024")])
        .run()
        .unwrap();
    let value = |part, level: Option<&str>| {
        let key = Key::new(Measure::ChangePart(part));
        let key = level.map_or(key.clone(), |level| key.level("area", level));
        estimates.get(&key).unwrap().value().unwrap()
    };
    close(value(ChangePart::WithinGroup, Some("rural")), -0.055, 1e-14);
    close(value(ChangePart::WithinGroup, Some("urban")), -0.009, 1e-14);
    close(value(ChangePart::WithinGroups("area".into()), None), -0.064, 1e-14);
    close(value(ChangePart::PopulationShift("area".into()), None), -0.016, 1e-14);
}

/// Totals of each sampling unit, in strata, that a measure is a function of.
type Units = BTreeMap<String, BTreeMap<String, Vec<f64>>>;

/// The linearised standard error of any function of totals: its derivatives by small differences, then the variance over units.
fn error_by_differences(units: &Units, function: impl Fn(&[f64]) -> f64) -> f64 {
    let all = || units.values().flat_map(BTreeMap::values);
    let totals: Vec<f64> = (0..all().next().unwrap().len()).map(|at| all().map(|unit| unit[at]).sum()).collect();
    let slope = |at: usize| {
        let step = |by: f64| {
            let mut moved = totals.clone();
            moved[at] += by;
            function(&moved)
        };
        let size = 1e-4 * totals[at];
        (step(size) - step(-size)) / (2.0 * size)
    };
    let slopes: Vec<f64> = (0..totals.len()).map(slope).collect();
    let mut variance = 0.0;
    for stratum in units.values() {
        let linear: Vec<f64> =
            stratum.values().map(|unit| unit.iter().zip(&slopes).map(|(total, slope)| total * slope).sum()).collect();
        let count = f64::from(u32::try_from(linear.len()).unwrap());
        let mean = linear.iter().sum::<f64>() / count;
        variance += count / (count - 1.0) * linear.iter().map(|u| (u - mean) * (u - mean)).sum::<f64>();
    }
    variance.sqrt()
}

/// Weight of all, of the poor and of their scores at k = 1/3, in each wave, of the rows that `place` puts somewhere.
fn unit_totals(rows: &[Row], groups: usize, place: impl Fn(&Row) -> usize) -> Units {
    let mut units = Units::new();
    for row in rows {
        let totals = units.entry(row.stratum.clone()).or_default().entry(row.psu.clone()).or_default();
        totals.resize(6 * groups, 0.0);
        if !row.profile.is_complete() {
            continue;
        }
        let weight: f64 = row.weight.to_string().parse().unwrap();
        let lacks = row.profile.deprived().count_ones();
        let at = 6 * place(row) + if row.year == "2021" { 0 } else { 3 };
        totals[at] += weight;
        if lacks >= 4 {
            totals[at + 1] += weight;
            totals[at + 2] += weight * f64::from(lacks) / 12.0;
        }
    }
    units
}

/// The errors of incidence, intensity, groups and shift are those of the definition, taken from the rows.
#[test]
fn errors_of_parts_are_those_of_the_definition() {
    let estimates = parts_of_changes(&Design::sample());
    let error = |part: ChangePart, level: Option<&str>| {
        let key = Key::new(Measure::ChangePart(part)).cutoff(ratio("1/3"));
        let key = level.map_or(key.clone(), |level| key.level("area", level));
        std_error(estimates.get(&key).unwrap())
    };
    let rows = open_survey::rows();
    let whole = unit_totals(&rows, 1, |_| 0);
    let (h, a) = (|t: &[f64], at: usize| t[at + 1] / t[at], |t: &[f64], at: usize| t[at + 2] / t[at + 1]);
    let incidence = error_by_differences(&whole, |t| (a(t, 0) + a(t, 3)) / 2.0 * (h(t, 3) - h(t, 0)));
    let intensity = error_by_differences(&whole, |t| (h(t, 0) + h(t, 3)) / 2.0 * (a(t, 3) - a(t, 0)));
    close(error(ChangePart::Incidence, None), incidence, 1e-7);
    close(error(ChangePart::Intensity, None), intensity, 1e-7);

    let by_area = unit_totals(&rows, 2, |row| usize::from(row.area == "urban"));
    let m0 = |t: &[f64], at: usize| t[at + 2] / t[at];
    let share = |t: &[f64], group: usize, wave: usize| t[6 * group + wave] / (t[wave] + t[6 + wave]);
    let within = |t: &[f64], l: usize| (share(t, l, 0) + share(t, l, 3)) / 2.0 * (m0(t, 6 * l + 3) - m0(t, 6 * l));
    let shift = |t: &[f64], l: usize| (m0(t, 6 * l) + m0(t, 6 * l + 3)) / 2.0 * (share(t, l, 3) - share(t, l, 0));
    for (group, level) in ["rural", "urban"].into_iter().enumerate() {
        let expected = error_by_differences(&by_area, |t| within(t, group));
        close(error(ChangePart::WithinGroup, Some(level)), expected, 1e-7);
    }
    let expected = error_by_differences(&by_area, |t| within(t, 0) + within(t, 1));
    close(error(ChangePart::WithinGroups("area".into()), None), expected, 1e-7);
    let expected = error_by_differences(&by_area, |t| shift(t, 0) + shift(t, 1));
    close(error(ChangePart::PopulationShift("area".into()), None), expected, 1e-7);
}

/// Errors of parts from the jackknife come near the linearised ones.
#[test]
fn errors_of_parts_from_replicates() {
    let linearised = parts_of_changes(&Design::sample());
    let replicated = parts_of_changes(&Design::sample().replicates(ReplicateMethod::Jackknife, Centre::Mean));
    let mut compared = 0;
    for (own, other) in linearised.rows().iter().zip(replicated.rows()) {
        if matches!(own.measure(), Measure::ChangePart(_)) && own.cutoff() == Some(ratio("1/3")) {
            close(std_error(other), std_error(own), 0.15);
            compared += 1;
        }
    }
    assert_eq!(compared, 2 * (1 + 2 + 4) + (2 + 2) + (4 + 2));
}

/// Nobody is poor in the first wave, and a group is missing in the second.
#[test]
fn parts_at_the_edges() {
    let structure = Structure::flat(["a", "b"]).unwrap();
    let axes = Axes::new().period("year").unwrap().subgroup("area").unwrap();
    let mut table = PatternTable::<Households>::new(&structure, axes).unwrap();
    for (year, area, deprived) in
        [("2021", "rural", 0), ("2021", "urban", 0), ("2024", "rural", 3), ("2024", "rural", 0)]
    {
        table.add_row(&[year, area], Profile::complete(deprived), "1".parse().unwrap(), &[]).unwrap();
    }
    let weighting = Weighting::nested(&structure).unwrap();
    let request = Tabulation::new(&table).weighting(&weighting, [Ratio::ONE]).by([By::whole(), By::axis("area")]);
    let request = request.families([Family::ChangeOfIncidenceAndIntensity, Family::ChangeByGroup]);
    assert_eq!(request.run().unwrap_err().to_string(), "nothing to tabulate: expected at least one pair of periods");
    let estimates = request.changes([("2021", "2024")]).run().unwrap();
    let of = |part| estimates.get(&Key::new(Measure::ChangePart(part))).unwrap();
    close(of(ChangePart::Incidence).value().unwrap(), 0.5, 0.0);
    close(of(ChangePart::Intensity).value().unwrap(), 0.0, 0.0);
    let shift = of(ChangePart::PopulationShift("area".into()));
    assert_eq!(
        shift.value().unwrap_err().to_string(),
        "change_shift:M0:area of period 2021-2024 is undefined: the group is missing in one of the periods"
    );
    let poverty = weighting.clone().cutoff(Ratio::ONE).unwrap();
    let tally = |year| table.tally(&poverty, &Group::whole().and("year", year)).unwrap();
    let change = AdjustedHeadcountChange::between(&tally("2021"), &tally("2024")).unwrap();
    assert_eq!((change.incidence().unwrap(), change.intensity().unwrap()), (ratio("1/2"), Ratio::ZERO));
    let nowhere = AdjustedHeadcountChange::between(&tally("2021"), &tally("2030")).unwrap();
    assert_eq!(nowhere.incidence().unwrap_err().code(), "measure/empty-group");
    let other = table.tally(&weighting.union().unwrap(), &Group::whole()).unwrap();
    let different = AdjustedHeadcountChange::between(&tally("2021"), &other).unwrap_err();
    assert_eq!(different.code(), "measure/different");
}
