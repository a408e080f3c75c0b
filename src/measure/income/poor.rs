//! Who is poor and what they lack: exact counts, shares and money.

use super::approximate;
use super::at_line::judged;
use super::exact_sum::exact_sum;
use super::linearised::finite;
use super::{Domain, IncomeError, PovertyLine};
use crate::quantity::{CountedUnit, Money, QuantityError, Ratio, TotalWeight};
use rust_decimal::Decimal;

impl<U: CountedUnit> Domain<'_, U> {
    /// The weight of the poor.
    ///
    /// # Errors
    /// Those of the line.
    pub fn poor(&self, line: &PovertyLine) -> Result<TotalWeight<U>, IncomeError> {
        let lines = line.resolved(self)?;
        let poor = self.iter().filter(|row| lines.of(row.number).covers(row.units));
        Ok(TotalWeight::sum(poor.map(|row| self.incomes().weight_of(row.number)))?)
    }

    /// The share of the population that is poor, `FGT(0)`.
    ///
    /// # Errors
    /// Those of the line.
    pub fn headcount_ratio(&self, line: &PovertyLine) -> Result<Ratio, IncomeError> {
        Ok(self.poor(line)?.share_of(self.weight())?)
    }

    /// What it would cost to lift everybody to the line: `sum w (z - y)` over the poor, in money, exact.
    ///
    /// With weights of persons and incomes per person and month it is an amount a month. Incomes on a line that has no exact
    /// decimal (60 % of a mean, say) are refused: round the line first.
    ///
    /// # Errors
    /// Those of the line; [`QuantityError::Overflow`] if the sum does not fit the 28 digits of money.
    pub fn shortfall(&self, line: &PovertyLine) -> Result<Money, IncomeError> {
        let lines = line.resolved(self)?;
        let scale = self.distribution().scale()?;
        // The sum of w (z - y): exact integers for each distinct line, since all incomes have one scale.
        let mut total = Ratio::ZERO;
        for distinct in lines.distinct() {
            let poor =
                self.iter().filter(|row| lines.of(row.number).amount == distinct.amount && distinct.covers(row.units));
            let (mut weight, mut income) = (0_i128, 0_i128);
            for row in poor {
                let own = i128::from(self.incomes().weight_of(row.number).billionths());
                let overflow = || QuantityError::overflow("summing shortfalls", income, row.units);
                weight = weight.checked_add(own).ok_or_else(overflow)?;
                income = own
                    .checked_mul(i128::from(row.units))
                    .and_then(|product| income.checked_add(product))
                    .ok_or_else(overflow)?;
            }
            let at_line = distinct.amount.checked_mul(Ratio::new(weight, BILLION)?)?;
            let held = Ratio::new(income, BILLION)?.checked_div(scale)?;
            total = total.checked_add(at_line.checked_sub(held)?)?;
        }
        Ok(Money::new(exact_decimal(total)?, self.incomes().currency()))
    }

    /// The mean gap of the poor as a share of the line, `I = FGT(1) / FGT(0)`.
    ///
    /// # Errors
    /// [`IncomeError::NobodyPoor`]; those of the line.
    pub fn income_gap_ratio(&self, line: &PovertyLine) -> Result<f64, IncomeError> {
        let poor = self.poor(line)?.billionths();
        if poor == 0 {
            let measure = "the mean gap of the poor".to_owned();
            return Err(IncomeError::NobodyPoor { group: self.group().to_string(), measure });
        }
        let lines = line.resolved(self)?;
        let gaps = exact_sum(judged(self, &lines).map(|row| row.weight * row.gap()));
        finite(gaps / approximate::weight(poor), self, "the mean gap of the poor")
    }
}

const BILLION: i128 = 1_000_000_000;

/// A fraction as the decimal that it is.
///
/// # Errors
/// [`QuantityError::TooPrecise`] if it has no decimal form; [`QuantityError::Overflow`] if it does not fit 28 digits.
fn exact_decimal(value: Ratio) -> Result<Decimal, QuantityError> {
    let too_precise =
        || QuantityError::TooPrecise { thing: "shortfall", value: value.to_string(), decimals: Decimal::MAX_SCALE };
    let decimals = (0..=Decimal::MAX_SCALE)
        .find(|decimals| {
            10_i128.checked_pow(*decimals).is_some_and(|power| power.checked_rem(value.denominator()) == Some(0))
        })
        .ok_or_else(too_precise)?;
    10_i128
        .checked_pow(decimals)
        .and_then(|power| power.checked_div(value.denominator()))
        .and_then(|factor| value.numerator().checked_mul(factor))
        .and_then(|mantissa| Decimal::try_from_i128_with_scale(mantissa, decimals).ok())
        .ok_or_else(|| QuantityError::overflow("writing a shortfall as money", value, "28 digits"))
}
