//! Whether an entry may be posted, and if not, why.

use super::figures::{Figures, LineState, spends};
use super::ledger::{needs_plan, refused, restate};
use super::touch::{Change, changes};
use super::{Amount, CarryOverRule, Flow, Ledger, LineId, Movement, Posting, Rejection, Restated, RuleId, Shortfall};
use crate::journal::{Entry, EntryId};
use crate::programme::BudgetLine;
use chrono::NaiveDate;

impl Ledger {
    /// What the entry changes on each line, if its lines, days and rules allow it.
    pub(super) fn check(&self, entry: &Entry<Posting>) -> Result<Vec<Change>, Box<Rejection>> {
        match entry.content {
            Movement::Flow { flow, line, amount } => self.check_flow(entry, flow, line, amount)?,
            Movement::Reallocation { from, to, amount } => self.check_reallocation(entry, from, to, amount)?,
            Movement::CarryOver { from, to, amount, rule } => self.check_carry_over(entry, from, to, amount, rule)?,
            Movement::Correction { reverses, restated } => self.check_correction(entry, reverses, restated)?,
        }
        let changes = changes(self.effects(&entry.content).into_iter().flatten());
        if matches!(entry.content, Movement::Correction { .. }) {
            for change in &changes {
                let (line, state) = self.known(entry, change.line)?;
                self.check_days(entry, line, change.units, line.year().first_day(), state.closes)?;
            }
            self.check_allowances(entry, &changes)?;
        }
        Ok(changes)
    }

    fn known(&self, entry: &Entry<Posting>, line: LineId) -> Result<(&BudgetLine, &LineState), Box<Rejection>> {
        match (self.line(line), self.states().get(line.place())) {
            (Some(line), Some(state)) => Ok((line, state)),
            _ => Err(refused(Rejection::UnknownLine { entry: entry.id, number: line.number() })),
        }
    }

    fn check_flow(
        &self,
        entry: &Entry<Posting>,
        flow: Flow,
        line: LineId,
        amount: Amount,
    ) -> Result<(), Box<Rejection>> {
        let (line, state) = self.known(entry, line)?;
        if needs_plan(flow) && line.is_carried() {
            return Err(refused(Rejection::PlanOnCarriedLine {
                entry: entry.id,
                movement: entry.content.name(),
                line: line.clone(),
                planned: line.planned(),
            }));
        }
        let until = state.until(flow);
        if line.is_carried() && spends(flow) && entry.valid > until {
            return Err(refused(Rejection::AfterDeadline {
                entry: entry.id,
                movement: entry.content.name(),
                line: line.clone(),
                amount: self.money(amount.signed()),
                date: entry.valid,
                deadline: until,
            }));
        }
        self.check_days(entry, line, amount.signed(), line.year().first_day(), until)
    }

    fn check_days(
        &self,
        entry: &Entry<Posting>,
        line: &BudgetLine,
        units: i64,
        from: NaiveDate,
        until: NaiveDate,
    ) -> Result<(), Box<Rejection>> {
        if (from..=until).contains(&entry.valid) {
            return Ok(());
        }
        Err(refused(Rejection::OutsideFiscalYear {
            entry: entry.id,
            movement: entry.content.name(),
            line: line.clone(),
            amount: self.money(units),
            date: entry.valid,
            from,
            until,
        }))
    }

    fn check_reallocation(
        &self,
        entry: &Entry<Posting>,
        from: LineId,
        to: LineId,
        amount: Amount,
    ) -> Result<(), Box<Rejection>> {
        let ((from, state), (to, _)) = (self.known(entry, from)?, self.known(entry, to)?);
        let differing = if from == to {
            "it is the same line"
        } else if (from.year(), from.planned()) != (to.year(), to.planned()) {
            "the years differ"
        } else if from.source() != to.source() {
            "the sources differ"
        } else if from.capital() != to.capital() {
            "the kinds of capital differ"
        } else {
            return self.check_days(entry, from, amount.signed(), from.year().first_day(), state.budget_until);
        };
        Err(refused(Rejection::ReallocationAcross {
            entry: entry.id,
            from: from.clone(),
            to: to.clone(),
            amount: self.money(amount.signed()),
            differing,
        }))
    }

