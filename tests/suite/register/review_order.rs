//! The order of a review: every sequence of steps, whatever it is, leads only to states that the procedure has.

use super::commune::{Commune, DECREE, PLACE, day, household, id};
use chrono::{Days, NaiveDate};
use poverty::journal::EntryId;
use poverty::register::review::{
    Act, CaseStage, Occasion, Procedure, Progress, ReviewKey, Rules, Stage, Step, StepKind, WorkingDays,
};
use poverty::register::{Change, Register, ReviewStep};
use proptest::prelude::*;
use std::sync::LazyLock;

pub(super) fn procedure() -> Procedure {
    Procedure::vn_decision_24_2021().unwrap()
}

pub(super) fn calendar() -> WorkingDays {
    WorkingDays::over("2021-09-01/2026-01-01".parse().unwrap())
}

pub(super) fn annual(year: i32) -> ReviewKey {
    ReviewKey { village: PLACE.into(), occasion: Occasion::Annual { year } }
}

fn may(kind: StepKind) -> &'static str {
    match kind {
        StepKind::Open | StepKind::Close => "steering_committee",
        StepKind::List | StepKind::Meet | StepKind::Post | StepKind::Strike => "village_head",
        StepKind::Survey | StepKind::Score | StepKind::Recheck => "surveyor",
        StepKind::Complain => "resident",
        StepKind::Report | StepKind::Approve | StepKind::Certify => "commune_chair",
        StepKind::Opine => "district_chair",
    }
}

/// A step of three households, whether or not it is its turn.
fn act() -> impl Strategy<Value = Act> {
    let household = (1..=3_u32).prop_map(id);
    let class = || prop_oneof![Just("poor"), Just("near_poor"), Just("other")].prop_map(Box::from);
    prop_oneof![
        1 => Just(Act::Opened),
        4 => (household.clone(), any::<bool>()).prop_map(|(household, requested)| Act::Listed { household, requested }),
        6 => household.clone().prop_map(|household| Act::Surveyed { household, observation: EntryId::new(1) }),
        6 => (household.clone(), class()).prop_map(|(household, class)| Act::Scored { household, class }),
        4 => (0..5_u32, 0..5_u32).prop_map(|(present, agreeing)| Act::Met { present, agreeing }),
        4 => Just(Act::Posted),
        2 => household.clone().prop_map(|household| Act::Complained { household }),
        2 => (household.clone(), class()).prop_map(|(household, class)| Act::Rechecked { household, class }),
        4 => Just(Act::Reported),
        3 => prop_oneof![Just(Vec::new()), Just(vec![id(1)]), Just(vec![id(9)])].prop_map(|objections| Act::Opined { objections }),
        4 => Just(Act::Approved { decision: EntryId::new(2) }),
        2 => household.prop_map(|household| Act::Certified { household }),
        1 => (1..=3_u32).prop_map(|number| Act::Struck { household: id(number) }),
        1 => Just(Act::Closed),
    ]
}

