//! Explanations: every indicator of every standard says what was observed, the threshold and the source, in English; the Vietnamese
//! standards in Vietnamese too.

use super::boundaries::{day, household, standard};
use poverty::household::Household;
use poverty::source::Language;
use poverty::standard::{Deprivation, Standard, Standards};
use serde_json::json;

/// The town, the village, and a household of which nothing is known.
fn households() -> Vec<Household> {
    let text = std::fs::read_to_string("examples/data/two_households.jsonl").unwrap();
    let mut households: Vec<Household> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let nothing = json!({ "id": "nothing", "place": "1", "area": "rural", "members": [{}] });
    households.push(household(&nothing, &[]));
    households
}

/// Every parameter given, so that nothing is refused.
fn usable(standard: &Standard) -> Standard {
    match standard.id() {
        "eu-arope-2021" => {
            let median: poverty::quantity::Money = "24000 EUR".parse().unwrap();
            standard.with_parameter("national_median", median).unwrap()
        }
        "global-mpi-2018-destitution" => standard.with_parameter("attendance_reading", "every_child").unwrap(),
        "co-ipm" => standard.with_parameter("pensioners_alone", "deprived").unwrap(),
        _ => standard.clone(),
    }
}

#[test]
fn every_indicator_is_explained() {
    for standard in Standards::embedded().iter().map(usable) {
        for household in households() {
            let Ok(units) = standard.assess_units(&household, day("2022-08-31")) else {
                assert_eq!(standard.id(), "vn-decree-351-2025");
                continue;
            };
            for unit in units {
                let explanation = unit.explain(Language::English);
                assert_eq!(explanation.reasons().len(), standard.weights().len());
                for reason in explanation.reasons() {
                    let told = format!("{} {}: {reason:?}", standard.id(), household.id());
                    assert!(!reason.observation().is_empty() && !reason.threshold().is_empty(), "{told}");
                    assert!(!reason.source().is_empty() && !reason.indicator().is_empty(), "{told}");
                }
                let text = explanation.to_string();
                assert!(text.lines().count() > standard.weights().len(), "{text}");
                if unit.class().is_some() {
                    assert!(!explanation.class().source().is_empty(), "{}: {text}", standard.id());
                }
            }
        }
    }
}

/// Letters that Vietnamese has and English has not.
fn is_vietnamese(text: &str) -> bool {
    !text.is_ascii()
}

#[test]
fn the_vietnamese_standards_explain_in_vietnamese() {
    for standard in Standards::embedded().iter().filter(|standard| standard.jurisdiction() == "VN") {
        for household in households() {
            let Ok(assessment) = standard.assess(&household, day("2024-12-31")) else { continue };
            let explanation = assessment.explain(Language::Vietnamese);
            for reason in explanation.reasons() {
                let told = format!("{}: {reason:?}", standard.id());
                assert!(is_vietnamese(reason.observation()) && is_vietnamese(reason.threshold()), "{told}");
                assert!(is_vietnamese(reason.source()), "{told}");
            }
            assert!(is_vietnamese(explanation.class().observation()));
        }
    }
}

#[test]
fn what_the_law_leaves_open_is_said_so() {
    let home = households().remove(0);
    let decree = standard("vn-decree-351-2025");
    let assessment = decree.assess(&home, day("2027-12-31")).unwrap();
    let explanation = assessment.explain(Language::English);
    let toilet = explanation.reasons().iter().find(|reason| reason.indicator() == "hygienic toilet").unwrap();
    assert_eq!(toilet.deprivation(), Deprivation::Missing);
    assert_eq!(toilet.observation(), "the cutoff of the law is not known");
    assert!(toilet.source().ends_with("[unknown]"), "{}", toilet.source());
}

#[test]
fn scores_and_dimensions_are_told_as_such() {
    let village = households().remove(1);
    let told = |id: &str| {
        let standard = usable(&standard(id));
        let units = standard.assess_units(&village, day("2022-08-31")).unwrap();
        let class = units[0].explain(Language::English).class().clone();
        (class.observation().to_owned(), class.threshold().to_owned())
    };
    assert_eq!(told("global-mpi-2018"), ("deprivation score 11/18".to_owned(), "score 1/2 or more".to_owned()));
    assert_eq!(
        told("eu-arope-2021"),
        (
            "income 9,000 EUR / 2.1 persons a year; 3 of 3 dimensions deprived".to_owned(),
            "at-risk-of-poverty line 14,400 EUR; 1 deprived dimension or more".to_owned()
        )
    );
}
