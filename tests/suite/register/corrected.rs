//! Corrections: nothing is overwritten, everything that follows is said, and a reversal leaves nothing behind.

use super::commune::{Commune, DECREE, day, household, id, seen};
use poverty::household::Unknown;
use poverty::register::{Because, Change, Counted, FieldValue, Standing};
use poverty::standard::Standards;

/// Three households, all recognised, the first poor by 1,450,000 đồng and three deprivations; published.
fn commune() -> Commune {
    let mut commune = Commune::new();
    for number in 1..=3 {
        commune.register_household("2022-10-01", household(number, 1_450_000, number == 1));
    }
    let decision = commune.decide("2022-12-01");
    for number in 1..=3 {
        commune.recognise("2022-12-01", decision, number).unwrap();
    }
    commune.publish("2022-12-31", "2023-01-10");
    commune
}

fn poor(commune: &Commune, known: &str) -> u64 {
    let view = commune.register.as_of(day("2022-12-31")).as_known_on(day(known));
    view.figures(None, DECREE).unwrap().poor().get()
}

#[test]
fn a_correction_assesses_again_and_says_what_changed() {
    let mut commune = commune();
    let correction = commune.correct("2023-03-01", 1.into(), "income_per_person_month", "1,550,000 VND").unwrap();
    assert_eq!((poor(&commune, "2023-02-28"), poor(&commune, "2023-03-01")), (1, 0));
    let effect = commune.register.effect_of(correction).unwrap();
    let [class] = effect.classes() else { panic!("{effect:?}") };
    assert_eq!((&*class.before.0, &*class.after.0, class.undetermined), ("poor", "average", false));
    let [publication] = effect.publications() else { panic!("{effect:?}") };
    let as_class = |class: &str, standing| Some(Counted { class: Some(class.into()), standing });
    assert_eq!(publication.before, as_class("poor", Standing::Poor));
    assert_eq!(publication.after, as_class("average", Standing::NotPoor));

    // What was published stays, and can be made again; what is known now stands beside it.
    let restated = commune.register.restated(publication.publication).unwrap();
    assert_eq!((restated.published.poor().get(), restated.now.poor().get()), (1, 0));
    assert_eq!(restated.households.len(), 1);
    let then = commune.register.as_of(day("2022-12-31")).as_known_before(publication.publication).unwrap();
    assert_eq!(then.figures(None, DECREE).unwrap(), restated.published);
}

#[test]
fn a_reversal_restores_every_total() {
    let mut commune = commune();
    let before = commune.register.as_of(day("2022-12-31")).figures(None, DECREE).unwrap();
    for (field, value, back) in [
        ("income_per_person_month", "1,550,000 VND", "1,450,000 VND"),
        ("services.toilet", "septic", "open_pit"),
        ("dwelling.area", "60", "12"),
    ] {
        commune.correct("2023-03-01", 1.into(), field, value).unwrap();
        assert_eq!(poor(&commune, "2023-03-01"), 0, "{field}");
        commune.correct("2023-03-01", 1.into(), field, back).unwrap();
        assert_eq!(commune.register.as_of(day("2022-12-31")).figures(None, DECREE).unwrap(), before, "{field}");
    }
}

/// A village meeting gave another class than the points. A correction that makes no difference to the assessment, and one that
/// is taken back, leave the word of the meeting.
#[test]
fn the_word_of_a_meeting_stands_until_the_assessment_differs() {
    let mut commune = commune();
    let decision = commune.decide("2023-01-15");
    let by = commune.register.decision(decision).unwrap().clone();
    let household = commune.register.as_of(day("2023-01-15")).household(id(2)).unwrap().household().unwrap();
    let assessment =
        poverty::standard::Standards::embedded().get(DECREE).unwrap().assess(&household, day("2023-01-15")).unwrap();
    let recognition = by.recognise(decision, &assessment).unwrap();
    let recognition = by.recognise_as(recognition, "poor").unwrap();
    commune.on("2023-01-15", Change::Recognised(recognition)).unwrap();
    let class = |commune: &Commune| {
        commune.register.as_of(day("2023-12-31")).household(id(2)).unwrap().recognised().unwrap().class().to_owned()
    };
    assert_eq!(class(&commune), "poor");
    commune.correct("2023-03-01", 2.into(), "dwelling.roof", "sheet").unwrap();
    assert_eq!(class(&commune), "poor");
    commune.correct("2023-03-02", 2.into(), "income_per_person_month", "9,000,000 VND").unwrap();
    assert_eq!(class(&commune), "other");
    commune.correct("2023-03-03", 2.into(), "income_per_person_month", "1,450,000 VND").unwrap();
    assert_eq!(class(&commune), "poor");
}

