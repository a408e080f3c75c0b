//! Colombia: Multidimensional Poverty Index.

use super::{Case, D, M, N, check, class_after, day, household, standard, town, unknown};
use poverty::quantity::Ratio;
use poverty::standard::Profile;
use serde_json::{Value, json};

const ON: &str = "2024-12-31";

fn case(indicator: &str, cases: &[Case<'_>]) {
    check(&standard("co-ipm"), &town(), ON, indicator, cases);
}

#[test]
fn education() {
    let years =
        |first: Value, second: Value| [("members/0/schooling_years", first), ("members/1/schooling_years", second)];
    let no_adult = [("members/0/birth", json!(14)), ("members/1/birth", json!(14))];
    case(
        "low_attainment",
        &[
            (&years(json!(9), json!(9)), N),
            (&years(json!(10), json!(8)), N),
            (&years(json!(9), json!(8)), D),
            (&no_adult, D),
            (&years(json!(18), unknown()), N),
            (&years(json!(17), unknown()), M),
        ],
    );
    case(
        "illiteracy",
        &[
            (&[("members/0/literate", json!(false))], D),
            (&[("members/2/literate", json!(false))], N),
            (&[("members/2/birth", json!(15)), ("members/2/literate", json!(false))], D),
            (&[("members/0/literate", unknown())], M),
            (&no_adult, D),
        ],
    );
}

#[test]
fn childhood_and_youth() {
    let child = |age: u8, attending: &str| [("members/2/birth", json!(age)), ("members/2/attending", json!(attending))];
    case(
        "school_absence",
        &[(&child(5, "none"), N), (&child(6, "none"), D), (&child(16, "none"), D), (&child(17, "none"), N)],
    );
    let lag = |age: u8, years: u8| [("members/2/birth", json!(age)), ("members/2/schooling_years", json!(years))];
    case(
        "school_lag",
        &[
            (&lag(6, 0), N),
            (&lag(7, 0), D),
            (&lag(7, 1), N),
            (&lag(17, 10), D),
            (&lag(17, 11), N),
            (&lag(18, 0), N),
            (&[("members/2/schooling_years", unknown())], M),
        ],
    );
    let small = |age: u8, insured: bool, care: bool, fed: bool| {
        [
            ("members/2/birth", json!(age)),
            ("members/2/health_insurance", json!(insured)),
            ("members/2/early_care", json!(care)),
            ("members/2/early_nutrition", json!(fed)),
        ]
    };
    case(
        "early_childhood_care",
        &[
            (&small(5, true, true, true), N),
            (&small(5, false, true, true), D),
            (&small(5, true, false, true), D),
            (&small(5, true, true, false), D),
            (&small(6, true, false, false), N),
            (
                &[
                    ("members/2/birth", json!(5)),
                    ("members/2/early_care", unknown()),
                    ("members/2/early_nutrition", json!(true)),
                ],
                M,
            ),
        ],
    );
    let works = |age: u8, work: &str| [("members/2/birth", json!(age)), ("members/2/work", json!(work))];
    case(
        "child_labour",
        &[
            (&works(11, "family_worker"), N),
            (&works(12, "family_worker"), D),
            (&works(17, "waged"), D),
            (&works(17, "student"), N),
            (&works(18, "waged"), N),
        ],
    );
}

#[test]
fn work() {
    let seeking =
        |months: u16| [("members/1/work", json!("seeking_work")), ("members/1/unemployed_months", json!(months))];
    let idle = |first: &str, second: &str| [("members/0/work", json!(first)), ("members/1/work", json!(second))];
    case(
        "long_term_unemployment",
        &[
            (&seeking(11), N),
            (&seeking(12), D),
            (&idle("home_duties", "student"), D),
            (&[("members/0/work", unknown())], M),
        ],
    );
    case(
        "informal_work",
        &[
            (&[("members/1/pension_contribution", json!(false))], D),
            (&idle("home_duties", "student"), D),
            (&[("members/1/pension_contribution", unknown())], M),
        ],
    );
}

#[test]
fn of_pensioners_alone_the_sources_differ() {
    let mut home = town();
    home["members"].as_array_mut().unwrap().truncate(1);
    let retired = [("members/0/work", json!("retired")), ("members/0/pension", json!("old_age"))];
    let says = |reading: &str| {
        let standard = standard("co-ipm").with_parameter("pensioners_alone", reading).unwrap();
        standard.assess(&household(&home, &retired), day(ON)).unwrap().indicator("long_term_unemployment")
    };
    assert_eq!(says("deprived"), D);
    assert_eq!(says("not_deprived"), N);
    // Unsettled, the class stands where it does not depend on it, and is refused where it does.
    let open = standard("co-ipm");
    assert_eq!(class_after(&open, &home, ON, &retired).as_deref(), Some("not_poor"));
    let mut worse = retired.to_vec();
    worse.extend([
        ("members/0/literate", json!(false)),
        ("members/0/schooling_years", json!(0)),
        ("members/0/health_insurance", json!(false)),
    ]);
    worse.push(("members/0/pension_contribution", json!("not_applicable")));
    worse.push(("members/0/recent_illness", json!("no_professional")));
    let worse_off = household(&home, &worse);
    let poor = open.assess(&worse_off, day(ON)).unwrap();
    assert_eq!(poor.class().unwrap().id(), "poor", "five tenths without it");
    let between: Vec<(&str, Value)> = worse
        .iter()
        .filter(|(path, _)| !path.contains("literate") && !path.contains("recent_illness"))
        .cloned()
        .collect();
    let error = open.assess(&household(&home, &between), day(ON)).unwrap_err();
    assert!(error.to_string().contains("the deprivation cutoff of `long_term_unemployment` is not known"), "{error}");
}

#[test]
fn health() {
    case(
        "no_insurance",
        &[
            (&[("members/0/health_insurance", json!(false))], D),
            (&[("members/2/birth", json!(5)), ("members/2/health_insurance", json!(false))], N),
            (&[("members/2/birth", json!(6)), ("members/2/health_insurance", json!(false))], D),
        ],
    );
    for (illness, expected) in [("no_professional", D), ("saw_professional", N), ("hospitalised", N), ("not_ill", N)] {
        case("access_barriers", &[(&[("members/0/recent_illness", json!(illness))], expected)]);
    }
}

#[test]
fn housing_differs_by_area() {
    let rural = |path: &'static str, value: Value| [("area", json!("rural")), (path, value)];
    case(
        "water",
        &[
            (&[("services/water_source", json!("public_tap"))], D),
            (&rural("services/water_source", json!("protected_dug_well")), N),
            (&rural("services/water_source", json!("surface")), D),
        ],
    );
    case(
        "excreta",
        &[
            (&[("services/drainage", json!("septic_tank"))], D),
            (&rural("services/drainage", json!("none")), N),
            (&rural("services/toilet", json!("open_pit")), D),
            (&rural("services/toilet", json!("none")), D),
        ],
    );
    case("floor", &[(&[("dwelling/floor", json!("earth"))], D), (&[("dwelling/floor", unknown())], M)]);
    case(
        "walls",
        &[
            (&[("dwelling/wall", json!("raw_wood"))], D),
            (&rural("dwelling/wall", json!("raw_wood")), N),
            (&rural("dwelling/wall", json!("waste")), D),
        ],
    );
    // Three persons: in one bedroom three each, critical in town, not in the country, where it takes more than three.
    let rooms = ("dwelling/bedrooms", json!(1));
    case(
        "crowding",
        &[
            (core::slice::from_ref(&rooms), D),
            (&[("area", json!("rural")), rooms.clone()], N),
            (&[("area", json!("rural")), rooms.clone(), ("members/+/birth", json!(40))], D),
            (&[("dwelling/bedrooms", unknown())], M),
        ],
    );
}

#[test]
fn thirty_three_percent_is_no_third() {
    let standard = standard("co-ipm");
    let poor = |deprived: u64| standard.classify(Profile::complete(deprived), Some(0)).is_poor();
    // Two tenths, a twentieth, two twenty-fifths: 33/100.
    let exactly = 0b000_1100_0000_0111;
    let score = standard.deprivation(Profile::complete(exactly));
    assert_eq!(score, Ratio::new(33, 100).unwrap());
    assert_eq!(poor(exactly), Some(true));
    assert!(score < standard.cutoffs().iter().find(|cutoff| cutoff.id() == "third").unwrap().k());
    let on_it = (0..1_u64 << 15).filter(|pattern| standard.deprivation(Profile::complete(*pattern)) == score).count();
    assert_eq!(on_it, 840);
    assert_eq!(poor(0b000_0100_0000_0111), Some(false), "29/100");
}
