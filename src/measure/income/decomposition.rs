//! How groups make up the whole.

use super::approximate;
use super::exact_sum::exact_sum;
use super::ranked::Ranked;
use super::{Domain, Fgt, GeneralisedEntropy, IncomeError, IncomeMeasure, LineOf};
use crate::measure::Group;
use crate::quantity::{CountedUnit, Ratio};

/// A group's part in a measure of the whole.
#[derive(Clone, Debug, PartialEq)]
pub struct IncomeGroup {
    group: Group,
    population_share: Ratio,
    income_share: f64,
    value: f64,
}

impl IncomeGroup {
    fn of<U: CountedUnit>(part: &Domain<'_, U>, whole: &Domain<'_, U>, value: f64) -> Result<Self, IncomeError> {
        let total = approximate::signed(whole.distribution().total_units()?);
        let own = approximate::signed(part.distribution().total_units()?);
        Ok(Self {
            group: part.group().clone(),
            population_share: part.weight().share_of(whole.weight())?,
            income_share: if total > 0.0 { own / total } else { 0.0 },
            value,
        })
    }

    /// Which group.
    #[must_use]
    pub const fn group(&self) -> &Group {
        &self.group
    }

    /// Its share of the population, exact.
    #[must_use]
    pub const fn population_share(&self) -> Ratio {
        self.population_share
    }

    /// Its share of all income; 0 where incomes sum to zero or less.
    #[must_use]
    pub const fn income_share(&self) -> f64 {
        self.income_share
    }

    /// The measure in the group.
    #[must_use]
    pub const fn value(&self) -> f64 {
        self.value
    }
}

/// The groups of an FGT measure: the whole is the mean of the groups, weighed by their shares of the population, exactly
/// (Foster, Greer and Thorbecke 1984).
///
/// That holds under one line for all: a line relative to the population, or fixed, not one that is each domain's own.
#[derive(Clone, Debug, PartialEq)]
pub struct FgtDecomposition {
    value: f64,
    groups: Vec<IncomeGroup>,
}

