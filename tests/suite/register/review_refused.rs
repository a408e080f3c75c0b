//! Every refused step of a review, with its code and words; and procedures that are none.

use super::commune::{day, id};
use super::review_order::{Reviewed, annual, calendar, procedure};
use poverty::journal::EntryId;
use poverty::register::RegisterError;
use poverty::register::review::{Act, Procedure, ReviewError, Rules, StepKind, Term, VillageReview, WorkingDays};
use poverty::standard::Standards;

#[track_caller]
fn refused(result: Result<EntryId, RegisterError>, code: &str, words: &str) {
    let error = result.unwrap_err();
    assert_eq!(error.code(), code, "{error}");
    assert_eq!(error.to_string(), words);
}

fn listed(number: u32) -> Act {
    Act::Listed { household: id(number), requested: false }
}

#[test]
fn steps_before_the_opening_and_out_of_their_time() {
    let mut reviewed = Reviewed::new();
    refused(reviewed.step("2024-09-03", listed(1)), "review/not-opened", "the review 2024 of 24133 was not opened");
    refused(
        reviewed.step("2024-08-31", Act::Opened),
        "review/outside-window",
        "a review of 2024 opens from 2024-09-01 to 2024-12-14, not on 2024-08-31",
    );
    reviewed.step("2024-09-03", Act::Opened).unwrap();
    refused(
        reviewed.step("2024-09-03", Act::Opened),
        "review/opened-twice",
        "the review 2024 of 24133 was opened before",
    );
    reviewed.step("2024-09-05", listed(1)).unwrap();
    refused(
        reviewed.commune.known(
            "2024-09-04",
            "2024-09-05",
            poverty::register::Change::Reviewed(
                poverty::register::ReviewStep { review: annual(2024), by: "village_head".into(), act: listed(2) }
                    .into(),
            ),
        ),
        "review/before-last-step",
        "a step of 2024-09-04 can't follow one of 2024-09-05",
    );
    refused(
        reviewed.step_by("2024-09-06", "resident", listed(2)),
        "review/wrong-actor",
        "resident may not list a household on 2024-09-06, expected steering_committee or village_head or surveyor",
    );
    let mut early = Reviewed::new();
    early.key = annual(2020);
    assert_eq!(early.step("2024-09-03", Act::Opened).unwrap_err().code(), "review/outside-window");
    let mut none = Reviewed::new();
    none.commune.register = poverty::register::Register::new();
    assert_eq!(none.step("2024-09-03", Act::Opened).unwrap_err().code(), "review/no-procedure");
}

#[test]
fn steps_out_of_turn() {
    let mut reviewed = Reviewed::new();
    reviewed.step("2024-09-03", Act::Opened).unwrap();
    reviewed.step("2024-09-03", listed(1)).unwrap();
    for act in [Act::Posted, Act::Reported, Act::Opined { objections: vec![] }, Act::Complained { household: id(1) }] {
        assert_eq!(reviewed.step("2024-09-03", act).unwrap_err().code(), "review/wrong-stage");
    }
    refused(
        reviewed.step("2024-09-03", Act::Closed),
        "review/wrong-stage",
        "nobody can close the review while the review is surveying",
    );
    assert_eq!(
        reviewed.step("2024-09-03", Act::Certified { household: id(1) }).unwrap_err().code(),
        "review/wrong-stage"
    );
    let mut posted = Reviewed::posted(&[1]);
    assert_eq!(posted.step("2024-10-03", listed(2)).unwrap_err().code(), "review/wrong-stage");
}

