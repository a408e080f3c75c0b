//! The example of a commune's review: what it shows is what the register says.

use super::{output, wide_lines};

#[test]
fn the_page_shows_a_review_from_its_state_to_a_table_fit_to_publish() {
    let page = output("review");
    let section = |title: &str| {
        let (_, rest) = page.split_once(title).unwrap_or_else(|| panic!("no section `{title}`: {page}"));
        rest.split("\n\n").take(3).collect::<Vec<_>>().join("\n\n")
    };
    assert!(page.contains("the chain holds"), "{page}");
    // One village has not agreed, one has an open complaint: both decisions and the recheck are overdue.
    let overdue = section("\nOverdue\n");
    assert_eq!(overdue.lines().filter(|line| line.starts_with("- ")).count(), 3, "{overdue}");
    assert!(section("A correction and its trail").contains("poor instead of average"), "{page}");
    // What was published is made again; what is known now differs by the corrected household.
    let rows: Vec<Vec<&str>> = page
        .lines()
        .filter(|line| line.starts_with(" 2023-12-31  "))
        .map(|line| line.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).collect())
        .collect();
    let [published, again, now] = &rows[..] else { panic!("{rows:?}") };
    assert_eq!(published[2..], again[2..]);
    let poor = |row: &[&str]| row[3].parse::<u32>().unwrap();
    assert_eq!(poor(now), poor(published) + 1);
    assert!(section("Households that may be one").contains("EM-0017 and EM-0098"), "{page}");
    assert!(section("Who is next for a house").contains("yes") && page.contains("waits"), "{page}");
    assert!(section("A table fit to publish").contains(".."), "{page}");
    // Names of heads are searched and never printed.
    for name in ["Nguyễn", "Nguyen", "Niê", "H'Bia"] {
        assert!(!page.contains(name), "{name}");
    }
    assert_eq!(wide_lines(&page), Vec::<&str>::new());
}
