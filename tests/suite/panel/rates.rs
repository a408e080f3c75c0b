//! Transitions, rates and their errors, worked out by hand.

use super::{YEARS, builder, built, classes, observe};
use poverty::measure::panel::*;
use poverty::measure::{Centre, Design, ReplicateMethod, SampledRows};
use poverty::quantity::{Households, Persons, Weight};

/// Eight households, weights 1 to 8.
fn eight() -> Panel<Households> {
    let mut panel = builder();
    let seen = ["ppoo", "popo", "poop", "npnn", "oooo", "o?po", "po.p", "nnpp"];
    for (weight, (name, seen)) in (1..).zip(["a", "b", "c", "d", "e", "f", "g", "h"].into_iter().zip(seen)) {
        observe(&mut panel, name, seen, weight);
    }
    built(panel)
}

fn value(share: Result<PanelShare, PanelError>) -> String {
    share.unwrap().value().to_string()
}

#[test]
fn a_transition_table_by_hand() {
    let panel = eight();
    let first = panel.transitions("2021", "2022").unwrap();
    // Poor in 2021: a, b, c, g with 1 + 2 + 3 + 7; out in 2022: b, c, g.
    assert_eq!(value(first.exit_rate()), "12/13");
    assert_eq!(value(first.share("poor", "not_poor")), "12/13");
    assert_eq!(value(first.share("poor", "near_poor")), "0");
    // Not poor: d, e, h with 4 + 5 + 8 (f is not known later); d enters.
    assert_eq!(value(first.entry_rate()), "4/17");
    assert_eq!(first.weight(Some("not_poor"), None).unwrap().to_string(), "6");
    assert_eq!(first.households(Some("not_poor"), None).unwrap(), 1);
    assert_eq!(value(first.mobility()), "8/15"); // b, c, g, d of 30
    assert_eq!(value(first.downward_mobility()), "2/15"); // d
    assert_eq!(first.steady_poor_share().unwrap().to_string(), "13/64"); // 4/17 / (4/17 + 12/13)
    assert_eq!((first.periods(), first.exit_rate().unwrap().rows()), (("2021", "2022"), 4));
}

#[test]
fn returns_are_told_from_first_entries() {
    let panel = eight();
    let second = panel.transitions("2022", "2023").unwrap();
    let flows = second.flows().unwrap();
    // Into poverty in 2023: b comes back, h for the first time; f was of unknown class.
    let weights = [flows.returned, flows.first, flows.became_known, flows.exits, flows.departed, flows.arrived];
    assert_eq!(weights.map(|weight| weight.to_string()), ["2", "8", "6", "5", "0", "0"]);
    assert_eq!((flows.earlier.to_string(), flows.later.to_string()), ("5".to_owned(), "16".to_owned()));
    assert_eq!(flows.net_billionths(), 11_000_000_000);
    // Had left poverty and were out in 2022: b, c (g is not seen in 2023).
    assert_eq!(value(second.reentry_rate(None)), "2/5");
    let third = panel.transitions("2023", "2024").unwrap();
    // Out in 2023 after an exit: a and d since 2023, c since 2022; c falls back.
    assert_eq!(value(third.reentry_rate(None)), "3/8");
    assert_eq!(value(third.reentry_rate(Some(1))), "0");
    // g was not seen in 2023, so its history does not reach 2024: it arrives, returned.
    assert_eq!(
        third.arrived(Some("poor")).unwrap().iter().map(|row| (row.0, row.2)).collect::<Vec<_>>(),
        [(Arrival::Returned, 1)]
    );
    let over = panel.transitions("2021", "2024").unwrap();
    assert_eq!(value(over.share("poor", "poor")), "1/2"); // c of a, b, c
    assert_eq!(over.departed(Some("poor")).unwrap().len(), 1); // g
}

