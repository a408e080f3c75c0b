//! Which supports a household may get on a day, why not the others, and who is next.

use super::commune::{Commune, day, household, id, seen};
use poverty::household::{EthnicGroup, Household, Member};
use poverty::journal::EntryId;
use poverty::place::{Area, Designation, Gazetteer, Kind, Unit};
use poverty::programme::structure::{Eligibility, Programme};
use poverty::register::entitlement::{
    Answer, EntitlementError, Frequency, Missing, Policies, Policy, PriorityKey, PriorityRule, Reason, Request,
    WaitingList,
};
use poverty::register::{Change, Closing, Closure, HouseholdId, Observation, Split};
use poverty::source::{Citation, Confirmation, Text};
use std::collections::BTreeSet;

/// A support of the poor and near-poor, without any other condition.
fn policy(id: &str) -> Policy {
    Policy {
        id: id.into(),
        name: Text::english("a support").unwrap(),
        kinds: BTreeSet::new(),
        valid: "2022-01-01/2030-01-01".parse().unwrap(),
        frequency: Frequency::Once,
        eligible: Eligibility { classes: ["poor".into(), "near_poor".into()].into(), ..Eligibility::default() },
        area: None,
        member_under: None,
        years_since_split: None,
        not_beside: BTreeSet::new(),
        source: Citation { instrument: "i".into(), article: None, confirmation: Confirmation::Confirmed, note: None },
    }
}

/// Household 1 is poor and 2 near-poor, both rural, recognised on 1 December 2022; no decision names household 3.
fn commune() -> Commune {
    let mut commune = Commune::new();
    commune.register_household("2022-01-10", household(1, 1_000_000, true));
    commune.register_household("2022-01-10", household(2, 1_000_000, false));
    commune.register_household("2022-01-10", household(3, 9_000_000, false));
    let decision = commune.decide("2022-12-01");
    commune.recognise("2022-12-01", decision, 1).unwrap();
    commune.recognise("2022-12-01", decision, 2).unwrap();
    commune
}

#[track_caller]
fn answer(commune: &Commune, policy: &Policy, number: u32, on: &str) -> Answer {
    policy.judge(&commune.register.as_of(day(on)).household(id(number)).unwrap()).unwrap().answer
}

#[test]
fn a_class_that_may_get_it_gets_it_and_another_hears_why_not() {
    let commune = commune();
    let housing = policy("housing");
    assert_eq!(answer(&commune, &housing, 1, "2023-01-01"), Answer::Entitled);
    assert_eq!(answer(&commune, &housing, 2, "2023-01-01"), Answer::Entitled);
    let never = answer(&commune, &housing, 3, "2023-01-01");
    assert_eq!(never.to_string(), "no: no decision ever named it, expected near_poor or poor");
    let poor_only =
        Policy { eligible: Eligibility { classes: ["poor".into()].into(), ..Eligibility::default() }, ..housing };
    assert_eq!(answer(&commune, &poor_only, 2, "2023-01-01").to_string(), "no: its class is near_poor, expected poor");
    // Before the decision nobody was recognised.
    assert!(matches!(&answer(&commune, &poor_only, 1, "2022-11-30"), Answer::Refused(reasons)
        if matches!(reasons[..], [Reason::Class { class: None, .. }])));
}

