//! One error over the floors' errors.

use crate::household::{EthnicityError, HouseholdError};
#[cfg(feature = "journal")]
use crate::journal::JournalError;
use crate::measure::MeasureError;
use crate::measure::administrative::AdministrativeError;
use crate::measure::income::IncomeError;
use crate::measure::panel::PanelError;
#[cfg(feature = "csv")]
use crate::measure::spec::SpecError;
use crate::place::PlaceError;
#[cfg(feature = "programme")]
use crate::programme::BudgetLineError;
#[cfg(feature = "programme")]
use crate::programme::allocation::AllocationError;
#[cfg(feature = "programme")]
use crate::programme::credit::CreditError;
#[cfg(feature = "programme")]
use crate::programme::delivery::DeliveryError;
#[cfg(feature = "programme")]
use crate::programme::exchange::ExchangeError;
#[cfg(feature = "programme")]
use crate::programme::ledger::{AmountError, Rejection, RulesError, Violation};
#[cfg(feature = "programme")]
use crate::programme::rates::RatesError;
#[cfg(feature = "programme")]
use crate::programme::structure::StructureError;
use crate::published::PublishedError;
use crate::quantity::QuantityError;
#[cfg(feature = "register")]
use crate::register::RegisterError;
#[cfg(all(feature = "register", feature = "programme"))]
use crate::register::entitlement::EntitlementError;
#[cfg(feature = "quality")]
use crate::register::quality::QualityError;
#[cfg(feature = "register")]
use crate::register::review::{Refused, ReviewError};
use crate::source::TextError;
use crate::standard::{ProfileError, StandardError};
use thiserror::Error;

