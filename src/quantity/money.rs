//! Amounts of money: decimal, with their currency, never rounded in silence.

use super::decimal_text::{DecimalText, Misread, fixed_point, grouped};
use super::fraction::multiply_divide;
use super::{Currency, QuantityError, Ratio, Rounding};
use core::cmp::Ordering;
use core::fmt;
use core::num::NonZeroU32;
use core::str::FromStr;
use rust_decimal::Decimal;
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

/// An amount in a currency of ISO 4217.
///
/// Arithmetic is checked and refuses to mix currencies. Dividing is [`Money::split`]: the parts are payable (a multiple of
/// the minor unit) and sum to the whole. Prints `1,263,511,000,000 VND` and reads that, `1,263,511 million VND`, and
/// Vietnamese usage (`1,263,511 triệu đồng`).
///
/// ```
/// use poverty::quantity::Money;
/// use std::num::NonZeroU32;
/// let budget: Money = "1,263,511 million VND".parse()?;
/// assert_eq!(budget.to_string(), "1,263,511,000,000 VND");
/// assert_eq!(budget.in_millions().to_string(), "1,263,511 million VND");
/// let years = budget.split(NonZeroU32::new(4).unwrap())?;
/// assert_eq!(years[0].to_string(), "315,877,750,000 VND");
/// assert_eq!(Money::sum(years)?, Some(budget));
/// # Ok::<(), poverty::quantity::QuantityError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(into = "String")]
pub struct Money {
    amount: Decimal,
    currency: Currency,
}

impl Money {
    /// An amount in a currency.
    #[must_use]
    pub fn new(amount: Decimal, currency: Currency) -> Self {
        Self { amount: amount.normalize(), currency }
    }

    /// A whole number of đồng.
    #[must_use]
    pub fn vnd(amount: i64) -> Self {
        Self::new(Decimal::from(amount), Currency::VND)
    }

    /// Nothing, in a currency.
    #[must_use]
    pub fn zero(currency: Currency) -> Self {
        Self::new(Decimal::ZERO, currency)
    }

    /// The amount.
    #[must_use]
    pub const fn amount(self) -> Decimal {
        self.amount
    }

    /// The currency.
    #[must_use]
    pub const fn currency(self) -> Currency {
        self.currency
    }

    /// Whether the amount is below zero.
    #[must_use]
    pub fn is_negative(self) -> bool {
        self.amount < Decimal::ZERO
    }