#[test]
fn each_reason_is_told_and_not_only_the_first() {
    let mut commune = commune();
    commune.support("2023-02-01", 2, "old-scheme", None).unwrap();
    commune.support("2023-03-01", 2, "housing", None).unwrap();
    let strict = Policy {
        valid: "2024-01-01/2025-01-01".parse().unwrap(),
        eligible: Eligibility { classes: ["poor".into()].into(), ethnic_minority_only: true, ..Eligibility::default() },
        area: Some(Area::Urban),
        member_under: Some(16),
        not_beside: ["old-scheme".into()].into(),
        ..policy("housing")
    };
    let kinh = household(2, 1_000_000, false).to_builder().ethnicity(EthnicGroup::KINH).build().unwrap();
    commune.on("2023-04-01", Change::Observed(seen(kinh).into())).unwrap();
    let refused = answer(&commune, &strict, 2, "2023-05-01");
    assert_eq!(
        refused.to_string(),
        "no: it is given in 2024-01-01/2025-01-01 only; its class is near_poor, expected poor; it is of no ethnic minority; \
         it does not live in an urban area; it has no member below the age of 16; it received old-scheme on 2023-02-01; it \
         received it on 2023-03-01"
    );
    let Answer::Refused(reasons) = refused else { panic!() };
    assert_eq!(reasons.len(), 7);
    // What excludes is what was received by the day, not what will be.
    let early = answer(&commune, &strict, 2, "2023-02-15");
    assert!(!early.to_string().contains("received it on") && early.to_string().contains("received old-scheme"));
}

#[test]
fn what_is_not_known_decides_only_where_nothing_else_does() {
    let commune = commune();
    let minority =
        Policy { eligible: Eligibility { ethnic_minority_only: true, ..policy("x").eligible }, ..policy("x") };
    // Nobody recorded the ethnic group; that of a household of another class is not asked.
    assert_eq!(answer(&commune, &minority, 1, "2023-01-01"), Answer::Unknown(vec![Missing::Ethnicity]));
    assert!(matches!(answer(&commune, &minority, 3, "2023-01-01"), Answer::Refused(_)));
    // Without a gazetteer nobody knows on which lists a place stands.
    let mut listed = policy("y");
    listed.eligible.places = [Designation::PoorDistrict].into();
    let unknown = answer(&commune, &listed, 1, "2023-01-01");
    assert_eq!(unknown.to_string(), "not known: the lists on which its place stands");
    // Instead of a class the place may do: not known for those whom the class does not let in.
    listed.eligible.places_instead_of_class = true;
    assert_eq!(answer(&commune, &listed, 1, "2023-01-01"), Answer::Entitled);
    assert_eq!(answer(&commune, &listed, 3, "2023-01-01"), Answer::Unknown(vec![Missing::Place]));
}

#[test]
fn a_child_of_unknown_age_may_be_the_one() {
    let mut commune = Commune::new();
    let with = |number: u32, child: Member| {
        let one = household(number, 1_000_000, true);
        let members = one.members().iter().cloned().chain([child]);
        one.to_builder().members(members).build().unwrap()
    };
    commune.register_household("2022-01-10", with(1, Member::aged(15).unwrap()));
    commune.register_household("2022-01-10", with(2, Member::aged(16).unwrap()));
    commune.register_household("2022-01-10", with(3, Member::default()));
    let decision = commune.decide("2022-12-01");
    for number in 1..=3 {
        commune.recognise("2022-12-01", decision, number).unwrap();
    }
    let nutrition = Policy { member_under: Some(16), ..policy("nutrition") };
    assert_eq!(answer(&commune, &nutrition, 1, "2023-01-01"), Answer::Entitled);
    assert_eq!(answer(&commune, &nutrition, 2, "2023-01-01"), Answer::Refused(vec![Reason::NoMemberUnder { age: 16 }]));
    assert_eq!(answer(&commune, &nutrition, 3, "2023-01-01"), Answer::Unknown(vec![Missing::Ages]));
}

/// The support of 36 months: its first day, its last, and the day after.
#[test]
fn who_escaped_may_get_it_for_36_months() {
    let mut commune = commune();
    commune.on("2023-11-01", Change::Observed(seen(household(1, 9_000_000, false)).into())).unwrap();
    let decision = commune.decide("2023-12-01");
    commune.recognise("2023-12-01", decision, 1).unwrap();
    let mut livelihood = policy("livelihood");
    livelihood.eligible.newly_escaped_months = Some(36);
    assert_eq!(answer(&commune, &livelihood, 1, "2023-12-01"), Answer::Entitled);
    assert_eq!(answer(&commune, &livelihood, 1, "2026-11-30"), Answer::Entitled);
    let over = answer(&commune, &livelihood, 1, "2026-12-01");
    assert_eq!(
        over,
        Answer::Refused(vec![Reason::WindowOver { escaped: day("2023-12-01"), months: 36, over: day("2026-12-01") }])
    );
    assert_eq!(over.to_string(), "no: it escaped on 2023-12-01, and the 36 months were over on 2026-12-01");
    // A policy without a window hears of the class.
    let class = answer(&commune, &policy("housing"), 1, "2024-01-01");
    assert!(class.to_string().contains("expected near_poor or poor"), "{class}");
}

