//! Households as JSON Lines: good lines go on after bad ones, each error has its place.

use poverty::household::read::{JsonLines, ReadError};
use std::io::{self, BufReader, Read};

const GOOD: &str = r#"{"id": "H1", "place": "24133", "area": "rural", "members": [{"birth": 41}]}"#;

fn household(id: &str) -> String {
    GOOD.replace("H1", id)
}

fn outcomes(text: &[u8]) -> Vec<Result<String, (String, u64)>> {
    JsonLines::new("f.jsonl", text)
        .map(|outcome| outcome.map(|it| it.id().to_owned()).map_err(|error| (error.code().to_owned(), error.line())))
        .collect()
}

#[test]
fn good_lines_go_on_after_bad_ones() {
    let text = format!("{}\n\n{{\n{}\r\n  \n\"x\"\n{}", household("A"), household("B"), household("C"));
    let json = |line| Err(("household/json".to_owned(), line));
    let ok = |id: &str| Ok(id.to_owned());
    assert_eq!(outcomes(text.as_bytes()), [ok("A"), json(3), ok("B"), json(6), ok("C")]);
}

#[test]
fn nothing_is_in_an_empty_file() {
    assert_eq!(outcomes(b""), []);
    assert_eq!(outcomes(b"\n\n"), []);
}

#[test]
fn a_byte_order_mark_is_skipped_on_the_first_line_only() {
    let text = format!("\u{feff}{}\n\u{feff}{}\n", household("A"), household("B"));
    assert_eq!(outcomes(text.as_bytes()), [Ok("A".to_owned()), Err(("household/json".to_owned(), 2))]);
}

#[test]
fn an_identifier_that_comes_back_is_refused_unless_that_is_meant() {
    let text = format!("{}\n{}\n{}\n", household("A"), household("B"), household("A"));
    let repeated = Err(("household/repeated-household".to_owned(), 3));
    assert_eq!(outcomes(text.as_bytes()), [Ok("A".to_owned()), Ok("B".to_owned()), repeated]);
    let error = JsonLines::new("f.jsonl", text.as_bytes()).last().unwrap().unwrap_err();
    assert_eq!(
        error.to_string(),
        "household `A` was there before, at f.jsonl:1, expected each identifier once (f.jsonl:3)"
    );
    let panel = JsonLines::new("f.jsonl", text.as_bytes()).allowing_repeated_ids();
    assert_eq!(panel.filter(Result::is_ok).count(), 3);
}

#[test]
fn text_that_is_not_utf_8_is_refused_by_line_and_byte() {
    let text = [household("A").as_bytes(), b"\nab\xff\n", household("B").as_bytes()].concat();
    let outcomes: Vec<_> = JsonLines::new("f.jsonl", text.as_slice()).collect();
    assert_eq!(outcomes.len(), 3);
    let error = outcomes[1].as_ref().unwrap_err();
    assert_eq!(error.to_string(), "byte 3 of the line is not UTF-8 (f.jsonl:2)");
    assert_eq!(error.code(), "household/unreadable");
}

#[test]
fn columns_count_characters_and_not_bytes() {
    let text = r#"{"id": "Đắk", "place": "ở", "area": "rural", "members": [{"work": "x"}]}"#;
    let error = JsonLines::new("f.jsonl", text.as_bytes()).next().unwrap().unwrap_err();
    let ReadError::Json { at, path, .. } = &error else { panic!("{error}") };
    let closing_quote = text.chars().position(|letter| letter == 'x').unwrap() + 2;
    assert_eq!((at.line, at.column, path.as_str()), (1, u64::try_from(closing_quote).unwrap(), "members[0].work"));
}

#[test]
fn a_line_past_all_measure_is_refused_without_filling_the_memory() {
    let text = [household("A").as_bytes(), b"\n", &vec![b' '; 3 << 20], b"\n", household("B").as_bytes()].concat();
    let unreadable = Err(("household/unreadable".to_owned(), 2));
    assert_eq!(outcomes(&text), [Ok("A".to_owned()), unreadable, Ok("B".to_owned())]);
}

#[test]
fn the_longest_line_is_read_with_and_without_its_end() {
    let padded = |id: &str| household(id) + &" ".repeat((1 << 20) - 1 - household(id).len());
    let text = format!("{}\n{}", padded("A"), padded("B"));
    assert_eq!(outcomes(text.as_bytes()), [Ok("A".to_owned()), Ok("B".to_owned())]);
}

#[test]
fn a_source_that_fails_ends_the_reading_with_an_error() {
    struct Failing;
    impl Read for Failing {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("the cable was pulled"))
        }
    }
    let first = format!("{}\n", household("A"));
    let outcomes: Vec<_> = JsonLines::new("f.jsonl", BufReader::new(first.as_bytes().chain(Failing))).collect();
    assert_eq!(outcomes.len(), 2);
    assert_eq!(outcomes[1].as_ref().unwrap_err().to_string(), "the cable was pulled (f.jsonl:2)");
}
