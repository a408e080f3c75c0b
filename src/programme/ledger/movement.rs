//! What an entry of a ledger does.

use super::{Amount, LineId, RuleId};
use crate::journal::EntryId;
use core::fmt;
use serde::{Deserialize, Serialize};

/// What money does on one line.
///
/// A line has five figures, none of them ever below zero: money not yet released, money held (released and not spent),
/// commitments (a reserve on both), advances (paid, not yet accounted for) and payments for accepted work. The table says
/// which of them grow (+) and shrink (-).
///
/// | flow | | unreleased | held | committed | advanced | paid |
/// |---|---|---|---|---|---|---|
/// | [`Appropriation`](Flow::Appropriation) | giao dự toán, giao kế hoạch vốn | + | | | | |
/// | [`Supplement`](Flow::Supplement) | bổ sung | + | | | | |
/// | [`Cancellation`](Flow::Cancellation) | hủy dự toán | - | | | | |
/// | [`Release`](Flow::Release) | cấp phát | - | + | | | |
/// | [`Withdrawal`](Flow::Withdrawal) | thu hồi kinh phí đã cấp | + | - | | | |
/// | [`Commitment`](Flow::Commitment) | cam kết chi | | | + | | |
/// | [`Decommitment`](Flow::Decommitment) | hủy cam kết | | | - | | |
/// | [`Disbursement`](Flow::Disbursement) | thanh toán | | - | | | + |
/// | [`CommittedDisbursement`](Flow::CommittedDisbursement) | thanh toán theo cam kết | | - | - | | + |
/// | [`Advance`](Flow::Advance) | tạm ứng | | - | | + | |
/// | [`CommittedAdvance`](Flow::CommittedAdvance) | tạm ứng theo cam kết | | - | - | + | |
/// | [`Clearing`](Flow::Clearing) | thu hồi tạm ứng qua thanh toán | | | | - | + |
/// | [`AdvanceReturn`](Flow::AdvanceReturn) | hoàn trả tạm ứng | | + | | - | |
/// | [`Recovery`](Flow::Recovery) | thu hồi khoản đã chi | | + | | | - |
/// | [`Refund`](Flow::Refund) | nộp trả ngân sách cấp trên | | - | | | |
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Flow {
    /// The year's money is assigned: the original budget.
    Appropriation,
    /// Money is added during the year.
    Supplement,
    /// Money that may no longer be used lapses.
    Cancellation,
    /// Money may be spent from now on.
    Release,
    /// A release is taken back.
    Withdrawal,
    /// Money is reserved for a contract.
    Commitment,
    /// A reserve is given up.
    Decommitment,
    /// Accepted work is paid, outside of any reserve.
    Disbursement,
    /// Accepted work is paid from the reserve of its contract.
    CommittedDisbursement,
    /// Paid before work is accepted, outside of any reserve.
    Advance,
    /// Paid before work is accepted, from the reserve of its contract.
    CommittedAdvance,
    /// An advance is accounted for by accepted work.
    Clearing,
    /// An advance comes back unspent.
    AdvanceReturn,
    /// A payment comes back.
    Recovery,
    /// Money that was released goes back to the level above.
    Refund,
}

impl Flow {
    /// Every flow.
    pub const ALL: [Self; 15] = [
        Self::Appropriation,
        Self::Supplement,
        Self::Cancellation,
        Self::Release,
        Self::Withdrawal,
        Self::Commitment,
        Self::Decommitment,
        Self::Disbursement,
        Self::CommittedDisbursement,
        Self::Advance,
        Self::CommittedAdvance,
        Self::Clearing,
        Self::AdvanceReturn,
        Self::Recovery,
        Self::Refund,
    ];

