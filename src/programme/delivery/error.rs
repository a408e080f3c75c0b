//! What can be wrong with what was delivered.

use crate::programme::FiscalYear;
use crate::programme::structure::SupportKind;
use crate::quantity::{Count, QuantityError};
use crate::source::Language;
use chrono::NaiveDate;
use thiserror::Error;

/// Why something delivered could not be recorded or judged.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum DeliveryError {
    /// One id with two contents.
    #[error("support `{0}` is there with other content: an id stands for one support")]
    OtherContent(String),
    /// A blank id or household.
    #[error("{field} of a support is blank, expected a code")]
    Blank {
        /// Which field.
        field: &'static str,
    },
    /// An output that its kind of support does not hand out.
    #[error(
        "support `{support}` is {}, which hands out no {unit}: expected {}",
        found.name(Language::English),
        expected.name(Language::English)
    )]
    OtherKind {
        /// The support.
        support: String,
        /// One of the output in words.
        unit: &'static str,
        /// The kind of the support.
        found: SupportKind,
        /// The kind that hands the output out.
        expected: SupportKind,
    },
    /// None of the output, or several of what a support is one of.
    #[error("support `{support}` counts {count} of `{unit}`, expected {expected}")]
    HowMany {
        /// The support.
        support: String,
        /// One of the output in words.
        unit: &'static str,
        /// How many as given.
        count: Count,
        /// What is accepted.
        expected: &'static str,
    },
    /// A loan without its amount, an amount that is none, or an amount of something else.
    #[error("support `{support}` is {fault}")]
    LoanAmount {
        /// The support.
        support: String,
        /// What is wrong.
        fault: &'static str,
    },
    /// A loan and its support on two days.
    #[error("support `{support}` is of {day}, but its loan was made on {lent}")]
    LoanDay {
        /// The support.
        support: String,
        /// Its day.
        day: NaiveDate,
        /// The day of the loan.
        lent: NaiveDate,
    },
    /// An inspection of nothing that was recorded.
    #[error("an inspection is of support `{0}`, which is not recorded")]
    UnknownSupport(String),
    /// An inspection of something that is no house.
    #[error("an inspection is of support `{support}`, a {unit}: only houses are inspected")]
    NotInspected {
        /// The support.
        support: String,
        /// One of the output in words.
        unit: &'static str,
    },
    /// An inspection before the support.
    #[error("support `{support}` of {given} can't be inspected on {day}")]
    InspectedBefore {
        /// The support.
        support: String,
        /// The day of the support.
        given: NaiveDate,
        /// The day of the inspection.
        day: NaiveDate,
    },
    /// Two inspections of a house on one day.
    #[error("support `{support}` was inspected on {day} with another outcome: one inspection a day")]
    OtherInspection {
        /// The support.
        support: String,
        /// The day.
        day: NaiveDate,
    },
    /// Two values for one year.
    #[error("indicator `{indicator}` has two {what} for {year}")]
    RepeatedYear {
        /// The indicator.
        indicator: String,
        /// Targets or actual values.
        what: &'static str,
        /// The year.
        year: FiscalYear,
    },
    /// A target or value that does not lie after the baseline.
    #[error("indicator `{indicator}` has a {what} for {year}, which does not lie after its baseline of {baseline}")]
    BeforeBaseline {
        /// The indicator.
        indicator: String,
        /// A target or an actual value.
        what: &'static str,
        /// The year.
        year: FiscalYear,
        /// The year of the baseline.
        baseline: FiscalYear,
    },
    /// No target at all.
    #[error("indicator `{0}` has no target, expected at least one")]
    NoTarget(String),
    /// A target that goes the other way.
    #[error("indicator `{indicator}` is to {direction}, but its target for {year} goes the other way")]
    WrongWay {
        /// The indicator.
        indicator: String,
        /// `rise` or `fall`.
        direction: &'static str,
        /// The year.
        year: FiscalYear,
    },
    /// A number that does not fit.
    #[error(transparent)]
    Quantity(#[from] QuantityError),
}

impl DeliveryError {
    /// A stable, documented code of this kind of error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::OtherContent(_) => "programme/support-other-content",
            Self::Blank { .. } => "programme/support-blank",
            Self::OtherKind { .. } => "programme/support-other-kind",
            Self::HowMany { .. } => "programme/support-how-many",
            Self::LoanAmount { .. } => "programme/support-loan-amount",
            Self::LoanDay { .. } => "programme/support-loan-day",
            Self::UnknownSupport(_) => "programme/unknown-support",
            Self::NotInspected { .. } => "programme/not-inspected",
            Self::InspectedBefore { .. } => "programme/inspected-before",
            Self::OtherInspection { .. } => "programme/other-inspection",
            Self::RepeatedYear { .. } => "programme/repeated-year",
            Self::BeforeBaseline { .. } => "programme/before-baseline",
            Self::NoTarget(_) => "programme/no-target",
            Self::WrongWay { .. } => "programme/wrong-way",
            Self::Quantity(error) => error.code(),
        }
    }
}
