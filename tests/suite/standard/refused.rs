//! One file an error code: each is refused with its code, the place in the file, and a sentence.

use poverty::standard::{Standard, StandardError, Standards};

fn refusal(name: &str) -> StandardError {
    let file = format!("{name}.toml");
    let text = std::fs::read_to_string(format!("tests/data/invalid/standard/{file}")).unwrap();
    Standard::from_toml(&file, &text).unwrap_err()
}

/// Line and column in the file, and the message before them.
const EXPECTED: [(&str, &str, &str); 29] = [
    ("syntax", "21:12", "invalid basic string, expected `\"`"),
    ("unknown-key", "31:1", "unknown field `colour`, expected one of `id`, `name`, `poor`"),
    ("missing-key", "20:1", "missing field `deprived_when`"),
    ("wrong-type", "13:10", "invalid type: integer `2020`, expected a string"),
    (
        "value",
        "13:10",
        "period `2020-01-01` can't be read, expected two dates 2022-01-01/2026-01-01, the end excluded, or 2022-01-01/..",
    ),
    ("unsupported-form", "1:8", "the form has version 2, expected 1"),
    ("duplicate-id", "32:6", "the indicator `space` is there twice, expected different ids"),
    ("empty", "16:1", "there is no indicator, expected at least one"),
    ("too-many", "468:1", "there are 65 indicators, expected at most 64"),
    (
        "partial-weights",
        "28:1",
        "only some dimensions of `x-village` have a weight, expected all or none (none means equal weights)",
    ),
    ("weights-sum", "27:10", "the weights of `housing` sum to 5/12, expected 1/2"),
    ("weight-out-of-range", "19:10", "the weight of `housing` is 0, expected more than 0 and at most 1"),
    ("dimension-count", "20:17", "dimension `housing` is deprived from 2 indicators on, expected 1 to 1"),
    ("cutoff-out-of-range", "30:5", "the cutoff `poor` is 6/5, expected more than 0 and at most 1"),
    ("unknown-reference", "45:20", "there is no line `poverty`, expected one of: income"),
    (
        "overlapping-periods",
        "17:10",
        "the periods 2020-01-01/2025-01-01 and 2024-12-31/2026-01-01 overlap, expected periods that meet at most at their \
         ends",
    ),
    ("ambiguous-line", "20:50", "the line `income` has two amounts for the same area and day, expected one"),
    ("line-amount", "20:77", "the line `income` has the amount 120 EUR, expected a positive amount in USD"),
    (
        "lines-not-rising",
        "27:21",
        "the line `average` (100 USD) is not above `income` (100 USD), expected lines in rising order",
    ),
    ("empty-row", "36:1", "the row of class `poor` holds for nothing: the range of deprivation is empty"),
    (
        "rows-overlap",
        "41:1",
        "the rows of classes `poor` and `not_poor` overlap for every income with 1 deprived indicator, expected one class \
         for each household",
    ),
    (
        "rows-gap",
        "43:1",
        "no row gives a class for every income with 1 deprived indicator, expected one class for each household",
    ),
    (
        "reweights-counts",
        "5:11",
        "`missing` is `reweight_dimension`, which moves weights, but the rows count indicators, expected `score`",
    ),
    ("blank-id", "21:6", "the id of an indicator is blank, expected a key such as `toilet`"),
    (
        "rule-parameters",
        "25:18",
        "the rule `uninsured` of `space` can't be used: the ages from 16 to under 16 are none",
    ),
    (
        "looks-at-person",
        "25:12",
        "`space` looks at the person who is assessed, but the standard assesses households, expected `unit = \"person\"`",
    ),
    (
        "scoring-flaw",
        "60:1",
        "the scoring `form-b` does not fit: it scores the lines `average`, expected the lowest of `income, average` in their \
         order",
    ),
    (
        "parameter-kind",
        "31:18",
        "the parameter `start` is a positive amount of money, such as 24,000 EUR, expected a whole number",
    ),
    ("unknown-rule", "25:6", "there is no rule `area_per_head`, expected one of: "),
];

#[test]
fn each_invalid_file_is_refused_with_its_code_and_place() {
    for (name, place, message) in EXPECTED {
        let error = refusal(name);
        assert_eq!(error.code(), format!("standard/{name}"), "{error}");
        let (said, at) =
            error.to_string().rsplit_once(" (").map(|(said, at)| (said.to_owned(), at.to_owned())).unwrap();
        assert_eq!(at, format!("{name}.toml:{place})"));
        if message.ends_with(": ") {
            assert!(said.starts_with(message), "{said}");
        } else {
            assert_eq!(said, message);
        }
    }
    let files = std::fs::read_dir("tests/data/invalid/standard").unwrap().count();
    assert_eq!(files, EXPECTED.len(), "every file is looked at");
}

#[test]
fn a_standard_that_was_not_read_from_text_is_refused_at_the_path_of_its_keys() {
    // The same checks without a text to point into: the form as JSON, through serde alone.
    let decree = serde_json::to_value(Standards::embedded().get("vn-decree-07-2021").unwrap()).unwrap();
    let refused = |change: &dyn Fn(&mut serde_json::Value)| {
        let mut form = decree.clone();
        change(&mut form);
        serde_json::from_value::<Standard>(form).unwrap_err().to_string()
    };
    assert_eq!(
        refused(&|form| form["dimension"][3]["indicator"][1]["id"] = "toilet".into()),
        "the indicator `toilet` is there twice, expected different ids (at dimension[4].indicator[1].id)"
    );
    assert_eq!(
        refused(&|form| form["row"][2]["class"] = "rich".into()),
        "there is no class `rich`, expected one of: poor, near_poor, average, other (at row[2].class)"
    );
}

#[test]
fn what_is_asked_for_and_not_there_is_refused_with_what_there_is() {
    let standards = Standards::embedded();
    let unknown = standards.get("vn-decree-7-2021").unwrap_err();
    assert_eq!(unknown.code(), "standard/unknown-standard");
    assert!(unknown.to_string().contains("expected one of: "), "{unknown}");
}