#[test]
fn an_answer_that_becomes_unknown_leaves_the_class_and_says_so() {
    let mut commune = commune();
    let correction = commune.correct("2023-03-01", 1.into(), "income_per_person_month", Unknown::Refused).unwrap();
    let effect = commune.register.effect_of(correction).unwrap();
    assert!(effect.classes()[0].undetermined && effect.publications().is_empty());
    assert_eq!(effect.classes()[0].after.1, Standing::Poor);
    commune.correct("2023-03-02", 1.into(), "income_per_person_month", "1,450,000 VND").unwrap();
    assert_eq!(poor(&commune, "2023-03-02"), 1);
}

#[test]
fn a_class_written_down_wrongly_is_corrected_by_word() {
    let mut commune = commune();
    // Entries 1 to 3 register, 4 decides, 5 to 7 recognise.
    let correction = commune.correct("2023-03-01", 6.into(), "class", "poor").unwrap();
    assert_eq!(poor(&commune, "2023-03-01"), 2);
    let effect = commune.register.effect_of(correction).unwrap();
    assert_eq!((effect.classes()[0].before.1, effect.classes()[0].after.1), (Standing::NearPoor, Standing::Poor));
    let error = commune.correct("2023-03-01", 6.into(), "class", "rich").unwrap_err();
    assert_eq!(error.code(), "register/no-such-class");
}

#[test]
fn a_member_field_and_a_day_are_corrected_like_any_other() {
    let mut commune = commune();
    commune.correct("2023-03-01", 1.into(), "member 11: health_insurance", false).unwrap();
    let state = commune.register.as_of(day("2023-03-01")).household(id(1)).unwrap();
    assert_eq!(state.household().unwrap().members()[1].health_insurance.known(), Some(false));
    // The household was registered a month later than the form said.
    commune.correct("2023-03-02", 1.into(), "day", "2022-11-01").unwrap();
    let there =
        |on: &str, known: &str| commune.register.as_of(day(on)).as_known_on(day(known)).household(id(1)).is_some();
    assert!(there("2022-10-15", "2023-03-01") && !there("2022-10-15", "2023-03-02"));
    assert!(there("2022-11-01", "2023-03-02"));
    // Not after its recognition.
    let error = commune.correct("2023-03-03", 1.into(), "day", "2022-12-02").unwrap_err();
    assert_eq!(error.code(), "register/contradicted");
    assert_eq!(
        error.to_string(),
        "entry 11 can't be, because of entry 5, which is true later: household H-1 is not in the register on 2022-12-01"
    );
}

#[test]
fn a_withdrawn_entry_is_as_if_it_had_never_been() {
    let mut commune = commune();
    commune.on("2023-02-01", Change::Observed(seen(household(2, 9_000_000, false)).into())).unwrap();
    let because = Because { reason: "the form of another household", source: "surveyor" };
    let retraction = commune.register.retraction(9.into(), because, Standards::embedded()).unwrap();
    let withdrawal = commune.known("2023-02-01", "2023-02-10", Change::Withdrawn(retraction.into())).unwrap();
    let income = |known: &str| {
        let view = commune.register.as_of(day("2023-02-05")).as_known_on(day(known));
        view.household(id(2)).unwrap().household().unwrap().income_per_person_month().to_string()
    };
    assert_eq!((income("2023-02-09"), income("2023-02-10")), ("9,000,000 VND".into(), "1,450,000 VND".into()));
    assert!(commune.register.effect_of(withdrawal).unwrap().is_nothing());
    // It can't be corrected or withdrawn again, and the first entry of a household only after all others.
    assert_eq!(
        commune.correct("2023-02-11", 9.into(), "dwelling.roof", "sheet").unwrap_err().code(),
        "register/not-correctable"
    );
    let retraction = commune.register.retraction(1.into(), because, Standards::embedded()).unwrap();
    let error = commune.known("2022-10-01", "2023-02-11", Change::Withdrawn(retraction.into())).unwrap_err();
    assert_eq!(error.code(), "register/contradicted");
}