/// The stages that a step can lead to, written down independently of the rules.
fn leads_to(from: Stage, act: &Act) -> &'static [Stage] {
    match (from, act) {
        (Stage::Surveying, Act::Listed { .. } | Act::Surveyed { .. } | Act::Scored { .. } | Act::Struck { .. }) => {
            &[Stage::Surveying]
        }
        (Stage::Surveying, Act::Closed) => &[Stage::Closed],
        (Stage::Agreed, Act::Struck { .. }) => &[Stage::Agreed],
        (Stage::Posted, Act::Struck { .. }) => &[Stage::Posted],
        (Stage::Reported, Act::Struck { .. }) => &[Stage::Reported],
        (Stage::Surveying, Act::Met { .. }) => &[Stage::Surveying, Stage::Agreed],
        (Stage::Agreed, Act::Posted) => &[Stage::Posted],
        (Stage::Posted, Act::Posted | Act::Complained { .. } | Act::Rechecked { .. }) => &[Stage::Posted],
        (Stage::Posted, Act::Reported) => &[Stage::Reported],
        (Stage::Reported, Act::Opined { .. }) => &[Stage::Reported, Stage::Posted],
        (Stage::Reported, Act::Approved { .. }) => &[Stage::Approved],
        (Stage::Approved, Act::Certified { .. }) => &[Stage::Approved],
        (Stage::Approved, Act::Closed) => &[Stage::Closed],
        _ => &[],
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn random_steps_never_reach_an_illegal_state(acts in prop::collection::vec((act(), 0..6_u64), 0..80)) {
        static HELD_BY: LazyLock<(Procedure, WorkingDays)> = LazyLock::new(|| (procedure(), calendar()));
        let rules = Rules { procedure: &HELD_BY.0, calendar: &HELD_BY.1 };
        let mut on: NaiveDate = day("2024-09-02");
        let mut progress = Progress::open(rules, annual(2024), on, "steering_committee").unwrap();
        for (act, later) in acts {
            on = on.checked_add_days(Days::new(later)).unwrap();
            let before = progress.clone();
            let step = Step { on, by: may(act.kind()).into(), act };
            match progress.apply(rules, &step) {
                Ok(()) => {
                    prop_assert!(leads_to(before.stage(), &step.act).contains(&progress.stage()), "{before:?} {step:?}");
                    prop_assert!(before != progress || matches!(step.act, Act::Surveyed { .. }), "a step does something");
                }
                Err(_) => prop_assert_eq!(&progress, &before, "a refused step leaves no trace"),
            }
            prop_assert!(progress.is_consistent());
            prop_assert!(
                (progress.stage(), progress.decision()) != (Stage::Closed, None) || progress.open_cases().next().is_none(),
                "a review ends without decision only if nobody is left on its list"
            );
            for (household, _) in progress.cases() {
                let stage = progress.stage_of(household).unwrap();
                if stage == CaseStage::Struck {
                    continue;
                }
                let agrees = match progress.stage() {
                    Stage::Surveying => stage <= CaseStage::Scored,
                    Stage::Agreed => stage == CaseStage::Agreed,
                    Stage::Posted => (CaseStage::Posted..=CaseStage::Rechecked).contains(&stage),
                    Stage::Reported => stage == CaseStage::Reported,
                    Stage::Approved | Stage::Closed => stage >= CaseStage::Approved,
                };
                prop_assert!(agrees, "{stage:?} {:?}", progress.stage());
            }
        }
    }
}

/// A commune with one household on the list, and its review led to the end by entries of the register.
pub(super) struct Reviewed {
    pub(super) commune: Commune,
    pub(super) key: ReviewKey,
}

impl Reviewed {
    pub(super) fn new() -> Self {
        let mut commune = Commune::new();
        commune.register = Register::new().reviewing_by(procedure(), calendar());
        for number in 1..=3 {
            commune.register_household("2024-01-10", household(number, 1_000_000, number == 1));
        }
        Self { commune, key: annual(2024) }
    }

    pub(super) fn step(&mut self, on: &str, act: Act) -> Result<EntryId, poverty::register::RegisterError> {
        let by = may(act.kind());
        self.step_by(on, by, act)
    }

    pub(super) fn step_by(
        &mut self,
        on: &str,
        by: &str,
        act: Act,
    ) -> Result<EntryId, poverty::register::RegisterError> {
        let step = ReviewStep { review: self.key.clone(), by: by.into(), act };
        self.commune.on(on, Change::Reviewed(step.into()))
    }

    /// Lists, surveys and scores the households, and posts what the village agreed to.
    pub(super) fn posted(numbers: &[u32]) -> Self {
        let mut reviewed = Self::new();
        reviewed.step("2024-09-03", Act::Opened).unwrap();
        let mut each = |on: &str, act: fn(u32) -> Act| {
            for number in numbers {
                reviewed.step(on, act(*number)).unwrap();
            }
        };
        each("2024-09-04", |number| Act::Listed { household: id(number), requested: false });
        each("2024-09-05", |number| Act::Surveyed {
            household: id(number),
            observation: EntryId::new(u64::from(number)),
        });
        each("2024-09-06", |number| Act::Scored { household: id(number), class: "poor".into() });
        reviewed.step("2024-10-01", Act::Met { present: 40, agreeing: 20 }).unwrap();
        reviewed.step("2024-10-02", Act::Posted).unwrap();
        reviewed
    }
}

