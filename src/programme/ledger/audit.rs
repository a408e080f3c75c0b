//! The law of every line, checked anew from the entries.

use super::figures::Figures;
use super::transaction::Transaction;
use super::{BudgetRules, Ledger, LineId, Posting, Rejection};
use crate::journal::{Entry, EntryId};
use crate::programme::BudgetLine;
use crate::quantity::Currency;
use chrono::NaiveDate;
use thiserror::Error;

/// A line whose entries break the law of a line.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Violation {
    /// A figure below zero at the end of a day.
    #[error(
        "line [{line}] breaks its law at the end of {on}: unreleased {unreleased}, held {held}, committed {committed}, advanced {advanced}, paid {paid}"
    )]
    Unlawful {
        /// The line.
        line: BudgetLine,
        /// The day.
        on: NaiveDate,
        /// Assigned and not released, in the smallest unit of the currency, as the next four.
        unreleased: i64,
        /// Released and not spent.
        held: i64,
        /// Committed.
        committed: i64,
        /// Advanced and not cleared.
        advanced: i64,
        /// Paid.
        paid: i64,
    },
    /// Figures that are not the sum of the entries: a fault of this library.
    #[error("line [{0}] does not show the sum of its entries")]
    NotTheSum(BudgetLine),
    /// More carried over by a rule than it allows.
    #[error("line [{line}] carries over more by rule `{rule}` than it allows")]
    CarriedTooMuch {
        /// The line.
        line: BudgetLine,
        /// The rule.
        rule: String,
    },
    /// Two corrections of one entry.
    #[error("entry {0} is corrected twice")]
    CorrectedTwice(EntryId),
    /// An entry that can't be in a ledger whatever came before.
    #[error(transparent)]
    Rejected(#[from] Box<Rejection>),
}

impl Violation {
    /// A stable, documented code of this kind of violation.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unlawful { .. } => "programme/unlawful-line",
            Self::NotTheSum(_) => "programme/not-the-sum",
            Self::CarriedTooMuch { .. } => "programme/carried-too-much",
            Self::CorrectedTwice(_) => "programme/corrected-twice",
            Self::Rejected(rejection) => rejection.code(),
        }
    }
}

impl Ledger {
    /// Checks the law of every line at the end of every day from the entries alone, and that the figures kept are their sums.
    ///
    /// # Errors
    /// The first [`Violation`], by line and day. A ledger that was only ever posted to has none.
    pub fn audit(&self) -> Result<(), Violation> {
        let mut changes: Vec<(LineId, NaiveDate, Figures)> = Vec::with_capacity(self.journal().entries().len());
        for entry in self.journal().entries() {
            for effect in self.effects(&entry.content).into_iter().flatten() {
                changes.push((effect.line, entry.valid, Figures::default().after(effect.leg, effect.units)));
            }
        }
        changes.sort_unstable_by_key(|(line, day, _)| (*line, *day));
        let mut days = changes.chunk_by(|left, right| left.0 == right.0).peekable();
        for (number, line) in self.lines() {
            let own = days.next_if(|changes| changes.first().is_some_and(|first| first.0 == number)).unwrap_or(&[]);
            let mut figures = Figures::default();
            for day in own.chunk_by(|left, right| left.1 == right.1) {
                figures = day.iter().fold(figures, |sum, (_, _, change)| sum.plus(*change));
                if let (false, Some((_, on, _))) = (figures.hold(), day.first()) {
                    let Figures { unreleased, held, committed, advanced, paid } = figures;
                    let (line, on) = (line.clone(), *on);
                    return Err(Violation::Unlawful { line, on, unreleased, held, committed, advanced, paid });
                }
            }
            if self.states().get(number.place()).is_none_or(|state| state.figures != figures) {
                return Err(Violation::NotTheSum(line.clone()));
            }
            self.audit_carry_over(number, line)?;
        }
        Ok(())
    }

    fn audit_carry_over(&self, number: LineId, line: &BudgetLine) -> Result<(), Violation> {
        for rule in self.rules().carry_over() {
            if self.allowed_by(rule, number).is_some_and(|allowed| allowed < 0) {
                return Err(Violation::CarriedTooMuch { line: line.clone(), rule: rule.id.clone() });
            }
        }
        Ok(())
    }

    /// The ledger of entries that were posted elsewhere, in any order of the entries of a day.
    ///
    /// What counts is the law at the end of every day, so a journal that a ledger posted gives the same balances however the
    /// entries of each day are ordered.
    ///
    /// # Errors
    /// [`Violation::Rejected`] for an entry that no ledger takes; otherwise as [`Ledger::audit`].
    pub fn replay(
        currency: Currency,
        rules: BudgetRules,
        entries: impl IntoIterator<Item = Entry<Transaction>>,
    ) -> Result<Self, Violation> {
        let mut ledger = Self::new(currency, rules);
        let mut postings: Vec<Entry<Posting>> = Vec::new();
        for entry in entries {
            let content = ledger.posting(entry.id, entry.content)?;
            let (id, valid, recorded) = (entry.id, entry.valid, entry.recorded);
            postings.push(Entry { id, valid, recorded, content });
        }
        postings.sort_by_key(|entry| (entry.recorded, entry.valid));
        ledger.load(postings)?;
        ledger.audit()?;
        Ok(ledger)
    }
}
