//! Other designs: finite populations, jackknives, no strata, rows as sampling units, the rules for lonely units; R's survey 4.5
//! on the reference survey and on two small golden samples.

use super::open_survey::{self, Largest, Row, ratio, structure, table, weightings};
use poverty::measure::{
    Axes, Centre, Design, Estimate, Estimates, Family, FinitePopulation, Key, LonelyPsu, Measure, MeasureError,
    PatternTable, Profile, ReplicateMethod, ReplicateTables, Structure, Tabulation, Weighting,
};
use poverty::quantity::{Households, Ratio, Rounding, TotalWeight, Weight};
use std::collections::BTreeMap;

/// Axes, rows and design of each variant of the file.
fn variant(name: &str, rows: Vec<Row>) -> (Axes, Vec<Row>, Design) {
    let year = || Axes::new().period("year").unwrap();
    let full = || year().stratum("stratum").unwrap().psu("psu").unwrap();
    let sample = Design::sample();
    let jackknife = || Design::sample().replicates(ReplicateMethod::Jackknife, Centre::Mean);
    let lonely = |rule| {
        let keeps = |row: &Row| row.stratum != "5U" || row.psu == "5U-01";
        (full(), Design::sample().lonely_psu(rule), keeps)
    };
    let (axes, design) = match name {
        "with replacement" => (full(), sample),
        "fpc: 40 PSUs in each stratum" => (full(), sample.finite_population(FinitePopulation::InEachStratum(40))),
        "JKn" => (full(), jackknife()),
        "JK1; no strata" => (year().psu("psu").unwrap(), jackknife()),
        "PSUs; no strata" => (year().psu("psu").unwrap(), sample),
        "rows as PSUs; no strata" => (year().rows_as_psus().unwrap(), sample),
        lonely_variant => {
            let rule = match lonely_variant.rsplit_once(": ").unwrap().1 {
                "remove" => LonelyPsu::Remove,
                "certainty" => LonelyPsu::Certainty,
                "average" => LonelyPsu::Average,
                "adjust" => LonelyPsu::Adjust,
                other => unreachable!("{other}"),
            };
            let (axes, design, keeps) = lonely(rule);
            return (axes, rows.into_iter().filter(keeps).collect(), design);
        }
    };
    (axes, rows, design)
}

fn families() -> [Family; 4] {
    [Family::HeadcountRatio, Family::AdjustedHeadcountRatio, Family::Intensity, Family::UncensoredHeadcountRatios]
}

#[test]
#[expect(clippy::print_stdout, reason = "the largest differences are what a reader wants to see")]
fn every_row_of_the_designs_oracle() {
    let [(nested, _), _] = weightings();
    let mut tabulated: BTreeMap<String, Estimates> = BTreeMap::new();
    let (mut points, mut errors) = (Largest::default(), Largest::default());
    let records = open_survey::records("designs_open.csv");
    for record in &records {
        let name = &record[0];
        let estimates = tabulated.entry(name.to_owned()).or_insert_with(|| {
            let (axes, rows, design) = variant(name, open_survey::rows());
            let table = table(&rows, axes, |row| row.weight);
            let request = Tabulation::new(&table).weighting(&nested, [ratio("1/3")]);
            request.families(families()).design(&design).run().unwrap()
        });
        let measure = match &record[1] {
            "H" => Measure::HeadcountRatio,
            "M0" => Measure::AdjustedHeadcountRatio,
            "A" => Measure::Intensity,
            "hd" => Measure::UncensoredHeadcountRatio(record[2].into()),
            other => unreachable!("{other}"),
        };
        let estimate = estimates.get(&Key::new(measure).period(&record[4])).unwrap();
        let what = || record.iter().take(5).collect::<Vec<_>>().join(" ");
        points.compare(estimate.value().unwrap(), &record[5], 1e-9, what);
        let error = estimate.error().unwrap();
        errors.compare(error.std_error().unwrap(), &record[6], 1e-8, what);
        assert_eq!(error.degrees_of_freedom().unwrap().to_string(), record[7], "{}", what());
    }
    println!("{} rows of designs_open.csv\npoints: {points}\nstandard errors: {errors}", records.len());
    assert_eq!(records.len(), 80);
}

#[test]
fn a_lonely_unit_stops_the_run_unless_a_rule_is_named() {
    let [(nested, _), _] = weightings();
    let (axes, rows, _) = variant("lonely PSU (stratum 5U keeps 5U-01 only): remove", open_survey::rows());
    let table = table(&rows, axes, |row| row.weight);
    let request = Tabulation::new(&table).weighting(&nested, [ratio("1/3")]).families(families());
    let error = request.design(&Design::sample()).run().unwrap_err();
    assert_eq!(
        error.to_string(),
        "strata with a single primary sampling unit: `5U`; name a rule for them: remove, certainty, average or adjust"
    );
}

