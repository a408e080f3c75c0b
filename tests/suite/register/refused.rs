//! Every refusal of the register, each with its code and words. A refused entry leaves no trace (the commune of the tests
//! compares the register before and after).

use super::commune::{Commune, DECREE, day, household, id, seen};
use poverty::household::{Household, Member};
use poverty::journal::EntryId;
use poverty::place::Area;
use poverty::register::{
    Arrival, Because, Change, Closing, Closure, Decision, Departure, Field, Ground, Joining, Leaving, Merger,
    Observation, Person, Publication, RegisterError, Registration, Relocation, Split,
};
use poverty::standard::Standards;

fn two_households() -> Commune {
    let mut commune = Commune::new();
    commune.register_household("2022-01-10", household(1, 1_000_000, true));
    commune.register_household("2022-01-10", household(2, 1_000_000, true));
    commune
}

#[track_caller]
fn refused(result: Result<EntryId, RegisterError>, code: &str, words: &str) {
    let error = result.unwrap_err();
    assert_eq!(error.code(), code, "{error}");
    assert_eq!(error.to_string(), words);
}

fn person(id: u64) -> Person {
    Person { id: id.into(), record: Member::aged(30).unwrap() }
}

#[test]
fn observations_that_are_none() {
    let one = household(1, 1_000_000, true);
    let code =
        |household: Household, people: &[u64]| Observation::new(household, people.iter().copied()).unwrap_err().code();
    assert_eq!(code(one.clone(), &[1]), "register/member-count");
    assert_eq!(code(one.clone(), &[1, 1]), "register/member-twice");
    assert_eq!(code(one.to_builder().weight("2.5".parse().unwrap()).build().unwrap(), &[1, 2]), "register/weighted");
    let unnamed = Household::builder("hộ", "24133", Area::Rural).member(Member::aged(1).unwrap()).build().unwrap();
    assert_eq!(code(unnamed, &[1]), "register/household-id");
}

#[test]
fn identifiers_are_given_once() {
    let mut commune = two_households();
    let again = Registration { ground: Ground::MovedIn, observation: seen(household(1, 1, true)) };
    refused(
        commune.on("2023-01-01", Change::Registered(again.into())),
        "register/already-registered",
        "household H-1 is in the register already, by entry 1: an identifier is given once",
    );
    let split = Split { from: id(1), into: Observation::new(alone(2), [10]).unwrap() };
    refused(
        commune.on("2023-01-01", Change::Split(split.into())),
        "register/already-registered",
        "household H-2 is in the register already, by entry 2: an identifier is given once",
    );
}

fn alone(number: u32) -> Household {
    household(number, 1_000_000, true).to_builder().members([Member::aged(30).unwrap()]).build().unwrap()
}

#[test]
fn nothing_happens_to_a_household_that_is_not_there() {
    let mut commune = two_households();
    let closing = |number| Change::Closed(Closing { household: id(number), closure: Closure::DiedOut });
    refused(
        commune.on("2023-01-01", closing(3)),
        "register/not-registered",
        "household H-3 is not in the register on 2023-01-01",
    );
    refused(
        commune.known("2022-01-09", "2023-01-01", closing(1)),
        "register/not-registered",
        "household H-1 is not in the register on 2022-01-09",
    );
    commune.on("2023-01-01", closing(1)).unwrap();
    refused(
        commune.on("2023-01-02", closing(1)),
        "register/ended",
        "household H-1 ended by entry 3, so nothing can happen to it on 2023-01-02",
    );
    let relocation = Relocation { household: id(1), place: "X".into(), area: Area::Rural };
    assert_eq!(commune.on("2023-01-02", Change::Moved(relocation.into())).unwrap_err().code(), "register/ended");
    assert_eq!(commune.support("2023-01-02", 1, "housing", None).unwrap_err().code(), "register/ended");
    // A move that became known late is welcome; one that ends it before what is known to have happened is not.
    let late = Relocation { household: id(1), place: "X".into(), area: Area::Rural };
    commune.known("2022-06-01", "2023-01-02", Change::Moved(late.into())).unwrap();
    commune.support("2022-07-01", 2, "housing", None).unwrap_err();
    commune
        .known("2022-07-01", "2023-01-02", Change::Closed(Closing { household: id(2), closure: Closure::MovedAway }))
        .unwrap();
    refused(
        commune.known("2022-05-01", "2023-01-02", closing(2)),
        "register/contradicted",
        "entry 6 can't be, because of entry 5, which is true later: household H-2 ended by entry 6, so nothing can happen to it \
         on 2022-07-01",
    );
}

