//! Households through time: what was true when, and what was known when.

use super::commune::{Commune, day, household, id, seen};
use poverty::household::{Member, Relationship};
use poverty::place::Area;
use poverty::register::{
    Arrival, Change, Closing, Closure, Departure, End, Joining, Leaving, MemberId, Merger, Origin, Person, Relocation,
    Split, Standing,
};

fn members(commune: &Commune, number: u32, on: &str, known: &str) -> Vec<u64> {
    let view = commune.register.as_of(day(on)).as_known_on(day(known));
    view.household(id(number)).map_or(Vec::new(), |state| state.members().into_iter().map(MemberId::get).collect())
}

#[test]
fn a_death_that_became_known_late_is_seen_by_those_who_knew() {
    let mut commune = Commune::new();
    commune.register_household("2022-01-10", household(1, 1_000_000, true));
    let death = Leaving { household: id(1), member: 11.into(), departure: Departure::Died };
    commune.known("2022-05-01", "2022-09-01", Change::Left(death)).unwrap();
    assert_eq!(members(&commune, 1, "2022-04-30", "2022-12-31"), [10, 11]);
    assert_eq!(members(&commune, 1, "2022-05-01", "2022-12-31"), [10]);
    assert_eq!(members(&commune, 1, "2022-06-01", "2022-08-31"), [10, 11]);
    // Before it was registered nobody knew the household.
    assert!(commune.register.as_of(day("2022-01-09")).household(id(1)).is_none());
    assert!(commune.register.as_of(day("2022-06-01")).as_known_on(day("2022-01-09")).household(id(1)).is_none());
}

/// The survey of October did not know of the death in May: what it saw of the dead is not a member.
#[test]
fn a_late_death_outlives_the_survey_between() {
    let mut commune = Commune::new();
    commune.register_household("2022-01-10", household(1, 1_000_000, true));
    commune.on("2022-10-01", Change::Observed(seen(household(1, 1_200_000, true)).into())).unwrap();
    let death = Leaving { household: id(1), member: 11.into(), departure: Departure::Died };
    commune.known("2022-05-01", "2022-12-01", Change::Left(death)).unwrap();
    let state = commune.register.as_of(day("2022-12-31")).household(id(1)).unwrap();
    assert_eq!(state.members(), [MemberId::new(10)]);
    assert_eq!(state.household().unwrap().size(), 1);
    assert_eq!(state.household().unwrap().income_per_person_month().to_string(), "1,200,000 VND");
}

#[test]
fn a_birth_a_split_and_a_merger_move_persons_and_lose_none() {
    let mut commune = Commune::new();
    commune.register_household("2022-01-10", household(1, 1_000_000, true));
    let child = Person { id: 19.into(), record: Member::aged(0).unwrap().with_relationship(Relationship::Child) };
    let birth = Joining { household: id(1), person: child, arrival: Arrival::Born };
    commune.on("2022-03-01", Change::Joined(birth.into())).unwrap();
    assert_eq!(members(&commune, 1, "2022-03-01", "2022-03-01"), [10, 11, 19]);

    let mut two = household(2, 1_000_000, true).to_builder();
    two = two.members([Member::aged(42).unwrap(), Member::aged(0).unwrap()]);
    let into = poverty::register::Observation::new(two.build().unwrap(), [11, 19]).unwrap();
    commune.on("2022-06-01", Change::Split(Split { from: id(1), into }.into())).unwrap();
    assert_eq!(members(&commune, 1, "2022-06-01", "2022-06-01"), [10]);
    assert_eq!(members(&commune, 2, "2022-06-01", "2022-06-01"), [11, 19]);
    let state = commune.register.as_of(day("2022-06-01")).household(id(2)).unwrap();
    assert_eq!(state.origin(), Some((day("2022-06-01"), Origin::Split(id(1)))));

    let person = Person { id: 10.into(), record: Member::aged(40).unwrap() };
    let merger = Merger { household: id(1), into: id(2), members: vec![person] };
    commune.on("2023-01-01", Change::Merged(merger.into())).unwrap();
    assert_eq!(members(&commune, 2, "2023-01-01", "2023-01-01"), [11, 19, 10]);
    let ended = commune.register.as_of(day("2023-01-01")).household(id(1)).unwrap();
    assert_eq!(ended.end(), Some((day("2023-01-01"), End::Merged(id(2)))));
    assert_eq!(commune.register.as_of(day("2023-01-01")).households().count(), 1);
    assert_eq!(commune.register.as_of(day("2022-12-31")).households().count(), 2);
}