#[test]
fn a_review_in_the_journal_is_seen_as_it_was() {
    let mut reviewed = Reviewed::posted(&[1, 2]);
    reviewed.step("2024-10-04", Act::Complained { household: id(2) }).unwrap();
    reviewed.step("2024-10-10", Act::Rechecked { household: id(2), class: "near_poor".into() }).unwrap();
    reviewed.step("2024-10-11", Act::Posted).unwrap();
    // Posted again for three working days, through Wednesday the 16th.
    reviewed.step("2024-10-17", Act::Reported).unwrap();
    reviewed.step("2024-10-21", Act::Opined { objections: vec![] }).unwrap();
    let decision = reviewed.commune.decide("2024-10-22");
    reviewed.step("2024-10-22", Act::Approved { decision }).unwrap();
    for number in [1, 2] {
        reviewed.commune.recognise("2024-10-22", decision, number).unwrap();
    }
    for number in [1, 2] {
        reviewed.step("2024-10-25", Act::Certified { household: id(number) }).unwrap();
    }
    reviewed.step("2024-10-26", Act::Closed).unwrap();

    let stage = |on: &str| {
        let progress = reviewed.commune.register.as_of(day(on)).review(&reviewed.key);
        progress.map(|progress| (progress.stage(), progress.stage_of(id(2))))
    };
    assert_eq!(stage("2024-09-02").unwrap_err().code(), "review/not-opened");
    assert_eq!(stage("2024-09-05").unwrap(), (Stage::Surveying, Some(CaseStage::Surveyed)));
    assert_eq!(stage("2024-10-01").unwrap(), (Stage::Agreed, Some(CaseStage::Agreed)));
    assert_eq!(stage("2024-10-05").unwrap(), (Stage::Posted, Some(CaseStage::Contested)));
    assert_eq!(stage("2024-10-10").unwrap(), (Stage::Posted, Some(CaseStage::Rechecked)));
    assert_eq!(stage("2024-10-17").unwrap(), (Stage::Reported, Some(CaseStage::Reported)));
    assert_eq!(stage("2024-10-22").unwrap(), (Stage::Approved, Some(CaseStage::Approved)));
    assert_eq!(stage("2024-12-31").unwrap(), (Stage::Closed, Some(CaseStage::Certified)));
    // The register rebuilt from its journal has the same reviews.
    let again = Register::new().reviewing_by(procedure(), calendar());
    let again = again.filled(reviewed.commune.register.journal().entries().iter().cloned()).unwrap();
    assert!(again == reviewed.commune.register);
    let poor = reviewed.commune.register.as_of(day("2024-12-31")).figures(None, DECREE).unwrap();
    assert_eq!((poor.poor().get(), poor.near_poor().get()), (1, 1));
}

#[test]
fn a_meeting_below_half_sends_every_household_back_to_the_survey() {
    let mut reviewed = Reviewed::new();
    reviewed.step("2024-09-03", Act::Opened).unwrap();
    let household = id(1);
    let survey = Act::Surveyed { household, observation: 1.into() };
    let score = Act::Scored { household, class: "poor".into() };
    reviewed.step("2024-09-04", Act::Listed { household, requested: true }).unwrap();
    reviewed.step("2024-09-05", survey.clone()).unwrap();
    reviewed.step("2024-09-06", score.clone()).unwrap();
    reviewed.step("2024-10-01", Act::Met { present: 41, agreeing: 20 }).unwrap();
    let progress = reviewed.commune.register.review(&reviewed.key).unwrap();
    assert_eq!((progress.stage(), progress.stage_of(household)), (Stage::Surveying, Some(CaseStage::Listed)));
    assert!(progress.case(household).unwrap().is_requested());
    assert_eq!(reviewed.step("2024-10-02", score.clone()).unwrap_err().code(), "review/not-surveyed");
    reviewed.step("2024-10-03", survey).unwrap();
    reviewed.step("2024-10-03", score).unwrap();
    reviewed.step("2024-10-08", Act::Met { present: 41, agreeing: 21 }).unwrap();
    let progress = reviewed.commune.register.review(&reviewed.key).unwrap();
    assert_eq!((progress.stage(), progress.meetings()), (Stage::Agreed, 2));
}

