//! Mexico: CONEVAL, guidelines of 2018.

use super::{Case, D, M, N, check, check_of, class_after, day, household, standard, town, unknown};
use serde_json::{Value, json};

/// In the month whose lines are known; the year of birth is 2022 less the age.
const ON: &str = "2022-08-31";

fn case(member: usize, indicator: &str, cases: &[Case<'_>]) {
    check_of(&standard("mx-coneval-2018"), &town(), ON, member, indicator, cases);
}

#[test]
fn educational_lag() {
    let person = |age: u8, attending: &str, attained: &str| {
        [
            ("members/0/birth", json!(age)),
            ("members/0/attending", json!(attending)),
            ("members/0/attained", json!(attained)),
        ]
    };
    case(
        0,
        "educational_lag",
        &[
            (&person(2, "none", "none"), N),
            (&person(3, "none", "none"), D),
            (&person(3, "preschool", "none"), N),
            (&person(21, "none", "lower_secondary"), D),
            (&person(21, "college", "lower_secondary"), N),
            (&person(21, "none", "upper_secondary"), N),
            // From 22 on attending does not help; up to those born in 1998 (24) upper secondary school is compulsory.
            (&person(22, "upper_secondary", "lower_secondary"), D),
            (&person(24, "none", "lower_secondary"), D),
            (&person(25, "none", "lower_secondary"), N),
            (&person(25, "none", "primary"), D),
            (&person(40, "none", "primary"), D),
            (&person(40, "none", "lower_secondary"), N),
            // Born before 1982 primary school is enough.
            (&person(41, "none", "primary"), N),
            (&person(41, "none", "preschool"), D),
            (&[("members/0/attained", unknown())], M),
        ],
    );
    // The year of birth is that of the survey less the age, even if the date of birth says otherwise: 24 on the day.
    let born = |date: &str| [("members/0/birth", json!(date)), ("members/0/attained", json!("lower_secondary"))];
    case(0, "educational_lag", &[(&born("1997-10-01"), D), (&born("1997-08-01"), N)]);
}

#[test]
fn health_services() {
    let alone = |member: usize| -> [(String, Value); 2] {
        [
            (format!("members/{member}/health_affiliation"), json!("none")),
            ("members/0/health_affiliation".to_owned(), json!("none")),
        ]
    };
    let uninsured = alone(1);
    let uninsured: Vec<(&str, Value)> = uninsured.iter().map(|(path, value)| (path.as_str(), value.clone())).collect();
    case(0, "health_services", &[(&uninsured, D), (&[("members/0/health_affiliation", json!("public_programme"))], N)]);
    // The work of the head covers the spouse and the child, as long as it is under 16 or studies up to 25.
    let child = |age: u8, attending: &str| [("members/2/birth", json!(age)), ("members/2/attending", json!(attending))];
    case(1, "health_services", &[(&[("members/0/health_affiliation", json!("voluntary"))], D)]);
    case(
        2,
        "health_services",
        &[
            (&child(15, "none"), N),
            (&child(16, "none"), D),
            (&child(16, "upper_secondary"), N),
            (&child(25, "university"), N),
            (&child(26, "university"), D),
            (&[("members/2/relationship", json!("other_relative"))], D),
            (&[("members/2/health_affiliation", unknown()), ("members/0/health_affiliation", json!("none"))], M),
        ],
    );
}

#[test]
fn social_security() {
    let lost = ("members/0/social_security/work_leave", json!(false));
    case(
        0,
        "social_security",
        &[
            // Work must give all three: medical service, leave, retirement.
            (core::slice::from_ref(&lost), D),
            (&[lost.clone(), ("members/0/pension", json!("old_age"))], N),
            (&[lost.clone(), ("members/0/social_security/voluntary_retirement", json!(true))], N),
            (&[lost.clone(), ("members/0/social_security/covered_by_others", json!(true))], N),
            (&[lost.clone(), ("members/1/pension", json!("old_age"))], N),
            (&[lost.clone(), ("members/0/social_security/voluntary_retirement", unknown())], M),
        ],
    );
    // A programme for the old counts from 65 on if it pays the mean of both extreme lines: (1,600.18 + 2,086.21) / 2 = 1,843.195.
    let programme = |age: u8, amount: &str| {
        [
            lost.clone(),
            ("members/0/birth", json!(age)),
            ("members/0/social_security/old_age_programme", json!(format!("{amount} MXN"))),
        ]
    };
    case(
        0,
        "social_security",
        &[(&programme(65, "1843.20"), N), (&programme(65, "1843.19"), D), (&programme(64, "1843.20"), D)],
    );
}

#[test]
fn housing_and_services() {
    case(
        0,
        "housing_quality",
        &[
            (&[("dwelling/floor", json!("earth"))], D),
            (&[("dwelling/roof", json!("waste"))], D),
            (&[("dwelling/wall", json!("sheet"))], D),
            (&[("dwelling/wall", json!("earth_straw"))], D),
            (&[("dwelling/wall", json!("raw_wood"))], N),
            // Three persons in one room are more than 2.5, five in two are not.
            (&[("dwelling/rooms", json!(1))], D),
            (&[("dwelling/rooms", json!(2)), ("members/+/birth", json!(40)), ("members/+/birth", json!(40))], N),
            // A part that is not known makes it unknown, even where another is bad.
            (&[("dwelling/floor", json!("earth")), ("dwelling/rooms", unknown())], M),
        ],
    );
    case(
        0,
        "basic_services",
        &[
            (&[("services/water_source", json!("public_tap"))], D),
            (&[("services/water_source", json!("rain"))], N),
            (&[("services/drainage", json!("open"))], D),
            (&[("services/drainage", json!("septic_tank"))], N),
            (&[("services/electricity", json!(false))], D),
            (&[("services/cooking_fuel", json!("wood")), ("services/chimney", json!(false))], D),
            (&[("services/cooking_fuel", json!("charcoal")), ("services/chimney", json!(true))], N),
            (&[("services/electricity", json!(false)), ("services/drainage", unknown())], M),
        ],
    );
}

#[test]
fn food() {
    let answers = |adults: u8, minors: Value| [("food/adult_answers", json!(adults)), ("food/minor_answers", minors)];
    let grown = |adults: u8| [("food/adult_answers", json!(adults)), ("members/2/birth", json!(18))];
    case(
        0,
        "food",
        &[
            // With minors four of twelve answers, without three of six.
            (&answers(3, json!(0)), N),
            (&answers(3, json!(1)), D),
            (&answers(4, unknown()), D),
            (&answers(0, unknown()), M),
            (&grown(2), N),
            (&grown(3), D),
        ],
    );
    // Cereals and tubers, meat, eggs and fish count by the larger; the score of the town is 80.
    let days = |vegetables: u8, sugar: u8| {
        json!({ "cereals": 7, "tubers": 0, "pulses": 2, "vegetables": vegetables, "fruit": 0, "meat": 4, "eggs": 1, "fish": 0,
            "dairy": 0, "sugar": sugar, "fat": 0 })
    };
    // 14 + 6 + vegetables + 16 + sugar / 2.
    case(
        0,
        "food",
        &[(&[("food/days", days(6, 0))], D), (&[("food/days", days(6, 1))], N), (&[("food/days/dairy", unknown())], N)],
    );
}

#[test]
fn income_lines_per_equivalent_person() {
    let mexico = standard("mx-coneval-2018");
    let class = |changes: &[(&str, Value)]| class_after(&mexico, &town(), ON, changes).unwrap();
    let alone = |amount: &str, deprived: bool| {
        let mut home = town();
        home["members"].as_array_mut().unwrap().truncate(1);
        let changes =
            [("income/household_month", json!(format!("{amount} MXN"))), ("services/electricity", json!(!deprived))];
        class_after(&mexico, &home, ON, &changes).unwrap()
    };
    // Someone who lives alone is one person, whatever the age; the line is not below itself.
    assert_eq!(alone("4158.34", true), "moderately_poor");
    assert_eq!(alone("4158.35", true), "vulnerable_by_deprivations");
    assert_eq!(alone("4158.34", false), "vulnerable_by_income");
    assert_eq!(alone("4158.35", false), "not_poor");
    // Two adults of 0.9945 and a child of 8 of 0.7382 are 2.7272 persons: 2,086.21 x 2.7272 = 5,689.511912.
    let poor = |amount: &str| {
        class(&[
            ("income/household_month", json!(format!("{amount} MXN"))),
            ("services/electricity", json!(false)),
            ("dwelling/floor", json!("earth")),
            ("food/adult_answers", json!(6)),
        ])
    };
    assert_eq!(poor("5689.51"), "extremely_poor");
    assert_eq!(poor("5689.52"), "moderately_poor");
    let two = [
        ("income/household_month", json!("100 MXN")),
        ("services/electricity", json!(false)),
        ("dwelling/floor", json!("earth")),
    ];
    assert_eq!(class(&two), "moderately_poor", "extreme poverty needs three deprivations");
    // Rural lines are lower.
    let rural = |amount: &str| {
        class(&[
            ("area", json!("rural")),
            ("income/household_month", json!(format!("{amount} MXN"))),
            ("services/electricity", json!(false)),
        ])
    };
    assert_eq!(rural("8101.85"), "moderately_poor", "2,970.76 x 2.7272 = 8,101.856672");
    assert_eq!(rural("8101.86"), "vulnerable_by_deprivations");
}

#[test]
fn whoever_has_an_unknown_deprivation_has_no_class_and_other_months_no_line() {
    let mexico = standard("mx-coneval-2018");
    assert_eq!(class_after(&mexico, &town(), ON, &[("dwelling/rooms", unknown())]), None);
    let september = mexico.assess_units(&household(&town(), &[]), day("2022-09-01")).unwrap_err();
    assert_eq!(september.code(), "standard/no-line-value");
    assert_eq!(september.to_string(), "the line `extreme_income` has no amount for urban areas on 2022-09-01");
    check(&mexico, &town(), ON, "food", &[]);
}
