//! European Union: severe material and social deprivation, work intensity, AROPE.

use super::{Case, D, M, N, check, check_of, class, day, household, standard, town, unknown};
use poverty::quantity::Money;
use poverty::standard::Standard;
use serde_json::{Value, json};

const ON: &str = "2024-12-31";

/// The household of the town with a holiday, so that nothing at all is lacking.
fn base() -> Value {
    let mut base = town();
    super::set(&mut base, "affordability/holiday", json!("yes"));
    base
}

fn arope() -> Standard {
    standard("eu-arope-2021").with_parameter("national_median", "24,000 EUR".parse::<Money>().unwrap()).unwrap()
}

#[test]
fn household_items() {
    let smsd = standard("eu-smsd-2021");
    let case = |indicator: &str, cases: &[Case<'_>]| check(&smsd, &base(), ON, indicator, cases);
    case("arrears", &[(&[("affordability/arrears", json!(true))], D), (&[("affordability/arrears", unknown())], M)]);
    case("unexpected_expenses", &[(&[("affordability/unexpected_expenses", json!(false))], D)]);
    for item in ["warm_home", "protein_meal", "holiday", "car", "furniture"] {
        let path = format!("affordability/{item}");
        case(
            item,
            &[
                (&[(&path, json!("cannot_afford"))], D),
                // Whoever does not want it does not lack it.
                (&[(&path, json!("other_reason"))], N),
                (&[(&path, unknown())], M),
            ],
        );
    }
}

#[test]
fn personal_items_and_those_of_children() {
    let smsd = standard("eu-smsd-2021");
    for item in ["clothes", "shoes", "pocket_money", "leisure", "get_together", "internet"] {
        let of = |member: usize| format!("members/{member}/personal_items/{item}");
        let (first, second) = (of(0), of(1));
        check(
            &smsd,
            &base(),
            ON,
            item,
            &[(&[(&first, json!("cannot_afford"))], D), (&[(&second, json!("cannot_afford"))], N)],
        );
        // The third member is a child: at least half of the adults with information.
        check_of(
            &smsd,
            &base(),
            ON,
            2,
            item,
            &[
                (&[(&first, json!("cannot_afford"))], D),
                (&[(&first, json!("cannot_afford")), (&second, unknown())], D),
                (&[(&first, unknown())], N),
                (&[(&first, unknown()), (&second, unknown())], M),
                (&[("members/2/birth", json!(15)), (&first, json!("cannot_afford"))], D),
                // From 16 on the person itself is asked.
                (&[("members/2/birth", json!(16)), (&first, json!("cannot_afford"))], M),
            ],
        );
    }
}

#[test]
fn seven_of_thirteen_are_severe_and_five_deprived() {
    let smsd = standard("eu-smsd-2021");
    let lacking = |household_items: usize, personal_items: usize| {
        let mut changes = vec![
            ("affordability/arrears".to_owned(), json!(true)),
            ("affordability/unexpected_expenses".to_owned(), json!(false)),
        ];
        changes.extend(
            ["warm_home", "protein_meal", "holiday", "car", "furniture"]
                .map(|item| (format!("affordability/{item}"), json!("cannot_afford"))),
        );
        changes.truncate(household_items);
        for item in
            ["clothes", "shoes", "pocket_money", "leisure", "get_together", "internet"].into_iter().take(personal_items)
        {
            changes.extend(
                (0..2).map(|member| (format!("members/{member}/personal_items/{item}"), json!("cannot_afford"))),
            );
        }
        changes
    };
    let classes = |standard: &Standard, household_items: usize, personal_items: usize| {
        let changes = lacking(household_items, personal_items);
        let changes: Vec<(&str, Value)> = changes.iter().map(|(path, value)| (path.as_str(), value.clone())).collect();
        let household = household(&base(), &changes);
        let units = standard.assess_units(&household, day(ON)).unwrap();
        (class(&units[0]).unwrap(), class(&units[2]).unwrap())
    };
    let both = |class: &str| (class.to_owned(), class.to_owned());
    assert_eq!(classes(&smsd, 4, 0), both("not_deprived"));
    assert_eq!(classes(&smsd, 5, 0), both("deprived"));
    assert_eq!(classes(&smsd, 4, 2), both("deprived"));
    assert_eq!(classes(&smsd, 7, 0), both("severely_deprived"));
    assert_eq!(classes(&smsd, 1, 6), both("severely_deprived"));
    // With the condition for children on, two household items are too few for a child.
    let strict = smsd.with_parameter("children_household_items", 3_u8).unwrap();
    assert_eq!(classes(&strict, 2, 6), ("severely_deprived".to_owned(), "not_deprived".to_owned()));
    assert_eq!(classes(&strict, 3, 6), both("severely_deprived"));
}

#[test]
fn at_risk_of_poverty_is_below_sixty_percent_of_the_median() {
    // Two adults and a child under 14 are 1.8 equivalent persons: 14,400 x 1.8 = 25,920.
    let year = |amount: &str| [("income/household_year", json!(format!("{amount} EUR")))];
    let case = |cases: &[Case<'_>]| check(&arope(), &base(), ON, "at_risk_of_poverty", cases);
    case(&[(&year("25919.99"), D), (&year("25920"), N), (&[("income/household_year", unknown())], M)]);
    // At 14 a child counts 0.5: 14,400 x 2.
    let grown =
        |amount: &str| [("members/2/birth", json!(14)), ("income/household_year", json!(format!("{amount} EUR")))];
    case(&[(&grown("28799.99"), D), (&grown("28800"), N)]);
    // An income that the survey has put per equivalent person goes before.
    let equivalised = |amount: &str| [("income/equivalised_year", json!(format!("{amount} EUR")))];
    case(&[(&equivalised("14399.99"), D), (&equivalised("14400"), N)]);
}

#[test]
fn without_a_median_only_what_does_not_depend_on_it_is_said() {
    let open = standard("eu-arope-2021");
    let rich = household(&base(), &[]);
    let error = open.assess_units(&rich, day(ON)).unwrap_err();
    assert_eq!(error.code(), "standard/parameter-unknown");
    assert!(error.to_string().contains("`national_median`"), "{error}");
    let idle =
        household(&base(), &[("members/0/work_year/worked", json!(0)), ("members/1/work_year/worked", json!(0))]);
    let units = open.assess_units(&idle, day(ON)).unwrap();
    assert_eq!(class(&units[0]).as_deref(), Some("at_risk"));
}

#[test]
fn work_intensity_of_a_fifth_or_less_of_those_under_65() {
    let case = |member: usize, cases: &[Case<'_>]| check_of(&arope(), &base(), ON, member, "low_work_intensity", cases);
    // 24 months could be worked: 4.8 are a fifth.
    let worked =
        |months: f64| [("members/0/work_year/worked", json!(months)), ("members/1/work_year/worked", json!(0))];
    let with = |months: f64, path: &'static str, value: Value| {
        let [first, second] = worked(months);
        [first, second, (path, value)]
    };
    case(0, &[(&worked(4.8), D), (&worked(4.9), N)]);
    // The child is counted with its household; whoever is 65 is not.
    case(2, &[(&worked(4.8), D)]);
    case(0, &[(&with(4.8, "members/0/birth", json!(64)), D), (&with(4.8, "members/0/birth", json!(65)), N)]);
    // Students up to 24 are left out of the adults: the spouse is alone with 12 months, of which 2.4 are a fifth.
    let student = |age: u8, worked: f64| {
        [
            ("members/1/birth", json!(age)),
            ("members/1/work", json!("student")),
            ("members/1/work_year/worked", json!(0)),
            ("members/0/work_year/worked", json!(worked)),
        ]
    };
    case(0, &[(&student(24, 2.5), N), (&student(24, 2.4), D), (&student(25, 2.5), D)]);
    // Whoever receives a pension is left out, unless it is a survivor's.
    let pension = |kind: &str| {
        [
            ("members/1/pension", json!(kind)),
            ("members/1/work_year/worked", json!(0)),
            ("members/0/work_year/worked", json!(2.5)),
        ]
    };
    case(0, &[(&pension("old_age"), N), (&pension("disability"), N), (&pension("survivor"), D), (&pension("none"), D)]);
    // The inactive of 60 to 64 are left out only where the household lives mainly on pensions.
    let inactive = |age: u8, pensions: bool| {
        [
            ("members/1/birth", json!(age)),
            ("members/1/work", json!("home_duties")),
            ("members/1/work_year/worked", json!(0)),
            ("members/0/work_year/worked", json!(2.5)),
            ("income/mainly_pensions", json!(pensions)),
        ]
    };
    case(0, &[(&inactive(60, true), N), (&inactive(60, false), D), (&inactive(59, true), D)]);
    // No adult who could work: not deprived; months that are not known: missing.
    let old = [("members/0/birth", json!(70)), ("members/1/birth", json!(70))];
    case(2, &[(&old, N), (&[("members/0/work_year/worked", unknown())], M)]);
}
