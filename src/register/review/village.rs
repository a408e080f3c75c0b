//! A review whose order the compiler keeps.

use super::{Act, Progress, ReviewError, ReviewKey, Rules, Stage, Step};
use crate::journal::EntryId;
use crate::register::HouseholdId;
use chrono::NaiveDate;
use core::fmt;
use core::marker::PhantomData;

/// The review of a village at a stage that is part of its type: a step that its stage does not have does not compile.
///
/// A step leads to the next stage and takes the review with it; one that is refused for what data say (a term that is not
/// over, a household that is not scored) gives the review back with the reason ([`Refused`]).
///
/// ```
/// use poverty::journal::EntryId;
/// use poverty::register::HouseholdId;
/// use poverty::register::review::{Meeting, Occasion, Procedure, ReviewKey, Rules, VillageReview, WorkingDays};
/// let procedure = Procedure::vn_decision_24_2021()?;
/// let calendar = WorkingDays::over("2024-01-01/2025-07-01".parse()?);
/// let rules = Rules { procedure: &procedure, calendar: &calendar };
/// let key = ReviewKey { village: "24133".into(), occasion: Occasion::Annual { year: 2024 } };
/// let day = |text: &str| text.parse().unwrap();
/// let household = HouseholdId::new("24133-0017")?;
///
/// let mut review = VillageReview::open(rules, key, day("2024-09-03"), "steering_committee")?;
/// review.list(day("2024-09-03"), "village_head", household, false)?;
/// review.survey(day("2024-09-20"), "surveyor", household, EntryId::new(41))?;
/// review.score(day("2024-09-21"), "surveyor", household, "poor")?;
/// let Meeting::Agreed(review) = review.meet(day("2024-10-01"), "village_head", 60, 30)? else { panic!() };
/// let review = review.post(day("2024-10-02"), "village_head")?;
/// // Posted for three working days, through Monday the 7th.
/// let refused = review.report(day("2024-10-07"), "commune_chair").unwrap_err();
/// assert_eq!(refused.error.code(), "review/still-posted");
/// let review = refused.review.report(day("2024-10-08"), "commune_chair")?;
/// // The district is silent for five working days, which counts as agreement.
/// let mut review = review.approve(day("2024-10-16"), "commune_chair", EntryId::new(90))?;
/// review.certify(day("2024-10-20"), "commune_chair", household)?;
/// # Ok::<(), poverty::Error>(())
/// ```
///
/// A list can't be posted before the village has agreed:
///
/// ```compile_fail
/// # use poverty::register::review::{Surveying, VillageReview};
/// fn post_at_once(review: VillageReview<'_, Surveying>) {
///     let _posted = review.post("2024-10-02".parse().unwrap(), "village_head");
/// }
/// ```
///
/// nor approved before it was reported:
///
/// ```compile_fail
/// # use poverty::register::review::{Posted, VillageReview};
/// fn approve_at_once(review: VillageReview<'_, Posted>) {
///     let _approved = review.approve("2024-10-02".parse().unwrap(), "commune_chair", 1.into());
/// }
/// ```
pub struct VillageReview<'r, S> {
    rules: Rules<'r>,
    progress: Progress,
    stage: PhantomData<S>,
}

/// A stage as a type.
pub trait InStage: sealed::Sealed {
    /// The stage.
    const STAGE: Stage;
}

/// A stage at which the commune has not decided yet.
pub trait BeforeDecision: InStage {}

impl BeforeDecision for Surveying {}
impl BeforeDecision for Agreed {}
impl BeforeDecision for Posted {}
impl BeforeDecision for Reported {}

mod sealed {
    pub trait Sealed {}
}

