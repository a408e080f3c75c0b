//! Populations and the domains in them: for whom a measure is asked.

use super::{Distribution, IncomeError, Incomes, approximate};
use crate::measure::Group;
use crate::quantity::{CountedUnit, Households, TotalWeight};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a measure that is defined for positive incomes does with the others. Peers differ, some leave them out in silence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NonPositive {
    /// Rows with a zero or negative income leave the population and are counted as dropped.
    LeaveOut,
    /// A zero or negative income is an error that names its row.
    Refuse,
    /// Zero incomes stay where the formula has a value or a limit at zero; elsewhere, and for negative incomes, as
    /// [`NonPositive::Refuse`].
    KeepZeros,
}

/// The rows of a population, or of a part of it, that have a known income and a positive weight.
///
/// A domain of a population is not a population of its own: a line that is relative to the population stays so
/// ([`LineOf`](super::LineOf)), and the errors of a domain come from the whole design.
#[derive(Clone, Debug)]
pub struct Domain<'a, U: CountedUnit = Households> {
    incomes: &'a Incomes<U>,
    group: Group,
    /// The population that the domain is a part of; `None` for a population itself.
    population: Option<&'a Domain<'a, U>>,
    /// Rows that count, rising.
    rows: Vec<usize>,
    /// Rows that would count if their income were known, or were one that the measure is defined for, rising.
    dropped: Vec<usize>,
    distribution: Distribution<U>,
}

/// A row that counts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    pub(super) number: usize,
    pub(super) weight: f64,
    pub(super) income: f64,
    /// Income in units of the common scale, for exact comparisons.
    pub(super) units: i64,
}

impl<'a, U: CountedUnit> Domain<'a, U> {
    pub(super) fn population(
        incomes: &'a Incomes<U>,
        group: Group,
        mut contains: impl FnMut(usize) -> bool,
    ) -> Result<Self, IncomeError> {
        let weighted = |row: &usize| incomes.weight_of(*row).billionths() > 0;
        let inside: Vec<usize> = (0..incomes.len()).filter(|row| contains(*row)).filter(weighted).collect();
        let (rows, dropped) = inside.into_iter().partition(|row| incomes.units_of(*row).is_some());
        Self::of(incomes, group, None, rows, dropped)
    }

    /// The rows of this domain for which a condition holds, as a domain of the same population.
    ///
    /// # Errors
    /// [`IncomeError::Empty`] if none of them has a known income.
    pub fn domain<'b>(
        &'b self,
        group: Group,
        mut contains: impl FnMut(usize) -> bool,
    ) -> Result<Domain<'b, U>, IncomeError> {
        let rows = self.rows.iter().copied().filter(|row| contains(*row)).collect();
        let dropped = self.dropped.iter().copied().filter(|row| contains(*row)).collect();
        Domain::of(self.incomes, group, Some(self.reference()), rows, dropped)
    }

    /// The domains of the levels of an axis, in the order of the levels. A row without a level (`None`) is in none of them,
    /// and neither is a level at which no income is known.
    ///
    /// # Errors
    /// [`crate::quantity::QuantityError::Overflow`] as for the population.
    pub fn by<'b, L: Ord + ToString>(
        &'b self,
        axis: &str,
        mut level: impl FnMut(usize) -> Option<L>,
    ) -> Result<Vec<Domain<'b, U>>, IncomeError> {
        let mut levels: BTreeMap<L, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
        for row in &self.rows {
            if let Some(level) = level(*row) {
                levels.entry(level).or_default().0.push(*row);
            }
        }
        for row in &self.dropped {
            if let Some(level) = level(*row) {
                levels.entry(level).or_default().1.push(*row);
            }
        }
        let with_incomes = levels.into_iter().filter(|(_, (rows, _))| !rows.is_empty());
        with_incomes
            .map(|(level, (rows, dropped))| {
                let group = self.group.clone().and(axis, level.to_string());
                Domain::of(self.incomes, group, Some(self.reference()), rows, dropped)
            })
            .collect()
    }

    fn of(
        incomes: &'a Incomes<U>,
        group: Group,
        population: Option<&'a Domain<'a, U>>,
        rows: Vec<usize>,
        dropped: Vec<usize>,
    ) -> Result<Self, IncomeError> {
        if rows.is_empty() {
            return Err(IncomeError::Empty { group: group.to_string() });
        }
        let weighted = rows.iter().filter_map(|row| Some((incomes.units_of(*row)?, incomes.weight_of(*row))));
        let distribution = Distribution::of_units(incomes.currency(), incomes.decimals(), weighted)?;
        Ok(Self { incomes, group, population, rows, dropped, distribution })
    }

    /// The part of the domain for which a measure of positive incomes is defined; `zeros` says whether it is at zero.
    pub(super) fn positive(
        &self,
        policy: NonPositive,
        zeros: bool,
        measure: &str,
    ) -> Result<Domain<'a, U>, IncomeError> {
        let least = if zeros && policy == NonPositive::KeepZeros { 0 } else { 1 };
        let (rows, outside): (Vec<usize>, Vec<usize>) =
            self.rows.iter().partition(|row| self.incomes.units_of(**row).is_some_and(|units| units >= least));
        match outside.first() {
            None => return Ok(self.clone()),
            Some(first) if policy != NonPositive::LeaveOut => {
                return Err(IncomeError::NotPositive {
                    group: self.group.to_string(),
                    rows: outside.len(),
                    first: *first,
                    measure: measure.to_owned(),
                });
            }
            Some(_) => {}
        }
        let mut dropped = self.dropped.clone();
        dropped.extend(outside);
        dropped.sort_unstable();
        Self::of(self.incomes, self.group.clone(), self.population, rows, dropped)
    }

    /// The population that this is a domain of; itself if it is a population.
    #[must_use]
    pub fn reference(&self) -> &Domain<'a, U> {
        self.population.unwrap_or(self)
    }

    /// What the domain is called.
    #[must_use]
    pub const fn group(&self) -> &Group {
        &self.group
    }

    /// The incomes of which the domain is a part.
    #[must_use]
    pub const fn incomes(&self) -> &'a Incomes<U> {
        self.incomes
    }

    /// How many rows count.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows.len()
    }

    /// How many rows of the domain do not count because their income is not known, or is one that the measure is not
    /// defined for.
    #[must_use]
    pub fn dropped(&self) -> usize {
        self.dropped.len()
    }

    /// Positions of the rows that count, rising.
    #[must_use]
    pub fn row_numbers(&self) -> &[usize] {
        &self.rows
    }

    /// Weight of the rows that count.
    #[must_use]
    pub fn weight(&self) -> TotalWeight<U> {
        self.distribution.population()
    }

    /// The distribution of the incomes that count.
    #[must_use]
    pub const fn distribution(&self) -> &Distribution<U> {
        &self.distribution
    }

    /// Weight of the rows that count, for formulas.
    pub(super) fn total_weight(&self) -> f64 {
        approximate::weight(self.distribution.total_weight())
    }

    /// The rows that count, in their order.
    pub(super) fn iter(&self) -> impl ExactSizeIterator<Item = Row> + Clone {
        let decimals = self.incomes.decimals();
        self.rows.iter().map(move |row| {
            let units = self.incomes.units_of(*row).unwrap_or_default();
            let weight = approximate::weight(self.incomes.weight_of(*row).billionths().into());
            Row { number: *row, weight, income: approximate::scaled(units.into(), decimals), units }
        })
    }
}
