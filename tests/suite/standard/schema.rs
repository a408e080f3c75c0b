//! The JSON Schema of the form: it is the committed one, it accepts what the readers accept, and refuses only what they refuse.

use poverty::standard::{Standard, Standards};
use poverty::strategies::standard::standard;
use proptest::prelude::*;
use serde_json::Value;

const COMMITTED: &str = "data/schema/standard.schema.json";

fn validator() -> jsonschema::Validator {
    jsonschema::draft202012::new(&Standard::json_schema()).unwrap()
}

fn from_toml(text: &str) -> Value {
    serde_json::to_value(toml::from_str::<toml::Value>(text).unwrap()).unwrap()
}

/// `POVERTY_WRITE_SCHEMA=1 cargo test --test suite schema` writes the file anew after the form has changed.
#[test]
fn the_committed_schema_is_the_one_of_this_version() {
    let schema = serde_json::to_string_pretty(&Standard::json_schema()).unwrap() + "\n";
    if std::env::var_os("POVERTY_WRITE_SCHEMA").is_some() {
        std::fs::write(COMMITTED, &schema).unwrap();
    }
    assert!(std::fs::read_to_string(COMMITTED).unwrap() == schema, "{COMMITTED} is not the schema of this version");
}

#[test]
fn the_schema_is_one_by_its_own_draft() {
    jsonschema::draft202012::meta::validate(&Standard::json_schema()).unwrap();
}

#[test]
fn every_built_in_standard_is_of_the_schema() {
    let validator = validator();
    for standard in Standards::embedded().iter() {
        let file = std::fs::read_to_string(format!("data/standards/{}.toml", standard.id())).unwrap();
        for form in [from_toml(&file), serde_json::to_value(standard).unwrap()] {
            let errors: Vec<String> =
                validator.iter_errors(&form).map(|error| format!("{}: {error}", error.instance_path())).collect();
            assert_eq!(errors, Vec::<String>::new(), "{}", standard.id());
        }
    }
}

/// What a schema can't say: each of these files is refused by the readers only, for what its values mean together.
const ABOUT_MEANING: [&str; 23] = [
    "unsupported-form",
    "duplicate-id",
    "empty",
    "too-many",
    "partial-weights",
    "weights-sum",
    "weight-out-of-range",
    "dimension-count",
    "cutoff-out-of-range",
    "unknown-reference",
    "overlapping-periods",
    "ambiguous-line",
    "line-amount",
    "lines-not-rising",
    "empty-row",
    "rows-overlap",
    "rows-gap",
    "reweights-counts",
    "blank-id",
    "rule-parameters",
    "looks-at-person",
    "scoring-flaw",
    "parameter-kind",
];

#[test]
fn an_invalid_file_is_refused_by_the_schema_where_its_form_is_wrong() {
    let validator = validator();
    let mut about_form = Vec::new();
    for entry in std::fs::read_dir("tests/data/invalid/standard").unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        if name == "syntax" {
            continue;
        }
        let accepted = validator.is_valid(&from_toml(&text));
        assert_eq!(accepted, ABOUT_MEANING.contains(&name.as_str()), "{name}");
        if !accepted {
            about_form.push(name);
        }
    }
    about_form.sort();
    assert_eq!(about_form, ["missing-key", "unknown-key", "unknown-rule", "value", "wrong-type"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_valid_standard_is_of_the_schema(standard in standard()) {
        let validator = validator();
        prop_assert!(validator.is_valid(&serde_json::to_value(&standard).unwrap()));
        prop_assert!(validator.is_valid(&from_toml(&standard.to_toml().unwrap())));
    }
}
