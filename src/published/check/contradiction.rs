//! Which claims contradict each other, and which of them is likely to be wrong.

use super::reading::misreading;
use super::slip::likeliest;
use crate::published::network::{Conflict, Neighbourhood, Network, Problem, Relation, Statement, propagate};
use crate::published::{Claims, Interval};
use std::collections::{BTreeMap, BTreeSet};

/// Conflicts of one neighbourhood are looked for so many times, with one statement set aside each time.
const MOST_ROUNDS: usize = 16;
/// The same for the whole network.
const MOST_WHOLE_ROUNDS: usize = 64;
/// A neighbourhood with more statements is one long sum.
const LONG_SUM: usize = 48;
/// Of a longer conflict only the statements that stand out are looked at.
const MOST_SUSPECTS: usize = 24;

/// All contradictions of a network, and what is left if their likely culprits are set aside.
pub(super) struct Contradictions {
    pub(super) conflicts: Vec<Conflict>,
    /// Statements that were set aside so that the others agree.
    pub(super) set_aside: BTreeSet<usize>,
    /// The tightest intervals by all other statements.
    pub(super) intervals: Vec<Interval>,
}

impl Contradictions {
    pub(super) fn of(network: &Network, claims: &Claims) -> Self {
        let all = propagate(&network.problem, |_| true);
        if all.is_consistent() {
            return Self { conflicts: Vec::new(), set_aside: BTreeSet::new(), intervals: all.intervals };
        }
        let surroundings = Surroundings::new(network, claims);
        let mut conflicts = surroundings.local_conflicts();
        let mut set_aside = BTreeSet::new();
        surroundings.set_culprits_aside(&conflicts, &mut set_aside);
        let mut left = propagate(&network.problem, |statement| !set_aside.contains(&statement));
        for _ in 0..MOST_WHOLE_ROUNDS {
            if left.is_consistent() {
                break;
            }
            let new = Conflict::all(&network.problem, |statement| !set_aside.contains(&statement));
            conflicts.extend(new.iter().filter(|one| !known(&conflicts, one)).cloned().collect::<Vec<_>>());
            let before = set_aside.len();
            surroundings.set_culprits_aside(&new, &mut set_aside);
            if set_aside.len() == before {
                break;
            }
            left = propagate(&network.problem, |statement| !set_aside.contains(&statement));
        }
        Self { conflicts, set_aside, intervals: left.intervals }
    }
}

/// Whether the same statements are known to be in conflict.
fn known(conflicts: &[Conflict], one: &Conflict) -> bool {
    conflicts.iter().any(|conflict| conflict.statements == one.statements)
}

/// A network with what lies around each of its variables.
pub(super) struct Surroundings<'a> {
    pub(super) network: &'a Network,
    pub(super) claims: &'a Claims,
    /// Statements on each variable.
    statements: Vec<Vec<usize>>,
    /// Neighbourhoods of each variable.
    neighbourhoods: Vec<Vec<usize>>,
}

/// How far to look around a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Around {
    /// Its cell, and what is tied to it by few terms.
    Cell,
    /// Long sums as well.
    All,
}

/// What the statements around one of them say without it.
pub(super) struct Others {
    /// How many contradictions are left among them.
    left: usize,
    intervals: BTreeMap<usize, Interval>,
}

impl Others {
    /// Whether they agree among themselves.
    pub(super) const fn agree(&self) -> bool {
        self.left == 0
    }

    /// What they leave of a variable; `None` if it does not lie around.
    pub(super) fn interval(&self, variable: usize) -> Option<Interval> {
        self.intervals.get(&variable).copied()
    }
}

