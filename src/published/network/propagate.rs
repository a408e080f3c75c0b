//! Narrows every variable to a fixed point, and remembers why.
#![expect(
    clippy::indexing_slicing,
    reason = "indices are numbers of variables, relations and statements of one problem, made when it was built"
)]

use super::{Problem, Relation};
use crate::published::{End, Interval};
use crate::quantity::Ratio;
use std::collections::VecDeque;

/// After so many moves an end moves on only if it gains a sixteenth of the width: a pair of relations may otherwise
/// approach its limit for ever.
const FREE_MOVES: u16 = 24;
/// After so many moves an end stays where it is.
const MOST_MOVES: u16 = 64;
/// Relations with more terms wait until the short ones have come to rest.
const SHORT: usize = 8;
/// No move.
const NONE: usize = usize::MAX;

/// Why an end of an interval moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cause {
    Statement(usize),
    Relation(usize),
}

/// One end of one variable moved inward.
#[derive(Clone, Copy, Debug)]
pub(super) struct Move {
    variable: usize,
    side: Side,
    /// The move of the same end before this one.
    before: usize,
    cause: Cause,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Lower,
    Upper,
}

impl Side {
    const fn index(self) -> usize {
        match self {
            Self::Lower => 0,
            Self::Upper => 1,
        }
    }

    const fn other(self) -> Self {
        match self {
            Self::Lower => Self::Upper,
            Self::Upper => Self::Lower,
        }
    }
}

/// Statements, and relations between them, that leave a variable no value.
#[derive(Clone, Debug)]
pub(super) struct Proof {
    pub(super) statements: Vec<usize>,
    pub(super) relations: Vec<usize>,
}

/// What is left of every variable, and the proofs of the contradictions that were met on the way.
#[derive(Debug)]
pub(in crate::published) struct Bounds {
    pub(in crate::published) intervals: Vec<Interval>,
    pub(super) proofs: Vec<Proof>,
}

impl Bounds {
    /// Whether no contradiction was met.
    pub(in crate::published) fn is_consistent(&self) -> bool {
        self.proofs.is_empty()
    }

    /// How many contradictions were met.
    pub(in crate::published) fn contradictions(&self) -> usize {
        self.proofs.len()
    }
}

/// Narrows all variables of a problem by those of its statements that are active. A relation or statement that would leave
/// a variable no value is recorded and left out from there on, so that one pass meets several contradictions.
pub(in crate::published) fn propagate(problem: &Problem, active: impl Fn(usize) -> bool) -> Bounds {
    let mut state = State::new(problem);
    for (index, (variable, interval)) in problem.statements.iter().enumerate() {
        if active(index) {
            let _ = state.narrow(*variable, Some(*interval), Cause::Statement(index));
        }
    }
    for relation in 0..problem.relations.len() {
        state.enqueue(relation);
    }
    while let Some(relation) = state.short.pop_front().or_else(|| state.long.pop_front()) {
        state.queued[relation] = false;
        if !state.left_out[relation] {
            state.revise(relation);
        }
    }
    Bounds { intervals: state.intervals, proofs: state.proofs }
}

struct State<'a> {
    problem: &'a Problem,
    intervals: Vec<Interval>,
    /// The last move of the lower and the upper end of each variable.
    last: Vec<[usize; 2]>,
    moves: Vec<[u16; 2]>,
    trail: Vec<Move>,
    /// The relations of each variable, one after the other, and where those of a variable start.
    uses: Vec<usize>,
    first_use: Vec<usize>,
    short: VecDeque<usize>,
    long: VecDeque<usize>,
    queued: Vec<bool>,
    left_out: Vec<bool>,
    proofs: Vec<Proof>,
}

impl<'a> State<'a> {
    fn new(problem: &'a Problem) -> Self {
        let count = problem.variables.len();
        let mut uses_of: Vec<Vec<usize>> = vec![Vec::new(); count];
        for (index, relation) in problem.relations.iter().enumerate() {
            for variable in relation.variables() {
                uses_of[variable].push(index);
            }
        }
        let mut first_use = Vec::with_capacity(count.saturating_add(1));
        let mut uses = Vec::new();
        for relations in &uses_of {
            first_use.push(uses.len());
            uses.extend_from_slice(relations);
        }
        first_use.push(uses.len());
        Self {
            problem,
            intervals: problem.variables.iter().map(|variable| variable.domain).collect(),
            last: vec![[NONE; 2]; count],
            moves: vec![[0; 2]; count],
            trail: Vec::new(),
            uses,
            first_use,
            short: VecDeque::new(),
            long: VecDeque::new(),
            queued: vec![false; problem.relations.len()],
            left_out: vec![false; problem.relations.len()],
            proofs: Vec::new(),
        }
    }