impl FgtDecomposition {
    /// Decomposes a measure of a domain by groups that part it.
    ///
    /// # Errors
    /// [`IncomeError::NotAPartition`] if the groups don't hold each row once; [`IncomeError::Different`] if each domain has a
    /// line of its own; those of the measure.
    pub fn of<U: CountedUnit>(
        measure: &Fgt,
        whole: &Domain<'_, U>,
        parts: &[Domain<'_, U>],
    ) -> Result<Self, IncomeError> {
        must_part(whole, parts)?;
        if measure.line().as_relative().is_some_and(|line| line.of() == LineOf::Domain) {
            return Err(IncomeError::Different {
                what: "lines of the whole and of its groups",
                left: format!("that of {}", whole.group()),
                right: "each group's own".to_owned(),
            });
        }
        let groups = parts.iter().map(|part| IncomeGroup::of(part, whole, measure.value(part)?));
        Ok(Self { value: measure.value(whole)?, groups: groups.collect::<Result<_, _>>()? })
    }

    /// The measure of the whole.
    #[must_use]
    pub const fn value(&self) -> f64 {
        self.value
    }

    /// The groups.
    #[must_use]
    pub fn groups(&self) -> &[IncomeGroup] {
        &self.groups
    }

    /// The share of the whole measure that comes from each group, in their order; `None` if the measure is 0. They sum to 1.
    #[must_use]
    pub fn contributions(&self) -> Option<Vec<f64>> {
        let share = |group: &IncomeGroup| group.population_share.to_f64() * group.value / self.value;
        (self.value > 0.0).then(|| self.groups.iter().map(share).collect())
    }
}

/// The groups of a generalised entropy measure: inequality within them and between their means, exactly (Shorrocks 1980).
///
/// `within = sum s_l (mu_l / mu)^a GE_l`, `between` is the measure of the group means.
#[derive(Clone, Debug, PartialEq)]
pub struct EntropyDecomposition {
    value: f64,
    within: f64,
    between: f64,
    groups: Vec<IncomeGroup>,
}

impl EntropyDecomposition {
    /// Decomposes a measure of a domain by groups that part it. Groups without an income that the measure is defined for have
    /// no part in it.
    ///
    /// # Errors
    /// [`IncomeError::NotAPartition`]; those of the measure.
    pub fn of<U: CountedUnit>(
        measure: &GeneralisedEntropy,
        whole: &Domain<'_, U>,
        parts: &[Domain<'_, U>],
    ) -> Result<Self, IncomeError> {
        must_part(whole, parts)?;
        let whole = measure.measured(whole)?;
        let (mean, value) = measure.mean_and_value(&whole)?;
        let mut groups = Vec::new();
        let (mut within, mut between) = (Vec::new(), Vec::new());
        for part in parts {
            let part = match measure.measured(part) {
                Err(IncomeError::Empty { .. }) => continue,
                part => part?,
            };
            let share = part.weight().share_of(whole.weight())?.to_f64();
            let own_mean = part.distribution().mean()?.to_f64();
            // A group whose incomes are all zero has a value by its mean alone.
            let own = if own_mean > 0.0 { measure.mean_and_value(&part)?.1 } else { 0.0 };
            within.push(share * (own_mean / mean).powf(measure.sensitivity().to_f64()) * own);
            between.push(share * measure.term(own_mean / mean));
            groups.push(IncomeGroup::of(&part, &whole, own)?);
        }
        Ok(Self { value, within: exact_sum(within), between: exact_sum(between), groups })
    }

    /// The measure of the whole.
    #[must_use]
    pub const fn value(&self) -> f64 {
        self.value
    }

    /// What inequality within the groups adds.
    #[must_use]
    pub const fn within(&self) -> f64 {
        self.within
    }

    /// What would be left if everybody had the mean of their group.
    #[must_use]
    pub const fn between(&self) -> f64 {
        self.between
    }

    /// The groups.
    #[must_use]
    pub fn groups(&self) -> &[IncomeGroup] {
        &self.groups
    }
}

/// The groups of a Gini index, which does not break up into them: inequality between their means, within them, and a remainder
/// by which their incomes overlap (Bhattacharya and Mahalanobis 1967; Pyatt 1976).
///
/// `G = between + sum s_l theta_l G_l + overlap`, `s` shares of the population, `theta` of income. The overlap is zero only if the
/// groups occupy separate ranges of income.
#[derive(Clone, Debug, PartialEq)]
pub struct GiniDecomposition {
    value: f64,
    within: f64,
    between: f64,
    groups: Vec<IncomeGroup>,
}

impl GiniDecomposition {
    /// Decomposes the index of a domain by groups that part it. A group without income has no index of its own; it takes part
    /// between the groups.
    ///
    /// # Errors
    /// [`IncomeError::NotAPartition`]; [`IncomeError::TotalNotPositive`] for the whole, or for a group of negative income.
    pub fn of<U: CountedUnit>(whole: &Domain<'_, U>, parts: &[Domain<'_, U>]) -> Result<Self, IncomeError> {
        must_part(whole, parts)?;
        let value = super::Gini::POPULATION.value(whole)?;
        let mut groups = Vec::new();
        let (mut within, mut means) = (Vec::new(), Vec::new());
        for part in parts {
            let own =
                if part.distribution().total_units()? == 0 { 0.0 } else { super::Gini::POPULATION.value(part)? };
            let group = IncomeGroup::of(part, whole, own)?;
            let share = group.population_share.to_f64();
            within.push(share * group.income_share * own);
            means.push((share, part.distribution().mean()?.to_f64()));
            groups.push(group);
        }
        let mean = whole.distribution().mean()?.to_f64();
        let between = Ranked::of(means).differences() / (2.0 * mean);
        Ok(Self { value, within: exact_sum(within), between, groups })
    }

    /// The index of the whole.
    #[must_use]
    pub const fn value(&self) -> f64 {
        self.value
    }

    /// What inequality within the groups adds.
    #[must_use]
    pub const fn within(&self) -> f64 {
        self.within
    }

    /// The index if everybody had the mean of their group.
    #[must_use]
    pub const fn between(&self) -> f64 {
        self.between
    }

    /// What remains: how far the incomes of the groups overlap.
    #[must_use]
    pub fn overlap(&self) -> f64 {
        self.value - self.between - self.within
    }

    /// The groups.
    #[must_use]
    pub fn groups(&self) -> &[IncomeGroup] {
        &self.groups
    }
}

/// Refuses groups that do not hold each row of the whole exactly once.
fn must_part<U: CountedUnit>(whole: &Domain<'_, U>, parts: &[Domain<'_, U>]) -> Result<(), IncomeError> {
    let mut rows: Vec<usize> = parts.iter().flat_map(|part| part.row_numbers().iter().copied()).collect();
    rows.sort_unstable();
    if rows == whole.row_numbers() {
        return Ok(());
    }
    Err(IncomeError::NotAPartition { group: whole.group().to_string(), rows: whole.rows(), held: rows.len() })
}