/// A golden sample: stratum, unit, weight, levels of other axes, whether poor, score. A score is a pattern of two indicators:
/// one that makes poor by itself, and twenty of which the score counts so many.
struct Small {
    table: PatternTable<Households>,
    weighting: Weighting,
    cutoff: Ratio,
}

impl Small {
    fn tabulate(&self, design: &Design) -> Estimates {
        let request = Tabulation::new(&self.table).weighting(&self.weighting, [self.cutoff]);
        request.families(families()).design(design).run().unwrap()
    }

    fn error(&self, design: &Design, measure: Measure) -> f64 {
        self.tabulate(design).get(&Key::new(measure)).unwrap().error().unwrap().std_error().unwrap()
    }
}

fn close(ours: f64, theirs: f64) {
    assert!((ours - theirs).abs() <= 1e-12 * theirs.abs().max(1e-3), "{ours} against {theirs}");
}

fn headcount(estimates: &Estimates) -> &Estimate {
    estimates.get(&Key::new(Measure::HeadcountRatio)).unwrap()
}

/// Ten households in two strata, weights of the indicators 1/3, 1/6, 1/6, 1/3, k = 1/2.
fn second(leave_out: &str, strata: bool, clusters: bool) -> Small {
    let rows = [
        ("A", "A1", "10", "U", "1100"),
        ("A", "A1", "20", "R", "0110"),
        ("A", "A2", "15", "U", "0001"),
        ("A", "A2", "25", "R", "1011"),
        ("A", "A3", "12", "U", "0000"),
        ("A", "A3", "18", "R", "1111"),
        ("B", "B1", "30", "R", "0101"),
        ("B", "B1", "22", "U", "0010"),
        ("B", "B2", "16", "R", "1000"),
        ("B", "B2", "32", "U", "0000"),
    ];
    let structure = Structure::flat(["a", "b", "c", "d"]).unwrap();
    let weights = ["1/3", "1/6", "1/6", "1/3"].map(ratio);
    let mut axes = Axes::new().subgroup("group").unwrap();
    if strata {
        axes = axes.stratum("stratum").unwrap();
    }
    axes = if clusters { axes.psu("psu").unwrap() } else { axes.rows_as_psus().unwrap() };
    let mut table = PatternTable::new(&structure, axes).unwrap();
    for (stratum, psu, weight, group, pattern) in rows.into_iter().filter(|row| row.1 != leave_out) {
        let deprived = (0..4).filter(|at| pattern.as_bytes()[*at] == b'1').map(|at| 1 << at).sum();
        let mut levels = vec![group];
        levels.extend(strata.then_some(stratum));
        levels.extend(clusters.then_some(psu));
        table.add_row(&levels, Profile::complete(deprived), weight.parse().unwrap(), &[]).unwrap();
    }
    Small { table, weighting: Weighting::new("v", &structure, &weights).unwrap(), cutoff: ratio("1/2") }
}

