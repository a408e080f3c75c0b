//! Global MPI, revision of 2018, and destitution.

use super::{Case, D, M, N, check, class_after, day, household, set, standard, town, unknown};
use poverty::standard::{Profile, Standard};
use proptest::prelude::*;
use serde_json::{Value, json};

const ON: &str = "2022-12-31";

fn case(indicator: &str, cases: &[Case<'_>]) {
    check(&standard("global-mpi-2018"), &town(), ON, indicator, cases);
}

#[test]
fn nutrition() {
    let small = |measure: &str, z: &str| json!({ "birth": 4, "anthropometry": { measure: z } });
    case(
        "nutrition",
        &[
            (&[("members/0/anthropometry/bmi", json!("18.49"))], D),
            (&[("members/0/anthropometry/bmi", json!(18.5))], N),
            (&[("members/2/anthropometry/bmi_for_age", json!("-2.01"))], D),
            (&[("members/2/anthropometry/bmi_for_age", json!("-2"))], N),
            (&[("members/2", small("weight_for_age", "-2.01"))], D),
            (&[("members/2", small("height_for_age", "-2.01"))], D),
            (&[("members/2", small("height_for_age", "-2.00"))], N),
            // Under five the body mass index for age is not looked at, from five on nothing else.
            (&[("members/2", small("bmi_for_age", "-4"))], N),
            (
                &[(
                    "members/2",
                    json!({ "birth": 5, "anthropometry": { "height_for_age": "-4", "bmi_for_age": "0" } }),
                )],
                N,
            ),
            (
                &[
                    ("members/0/birth", json!(19)),
                    ("members/0/anthropometry", json!({ "bmi": "15", "bmi_for_age": "0" })),
                ],
                N,
            ),
            (
                &[
                    ("members/0/birth", json!(20)),
                    ("members/0/anthropometry", json!({ "bmi": "15", "bmi_for_age": "0" })),
                ],
                D,
            ),
            (&[("members/0/birth", json!(69)), ("members/0/anthropometry/bmi", json!("15"))], D),
            (&[("members/0/birth", json!(70)), ("members/0/anthropometry/bmi", json!("15"))], N),
            // One measured member is enough; nobody eligible is not deprived; nobody measured is missing.
            (&[("members/0/anthropometry/bmi", unknown()), ("members/1/anthropometry/bmi", unknown())], N),
            (
                &[
                    ("members/0/anthropometry/bmi", unknown()),
                    ("members/1/anthropometry/bmi", unknown()),
                    ("members/2/anthropometry/bmi_for_age", unknown()),
                ],
                M,
            ),
            (
                &[
                    ("members/0/anthropometry/bmi", json!("not_applicable")),
                    ("members/1/anthropometry/bmi", json!("not_applicable")),
                    ("members/2/anthropometry/bmi_for_age", json!("not_applicable")),
                ],
                N,
            ),
        ],
    );
}

#[test]
fn child_mortality() {
    case(
        "child_mortality",
        &[
            (&[("child_deaths", json!(1))], D),
            (&[("child_deaths", json!("not_applicable"))], N),
            (&[("child_deaths", unknown())], M),
        ],
    );
}

#[test]
fn years_of_schooling() {
    let years =
        |first: Value, second: Value| [("members/0/schooling_years", first), ("members/1/schooling_years", second)];
    let with_child = |age: u8| {
        let [first, second] = years(json!(5), json!(5));
        [first, second, ("members/2/birth", json!(age)), ("members/2/schooling_years", json!(6))]
    };
    case(
        "years_of_schooling",
        &[
            (&years(json!(5), json!(5)), D),
            (&years(json!(6), json!(5)), N),
            // Who is six years past the age of entering school counts, who is younger does not.
            (&with_child(12), N),
            (&with_child(11), D),
            (&[("members/0/birth", json!(11)), ("members/1/birth", json!(11))], D),
            // Two thirds of those aged ten or more must be known to say that nobody has six years; one who has decides alone.
            (&years(json!(5), unknown()), M),
            (&years(json!(6), unknown()), N),
            (
                &[
                    years(json!(5), json!(5))[0].clone(),
                    years(json!(5), json!(5))[1].clone(),
                    ("members/+/schooling_years", unknown()),
                ],
                D,
            ),
        ],
    );
}

#[test]
fn school_attendance() {
    let out = |age: u8| [("members/2/birth", json!(age)), ("members/2/attending", json!("none"))];
    let of_three = |known: Value| {
        [
            ("members/1/birth", json!(10)),
            ("members/1/attending", json!("primary")),
            ("members/0/birth", json!(12)),
            ("members/0/attending", known),
            ("members/2/attending", unknown()),
        ]
    };
    case(
        "school_attendance",
        &[
            (&out(5), N),
            (&out(6), D),
            (&out(14), D),
            (&out(15), N),
            (&[("members/2/attending", unknown())], M),
            // Two of three children are seen at school: enough.
            (&of_three(json!("lower_secondary")), N),
            (&of_three(unknown()), M),
            (&of_three(json!("none")), D),
        ],
    );
    let later = standard("global-mpi-2018").with_parameter("school_entrance_age", 7_u8).unwrap();
    check(&later, &town(), ON, "school_attendance", &[(&out(6), N), (&out(7), D), (&out(15), D), (&out(16), N)]);
}

#[test]
fn living_standards() {
    let fuel = |fuel: &str| [("services/cooking_fuel", json!(fuel))];
    for solid in ["dung", "crop_residue", "wood", "charcoal", "coal"] {
        case("cooking_fuel", &[(&fuel(solid), D)]);
    }
    for clean in ["electricity", "gas", "kerosene", "no_cooking", "other"] {
        case("cooking_fuel", &[(&fuel(clean), N)]);
    }
    case("cooking_fuel", &[(&[("services/cooking_fuel", unknown())], M)]);
    let toilet = |kind: &str| [("services/toilet", json!(kind))];
    for improved in ["septic", "pour_flush", "ventilated_pit", "pit_with_slab", "double_vault"] {
        case("sanitation", &[(&toilet(improved), N)]);
    }
    for other in ["flush_open", "bucket", "open_pit", "over_water", "other", "none"] {
        case("sanitation", &[(&toilet(other), D)]);
    }
    case(
        "sanitation",
        &[(&[("services/toilet_shared", json!(true))], D), (&[("services/toilet_shared", unknown())], M)],
    );
    case(
        "drinking_water",
        &[
            (&[("services/water_minutes", json!(29))], N),
            (&[("services/water_minutes", json!(30))], D),
            (&[("services/water_source", json!("unprotected_dug_well"))], D),
            (&[("services/water_source", json!("surface"))], D),
            (&[("services/water_source", json!("rain"))], N),
            (&[("services/water_source", unknown())], M),
        ],
    );
    case("electricity", &[(&[("services/electricity", json!(false))], D), (&[("services/electricity", unknown())], M)]);
    case(
        "housing",
        &[
            (&[("dwelling/floor", json!("earth"))], D),
            (&[("dwelling/wall", json!("bamboo_board"))], D),
            (&[("dwelling/roof", json!("leaf_straw"))], D),
            (&[("dwelling/floor", json!("bamboo"))], N),
            // Any part that is known to be bad decides; it is missing only if no part is known.
            (&[("dwelling/floor", unknown()), ("dwelling/roof", unknown())], N),
            (&[("dwelling/floor", unknown()), ("dwelling/roof", json!("leaf_straw"))], D),
            (&[("dwelling/floor", unknown()), ("dwelling/roof", unknown()), ("dwelling/wall", unknown())], M),
        ],
    );
    let owned = |items: Value| [("possessions", items)];
    let nothing = json!({ "radio": false, "television": false, "telephone": false, "smartphone": false, "desktop_computer": false,
        "laptop": false, "animal_cart": false, "bicycle": false, "motorbike": false, "refrigerator": false, "car_or_truck": false });
    let with = |items: &[&str]| {
        let mut possessions = nothing.clone();
        items.iter().for_each(|item| possessions[item] = json!(true));
        [("possessions", possessions)]
    };
    case(
        "assets",
        &[
            (&with(&[]), D),
            (&with(&["bicycle"]), D),
            (&with(&["bicycle", "radio"]), N),
            // A telephone of two kinds is one asset.
            (&with(&["telephone", "smartphone"]), D),
            (&with(&["car_or_truck"]), N),
            (&owned(json!({ "radio": true })), D),
            (&owned(json!({})), M),
        ],
    );
}

#[test]
fn classes_at_the_cutoffs() {
    let standard = standard("global-mpi-2018");
    let class =
        |deprived: u64| standard.classify(Profile::complete(deprived), Some(0)).class().unwrap().id().to_owned();
    // Bits: nutrition, mortality, schooling, attendance, then six living standards of 1/18.
    assert_eq!(class(0b00_0000_0011), "poor", "1/6 + 1/6 is a third");
    assert_eq!(class(0b11_1000_0001), "poor", "1/6 + 3/18 is a third");
    assert_eq!(class(0b01_1000_0001), "vulnerable", "5/18 is less than a third");
    assert_eq!(class(0b11_1000_0011), "severely_poor", "a half");
    assert_eq!(class(0b01_1000_0011), "poor", "8/18");
    assert_eq!(class(0b11_1100_0000), "vulnerable", "4/18 is more than a fifth");
    assert_eq!(class(0b11_1000_0000), "not_poor", "3/18 is less than a fifth");
    let missing = standard.classify(Profile::from_masks(0b11, 0b100).unwrap(), Some(0));
    assert_eq!(missing.possible_classes().count(), 0, "whoever lacks an indicator is left out");
}

fn destitution(reading: &str) -> Standard {
    standard("global-mpi-2018-destitution").with_parameter("attendance_reading", reading).unwrap()
}

#[test]
fn destitution_is_stricter() {
    let one = destitution("one_child");
    let stricter = |indicator: &str, cases: &[Case<'_>]| check(&one, &town(), ON, indicator, cases);
    stricter(
        "nutrition",
        &[
            (&[("members/0/anthropometry/bmi", json!("16.99"))], D),
            (&[("members/0/anthropometry/bmi", json!("17"))], N),
            (&[("members/2/anthropometry/bmi_for_age", json!("-3"))], N),
            (&[("members/2/anthropometry/bmi_for_age", json!("-3.01"))], D),
        ],
    );
    let years = |years: u8| [("members/0/schooling_years", json!(years)), ("members/1/schooling_years", json!(years))];
    stricter("years_of_schooling", &[(&years(0), D), (&years(1), N)]);
    stricter(
        "drinking_water",
        &[(&[("services/water_minutes", json!(45))], N), (&[("services/water_minutes", json!(46))], D)],
    );
    for (toilet, expected) in [("none", D), ("other", D), ("open_pit", N), ("bucket", N)] {
        stricter("sanitation", &[(&[("services/toilet", json!(toilet))], expected)]);
    }
    let (floor, roof) = (("dwelling/floor", json!("earth")), ("dwelling/roof", json!("leaf_straw")));
    stricter(
        "housing",
        &[
            (core::slice::from_ref(&floor), N),
            (&[floor.clone(), roof.clone()], D),
            // Two bad parts and an unknown third do not make it destitute.
            (&[floor.clone(), roof, ("dwelling/wall", unknown())], N),
        ],
    );
    stricter("assets", &[(&[("possessions", json!({ "radio": true, "car_or_truck": false }))], N)]);
}

#[test]
fn the_two_readings_of_attendance_differ_and_one_must_be_chosen() {
    let one_of_two_out = [("members/1/birth", json!(10)), ("members/1/attending", json!("none"))];
    check(&destitution("one_child"), &town(), ON, "school_attendance", &[(&one_of_two_out, D)]);
    check(&destitution("every_child"), &town(), ON, "school_attendance", &[(&one_of_two_out, N)]);

    // Without a choice the class is refused only where it depends on it.
    let open = standard("global-mpi-2018-destitution");
    assert_eq!(class_after(&open, &town(), ON, &one_of_two_out).as_deref(), Some("not_destitute"));
    let hungry = ("members/0/anthropometry/bmi", json!("15"));
    let depends = household(&town(), &[one_of_two_out[0].clone(), one_of_two_out[1].clone(), hungry]);
    let error = open.assess(&depends, day(ON)).unwrap_err();
    assert_eq!(error.code(), "standard/parameter-unknown");
    assert!(error.to_string().contains("the deprivation cutoff of `school_attendance` is not known"), "{error}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// Whoever is destitute is poor: the stricter cutoffs follow from the standard ones.
    #[test]
    fn the_destitute_are_poor(
        bmi in 14_u8..22, z in -40_i8..5, deaths in 0_u8..2, years in 0_u8..8, toilet in 0_usize..4, minutes in 20_u16..60,
        electricity: bool, parts in 0_usize..8, assets in 0_u8..3, wood: bool, out: bool, every: bool,
    ) {
        let mut home = town();
        set(&mut home, "members/0/anthropometry/bmi", json!(bmi));
        set(&mut home, "members/2/anthropometry/bmi_for_age", json!(f64::from(z) / 10.0));
        set(&mut home, "child_deaths", json!(deaths));
        set(&mut home, "members/0/schooling_years", json!(years));
        set(&mut home, "members/1/schooling_years", json!(years / 2));
        set(&mut home, "services/toilet", json!(["none", "other", "open_pit", "septic"][toilet]));
        set(&mut home, "services/water_minutes", json!(minutes));
        set(&mut home, "services/electricity", json!(electricity));
        set(&mut home, "dwelling/floor", json!(["tile", "earth"][parts & 1]));
        set(&mut home, "dwelling/roof", json!(["tile", "leaf_straw"][parts >> 1 & 1]));
        set(&mut home, "dwelling/wall", json!(["brick_stone", "bamboo_board"][parts >> 2 & 1]));
        set(&mut home, "possessions", json!({ "radio": assets > 0, "bicycle": assets > 1, "car_or_truck": false }));
        set(&mut home, "services/cooking_fuel", json!(if wood { "wood" } else { "gas" }));
        set(&mut home, "members/2/attending", json!(if out { "none" } else { "primary" }));
        let home = household(&home, &[]);
        let destitute = destitution(if every { "every_child" } else { "one_child" });
        let index = standard("global-mpi-2018");
        let poor = index.assess(&home, day(ON)).unwrap().is_poor();
        if destitute.assess(&home, day(ON)).unwrap().is_poor() == Some(true) {
            prop_assert_eq!(poor, Some(true));
        }
    }
}
