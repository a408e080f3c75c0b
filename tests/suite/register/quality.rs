//! Rules of a register and its completeness: each check found by what breaks it and by nothing else, and totals that add up.

use super::commune::{Commune, day, household, id, seen};
use poverty::household::validate::Severity;
use poverty::household::{Birth, Dwelling, Household, Member, Observed, Relationship, Services, Sex, Toilet, Unknown};
use poverty::place::Area;
use poverty::quantity::{FloorArea, Money};
use poverty::register::quality::{Check, Completeness, FindingCounts, QualityFinding, Rule, Rules};
use poverty::register::{Arrival, Change, Departure, Joining, Leaving, Person};
use proptest::prelude::*;

const FIRST: &str = "2023-11-01";
const SECOND: &str = "2024-11-01";

fn built_in() -> Rules {
    Rules::built_in().unwrap()
}

fn head() -> Member {
    Member::born(day("1980-05-01")).with_sex(Sex::Female).with_relationship(Relationship::Head)
}

fn son() -> Member {
    Member::born(day("2004-02-10")).with_sex(Sex::Male).with_relationship(Relationship::Child)
}

fn of(members: [Member; 2]) -> Household {
    Household::builder("H-1", "24133", Area::Rural).members(members).build().unwrap()
}

fn codes(findings: &[QualityFinding]) -> Vec<&str> {
    let codes = findings.iter().map(|finding| &*finding.rule);
    codes.filter(|code| code.starts_with("register/")).collect()
}

/// What the rules find of one household on the first day, and between it and the second.
fn found(first: Household, second: Household) -> (Vec<String>, Vec<String>) {
    let mut commune = Commune::new();
    commune.register_household(FIRST, first);
    commune.on(SECOND, Change::Observed(seen(second).into())).unwrap();
    let (before, after) = (commune.register.as_of(day(FIRST)), commune.register.as_of(day(SECOND)));
    let between = built_in().check_between(&before, &after).unwrap();
    let owned = |findings: Vec<QualityFinding>| codes(&findings).into_iter().map(str::to_owned).collect();
    (owned(built_in().check(&after)), owned(between))
}

#[test]
fn a_household_in_order_breaks_no_rule() {
    let (within, between) = found(of([head(), son()]), of([head(), son()]));
    assert_eq!((within, between), (vec![], vec![]));
}

#[test]
fn each_rule_of_one_day_is_broken_by_one_thing() {
    let plain = || of([head(), son()]).to_builder();
    let area = |metres| Dwelling::default().with_area(FloorArea::square_metres(metres).unwrap());
    for (odd, code) in [
        (plain().dwelling(area(2)), "register/floor-area-range"),
        (plain().dwelling(area(900)), "register/floor-area-range"),
        (plain().income_per_person_month(Money::vnd(200_000_000)), "register/income-range"),
        (plain().dwelling(Dwelling::default().with_rooms(2).with_bedrooms(3)), "register/bedrooms-beyond-rooms"),
        (plain().members([head(), son().with_sex(Observed::Unknown(Unknown::Refused))]), "register/sex-known"),
        (plain().members([head(), son().with_birth(Observed::NOT_RECORDED)]), "register/birth-known"),
        (
            plain().services(Services::default().with_toilet(Toilet::None).with_toilet_shared(true)),
            "register/no-toilet-shared",
        ),
        (plain().members([head(), son().with_relationship(Relationship::Head)]), "register/one-head"),
        (plain().members([head().with_relationship(Relationship::Child), son()]), "register/one-head"),
        (plain().members([head(), son().with_birth(Birth::date(day("2025-01-02")))]), "register/born-after-observed"),
    ] {
        let mut commune = Commune::new();
        commune.register_household(SECOND, odd.build().unwrap());
        let findings = built_in().check(&commune.register.as_of(day(SECOND)));
        assert_eq!(codes(&findings), [code]);
    }
    let worked = |member: Member| {
        use poverty::household::WorkYear;
        use poverty::quantity::Months;
        let months = |text: &str| text.parse::<Months>().unwrap();
        member.with_work_year(WorkYear::default().with_worked(months("9")).with_workable(months("6")))
    };
    let mut commune = Commune::new();
    commune.register_household(SECOND, of([worked(head()), son()]));
    let findings = built_in().check(&commune.register.as_of(day(SECOND)));
    assert_eq!(codes(&findings), ["register/months-beyond-workable"]);
    assert_eq!(findings.iter().find(|finding| finding.rule.contains("months")).unwrap().member, Some(10.into()));
}