#[test]
fn golden_sample_of_ten_households() {
    let sample = Design::sample();
    let all = second("", true, true);
    let estimates = all.tabulate(&sample);
    let check = |measure: Measure, value: f64, error: f64, limits: Option<(f64, f64)>| {
        let estimate = estimates.get(&Key::new(measure)).unwrap();
        close(estimate.value().unwrap(), value);
        let own = estimate.error().unwrap();
        close(own.std_error().unwrap(), error);
        assert_eq!(own.degrees_of_freedom(), Some(3));
        if let Some((lower, upper)) = limits {
            close(own.limits().unwrap().0, lower);
            close(own.limits().unwrap().1, upper);
        }
    };
    let of_h = (0.090_501_541_465_527_87, 0.834_913_667_889_190_6);
    let of_m0 = (0.088_939_320_437_335_38, 0.640_190_228_028_053_6);
    check(Measure::HeadcountRatio, 0.415, 0.149_839_756_072_946_14, Some(of_h));
    check(Measure::AdjustedHeadcountRatio, 0.294_166_666_666_666_7, 0.094_695_293_866_989_8, Some(of_m0));
    check(Measure::Intensity, 0.708_835_341_365_461_8, 0.109_034_406_370_670_44, None);
    let errors = [0.100_879_494_943_224_22, 0.205_866_680_159_757_76, 0.102_243_887_347_850_77, 0.209_048_893_802_383];
    for ((id, value), error) in [("a", 0.345), ("b", 0.39), ("c", 0.425), ("d", 0.44)].into_iter().zip(errors) {
        check(Measure::UncensoredHeadcountRatio(id.into()), value, error, None);
    }
    let own = headcount(&estimates);
    close(own.error().unwrap().design_effect().unwrap(), 0.832_324_467_099_166);
    close(own.effective_sample_size().unwrap(), 10.0 / 0.832_324_467_099_166);

    // The design effect of A, from its definition: the scores of the poor are 1/2, 5/6, 1, 1/2.
    let poor = [(10.0, 0.5), (25.0, 5.0 / 6.0), (18.0, 1.0), (30.0, 0.5)];
    let a = estimates.get(&Key::new(Measure::Intensity)).unwrap();
    let intensity = a.value().unwrap();
    let weighted = |power: i32| poor.iter().map(|(w, c): &(f64, f64)| w * (c - intensity).powi(power)).sum::<f64>();
    assert!(weighted(1).abs() < 1e-14, "these are the poor");
    let simple = weighted(2) * 200.0 / (83.0 * 83.0) / 9.0;
    let error = a.error().unwrap();
    close(error.design_effect().unwrap(), error.std_error().unwrap().powi(2) / simple);

    let h = |small: &Small, design: &Design| small.error(design, Measure::HeadcountRatio);
    let populations = BTreeMap::from([("A".to_owned(), 10), ("B".to_owned(), 8)]);
    close(
        h(&all, &sample.clone().finite_population(FinitePopulation::ByStratum(populations))),
        0.129_307_042_538_293_3,
    );
    close(h(&second("", false, true), &sample), 0.134_055_468_929_842_63);
    close(h(&second("", false, false), &sample), 0.175_058_914_686_202_4);

    let by = |method, centre| Design::sample().replicates(method, centre);
    let jackknife = ReplicateMethod::Jackknife;
    close(h(&all, &by(jackknife, Centre::Mean)), 0.149_922_987_259_412_86);
    close(h(&all, &by(jackknife, Centre::Full)), 0.149_946_275_166_916_9);
    let unstratified = second("", false, true);
    close(h(&unstratified, &by(jackknife, Centre::Mean)), 0.139_825_354_733_970_7);
    close(h(&unstratified, &by(jackknife, Centre::Full)), 0.139_832_067_905_958_48);

    let pairs = second("A3", true, true);
    close(h(&pairs, &sample), 0.179_916_155_912_268_3);
    close(h(&pairs, &by(ReplicateMethod::BalancedRepeated, Centre::Mean)), 0.181_347_389_534_737_67);
    close(h(&pairs, &by(ReplicateMethod::BalancedRepeated, Centre::Full)), 0.181_518_129_487_234_3);
    let half = ReplicateMethod::Fay(ratio("1/2"));
    close(h(&pairs, &by(half, Centre::Mean)), 0.180_272_235_016_255_33);
    close(h(&pairs, &by(half, Centre::Full)), 0.180_314_671_962_857_72);
}

/// Replicate weights that come with the data: a jackknife of the survey without strata, a table for each replicate.
#[test]
fn given_replicates_of_the_designs_oracle() {
    let [(nested, _), _] = weightings();
    let rows = open_survey::rows();
    let units: Vec<&str> = {
        let mut units: Vec<&str> = rows.iter().map(|row| row.psu.as_str()).collect();
        units.sort_unstable();
        units.dedup();
        units
    };
    let year = || Axes::new().period("year").unwrap();
    let factor = ratio("80/79");
    let without = |unit: &str| {
        table(&rows, year(), |row| {
            let scaled = Ratio::of(u128::from(row.weight.billionths()), 1_000_000_000).unwrap().checked_mul(factor);
            let kept = if row.psu == unit { Ratio::ZERO } else { scaled.unwrap() };
            Weight::<Households>::from_ratio(kept, Rounding::HalfEven).unwrap()
        })
    };
    let tables: Vec<_> = units.iter().map(|unit| without(unit)).collect();
    let replicates = ReplicateTables::new(tables, 79.0 / 80.0).unwrap();
    let full = table(&rows, year(), |row| row.weight);
    let request = Tabulation::new(&full).weighting(&nested, [ratio("1/3")]).families(families());
    let estimates = request.run_with_replicates(&replicates).unwrap();
    let records = open_survey::records("designs_open.csv");
    let own: Vec<_> = records.iter().filter(|record| &record[0] == "JK1; no strata").collect();
    let mut errors = Largest::default();
    for record in &own {
        let measure = match &record[1] {
            "H" => Measure::HeadcountRatio,
            "M0" => Measure::AdjustedHeadcountRatio,
            "A" => Measure::Intensity,
            _ => Measure::UncensoredHeadcountRatio(record[2].into()),
        };
        let estimate = estimates.get(&Key::new(measure).period(&record[4])).unwrap();
        let error = estimate.error().unwrap();
        errors.compare(error.std_error().unwrap(), &record[6], 1e-8, || record.iter().collect::<Vec<_>>().join(" "));
        assert_eq!(error.degrees_of_freedom(), Some(79));
    }
    assert_eq!((own.len(), errors.compared), (8, 8));
}

