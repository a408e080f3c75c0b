//! The committed synthetic panel: what the program makes, and consistent.

use crate::household::example_data::draw;
use poverty::measure::panel::{Classes, MergeRule, Panel, Periods, SplitRule};
use poverty::quantity::Households;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

#[path = "../../../examples/generate_panel/life.rs"]
mod life;

fn committed() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/data/panel.csv")).unwrap()
}

#[test]
fn the_program_makes_the_committed_panel_to_the_byte() {
    assert!(committed() == life::table(), "panel.csv is not what the program makes");
}

/// Splits, mergers, endings, gaps and unknown classes all occur, and the panel links them.
#[test]
fn the_panel_has_one_of_everything_and_is_linked() {
    let years = ["2019", "2020", "2021", "2022", "2023", "2024"];
    let classes = Classes::new(["poor", "near_poor", "not_poor"], ["poor"]).unwrap();
    let mut panel = Panel::<Households>::builder(classes, Periods::new(years).unwrap());
    let text = committed();
    let rows: Vec<BTreeMap<String, String>> =
        csv::Reader::from_reader(text.as_bytes()).deserialize().map(Result::unwrap).collect();
    for row in &rows {
        let class = Some(row["class"].as_str()).filter(|class| !class.is_empty());
        panel.observe(&row["household"], &row["year"], class, row["weight"].parse().unwrap()).unwrap();
        if !row["from"].is_empty() {
            panel.descends(&row["household"], &row["year"], row["from"].split('+')).unwrap();
        }
    }
    let count = |column: &str, chosen: &dyn Fn(&str) -> bool| rows.iter().filter(|row| chosen(&row[column])).count();
    assert!(count("from", &|from| from.contains('+')) > 2 && count("from", &|from| !from.is_empty()) > 20);
    assert!(count("class", &str::is_empty) > 5 && count("ended", &|ended| ended == "moved") > 3);
    let panel = panel.build(SplitRule::EachPartCarries, MergeRule::First).unwrap();
    let returned = years
        .windows(2)
        .filter(|pair| panel.transitions(pair[0], pair[1]).unwrap().flows().unwrap().returned.billionths() > 0);
    assert_eq!(returned.count(), 4); // none can be seen between the first two years
}