/// The income was corrected before the household was recognised; that correction was itself wrong. The class follows, because the
/// recognition was made by the first correction and not by what the form said.
#[test]
fn a_correction_before_the_recognition_is_part_of_what_it_was_made_by() {
    let mut commune = Commune::new();
    commune.register_household("2022-10-01", household(1, 9_000_000, true));
    commune.correct("2022-11-01", 1.into(), "income_per_person_month", "1,000,000 VND").unwrap();
    let decision = commune.decide("2022-12-01");
    commune.recognise("2022-12-01", decision, 1).unwrap();
    commune.publish("2022-12-31", "2023-01-10");
    assert_eq!(poor(&commune, "2023-01-10"), 1);
    let back = commune.correct("2023-03-01", 1.into(), "income_per_person_month", "9,000,000 VND").unwrap();
    assert_eq!((poor(&commune, "2023-02-28"), poor(&commune, "2023-03-01")), (1, 0));
    assert_eq!(commune.register.effect_of(back).unwrap().publications().len(), 1);
    commune.correct("2023-03-02", 1.into(), "income_per_person_month", "1,000,000 VND").unwrap();
    assert_eq!(poor(&commune, "2023-03-02"), 1);
}

/// With a toilet that is not known a low income leaves two classes possible, and the word of the decision stands. A high income
/// settles the class; when that is taken back, the word of the decision stands again, and not the class in between.
#[test]
fn a_class_that_can_not_be_told_is_that_of_the_decision_whatever_came_between() {
    let mut commune = commune();
    let class = |commune: &Commune| {
        commune.register.as_of(day("2022-12-31")).household(id(1)).unwrap().recognised().unwrap().class().to_owned()
    };
    let first = commune.correct("2023-03-01", 1.into(), "services.toilet", Unknown::Refused).unwrap();
    assert!(commune.register.effect_of(first).unwrap().classes()[0].undetermined);
    assert_eq!(class(&commune), "poor");
    commune.correct("2023-03-02", 1.into(), "income_per_person_month", "9,000,000 VND").unwrap();
    assert_eq!(class(&commune), "other");
    commune.correct("2023-03-03", 1.into(), "income_per_person_month", "1,450,000 VND").unwrap();
    assert_eq!(class(&commune), "poor");
}

fn class_of(commune: &Commune, number: u32, on: &str) -> String {
    commune.register.as_of(day(on)).household(id(number)).unwrap().recognised().unwrap().class().to_owned()
}

/// A survey of before the decision that is recorded after it moves no class: the commune did not know it. A correction and its
/// reversal do not bring it in either, nor what was corrected before.
#[test]
fn what_became_known_later_moves_no_recognition() {
    let mut commune = commune();
    commune.correct("2023-02-01", 1.into(), "services.water_source", "piped").unwrap();
    assert_eq!(class_of(&commune, 1, "2022-12-31"), "near_poor");
    let richer = Change::Observed(seen(household(1, 9_000_000, false)).into());
    let late = commune.known("2022-11-15", "2023-02-10", richer).unwrap();
    let before = commune.register.as_of(day("2022-12-31")).figures(None, DECREE).unwrap();
    for (field, value, back) in [
        ("services.internet", false.into(), true.into()),
        ("income_per_person_month", "1,550,000 VND".into(), "1,450,000 VND".into()),
        ("services.toilet", Unknown::Refused.into(), "open_pit".into()),
    ] as [(&str, FieldValue, FieldValue); 3]
    {
        commune.correct("2023-03-01", 1.into(), field, value).unwrap();
        commune.correct("2023-03-01", 1.into(), field, back).unwrap();
        assert_eq!(commune.register.as_of(day("2022-12-31")).figures(None, DECREE).unwrap(), before, "{field}");
    }
    // Nor does a correction of the late survey itself.
    let of_late = commune.correct("2023-03-02", late, "income_per_person_month", "100,000 VND").unwrap();
    assert!(commune.register.effect_of(of_late).unwrap().is_nothing());
    // The commune recognises again, by all that is known by then.
    let decision = commune.decide("2023-03-03");
    commune.recognise("2023-03-03", decision, 1).unwrap();
    assert_eq!(class_of(&commune, 1, "2023-03-03"), "near_poor");
}

