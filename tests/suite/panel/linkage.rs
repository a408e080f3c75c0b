//! What splits and mergers do, rule by rule.

use super::{builder, observe};
use poverty::measure::panel::*;
use poverty::quantity::Households;

/// A poor household of weight 2 that splits after 2022: one part keeps the name and stays poor, the other is out of poverty.
fn split(rule: SplitRule) -> Panel<Households> {
    let mut panel = builder();
    observe(&mut panel, "A", "pppp", 2);
    observe(&mut panel, "A/2", "..oo", 2);
    panel.descends("A/2", "2023", ["A"]).unwrap();
    panel.build(rule, MergeRule::NotLinkable).unwrap()
}

/// Two households that merge after 2022, a near-poor one of weight 3 and a poor one of weight 1, and what became of them.
fn merger(rule: MergeRule) -> Panel<Households> {
    let mut panel = builder();
    observe(&mut panel, "N", "nn..", 3);
    observe(&mut panel, "P", "pp..", 1);
    observe(&mut panel, "M", "..oo", 1);
    panel.descends("M", "2023", ["N", "P"]).unwrap();
    panel.build(SplitRule::EachPartCarries, rule).unwrap()
}

fn weight(passages: &Transitions, from: &str, to: &str) -> String {
    passages.weight(Some(from), Some(to)).unwrap().to_string()
}

#[test]
fn parts_of_a_split_household() {
    let passages = |rule| split(rule).transitions("2022", "2023").unwrap();
    let each = passages(SplitRule::EachPartCarries);
    assert_eq!((weight(&each, "poor", "poor"), weight(&each, "poor", "not_poor")), ("2".to_owned(), "2".to_owned()));
    assert_eq!(each.added_billionths(Some("poor")).unwrap(), 2_000_000_000);

    let same = passages(SplitRule::TheSameHousehold);
    assert_eq!((weight(&same, "poor", "poor"), weight(&same, "poor", "not_poor")), ("2".to_owned(), "0".to_owned()));
    assert_eq!(same.arrived(Some("not_poor")).unwrap()[0].0, Arrival::Split);

    let anew = passages(SplitRule::PartsBeginAnew);
    assert_eq!(weight(&anew, "poor", "poor"), "0");
    assert_eq!(anew.departed(Some("poor")).unwrap()[0].0, Departure::Split);
    let arrived: Vec<_> = ["poor", "not_poor"].map(|class| anew.arrived(Some(class)).unwrap()[0].0).to_vec();
    assert_eq!(arrived, [Arrival::Split, Arrival::Split]);
}

#[test]
fn the_history_of_a_merged_household() {
    let passages = |rule| merger(rule).transitions("2022", "2023").unwrap();
    let refused = passages(MergeRule::NotLinkable);
    assert_eq!(refused.arrived(Some("not_poor")).unwrap()[0].0, Arrival::Merged);
    for class in ["poor", "near_poor"] {
        assert_eq!(refused.departed(Some(class)).unwrap()[0].0, Departure::Merged);
    }
    for (rule, from) in
        [(MergeRule::First, "near_poor"), (MergeRule::Worst, "poor"), (MergeRule::Heaviest, "near_poor")]
    {
        let linked = passages(rule);
        assert_eq!(linked.households(Some(from), Some("not_poor")).unwrap(), 1, "{rule:?}");
        let other = if from == "poor" { "near_poor" } else { "poor" };
        assert_eq!(linked.departed(Some(other)).unwrap()[0].0, Departure::Merged, "{rule:?}");
    }
    // The worst class decides whether the merged household has left poverty.
    let returns = |rule| merger(rule).transitions("2023", "2024").unwrap().reentry_rate(None).map(|rate| rate.rows());
    assert_eq!(returns(MergeRule::Worst).unwrap(), 1);
    assert_eq!(returns(MergeRule::First).unwrap_err().code(), "panel/undefined");
}

#[test]
fn a_household_that_takes_in_another_goes_on() {
    let mut panel = builder();
    observe(&mut panel, "A", "oooo", 1);
    observe(&mut panel, "B", "pp..", 1);
    panel.descends("A", "2023", ["A", "B"]).unwrap();
    let panel = panel.build(SplitRule::EachPartCarries, MergeRule::First).unwrap();
    let passages = panel.transitions("2022", "2023").unwrap();
    assert_eq!(weight(&passages, "not_poor", "not_poor"), "1");
    assert_eq!(passages.departed(Some("poor")).unwrap()[0].0, Departure::Merged);
}

#[test]
fn endings_are_named() {
    let mut panel = builder();
    observe(&mut panel, "A", "p...", 1);
    observe(&mut panel, "B", "p...", 2);
    observe(&mut panel, "C", "p...", 4);
    panel.ended("A", "2021", Ending::Dissolved).unwrap();
    panel.ended("B", "2021", Ending::Moved).unwrap();
    let panel = panel.build(SplitRule::default(), MergeRule::default()).unwrap();
    let departed = panel.transitions("2021", "2022").unwrap().departed(Some("poor")).unwrap();
    let departed: Vec<(Departure, String)> =
        departed.into_iter().map(|(how, weight, _)| (how, weight.to_string())).collect();
    let expected = [
        (Departure::Ended(Ending::Dissolved), "1".to_owned()),
        (Departure::Ended(Ending::Moved), "2".to_owned()),
        (Departure::NotObserved, "4".to_owned()),
    ];
    assert_eq!(departed, expected);
}

/// A spell of poverty that was in progress at the split: the part that branches off takes it over at its age then.
#[test]
fn a_part_takes_over_the_spell_of_its_origin() {
    let mut panel = builder();
    observe(&mut panel, "A", "oppp", 2);
    observe(&mut panel, "A/2", "...o", 2);
    panel.descends("A/2", "2024", ["A"]).unwrap();
    let panel = panel.build(SplitRule::EachPartCarries, MergeRule::NotLinkable).unwrap();
    let spells: Vec<_> = panel
        .spells(SpellOf::Poverty)
        .iter()
        .map(|spell| (spell.entered(), spell.duration(), spell.ended(), spell.start_known()))
        .collect();
    assert_eq!(spells, [(0, 2, false, true), (1, 2, true, true)]);
    let carried = split(SplitRule::EachPartCarries).spells(SpellOf::Escape);
    assert_eq!(carried.iter().map(|spell| (spell.duration(), spell.ended())).collect::<Vec<_>>(), [(1, false)]);
    assert!(split(SplitRule::TheSameHousehold).spells(SpellOf::Escape).is_empty());
}
