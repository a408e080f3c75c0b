//! The ledger.

use super::figures::{Effect, Figures, LineState, effects};
use super::touch::{Change, NONE, Touches, changes};
use super::{Amount, AmountError, BudgetRules, Flow, Posting, Rejection, Restated, RuleId, Violation};
use super::{amount, figures::Leg};
use crate::journal::{Entry, EntryId, Journal};
use crate::programme::BudgetLine;
use crate::quantity::{Currency, Money};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// The number of a line in the ledger that gave it out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LineId(core::num::NonZeroU32);

impl LineId {
    /// Place in the ledger's list of lines, from 0.
    pub(super) fn place(self) -> usize {
        usize::try_from(self.0.get().saturating_sub(1)).unwrap_or(usize::MAX)
    }

    pub(super) fn at(place: usize) -> Option<Self> {
        u32::try_from(place.checked_add(1)?).ok().and_then(core::num::NonZeroU32::new).map(Self)
    }

    /// The number, from 1 in the order in which lines were opened.
    #[must_use]
    pub const fn number(self) -> u32 {
        self.0.get()
    }
}

/// What became of an entry that the ledger did not refuse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Posted {
    /// It was posted.
    New,
    /// It had been posted before; nothing changed.
    Known,
}

/// Money of one currency on budget lines, moved by the entries of a journal.
///
/// ```
/// use poverty::journal::Entry;
/// use poverty::programme::ledger::{BudgetRules, Flow, Ledger, Movement};
/// use poverty::programme::{BudgetLine, Capital, FiscalYear, FundingSource};
/// use poverty::quantity::{Currency, Money};
/// let mut ledger = Ledger::new(Currency::VND, BudgetRules::viet_nam()?);
/// let year = FiscalYear::new(2023)?;
/// let line = BudgetLine::new("3.1", FundingSource::CentralBudget, Capital::Recurrent, "66", year)?;
/// let line = ledger.open(line)?;
/// let million = |millions: i64| ledger.amount(Money::vnd(millions * 1_000_000));
/// let (ten, six, five) = (million(10)?, million(6)?, million(5)?);
///
/// ledger.post(Entry::new(1, "2023-01-10".parse()?, Movement::on(line, Flow::Appropriation, ten)))?;
/// ledger.post(Entry::new(2, "2023-02-01".parse()?, Movement::on(line, Flow::Release, six)))?;
/// ledger.post(Entry::new(3, "2023-05-20".parse()?, Movement::on(line, Flow::Disbursement, five)))?;
///
/// let rejection = ledger.post(Entry::new(4, "2023-06-01".parse()?, Movement::on(line, Flow::Disbursement, five)));
/// assert_eq!(
///     rejection.unwrap_err().to_string(),
///     "entry 4: disbursement of 5,000,000 VND on line [3.1, central budget, recurrent, place 66, 2023] exceeds what is \
///      released and not spent, 1,000,000 VND on 2023-06-01"
/// );
/// let totals = ledger.as_of("2023-12-31".parse()?).line(line);
/// assert_eq!(totals.balance(), Money::vnd(5_000_000));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Ledger {
    currency: Currency,
    rules: BudgetRules,
    lines: Vec<BudgetLine>,
    numbers: BTreeMap<BudgetLine, LineId>,
    states: Vec<LineState>,
    touches: Touches,
    journal: Journal<Posting>,
    /// Which entry corrected which.
    corrected: BTreeMap<EntryId, EntryId>,
    /// Deadline of the money that was carried over to a line.
    deadlines: BTreeMap<LineId, NaiveDate>,
    /// What stands for each line in the bytes that are hashed.
    #[cfg(feature = "chain")]
    marks: Vec<super::canonical::LineMark>,
}

impl Ledger {
    /// A ledger without lines and entries.
    #[must_use]
    pub fn new(currency: Currency, rules: BudgetRules) -> Self {
        Self {
            currency,
            rules,
            lines: Vec::new(),
            numbers: BTreeMap::new(),
            states: Vec::new(),
            touches: Touches::default(),
            journal: Journal::new(),
            corrected: BTreeMap::new(),
            deadlines: BTreeMap::new(),
            #[cfg(feature = "chain")]
            marks: Vec::new(),
        }
    }

