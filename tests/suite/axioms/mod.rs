//! Axioms that the measures satisfy, as property tests named after them, and counter-examples to those they don't.

mod counting;
mod exactness;
mod gaps;
mod merge;
mod pipeline;
pub(crate) mod population;

/// The table of axioms names no test that does not exist, and each of the five measures in every row.
#[test]
fn the_table_of_axioms_names_tests_that_exist() {
    let table = include_str!("../../../src/guide/axioms.rs");
    let tests = [("counting::", include_str!("counting.rs")), ("gaps::", include_str!("gaps.rs"))];
    let mut named = 0;
    for name in table.split('`').filter(|text| tests.iter().any(|(file, _)| text.starts_with(file))) {
        let (file, test) = name.split_once("::").unwrap();
        let (_, text) = tests.iter().find(|(own, _)| own.starts_with(file)).unwrap();
        assert!(text.contains(&format!("fn {test}(")), "{name}");
        named += 1;
    }
    assert!(named > 30, "{named} tests");
    let rows: Vec<&str> = table.lines().filter(|line| line.starts_with("//! | ")).skip(1).collect();
    assert!(rows.len() >= 19 && rows.iter().all(|row| row.matches(" | ").count() == 7), "{rows:?}");
}