#[test]
fn surveys_and_meetings_without_what_they_need() {
    let mut reviewed = Reviewed::new();
    reviewed.step("2024-09-03", Act::Opened).unwrap();
    let survey =
        |number: u32, observation: u64| Act::Surveyed { household: id(number), observation: observation.into() };
    let score = |number| Act::Scored { household: id(number), class: "poor".into() };
    let met = |present, agreeing| Act::Met { present, agreeing };
    refused(
        reviewed.step("2024-09-04", met(9, 9)),
        "review/nobody-listed",
        "the list is empty: there is nothing to vote on",
    );
    refused(
        reviewed.step("2024-09-04", survey(1, 1)),
        "review/not-listed",
        "household H-1 is not on the list of this review",
    );
    reviewed.step("2024-09-04", listed(1)).unwrap();
    refused(
        reviewed.step("2024-09-04", listed(1)),
        "review/listed-twice",
        "household H-1 is on the list of this review already",
    );
    refused(
        reviewed.step("2024-09-04", score(1)),
        "review/not-surveyed",
        "household H-1 was not surveyed yet, so there is nothing to score",
    );
    refused(
        reviewed.step("2024-09-04", survey(1, 2)),
        "register/not-an-observation",
        "entry 2 is no observation of household H-1",
    );
    assert_eq!(reviewed.step("2024-09-04", survey(1, 99)).unwrap_err().code(), "register/no-such-entry");
    assert_eq!(reviewed.step("2024-09-04", listed(9)).unwrap_err().code(), "register/not-registered");
    reviewed.step("2024-09-05", survey(1, 1)).unwrap();
    refused(
        reviewed.step("2024-09-05", met(9, 9)),
        "review/not-scored",
        "household H-1 has no result yet, so the village can't vote on it",
    );
    reviewed.step("2024-09-06", score(1)).unwrap();
    refused(
        reviewed.step("2024-09-06", score(1)),
        "review/scored-twice",
        "household H-1 was scored already: survey it again first",
    );
    refused(
        reviewed.step("2024-09-07", met(0, 0)),
        "review/votes",
        "0 of 0 agreed: expected somebody present, and no more agreeing than present",
    );
    assert_eq!(reviewed.step("2024-09-07", met(3, 4)).unwrap_err().code(), "review/votes");
}

#[test]
fn postings_complaints_and_reports_before_their_time() {
    let mut reviewed = Reviewed::posted(&[1, 2]);
    let complain = |number| Act::Complained { household: id(number) };
    let recheck = |number| Act::Rechecked { household: id(number), class: "other".into() };
    refused(
        reviewed.step("2024-10-03", Act::Posted),
        "review/nothing-to-post",
        "nothing changed since the list was posted on 2024-10-02",
    );
    refused(
        reviewed.step("2024-10-07", Act::Reported),
        "review/still-posted",
        "the list stays posted through 2024-10-07, so it can't be reported on 2024-10-07",
    );
    refused(
        reviewed.step("2024-10-07", recheck(1)),
        "review/not-contested",
        "the result of household H-1 is not contested",
    );
    reviewed.step("2024-10-07", complain(1)).unwrap();
    refused(
        reviewed.step("2024-10-07", complain(1)),
        "review/contested-twice",
        "the result of household H-1 is contested already",
    );
    assert_eq!(reviewed.step("2024-10-07", complain(3)).unwrap_err().code(), "review/not-listed");
    refused(
        reviewed.step("2024-10-08", Act::Reported),
        "review/contested",
        "the result of household H-1 is contested: recheck it first",
    );
    assert_eq!(reviewed.step("2024-10-08", Act::Posted).unwrap_err().code(), "review/contested");
    reviewed.step("2024-10-08", recheck(1)).unwrap();
    refused(
        reviewed.step("2024-10-08", Act::Reported),
        "review/not-posted-again",
        "the list changed since it was posted on 2024-10-02: post it again",
    );
    reviewed.step("2024-10-09", Act::Posted).unwrap();
    reviewed.step("2024-10-15", Act::Reported).unwrap();
    assert_eq!(
        reviewed.step("2024-10-16", Act::Opined { objections: vec![id(3)] }).unwrap_err().code(),
        "review/not-listed"
    );
    let decision = reviewed.commune.decide("2024-10-16");
    // Five working days after Tuesday the 15th.
    refused(
        reviewed.step("2024-10-22", Act::Approved { decision }),
        "review/opinion-pending",
        "the level above has until 2024-10-22 to give its opinion; silence counts as agreement from the day after",
    );
    assert_eq!(
        reviewed.step("2024-10-23", Act::Approved { decision: 1.into() }).unwrap_err().code(),
        "register/not-a-decision"
    );
    reviewed.step("2024-10-23", Act::Approved { decision }).unwrap();
    refused(
        reviewed.step("2024-10-24", Act::Certified { household: id(1) }),
        "register/not-recognised",
        &format!("household H-1 is not recognised by the decision of entry {decision}"),
    );
    reviewed.commune.recognise("2024-10-24", decision, 1).unwrap();
    refused(
        reviewed.step("2024-10-24", Act::Closed),
        "register/certificate-pending",
        "household H-1 is recognised as poor and has no certificate yet",
    );
    reviewed.step("2024-10-24", Act::Certified { household: id(1) }).unwrap();
    refused(
        reviewed.step("2024-10-24", Act::Certified { household: id(1) }),
        "review/certified-twice",
        "household H-1 has its certificate already",
    );
    // A step is never corrected or withdrawn.
    let because = poverty::register::Because { reason: "r", source: "s" };
    let retraction = reviewed.commune.register.retraction(5.into(), because, Standards::embedded()).unwrap();
    let withdrawn = poverty::register::Change::Withdrawn(retraction.into());
    assert_eq!(
        reviewed.commune.known("2024-09-04", "2024-10-24", withdrawn).unwrap_err().code(),
        "register/not-correctable"
    );
}

