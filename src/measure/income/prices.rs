//! Money of other times and places: price indices and purchasing power parities, given as data.

use super::IncomeError;
use crate::quantity::{Currency, Money, Ratio, Rounding};
use core::fmt;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// A price index: how prices of one period compare with those of another, by the names of the periods.
///
/// The numbers are data of the caller; the library brings none, because a series is revised and has regions and baskets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PriceIndex {
    values: BTreeMap<String, Decimal>,
}

impl PriceIndex {
    /// An index with a value for each period, on any base.
    ///
    /// # Errors
    /// [`IncomeError::Price`] for a value of zero or less.
    pub fn new<P: Into<String>>(values: impl IntoIterator<Item = (P, Decimal)>) -> Result<Self, IncomeError> {
        let values: BTreeMap<String, Decimal> = values.into_iter().map(|(at, value)| (at.into(), value)).collect();
        for (at, value) in &values {
            must_be_positive("the price index", at, *value)?;
        }
        Ok(Self { values })
    }

    /// What one unit of money of a period is worth in prices of another: the quotient of their index values.
    ///
    /// # Errors
    /// [`IncomeError::Price`] for a period that the index does not have.
    pub fn factor(&self, from: &str, to: &str) -> Result<Ratio, IncomeError> {
        Ok(self.value(to)?.checked_div(self.value(from)?)?)
    }

    fn value(&self, at: &str) -> Result<Ratio, IncomeError> {
        let missing =
            || IncomeError::Price { what: "the price index", at: at.to_owned(), value: "not given".to_owned() };
        Ok(Ratio::from_decimal(*self.values.get(at).ok_or_else(missing)?)?)
    }
}

/// A purchasing power parity: what an international dollar of a benchmark year buys, in local money of that year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PurchasingPower {
    currency: Currency,
    benchmark: String,
    local_per_dollar: Decimal,
}

impl PurchasingPower {
    /// So much local money to the dollar, in prices of the benchmark year.
    ///
    /// # Errors
    /// [`IncomeError::Price`] for a rate of zero or less.
    pub fn new(
        currency: Currency,
        benchmark: impl Into<String>,
        local_per_dollar: Decimal,
    ) -> Result<Self, IncomeError> {
        let benchmark = benchmark.into();
        must_be_positive("the purchasing power parity", &benchmark, local_per_dollar)?;
        Ok(Self { currency, benchmark, local_per_dollar })
    }

    /// The year in whose prices the parity is.
    #[must_use]
    pub fn benchmark(&self) -> &str {
        &self.benchmark
    }
}

/// An amount on its way through conversions: exact until it becomes money, rounded once by a rule that is named.
///
/// ```
/// use poverty::measure::income::{ConvertedAmount, PriceIndex, PurchasingPower};
/// use poverty::quantity::{Currency, Ratio, Rounding};
/// // Invented numbers: the form is that of the international line of 3.00 dollars a day in prices of 2021.
/// let parity = PurchasingPower::new(Currency::VND, "2021", "7500.25".parse()?)?;
/// let prices = PriceIndex::new([("2021", "103.2".parse()?), ("2024", "114.7".parse()?)])?;
/// let monthly = ConvertedAmount::dollars("3.00".parse()?, &parity)?
///     .times(Ratio::new(365, 12)?)?
///     .in_prices(&prices, "2021", "2024")?;
/// assert_eq!(monthly.rounded(0, Rounding::HalfUp)?.to_string(), "760,663 VND");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ConvertedAmount {
    amount: Ratio,
    currency: Currency,
}

impl ConvertedAmount {
    /// An amount of money as it is.
    ///
    /// # Errors
    /// [`IncomeError::Quantity`] if it does not fit.
    pub fn money(amount: Money) -> Result<Self, IncomeError> {
        Ok(Self { amount: Ratio::from_decimal(amount.amount())?, currency: amount.currency() })
    }

    /// International dollars in local money of the parity's benchmark year.
    ///
    /// # Errors
    /// [`IncomeError::Quantity`] if it does not fit.
    pub fn dollars(amount: Decimal, parity: &PurchasingPower) -> Result<Self, IncomeError> {
        let amount = Ratio::from_decimal(amount)?.checked_mul(Ratio::from_decimal(parity.local_per_dollar)?)?;
        Ok(Self { amount, currency: parity.currency })
    }

    /// So many times the amount: 365/12 from a day to a month.
    ///
    /// # Errors
    /// [`IncomeError::Quantity`] if it does not fit.
    pub fn times(self, factor: Ratio) -> Result<Self, IncomeError> {
        Ok(Self { amount: self.amount.checked_mul(factor)?, ..self })
    }

    /// The amount in prices of another period.
    ///
    /// # Errors
    /// As [`PriceIndex::factor`].
    pub fn in_prices(self, index: &PriceIndex, from: &str, to: &str) -> Result<Self, IncomeError> {
        self.times(index.factor(from, to)?)
    }

    /// The amount, exact.
    #[must_use]
    pub const fn exact(self) -> Ratio {
        self.amount
    }

    /// The amount as money with so many decimals.
    ///
    /// # Errors
    /// [`IncomeError::Quantity`] if it does not fit 28 digits.
    pub fn rounded(self, decimals: u32, rounding: Rounding) -> Result<Money, IncomeError> {
        Ok(Money::new(self.amount.fixed(decimals, rounding).decimal()?, self.currency))
    }
}

impl fmt::Display for ConvertedAmount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{} {}", self.amount, self.currency.code()))
    }
}

fn must_be_positive(what: &'static str, at: &str, value: Decimal) -> Result<(), IncomeError> {
    if value > Decimal::ZERO {
        return Ok(());
    }
    Err(IncomeError::Price { what, at: at.to_owned(), value: value.to_string() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn money_goes_there_and_back_without_loss() {
        let index = PriceIndex::new([("2016", decimal("100")), ("2021", decimal("116.95"))]).unwrap();
        let line = Money::vnd(700_000);
        let there = ConvertedAmount::money(line).unwrap().in_prices(&index, "2016", "2021").unwrap();
        assert_eq!(there.rounded(0, Rounding::HalfUp).unwrap(), Money::vnd(818_650));
        let back = there.in_prices(&index, "2021", "2016").unwrap();
        assert_eq!(back.rounded(0, Rounding::Floor).unwrap(), line);
    }

    #[test]
    fn prices_that_do_not_exist_are_refused() {
        let index = PriceIndex::new([("2016", decimal("100"))]).unwrap();
        let error = index.factor("2016", "2017").unwrap_err();
        assert_eq!(error.to_string(), "the price index for `2017` is not given, expected a number above 0");
        assert_eq!(PriceIndex::new([("2016", Decimal::ZERO)]).unwrap_err().code(), "measure/price");
        assert_eq!(PurchasingPower::new(Currency::VND, "2021", decimal("-1")).unwrap_err().code(), "measure/price");
    }
}
