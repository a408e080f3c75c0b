//! What can be wrong with tables of points, or with answers to them.

use crate::source::Position;
use crate::standard::{At, FormFault, StandardError};
use thiserror::Error;

/// Why tables of points could not be read, or answers not be counted.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PointTableError {
    /// The text is not of the form.
    #[error("{message} ({position})")]
    Form {
        /// Which kind of mistake it is.
        fault: FormFault,
        /// Where.
        position: Position,
        /// What is wrong and what was expected.
        message: String,
    },
    /// A version of the form that this version of the crate does not know.
    #[error("the form has version {found}, expected {expected} ({at})")]
    UnsupportedForm {
        /// Version found.
        found: u32,
        /// Version supported.
        expected: u32,
        /// Where.
        at: Box<At>,
    },
    /// A table or a question that is there twice.
    #[error("the {thing} `{id}` is there twice, expected different ids ({at})")]
    DuplicateId {
        /// Table or question.
        thing: &'static str,
        /// The id.
        id: String,
        /// Where the second stands.
        at: Box<At>,
    },
    /// A list that needs an entry has none.
    #[error("there is no {thing}, expected at least one ({at})")]
    Empty {
        /// What is missing.
        thing: &'static str,
        /// Where it was expected.
        at: Box<At>,
    },
    /// An answer that is neither a word nor a range of numbers, or a range that is empty.
    #[error("an answer to `{question}` makes no sense: {flaw} ({at})")]
    AnswerFlaw {
        /// The question.
        question: String,
        /// What is wrong and what was expected.
        flaw: String,
        /// Where.
        at: Box<At>,
    },
    /// Two answers that are given by the same reply.
    #[error("the answers {first} and {second} to `{question}` overlap, expected one of them for each reply ({at})")]
    AnswersOverlap {
        /// The question.
        question: String,
        /// The one.
        first: String,
        /// The other.
        second: String,
        /// Where the second stands.
        at: Box<At>,
    },
    /// A question without an answer.
    #[error("the question `{question}` of `{table}` is not answered, expected an answer")]
    Unanswered {
        /// The table.
        table: String,
        /// The question.
        question: String,
    },
    /// An answer to a question that the table does not have.
    #[error("`{table}` has no question `{question}`, expected one of: {known}")]
    UnknownQuestion {
        /// The table.
        table: String,
        /// The question as found.
        question: String,
        /// The questions there are.
        known: String,
    },
    /// An answer that the question does not have.
    #[error("`{answer}` is no answer to `{question}`, expected one of: {known}")]
    UnknownAnswer {
        /// The question.
        question: String,
        /// The answer as found.
        answer: String,
        /// The answers there are.
        known: String,
    },
    /// Several answers to a question that takes one.
    #[error("`{question}` has {answers} answers, expected one")]
    TooManyAnswers {
        /// The question.
        question: String,
        /// How many were given.
        answers: usize,
    },
    /// More points than fit.
    #[error("the answers to `{table}` add up to more than 65,535 points")]
    TooManyPoints {
        /// The table.
        table: String,
    },
    /// What the standard refuses.
    #[error(transparent)]
    Standard(#[from] StandardError),
}

impl PointTableError {
    /// A stable, documented code of this kind of error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Form { .. } => "standard/points-form",
            Self::UnsupportedForm { .. } => "standard/points-unsupported-form",
            Self::DuplicateId { .. } => "standard/points-duplicate-id",
            Self::Empty { .. } => "standard/points-empty",
            Self::AnswerFlaw { .. } => "standard/points-answer-flaw",
            Self::AnswersOverlap { .. } => "standard/points-answers-overlap",
            Self::Unanswered { .. } => "standard/points-unanswered",
            Self::UnknownQuestion { .. } => "standard/points-unknown-question",
            Self::UnknownAnswer { .. } => "standard/points-unknown-answer",
            Self::TooManyAnswers { .. } => "standard/points-too-many-answers",
            Self::TooManyPoints { .. } => "standard/points-too-many-points",
            Self::Standard(error) => error.code(),
        }
    }

    /// Where in the file the error stands, for errors about a file.
    pub(super) const fn at_mut(&mut self) -> Option<&mut At> {
        match self {
            Self::UnsupportedForm { at, .. }
            | Self::DuplicateId { at, .. }
            | Self::Empty { at, .. }
            | Self::AnswerFlaw { at, .. }
            | Self::AnswersOverlap { at, .. } => Some(at),
            Self::Form { .. }
            | Self::Unanswered { .. }
            | Self::UnknownQuestion { .. }
            | Self::UnknownAnswer { .. }
            | Self::TooManyAnswers { .. }
            | Self::TooManyPoints { .. }
            | Self::Standard(_) => None,
        }
    }
}
