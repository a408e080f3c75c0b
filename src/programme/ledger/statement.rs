//! What was appropriated, released, spent and left, at any date.

use super::figures::{Effect, Leg};
use super::{Flow, Ledger, LineId, Posting, amount};
use crate::journal::Entry;
use crate::programme::BudgetLine;
use crate::quantity::{Currency, Money};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// Sums of the entries of one line, or of many.
///
/// Corrections count under what they correct: a disbursement that was entered wrongly is as if it had never been, from the
/// day of its correction on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Totals {
    currency: Currency,
    appropriated: i128,
    supplemented: i128,
    cancelled: i128,
    released: i128,
    withdrawn: i128,
    committed: i128,
    decommitted: i128,
    disbursed: i128,
    disbursed_committed: i128,
    advanced: i128,
    advanced_committed: i128,
    cleared: i128,
    returned: i128,
    recovered: i128,
    refunded: i128,
    moved_in: i128,
    moved_out: i128,
    carried_in: i128,
    carried_out: i128,
}

/// Sums of 2^32 entries of at most 2^60 have at most 92 bits, the sum of a few of them 96: so arithmetic on them can't
/// overflow, and money holds them.
macro_rules! sum {
    ($self:ident, $($sign:tt $field:ident)+) => {
        $self.money(0_i128 $( .$sign($self.$field) )+)
    };
}

impl Totals {
    /// Nothing.
    #[must_use]
    pub const fn zero(currency: Currency) -> Self {
        Self {
            currency,
            appropriated: 0,
            supplemented: 0,
            cancelled: 0,
            released: 0,
            withdrawn: 0,
            committed: 0,
            decommitted: 0,
            disbursed: 0,
            disbursed_committed: 0,
            advanced: 0,
            advanced_committed: 0,
            cleared: 0,
            returned: 0,
            recovered: 0,
            refunded: 0,
            moved_in: 0,
            moved_out: 0,
            carried_in: 0,
            carried_out: 0,
        }
    }

    fn add(&mut self, effect: &Effect) {
        let sum = match effect.leg {
            Leg::Flow(Flow::Appropriation) => &mut self.appropriated,
            Leg::Flow(Flow::Supplement) => &mut self.supplemented,
            Leg::Flow(Flow::Cancellation) => &mut self.cancelled,
            Leg::Flow(Flow::Release) => &mut self.released,
            Leg::Flow(Flow::Withdrawal) => &mut self.withdrawn,
            Leg::Flow(Flow::Commitment) => &mut self.committed,
            Leg::Flow(Flow::Decommitment) => &mut self.decommitted,
            Leg::Flow(Flow::Disbursement) => &mut self.disbursed,
            Leg::Flow(Flow::CommittedDisbursement) => &mut self.disbursed_committed,
            Leg::Flow(Flow::Advance) => &mut self.advanced,
            Leg::Flow(Flow::CommittedAdvance) => &mut self.advanced_committed,
            Leg::Flow(Flow::Clearing) => &mut self.cleared,
            Leg::Flow(Flow::AdvanceReturn) => &mut self.returned,
            Leg::Flow(Flow::Recovery) => &mut self.recovered,
            Leg::Flow(Flow::Refund) => &mut self.refunded,
            Leg::MovedIn => &mut self.moved_in,
            Leg::MovedOut => &mut self.moved_out,
            Leg::CarriedIn => &mut self.carried_in,
            Leg::CarriedOut => &mut self.carried_out,
        };
        *sum = sum.wrapping_add(i128::from(effect.units));
    }

    fn combined(self, other: &Self, combine: fn(i128, i128) -> i128) -> Self {
        Self {
            currency: self.currency,
            appropriated: combine(self.appropriated, other.appropriated),
            supplemented: combine(self.supplemented, other.supplemented),
            cancelled: combine(self.cancelled, other.cancelled),
            released: combine(self.released, other.released),
            withdrawn: combine(self.withdrawn, other.withdrawn),
            committed: combine(self.committed, other.committed),
            decommitted: combine(self.decommitted, other.decommitted),
            disbursed: combine(self.disbursed, other.disbursed),
            disbursed_committed: combine(self.disbursed_committed, other.disbursed_committed),
            advanced: combine(self.advanced, other.advanced),
            advanced_committed: combine(self.advanced_committed, other.advanced_committed),
            cleared: combine(self.cleared, other.cleared),
            returned: combine(self.returned, other.returned),
            recovered: combine(self.recovered, other.recovered),
            refunded: combine(self.refunded, other.refunded),
            moved_in: combine(self.moved_in, other.moved_in),
            moved_out: combine(self.moved_out, other.moved_out),
            carried_in: combine(self.carried_in, other.carried_in),
            carried_out: combine(self.carried_out, other.carried_out),
        }
    }

