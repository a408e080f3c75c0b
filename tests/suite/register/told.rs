//! What errors may say: by their types no text that was given in a wrong place, and by its test each what it is for.

use super::commune::{Commune, day, household, id};
use super::personal::{NAME, NUMBER, debug, error};
use super::review_order::annual;
use poverty::place::{Area, Gazetteer, Kind, Unit};
use poverty::register::disclosure::{CountTable, DisclosureRule, PublicationTable};
use poverty::register::entitlement::{Policies, PriorityRule};
use poverty::register::quality::{AuditFrame, Check, Completeness, Rule, Rules};
use poverty::register::review::{Procedure, ReviewKey};
use poverty::register::{
    Because, Change, Decision, Field, Figures, Ground, Observation, Publication, Registration, Relocation, Told,
};
use poverty::source::Text;
use poverty::standard::Standards;
use std::fs;
use std::path::Path;

/// The enumerations of what the register refuses, and the codes.
const ERRORS: [(&str, &str); 7] = [
    ("register", include_str!("../../../src/register/error.rs")),
    ("codes of the register", include_str!("../../../src/register/error_code.rs")),
    ("review", include_str!("../../../src/register/review/error.rs")),
    ("quality", include_str!("../../../src/register/quality/error.rs")),
    ("disclosure", include_str!("../../../src/register/disclosure/error.rs")),
    ("entitlement", include_str!("../../../src/register/entitlement/error.rs")),
    ("privacy", include_str!("../../../src/register/privacy/error.rs")),
];

/// Types of what an error says that can't hold a text somebody gave: numbers, days, things of the library, identifiers that say
/// nothing about a person, and texts that are told only as far as they may be.
const HARMLESS: [&str; 20] = [
    "&'static str",
    "Area",
    "Box<RegisterError>",
    "EntryId",
    "Field",
    "HouseholdId",
    "MemberId",
    "NaiveDate",
    "Option<Told>",
    "Period",
    "Position",
    "Stage",
    "Standing",
    "StepKind",
    "Term",
    "Told",
    "chrono::NaiveDate",
    "i32",
    "u8",
    "usize",
];
const NUMBERS: [&str; 2] = ["u32", "u64"];

/// Every variant of every error, those to come too: the fields of an enumeration stand on lines of their own.
#[test]
fn no_error_of_the_register_can_hold_a_text_that_was_given() {
    let mut told = 0;
    for (what, source) in ERRORS {
        let Some((_, body)) = source.split_once("Error {\n").filter(|_| what != "codes of the register") else {
            continue;
        };
        let (body, _) = body.split_once("\n}\n").unwrap();
        let fields = body.lines().filter_map(|line| {
            let field = line.strip_prefix("        ").filter(|line| !line.starts_with([' ', '/', '#', '"']))?;
            field.strip_suffix(',')?.split_once(": ")
        });
        for (name, kind) in fields {
            assert!(HARMLESS.contains(&kind) || NUMBERS.contains(&kind), "{what}: {name} is {kind}");
            told += usize::from(kind.contains("Told"));
        }
    }
    assert!(told >= 40, "{told} fields: the sources are not read as they are written");
}

/// Every code of every error stands in a test that meets it.
#[test]
fn every_code_is_met_by_a_test() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut tests = String::new();
    let mut folders = vec![root.join("tests/suite/register"), root.join("src/register")];
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(&folder).unwrap().map(|file| file.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            // Of the library itself only what stands in its unit tests.
            let of_library = folder.starts_with(root.join("src"));
            tests += if of_library { text.split_once("#[cfg(test)]").map_or("", |(_, tests)| tests) } else { &text };
        }
    }
    let mut codes = 0;
    for (what, source) in ERRORS {
        for code in source.split("=> \"").skip(1).filter_map(|rest| rest.split_once('"')).map(|(code, _)| code) {
            assert!(tests.contains(&format!("\"{code}\"")), "{what}: no test meets {code}");
            codes += 1;
        }
    }
    assert!(codes >= 100, "{codes} codes");
}

