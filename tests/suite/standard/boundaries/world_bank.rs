//! Multidimensional Poverty Measure of the World Bank.

use super::{Case, D, M, N, check, class_after, day, household, standard, town, unknown};
use poverty::quantity::Ratio;
use poverty::standard::Profile;
use serde_json::{Value, json};

/// A day on which the line is in prices of 2011, as the household's welfare is.
const ON: &str = "2022-08-31";

fn case(indicator: &str, cases: &[Case<'_>]) {
    check(&standard("wb-mpm"), &town(), ON, indicator, cases);
}

#[test]
fn the_line_of_its_time_and_its_prices() {
    let welfare = |amount: &str, year: u16| {
        [("income/per_person_day", json!(format!("{amount} USD"))), ("income/ppp_year", json!(year))]
    };
    case("monetary", &[(&welfare("1.89", 2011), D), (&welfare("1.90", 2011), N)]);
    let standard = standard("wb-mpm");
    let says = |on: &str, amount: &str, year: u16| {
        let household = household(&town(), &welfare(amount, year));
        standard.assess(&household, day(on)).map(|assessment| assessment.indicator("monetary"))
    };
    assert_eq!(says("2022-09-01", "2.14", 2017).unwrap(), D);
    assert_eq!(says("2025-05-31", "2.15", 2017).unwrap(), N);
    assert_eq!(says("2025-06-01", "2.99", 2021).unwrap(), D);
    assert_eq!(says("2025-06-01", "3.00", 2021).unwrap(), N);
    let mixed = says("2025-06-01", "2.99", 2017).unwrap_err();
    assert_eq!(mixed.code(), "standard/prices-differ");
    assert_eq!(
        mixed.to_string(),
        "the line `international` is in prices of 2021, but the income is in those of 2017: convert it first"
    );
}

#[test]
fn whoever_lives_below_the_line_is_poor_by_this_alone() {
    let below = [("income/per_person_day", json!("1.50 USD"))];
    assert_eq!(class_after(&standard("wb-mpm"), &town(), ON, &below).as_deref(), Some("poor"));
}

#[test]
fn education() {
    let attained = |first: Value, second: Value| [("members/0/attained", first), ("members/1/attained", second)];
    let young = |age: u8| {
        let [first, second] = attained(json!("none"), json!("none"));
        [first, second, ("members/2/birth", json!(age)), ("members/2/attained", json!("primary"))]
    };
    case(
        "educational_attainment",
        &[
            (&attained(json!("none"), json!("preschool")), D),
            (&attained(json!("none"), json!("primary")), N),
            (&young(14), D),
            (&young(15), N),
            (&attained(unknown(), unknown()), D),
            (&attained(unknown(), json!("primary")), N),
            (&[("members/0/birth", json!(14)), ("members/1/birth", json!(14))], D),
        ],
    );
    let out = |age: u8| [("members/2/birth", json!(age)), ("members/2/attending", json!("none"))];
    case(
        "educational_enrollment",
        &[(&out(5), N), (&out(6), D), (&out(14), D), (&out(15), N), (&[("members/2/attending", unknown())], N)],
    );
}

#[test]
fn infrastructure() {
    case(
        "drinking_water",
        &[
            // Of limited standard: improved, however far.
            (&[("services/water_minutes", json!(120))], N),
            (&[("services/water_source", json!("unprotected_spring"))], D),
            (&[("services/water_source", unknown())], M),
        ],
    );
    case(
        "sanitation",
        &[
            (&[("services/toilet_shared", json!(true))], N),
            (&[("services/toilet", json!("open_pit"))], D),
            (&[("services/toilet", unknown())], M),
        ],
    );
    case("electricity", &[(&[("services/electricity", json!(false))], D)]);
}

#[test]
fn the_weight_of_what_is_missing_goes_to_the_others_of_its_dimension() {
    // Bits: monetary, attainment, enrolment, water, sanitation, electricity.
    let standard = standard("wb-mpm");
    let class = |deprived: u64, missing: u64| {
        let verdict = standard.classify(Profile::from_masks(deprived, missing).unwrap(), Some(1));
        verdict.class().map(|class| class.id())
    };
    // Water unknown, no sanitation: 1/6, not enough; with no electricity either: 1/3.
    assert_eq!(class(0b01_0000, 0b00_1000), Some("not_poor"));
    assert_eq!(class(0b11_0000, 0b00_1000), Some("poor"));
    // Two unknown: the third has 1/3 and decides alone.
    assert_eq!(class(0b10_0000, 0b01_1000), Some("poor"));
    // One of education unknown: the other has 1/3.
    assert_eq!(class(0b00_0010, 0b00_0100), Some("poor"));
    assert_eq!(class(0b00_0010, 0), Some("not_poor"));
    // A dimension of which nothing is known leaves the household out.
    assert_eq!(class(0b00_0010, 0b11_1000), None);
    assert_eq!(class(0, 0b00_0001), None);
    assert_eq!(Ratio::sum(standard.weights().iter().copied()).unwrap(), Ratio::ONE);
}