    /// The sum with the totals of other lines of the same currency.
    #[must_use]
    pub fn plus(self, other: &Self) -> Self {
        self.combined(other, i128::wrapping_add)
    }

    /// What happened since an earlier statement of the same lines.
    #[must_use]
    pub fn since(self, earlier: &Self) -> Self {
        self.combined(earlier, i128::wrapping_sub)
    }

    fn money(&self, units: i128) -> Money {
        amount::money(units, self.currency).unwrap_or_else(|| Money::zero(self.currency))
    }

    /// The original budget.
    #[must_use]
    pub fn appropriated(&self) -> Money {
        self.money(self.appropriated)
    }

    /// What was added during the year.
    #[must_use]
    pub fn supplemented(&self) -> Money {
        self.money(self.supplemented)
    }

    /// What came from other lines of the year.
    #[must_use]
    pub fn moved_in(&self) -> Money {
        self.money(self.moved_in)
    }

    /// What went to other lines of the year.
    #[must_use]
    pub fn moved_out(&self) -> Money {
        self.money(self.moved_out)
    }

    /// The plan after supplements and reallocations, without what was carried in.
    #[must_use]
    pub fn plan(&self) -> Money {
        sum!(self, wrapping_add appropriated wrapping_add supplemented wrapping_add moved_in wrapping_sub moved_out)
    }

    /// What was carried in from the year before.
    #[must_use]
    pub fn carried_in(&self) -> Money {
        self.money(self.carried_in)
    }

    /// What was carried out into the next year.
    #[must_use]
    pub fn carried_out(&self) -> Money {
        self.money(self.carried_out)
    }

    /// What could be used: the plan and what was carried in.
    #[must_use]
    pub fn available(&self) -> Money {
        sum!(
            self,
            wrapping_add appropriated wrapping_add supplemented wrapping_add moved_in wrapping_sub moved_out
            wrapping_add carried_in
        )
    }

    /// What was released and not taken back.
    #[must_use]
    pub fn released(&self) -> Money {
        sum!(self, wrapping_add released wrapping_sub withdrawn)
    }

    /// What was committed in all, without what was given up: paid from commitments or still open.
    #[must_use]
    pub fn committed(&self) -> Money {
        sum!(self, wrapping_add committed wrapping_sub decommitted)
    }

    /// Commitments that are still open.
    #[must_use]
    pub fn open_commitments(&self) -> Money {
        sum!(
            self,
            wrapping_add committed wrapping_sub decommitted
            wrapping_sub disbursed_committed wrapping_sub advanced_committed
        )
    }

    /// Paid for accepted work, cleared advances included, recoveries taken off.
    #[must_use]
    pub fn paid(&self) -> Money {
        sum!(
            self,
            wrapping_add disbursed wrapping_add disbursed_committed wrapping_add cleared wrapping_sub recovered
        )
    }

    /// Advances that are neither cleared nor returned.
    #[must_use]
    pub fn open_advances(&self) -> Money {
        sum!(
            self,
            wrapping_add advanced wrapping_add advanced_committed wrapping_sub cleared wrapping_sub returned
        )
    }

    /// What was disbursed (giải ngân): payments and open advances.
    #[must_use]
    pub fn disbursed(&self) -> Money {
        sum!(
            self,
            wrapping_add disbursed wrapping_add disbursed_committed wrapping_add advanced
            wrapping_add advanced_committed wrapping_sub returned wrapping_sub recovered
        )
    }

    /// What went back to the level above.
    #[must_use]
    pub fn refunded(&self) -> Money {
        self.money(self.refunded)
    }

    /// What lapsed.
    #[must_use]
    pub fn cancelled(&self) -> Money {
        self.money(self.cancelled)
    }

    /// What is assigned and not released.
    #[must_use]
    pub fn unreleased(&self) -> Money {
        sum!(
            self,
            wrapping_add appropriated wrapping_add supplemented wrapping_add moved_in wrapping_sub moved_out
            wrapping_add carried_in wrapping_sub carried_out wrapping_sub cancelled
            wrapping_sub released wrapping_add withdrawn
        )
    }