    /// The currency of all amounts.
    #[must_use]
    pub const fn currency(&self) -> Currency {
        self.currency
    }

    /// The rules by which years close and money is carried over.
    #[must_use]
    pub const fn rules(&self) -> &BudgetRules {
        &self.rules
    }

    /// The entries that were posted, in the order in which they were recorded.
    #[must_use]
    pub const fn journal(&self) -> &Journal<Posting> {
        &self.journal
    }

    /// Money as an amount of this ledger.
    ///
    /// # Errors
    /// Any [`AmountError`].
    pub fn amount(&self, money: Money) -> Result<Amount, AmountError> {
        Amount::of(money, self.currency)
    }

    /// The number of a line, which is opened if it is new.
    ///
    /// # Errors
    /// [`Rejection::UnknownLine`] past 4,294,967,295 lines.
    pub fn open(&mut self, line: BudgetLine) -> Result<LineId, Box<Rejection>> {
        if let Some(number) = self.numbers.get(&line) {
            return Ok(*number);
        }
        let number =
            LineId::at(self.lines.len()).ok_or(Rejection::UnknownLine { entry: EntryId::new(0), number: u32::MAX })?;
        let calendar = self.rules.calendar();
        let year = line.year();
        let spend_until =
            // Carried-over money is spent until its rule's deadline, and before it is carried over there is none.
            if line.is_carried() { year.last_day() } else { calendar.spend_until.in_year(year.next()) };
        self.states.push(LineState {
            figures: Figures::default(),
            // A line for money of an earlier year has no plan of its own.
            plan_until: if line.is_carried() { NaiveDate::MIN } else { year.last_day() },
            budget_until: year.last_day(),
            spend_until,
            closes: calendar.closes.in_year(year.next()),
            last: year.first_day(),
            head: NONE,
        });
        #[cfg(feature = "chain")]
        self.marks.push(super::canonical::line_mark(&line));
        self.lines.push(line.clone());
        self.numbers.insert(line, number);
        Ok(number)
    }

    /// The number of a line that is open.
    #[must_use]
    pub fn find(&self, line: &BudgetLine) -> Option<LineId> {
        self.numbers.get(line).copied()
    }

    /// The line of a number.
    #[must_use]
    pub fn line(&self, number: LineId) -> Option<&BudgetLine> {
        self.lines.get(number.place())
    }

    /// All lines with their numbers, in the order in which they were opened.
    pub fn lines(&self) -> impl Iterator<Item = (LineId, &BudgetLine)> {
        self.lines.iter().enumerate().filter_map(|(place, line)| Some((LineId::at(place)?, line)))
    }

    /// Posts an entry, or refuses it and stays as it was. An entry that was posted before changes nothing.
    ///
    /// An entry may be dated before entries that are there: then the law of the line must hold at the end of every day from
    /// its date on.
    ///
    /// # Errors
    /// Any [`Rejection`], in a box because it says a lot.
    #[inline]
    pub fn post(&mut self, entry: Entry<Posting>) -> Result<Posted, Box<Rejection>> {
        if self.post_in_order(&entry) { Ok(Posted::New) } else { self.post_with_care(entry) }
    }

    /// What is common: a flow that is newer than all entries, on a day on which nothing happened later, and lawful. Nothing is
    /// done otherwise.
    #[inline]
    pub(super) fn post_in_order(&mut self, entry: &Entry<Posting>) -> bool {
        let Posting::Flow { flow, line, amount } = entry.content else { return false };
        let Some(state) = self.states.get_mut(line.place()) else { return false };
        let figures = state.figures.after(Leg::Flow(flow), amount.signed());
        let is_open = entry.valid >= state.last && entry.valid <= state.until(flow);
        if !(is_open && figures.hold() && self.touches.has_room(1) && self.journal.append_next(entry)) {
            return false;
        }
        if let Some(head) = self.touches.push(state.head) {
            state.head = head;
        }
        state.figures = figures;
        state.last = entry.valid;
        true
    }

