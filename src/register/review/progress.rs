//! The state of a review, and the rules by which a step leads to the next.

use super::super::Told;
use super::{
    Act, Case, CaseStage, Deadline, Occasion, Procedure, ReviewError, ReviewKey, Step, StepKind, Term, WorkingDays,
};
use crate::journal::EntryId;
use crate::quantity::{Count, Ratio};
use crate::register::HouseholdId;
use chrono::NaiveDate;
use core::fmt;
use std::collections::BTreeMap;

/// What a review is held by.
#[derive(Clone, Copy, Debug)]
pub struct Rules<'a> {
    /// The procedure.
    pub procedure: &'a Procedure,
    /// The working days.
    pub calendar: &'a WorkingDays,
}

/// How far the review of a village has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stage {
    /// Households are listed, surveyed and scored, until the village agrees.
    Surveying,
    /// The village agreed.
    Agreed,
    /// The list is posted; complaints are heard and rechecked.
    Posted,
    /// The level above was asked.
    Reported,
    /// The commune decided; certificates are given.
    Approved,
    /// It is over.
    Closed,
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Surveying => "surveying",
            Self::Agreed => "agreed by the village",
            Self::Posted => "posted",
            Self::Reported => "reported",
            Self::Approved => "approved",
            Self::Closed => "closed",
        })
    }
}

/// The review of a village: its list, and how far each household and the whole have come.
///
/// It goes on by [`Progress::apply`], which refuses every step that the procedure does not have at that point. Where the steps
/// are written in code rather than read from data, [`VillageReview`](super::VillageReview) lets the compiler refuse them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    key: ReviewKey,
    opened: NaiveDate,
    last: NaiveDate,
    stage: Stage,
    cases: BTreeMap<HouseholdId, Case>,
    meetings: u32,
    /// The day on which the list was posted last, and whether that was not the first time.
    posted: Option<(NaiveDate, bool)>,
    reported: Option<NaiveDate>,
    /// Whether the level above agreed in words.
    agreed: bool,
    decision: Option<EntryId>,
}

impl Progress {
    /// A review that opens.
    ///
    /// # Errors
    /// [`ReviewError::OutsideWindow`]; [`ReviewError::WrongActor`], [`ReviewError::ActorUnknown`];
    /// [`ReviewError::NoProcedure`].
    pub fn open(rules: Rules<'_>, key: ReviewKey, on: NaiveDate, by: &str) -> Result<Self, ReviewError> {
        if !rules.procedure.valid().contains(on) {
            return Err(ReviewError::NoProcedure { on });
        }
        may(rules.procedure, StepKind::Open, on, by)?;
        let (from, last) = rules.procedure.window(key.occasion)?;
        if on < from || on > last {
            return Err(ReviewError::OutsideWindow {
                occasion: Told::sentence(&key.occasion.to_string()),
                from,
                last,
                on,
            });
        }
        Ok(Self {
            key,
            opened: on,
            last: on,
            stage: Stage::Surveying,
            cases: BTreeMap::new(),
            meetings: 0,
            posted: None,
            reported: None,
            agreed: false,
            decision: None,
        })
    }

    /// Goes on by a step.
    ///
    /// # Errors
    /// A [`ReviewError`] that says why the step can't be taken; the review is then as it was.
    pub fn apply(&mut self, rules: Rules<'_>, step: &Step) -> Result<(), ReviewError> {
        let (kind, on) = (step.act.kind(), step.on);
        if on < self.last {
            return Err(ReviewError::BeforeLastStep { on, last: self.last });
        }
        may(rules.procedure, kind, on, &step.by)?;
        let in_order = match kind {
            StepKind::Open => return Err(ReviewError::OpenedTwice { review: self.key.told() }),
            StepKind::List | StepKind::Survey | StepKind::Score | StepKind::Meet => self.stage == Stage::Surveying,
            StepKind::Post => matches!(self.stage, Stage::Agreed | Stage::Posted),
            StepKind::Complain | StepKind::Recheck | StepKind::Report => self.stage == Stage::Posted,
            StepKind::Opine | StepKind::Approve => self.stage == Stage::Reported,
            StepKind::Strike => self.stage < Stage::Approved,
            StepKind::Certify => self.stage == Stage::Approved,
            // A list on which nobody is left needs no meeting and no decision.
            StepKind::Close => {
                self.stage == Stage::Approved || (self.stage == Stage::Surveying && self.open_cases().next().is_none())
            }
        };
        if !in_order {
            return Err(ReviewError::WrongStage { step: kind, stage: self.stage });
        }
        self.take(rules, &step.act, on)?;
        self.last = on;
        debug_assert!(self.is_consistent(), "an illegal state of {}", self.key);
        Ok(())
    }

