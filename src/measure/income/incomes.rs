//! The incomes of a survey or a register, row by row.

use super::{Domain, IncomeError};
use crate::measure::Group;
use crate::quantity::{CountedUnit, Currency, Households, Money, Weight};

/// Incomes in one currency with sample weights, one row a household or a person, in the order in which they were added.
///
/// An income is an integer of the finest decimal that occurs, so incomes and lines are compared exactly, ties are ties, and no
/// result depends on the order of rows. An income that is not known is a row too: it belongs to the design of the survey, is in
/// no estimate, and is counted as dropped. Zero and negative incomes are incomes; measures that need more say what they do
/// with them ([`NonPositive`](super::NonPositive)).
///
/// ```
/// use poverty::measure::Group;
/// use poverty::measure::income::{Comparison, Fgt, Gini, IncomeMeasure, Incomes, PovertyLine};
/// use poverty::quantity::{Currency, Households, Money};
///
/// let mut incomes = Incomes::<Households>::new(Currency::VND);
/// for (income, weight) in [(Some(900_000), "2"), (Some(2_400_000), "5"), (None, "1"), (Some(1_500_000), "3")] {
///     incomes.push(income.map(Money::vnd), weight.parse()?)?;
/// }
/// let all = incomes.population(Group::whole(), |_| true)?;
/// assert_eq!((all.rows(), all.dropped()), (3, 1));
///
/// let line = PovertyLine::absolute(Money::vnd(1_500_000), Comparison::AtMost)?;
/// assert_eq!(all.headcount_ratio(&line)?.to_string(), "1/2"); // 1,500,000 is under the line "from the line down"
/// assert_eq!(all.shortfall(&line)?, Money::vnd(1_200_000)); // two households lack 600,000 each
/// assert_eq!(Fgt::gap(line).value(&all)?, 0.08);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incomes<U: CountedUnit = Households> {
    currency: Currency,
    decimals: u32,
    /// In units of `10^-decimals` of the currency.
    amounts: Vec<Option<i64>>,
    weights: Vec<Weight<U>>,
}

impl<U: CountedUnit> Incomes<U> {
    /// No rows yet.
    #[must_use]
    pub const fn new(currency: Currency) -> Self {
        Self { currency, decimals: 0, amounts: Vec::new(), weights: Vec::new() }
    }

    /// Adds a row and returns its position. `None` is an income that is not known.
    ///
    /// # Errors
    /// [`IncomeError::Currency`]; [`IncomeError::TooFine`] if the income and those before it don't fit 64-bit integers of
    /// their finest decimal, about 18 digits. The row is not added then.
    pub fn push(&mut self, income: Option<Money>, weight: Weight<U>) -> Result<usize, IncomeError> {
        let row = self.amounts.len();
        let amount = income.map(|income| self.units(income, row)).transpose()?;
        self.amounts.push(amount);
        self.weights.push(weight);
        Ok(row)
    }

    /// Adds the rows of another sample after one's own.
    ///
    /// # Errors
    /// [`IncomeError::Different`] if the currencies differ; [`IncomeError::TooFine`]. Nothing is added then.
    pub fn append(&mut self, other: &Self) -> Result<(), IncomeError> {
        if self.currency != other.currency {
            return Err(IncomeError::Different {
                what: "currencies of the incomes",
                left: self.currency.code().to_owned(),
                right: other.currency.code().to_owned(),
            });
        }
        let mut joined = self.clone();
        joined.rescale(other.decimals)?;
        let mut other = other.clone();
        other.rescale(joined.decimals)?;
        joined.amounts.append(&mut other.amounts);
        joined.weights.append(&mut other.weights);
        *self = joined;
        Ok(())
    }