macro_rules! stages {
    ($($(#[$meta:meta])* $name:ident;)+) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug)]
        pub enum $name {}

        impl sealed::Sealed for $name {}

        impl InStage for $name {
            const STAGE: Stage = Stage::$name;
        }
    )+};
}

stages! {
    /// [`Stage::Surveying`].
    Surveying;
    /// [`Stage::Agreed`].
    Agreed;
    /// [`Stage::Posted`].
    Posted;
    /// [`Stage::Reported`].
    Reported;
    /// [`Stage::Approved`].
    Approved;
    /// [`Stage::Closed`].
    Closed;
}

/// A step that was refused: why, and the review as it was.
#[derive(Debug, thiserror::Error)]
#[error("{error}")]
pub struct Refused<R: fmt::Debug> {
    /// The review.
    pub review: R,
    /// Why.
    pub error: ReviewError,
}

impl<R: fmt::Debug> From<Box<Refused<R>>> for ReviewError {
    /// The reason alone: the review is given up.
    fn from(refused: Box<Refused<R>>) -> Self {
        refused.error
    }
}

type Outcome<'r, S, T> = Result<VillageReview<'r, T>, Box<Refused<VillageReview<'r, S>>>>;

/// What became of a meeting.
#[derive(Debug)]
pub enum Meeting<'r> {
    /// Enough of those present agreed.
    Agreed(VillageReview<'r, Agreed>),
    /// Too few agreed: every household is surveyed again.
    Rejected(VillageReview<'r, Surveying>),
}

/// What became of an opinion.
#[derive(Debug)]
pub enum Opinion<'r> {
    /// The level above agrees.
    Agreed(VillageReview<'r, Reported>),
    /// It objects to some results, which are rechecked and posted again.
    Objected(VillageReview<'r, Posted>),
}

impl<S: InStage> Clone for VillageReview<'_, S> {
    fn clone(&self) -> Self {
        Self { rules: self.rules, progress: self.progress.clone(), stage: PhantomData }
    }
}

impl<S: InStage> fmt::Debug for VillageReview<'_, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("VillageReview").field(&self.progress).finish()
    }
}

impl<'r, S: InStage> VillageReview<'r, S> {
    /// A review that was stored, if it is at this stage.
    #[must_use]
    pub fn resume(rules: Rules<'r>, progress: Progress) -> Option<Self> {
        (progress.stage() == S::STAGE).then_some(Self { rules, progress, stage: PhantomData })
    }

    /// How far it has come.
    #[must_use]
    pub const fn progress(&self) -> &Progress {
        &self.progress
    }

    /// Its state, to be stored.
    #[must_use]
    pub fn into_progress(self) -> Progress {
        self.progress
    }

    fn stay(&mut self, on: NaiveDate, by: &str, act: Act) -> Result<(), ReviewError> {
        self.progress.apply(self.rules, &Step { on, by: by.into(), act })
    }

    fn go<T>(mut self, on: NaiveDate, by: &str, act: Act) -> Outcome<'r, S, T> {
        match self.stay(on, by, act) {
            Ok(()) => Ok(self.at()),
            Err(error) => Err(Box::new(Refused { review: self, error })),
        }
    }

    fn at<T>(self) -> VillageReview<'r, T> {
        VillageReview { rules: self.rules, progress: self.progress, stage: PhantomData }
    }
}

impl<S: BeforeDecision> VillageReview<'_, S> {
    /// Strikes a household off the list, because it is no household of the village any more.
    ///
    /// # Errors
    /// [`ReviewError::NotListed`], [`ReviewError::Struck`], and those of who and when.
    pub fn strike(&mut self, on: NaiveDate, by: &str, household: HouseholdId) -> Result<(), ReviewError> {
        self.stay(on, by, Act::Struck { household })
    }
}

impl<'r> VillageReview<'r, Surveying> {
    /// Ends a review on whose list nobody is left.
    ///
    /// # Errors
    /// [`ReviewError::WrongStage`] while a household is on the list, and those of who and when.
    pub fn close_empty(self, on: NaiveDate, by: &str) -> Outcome<'r, Surveying, Closed> {
        self.go(on, by, Act::Closed)
    }

    /// A review that opens.
    ///
    /// # Errors
    /// As [`Progress::open`].
    pub fn open(rules: Rules<'r>, key: ReviewKey, on: NaiveDate, by: &str) -> Result<Self, ReviewError> {
        Ok(Self { rules, progress: Progress::open(rules, key, on, by)?, stage: PhantomData })
    }

    /// Puts a household on the list.
    ///
    /// # Errors
    /// [`ReviewError::ListedTwice`], [`ReviewError::NotRequested`], and those of who and when.
    pub fn list(
        &mut self,
        on: NaiveDate,
        by: &str,
        household: HouseholdId,
        requested: bool,
    ) -> Result<(), ReviewError> {
        self.stay(on, by, Act::Listed { household, requested })
    }

    /// Records that a household was interviewed.
    ///
    /// # Errors
    /// [`ReviewError::NotListed`], and those of who and when.
    pub fn survey(
        &mut self,
        on: NaiveDate,
        by: &str,
        household: HouseholdId,
        observation: EntryId,
    ) -> Result<(), ReviewError> {
        self.stay(on, by, Act::Surveyed { household, observation })
    }

    /// Records the class that the answers give.
    ///
    /// # Errors
    /// [`ReviewError::NotListed`], [`ReviewError::NotSurveyed`], [`ReviewError::ScoredTwice`], and those of who and when.
    pub fn score(&mut self, on: NaiveDate, by: &str, household: HouseholdId, class: &str) -> Result<(), ReviewError> {
        self.stay(on, by, Act::Scored { household, class: class.into() })
    }

    /// Holds the village meeting.
    ///
    /// # Errors
    /// [`ReviewError::NotScored`], [`ReviewError::NobodyListed`], [`ReviewError::Votes`], and those of who and when.
    pub fn meet(
        mut self,
        on: NaiveDate,
        by: &str,
        present: u32,
        agreeing: u32,
    ) -> Result<Meeting<'r>, Box<Refused<Self>>> {
        match self.stay(on, by, Act::Met { present, agreeing }) {
            Ok(()) if self.progress.stage() == Stage::Agreed => Ok(Meeting::Agreed(self.at())),
            Ok(()) => Ok(Meeting::Rejected(self)),
            Err(error) => Err(Box::new(Refused { review: self, error })),
        }
    }
}