#[test]
fn a_move_and_a_closing_hold_from_their_days() {
    let mut commune = Commune::new();
    commune.register_household("2022-01-10", household(1, 1_000_000, true));
    let relocation = Relocation { household: id(1), place: "24136".into(), area: Area::Urban };
    commune.on("2022-06-01", Change::Moved(relocation.into())).unwrap();
    let closing = Closing { household: id(1), closure: Closure::MovedAway };
    commune.on("2023-06-01", Change::Closed(closing)).unwrap();
    let at = |on: &str, place: &str| commune.register.as_of(day(on)).households_in(place).count();
    assert_eq!((at("2022-05-31", "24133"), at("2022-05-31", "24136")), (1, 0));
    assert_eq!((at("2022-06-01", "24133"), at("2022-06-01", "24136")), (0, 1));
    assert_eq!((at("2023-06-01", "24133"), at("2023-06-01", "24136")), (0, 0));
    let state = commune.register.as_of(day("2022-06-01")).household(id(1)).unwrap();
    assert_eq!((state.area(), state.household().unwrap().place()), (Area::Urban, "24136"));
}

#[test]
fn a_household_that_no_decision_named_is_not_poor() {
    let mut commune = Commune::new();
    commune.register_household("2022-01-10", household(1, 1_000_000, true));
    commune.register_household("2022-01-10", household(2, 1_000_000, false));
    let decision = commune.decide("2022-12-01");
    commune.recognise("2022-12-01", decision, 1).unwrap();
    let standing = |number, on: &str| commune.register.as_of(day(on)).household(id(number)).unwrap().standing();
    assert_eq!(standing(1, "2022-11-30"), Standing::NotPoor);
    assert_eq!(standing(1, "2022-12-01"), Standing::Poor);
    assert_eq!(standing(2, "2022-12-01"), Standing::NotPoor);
    let figures = commune.register.as_of(day("2022-12-31")).figures(None, super::commune::DECREE).unwrap();
    assert_eq!((figures.households().get(), figures.poor().get(), figures.unlisted().get()), (2, 1, 1));
    assert_eq!(figures.rate().unwrap().rate().to_string(), "1/2");
}

/// The support of 36 months: its first day, its last, and the day after.
#[test]
fn who_left_the_lists_is_newly_escaped_for_36_months() {
    use poverty::register::EscapeWindow;
    let mut commune = Commune::new();
    commune.register_household("2022-01-10", household(1, 1_000_000, true));
    let first = commune.decide("2022-01-15");
    commune.recognise("2022-01-15", first, 1).unwrap();
    commune.on("2022-11-01", Change::Observed(seen(household(1, 5_000_000, false)).into())).unwrap();
    let second = commune.decide("2022-12-01");
    commune.recognise("2022-12-01", second, 1).unwrap();
    let newly = |on: &str, last_day_counts| {
        let state = commune.register.as_of(day(on)).household(id(1)).unwrap();
        state.is_newly_escaped(EscapeWindow { last_day_counts, ..EscapeWindow::MONTHS_36 })
    };
    assert!(!newly("2022-11-30", true));
    assert!(newly("2022-12-01", false));
    assert!(newly("2025-11-30", false));
    assert!(!newly("2025-12-01", false));
    assert!(newly("2025-12-01", true));
    assert!(!newly("2025-12-02", true));
}
