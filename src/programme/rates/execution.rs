//! How much of the money was used.

use super::RatesError;
use crate::programme::BudgetLine;
use crate::programme::ledger::{Statement, Totals};
use crate::quantity::{Currency, Money, Ratio};
use std::collections::BTreeMap;

/// The sums of some lines, with money of the year's own plan and money that was carried in told apart.
///
/// ```
/// use poverty::journal::Entry;
/// use poverty::programme::ledger::{Amount, BudgetRules, Flow, Ledger, Movement};
/// use poverty::programme::rates::Execution;
/// use poverty::programme::{BudgetLine, Capital, FiscalYear, FundingSource};
/// use poverty::quantity::{Currency, Money, Ratio};
/// let mut ledger = Ledger::new(Currency::VND, BudgetRules::viet_nam()?);
/// let year = FiscalYear::new(2023)?;
/// let line = ledger.open(BudgetLine::new("3.1", FundingSource::CentralBudget, Capital::Recurrent, "66", year)?)?;
/// for (id, day, flow, units) in [
///     (1, "2023-01-10", Flow::Appropriation, 1_000),
///     (2, "2023-02-01", Flow::Release, 800),
///     (3, "2023-05-20", Flow::Disbursement, 250),
/// ] {
///     ledger.post(Entry::new(id, day.parse()?, Movement::on(line, flow, ledger.amount(Money::vnd(units))?)))?;
/// }
/// let execution = Execution::of(&ledger.as_of("2023-12-31".parse()?).statement(), |line| line.component() == "3.1");
/// assert_eq!(execution.disbursement_rate_of_plan()?, Ratio::new(1, 4)?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Execution {
    plan: Totals,
    carried: Totals,
}

impl Execution {
    /// Nothing, in a currency.
    #[must_use]
    pub const fn zero(currency: Currency) -> Self {
        Self { plan: Totals::zero(currency), carried: Totals::zero(currency) }
    }

    /// Of the lines that a question is about.
    #[must_use]
    pub fn of(statement: &Statement<'_>, of: impl Fn(&BudgetLine) -> bool) -> Self {
        Self {
            plan: statement.total(|line| of(line) && !line.is_carried()),
            carried: statement.total(|line| of(line) && line.is_carried()),
        }
    }

    /// By whatever lines have in common: the project, the source, the kind of capital, the place, the year.
    #[must_use]
    pub fn by<K: Ord>(statement: &Statement<'_>, key: impl Fn(&BudgetLine) -> K) -> BTreeMap<K, Self> {
        let mut groups: BTreeMap<K, Self> = BTreeMap::new();
        for (_, line, totals) in statement.lines() {
            let zero = || Self::zero(totals.plan().currency());
            let group = groups.entry(key(line)).or_insert_with(zero);
            let sum = if line.is_carried() { &mut group.carried } else { &mut group.plan };
            *sum = sum.plus(totals);
        }
        groups
    }

    /// The sum with that of other lines of the same currency.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        Self { plan: self.plan.plus(&other.plan), carried: self.carried.plus(&other.carried) }
    }

    /// The sums of lines of the year's own plan.
    #[must_use]
    pub const fn own_plan(&self) -> &Totals {
        &self.plan
    }

    /// The sums of lines whose money was carried in.
    #[must_use]
    pub const fn carried(&self) -> &Totals {
        &self.carried
    }

    /// The sums of both.
    #[must_use]
    pub fn all(&self) -> Totals {
        self.plan.plus(&self.carried)
    }

    /// Disbursed from the year's plan, of that plan after supplements and reallocations.
    ///
    /// # Errors
    /// [`RatesError::NothingPlanned`].
    pub fn disbursement_rate_of_plan(&self) -> Result<Ratio, RatesError> {
        rate(self.plan.disbursed(), self.plan.plan(), "disbursement rate", "the plan")
    }

    /// Disbursed from the plan and from what was carried in, of both.
    ///
    /// # Errors
    /// [`RatesError::NothingPlanned`].
    pub fn disbursement_rate(&self) -> Result<Ratio, RatesError> {
        let all = self.all();
        rate(all.disbursed(), all.available(), "disbursement rate with carried-over money", "plan and carried-in money")
    }

    /// Carried out into the next year, of the plan and what was carried in.
    ///
    /// # Errors
    /// [`RatesError::NothingPlanned`].
    pub fn carry_over_rate(&self) -> Result<Ratio, RatesError> {
        let all = self.all();
        rate(all.carried_out(), all.available(), "carry-over rate", "plan and carried-in money")
    }

    /// Committed, of what could be used.
    ///
    /// # Errors
    /// [`RatesError::NothingPlanned`].
    pub fn commitment_rate(&self) -> Result<Ratio, RatesError> {
        let all = self.all();
        rate(all.committed(), all.available(), "commitment rate", "plan and carried-in money")
    }

    /// What could still be disbursed: plan and carried-in money without what was disbursed, refunded, cancelled or
    /// carried out.
    #[must_use]
    pub fn left(&self) -> Money {
        self.all().balance()
    }
}

fn rate(part: Money, whole: Money, rate: &'static str, named: &'static str) -> Result<Ratio, RatesError> {
    if whole.is_zero() {
        return Err(RatesError::NothingPlanned { rate, whole: named });
    }
    Ok(part.ratio_to(whole)?)
}
