//! What is valid but odd: for each kind of finding a household that has it alone, and its neighbour that does not.

use poverty::household::validate::{Finding, Oddity, Severity};
use poverty::household::{Household, Validate};
use poverty::source::Language;
use poverty::strategies::household::household;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeSet;

const ON: &str = "2024-12-15";

/// A household in which nothing is odd.
fn plain() -> Value {
    json!({
        "id": "H", "place": "24133", "area": "rural", "income_per_person_month": "2000000 VND",
        "dwelling": { "area": 60, "lifespan_years": 20, "rooms": 3, "bedrooms": 2 },
        "services": { "water_source": "piped", "toilet": "septic", "electricity": true },
        "members": [person(40, json!({ "relationship": "head" })), person(38, json!({ "relationship": "spouse" }))]
    })
}

/// A member of an age, and what differs.
fn person(birth: impl Into<Value>, differs: Value) -> Value {
    let mut person = json!({ "birth": birth.into(), "relationship": "other_relative" });
    merge(&mut person, differs);
    person
}

/// The plain household of a head and another member.
fn with_member(birth: impl Into<Value>, differs: Value) -> Value {
    json!({ "members": [person(40, json!({ "relationship": "head" })), person(birth, differs)] })
}

fn merge(under: &mut Value, over: Value) {
    match (under, over) {
        (Value::Object(under), Value::Object(over)) => {
            for (key, value) in over {
                merge(under.entry(key).or_insert(Value::Null), value);
            }
        }
        (under, over) => *under = over,
    }
}

fn findings(differs: &Value) -> Vec<Finding> {
    let mut household = plain();
    merge(&mut household, differs.clone());
    let household: Household = serde_json::from_value(household).unwrap();
    household.findings(ON.parse().unwrap())
}

