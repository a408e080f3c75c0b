//! What was lent, and when it is to be paid back.

use super::{CreditError, Product};
use crate::quantity::Money;
use chrono::{Months, NaiveDate};
use core::num::NonZeroU32;
use serde::{Deserialize, Serialize};

/// A part of a loan that is due on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Due {
    /// The day.
    pub day: NaiveDate,
    /// How much of the loan.
    pub principal: Money,
}

/// A part of a loan that was paid back on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Payment {
    /// The day.
    pub day: NaiveDate,
    /// How much of the loan, without interest.
    pub principal: Money,
}

/// A loan of a product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loan {
    product: String,
    principal: Money,
    lent: NaiveDate,
    due: Vec<Due>,
}

impl Loan {
    /// A loan with due parts that sum to it.
    ///
    /// # Errors
    /// [`CreditError::NotPositive`], [`CreditError::AboveCeiling`], [`CreditError::TooLong`], [`CreditError::DueOrder`],
    /// [`CreditError::DueSum`]; [`CreditError::Quantity`] for several currencies.
    pub fn new(product: &Product, principal: Money, lent: NaiveDate, due: Vec<Due>) -> Result<Self, CreditError> {
        if principal.is_negative() || principal.is_zero() {
            return Err(CreditError::NotPositive(principal));
        }
        let id = || product.id.clone();
        if let Some(ceiling) = product.ceiling
            && principal.compare(ceiling)?.is_gt()
        {
            return Err(CreditError::AboveCeiling { product: id(), principal, ceiling });
        }
        let mut before = lent;
        for part in &due {
            if part.day <= before {
                return Err(CreditError::DueOrder { day: part.day, before });
            }
            before = part.day;
        }
        if let Some(months) = product.most_months
            && lent.checked_add_months(Months::new(months)).is_some_and(|latest| before > latest)
        {
            return Err(CreditError::TooLong { product: id(), last: before, months });
        }
        let sum = Money::sum(due.iter().map(|part| part.principal))?;
        let sum = sum.unwrap_or_else(|| Money::zero(principal.currency()));
        if !sum.compare(principal)?.is_eq() {
            return Err(CreditError::DueSum { sum, principal });
        }
        Ok(Self { product: id(), principal, lent, due })
    }

    /// A loan that is paid back in equal parts, one every so many months; parts that don't divide differ by a đồng.
    ///
    /// # Errors
    /// As [`Loan::new`].
    pub fn in_equal_parts(
        product: &Product,
        principal: Money,
        lent: NaiveDate,
        parts: NonZeroU32,
        every_months: NonZeroU32,
    ) -> Result<Self, CreditError> {
        let amounts = principal.split(parts)?;
        let mut due = Vec::with_capacity(amounts.len());
        for (number, principal) in (1_u32..).zip(amounts) {
            let months = Months::new(every_months.get().saturating_mul(number));
            // Months are counted from the loan, so that the 31st comes back after a shorter month.
            let day = lent.checked_add_months(months).unwrap_or(NaiveDate::MAX);
            due.push(Due { day, principal });
        }
        Self::new(product, principal, lent, due)
    }

    /// The product.
    #[must_use]
    pub fn product(&self) -> &str {
        &self.product
    }

    /// How much was lent.
    #[must_use]
    pub const fn principal(&self) -> Money {
        self.principal
    }

    /// When.
    #[must_use]
    pub const fn lent(&self) -> NaiveDate {
        self.lent
    }

    /// When it is to be paid back.
    #[must_use]
    pub fn due(&self) -> &[Due] {
        &self.due
    }
}
