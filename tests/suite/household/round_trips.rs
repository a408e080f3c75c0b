//! A household written and read again is the same household, in every form, whatever its fields hold.

use poverty::household::Household;
use poverty::household::read::{JsonLines, Table, join, write_json_lines, write_tables};
use poverty::strategies::household::household;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use std::collections::BTreeMap;

/// Households with distinct identifiers.
fn register() -> impl Strategy<Value = Vec<Household>> {
    vec(household(), 0..6).prop_map(|list| {
        let distinct: BTreeMap<String, Household> =
            list.into_iter().map(|household| (household.id().to_owned(), household)).collect();
        distinct.into_values().collect()
    })
}

/// The lines of a table in another order, its heading left in place. Cells must not hold line breaks.
fn shuffled(table: &[u8], order: &[Index]) -> String {
    let text = core::str::from_utf8(table).unwrap();
    let (heading, rows) = text.split_once('\n').unwrap();
    let mut rows: Vec<&str> = rows.lines().collect();
    let mut out = format!("{heading}\n");
    for index in order.iter().cycle() {
        if rows.is_empty() {
            break;
        }
        out.push_str(rows.swap_remove(index.index(rows.len())));
        out.push('\n');
    }
    out
}

fn read_tables(households: &[u8], members: &[u8]) -> Vec<Household> {
    join(Table::new("households.csv", households), Table::new("members.csv", members)).unwrap().complete().unwrap()
}

proptest! {
    // A household has some hundred fields: fewer of them are as many values.
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn through_json(household in household()) {
        let text = serde_json::to_string(&household).unwrap();
        prop_assert_eq!(serde_json::from_str::<Household>(&text).unwrap(), household);
    }

    #[test]
    fn through_a_format_that_does_not_describe_its_types(household in household()) {
        let bytes = postcard::to_stdvec(&household).unwrap();
        prop_assert_eq!(postcard::from_bytes::<Household>(&bytes).unwrap(), household);
    }

    #[test]
    fn through_json_lines(list in register()) {
        let mut bytes = Vec::new();
        write_json_lines(&mut bytes, &list).unwrap();
        let read: Vec<Household> = JsonLines::new("f", bytes.as_slice()).collect::<Result<_, _>>().unwrap();
        prop_assert_eq!(read, list);
    }

    #[test]
    fn through_two_tables(list in register()) {
        let (mut households, mut members) = (Vec::new(), Vec::new());
        write_tables(&mut households, &mut members, &list).unwrap();
        prop_assert_eq!(read_tables(&households, &members), list);
    }

    #[test]
    fn through_two_tables_in_any_order_of_rows(mut list in register(), order in vec(any::<Index>(), 1..9)) {
        // Shuffling lines would tear cells with line breaks apart.
        list.retain(|household| !household.id().contains('\n') && !household.place().contains('\n'));
        let (mut households, mut members) = (Vec::new(), Vec::new());
        write_tables(&mut households, &mut members, &list).unwrap();
        let (households, members) = (shuffled(&households, &order), shuffled(&members, &order));
        let mut read = read_tables(households.as_bytes(), members.as_bytes());
        read.sort_by(|left, right| left.id().cmp(right.id()));
        prop_assert_eq!(read, list);
    }
}
