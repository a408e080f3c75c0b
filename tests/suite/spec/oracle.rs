//! Every row of the reference results that the contract asks for, by the program that a researcher runs.

use super::{CONTRACT, SURVEY, contract_with, measure};
use crate::oracle::open_survey::{Largest, path};
use poverty::measure::Tidy;
use std::collections::BTreeMap;
use std::fs::File;

type Record = BTreeMap<String, String>;

/// What the results begin with.
const COLUMNS: [&str; 16] = [
    "measure",
    "indicator",
    "k",
    "subgroup",
    "level",
    "period",
    "estimate",
    "std_error",
    "lower",
    "upper",
    "df",
    "rows",
    "dropped",
    "population",
    "unit",
    "weighting",
];

fn records(reader: impl std::io::Read) -> Vec<Record> {
    csv::Reader::from_reader(reader).deserialize().map(Result::unwrap).collect()
}

fn key(record: &Record) -> [String; 8] {
    ["measure", "indicator", "k", "subgroup", "level", "period", "unit", "weighting"]
        .map(|column| record[column].clone())
}

/// Rows by their keys, each of which is there once.
fn by_key(rows: Vec<Record>) -> BTreeMap<[String; 8], Record> {
    let count = rows.len();
    let found: BTreeMap<_, _> = rows.into_iter().map(|row| (key(&row), row)).collect();
    assert_eq!(found.len(), count, "keys are unique");
    found
}

fn csv_of(tidy: &Tidy) -> Vec<Record> {
    let mut text = Vec::new();
    tidy.write_csv(&mut text).unwrap();
    records(text.as_slice())
}

/// Compares rows with the reference: estimates to 1e-9, errors and limits to 1e-8, counts exactly.
#[derive(Default)]
struct Comparison {
    points: Largest,
    errors: Largest,
    limits: Largest,
}

impl Comparison {
    fn compare(&mut self, ours: &Record, theirs: &Record) {
        let what = || key(theirs).join(" ");
        let both_empty = |column: &str| {
            assert_eq!(ours[column].is_empty(), theirs[column].is_empty(), "{column} of {}", what());
            theirs[column].is_empty()
        };
        let number = |column: &str| ours[column].parse::<f64>().unwrap();
        self.points.compare(number("estimate"), &theirs["estimate"], 1e-9, what);
        self.points.compare(number("population"), &theirs["population"], 1e-12, what);
        if !both_empty("std_error") {
            self.errors.compare(number("std_error"), &theirs["std_error"], 1e-8, what);
        }
        for column in ["lower", "upper"] {
            if !both_empty(column) {
                self.limits.compare(number(column), &theirs[column], 1e-8, what);
            }
        }
        for column in ["df", "rows", "dropped"] {
            assert_eq!(ours[column], theirs[column], "{column} of {}", what());
        }
    }
}

impl std::fmt::Display for Comparison {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "points: {}\nstandard errors: {}\nlimits: {}", self.points, self.errors, self.limits)
    }
}

/// Compares the rows of the counting measures for one unit; how many there were.
fn compare_counting(found: &BTreeMap<[String; 8], Record>, unit: &str, comparison: &mut Comparison) -> usize {
    let theirs = records(File::open(path("counting_open.csv")).unwrap());
    let rows = theirs.iter().filter(|row| row["unit"] == unit);
    rows.inspect(|theirs| comparison.compare(&found[&key(theirs)], theirs)).count()
}

/// Compares the rows of the measures of incomes for one unit, but those that are not wanted; how many there were. laeken takes
/// medians by another definition; its rows are held to it by a test of their own.
fn compare_incomes(
    found: &BTreeMap<[String; 8], Record>,
    unit: &str,
    unwanted: &[&str],
    comparison: &mut Comparison,
) -> usize {
    let mut count = 0;
    for mut theirs in records(File::open(path("monetary_open.csv")).unwrap()) {
        if theirs["measure"] == "gini" && theirs["source"] == "convey" {
            theirs.insert("measure".to_owned(), "gini_convey".to_owned());
        }
        theirs.insert("weighting".to_owned(), String::new());
        if theirs["unit"] == unit && theirs["source"] != "laeken" && !unwanted.contains(&&*theirs["measure"]) {
            comparison.compare(&found[&key(&theirs)], &theirs);
            count += 1;
        }
    }
    count
}

