//! The survey scoring: thresholds by area and period, and where the income test and the score test disagree.

use super::boundaries::{day, household, standard, town};
use poverty::place::Area::{self, Rural, Urban};
use poverty::standard::{Agreement, Standard};
use serde_json::json;

fn possible(standard: &Standard, b1: Option<u16>, b2: Option<u16>, area: Area, on: &str) -> Vec<String> {
    let assessment = standard.assess_points(b1, b2, area, day(on)).unwrap();
    assessment.verdict().possible_classes().map(|class| class.id().to_owned()).collect()
}

#[test]
fn thresholds_of_2018_to_2021() {
    let decision = standard("vn-decision-59-2015");
    let class = |b1: u16, b2: u16, area: Area| possible(&decision, Some(b1), Some(b2), area, "2019-12-31").join(" ");
    for (area, lower, upper) in [(Rural, 120, 150), (Urban, 140, 175)] {
        assert_eq!(class(lower, 0, area), "poor", "by income");
        assert_eq!(class(lower + 1, 30, area), "poor", "by deprivation");
        assert_eq!(class(lower + 1, 20, area), "near_poor");
        assert_eq!(class(upper, 30, area), "poor");
        assert_eq!(class(upper, 20, area), "near_poor");
        // Above the upper threshold points don't tell who is of average living standard.
        assert_eq!(class(upper + 1, 100, area), "average other");
    }
}

#[test]
fn thresholds_of_2022_to_2025() {
    let decree = standard("vn-decree-07-2021");
    let class = |b1: u16, b2: u16, area: Area| possible(&decree, Some(b1), Some(b2), area, "2022-01-01").join(" ");
    for (area, line) in [(Rural, 140), (Urban, 175)] {
        assert_eq!(class(line, 30, area), "poor");
        assert_eq!(class(0, 20, area), "near_poor");
        assert_eq!(class(line + 1, 120, area), "average other");
    }
    // The same points mean another income by the other form: 140 rural points are above the upper line of none and under the only.
    assert_eq!(possible(&standard("vn-decision-59-2015"), Some(140), Some(20), Rural, "2021-12-31"), ["near_poor"]);
}

#[test]
fn what_is_not_known_leaves_classes_possible() {
    let decree = standard("vn-decree-07-2021");
    assert_eq!(possible(&decree, None, Some(30), Rural, "2024-12-31"), ["poor", "average", "other"]);
    assert_eq!(possible(&decree, Some(100), None, Rural, "2024-12-31"), ["poor", "near_poor"]);
}

#[test]
fn points_that_can_not_be_and_days_without_a_form_are_refused() {
    let decree = standard("vn-decree-07-2021");
    let points = decree.assess_points(Some(100), Some(35), Rural, day("2024-12-31")).unwrap_err();
    assert_eq!(points.code(), "standard/points");
    assert_eq!(
        points.to_string(),
        "35 points of deprivation can't be, expected a multiple of 10 for at most 12 indicators"
    );
    assert!(decree.assess_points(Some(100), Some(130), Rural, day("2024-12-31")).is_err());
    let on = decree.assess_points(Some(100), Some(30), Rural, day("2017-12-31")).unwrap_err();
    assert_eq!(on.code(), "standard/no-scoring");
    assert_eq!(
        on.to_string(),
        "`vn-decree-07-2021` has no scoring on 2017-12-31, expected a day in one of: 2022-01-01/2026-01-01"
    );
}

#[test]
fn two_methods_of_one_standard_agree_or_say_that_they_don_t() {
    let decree = standard("vn-decree-07-2021");
    let with = |income: &str, b1: u16, b2: u16| {
        household(
            &town(),
            &[
                ("income_per_person_month", json!(format!("{income} VND"))),
                ("services/toilet", json!("none")),
                ("dwelling/area", json!(10)),
                ("services/water_source", json!("surface")),
                ("review_points", json!({ "b1": b1, "b2": b2 })),
            ],
        )
    };
    let on = day("2024-12-31");
    let agreed = with("2000000", 175, 30);
    let methods = decree.assess_both(&agreed, on).unwrap();
    assert!(matches!(methods.agreement(), Agreement::Same(class) if class.id() == "poor"));
    assert_eq!(decree.deprivation_points(methods.by_income()).unwrap().known(), Some(30));
    let by_points_only = with("2000001", 175, 30);
    let methods = decree.assess_both(&by_points_only, on).unwrap();
    let Agreement::Differ { income, score } = methods.agreement() else { panic!("{:?}", methods.agreement()) };
    assert_eq!((income.class().unwrap().id(), score.class().unwrap().id()), ("average", "poor"));
    // Above the threshold the points leave open what the income tells.
    let above = with("2500000", 176, 30);
    assert_eq!(decree.assess_both(&above, on).unwrap().agreement(), Agreement::Open);
    let unscored = household(&town(), &[]);
    assert_eq!(decree.assess_both(&unscored, on).unwrap().agreement(), Agreement::Open);
}
