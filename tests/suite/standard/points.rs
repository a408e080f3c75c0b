//! Tables of survey points: what answers add up to, and what is refused.

use super::boundaries::{day, standard};
use poverty::standard::{Answers, PointTableError, PointTables};

fn tables() -> PointTables {
    PointTables::from_toml("made_up.toml", &std::fs::read_to_string("tests/data/points/made_up.toml").unwrap()).unwrap()
}

#[test]
fn answers_add_up_and_classify() {
    let tables = tables();
    let rural = tables.table("rural").unwrap();
    let answers = Answers::default()
        .with("members", 4)
        .with("roof", "tile")
        .with("livestock", "pigs")
        .with("livestock", "buffalo");
    assert_eq!(rural.points(&answers).unwrap(), 45 + 25 + 20 + 30);
    assert_eq!(rural.points(&Answers::default().with("members", 5).with("roof", "leaf")).unwrap(), 20, "no livestock");
    // As text in a file, one answer or a list of them.
    let read: Answers =
        serde_json::from_str(r#"{"members": 4, "roof": "tile", "livestock": ["pigs", "buffalo"]}"#).unwrap();
    assert_eq!(read, answers);
    assert_eq!(serde_json::from_str::<Answers>(&serde_json::to_string(&read).unwrap()).unwrap(), read);

    let decree = standard("vn-decree-07-2021");
    let class = |b2: u16| {
        let assessment = decree.assess_answers(&tables, rural, &answers, Some(b2), day("2024-12-31")).unwrap();
        (assessment.b1(), assessment.class().map(|class| class.id().to_owned()))
    };
    assert_eq!(class(30), (Some(120), Some("poor".to_owned())));
    assert_eq!(class(20), (Some(120), Some("near_poor".to_owned())));
    // Points of one form are never held against the thresholds of another.
    let decision = standard("vn-decision-59-2015");
    let other = decision.assess_answers(&tables, rural, &answers, Some(30), day("2019-12-31")).unwrap_err();
    assert_eq!(other.code(), "standard/no-scoring");
}

#[test]
fn what_is_no_answer_is_refused() {
    let tables = tables();
    let rural = tables.table("rural").unwrap();
    let refused = |answers: Answers| {
        let error = rural.points(&answers).unwrap_err();
        (error.code(), error.to_string())
    };
    let full = || Answers::default().with("members", 4).with("roof", "tile");
    assert_eq!(
        refused(Answers::default().with("members", 4)),
        ("standard/points-unanswered", "the question `roof` of `rural` is not answered, expected an answer".to_owned())
    );
    assert_eq!(
        refused(full().with("boat", "yes")),
        (
            "standard/points-unknown-question",
            "`rural` has no question `boat`, expected one of: members, roof, livestock".to_owned()
        )
    );
    assert_eq!(
        refused(Answers::default().with("members", 0).with("roof", "tile")),
        (
            "standard/points-unknown-answer",
            "`0` is no answer to `members`, expected one of: 1 to under 2, 2 to under 5, 5 or more".to_owned()
        )
    );
    assert_eq!(
        refused(Answers::default().with("members", "four").with("roof", "tile")).0,
        "standard/points-unknown-answer"
    );
    assert_eq!(
        refused(full().with("roof", "leaf")),
        ("standard/points-too-many-answers", "`roof` has 2 answers, expected one".to_owned())
    );
}

#[test]
fn each_invalid_file_is_refused_with_its_code_and_place() {
    let expected = [
        ("form", "15:33", "invalid value: integer `-1`, expected u16"),
        ("unsupported-form", "1:8", "the form has version 3, expected 1"),
        ("duplicate-id", "18:6", "the question `members` is there twice, expected different ids"),
        ("empty", "12:1", "there is no answer, expected at least one"),
        ("answer-flaw", "15:39", "an answer to `members` makes no sense: there is no number from 4 to under 4"),
        (
            "answers-overlap",
            "15:39",
            "the answers under 4 and 3 or more to `members` overlap, expected one of them for each reply",
        ),
    ];
    for (name, place, message) in expected {
        let file = format!("{name}.toml");
        let text = std::fs::read_to_string(format!("tests/data/invalid/point_tables/{file}")).unwrap();
        let error: PointTableError = PointTables::from_toml(&file, &text).unwrap_err();
        assert_eq!(error.code(), format!("standard/points-{name}"));
        assert_eq!(error.to_string(), format!("{message} ({file}:{place})"));
    }
    assert_eq!(std::fs::read_dir("tests/data/invalid/point_tables").unwrap().count(), expected.len());
}

#[test]
fn tables_written_and_read_again_are_the_same() {
    let tables = tables();
    let text = toml::to_string(&tables).unwrap();
    assert_eq!(PointTables::from_toml("again.toml", &text).unwrap(), tables);
}
