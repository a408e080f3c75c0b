//! The default build: what it depends on and what it never touches.

use super::source::{modules, root};
use std::fs;
use toml::Table;

/// What would make a result depend on the machine, by the name in code. `core` and `alloc` have none of them.
const MACHINE: [&str; 24] = [
    "std::env",
    "std::fs",
    "std::io",
    "std::net",
    "std::os",
    "std::path",
    "std::process",
    "std::thread",
    "std::time",
    "std::{",
    "RandomState",
    "HashMap",
    "HashSet",
    "SystemTime",
    "Instant",
    "Utc::now",
    "Local::now",
    "chrono::Local",
    "getrandom",
    "rand::",
    "rayon::",
    "thread_local!",
    "include_str!(env!",
    "option_env!",
];

/// The default dependencies, each with its reason in `Cargo.toml`.
const DEPENDENCIES: [&str; 6] = ["chrono", "iso_currency", "rust_decimal", "serde", "thiserror", "toml"];

fn manifest() -> Table {
    fs::read_to_string(root().join("Cargo.toml")).unwrap().parse().unwrap()
}

#[test]
fn the_default_build_names_no_clock_entropy_file_or_thread() {
    let mut found = Vec::new();
    for file in modules().iter().filter(|file| !file.gated) {
        for (number, line) in file.code() {
            found.extend(
                MACHINE
                    .iter()
                    .filter(|name| line.contains(*name))
                    .map(|name| format!("{}:{number}: {name}", file.path)),
            );
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn no_feature_is_on_by_default() {
    let default = manifest()["features"]["default"].as_array().unwrap().clone();
    assert!(default.is_empty(), "{default:?}");
}

#[test]
fn the_default_dependencies_are_the_documented_ones() {
    let manifest = manifest();
    let dependencies = manifest["dependencies"].as_table().unwrap();
    let optional = |value: &toml::Value| value.get("optional").and_then(toml::Value::as_bool).unwrap_or(false);
    let mut default: Vec<&str> =
        dependencies.iter().filter(|(_, value)| !optional(value)).map(|(name, _)| name.as_str()).collect();
    default.sort_unstable();
    assert_eq!(default, DEPENDENCIES);
    assert!(manifest.get("build-dependencies").is_none() && manifest.get("target").is_none());
}

#[test]
fn chrono_cannot_ask_what_day_it_is() {
    let chrono = manifest()["dependencies"]["chrono"].clone();
    assert_eq!(chrono["default-features"].as_bool(), Some(false));
    let features: Vec<&str> =
        chrono["features"].as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect();
    assert!(!features.contains(&"clock") && !features.contains(&"now"), "{features:?}");
}

#[test]
fn every_optional_dependency_belongs_to_a_feature() {
    let manifest = manifest();
    let enabled: Vec<String> = manifest["features"]
        .as_table()
        .unwrap()
        .values()
        .flat_map(|list| list.as_array().unwrap())
        .map(|item| item.as_str().unwrap().to_owned())
        .collect();
    for (name, value) in manifest["dependencies"].as_table().unwrap() {
        if value.get("optional").is_some() {
            assert!(enabled.contains(&format!("dep:{name}")), "no feature turns {name} on");
        }
    }
}