impl<'a> Surroundings<'a> {
    pub(super) fn new(network: &'a Network, claims: &'a Claims) -> Self {
        let count = network.problem.variables.len();
        let mut statements = vec![Vec::new(); count];
        for (index, (variable, _)) in network.problem.statements.iter().enumerate() {
            if let Some(statements) = statements.get_mut(*variable) {
                statements.push(index);
            }
        }
        let mut neighbourhoods = vec![Vec::new(); count];
        for (index, neighbourhood) in network.neighbourhoods.iter().enumerate() {
            for variable in variables(&network.problem, &neighbourhood.relations) {
                if let Some(neighbourhoods) = neighbourhoods.get_mut(variable) {
                    neighbourhoods.push(index);
                }
            }
        }
        Self { network, claims, statements, neighbourhoods }
    }

    /// The statements on some variables.
    pub(super) fn on(&self, variables: &BTreeSet<usize>) -> Vec<usize> {
        let on = |variable: &usize| self.statements.get(*variable).into_iter().flatten().copied();
        variables.iter().flat_map(on).collect()
    }

    pub(super) fn statement(&self, index: usize) -> Option<&'a Statement> {
        self.network.statements.get(index)
    }

    /// Whether a neighbourhood is a long sum.
    fn is_long(&self, neighbourhood: &Neighbourhood) -> bool {
        let terms = |index: &usize| match self.network.problem.relations.get(*index) {
            Some(Relation::Sum { parts, .. } | Relation::Between { parts, .. }) => parts.len(),
            Some(Relation::Product { .. }) | None => 0,
        };
        neighbourhood.relations.iter().any(|index| terms(index) >= LONG_SUM)
    }

    /// What contradicts itself within a few relations: each neighbourhood on its own, with every statement, so that an
    /// error in one place hides none in another.
    fn local_conflicts(&self) -> Vec<Conflict> {
        let problem = &self.network.problem;
        let mut found: Vec<Conflict> = Vec::new();
        for neighbourhood in &self.network.neighbourhoods {
            let statements = self.on(&variables(problem, &neighbourhood.relations));
            let part = problem.part(&neighbourhood.relations, &statements);
            if propagate(&part.problem, |_| true).is_consistent() {
                continue;
            }
            if statements.len() > LONG_SUM {
                // Of a long sum every part counts, and which is wrong is told by its own cell, if it is.
                found.push(Conflict { statements, relations: neighbourhood.relations.clone() });
                continue;
            }
            let mut left_out = BTreeSet::new();
            for _ in 0..MOST_ROUNDS {
                if propagate(&part.problem, |statement| !left_out.contains(&statement)).is_consistent() {
                    break;
                }
                let conflicts = Conflict::all(&part.problem, |statement| !left_out.contains(&statement));
                let Some(first) = conflicts.first() else { break };
                left_out.extend(most_contradicted(&part.problem, first, &conflicts, &left_out));
                let old = |new: &[usize], numbers: &[usize]| -> Vec<usize> {
                    new.iter().filter_map(|new| numbers.get(*new).copied()).collect()
                };
                for conflict in &conflicts {
                    let mut statements = old(&conflict.statements, &part.statements);
                    statements.sort_unstable();
                    let relations = old(&conflict.relations, &part.relations);
                    // What lies within one cell is found there.
                    let own = neighbourhood.across.is_none_or(|across| relations.contains(&across));
                    let conflict = Conflict { statements, relations };
                    if own && !known(&found, &conflict) {
                        found.push(conflict);
                    }
                }
            }
        }
        found
    }

    /// Sets aside one statement of each conflict: what the fewest errors would explain, and among equals what is the
    /// likeliest slip.
    fn set_culprits_aside(&self, conflicts: &[Conflict], set_aside: &mut BTreeSet<usize>) {
        loop {
            let open: Vec<&Conflict> = conflicts
                .iter()
                .filter(|conflict| conflict.statements.iter().all(|statement| !set_aside.contains(statement)))
                .collect();
            let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
            for statement in open.iter().flat_map(|conflict| &conflict.statements) {
                let count = counts.entry(*statement).or_default();
                *count = count.saturating_add(1);
            }
            let Some(most) = counts.values().max().copied() else { return };
            let stand_out = |statement: &&usize| counts.get(statement) == Some(&most);
            let conflict = open.iter().find(|conflict| conflict.statements.iter().any(|one| stand_out(&one)));
            let Some(conflict) = conflict else { return };
            let suspects: Vec<usize> = conflict.statements.iter().filter(stand_out).copied().collect();
            let Some(culprit) = self.likeliest_culprit(&suspects, set_aside) else { return };
            set_aside.insert(culprit);
        }
    }

    fn likeliest_culprit(&self, suspects: &[usize], set_aside: &BTreeSet<usize>) -> Option<usize> {
        match suspects {
            [only] => return Some(*only),
            _ if suspects.len() > MOST_SUSPECTS => return self.misfit_of_a_long_sum(suspects, set_aside),
            _ => {}
        }
        suspects.iter().copied().min_by_key(|suspect| self.unlikelihood(*suspect, set_aside))
    }

    /// How unlikely it is that a statement is the wrong one; less is likelier. The fewer contradictions are left without it,
    /// the likelier; if none are, the likelier slip; then what is not sure; then a rate before a count, which was counted.
    fn unlikelihood(&self, statement: usize, set_aside: &BTreeSet<usize>) -> (usize, u8, bool, u8, usize) {
        let others = self.others(statement, set_aside, Around::Cell);
        let slip = if others.agree() { self.slip(statement, &others) } else { u8::MAX };
        let (sure, field) = self.statement(statement).map_or((true, 0), |one| {
            let claim = self.claims.all().get(one.claim);
            let field = match one.field {
                crate::published::network::Field::Value => 0,
                crate::published::network::Field::Rate => 1,
                crate::published::network::Field::Households => 2,
            };
            (claim.is_none_or(|claim| claim.confirmation().is_certain()), field)
        });
        (others.left, slip, sure, field, statement)
    }

    /// The place of the slip that would explain a statement among all slips; the last one if none would.
    fn slip(&self, statement: usize, others: &Others) -> u8 {
        let none = u8::MAX;
        let Some(one) = self.statement(statement) else { return none };
        if misreading(self, one, others).is_some() {
            return 0;
        }
        let Some(allowed) = others.interval(one.variable) else { return none };
        let passes = |instead| one.reading.interval(instead).is_some_and(|read| meets(read, allowed));
        likeliest(one.printed, passes).map_or(none, |(slip, _)| (slip as u8).saturating_add(1))
    }

    /// Of a long sum: the statement whose slip closes the gap, if there is one; otherwise the whole.
    fn misfit_of_a_long_sum(&self, suspects: &[usize], set_aside: &BTreeSet<usize>) -> Option<usize> {
        let stated: BTreeSet<usize> =
            suspects.iter().filter_map(|suspect| self.statement(*suspect)).map(|one| one.variable).collect();
        let is_whole = |statement: &&usize| {
            let variable = self.statement(**statement).map(|one| one.variable);
            self.network.problem.relations.iter().any(|relation| match relation {
                Relation::Sum { whole, parts, .. } => {
                    Some(*whole) == variable && parts.iter().filter(|part| stated.contains(part)).count() > 2
                }
                Relation::Product { .. } | Relation::Between { .. } => false,
            })
        };
        let whole = suspects.iter().find(is_whole).copied();
        // All are exact counts here as a rule, so that what a part should be is what it is, plus the gap.
        let gap = whole.and_then(|whole| {
            let one = self.statement(whole)?;
            let said = self.network.problem.statements.get(whole)?.1.single()?;
            let others = self.others(whole, set_aside, Around::All).interval(one.variable)?.single()?;
            said.checked_sub(others).ok()
        });
        let closes = |statement: &usize| {
            let one = self.statement(*statement)?;
            let said = self.network.problem.statements.get(*statement)?.1.single()?;
            let change = if Some(*statement) == whole { gap?.negated() } else { gap? };
            let wanted = Interval::exactly(said.checked_add(change).ok()?);
            let passes = |instead| one.reading.interval(instead).is_some_and(|read| meets(read, wanted));
            likeliest(one.printed, passes).map(|(slip, _)| (slip, Some(*statement) != whole, *statement))
        };
        let mut closing: Vec<_> = suspects.iter().filter_map(closes).collect();
        closing.sort_unstable();
        // A part that closes the gap must also agree with its own rate.
        let fits = |statement: &usize| self.others(*statement, set_aside, Around::All).agree();
        let best = closing.iter().take(MOST_SUSPECTS).map(|(_, _, statement)| *statement).find(fits);
        best.or(whole).or_else(|| suspects.last().copied())
    }

    /// What the statements around a statement say without it.
    pub(super) fn others(&self, statement: usize, set_aside: &BTreeSet<usize>, around: Around) -> Others {
        let problem = &self.network.problem;
        let variable = self.statement(statement).map_or(usize::MAX, |one| one.variable);
        let neighbourhoods = self.neighbourhoods.get(variable).into_iter().flatten();
        let relations: BTreeSet<usize> = neighbourhoods
            .filter_map(|index| self.network.neighbourhoods.get(*index))
            .filter(|neighbourhood| around == Around::All || !self.is_long(neighbourhood))
            .flat_map(|neighbourhood| neighbourhood.relations.iter().copied())
            .collect();
        let relations: Vec<usize> = relations.into_iter().collect();
        let mut known = variables(problem, &relations);
        known.insert(variable);
        let statements: Vec<usize> =
            self.on(&known).into_iter().filter(|one| *one != statement && !set_aside.contains(one)).collect();
        let part = problem.part(&relations, &statements);
        let bounds = propagate(&part.problem, |_| true);
        let left = bounds.contradictions();
        let mut intervals: BTreeMap<usize, Interval> = part.variables.iter().copied().zip(bounds.intervals).collect();
        if let Some(one) = problem.variables.get(variable) {
            intervals.entry(variable).or_insert(one.domain);
        }
        Others { left, intervals }
    }
}