/// Half-samples of the golden sample as given weights: those of two strata with two units each.
#[test]
fn given_half_samples_of_the_golden_sample() {
    let pairs = second("A3", true, true);
    let structure = Structure::flat(["a", "b", "c", "d"]).unwrap();
    let half = |kept: [&str; 2], scale: [u64; 2]| {
        let mut table = PatternTable::<Households>::new(&structure, Axes::new()).unwrap();
        let cell = table.cell(&[]).unwrap();
        for (levels, profile, weight, rows) in pairs.table.iter() {
            let factor = if kept.contains(&levels[2]) { scale[0] } else { scale[1] };
            let weight = TotalWeight::from_billionths(weight.billionths() / 10 * u128::from(factor));
            table.add_sum(cell, profile, weight, rows).unwrap();
        }
        table
    };
    let halves = [["A1", "B1"], ["A2", "B1"], ["A1", "B2"], ["A2", "B2"]];
    let tables = |scale: [u64; 2]| halves.map(|kept| half(kept, scale)).to_vec();
    let whole = half(["A1", "B1"], [10, 10]);
    let h = |replicates: ReplicateTables<Households>| {
        let request = Tabulation::new(&whole).weighting(&pairs.weighting, [pairs.cutoff]).families(families());
        headcount(&request.run_with_replicates(&replicates).unwrap()).error().unwrap().std_error().unwrap()
    };
    let balanced = || ReplicateTables::new(tables([20, 0]), 0.25).unwrap();
    close(h(balanced()), 0.181_347_389_534_737_67);
    close(h(balanced().centre(Centre::Full)), 0.181_518_129_487_234_3);
    close(h(ReplicateTables::new(tables([15, 5]), 1.0).unwrap()), 0.180_272_235_016_255_33);
    // Half of the scale for twice the scale of each.
    let scaled = ReplicateTables::new(tables([15, 5]), 0.5).unwrap().scales(vec![2.0; 4]).unwrap();
    close(h(scaled), 0.180_272_235_016_255_33);

    let code = |result: Result<ReplicateTables<Households>, MeasureError>| result.unwrap_err().to_string();
    assert!(code(ReplicateTables::new(vec![whole.clone()], 1.0)).ends_with("expected at least two replicates"));
    assert!(code(ReplicateTables::new(tables([20, 0]), f64::NAN)).ends_with("expected a finite scale above 0"));
    assert!(
        code(balanced().scales(vec![1.0; 3])).ends_with("expected a finite scale of at least 0 for each replicate")
    );
    let request = Tabulation::new(&pairs.table).weighting(&pairs.weighting, [pairs.cutoff]).families(families());
    let by = request.by([poverty::measure::By::axis("group")]);
    assert_eq!(by.run_with_replicates(&balanced()).unwrap_err().code(), "measure/unknown-axis");
}

/// All the poor of a group have one score: its intensity has no sampling error, exactly.
#[test]
fn a_constant_has_a_standard_error_of_exactly_nought() {
    let small = second("", true, true);
    let request = Tabulation::new(&small.table).weighting(&small.weighting, [small.cutoff]);
    let by = [poverty::measure::By::axis("group")];
    let estimates = request.families(families()).by(by).design(&Design::sample()).run().unwrap();
    let intensity = estimates.get(&Key::new(Measure::Intensity).level("group", "U")).unwrap();
    assert_eq!(intensity.exact().unwrap(), ratio("1/2"));
    assert_eq!(intensity.error().unwrap().std_error().map(f64::to_bits), Some(0.0_f64.to_bits()));
    let headcount = estimates.get(&Key::new(Measure::HeadcountRatio).level("group", "U")).unwrap();
    close(headcount.value().unwrap(), 0.109_890_109_890_109_89);
    close(headcount.error().unwrap().std_error().unwrap(), 0.114_796_687_494_709_16);
    assert_eq!(headcount.error().unwrap().degrees_of_freedom(), Some(3));
}

