//! What can be wrong with the data of a programme.

use crate::quantity::{Money, QuantityError};
use crate::source::Position;
use thiserror::Error;

/// Why a programme could not be read.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum StructureError {
    /// Not a file of the documented form.
    #[error("{message} ({at})")]
    Unreadable {
        /// What the reader expected and found.
        message: String,
        /// Where.
        at: Position,
    },
    /// A code that is blank or holds a character that separates fields.
    #[error("code `{code}` of programme `{programme}` must be letters, digits, points and dashes")]
    Code {
        /// The programme.
        programme: String,
        /// The code as given.
        code: String,
    },
    /// One code for two parts.
    #[error("code `{code}` of programme `{programme}` stands for two parts, expected one code for each")]
    RepeatedCode {
        /// The programme.
        programme: String,
        /// The code.
        code: String,
    },
    /// A part whose code does not continue that of the part above it.
    #[error("part `{code}` stands under `{above}`, expected a code that begins with `{above}.`")]
    Misplaced {
        /// The part.
        code: String,
        /// The part above it.
        above: String,
    },
    /// A citation of an instrument that the file does not have.
    #[error("instrument `{instrument}` is cited by `{code}` and not listed ({file})")]
    UnknownInstrument {
        /// The instrument.
        instrument: String,
        /// What cites it.
        code: String,
        /// The file.
        file: String,
    },
    /// Parts that are known, and together more than the whole.
    #[error("the parts of `{code}` have {parts}, more than its own {whole}")]
    MoreThanWhole {
        /// The whole.
        code: String,
        /// The known parts together.
        parts: Money,
        /// The whole.
        whole: Money,
    },
    /// Amounts that can't be added.
    #[error(transparent)]
    Quantity(#[from] QuantityError),
}

impl StructureError {
    /// A stable, documented code of this kind of error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "programme/unreadable",
            Self::Code { .. } => "programme/part-code",
            Self::RepeatedCode { .. } => "programme/repeated-code",
            Self::Misplaced { .. } => "programme/misplaced-part",
            Self::UnknownInstrument { .. } => "programme/unknown-instrument",
            Self::MoreThanWhole { .. } => "programme/parts-exceed-whole",
            Self::Quantity(error) => error.code(),
        }
    }
}