    /// The word in files, `committed_disbursement`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Appropriation => "appropriation",
            Self::Supplement => "supplement",
            Self::Cancellation => "cancellation",
            Self::Release => "release",
            Self::Withdrawal => "withdrawal",
            Self::Commitment => "commitment",
            Self::Decommitment => "decommitment",
            Self::Disbursement => "disbursement",
            Self::CommittedDisbursement => "committed_disbursement",
            Self::Advance => "advance",
            Self::CommittedAdvance => "committed_advance",
            Self::Clearing => "clearing",
            Self::AdvanceReturn => "advance_return",
            Self::Recovery => "recovery",
            Self::Refund => "refund",
        }
    }
}

impl fmt::Display for Flow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.id().replace('_', " "))
    }
}

/// What an entry does: on one line, between two, or to an earlier entry.
///
/// Inside of a ledger, lines and rules are numbers that the ledger gave out ([`Posting`]). Outside, they are written in full
/// ([`Transaction`](super::Transaction)).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Movement<L, A, R> {
    /// On one line.
    Flow {
        /// What.
        flow: Flow,
        /// Where.
        line: L,
        /// How much.
        amount: A,
    },
    /// Money not yet released moves to another component or place of the same year, source and kind of capital, điều chỉnh.
    Reallocation {
        /// From.
        from: L,
        /// To.
        to: L,
        /// How much.
        amount: A,
    },
    /// Money not yet released moves to the same line of the next year, under a rule that allows it, chuyển nguồn.
    CarryOver {
        /// From.
        from: L,
        /// To: the line [`carried_over`](crate::programme::BudgetLine::carried_over).
        to: L,
        /// How much.
        amount: A,
        /// The rule.
        rule: R,
    },
    /// An earlier entry is reversed, and where it was wrong only in part, restated: the same kind of movement on these
    /// lines with this amount.
    Correction {
        /// The entry that was wrong.
        reverses: EntryId,
        /// What should have been; `None` where nothing should have been.
        restated: Option<Restated<L, A>>,
    },
}

/// What a corrected entry should have been. Its kind stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Restated<L, A> {
    /// The line, or the line from which money moved.
    pub line: L,
    /// The line to which money moved, for movements between two.
    pub to: Option<L>,
    /// How much.
    pub amount: A,
}

/// A movement with lines, amounts and rules as a ledger keeps them.
pub type Posting = Movement<LineId, Amount, RuleId>;

impl<L, A, R> Movement<L, A, R> {
    /// What happens on one line.
    #[must_use]
    pub const fn on(line: L, flow: Flow, amount: A) -> Self {
        Self::Flow { flow, line, amount }
    }

    /// The word for what it does.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Flow { flow, .. } => flow.to_string(),
            Self::Reallocation { .. } => "reallocation".to_owned(),
            Self::CarryOver { .. } => "carry-over".to_owned(),
            Self::Correction { .. } => "correction".to_owned(),
        }
    }

    /// The same movement with lines, amounts and rules in another form.
    ///
    /// # Errors
    /// The first error of the conversions.
    pub fn try_map<L2, A2, R2, E>(
        self,
        mut line: impl FnMut(L) -> Result<L2, E>,
        mut amount: impl FnMut(A) -> Result<A2, E>,
        rule: impl FnOnce(R) -> Result<R2, E>,
    ) -> Result<Movement<L2, A2, R2>, E> {
        Ok(match self {
            Self::Flow { flow, line: on, amount: much } => {
                Movement::Flow { flow, line: line(on)?, amount: amount(much)? }
            }
            Self::Reallocation { from, to, amount: much } => {
                Movement::Reallocation { from: line(from)?, to: line(to)?, amount: amount(much)? }
            }
            Self::CarryOver { from, to, amount: much, rule: by } => {
                Movement::CarryOver { from: line(from)?, to: line(to)?, amount: amount(much)?, rule: rule(by)? }
            }
            Self::Correction { reverses, restated } => {
                let restated = match restated {
                    None => None,
                    Some(restated) => Some(Restated {
                        line: line(restated.line)?,
                        to: restated.to.map(&mut line).transpose()?,
                        amount: amount(restated.amount)?,
                    }),
                };
                Movement::Correction { reverses, restated }
            }
        })
    }
}
