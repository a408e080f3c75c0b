//! What each due day asks for.

use super::interest::as_money;
use super::{CreditError, CreditPolicy, DayCount, Loan, Payment};
use crate::quantity::{Money, Ratio, Rounding};
use chrono::NaiveDate;

/// What one due day asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Instalment {
    /// The day.
    pub day: NaiveDate,
    /// Of the loan.
    pub principal: Money,
    /// Interest since the due day before.
    pub interest: Money,
    /// What is owed after it.
    pub outstanding: Money,
}

/// All instalments of a loan that is paid in time.
///
/// ```
/// use poverty::programme::credit::{CreditPolicy, DayCount, Loan};
/// use poverty::quantity::{Money, Rounding};
/// use std::num::NonZeroU32;
/// let policy = CreditPolicy::viet_nam()?;
/// let parts = NonZeroU32::new(10).unwrap();
/// let loan = Loan::in_equal_parts(policy.product("near_poor")?, Money::vnd(99_999_999), "2023-01-31".parse()?,
///     parts, NonZeroU32::new(6).unwrap())?;
/// let schedule = policy.schedule(&loan, DayCount::Actual365, Rounding::HalfUp)?;
/// // The parts are the loan, to the đồng, and the interest of all days is the sum of the instalments'.
/// let principal = Money::sum(schedule.instalments().iter().map(|instalment| instalment.principal))?;
/// assert_eq!(principal, Some(Money::vnd(99_999_999)));
/// let interest = Money::sum(schedule.instalments().iter().map(|instalment| instalment.interest))?;
/// assert_eq!(interest, Some(schedule.interest()));
/// assert_eq!(schedule.instalments()[9].outstanding, Money::vnd(0));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule {
    instalments: Vec<Instalment>,
    interest: Money,
}

impl Schedule {
    /// The instalments, in order of their days.
    #[must_use]
    pub fn instalments(&self) -> &[Instalment] {
        &self.instalments
    }

    /// Interest in all: the exact sum, rounded once.
    #[must_use]
    pub const fn interest(&self) -> Money {
        self.interest
    }
}

impl CreditPolicy {
    /// The schedule of a loan at the rates that are known; a rate that changes later changes what is not yet due.
    ///
    /// Each instalment asks for what the exact interest up to its day, rounded, adds to what was asked for before. So no
    /// rounding is lost or asked for twice.
    ///
    /// # Errors
    /// [`CreditError::NoRate`] for a day without rate; [`CreditError::Quantity`] if a number does not fit.
    pub fn schedule(&self, loan: &Loan, count: DayCount, rounding: Rounding) -> Result<Schedule, CreditError> {
        let currency = loan.principal().currency();
        let paid: Vec<Payment> =
            loan.due().iter().map(|due| Payment { day: due.day, principal: due.principal }).collect();
        let mut instalments = Vec::with_capacity(paid.len());
        let (mut exact, mut asked, mut owed) = (Ratio::ZERO, Money::zero(currency), loan.principal());
        let mut from = loan.lent();
        for payment in &paid {
            exact = exact.checked_add(self.interest(loan, &paid, from, payment.day, count)?.exact())?;
            let so_far = as_money(exact, currency, rounding)?;
            let interest = so_far.checked_sub(asked)?;
            owed = owed.checked_sub(payment.principal)?;
            instalments.push(Instalment {
                day: payment.day,
                principal: payment.principal,
                interest,
                outstanding: owed,
            });
            (asked, from) = (so_far, payment.day);
        }
        Ok(Schedule { instalments, interest: asked })
    }
}
