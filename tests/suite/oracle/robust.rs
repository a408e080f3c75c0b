//! Ranks, redundancy and removal on the reference survey; R's `cor` and a plain program of the definitions.

use super::open_survey::{self, full_axes, ratio, ratios, structure, table, weightings};
use poverty::measure::robust::{Association, Associations, Dominance, Rankings, Redistribution, Removal};
use poverty::measure::{
    AlkireFoster, Axes, By, Family, Group, MissingPolicy, PatternTable, Profile, Structure, Weighting,
};
use poverty::quantity::{Households, Ratio};
use std::collections::BTreeMap;

fn at_cutoffs(cutoffs: &[&str]) -> Vec<AlkireFoster> {
    ratios(cutoffs).into_iter().map(|cutoff| weightings()[0].0.clone().cutoff(cutoff).unwrap()).collect()
}

#[test]
#[expect(clippy::print_stdout, reason = "the largest differences are what a reader wants to see")]
fn every_row_of_the_rank_oracle() {
    let table = table(&open_survey::rows(), full_axes(), |row| row.weight);
    let cutoffs = ["1/12", "2/12", "3/12", "4/12", "6/12"];
    let family = Family::AdjustedHeadcountRatio;
    let rankings = Rankings::of(&table, family, &By::axis("region"), "2021", &at_cutoffs(&cutoffs)).unwrap();
    assert_eq!(rankings.groups().len(), 5);
    let place = |cutoff: &str| cutoffs.iter().position(|own| *own == cutoff).unwrap();
    let records = open_survey::records("rank_robustness_open.csv");
    let mut largest = open_survey::Largest::default();
    for record in &records {
        let agreement = rankings.agreement(place(&record[0]), place(&record[1])).unwrap();
        let what = || format!("{} {}", &record[0], &record[1]);
        largest.compare(agreement.kendall_tau_b().unwrap(), &record[2], 1e-12, what);
        largest.compare(agreement.spearman().unwrap(), &record[3], 1e-12, what);
    }
    println!("rank_robustness_open.csv: {largest}");
    assert_eq!(records.len(), 10);
}

#[test]
#[expect(clippy::print_stdout, reason = "the largest differences are what a reader wants to see")]
fn every_row_of_the_redundancy_oracle() {
    let table = table(&open_survey::rows(), full_axes(), |row| row.weight);
    let group = Group::whole().and("year", "2021");
    let raw = Associations::of(&table, &group, MissingPolicy::Drop).unwrap();
    let records = open_survey::records("redundancy_open.csv");
    let mut largest = open_survey::Largest::default();
    for record in &records {
        let association = raw.between(&record[1], &record[2]).unwrap();
        let ours = match &record[0] {
            "cramers_v" => association.cramers_v().unwrap(),
            "r0" => association.redundancy().unwrap().to_f64(),
            other => unreachable!("{other}"),
        };
        largest.compare(ours, &record[3], 1e-12, || record.iter().collect::<Vec<_>>().join(" "));
    }
    println!("redundancy_open.csv: {largest}");
    assert_eq!((records.len(), raw.pairs().count()), (132, 66));
    assert_eq!(raw.between("water", "taps").unwrap_err().code(), "measure/unknown-indicator");
    let nobody = Associations::of(&table, &Group::whole().and("year", "1999"), MissingPolicy::Drop).unwrap_err();
    assert_eq!(nobody.code(), "measure/empty-group");
}

/// Among the poor only, the associations are those of the censored patterns; at the union they are those of all.
#[test]
fn censored_associations() {
    let table = table(&open_survey::rows(), full_axes(), |row| row.weight);
    let group = Group::whole().and("year", "2021");
    let raw = Associations::of(&table, &group, MissingPolicy::Drop).unwrap();
    let of = |cutoff: &str| Associations::censored(&table, &group, &at_cutoffs(&[cutoff])[0]).unwrap();
    let pairs = |associations: &Associations| associations.pairs().map(|(_, _, own)| own).collect::<Vec<_>>();
    assert_eq!(pairs(&of("1/12")), pairs(&raw));
    let mut expected = BTreeMap::new();
    for row in open_survey::rows().iter().filter(|row| row.year == "2021" && row.profile.is_complete()) {
        let censored = if row.profile.deprived().count_ones() >= 4 { row.profile.deprived() } else { 0 };
        *expected.entry((censored & 1, censored >> 8 & 1)).or_insert(0_u128) += u128::from(row.weight.billionths());
    }
    let by_hand = Association::new(expected[&(1, 1)], expected[&(1, 0)], expected[&(0, 1)], expected[&(0, 0)]);
    assert_eq!(of("1/3").between("employment", "water").unwrap(), by_hand);
}