#[test]
fn a_review_is_about_households_of_its_village() {
    use poverty::place::{Area, Gazetteer, Kind, Unit};
    use poverty::source::Text;
    let unit = |code: &str| {
        Unit::new(code, Kind::Commune, Text::english("commune").unwrap(), "2020-01-01/..".parse().unwrap()).unwrap()
    };
    let places = Gazetteer::builder().unit(unit("24133")).unit(unit("24136")).build().unwrap();
    let mut reviewed = Reviewed::new();
    reviewed.commune = super::commune::Commune::in_places(places);
    reviewed.commune.register = reviewed.commune.register.clone().reviewing_by(procedure(), calendar());
    let one = super::commune::household(1, 1, true).to_builder().place("24136", Area::Rural).build().unwrap();
    reviewed.commune.register_household("2024-01-10", one);
    reviewed.step("2024-09-03", Act::Opened).unwrap();
    refused(
        reviewed.step("2024-09-04", listed(1)),
        "register/outside-review",
        "household H-1 does not live in 24133 on 2024-09-04, where the review is held",
    );
}

#[test]
fn a_refused_step_gives_the_review_back() {
    let (procedure, calendar) = (procedure(), calendar());
    let rules = Rules { procedure: &procedure, calendar: &calendar };
    let review = VillageReview::open(rules, annual(2024), day("2024-09-03"), "steering_committee").unwrap();
    let refused = review.clone().meet(day("2024-09-04"), "village_head", 9, 9).unwrap_err();
    assert_eq!(refused.error, ReviewError::NobodyListed);
    assert_eq!(refused.to_string(), "the list is empty: there is nothing to vote on");
    assert_eq!(refused.review.progress(), review.progress());
    let stored = review.into_progress();
    assert!(VillageReview::<poverty::register::review::Posted>::resume(rules, stored.clone()).is_none());
    assert!(VillageReview::<poverty::register::review::Surveying>::resume(rules, stored).is_some());
}

#[test]
fn a_calendar_does_not_count_past_what_it_was_filled_in_for() {
    let calendar =
        WorkingDays::over("2024-01-01/2024-01-10".parse().unwrap()).without(day("2024-01-02")).with(day("2024-01-06"));
    assert_eq!(calendar.after(day("2024-01-01"), 0).unwrap(), day("2024-01-01"));
    assert_eq!(calendar.after(day("2024-01-01"), 3).unwrap(), day("2024-01-05"));
    assert_eq!(calendar.after(day("2024-01-01"), 4).unwrap(), day("2024-01-06"));
    assert_eq!(calendar.after(day("2024-01-01"), 5).unwrap(), day("2024-01-08"));
    let error = calendar.after(day("2024-01-05"), 5).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the calendar of working days was filled in for 2024-01-01/2024-01-10, not for 2024-01-10"
    );
    assert_eq!(error.code(), "review/outside-calendar");
    assert!(!calendar.is_worked(day("2024-01-07")).unwrap());
    assert!(calendar.is_worked(day("2023-12-31")).is_err());
}

#[test]
fn procedures_that_are_none() {
    let file = include_str!("../../../data/procedures/vn-decision-24-2021.toml");
    let read = |text: &str| Procedure::from_toml("p.toml", text).map(|_| ()).unwrap_err();
    let error = read(&file.replace("form = 1", "form = 2"));
    assert_eq!(error.to_string(), "procedure vn-decision-24-2021: form 2 is not known, expected 1");
    assert_eq!(error.code(), "review/procedure");
    let changed = |from: &str, to: &str| {
        assert!(file.contains(from), "{from}");
        read(&file.replacen(from, to, 1)).to_string()
    };
    assert!(changed("\"1/2\"", "\"3/2\"").contains("a share of 3/2 can't agree"));
    assert!(changed("step = \"close\"", "step = \"certify\"").contains("expected once who may give a certificate"));
    assert!(changed("term = \"opinion\"", "term = \"recheck\"").contains("expected one term for the recheck"));
    assert!(
        changed("2021-09-01/2025-07-01", "2021-09-01/2025-07-02").contains("is said twice for days of 2025-07-01/..")
    );
    assert!(changed("actors = [\"district_chair\"]", "actors = [\"nobody\"]").contains("actor `nobody`"));
    let error = read(&file.replacen("opens = \"09-01\"", "opens = \"02-29\"", 1));
    assert_eq!(error.code(), "review/unreadable");
    assert!(
        error.to_string().contains("`02-29` is no day of the year") && error.to_string().contains("(p.toml:"),
        "{error}"
    );
    assert!(read(&file.replacen("jurisdiction", "jurisdicton", 1)).to_string().contains("jurisdicton"));
}

