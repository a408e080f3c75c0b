//! The embedded provinces against the published list of the 34 units and their predecessors.

use chrono::NaiveDate;
use poverty::place::{Gazetteer, Kind, Level, plain_name};
use poverty::source::{Confirmation, Language};
use std::collections::BTreeSet;

fn gazetteer() -> Gazetteer {
    Gazetteer::provinces_of_viet_nam().unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn there_are_63_before_the_reform_and_34_after_it() {
    let gazetteer = gazetteer();
    let provinces = |date| gazetteer.on(day(date)).filter(|unit| unit.level() == Level::Province).count();
    assert_eq!((provinces("2008-07-31"), provinces("2008-08-01")), (0, 63));
    assert_eq!((provinces("2025-06-30"), provinces("2025-07-01")), (63, 34));
    let cities = |date| gazetteer.on(day(date)).filter(|unit| unit.kind() == Kind::CentrallyRunCity).count();
    assert_eq!((cities("2024-12-31"), cities("2025-01-01"), cities("2025-07-01")), (5, 6, 6));
}

#[test]
fn every_row_of_the_published_list_is_in_the_gazetteer() {
    let gazetteer = gazetteer();
    let (before, after) = (day("2025-06-30"), day("2025-07-01"));
    let mut reader = csv::Reader::from_path("tests/data/places/vn_provinces_2025.csv").unwrap();
    let columns = reader.headers().unwrap().clone();
    let mut rows = 0;
    for row in reader.records() {
        let row = row.unwrap();
        let cell = |name: &str| row.get(columns.iter().position(|column| column == name).unwrap()).unwrap();
        let list = |name: &str| cell(name).split("; ").map(str::to_owned).collect::<BTreeSet<_>>();
        let unit = gazetteer.at(cell("code"), after).unwrap();
        assert_eq!(unit.name().in_language(Language::Vietnamese), cell("name_vi"));
        assert_eq!(unit.name().in_language(Language::English), cell("name_plain"));
        assert_eq!(unit.plain_name(), plain_name(cell("name_plain")));
        let kind = if cell("kind_2025_07_01") == "city" { Kind::CentrallyRunCity } else { Kind::Province };
        assert_eq!(unit.kind(), kind);

        let named_before = gazetteer.at(cell("code"), before).unwrap();
        let today_named = if cell("code") == "46" { "Huế" } else { cell("code_was_used_before_by") };
        assert_eq!(named_before.name().in_language(Language::Vietnamese), today_named);

        // A unit that the reform did not touch is its own predecessor in the list, and one unit here.
        let mut codes: BTreeSet<_> = gazetteer.predecessors(unit).map(|old| old.code().to_owned()).collect();
        if unit.valid().contains(before) {
            codes = BTreeSet::from([unit.code().to_owned()]);
        }
        assert_eq!(codes, list("predecessor_codes"), "{}", cell("name_vi"));
        rows += 1;
    }
    assert_eq!(rows, 34);
}

#[test]
fn seven_codes_changed_their_name_with_the_reform() {
    let gazetteer = gazetteer();
    let (before, after) = (day("2025-06-30"), day("2025-07-01"));
    let renamed: Vec<_> = gazetteer
        .on(after)
        .filter(|unit| gazetteer.at(unit.code(), before).unwrap().plain_name() != unit.plain_name())
        .map(|unit| unit.code())
        .collect();
    assert_eq!(renamed, ["15", "24", "44", "52", "80", "82", "91"]);
}

#[test]
fn every_old_province_became_exactly_one_and_none_is_lost() {
    let gazetteer = gazetteer();
    let (before, after) = (day("2025-06-30"), day("2025-07-01"));
    let mut reached = BTreeSet::new();
    for old in gazetteer.on(before) {
        let became = gazetteer.became(old.code(), before, after);
        assert_eq!(became.len(), 1, "{}", old.code());
        reached.insert(became[0].code().to_owned());
    }
    assert_eq!(reached.len(), 35, "34 provinces and the country");
    let phu_yen = gazetteer.became("54", day("2010-01-01"), day("2026-01-01"));
    assert_eq!(phu_yen[0].name().in_language(Language::Vietnamese), "Đắk Lắk");
}

#[test]
fn what_is_from_memory_says_so() {
    let gazetteer = gazetteer();
    let marks: Vec<_> =
        gazetteer.events().iter().map(|event| (event.date.to_string(), event.source.confirmation)).collect();
    assert_eq!(
        marks,
        [
            ("2008-08-01".to_owned(), Confirmation::FromMemory),
            ("2025-01-01".to_owned(), Confirmation::FromMemory),
            ("2025-07-01".to_owned(), Confirmation::Confirmed),
        ]
    );
    // Each day on which a unit begins or ends is an event, and each event cites an instrument of the file.
    let dates: BTreeSet<_> = gazetteer.events().iter().map(|event| event.date).collect();
    for unit in gazetteer.units() {
        assert!(dates.contains(&unit.valid().start()), "{}", unit.code());
        assert!(unit.valid().end().is_none_or(|end| dates.contains(&end)), "{}", unit.code());
    }
    for event in gazetteer.events() {
        assert!(gazetteer.instruments().iter().any(|instrument| instrument.id == event.source.instrument));
    }
}