#[test]
fn associations_at_the_edges() {
    let golden = Association::new(30, 10, 15, 45);
    assert!((golden.phi().unwrap() - 0.492_365_963_917_330_9).abs() < 1e-15);
    assert_eq!(golden.redundancy(), Some(ratio("3/4")));
    // Billionths of weights whose products exceed 127 bits.
    let huge = Association::new(30 << 90, 10 << 90, 15 << 90, 45 << 90);
    assert!((huge.phi().unwrap() - 0.492_365_963_917_330_9).abs() < 1e-14);
    assert_eq!(Association::new(5, 0, 5, 0).phi(), None, "everybody lacks the second");
    assert_eq!(Association::new(0, 0, 5, 5).redundancy(), None, "nobody lacks the first");
    assert_eq!(Association::new(0, 5, 5, 0).phi(), Some(-1.0));
    assert_eq!(Association::new(5, 0, 3, 2).redundancy(), Some(Ratio::ONE));
}

/// Every cutoff in a range is one of those that are looked at, or gives the same numbers as the next of them.
#[test]
fn dominance_over_all_cutoffs_and_weightings() {
    let table = table(&open_survey::rows(), full_axes(), |row| row.weight);
    let [(nested, _), (priority, _)] = weightings();
    let by = By::axis("region");
    let union = |weighting: &Weighting| weighting.clone().union().unwrap();
    let range = || ratio("1/12")..=ratio("2/3");
    let cutoffs = Rankings::cutoffs_between(&table, &union(&nested), range()).unwrap();
    assert_eq!(cutoffs.len(), 8, "twelfths");
    let h = Rankings::of(&table, Family::HeadcountRatio, &by, "2024", &cutoffs).unwrap();
    let m0 = Rankings::of(&table, Family::AdjustedHeadcountRatio, &by, "2024", &cutoffs).unwrap();
    // A cutoff between two of them gives the numbers of the upper one.
    let between = Rankings::of(&table, Family::HeadcountRatio, &by, "2024", &at_cutoffs(&["7/24"])).unwrap();
    assert_eq!(between.values(0).unwrap(), h.values(3).unwrap());
    assert_eq!(h.alternatives()[3].to_string(), "nested at 1/3");

    let mut seen = BTreeMap::new();
    for a in 0..5 {
        for b in 0..5 {
            let of_h = h.dominance(a, b).unwrap();
            *seen.entry(format!("{of_h:?}")).or_insert(0) += 1;
            let mirrored = match of_h {
                Dominance::LessPoor => Dominance::Poorer,
                Dominance::Poorer => Dominance::LessPoor,
                same @ (Dominance::Equal | Dominance::Crosses) => same,
            };
            assert_eq!(h.dominance(b, a).unwrap(), mirrored);
        }
    }
    assert_eq!(seen["Equal"], 5, "each with itself");
    assert!(seen.contains_key("LessPoor"), "{seen:?}");

    let mut both = cutoffs.clone();
    both.extend(Rankings::cutoffs_between(&table, &union(&priority), range()).unwrap());
    let over_weights = Rankings::of(&table, Family::AdjustedHeadcountRatio, &by, "2024", &both).unwrap();
    let (few, many) = (m0.survival(), over_weights.survival());
    assert_eq!((few.pairs(), few.ordered()), (10, 10));
    assert!(many.kept() <= few.kept() && many.kept() > 0, "{few:?} {many:?}");
    assert_eq!(many.share(), Some(Ratio::new(many.kept().into(), 10).unwrap()));
}

/// If one group dominates in H over all cutoffs, it does so in M0.
#[test]
fn dominance_in_headcounts_implies_that_in_adjusted_headcounts() {
    let structure = Structure::flat((0..6).map(|number| number.to_string())).unwrap();
    let union = Weighting::nested(&structure).unwrap().union().unwrap();
    let mut table = PatternTable::<Households>::new(&structure, Axes::new().subgroup("group").unwrap()).unwrap();
    let mut random = 17_u64;
    for row in 0..400 {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let (group, lacks) = (row % 20, random >> 33 & random >> 40 & 63);
        table.add_row(&[&group.to_string()], Profile::complete(lacks), "1".parse().unwrap(), &[]).unwrap();
    }
    let cutoffs = Rankings::cutoffs_between(&table, &union, ratio("1/6")..=Ratio::ONE).unwrap();
    let of = |family| Rankings::of(&table, family, &By::axis("group"), "", &cutoffs).unwrap();
    let (h, m0) = (of(Family::HeadcountRatio), of(Family::AdjustedHeadcountRatio));
    let mut dominated = 0;
    for (a, b) in (0..20).flat_map(|a| (0..20).map(move |b| (a, b))) {
        if h.dominance(a, b).unwrap() == Dominance::LessPoor {
            assert_eq!(m0.dominance(a, b).unwrap(), Dominance::LessPoor);
            dominated += 1;
        }
    }
    assert!(dominated > 20, "{dominated}");
}

