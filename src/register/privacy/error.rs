//! What is refused about texts that identify persons.

use thiserror::Error;

/// What is refused about texts that identify persons. The text is never part of a message.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PrivacyError {
    /// A name without a letter or digit.
    #[error("the text has no letter and no digit, expected a name or a number")]
    Blank,
    /// A key that could be guessed.
    #[error("the key has {bytes} bytes, expected at least {expected}")]
    ShortKey {
        /// Bytes of the key.
        bytes: usize,
        /// Bytes that are needed.
        expected: usize,
    },
    /// A purpose that says nothing.
    #[error("the purpose of the export is blank, expected words: exports of different purposes can't be joined")]
    NoPurpose,
    /// A text that is no pseudonym.
    #[error("a pseudonym has {expected} hexadecimal digits, found {characters} characters")]
    Pseudonym {
        /// Characters found.
        characters: usize,
        /// Digits of a pseudonym.
        expected: usize,
    },
}

impl PrivacyError {
    /// A stable, documented code of this kind of error.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Blank => "privacy/blank",
            Self::ShortKey { .. } => "privacy/short-key",
            Self::NoPurpose => "privacy/no-purpose",
            Self::Pseudonym { .. } => "privacy/pseudonym",
        }
    }
}
