//! Outputs, loans and inspections, each through the support of a household.

use super::{DeliveryError, HouseCheck, Output, OutputTotals, Support, Supports};
use crate::programme::credit::Loan;
use crate::quantity::{Count, Money};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a support of a household consisted of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Delivery {
    /// Whom it helped, and when.
    pub support: Support,
    /// What was handed out.
    pub output: Output,
    /// How many, at least one; one for a house and a loan.
    pub count: Count,
    /// How much, for a loan and nothing else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lent: Option<Money>,
}

/// All that was delivered: every output, loan and inspection belongs to one support, and every support to one household, so
/// that whatever is counted is counted once.
///
/// ```
/// use poverty::programme::credit::{CreditPolicy, Loan};
/// use poverty::programme::delivery::{Deliveries, Delivery, HouseCheck, OncePer, Output, Support};
/// use poverty::programme::structure::SupportKind;
/// use poverty::quantity::{Count, Money};
/// let support = |id: &str, kind, day: &str| -> Result<Support, chrono::ParseError> {
///     Ok(Support {
///         id: id.to_owned(),
///         household: "DL-0007".to_owned(),
///         member: None,
///         programme: "poverty reduction".to_owned(),
///         component: "5".to_owned(),
///         kind,
///         day: day.parse()?,
///     })
/// };
/// let mut all = Deliveries::new();
/// let house = support("h-1", SupportKind::Housing, "2023-04-01")?;
/// all.deliver(Delivery { support: house, output: Output::HouseBuilt, count: Count::new(1), lent: None })?;
/// let walls = HouseCheck { hard_floor: Some(true), hard_frame: Some(true), ..HouseCheck::default() };
/// all.inspect("h-1", "2023-08-01".parse()?, walls)?;
/// let (on, any) = ("2024-12-31".parse()?, |_: &Support| true);
/// assert_eq!(all.totals(any, on).waiting(Output::HouseBuilt).get(), 1);
/// let roof = HouseCheck { hard_roof: Some(true), large_enough: Some(true), ..HouseCheck::default() };
/// all.inspect("h-1", "2023-11-01".parse()?, roof)?;
/// assert_eq!(all.totals(any, on).delivered(Output::HouseBuilt).get(), 1);
///
/// let policy = CreditPolicy::viet_nam()?;
/// let four = "4".parse()?;
/// let lent = "2023-05-01".parse()?;
/// let loan = Loan::in_equal_parts(policy.product("poor")?, Money::vnd(50_000_000), lent, four, "12".parse()?)?;
/// all.lend(support("l-1", SupportKind::PreferentialCredit, "2023-05-01")?, &loan)?;
/// assert_eq!(all.lent(any)?, Some(Money::vnd(50_000_000)));
/// // One household got a house and a loan.
/// assert_eq!((all.supports().count(any).get(), all.supports().households(any).get()), (2, 1));
/// assert!(all.supports().double(OncePer::usual).is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deliveries {
    supports: Supports,
    handed_out: BTreeMap<String, HandedOut>,
    inspections: BTreeMap<String, BTreeMap<NaiveDate, HouseCheck>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct HandedOut {
    output: Output,
    count: Count,
    lent: Option<Money>,
}

impl Deliveries {
    /// Nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds what a support handed out; whether it is new. The same again changes nothing.
    ///
    /// # Errors
    /// [`DeliveryError::OtherKind`], [`DeliveryError::HowMany`], [`DeliveryError::LoanAmount`]; those of [`Supports::add`].
    pub fn deliver(&mut self, delivery: Delivery) -> Result<bool, DeliveryError> {
        let Delivery { support, output, count, lent } = delivery;
        if support.kind != output.kind() {
            return Err(DeliveryError::OtherKind {
                support: support.id,
                unit: output.unit(),
                found: support.kind,
                expected: output.kind(),
            });
        }
        let expected = match (output.is_single(), count.get()) {
            (_, 1) | (false, 2..) => None,
            (true, _) => Some("one, because each has a support of its own"),
            (false, _) => Some("at least one"),
        };
        if let Some(expected) = expected {
            return Err(DeliveryError::HowMany { support: support.id, unit: output.unit(), count, expected });
        }
        let fault = match (output, lent) {
            (Output::Loan, None) => Some("a loan without an amount"),
            (Output::Loan, Some(amount)) if amount.is_zero() || amount.is_negative() => {
                Some("a loan of nothing or less")
            }
            (Output::Loan, Some(_)) | (_, None) => None,
            (_, Some(_)) => Some("no loan, and has an amount that was lent"),
        };
        if let Some(fault) = fault {
            return Err(DeliveryError::LoanAmount { support: support.id, fault });
        }
        let (id, handed_out) = (support.id.clone(), HandedOut { output, count, lent });
        if self.handed_out.get(&id).is_some_and(|known| *known != handed_out) {
            return Err(DeliveryError::OtherContent(id));
        }
        let is_new = self.supports.add(support)?;
        self.handed_out.insert(id, handed_out);
        Ok(is_new)
    }

