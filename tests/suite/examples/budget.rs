//! The example of programme money: the one real figure, sums that agree between tables, every refusal with its reason.

use super::{output, wide_lines};

/// The numbers of a row of the page that begins with a word, without separators of thousands.
fn numbers(row: &str) -> Vec<String> {
    row.split_whitespace().map(|cell| cell.replace(',', "")).filter(|cell| cell.parse::<u64>().is_ok()).collect()
}

#[test]
fn the_page_is_computed_from_the_ledger() {
    let page = output("budget");
    assert!(page.contains("1,263,511 million VND planned in four years"), "{page}");
    assert!(page.contains("entries, 0 refused; read again, 0 are new"), "{page}");
    // Projects, sources and kinds of capital sum to the same.
    let sums: Vec<Vec<String>> = page.lines().filter(|line| line.starts_with(" all ")).map(numbers).take(3).collect();
    assert_eq!(sums[0][0], "1263511");
    assert!(sums.iter().all(|sum| *sum == sums[0]), "{sums:?}");
    // The years plan it in four parts.
    let plans = ["2021", "2022", "2023", "2024"].map(|year| {
        let row = page.lines().find(|line| line.starts_with(&format!(" {year} "))).unwrap();
        numbers(row)[1].parse::<u64>().unwrap()
    });
    assert_eq!(plans.iter().sum::<u64>(), 1_263_511);
    let codes: std::collections::BTreeSet<&str> =
        page.split('[').skip(1).filter_map(|rest| rest.split_once("]\n")).map(|(code, _)| code).collect();
    let codes: Vec<&str> = codes.into_iter().filter(|code| code.contains('/')).collect();
    assert_eq!(
        codes,
        [
            "journal/conflict",
            "journal/recorded-before-last",
            "programme/after-deadline",
            "programme/amount-currency",
            "programme/amount-not-positive",
            "programme/amount-too-large",
            "programme/carry-over-exceeds",
            "programme/carry-over-not-allowed",
            "programme/carry-over-path",
            "programme/corrected-before",
            "programme/correction-before",
            "programme/exceeds-advanced",
            "programme/exceeds-committed",
            "programme/exceeds-paid",
            "programme/exceeds-released",
            "programme/exceeds-uncommitted",
            "programme/exceeds-unreleased",
            "programme/outside-fiscal-year",
            "programme/plan-on-carried-line",
            "programme/reallocation-across",
            "programme/restated-lines",
            "programme/unknown-corrected",
            "programme/unknown-rule",
        ]
    );
    assert!(page.contains("entries it had: true"), "{page}");
    assert_eq!(wide_lines(&page), Vec::<&str>::new());
}
