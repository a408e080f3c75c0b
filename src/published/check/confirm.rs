//! What fits: rates that are exactly those of their counts, parts that sum to the digit, changes between their figures.

use super::contradiction::Surroundings;
use super::judge::finding;
use crate::published::Interval;
use crate::published::finding::{Detail, Finding, FindingKind, Severity};
use crate::published::network::{Category, Cell, Field, Key, Origin, Relation, Statement, propagate};
use crate::quantity::{Ratio, grouped};
use std::collections::BTreeSet;

/// All confirmations. What is exact is so whatever else its numbers contradict.
pub(super) fn confirmations(around: &Surroundings<'_>) -> Vec<Finding> {
    let network = around.network;
    let mut found = Vec::new();
    for (index, (relation, origin)) in network.problem.relations.iter().zip(&network.origins).enumerate() {
        let one = match (origin, relation) {
            (Origin::Rate, Relation::Product { whole, share, base }) => {
                rate(around, *whole, *share, *base, FindingKind::ConfirmedRate)
            }
            (Origin::Share, Relation::Product { whole, share, base }) => {
                rate(around, *whole, *share, *base, FindingKind::ConfirmedShare)
            }
            (Origin::Change, _) => change(around, index, &relation.variables()),
            (_, Relation::Sum { whole, parts, complete: true }) => sum(around, *whole, parts),
            _ => None,
        };
        found.extend(one);
    }
    found.extend(network.cells.iter().filter_map(|(cell, categories)| denominator(around, *cell, categories)));
    found
}

/// The first statement on a variable.
fn stated<'a>(around: &Surroundings<'a>, variable: usize) -> Option<&'a Statement> {
    around.on(&BTreeSet::from([variable])).first().and_then(|index| around.statement(*index))
}

/// A printed rate or share of printed counts.
fn rate(around: &Surroundings<'_>, part: usize, share: usize, whole: usize, kind: FindingKind) -> Option<Finding> {
    let stated = |variable| stated(around, variable);
    let (part, rate, whole) = (stated(part)?, stated(share)?, stated(whole)?);
    let exact = part.printed.value().checked_div(whole.printed.value()).ok()?;
    let counted = part.printed.is_exact() && whole.printed.is_exact() && rate.printed.value() > Ratio::ZERO;
    if !counted || !rate.printed.interval().contains(exact) {
        return None;
    }
    let formula = format!("{} / {} = {}", part.printed, whole.printed, rate.printed);
    fits(around, kind, rate.variable, &[part.claim, rate.claim, whole.claim], formula)
}

/// Parts and a whole that are printed, and add to the last digit.
fn sum(around: &Surroundings<'_>, whole: usize, parts: &[usize]) -> Option<Finding> {
    let whole = stated(around, whole)?;
    let parts: Option<Vec<&Statement>> = parts.iter().map(|part| stated(around, *part)).collect();
    let parts = parts?;
    let total = Ratio::sum(parts.iter().map(|part| part.printed.value())).ok()?;
    if total != whole.printed.value() || whole.field == Field::Rate {
        return None;
    }
    let shown: Vec<String> = parts.iter().take(8).map(|part| part.printed.to_string()).collect();
    let more = if parts.len() > shown.len() { " + …" } else { "" };
    let formula = format!("{}{more} = {}", shown.join(" + "), whole.printed);
    let claims: Vec<usize> = core::iter::once(whole.claim).chain(parts.iter().map(|part| part.claim)).collect();
    fits(around, FindingKind::ConfirmedSum, whole.variable, &claims, formula)
}

/// A printed change between two printed figures.
fn change(around: &Surroundings<'_>, relation: usize, variables: &[usize]) -> Option<Finding> {
    let network = around.network;
    let is_change = |variable: &&usize| matches!(network.keys.get(**variable), Some(Key::Relation(_)));
    let change = variables.iter().find(is_change).and_then(|variable| stated(around, *variable))?;
    let ends = network.changes.get(&change.claim)?;
    let figure = |(cell, category)| {
        let keys = [Key::Rate(cell, category), Key::InClass(cell, category)];
        let mut on = keys.iter().filter_map(|key| network.variable(*key)).filter(|one| variables.contains(one));
        on.next().and_then(|variable| stated(around, variable))
    };
    let (earlier, later) = (figure(ends.earlier)?, figure(ends.later)?);
    let statements = around.on(&variables.iter().copied().collect());
    let part = network.problem.part(&[relation], &statements);
    if !propagate(&part.problem, |_| true).is_consistent() {
        return None;
    }
    let formula = format!("{} → {}: {}", earlier.printed, later.printed, change.printed);
    let claims = [change.claim, earlier.claim, later.claim];
    fits(around, FindingKind::ConfirmedChange, change.variable, &claims, formula)
}

/// Several classes with count and rate that fit one number of households which nobody prints.
fn denominator(around: &Surroundings<'_>, cell: Cell, categories: &BTreeSet<Category>) -> Option<Finding> {
    let network = around.network;
    let households = network.variable(Key::Households(cell))?;
    if categories.len() < 2 || stated(around, households).is_some() {
        return None;
    }
    let pair = |category: &Category| {
        let stated = |key| network.variable(key).and_then(|variable| stated(around, variable));
        let (count, rate) = (stated(Key::InClass(cell, *category))?, stated(Key::Rate(cell, *category))?);
        let positive = |one: &Statement| one.printed.value() > Ratio::ZERO;
        (positive(count) && positive(rate)).then_some((count, rate))
    };
    let pairs: Vec<(&Statement, &Statement)> = categories.iter().filter_map(pair).collect();
    if pairs.len() < 2 {
        return None;
    }
    let shared = pairs.iter().try_fold(Interval::NOT_NEGATIVE, |shared, (count, rate)| {
        let rate = rate.printed.interval().intersection(Interval::SHARES)?;
        count.printed.interval().over(rate)?.intersection(shared)
    });
    let range = shared?.integers()?;
    let shown: Vec<String> =
        pairs.iter().map(|(count, rate)| format!("{} = {}", count.printed, rate.printed)).collect();
    let digits = |value: i128| grouped(&value.unsigned_abs().to_string());
    let formula = format!("{}: {}–{}", shown.join(", "), digits(*range.start()), digits(*range.end()));
    let claims: Vec<usize> = pairs.iter().flat_map(|(count, rate)| [count.claim, rate.claim]).collect();
    fits(around, FindingKind::ConfirmedDenominator, households, &claims, formula)
}

fn fits(
    around: &Surroundings<'_>,
    kind: FindingKind,
    variable: usize,
    claims: &[usize],
    formula: String,
) -> Option<Finding> {
    let claims: BTreeSet<usize> = claims.iter().copied().collect();
    let quantity = around.network.quantity(variable, around.claims.all())?;
    let detail = Detail::Fits { quantity, formula };
    Some(finding(around, kind, Severity::Confirmation, claims.into_iter().collect(), detail, None, Vec::new()))
}