#[test]
fn each_rule_between_two_days_is_broken_by_one_thing() {
    let plain = || of([head(), son()]).to_builder();
    let area = |metres| Dwelling::default().with_area(FloorArea::square_metres(metres).unwrap());
    let lasting = |years| Dwelling::default().with_lifespan_years(years);
    for (before, after, code) in [
        (plain(), plain().members([head().with_sex(Sex::Male), son()]), "register/sex-changed"),
        (
            plain().ethnicity(poverty::household::EthnicGroup::E_DE),
            plain().ethnicity(poverty::household::EthnicGroup::KINH),
            "register/ethnicity-changed",
        ),
        // He grew younger; he grew by twelve years in one.
        (plain(), plain().members([head(), son().with_birth(Birth::age(16).unwrap())]), "register/age-against-time"),
        (plain(), plain().members([head(), son().with_birth(Birth::age(31).unwrap())]), "register/age-against-time"),
        (plain().dwelling(area(30)), plain().dwelling(area(90)), "register/floor-area-jumped"),
        (plain().dwelling(lasting(10)), plain().dwelling(lasting(30)), "register/lifespan-jumped"),
        (
            plain().income_per_person_month(Money::vnd(900_000)),
            plain().income_per_person_month(Money::vnd(9_000_000)),
            "register/income-jumped",
        ),
        (
            plain(),
            plain()
                .members([head().with_relationship(Relationship::Spouse), son().with_relationship(Relationship::Head)]),
            "register/head-vanished",
        ),
    ] {
        let (_, between) = found(before.build().unwrap(), after.build().unwrap());
        assert_eq!(between, [code]);
    }
    // What grew as it may.
    let aged = |years| of([head(), son().with_birth(Birth::age(years).unwrap())]);
    assert_eq!(found(aged(19), aged(20)).1, Vec::<String>::new());
    let larger = found(plain().dwelling(area(30)).build().unwrap(), plain().dwelling(area(48)).build().unwrap());
    assert_eq!(larger.1, Vec::<String>::new());
}

#[test]
fn the_head_may_leave_by_an_event_if_somebody_follows() {
    for (follower, expected) in [(Relationship::Head, vec![]), (Relationship::Child, vec!["register/head-vanished"])] {
        let mut commune = Commune::new();
        commune.register_household(FIRST, of([head(), son()]));
        let death = Leaving { household: id(1), member: 10.into(), departure: Departure::Died };
        commune.on("2024-03-01", Change::Left(death)).unwrap();
        let alone = Household::builder("H-1", "24133", Area::Rural).member(son().with_relationship(follower));
        let seen = poverty::register::Observation::new(alone.build().unwrap(), [11]).unwrap();
        commune.on(SECOND, Change::Observed(seen.into())).unwrap();
        let (before, after) = (commune.register.as_of(day(FIRST)), commune.register.as_of(day(SECOND)));
        assert_eq!(codes(&built_in().check_between(&before, &after).unwrap()), expected);
    }
}