#[test]
fn lonely_units_of_the_golden_sample() {
    let lonely = second("B2", true, true);
    let h = |rule, small: &Small| small.error(&Design::sample().lonely_psu(rule), Measure::HeadcountRatio);
    close(h(LonelyPsu::Remove, &lonely), 0.058_358_552_056_068_8);
    close(h(LonelyPsu::Certainty, &lonely), 0.058_358_552_056_068_8);
    close(h(LonelyPsu::Average, &lonely), 0.082_531_455_798_148_76);
    close(h(LonelyPsu::Adjust, &lonely), 0.059_306_442_233_375_24);

    // The same households as a domain of the whole design: B2 was sampled, but has nobody in the domain.
    let whole = domain_without_b2();
    let of = |design: &Design| {
        let request = Tabulation::new(&whole.table).weighting(&whole.weighting, [whole.cutoff]);
        let by = [poverty::measure::By::axis("domain")];
        let estimates = request.families(families()).by(by).design(design).run().unwrap();
        let estimate = estimates.get(&Key::new(Measure::HeadcountRatio).level("domain", "in")).unwrap();
        (estimate.value().unwrap(), estimate.error().unwrap().std_error().unwrap())
    };
    for rule in [LonelyPsu::Fail, LonelyPsu::Remove, LonelyPsu::Certainty, LonelyPsu::Average, LonelyPsu::Adjust] {
        let (value, error) = of(&Design::sample().lonely_psu(rule));
        close(value, 0.546_052_631_578_947_3);
        close(error, 0.059_306_442_233_375_24);
    }
    let adjusted = |rule| of(&Design::sample().lonely_psu(rule).adjust_lonely_domains()).1;
    close(adjusted(LonelyPsu::Average), 0.082_531_455_798_148_76);
    close(adjusted(LonelyPsu::Adjust), 0.060_239_418_844_146_04);
}

fn domain_without_b2() -> Small {
    let small = second("", true, true);
    let structure = Structure::flat(["a", "b", "c", "d"]).unwrap();
    let axes = Axes::new().subgroup("domain").unwrap().stratum("stratum").unwrap().psu("psu").unwrap();
    let mut table = PatternTable::new(&structure, axes).unwrap();
    for (levels, profile, weight, rows) in small.table.iter() {
        let domain = if levels[2] == "B2" { "out" } else { "in" };
        let cell = table.cell(&[domain, levels[1], levels[2]]).unwrap();
        table.add_sum(cell, profile, weight, rows).unwrap();
    }
    Small { table, ..small }
}

#[test]
fn a_register_has_no_sampling_error() {
    let estimates = second("", true, true).tabulate(&Design::register());
    let error = headcount(&estimates).error().unwrap();
    assert_eq!(error.std_error().map(f64::to_bits), Some(0.0_f64.to_bits()));
    assert_eq!(error.degrees_of_freedom(), None);
    assert_eq!(error.limits(), Some((0.415, 0.415)));
}

#[test]
fn what_a_design_needs_is_asked_for() {
    let code = |axes: Axes, design: Design| {
        let mut table = PatternTable::<Households>::new(&structure(), axes.clone()).unwrap();
        for unit in ["1", "2", "3"] {
            let levels: Vec<&str> = axes.names().map(|_| unit).collect();
            table.add_row(&levels, Profile::NONE, "1".parse().unwrap(), &[]).unwrap();
        }
        let request = Tabulation::new(&table).weighting(&weightings()[0].0, [ratio("1/3")]);
        request.families(families()).design(&design).run().unwrap_err().code()
    };
    let clusters = || Axes::new().psu("psu").unwrap();
    let population = |count| Design::sample().finite_population(FinitePopulation::InEachStratum(count));
    assert_eq!(code(Axes::new(), Design::sample()), "measure/no-axis");
    assert_eq!(code(clusters(), population(2)), "measure/population-too-small");
    let none = FinitePopulation::ByStratum(BTreeMap::new());
    assert_eq!(code(clusters(), Design::sample().finite_population(none)), "measure/no-population");
    let above = FinitePopulation::FractionByStratum(BTreeMap::from([(String::new(), ratio("3/2"))]));
    assert_eq!(code(clusters(), Design::sample().finite_population(above)), "measure/sampled-fraction");
    let by = |method| Design::sample().replicates(method, Centre::Mean);
    assert_eq!(code(clusters(), by(ReplicateMethod::BalancedRepeated)), "measure/replicates");
    assert_eq!(code(clusters(), by(ReplicateMethod::Fay(Ratio::ONE))), "measure/replicates");
    assert_eq!(code(clusters(), by(ReplicateMethod::RaoWu { replicates: 1, seed: 1 })), "measure/replicates");
    assert_eq!(Design::sample().confidence(Ratio::ONE).unwrap_err().code(), "measure/confidence");
}
