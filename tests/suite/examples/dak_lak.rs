//! The main example prints every figure of the report that the library grew out of, each computed from claims.

use super::{output, wide_lines};

/// The line of the page that holds all of `parts`, in this order.
#[track_caller]
fn has_line(page: &str, parts: &[&str]) {
    let found = page.lines().any(|line| {
        let mut rest = line;
        parts.iter().all(|part| match rest.find(part) {
            Some(at) => {
                rest = &rest[at + part.len()..];
                true
            }
            None => false,
        })
    });
    assert!(found, "no line has {parts:?} in\n{page}");
}

#[test]
fn the_published_record_is_reproduced() {
    let page = output("dak_lak");
    // Counts, rates, implied totals and the intervals that rounding allows.
    has_line(&page, &["all households", "2021", "63,642", "12.79 %", "497,592", "497,397-497,786"]);
    has_line(&page, &["all households", "2024", "34,434", "6.38 %", "539,718", "539,295-540,141"]);
    has_line(&page, &["ethnic minority", "2021", "41,515", "26.74 %", "155,254"]);
    has_line(&page, &["ethnic minority", "2024", "24,282", "13.71 %", "177,112"]);
    // The fall in points, a year over three intervals, and relative to the first rate.
    has_line(&page, &["change of the rate", "-6.41", "-13.03", "points"]);
    has_line(&page, &["intervals", "3", "3"]);
    has_line(&page, &["a year", "-2.14", "-4.34", "points a year"]);
    has_line(&page, &["relative change", "-50.1", "-48.7"]);
    // What the growing denominator explains.
    has_line(&page, &["rate of 2024 on the households of 2021", "6.92"]);
    has_line(&page, &["more households in the denominator", "-0.54"]);
    // Ethnic-minority households among the poor, the others' rate, and the ratio of the two.
    has_line(&page, &["2021", "65.2 %", "26.74 %", "6.46 %", "4.1"]);
    has_line(&page, &["2024", "70.5 %", "13.71 %", "2.80 %", "4.9"]);
    // The target and the pace; the budget a year and for each household fewer.
    has_line(&page, &["below 3 %", "2025-12-31", "more than 3.38 points in 1 interval"]);
    has_line(&page, &["2.14 points a year", "not on track"]);
    has_line(&page, &["Budget 2021-2024", "1,263,511 million VND"]);
    has_line(&page, &["315,877.75 million VND", "a year over 4 years"]);
    has_line(&page, &["43,259,073 VND", "29,208 households"]);
    // One household on which binary floats err.
    has_line(&page, &["exact fractions", "1/2", ">= 1/2  poor"]);
    has_line(&page, &["binary floats", "0.49999999999999994", "not poor"]);
    has_line(&page, &["924 stand exactly at the cutoff", "924 of them not poor"]);
    assert_eq!(wide_lines(&page), Vec::<&str>::new());
}

#[test]
fn the_readme_shows_lines_that_the_example_prints() {
    let page = output("dak_lak");
    let readme = include_str!("../../../README.md");
    let blocks: Vec<&str> =
        readme.split("```text").skip(1).filter_map(|rest| rest.split("```").next()).take(2).collect();
    assert_eq!(blocks.len(), 2, "the README shows the record and one household");
    for line in blocks.iter().flat_map(|block| block.lines()).filter(|line| !line.trim().is_empty()) {
        assert!(
            page.lines().any(|printed| printed.trim_end() == line.trim_end()),
            "the example does not print {line:?}"
        );
    }
}