/// The measures of the reference that the contract does not ask for.
fn with_all_measures(spec: &str) -> String {
    spec.replace(r#""watts", "gini","#, r#""watts", "sen", "sst", "gini", "gini_convey","#)
}

/// The contract with counting measures that take less time.
fn with_headcounts_only(spec: &str) -> String {
    let start = spec.find("measures    =").unwrap();
    let end = start + spec[start..].find('\n').unwrap();
    format!("{}measures = [\"H\"]{}", &spec[..start], &spec[end..])
}

#[test]
#[expect(clippy::print_stdout, reason = "the largest differences are what a reader wants to see")]
fn every_row_for_persons() {
    let spec = contract_with("unit        = \"household\"", "unit = \"person\"")
        .replace("\"region\", \"ethnic_minority\", [\"area\", \"ethnic_minority\"]", "");
    let found = by_key(csv_of(&measure(spec.split_once("[income]").unwrap().0, SURVEY).unwrap()));
    let mut comparison = Comparison::default();
    assert_eq!(compare_counting(&found, "person", &mut comparison), 330);
    println!("{comparison}");
}

#[test]
#[expect(clippy::print_stdout, reason = "the largest differences are what a reader wants to see")]
fn every_row_of_incomes() {
    let spec = with_all_measures(&with_headcounts_only(CONTRACT));
    let mut comparison = Comparison::default();
    for unit in ["household", "person"] {
        let spec = spec.replace("unit        = \"household\"", &format!("unit = \"{unit}\""));
        let found = by_key(csv_of(&measure(&spec, SURVEY).unwrap()));
        assert_eq!(compare_incomes(&found, unit, &[], &mut comparison), 402);
    }
    println!("{comparison}");
}

/// laeken's median is the smallest income with F > p, and an income on the line is not poor.
#[test]
fn the_definitions_of_laeken() {
    let ask = "comparison = \"below\"\nquantile = \"upper_inverse_cdf\"\n";
    let spec = with_headcounts_only(CONTRACT).replace("[income]", &format!("[income]\n{ask}"));
    let found = by_key(csv_of(&measure(&spec, SURVEY).unwrap()));
    let (mut largest, mut count) = (Largest::default(), 0);
    for theirs in records(File::open(path("monetary_open.csv")).unwrap()) {
        if theirs["source"] == "laeken" && theirs["unit"] == "household" {
            let parameter =
                if ["arpt", "arpr", "rmpg"].contains(&&*theirs["measure"]) { "60% of the median" } else { "" };
            let key = [
                &theirs["measure"],
                parameter,
                "",
                &theirs["subgroup"],
                &theirs["level"],
                &theirs["period"],
                "household",
                "",
            ];
            let ours = &found[&key.map(str::to_owned)];
            largest.compare(ours["estimate"].parse().unwrap(), &theirs["estimate"], 1e-9, || key.join(" "));
            count += 1;
        }
    }
    assert_eq!(count, 46);
}

/// What the program writes into a file.
fn written(spec: &str, data: &str, format: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("results");
    let arguments = ["--spec", spec, "--data", data, "--format", format, "--out", out.to_str().unwrap()];
    let run = crate::examples::run("measure", &arguments);
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    assert!(run.stdout.is_empty());
    std::fs::read_to_string(out).unwrap()
}

/// The program itself, on the files as they stand: columns, digits, all rows.
#[test]
#[expect(clippy::print_stdout, reason = "the largest differences are what a reader wants to see")]
fn the_program_prints_them() {
    let text = written("tests/data/oracles/survey_open.toml", "tests/data/oracles/survey_open.csv", "csv");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    assert_eq!(reader.headers().unwrap().iter().take(16).collect::<Vec<_>>(), COLUMNS);
    let found = by_key(records(text.as_bytes()));
    let mut comparison = Comparison::default();
    assert_eq!(compare_counting(&found, "household", &mut comparison), 5_773);
    // What the contract does not ask for.
    let unwanted = ["sen", "sst", "gini_convey"];
    assert_eq!(compare_incomes(&found, "household", &unwanted, &mut comparison), 342);
    println!("{comparison}");
    let first = &found[&["H", "", "1/3", "", "", "2021", "household", "nested"].map(str::to_owned)];
    assert_eq!(first["estimate"], "0.31806075230508107");
}

/// The rows of JSON and of Markdown are those of CSV.
#[test]
fn other_forms_hold_the_same_rows() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let (spec, data) = (file("spec.toml", super::SMALL_SPEC), file("data.csv", super::SMALL));
    let rows = records(written(&spec, &data, "csv").as_bytes());
    let text = written(&spec, &data, "json");
    assert!(text.starts_with("[\n{\"measure\":\"H\",\"indicator\":\"\",\"k\":\"1/2\",\"subgroup\":\"\","), "{text}");
    let json: Vec<BTreeMap<String, serde_json::Value>> = serde_json::from_str(&text).unwrap();
    let markdown = written(&spec, &data, "markdown");
    assert_eq!((json.len(), markdown.lines().count()), (rows.len(), rows.len() + 2));
    for ((row, json), line) in rows.iter().zip(&json).zip(markdown.lines().skip(2)) {
        for (column, value) in json {
            #[expect(clippy::wildcard_enum_match_arm, reason = "a row holds no lists and no maps")]
            let same = match value {
                serde_json::Value::Null => row[column].is_empty(),
                serde_json::Value::Number(number) => {
                    (row[column].parse::<f64>().unwrap() - number.as_f64().unwrap()).abs()
                        <= 1e-15 * number.as_f64().unwrap().abs()
                }
                serde_json::Value::String(text) => row[column] == *text,
                _ => false,
            };
            assert!(same, "{column} is {value} in JSON and `{}` in CSV", row[column]);
        }
        assert!(line.starts_with(&format!("| {} | {} | {} |", row["measure"], row["indicator"], row["k"])), "{line}");
    }
}