    fn check_carry_over(
        &self,
        entry: &Entry<Posting>,
        from: LineId,
        to: LineId,
        amount: Amount,
        rule: RuleId,
    ) -> Result<(), Box<Rejection>> {
        let ((line, state), (next, _)) = (self.known(entry, from)?, self.known(entry, to)?);
        let id = entry.id;
        let much = self.money(amount.signed());
        if *next != line.carried_over() {
            let (from, to) = (line.clone(), next.clone());
            return Err(refused(Rejection::CarryOverPath { entry: id, from, to, amount: much }));
        }
        let Some(by) = self.rules().numbered(rule) else {
            return Err(refused(Rejection::UnknownRule { entry: id, rule: format!("number {}", rule.0) }));
        };
        let named = || (line.clone(), by.id.clone());
        if let Some(reason) = by.refusal(line, entry.valid) {
            let (line, rule) = named();
            return Err(refused(Rejection::CarryOverNotAllowed { entry: id, line, amount: much, rule, reason }));
        }
        // Money is carried into a year that has begun, while it may still be spent there and the old year is open.
        let deadline = by.spend_until.in_year(next.year());
        self.check_days(entry, line, amount.signed(), next.year().first_day(), deadline.min(state.closes))?;
        if let Some(present) = self.deadline(to).filter(|present| *present != deadline) {
            let (line, rule) = (next.clone(), by.id.clone());
            return Err(refused(Rejection::DifferentDeadline { entry: id, line, rule, deadline, present }));
        }
        if let Some(allowed) = self.allowed_by(by, from)
            && amount.signed() > allowed
        {
            let (line, rule) = named();
            let available = self.money(allowed.max(0));
            return Err(refused(Rejection::CarryOverExceeds { entry: id, line, amount: much, rule, available }));
        }
        Ok(())
    }

    /// How much more of a line may be carried over by a rule that looks at when money was added; `None` for no limit.
    pub(super) fn allowed_by(&self, by: &CarryOverRule, from: LineId) -> Option<i64> {
        by.only_added_after?;
        let head = self.states().get(from.place())?.head;
        let touches = self.touches().of(head).filter_map(|place| self.journal().at(place));
        Some(touches.fold(0, |sum: i64, entry| sum.saturating_add(self.part_of_allowance(by, from, entry))))
    }

    /// What an entry adds to what a rule allows to be carried over, or uses up of it. A correction counts by the day of what
    /// it corrects.
    fn part_of_allowance(&self, by: &CarryOverRule, from: LineId, entry: &Entry<Posting>) -> i64 {
        let base = self.base_of(entry);
        let counts = match base.content {
            Posting::Flow { flow: Flow::Appropriation | Flow::Supplement, .. } => {
                let planned = self.line(from).map(BudgetLine::planned);
                by.only_added_after.zip(planned).is_some_and(|(day, planned)| base.valid > day.in_year(planned))
            }
            Posting::CarryOver { rule, .. } => self.rules().numbered(rule).is_some_and(|used| used.id == by.id),
            Posting::Flow { .. } | Posting::Reallocation { .. } | Posting::Correction { .. } => false,
        };
        let effects = self.effects(&entry.content).into_iter().flatten().filter(|effect| counts && effect.line == from);
        effects.fold(0, |sum: i64, effect| {
            sum.saturating_add(Figures::default().after(effect.leg, effect.units).unreleased)
        })
    }

    /// What a correction takes away must not have been carried over already as money that was added late.
    fn check_allowances(&self, entry: &Entry<Posting>, changes: &[Change]) -> Result<(), Box<Rejection>> {
        for change in changes {
            for by in self.rules().carry_over() {
                let Some(allowed) = self.allowed_by(by, change.line) else { continue };
                let part = self.part_of_allowance(by, change.line, entry);
                if part < 0 && allowed.saturating_add(part) < 0 {
                    let (line, _) = self.known(entry, change.line)?;
                    return Err(refused(Rejection::CarryOverExceeds {
                        entry: entry.id,
                        line: line.clone(),
                        amount: self.money(part.saturating_neg()),
                        rule: by.id.clone(),
                        available: self.money(allowed.max(0)),
                    }));
                }
            }
        }
        Ok(())
    }