    /// What is rare: movements between lines, corrections, entries that are known, dated back or out of order, and whatever
    /// must be refused.
    #[cold]
    pub(super) fn post_with_care(&mut self, entry: Entry<Posting>) -> Result<Posted, Box<Rejection>> {
        if !self.journal.check(&entry).map_err(refused)?.is_new() {
            return Ok(Posted::Known);
        }
        let changes = self.check(&entry)?;
        for change in &changes {
            self.check_history(&entry, change)?;
        }
        self.apply(&entry, changes)?;
        self.journal.append_checked(entry);
        Ok(Posted::New)
    }

    fn apply(&mut self, entry: &Entry<Posting>, changes: Vec<Change>) -> Result<(), Box<Rejection>> {
        if !self.touches.has_room(changes.len().max(1)) {
            return Err(refused(crate::journal::JournalError::Full { id: entry.id }));
        }
        let mut changes = changes.into_iter();
        // Every entry has a number, one that takes back what had no effect as well.
        let first = changes.next();
        let head = first.and_then(|change| self.states.get(change.line.place())).map_or(NONE, |state| state.head);
        let number = self.touches.push(head);
        if let (Some(change), Some(number)) = (first, number) {
            self.change(entry, change, number);
        }
        for change in changes {
            let head = self.states.get(change.line.place()).map_or(NONE, |state| state.head);
            if let Some(number) = self.touches.push_other(head) {
                self.change(entry, change, number);
            }
        }
        match entry.content {
            Posting::Correction { reverses, .. } => {
                self.corrected.insert(reverses, entry.id);
            }
            Posting::CarryOver { to, rule, .. } => self.set_deadline(to, rule),
            Posting::Flow { .. } | Posting::Reallocation { .. } => {}
        }
        Ok(())
    }

    fn change(&mut self, entry: &Entry<Posting>, change: Change, head: u32) {
        if let Some(state) = self.states.get_mut(change.line.place()) {
            state.figures = state.figures.plus(change.figures);
            state.last = state.last.max(entry.valid);
            state.head = head;
        }
    }

    fn set_deadline(&mut self, to: LineId, rule: RuleId) {
        let year = self.line(to).map(BudgetLine::year);
        if let (Some(year), Some(rule)) = (year, self.rules.numbered(rule)) {
            let deadline = rule.spend_until.in_year(year);
            if let Some(state) = self.states.get_mut(to.place()) {
                state.spend_until = deadline;
            }
            self.deadlines.insert(to, deadline);
        }
    }

    /// The entry that a chain of corrections began with.
    pub(super) fn base_of<'a>(&'a self, mut entry: &'a Entry<Posting>) -> &'a Entry<Posting> {
        while let Posting::Correction { reverses, .. } = entry.content {
            match self.journal.find(reverses) {
                Some(earlier) => entry = earlier,
                None => break,
            }
        }
        entry
    }

    /// The movement that an entry stands for now: itself, or what a correction restated.
    fn standing(&self, entry: &Entry<Posting>) -> Option<Posting> {
        match entry.content {
            Posting::Correction { restated, .. } => Some(restate(&self.base_of(entry).content, restated?)),
            content @ (Posting::Flow { .. } | Posting::Reallocation { .. } | Posting::CarryOver { .. }) => {
                Some(content)
            }
        }
    }

    /// The parts of any movement: for a correction those of what stood, reversed, and those of what stands.
    pub(super) fn effects(&self, posting: &Posting) -> [Option<Effect>; 4] {
        let Posting::Correction { reverses, restated } = *posting else {
            let [first, second] = effects(posting);
            return [first, second, None, None];
        };
        let Some(wrong) = self.journal.find(reverses) else { return [None; 4] };
        let stood = self.standing(wrong).map_or([None, None], |stood| effects(&stood));
        let stands =
            restated.map_or([None, None], |restated| effects(&restate(&self.base_of(wrong).content, restated)));
        let reversed = |effect: Effect| Effect { units: effect.units.saturating_neg(), ..effect };
        let ([first, second], [third, fourth]) = (stood, stands);
        [first.map(reversed), second.map(reversed), third, fourth]
    }

