//! The order of the rows of a file changes no bit of the results.

use super::{SMALL, SMALL_SPEC, SURVEY, contract_with, measure};
use proptest::prelude::*;

/// The results as they are written.
fn text(spec: &str, data: &str) -> String {
    let mut text = Vec::new();
    measure(spec, data).unwrap().write_csv(&mut text).unwrap();
    String::from_utf8(text).unwrap()
}

/// The rows of a table in another order.
fn reordered(data: &str, order: impl FnOnce(&mut Vec<&str>)) -> String {
    let mut lines: Vec<&str> = data.lines().collect();
    let header = lines.remove(0);
    order(&mut lines);
    [header].into_iter().chain(lines).map(|line| format!("{line}\n")).collect()
}

#[test]
fn the_reference_survey_backwards() {
    let spec = contract_with("cutoffs = [\"1/12\", \"1/6\", \"1/4\", \"1/3\", \"1/2\", \"1\"]", "cutoffs = [\"1/3\"]")
        .replace("\"region\", \"ethnic_minority\", ", "");
    let backwards = reordered(SURVEY, |lines| lines.reverse());
    assert_eq!(text(&spec, &backwards), text(&spec, SURVEY));
}

/// Where each row is a sampling unit, sums over units have to find an order of their own.
#[test]
fn rows_as_sampling_units() {
    let spec =
        contract_with("psu     = \"psu\"  ", "#").replace("stratum = \"stratum\"", "#").replace("subgroups ", "#");
    let start = spec.find("measures    =").unwrap();
    let end = start + spec[start..].find('\n').unwrap();
    let spec = format!("{}measures = [\"H\", \"A\", \"change\"]{}", &spec[..start], &spec[end..]);
    let swapped = reordered(SURVEY, |lines| lines.rotate_left(1_234));
    assert_eq!(text(&spec, &swapped), text(&spec, SURVEY));
}

proptest! {
    #[test]
    fn any_order(order in Just((0..6_usize).collect::<Vec<_>>()).prop_shuffle(), clusters: bool) {
        let spec = if clusters { SMALL_SPEC.to_owned() } else { SMALL_SPEC.replace("psu = \"psu\"\n", "") };
        let shuffled = reordered(SMALL, |lines| *lines = order.iter().map(|at| lines[*at]).collect());
        prop_assert_eq!(text(&spec, &shuffled), text(&spec, SMALL));
    }
}