#[test]
fn each_support_is_given_as_often_as_it_may_and_recorded_once() {
    let mut commune = commune();
    let [once, yearly, monthly, unlimited] =
        [Frequency::Once, Frequency::Yearly, Frequency::Monthly, Frequency::Unlimited]
            .map(|frequency| Policy { frequency, ..policy(&format!("{frequency}").replace(' ', "-")) });
    for policy in [&once, &yearly, &monthly, &unlimited] {
        let state = commune.register.as_of(day("2023-03-05")).household(id(1)).unwrap();
        let support = policy.grant(&state, None).unwrap();
        commune.on("2023-03-05", Change::Supported(support.clone().into())).unwrap();
        // The register takes it once, whoever asks.
        let error = commune.on("2023-03-05", Change::Supported(support.into())).unwrap_err();
        assert_eq!(error.code(), "register/supported-twice");
    }
    let may = |on: &str| [&once, &yearly, &monthly, &unlimited].map(|one| answer(&commune, one, 1, on).is_entitled());
    assert_eq!(may("2023-03-05"), [false, false, false, true]);
    assert_eq!(may("2023-03-31"), [false, false, false, true]);
    assert_eq!(may("2023-04-01"), [false, false, true, true]);
    assert_eq!(may("2024-03-01"), [false, true, true, true]);
    assert_eq!(
        answer(&commune, &monthly, 1, "2023-03-31").to_string(),
        "no: it received that of 2023-03 on 2023-03-05"
    );
    // Recorded by hand without occasion, it counts by its day.
    commune.support("2023-05-01", 2, &yearly.id, None).unwrap();
    assert!(!answer(&commune, &yearly, 2, "2023-12-31").is_entitled());
    assert!(answer(&commune, &yearly, 2, "2024-01-01").is_entitled());
    let state = commune.register.as_of(day("2023-03-06")).household(id(1)).unwrap();
    let error = once.grant(&state, None).unwrap_err();
    assert_eq!(error.code(), "entitlement/not-entitled");
    assert_eq!(error.to_string(), "household H-1 may not get `once` on 2023-03-06: no: it received it on 2023-03-05");
}

fn alone(number: u32, person: u64) -> Observation {
    let one = household(number, 1_000_000, true);
    let member = one.members()[0].clone();
    Observation::new(one.to_builder().members([member]).build().unwrap(), [person]).unwrap()
}

#[test]
fn a_household_that_split_off_too_late_or_ended_gets_nothing() {
    let mut commune = commune();
    commune.on("2023-02-01", Change::Split(Split { from: id(1), into: alone(9, 11) }.into())).unwrap();
    let decision = commune.decide("2023-02-02");
    commune.recognise("2023-02-02", decision, 9).unwrap();
    let rule = |valid: &str| Policy { valid: valid.parse().unwrap(), years_since_split: Some(3), ..policy("housing") };
    let late = answer(&commune, &rule("2026-01-31/2030-01-01"), 9, "2026-02-05");
    assert_eq!(late.to_string(), "no: it split off on 2023-02-01, expected by 2023-01-31");
    assert!(answer(&commune, &rule("2026-02-01/2030-01-01"), 9, "2026-02-05").is_entitled());
    // The household that it left did not split off.
    assert!(answer(&commune, &rule("2023-01-01/2030-01-01"), 1, "2023-03-01").is_entitled());
    commune.on("2024-01-01", Change::Closed(Closing { household: id(9), closure: Closure::MovedAway })).unwrap();
    let ended = answer(&commune, &policy("housing"), 9, "2024-01-01");
    assert_eq!(ended.to_string(), "no: it is no household of the register since 2024-01-01");
}

