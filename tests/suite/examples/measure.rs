//! The researcher's tool without arguments: a page about the committed survey.

use super::{output, wide_lines};

#[test]
fn the_page_tells_of_poverty_its_change_and_incomes() {
    let page = output("measure");
    for line in [
        "3840 rows read, ",
        " all                           2021    31.8 (28.3, 35.6)",
        " region 5                      2024    28.1 (20.1, 37.7)",
        " all, 2021-2024                             -5.6 (-6.9, -4.2)",
        " adult_education",
        " gini                                              0.363 (0.345, 0.381)        0.360 (0.345, 0.374)",
    ] {
        assert!(page.contains(line), "{line}\nis not in\n{page}");
    }
    assert_eq!(wide_lines(&page), Vec::<&str>::new());
}
