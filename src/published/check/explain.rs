//! What is not wrong but worth saying: denominators that grew, and groups that grew faster than all.

use super::contradiction::Surroundings;
use super::judge::finding;
use crate::published::finding::{Detail, Finding, FindingKind, Severity};
use crate::published::network::{Cell, Key};
use crate::published::unknown::{Quantity, QuantityKind};
use crate::published::{AsOf, Claim, Class, DenominatorEffect, Figure, Group, Interval, Measurement, Subject};
use crate::quantity::{Ratio, Rounding};
use std::collections::{BTreeMap, BTreeSet};

/// What one series has in common: everything but the date.
type Series<'a> = (&'a str, &'a Group, &'a Class, Option<&'a str>, Measurement, Option<&'a str>);

fn series(subject: &Subject) -> Series<'_> {
    (subject.area(), subject.group(), subject.class(), subject.standard(), subject.measurement(), subject.edition())
}

/// For every series with counts and rates, the effect of the denominator between its first and its last date, and between
/// the dates of every printed change; told where the change of the denominator is more than rounding. Figures that were set aside explain nothing.
pub(super) fn denominator_effects(around: &Surroundings<'_>, set_aside: &BTreeSet<usize>) -> Vec<Finding> {
    let doubted: BTreeSet<usize> =
        set_aside.iter().filter_map(|index| around.statement(*index)).map(|one| one.claim).collect();
    let mut levels: BTreeMap<Series<'_>, BTreeMap<AsOf, usize>> = BTreeMap::new();
    for (index, claim) in around.claims.all().iter().enumerate() {
        let both = claim.printed_households().is_some() && claim.printed_rate().is_some();
        if both && !doubted.contains(&index) {
            levels.entry(series(claim.subject())).or_default().entry(claim.subject().date()).or_insert(index);
        }
    }
    let mut pairs: Vec<(usize, usize)> =
        levels.values().filter_map(|dates| Some((*dates.first_key_value()?.1, *dates.last_key_value()?.1))).collect();
    for claim in around.claims.all() {
        if let Figure::Change(change) = claim.figure()
            && let Some(dates) = levels.get(&series(claim.subject()))
            && let (Some(earlier), Some(later)) = (dates.get(&change.since()), dates.get(&claim.subject().date()))
        {
            pairs.push((*earlier, *later));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs.into_iter().filter_map(|(earlier, later)| denominator_effect(around, earlier, later)).collect()
}

fn denominator_effect(around: &Surroundings<'_>, earlier: usize, later: usize) -> Option<Finding> {
    let claim = |index: usize| around.claims.all().get(index);
    let (before, after) = (claim(earlier)?, claim(later)?);
    if earlier == later || before.shared_denominator(after).ok()?.is_some() {
        return None;
    }
    let effect = DenominatorEffect::between(before, after).ok()?;
    let decimals = after.printed_rate()?.decimals();
    let by_denominator = effect.by_denominator().ok()?;
    let none = by_denominator.abs().points(decimals, Rounding::HalfUp).number().decimal().ok()?.is_zero();
    if none {
        return None;
    }
    let quantity = rate_of(after, Some(before.subject().date()));
    let kind = FindingKind::DenominatorEffect;
    let detail = Detail::Denominator { quantity, effect: Box::new(effect) };
    Some(finding(around, kind, Severity::Explanation, vec![earlier, later], detail, None, Vec::new()))
}

fn rate_of(claim: &Claim, since: Option<AsOf>) -> Quantity {
    let subject = claim.subject();
    Quantity {
        kind: QuantityKind::Rate,
        area: subject.area().to_owned(),
        group: subject.group().clone(),
        class: subject.class().clone(),
        item: None,
        since,
        date: subject.date(),
        standard: subject.standard().map(str::to_owned),
        measurement: subject.measurement(),
        edition: subject.edition().map(str::to_owned),
        way: None,
    }
}

/// For every group with all households beside it at two dates: whether its households grew faster, or slower, than all by
/// more than rounding.
pub(super) fn group_growth(around: &Surroundings<'_>, intervals: &[Interval]) -> Vec<Finding> {
    let network = around.network;
    let Some(all) = network.names.groups.find(&Group::All) else { return Vec::new() };
    let households = |cell: Cell| {
        let interval = network.variable(Key::Households(cell)).and_then(|variable| intervals.get(variable)).copied();
        interval.filter(|interval| {
            interval.upper().is_some() && interval.lower().is_some_and(|end| end.value > Ratio::ZERO)
        })
    };
    let mut dates: BTreeMap<(u32, u32, Measurement, u32), Vec<Cell>> = BTreeMap::new();
    for cell in network.cells.keys().filter(|cell| cell.group != all) {
        let everyone = Cell { group: all, ..*cell };
        if households(*cell).is_some() && households(everyone).is_some() {
            dates.entry((cell.area, cell.group, cell.measurement, cell.edition)).or_default().push(*cell);
        }
    }
    let growth = |first: Cell, last: Cell| {
        let factor = households(last)?.over(households(first)?)?;
        Some(factor.minus(Interval::exactly(Ratio::ONE)))
    };
    let mut found = Vec::new();
    for cells in dates.into_values() {
        let (Some(first), Some(last)) =
            (cells.iter().min_by_key(|cell| cell.date), cells.iter().max_by_key(|cell| cell.date))
        else {
            continue;
        };
        let everyone = |cell: &Cell| Cell { group: all, ..*cell };
        let growths = growth(*first, *last).zip(growth(everyone(first), everyone(last)));
        let Some((group, all)) = growths.filter(|(group, all)| group.intersection(*all).is_none()) else { continue };
        let Some(variable) = network.variable(Key::Households(*last)) else { continue };
        let Some(quantity) = network.quantity(variable, around.claims.all()) else { continue };
        // What others imply of the households of no minority is told by those of the minority.
        let claims = claims_on(around, &[*first, *last]);
        if claims.is_empty() {
            continue;
        }
        let quantity = Quantity { since: Some(first.date), ..quantity };
        let claims = claims.into_iter().chain(claims_on(around, &[everyone(first), everyone(last)])).collect();
        let detail = Detail::Growth { quantity, group, all };
        let kind = FindingKind::GroupGrowth;
        found.push(finding(around, kind, Severity::Explanation, claims, detail, None, Vec::new()));
    }
    found
}

/// The claims that print something of some cells.
fn claims_on(around: &Surroundings<'_>, cells: &[Cell]) -> Vec<usize> {
    let network = around.network;
    let mut claims: Vec<usize> = Vec::new();
    for cell in cells {
        let categories = network.cells.get(cell).into_iter().flatten();
        let keys = categories.flat_map(|category| [Key::InClass(*cell, *category), Key::Rate(*cell, *category)]);
        let variables = keys.chain([Key::Households(*cell)]).filter_map(|key| network.variable(key)).collect();
        claims.extend(around.on(&variables).iter().filter_map(|index| around.statement(*index)).map(|one| one.claim));
    }
    claims.sort_unstable();
    claims.dedup();
    claims
}
