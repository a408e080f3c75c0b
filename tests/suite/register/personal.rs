//! Personal data is in no text that prints itself: names and numbers with a mark are put wherever they can be put, rightly and
//! wrongly, and everything that comes back is searched for the mark.

use super::commune::{Commune, day, household, id};
use super::review_order::Reviewed;
use poverty::register::privacy::{Pseudonymiser, Secret};
use poverty::register::quality::{AuditFrame, BirthDate, Completeness, DuplicateSearch, Identity, Rules};
use poverty::register::review::Act;
use poverty::register::{Because, Field, HouseholdId, Observation, RegisterError};
use poverty::standard::Standards;

/// Parts of a name and of a number, in the cases and letters in which they could come back.
const MARKS: [&str; 6] = ["Zyxwén", "zyxwén", "zyxwen", "ZYXWEN", "ZYXWÉN", "987654321098"];
pub(super) const NAME: &str = "Nguyễn Zyxwén";
pub(super) const NUMBER: &str = "987654321098";

pub(super) fn searched(what: &str, text: &str) {
    for mark in MARKS {
        assert!(!text.contains(mark), "{what} tells a name or a number: {text}");
    }
}

pub(super) fn debug(thing: &impl core::fmt::Debug) {
    let text = format!("{thing:?} {thing:#?}");
    searched("Debug", &text);
}

fn written(thing: &impl serde::Serialize) {
    searched("serde", &serde_json::to_string(thing).unwrap());
}

