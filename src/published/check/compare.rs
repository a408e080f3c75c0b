//! Changes between figures that don't compare, and figures that a reader might compare.

use super::contradiction::{Around, Others, Surroundings};
use super::judge::{finding, misread_finding, unlike_kind};
use super::reading::{base_name, unlike};
use crate::place::Gazetteer;
use crate::published::finding::{Detail, Finding, FindingKind, Severity};
use crate::published::network::{Category, Cell, Key};
use crate::published::unknown::{Quantity, QuantityKind};
use crate::published::{AsOf, Figure};
use std::collections::{BTreeMap, BTreeSet};

/// Changes that say themselves that their two figures differ in standard, territory or measurement.
pub(super) fn comparisons(around: &Surroundings<'_>) -> Vec<Finding> {
    let stated = around.network.comparisons.iter().filter_map(|comparison| {
        let claim = around.claims.all().get(comparison.claim)?;
        let detail = Detail::Unlike {
            quantity: of_change(claim)?,
            earlier: comparison.earlier.clone(),
            later: comparison.later.clone(),
        };
        let kind = unlike_kind(comparison.differing);
        Some(finding(around, kind, Severity::Fault, vec![comparison.claim], detail, None, Vec::new()))
    });
    stated.chain(borrowed(around)).chain(over_a_merger(around)).collect()
}

fn of_change(claim: &crate::published::Claim) -> Option<Quantity> {
    let Figure::Change(change) = claim.figure() else { return None };
    let subject = claim.subject();
    Some(Quantity {
        kind: QuantityKind::ChangeInPoints,
        area: subject.area().to_owned(),
        group: subject.group().clone(),
        class: subject.class().clone(),
        item: None,
        since: Some(change.since()),
        date: subject.date(),
        standard: subject.standard().map(str::to_owned),
        measurement: subject.measurement(),
        edition: subject.edition().map(str::to_owned),
        way: Some(change.into()),
    })
}

/// Changes of which one end is printed under another standard, territory or measurement only, and which fit that figure.
fn borrowed<'a>(around: &'a Surroundings<'_>) -> impl Iterator<Item = Finding> + use<'a> {
    let told = |end: (Cell, Category)| {
        let keys = [Key::InClass(end.0, end.1), Key::Rate(end.0, end.1)];
        let variables: BTreeSet<usize> = keys.iter().filter_map(|key| around.network.variable(*key)).collect();
        !around.on(&variables).is_empty()
    };
    around.network.changes.values().filter_map(move |ends| {
        if told(ends.earlier) == told(ends.later) {
            return None;
        }
        let index = *around.network.values.get(&ends.claim)?;
        let statement = around.statement(index)?;
        let others: Others = around.others(index, &BTreeSet::new(), Around::Cell);
        let found = unlike(around, statement, &others)?;
        misread_finding(around, statement, found, vec![ends.claim], Severity::Doubt)
    })
}

/// Changes of a province over the day on which others were merged into it, under one name.
fn over_a_merger(around: &Surroundings<'_>) -> Vec<Finding> {
    let days = |claim: &crate::published::Claim| match claim.figure() {
        Figure::Change(change) => change.since().day().zip(claim.subject().date().day()),
        Figure::Level { .. } | Figure::Share(_) | Figure::Target(_) | Figure::Budget(_) => None,
    };
    let changes: Vec<_> = around.network.changes.values().collect();
    if changes.is_empty() {
        return Vec::new();
    }
    let Ok(gazetteer) = Gazetteer::provinces_of_viet_nam() else { return Vec::new() };
    let mut found = Vec::new();
    for ends in changes {
        let Some(claim) = around.claims.all().get(ends.claim) else { continue };
        let Some((earlier, later)) = days(claim) else { continue };
        let area = claim.subject().area();
        // A name with an addition, "(old)" or "(new)", says which of the territories is meant.
        if base_name(area) != area || !merged(&gazetteer, area, earlier, later) {
            continue;
        }
        let at = |day: chrono::NaiveDate| format!("{area} {day}");
        let Some(quantity) = of_change(claim) else { continue };
        let detail = Detail::Unlike { quantity, earlier: at(earlier), later: at(later) };
        let kind = FindingKind::ComparesTerritories;
        found.push(finding(around, kind, Severity::Doubt, vec![ends.claim], detail, None, Vec::new()));
    }
    found
}

/// Whether a province of this name got territory of others between two days.
fn merged(gazetteer: &Gazetteer, name: &str, earlier: chrono::NaiveDate, later: chrono::NaiveDate) -> bool {
    gazetteer.by_name(name).any(|unit| {
        let began = unit.valid().start();
        began > earlier && began <= later && gazetteer.predecessors(unit).count() > 1
    })
}

/// Figures of one class at one date that follow different standards, or come from the register and from a survey.
pub(super) fn mixed(around: &Surroundings<'_>) -> Vec<Finding> {
    type Camps = BTreeMap<String, Vec<usize>>;
    let mut standards: BTreeMap<(AsOf, String), Camps> = BTreeMap::new();
    let mut measurements: BTreeMap<(AsOf, String), Camps> = BTreeMap::new();
    for (index, claim) in around.claims.all().iter().enumerate() {
        let subject = claim.subject();
        let Figure::Level { rate: Some(_), .. } = claim.figure() else { continue };
        let place = (subject.date(), subject.class().to_string());
        measurements
            .entry(place.clone())
            .or_default()
            .entry(subject.measurement().to_string())
            .or_default()
            .push(index);
        if let Some(standard) = subject.standard() {
            standards.entry(place).or_default().entry(standard.to_owned()).or_default().push(index);
        }
    }
    let make = |kind: FindingKind, ((date, class), camps): ((AsOf, String), Camps)| {
        let class = class.parse().ok()?;
        let claims = camps.values().flatten().copied().collect();
        let detail = Detail::Mixed { date, class, camps: camps.into_iter().collect() };
        Some(finding(around, kind, Severity::Explanation, claims, detail, None, Vec::new()))
    };
    let several = |camps: &Camps| camps.len() > 1;
    let standards = standards.into_iter().filter(|(_, camps)| several(camps));
    let measurements = measurements.into_iter().filter(|(_, camps)| several(camps));
    standards
        .filter_map(|entry| make(FindingKind::DifferentStandards, entry))
        .chain(measurements.filter_map(|entry| make(FindingKind::DifferentMeasurements, entry)))
        .collect()
}