#[test]
fn the_procedure_says_how_surely_it_is_known() {
    let procedure = procedure();
    // The yearly decision is due by a day of the year and not after so many days.
    let error = procedure.due(Term::AnnualDecision, day("2024-09-03"), &calendar()).unwrap_err();
    assert_eq!(error.code(), "review/no-term");
    assert_eq!(error.to_string(), "the procedure has no term for the decision of the yearly review");
    assert_eq!((procedure.id(), procedure.jurisdiction()), ("vn-decision-24-2021", "VN"));
    assert!(procedure.citation_of_term(Term::AnnualDecision).unwrap().confirmation.is_certain());
    assert!(!procedure.citation_of_term(Term::Opinion).unwrap().confirmation.is_certain());
    assert!(procedure.citation_of(StepKind::Meet, day("2024-10-01")).unwrap().confirmation.is_certain());
    assert_eq!(procedure.citation_of(StepKind::Meet, day("2021-08-31")).unwrap_err().code(), "review/no-procedure");
    // Who gives the opinion now that districts are abolished was not found.
    let unknown = procedure.actors_of(StepKind::Opine, day("2025-11-20")).unwrap_err();
    assert_eq!(unknown.code(), "review/actor-unknown");
    assert!(unknown.to_string().starts_with("the procedure does not say who may "), "{unknown}");
    let text = toml::to_string(&procedure).unwrap();
    assert_eq!(Procedure::from_toml("written", &text).unwrap(), procedure);
    for citation in
        [StepKind::Opine, StepKind::Open].map(|step| procedure.citation_of(step, day("2025-08-01")).unwrap())
    {
        assert!(procedure.instruments().iter().any(|instrument| instrument.id == citation.instrument));
    }
}

/// Between two yearly reviews only those are listed that ask.
#[test]
fn an_ad_hoc_review_lists_who_asks() {
    use poverty::register::review::{Occasion, ReviewKey};
    let mut reviewed = Reviewed::new();
    reviewed.key =
        ReviewKey { village: super::commune::PLACE.into(), occasion: Occasion::AdHoc { year: 2024, month: 5 } };
    reviewed.step("2024-05-15", Act::Opened).unwrap();
    refused(
        reviewed.step("2024-05-15", listed(1)),
        "review/not-requested",
        "household H-1 did not ask: between two yearly reviews only those are listed that ask (Form 04)",
    );
    reviewed.step("2024-05-15", Act::Listed { household: id(1), requested: true }).unwrap();
}

/// A household that is gone before the decision can be neither surveyed nor heard: it is struck off, and the others go on.
#[test]
fn who_is_gone_is_struck_off_and_holds_up_nobody() {
    use poverty::register::review::{CaseStage, Stage};
    use poverty::register::{Change, Closing, Closure};
    let mut reviewed = Reviewed::posted(&[1, 2]);
    let strike = |number| Act::Struck { household: id(number) };
    let gone = |number| Change::Closed(Closing { household: id(number), closure: Closure::DiedOut });
    refused(
        reviewed.step("2024-10-03", strike(1)),
        "register/still-there",
        "household H-1 lives in 24133 on 2024-10-03: only who is gone is struck off the list",
    );
    reviewed.step("2024-10-03", Act::Complained { household: id(1) }).unwrap();
    reviewed.commune.on("2024-10-04", gone(1)).unwrap();
    // Its complaint would hold up the report for ever.
    assert_eq!(reviewed.step("2024-10-08", Act::Reported).unwrap_err().code(), "review/contested");
    let recheck = Act::Rechecked { household: id(1), class: "poor".into() };
    assert_eq!(reviewed.step("2024-10-08", recheck.clone()).unwrap_err().code(), "register/ended");
    reviewed.step("2024-10-08", strike(1)).unwrap();
    refused(
        reviewed.step("2024-10-08", strike(1)),
        "review/struck",
        "household H-1 was struck off the list of this review",
    );
    assert_eq!(reviewed.step("2024-10-08", strike(3)).unwrap_err().code(), "register/still-there");
    reviewed.step("2024-10-08", Act::Reported).unwrap();
    let error = reviewed.step("2024-10-09", Act::Opined { objections: vec![id(1)] }).unwrap_err();
    assert_eq!(error.code(), "review/struck");
    reviewed.step("2024-10-09", Act::Opined { objections: vec![] }).unwrap();
    let decision = reviewed.commune.decide("2024-10-10");
    reviewed.step("2024-10-10", Act::Approved { decision }).unwrap();
    reviewed.commune.recognise("2024-10-10", decision, 2).unwrap();
    refused(
        reviewed.step("2024-10-10", Act::Closed),
        "register/certificate-pending",
        "household H-2 is recognised as near-poor and has no certificate yet",
    );
    // The other one dies out before it gets its certificate, which nobody can give to it any more.
    reviewed.commune.on("2024-10-11", gone(2)).unwrap();
    reviewed.step("2024-10-12", Act::Closed).unwrap();
    let progress = reviewed.commune.register.review(&reviewed.key).unwrap();
    assert_eq!((progress.stage(), progress.open_cases().count(), progress.cases().count()), (Stage::Closed, 1, 2));
    assert_eq!(progress.stage_of(id(1)), Some(CaseStage::Struck));
    assert!(progress.case(id(1)).unwrap().is_struck());
}

