//! The example of all standards lists each with what it says, applies them, and ends with the exhaustive difference of two laws.

use super::{output, wide_lines};
use poverty::standard::Standards;

#[test]
fn every_standard_is_listed_and_applied() {
    let page = output("standards");
    assert_eq!(wide_lines(&page), Vec::<&str>::new());
    for standard in Standards::embedded().iter() {
        assert!(page.contains(&format!("\n{}\n", standard.id())), "{} is not there", standard.id());
    }
    for line in [
        "  line income: rural 1,500,000 VND, urban 2,000,000 VND; Decree 07/2021/NĐ-CP, Art. 3(1)(a)",
        "  line at_risk_of_poverty: 3/5 of national_median; Eurostat glossary: AROPE",
        "  cutoff poor k = 33/100; DANE 2024",
        "  parameter low_income_worker_from: to be given; Decree 30/2025/NĐ-CP [unknown]",
        "  village    poor     severely_poor        deprivation score 11/18, at least 1/2",
        "508124 of 1081344 kinds (area, income band, pattern of deprivation) change their class.",
    ] {
        assert!(page.contains(line), "{line}\nis not in\n{page}");
    }
    // Lines that are longer than the page go on in the next.
    let running = page.split_whitespace().collect::<Vec<_>>().join(" ");
    for sentence in [
        "line extreme_income: rural 1,600.18 MXN in 2022-08-01/2022-09-01, urban 2,086.21 MXN in 2022-08-01/2022-09-01;",
        "By Decree 07/2021/NĐ-CP, Art. 3(2)(a): poverty line 1,500,000 VND; upper line of the average living standard",
    ] {
        assert!(running.contains(sentence), "{sentence}\nis not in\n{page}");
    }
    // A standard that lacks a parameter of law says so.
    assert!(page.contains("  village    `vn-decree-351-2025` can't be used here: the deprivation cutoff of"), "{page}");
}
