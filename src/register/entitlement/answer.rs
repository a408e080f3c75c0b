//! May a household get a support? Yes, no for these reasons, or not known for want of these answers.

use crate::journal::EntryId;
use crate::place::{Area, Designation};
use crate::quantity::Period;
use crate::register::HouseholdId;
use chrono::NaiveDate;
use core::fmt;
use std::collections::BTreeSet;

/// The answer for one household and one policy on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entitlement {
    /// The household.
    pub household: HouseholdId,
    /// [`Policy::id`](super::Policy).
    pub policy: Box<str>,
    /// The day.
    pub on: NaiveDate,
    /// The answer.
    pub answer: Answer,
}

/// Whether a household may get a support.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It may.
    Entitled,
    /// It may not, for every one of these reasons, whatever is not known.
    Refused(Vec<Reason>),
    /// What is not known decides.
    Unknown(Vec<Missing>),
}

impl Answer {
    /// Whether it is yes.
    #[must_use]
    pub const fn is_entitled(&self) -> bool {
        matches!(self, Self::Entitled)
    }
}

/// Why a household may not get a support.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// It is no household of the register any more.
    Ended {
        /// Since when.
        since: NaiveDate,
    },
    /// The policy is not given on the day.
    NotGiven {
        /// The days on which it is.
        valid: Period,
    },
    /// It is of another class.
    Class {
        /// Its class; `None` if no decision ever named it.
        class: Option<Box<str>>,
        /// Those that may get it.
        expected: BTreeSet<String>,
    },
    /// It escaped too long ago.
    WindowOver {
        /// When it escaped.
        escaped: NaiveDate,
        /// For how many months it counted as newly escaped.
        months: u32,
        /// The first day on which it did not.
        over: NaiveDate,
    },
    /// It is of no ethnic minority.
    Ethnicity,
    /// Its place is on none of the lists.
    Place {
        /// The lists.
        expected: BTreeSet<Designation>,
    },
    /// It lives in an area of the other kind.
    Area {
        /// Where it is given.
        expected: Area,
    },
    /// None of its members is young enough.
    NoMemberUnder {
        /// The age in years.
        age: u8,
    },
    /// It split off too late.
    SplitTooLate {
        /// When it did.
        split: NaiveDate,
        /// The last day on which it would not have been too late.
        latest: NaiveDate,
    },
    /// It has received it, as often as it may.
    Received {
        /// When.
        on: NaiveDate,
        /// The entry.
        entry: EntryId,
        /// For which year or month; `None` if it is given once.
        occasion: Option<Box<str>>,
    },
    /// It has received another support that excludes this one.
    ReceivedAnother {
        /// The other policy.
        policy: Box<str>,
        /// When.
        on: NaiveDate,
        /// The entry.
        entry: EntryId,
    },
}

/// What is not known, and would decide.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Missing {
    /// Its ethnic group.
    Ethnicity,
    /// On which lists its place stands: there is no gazetteer, or its unit was divided.
    Place,
    /// How old its members are.
    Ages,
}

fn listed<T: fmt::Display>(things: &BTreeSet<T>) -> String {
    things.iter().map(ToString::to_string).collect::<Vec<_>>().join(" or ")
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ended { since } => write!(f, "it is no household of the register since {since}"),
            Self::NotGiven { valid } => write!(f, "it is given in {valid} only"),
            Self::Class { class: Some(class), expected } => {
                write!(f, "its class is {class}, expected {}", listed(expected))
            }
            Self::Class { class: None, expected } => {
                write!(f, "no decision ever named it, expected {}", listed(expected))
            }
            Self::WindowOver { escaped, months, over } => {
                write!(f, "it escaped on {escaped}, and the {months} months were over on {over}")
            }
            Self::Ethnicity => f.write_str("it is of no ethnic minority"),
            Self::Place { expected } => write!(f, "its place is not on the list of {}", listed(expected)),
            Self::Area { expected } => write!(f, "it does not live in an {expected} area"),
            Self::NoMemberUnder { age } => write!(f, "it has no member below the age of {age}"),
            Self::SplitTooLate { split, latest } => write!(f, "it split off on {split}, expected by {latest}"),
            Self::Received { on, occasion: None, .. } => write!(f, "it received it on {on}"),
            Self::Received { on, occasion: Some(occasion), .. } => {
                write!(f, "it received that of {occasion} on {on}")
            }
            Self::ReceivedAnother { policy, on, .. } => write!(f, "it received {policy} on {on}"),
        }
    }
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Ethnicity => "its ethnic group",
            Self::Place => "the lists on which its place stands",
            Self::Ages => "the ages of its members",
        })
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let joined = |parts: Vec<String>| parts.join("; ");
        match self {
            Self::Entitled => f.pad("yes"),
            Self::Refused(reasons) => {
                f.pad(&format!("no: {}", joined(reasons.iter().map(ToString::to_string).collect())))
            }
            Self::Unknown(missing) => {
                f.pad(&format!("not known: {}", joined(missing.iter().map(ToString::to_string).collect())))
            }
        }
    }
}
