//! Small random populations and weightings, shared by the axioms.

use poverty::measure::{AlkireFoster, Axes, Group, PatternTable, Profile, Structure, Tally, Weighting};
use poverty::quantity::{Households, Ratio, Weight};
use proptest::prelude::*;

/// One unit: its group, which indicators it lacks, its weight in billionths.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Unit {
    pub(crate) group: u8,
    pub(crate) deprived: u64,
    pub(crate) weight: u64,
}

pub(crate) fn table(units: &[Unit], structure: &Structure) -> PatternTable<Households> {
    let axes = Axes::new().subgroup("group").unwrap();
    let mut table = PatternTable::new(structure, axes).unwrap();
    for unit in units {
        let cell = table.cell(&[&unit.group.to_string()]).unwrap();
        table.add(cell, Profile::complete(unit.deprived), Weight::from_billionths(unit.weight)).unwrap();
    }
    table
}

pub(crate) fn tally(units: &[Unit], poverty: &AlkireFoster) -> Tally<Households> {
    table(units, poverty.structure()).tally(poverty, &Group::whole()).unwrap()
}

pub(crate) fn h(units: &[Unit], poverty: &AlkireFoster) -> Ratio {
    tally(units, poverty).headcount_ratio().unwrap()
}

pub(crate) fn m0(units: &[Unit], poverty: &AlkireFoster) -> Ratio {
    tally(units, poverty).adjusted_headcount_ratio().unwrap()
}

pub(crate) fn is_poor(unit: &Unit, poverty: &AlkireFoster) -> bool {
    poverty.is_poor(Profile::complete(unit.deprived)).unwrap().unwrap()
}

/// A measure with 1 to 6 indicators of arbitrary rational weights and an arbitrary cutoff, and a population of it.
pub(crate) fn measure_and_population() -> impl Strategy<Value = (AlkireFoster, Vec<Unit>)> {
    (prop::collection::vec(1_i128..40, 1..=6), 1_i128..=60).prop_flat_map(|(parts, cutoff)| {
        let structure = Structure::flat((0..parts.len()).map(|number| format!("i{number}"))).unwrap();
        let sum: i128 = parts.iter().sum();
        let weights: Vec<Ratio> = parts.iter().map(|part| Ratio::new(*part, sum).unwrap()).collect();
        let weighting = Weighting::new("random", &structure, &weights).unwrap();
        let poverty = weighting.cutoff(Ratio::new(cutoff, 60).unwrap()).unwrap();
        let unit = (0_u8..4, 0_u64..1 << parts.len(), 1_u64..5_000_000_000)
            .prop_map(|(group, deprived, weight)| Unit { group, deprived, weight });
        (Just(poverty), prop::collection::vec(unit, 1..25))
    })
}
