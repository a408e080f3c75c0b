//! Each error of a panel, once.

use super::{builder, classes, observe};
use poverty::measure::panel::*;
use poverty::quantity::{Households, Ratio, Weight};

fn code<T: std::fmt::Debug>(result: Result<T, PanelError>) -> &'static str {
    result.unwrap_err().code()
}

#[test]
fn classes_must_tell_the_poor_from_others() {
    let new = |names: &[&str], poor: &[&str]| Classes::new(names.iter().copied(), poor);
    assert_eq!(code(new(&["poor", "poor"], &["poor"])), "panel/duplicate");
    assert_eq!(code(new(&["poor", "other"], &["rich"])), "panel/unknown-class");
    assert_eq!(code(new(&["poor", "other"], &[])), "panel/poor-classes");
    assert_eq!(code(new(&["poor"], &["poor"])), "panel/poor-classes");
    assert_eq!(code(classes().escaped("escaped", "poor", 3)), "panel/escaped-from-poor");
    assert_eq!(code(classes().escaped("near_poor", "not_poor", 3)), "panel/duplicate");
    assert_eq!(code(classes().is_poor("rich")), "panel/unknown-class");
}

#[test]
fn periods_must_follow_each_other() {
    assert_eq!(code(Periods::new(["2021"])), "panel/too-few-periods");
    assert_eq!(code(Periods::new(["2021", "2021"])), "panel/duplicate");
    let error = Periods::new(["2022", "2021"]).unwrap_err();
    assert_eq!(error.to_string(), "period `2021` stands after `2022`, expected periods in the order of time");
    let waves = Periods::new(["first", "second"]).unwrap();
    assert_eq!(waves.unit(), "periods");
}

#[test]
fn observations_must_agree() {
    let mut panel = builder();
    observe(&mut panel, "A", "pp", 1);
    let again = panel.observe("A", "2022", None, Weight::ONE);
    assert_eq!(again.unwrap_err().to_string(), "household `A` is observed twice in period `2022`");
    assert_eq!(code(panel.observe("B", "2030", None, Weight::ONE)), "panel/unknown-period");
    assert_eq!(code(panel.observe("B", "2022", Some("rich"), Weight::ONE)), "panel/unknown-class");
    assert_eq!(code(panel.descends("B", "2022", ["A"])), "panel/not-observed");
    assert_eq!(code(panel.ended("A", "2023", Ending::Moved)), "panel/not-observed");
    // None of them was added.
    assert_eq!(super::built(panel).len(), 2);
}

#[test]
fn origins_must_have_been_there() {
    let mut panel = builder();
    observe(&mut panel, "A", "p.", 1);
    observe(&mut panel, "B", ".pp", 1);
    panel.descends("B", "2023", ["A"]).unwrap();
    let error = panel.clone().build(SplitRule::default(), MergeRule::default()).unwrap_err();
    assert_eq!(error.to_string(), "household `B` descends in `2023` from `A`, which is not observed in `2022`");
    let mut first = builder();
    observe(&mut first, "A", "p", 1);
    first.descends("A", "2021", ["B"]).unwrap();
    assert_eq!(code(first.build(SplitRule::default(), MergeRule::default())), "panel/origin-not-observed");
    let mut ended = builder();
    observe(&mut ended, "A", "pp", 1);
    ended.ended("A", "2021", Ending::Dissolved).unwrap();
    assert_eq!(code(ended.build(SplitRule::default(), MergeRule::default())), "panel/ended-but-goes-on");
}

#[test]
fn what_is_said_of_nobody_is_undefined() {
    let mut panel = builder();
    observe(&mut panel, "A", "oo", 1);
    let panel = super::built(panel);
    let passages = panel.transitions("2021", "2022").unwrap();
    let error = passages.exit_rate().unwrap_err();
    assert_eq!(error.to_string(), "the rate of exit from poverty is undefined: nobody could");
    assert_eq!(code(passages.reentry_rate(None)), "panel/undefined");
    assert_eq!(code(passages.steady_poor_share()), "panel/undefined");
    assert_eq!(code(Survival::of(&panel.spells(SpellOf::Escape))), "panel/undefined");
    assert_eq!(code(panel.transitions("2022", "2022")), "panel/period-order");
    assert_eq!(code(panel.transitions("2022", "2030")), "panel/unknown-period");
    assert_eq!(code(passages.share("poor", "rich")), "panel/unknown-class");
    let empty = panel.transitions("2023", "2024").unwrap();
    assert_eq!(code(empty.mobility()), "panel/undefined");
}

#[test]
fn what_can_not_be_measured_says_why() {
    let mut durations = Durations::<Households>::new(2);
    assert_eq!(code(durations.push(Weight::ONE, [None])), "panel/period-count");
    assert_eq!(code(durations.push(Weight::ONE, [None, Some(Some(Ratio::whole(2)))])), "panel/depth");
    let incomes = [Some(Ratio::ONE), None];
    assert_eq!(code(durations.push_incomes(Weight::ONE, Ratio::ZERO, 1, incomes)), "panel/line-not-positive");
    assert!(durations.is_empty());
    assert_eq!(code(durations.chronic(Ratio::ONE)), "panel/undefined");
    for cutoff in [Ratio::ZERO, Ratio::whole(2)] {
        assert_eq!(code(durations.chronic(cutoff)), "panel/duration-cutoff");
        assert_eq!(code(durations.chronic_in_group(cutoff, |_| true)), "panel/duration-cutoff");
    }
    assert_eq!(code(Spell::<Households>::new(0, Weight::ONE, 2, 1, false)), "panel/spell-times");
    assert_eq!(code(Spell::<Households>::new(0, Weight::ONE, 2, 2, true)), "panel/spell-times");
    let rows = [(Weight::<Households>::ONE, vec![Ratio::ONE, Ratio::ONE]), (Weight::ONE, vec![Ratio::ONE])];
    assert_eq!(code(Components::of(Ratio::ONE, 2, &rows)), "panel/period-count");
    assert_eq!(code(Components::of(Ratio::ZERO, 2, &rows)), "panel/line-not-positive");
    assert_eq!(code(Components::of(Ratio::ONE, 1, &rows[..1])), "panel/undefined");
    assert_eq!(code(Components::<Households>::of(Ratio::ONE, 2, &[])), "panel/undefined");
    let powers = durations.push_incomes(Weight::ONE, Ratio::whole(1_000_003), 9, [Some(Ratio::whole(7)), None]);
    assert_eq!(code(powers), "quantity/overflow");
}