    fn enqueue(&mut self, relation: usize) {
        if self.queued[relation] || self.left_out[relation] {
            return;
        }
        self.queued[relation] = true;
        let terms = match &self.problem.relations[relation] {
            Relation::Product { .. } => 3,
            Relation::Sum { parts, .. } | Relation::Between { parts, .. } => parts.len(),
        };
        if terms <= SHORT { self.short.push_back(relation) } else { self.long.push_back(relation) }
    }

    fn revise(&mut self, index: usize) {
        let problem = self.problem;
        let cause = Cause::Relation(index);
        match &problem.relations[index] {
            Relation::Product { whole, share, base } => {
                let (whole, share, base) = (*whole, *share, *base);
                let _ = self.narrow(whole, Some(self.intervals[share].times(self.intervals[base])), cause)
                    && self.narrow(share, self.intervals[whole].over(self.intervals[base]), cause)
                    && self.narrow(base, self.intervals[whole].over(self.intervals[share]), cause);
            }
            Relation::Sum { whole, parts, complete } => self.revise_sum(*whole, parts, *complete, cause),
            Relation::Between { whole, parts } => {
                let hull = parts.iter().map(|part| self.intervals[*part]).reduce(Interval::hull);
                if hull.is_some() {
                    let _ = self.narrow(*whole, hull, cause);
                }
            }
        }
    }

    fn revise_sum(&mut self, whole: usize, parts: &[usize], complete: bool, cause: Cause) {
        let mut lower = Total::default();
        let mut upper = Total::default();
        for part in parts {
            lower.add(self.intervals[*part].lower());
            upper.add(self.intervals[*part].upper());
        }
        let least = lower.all();
        let most = if complete { upper.all() } else { None };
        if !self.narrow(whole, Interval::new(least, most).map(Interval::coarse), cause) {
            return;
        }
        let whole = self.intervals[whole];
        for part in parts {
            // What the others leave: the whole without the least, and without the most, that they can be.
            let own = self.intervals[*part];
            let most = difference(whole.upper(), lower.without(own.lower()));
            let least = if complete { difference(whole.lower(), upper.without(own.upper())) } else { None };
            let bounded = most.is_some() || least.is_some();
            if bounded && !self.narrow(*part, Interval::new(least, most).map(Interval::coarse), cause) {
                return;
            }
        }
    }

    /// Takes from a variable what does not lie in the interval; `None` takes all. Whether anything is left.
    fn narrow(&mut self, variable: usize, interval: Option<Interval>, cause: Cause) -> bool {
        let old = self.intervals[variable];
        let whole_number = self.problem.variables[variable].whole_number;
        let met = interval.and_then(|interval| old.intersection(interval));
        if met == Some(old) {
            return true;
        }
        let met = if whole_number { met.and_then(Interval::to_integers) } else { met };
        let Some(new) = met else {
            self.contradiction(variable, cause);
            return false;
        };
        let lower = self.moved(variable, Side::Lower, old, new, cause);
        let upper = self.moved(variable, Side::Upper, old, new, cause);
        // The ends of `old` and `new` don't cross, so the interval exists.
        self.intervals[variable] = Interval::new(lower, upper).unwrap_or(new);
        if self.intervals[variable] != old {
            for use_of in self.first_use[variable]..self.first_use[variable.saturating_add(1)] {
                let relation = self.uses[use_of];
                if cause != Cause::Relation(relation) {
                    self.enqueue(relation);
                }
            }
        }
        true
    }

    /// The end of one side after a move, which is recorded; the old end if the move is too small to be worth it.
    fn moved(&mut self, variable: usize, side: Side, old: Interval, new: Interval, cause: Cause) -> Option<End> {
        let (from, to) = match side {
            Side::Lower => (old.lower(), new.lower()),
            Side::Upper => (old.upper(), new.upper()),
        };
        if from == to || !self.is_worth_it(self.moves[variable][side.index()], old, from, to) {
            return from;
        }
        let before = self.last[variable][side.index()];
        self.last[variable][side.index()] = self.trail.len();
        self.trail.push(Move { variable, side, before, cause });
        self.moves[variable][side.index()] = self.moves[variable][side.index()].saturating_add(1);
        to
    }