#[test]
fn a_place_counts_by_the_lists_of_the_day() {
    let district =
        Unit::new("D", Kind::RuralDistrict, Text::english("d").unwrap(), "2020-01-01/2025-07-01".parse().unwrap())
            .unwrap()
            .listed(Designation::PoorDistrict, "2022-01-01/2024-01-01".parse().unwrap())
            .unwrap();
    let unit = |code: &str, valid: &str| {
        Unit::new(code, Kind::Commune, Text::english("c").unwrap(), valid.parse().unwrap()).unwrap()
    };
    let old = unit("24133", "2020-01-01/2025-07-01").lying_in("D").followed_by("N").unwrap().followed_by("M").unwrap();
    let border =
        unit("M", "2025-07-01/..").listed(Designation::BorderCommune, "2025-07-01/..".parse().unwrap()).unwrap();
    let places =
        Gazetteer::builder().unit(district).unit(old).unit(unit("N", "2025-07-01/..")).unit(border).build().unwrap();
    let mut commune = Commune::in_places(places);
    commune.register_household("2022-01-10", household(1, 1_000_000, true));
    let decision = commune.decide("2022-12-01");
    commune.recognise("2022-12-01", decision, 1).unwrap();
    let mut listed = policy("housing");
    listed.eligible.places = [Designation::PoorDistrict].into();
    assert_eq!(answer(&commune, &listed, 1, "2023-12-31"), Answer::Entitled);
    let off = answer(&commune, &listed, 1, "2024-01-01");
    assert_eq!(off.to_string(), "no: its place is not on the list of poor district");
    // Its commune was divided into parts on different lists, and nobody knows yet in which one it lives.
    assert_eq!(answer(&commune, &listed, 1, "2025-07-01"), Answer::Unknown(vec![Missing::Place]));
    let state = commune.register.as_of(day("2023-12-31")).household(id(1)).unwrap();
    assert_eq!(state.designations(), Some([Designation::PoorDistrict].into()));
}

#[test]
fn a_correction_says_what_it_changed_in_supports() {
    let mut commune = commune();
    let policies = Policies::viet_nam().unwrap();
    let correction = commune.correct("2023-03-01", 1.into(), "income_per_person_month", "9,000,000 VND").unwrap();
    let changes = commune.register.entitlements_changed(correction, &policies, day("2023-04-01")).unwrap();
    let lost: Vec<&str> =
        changes.iter().filter(|change| change.is_won_or_lost()).map(|change| &*change.policy).collect();
    assert_eq!(lost, ["vn-health-insurance-poor", "vn-electricity-poor"]);
    // Of the others only the reasons changed.
    assert!(changes.iter().all(|change| change.household == id(1) && change.before != change.after));
    let back = commune.correct("2023-03-02", 1.into(), "income_per_person_month", "1,000,000 VND").unwrap();
    let won = commune.register.entitlements_changed(back, &policies, day("2023-04-01")).unwrap();
    assert_eq!(won.iter().filter(|change| change.is_won_or_lost()).count(), 2);
    let error = commune.register.entitlements_changed(1.into(), &policies, day("2023-04-01")).unwrap_err();
    assert_eq!(error.code(), "entitlement/not-a-correction");
    assert_eq!(error.to_string(), "entry 1 corrects and withdraws nothing, so it changes nobody's entitlements");
    let error = commune.register.entitlements_changed(99.into(), &policies, day("2023-04-01")).unwrap_err();
    assert_eq!(error.code(), "register/no-such-entry");
}

fn request(number: u32, on: &str) -> Request {
    Request { household: id(number), on: day(on) }
}

