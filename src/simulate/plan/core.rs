//! The few changes that matter: an integer programme over the choices that lose least against the bound.

use super::Problem;
use super::prices::Prices;
use crate::measure::float::wide_float;
use microlp::{
    ComparisonOp, LinearExpr, OptimizationDirection, Problem as Programme, SolveOptions, SolveOutcome, Variable,
};
use std::collections::BTreeMap;

/// A household of a class takes another choice than the one with the highest value less prices.
#[derive(Clone, Debug)]
pub(super) struct Change {
    pub(super) class: usize,
    pub(super) to: usize,
    pub(super) households: i128,
    pub(super) value: i128,
    pub(super) uses: Vec<i128>,
    /// What it loses of the bound, over [`Prices::UNIT`]; at least 0.
    pub(super) loss: i128,
}

/// All changes, those that lose least first, from the plan in which every household has its best choice at the prices. That plan may
/// exceed limits.
#[derive(Debug)]
pub(super) struct Core {
    pub(super) changes: Vec<Change>,
    bases: Vec<usize>,
    start: Point,
}

/// How many households make each change, with the value and what is left of the limits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Point {
    pub(super) taken: Vec<i128>,
    pub(super) value: i128,
    pub(super) left: Vec<i128>,
}

impl Point {
    pub(super) fn is_within_limits(&self) -> bool {
        self.left.iter().all(|left| *left >= 0)
    }
}

impl Core {
    /// Changes that linear programmes look at.
    const NEAR: usize = 1_500;
    /// Sizes of the integer programmes, and how many nodes each may search.
    const SIZES: [(usize, u64); 3] = [(30, 500), (60, 1_000), (120, 2_000)];
    /// Rounds of changes in other neighbourhoods for many households and for fewer, and the nodes of each.
    const ROUNDS: u64 = 4_000;
    const FEW_ROUNDS: u64 = 400;
    const NODES: u64 = 400;
    /// The most households that one programme moves at once from the point it starts at.
    const STEP: i128 = 20;

    pub(super) fn of(problem: &Problem, prices: &Prices) -> Self {
        let mut changes = Vec::new();
        let mut bases = Vec::with_capacity(problem.classes.len());
        let mut start = Point {
            taken: Vec::new(),
            value: 0,
            left: problem.usable.iter().map(|amount| i128::from(*amount)).collect(),
        };
        for (number, class) in problem.classes.iter().enumerate() {
            let households = i128::from(class.households);
            let reduced: Vec<i128> = class.choices.iter().map(|choice| prices.reduced(choice)).collect();
            let mut best = (0_usize, i128::MIN);
            for (at, reduced) in reduced.iter().enumerate() {
                if *reduced > best.1 {
                    best = (at, *reduced);
                }
            }
            bases.push(best.0);
            let Some(from) = class.choices.get(best.0).filter(|_| households > 0) else { continue };
            // Sums are at most 2^60, which a problem is checked for.
            start.value = start.value.saturating_add(i128::from(from.value).saturating_mul(households));
            for (left, uses) in start.left.iter_mut().zip(&from.uses) {
                *left = left.saturating_sub(i128::from(*uses).saturating_mul(households));
            }
            for ((to, choice), reduced) in
                class.choices.iter().enumerate().zip(&reduced).filter(|((to, _), _)| *to != best.0)
            {
                let uses = from.uses.iter().zip(&choice.uses);
                changes.push(Change {
                    class: number,
                    to,
                    households,
                    value: i128::from(choice.value).saturating_sub(from.value.into()),
                    uses: uses.map(|(before, after)| i128::from(*after).saturating_sub((*before).into())).collect(),
                    loss: best.1.saturating_sub(*reduced),
                });
            }
        }
        changes.sort_by_key(|change| change.loss);
        start.taken = vec![0; changes.len()];
        Self { changes, bases, start }
    }

    /// The plan in which nothing changes.
    pub(super) const fn start(&self) -> &Point {
        &self.start
    }

    /// A plan near the optimum of the linear programme, by integer programmes of some sizes; with luck of this value.
    pub(super) fn best(&self, wanted: i128) -> Option<Point> {
        let relaxed = self.relaxed()?;
        let mut rounded = self.start.clone();
        let mut used = Vec::new();
        for (at, (share, change)) in relaxed.iter().zip(&self.changes).enumerate() {
            self.take(&mut rounded, at, nearest(*share).clamp(0, change.households));
            if *share > 1e-6 {
                used.push(at);
            }
        }
        let mut best: Option<Point> = None;
        for (size, nodes) in Self::SIZES {
            let mut kept = used.clone();
            let others = (0..self.near()).filter(|at| !used.contains(at));
            kept.extend(others.take(size.saturating_sub(used.len())));
            let found = self.near_by(&rounded, &kept, wanted, nodes).filter(Point::is_within_limits);
            if let Some(found) = found.filter(|found| best.as_ref().is_none_or(|best| found.value > best.value)) {
                best = Some(found);
            }
            if best.as_ref().is_some_and(|best| best.value >= wanted) {
                break;
            }
        }
        best
    }