    fn is_worth_it(&self, moves: u16, old: Interval, from: Option<End>, to: Option<End>) -> bool {
        if moves < FREE_MOVES {
            return true;
        }
        if moves >= MOST_MOVES {
            return false;
        }
        let (Some(from), Some(to), Some(lower), Some(upper)) = (from, to, old.lower(), old.upper()) else {
            return true;
        };
        let gain = to.value.checked_sub(from.value).map(Ratio::abs);
        let width = upper.value.checked_sub(lower.value);
        match (gain, width) {
            (Ok(gain), Ok(width)) => gain.checked_mul(Ratio::whole(16)).is_ok_and(|gain| gain >= width),
            _ => false,
        }
    }

    fn contradiction(&mut self, variable: usize, cause: Cause) {
        let proof = self.proof(variable, cause);
        self.proofs.push(proof);
        if let Cause::Relation(relation) = cause {
            self.left_out[relation] = true;
        }
    }

    /// All that the contradiction at a variable rests on, followed back along the trail.
    fn proof(&self, variable: usize, cause: Cause) -> Proof {
        let mut proof = Proof { statements: Vec::new(), relations: Vec::new() };
        let mut seen = vec![false; self.trail.len()];
        let now = self.trail.len();
        let mut open = vec![(variable, Side::Lower, now), (variable, Side::Upper, now)];
        match cause {
            Cause::Statement(statement) => proof.statements.push(statement),
            Cause::Relation(relation) => {
                proof.relations.push(relation);
                for side in [Side::Lower, Side::Upper] {
                    self.needs(relation, variable, side, now, &mut open);
                }
            }
        }
        while let Some((variable, side, before)) = open.pop() {
            let mut index = self.last[variable][side.index()];
            while index != NONE && index >= before {
                index = self.trail[index].before;
            }
            if index == NONE || core::mem::replace(&mut seen[index], true) {
                continue;
            }
            let step = self.trail[index];
            debug_assert!(step.variable == variable && step.side == side, "the trail links moves of one end");
            match step.cause {
                Cause::Statement(statement) => proof.statements.push(statement),
                Cause::Relation(relation) => {
                    proof.relations.push(relation);
                    self.needs(relation, variable, side, index, &mut open);
                }
            }
        }
        proof.statements.sort_unstable();
        proof.statements.dedup();
        proof.relations.sort_unstable();
        proof.relations.dedup();
        proof
    }

    /// The ends that a relation looked at when it moved one end of a variable.
    fn needs(&self, relation: usize, variable: usize, side: Side, before: usize, open: &mut Vec<(usize, Side, usize)>) {
        match &self.problem.relations[relation] {
            Relation::Product { whole, share, base } => {
                // Signs and zeros make either end of the others matter.
                for other in [*whole, *share, *base] {
                    if other != variable {
                        open.extend([(other, Side::Lower, before), (other, Side::Upper, before)]);
                    }
                }
            }
            Relation::Sum { whole, parts, .. } => {
                if *whole == variable {
                    open.extend(parts.iter().map(|part| (*part, side, before)));
                } else {
                    open.push((*whole, side, before));
                    open.extend(
                        parts.iter().filter(|part| **part != variable).map(|part| (*part, side.other(), before)),
                    );
                }
            }
            Relation::Between { parts, .. } => open.extend(parts.iter().map(|part| (*part, side, before))),
        }
    }
}

/// The sum of ends on one side, from which one can be taken out again.
#[derive(Clone, Copy, Debug)]
struct Total {
    /// Of the ends that exist; `None` once it does not fit.
    sum: Option<Ratio>,
    missing: usize,
    open: usize,
}

impl Default for Total {
    fn default() -> Self {
        Self { sum: Some(Ratio::ZERO), missing: 0, open: 0 }
    }
}

impl Total {
    fn add(&mut self, end: Option<End>) {
        match end {
            Some(end) => {
                self.sum = self.sum.and_then(|sum| sum.checked_add(end.value).ok());
                self.open = self.open.saturating_add(usize::from(!end.closed));
            }
            None => self.missing = self.missing.saturating_add(1),
        }
    }

    fn all(self) -> Option<End> {
        let end = |value| End { value, closed: self.open == 0 };
        if self.missing == 0 { self.sum.map(end) } else { None }
    }

    /// The sum of all ends but one.
    fn without(self, own: Option<End>) -> Option<End> {
        let Some(own) = own else {
            let end = |value| End { value, closed: self.open == 0 };
            return if self.missing == 1 { self.sum.map(end) } else { None };
        };
        if self.missing > 0 {
            return None;
        }
        let value = self.sum?.checked_sub(own.value).ok()?;
        Some(End { value, closed: self.open == usize::from(!own.closed) })
    }
}

fn difference(whole: Option<End>, others: Option<End>) -> Option<End> {
    let (whole, others) = (whole?, others?);
    let value = whole.value.checked_sub(others.value).ok()?;
    Some(End { value, closed: whole.closed && others.closed })
}