/// Six households in all: 1 and 4 to 7 poor, 2 near-poor, 3 not.
fn crowd() -> Commune {
    let mut commune = commune();
    let minority = |one: Household| one.to_builder().ethnicity(EthnicGroup::E_DE).build().unwrap();
    let kinh = |one: Household| one.to_builder().ethnicity(EthnicGroup::KINH).build().unwrap();
    commune.register_household("2023-01-10", kinh(household(4, 1_000_000, true)));
    commune.register_household("2023-01-10", minority(household(5, 1_000_000, true)));
    commune.register_household("2023-01-10", kinh(household(6, 1_000_000, true)));
    commune.register_household("2023-01-10", kinh(household(7, 1_000_000, true)));
    let decision = commune.decide("2023-01-11");
    for number in 4..=7 {
        commune.recognise("2023-01-11", decision, number).unwrap();
    }
    commune
}

#[test]
fn requests_stand_in_the_order_of_the_rule_and_each_place_is_explained() {
    let commune = crowd();
    let rule = PriorityRule::new([
        PriorityKey::Class(vec!["poor".into(), "near_poor".into()]),
        PriorityKey::MostDeprivations,
        PriorityKey::EthnicMinority,
        PriorityKey::EarliestRequest,
    ])
    .unwrap();
    let view = commune.register.as_of(day("2023-06-01"));
    let mut requests = vec![
        request(2, "2023-01-01"),
        request(3, "2023-01-01"),
        request(4, "2023-03-01"),
        request(5, "2023-04-01"),
        request(6, "2023-02-01"),
        request(7, "2023-02-01"),
    ];
    let list = WaitingList::new(&view, &policy("housing"), &rule, &requests, 3).unwrap();
    let order: Vec<HouseholdId> = list.waiting().iter().map(|waiting| waiting.household).collect();
    assert_eq!(order, [5, 6, 7, 4, 2].map(id));
    let why: Vec<String> = list.waiting().iter().map(ToString::to_string).collect();
    assert_eq!(
        why,
        [
            "first",
            "behind H-5 by ethnic minority (yes against no)",
            "equal to H-6, which stands before it by identifier only",
            "behind H-7 by request (2023-02-01 against 2023-03-01)",
            "behind H-4 by class (poor against near_poor)",
        ]
    );
    assert_eq!(list.waiting().iter().map(|one| one.served).collect::<Vec<_>>(), [true, true, true, false, false]);
    assert_eq!(list.waiting().iter().map(|one| one.rank).collect::<Vec<_>>(), [1, 2, 3, 4, 5]);
    assert_eq!(list.turned_away().iter().map(|one| one.household).collect::<Vec<_>>(), [id(3)]);
    assert_eq!((list.policy(), list.places(), list.on()), ("housing", 3, day("2023-06-01")));
    // Neither the order of the requests nor the run matters.
    requests.reverse();
    assert_eq!(WaitingList::new(&view, &policy("housing"), &rule, &requests, 3).unwrap(), list);
    // Without places nobody is served, with more than enough everybody.
    for (places, served) in [(0, 0), (9, 5)] {
        let list = WaitingList::new(&view, &policy("housing"), &rule, &requests, places).unwrap();
        assert_eq!(list.waiting().iter().filter(|one| one.served).count(), served);
    }
}

/// What is not known stands last by its key, and never first.
#[test]
fn unknown_comes_last_by_its_key() {
    let commune = crowd();
    let rule = PriorityRule::new([PriorityKey::EthnicMinority]).unwrap();
    let view = commune.register.as_of(day("2023-06-01"));
    let requests = [1, 4, 5].map(|number| request(number, "2023-02-01"));
    let list = WaitingList::new(&view, &policy("housing"), &rule, &requests, 1).unwrap();
    assert_eq!(list.waiting().iter().map(|one| one.household).collect::<Vec<_>>(), [5, 4, 1].map(id));
    assert_eq!(list.waiting()[2].to_string(), "behind H-4 by ethnic minority (no against not known)");
    let rule = PriorityRule::new([PriorityKey::ChildrenUnder(16), PriorityKey::EarliestRequest]).unwrap();
    let list = WaitingList::new(&view, &policy("housing"), &rule, &requests, 1).unwrap();
    assert_eq!(list.waiting()[0].merits[0].value, "0");
}