/// Names where codes of places, villages, policies, classes, decisions, rules, strata and labels are expected.
#[test]
fn a_name_for_a_code_is_not_repeated() {
    let refused = |result: Result<(), Box<dyn std::error::Error>>| {
        let found = result.unwrap_err();
        for text in [found.to_string(), format!("{found:?}")] {
            super::personal::searched("an error", &text);
            assert!(text.contains("(withheld, "), "the name was not where it was thought to be: {text}");
        }
    };
    let because = Because { reason: "r", source: "s" };
    for name in [NAME, NUMBER] {
        // The register takes codes of places as they are given, and tells them only in the form of codes.
        let mut commune = Commune::new();
        let lives = super::commune::household_in(name, 1, 1_000_000, true);
        let entry = commune.register_household("2024-01-05", lives);
        let elsewhere = Observation::new(household(1, 1_000_000, true), [10, 11]).unwrap();
        refused(commune.on("2024-02-01", Change::Observed(elsewhere.into())).map(drop).map_err(Into::into));
        refused(commune.correction(entry, "place", name).map(drop).map_err(Into::into));
        let stale = commune.correction(entry, "place", "24133").unwrap();
        debug(&stale);
        commune.correct("2024-02-01", entry, "place", "24134").unwrap();
        refused(
            commune.known("2024-01-05", "2024-02-02", Change::Corrected(stale.into())).map(drop).map_err(Into::into),
        );
        let field = Field::Household(name.into());
        let standards = Standards::embedded();
        refused(commune.register.correction(entry, field, "x", because, standards).map(drop).map_err(Into::into));
        // Twice the same support.
        commune.support("2024-03-01", 1, name, Some(name)).unwrap();
        refused(commune.support("2024-03-02", 1, name, Some(name)).map(drop).map_err(Into::into));
        // A review of a village that has a person's name.
        let key = ReviewKey { village: name.into(), ..annual(2024) };
        refused(commune.register.review(&key).map(drop).map_err(Into::into));
        // Figures with a class that has one.
        let json = format!(
            r#"{{"on":"2024-03-02","standard":"s","households":1,"poor":1,"near_poor":0,"classes":{{"{name}":1}}}}"#
        );
        let figures: Figures = serde_json::from_str(&json).unwrap();
        let published = Change::Published(Publication::of(figures).into());
        let before = commune.on("2024-03-02", published).unwrap_err();
        error(&before);
        // Decisions.
        for (classes, code) in [
            (
                format!(r#"[{{"id":"{name}","standing":"poor"}},{{"id":"{name}","standing":"poor"}}]"#),
                "register/class-twice",
            ),
            ("[]".to_owned(), "register/class-count"),
        ] {
            let json = format!(r#"{{"number":"{name}","place":"1","standard":"s","classes":{classes}}}"#);
            let found = serde_json::from_str::<Decision>(&json).unwrap_err();
            super::personal::searched(code, &found.to_string());
            assert!(found.to_string().contains("(withheld, "), "{code}: {found}");
        }
        let decision = commune.decide("2024-04-01");
        let recognised = commune.recognise("2024-04-01", decision, 1).unwrap();
        refused(commune.correction(recognised, "class", name).map(drop).map_err(Into::into));
        // Places of a gazetteer.
        let unit =
            Unit::new("A", Kind::Commune, Text::english("a").unwrap(), "2020-01-01/..".parse().unwrap()).unwrap();
        let mut placed = Commune::in_places(Gazetteer::builder().unit(unit).build().unwrap());
        let observation = super::commune::seen(super::commune::household_in(name, 2, 1, true));
        let registration = Registration { ground: Ground::Listed, observation };
        refused(placed.on("2024-01-05", Change::Registered(registration.into())).map(drop).map_err(Into::into));
        placed.register_household("2024-01-05", super::commune::household_in("A", 3, 1, true));
        let moved = Relocation { household: id(3), place: name.into(), area: Area::Rural };
        refused(placed.on("2024-01-06", Change::Moved(moved.into())).map(drop).map_err(Into::into));
        // Rules, tables and strata.
        let view = commune.register.as_of(day("2024-05-01"));
        refused(Rules::none().without(name).map(drop).map_err(Into::into));
        refused(Completeness::of_fields(&view, &[name]).map(drop).map_err(Into::into));
        let severity = poverty::household::validate::Severity::Unusual;
        let rule = || Rule { code: name.into(), severity, check: Check::OneHead };
        refused(Rules::none().with(rule()).unwrap().with(rule()).map(drop).map_err(Into::into));
        refused(Rules::parse(&format!("[[rule]]\n\"{name}\" = 1")).map(drop).map_err(Into::into));
        refused(
            Rules::parse(&format!("[[rule]]\ncode = \"c\"\nseverity = \"{name}\"\n")).map(drop).map_err(Into::into),
        );
        let frame = AuditFrame::new([(id(1), true, name)]).unwrap();
        refused(frame.draw(&[(name, 2)], 1).map(drop).map_err(Into::into));
        refused(CountTable::new([name, name], ["a"], [[1], [1]]).map(drop).map_err(Into::into));
        refused(CountTable::new([name], ["a"], [[1, 2]]).map(drop).map_err(Into::into));
        let rule = DisclosureRule::at_least(5).unwrap();
        refused(PublicationTable::printed(["a"], [name, name], vec![], rule).map(drop).map_err(Into::into));
        // Files that are something else.
        refused(Policies::viet_nam().unwrap().get(name).map(drop).map_err(Into::into));
        refused(Policies::from_toml("policies", &format!("\"{name}\" = 1")).map(drop).map_err(Into::into));
        refused(Procedure::from_toml("procedure", &format!("form = \"{name}\"")).map(drop).map_err(Into::into));
        assert!(PriorityRule::new([]).is_err());
    }
}

/// Reasons and sources are texts of an office; Debug tells how long they are.
#[test]
fn reasons_and_sources_are_not_told() {
    let mut commune = Commune::new();
    let entry = commune.register_household("2024-01-05", household(1, 1_000_000, true));
    let because = Because { reason: NAME, source: NUMBER };
    debug(&because);
    let standards = Standards::embedded();
    let correction =
        commune.register.correction(entry, "dwelling.area".parse().unwrap(), "30", because, standards).unwrap();
    debug(&correction);
    let retraction = commune.register.retraction(entry, because, standards).unwrap();
    debug(&retraction);
    assert!(format!("{retraction:?}").contains("reason: (withheld, 13 characters)"), "{retraction:?}");
    commune.known("2024-01-05", "2024-02-01", Change::Corrected(correction.into())).unwrap();
    debug(&commune.register);
    debug(&commune.register.as_of(day("2024-03-01")).household(id(1)).unwrap());
    assert_eq!(Told::from(NAME).as_str(), "(withheld, 13 characters)");
}
