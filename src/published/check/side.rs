//! Where the two sides of a contradiction meet, and by how much they miss each other.

use super::contradiction::Surroundings;
use crate::published::finding::{Gap, Side};
use crate::published::network::{Conflict, Field, Key, Origin, Problem, Relation, propagate};
use crate::published::unknown::QuantityKind;
use crate::published::{Interval, PrintedUnit};
use crate::quantity::Ratio;
use std::collections::BTreeSet;

/// A quantity of which a conflict says two things.
pub(super) struct Sides {
    pub(super) variable: usize,
    pub(super) sides: Vec<Side>,
    pub(super) gap: Option<Gap>,
}

/// What speaks of a variable.
#[derive(Clone, Copy)]
enum Voice {
    Statement(usize),
    Relation(usize),
}

/// The quantity at which a conflict is best shown, with what is said of it from two sides; `None` if no single quantity
/// shows it.
pub(super) fn sides(around: &Surroundings<'_>, conflict: &Conflict) -> Option<Sides> {
    pivots(around, conflict).into_iter().find_map(|variable| at(around, conflict, variable))
}

/// The variables of a conflict, the most telling first: the whole of a sum; all households where rates are at odds; the
/// change or share that is printed; then whatever is printed.
fn pivots(around: &Surroundings<'_>, conflict: &Conflict) -> Vec<usize> {
    let network = around.network;
    let has = |origin: Origin| conflict.relations.iter().any(|index| network.origins.get(*index) == Some(&origin));
    let relations = conflict.relations.iter().filter_map(|index| network.problem.relations.get(*index));
    let statements = conflict.statements.iter().filter_map(|index| around.statement(*index));
    let mut wholes = Vec::new();
    let mut others: BTreeSet<usize> = statements.clone().map(|one| one.variable).collect();
    for (relation, index) in relations.zip(&conflict.relations) {
        others.extend(relation.variables());
        let is_sum = !matches!(network.origins.get(*index), Some(Origin::Rate | Origin::Change | Origin::Share));
        if let (true, Relation::Sum { whole, .. } | Relation::Between { whole, .. }) = (is_sum, relation) {
            wholes.push(*whole);
        }
    }
    let key = |wanted: fn(&Key) -> bool| -> Vec<usize> {
        others.iter().copied().filter(|variable| network.keys.get(*variable).is_some_and(wanted)).collect()
    };
    let households = key(|key| matches!(key, Key::Households(_)));
    let printed_relations = key(|key| matches!(key, Key::Relation(_)));
    let rates: Vec<usize> = statements.clone().filter(|one| one.field == Field::Rate).map(|one| one.variable).collect();
    let stated: Vec<usize> = statements.map(|one| one.variable).collect();
    let order: Vec<Vec<usize>> = if has(Origin::Change) || has(Origin::Share) {
        vec![printed_relations, rates, stated, households]
    } else if !wholes.is_empty() && !has(Origin::Rate) {
        vec![wholes, stated]
    } else if rates.len() > 1 {
        vec![households, wholes, rates, stated]
    } else {
        vec![rates, wholes, stated, households]
    };
    let mut pivots: Vec<usize> = Vec::new();
    for variable in order.into_iter().flatten().chain(others) {
        if !pivots.contains(&variable) {
            pivots.push(variable);
        }
    }
    pivots
}