    /// What the step does, once it is its turn. Nothing is changed before everything is checked.
    fn take(&mut self, rules: Rules<'_>, act: &Act, on: NaiveDate) -> Result<(), ReviewError> {
        match act {
            Act::Opened => Err(ReviewError::OpenedTwice { review: self.key.told() }),
            Act::Listed { household, requested } => self.list(*household, *requested),
            Act::Surveyed { household, observation } => {
                let case = self.case_mut(*household)?;
                (case.observation, case.class) = (Some(*observation), None);
                Ok(())
            }
            Act::Scored { household, class } => {
                let case = self.case_mut(*household)?;
                match (case.observation, &case.class) {
                    (None, _) => Err(ReviewError::NotSurveyed { household: *household }),
                    (Some(_), Some(_)) => Err(ReviewError::ScoredTwice { household: *household }),
                    (Some(_), None) => {
                        case.class = Some(class.clone());
                        Ok(())
                    }
                }
            }
            Act::Met { present, agreeing } => self.meet(rules.procedure.agreeing_at_least(), *present, *agreeing),
            Act::Posted => self.post(on),
            Act::Complained { household } => {
                let case = self.case_mut(*household)?;
                if case.contested.is_some() {
                    return Err(ReviewError::ContestedTwice { household: *household });
                }
                case.contested = Some(on);
                Ok(())
            }
            Act::Rechecked { household, class } => {
                let case = self.case_mut(*household)?;
                if case.contested.take().is_none() {
                    return Err(ReviewError::NotContested { household: *household });
                }
                (case.class, case.rechecked) = (Some(class.clone()), true);
                Ok(())
            }
            Act::Struck { household } => {
                let case = self.case_mut(*household)?;
                (case.struck, case.contested, case.rechecked) = (true, None, false);
                Ok(())
            }
            Act::Reported => self.report(rules, on),
            Act::Opined { objections } => self.opine(objections, on),
            Act::Approved { decision } => self.approve(rules, *decision, on),
            Act::Certified { household } => {
                let case = self.case_mut(*household)?;
                if case.certified {
                    return Err(ReviewError::CertifiedTwice { household: *household });
                }
                case.certified = true;
                Ok(())
            }
            Act::Closed => {
                self.stage = Stage::Closed;
                Ok(())
            }
        }
    }

    fn list(&mut self, household: HouseholdId, requested: bool) -> Result<(), ReviewError> {
        if self.cases.contains_key(&household) {
            return Err(ReviewError::ListedTwice { household });
        }
        if !requested && matches!(self.key.occasion, Occasion::AdHoc { .. }) {
            return Err(ReviewError::NotRequested { household });
        }
        let case = Case {
            requested,
            observation: None,
            class: None,
            contested: None,
            rechecked: false,
            certified: false,
            struck: false,
        };
        self.cases.insert(household, case);
        Ok(())
    }

    fn meet(&mut self, agreeing_at_least: Ratio, present: u32, agreeing: u32) -> Result<(), ReviewError> {
        if let Some((household, _)) = self.open_cases().find(|(_, case)| case.class.is_none()) {
            return Err(ReviewError::NotScored { household });
        }
        if self.open_cases().next().is_none() {
            return Err(ReviewError::NobodyListed);
        }
        let share = Ratio::of_counts(Count::new(agreeing.into()), Count::new(present.into()));
        let share = share.ok().filter(|share| share.is_share()).ok_or(ReviewError::Votes { present, agreeing })?;
        self.meetings = self.meetings.saturating_add(1);
        if share >= agreeing_at_least {
            self.stage = Stage::Agreed;
        } else {
            for case in self.cases.values_mut().filter(|case| !case.struck) {
                (case.observation, case.class) = (None, None);
            }
        }
        Ok(())
    }

