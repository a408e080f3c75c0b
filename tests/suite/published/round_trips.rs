//! Claims written and read again, in every form.

use super::world::World;
use poverty::published::{Claims, Class, Group, Measurement, Printed, Subject};
use proptest::prelude::*;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

fn claims(seed: u64) -> Claims {
    let world = World::new(&mut ChaCha8Rng::seed_from_u64(seed));
    super::world::set(&world.claims(), world.sums(), |_| true)
}

#[test]
fn what_is_written_as_toml_csv_or_json_reads_back_the_same() {
    for seed in 0..20 {
        let claims = claims(seed);
        assert_eq!(Claims::from_toml(&claims.to_toml(), "a.toml").unwrap(), claims);
        assert_eq!(Claims::from_csv(&claims.to_csv().unwrap(), "a.csv").unwrap(), claims);
        let json = serde_json::to_string(&claims).unwrap();
        assert_eq!(serde_json::from_str::<Claims>(&json).unwrap(), claims);
    }
}

#[test]
fn the_record_reads_back_the_same() {
    for text in [
        include_str!("../../../data/published/dak_lak.toml"),
        include_str!("../../../data/published/viet_nam.toml"),
        include_str!("../../../data/published/programme_money.toml"),
        include_str!("../../../data/published/wholes.toml"),
    ] {
        let claims = Claims::from_toml(text, "record.toml").unwrap();
        assert!(!claims.is_empty() || claims.sums().len() > 0);
        assert_eq!(Claims::from_toml(&claims.to_toml(), "again.toml").unwrap(), claims);
        assert_eq!(Claims::from_csv(&claims.to_csv().unwrap(), "again.csv").unwrap(), claims);
    }
}

#[test]
fn rows_that_are_no_claims_are_refused_in_json_too() {
    for invalid in [
        r#"[{"area":"x","class":"poor","date":"2021","rate":"130 %"}]"#,
        r#"[{"area":"x","class":"poor","date":"2021"}]"#,
        r#"[{"area":" ","class":"poor","date":"2021","rate":"1 %"}]"#,
        r#"[{"area":"x","class":"poor","date":"2021","rate":"1 %","colour":"red"}]"#,
        r#"[{"area":"x","class":"poor","date":"2021","rate":"1 %","value":"1 %"}]"#,
        r#"[{"kind":"fall","area":"x","class":"poor","date":"2021","since":"2022","value":"1 points"}]"#,
        r#"[{"kind":"sum","whole":"x","parts":"y"}]"#,
        r#"[{"id":"a","area":"x","class":"poor","date":"2021","rate":"1 %"},
            {"id":"a","area":"x","class":"poor","date":"2022","rate":"1 %"}]"#,
    ] {
        assert!(serde_json::from_str::<Claims>(invalid).is_err(), "{invalid}");
    }
}

#[test]
fn a_report_is_json_with_findings_and_quantities() {
    let claims = Claims::from_toml(include_str!("../../../data/published/viet_nam.toml"), "viet_nam.toml").unwrap();
    let report = claims.check();
    let json = serde_json::to_value(&report).unwrap();
    let first = &json["findings"][0];
    assert_eq!(first["code"], "published/parts-do-not-sum");
    assert_eq!(first["severity"], "fault");
    assert!(first["text"]["vi"].as_str().unwrap().contains("hộ nghèo"));
    let quantities = json["quantities"].as_array().unwrap();
    let rate = quantities.iter().find(|row| row["kind"] == "rate" && row["date"] == "2020-12-31").unwrap();
    assert_eq!(rate["lower"]["value"], "549/20000");
    assert_eq!(rate["upper"]["closed"], false);
    let markdown = report.to_markdown(poverty::source::Language::Vietnamese);
    assert!(markdown.contains("| tỷ lệ hộ nghèo, Viet Nam, 2020-12-31, vn-decision-59-2015 | 2,745–2,755 % | đã in |"));
}

proptest! {
    #[test]
    fn printed_numbers_read_back(digits in -1_000_000_000_i64..1_000_000_000, decimals in 0_u32..6, form in 0_usize..8) {
        let number = poverty::quantity::Ratio::new(i128::from(digits), 10_i128.pow(decimals)).unwrap();
        let number = number.fixed(decimals, poverty::quantity::Rounding::HalfUp).grouped();
        let text = match form {
            0 => format!("{number}"),
            1 => format!("{number} %"),
            2 => format!("about {number} points"),
            3 => format!("more than {number} million"),
            4 => format!("{number} billion VND"),
            5 => format!("at least {number} thousand households"),
            6 => format!("exactly {number} %"),
            _ => format!("less than {number}"),
        };
        let printed: Printed = text.parse().unwrap();
        prop_assert_eq!(printed.to_string(), text);
        // A printed number may always stand for the number that it prints, unless it says otherwise.
        let strict = matches!(form, 3 | 7);
        prop_assert_eq!(printed.interval().contains(printed.value()), !strict);
    }

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,30}") {
        // Never a panic; what is read prints as something that reads the same.
        if let Ok(printed) = text.parse::<Printed>() {
            prop_assert_eq!(printed.to_string().parse::<Printed>().unwrap(), printed);
        }
        let _ = Claims::from_toml(&text, "f.toml");
        let _ = Claims::from_csv(&text, "f.csv");
    }

    #[test]
    fn names_read_back(name in "[a-zà-ỹ][a-zà-ỹ _]{0,10}[a-zà-ỹ]") {
        let group: Group = name.parse().unwrap();
        prop_assert_eq!(String::from(group.clone()).parse::<Group>().unwrap(), group);
        let class: Class = name.parse().unwrap();
        prop_assert_eq!(String::from(class.clone()).parse::<Class>().unwrap(), class.clone());
        let subject = Subject::new(name.clone(), class, poverty::published::AsOf::Year(2021)).unwrap();
        prop_assert_eq!(subject.area(), name.trim());
        prop_assert_eq!(subject.measurement(), Measurement::Register);
    }
}
