//! From a conflict of statements to a finding.

use super::contradiction::{Around, Surroundings, meets, variables};
use super::reading::{Misread, Misreading, misreading, unlike};
use super::side::{Sides, said, sides};
use super::slip::likeliest;
use crate::published::finding::{Detail, Finding, FindingKind, Repair, Severity, Side, Slip};
use crate::published::network::{Conflict, Differing, Field, Origin, Relation, Statement, propagate};
use crate::published::{Class, Interval, Printed, PrintedUnit, Qualifier};
use crate::quantity::Rounding;
use std::collections::{BTreeMap, BTreeSet};

/// More slips than these are not offered: one of too many is none.
const MOST_REPAIRS: usize = 3;
/// Of a longer conflict only the culprit is looked at for a slip.
const MOST_SUSPECTS: usize = 24;

/// The findings that some conflicts make: one for each number that was set aside, told by its most direct conflict, with the
/// claims of all its conflicts.
pub(super) fn judge(around: &Surroundings<'_>, conflicts: &[Conflict], set_aside: &BTreeSet<usize>) -> Vec<Finding> {
    let mut by_culprit: BTreeMap<Option<usize>, Vec<&Conflict>> = BTreeMap::new();
    let in_conflicts =
        |culprit: &usize| conflicts.iter().filter(|conflict| conflict.statements.contains(culprit)).count();
    for conflict in conflicts {
        let culprits = conflict.statements.iter().filter(|statement| set_aside.contains(statement)).copied();
        by_culprit.entry(culprits.max_by_key(in_conflicts)).or_default().push(conflict);
    }
    let mut found = Vec::new();
    for (culprit, mut conflicts) in by_culprit {
        // The fewer relations a conflict needs, the more directly it is told.
        conflicts.sort_by_key(|conflict| (conflict.relations.len(), conflict.statements.len()));
        let told = if culprit.is_some() { 1 } else { conflicts.len() };
        let (told, more) = conflicts.split_at_checked(told).unwrap_or((&conflicts, &[]));
        found.extend(told.iter().filter_map(|conflict| {
            let mut finding = of_conflict(around, conflict, set_aside)?;
            let known: BTreeSet<usize> = finding.claims.iter().copied().collect();
            let others = more.iter().flat_map(|conflict| claims_of(around, conflict));
            finding.more =
                others.filter(|claim| !known.contains(claim)).collect::<BTreeSet<usize>>().into_iter().collect();
            finding.claims.extend(&finding.more);
            finding.names.extend(finding.more.iter().map(|claim| around.name(*claim)));
            Some(finding)
        }));
    }
    found
}

fn of_conflict(around: &Surroundings<'_>, conflict: &Conflict, set_aside: &BTreeSet<usize>) -> Option<Finding> {
    let conflict = with_all_parts(around, conflict);
    if let Some(finding) = misread(around, &conflict, set_aside) {
        return Some(finding);
    }
    let sides = sides(around, &conflict);
    let kind = kind(around, &conflict, sides.as_ref());
    let mut repairs = repairs(around, &conflict, set_aside);
    let by_another_rule = agrees_by_another_rule(around, &conflict);
    if by_another_rule {
        repairs.extend(rounding_repair(around, &conflict));
    }
    let (detail, gap) = match sides {
        Some(Sides { variable, sides, gap }) => {
            let quantity = around.network.quantity(variable, around.claims.all())?;
            (Detail::Sides { quantity, sides }, gap)
        }
        None => {
            let last = *conflict.statements.last()?;
            let one = around.statement(last)?;
            let quantity = around.network.quantity(one.variable, around.claims.all())?;
            let side = Side { interval: said(around, last)?, claims: vec![one.claim], printed: Some(one.printed) };
            (Detail::Sides { quantity, sides: vec![side] }, None)
        }
    };
    let vague = |index: &usize| around.statement(*index).is_some_and(|one| one.printed.qualifier() == Qualifier::About);
    let doubtful = by_another_rule || conflict.statements.iter().any(vague);
    let severity = if doubtful { Severity::Doubt } else { Severity::Fault };
    Some(finding(around, kind, severity, claims_of(around, &conflict), detail, gap, repairs))
}

/// A finding with the names of its claims. What rests on a figure that is not sure is a doubt at most.
pub(super) fn finding(
    around: &Surroundings<'_>,
    kind: FindingKind,
    severity: Severity,
    claims: Vec<usize>,
    detail: Detail,
    gap: Option<crate::published::Gap>,
    repairs: Vec<Repair>,
) -> Finding {
    let all = around.claims.all();
    let sure = claims.iter().filter_map(|claim| all.get(*claim)).all(|claim| claim.confirmation().is_certain());
    let names = claims.iter().map(|claim| around.name(*claim)).collect();
    let severity = if sure { severity } else { severity.min(Severity::Doubt) };
    Finding { kind, severity, claims, more: Vec::new(), names, gap, repairs, detail }
}