impl<'r> VillageReview<'r, Agreed> {
    /// Posts the list.
    ///
    /// # Errors
    /// Those of who and when.
    pub fn post(self, on: NaiveDate, by: &str) -> Outcome<'r, Agreed, Posted> {
        self.go(on, by, Act::Posted)
    }
}

impl<'r> VillageReview<'r, Posted> {
    /// Hears a complaint about the result of a household.
    ///
    /// # Errors
    /// [`ReviewError::NotListed`], [`ReviewError::ContestedTwice`], and those of who and when.
    pub fn complain(&mut self, on: NaiveDate, by: &str, household: HouseholdId) -> Result<(), ReviewError> {
        self.stay(on, by, Act::Complained { household })
    }

    /// Records the result of a household that was surveyed and scored again.
    ///
    /// # Errors
    /// [`ReviewError::NotListed`], [`ReviewError::NotContested`], and those of who and when.
    pub fn recheck(&mut self, on: NaiveDate, by: &str, household: HouseholdId, class: &str) -> Result<(), ReviewError> {
        self.stay(on, by, Act::Rechecked { household, class: class.into() })
    }

    /// Posts the list again, after rechecks.
    ///
    /// # Errors
    /// [`ReviewError::NothingToPost`], [`ReviewError::Contested`], and those of who and when.
    pub fn post_again(&mut self, on: NaiveDate, by: &str) -> Result<(), ReviewError> {
        self.stay(on, by, Act::Posted)
    }

    /// Reports to the level above.
    ///
    /// # Errors
    /// [`ReviewError::Contested`], [`ReviewError::NotPostedAgain`], [`ReviewError::StillPosted`], and those of who and when.
    pub fn report(self, on: NaiveDate, by: &str) -> Outcome<'r, Posted, Reported> {
        self.go(on, by, Act::Reported)
    }
}

impl<'r> VillageReview<'r, Reported> {
    /// Records the opinion of the level above: it objects to the results of these households, and agrees to all others.
    ///
    /// # Errors
    /// [`ReviewError::NotListed`], [`ReviewError::OpinedTwice`], and those of who and when.
    pub fn opine(
        mut self,
        on: NaiveDate,
        by: &str,
        objections: &[HouseholdId],
    ) -> Result<Opinion<'r>, Box<Refused<Self>>> {
        match self.stay(on, by, Act::Opined { objections: objections.to_vec() }) {
            Ok(()) if self.progress.stage() == Stage::Posted => Ok(Opinion::Objected(self.at())),
            Ok(()) => Ok(Opinion::Agreed(self)),
            Err(error) => Err(Box::new(Refused { review: self, error })),
        }
    }

    /// Records the decision of the commune.
    ///
    /// # Errors
    /// [`ReviewError::OpinionPending`], and those of who and when.
    pub fn approve(self, on: NaiveDate, by: &str, decision: EntryId) -> Outcome<'r, Reported, Approved> {
        self.go(on, by, Act::Approved { decision })
    }
}

impl<'r> VillageReview<'r, Approved> {
    /// Gives a household its certificate.
    ///
    /// # Errors
    /// [`ReviewError::NotListed`], [`ReviewError::CertifiedTwice`], and those of who and when.
    pub fn certify(&mut self, on: NaiveDate, by: &str, household: HouseholdId) -> Result<(), ReviewError> {
        self.stay(on, by, Act::Certified { household })
    }

    /// Ends the review.
    ///
    /// # Errors
    /// Those of who and when.
    pub fn close(self, on: NaiveDate, by: &str) -> Outcome<'r, Approved, Closed> {
        self.go(on, by, Act::Closed)
    }
}
