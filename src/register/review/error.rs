//! Why a step of a review is refused.

use super::{Stage, StepKind, Term};
use crate::quantity::Period;
use crate::register::{HouseholdId, Told};
use crate::source::Position;
use chrono::NaiveDate;
use thiserror::Error;

/// Why a step, a procedure or a calendar is refused. The review is as it was before.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ReviewError {
    /// A procedure that can't be read.
    #[error("{message} ({at})")]
    Unreadable {
        /// What was expected.
        message: Told,
        /// Where.
        at: Position,
    },
    /// A procedure that contradicts itself or leaves something out.
    #[error("procedure {procedure}: {problem}")]
    Procedure {
        /// Its identifier.
        procedure: Told,
        /// What is wrong.
        problem: Told,
    },
    /// A day for which nobody said which days are worked.
    #[error("the calendar of working days was filled in for {covers}, not for {day}")]
    OutsideCalendar {
        /// The day.
        day: NaiveDate,
        /// What it was filled in for.
        covers: Period,
    },
    /// No procedure that is valid on the day.
    #[error("no procedure of review is known for {on}")]
    NoProcedure {
        /// The day.
        on: NaiveDate,
    },
    /// A review that was not opened.
    #[error("the review {review} was not opened")]
    NotOpened {
        /// The review.
        review: Told,
    },
    /// A review that was opened before.
    #[error("the review {review} was opened before")]
    OpenedTwice {
        /// The review.
        review: Told,
    },
    /// A review opened at the wrong time of the year.
    #[error("a review of {occasion} opens from {from} to {last}, not on {on}")]
    OutsideWindow {
        /// When it is held.
        occasion: Told,
        /// The first day.
        from: NaiveDate,
        /// The last day.
        last: NaiveDate,
        /// The day given.
        on: NaiveDate,
    },
    /// A step dated before one that was taken.
    #[error("a step of {on} can't follow one of {last}")]
    BeforeLastStep {
        /// The day of the step.
        on: NaiveDate,
        /// The day of the last step taken.
        last: NaiveDate,
    },
    /// Someone who may not take the step.
    #[error("{by} may not {step} on {on}, expected {expected}")]
    WrongActor {
        /// Who; withheld if it has not the form of a key, since it may be a name.
        by: Told,
        /// What.
        step: StepKind,
        /// When.
        on: NaiveDate,
        /// Who may.
        expected: Told,
    },
    /// A step of which the procedure does not say who takes it.
    #[error("the procedure does not say who may {step} on {on} ({note}): name the actor")]
    ActorUnknown {
        /// What.
        step: StepKind,
        /// When.
        on: NaiveDate,
        /// What is known.
        note: Told,
    },
    /// A step that the stage of the review does not have.
    #[error("nobody can {step} while the review is {stage}")]
    WrongStage {
        /// What.
        step: StepKind,
        /// The stage.
        stage: Stage,
    },
    /// A household that is not on the list.
    #[error("household {household} is not on the list of this review")]
    NotListed {
        /// The household.
        household: HouseholdId,
    },
    /// A household that is on the list already.
    #[error("household {household} is on the list of this review already")]
    ListedTwice {
        /// The household.
        household: HouseholdId,
    },
    /// A household that did not ask for a review between two yearly ones.
    #[error("household {household} did not ask: between two yearly reviews only those are listed that ask (Form 04)")]
    NotRequested {
        /// The household.
        household: HouseholdId,
    },
    /// A household that was struck off the list.
    #[error("household {household} was struck off the list of this review")]
    Struck {
        /// The household.
        household: HouseholdId,
    },
    /// A household that was not interviewed yet.
    #[error("household {household} was not surveyed yet, so there is nothing to score")]
    NotSurveyed {
        /// The household.
        household: HouseholdId,
    },
    /// A household that was scored already.
    #[error("household {household} was scored already: survey it again first")]
    ScoredTwice {
        /// The household.
        household: HouseholdId,
    },
    /// A meeting on a list with a household that has no result.
    #[error("household {household} has no result yet, so the village can't vote on it")]
    NotScored {
        /// The household.
        household: HouseholdId,
    },
    /// A meeting on an empty list.
    #[error("the list is empty: there is nothing to vote on")]
    NobodyListed,
    /// Votes that can't be.
    #[error("{agreeing} of {present} agreed: expected somebody present, and no more agreeing than present")]
    Votes {
        /// Present.
        present: u32,
        /// Agreeing.
        agreeing: u32,
    },
    /// A list posted again that did not change.
    #[error("nothing changed since the list was posted on {posted}")]
    NothingToPost {
        /// When it was posted.
        posted: NaiveDate,
    },
    /// A household about which somebody complained already.
    #[error("the result of household {household} is contested already")]
    ContestedTwice {
        /// The household.
        household: HouseholdId,
    },
    /// A household about which nobody complained.
    #[error("the result of household {household} is not contested")]
    NotContested {
        /// The household.
        household: HouseholdId,
    },
    /// A household whose complaint is open.
    #[error("the result of household {household} is contested: recheck it first")]
    Contested {
        /// The household.
        household: HouseholdId,
    },
    /// A list that changed since it was posted.
    #[error("the list changed since it was posted on {posted}: post it again")]
    NotPostedAgain {
        /// When it was posted.
        posted: NaiveDate,
    },
    /// A list that was not posted long enough.
    #[error("the list stays posted through {last_day}, so it can't be reported on {on}")]
    StillPosted {
        /// The last day of the posting.
        last_day: NaiveDate,
        /// The day given.
        on: NaiveDate,
    },
    /// An opinion given twice.
    #[error("the level above gave its opinion already")]
    OpinedTwice,
    /// A decision before the opinion of the level above.
    #[error("the level above has until {due} to give its opinion; silence counts as agreement from the day after")]
    OpinionPending {
        /// The day by which it is due.
        due: NaiveDate,
    },
    /// A certificate given twice.
    #[error("household {household} has its certificate already")]
    CertifiedTwice {
        /// The household.
        household: HouseholdId,
    },
    /// A term that the procedure does not have.
    #[error("the procedure has no term for {term}")]
    NoTerm {
        /// The term.
        term: Term,
    },
}

