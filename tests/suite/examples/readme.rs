//! The README lists every example and shows what it prints first.

use super::output;
use std::collections::BTreeMap;

const README: &str = include_str!("../../../README.md");

/// The examples in the folder, without the generators of committed data.
fn examples() -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/examples"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs") || path.join("main.rs").exists())
        .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
        .filter(|name| !name.starts_with("generate_"))
        .collect();
    names.sort();
    names
}

/// The blocks of the README that stand under a line with nothing but the name of an example.
fn blocks() -> BTreeMap<String, Vec<&'static str>> {
    let (_, section) = README.split_once("\n## Examples\n").unwrap();
    let (section, _) = section.split_once("\n## ").unwrap();
    let opening = "`:\n\n```text\n";
    section
        .match_indices(opening)
        .map(|(at, _)| {
            let (_, name) = section[..at].rsplit_once('`').unwrap();
            let (lines, _) = section[at + opening.len()..].split_once("\n```").unwrap();
            (name.to_owned(), lines.lines().collect())
        })
        .collect()
}

#[test]
fn every_example_is_in_the_table_and_shows_its_first_lines() {
    let shown: Vec<String> = blocks().into_keys().collect();
    assert_eq!(shown, examples());
    for name in examples() {
        assert!(README.contains(&format!("\n| `{name}` | ")), "the table of examples lacks `{name}`");
    }
}

#[test]
fn examples_print_what_the_readme_shows() {
    for (name, shown) in blocks() {
        let page = output(&name);
        let printed: Vec<&str> = page.trim_start_matches('\n').lines().map(str::trim_end).take(shown.len()).collect();
        assert_eq!(printed, shown, "what `{name}` prints first is not what the README shows");
    }
}

#[test]
fn no_example_prints_lines_wider_than_a_page() {
    for name in examples() {
        // Rows separated by tabs are for other programs.
        let page = output(&name);
        let wide: Vec<&str> = super::wide_lines(&page).into_iter().filter(|line| !line.contains('\t')).collect();
        assert_eq!(wide, Vec::<&str>::new(), "{name}");
    }
}

#[test]
fn every_example_that_takes_arguments_helps() {
    for name in examples() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/examples");
        let file = [format!("{folder}/{name}.rs"), format!("{folder}/{name}/main.rs")];
        let source = file.iter().find_map(|path| std::fs::read_to_string(path).ok()).unwrap();
        if source.contains("env::args") || source.contains("from_env") {
            let help = super::run(&name, &["--help"]);
            let text = String::from_utf8_lossy(&help.stdout).into_owned();
            assert!(help.status.success() && text.contains(&format!("\n  {name} ")), "{name}: {text}");
        }
    }
}