impl Surroundings<'_> {
    /// The name of a claim.
    pub(super) fn name(&self, claim: usize) -> String {
        self.claims.all().get(claim).and_then(|claim| claim.id()).unwrap_or_default().to_owned()
    }
}

/// The claims of a conflict, in their order.
fn claims_of(around: &Surroundings<'_>, conflict: &Conflict) -> Vec<usize> {
    let claims = conflict.statements.iter().filter_map(|index| around.statement(*index)).map(|one| one.claim);
    claims.collect::<BTreeSet<usize>>().into_iter().collect()
}

/// A sum is told with all its printed parts, though fewer may be enough to contradict it.
fn with_all_parts(around: &Surroundings<'_>, conflict: &Conflict) -> Conflict {
    let problem = &around.network.problem;
    let is_sum = |index: &&usize| {
        let origin = around.network.origins.get(**index);
        let relation = problem.relations.get(**index);
        !matches!(origin, Some(Origin::Change)) && matches!(relation, Some(Relation::Sum { complete: true, .. }))
    };
    let sums: Vec<usize> = conflict.relations.iter().filter(is_sum).copied().collect();
    let mut statements: BTreeSet<usize> = conflict.statements.iter().copied().collect();
    let spoken_of: BTreeSet<usize> =
        conflict.statements.iter().filter_map(|one| around.statement(*one)).map(|one| one.variable).collect();
    let more = variables(problem, &sums).into_iter().filter(|variable| !spoken_of.contains(variable)).collect();
    statements.extend(around.on(&more));
    Conflict { statements: statements.into_iter().collect(), relations: conflict.relations.clone() }
}

/// What kind of contradiction it is: by the relations that it needs and the numbers that are printed.
fn kind(around: &Surroundings<'_>, conflict: &Conflict, sides: Option<&Sides>) -> FindingKind {
    let network = around.network;
    let has = |origin: Origin| conflict.relations.iter().any(|index| network.origins.get(*index) == Some(&origin));
    let statements: Vec<&Statement> = conflict.statements.iter().filter_map(|index| around.statement(*index)).collect();
    let rates = statements.iter().filter(|one| one.field == Field::Rate).count();
    if conflict.relations.is_empty() {
        return if statements.len() > 1 { FindingKind::TwoValues } else { FindingKind::ImpossibleValue };
    }
    if has(Origin::Change) || has(Origin::Share) {
        return FindingKind::RoundingCannotExplain;
    }
    let mean = |index: &usize| matches!(network.problem.relations.get(*index), Some(Relation::Between { .. }));
    if conflict.relations.iter().all(mean) {
        return FindingKind::RoundingCannotExplain;
    }
    let sums = has(Origin::Areas) || has(Origin::Groups) || has(Origin::Classes) || has(Origin::Items);
    if sums && (!has(Origin::Rate) || rates == 0) {
        let stated: BTreeSet<usize> = statements.iter().map(|one| one.variable).collect();
        let all_printed = variables(&network.problem, &conflict.relations).is_subset(&stated);
        return if has(Origin::Classes) && !all_printed && !whole_is_larger(around, sides) {
            FindingKind::ClassesOverlap
        } else {
            FindingKind::PartsDoNotSum
        };
    }
    if rates > 1 { FindingKind::NoSharedDenominator } else { FindingKind::RoundingCannotExplain }
}

/// Whether the whole is printed and larger than its parts: then something is missing, and nothing overlaps.
fn whole_is_larger(around: &Surroundings<'_>, sides: Option<&Sides>) -> bool {
    let Some(Sides { variable, sides, .. }) = sides else { return false };
    let everyone = around
        .network
        .quantity(*variable, around.claims.all())
        .is_some_and(|quantity| *quantity.class() == Class::AllHouseholds);
    match sides.as_slice() {
        [printed, parts] if printed.printed.is_some() && !everyone => {
            let (whole, sum) = (printed.interval.lower(), parts.interval.upper());
            matches!((whole, sum), (Some(whole), Some(sum)) if whole.value > sum.value)
        }
        _ => false,
    }
}

/// A change among the statements that fits if it is read in another way.
fn misread(around: &Surroundings<'_>, conflict: &Conflict, set_aside: &BTreeSet<usize>) -> Option<Finding> {
    let is_change = |index: &usize| around.network.origins.get(*index) == Some(&Origin::Change);
    if !conflict.relations.iter().any(is_change) {
        return None;
    }
    conflict.statements.iter().find_map(|index| {
        let one = around.statement(*index).filter(|one| one.field == Field::Value)?;
        let others = around.others(*index, set_aside, Around::Cell);
        let found = misreading(around, one, &others).or_else(|| unlike(around, one, &others))?;
        misread_finding(around, one, found, claims_of(around, conflict), Severity::Fault)
    })
}