#[test]
fn a_review_on_whose_list_nobody_is_left_ends_without_decision() {
    use poverty::register::review::Stage;
    use poverty::register::{Change, Relocation};
    let mut reviewed = Reviewed::new();
    reviewed.step("2024-09-03", Act::Opened).unwrap();
    reviewed.step("2024-09-04", listed(1)).unwrap();
    assert_eq!(reviewed.step("2024-09-05", Act::Closed).unwrap_err().code(), "review/wrong-stage");
    let away = Relocation { household: id(1), place: "24136".into(), area: poverty::place::Area::Rural };
    reviewed.commune.on("2024-09-05", Change::Moved(away.into())).unwrap();
    reviewed.step("2024-09-06", Act::Struck { household: id(1) }).unwrap();
    assert_eq!(
        reviewed.step("2024-09-07", Act::Met { present: 9, agreeing: 9 }).unwrap_err().code(),
        "review/nobody-listed"
    );
    reviewed.step("2024-09-07", Act::Closed).unwrap();
    let progress = reviewed.commune.register.review(&reviewed.key).unwrap();
    assert_eq!((progress.stage(), progress.decision()), (Stage::Closed, None));
    assert!(progress.is_consistent());
    assert!(reviewed.commune.register.as_of(day("2025-02-01")).overdue().unwrap().is_empty());

    let (procedure, calendar) = (procedure(), calendar());
    let rules = Rules { procedure: &procedure, calendar: &calendar };
    let mut review = VillageReview::open(rules, annual(2024), day("2024-09-03"), "steering_committee").unwrap();
    review.list(day("2024-09-03"), "village_head", id(1), false).unwrap();
    let mut review = review.close_empty(day("2024-09-03"), "steering_committee").unwrap_err().review;
    review.strike(day("2024-09-04"), "village_head", id(1)).unwrap();
    assert_eq!(review.close_empty(day("2024-09-04"), "steering_committee").unwrap().progress().stage(), Stage::Closed);
}

/// The yearly review is about all households on the lists, and where it is still to be held is known.
#[test]
fn nobody_on_the_lists_is_left_off_the_yearly_review() {
    use poverty::register::review::Occasion;
    let mut reviewed = Reviewed::new();
    let decision = reviewed.commune.decide("2024-01-15");
    for number in 1..=2 {
        reviewed.commune.recognise("2024-01-15", decision, number).unwrap();
    }
    let yearly = Occasion::Annual { year: 2024 };
    let without = |reviewed: &Reviewed, on: &str| {
        reviewed.commune.register.as_of(day(on)).places_without_review(yearly).into_iter().collect::<Vec<_>>().join(" ")
    };
    assert_eq!(without(&reviewed, "2024-09-02"), "24133");
    reviewed.step("2024-09-03", Act::Opened).unwrap();
    assert_eq!((without(&reviewed, "2024-09-02").as_str(), without(&reviewed, "2024-09-03").as_str()), ("24133", ""));
    reviewed.step("2024-09-04", listed(1)).unwrap();
    reviewed.step("2024-09-05", Act::Surveyed { household: id(1), observation: 1.into() }).unwrap();
    reviewed.step("2024-09-06", Act::Scored { household: id(1), class: "poor".into() }).unwrap();
    refused(
        reviewed.step("2024-09-07", Act::Met { present: 9, agreeing: 9 }),
        "register/left-off-review",
        "household H-2 of 24133 is near-poor and not on the list of the yearly review: list it first",
    );
}