    /// A better plan, by integer programmes over changes drawn at random among those that lose least: the draws are always the same.
    pub(super) fn searched(&self, mut best: Point, wanted: i128, long: bool) -> Point {
        let near = self.near();
        let mut draws = 0_u64;
        let mut draw = |below: usize| -> usize {
            draws = draws.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mixed = (draws ^ (draws >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            let below = u64::try_from(below.max(1)).unwrap_or(1);
            usize::try_from((mixed ^ (mixed >> 31)).checked_rem(below).unwrap_or_default()).unwrap_or_default()
        };
        for round in 0..if long { Self::ROUNDS } else { Self::FEW_ROUNDS } {
            if best.value >= wanted {
                break;
            }
            let taken = best.taken.iter().enumerate().filter(|(_, taken)| **taken > 0).map(|(at, _)| at);
            let mut kept: Vec<usize> = taken.filter(|_| draw(4) < 3).take(30).collect();
            let size = near.min(usize::try_from(round & 3).unwrap_or_default().saturating_mul(10).saturating_add(30));
            while kept.len() < size {
                // Half of them among the quarter that loses least.
                let among = if draw(2) == 0 { near } else { near.div_ceil(4) };
                let at = draw(among);
                if kept.contains(&at) {
                    // Small problems run out of changes.
                    if near <= size.saturating_mul(2) {
                        break;
                    }
                } else {
                    kept.push(at);
                }
            }
            let found = self.near_by(&best, &kept, wanted, Self::NODES);
            if let Some(found) = found.filter(|found| found.is_within_limits() && found.value >= best.value) {
                best = found;
            }
        }
        best
    }

    /// How many households of each class take each choice.
    pub(super) fn counts(&self, problem: &Problem, point: &Point) -> Vec<Vec<u64>> {
        let mut counts: Vec<Vec<i128>> = problem.classes.iter().map(|class| vec![0; class.choices.len()]).collect();
        let mut add = |class: usize, choice: usize, households: i128| {
            if let Some(count) = counts.get_mut(class).and_then(|counts| counts.get_mut(choice)) {
                *count = count.saturating_add(households);
            }
        };
        for ((number, base), class) in self.bases.iter().enumerate().zip(&problem.classes) {
            add(number, *base, class.households.into());
        }
        for (change, taken) in self.changes.iter().zip(&point.taken) {
            if let Some(base) = self.bases.get(change.class) {
                add(change.class, *base, taken.saturating_neg());
                add(change.class, change.to, *taken);
            }
        }
        let whole =
            |counts: Vec<i128>| counts.into_iter().map(|count| u64::try_from(count).unwrap_or_default()).collect();
        counts.into_iter().map(whole).collect()
    }

    /// Whether no class makes more changes than it has households.
    pub(super) fn is_possible(&self, point: &Point) -> bool {
        let mut left: BTreeMap<usize, i128> = BTreeMap::new();
        for (change, taken) in self.changes.iter().zip(&point.taken).filter(|(_, taken)| **taken != 0) {
            let left = left.entry(change.class).or_insert(change.households);
            *left = left.saturating_sub(*taken);
            if *taken < 0 {
                return false;
            }
        }
        left.values().all(|left| *left >= 0)
    }

    /// Makes a change for more households, or for fewer.
    pub(super) fn take(&self, point: &mut Point, at: usize, households: i128) {
        let (Some(change), Some(taken)) = (self.changes.get(at), point.taken.get_mut(at)) else { return };
        *taken = taken.saturating_add(households);
        point.value = point.value.saturating_add(change.value.saturating_mul(households));
        for (left, uses) in point.left.iter_mut().zip(&change.uses) {
            *left = left.saturating_sub(uses.saturating_mul(households));
        }
    }

    fn near(&self) -> usize {
        self.changes.len().min(Self::NEAR)
    }

    /// The optimum of the linear programme over the changes that lose least.
    fn relaxed(&self) -> Option<Vec<f64>> {
        let kept: Vec<usize> = (0..self.near()).collect();
        let mut programme = Programme::new(OptimizationDirection::Maximize);
        let variables: Vec<Variable> = self
            .changes
            .iter()
            .take(kept.len())
            .map(|change| programme.add_var(float(change.value), (0.0, float(change.households))))
            .collect();
        self.add_limits(&mut programme, &variables, &kept, &self.start.left);
        self.add_classes(&mut programme, &variables, &kept, &self.start);
        match programme.solve() {
            Ok(SolveOutcome::Solution(found)) => Some(variables.iter().map(|one| found.var_value(*one)).collect()),
            Ok(SolveOutcome::Interrupted(_)) | Err(_) => None,
        }
    }

    /// The best plan that the changes kept lead to from a point, by steps that are not too large. What the solver says in floats is
    /// taken as a proposal: its value and what it leaves are computed anew.
    fn near_by(&self, point: &Point, kept: &[usize], wanted: i128, nodes: u64) -> Option<Point> {
        let mut programme = Programme::new(OptimizationDirection::Maximize);
        let mut variables = Vec::with_capacity(kept.len());
        let mut value = LinearExpr::empty();
        for at in kept {
            let (change, taken) = (self.changes.get(*at)?, point.taken.get(*at)?);
            let low = taken.saturating_neg().clamp(-Self::STEP, 0);
            let high = change.households.saturating_sub(*taken).clamp(0, Self::STEP);
            let bounds = (i32::try_from(low).ok()?, i32::try_from(high).ok()?);
            let variable = programme.add_integer_var(float(change.value), bounds);
            if change.value != 0 {
                value.add(variable, float(change.value));
            }
            variables.push(variable);
        }
        self.add_limits(&mut programme, &variables, kept, &point.left);
        self.add_classes(&mut programme, &variables, kept, point);
        // Whoever reaches the bound need not search on.
        programme.add_constraint(value, ComparisonOp::Le, float(wanted.saturating_sub(point.value)));
        let mut options = SolveOptions::default();
        options.node_limit = Some(nodes);
        let Ok(SolveOutcome::Solution(found)) = programme.solve_with(options) else { return None };
        let mut next = point.clone();
        for (at, variable) in kept.iter().zip(&variables) {
            self.take(&mut next, *at, nearest(found.var_value(*variable)));
        }
        Some(next).filter(|next| self.is_possible(next))
    }

    /// What is left of each limit, in units of which all uses are multiples.
    fn add_limits(&self, programme: &mut Programme, variables: &[Variable], kept: &[usize], left: &[i128]) {
        for (number, left) in left.iter().enumerate() {
            let uses = || {
                kept.iter().map(|at| {
                    self.changes.get(*at).and_then(|change| change.uses.get(number)).copied().unwrap_or_default()
                })
            };
            let unit = uses().fold(0, common_divisor);
            let most = uses().filter_map(|uses| uses.checked_div(unit)).map(i128::abs).max().unwrap_or_default();
            let Some(left) = left.checked_div_euclid(unit) else { continue };
            // Numbers of one size suit a solver.
            let scale = if most > 1_000 { 1_000.0 / float(most) } else { 1.0 };
            let mut sum = LinearExpr::empty();
            for (variable, uses) in variables.iter().zip(uses()).filter(|(_, uses)| *uses != 0) {
                sum.add(*variable, float(uses.checked_div(unit).unwrap_or_default()) * scale);
            }
            programme.add_constraint(sum, ComparisonOp::Le, float(left) * scale);
        }
    }

    /// No class makes more changes than it has households.
    fn add_classes(&self, programme: &mut Programme, variables: &[Variable], kept: &[usize], point: &Point) {
        let mut rooms: BTreeMap<usize, (i128, Vec<Variable>)> = BTreeMap::new();
        for (variable, at) in variables.iter().zip(kept) {
            if let Some(change) = self.changes.get(*at) {
                rooms.entry(change.class).or_insert((change.households, Vec::new())).1.push(*variable);
            }
        }
        for (change, taken) in self.changes.iter().zip(&point.taken).filter(|(_, taken)| **taken != 0) {
            if let Some((room, _)) = rooms.get_mut(&change.class) {
                *room = room.saturating_sub(*taken);
            }
        }
        for (room, own) in rooms.into_values() {
            let mut sum = LinearExpr::empty();
            for variable in own {
                sum.add(variable, 1.0);
            }
            programme.add_constraint(sum, ComparisonOp::Le, float(room));
        }
    }
}

/// The greatest common divisor, 0 of nothing.
pub(super) fn common_divisor(left: i128, right: i128) -> i128 {
    let (mut left, mut right) = (left.saturating_abs(), right.saturating_abs());
    while let Some(rest) = left.checked_rem(right) {
        left = right;
        right = rest;
    }
    left
}

fn float(value: i128) -> f64 {
    let magnitude = wide_float(value.unsigned_abs());
    if value < 0 { -magnitude } else { magnitude }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a conversion to an integer saturates, and what it gives is checked"
)]
fn nearest(value: f64) -> i128 {
    value.round() as i128
}
