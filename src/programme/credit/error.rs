//! What can be wrong with credit.

use crate::quantity::{Money, QuantityError, Ratio};
use crate::source::Position;
use chrono::NaiveDate;
use thiserror::Error;

/// Why a loan could not be made or computed.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CreditError {
    /// Not a file of the documented form.
    #[error("{message} ({at})")]
    Unreadable {
        /// What the reader expected and found.
        message: String,
        /// Where.
        at: Position,
    },
    /// A citation of an instrument that the file does not have.
    #[error("instrument `{instrument}` is cited and not listed ({file})")]
    UnknownInstrument {
        /// The instrument.
        instrument: String,
        /// The file.
        file: String,
    },
    /// Two rates for one day.
    #[error("product `{product}` has two rates on {day}")]
    OverlappingRates {
        /// The product, or `base`.
        product: String,
        /// The first such day.
        day: NaiveDate,
    },
    /// A rate below zero or above one.
    #[error("a yearly rate of {rate} for `{product}` is out of range, expected 0 to 100 %")]
    RateOutOfRange {
        /// The product, or `base`.
        product: String,
        /// The rate.
        rate: Ratio,
    },
    /// No such product.
    #[error("there is no product `{0}`")]
    NoSuchProduct(String),
    /// A day for which no rate is known.
    #[error("the rate of `{product}` on {day} is not known")]
    NoRate {
        /// The product.
        product: String,
        /// The day.
        day: NaiveDate,
    },
    /// Nothing lent, or less.
    #[error("a loan of {0} can't be made, expected more than nothing")]
    NotPositive(Money),
    /// More than the product lends.
    #[error("a loan of {principal} is above the ceiling of `{product}`, {ceiling}")]
    AboveCeiling {
        /// The product.
        product: String,
        /// What was asked for.
        principal: Money,
        /// The ceiling.
        ceiling: Money,
    },
    /// Longer than the product lends.
    #[error("a term to {last} is longer than the {months} months of `{product}`")]
    TooLong {
        /// The product.
        product: String,
        /// The last due day.
        last: NaiveDate,
        /// The longest term.
        months: u32,
    },
    /// Due days out of order, or before the loan.
    #[error("due day {day} does not lie after {before}")]
    DueOrder {
        /// The due day.
        day: NaiveDate,
        /// The day before it.
        before: NaiveDate,
    },
    /// Parts that are not the loan.
    #[error("the due parts sum to {sum}, expected the loan of {principal}")]
    DueSum {
        /// All parts.
        sum: Money,
        /// The loan.
        principal: Money,
    },
    /// More paid back than was owed.
    #[error("a payment on {day} brings what was paid back to {paid}, more than the loan of {principal}")]
    Overpaid {
        /// The day.
        day: NaiveDate,
        /// All payments up to it.
        paid: Money,
        /// The loan.
        principal: Money,
    },
    /// A payment before the loan.
    #[error("a payment on {day} lies before the loan of {lent}")]
    PaymentBefore {
        /// The day.
        day: NaiveDate,
        /// The day of the loan.
        lent: NaiveDate,
    },
    /// A number that does not fit.
    #[error(transparent)]
    Quantity(#[from] QuantityError),
}

impl CreditError {
    /// A stable, documented code of this kind of error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "programme/credit-unreadable",
            Self::UnknownInstrument { .. } => "programme/unknown-instrument",
            Self::OverlappingRates { .. } => "programme/overlapping-rates",
            Self::RateOutOfRange { .. } => "programme/rate-out-of-range",
            Self::NoSuchProduct(_) => "programme/no-such-product",
            Self::NoRate { .. } => "programme/no-rate",
            Self::NotPositive(_) => "programme/loan-not-positive",
            Self::AboveCeiling { .. } => "programme/above-ceiling",
            Self::TooLong { .. } => "programme/term-too-long",
            Self::DueOrder { .. } => "programme/due-order",
            Self::DueSum { .. } => "programme/due-sum",
            Self::Overpaid { .. } => "programme/overpaid",
            Self::PaymentBefore { .. } => "programme/payment-before-loan",
            Self::Quantity(error) => error.code(),
        }
    }
}
