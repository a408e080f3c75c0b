//! Reviews as part of the register: their steps are entries of its journal.

use super::review::{Act, Occasion, Procedure, Progress, ReviewError, ReviewKey, Rules, Step, WorkingDays};
use super::{Change, HouseholdId, Register, RegisterError, ReviewStep, Standing, Within};
use crate::journal::{Entry, Journal};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// The reviews of a register, and what they are held by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Reviews {
    procedures: Vec<(Procedure, WorkingDays)>,
    held: BTreeMap<ReviewKey, Held>,
}

/// A review with the places of its steps in the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Held {
    progress: Progress,
    steps: Vec<usize>,
}

impl Reviews {
    pub(super) fn add_procedure(&mut self, procedure: Procedure, calendar: WorkingDays) {
        self.procedures.push((procedure, calendar));
    }

    /// What a review that opened on a day is held by.
    pub(super) fn rules(&self, opened: NaiveDate) -> Result<Rules<'_>, ReviewError> {
        let valid = self.procedures.iter().find(|(procedure, _)| procedure.valid().contains(opened));
        let (procedure, calendar) = valid.ok_or(ReviewError::NoProcedure { on: opened })?;
        Ok(Rules { procedure, calendar })
    }

    pub(super) fn keys(&self) -> impl Iterator<Item = &ReviewKey> {
        self.held.keys()
    }

    pub(super) fn progress(&self, key: &ReviewKey) -> Result<&Progress, ReviewError> {
        let held = self.held.get(key).ok_or_else(|| ReviewError::NotOpened { review: key.told() })?;
        Ok(&held.progress)
    }

    /// Whether a step can be taken.
    pub(super) fn would_take(&self, entry: &Entry<Change>) -> Result<(), RegisterError> {
        let Change::Reviewed(step) = &entry.content else { return Ok(()) };
        let mut held = self.held.get(&step.review).map(|held| held.progress.clone());
        Ok(self.go_on(held.as_mut(), step, entry.valid).map(|_| ())?)
    }

    /// Takes the step of an entry that is about to stand at a place in the journal.
    pub(super) fn take(&mut self, entry: &Entry<Change>, place: usize) -> Result<(), RegisterError> {
        let Change::Reviewed(step) = &entry.content else { return Ok(()) };
        let mut held = self.held.remove(&step.review);
        let went_on = self.go_on(held.as_mut().map(|held| &mut held.progress), step, entry.valid);
        if let Ok(Some(progress)) = &went_on {
            held = Some(Held { progress: progress.clone(), steps: Vec::new() });
        }
        if let Some(mut held) = held {
            if went_on.is_ok() {
                held.steps.push(place);
            }
            self.held.insert(step.review.clone(), held);
        }
        Ok(went_on.map(|_| ())?)
    }

    /// Goes on with a review by a step; a new review if the step opens one.
    fn go_on(
        &self,
        progress: Option<&mut Progress>,
        step: &ReviewStep,
        on: NaiveDate,
    ) -> Result<Option<Progress>, ReviewError> {
        match (progress, &step.act) {
            (None, Act::Opened) => Progress::open(self.rules(on)?, step.review.clone(), on, &step.by).map(Some),
            (None, _) => Err(ReviewError::NotOpened { review: step.review.told() }),
            (Some(progress), act) => {
                let rules = self.rules(progress.opened_on())?;
                progress.apply(rules, &Step { on, by: step.by.clone(), act: act.clone() }).map(|()| None)
            }
        }
    }

    /// A review by its steps up to a day among the first `known` entries.
    pub(super) fn replayed(
        &self,
        journal: &Journal<Change>,
        key: &ReviewKey,
        on: NaiveDate,
        known: usize,
    ) -> Result<Progress, ReviewError> {
        let not_opened = || ReviewError::NotOpened { review: key.told() };
        let held = self.held.get(key).ok_or_else(not_opened)?;
        let entries = held.steps.iter().take_while(|place| **place < known).filter_map(|place| journal.at(*place));
        let mut progress = None;
        for entry in entries.take_while(|entry| entry.valid <= on) {
            let Change::Reviewed(step) = &entry.content else { continue };
            let opened = self.go_on(progress.as_mut(), step, entry.valid)?;
            progress = opened.or(progress);
        }
        progress.ok_or_else(not_opened)
    }
}

