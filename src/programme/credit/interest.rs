//! Interest between two days.

use super::{CreditError, CreditPolicy, Loan, Payment};
use crate::quantity::{Currency, Money, Ratio, Rounding};
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeSet;

/// How days become parts of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DayCount {
    /// Days over 365, in every year (Circular 14/2017/TT-NHNN, from memory).
    Actual365,
    /// Whole months count a twelfth, days left over a thirtieth of that.
    Months,
}

impl DayCount {
    /// The days from one up to, but without, another as parts of a year.
    ///
    /// # Errors
    /// [`CreditError::Quantity`], which no calendar reaches.
    pub fn years(self, from: NaiveDate, until: NaiveDate) -> Result<Ratio, CreditError> {
        let days = |from: NaiveDate, until: NaiveDate| i128::from(until.signed_duration_since(from).num_days());
        match self {
            Self::Actual365 => Ok(Ratio::new(days(from, until), 365)?),
            Self::Months => {
                let number =
                    |day: NaiveDate| i64::from(day.year()).saturating_mul(12).saturating_add(i64::from(day.month0()));
                let mut months = number(until).saturating_sub(number(from)).max(0);
                let after = |months: i64| {
                    let months = chrono::Months::new(u32::try_from(months).unwrap_or(0));
                    from.checked_add_months(months).unwrap_or(until)
                };
                while months > 0 && after(months) > until {
                    months = months.saturating_sub(1);
                }
                let rest = Ratio::new(days(after(months), until), 360)?;
                Ok(Ratio::new(i128::from(months), 12)?.checked_add(rest)?)
            }
        }
    }
}

/// Days on which balance and rate stay what they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// First day.
    pub from: NaiveDate,
    /// The day after the last.
    pub until: NaiveDate,
    /// What is owed and not overdue.
    pub current: Money,
    /// What is overdue.
    pub overdue: Money,
    /// The yearly rate of the product.
    pub yearly: Ratio,
    /// Exact interest in units of the currency, overdue and not.
    pub interest: Ratio,
}

/// Interest between two days, piece by piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accrual {
    pub(super) pieces: Vec<Piece>,
    pub(super) interest: Ratio,
    pub(super) currency: Currency,
}

impl Accrual {
    /// The pieces, in order.
    #[must_use]
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// Exact interest, in units of the currency.
    #[must_use]
    pub const fn exact(&self) -> Ratio {
        self.interest
    }

    /// Interest as money.
    ///
    /// # Errors
    /// [`CreditError::Quantity`] if it does not fit.
    pub fn money(&self, rounding: Rounding) -> Result<Money, CreditError> {
        as_money(self.interest, self.currency, rounding)
    }
}

pub(super) fn as_money(exact: Ratio, currency: Currency, rounding: Rounding) -> Result<Money, CreditError> {
    let decimals = u32::from(currency.exponent().unwrap_or(0));
    Ok(Money::new(exact.fixed(decimals, rounding).decimal()?, currency))
}

impl CreditPolicy {
    /// The interest of a loan from one day up to, but without, another, on what is still owed after payments. What was due
    /// and was not paid is overdue from its due day on, and bears the overdue rate.
    ///
    /// # Errors
    /// [`CreditError::NoRate`] for a day without rate; [`CreditError::Overpaid`], [`CreditError::PaymentBefore`].
    ///
    /// ```
    /// use poverty::programme::credit::{CreditPolicy, DayCount, Loan};
    /// use poverty::quantity::{Money, Ratio, Rounding};
    /// use std::num::NonZeroU32;
    /// let policy = CreditPolicy::viet_nam()?;
    /// let poor = policy.product("poor")?;
    /// let one = NonZeroU32::MIN;
    /// let loan = Loan::in_equal_parts(poor, Money::vnd(50_000_000), "2025-11-01".parse()?, one, one.saturating_add(59))?;
    /// // 30 days at 6.6 % and 31 at 6.24 %: the new rate holds for the old loan.
    /// let accrual = policy.interest(&loan, &[], "2025-11-01".parse()?, "2026-01-01".parse()?, DayCount::Actual365)?;
    /// assert_eq!(accrual.pieces().len(), 2);
    /// assert_eq!(accrual.exact(), Ratio::new(50_000_000 * (30 * 660 + 31 * 624), 365 * 10_000)?);
    /// assert_eq!(accrual.money(Rounding::HalfUp)?, Money::vnd(536_219));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn interest(
        &self,
        loan: &Loan,
        payments: &[Payment],
        from: NaiveDate,
        until: NaiveDate,
        count: DayCount,
    ) -> Result<Accrual, CreditError> {
        let product = self.product(loan.product())?;
        let mut paid: Vec<Payment> = payments.to_vec();
        paid.sort_by_key(|payment| payment.day);
        check_payments(loan, &paid)?;
        let first = from.max(loan.lent());
        let currency = loan.principal().currency();
        let mut edges: BTreeSet<NaiveDate> = self.changes(product, first, until).into_iter().collect();
        edges.extend(loan.due().iter().map(|due| due.day).chain(paid.iter().map(|payment| payment.day)));
        let mut edges: Vec<NaiveDate> = edges.into_iter().filter(|day| *day > first && *day < until).collect();
        edges.push(until);
        let mut accrual = Accrual { pieces: Vec::new(), interest: Ratio::ZERO, currency };
        let mut start = first;
        for end in edges {
            if end <= start {
                continue;
            }
            let up_to = |day: NaiveDate| day <= start;
            let sum = |parts: &mut dyn Iterator<Item = Money>| -> Result<Money, CreditError> {
                Ok(Money::sum(parts)?.unwrap_or_else(|| Money::zero(currency)))
            };
            let back = sum(&mut paid.iter().filter(|one| up_to(one.day)).map(|one| one.principal))?;
            let due = sum(&mut loan.due().iter().filter(|one| up_to(one.day)).map(|one| one.principal))?;
            let owed = loan.principal().checked_sub(back)?;
            let late = due.checked_sub(back)?;
            let overdue = if late.is_negative() { Money::zero(currency) } else { late };
            let current = owed.checked_sub(overdue)?;
            if !owed.is_zero() {
                let yearly = self.yearly_rate(&product.id, start)?;
                let years = count.years(start, end)?;
                let late = Ratio::from_decimal(overdue.amount())?.checked_mul(self.overdue.ratio)?;
                let weighed = Ratio::from_decimal(current.amount())?.checked_add(late)?;
                let interest = weighed.checked_mul(yearly)?.checked_mul(years)?;
                accrual.interest = accrual.interest.checked_add(interest)?;
                accrual.pieces.push(Piece { from: start, until: end, current, overdue, yearly, interest });
            }
            start = end;
        }
        Ok(accrual)
    }
}

fn check_payments(loan: &Loan, paid: &[Payment]) -> Result<(), CreditError> {
    let mut sum = Money::zero(loan.principal().currency());
    for payment in paid {
        if payment.day < loan.lent() {
            return Err(CreditError::PaymentBefore { day: payment.day, lent: loan.lent() });
        }
        sum = sum.checked_add(payment.principal)?;
        if sum.compare(loan.principal())?.is_gt() {
            return Err(CreditError::Overpaid { day: payment.day, paid: sum, principal: loan.principal() });
        }
    }
    Ok(())
}