/// Each kind, the key that it points at, what makes it, and what is just not odd.
fn table() -> Vec<(Oddity, &'static str, Value, Value)> {
    let adult = |differs: Value| with_member(30, differs);
    let head_aged =
        |age: u8| json!({ "members": [person(age, json!({ "relationship": "head" })), person(40, json!({}))] });
    let head = || person(40, json!({ "relationship": "head" }));
    let many = |count: usize| {
        let others = (1..count).map(|_| person(30, json!({})));
        of(&[head()].into_iter().chain(others).collect::<Vec<_>>())
    };
    let second = |age: u8, relationship: &str| of(&[head(), person(age, json!({ "relationship": relationship }))]);
    let spouses = |third: &str| {
        let spouse = |relationship: &str| person(38, json!({ "relationship": relationship }));
        of(&[head(), spouse("spouse"), spouse(third)])
    };
    let no_head = of(&[person(40, json!({})), person(70, json!({}))]);
    vec![
        (Oddity::NoHead, "members", no_head, second(70, "parent")),
        (Oddity::SeveralHeads, "members", second(70, "head"), second(70, "other_relative")),
        (Oddity::SeveralSpouses, "members", spouses("spouse"), spouses("other_relative")),
        (Oddity::NoAdult, "members", json!({ "members": [{ "birth": 14 }] }), json!({ "members": [{ "birth": 15 }] })),
        (Oddity::ManyMembers, "members", many(21), many(20)),
        (Oddity::ObservedLater, "observed_on", json!({ "observed_on": "2024-12-16" }), json!({ "observed_on": ON })),
        (Oddity::NoWeight, "weight", json!({ "weight": 0 }), json!({ "weight": "0.000000001" })),
        (
            Oddity::NoIncome,
            "income_per_person_month",
            json!({ "income_per_person_month": "0 VND" }),
            json!({ "income_per_person_month": "10000 VND" }),
        ),
        (
            Oddity::NegativeIncome,
            "income_per_person_month",
            json!({ "income_per_person_month": "-1 VND" }),
            json!({ "income_per_person_month": "0.5 USD" }),
        ),
        (
            Oddity::IncomeInThousands,
            "income_per_person_month",
            json!({ "income_per_person_month": "9999 VND" }),
            json!({ "income_per_person_month": "9999 USD" }),
        ),
        (
            Oddity::NoPriceYear,
            "income.ppp_year",
            json!({ "income": { "per_person_day": "3 USD" } }),
            json!({ "income": { "per_person_day": "3 USD", "ppp_year": 2021 } }),
        ),
        (
            Oddity::MinorAnswers,
            "food.minor_answers",
            json!({ "food": { "minor_answers": 0 } }),
            json!({ "food": { "minor_answers": "not_applicable" } }),
        ),
        (
            Oddity::LargeDwelling,
            "dwelling.area",
            json!({ "dwelling": { "area": 900 } }),
            json!({ "dwelling": { "area": 500 } }),
        ),
        (
            Oddity::SmallDwelling,
            "dwelling.area",
            json!({ "dwelling": { "area": 3.9 } }),
            json!({ "dwelling": { "area": 4 } }),
        ),
        (
            Oddity::NoLifespan,
            "dwelling.lifespan_years",
            json!({ "dwelling": { "lifespan_years": 0 } }),
            json!({ "dwelling": { "lifespan_years": 1 } }),
        ),
        (
            Oddity::LongLifespan,
            "dwelling.lifespan_years",
            json!({ "dwelling": { "lifespan_years": 151 } }),
            json!({ "dwelling": { "lifespan_years": 150 } }),
        ),
        (
            Oddity::BedroomsBeyondRooms,
            "dwelling.bedrooms",
            json!({ "dwelling": { "bedrooms": 4 } }),
            json!({ "dwelling": { "bedrooms": 3 } }),
        ),
        (
            Oddity::PipedWaterFar,
            "services.water_minutes",
            json!({ "services": { "water_minutes": 30 } }),
            json!({ "services": { "water_minutes": 29 } }),
        ),
        (
            Oddity::WaterFar,
            "services.water_minutes",
            json!({ "services": { "water_source": "surface", "water_minutes": 241 } }),
            json!({ "services": { "water_source": "surface", "water_minutes": 240 } }),
        ),
        (
            Oddity::SharedNoToilet,
            "services.toilet_shared",
            json!({ "services": { "toilet": "none", "toilet_shared": true } }),
            json!({ "services": { "toilet": "none", "toilet_shared": "not_applicable" } }),
        ),
        (
            Oddity::ElectricCooking,
            "services.cooking_fuel",
            json!({ "services": { "cooking_fuel": "electricity", "electricity": false } }),
            json!({ "services": { "cooking_fuel": "wood", "electricity": false } }),
        ),
        (
            Oddity::AppliancesWithoutElectricity,
            "possessions.refrigerator",
            json!({ "services": { "electricity": false }, "possessions": { "refrigerator": true } }),
            json!({ "services": { "electricity": false }, "possessions": { "refrigerator": false, "radio": true } }),
        ),
        (
            Oddity::InternetContradicted,
            "services.internet",
            json!({ "services": { "internet": false }, "members": [{ "birth": 40 }, { "uses_internet": true }] }),
            json!({ "services": { "internet": false }, "members": [{ "birth": 40 }, { "uses_internet": false }] }),
        ),
        (Oddity::BornLater, "members[1].birth", with_member("2024-12-16", json!({})), with_member(ON, json!({}))),
        (Oddity::VeryOld, "members[1].birth", with_member(111, json!({})), with_member(110, json!({}))),
        (Oddity::YoungHead, "members[0].relationship", head_aged(14), head_aged(15)),
        (
            Oddity::YoungSpouse,
            "members[1].relationship",
            with_member(8, json!({ "relationship": "spouse" })),
            with_member(15, json!({ "relationship": "spouse" })),
        ),
        (
            Oddity::CloseGenerations,
            "members[1].relationship",
            with_member(29, json!({ "relationship": "child" })),
            with_member(28, json!({ "relationship": "child" })),
        ),
        (
            Oddity::CloseGenerations,
            "members[1].relationship",
            with_member(51, json!({ "relationship": "parent" })),
            with_member(52, json!({ "relationship": "parent" })),
        ),
        (
            Oddity::CloseGenerations,
            "members[1].relationship",
            with_member(17, json!({ "relationship": "grandchild" })),
            with_member(16, json!({ "relationship": "grandchild" })),
        ),
        (
            Oddity::CloseGenerations,
            "members[1].relationship",
            with_member(63, json!({ "relationship": "grandparent" })),
            with_member(64, json!({ "relationship": "grandparent" })),
        ),
        (
            Oddity::AttendsYoung,
            "members[1].attending",
            with_member(9, json!({ "attending": "university" })),
            with_member(16, json!({ "attending": "university" })),
        ),
        (
            Oddity::AttainedYoung,
            "members[1].attained",
            with_member(8, json!({ "attained": "primary" })),
            with_member(9, json!({ "attained": "primary" })),
        ),
        (
            Oddity::AttendsBelowAttained,
            "members[1].attending",
            adult(json!({ "attending": "primary", "attained": "upper_secondary" })),
            adult(json!({ "attending": "elementary_vocational", "attained": "upper_secondary" })),
        ),
        (
            Oddity::SchoolingBeyondAge,
            "members[1].schooling_years",
            with_member(10, json!({ "schooling_years": 8 })),
            with_member(10, json!({ "schooling_years": 7 })),
        ),
        (
            Oddity::SchoolingBelowAttained,
            "members[1].schooling_years",
            adult(json!({ "schooling_years": 6, "attained": "lower_secondary" })),
            adult(json!({ "schooling_years": 7, "attained": "lower_secondary" })),
        ),
        (
            Oddity::CertificateYoung,
            "members[1].vocational_certificate",
            with_member(13, json!({ "vocational_certificate": "course_of_three_months" })),
            with_member(14, json!({ "vocational_certificate": "course_of_three_months" })),
        ),
        (
            Oddity::SchooledIlliterate,
            "members[1].literate",
            adult(json!({ "literate": false, "attained": "lower_secondary" })),
            adult(json!({ "literate": false, "attained": "primary" })),
        ),
        (
            Oddity::ChildAtWork,
            "members[1].work",
            with_member(12, json!({ "work": "irregular" })),
            with_member(13, json!({ "work": "irregular" })),
        ),
        (
            Oddity::YoungRetired,
            "members[1].work",
            with_member(39, json!({ "work": "retired" })),
            with_member(40, json!({ "work": "retired" })),
        ),
        (
            Oddity::YoungPension,
            "members[1].pension",
            with_member(9, json!({ "pension": "old_age" })),
            with_member(9, json!({ "pension": "survivor" })),
        ),
        (
            Oddity::ContractWithoutWages,
            "members[1].contract",
            adult(json!({ "work": "self_employed", "contract": "written" })),
            adult(json!({ "work": "self_employed", "contract": "none" })),
        ),
        (
            Oddity::WagesWithoutAnswer,
            "members[1].contract",
            adult(json!({ "work": "waged", "contract": "not_applicable" })),
            adult(json!({ "work": "waged", "contract": { "unknown": "refused" } })),
        ),
        (
            Oddity::StudentOfNothing,
            "members[1].attending",
            adult(json!({ "work": "student", "attending": "none" })),
            adult(json!({ "work": "student", "attending": { "unknown": "refused" } })),
        ),
        (
            Oddity::UnemployedAtWork,
            "members[1].unemployed_months",
            adult(json!({ "work": "waged", "unemployed_months": 1 })),
            adult(json!({ "work": "irregular", "unemployed_months": 1 })),
        ),
        (
            Oddity::WorkedBeyondWorkable,
            "members[1].work_year.worked",
            adult(json!({ "work_year": { "worked": 6.5, "workable": 6 } })),
            adult(json!({ "work_year": { "worked": 6, "workable": 6 } })),
        ),
        (
            Oddity::SmallChildUninsured,
            "members[1].health_insurance",
            with_member(5, json!({ "health_insurance": false })),
            with_member(6, json!({ "health_insurance": false })),
        ),
        (
            Oddity::AdultNutrition,
            "members[1].nutrition",
            with_member(20, json!({ "nutrition": "adequate" })),
            with_member(19, json!({ "nutrition": "adequate" })),
        ),
        (
            Oddity::ImplausibleScore,
            "members[1].anthropometry.weight_for_age",
            with_member(4, json!({ "anthropometry": { "weight_for_age": "5.01" } })),
            with_member(4, json!({ "anthropometry": { "weight_for_age": "5", "height_for_age": "-6" } })),
        ),
        (
            Oddity::ImplausibleBodyMass,
            "members[1].anthropometry.bmi",
            adult(json!({ "anthropometry": { "bmi": "9.9" } })),
            adult(json!({ "anthropometry": { "bmi": "60" } })),
        ),
        (
            Oddity::NutritionContradicted,
            "members[1].nutrition",
            with_member(4, json!({ "nutrition": "adequate", "anthropometry": { "height_for_age": "-2.01" } })),
            with_member(4, json!({ "nutrition": "adequate", "anthropometry": { "height_for_age": "-2" } })),
        ),
    ]
}

