//! Which statements can't hold together, and no fewer.

use super::propagate::Proof;
use super::{Problem, propagate};

/// How often a proof is tried without some of its statements.
const MOST_TRIALS: usize = 256;
/// A proof with more statements rests on a long sum, of which every part counts: only halves and quarters are tried.
const LONG: usize = 64;
const MOST_TRIALS_IF_LONG: usize = 12;

/// Statements that can't all hold under some relations. As far as the trials went, each of them is needed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::published) struct Conflict {
    pub(in crate::published) statements: Vec<usize>,
    pub(in crate::published) relations: Vec<usize>,
}

impl Conflict {
    /// The conflicts that a proof of each contradiction of `propagate` boils down to.
    pub(in crate::published) fn all(problem: &Problem, active: impl Fn(usize) -> bool) -> Vec<Self> {
        let mut conflicts: Vec<Self> = Vec::new();
        for proof in &propagate(problem, active).proofs {
            let conflict = smallest(problem, proof);
            if !conflicts.contains(&conflict) {
                conflicts.push(conflict);
            }
        }
        conflicts
    }
}

/// Leaves out statements, many at a time and then one by one, for as long as the rest stays contradictory.
fn smallest(problem: &Problem, proof: &Proof) -> Conflict {
    let mut conflict = Conflict { statements: proof.statements.clone(), relations: proof.relations.clone() };
    if let Some(smaller) = contradiction(problem, &conflict.relations, &conflict.statements) {
        conflict = smaller;
    }
    let most = if conflict.statements.len() > LONG { MOST_TRIALS_IF_LONG } else { MOST_TRIALS };
    let mut chunk = conflict.statements.len().div_ceil(2).max(1);
    let mut trials = 0_usize;
    loop {
        let mut start = 0_usize;
        while start < conflict.statements.len() && trials < most {
            trials = trials.saturating_add(1);
            let end = start.saturating_add(chunk);
            let kept = conflict.statements.iter().enumerate();
            let kept: Vec<usize> =
                kept.filter(|(index, _)| *index < start || *index >= end).map(|(_, statement)| *statement).collect();
            match contradiction(problem, &conflict.relations, &kept) {
                Some(smaller) => conflict = smaller,
                None => start = end,
            }
        }
        if chunk == 1 || trials >= most {
            return conflict;
        }
        chunk = chunk.div_ceil(2);
    }
}

/// The first contradiction among some statements, or `None`.
fn contradiction(problem: &Problem, relations: &[usize], statements: &[usize]) -> Option<Conflict> {
    let part = problem.part(relations, statements);
    let bounds = propagate(&part.problem, |_| true);
    let proof = bounds.proofs.first()?;
    let old = |new: &[usize], numbers: &[usize]| new.iter().filter_map(|new| numbers.get(*new).copied()).collect();
    Some(Conflict {
        statements: old(&proof.statements, &part.statements),
        relations: old(&proof.relations, &part.relations),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::published::network::{Relation, Variable};
    use crate::published::{Interval, Printed};

    fn count() -> Variable {
        Variable { domain: Interval::NOT_NEGATIVE, whole_number: true }
    }

    fn printed(text: &str) -> Interval {
        text.parse::<Printed>().unwrap().interval()
    }

    #[test]
    fn leaves_out_what_the_contradiction_does_not_need() {
        // 0 = 1 + 2, 1 = 3 * 4; the total of 0 contradicts 1 and 2, whatever 3 and 4 are.
        let problem = Problem {
            variables: vec![
                count(),
                count(),
                count(),
                Variable { domain: Interval::SHARES, whole_number: false },
                count(),
            ],
            relations: vec![
                Relation::Sum { whole: 0, parts: Box::new([1, 2]), complete: true },
                Relation::Product { whole: 1, share: 3, base: 4 },
            ],
            statements: vec![
                (3, printed("12.79 %")),
                (4, printed("497,592")),
                (0, printed("417,571")),
                (1, printed("311,981")),
                (2, printed("159,590")),
            ],
        };
        let conflicts = Conflict::all(&problem, |_| true);
        assert!(conflicts.contains(&Conflict { statements: vec![2, 3, 4], relations: vec![0] }), "{conflicts:?}");
        assert!(Conflict::all(&problem, |statement| statement != 3 && statement != 2).is_empty());
    }

    #[test]
    fn one_statement_may_contradict_itself() {
        let problem = Problem {
            variables: vec![Variable { domain: Interval::SHARES, whole_number: false }],
            relations: Vec::new(),
            statements: vec![(0, printed("exactly 130 %"))],
        };
        let conflict = Conflict { statements: vec![0], relations: Vec::new() };
        assert_eq!(Conflict::all(&problem, |_| true), [conflict]);
    }
}
