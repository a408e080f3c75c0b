//! What can go wrong with a measure of incomes.

use crate::measure::MeasureError;
use crate::quantity::{Currency, Money, QuantityError, Ratio};
use crate::standard::StandardError;
use thiserror::Error;

/// Why a distribution of incomes could not be described or measured.
///
/// What is undefined is an error that says so: no measure returns NaN or infinity.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Error)]
pub enum IncomeError {
    /// A number can't be made or computed exactly.
    #[error(transparent)]
    Quantity(#[from] QuantityError),
    /// A survey design does not fit, or can't give an error.
    #[error(transparent)]
    Measure(#[from] MeasureError),
    /// A standard has no line for an area on a day.
    #[error(transparent)]
    Standard(#[from] StandardError),

    /// An income in another currency than those before it.
    #[error("row {row}: income {income} is not in {}, the currency of the incomes", expected.code())]
    Currency {
        /// Position of the row, from 0.
        row: usize,
        /// The income.
        income: Money,
        /// Currency of the incomes.
        expected: Currency,
    },
    /// Incomes so large and so finely divided that they don't fit one integer scale.
    #[error("row {row}: income {income} does not fit 18 digits beside incomes of {decimals} decimals; round it first")]
    TooFine {
        /// Position of the row, from 0.
        row: usize,
        /// The income.
        income: Money,
        /// Decimals of the incomes so far, or of this one if it has more.
        decimals: u32,
    },
    /// Two distributions, or two results, that do not belong together.
    #[error("the {what} differ: {left} against {right}")]
    Different {
        /// What differs: currencies, rows.
        what: &'static str,
        /// On the left.
        left: String,
        /// On the right.
        right: String,
    },

    /// There is nobody with a known income and a positive weight: nothing about the group is defined.
    #[error("no known income with a positive weight in {group}: its measures are undefined")]
    Empty {
        /// The group.
        group: String,
    },
    /// A measure that divides by total income was asked of incomes that sum to zero or less.
    #[error("the incomes of {group} sum to {total}, expected more than 0: {measure} is undefined")]
    TotalNotPositive {
        /// The group.
        group: String,
        /// The weighted sum.
        total: String,
        /// The measure.
        measure: String,
    },
    /// A measure of positive incomes met one that is zero or negative, and was told to refuse it.
    #[error("{rows} incomes of {group} are not above 0, the first in row {first}: {measure} is undefined for them")]
    NotPositive {
        /// The group.
        group: String,
        /// How many rows.
        rows: usize,
        /// The first of them.
        first: usize,
        /// The measure.
        measure: String,
    },
    /// Nobody is poor, so what is said about the poor is undefined.
    #[error("nobody is poor in {group}: {measure} is undefined")]
    NobodyPoor {
        /// The group.
        group: String,
        /// The measure.
        measure: String,
    },
    /// The denominator of a ratio of incomes is zero or less.
    #[error("the {part} of {group} is {value}, expected more than 0: {measure} is undefined")]
    PartNotPositive {
        /// What the measure divides by.
        part: &'static str,
        /// Its value.
        value: String,
        /// The group.
        group: String,
        /// The measure.
        measure: String,
    },
    /// All incomes are equal, so they have no density, and errors that need it are undefined.
    #[error("all incomes of {group} are equal: the density at {at}, which the error of {measure} needs, is undefined")]
    NoSpread {
        /// The group.
        group: String,
        /// Where the density was asked for.
        at: f64,
        /// The measure.
        measure: String,
    },
    /// A result leaves the range of binary64 numbers.
    #[error("{measure} of {group} exceeds the range of binary64 numbers")]
    NotFinite {
        /// The group.
        group: String,
        /// The measure.
        measure: String,
    },

    /// Groups that do not hold each row of the whole once, so nothing adds up.
    #[error("the groups hold {held} rows, expected each of the {rows} rows of {group} once")]
    NotAPartition {
        /// The whole.
        group: String,
        /// Its rows.
        rows: usize,
        /// Rows of the groups together.
        held: usize,
    },
    /// A poverty line that is zero or less.
    #[error("poverty line {line} is out of range, expected more than 0")]
    LineNotPositive {
        /// The line.
        line: String,
    },
    /// Lines were given for another number of rows than there are incomes.
    #[error("lines were given for {lines} rows, expected {rows}: one for each income")]
    LineCount {
        /// How many rows have a line.
        lines: usize,
        /// How many rows have an income, known or not.
        rows: usize,
    },
    /// A parameter outside the range in which the measure is defined.
    #[error("{parameter} {value} is out of range, expected {expected}")]
    Parameter {
        /// What it is: alpha, epsilon, quantile.
        parameter: &'static str,
        /// Its value.
        value: Ratio,
        /// The range.
        expected: &'static str,
    },
    /// A price index or a conversion rate that is zero or less, or is not given.
    #[error("{what} for `{at}` is {value}, expected a number above 0")]
    Price {
        /// Index or rate.
        what: &'static str,
        /// The period or place asked for.
        at: String,
        /// What was found.
        value: String,
    },

    /// A standard that does not look at income has no bands of it.
    #[error("standard `{standard}` has no income lines, expected at least one")]
    NoIncomeLines {
        /// The standard.
        standard: String,
    },
    /// Points that can't be on a Lorenz curve.
    #[error("point {number} of the Lorenz curve ({population}, {income}) is impossible: {expected}")]
    LorenzPoint {
        /// Its number, from 1.
        number: usize,
        /// Cumulative share of the population.
        population: f64,
        /// Cumulative share of income.
        income: f64,
        /// What was expected.
        expected: &'static str,
    },
    /// Published shares that sum to something else than one, past what rounding explains.
    #[error("the shares of {what} sum to {sum}, expected 1 or at most 1 % off")]
    SharesSum {
        /// Population or income.
        what: &'static str,
        /// The sum.
        sum: Ratio,
    },
    /// Too few points to fit a curve.
    #[error("{given} points between the ends of the Lorenz curve, expected at least {expected}")]
    TooFewPoints {
        /// How many were given.
        given: usize,
        /// How many parameters are fitted.
        expected: usize,
    },
    /// The points do not determine the parameters of a curve.
    #[error("the points do not determine the {curve} Lorenz curve: {reason}")]
    NoFit {
        /// The curve.
        curve: String,
        /// Why not.
        reason: &'static str,
    },
    /// A fitted curve is no Lorenz curve where it is needed.
    #[error("the fitted {curve} curve is not a Lorenz curve: {reason}")]
    InvalidCurve {
        /// The curve.
        curve: String,
        /// What it violates.
        reason: String,
    },
}

impl IncomeError {
    /// A stable, documented code of this kind of error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Quantity(error) => error.code(),
            Self::Measure(error) => error.code(),
            Self::Standard(error) => error.code(),
            Self::Currency { .. } => "measure/income-currency",
            Self::TooFine { .. } => "measure/income-too-fine",
            Self::Different { .. } => "measure/incomes-differ",
            Self::Empty { .. } => "measure/no-incomes",
            Self::TotalNotPositive { .. } => "measure/total-income-not-positive",
            Self::NotPositive { .. } => "measure/income-not-positive",
            Self::NobodyPoor { .. } => "measure/nobody-income-poor",
            Self::PartNotPositive { .. } => "measure/income-part-not-positive",
            Self::NoSpread { .. } => "measure/no-spread",
            Self::NotFinite { .. } => "measure/not-finite",
            Self::NotAPartition { .. } => "measure/not-a-partition",
            Self::LineNotPositive { .. } => "measure/line-not-positive",
            Self::LineCount { .. } => "measure/line-count",
            Self::Parameter { .. } => "measure/parameter-out-of-range",
            Self::Price { .. } => "measure/price",
            Self::NoIncomeLines { .. } => "measure/no-income-lines",
            Self::LorenzPoint { .. } => "measure/lorenz-point",
            Self::SharesSum { .. } => "measure/shares-sum",
            Self::TooFewPoints { .. } => "measure/too-few-points",
            Self::NoFit { .. } => "measure/no-fit",
            Self::InvalidCurve { .. } => "measure/invalid-curve",
        }
    }
}