    /// The rows of a population: those whose relative lines, quantiles and bandwidths are its own. A survey of several
    /// waves has one population a wave.
    ///
    /// # Errors
    /// [`IncomeError::Empty`] if no row of positive weight has a known income.
    pub fn population(&self, group: Group, contains: impl FnMut(usize) -> bool) -> Result<Domain<'_, U>, IncomeError> {
        Domain::population(self, group, contains)
    }

    /// The same rows with other weights, such as those of a replicate.
    ///
    /// # Errors
    /// [`IncomeError::Different`] unless there is a weight for each row.
    pub fn with_weights<V: CountedUnit>(&self, weights: Vec<Weight<V>>) -> Result<Incomes<V>, IncomeError> {
        if weights.len() != self.len() {
            return Err(IncomeError::Different {
                what: "numbers of rows and weights",
                left: self.len().to_string(),
                right: weights.len().to_string(),
            });
        }
        Ok(Incomes { currency: self.currency, decimals: self.decimals, amounts: self.amounts.clone(), weights })
    }

    /// Number of rows, known or not.
    #[must_use]
    pub fn len(&self) -> usize {
        self.amounts.len()
    }

    /// Whether there are no rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.amounts.is_empty()
    }

    /// The currency of all incomes.
    #[must_use]
    pub const fn currency(&self) -> Currency {
        self.currency
    }

    /// Decimals of the finest income: incomes are kept in units of `10^-decimals`.
    #[must_use]
    pub const fn decimals(&self) -> u32 {
        self.decimals
    }

    /// Income of a row in units of `10^-decimals`; `None` if it is not known or there is no such row.
    #[must_use]
    pub fn units_of(&self, row: usize) -> Option<i64> {
        self.amounts.get(row).copied().flatten()
    }

    /// Weight of a row; none for a row that does not exist.
    #[must_use]
    pub fn weight_of(&self, row: usize) -> Weight<U> {
        self.weights.get(row).copied().unwrap_or_default()
    }

    /// An income in units of the common scale, which becomes finer if it must.
    fn units(&mut self, income: Money, row: usize) -> Result<i64, IncomeError> {
        if income.currency() != self.currency {
            return Err(IncomeError::Currency { row, income, expected: self.currency });
        }
        let amount = income.amount().normalize();
        let too_fine = |decimals| IncomeError::TooFine { row, income, decimals };
        let finest = amount.scale().max(self.decimals);
        let units = 10_i128
            .checked_pow(finest.saturating_sub(amount.scale()))
            .and_then(|factor| amount.mantissa().checked_mul(factor))
            .and_then(|units| i64::try_from(units).ok())
            .ok_or_else(|| too_fine(finest))?;
        self.rescale(finest).map_err(|_| too_fine(finest))?;
        Ok(units)
    }

    /// Brings all incomes to a finer scale; nothing changes unless all of them fit it.
    fn rescale(&mut self, decimals: u32) -> Result<(), IncomeError> {
        let Some(finer) = decimals.checked_sub(self.decimals).filter(|finer| *finer > 0) else { return Ok(()) };
        let factor = 10_i64.checked_pow(finer);
        let mut amounts = Vec::with_capacity(self.amounts.len());
        for (row, amount) in self.amounts.iter().enumerate() {
            amounts.push(match amount {
                None => None,
                Some(units) => Some(factor.and_then(|factor| units.checked_mul(factor)).ok_or_else(|| {
                    let amount = rust_decimal::Decimal::new(*units, self.decimals);
                    IncomeError::TooFine { row, income: Money::new(amount, self.currency), decimals }
                })?),
            });
        }
        self.amounts = amounts;
        self.decimals = decimals;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn push(incomes: &mut Incomes<Households>, income: &str) -> Result<usize, IncomeError> {
        incomes.push(Some(income.parse().unwrap()), Weight::ONE)
    }

    #[test]
    fn the_scale_becomes_as_fine_as_the_finest_income() {
        let mut incomes = Incomes::new(Currency::VND);
        push(&mut incomes, "1500000 VND").unwrap();
        push(&mut incomes, "0.125 VND").unwrap();
        push(&mut incomes, "-7.50 VND").unwrap();
        assert_eq!(incomes.decimals(), 3);
        assert_eq!([0, 1, 2, 3].map(|row| incomes.units_of(row)), [Some(1_500_000_000), Some(125), Some(-7_500), None]);
    }

    #[test]
    fn an_income_that_does_not_fit_is_refused_and_changes_nothing() {
        let mut incomes = Incomes::new(Currency::VND);
        push(&mut incomes, "1500000000000 VND").unwrap();
        let before = incomes.clone();
        for income in ["0.0000000001 VND", "10000000000000000000 VND"] {
            assert_eq!(push(&mut incomes, income).unwrap_err().code(), "measure/income-too-fine", "{income}");
        }
        let dollars = push(&mut incomes, "1 USD").unwrap_err();
        assert_eq!(dollars.to_string(), "row 1: income 1 USD is not in VND, the currency of the incomes");
        assert_eq!(incomes, before);
    }

    #[test]
    fn samples_are_joined_at_the_finer_scale() {
        let mut left = Incomes::new(Currency::VND);
        push(&mut left, "10 VND").unwrap();
        let mut right = Incomes::new(Currency::VND);
        push(&mut right, "0.5 VND").unwrap();
        left.append(&right).unwrap();
        assert_eq!((left.units_of(0), left.units_of(1), left.len()), (Some(100), Some(5), 2));
        assert_eq!(left.append(&Incomes::new(Currency::USD)).unwrap_err().code(), "measure/incomes-differ");
        assert_eq!(left.with_weights::<Households>(vec![]).unwrap_err().code(), "measure/incomes-differ");
    }
}