    fn post(&mut self, on: NaiveDate) -> Result<(), ReviewError> {
        if let Some((posted, _)) = self.posted {
            self.nothing_is_contested()?;
            if !self.cases.values().any(|case| case.rechecked) {
                return Err(ReviewError::NothingToPost { posted });
            }
            self.cases.values_mut().for_each(|case| case.rechecked = false);
        }
        self.posted = Some((on, self.posted.is_some()));
        self.stage = Stage::Posted;
        Ok(())
    }

    fn report(&mut self, rules: Rules<'_>, on: NaiveDate) -> Result<(), ReviewError> {
        self.nothing_is_contested()?;
        if let Some((posted, again)) = self.posted {
            if self.cases.values().any(|case| case.rechecked) {
                return Err(ReviewError::NotPostedAgain { posted });
            }
            let term = if again { Term::Reposting } else { Term::Posting };
            let last_day = rules.procedure.due(term, posted, rules.calendar)?;
            if on <= last_day {
                return Err(ReviewError::StillPosted { last_day, on });
            }
        }
        (self.reported, self.agreed) = (Some(on), false);
        self.stage = Stage::Reported;
        Ok(())
    }

    fn opine(&mut self, objections: &[HouseholdId], on: NaiveDate) -> Result<(), ReviewError> {
        if self.agreed {
            return Err(ReviewError::OpinedTwice);
        }
        for household in objections {
            let case = self.cases.get(household).ok_or(ReviewError::NotListed { household: *household })?;
            if case.struck {
                return Err(ReviewError::Struck { household: *household });
            }
        }
        if objections.is_empty() {
            self.agreed = true;
            return Ok(());
        }
        for household in objections {
            self.case_mut(*household)?.contested = Some(on);
        }
        self.stage = Stage::Posted;
        self.reported = None;
        Ok(())
    }

    fn approve(&mut self, rules: Rules<'_>, decision: EntryId, on: NaiveDate) -> Result<(), ReviewError> {
        if let Some(reported) = self.reported.filter(|_| !self.agreed) {
            let due = rules.procedure.due(Term::Opinion, reported, rules.calendar)?;
            if on <= due {
                return Err(ReviewError::OpinionPending { due });
            }
        }
        self.decision = Some(decision);
        self.stage = Stage::Approved;
        Ok(())
    }

    fn nothing_is_contested(&self) -> Result<(), ReviewError> {
        match self.cases.iter().find(|(_, case)| case.contested.is_some()) {
            Some((household, _)) => Err(ReviewError::Contested { household: *household }),
            None => Ok(()),
        }
    }

    fn case_mut(&mut self, household: HouseholdId) -> Result<&mut Case, ReviewError> {
        let case = self.cases.get_mut(&household).ok_or(ReviewError::NotListed { household })?;
        if case.struck { Err(ReviewError::Struck { household }) } else { Ok(case) }
    }

    /// The households on the list that were not struck off.
    pub fn open_cases(&self) -> impl Iterator<Item = (HouseholdId, &Case)> {
        self.cases().filter(|(_, case)| !case.struck)
    }

    /// Which review it is.
    #[must_use]
    pub const fn key(&self) -> &ReviewKey {
        &self.key
    }

    /// The day on which it opened.
    #[must_use]
    pub const fn opened_on(&self) -> NaiveDate {
        self.opened
    }

    /// The day of the last step.
    #[must_use]
    pub const fn last_step_on(&self) -> NaiveDate {
        self.last
    }

    /// How far the village has come.
    #[must_use]
    pub const fn stage(&self) -> Stage {
        self.stage
    }

    /// How many meetings were held.
    #[must_use]
    pub const fn meetings(&self) -> u32 {
        self.meetings
    }

    /// The entry of the decision.
    #[must_use]
    pub const fn decision(&self) -> Option<EntryId> {
        self.decision
    }

    /// The households on the list, with those that were struck off.
    pub fn cases(&self) -> impl Iterator<Item = (HouseholdId, &Case)> {
        self.cases.iter().map(|(household, case)| (*household, case))
    }

