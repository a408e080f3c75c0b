//! Two laws side by side: the exhaustive difference against a plain enumeration of the law as written here, and single households.

use super::boundaries::{day, household, standard, town};
use poverty::place::Area;
use poverty::quantity::Money;
use poverty::source::Language;
use poverty::standard::{Difference, Profile};
use serde_json::json;
use std::collections::BTreeMap;

/// Class by Decision 59/2015, in words of the law: thousands of dong, number of deprivations.
fn by_decision(rural: bool, income: i64, deprivations: u32) -> &'static str {
    let (poverty, minimum, average) = if rural { (700, 1_000, 1_500) } else { (900, 1_300, 1_950) };
    match income {
        _ if income <= poverty => "poor",
        _ if income <= minimum && deprivations >= 3 => "poor",
        _ if income <= minimum => "near_poor",
        _ if income <= average => "average",
        _ => "other",
    }
}

/// Class by Decree 07/2021.
fn by_decree(rural: bool, income: i64, deprivations: u32) -> &'static str {
    let (line, average) = if rural { (1_500, 2_250) } else { (2_000, 3_000) };
    match income {
        _ if income <= line && deprivations >= 3 => "poor",
        _ if income <= line => "near_poor",
        _ if income <= average => "average",
        _ => "other",
    }
}

fn difference() -> Difference<'static> {
    let standards = poverty::standard::Standards::embedded();
    let (old, new) = (standards.get("vn-decision-59-2015").unwrap(), standards.get("vn-decree-07-2021").unwrap());
    old.difference(new, day("2021-12-31")).unwrap()
}

/// Kinds of households by rural, income in thousands of dong, class by the one law and by the other.
type Counts = BTreeMap<(bool, i64, &'static str, &'static str), u64>;

/// Both laws test health insurance, housing quality and area, water and toilet by the same rule; whoever has neither internet nor
/// telephone (old) has no internet (new). The other 4 old and 6 new indicators are free of each other.
fn plain_enumeration() -> (u64, Counts) {
    // An income of each band, in thousands of dong.
    let incomes =
        [(true, vec![700, 1_000, 1_500, 2_250, 2_251]), (false, vec![900, 1_300, 1_950, 2_000, 3_000, 3_001])];
    let mut kinds = 0;
    let mut changes = Counts::new();
    for shared in 0..1_u32 << 5 {
        for (old_telecom, new_telecom) in [(0, 0), (0, 1), (1, 1)] {
            for old in 0..1_u32 << 4 {
                for new in 0..1_u32 << 6 {
                    let old_count = shared.count_ones() + old_telecom + old.count_ones();
                    let new_count = shared.count_ones() + new_telecom + new.count_ones();
                    for (rural, incomes) in &incomes {
                        for income in incomes {
                            kinds += 1;
                            let (first, second) =
                                (by_decision(*rural, *income, old_count), by_decree(*rural, *income, new_count));
                            if first != second {
                                *changes.entry((*rural, *income, first, second)).or_insert(0) += 1;
                            }
                        }
                    }
                }
            }
        }
    }
    (kinds, changes)
}

#[test]
fn the_difference_of_the_two_laws_is_that_of_a_plain_enumeration() {
    let difference = difference();
    let (kinds, expected) = plain_enumeration();
    assert_eq!(difference.kinds(), kinds);
    assert_eq!(kinds, 11 * 32 * 3 * 16 * 64);
    let thousands = |money: Money| i64::try_from(money.amount().mantissa() / 1_000).unwrap();
    let found: Counts = difference
        .changes()
        .iter()
        .map(|change| {
            let rural = change.area() == Area::Rural;
            // The highest income of the band, or one dong above the highest line.
            let income = change.band().to().map_or_else(|| thousands(change.band().from().unwrap()) + 1, thousands);
            ((rural, income, change.first().id(), change.second().id()), change.kinds())
        })
        .collect();
    assert_eq!(found, expected);
    assert_eq!(difference.changed_kinds(), expected.values().sum::<u64>());
}

#[test]
fn the_example_of_a_change_is_one_and_the_smallest() {
    let difference = difference();
    for change in difference.changes() {
        let example = change.example();
        let class = |standard: &'static poverty::standard::Standard, profile: Profile, exceeded: usize| {
            standard.classify(profile, Some(exceeded)).class().unwrap().id()
        };
        let (old, new) = (standard_of("vn-decision-59-2015"), standard_of("vn-decree-07-2021"));
        assert_eq!(class(old, example.first(), change.band().first_exceeded()), change.first().id());
        assert_eq!(class(new, example.second(), change.band().second_exceeded()), change.second().id());
        let size = example.first().deprivations() + example.second().deprivations();
        // Three deprivations make poor what is not; fewer never do.
        let needed = if change.second().id() == "poor" { 3 } else { 0 };
        assert!(size == needed || change.first().id() == "poor", "{change:?}");
    }
}