    fn check_correction(
        &self,
        entry: &Entry<Posting>,
        reverses: EntryId,
        restated: Option<Restated<LineId, Amount>>,
    ) -> Result<(), Box<Rejection>> {
        let id = entry.id;
        let Some(wrong) = self.journal().find(reverses) else {
            return Err(refused(Rejection::UnknownCorrected { entry: id, reverses }));
        };
        if let Some(by) = self.corrected_by(reverses) {
            return Err(refused(Rejection::CorrectedBefore { entry: id, reverses, by }));
        }
        if entry.valid < wrong.valid {
            let (date, valid) = (entry.valid, wrong.valid);
            return Err(refused(Rejection::CorrectionBefore { entry: id, date, reverses, valid }));
        }
        let Some(restated) = restated else { return Ok(()) };
        let base = self.base_of(wrong).content;
        let expected = if matches!(base, Posting::Flow { .. }) { 1 } else { 2 };
        let found = if restated.to.is_some() { 2 } else { 1 };
        if found != expected {
            let movement = base.name();
            return Err(refused(Rejection::RestatedLines { entry: id, reverses, movement, found, expected }));
        }
        // What is restated must be lawful by itself, apart from its day: that of the correction counts.
        let restated = Entry { content: restate(&base, restated), ..*entry };
        match restated.content {
            Movement::Flow { flow, line, .. } => {
                let (line, _) = self.known(entry, line)?;
                if needs_plan(flow) && line.is_carried() {
                    return Err(refused(Rejection::PlanOnCarriedLine {
                        entry: id,
                        movement: restated.content.name(),
                        line: line.clone(),
                        planned: line.planned(),
                    }));
                }
                Ok(())
            }
            Movement::Reallocation { from, to, amount } => {
                let opens = self.known(entry, from)?.0.year().first_day();
                self.check_reallocation(&Entry { valid: opens, ..restated }, from, to, amount)
            }
            Movement::CarryOver { from, to, amount, .. } => {
                let ((line, _), (next, _)) = (self.known(entry, from)?, self.known(entry, to)?);
                if *next == line.carried_over() {
                    return Ok(());
                }
                let (from, to) = (line.clone(), next.clone());
                let amount = self.money(amount.signed());
                Err(refused(Rejection::CarryOverPath { entry: id, from, to, amount }))
            }
            Movement::Correction { .. } => Ok(()),
        }
    }

    /// The law of a line must hold at the end of the entry's day and of every later day.
    pub(super) fn check_history(&self, entry: &Entry<Posting>, change: &Change) -> Result<(), Box<Rejection>> {
        let (line, state) = self.known(entry, change.line)?;
        let mut figures = state.figures;
        let mut later: Vec<(NaiveDate, Figures)> = Vec::new();
        if entry.valid < state.last {
            for touch in self.touches().of(state.head).filter_map(|place| self.journal().at(place)) {
                if touch.valid > entry.valid {
                    let parts = self.effects(&touch.content).into_iter().flatten();
                    let own = parts.filter(|effect| effect.line == change.line);
                    let sum = own.fold(Figures::default(), |sum, effect| sum.after(effect.leg, effect.units));
                    later.push((touch.valid, sum));
                }
            }
            later.sort_by_key(|(day, _)| *day);
        }
        // From the newest day back to that of the entry.
        let mut on = state.last.max(entry.valid);
        loop {
            let after = figures.plus(change.figures);
            if !after.hold() {
                return Err(self.shortfall(entry, line, change, figures, after, on));
            }
            while let Some((_, part)) = later.pop_if(|(day, _)| *day == on) {
                figures = figures.minus(part);
            }
            match later.last() {
                Some((day, _)) => on = *day,
                None if on > entry.valid => on = entry.valid,
                None => return Ok(()),
            }
        }
    }

    fn shortfall(
        &self,
        entry: &Entry<Posting>,
        line: &BudgetLine,
        change: &Change,
        before: Figures,
        after: Figures,
        on: NaiveDate,
    ) -> Box<Rejection> {
        let shortfall = |available: i64| Shortfall {
            entry: entry.id,
            movement: entry.content.name(),
            line: line.clone(),
            amount: self.money(change.units),
            available: self.money(available),
            on,
        };
        refused(if after.overflow() {
            Rejection::TooLarge(shortfall(before.unreleased.saturating_add(before.held)))
        } else if after.held < 0 {
            Rejection::ExceedsReleased(shortfall(before.held))
        } else if after.unreleased < 0 {
            Rejection::ExceedsUnreleased(shortfall(before.unreleased))
        } else if after.committed < 0 {
            Rejection::ExceedsCommitted(shortfall(before.committed))
        } else if after.advanced < 0 {
            Rejection::ExceedsAdvanced(shortfall(before.advanced))
        } else if after.paid < 0 {
            Rejection::ExceedsPaid(shortfall(before.paid))
        } else {
            Rejection::ExceedsUncommitted(shortfall(before.uncommitted()))
        })
    }
}