    /// Takes entries without looking at the figures of their lines: [`Ledger::audit`] does that for all of them at once.
    pub(super) fn load(&mut self, entries: Vec<Entry<Posting>>) -> Result<(), Violation> {
        let start = self.journal.entries().len();
        for entry in entries {
            // All entries come first, so that a correction finds what it corrects whatever their order.
            self.journal.append(entry).map_err(refused)?;
        }
        for place in start..self.journal.entries().len() {
            let Some(entry) = self.journal.at(place).copied() else { continue };
            let changes = match self.check(&entry) {
                Ok(changes) => changes,
                // How much was added late is known once all entries are there.
                Err(rejection) if matches!(*rejection, Rejection::CarryOverExceeds { .. }) => {
                    changes(self.effects(&entry.content).into_iter().flatten())
                }
                Err(rejection) => {
                    return Err(if let Rejection::CorrectedBefore { reverses, .. } = *rejection {
                        Violation::CorrectedTwice(reverses)
                    } else {
                        rejection.into()
                    });
                }
            };
            self.apply(&entry, changes)?;
        }
        Ok(())
    }

    /// Units of one entry or line as money, which holds every 64-bit number.
    pub(super) fn money(&self, units: i64) -> Money {
        amount::money(i128::from(units), self.currency).unwrap_or_else(|| Money::zero(self.currency))
    }

    /// The deadline of the money that was carried over to a line.
    pub(super) fn deadline(&self, line: LineId) -> Option<NaiveDate> {
        self.deadlines.get(&line).copied()
    }

    /// The entry that corrected another one.
    pub(super) fn corrected_by(&self, wrong: EntryId) -> Option<EntryId> {
        self.corrected.get(&wrong).copied()
    }

    /// Makes room for more entries.
    pub fn reserve(&mut self, entries: usize) {
        self.journal.reserve(entries);
        self.touches.reserve(entries);
    }

    #[cfg(feature = "chain")]
    pub(super) fn marks(&self) -> &[super::canonical::LineMark] {
        &self.marks
    }

    pub(super) fn states(&self) -> &[LineState] {
        &self.states
    }

    pub(super) const fn touches(&self) -> &Touches {
        &self.touches
    }
}

/// Whether only the year's own plan may do it.
pub(super) const fn needs_plan(flow: Flow) -> bool {
    matches!(flow, Flow::Appropriation | Flow::Supplement)
}

/// The same kind of movement on other lines.
pub(super) fn restate(base: &Posting, restated: Restated<LineId, Amount>) -> Posting {
    let Restated { line, to, amount } = restated;
    match (*base, to) {
        (Posting::Flow { flow, .. }, _) => Posting::Flow { flow, line, amount },
        (Posting::Reallocation { .. }, Some(to)) => Posting::Reallocation { from: line, to, amount },
        (Posting::CarryOver { rule, .. }, Some(to)) => Posting::CarryOver { from: line, to, amount, rule },
        (other, _) => other,
    }
}

#[cold]
pub(super) fn refused(rejection: impl Into<Rejection>) -> Box<Rejection> {
    Box::new(rejection.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::programme::{Capital, FiscalYear, FundingSource};

    #[test]
    fn figures_that_are_not_the_sum_of_the_entries_are_found() {
        let mut ledger = Ledger::new(Currency::VND, BudgetRules::viet_nam().unwrap());
        let year = FiscalYear::new(2024).unwrap();
        let line = BudgetLine::new("3.1", FundingSource::CentralBudget, Capital::Recurrent, "66", year).unwrap();
        let line = ledger.open(line).unwrap();
        let amount = Amount::from_units(5).unwrap();
        ledger.post(Entry::new(1, year.first_day(), Posting::on(line, Flow::Appropriation, amount))).unwrap();
        ledger.audit().unwrap();
        ledger.states[line.place()].figures.paid = 1;
        let violation = ledger.audit().unwrap_err();
        assert_eq!(violation.code(), "programme/not-the-sum");
        assert_eq!(
            violation.to_string(),
            "line [3.1, central budget, recurrent, place 66, 2024] does not show the sum of its entries"
        );
    }
}