/// What each voice says of a variable on its own, and the two that are farthest apart.
fn at(around: &Surroundings<'_>, conflict: &Conflict, variable: usize) -> Option<Sides> {
    let problem = &around.network.problem;
    let on = |statement: &&usize| around.statement(**statement).is_some_and(|one| one.variable == variable);
    let touches = |relation: &&usize| {
        problem.relations.get(**relation).is_some_and(|relation| relation.variables().contains(&variable))
    };
    let statements = conflict.statements.iter().filter(on).map(|one| Voice::Statement(*one));
    let relations = conflict.relations.iter().filter(touches).map(|one| Voice::Relation(*one));
    let sides: Vec<Side> =
        statements.chain(relations).filter_map(|voice| side(around, conflict, variable, voice)).collect();
    let apart = |left: &Side, right: &Side| {
        let (low, high) = (left.interval.upper()?, right.interval.lower()?);
        (left.interval.intersection(right.interval).is_none() && low.value <= high.value)
            .then(|| high.value.checked_sub(low.value).unwrap_or(Ratio::ZERO))
    };
    let mut best: Option<(Ratio, usize, usize)> = None;
    for (low, left) in sides.iter().enumerate() {
        for (high, right) in sides.iter().enumerate() {
            if let Some(gap) = apart(left, right)
                && best.is_none_or(|(widest, _, _)| gap > widest)
            {
                best = Some((gap, low, high));
            }
        }
    }
    let (size, low, high) = best?;
    // What is printed stands first, or else what comes first in the list of claims.
    let mut pair: Vec<Side> = [low, high].iter().filter_map(|index| sides.get(*index).cloned()).collect();
    pair.sort_by_key(|side| (side.printed.is_none(), side.claims.clone()));
    let quantity = around.network.quantity(variable, around.claims.all())?;
    let unit = match quantity.kind() {
        QuantityKind::AllHouseholds | QuantityKind::Households | QuantityKind::ChangeInHouseholds => {
            PrintedUnit::Households
        }
        QuantityKind::Rate | QuantityKind::ChangeInPoints | QuantityKind::RelativeChange | QuantityKind::Share => {
            PrintedUnit::Points
        }
        QuantityKind::Budget(currency) => PrintedUnit::Money(currency),
    };
    Some(Sides { variable, sides: pair, gap: Some(Gap { size, unit }) })
}

/// What one voice says of a variable when no other does.
fn side(around: &Surroundings<'_>, conflict: &Conflict, variable: usize, voice: Voice) -> Option<Side> {
    let problem = &around.network.problem;
    match voice {
        Voice::Statement(index) => {
            let one = around.statement(index)?;
            let domain = problem.variables.get(variable)?.domain;
            let said = problem.statements.get(index)?.1;
            let interval = around.network.shown(variable, said.intersection(domain).unwrap_or(said));
            Some(Side { interval, claims: vec![one.claim], printed: Some(one.printed) })
        }
        Voice::Relation(index) => {
            let touches = |relation: &usize| {
                problem.relations.get(*relation).is_some_and(|relation| relation.variables().contains(&variable))
            };
            let relations: Vec<usize> =
                conflict.relations.iter().copied().filter(|one| *one == index || !touches(one)).collect();
            let elsewhere = |one: &usize| around.statement(*one).is_some_and(|one| one.variable != variable);
            let statements: Vec<usize> = conflict.statements.iter().copied().filter(elsewhere).collect();
            let part = problem.part(&relations, &statements);
            let bounds = propagate(&part.problem, |_| true);
            let place = part.variables.iter().position(|one| *one == variable)?;
            let interval = around.network.shown(variable, bounds.intervals.get(place).copied()?);
            let heard = reached(problem, &relations, index, variable);
            let claims = statements.iter().filter_map(|one| around.statement(*one));
            let claims: BTreeSet<usize> =
                claims.filter(|one| heard.contains(&one.variable)).map(|one| one.claim).collect();
            Some(Side { interval, claims: claims.into_iter().collect(), printed: None })
        }
    }
}

/// The variables that a relation speaks for: what is connected with it other than through one variable.
fn reached(problem: &Problem, relations: &[usize], first: usize, without: usize) -> BTreeSet<usize> {
    let variables = |index: &usize| problem.relations.get(*index).map(Relation::variables).unwrap_or_default();
    let mut reached: BTreeSet<usize> = variables(&first).into_iter().filter(|one| *one != without).collect();
    loop {
        let before = reached.len();
        for relation in relations.iter().map(variables) {
            if relation.iter().any(|one| reached.contains(one)) {
                reached.extend(relation.into_iter().filter(|one| *one != without));
            }
        }
        if reached.len() == before {
            return reached;
        }
    }
}

/// The interval of a single number, for statements that no quantity shows.
pub(super) fn said(around: &Surroundings<'_>, statement: usize) -> Option<Interval> {
    let (variable, interval) = around.network.problem.statements.get(statement)?;
    Some(around.network.shown(*variable, *interval))
}
