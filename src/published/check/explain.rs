//! What is not wrong but worth saying: denominators that grew, and groups that grew faster than all.

use super::contradiction::Surroundings;
use super::judge::finding;
use crate::published::finding::{Detail, Finding, FindingKind, Severity};
use crate::published::network::{Cell, Key};
use crate::published::unknown::{Quantity, QuantityKind};
use crate::published::{
    AsOf, Claim, Claims, Class, DenominatorEffect, Figure, Group, Interval, Measurement, Printed, Subject,
};
use crate::quantity::{Ratio, Rounding};
use std::collections::{BTreeMap, BTreeSet};

/// What one series has in common: everything but the date.
type Series<'a> = (&'a str, &'a Group, &'a Class, Option<&'a str>, Measurement, Option<&'a str>);

fn series(subject: &Subject) -> Series<'_> {
    (subject.area(), subject.group(), subject.class(), subject.standard(), subject.measurement(), subject.edition())
}

/// Count and rate of one date, each with the number of its claim; they may be printed apart.
#[derive(Clone, Copy, Debug, Default)]
struct Level {
    households: Option<(usize, Printed)>,
    rate: Option<(usize, Printed)>,
}

impl Level {
    fn claims(self) -> impl Iterator<Item = usize> {
        self.households.into_iter().chain(self.rate).map(|(claim, _)| claim)
    }

    /// Both as one claim.
    fn claim(self, claims: &Claims) -> Option<Claim> {
        let (claim, households) = self.households?;
        let (_, rate) = self.rate?;
        let subject = claims.all().get(claim)?.subject().clone();
        Claim::new(subject, Figure::Level { households: Some(households), rate: Some(rate) }).ok()
    }
}

/// For every series with counts and rates, the effect of the denominator between its first and its last date, and between
/// the dates of every printed change; told where the change of the denominator is more than rounding. Figures that were set aside explain nothing.
pub(super) fn denominator_effects(around: &Surroundings<'_>, set_aside: &BTreeSet<usize>) -> Vec<Finding> {
    let doubted: BTreeSet<usize> =
        set_aside.iter().filter_map(|index| around.statement(*index)).map(|one| one.claim).collect();
    let mut levels: BTreeMap<Series<'_>, BTreeMap<AsOf, Level>> = BTreeMap::new();
    for (index, claim) in around.claims.all().iter().enumerate() {
        let (households, rate) = (claim.printed_households(), claim.printed_rate());
        if (households.is_some() || rate.is_some()) && !doubted.contains(&index) {
            let level = levels.entry(series(claim.subject())).or_default().entry(claim.subject().date()).or_default();
            // What stands together is taken together.
            let whole = households.is_some() && rate.is_some();
            if level.households.is_none() || level.rate.is_none() {
                let pair = |printed: Option<Printed>| printed.map(|printed| (index, printed));
                let (new, old) = (Level { households: pair(households), rate: pair(rate) }, *level);
                *level = if whole {
                    new
                } else {
                    Level { households: old.households.or(new.households), rate: old.rate.or(new.rate) }
                };
            }
        }
    }
    for dates in levels.values_mut() {
        dates.retain(|_, level| level.households.is_some() && level.rate.is_some());
    }
    let mut pairs: BTreeMap<(usize, usize), (Level, Level)> = BTreeMap::new();
    let mut pair = |earlier: &Level, later: &Level| {
        if let (Some(first), Some(second)) = (earlier.claims().next(), later.claims().next()) {
            pairs.insert((first, second), (*earlier, *later));
        }
    };
    for dates in levels.values() {
        if let (Some((_, first)), Some((_, last))) = (dates.first_key_value(), dates.last_key_value()) {
            pair(first, last);
        }
    }
    for claim in around.claims.all() {
        if let Figure::Change(change) = claim.figure()
            && let Some(dates) = levels.get(&series(claim.subject()))
            && let (Some(earlier), Some(later)) = (dates.get(&change.since()), dates.get(&claim.subject().date()))
        {
            pair(earlier, later);
        }
    }
    pairs.into_values().filter_map(|(earlier, later)| denominator_effect(around, earlier, later)).collect()
}

fn denominator_effect(around: &Surroundings<'_>, earlier: Level, later: Level) -> Option<Finding> {
    let (before, after) = (earlier.claim(around.claims)?, later.claim(around.claims)?);
    if before.shared_denominator(&after).ok()?.is_some() {
        return None;
    }
    let effect = DenominatorEffect::of_one_series(&before, &after).ok()?;
    let decimals = after.printed_rate()?.decimals();
    let by_denominator = effect.by_denominator().ok()?;
    let none = by_denominator.abs().points(decimals, Rounding::HalfUp).number().decimal().ok()?.is_zero();
    if none {
        return None;
    }
    let quantity = rate_of(&after, Some(before.subject().date()));
    let kind = FindingKind::DenominatorEffect;
    let detail = Detail::Denominator { quantity, effect: Box::new(effect) };
    let mut claims: Vec<usize> = earlier.claims().chain(later.claims()).collect();
    claims.dedup();
    Some(finding(around, kind, Severity::Explanation, claims, detail, None, Vec::new()))
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