/// A household of these members.
fn of(members: &[Value]) -> Value {
    json!({ "members": members })
}

#[test]
fn nothing_is_odd_in_a_plain_household() {
    assert_eq!(findings(&json!({})), []);
}

#[test]
fn each_kind_is_found_alone_and_not_in_its_neighbour() {
    for (oddity, path, odd, fine) in table() {
        let found = findings(&odd);
        let list: Vec<_> = found.iter().map(|finding| (finding.oddity(), finding.path())).collect();
        assert_eq!(list, [(oddity, path.to_owned())], "{odd}");
        assert_eq!(findings(&fine), [], "{fine}");
    }
}

#[test]
fn every_kind_is_in_the_table_with_a_code_and_words_of_its_own() {
    let table = table();
    let mut seen = BTreeSet::new();
    for oddity in Oddity::ALL {
        assert!(table.iter().any(|(listed, ..)| listed == oddity), "{} has no case", oddity.code());
        for text in [oddity.code(), oddity.label(Language::English), oddity.label(Language::Vietnamese)] {
            assert!(seen.insert(text), "`{text}` twice");
        }
        let name = oddity.code().strip_prefix("household/").unwrap();
        assert!(name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'), "{name}");
    }
}

#[test]
fn a_birth_more_than_130_years_ago_is_very_old_and_not_later() {
    let found = findings(&with_member("1890-01-01", json!({})));
    assert_eq!(found.iter().map(Finding::oddity).collect::<Vec<_>>(), [Oddity::VeryOld]);
    assert_eq!(found[0].to_string(), "member 2: an age above 110 is rare (1890-01-01)");
}

#[test]
fn a_finding_says_how_much_it_says_and_in_both_languages() {
    let found = findings(&json!({ "dwelling": { "bedrooms": 4 } }));
    assert_eq!(found[0].severity(), Severity::Contradiction);
    assert!(Severity::Contradiction > Severity::Unusual);
    assert_eq!(found[0].observed(), "4 of 3 rooms");
    assert_eq!(found[0].in_words(Language::Vietnamese), "nhà ở: số phòng ngủ nhiều hơn số phòng (4 of 3 rooms)");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever is odd, looking at it fails on nothing, finds the same again, and points into the JSON form.
    #[test]
    fn every_finding_points_at_a_key_that_holds_something(household in household()) {
        let on = ON.parse().unwrap();
        let found = household.findings(on);
        prop_assert_eq!(&found, &household.findings(on));
        let json = serde_json::to_value(&household).unwrap();
        for finding in found {
            let pointer = format!("/{}", finding.path().replace(['.', '['], "/").replace(']', ""));
            let missing = finding.oddity() == Oddity::NoPriceYear;
            prop_assert!(missing || json.pointer(&pointer).is_some(), "{} is not in {json}", finding.path());
        }
    }
}
