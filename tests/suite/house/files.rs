//! Files: short, named after what they hold, safe, finished.

use super::source::{files_under, modules, relative, root};
use std::fs;

/// Longest file, in lines.
const LONGEST: usize = 500;

/// Files that may be longer, each with the reason.
const LONG: [(&str, &str); 0] = [];

/// Names that say nothing about what a module holds.
const NAMELESS: [&str; 10] =
    ["common", "data", "helper", "helpers", "info", "manager", "misc", "util", "utils", "shared"];

#[test]
fn no_file_of_the_library_is_longer_than_500_lines() {
    let long: Vec<String> = modules()
        .iter()
        .map(|file| (file.path.clone(), file.text.lines().count()))
        .filter(|(path, lines)| *lines > LONGEST && !LONG.iter().any(|(listed, _)| listed == path))
        .map(|(path, lines)| format!("{path}: {lines} lines"))
        .collect();
    assert!(long.is_empty(), "{long:#?}");
}

#[test]
fn the_list_of_long_files_is_current() {
    for (path, reason) in LONG {
        let lines = fs::read_to_string(root().join(path)).unwrap().lines().count();
        assert!(lines > LONGEST && !reason.is_empty(), "{path} has {lines} lines and needs no exception");
    }
}

#[test]
fn every_name_tells_what_the_module_holds() {
    for path in files_under(&root().join("src")) {
        let path = relative(&path);
        let named = |part: &str| NAMELESS.contains(&part.trim_end_matches(".rs"));
        assert!(!path.split('/').skip(1).any(named), "{path} is named after nothing");
    }
}

#[test]
fn no_code_is_unsafe_unfinished_or_excused() {
    // Built from halves, so that this file does not find itself.
    let forbidden = [
        ["un", "safe "],
        ["to", "do!("],
        ["unim", "plemented!("],
        ["#[al", "low("],
        ["#![al", "low("],
        ["TO", "DO"],
        ["FIX", "ME"],
    ]
    .map(|halves| halves.concat());
    let folders = ["src", "tests", "examples", "benches"].map(|folder| root().join(folder));
    for path in folders.iter().filter(|folder| folder.exists()).flat_map(|folder| files_under(folder)) {
        if path.extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        for (index, line) in text.lines().enumerate() {
            for word in &forbidden {
                assert!(!line.contains(word), "{}:{}: {word}", relative(&path), index + 1);
            }
        }
    }
    let manifest = |path: &str| -> toml::Table { fs::read_to_string(root().join(path)).unwrap().parse().unwrap() };
    let whole = manifest("Cargo.toml");
    assert_eq!(whole["workspace"]["lints"]["rust"]["unsafe_code"].as_str(), Some("forbid"));
    // Every member of the workspace keeps the lints of the whole.
    for member in whole["workspace"]["members"].as_array().unwrap() {
        let own = manifest(&format!("{}/Cargo.toml", member.as_str().unwrap()));
        assert_eq!(own["lints"]["workspace"].as_bool(), Some(true), "{member}");
    }
}

#[test]
fn every_module_says_what_it_is_for() {
    for file in modules() {
        assert!(file.text.starts_with("//! "), "{} has no module documentation", file.path);
    }
}