#[test]
fn leaving_out_each_indicator() {
    let rows = open_survey::rows();
    let table = table(&rows, full_axes(), |row| row.weight);
    let poverty = &at_cutoffs(&["1/3"])[0];
    for redistribution in [Redistribution::WithinDimension, Redistribution::OverAll] {
        let removals = Removal::of_each(&table, poverty, &By::axis("region"), "2021", redistribution).unwrap();
        assert_eq!(removals.len(), 12);
        for (bit, removal) in removals.iter().enumerate() {
            // The definition, from the rows.
            let weights = |at: usize| match redistribution {
                Redistribution::WithinDimension if at == bit ^ 1 => ratio("1/6"),
                Redistribution::WithinDimension => ratio("1/12"),
                Redistribution::OverAll => ratio("1/11"),
            };
            let (mut all, mut poor) = (0_i128, 0_i128);
            for row in rows.iter().filter(|row| row.year == "2021" && row.profile.missing() & !(1 << bit) == 0) {
                let lacks = (0..12).filter(|at| *at != bit && row.profile.deprived() >> at & 1 == 1);
                all += i128::from(row.weight.billionths());
                if Ratio::sum(lacks.map(weights)).unwrap() >= ratio("1/3") {
                    poor += i128::from(row.weight.billionths());
                }
            }
            let id = structure().indicators()[bit].clone();
            assert_eq!((removal.indicator(), removal.headcount_ratio()), (id.as_str(), Ratio::new(poor, all).unwrap()));
            assert!(removal.agreement().unwrap().kendall_tau_b().unwrap() >= 0.6, "{id}");
            assert!(removal.survival().kept() >= 8, "{id}");
            assert_eq!(removal.poverty().poverty_cutoff(), ratio("1/3"));
            assert!(removal.adjusted_headcount_ratio() < removal.headcount_ratio());
        }
    }
}

#[test]
fn what_can_not_be_ranked_is_refused() {
    let table = table(&open_survey::rows(), full_axes(), |row| row.weight);
    let by = By::axis("region");
    let code = |family, period, cutoffs: &[&str]| {
        Rankings::of(&table, family, &by, period, &at_cutoffs(cutoffs)).unwrap_err().code()
    };
    assert_eq!(code(Family::HeadcountRatio, "2021", &[]), "measure/nothing-asked");
    assert_eq!(code(Family::HeadcountRatio, "1999", &["1/3"]), "measure/nothing-asked");
    assert_eq!(code(Family::CensoredHeadcountRatios, "2021", &["1/3"]), "measure/nothing-asked");
    assert_eq!(code(Family::UncensoredHeadcountRatios, "2021", &["1/3"]), "measure/nothing-asked");
    assert_eq!(code(Family::Intensity, "2021", &["1"]), "measure/undefined");
    let rankings = Rankings::of(&table, Family::HeadcountRatio, &by, "2021", &at_cutoffs(&["1/3"])).unwrap();
    assert_eq!(
        rankings.dominance(0, 5).unwrap_err().to_string(),
        "there is no group at position 5, expected one below 5"
    );
    assert_eq!(rankings.agreement(0, 1).unwrap_err().code(), "measure/unknown-position");
    let short = [(at_cutoffs(&["1/3"])[0].clone(), vec![Ratio::ONE])];
    assert_eq!(Rankings::from_values(vec![], short).unwrap_err().code(), "measure/different");
    assert_eq!(Rankings::from_values(vec![], []).unwrap_err().code(), "measure/nothing-asked");
    let only = Weighting::nested(&Structure::flat(["water"]).unwrap()).unwrap();
    assert_eq!(only.without("water", Redistribution::OverAll).unwrap_err().code(), "measure/no-indicators");
    let alone = Structure::new([("a", vec!["x"]), ("b", vec!["y", "z"])]).unwrap();
    let rest = Weighting::nested(&alone).unwrap().without("x", Redistribution::WithinDimension).unwrap();
    assert_eq!((rest.weight("y").unwrap(), rest.structure().dimensions().len()), (ratio("1/2"), 1));
}
