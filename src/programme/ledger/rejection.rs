//! Why a ledger refuses an entry.

use super::AmountError;
use crate::journal::{EntryId, JournalError};
use crate::programme::{BudgetLine, BudgetLineError, FiscalYear};
use crate::quantity::Money;
use chrono::NaiveDate;
use core::fmt;
use thiserror::Error;

/// An entry that asks for more than there is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shortfall {
    /// The entry.
    pub entry: EntryId,
    /// What it does, `disbursement`.
    pub movement: String,
    /// The line that has not enough.
    pub line: BudgetLine,
    /// What the entry takes from it.
    pub amount: Money,
    /// What was there.
    pub available: Money,
    /// The day on whose end it was there: that of the entry, or a later one for an entry dated back.
    pub on: NaiveDate,
}

impl fmt::Display for Shortfall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { entry, movement, line, amount, .. } = self;
        write!(f, "entry {entry}: {movement} of {amount} on line [{line}]")
    }
}

/// Why a [`Ledger`](super::Ledger) refuses an entry. It leaves no trace in the ledger.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Rejection {
    /// The journal refuses it: another entry has the id, or it was recorded before the last one.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// The amount is none.
    #[error(transparent)]
    Amount(#[from] AmountError),
    /// The line is none.
    #[error(transparent)]
    Line(#[from] BudgetLineError),
    /// More than is assigned and not yet released.
    #[error("{0} exceeds what is assigned and not released, {available} on {on}", available = .0.available, on = .0.on)]
    ExceedsUnreleased(Shortfall),
    /// More than is released and not yet spent.
    #[error("{0} exceeds what is released and not spent, {available} on {on}", available = .0.available, on = .0.on)]
    ExceedsReleased(Shortfall),
    /// More than is committed.
    #[error("{0} exceeds what is committed, {available} on {on}", available = .0.available, on = .0.on)]
    ExceedsCommitted(Shortfall),
    /// More than is advanced and not yet cleared.
    #[error("{0} exceeds the advances that are open, {available} on {on}", available = .0.available, on = .0.on)]
    ExceedsAdvanced(Shortfall),
    /// More than was paid.
    #[error("{0} exceeds what was paid, {available} on {on}", available = .0.available, on = .0.on)]
    ExceedsPaid(Shortfall),
    /// More than commitments leave free.
    #[error("{0} exceeds what commitments leave free, {available} on {on}", available = .0.available, on = .0.on)]
    ExceedsUncommitted(Shortfall),
    /// A line can't hold that much.
    #[error("{0} is too much: a line holds less than 2^61 of the smallest unit")]
    TooLarge(Shortfall),
    /// A line that the ledger does not have.
    #[error("entry {entry} is on line number {number}, which this ledger did not give out")]
    UnknownLine {
        /// The entry.
        entry: EntryId,
        /// The number.
        number: u32,
    },
    /// A rule that the ledger does not have.
    #[error("entry {entry} names carry-over rule `{rule}`, which is not among the ledger's rules")]
    UnknownRule {
        /// The entry.
        entry: EntryId,
        /// The rule.
        rule: String,
    },
    /// A day on which the line is not open for such an entry.
    #[error(
        "entry {entry}: {movement} of {amount} on {date} is outside of {from} to {until}, when line [{line}] is open for it"
    )]
    OutsideFiscalYear {
        /// The entry.
        entry: EntryId,
        /// What it does.
        movement: String,
        /// The line.
        line: BudgetLine,
        /// How much.
        amount: Money,
        /// The day.
        date: NaiveDate,
        /// First day for such an entry.
        from: NaiveDate,
        /// Last day for such an entry.
        until: NaiveDate,
    },
    /// Spending of carried-over money after the rule's deadline.
    #[error(
        "entry {entry}: {movement} of {amount} on {date} comes after {deadline}, the deadline for money carried over on line [{line}]"
    )]
    AfterDeadline {
        /// The entry.
        entry: EntryId,
        /// What it does.
        movement: String,
        /// The line.
        line: BudgetLine,
        /// How much.
        amount: Money,
        /// The day.
        date: NaiveDate,
        /// Last day on which the money may be spent.
        deadline: NaiveDate,
    },
    /// The year's own plan on a line for money carried over from an earlier year.
    #[error("entry {entry}: {movement} on line [{line}], whose money can only be carried over from {planned}")]
    PlanOnCarriedLine {
        /// The entry.
        entry: EntryId,
        /// What it does.
        movement: String,
        /// The line.
        line: BudgetLine,
        /// The year in which the line's money was planned.
        planned: FiscalYear,
    },
    /// A reallocation between lines that may not exchange money.
    #[error("entry {entry}: {amount} can't move from [{from}] to [{to}]: {differing}")]
    ReallocationAcross {
        /// The entry.
        entry: EntryId,
        /// From.
        from: BudgetLine,
        /// To.
        to: BudgetLine,
        /// How much.
        amount: Money,
        /// What differs, or that they are the same line.
        differing: &'static str,
    },
    /// A carry-over into another line than that of the next year.
    #[error("entry {entry}: {amount} of [{from}] can only be carried over to [{}], not to [{to}]", from.carried_over())]
    CarryOverPath {
        /// The entry.
        entry: EntryId,
        /// From.
        from: BudgetLine,
        /// To.
        to: BudgetLine,
        /// How much.
        amount: Money,
    },
    /// A carry-over that its rule does not allow.
    #[error("entry {entry}: {amount} of [{line}] can't be carried over by rule `{rule}`, which {reason}")]
    CarryOverNotAllowed {
        /// The entry.
        entry: EntryId,
        /// The line.
        line: BudgetLine,
        /// How much.
        amount: Money,
        /// The rule.
        rule: String,
        /// Why not.
        reason: String,
    },
    /// More than the rule allows to be carried over.
    #[error("entry {entry}: {amount} of [{line}] exceeds what rule `{rule}` allows to be carried over, {available}")]
    CarryOverExceeds {
        /// The entry.
        entry: EntryId,
        /// The line.
        line: BudgetLine,
        /// How much.
        amount: Money,
        /// The rule.
        rule: String,
        /// What it allows.
        available: Money,
    },
    /// Two deadlines for money on one line.
    #[error(
        "entry {entry}: money carried over by rule `{rule}` may be spent until {deadline}, but line [{line}] has money until {present}"
    )]
    DifferentDeadline {
        /// The entry.
        entry: EntryId,
        /// The line.
        line: BudgetLine,
        /// The rule.
        rule: String,
        /// The rule's deadline.
        deadline: NaiveDate,
        /// The deadline of the money that is there.
        present: NaiveDate,
    },
    /// A correction of an entry that is not in the ledger.
    #[error("entry {entry} corrects entry {reverses}, which is not in the ledger")]
    UnknownCorrected {
        /// The entry.
        entry: EntryId,
        /// What it corrects.
        reverses: EntryId,
    },
    /// A correction of an entry that was corrected before.
    #[error("entry {entry} corrects entry {reverses}, which entry {by} has corrected: correct that one")]
    CorrectedBefore {
        /// The entry.
        entry: EntryId,
        /// What it corrects.
        reverses: EntryId,
        /// What corrected it.
        by: EntryId,
    },
    /// A correction dated before what it corrects.
    #[error("entry {entry} of {date} corrects entry {reverses}, which is of {valid}: a correction can't come first")]
    CorrectionBefore {
        /// The entry.
        entry: EntryId,
        /// Its day.
        date: NaiveDate,
        /// What it corrects.
        reverses: EntryId,
        /// The day of that.
        valid: NaiveDate,
    },
    /// A restatement with one line of a movement between two, or the other way round.
    #[error("entry {entry} restates entry {reverses} ({movement}) with {found} lines, expected {expected}")]
    RestatedLines {
        /// The entry.
        entry: EntryId,
        /// What it corrects.
        reverses: EntryId,
        /// What that did.
        movement: String,
        /// Lines given.
        found: u8,
        /// Lines needed.
        expected: u8,
    },
}