/// Any error of the crate, for callers that go through several floors.
///
/// Each floor has its own enumeration, to be matched on; `?` turns any of them into this one. The message is the floor's.
///
/// ```
/// fn rate() -> Result<String, poverty::Error> {
///     use poverty::quantity::{Ratio, Rounding};
///     let standard = poverty::standard::Standards::embedded().in_force("VN", "2024-12-31".parse().unwrap_or_default())?;
///     let rate = Ratio::new(34_434, 539_718)?;
///     Ok(format!("{} by {}", rate.percent(2, Rounding::HalfUp), standard.id()))
/// }
/// assert_eq!(rate()?, "6.38 % by vn-decree-07-2021");
/// # Ok::<(), poverty::Error>(())
/// ```
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Error)]
pub enum Error {
    /// Of a number.
    #[error(transparent)]
    Quantity(#[from] QuantityError),
    /// Of a text in several languages.
    #[error(transparent)]
    Text(#[from] TextError),
    /// Of a place.
    #[error(transparent)]
    Place(#[from] PlaceError),
    /// Of an ethnic group.
    #[error(transparent)]
    Ethnicity(#[from] EthnicityError),
    /// Of a household.
    #[error(transparent)]
    Household(#[from] HouseholdError),
    /// Of a profile of deprivations.
    #[error(transparent)]
    Profile(#[from] ProfileError),
    /// Of a standard.
    #[error(transparent)]
    Standard(#[from] StandardError),
    /// Of a measure.
    #[error(transparent)]
    Measure(#[from] MeasureError),
    /// Of an administrative rate.
    #[error(transparent)]
    Administrative(#[from] AdministrativeError),
    /// Of a measure of incomes.
    #[error(transparent)]
    Income(#[from] IncomeError),
    /// Of a panel.
    #[error(transparent)]
    Panel(#[from] PanelError),
    /// Of a specification of what to measure, or of the survey that it is about.
    #[cfg(feature = "csv")]
    #[error(transparent)]
    Spec(#[from] SpecError),
    /// Of interventions, or of what they would change.
    #[cfg(feature = "simulate")]
    #[error(transparent)]
    Intervention(#[from] crate::simulate::intervention::InterventionError),
    /// Of a measure of targeting.
    #[cfg(feature = "simulate")]
    #[error(transparent)]
    Targeting(#[from] crate::simulate::targeting::TargetingError),
    /// Of a path to a target.
    #[cfg(feature = "simulate")]
    #[error(transparent)]
    Path(#[from] crate::simulate::path::PathError),
    /// Of a plan.
    #[cfg(feature = "simulate")]
    #[error(transparent)]
    Plan(#[from] crate::simulate::plan::PlanError),
    /// Of a report.
    #[cfg(feature = "report")]
    #[error(transparent)]
    Report(#[from] crate::report::ReportError),
    /// Of a published figure.
    #[error(transparent)]
    Published(#[from] PublishedError),
    /// Of a journal.
    #[cfg(feature = "journal")]
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// Of a store of a journal.
    #[cfg(feature = "chain")]
    #[error(transparent)]
    Store(#[from] crate::journal::StoreError),
    /// Of a budget line.
    #[cfg(feature = "programme")]
    #[error(transparent)]
    BudgetLine(#[from] BudgetLineError),
    /// Of the data of a programme.
    #[cfg(feature = "programme")]
    #[error(transparent)]
    Structure(#[from] StructureError),
    /// Of a rate of programme money.
    #[cfg(feature = "programme")]
    #[error(transparent)]
    Rates(#[from] RatesError),
    /// Of an allocation.
    #[cfg(feature = "programme")]
    #[error(transparent)]
    Allocation(#[from] AllocationError),
    /// Of credit.
    #[cfg(feature = "programme")]
    #[error(transparent)]
    Credit(#[from] CreditError),
    /// Of what was delivered.
    #[cfg(feature = "programme")]
    #[error(transparent)]
    Delivery(#[from] DeliveryError),
    /// Of an exchange with another system.
    #[cfg(feature = "programme")]
    #[error(transparent)]
    Exchange(#[from] ExchangeError),
    /// Of an amount in a ledger.
    #[cfg(feature = "programme")]
    #[error(transparent)]
    Amount(#[from] AmountError),
    /// Of budget rules.
    #[cfg(feature = "programme")]
    #[error(transparent)]
    BudgetRules(#[from] RulesError),
    /// Of an entry that a ledger refused.
    #[cfg(feature = "programme")]
    #[error(transparent)]
    Rejection(#[from] Box<Rejection>),
    /// Of a ledger whose entries break the law of a line.
    #[cfg(feature = "programme")]
    #[error(transparent)]
    Violation(#[from] Violation),
    /// Of a table of a ledger's entries.
    #[cfg(all(feature = "csv", feature = "programme"))]
    #[error(transparent)]
    LedgerTable(#[from] crate::programme::ledger::TableError),
    /// Of the register.
    #[cfg(feature = "register")]
    #[error(transparent)]
    Register(#[from] RegisterError),
    /// Of the rules of a register, a search for duplicates or an audit.
    #[cfg(feature = "quality")]
    #[error(transparent)]
    Quality(#[from] QualityError),
    /// Of what a household may get.
    #[cfg(all(feature = "register", feature = "programme"))]
    #[error(transparent)]
    Entitlement(#[from] EntitlementError),
}

#[cfg(feature = "register")]
impl From<ReviewError> for Error {
    fn from(error: ReviewError) -> Self {
        Self::Register(error.into())
    }
}

#[cfg(feature = "register")]
impl<R: core::fmt::Debug> From<Box<Refused<R>>> for Error {
    /// The reason alone: the review is given up.
    fn from(refused: Box<Refused<R>>) -> Self {
        refused.error.into()
    }
}

impl Error {
    /// A stable, documented code of this kind of error: the floor and the kind, `quantity/zero-denominator`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Quantity(error) => error.code(),
            Self::Text(error) => error.code(),
            Self::Place(error) => error.code(),
            Self::Ethnicity(error) => error.code(),
            Self::Household(error) => error.code(),
            Self::Profile(error) => error.code(),
            Self::Standard(error) => error.code(),
            Self::Measure(error) => error.code(),
            Self::Administrative(error) => error.code(),
            Self::Income(error) => error.code(),
            Self::Panel(error) => error.code(),
            #[cfg(feature = "csv")]
            Self::Spec(error) => error.code(),
            #[cfg(feature = "simulate")]
            Self::Intervention(error) => error.code(),
            #[cfg(feature = "simulate")]
            Self::Targeting(error) => error.code(),
            #[cfg(feature = "simulate")]
            Self::Path(error) => error.code(),
            #[cfg(feature = "simulate")]
            Self::Plan(error) => error.code(),
            #[cfg(feature = "report")]
            Self::Report(error) => error.code(),
            Self::Published(error) => error.code(),
            #[cfg(feature = "journal")]
            Self::Journal(error) => error.code(),
            #[cfg(feature = "chain")]
            Self::Store(error) => error.code(),
            #[cfg(feature = "programme")]
            Self::BudgetLine(error) => error.code(),
            #[cfg(feature = "programme")]
            Self::Structure(error) => error.code(),
            #[cfg(feature = "programme")]
            Self::Rates(error) => error.code(),
            #[cfg(feature = "programme")]
            Self::Allocation(error) => error.code(),
            #[cfg(feature = "programme")]
            Self::Credit(error) => error.code(),
            #[cfg(feature = "programme")]
            Self::Delivery(error) => error.code(),
            #[cfg(feature = "programme")]
            Self::Exchange(error) => error.code(),
            #[cfg(feature = "programme")]
            Self::Amount(error) => error.code(),
            #[cfg(feature = "programme")]
            Self::BudgetRules(error) => error.code(),
            #[cfg(feature = "programme")]
            Self::Rejection(error) => error.code(),
            #[cfg(feature = "programme")]
            Self::Violation(error) => error.code(),
            #[cfg(all(feature = "csv", feature = "programme"))]
            Self::LedgerTable(error) => error.code(),
            #[cfg(feature = "register")]
            Self::Register(error) => error.code(),
            #[cfg(feature = "quality")]
            Self::Quality(error) => error.code(),
            #[cfg(all(feature = "register", feature = "programme"))]
            Self::Entitlement(error) => error.code(),
        }
    }
}
