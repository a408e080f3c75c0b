//! What is refused about rules, searches and audits.

use crate::register::{HouseholdId, Told};
use thiserror::Error;

/// What is refused about the rules of validation, a search for duplicates or an audit. No name or identifier of a person is ever
/// part of a message.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Error)]
pub enum QualityError {
    /// A household twice in a list in which each is once.
    #[error("household {household} is in the list twice, expected once")]
    HouseholdTwice {
        /// The household.
        household: HouseholdId,
    },
    /// A year in which nobody who lives was born.
    #[error("{year} is no year of birth, expected 1800 to 2200")]
    YearOfBirth {
        /// The year.
        year: i32,
    },
    /// A threshold that every pair reaches, or none.
    #[error("a threshold of {points} points, expected 1 to 100")]
    Threshold {
        /// The threshold.
        points: u8,
    },
    /// A block or a neighbourhood in which nothing is compared.
    #[error("the {what} is {found}, expected at least {expected}")]
    Blocking {
        /// What is too small.
        what: &'static str,
        /// What was given.
        found: usize,
        /// The least.
        expected: usize,
    },
    /// A text that is no set of rules.
    #[error("the rules can't be read: {message}")]
    RulesForm {
        /// What was expected, and where.
        message: Told,
    },
    /// A code of a rule that is blank or given twice.
    #[error("there are two rules `{code}`, or the code is blank: every rule has a code of its own")]
    RuleCode {
        /// The code.
        code: Told,
    },
    /// A rule that no value can satisfy, or about a field that there can't be.
    #[error("rule `{code}`: {message}")]
    Rule {
        /// The code.
        code: Told,
        /// What is wrong.
        message: Told,
    },
    /// A code that no rule has.
    #[error("there is no rule `{code}`")]
    NoSuchRule {
        /// The code.
        code: Told,
    },
    /// Two views that are not in the order of time.
    #[error("the earlier day {earlier} is not before the later day {later}")]
    NotEarlier {
        /// The day given as the earlier.
        earlier: chrono::NaiveDate,
        /// The day given as the later.
        later: chrono::NaiveDate,
    },
    /// A share out of range.
    #[error("the {what} is {found}, expected more than 0 and less than 1")]
    Share {
        /// What it is.
        what: &'static str,
        /// What was given.
        found: Told,
    },
    /// More households to draw than there are, or none.
    #[error("{wanted} households can't be drawn from {of} in stratum `{stratum}`")]
    Draw {
        /// The stratum.
        stratum: Told,
        /// How many were wanted.
        wanted: u64,
        /// How many there are.
        of: u64,
    },
    /// A re-survey of households that were not drawn, or not of all that were.
    #[error("household {household} was {what}")]
    Resurvey {
        /// The household.
        household: HouseholdId,
        /// What is wrong with it.
        what: &'static str,
    },
    /// A stratum whose variance can't be estimated.
    #[error("one household was drawn in stratum `{stratum}` of {of}: expected two or more, or all")]
    Lonely {
        /// The stratum.
        stratum: Told,
        /// Households of the stratum.
        of: u64,
    },
    /// No household of the re-survey is one that the error is a share of.
    #[error("no household of the re-survey is {what}, so the share of errors among them is not defined")]
    NoneOf {
        /// What there is none of.
        what: &'static str,
    },
}

impl QualityError {
    /// A stable, documented code of this kind of error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::HouseholdTwice { .. } => "quality/household-twice",
            Self::YearOfBirth { .. } => "quality/year-of-birth",
            Self::Threshold { .. } => "quality/threshold",
            Self::Blocking { .. } => "quality/blocking",
            Self::RulesForm { .. } => "quality/rules-form",
            Self::RuleCode { .. } => "quality/rule-code",
            Self::Rule { .. } => "quality/rule",
            Self::NoSuchRule { .. } => "quality/no-such-rule",
            Self::NotEarlier { .. } => "quality/not-earlier",
            Self::Share { .. } => "quality/share",
            Self::Draw { .. } => "quality/draw",
            Self::Resurvey { .. } => "quality/resurvey",
            Self::Lonely { .. } => "quality/lonely-household",
            Self::NoneOf { .. } => "quality/none-of",
        }
    }
}