impl Rejection {
    /// A stable, documented code of this kind of rejection.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Journal(error) => error.code(),
            Self::Amount(error) => error.code(),
            Self::Line(error) => error.code(),
            Self::ExceedsUnreleased(_) => "programme/exceeds-unreleased",
            Self::ExceedsReleased(_) => "programme/exceeds-released",
            Self::ExceedsCommitted(_) => "programme/exceeds-committed",
            Self::ExceedsAdvanced(_) => "programme/exceeds-advanced",
            Self::ExceedsPaid(_) => "programme/exceeds-paid",
            Self::ExceedsUncommitted(_) => "programme/exceeds-uncommitted",
            Self::TooLarge(_) => "programme/line-too-large",
            Self::UnknownLine { .. } => "programme/unknown-line",
            Self::UnknownRule { .. } => "programme/unknown-rule",
            Self::OutsideFiscalYear { .. } => "programme/outside-fiscal-year",
            Self::AfterDeadline { .. } => "programme/after-deadline",
            Self::PlanOnCarriedLine { .. } => "programme/plan-on-carried-line",
            Self::ReallocationAcross { .. } => "programme/reallocation-across",
            Self::CarryOverPath { .. } => "programme/carry-over-path",
            Self::CarryOverNotAllowed { .. } => "programme/carry-over-not-allowed",
            Self::CarryOverExceeds { .. } => "programme/carry-over-exceeds",
            Self::DifferentDeadline { .. } => "programme/different-deadline",
            Self::UnknownCorrected { .. } => "programme/unknown-corrected",
            Self::CorrectedBefore { .. } => "programme/corrected-before",
            Self::CorrectionBefore { .. } => "programme/correction-before",
            Self::RestatedLines { .. } => "programme/restated-lines",
        }
    }
}
