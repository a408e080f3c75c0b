//! Tables merge to the table of the whole, bit for bit, for any split and any order of the rows.

use poverty::measure::{Axes, By, PatternTable, Profile, Structure, Weighting};
use poverty::quantity::{Households, Ratio, Weight};
use proptest::prelude::*;

type Row = (u8, u8, u64, u64, u64);

fn structure(width: usize) -> Structure {
    Structure::flat((0..width).map(|number| number.to_string())).unwrap()
}

fn table(rows: &[Row], width: usize) -> PatternTable<Households> {
    let axes = Axes::new().subgroup("area").unwrap().psu("cluster").unwrap();
    let mut table = PatternTable::new(&structure(width), axes).unwrap();
    for (area, cluster, deprived, missing, weight) in rows {
        let cell = table.cell(&[&area.to_string(), &cluster.to_string()]).unwrap();
        let profile = Profile::from_masks(deprived & !missing, *missing).unwrap();
        table.add(cell, profile, Weight::from_billionths(*weight)).unwrap();
    }
    table
}

fn rows(width: u32) -> impl Strategy<Value = Vec<Row>> {
    let mask = u64::MAX >> (64 - width);
    let missing = prop_oneof![9 => Just(0), 1 => any::<u64>().prop_map(move |bits| bits & mask)];
    // Weights up to the largest, so that low words overflow.
    let row = (0_u8..3, 0_u8..4, any::<u64>().prop_map(move |bits| bits & mask), missing, any::<u64>());
    prop::collection::vec(row, 0..120)
}

proptest! {
    #[test]
    fn any_split_and_order_gives_the_table_of_the_whole(
        (width, rows) in (1_u32..=64).prop_flat_map(|width| (Just(width), rows(width))),
        splits in prop::collection::vec(any::<prop::sample::Index>(), 0..5),
        backwards in any::<bool>(),
    ) {
        let width = width as usize;
        let whole = table(&rows, width);
        let mut cuts: Vec<usize> = splits.iter().map(|split| split.index(rows.len() + 1)).collect();
        cuts.extend([0, rows.len()]);
        cuts.sort_unstable();
        let mut parts: Vec<_> = cuts.windows(2).map(|cut| {
            let mut part = rows[cut[0]..cut[1]].to_vec();
            // Another order within the part: its cells are numbered otherwise.
            if backwards { part.reverse(); }
            table(&part, width)
        }).collect();
        if backwards { parts.reverse(); }
        let mut merged = table(&[], width);
        for part in &parts {
            merged.merge(part).unwrap();
        }
        prop_assert_eq!(&merged, &whole);
        // ... and in another association.
        let mut right = table(&[], width);
        while let Some(mut part) = parts.pop() {
            part.merge(&right).unwrap();
            right = part;
        }
        prop_assert_eq!(&right, &whole);

        let poverty = Weighting::nested(&structure(width)).unwrap().cutoff(Ratio::new(1, 3).unwrap()).unwrap();
        let results = |table: &PatternTable<Households>| table.tallies(&poverty, &By::axis("area")).unwrap();
        prop_assert_eq!(results(&merged), results(&whole));
    }
}

#[test]
fn tables_of_other_indicators_or_axes_do_not_merge() {
    let mut left = table(&[], 3);
    assert_eq!(left.merge(&table(&[], 4)).unwrap_err().code(), "measure/different");
    let other = PatternTable::new(&structure(3), Axes::new().subgroup("area").unwrap()).unwrap();
    let error = left.merge(&other).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the axes differ: area (subgroup), cluster (primary sampling unit) against area (subgroup)"
    );
}

#[test]
fn a_cell_of_another_table_is_refused_unless_it_means_the_same() {
    let axes = || Axes::new().subgroup("area").unwrap();
    let mut left = PatternTable::<Households>::new(&structure(3), axes()).unwrap();
    let mut right = PatternTable::<Households>::new(&structure(3), axes()).unwrap();
    let rural = left.cell(&["rural"]).unwrap();
    let error = right.add(rural, Profile::NONE, Weight::ONE).unwrap_err();
    assert_eq!(error.to_string(), "cell number 0 is not one of this table");
    let urban = right.cell(&["urban"]).unwrap();
    assert_eq!(left.add(urban, Profile::NONE, Weight::ONE).unwrap_err().code(), "measure/foreign-cell");
    assert_eq!(right.cell(&["urban", "x"]).unwrap_err().code(), "measure/level-count");
    let too_wide = left.add(rural, Profile::complete(0b1000), Weight::ONE).unwrap_err();
    assert_eq!(too_wide.code(), "measure/profile-too-wide");
    left.add(rural, Profile::complete(0b111), Weight::ONE).unwrap();
}