/// The escaped are those who left poverty less than two years ago; near-poor households stay near-poor.
#[test]
fn the_escaped_are_a_class_of_their_own() {
    let classes = classes().escaped("escaped", "not_poor", 2).unwrap();
    let mut panel = Panel::<Households>::builder(classes, Periods::new(YEARS).unwrap());
    for (name, seen) in [("a", "pooo"), ("b", "pnoo"), ("c", "oooo"), ("d", "ppoo"), ("e", "po?o")] {
        observe(&mut panel, name, seen, 1);
    }
    let panel = built(panel);
    let classes: Vec<String> =
        (0..panel.len()).map(|row| panel.class_of(row).unwrap_or("?").chars().next().unwrap().to_string()).collect();
    assert_eq!(classes.concat(), ["peen", "pnen", "nnnn", "ppee", "pe?n"].concat());
    assert_eq!(panel.stock("2023", Some("escaped")).unwrap().to_string(), "3");
    let last = panel.transitions("2023", "2024").unwrap();
    assert_eq!(value(last.share("escaped", "not_poor")), "2/3");
    assert_eq!(value(last.share("escaped", "escaped")), "1/3");
    // The class of the escaped changes no rate of poverty.
    assert_eq!(value(last.reentry_rate(None)), "0");
}

/// A share is a ratio of totals over the sampling units of all observations: checked against the formula.
#[test]
fn a_rate_has_the_error_of_a_ratio_over_all_units() {
    let panel = eight();
    let first = panel.transitions("2021", "2022").unwrap();
    let rate = first.exit_rate().unwrap();
    // Observations stand in the order of households: a to d in units 1 to 4, e to h again.
    let seen = [4, 4, 4, 4, 4, 4, 3, 4];
    let units: Vec<String> = (1..=4).cycle().zip(seen).flat_map(|(unit, rows)| vec![unit.to_string(); rows]).collect();
    let rows = || units.iter().map(|unit| ("", unit));
    let sample = SampledRows::new(&Design::sample(), rows()).unwrap();
    let error = rate.error(&sample).unwrap();
    // Poor: a (1, stays) in unit 1, b (2) in 2, c (3) and g (7) in 3, none in 4.
    let ratio = 12.0 / 13.0;
    let totals = [-ratio, 2.0 * (1.0 - ratio), 10.0 * (1.0 - ratio), 0.0].map(|total| total / 13.0);
    let variance = 4.0 / 3.0 * totals.iter().map(|total| total * total).sum::<f64>();
    assert!((error.std_error().unwrap() / variance.sqrt() - 1.0).abs() < 1e-12);
    assert_eq!(error.degrees_of_freedom(), Some(2)); // three units with poor households, one stratum
    // The jackknife agrees in its order of magnitude even here, and to a few percent where there are many units.
    let jackknife =
        SampledRows::new(&Design::sample().replicates(ReplicateMethod::Jackknife, Centre::Mean), rows()).unwrap();
    let second = rate.error(&jackknife).unwrap().std_error().unwrap();
    assert!(second > variance.sqrt() && second < 4.0 * variance.sqrt(), "{second}");
    let register = SampledRows::new(&Design::register(), rows()).unwrap();
    assert_eq!(rate.error(&register).unwrap().std_error(), Some(0.0));
    let short = SampledRows::new(&Design::sample(), [("", "1"), ("", "2")]).unwrap();
    assert_eq!(rate.error(&short).unwrap_err().code(), "measure/different");
}

/// Persons count with their own weights in the later period: a household of five that splits gives two and three.
#[test]
fn persons_of_a_split_household_count_with_their_own_weights() {
    let mut panel = Panel::<Persons>::builder(classes(), Periods::new(["1", "2"]).unwrap());
    let weight = |persons: u64| Weight::<Persons>::from_integer(persons).unwrap();
    panel.observe("A", "1", Some("poor"), weight(5)).unwrap();
    panel.observe("A", "2", Some("poor"), weight(3)).unwrap();
    panel.observe("B", "2", Some("not_poor"), weight(2)).unwrap();
    panel.descends("B", "2", ["A"]).unwrap();
    let panel = panel.build(SplitRule::EachPartCarries, MergeRule::NotLinkable).unwrap();
    let passages = panel.transitions("1", "2").unwrap();
    assert_eq!(passages.exit_rate().unwrap().value().to_string(), "2/5");
    assert_eq!(passages.added_billionths(Some("poor")).unwrap(), 0);
}
