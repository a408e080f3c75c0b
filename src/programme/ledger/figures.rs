//! The five figures of a line and what movements do to them.

use super::{Amount, Flow, LineId, Posting};
use chrono::NaiveDate;

/// A part of a movement on one line: the flows, and both ends of what moves between lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Leg {
    Flow(Flow),
    MovedOut,
    MovedIn,
    CarriedOut,
    CarriedIn,
}

impl Leg {
    /// Growth of unreleased, held, committed, advanced, paid for one unit.
    #[inline]
    fn growth(self) -> [i64; 5] {
        match self {
            Self::Flow(flow) => GROWTH.get(flow as usize).copied().unwrap_or_default(),
            Self::MovedIn | Self::CarriedIn => [1, 0, 0, 0, 0],
            Self::MovedOut | Self::CarriedOut => [-1, 0, 0, 0, 0],
        }
    }
}

/// The table of [`Flow`], in its order: a look-up costs the same whatever flow comes next.
const GROWTH: [[i64; 5]; 15] = [
    [1, 0, 0, 0, 0],   // appropriation
    [1, 0, 0, 0, 0],   // supplement
    [-1, 0, 0, 0, 0],  // cancellation
    [-1, 1, 0, 0, 0],  // release
    [1, -1, 0, 0, 0],  // withdrawal
    [0, 0, 1, 0, 0],   // commitment
    [0, 0, -1, 0, 0],  // decommitment
    [0, -1, 0, 0, 1],  // disbursement
    [0, -1, -1, 0, 1], // committed disbursement
    [0, -1, 0, 1, 0],  // advance
    [0, -1, -1, 1, 0], // committed advance
    [0, 0, 0, -1, 1],  // clearing
    [0, 1, 0, -1, 0],  // return of an advance
    [0, 1, 0, 0, -1],  // recovery
    [0, -1, 0, 0, 0],  // refund
];

/// What a line has, in minor units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Figures {
    pub(super) unreleased: i64,
    pub(super) held: i64,
    pub(super) committed: i64,
    pub(super) advanced: i64,
    pub(super) paid: i64,
}

/// Figures stay below 2^61, so that the sum of two of them and of an amount never leaves 63 bits.
const BITS: u32 = 61;

impl Figures {
    /// What is neither spent nor reserved.
    pub(super) const fn uncommitted(self) -> i64 {
        self.unreleased.wrapping_add(self.held).wrapping_sub(self.committed)
    }

    /// Whether the figures are lawful: none below zero, commitments covered, none too large to add to.
    #[inline]
    pub(super) const fn hold(self) -> bool {
        let all = self.unreleased | self.held | self.committed | self.advanced | self.paid | self.uncommitted();
        all.cast_unsigned() >> BITS == 0 || self.is_at_most_limit()
    }

    /// The sum of two lawful figures may have the next bit.
    #[cold]
    const fn is_at_most_limit(self) -> bool {
        let none_negative = self.unreleased | self.held | self.committed | self.advanced | self.paid;
        none_negative >= 0 && none_negative >> BITS == 0 && self.uncommitted() >= 0
    }

    /// Whether a figure is too large, as against below zero.
    pub(super) const fn overflow(self) -> bool {
        let limit = 1_i64 << BITS;
        self.unreleased >= limit
            || self.held >= limit
            || self.committed >= limit
            || self.advanced >= limit
            || self.paid >= limit
    }

    /// The figures after a part of a movement. Wraps past 64 bits only from figures that did not hold.
    #[inline]
    pub(super) fn after(self, leg: Leg, units: i64) -> Self {
        let [unreleased, held, committed, advanced, paid] = leg.growth();
        Self {
            unreleased: self.unreleased.wrapping_add(unreleased.wrapping_mul(units)),
            held: self.held.wrapping_add(held.wrapping_mul(units)),
            committed: self.committed.wrapping_add(committed.wrapping_mul(units)),
            advanced: self.advanced.wrapping_add(advanced.wrapping_mul(units)),
            paid: self.paid.wrapping_add(paid.wrapping_mul(units)),
        }
    }

    /// The sum, figure by figure.
    pub(super) const fn plus(self, other: Self) -> Self {
        Self {
            unreleased: self.unreleased.wrapping_add(other.unreleased),
            held: self.held.wrapping_add(other.held),
            committed: self.committed.wrapping_add(other.committed),
            advanced: self.advanced.wrapping_add(other.advanced),
            paid: self.paid.wrapping_add(other.paid),
        }
    }

    /// The difference, figure by figure.
    pub(super) const fn minus(self, other: Self) -> Self {
        Self {
            unreleased: self.unreleased.wrapping_sub(other.unreleased),
            held: self.held.wrapping_sub(other.held),
            committed: self.committed.wrapping_sub(other.committed),
            advanced: self.advanced.wrapping_sub(other.advanced),
            paid: self.paid.wrapping_sub(other.paid),
        }
    }
}

/// One line's part of a movement: positive units, or negative ones where an earlier part is reversed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Effect {
    pub(super) line: LineId,
    pub(super) leg: Leg,
    pub(super) units: i64,
}

/// The parts of a movement that is not a correction.
pub(super) fn effects(posting: &Posting) -> [Option<Effect>; 2] {
    let effect = |line: LineId, leg: Leg, amount: Amount| Some(Effect { line, leg, units: amount.signed() });
    match *posting {
        Posting::Flow { flow, line, amount } => [effect(line, Leg::Flow(flow), amount), None],
        Posting::Reallocation { from, to, amount } => {
            [effect(from, Leg::MovedOut, amount), effect(to, Leg::MovedIn, amount)]
        }
        Posting::CarryOver { from, to, amount, .. } => {
            [effect(from, Leg::CarriedOut, amount), effect(to, Leg::CarriedIn, amount)]
        }
        Posting::Correction { .. } => [None, None],
    }
}

/// A line in memory: one cache line.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
pub(super) struct LineState {
    pub(super) figures: Figures,
    /// Last day on which the year's own plan may grow.
    pub(super) plan_until: NaiveDate,
    /// Last day on which money may be moved, released and reserved.
    pub(super) budget_until: NaiveDate,
    /// Last day on which money may be spent.
    pub(super) spend_until: NaiveDate,
    /// Last day on which anything may be written.
    pub(super) closes: NaiveDate,
    /// Last day on which something happened; the first day of the year before anything did.
    pub(super) last: NaiveDate,
    /// Newest of the line's touches, from 1; 0 for none.
    pub(super) head: u32,
}

impl LineState {
    /// Last day for a flow.
    #[inline]
    pub(super) const fn until(&self, flow: Flow) -> NaiveDate {
        match flow {
            Flow::Appropriation | Flow::Supplement => self.plan_until,
            Flow::Release | Flow::Commitment => self.budget_until,
            Flow::Disbursement | Flow::CommittedDisbursement | Flow::Advance | Flow::CommittedAdvance => {
                self.spend_until
            }
            Flow::Cancellation
            | Flow::Withdrawal
            | Flow::Decommitment
            | Flow::Clearing
            | Flow::AdvanceReturn
            | Flow::Recovery
            | Flow::Refund => self.closes,
        }
    }
}

/// Whether a flow takes money out of the line for good or in advance.
pub(super) const fn spends(flow: Flow) -> bool {
    matches!(flow, Flow::Disbursement | Flow::CommittedDisbursement | Flow::Advance | Flow::CommittedAdvance)
}
