//! What can happen to a household: the content of the register's journal.

use super::correction::Reassessed;
use super::review::{Act, ReviewKey};
use super::{Correction, Decision, HouseholdId, MemberId, Observation, Publication, Recognition, Retraction, Support};
use crate::household::Member;
use crate::journal::EntryId;
use crate::place::Area;
use core::fmt;
use serde::{Deserialize, Serialize};

/// One change, the content of an [`Entry`](crate::journal::Entry). There is one for everything that the register knows, and
/// none that overwrites: what was recorded wrongly is [`Change::Corrected`] or [`Change::Withdrawn`] by a later entry.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// A household enters the register.
    Registered(Box<Registration>),
    /// A survey saw it again. Who its members are is not changed by a survey but by entries of their own.
    Observed(Box<Observation>),
    /// It moves to another commune or village. A reform that gives a place another code is no move.
    Moved(Box<Relocation>),
    /// Some of its members found a household of their own, tách hộ.
    Split(Box<Split>),
    /// All of its members join another household, nhập hộ.
    Merged(Box<Merger>),
    /// A person joins it.
    Joined(Box<Joining>),
    /// A person leaves it.
    Left(Leaving),
    /// It ceases to be a household of this register.
    Closed(Closing),
    /// A commune decides on a list, under a standard.
    Decided(Box<Decision>),
    /// A household is recognised to be in a class, by a decision.
    Recognised(Recognition),
    /// A field of an entry was recorded wrongly.
    Corrected(Box<Correction>),
    /// An entry should not have been made. It is as if it had never been, from now on.
    Withdrawn(Box<Retraction>),
    /// The household received a support.
    Supported(Box<Support>),
    /// Figures were published.
    Published(Box<Publication>),
    /// A step of a review was taken.
    Reviewed(Box<ReviewStep>),
}

impl Change {
    /// The households that it is about: none for decisions and publications, two for splits and mergers. What it takes back
    /// is told by the entry that it names.
    pub(super) fn households(&self) -> [Option<HouseholdId>; 2] {
        match self {
            Self::Registered(registration) => [Some(registration.observation.id()), None],
            Self::Observed(observation) => [Some(observation.id()), None],
            Self::Moved(relocation) => [Some(relocation.household), None],
            Self::Split(split) => [Some(split.from), Some(split.into.id())],
            Self::Merged(merger) => [Some(merger.household), Some(merger.into)],
            Self::Joined(joining) => [Some(joining.household), None],
            Self::Left(leaving) => [Some(leaving.household), None],
            Self::Closed(closing) => [Some(closing.household), None],
            Self::Recognised(recognition) => [Some(recognition.household()), None],
            Self::Supported(support) => [Some(support.household), None],
            // Striking a household off says something of the list and nothing of the household, which may have ended.
            Self::Reviewed(step) => [step.act.household().filter(|_| !matches!(step.act, Act::Struck { .. })), None],
            Self::Decided(_) | Self::Corrected(_) | Self::Withdrawn(_) | Self::Published(_) => [None, None],
        }
    }

    /// The entry that it corrects or withdraws.
    #[must_use]
    pub fn target(&self) -> Option<EntryId> {
        if let Self::Withdrawn(retraction) = self {
            return Some(retraction.entry);
        }
        if let Self::Corrected(correction) = self { Some(correction.entry()) } else { None }
    }

    /// What recognitions come to by what it sets right.
    pub(super) fn reassessed(&self) -> &[Reassessed] {
        if let Self::Withdrawn(retraction) = self {
            return &retraction.reassessed;
        }
        if let Self::Corrected(correction) = self { &correction.reassessed } else { &[] }
    }

    /// What was seen of a household when it came into the register by this entry.
    pub(super) fn founding(&self, household: HouseholdId) -> Option<&Observation> {
        if let Self::Registered(registration) = self {
            return Some(&registration.observation);
        }
        if let Self::Split(split) = self { Some(&split.into).filter(|into| into.id() == household) } else { None }
    }

    /// What was seen of a household as a whole.
    pub(super) fn observation(&self, household: HouseholdId) -> Option<&Observation> {
        if let Self::Observed(observation) = self { Some(observation) } else { self.founding(household) }
    }