pub(super) fn error(thing: &(impl std::error::Error + 'static)) {
    let mut cause: Option<&dyn std::error::Error> = Some(thing);
    while let Some(error) = cause {
        searched("an error", &format!("{error} {error:?}"));
        cause = error.source();
    }
}

fn identities() -> Vec<Identity> {
    let born = BirthDate::on(day("1975-03-08")).unwrap();
    let identity = |number: u32, name: &str| {
        Identity::new(id(number), Secret::new(name).unwrap())
            .numbered(Secret::new(NUMBER).unwrap())
            .born(born)
            .living_in("24133")
            .of_size(4)
    };
    vec![identity(1, NAME), identity(2, "NGUYEN ZYXWEN"), identity(3, "Zyxwén Nguyễn")]
}

#[test]
fn the_mark_is_found_where_it_is() {
    assert!(MARKS.iter().any(|mark| NAME.contains(mark)) && MARKS.contains(&NUMBER));
    let told = std::panic::catch_unwind(|| searched("this", NAME));
    assert!(told.is_err(), "the search finds nothing");
}

/// The day of birth, with which somebody can be found, is in no `Debug` of a household, a member or a change of the register.
#[test]
fn no_day_of_birth_is_told() {
    use poverty::household::{Birth, Household, Member};
    use poverty::place::Area;
    let member = Member::born(day("1975-03-08"));
    let household = Household::builder("DL-0001", "24133", Area::Rural).member(member.clone()).build().unwrap();
    for text in [
        format!("{:?} {:#?}", Birth::date(day("1975-03-08")), Birth::date(day("1975-03-08"))),
        format!("{member:?} {member:#?}"),
        format!("{household:?} {household:#?}"),
        format!("{:?} {:#?}", identities(), BirthDate::on(day("1975-03-08")).unwrap()),
    ] {
        assert!(!text.contains("03-08") && !text.contains("3, 8"), "{text}");
    }
    assert_eq!(format!("{:?}", Birth::date(day("1975-03-08"))), "Birth(Date(1975))");
}

#[test]
fn a_search_for_duplicates_tells_no_name() {
    let list = identities();
    debug(&list);
    debug(&Secret::new(NAME).unwrap());
    written(&Secret::new(NAME).unwrap());
    let found = DuplicateSearch::default().search(&list).unwrap();
    assert_eq!(found.pairs().len(), 3);
    debug(&found);
    written(&found);
    found.pairs().iter().for_each(|pair| searched("a pair", &pair.to_string()));
    debug(&found.clusters());
    let twice = [list[0].clone(), list[0].clone()];
    error(&DuplicateSearch::default().search(&twice).unwrap_err());
    searched("a birth", &format!("{:?}", BirthDate::on(day("1975-03-08")).unwrap()));
    assert!(!format!("{:?}", BirthDate::on(day("1975-03-08")).unwrap()).contains("1975"));
}

#[test]
fn exports_tell_no_number() {
    let key = NUMBER.repeat(3);
    let pseudonymiser = Pseudonymiser::new(key.as_bytes(), "audit 2025").unwrap();
    debug(&pseudonymiser);
    debug(&pseudonymiser.of(NUMBER));
    written(&pseudonymiser.of(NUMBER));
    error(&Pseudonymiser::new(NUMBER.as_bytes(), "audit 2025").unwrap_err());
    error(&NAME.parse::<poverty::register::privacy::Pseudonym>().unwrap_err());
    error(&Secret::new(" ").unwrap_err());
}

/// Names in the wrong column: where an identifier, a person's number or a class is expected.
#[test]
fn a_name_in_the_wrong_place_is_not_repeated() {
    error(&HouseholdId::new(NAME).unwrap_err());
    error(&serde_json::from_value::<HouseholdId>(NAME.into()).unwrap_err());
    let named = poverty::household::Household::builder(NAME, "24133", poverty::place::Area::Rural)
        .member(poverty::household::Member::aged(40).unwrap())
        .build()
        .unwrap();
    error(&Observation::new(named, [1]).unwrap_err());
    for text in [NAME, NUMBER, "member Zyxwén: birth"] {
        error(&text.parse::<Field>().unwrap_err());
    }
    let typing_error = "dwelling..flor".parse::<Field>().unwrap_err().to_string();
    assert!(typing_error.contains("`dwelling..flor`"), "what has the form of a key is shown: {typing_error}");
}

/// Names where a correction expects a code, an amount, an area or a date.
#[test]
fn a_name_for_a_value_is_not_repeated() {
    let mut commune = Commune::new();
    let entry = commune.register_household("2024-01-05", household(1, 1_000_000, true));
    for field in ["dwelling.floor", "dwelling.area", "income_per_person_month", "services.toilet", "day", "class"] {
        for value in [NAME, NUMBER] {
            if let Err(refused) = commune.correction(entry, field, value) {
                error(&refused);
            } else {
                panic!("{field} takes a name or a number of twelve digits");
            }
        }
    }
    let code = commune.correction(entry, "dwelling.floor", "gold").unwrap_err().to_string();
    assert!(code.contains("gold"), "a code that is mistyped is shown: {code}");
}

#[test]
fn reviews_and_corrections_tell_no_name() {
    let mut commune = Commune::new();
    let entry = commune.register_household("2024-01-05", household(1, 1_000_000, true));
    let correction = commune.correction(entry, "dwelling.area", "30").unwrap();
    debug(&correction);
    written(&correction);
    let mut reviewed = Reviewed::new();
    error(
        &reviewed
            .step("2024-09-03", Act::Opened)
            .map(|_| reviewed.step("2024-09-03", Act::Opened))
            .unwrap()
            .unwrap_err(),
    );
    error(&reviewed.step_by("2024-09-04", NAME, Act::Posted).unwrap_err());
    let view = reviewed.commune.register.as_of(day("2024-12-31"));
    debug(&view.review(&reviewed.key).unwrap());
    assert!(!view.overdue().unwrap().is_empty());
    debug(&view.overdue().unwrap());
}

/// The register, its reviews, corrections and figures hold numbers only; what an office knows beside them does not get in.
#[test]
fn the_register_and_its_findings_tell_no_name() {
    let mut commune = Commune::new();
    let entries: Vec<_> = (1..=3)
        .map(|number| commune.register_household("2024-01-05", household(number, 1_000_000, number == 1)))
        .collect();
    let decision = commune.decide("2024-02-01");
    commune.recognise("2024-02-01", decision, 1).unwrap();
    commune.correct("2024-03-01", entries[0], "dwelling.area", "30").unwrap();
    commune.publish("2024-06-01", "2024-06-02");
    commune.support("2024-06-03", 1, "housing", None).unwrap();
    let view = commune.register.as_of(day("2024-07-01"));
    let list: Vec<Identity> = identities()
        .into_iter()
        .zip(view.households())
        .map(|(who, state)| who.as_registered(&state).unwrap())
        .collect();
    debug(&list);
    debug(&DuplicateSearch::default().search(&list).unwrap());
    debug(&commune.register);
    view.households().for_each(|state| debug(&state));
    debug(&Rules::built_in().unwrap().check(&view));
    written(&Rules::built_in().unwrap().check(&view));
    let table = Completeness::of_all_fields(&view);
    searched("completeness", &format!("{table} {table:?}"));
    let frame = AuditFrame::of_view(&view).unwrap();
    debug(&frame);
    debug(&frame.draw_simple(2, 1).unwrap());
    let unknown = commune.register.correction(
        entries[0],
        "dwelling.floor".parse::<Field>().unwrap(),
        "gold",
        Because { reason: "misread", source: "form 3" },
        Standards::embedded(),
    );
    error(&unknown.unwrap_err());
    let refused: [RegisterError; 3] = [
        commune.support("2024-06-03", 1, "housing", None).unwrap_err(),
        commune.register.decision(entries[0]).unwrap_err(),
        commune.recognise("2024-02-01", decision, 1).err().unwrap_or(RegisterError::NotADecision { entry: decision }),
    ];
    refused.iter().for_each(error);
}
