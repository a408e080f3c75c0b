//! Variables, relations and statements, by number.

use crate::published::Interval;
use std::collections::BTreeMap;

/// An unknown quantity.
#[derive(Clone, Copy, Debug)]
pub(in crate::published) struct Variable {
    /// What it can be before anything is claimed: a rate is a share, a count is not negative.
    pub(in crate::published) domain: Interval,
    /// Whether it is a whole number.
    pub(in crate::published) whole_number: bool,
}

/// What holds between quantities whatever is claimed of them.
#[derive(Clone, Debug)]
pub(in crate::published) enum Relation {
    /// `whole = share * base`: poor households are the rate times all households.
    Product { whole: usize, share: usize, base: usize },
    /// `whole = sum of parts`; or at least that, if there may be other parts.
    Sum { whole: usize, parts: Box<[usize]>, complete: bool },
    /// The rate of a whole lies between the smallest and the largest rate of its parts (it is their weighted mean).
    Between { whole: usize, parts: Box<[usize]> },
}

impl Relation {
    /// Its variables, the whole first.
    pub(in crate::published) fn variables(&self) -> Vec<usize> {
        match self {
            Self::Product { whole, share, base } => vec![*whole, *share, *base],
            Self::Sum { whole, parts, .. } | Self::Between { whole, parts } => {
                core::iter::once(*whole).chain(parts.iter().copied()).collect()
            }
        }
    }

    fn mapped(&self, new: impl Fn(usize) -> usize) -> Self {
        match self {
            Self::Product { whole, share, base } => {
                Self::Product { whole: new(*whole), share: new(*share), base: new(*base) }
            }
            Self::Sum { whole, parts, complete } => Self::Sum {
                whole: new(*whole),
                parts: parts.iter().map(|part| new(*part)).collect(),
                complete: *complete,
            },
            Self::Between { whole, parts } => {
                Self::Between { whole: new(*whole), parts: parts.iter().map(|part| new(*part)).collect() }
            }
        }
    }
}

/// Variables, the relations between them, and statements that each bound one of them.
#[derive(Clone, Debug, Default)]
pub(in crate::published) struct Problem {
    pub(in crate::published) variables: Vec<Variable>,
    pub(in crate::published) relations: Vec<Relation>,
    /// The variable and the interval that is claimed for it.
    pub(in crate::published) statements: Vec<(usize, Interval)>,
}

/// A part of a problem, and the numbers that its elements have in the whole.
#[derive(Clone, Debug)]
pub(in crate::published) struct Part {
    pub(in crate::published) problem: Problem,
    pub(in crate::published) variables: Vec<usize>,
    pub(in crate::published) relations: Vec<usize>,
    pub(in crate::published) statements: Vec<usize>,
}

impl Problem {
    /// The problem of some relations and some statements alone. Statements on variables of none of the relations count too.
    pub(in crate::published) fn part(&self, relations: &[usize], statements: &[usize]) -> Part {
        let mut numbers: BTreeMap<usize, usize> = BTreeMap::new();
        let mut variables = Vec::new();
        let mut problem = Self::default();
        let relations: Vec<usize> = relations.iter().copied().filter(|index| *index < self.relations.len()).collect();
        let statements: Vec<usize> =
            statements.iter().copied().filter(|index| *index < self.statements.len()).collect();
        let used = relations.iter().filter_map(|index| self.relations.get(*index)).flat_map(Relation::variables);
        let stated = statements.iter().filter_map(|index| self.statements.get(*index)).map(|(variable, _)| *variable);
        for old in used.chain(stated) {
            numbers.entry(old).or_insert_with(|| {
                variables.push(old);
                problem.variables.extend(self.variables.get(old));
                variables.len().saturating_sub(1)
            });
        }
        let new = |old: usize| numbers.get(&old).copied().unwrap_or(0);
        problem.relations =
            relations.iter().filter_map(|index| self.relations.get(*index)).map(|one| one.mapped(new)).collect();
        problem.statements = statements
            .iter()
            .filter_map(|index| self.statements.get(*index))
            .map(|(variable, interval)| (new(*variable), *interval))
            .collect();
        Part { problem, variables, relations, statements }
    }
}
