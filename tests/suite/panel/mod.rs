//! Panels: results worked out by hand and by R, conservation of households, rules for splits and mergers, errors.

mod chronic;
mod conservation;
mod errors;
mod example_data;
mod linkage;
mod rates;
mod survival;

use poverty::measure::panel::{Classes, MergeRule, Panel, PanelBuilder, Periods, SplitRule};
use poverty::quantity::{Households, Weight};

pub(crate) const YEARS: [&str; 4] = ["2021", "2022", "2023", "2024"];

pub(crate) fn classes() -> Classes {
    Classes::new(["poor", "near_poor", "not_poor"], ["poor"]).unwrap()
}

pub(crate) fn builder() -> PanelBuilder<Households> {
    Panel::builder(classes(), Periods::new(YEARS).unwrap())
}

/// A class by its letter: `p`oor, `n`ear-poor, `o`ut of both, `?` for one that is not known; `.` for a household that is not seen.
pub(crate) fn observe(panel: &mut PanelBuilder<Households>, household: &str, seen: &str, weight: u64) {
    for (period, letter) in YEARS.into_iter().zip(seen.chars()) {
        let class = match letter {
            '.' => continue,
            'p' => Some("poor"),
            'n' => Some("near_poor"),
            'o' => Some("not_poor"),
            _ => None,
        };
        panel.observe(household, period, class, Weight::from_integer(weight).unwrap()).unwrap();
    }
}

pub(crate) fn built(panel: PanelBuilder<Households>) -> Panel<Households> {
    panel.build(SplitRule::EachPartCarries, MergeRule::NotLinkable).unwrap()
}
