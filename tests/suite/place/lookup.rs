//! Look-ups against their definitions on random gazetteers.

use chrono::{Days, NaiveDate};
use poverty::place::{Area, Designation, Gazetteer, Kind, Unit, Zone};
use poverty::quantity::Period;
use poverty::source::Text;
use proptest::prelude::*;

fn day(offset: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2020, 1, 1).unwrap() + Days::new(offset)
}

/// A few codes, each used by a chain of units with gaps, all ending so that the next may follow.
fn units() -> impl Strategy<Value = Vec<Unit>> {
    let lengths = prop::collection::vec((0_u64..3, 1_u64..5), 1..6);
    prop::collection::vec(lengths, 1..6).prop_map(|codes| {
        let mut units = Vec::new();
        for (code, lengths) in codes.into_iter().enumerate() {
            let mut start = 0;
            for (gap, length) in lengths {
                start += gap;
                let valid = Period::new(day(start), day(start + length)).unwrap();
                let name = Text::english(format!("name {}", start % 3)).unwrap();
                units.push(Unit::new(format!("c{code}"), Kind::Province, name, valid).unwrap());
                start += length;
            }
        }
        // Each unit is followed by all units that begin when it ends.
        let starts: Vec<_> = units.iter().map(|unit| (unit.code().to_owned(), unit.valid().start())).collect();
        let follow = |unit: Unit| {
            let end = unit.valid().end().unwrap();
            let next = starts.iter().filter(|(_, start)| *start == end);
            next.fold(unit, |unit, (code, _)| unit.followed_by(code.clone()).unwrap())
        };
        units.into_iter().map(follow).collect()
    })
}

proptest! {
    #[test]
    fn at_is_the_one_unit_with_the_code_on_the_day(units in units(), order in any::<prop::sample::Index>()) {
        let mut shuffled = units.clone();
        shuffled.rotate_left(order.index(units.len()));
        let gazetteer = shuffled.into_iter().fold(Gazetteer::builder(), |builder, unit| builder.unit(unit)).build().unwrap();
        for code in ["c0", "c1", "c4", "c", ""] {
            for offset in 0..40 {
                let expected = units.iter().find(|unit| unit.code() == code && unit.valid().contains(day(offset)));
                prop_assert_eq!(gazetteer.at(code, day(offset)), expected);
            }
            let ever: Vec<_> = units.iter().filter(|unit| unit.code() == code).collect();
            prop_assert_eq!(gazetteer.ever(code).collect::<Vec<_>>(), ever);
        }
    }

    #[test]
    fn predecessors_are_the_inverse_of_successors(units in units()) {
        let gazetteer = units.iter().cloned().fold(Gazetteer::builder(), |builder, unit| builder.unit(unit)).build().unwrap();
        for unit in gazetteer.units() {
            for other in gazetteer.units() {
                let follows = gazetteer.successors(unit).any(|successor| successor == other);
                let precedes = gazetteer.predecessors(other).any(|predecessor| predecessor == unit);
                prop_assert_eq!(follows, precedes);
                prop_assert_eq!(follows, unit.valid().end() == Some(other.valid().start()));
            }
        }
    }

    #[test]
    fn names_find_all_units_that_have_them(units in units()) {
        let gazetteer = units.iter().cloned().fold(Gazetteer::builder(), |builder, unit| builder.unit(unit)).build().unwrap();
        for name in ["Name 0", "NAME-1", "nàmé 2", "name"] {
            let plain = poverty::place::plain_name(name);
            let expected = units.iter().filter(|unit| unit.plain_name() == plain).count();
            prop_assert_eq!(gazetteer.by_name(name).count(), expected);
        }
    }

    #[test]
    fn a_unit_survives_serde(unit in units().prop_map(|units| units[0].clone())) {
        let json = serde_json::to_string(&unit).unwrap();
        prop_assert_eq!(serde_json::from_str::<Unit>(&json).unwrap(), unit);
    }
}

#[test]
fn a_unit_from_serde_is_checked_as_one_from_the_constructor() {
    let json = r#"{"code":"66","kind":"province","name":{"en":"Dak Lak"},"valid":"2025-07-01/..","successors":["1"]}"#;
    let error = serde_json::from_str::<Unit>(json).unwrap_err().to_string();
    assert!(error.starts_with("unit 66 has successors but no end"), "{error}");
}

#[test]
fn a_village_has_the_area_of_its_commune_and_zones_change_with_their_decisions() {
    let file = r#"
        [[unit]]
        code = "1"
        kind = "commune"
        name = { vi = "Ea Súp" }
        parent = "66"
        valid = "2025-07-01/2026-01-01"
        successors = ["1"]
        designations = [
          { list = "zone_iii", valid = "2025-07-01/2025-10-01" },
          { list = "zone_ii", valid = "2025-10-01/2026-01-01" },
          { list = "border_commune", valid = "2025-07-01/2026-01-01" },
        ]

        [[unit]]
        code = "1"
        kind = "ward"
        name = { vi = "Ea Súp" }
        parent = "66"
        valid = "2026-01-01/.."

        [[unit]]
        code = "1-1"
        kind = "village"
        name = { vi = "Buôn A" }
        parent = "1"
        valid = "2025-07-01/.."
        designations = [{ list = "specially_difficult_village", valid = "2025-07-01/.." }]
    "#;
    let builder = Gazetteer::builder().provinces_of_viet_nam().unwrap();
    let gazetteer = builder.toml("units.toml", file).unwrap().build().unwrap();
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    assert_eq!(gazetteer.area("1-1", day("2025-12-31")), Some(Area::Rural));
    assert_eq!(gazetteer.area("1-1", day("2026-01-01")), Some(Area::Urban));
    assert_eq!(gazetteer.area("66", day("2026-01-01")), None);
    let commune = gazetteer.at("1", day("2025-07-01")).unwrap();
    assert_eq!(commune.zone(day("2025-09-30")), Some(Zone::III));
    assert_eq!(commune.zone(day("2025-10-01")), Some(Zone::II));
    assert!(commune.is_listed(Designation::BorderCommune, day("2025-10-01")));
    assert!(Zone::III > Zone::II && Zone::II > Zone::I);
    let chain: Vec<_> = gazetteer.chain("1-1", day("2026-01-01")).map(|unit| unit.code()).collect();
    assert_eq!(chain, ["1-1", "1", "66", "VN"]);
    assert_eq!(gazetteer.children("66", day("2026-01-01")).count(), 1);
    assert_eq!(gazetteer.children("VN", day("2026-01-01")).count(), 34);
}