/// The variables of some relations.
pub(super) fn variables(problem: &Problem, relations: &[usize]) -> BTreeSet<usize> {
    relations.iter().filter_map(|index| problem.relations.get(*index)).flat_map(Relation::variables).collect()
}

/// Whether two intervals share a value.
pub(super) fn meets(left: Interval, right: Interval) -> bool {
    left.intersection(right).is_some()
}

/// The statement of a conflict to leave out first: one whose absence leaves no contradiction, or else one that takes part in
/// most.
fn most_contradicted(
    problem: &Problem,
    first: &Conflict,
    conflicts: &[Conflict],
    left_out: &BTreeSet<usize>,
) -> Option<usize> {
    let resolves =
        |statement: &&usize| propagate(problem, |one| one != **statement && !left_out.contains(&one)).is_consistent();
    if let Some(statement) = first.statements.iter().take(MOST_SUSPECTS).find(resolves) {
        return Some(*statement);
    }
    let count = |statement: &usize| conflicts.iter().filter(|conflict| conflict.statements.contains(statement)).count();
    first.statements.iter().max_by_key(|statement| count(statement)).copied()
}

impl Surroundings<'_> {
    /// What the cell of a variable says of it, apart from everything else.
    pub(super) fn alone(&self, variable: usize) -> Option<Interval> {
        let problem = &self.network.problem;
        let around = self.neighbourhoods.get(variable)?.iter();
        let cell =
            around.filter_map(|index| self.network.neighbourhoods.get(*index)).find(|one| one.across.is_none())?;
        let part = problem.part(&cell.relations, &self.on(&variables(problem, &cell.relations)));
        let bounds = propagate(&part.problem, |_| true);
        let index = part.variables.iter().position(|one| *one == variable)?;
        bounds.intervals.get(index).copied()
    }
}