impl Register {
    /// How far a review has come, as it is known now.
    ///
    /// # Errors
    /// [`ReviewError::NotOpened`].
    pub fn review(&self, key: &ReviewKey) -> Result<&Progress, ReviewError> {
        self.reviews.progress(key)
    }

    /// What the register itself must know of a step: that the household is there, and what the step refers to.
    pub(super) fn admit_review_step(&self, step: &ReviewStep, entry: &Entry<Change>) -> Result<(), RegisterError> {
        let on = entry.valid;
        if let Some(household) = step.act.household()
            && !matches!(step.act, Act::Struck { .. })
        {
            self.walk_unless_plain(household, entry)?;
        }
        match &step.act {
            Act::Listed { household, .. } => self.lives_in_village(*household, &step.review.village, on),
            Act::Surveyed { household, observation } => {
                let seen = self.entry(*observation)?.content.observation(*household);
                let is_of_it = seen.is_some_and(|seen| seen.id() == *household);
                let not_seen = RegisterError::NotAnObservation { entry: *observation, household: *household };
                if is_of_it { Ok(()) } else { Err(not_seen) }
            }
            Act::Approved { decision } => self.decision(*decision).map(|_| ()),
            Act::Certified { household } => self.is_recognised_by_review(*household, step, on).map(|_| ()),
            Act::Closed => {
                let progress = self.review(&step.review)?;
                for (household, _) in progress.open_cases().filter(|(_, case)| !case.is_certified()) {
                    // Who ended after the decision needs no certificate.
                    if self.as_of(on).household(household).is_none_or(|state| !state.is_active()) {
                        continue;
                    }
                    let Ok(standing) = self.is_recognised_by_review(household, step, on) else { continue };
                    if standing.is_listed() {
                        return Err(RegisterError::CertificatePending { household, standing });
                    }
                }
                Ok(())
            }
            Act::Struck { household } => self.is_gone(*household, &step.review.village, on),
            Act::Met { .. } => self.nobody_is_left_off(step, on),
            Act::Opened
            | Act::Scored { .. }
            | Act::Posted
            | Act::Complained { .. }
            | Act::Rechecked { .. }
            | Act::Reported
            | Act::Opined { .. } => Ok(()),
        }
    }

    fn lives_in_village(&self, household: HouseholdId, village: &str, on: NaiveDate) -> Result<(), RegisterError> {
        let state = self.as_of(on).household(household).ok_or(RegisterError::NotRegistered { household, on })?;
        if self.takes_codes_as_given() || state.lies_in(village) != Within::No {
            return Ok(());
        }
        Err(RegisterError::OutsideReview { household, village: village.into(), on })
    }

    /// Whether a household is no household of a village any more.
    fn is_gone(&self, household: HouseholdId, village: &str, on: NaiveDate) -> Result<(), RegisterError> {
        let state = self.as_of(on).household(household);
        let there = state.is_some_and(|state| state.is_active() && state.lies_in(village) != Within::No);
        if there { Err(RegisterError::StillThere { household, village: village.into(), on }) } else { Ok(()) }
    }

    /// A yearly review is about every household of the village that is on the lists.
    fn nobody_is_left_off(&self, step: &ReviewStep, on: NaiveDate) -> Result<(), RegisterError> {
        let (Ok(progress), Occasion::Annual { .. }) = (self.review(&step.review), step.review.occasion) else {
            return Ok(());
        };
        let village = &step.review.village;
        for state in self.as_of(on).households_in(village) {
            let (household, standing) = (state.id(), state.standing());
            if standing.is_listed() && progress.case(household).is_none() {
                return Err(RegisterError::LeftOffReview { household, village: village.into(), standing });
            }
        }
        Ok(())
    }

    /// Where a household stands by the decision of a review.
    fn is_recognised_by_review(
        &self,
        household: HouseholdId,
        step: &ReviewStep,
        on: NaiveDate,
    ) -> Result<Standing, RegisterError> {
        let state = self.as_of(on).household(household).ok_or(RegisterError::NotRegistered { household, on })?;
        let progress = self.review(&step.review)?;
        let wrong_stage = || ReviewError::WrongStage { step: step.act.kind(), stage: progress.stage() };
        let decision = progress.decision().ok_or_else(wrong_stage)?;
        let recognised = state.recognitions().rev().find(|one| one.recognition().decision() == decision);
        recognised.map(|one| one.standing()).ok_or(RegisterError::NotRecognised { household, decision })
    }
}