    /// Whether it is nothing.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.amount.is_zero()
    }

    /// The amount with the other sign.
    #[must_use]
    pub fn negated(self) -> Self {
        let mut opposite = self.amount;
        opposite.set_sign_negative(!opposite.is_sign_negative());
        Self::new(opposite, self.currency)
    }

    /// The sum.
    ///
    /// # Errors
    /// [`QuantityError::CurrencyMismatch`]; [`QuantityError::Overflow`], also where the exact sum has more than 28 digits.
    pub fn checked_add(self, other: Self) -> Result<Self, QuantityError> {
        self.same_currency(other)?;
        exact_sum(self.amount, other.amount)
            .map(|amount| Self::new(amount, self.currency))
            .ok_or_else(|| QuantityError::overflow("adding money", self, other))
    }

    /// The difference.
    ///
    /// # Errors
    /// As [`Money::checked_add`].
    pub fn checked_sub(self, other: Self) -> Result<Self, QuantityError> {
        self.same_currency(other)?;
        exact_sum(self.amount, other.negated().amount)
            .map(|amount| Self::new(amount, self.currency))
            .ok_or_else(|| QuantityError::overflow("subtracting money", self, other))
    }

    /// The sum of many; `None` for no amounts, whose currency is not known.
    ///
    /// # Errors
    /// As [`Money::checked_add`].
    pub fn sum(amounts: impl IntoIterator<Item = Self>) -> Result<Option<Self>, QuantityError> {
        let mut amounts = amounts.into_iter();
        let Some(first) = amounts.next() else { return Ok(None) };
        amounts.try_fold(first, Self::checked_add).map(Some)
    }

    /// The amount times an integer.
    ///
    /// # Errors
    /// [`QuantityError::Overflow`].
    pub fn checked_mul(self, factor: u64) -> Result<Self, QuantityError> {
        self.amount
            .checked_mul(Decimal::from(factor))
            .filter(|product| product.scale() == self.amount.scale() || product.is_zero())
            .map(|amount| Self::new(amount, self.currency))
            .ok_or_else(|| QuantityError::overflow("multiplying money", self, factor))
    }

    /// The amount times a fraction, rounded to the minor unit by the rule named. Parts made this way need not sum to the
    /// whole: to share out an amount use [`Money::split_by`].
    ///
    /// # Errors
    /// [`QuantityError::Overflow`]; [`QuantityError::NoMinorUnit`].
    pub fn portion(self, share: Ratio, rounding: Rounding) -> Result<Self, QuantityError> {
        let exact = Ratio::from_decimal(self.amount)?.checked_mul(share)?;
        let amount = exact.fixed(self.minor_digits()?, rounding).decimal()?;
        Ok(Self::new(amount, self.currency))
    }

    /// The exact ratio of two amounts, such as disbursed to appropriated.
    ///
    /// # Errors
    /// [`QuantityError::CurrencyMismatch`]; [`QuantityError::ZeroDenominator`]; [`QuantityError::Overflow`].
    pub fn ratio_to(self, whole: Self) -> Result<Ratio, QuantityError> {
        self.same_currency(whole)?;
        Ratio::from_decimal(self.amount)?.checked_div(Ratio::from_decimal(whole.amount)?)
    }

    /// Parts that differ by at most one minor unit and sum to the whole; the larger parts come first.
    ///
    /// # Errors
    /// [`QuantityError::NoMinorUnit`] for currencies that have none (gold); [`QuantityError::Overflow`].
    pub fn split(self, parts: NonZeroU32) -> Result<Vec<Self>, QuantityError> {
        let shares = vec![1_u64; usize::try_from(parts.get()).unwrap_or(usize::MAX)];
        self.split_by(&shares)
    }

    /// Parts in proportion to `shares` that sum to the whole: each gets its quota rounded down to the minor unit, and the
    /// units left over go to the largest remainders, ties to the first (largest remainder method, Hamilton 1792).
    ///
    /// An amount finer than the minor unit is split at its own last decimal. A negative amount splits as its opposite does.
    ///
    /// # Errors
    /// [`QuantityError::NoShares`] if the shares sum to zero; [`QuantityError::NoMinorUnit`]; [`QuantityError::Overflow`].
    pub fn split_by(self, shares: &[u64]) -> Result<Vec<Self>, QuantityError> {
        let overflow = || QuantityError::overflow("splitting money", self, format!("{} shares", shares.len()));
        let scale = self.minor_digits()?.max(self.amount.scale());
        let mut amount = self.amount;
        amount.rescale(scale);
        if amount.scale() != scale {
            return Err(overflow());
        }
        let whole: u128 = shares.iter().map(|share| u128::from(*share)).sum();
        if whole == 0 {
            return Err(QuantityError::NoShares { amount: self.amount, shares: shares.len() });
        }
        let units = amount.mantissa().unsigned_abs();
        let mut parts = Vec::with_capacity(shares.len());
        let mut remainders = Vec::with_capacity(shares.len());
        let mut given: u128 = 0;
        for (index, share) in shares.iter().enumerate() {
            // units < 2^96 times share < 2^64 may pass 2^128: whole turns first, then what is left of a turn.
            let share_of_turns = units.checked_div(whole).and_then(|turns| turns.checked_mul(u128::from(*share)));
            let (part, remainder) = multiply_divide(units.checked_rem(whole).unwrap_or(0), *share, whole);
            let quota = share_of_turns.and_then(|turns| turns.checked_add(part)).ok_or_else(overflow)?;
            given = given.checked_add(quota).ok_or_else(overflow)?;
            parts.push(quota);
            remainders.push((remainder, index));
        }
        remainders.sort_by(|left, right| right.0.cmp(&left.0).then(left.1.cmp(&right.1)));
        let left = usize::try_from(units.saturating_sub(given)).map_err(|_| overflow())?;
        for (_, index) in remainders.into_iter().take(left) {
            if let Some(part) = parts.get_mut(index) {
                *part = part.saturating_add(1);
            }
        }
        let negative = self.is_negative();
        parts
            .into_iter()
            .map(|part| {
                let mantissa = i128::try_from(part).map_err(|_| overflow())?;
                let mut amount = Decimal::try_from_i128_with_scale(mantissa, scale).map_err(|_| overflow())?;
                amount.set_sign_negative(negative && part != 0);
                Ok(Self::new(amount, self.currency))
            })
            .collect()
    }

    /// Compares two amounts of one currency: `spent.compare(planned)?.is_gt()`.
    ///
    /// There is no `<` for money. It could only answer "no" to both `a < b` and `b < a` when the currencies differ, and a
    /// check written with it would pass.
    ///
    /// # Errors
    /// [`QuantityError::CurrencyMismatch`].
    pub fn compare(self, other: Self) -> Result<Ordering, QuantityError> {
        self.same_currency(other)?;
        Ok(self.amount.cmp(&other.amount))
    }

    /// As printed in units of a scale, `1,263,511 million VND`.
    #[must_use]
    pub const fn scaled(self, scale: MoneyScale) -> ScaledMoney {
        ScaledMoney { money: self, scale }
    }

    /// As printed in millions, the unit of Vietnamese budgets.
    #[must_use]
    pub const fn in_millions(self) -> ScaledMoney {
        self.scaled(MoneyScale::Million)
    }

    fn same_currency(self, other: Self) -> Result<(), QuantityError> {
        if self.currency == other.currency {
            Ok(())
        } else {
            Err(QuantityError::CurrencyMismatch { left: self.currency, right: other.currency })
        }
    }

    fn minor_digits(self) -> Result<u32, QuantityError> {
        self.currency
            .exponent()
            .map(u32::from)
            .ok_or(QuantityError::NoMinorUnit { currency: self.currency, amount: self.amount })
    }
}