    /// Adds a loan of the policy bank as what a support handed out; whether it is new.
    ///
    /// # Errors
    /// [`DeliveryError::LoanDay`] if the support is of another day than the loan; those of [`Deliveries::deliver`].
    pub fn lend(&mut self, support: Support, loan: &Loan) -> Result<bool, DeliveryError> {
        if support.day != loan.lent() {
            return Err(DeliveryError::LoanDay { support: support.id, day: support.day, lent: loan.lent() });
        }
        let lent = Some(loan.principal());
        self.deliver(Delivery { support, output: Output::Loan, count: Count::new(1), lent })
    }

    /// Adds the inspection of a house on a day; whether it is new. What a later inspection did not look at stays as it was
    /// found before.
    ///
    /// # Errors
    /// [`DeliveryError::UnknownSupport`], [`DeliveryError::NotInspected`], [`DeliveryError::InspectedBefore`],
    /// [`DeliveryError::OtherInspection`].
    pub fn inspect(&mut self, support: &str, day: NaiveDate, check: HouseCheck) -> Result<bool, DeliveryError> {
        let (Some(given), Some(handed_out)) = (self.supports.find(support), self.handed_out.get(support)) else {
            return Err(DeliveryError::UnknownSupport(support.to_owned()));
        };
        let support = || support.to_owned();
        if !handed_out.output.is_inspected() {
            return Err(DeliveryError::NotInspected { support: support(), unit: handed_out.output.unit() });
        }
        if day < given.day {
            return Err(DeliveryError::InspectedBefore { support: support(), given: given.day, day });
        }
        match self.inspections.entry(support()).or_default().insert(day, check) {
            None => Ok(true),
            Some(known) if known == check => Ok(false),
            Some(known) => {
                self.inspections.entry(support()).or_default().insert(day, known);
                Err(DeliveryError::OtherInspection { support: support(), day })
            }
        }
    }

    /// The supports of households, for what is asked of them: how many households, which twice, which of nobody.
    #[must_use]
    pub const fn supports(&self) -> &Supports {
        &self.supports
    }

    /// What the inspections of a house up to a day found together.
    #[must_use]
    pub fn inspected(&self, support: &str, on: NaiveDate) -> HouseCheck {
        let checks = self.inspections.get(support).into_iter().flat_map(|checks| checks.range(..=on));
        checks.fold(HouseCheck::default(), |before, (_, check)| before.then(*check))
    }

    /// What the supports that a question is about had handed out by a day. A house counts once, and when it passed.
    #[must_use]
    pub fn totals(&self, of: impl Fn(&Support) -> bool, on: NaiveDate) -> OutputTotals {
        let mut totals = OutputTotals::new();
        for (support, HandedOut { output, count, .. }) in self.chosen(of).filter(|(support, _)| support.day <= on) {
            if output.is_inspected() {
                totals.add_house(*output, self.inspected(&support.id, on));
            } else {
                totals.add(*output, *count);
            }
        }
        totals
    }

    /// What was lent by the supports that a question is about; `None` if none of them is a loan.
    ///
    /// # Errors
    /// [`DeliveryError::Quantity`] for loans in several currencies.
    pub fn lent(&self, of: impl Fn(&Support) -> bool) -> Result<Option<Money>, DeliveryError> {
        Ok(Money::sum(self.chosen(of).filter_map(|(_, handed_out)| handed_out.lent))?)
    }

    fn chosen(&self, of: impl Fn(&Support) -> bool) -> impl Iterator<Item = (&Support, &HandedOut)> {
        let supports =
            self.handed_out.iter().filter_map(|(id, handed_out)| Some((self.supports.find(id)?, handed_out)));
        supports.filter(move |(support, _)| of(support))
    }
}
