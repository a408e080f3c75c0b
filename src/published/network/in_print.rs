//! Figures that are made of printed ones.
//!
//! A publisher may take the difference of two rates as they are printed, or print the sum of two printed rates. The result
//! differs from the rounded exact figure by a last digit or two, and is no error: it is another way to round. What is printed
//! of such a figure stands for all that the figures which it was made of stand for.

use super::build::Builder;
use super::statement::{Field, Reading};
use super::{Ends, Key, Origin, Relation};
use crate::published::{Changed, Figure, Interval, Printed, Qualifier};

impl Builder<'_> {
    /// Widens what is said by changes and by rates of classes where they are made of figures as printed.
    pub(super) fn allow_figures_made_of_printed_ones(&mut self) {
        let mut of_variable: Vec<Vec<usize>> = vec![Vec::new(); self.network.problem.variables.len()];
        for (index, statement) in self.network.statements.iter().enumerate() {
            if let Some(statements) = of_variable.get_mut(statement.variable) {
                statements.push(index);
            }
        }
        let wider: Vec<(usize, Interval)> = self.changes(&of_variable).chain(self.sums(&of_variable)).collect();
        for (statement, interval) in wider {
            if let Some((_, said)) = self.network.problem.statements.get_mut(statement) {
                *said = said.hull(interval);
            }
        }
    }

    /// The statements of changes that are those of two printed figures, with all that the two can stand for.
    fn changes(&self, of_variable: &[Vec<usize>]) -> impl Iterator<Item = (usize, Interval)> {
        let change = |ends: &Ends| -> Option<(usize, Interval)> {
            let index = *self.network.values.get(&ends.claim)?;
            let statement = self.network.statements.get(index)?;
            let Figure::Change(change) = self.claim_of(ends.claim)?.figure() else { return None };
            let said = statement.reading.interval(statement.printed)?;
            let printed = |(cell, category)| {
                let key = match change.of() {
                    Changed::Rate => Key::Rate(cell, category),
                    Changed::Households => Key::InClass(cell, category),
                };
                let variable = self.network.variable(key);
                let statements = variable.and_then(|variable| of_variable.get(variable)).into_iter().flatten();
                statements.filter_map(|index| self.rounded(*index)).collect::<Vec<Printed>>()
            };
            let fall = change.direction() == crate::published::Direction::Fall;
            let size = |earlier: Interval, later: Interval| match statement.reading {
                Reading::Plain | Reading::Times(_) if fall => Some(earlier.minus(later)),
                Reading::Plain | Reading::Times(_) => Some(later.minus(earlier)),
                Reading::Factor { .. } | Reading::FactorOver { .. } => {
                    later.over(earlier)?.intersection(Interval::NOT_NEGATIVE)
                }
            };
            let (earlier, later) = (printed(ends.earlier), printed(ends.later));
            let pairs = earlier.iter().flat_map(|earlier| later.iter().map(move |later| (earlier, later)));
            let wider = pairs.filter_map(|(earlier, later)| {
                let exactly = |one: &Printed| Interval::exactly(one.value());
                let made = size(exactly(earlier), exactly(later))?;
                made.intersection(said)?;
                size(earlier.interval(), later.interval())
            });
            Some((index, wider.reduce(Interval::hull)?))
        };
        self.network.changes.values().filter_map(change).collect::<Vec<_>>().into_iter()
    }

    /// The statements of rates that are the sums of the printed rates of two classes, with all that the two can stand for.
    fn sums(&self, of_variable: &[Vec<usize>]) -> impl Iterator<Item = (usize, Interval)> {
        let rates = |variable: usize| {
            let statements = of_variable.get(variable).into_iter().flatten().copied();
            let rates = statements.filter_map(|index| {
                let is_rate = self.network.statements.get(index)?.field == Field::Rate;
                Some((index, self.rounded(index)?)).filter(|_| is_rate)
            });
            rates.collect::<Vec<(usize, Printed)>>()
        };
        let mut wider = Vec::new();
        for (relation, origin) in self.network.problem.relations.iter().zip(&self.network.origins) {
            let Relation::Sum { whole, parts, complete: true } = relation else { continue };
            let &[first, second] = parts.as_ref() else { continue };
            if *origin != Origin::Classes {
                continue;
            }
            let (firsts, seconds) = (rates(first), rates(second));
            for (index, whole) in rates(*whole) {
                let pairs = firsts.iter().flat_map(|(_, first)| seconds.iter().map(move |(_, second)| (first, second)));
                let made = pairs.filter(|(first, second)| {
                    first.value().checked_add(second.value()).is_ok_and(|sum| sum == whole.value())
                });
                let stands_for = made.map(|(first, second)| first.interval().plus(second.interval()));
                wider.extend(stands_for.reduce(Interval::hull).map(|interval| (index, interval)));
            }
        }
        wider.into_iter()
    }

    /// The number of a statement, if it is one that was rounded and nothing else.
    fn rounded(&self, statement: usize) -> Option<Printed> {
        let statement = self.network.statements.get(statement)?;
        let plain = matches!(statement.printed.qualifier(), Qualifier::AsRounded | Qualifier::Exactly);
        (plain && statement.reading == Reading::Plain).then_some(statement.printed)
    }
}