/// The sum if it is exact: `Decimal` rounds a sum that needs more than 28 digits.
fn exact_sum(left: Decimal, right: Decimal) -> Option<Decimal> {
    let sum = left.checked_add(right)?;
    let scale = left.scale().max(right.scale());
    (sum.scale() >= scale || sum.is_zero()).then_some(sum)
}

/// The unit in which an amount is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MoneyScale {
    /// One.
    One,
    /// 10^3, nghìn.
    Thousand,
    /// 10^6, triệu.
    Million,
    /// 10^9, tỷ.
    Billion,
}

impl MoneyScale {
    const fn digits(self) -> u32 {
        match self {
            Self::One => 0,
            Self::Thousand => 3,
            Self::Million => 6,
            Self::Billion => 9,
        }
    }

    const fn word(self) -> &'static str {
        match self {
            Self::One => "",
            Self::Thousand => "thousand ",
            Self::Million => "million ",
            Self::Billion => "billion ",
        }
    }

    fn read(word: &str) -> Option<Self> {
        match word {
            "thousand" | "nghìn" | "ngàn" => Some(Self::Thousand),
            "million" | "triệu" => Some(Self::Million),
            "billion" | "tỷ" | "tỉ" => Some(Self::Billion),
            _ => None,
        }
    }
}

/// A [`Money`] printed in units of a [`MoneyScale`]; exact, with as many decimals as it needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScaledMoney {
    money: Money,
    scale: MoneyScale,
}

impl ScaledMoney {
    /// The number with a fixed number of decimals, without unit and currency: for tables that state them once.
    ///
    /// # Errors
    /// [`QuantityError::Overflow`] for amounts of more than 37 digits.
    pub fn number(self, decimals: u32, rounding: Rounding) -> Result<super::Fixed, QuantityError> {
        let unit = 10_i64.checked_pow(self.scale.digits()).map_or(Ratio::ONE, Ratio::whole);
        Ok(Ratio::from_decimal(self.money.amount)?.checked_div(unit)?.fixed(decimals, rounding).grouped())
    }
}

impl fmt::Display for ScaledMoney {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let amount = self.money.amount;
        let digits = amount.mantissa().unsigned_abs();
        let decimals = amount.scale().saturating_add(self.scale.digits());
        let number = fixed_point(digits, decimals);
        let (whole, fraction) =
            number.split_once('.').map_or((number.as_str(), None), |(whole, rest)| (whole, Some(rest)));
        let point = if fraction.is_some() { "." } else { "" };
        let text = format!(
            "{}{point}{} {}{}",
            grouped(whole),
            fraction.unwrap_or(""),
            self.scale.word(),
            self.money.currency.code()
        );
        f.pad_integral(!self.money.is_negative(), "", &text)
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.scaled(MoneyScale::One).fmt(f)
    }
}