#[test]
fn an_objection_of_the_level_above_is_rechecked_and_posted_again() {
    let mut reviewed = Reviewed::posted(&[1, 2]);
    reviewed.step("2024-10-08", Act::Reported).unwrap();
    reviewed.step("2024-10-09", Act::Opined { objections: vec![id(1)] }).unwrap();
    let progress = reviewed.commune.register.review(&reviewed.key).unwrap();
    assert_eq!(
        (progress.stage_of(id(1)), progress.stage_of(id(2))),
        (Some(CaseStage::Contested), Some(CaseStage::Posted))
    );
    reviewed.step("2024-10-10", Act::Rechecked { household: id(1), class: "poor".into() }).unwrap();
    reviewed.step("2024-10-11", Act::Posted).unwrap();
    reviewed.step("2024-10-17", Act::Reported).unwrap();
    reviewed.step("2024-10-18", Act::Opined { objections: vec![] }).unwrap();
    assert_eq!(
        reviewed.step("2024-10-18", Act::Opined { objections: vec![] }).unwrap_err().code(),
        "review/opined-twice"
    );
}

#[test]
fn what_is_overdue_is_listed_with_its_source() {
    let mut reviewed = Reviewed::posted(&[1, 2]);
    reviewed.step("2024-10-04", Act::Complained { household: id(2) }).unwrap();
    let overdue = |on: &str| {
        let view = reviewed.commune.register.as_of(day(on));
        view.overdue().unwrap().into_iter().map(|(_, deadline)| deadline).collect::<Vec<_>>()
    };
    // Seven working days after Friday 4 October: through Tuesday the 15th.
    assert!(overdue("2024-10-15").is_empty());
    let [recheck] = &overdue("2024-10-16")[..] else { panic!() };
    assert_eq!((recheck.household, recheck.due), (Some(id(2)), day("2024-10-15")));
    assert!(!recheck.source.as_ref().unwrap().confirmation.is_certain(), "this term is from memory, and says so");
    // The decision of the year is due on 14 December.
    assert_eq!(overdue("2024-12-14").len(), 1);
    let due: Vec<_> = overdue("2024-12-15").iter().map(|deadline| deadline.term.to_string()).collect();
    assert_eq!(due, ["the recheck", "the decision of the yearly review"]);
}

/// The decision of an ad-hoc review is due fifteen days after its opening, from the 15th of the month.
#[test]
fn an_ad_hoc_review_is_decided_in_fifteen_days() {
    let mut reviewed = Reviewed::new();
    reviewed.key = ReviewKey { village: PLACE.into(), occasion: Occasion::AdHoc { year: 2024, month: 5 } };
    assert_eq!(
        reviewed.step("2024-05-14", Act::Opened).unwrap_err().to_string(),
        "a review of 2024-05 opens from 2024-05-15 to 2024-05-31, not on 2024-05-14"
    );
    reviewed.step("2024-05-15", Act::Opened).unwrap();
    let register = &reviewed.commune.register;
    assert!(register.as_of(day("2024-05-30")).overdue().unwrap().is_empty());
    assert_eq!(register.as_of(day("2024-05-31")).overdue().unwrap().len(), 1);
}

/// The districts were abolished on 1 July 2025: who gives the opinion is not known, and nobody is made up. A user who knows says
/// so.
#[test]
fn an_actor_that_the_law_does_not_name_is_named_by_the_user() {
    use poverty::register::review::Actor;
    use poverty::source::{Citation, Confirmation, Text};
    let procedure = procedure();
    let error = procedure.actors_of(StepKind::Opine, day("2025-07-01")).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the procedure does not say who may give the opinion of the level above on 2025-07-01 (who gives the opinion since there \
         are no districts was not found): name the actor"
    );
    let actor = Actor { id: "province_agency".into(), name: Text::english("the agency of the province").unwrap() };
    let cite = Citation {
        instrument: "local-government-2025".into(),
        article: None,
        confirmation: Confirmation::Confirmed,
        note: None,
    };
    let named = procedure
        .clone()
        .with_actor(StepKind::Opine, actor.clone(), "2025-07-01/..".parse().unwrap(), cite.clone())
        .unwrap();
    assert_eq!(named.actors_of(StepKind::Opine, day("2025-07-01")).unwrap(), ["province_agency"]);
    assert_eq!(named.actors_of(StepKind::Opine, day("2025-06-30")).unwrap(), ["district_chair"]);
    let part = procedure.with_actor(StepKind::Opine, actor, "2025-09-01/..".parse().unwrap(), cite);
    assert_eq!(part.unwrap_err().code(), "review/procedure");
}