#[test]
fn nobody_lives_twice_or_after_death() {
    let mut commune = Commune::new();
    commune.register_household(FIRST, of([head(), son()]));
    commune.register_household(FIRST, household(2, 1_000_000, false));
    let twice =
        Joining { household: id(2), person: Person { id: 11.into(), record: son() }, arrival: Arrival::MovedIn };
    commune.on("2024-01-10", Change::Joined(twice.into())).unwrap();
    let check = |commune: &Commune, on| {
        let findings = built_in().check(&commune.register.as_of(day(on)));
        let wide = ["register/one-household-each", "register/born-then-dead"];
        let wide = findings.into_iter().filter(|finding| wide.contains(&&*finding.rule));
        wide.map(|finding| (finding.rule.to_string(), finding.household)).collect::<Vec<_>>()
    };
    assert_eq!(check(&commune, "2024-02-01"), [("register/one-household-each".to_owned(), id(2))]);
    // The son, born in 2004, is said to have died in the first household; he lives on in the other.
    let death = Leaving { household: id(1), member: 11.into(), departure: Departure::Died };
    commune.on("2024-03-01", Change::Left(death)).unwrap();
    assert_eq!(check(&commune, SECOND), [("register/born-then-dead".to_owned(), id(2))]);
    // And one who died before the day of birth that is recorded.
    let mut commune = Commune::new();
    commune.register_household(FIRST, of([head(), son().with_birth(Birth::date(day("2024-12-01")))]));
    let death = Leaving { household: id(1), member: 11.into(), departure: Departure::Died };
    commune.on("2024-03-01", Change::Left(death)).unwrap();
    assert_eq!(check(&commune, SECOND), [("register/born-then-dead".to_owned(), id(1))]);
}

#[test]
fn rules_are_data_that_can_be_added_weighed_and_left_out() {
    let mut commune = Commune::new();
    commune.register_household(
        FIRST,
        of([head(), son()]).to_builder().dwelling(Dwelling::default().with_rooms(9)).build().unwrap(),
    );
    let view = commune.register.as_of(day(FIRST));
    let text = r#"
        [[rule]]
        code = "commune/rooms"
        severity = "unusual"
        check = { one_of = { field = "dwelling.rooms", codes = ["1", "2", "3"] } }
    "#;
    let rules = Rules::parse(text).unwrap();
    let finding = &rules.check(&view)[0];
    assert_eq!(finding.to_string(), "household H-1: dwelling.rooms is 9, expected one of 1, 2, 3 (commune/rooms)");
    assert_eq!(finding.severity, Severity::Unusual);
    let rules = rules.weighed("commune/rooms", Severity::Contradiction).unwrap();
    assert_eq!(rules.check(&view)[0].severity, Severity::Contradiction);
    let json = serde_json::to_string(&rules).unwrap();
    assert_eq!(serde_json::from_str::<Rules>(&json).unwrap(), rules);
    assert!(rules.without("commune/rooms").unwrap().check(&view).is_empty());
    // Those of one household are rules like the others.
    assert!(built_in().without("household/large-dwelling").is_ok());
}

#[test]
fn what_is_refused_of_rules() {
    let code = |result: Result<Rules, poverty::register::quality::QualityError>| result.unwrap_err().code();
    assert_eq!(code(Rules::parse("rule = 3")), "quality/rules-form");
    assert_eq!(code(built_in().without("register/none")), "quality/no-such-rule");
    assert_eq!(code(built_in().weighed("register/none", Severity::Unusual)), "quality/no-such-rule");
    let rule = |code: &str, check| Rule { code: code.into(), severity: Severity::Unusual, check };
    assert_eq!(code(built_in().with(rule("register/one-head", Check::OneHead))), "quality/rule-code");
    assert_eq!(code(built_in().with(rule(" ", Check::OneHead))), "quality/rule-code");
    let range = |field: &str, least, most| Check::Range { field: field.into(), least, most };
    for check in [
        range("dwelling.flor", Some(1), None),
        range("members.name", Some(1), None),
        range("dwelling.area", None, None),
        range("dwelling.area", Some(2), Some(1)),
        Check::OneOf { field: "dwelling.floor".into(), codes: vec![] },
        Check::Together {
            field: "dwelling.floor".into(),
            values: vec![],
            other: "dwelling.roof".into(),
            others: vec![],
        },
        Check::AtMost { field: "dwelling.rooms".into(), other: "members.schooling_years".into() },
    ] {
        assert_eq!(code(built_in().with(rule("own", check))), "quality/rule");
    }
    let commune = Commune::new();
    let (first, second) = (commune.register.as_of(day(FIRST)), commune.register.as_of(day(SECOND)));
    assert_eq!(built_in().check_between(&second, &first).unwrap_err().code(), "quality/not-earlier");
    assert_eq!(Completeness::of_fields(&first, &["dwelling.flor"]).unwrap_err().code(), "quality/rule");
}

