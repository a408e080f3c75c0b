//! Statuses beside the class, parameters that are not known, and lines that are shares.

use super::boundaries::{day, household, set, standard, town};
use chrono::NaiveDate;
use poverty::quantity::Money;
use poverty::standard::{ParameterValue, Standard};
use serde_json::{Value, json};

fn dated() -> Standard {
    standard("vn-decree-07-2021").with_parameter("low_income_worker_from", day("2025-02-24")).unwrap()
}

fn worker(standard: &Standard, changes: &[(&str, Value)], on: NaiveDate) -> Option<bool> {
    standard.assess(&household(&town(), changes), on).unwrap().status("low_income_worker").unwrap()
}

#[test]
fn the_low_income_worker_is_in_no_poor_household_and_under_the_average_line() {
    let income =
        |area: &str, amount: &str| [("area", json!(area)), ("income_per_person_month", json!(format!("{amount} VND")))];
    let on = day("2025-12-31");
    for (area, line, average) in [("rural", 1_500_000, 2_250_000), ("urban", 2_000_000, 3_000_000)] {
        let holds = |amount: i64| worker(&dated(), &income(area, &amount.to_string()), on);
        assert_eq!(holds(line), Some(false), "near-poor");
        assert_eq!(holds(line + 1), Some(true));
        assert_eq!(holds(average), Some(true));
        assert_eq!(holds(average + 1), Some(false));
    }
    assert_eq!(worker(&dated(), &[("income_per_person_month", json!({ "unknown": "refused" }))], on), None);
    assert_eq!(worker(&dated(), &income("urban", "2500000"), day("2025-02-23")), Some(false), "not yet");
    let decree = dated();
    let status = &decree.statuses()[0];
    assert!(status.on_application() && status.classes() == ["average", "other"]);
}

#[test]
fn the_first_day_of_the_status_is_not_known() {
    let decree = standard("vn-decree-07-2021");
    let home = household(&town(), &[("income_per_person_month", json!("2500000 VND"))]);
    let status = |on: &str| decree.assess(&home, day(on)).unwrap().status("low_income_worker");
    assert_eq!(status("2025-02-23").unwrap(), Some(false), "before the signature it surely did not exist");
    let error = status("2025-02-24").unwrap_err();
    assert_eq!(error.code(), "standard/parameter-unknown");
    assert!(
        error
            .to_string()
            .starts_with("`vn-decree-07-2021` can't be used here: the first day of `low_income_worker` is not known")
    );
    let other = decree.assess(&home, day("2025-02-24")).unwrap().status("veteran").unwrap_err();
    assert_eq!(other.to_string(), "there is no status `veteran`, expected one of: low_income_worker (as asked for)");
}

#[test]
fn a_law_that_is_known_in_part_answers_where_it_can() {
    let decree = standard("vn-decree-351-2025");
    let on = day("2027-12-31");
    let class = |changes: &[(&str, Value)]| {
        let home = household(&town(), changes);
        decree.assess(&home, on).map(|assessment| assessment.class().unwrap().id().to_owned())
    };
    // Above the line no indicator matters.
    assert_eq!(class(&[("income_per_person_month", json!("2800001 VND"))]).unwrap(), "other");
    // Under it, three deprivations by the cutoffs that are known make poor whatever the others are.
    let mut poor = vec![
        ("income_per_person_month", json!("2800000 VND")),
        ("members/0/contract", json!("none")),
        ("members/2/nutrition", json!("stunted")),
        ("members/+/birth", json!(9)),
        ("members/+/birth", json!(9)),
    ];
    poor.extend([("members/3/nutrition", json!("adequate")), ("members/4/nutrition", json!("adequate"))]);
    assert_eq!(class(&poor).unwrap(), "poor");
    // With two the cutoffs that are not known decide, and that is what is said.
    let error = class(&poor[..3]).unwrap_err();
    assert_eq!(error.code(), "standard/parameter-unknown");
    assert_eq!(
        error.to_string(),
        "`vn-decree-351-2025` can't be used here: the deprivation cutoff of `health_insurance` is not known (in the list of the \
         draft; the annex was not seen)"
    );
}

#[test]
fn parameters_take_values_of_their_kind_only() {
    let decree = standard("vn-decree-07-2021");
    let refused = |standard: &Standard, id: &str, value: ParameterValue| {
        let error = standard.with_parameter(id, value).unwrap_err();
        (error.code(), error.to_string())
    };
    assert_eq!(
        refused(&decree, "low_income_worker_from", 6_u8.into()),
        (
            "standard/parameter-value",
            "the parameter `low_income_worker_from` can't be 6, expected a date, such as 2025-02-24".to_owned()
        )
    );
    assert_eq!(
        refused(&decree, "median", 6_u8.into()),
        (
            "standard/unknown-reference",
            "there is no parameter `median`, expected one of: low_income_worker_from (as asked for)".to_owned()
        )
    );
    let colombia = standard("co-ipm");
    assert_eq!(
        refused(&colombia, "pensioners_alone", "perhaps".into()).1,
        "the parameter `pensioners_alone` can't be perhaps, expected one of: deprived, not_deprived"
    );
    let arope = standard("eu-arope-2021");
    assert!(arope.with_parameter("national_median", "-1 EUR".parse::<Money>().unwrap()).is_err());
    // A standard with a value is written and read with it.
    let given = arope.with_parameter("national_median", "20,000.50 EUR".parse::<Money>().unwrap()).unwrap();
    let again = Standard::from_toml("again.toml", &given.to_toml().unwrap()).unwrap();
    assert_eq!(again, given);
    assert_eq!(again.lines()[0].amount(None, day("2024-12-31")).unwrap().to_string(), "12,000.3 EUR");
}

#[test]
fn a_standard_of_persons_does_not_assess_a_household() {
    let home = household(&town(), &[]);
    let error = standard("mx-coneval-2018").assess(&home, day("2022-08-31")).unwrap_err();
    assert_eq!(error.code(), "standard/assesses-persons");
    let mut two = town();
    set(&mut two, "members/+/birth", json!(1));
    let units = standard("mx-coneval-2018");
    assert_eq!(units.assess_units(&household(&two, &[]), day("2022-08-31")).unwrap().len(), 4);
}