/// Redundancy of each pair of indicators and agreement of the regions' order between cutoffs.
#[test]
fn every_row_of_redundancy_and_of_ranks() {
    let start = CONTRACT.find("measures    =").unwrap();
    let end = start + CONTRACT[start..].find('\n').unwrap();
    let measures = "measures = [\"cramers_v\", \"r0\", \"kendall_tau_b\", \"spearman\", \"pairs_kept\"]";
    let spec = format!("{}{measures}{}", &CONTRACT[..start], &CONTRACT[end..]);
    let (spec, _) = spec.split_once("[income]").unwrap();
    let spec = spec.replace(
        "\"1/12\", \"1/6\", \"1/4\", \"1/3\", \"1/2\", \"1\"",
        "\"1/12\", \"2/12\", \"3/12\", \"4/12\", \"6/12\"",
    );
    let found = by_key(csv_of(&measure(&spec, SURVEY).unwrap()));
    let mut largest = Largest::default();
    let mut compare = |key: [&str; 8], expected: &str| {
        let row = &found[&key.map(str::to_owned)];
        assert_eq!((row["rows"].as_str(), row["dropped"].as_str(), row["std_error"].as_str()), ("1842", "78", ""));
        largest.compare(row["estimate"].parse().unwrap(), expected, 1e-12, || key.join(" "));
    };
    let redundancy = records(File::open(path("redundancy_open.csv")).unwrap());
    for theirs in &redundancy {
        let pair = format!("{}|{}", theirs["a"], theirs["b"]);
        compare([&theirs["measure"], &pair, "", "", "", "2021", "household", ""], &theirs["value"]);
    }
    let ranks = records(File::open(path("rank_robustness_open.csv")).unwrap());
    for theirs in &ranks {
        let cutoffs = format!("{}|{}", theirs["k1"], theirs["k2"]);
        for measure in ["kendall_tau_b", "spearman"] {
            compare([measure, "M0", &cutoffs, "region", "", "2021", "household", "nested"], &theirs[measure]);
        }
    }
    assert_eq!((redundancy.len(), ranks.len()), (132, 10));
    let kept = ["pairs_kept", "M0", "1/12|2/12|3/12|4/12|6/12", "region", "", "2021", "household", "nested"];
    assert_eq!(found[&kept.map(str::to_owned)]["estimate"], "0.90000000000000002");
}