/// What a rule can't compare is found, and not left out as if it were right.
#[test]
fn a_value_that_is_no_number_or_of_another_unit_is_found() {
    let commune = |first: Household, second: Household| {
        let mut commune = Commune::new();
        commune.register_household(FIRST, first);
        commune.on(SECOND, Change::Observed(seen(second).into())).unwrap();
        commune
    };
    let rules = |check| {
        let code = "own".into();
        Rules::none().with(Rule { code, severity: Severity::Unusual, check }).unwrap()
    };
    let dwelling = Dwelling::default().with_rooms(2).with_floor(poverty::household::Floor::Tile);
    let home = |income: &str| {
        let builder = of([head(), son()]).to_builder().dwelling(dwelling.clone());
        builder.income_per_person_month(income.parse::<Money>().unwrap()).build().unwrap()
    };
    let commune = commune(home("100 USD"), home("2,400,000 VND"));
    let (first, second) = (commune.register.as_of(day(FIRST)), commune.register.as_of(day(SECOND)));
    let floor = || "dwelling.floor".into();
    let rooms = || "dwelling.rooms".into();
    let income = || "income_per_person_month".into();
    for (check, found) in [
        (Check::Range { field: floor(), least: Some(1), most: None }, "dwelling.floor is tile, expected a number"),
        (Check::AtMost { field: floor(), other: rooms() }, "dwelling.floor is tile, expected a number"),
        (Check::AtMost { field: rooms(), other: floor() }, "dwelling.floor is tile, expected a number"),
        (
            Check::AtMost { field: rooms(), other: income() },
            "dwelling.rooms is 2, expected the unit of income_per_person_month, 2,400,000 VND",
        ),
    ] {
        let findings = rules(check).check(&second);
        assert_eq!(findings.len(), 1, "{findings:?}");
        assert_eq!(findings[0].to_string(), format!("household H-1: {found} (own)"));
    }
    let change = |field| Check::ChangesAtMost { field, percent: 10, unless_within: 0 };
    let since = |check| rules(check).check_between(&first, &second).unwrap();
    assert_eq!(since(change(floor()))[0].expected, "a number");
    assert_eq!(since(change(income()))[0].expected, "the unit of 100 USD as on 2023-11-01");
    assert!(since(change(rooms())).is_empty());
}

/// Entries that make no household are found, and counted where nothing can be said.
#[test]
fn a_household_of_too_many_is_found_and_not_left_out() {
    let mut commune = Commune::new();
    commune.register_household(FIRST, of([head(), son()]));
    for number in 0..99_u64 {
        let person = Person { id: (1_000 + number).into(), record: son() };
        let joining = Joining { household: id(1), person, arrival: Arrival::MovedIn };
        commune.on("2024-02-01", Change::Joined(joining.into())).unwrap();
    }
    let (before, after) = (commune.register.as_of(day(FIRST)), commune.register.as_of(day(SECOND)));
    let found = built_in().check(&after);
    assert_eq!(codes(&found), ["register/unreadable"]);
    assert_eq!(found[0].found, "household `H-1` has 101 members, expected at most 100; is it an institution?");
    assert_eq!(codes(&built_in().check_between(&before, &after).unwrap()), ["register/unreadable"]);
    assert_eq!(Completeness::of_all_fields(&after).unreadable().get(), 1);
}