#[test]
fn lists_and_rules_that_are_none() {
    let commune = crowd();
    let view = commune.register.as_of(day("2023-06-01"));
    let rule = PriorityRule::new([PriorityKey::MostDeprivations]).unwrap();
    let refused = |requests: &[Request]| WaitingList::new(&view, &policy("housing"), &rule, requests, 1).unwrap_err();
    let twice = refused(&[request(1, "2023-01-01"), request(1, "2023-02-01")]);
    assert_eq!(twice.code(), "entitlement/requested-twice");
    assert_eq!(twice.to_string(), "household H-1 is on the list of requests twice, expected its first request only");
    let later = refused(&[request(1, "2023-06-02")]);
    assert_eq!(later.code(), "entitlement/requested-later");
    assert_eq!(later.to_string(), "household H-1 asked on 2023-06-02, after the day of the list, 2023-06-01");
    assert_eq!(refused(&[request(99, "2023-01-01")]).code(), "register/not-registered");
    let keys = |keys: Vec<PriorityKey>| PriorityRule::new(keys).unwrap_err();
    assert_eq!(keys(vec![]).to_string(), "a rule of priority needs each of its keys once and at least one, found none");
    let twice = keys(vec![PriorityKey::ChildrenUnder(6), PriorityKey::ChildrenUnder(16)]);
    assert_eq!(
        (twice.code(), twice.to_string().ends_with("found children under 6, children under 16")),
        ("entitlement/priority", true)
    );
    assert!(toml::from_str::<PriorityRule>("keys = []").is_err());
    let text = toml::to_string(&rule).unwrap();
    assert_eq!(toml::from_str::<PriorityRule>(&text).unwrap(), rule);
}

#[test]
fn files_of_policies_that_are_none() {
    let file = include_str!("../../../data/entitlements/vn-supports.toml");
    let read = |text: &str| Policies::from_toml("p.toml", text).unwrap_err();
    let error = read(&file.replacen("frequency = \"once\"", "frequency = \"twice\"", 1));
    assert_eq!(error.code(), "entitlement/unreadable");
    assert!(error.to_string().contains("twice") && error.to_string().contains("(p.toml:"), "{error}");
    for (from, to, words) in [
        ("id = \"vn-health-insurance-poor\"", "id = \"vn-housing-poor-district\"", "there are two of this identifier"),
        ("instrument = \"electricity\"", "instrument = \"nothing\"", "instrument `nothing` is cited and not listed"),
        ("id = \"vn-electricity-poor\"", "id = \" \"", "the identifier is blank"),
        ("years_since_split = 3", "not_beside = [\"vn-housing-poor-district\"]", "it can't exclude itself"),
        ("{ classes = [\"near_poor\"] }", "{ newly_escaped_months = 36 }", "need classes beside which they count"),
    ] {
        assert!(file.contains(from), "{from}");
        let error = read(&file.replacen(from, to, 1));
        assert_eq!(error.code(), "entitlement/policy");
        assert!(error.to_string().contains(words), "{error}");
    }
    let policies = Policies::viet_nam().unwrap();
    let error = policies.get("rice").unwrap_err();
    assert_eq!(error.code(), "entitlement/no-such-policy");
    assert!(error.to_string().starts_with("there is no policy `rice`, expected one of vn-housing-poor-district, "));
    let text = toml::to_string(&policies).unwrap();
    assert_eq!(Policies::from_toml("written", &text).unwrap(), policies);
    let twice = policies.clone().and(policies.clone()).unwrap_err();
    assert_eq!(twice.code(), "entitlement/policy");
    // All that the programme gives to households, beside the supports of the country.
    let programme = Policies::of_programme(&Programme::viet_nam_2021_2025().unwrap()).unwrap();
    let all = policies.clone().and(programme.clone()).unwrap();
    assert_eq!(all.iter().len(), policies.iter().len() + programme.iter().len());
    assert!(programme.iter().len() >= 5);
    let wrapped: poverty::Error = EntitlementError::NotACorrection { entry: EntryId::new(1) }.into();
    assert_eq!(wrapped.code(), "entitlement/not-a-correction");
}