    /// Whether a household ends by this entry.
    pub(super) fn ends(&self, household: HouseholdId) -> bool {
        match self {
            Self::Closed(_) => true,
            Self::Merged(merger) => merger.household == household,
            Self::Registered(_)
            | Self::Observed(_)
            | Self::Moved(_)
            | Self::Split(_)
            | Self::Joined(_)
            | Self::Left(_)
            | Self::Decided(_)
            | Self::Recognised(_)
            | Self::Corrected(_)
            | Self::Withdrawn(_)
            | Self::Supported(_)
            | Self::Published(_)
            | Self::Reviewed(_) => false,
        }
    }

    /// What it is, in one word of the field.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Registered(_) => "registered",
            Self::Observed(_) => "observed",
            Self::Moved(_) => "moved",
            Self::Split(_) => "split",
            Self::Merged(_) => "merged",
            Self::Joined(_) => "joined",
            Self::Left(_) => "left",
            Self::Closed(_) => "closed",
            Self::Decided(_) => "decided",
            Self::Recognised(_) => "recognised",
            Self::Corrected(_) => "corrected",
            Self::Withdrawn(_) => "withdrawn",
            Self::Supported(_) => "supported",
            Self::Published(_) => "published",
            Self::Reviewed(_) => "reviewed",
        }
    }
}

macro_rules! reasons {
    ($(#[$meta:meta])* pub enum $name:ident { $( $(#[$variant_meta:meta])* $variant:ident = $words:literal; )+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[non_exhaustive]
        pub enum $name {
            $( $(#[$variant_meta])* $variant, )+
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(match self { $(Self::$variant => $words,)+ })
            }
        }
    };
}

reasons! {
    /// Why a household enters the register.
    pub enum Ground {
        /// It was there when the register was made.
        Listed = "listed";
        /// It asked to be reviewed (Form 01, or 04 between two reviews).
        Requested = "requested";
        /// It moved in from outside.
        MovedIn = "moved in";
    }
}

reasons! {
    /// How a person joins a household.
    pub enum Arrival {
        /// By birth.
        Born = "born";
        /// By marriage.
        Married = "married";
        /// By adoption, or into care.
        Adopted = "adopted";
        /// Coming from elsewhere, or back.
        MovedIn = "moved in";
    }
}

reasons! {
    /// Why a person leaves a household.
    pub enum Departure {
        /// By death.
        Died = "died";
        /// By marriage.
        Married = "married";
        /// Going elsewhere.
        MovedAway = "moved away";
    }
}

reasons! {
    /// Why a household ceases to be one of this register.
    pub enum Closure {
        /// Its last member died.
        DiedOut = "died out";
        /// It moved to where another register is kept.
        MovedAway = "moved away";
        /// It is the same household as another one.
        RegisteredTwice = "registered twice";
    }
}

/// A household enters the register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Registration {
    /// Why.
    pub ground: Ground,
    /// What was seen of it.
    pub observation: Observation,
}

/// A household moves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Relocation {
    /// The household.
    pub household: HouseholdId,
    /// Code of the commune or village that it lives in from then on.
    pub place: Box<str>,
    /// Rural or urban.
    pub area: Area,
}

/// Some members found a household of their own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Split {
    /// The household that they leave.
    pub from: HouseholdId,
    /// The one that they found, with a new identifier.
    pub into: Observation,
}

/// All members of one household join another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Merger {
    /// The household that ends.
    pub household: HouseholdId,
    /// The one that takes its members in.
    pub into: HouseholdId,
    /// All members of the one that ends.
    pub members: Vec<Person>,
}

/// A person of the register, with what is known of him or her.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// The person.
    pub id: MemberId,
    /// What is known.
    pub record: Member,
}

/// A person joins a household.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Joining {
    /// The household.
    pub household: HouseholdId,
    /// The person.
    pub person: Person,
    /// How.
    pub arrival: Arrival,
}

/// A person leaves a household.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Leaving {
    /// The household.
    pub household: HouseholdId,
    /// The person.
    pub member: MemberId,
    /// Why.
    pub departure: Departure,
}

/// A household ceases to be one of this register.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Closing {
    /// The household.
    pub household: HouseholdId,
    /// Why.
    pub closure: Closure,
}

/// A step of a review, taken on the day from which its entry is true.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReviewStep {
    /// Which review.
    pub review: ReviewKey,
    /// Who takes it: [`Actor::id`](super::review::Actor) of the procedure.
    pub by: Box<str>,
    /// What is done.
    pub act: Act,
}