#[test]
fn members_join_once_and_leave_once() {
    let mut commune = two_households();
    let joining =
        |member| Change::Joined(Joining { household: id(1), person: person(member), arrival: Arrival::Born }.into());
    let leaving =
        |member: u64| Change::Left(Leaving { household: id(1), member: member.into(), departure: Departure::Died });
    refused(
        commune.on("2023-01-01", joining(11)),
        "register/already-member",
        "person 11 is a member of household H-1 already on 2023-01-01",
    );
    refused(
        commune.on("2023-01-01", leaving(20)),
        "register/not-a-member",
        "person 20 is not a member of household H-1 on 2023-01-01",
    );
    commune.on("2023-01-01", leaving(11)).unwrap();
    refused(
        commune.on("2023-01-02", leaving(10)),
        "register/nobody-left",
        "household H-1 would be left without members on 2023-01-02: close it or merge it instead",
    );
    // The dead can't have died before either.
    assert_eq!(commune.known("2022-06-01", "2023-02-01", leaving(11)).unwrap_err().code(), "register/contradicted");
}

#[test]
fn a_survey_sees_every_member_and_nobody_else() {
    let mut commune = two_households();
    let observe = |people: &[u64]| {
        let members = people.iter().map(|_| Member::aged(30).unwrap());
        let household = household(1, 1_000_000, true).to_builder().members(members).build().unwrap();
        Change::Observed(Observation::new(household, people.iter().copied()).unwrap().into())
    };
    refused(
        commune.on("2023-01-01", observe(&[10])),
        "register/member-omitted",
        "household H-1 has the member 11 on 2023-01-01, who is not named: name every member, or record that he or she left",
    );
    assert_eq!(commune.on("2023-01-01", observe(&[10, 11, 12])).unwrap_err().code(), "register/not-a-member");
    commune.on("2023-01-01", observe(&[11, 10])).unwrap();
    let elsewhere = household(1, 1, true).to_builder().place("24136", Area::Rural).build().unwrap();
    refused(
        commune.on("2023-01-02", Change::Observed(seen(elsewhere).into())),
        "register/place-differs",
        "household H-1 is observed in 24136 on 2023-01-02 and lives in 24133: record that it moved",
    );
}

#[test]
fn a_household_neither_splits_from_nor_merges_into_itself() {
    let mut commune = two_households();
    let split = Split { from: id(1), into: Observation::new(alone(1), [10]).unwrap() };
    let merger = |household, into, members: &[u64]| {
        let members = members.iter().map(|member| person(*member)).collect();
        Change::Merged(Merger { household: id(household), into: id(into), members }.into())
    };
    refused(
        commune.on("2023-01-01", Change::Split(split.into())),
        "register/itself",
        "household H-1 can't split from or merge into itself",
    );
    assert_eq!(commune.on("2023-01-01", merger(1, 1, &[10, 11])).unwrap_err().code(), "register/itself");
    assert_eq!(commune.on("2023-01-01", merger(1, 2, &[10])).unwrap_err().code(), "register/member-omitted");
    assert_eq!(commune.on("2023-01-01", merger(1, 2, &[10, 11, 12])).unwrap_err().code(), "register/not-a-member");
    assert_eq!(commune.on("2023-01-01", merger(1, 2, &[10, 10, 11])).unwrap_err().code(), "register/member-twice");
    assert_eq!(commune.on("2023-01-01", merger(1, 3, &[10, 11])).unwrap_err().code(), "register/not-registered");
    let all = Split { from: id(1), into: seen(household(7, 1, true)) };
    assert_eq!(commune.on("2023-01-01", Change::Split(all.into())).unwrap_err().code(), "register/not-a-member");
    let everyone = Split { from: id(1), into: Observation::new(household(7, 1, true), [10, 11]).unwrap() };
    assert_eq!(commune.on("2023-01-01", Change::Split(everyone.into())).unwrap_err().code(), "register/nobody-left");
}