    /// What is released and not spent.
    #[must_use]
    pub fn held(&self) -> Money {
        sum!(
            self,
            wrapping_add released wrapping_sub withdrawn wrapping_sub disbursed wrapping_sub disbursed_committed
            wrapping_sub advanced wrapping_sub advanced_committed wrapping_add returned wrapping_add recovered
            wrapping_sub refunded
        )
    }

    /// What is left: unreleased and held.
    #[must_use]
    pub fn balance(&self) -> Money {
        sum!(
            self,
            wrapping_add appropriated wrapping_add supplemented wrapping_add moved_in wrapping_sub moved_out
            wrapping_add carried_in wrapping_sub carried_out wrapping_sub cancelled wrapping_sub refunded
            wrapping_sub disbursed wrapping_sub disbursed_committed wrapping_sub advanced
            wrapping_sub advanced_committed wrapping_add returned wrapping_add recovered
        )
    }
}

/// A ledger as of a day.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    ledger: &'a Ledger,
    valid: NaiveDate,
    recorded: Option<NaiveDate>,
}

impl<'a> View<'a> {
    /// Only what was known at the end of a day.
    #[must_use]
    pub const fn as_known_on(self, recorded: NaiveDate) -> Self {
        Self { recorded: Some(recorded), ..self }
    }

    fn counts(self, entry: &Entry<Posting>) -> bool {
        entry.valid <= self.valid && self.recorded.is_none_or(|recorded| entry.recorded <= recorded)
    }

    /// The totals of one line.
    #[must_use]
    pub fn line(self, line: LineId) -> Totals {
        let mut totals = Totals::zero(self.ledger.currency());
        let head = self.ledger.states().get(line.place()).map_or(0, |state| state.head);
        let touches = self.ledger.touches().of(head).filter_map(|place| self.ledger.journal().at(place));
        for entry in touches.filter(|entry| self.counts(entry)) {
            let effects = self.ledger.effects(&entry.content);
            effects.iter().flatten().filter(|effect| effect.line == line).for_each(|effect| totals.add(effect));
        }
        totals
    }

    /// The totals of all lines, in one pass over the entries.
    #[must_use]
    pub fn statement(self) -> Statement<'a> {
        let mut totals = vec![Totals::zero(self.ledger.currency()); self.ledger.states().len()];
        for entry in self.ledger.journal().entries().iter().filter(|entry| self.counts(entry)) {
            for effect in self.ledger.effects(&entry.content).iter().flatten() {
                if let Some(line) = totals.get_mut(effect.line.place()) {
                    line.add(effect);
                }
            }
        }
        Statement { ledger: self.ledger, totals }
    }
}

/// The totals of all lines of a ledger, as of a day.
#[derive(Clone, Debug)]
pub struct Statement<'a> {
    ledger: &'a Ledger,
    totals: Vec<Totals>,
}

impl Statement<'_> {
    /// Each line with its totals, in the order in which lines were opened.
    pub fn lines(&self) -> impl Iterator<Item = (LineId, &BudgetLine, &Totals)> {
        self.ledger.lines().zip(&self.totals).map(|((number, line), totals)| (number, line, totals))
    }

    /// The totals of the lines that a question is about.
    #[must_use]
    pub fn total(&self, of: impl Fn(&BudgetLine) -> bool) -> Totals {
        let zero = Totals::zero(self.ledger.currency());
        self.lines().filter(|(_, line, _)| of(line)).fold(zero, |sum, (_, _, totals)| sum.plus(totals))
    }

    /// The totals by whatever lines have in common: the component, the source, the year.
    #[must_use]
    pub fn by<K: Ord>(&self, key: impl Fn(&BudgetLine) -> K) -> BTreeMap<K, Totals> {
        let mut groups = BTreeMap::new();
        for (_, line, totals) in self.lines() {
            let group = groups.entry(key(line)).or_insert_with(|| Totals::zero(self.ledger.currency()));
            *group = group.plus(totals);
        }
        groups
    }
}

impl Ledger {
    /// The ledger as of a day, as it is known now.
    #[must_use]
    pub const fn as_of(&self, valid: NaiveDate) -> View<'_> {
        View { ledger: self, valid, recorded: None }
    }
}