fn standard_of(id: &str) -> &'static poverty::standard::Standard {
    poverty::standard::Standards::embedded().get(id).unwrap()
}

#[test]
fn a_register_is_counted_by_change() {
    let difference = difference();
    let income = |amount: &str| household(&town(), &[("income_per_person_month", json!(format!("{amount} VND")))]);
    // The town lacks nothing: urban incomes decide.
    let register = [income("900000"), income("1300000"), income("2000000"), income("2500000"), income("9000000")];
    let changes = difference.count(&register).unwrap();
    assert_eq!(changes.unchanged(), 2, "1,300,000 is near-poor by both, 9,000,000 above both");
    assert_eq!(changes.undetermined(), 0);
    let counted: Vec<(&str, &str, u64)> = difference
        .changes()
        .iter()
        .zip(changes.counts())
        .filter(|(_, count)| **count > 0)
        .map(|(change, count)| (change.first().id(), change.second().id(), *count))
        .collect();
    assert_eq!(counted, [("poor", "near_poor", 1), ("other", "near_poor", 1), ("other", "average", 1)]);
    let unknown = household(&town(), &[("income_per_person_month", json!({ "unknown": "refused" }))]);
    assert_eq!(difference.count([&unknown]).unwrap().undetermined(), 1);
}

#[test]
fn one_household_and_the_thresholds_that_did_it() {
    let (old, new) = (standard("vn-decision-59-2015"), standard("vn-decree-07-2021"));
    let home = household(
        &town(),
        &[
            ("area", json!("rural")),
            ("income_per_person_month", json!("1200000 VND")),
            ("services/toilet", json!("open_pit")),
            ("dwelling/area", json!(20)),
            ("services/internet", json!(false)),
        ],
    );
    let comparison = old.compare(&new, &home, day("2021-12-31")).unwrap();
    assert_eq!(comparison.is_changed(), Some(true));
    assert_eq!(comparison.indicators_that_differ().len(), 1, "the telephone counts by the old law");
    assert_eq!(
        comparison.describe(Language::English),
        "multidimensional poverty standard 2016-2020 (Decision 59/2015/QĐ-TTg): average living standard (1,200,000 VND is above \
         `minimum`, 1,000,000 VND; 1,200,000 VND is under `average`, 1,500,000 VND)\n\
         multidimensional poverty standard 2022-2025 (Decree 07/2021/NĐ-CP): poor (1,200,000 VND is under `income`, 1,500,000 \
         VND; 3 deprivations, at least 3)\n  telecom: not deprived -> deprived\n"
    );
    let vietnamese = comparison.describe(Language::Vietnamese);
    assert!(
        vietnamese
            .contains("hộ nghèo (1,200,000 VND không quá `income`, 1,500,000 VND; 3 chỉ số thiếu hụt, từ 3 trở lên)")
    );
}

#[test]
fn a_threshold_decides_only_if_the_class_beyond_it_is_another() {
    let old = standard("vn-decision-59-2015");
    let thresholds = |income: &str, water: &str| {
        let changes = [
            ("income_per_person_month", json!(format!("{income} VND"))),
            ("services/water_source", json!(water)),
            ("services/toilet", json!("none")),
            ("dwelling/area", json!(10)),
        ];
        let home = household(&town(), &changes);
        let assessment = old.assess(&home, day("2018-12-31")).unwrap();
        let described = assessment.thresholds().iter().map(|it| it.describe(Language::English)).collect::<Vec<_>>();
        (assessment.class().unwrap().id(), described)
    };
    // With three deprivations the poverty line decides nothing: above it the household is poor as well.
    let (class, of_three) = thresholds("900000", "surface");
    assert_eq!((class, of_three.join("; ").as_str()), ("poor", "900,000 VND is under `minimum`, 1,300,000 VND"));
    let (class, of_two) = thresholds("900000", "piped");
    assert_eq!((class, of_two.join("; ").as_str()), ("poor", "900,000 VND is under `poverty`, 900,000 VND"));
}

#[test]
fn what_can_not_be_compared_is_refused() {
    let decree = standard("vn-decree-07-2021");
    let refused = |other: &str| decree.difference(&standard(other), day("2022-08-31")).map(|_| ()).unwrap_err().code();
    assert_eq!(refused("mx-coneval-2018"), "standard/measures-differ");
    assert_eq!(refused("co-ipm"), "standard/too-many-kinds", "26 indicators that do not go together");
    // A standard without lines can stand beside one that has lines.
    let housing = standard("vn-three-hard-housing");
    assert!(decree.difference(&housing, day("2024-12-31")).unwrap().changed_kinds() > 0);
}