impl ReviewError {
    /// A stable, documented code of this kind of error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "review/unreadable",
            Self::Procedure { .. } => "review/procedure",
            Self::OutsideCalendar { .. } => "review/outside-calendar",
            Self::NoProcedure { .. } => "review/no-procedure",
            Self::NotOpened { .. } => "review/not-opened",
            Self::OpenedTwice { .. } => "review/opened-twice",
            Self::OutsideWindow { .. } => "review/outside-window",
            Self::BeforeLastStep { .. } => "review/before-last-step",
            Self::WrongActor { .. } => "review/wrong-actor",
            Self::ActorUnknown { .. } => "review/actor-unknown",
            Self::WrongStage { .. } => "review/wrong-stage",
            Self::NotListed { .. } => "review/not-listed",
            Self::ListedTwice { .. } => "review/listed-twice",
            Self::NotRequested { .. } => "review/not-requested",
            Self::Struck { .. } => "review/struck",
            Self::NotSurveyed { .. } => "review/not-surveyed",
            Self::ScoredTwice { .. } => "review/scored-twice",
            Self::NotScored { .. } => "review/not-scored",
            Self::NobodyListed => "review/nobody-listed",
            Self::Votes { .. } => "review/votes",
            Self::NothingToPost { .. } => "review/nothing-to-post",
            Self::ContestedTwice { .. } => "review/contested-twice",
            Self::NotContested { .. } => "review/not-contested",
            Self::Contested { .. } => "review/contested",
            Self::NotPostedAgain { .. } => "review/not-posted-again",
            Self::StillPosted { .. } => "review/still-posted",
            Self::OpinedTwice => "review/opined-twice",
            Self::OpinionPending { .. } => "review/opinion-pending",
            Self::CertifiedTwice { .. } => "review/certified-twice",
            Self::NoTerm { .. } => "review/no-term",
        }
    }
}
