//! Local money beside central money.

use super::RatesError;
use crate::programme::{BudgetLine, FundingSource};
use crate::quantity::{Money, Ratio, Rounding};

/// Central and local money of some lines, and the ratio of the second to the first that is required.
///
/// ```
/// use poverty::programme::rates::counterpart::Counterpart;
/// use poverty::quantity::Money;
/// let billion = |billions: i64| Money::vnd(billions * 1_000_000_000);
/// let counterpart = Counterpart::new(billion(200), billion(14), "10 %".parse()?)?;
/// assert_eq!(counterpart.ratio()?, "7 %".parse()?);
/// assert_eq!(counterpart.shortfall()?, billion(6));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counterpart {
    central: Money,
    local: Money,
    required: Ratio,
}

impl Counterpart {
    /// Local money beside central money, of which a part is required.
    ///
    /// # Errors
    /// [`RatesError::Required`] below zero; [`RatesError::Quantity`] for two currencies.
    pub fn new(central: Money, local: Money, required: Ratio) -> Result<Self, RatesError> {
        if required.is_negative() {
            return Err(RatesError::Required(required));
        }
        central.compare(local)?;
        Ok(Self { central, local, required })
    }

    /// Local money for each đồng of central money.
    ///
    /// # Errors
    /// [`RatesError::NothingPlanned`] without central money.
    pub fn ratio(&self) -> Result<Ratio, RatesError> {
        if self.central.is_zero() {
            return Err(RatesError::NothingPlanned { rate: "counterpart ratio", whole: "central money" });
        }
        Ok(self.local.ratio_to(self.central)?)
    }

    /// What is required, rounded up to the minor unit.
    ///
    /// # Errors
    /// [`RatesError::Quantity`] if it does not fit.
    pub fn required(&self) -> Result<Money, RatesError> {
        Ok(self.central.portion(self.required, Rounding::Ceiling)?)
    }

    /// What is missing to what is required; nothing if there is enough.
    ///
    /// # Errors
    /// [`RatesError::Quantity`] if it does not fit.
    pub fn shortfall(&self) -> Result<Money, RatesError> {
        let missing = self.required()?.checked_sub(self.local)?;
        Ok(if missing.is_negative() { Money::zero(missing.currency()) } else { missing })
    }
}

/// All other money for each unit of own money.
///
/// # Errors
/// [`RatesError::NothingPlanned`] without own money; [`RatesError::Quantity`] for two currencies.
pub fn leverage(own: Money, others: Money) -> Result<Ratio, RatesError> {
    if own.is_zero() {
        return Err(RatesError::NothingPlanned { rate: "leverage", whole: "own money" });
    }
    Ok(others.ratio_to(own)?)
}

/// Whether money of a line is central, and whether it counts as counterpart.
#[must_use]
pub fn is_central(line: &BudgetLine) -> bool {
    line.source() == FundingSource::CentralBudget
}

/// Whether money of a line counts as counterpart: that of the three local budgets.
#[must_use]
pub fn is_counterpart(line: &BudgetLine) -> bool {
    line.source().is_local_budget()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_required_is_compared_exactly() {
        let of = |local| Counterpart::new(Money::vnd(101), Money::vnd(local), Ratio::new(1, 10).unwrap()).unwrap();
        // A tenth of 101 is 10.1, so that 10 is not enough.
        assert_eq!(of(10).shortfall().unwrap(), Money::vnd(1));
        assert_eq!(of(11).shortfall().unwrap(), Money::vnd(0));
        assert_eq!(of(50).shortfall().unwrap(), Money::vnd(0));
        let negative = Counterpart::new(Money::vnd(1), Money::vnd(1), Ratio::whole(-1)).unwrap_err();
        assert_eq!(negative.code(), "programme/required-ratio");
        let none = Counterpart::new(Money::vnd(0), Money::vnd(1), Ratio::ZERO).unwrap();
        assert_eq!(none.ratio().unwrap_err().code(), "programme/nothing-planned");
        assert_eq!(leverage(Money::vnd(0), Money::vnd(1)).unwrap_err().code(), "programme/nothing-planned");
        assert_eq!(leverage(Money::vnd(4), Money::vnd(1)).unwrap(), Ratio::new(1, 4).unwrap());
    }
}