#[test]
fn findings_are_counted_place_by_place() {
    let mut commune = Commune::new();
    let crowded = |number: u32, place: &str, bedrooms| {
        let members = [head(), son()];
        let builder = Household::builder(format!("H-{number}"), place, Area::Rural).members(members);
        builder.dwelling(Dwelling::default().with_rooms(2).with_bedrooms(bedrooms)).build().unwrap()
    };
    for (number, place, bedrooms) in [(1, "24133-01", 3), (2, "24133-01", 4), (3, "24133-02", 5), (4, "24133-03", 1)] {
        commune.register_household(FIRST, crowded(number, place, bedrooms));
    }
    let rule = "register/bedrooms-beyond-rooms";
    let findings: Vec<_> =
        built_in().check(&commune.register.as_of(day(FIRST))).into_iter().filter(|one| &*one.rule == rule).collect();
    let counts = FindingCounts::of(&findings);
    assert_eq!(counts.places().collect::<Vec<_>>(), ["24133-01", "24133-02"]);
    assert_eq!((counts.of_rule("24133-01", rule).get(), counts.of_place("24133-01").get()), (2, 2));
    assert_eq!((counts.households("24133-01").get(), counts.households("24133-03").get()), (2, 0));
    assert_eq!(counts.of_rule("24133-02", "register/one-head").get(), 0);
    assert_eq!(
        counts.to_string(),
        "place     findings  severity       rule\n\
         24133-01         2  contradiction  register/bedrooms-beyond-rooms\n\
         24133-02         1  contradiction  register/bedrooms-beyond-rooms"
    );
}

#[test]
fn the_table_prints_what_was_asked() {
    let mut commune = Commune::new();
    commune.register_household(FIRST, household(1, 1_000_000, true));
    let table = Completeness::of_all_fields(&commune.register.as_of(day(FIRST))).to_string();
    assert!(table.contains("\ndwelling.area "), "{table}");
    assert!(!table.contains("food.days.fish"), "nobody asked: {table}");
    let widths: Vec<usize> = table.lines().map(|line| line.chars().count()).collect();
    assert!(widths.iter().all(|width| *width == widths[0]), "{table}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// Every household answers every field of a household once, every member every field of a member, in each place.
    #[test]
    fn completeness_adds_up(homes in prop::collection::vec((any::<Dwelling>(), any::<Member>(), 1..4_usize, 0..3_u32), 1..6)) {
        let mut commune = Commune::new();
        let mut expected = std::collections::BTreeMap::<String, (u64, u64)>::new();
        for (number, (dwelling, member, members, place)) in (1..).zip(&homes) {
            let place = format!("2413{place}");
            let household = Household::builder(format!("H-{number}"), &place, Area::Rural)
                .dwelling(dwelling.clone())
                .members(vec![member.clone(); *members])
                .build()
                .unwrap();
            commune.register_household(FIRST, household);
            let counts = expected.entry(place).or_default();
            *counts = (counts.0 + 1, counts.1 + *members as u64);
        }
        let table = Completeness::of_all_fields(&commune.register.as_of(day(FIRST)));
        prop_assert_eq!(table.unreadable().get(), 0);
        prop_assert!(table.places().eq(expected.keys().map(String::as_str)));
        for field in table.fields() {
            let mut sum = 0;
            for (place, (households, members)) in &expected {
                let total = if field.starts_with("members.") { *members } else { *households };
                let known = table.of(place, field).unwrap();
                prop_assert_eq!(known.total().get(), total, "{} {}", place, field);
                sum += known.known().get();
            }
            prop_assert_eq!(table.all(field).unwrap().known().get(), sum);
        }
        let rooms = homes.iter().filter(|(dwelling, ..)| dwelling.rooms.known().is_some()).count() as u64;
        prop_assert_eq!(table.all("dwelling.rooms").unwrap().known().get(), rooms);
    }
}