/// The finding that a change is to be read in another way than it is printed.
pub(super) fn misread_finding(
    around: &Surroundings<'_>,
    statement: &Statement,
    found: Misread,
    claims: Vec<usize>,
    severity: Severity,
) -> Option<Finding> {
    let quantity = around.network.quantity(statement.variable, around.claims.all())?;
    let printed = statement.printed;
    let repair = |instead: Printed, slip| Repair { claim: around.name(statement.claim), printed, instead, slip };
    let Misread { how, fits, kind: fits_kind } = found;
    let reading = |years| Detail::Reading { quantity: quantity.clone(), printed, fits, fits_kind, years };
    let (kind, detail, repairs) = match how {
        Misreading::PercentForPoints => {
            let instead = printed.in_unit(PrintedUnit::Points);
            (FindingKind::PercentForPoints, reading(None), vec![repair(instead, Slip::Unit)])
        }
        Misreading::PointsForPercent => {
            let instead = printed.in_unit(PrintedUnit::Percent);
            (FindingKind::PointsForPercent, reading(None), vec![repair(instead, Slip::Unit)])
        }
        Misreading::Years { intervals, years } => {
            (FindingKind::YearsForIntervals, reading(Some((intervals, years))), vec![repair(printed, Slip::Years)])
        }
        Misreading::Unlike { differing, earlier, later } => {
            (unlike_kind(differing), Detail::Unlike { quantity, earlier, later }, Vec::new())
        }
    };
    Some(finding(around, kind, severity, claims, detail, None, repairs))
}

pub(super) const fn unlike_kind(differing: Differing) -> FindingKind {
    match differing {
        Differing::Standards => FindingKind::ComparesStandards,
        Differing::Territories => FindingKind::ComparesTerritories,
        Differing::Measurements => FindingKind::ComparesMeasurements,
    }
}

/// The slips of the statements that are to blame: of the one that was set aside, or of any without which the others agree.
fn repairs(around: &Surroundings<'_>, conflict: &Conflict, set_aside: &BTreeSet<usize>) -> Vec<Repair> {
    let culprits: Vec<usize> = conflict.statements.iter().filter(|one| set_aside.contains(one)).copied().collect();
    let suspects = if conflict.statements.len() > MOST_SUSPECTS { &culprits } else { &conflict.statements };
    let mut found: Vec<(Slip, bool, Repair)> = Vec::new();
    for index in suspects {
        let Some(one) = around.statement(*index) else { continue };
        let without: BTreeSet<usize> =
            set_aside.iter().copied().filter(|other| !conflict.statements.contains(other)).collect();
        let is_culprit = culprits.contains(index);
        let without = if is_culprit { set_aside } else { &without };
        let near = around.others(*index, without, Around::Cell);
        let Some(allowed) = near.interval(one.variable).filter(|_| near.agree()) else { continue };
        let fits = |instead: Printed, allowed| one.reading.interval(instead).is_some_and(|read| meets(read, allowed));
        if likeliest(one.printed, |instead| fits(instead, allowed)).is_none() {
            continue;
        }
        let far = around.others(*index, without, Around::All);
        let Some(allowed) = far.interval(one.variable).filter(|_| far.agree()) else { continue };
        if let Some((slip, instead)) = likeliest(one.printed, |instead| fits(instead, allowed)) {
            let repair = Repair { claim: around.name(one.claim), printed: one.printed, instead, slip };
            found.push((slip, !is_culprit, repair));
        }
    }
    found.sort_by_key(|(slip, innocent, _)| (*slip, *innocent));
    // A likelier kind of slip rules out the others.
    let best = found.first().map(|(slip, _, _)| *slip);
    found
        .into_iter()
        .filter(|(slip, _, _)| Some(*slip) == best)
        .map(|(_, _, repair)| repair)
        .take(MOST_REPAIRS)
        .collect()
}

/// Whether a number was rounded by the usual rule for want of a stated one.
fn is_usually_rounded(printed: Printed) -> bool {
    printed.qualifier() == Qualifier::AsRounded && !printed.is_exact() && printed.rounding() == Rounding::HalfUp
}

/// Whether the statements agree if numbers that don't state their rule may have been cut off or rounded to even.
fn agrees_by_another_rule(around: &Surroundings<'_>, conflict: &Conflict) -> bool {
    let mut part = around.network.problem.part(&conflict.relations, &conflict.statements);
    for (statement, index) in part.problem.statements.iter_mut().zip(&part.statements) {
        let Some(one) = around.statement(*index).filter(|one| is_usually_rounded(one.printed)) else { continue };
        let by = |rule| one.reading.interval(one.printed.rounded(rule));
        let all = [Rounding::HalfEven, Rounding::TowardZero].into_iter().filter_map(by);
        statement.1 = all.fold(statement.1, Interval::hull);
    }
    propagate(&part.problem, |_| true).is_consistent()
}

fn rounding_repair(around: &Surroundings<'_>, conflict: &Conflict) -> Option<Repair> {
    let mut statements = conflict.statements.iter().filter_map(|index| around.statement(*index));
    let one = statements.find(|one| is_usually_rounded(one.printed))?;
    Some(Repair { claim: around.name(one.claim), printed: one.printed, instead: one.printed, slip: Slip::Rounding })
}
