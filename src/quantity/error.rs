//! What can go wrong with a number.

use super::Currency;
use rust_decimal::Decimal;
use thiserror::Error;

/// Why a quantity could not be made or computed.
///
/// Each message names the thing, its value and what was expected.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum QuantityError {
    /// A text is not a number of the wanted form.
    #[error("{thing} `{text}` can't be read, expected {expected}")]
    Unreadable {
        /// What was being read.
        thing: &'static str,
        /// The text as found.
        text: String,
        /// The form that is accepted.
        expected: &'static str,
    },
    /// A value lies outside the range of its type.
    #[error("{thing} {value} is out of range, expected {expected}")]
    OutOfRange {
        /// What was being made.
        thing: &'static str,
        /// The value as given.
        value: String,
        /// The range that is accepted.
        expected: &'static str,
    },
    /// A number has more decimals than the fixed-point type keeps; rounding it would lose something in silence.
    #[error("{thing} {value} does not fit {decimals} decimals; round it first, by a rule of your choice")]
    TooPrecise {
        /// What was being made.
        thing: &'static str,
        /// The value as given.
        value: String,
        /// How many decimals the type keeps.
        decimals: u32,
    },
    /// A result is too large for its exact type.
    #[error("{operation} overflows: {left} and {right}")]
    Overflow {
        /// The operation.
        operation: &'static str,
        /// The left operand.
        left: String,
        /// The right operand.
        right: String,
    },
    /// A ratio with denominator zero: the rate of an empty group is undefined, neither 0 nor infinite.
    #[error("{numerator} / 0 is undefined: the rate of an empty group does not exist")]
    ZeroDenominator {
        /// The numerator.
        numerator: String,
    },
    /// Two amounts of different currencies can't be added or compared.
    #[error("{left} and {right} are different currencies: convert one by a stated rate first")]
    CurrencyMismatch {
        /// Currency of the left operand.
        left: Currency,
        /// Currency of the right operand.
        right: Currency,
    },
    /// A currency has no minor unit, so an amount in it can't be split into payable parts.
    #[error("{currency} has no minor unit in ISO 4217, so {amount} can't be split into payable parts")]
    NoMinorUnit {
        /// The currency.
        currency: Currency,
        /// The amount that was to be split.
        amount: Decimal,
    },
    /// Splitting by shares that are all zero.
    #[error("{amount} can't be split by {shares} shares that sum to zero")]
    NoShares {
        /// The amount that was to be split.
        amount: Decimal,
        /// How many shares were given.
        shares: usize,
    },
    /// A period whose end does not lie after its start.
    #[error("period from {start} to {end} (exclusive) is empty: the end must lie after the start")]
    EmptyPeriod {
        /// First day.
        start: chrono::NaiveDate,
        /// The day after the last.
        end: chrono::NaiveDate,
    },
}

impl QuantityError {
    /// A stable, documented code of this kind of error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "quantity/unreadable",
            Self::OutOfRange { .. } => "quantity/out-of-range",
            Self::TooPrecise { .. } => "quantity/too-precise",
            Self::Overflow { .. } => "quantity/overflow",
            Self::ZeroDenominator { .. } => "quantity/zero-denominator",
            Self::CurrencyMismatch { .. } => "quantity/currency-mismatch",
            Self::NoMinorUnit { .. } => "quantity/no-minor-unit",
            Self::NoShares { .. } => "quantity/no-shares",
            Self::EmptyPeriod { .. } => "quantity/empty-period",
        }
    }

    #[expect(clippy::needless_pass_by_value, reason = "callers hand over numbers and temporaries")]
    pub(crate) fn overflow(operation: &'static str, left: impl ToString, right: impl ToString) -> Self {
        Self::Overflow { operation, left: left.to_string(), right: right.to_string() }
    }

    pub(crate) fn unreadable(thing: &'static str, text: &str, expected: &'static str) -> Self {
        Self::Unreadable { thing, text: text.to_owned(), expected }
    }
}
