//! Amounts inside of a ledger.

use crate::quantity::{Currency, Money};
use core::fmt;
use core::num::NonZeroU64;
use rust_decimal::Decimal;
use thiserror::Error;

/// A positive amount in the minor unit of the ledger's currency: đồng, cents. At most 2^60, about 1.15 x 10^18.
///
/// Money enters and leaves a ledger as [`Money`]; inside, amounts are integers of one unit, so that sums are exact and fast.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Amount(NonZeroU64);

/// Why money is not an [`Amount`] of a ledger.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum AmountError {
    /// Nothing, or less.
    #[error("{0} can't be posted: an amount is positive, and what it does is told by the kind of entry")]
    NotPositive(Money),
    /// Another currency than the ledger's.
    #[error("{amount} can't be posted in a ledger of {ledger}: convert it by a stated rate first")]
    Currency {
        /// The amount.
        amount: Money,
        /// The currency of the ledger.
        ledger: Currency,
    },
    /// Parts of a minor unit.
    #[error("{0} is finer than the smallest unit of its currency; round it first, by a rule of your choice")]
    TooFine(Money),
    /// More than an amount can be.
    #[error("{0} is more than an entry can carry, 2^60 of the smallest unit")]
    TooLarge(Money),
}

impl AmountError {
    /// A stable, documented code of this kind of error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotPositive(_) => "programme/amount-not-positive",
            Self::Currency { .. } => "programme/amount-currency",
            Self::TooFine(_) => "programme/amount-too-fine",
            Self::TooLarge(_) => "programme/amount-too-large",
        }
    }
}

impl Amount {
    /// The largest amount, 2^60.
    pub const MAX: u64 = 1 << 60;

    /// A number of minor units, between 1 and [`Amount::MAX`].
    #[must_use]
    pub const fn from_units(units: u64) -> Option<Self> {
        match NonZeroU64::new(units) {
            Some(units) if units.get() <= Self::MAX => Some(Self(units)),
            _ => None,
        }
    }

    /// The number of minor units.
    #[must_use]
    pub const fn units(self) -> u64 {
        self.0.get()
    }

    /// The same as a signed number, which holds every amount.
    pub(super) const fn signed(self) -> i64 {
        self.0.get().cast_signed()
    }

    /// Money as an amount of a ledger in a currency.
    ///
    /// # Errors
    /// Any [`AmountError`].
    ///
    /// ```
    /// use poverty::programme::ledger::Amount;
    /// use poverty::quantity::{Currency, Money};
    /// let amount = Amount::of("1.5 million VND".parse()?, Currency::VND)?;
    /// assert_eq!(amount.units(), 1_500_000);
    /// let error = Amount::of("0.5 VND".parse()?, Currency::VND).unwrap_err();
    /// assert_eq!(error.code(), "programme/amount-too-fine");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn of(money: Money, currency: Currency) -> Result<Self, AmountError> {
        if money.currency() != currency {
            return Err(AmountError::Currency { amount: money, ledger: currency });
        }
        if money.is_negative() || money.amount().is_zero() {
            return Err(AmountError::NotPositive(money));
        }
        let decimals = u32::from(currency.exponent().unwrap_or(0));
        let exact = money.amount().normalize();
        let missing = decimals.checked_sub(exact.scale()).ok_or(AmountError::TooFine(money))?;
        10_u128
            .checked_pow(missing)
            .and_then(|factor| exact.mantissa().unsigned_abs().checked_mul(factor))
            .and_then(|units| u64::try_from(units).ok())
            .and_then(Self::from_units)
            .ok_or(AmountError::TooLarge(money))
    }
}

/// A number of minor units as money; `None` past the 28 digits of money.
pub(super) fn money(units: i128, currency: Currency) -> Option<Money> {
    let decimals = u32::from(currency.exponent().unwrap_or(0));
    let amount = Decimal::try_from_i128_with_scale(units, decimals).ok()?;
    Some(Money::new(amount, currency))
}

impl fmt::Debug for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Amount({})", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_that_is_no_amount_is_refused_by_its_reason() {
        let refused = |text: &str, currency| Amount::of(text.parse().unwrap(), currency).unwrap_err().code();
        assert_eq!(refused("0 VND", Currency::VND), "programme/amount-not-positive");
        assert_eq!(refused("-5 VND", Currency::VND), "programme/amount-not-positive");
        assert_eq!(refused("5 USD", Currency::VND), "programme/amount-currency");
        assert_eq!(refused("0.1 VND", Currency::VND), "programme/amount-too-fine");
        assert_eq!(refused("0.001 USD", Currency::USD), "programme/amount-too-fine");
        assert_eq!(refused("1152921504606846977 VND", Currency::VND), "programme/amount-too-large");
    }

    #[test]
    fn amounts_come_back_as_the_money_they_were() {
        for (text, currency, units) in [
            ("1152921504606846976 VND", Currency::VND, Amount::MAX),
            ("12.3 USD", Currency::USD, 1_230),
            ("1.234 KWD", Currency::KWD, 1_234),
        ] {
            let amount = Amount::of(text.parse().unwrap(), currency).unwrap();
            assert_eq!(amount.units(), units);
            assert_eq!(money(i128::from(units), currency), Some(text.parse().unwrap()));
        }
        assert_eq!(Amount::from_units(0), None);
    }
}