#[test]
fn decisions_that_decide_nothing() {
    let decree = Standards::embedded().get(DECREE).unwrap();
    assert_eq!(Decision::under(" ", "24133", decree).unwrap_err().code(), "register/blank");
    assert_eq!(
        Decision::under("1", "", decree).unwrap_err().to_string(),
        "the place of a decision is blank, expected words"
    );
    for (json, code) in [
        (r#"{"number":"1","place":"P","standard":"s","classes":[]}"#, "0 classes, expected 1 to 255"),
        (
            r#"{"number":"1","place":"P","standard":"s","classes":[{"id":"a","standing":"poor"},{"id":"a","standing":"poor"}]}"#,
            "decision 1 has the class `a` twice",
        ),
    ] {
        let error = serde_json::from_str::<Decision>(json).unwrap_err();
        assert!(error.to_string().contains(code), "{error}");
    }
}

#[test]
fn recognitions_need_a_decision_and_a_class() {
    let mut commune = two_households();
    let decision = commune.decide("2022-12-01");
    let by = commune.register.decision(decision).unwrap().clone();
    let decree = Standards::embedded().get(DECREE).unwrap();
    let one = household(1, 1_000_000, true);
    let assessment = decree.assess(&one, day("2022-12-01")).unwrap();
    let recognition = by.recognise(decision, &assessment).unwrap();

    let other = Standards::embedded().get("vn-decision-59-2015").unwrap();
    let by_another = other.assess(&one, day("2022-12-01")).unwrap();
    let error = by.recognise(decision, &by_another).unwrap_err();
    assert_eq!(error.code(), "register/other-standard");
    let unknown = Household::builder("H-1", "24133", Area::Rural).member(Member::aged(30).unwrap()).build().unwrap();
    let error = by.recognise(decision, &decree.assess(&unknown, day("2022-12-01")).unwrap()).unwrap_err();
    assert_eq!(error.code(), "register/undetermined");
    assert_eq!(by.recognise_as(recognition, "rich").unwrap_err().code(), "register/no-such-class");

    let elsewhere = by.recognise(EntryId::new(1), &assessment).unwrap();
    refused(
        commune.on("2022-12-01", Change::Recognised(elsewhere)),
        "register/not-a-decision",
        "entry 1 is no decision",
    );
    refused(
        commune.known("2022-11-30", "2022-12-01", Change::Recognised(recognition)),
        "register/before-decision",
        "household H-1 is recognised from 2022-11-30, before the day of its decision, 2022-12-01",
    );
    let text = serde_json::to_string(&recognition).unwrap().replace("\"class\":0", "\"class\":9");
    let of_no_class: poverty::register::Recognition = serde_json::from_str(&text).unwrap();
    assert_eq!(commune.on("2022-12-01", Change::Recognised(of_no_class)).unwrap_err().code(), "register/no-such-class");
    assert!(commune.on("2022-12-01", Change::Recognised(recognition)).is_ok());
}

#[test]
fn a_support_is_recorded_once() {
    let mut commune = two_households();
    commune.support("2022-02-01", 1, "housing", None).unwrap();
    commune.support("2022-02-01", 1, "tuition", Some("2022")).unwrap();
    commune.support("2022-02-01", 1, "tuition", Some("2023")).unwrap();
    commune.support("2022-02-01", 2, "housing", None).unwrap();
    refused(
        commune.support("2022-02-02", 1, "housing", None),
        "register/supported-twice",
        "household H-1 received the support `housing` already, by entry 3",
    );
    refused(
        commune.support("2022-02-02", 1, "tuition", Some("2022")),
        "register/supported-twice",
        "household H-1 received the support `tuition` of 2022 already, by entry 4",
    );
}

#[test]
fn figures_that_are_not_those_of_the_register() {
    let mut commune = two_households();
    let figures = commune.register.as_of(day("2022-01-10")).figures(None, DECREE).unwrap();
    commune.on("2022-01-10", Change::Closed(Closing { household: id(1), closure: Closure::MovedAway })).unwrap();
    refused(
        commune.on("2022-01-11", Change::Published(Publication::of(figures).into())),
        "register/published-otherwise",
        "the figures of 2022-01-10 say households 2, the register says 1",
    );
    for (json, words) in [
        (
            r#"{"on":"2022-01-10","standard":"s","households":1,"poor":0,"near_poor":0,"classes":{"poor":2}}"#,
            "say households with a class 2, the register says at most 1",
        ),
        (
            r#"{"on":"2022-01-10","standard":"s","households":1,"poor":2,"near_poor":0,"classes":{"poor":1}}"#,
            "say poor and near-poor households 2, the register says at most 1",
        ),
    ] {
        let error = serde_json::from_str::<poverty::register::Figures>(json).unwrap_err();
        assert!(error.to_string().contains(words), "{error}");
    }
}

#[test]
fn corrections_that_correct_nothing() {
    let mut commune = two_households();
    let code = |commune: &Commune, entry: u64, field: &str, value: &str| {
        commune.correction(entry.into(), field, value).unwrap_err().code()
    };
    assert_eq!(code(&commune, 9, "dwelling.floor", "tile"), "register/no-such-entry");
    assert_eq!(code(&commune, 1, "members", "tile"), "register/field");
    assert_eq!(code(&commune, 1, "dwelling.floor", "gold"), "register/field-value");
    assert_eq!(code(&commune, 1, "class", "poor"), "register/no-such-field");
    assert_eq!(code(&commune, 1, "member 99: birth", "2000-01-01"), "register/no-such-field");
    assert_eq!(code(&commune, 1, "day", "yesterday"), "register/field-value");
    assert_eq!(code(&commune, 1, "income_per_person_month", "1000000 VND"), "register/nothing-changes");
    let decision = commune.decide("2022-12-01");
    assert_eq!(code(&commune, decision.get(), "day", "2022-12-02"), "register/not-correctable");
    // A caller can name a key that makes the household the one it is, but not correct it.
    let because = Because { reason: "r", source: "s" };
    let field = Field::Household("id".into());
    let error = commune.register.correction(1.into(), field, "H-9", because, Standards::embedded()).unwrap_err();
    assert_eq!(error.code(), "register/field");
    let error = commune.register.retraction(9.into(), because, Standards::embedded()).unwrap_err();
    assert_eq!(error.code(), "register/no-such-entry");

    let correction = commune.correction(1.into(), "dwelling.floor", "tile").unwrap();
    refused(
        commune.on("2023-01-01", Change::Corrected(correction.clone().into())),
        "register/not-from-its-day",
        "entry 4 sets entry 1 right, which is true from 2022-01-10: it must be so too, found 2023-01-01",
    );
    commune.correct("2023-01-01", 1.into(), "dwelling.floor", "cement").unwrap();
    refused(
        commune.known("2022-01-10", "2023-01-02", Change::Corrected(correction.into())),
        "register/old-value-differs",
        "`dwelling.floor` of entry 1 is `cement`, the correction expects `unknown:not_recorded`",
    );
    let blank = commune.register.correction(
        1.into(),
        "dwelling.floor".parse().unwrap(),
        "tile",
        Because { reason: " ", source: "s" },
        Standards::embedded(),
    );
    refused(
        commune.known("2022-01-10", "2023-01-02", Change::Corrected(blank.unwrap().into())),
        "register/blank",
        "the reason of a correction is blank, expected words",
    );
    let blank =
        commune.register.retraction(1.into(), Because { reason: "r", source: "" }, Standards::embedded()).unwrap();
    assert_eq!(
        commune.known("2022-01-10", "2023-01-02", Change::Withdrawn(blank.into())).unwrap_err().code(),
        "register/blank"
    );
    assert_eq!(commune.register.effect_of(1.into()).unwrap_err().code(), "register/not-correctable");
    assert_eq!(commune.register.restated(1.into()).unwrap_err().code(), "register/not-correctable");
    let error =
        commune.register.correction(4.into(), Field::Day, "2022-01-01", because, Standards::embedded()).unwrap_err();
    assert_eq!(error.to_string(), "entry 4 (corrected) can't be corrected");
}

#[test]
fn errors_of_other_floors_keep_their_codes() {
    let mut commune = two_households();
    let closing = |number| Change::Closed(Closing { household: id(number), closure: Closure::DiedOut });
    commune.on("2023-01-01", closing(1)).unwrap();
    let error = commune.known("2022-12-01", "2022-12-01", closing(2)).unwrap_err();
    assert_eq!(error.code(), "journal/recorded-before-last");
    let empty = Commune::new();
    let error = empty.register.as_of(day("2023-01-01")).figures(None, DECREE).unwrap().rate().unwrap_err();
    assert_eq!(error.code(), "quantity/zero-denominator");
    let decision = commune.decide("2023-01-01");
    let by = commune.register.decision(decision).unwrap();
    assert_eq!(by.standard(), DECREE);
    commune.recognise("2023-01-01", decision, 2).unwrap();
    let because = Because { reason: "r", source: "s" };
    let field = "income_per_person_month".parse().unwrap();
    let error = commune.register.correction(2.into(), field, "9 VND", because, &Standards::empty()).unwrap_err();
    assert_eq!(error.code(), "standard/unknown-standard");
}
