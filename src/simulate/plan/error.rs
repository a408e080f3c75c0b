//! What can be wrong with a plan's data.

use crate::measure::MeasureError;
use crate::quantity::{Money, QuantityError, Ratio};
use crate::simulate::intervention::InterventionError;
use thiserror::Error;

/// Why there is no plan.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Error)]
pub enum PlanError {
    /// An intervention, a limit or a budget line is given twice.
    #[error("{thing} `{id}` is given twice, expected once")]
    Duplicate {
        /// What it is.
        thing: &'static str,
        /// Its id.
        id: String,
    },
    /// An intervention that changes nothing.
    #[error("intervention `{intervention}` removes no deprivation, expected at least one indicator")]
    RemovesNothing {
        /// Its id.
        intervention: String,
    },
    /// An intervention names an indicator that the measure lacks.
    #[error("intervention `{intervention}` removes `{indicator}`, which is no indicator of the measure")]
    UnknownIndicator {
        /// Its id.
        intervention: String,
        /// The indicator named.
        indicator: String,
    },
    /// More interventions than whose bundles can be listed.
    #[error("{given} interventions, expected at most {max}: every bundle of them is a choice", max = super::Planner::INTERVENTIONS_MAX)]
    TooManyInterventions {
        /// How many there are.
        given: usize,
    },
    /// Nothing holds an intervention back: it has neither a budget line with an amount nor a capacity.
    #[error(
        "the plan is unbounded: intervention `{intervention}` draws on line `{line}`, which has no amount, and has no capacity"
    )]
    Unbounded {
        /// Its id.
        intervention: String,
        /// The line without an amount.
        line: String,
    },
    /// A cost or an amount that is negative, or no whole number of minor units, or too large.
    #[error("{thing} is {amount}, expected a whole number of minor units from 0 to 2^53")]
    Amount {
        /// What it is of.
        thing: String,
        /// The amount.
        amount: Money,
    },
    /// Amounts in two currencies.
    #[error("{thing} is {amount}, expected {expected} as in the rest of the plan")]
    CurrencyMismatch {
        /// What it is of.
        thing: String,
        /// The amount.
        amount: Money,
        /// The code of the currency expected.
        expected: &'static str,
    },
    /// A choice that does not tell its use of each limit.
    #[error("a choice of class {class} uses {given} limits, expected {expected}")]
    UseCount {
        /// Number of the class, from 0.
        class: usize,
        /// How many it tells.
        given: usize,
        /// How many limits there are.
        expected: usize,
    },
    /// Numbers too large for sums that are proven.
    #[error("the {thing} of all households is over 2^60: state values and costs in larger units")]
    TooLarge {
        /// What is too large.
        thing: &'static str,
    },
    /// A share that is none, or shares that come to more than the whole.
    #[error("the share {thing} is {share}, expected 0 to 1, all of them together too")]
    Share {
        /// Of what and for whom.
        thing: String,
        /// The share.
        share: Ratio,
    },
    /// A line without an amount where one is needed.
    #[error("line `{line}` has no amount, expected one before a share of it is reserved")]
    UnknownLine {
        /// The line.
        line: String,
    },
    /// Households whose removals are not those of the interventions.
    #[error("{given} interventions remove something of the households, expected one mask for each of {expected}")]
    RemovalCount {
        /// How many masks there are.
        given: usize,
        /// How many interventions.
        expected: usize,
    },
    /// No plan was found that reaches as many households as groups must at least have; there may be one.
    #[error("at least {demanded} households must get something, a plan for {found} was found, held back by {binding}")]
    NotFound {
        /// What the plan must attain.
        demanded: u64,
        /// What the plan found attains.
        found: u64,
        /// The limit whose price is highest.
        binding: String,
    },
    /// More must be reached than can be.
    #[error("at least {} is demanded, and {binding} allows no more than {}", fraction(*demanded, *unit), fraction(*bound, *unit))]
    Infeasible {
        /// What the plan must attain, over the unit.
        demanded: u64,
        /// A value that no plan exceeds, over the unit.
        bound: u64,
        /// What the two are fractions of.
        unit: u64,
        /// The limit whose price is highest.
        binding: String,
    },
    /// A household that does not stand for a whole number of households.
    #[error(
        "household `{household}` stands for {weight} households, expected a whole number: a plan is of whole households"
    )]
    Weight {
        /// The household.
        household: String,
        /// Its weight.
        weight: String,
    },
    /// Of interventions.
    #[error(transparent)]
    Intervention(#[from] InterventionError),
    /// Of a measure.
    #[error(transparent)]
    Measure(#[from] MeasureError),
    /// Of a number.
    #[error(transparent)]
    Quantity(#[from] QuantityError),
}

impl PlanError {
    /// A stable code for machines, such as `simulate/unbounded`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Duplicate { .. } => "simulate/duplicate",
            Self::RemovesNothing { .. } => "simulate/removes-nothing",
            Self::UnknownIndicator { .. } => "simulate/unknown-indicator",
            Self::TooManyInterventions { .. } => "simulate/too-many-interventions",
            Self::Unbounded { .. } => "simulate/unbounded",
            Self::Amount { .. } => "simulate/amount",
            Self::CurrencyMismatch { .. } => "simulate/currency-mismatch",
            Self::UseCount { .. } => "simulate/use-count",
            Self::TooLarge { .. } => "simulate/too-large",
            Self::Share { .. } => "simulate/share",
            Self::UnknownLine { .. } => "simulate/unknown-line",
            Self::RemovalCount { .. } => "simulate/removal-count",
            Self::NotFound { .. } => "simulate/not-found",
            Self::Infeasible { .. } => "simulate/infeasible",
            Self::Weight { .. } => "simulate/weight",
            Self::Intervention(error) => error.code(),
            Self::Measure(error) => error.code(),
            Self::Quantity(error) => error.code(),
        }
    }
}

/// A value in its unit, for messages.
fn fraction(value: u64, unit: u64) -> String {
    Ratio::of(value.into(), unit.into()).map_or_else(|_| format!("{value} of {unit}"), |ratio| ratio.to_string())
}