    /// A household on the list.
    #[must_use]
    pub fn case(&self, household: HouseholdId) -> Option<&Case> {
        self.cases.get(&household)
    }

    /// How far a household has come.
    #[must_use]
    pub fn stage_of(&self, household: HouseholdId) -> Option<CaseStage> {
        let case = self.cases.get(&household)?;
        Some(match self.stage {
            _ if case.struck => CaseStage::Struck,
            Stage::Surveying if case.class.is_some() => CaseStage::Scored,
            Stage::Surveying if case.observation.is_some() => CaseStage::Surveyed,
            Stage::Surveying => CaseStage::Listed,
            Stage::Agreed => CaseStage::Agreed,
            Stage::Posted if case.contested.is_some() => CaseStage::Contested,
            Stage::Posted if case.rechecked => CaseStage::Rechecked,
            Stage::Posted => CaseStage::Posted,
            Stage::Reported => CaseStage::Reported,
            Stage::Approved | Stage::Closed if case.certified => CaseStage::Certified,
            Stage::Approved | Stage::Closed => CaseStage::Approved,
        })
    }

    /// What is due by when, in order of the day.
    ///
    /// # Errors
    /// [`ReviewError::OutsideCalendar`].
    pub fn deadlines(&self, rules: Rules<'_>) -> Result<Vec<Deadline>, ReviewError> {
        Deadline::all_of(self, rules)
    }

    /// What was due before a day and is not done.
    ///
    /// # Errors
    /// [`ReviewError::OutsideCalendar`].
    pub fn overdue(&self, rules: Rules<'_>, on: NaiveDate) -> Result<Vec<Deadline>, ReviewError> {
        let mut due = self.deadlines(rules)?;
        due.retain(|deadline| deadline.due < on);
        Ok(due)
    }

    /// The day on which the level above was asked, while its answer is open.
    pub(super) fn awaiting_opinion_since(&self) -> Option<NaiveDate> {
        self.reported.filter(|_| self.stage == Stage::Reported && !self.agreed)
    }

    /// Households whose result is contested, with the day from which it is.
    pub(super) fn contested(&self) -> impl Iterator<Item = (HouseholdId, NaiveDate)> {
        self.cases.iter().filter_map(|(household, case)| Some((*household, case.contested?)))
    }

    /// What holds in every state that the steps reach; anything else is a mistake of this module.
    #[must_use]
    pub fn is_consistent(&self) -> bool {
        // A list on which nobody was left was closed while it was surveyed.
        let reached =
            if self.decision.is_none() && self.stage == Stage::Closed { Stage::Surveying } else { self.stage };
        let nobody_left = reached == self.stage || self.open_cases().next().is_none();
        let past_the_meeting = reached > Stage::Surveying;
        let all = |holds: &dyn Fn(&Case) -> bool| self.open_cases().all(|(_, case)| holds(case));
        let struck = self
            .cases
            .values()
            .all(|case| !case.struck || (case.contested.is_none() && !case.rechecked && !case.certified));
        let results = all(&|case| case.class.is_none() || case.observation.is_some());
        let scored =
            !past_the_meeting || (!self.cases.is_empty() && self.meetings > 0 && all(&|case| case.class.is_some()));
        let posted = self.posted.is_some() == (reached >= Stage::Posted);
        let settled = reached == Stage::Posted || all(&|case| case.contested.is_none() && !case.rechecked);
        let reported = self.reported.is_some() == (reached >= Stage::Reported);
        let decided = self.decision.is_some() == (reached >= Stage::Approved);
        let certified = reached >= Stage::Approved || all(&|case| !case.certified);
        nobody_left
            && struck
            && results
            && scored
            && posted
            && settled
            && reported
            && decided
            && certified
            && self.last >= self.opened
    }
}

/// Whether an actor may take a step on a day.
fn may(procedure: &Procedure, step: StepKind, on: NaiveDate, by: &str) -> Result<(), ReviewError> {
    let actors = procedure.actors_of(step, on)?;
    if actors.contains(&by) {
        return Ok(());
    }
    Err(ReviewError::WrongActor { by: by.into(), step, on, expected: Told::sentence(&actors.join(" or ")) })
}