impl FromStr for Money {
    type Err = QuantityError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let unreadable =
            || QuantityError::unreadable("money", text, "an amount and a currency, such as 1,263,511 million VND");
        let mut words = text.split_whitespace();
        let number = words.next().ok_or_else(unreadable)?;
        let mut word = words.next().ok_or_else(unreadable)?;
        let mut digits = 0_u32;
        if let Some(scale) = MoneyScale::read(word) {
            digits = scale.digits();
            word = words.next().ok_or_else(unreadable)?;
        }
        if words.next().is_some() {
            return Err(unreadable());
        }
        let currency = match word {
            "đồng" | "đ" | "₫" => Currency::VND,
            code => Currency::from_code(code).ok_or_else(unreadable)?,
        };
        let too_large = || QuantityError::overflow("reading money", text, "28 digits");
        let decimal = DecimalText::read(number).map_err(|misread| match misread {
            Misread::Malformed => unreadable(),
            Misread::TooLarge | Misread::TooFine => too_large(),
        })?;
        // Digits of the scale first use up decimals, then add zeros.
        let decimals = decimal.decimals.saturating_sub(digits);
        let zeros = digits.saturating_sub(decimal.decimals);
        let mantissa = 10_u128
            .checked_pow(zeros)
            .and_then(|factor| decimal.mantissa.checked_mul(factor))
            .and_then(|mantissa| i128::try_from(mantissa).ok())
            .ok_or_else(too_large)?;
        let signed = if decimal.negative { mantissa.wrapping_neg() } else { mantissa };
        let amount = Decimal::try_from_i128_with_scale(signed, decimals).map_err(|_| too_large())?;
        Ok(Self::new(amount, currency))
    }
}

impl<'de> Deserialize<'de> for Money {
    /// Reads text: a number has no currency.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Amount;

        impl Visitor<'_> for Amount {
            type Value = Money;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("money: text with an amount and a currency, such as \"1150000 VND\"")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Money, E> {
                text.parse().map_err(E::custom)
            }
        }

        deserializer.deserialize_str(Amount)
    }
}

impl From<Money> for String {
    fn from(money: Money) -> Self {
        money.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inexact_sum_is_refused() {
        let huge: Money = "9999999999999999999999999999 VND".parse().unwrap();
        let tiny: Money = "0.1 VND".parse().unwrap();
        assert_eq!(huge.checked_add(tiny).unwrap_err().code(), "quantity/overflow");
    }

    #[test]
    fn vietnamese_words_are_read() {
        let budget: Money = "1,263,511 triệu đồng".parse().unwrap();
        assert_eq!(budget, "1263.511 billion VND".parse().unwrap());
        assert_eq!("0.5 tỷ đồng".parse::<Money>().unwrap(), Money::vnd(500_000_000));
    }

    #[test]
    fn currencies_do_not_mix() {
        let (dong, dollar) = (Money::vnd(1), Money::new(Decimal::ONE, Currency::USD));
        assert_eq!(dong.checked_add(dollar).unwrap_err().code(), "quantity/currency-mismatch");
        assert_eq!(dong.compare(dollar).unwrap_err().code(), "quantity/currency-mismatch");
    }

    #[test]
    fn gold_has_no_minor_unit() {
        let gold = Money::new(Decimal::ONE, Currency::XAU);
        assert_eq!(gold.split(NonZeroU32::MIN).unwrap_err().code(), "quantity/no-minor-unit");
        assert_eq!(Money::vnd(5).split_by(&[0, 0]).unwrap_err().code(), "quantity/no-shares");
    }

    #[test]
    fn shares_near_the_limit_do_not_overflow() {
        let whole: Money = "79228162514264337593543950335 VND".parse().unwrap();
        let parts = whole.split_by(&[u64::MAX, u64::MAX - 1, 1]).unwrap();
        assert_eq!(Money::sum(parts).unwrap(), Some(whole));
    }
}