/// A household was recognised by an answer that was wrong in between. When the answer is set back, the class follows.
#[test]
fn a_recognition_made_by_a_wrong_correction_is_set_right_by_its_reversal() {
    let mut commune = commune();
    commune.correct("2023-02-01", 1.into(), "income_per_person_month", "9,000,000 VND").unwrap();
    let decision = commune.decide("2023-02-15");
    commune.recognise("2023-02-15", decision, 1).unwrap();
    assert_eq!(class_of(&commune, 1, "2023-02-15"), "other");
    let back = commune.correct("2023-03-01", 1.into(), "income_per_person_month", "1,450,000 VND").unwrap();
    assert_eq!(
        (class_of(&commune, 1, "2022-12-31"), class_of(&commune, 1, "2023-02-15")),
        ("poor".into(), "poor".into())
    );
    assert_eq!(commune.register.effect_of(back).unwrap().classes().len(), 2);
}

/// A household was recognised by a form that was another household's. Without the form it is what was known before.
#[test]
fn a_withdrawn_survey_takes_the_class_with_it_that_was_made_from_it() {
    let mut commune = commune();
    let wrong = commune.on("2023-02-01", Change::Observed(seen(household(2, 9_000_000, false)).into())).unwrap();
    let decision = commune.decide("2023-02-15");
    commune.recognise("2023-02-15", decision, 2).unwrap();
    assert_eq!(class_of(&commune, 2, "2023-02-15"), "other");
    // A correction that is withdrawn with its entry leaves nothing.
    commune.correct("2023-02-20", wrong, "income_per_person_month", "1,550,000 VND").unwrap();
    assert_eq!(class_of(&commune, 2, "2023-02-15"), "average");
    let because = Because { reason: "the form of another household", source: "surveyor" };
    let retraction = commune.register.retraction(wrong, because, Standards::embedded()).unwrap();
    assert_eq!((retraction.entry(), retraction.reason(), retraction.source()), (wrong, because.reason, because.source));
    assert_eq!(retraction.reassessed_recognitions().count(), 1);
    let withdrawal = commune.known("2023-02-01", "2023-03-01", Change::Withdrawn(retraction.into())).unwrap();
    assert_eq!(class_of(&commune, 2, "2023-02-15"), class_of(&commune, 2, "2022-12-31"));
    let effect = commune.register.effect_of(withdrawal).unwrap();
    let [class] = effect.classes() else { panic!("{effect:?}") };
    assert_eq!((class.recognition, class.undetermined), (decision_recognition(&commune, 2), false));
    assert_ne!(class.before.0, class.after.0);
}

fn decision_recognition(commune: &Commune, number: u32) -> poverty::journal::EntryId {
    commune.register.as_of(day("2023-12-31")).household(id(number)).unwrap().recognised().unwrap().entry()
}

/// The class of a decision that was written down wrongly, and answers that give another class: in which order they are set right
/// makes no difference, and neither is forgotten when the other is taken back.
#[test]
fn a_class_set_right_by_word_and_answers_set_right_do_not_depend_on_their_order() {
    let (income, wealthy, back) = ("income_per_person_month", "9,000,000 VND", "1,450,000 VND");
    let mut one = commune();
    one.correct("2023-03-01", 5.into(), "class", "near_poor").unwrap();
    one.correct("2023-03-01", 1.into(), income, wealthy).unwrap();
    let mut other = commune();
    other.correct("2023-03-01", 1.into(), income, wealthy).unwrap();
    let idle = other.correct("2023-03-01", 5.into(), "class", "near_poor").unwrap();
    assert!(other.register.effect_of(idle).unwrap().is_nothing());
    for commune in [&mut one, &mut other] {
        assert_eq!(class_of(commune, 1, "2022-12-31"), "other");
        commune.correct("2023-03-02", 1.into(), income, back).unwrap();
        assert_eq!(class_of(commune, 1, "2022-12-31"), "near_poor");
        commune.correct("2023-03-02", 5.into(), "class", "poor").unwrap();
        assert_eq!(class_of(commune, 1, "2022-12-31"), "poor");
    }
}
