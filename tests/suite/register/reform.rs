//! Households stay where they are while their units get other codes.

use super::commune::{Commune, day, household_in, id, seen};
use poverty::place::{Area, Gazetteer, Kind, Unit};
use poverty::register::{Change, Ground, Registration, Relocation, Whereabouts, Within};
use poverty::source::Text;

const OLD: &str = "2020-01-01/2025-07-01";
const NEW: &str = "2025-07-01/..";

/// On 1 July 2025 communes A and B become the commune N, and C is divided between N and the ward M; code B is used again.
fn places() -> Gazetteer {
    let unit = |code: &str, kind, name: &str, valid: &str| {
        Unit::new(code, kind, Text::english(name).unwrap(), valid.parse().unwrap()).unwrap()
    };
    let old = |code: &str, successors: &[&str]| {
        let unit = unit(code, Kind::Commune, "old", OLD).lying_in("P");
        successors.iter().fold(unit, |unit, successor| unit.followed_by(*successor).unwrap())
    };
    Gazetteer::builder()
        .unit(unit("P", Kind::Province, "province", "2020-01-01/.."))
        .unit(old("A", &["N"]))
        .unit(old("B", &["N"]))
        .unit(old("C", &["N", "M"]))
        .unit(unit("D", Kind::Commune, "abolished", OLD).lying_in("P"))
        .unit(unit("N", Kind::Commune, "new", NEW).lying_in("P"))
        .unit(unit("M", Kind::Ward, "ward", NEW).lying_in("P"))
        .unit(unit("B", Kind::Commune, "another one", NEW).lying_in("P"))
        .build()
        .unwrap()
}

fn commune() -> Commune {
    let mut commune = Commune::in_places(places());
    for (number, place) in [(1, "A"), (2, "B"), (3, "C"), (4, "D")] {
        commune.register_household("2024-01-10", household_in(place, number, 1_000_000, true));
    }
    commune
}

#[test]
fn a_code_is_followed_and_a_divided_unit_is_not_guessed() {
    let commune = commune();
    let at = |number, on: &str| commune.register.as_of(day(on)).household(id(number)).unwrap().whereabouts();
    assert_eq!(at(1, "2025-06-30"), Whereabouts::At("A"));
    assert_eq!(at(1, "2025-07-01"), Whereabouts::At("N"));
    assert_eq!(at(2, "2025-07-01"), Whereabouts::At("N"));
    assert_eq!(at(3, "2025-07-01"), Whereabouts::OneOf(vec!["M", "N"]));
    assert_eq!(at(4, "2025-07-01"), Whereabouts::Nowhere);
    let view = commune.register.as_of(day("2025-07-01"));
    assert_eq!(view.households_in("N").map(|state| state.id()).collect::<Vec<_>>(), [id(1), id(2)]);
    // Code B is another commune now, in which nobody lives.
    assert_eq!(view.households_in("B").count(), 0);
    assert_eq!(view.households_perhaps_in("N").count(), 1);
    assert_eq!(view.households_perhaps_in("M").count(), 1);
    assert_eq!(view.households_without_place().count(), 2);
    // Wherever it lives in the divided commune, it lives in the province.
    assert_eq!(view.household(id(3)).unwrap().lies_in("P"), Within::Yes);
    assert_eq!(view.households_in("P").count(), 3);
    let figures = view.figures(Some("N"), super::commune::DECREE).unwrap();
    assert_eq!((figures.households().get(), figures.without_place().get()), (2, 1));
}

/// A survey in one of the units that the old one became settles where the household lives, and whether it is rural.
#[test]
fn an_observation_settles_a_divided_unit() {
    let mut commune = commune();
    let urban = household_in("M", 3, 1_000_000, true).to_builder().place("M", Area::Urban).build().unwrap();
    commune.on("2025-09-10", Change::Observed(seen(urban).into())).unwrap();
    let view = commune.register.as_of(day("2025-09-10"));
    assert_eq!(view.household(id(3)).unwrap().whereabouts(), Whereabouts::At("M"));
    assert_eq!(view.household(id(3)).unwrap().area(), Area::Urban);
    assert_eq!(view.households_in("M").count(), 1);
    // Before the survey it was not known.
    let before = commune.register.as_of(day("2025-09-09"));
    assert_eq!(before.households_in("M").count(), 0);
}

#[test]
fn a_place_must_exist_on_its_day() {
    let mut commune = commune();
    let register = |commune: &mut Commune, on: &str, place: &str| {
        let observation = seen(household_in(place, 9, 1_000_000, true));
        commune.on(on, Change::Registered(Registration { ground: Ground::Listed, observation }.into())).unwrap_err()
    };
    assert_eq!(register(&mut commune, "2025-06-30", "N").code(), "register/unknown-place");
    assert_eq!(register(&mut commune, "2025-07-01", "A").code(), "register/unknown-place");
    let error = register(&mut commune, "2025-07-01", "M");
    assert_eq!(error.to_string(), "household H-9 is rural, and its place M is urban on 2025-07-01");
    assert_eq!(error.code(), "register/area-differs");
    let elsewhere = seen(household_in("B", 1, 1_000_000, true));
    let error = commune.on("2025-09-01", Change::Observed(elsewhere.into())).unwrap_err();
    assert_eq!(error.code(), "register/place-differs");
    assert_eq!(error.to_string(), "household H-1 is observed in B on 2025-09-01 and lives in N: record that it moved");
    let gone = Relocation { household: id(1), place: "C".into(), area: Area::Rural };
    assert_eq!(commune.on("2025-09-01", Change::Moved(gone.into())).unwrap_err().code(), "register/unknown-place");
}

/// The decision of a commune is about households of that commune.
#[test]
fn a_commune_decides_on_its_own_households() {
    use poverty::register::Decision;
    use poverty::standard::Standards;
    let mut commune = commune();
    let decree = Standards::embedded().get(super::commune::DECREE).unwrap();
    let decision = Decision::under("1/QĐ-UBND", "N", decree).unwrap();
    let decision = commune.on("2025-12-01", Change::Decided(decision.into())).unwrap();
    assert!(commune.recognise("2025-12-01", decision, 1).is_ok());
    // It may live there.
    assert!(commune.recognise("2025-12-01", decision, 3).is_ok());
    let error = commune.recognise("2025-12-01", decision, 4).unwrap_err();
    assert_eq!(error.code(), "register/outside-decision");
}

#[test]
fn a_corrected_place_must_exist_too() {
    let mut commune = commune();
    let first = poverty::journal::EntryId::new(1);
    assert_eq!(commune.correct("2024-02-01", first, "place", "N").unwrap_err().code(), "register/unknown-place");
    commune.correct("2024-02-01", first, "place", "B").unwrap();
    let places = |known: &str| {
        let view = commune.register.as_of(day("2024-01-20")).as_known_on(day(known));
        (view.households_in("A").count(), view.households_in("B").count())
    };
    assert_eq!(places("2024-01-31"), (1, 1));
    assert_eq!(places("2024-02-01"), (0, 2));
}
