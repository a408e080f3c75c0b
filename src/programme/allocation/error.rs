//! Why money could not be shared out.

use crate::quantity::{QuantityError, Ratio};
use crate::source::Position;
use thiserror::Error;

/// Why an allocation could not be made.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum AllocationError {
    /// Nobody to share it out to.
    #[error("{total} units can't be shared out: no claimant has a weight above zero")]
    NoWeight {
        /// The total.
        total: u64,
    },
    /// A weight below zero.
    #[error("the weight of `{code}` is {weight}, expected zero or more")]
    NegativeWeight {
        /// The claimant.
        code: String,
        /// Its weight.
        weight: Ratio,
    },
    /// One code for two claimants.
    #[error("`{code}` claims twice, expected one claim for each")]
    RepeatedClaimant {
        /// The code.
        code: String,
    },
    /// Weights that can't be brought to whole numbers of 60 bits.
    #[error("the weights are too fine or too many: their common numbers pass 2^60")]
    TooFine,
    /// A total above what the arithmetic holds.
    #[error("a total of {total} units is more than 2^60")]
    TooMuch {
        /// The total.
        total: u64,
    },
    /// A method that gives everyone at least one unit, and fewer units than claimants.
    #[error("{method} gives each of {claimants} claimants one unit first, but there are {total}")]
    TooFew {
        /// The method.
        method: &'static str,
        /// Units.
        total: u64,
        /// Claimants with a weight.
        claimants: usize,
    },
    /// A floor above the cap.
    #[error("the floor of `{code}`, {floor}, lies above its cap, {cap}")]
    FloorAboveCap {
        /// The claimant.
        code: String,
        /// Its floor.
        floor: u64,
        /// Its cap.
        cap: u64,
    },
    /// Floors that together need more than there is.
    #[error("the floors need {floors} units, more than the total of {total}")]
    FloorsExceedTotal {
        /// All floors.
        floors: u64,
        /// The total.
        total: u64,
    },
    /// Caps that together take less than there is.
    #[error("the caps take {caps} units, less than the total of {total}")]
    CapsBelowTotal {
        /// All caps of claimants with a weight.
        caps: u64,
        /// The total.
        total: u64,
    },
    /// Not a file of the documented form.
    #[error("{message} ({at})")]
    Unreadable {
        /// What the reader expected and found.
        message: String,
        /// Where.
        at: Position,
    },
    /// Coefficients that the law has and this file does not.
    #[error("rule `{rule}` lacks the coefficients {}: fill them in first", missing.join(", "))]
    UnknownCoefficients {
        /// The rule.
        rule: String,
        /// Their names, `criterion/entry`.
        missing: Vec<String>,
    },
    /// A coefficient that the rule does not have.
    #[error("rule `{rule}` has no coefficient `{name}`")]
    NoSuchCoefficient {
        /// The rule.
        rule: String,
        /// The name as given.
        name: String,
    },
    /// A figure that a criterion needs and a recipient lacks.
    #[error("`{recipient}` states no `{figure}`, which criterion `{criterion}` needs")]
    NoFigure {
        /// The recipient.
        recipient: String,
        /// The figure.
        figure: String,
        /// The criterion.
        criterion: String,
    },
    /// A figure that no band of a criterion covers.
    #[error("`{figure}` of `{recipient}` is {value}, which no band of criterion `{criterion}` covers")]
    NoBand {
        /// The recipient.
        recipient: String,
        /// The figure.
        figure: String,
        /// Its value.
        value: Ratio,
        /// The criterion.
        criterion: String,
    },
    /// A citation of an instrument that the file does not have.
    #[error("instrument `{instrument}` is cited and not listed ({file})")]
    UnknownInstrument {
        /// The instrument.
        instrument: String,
        /// The file.
        file: String,
    },
    /// A number that does not fit.
    #[error(transparent)]
    Quantity(#[from] QuantityError),
}

impl AllocationError {
    /// A stable, documented code of this kind of error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoWeight { .. } => "programme/no-weight",
            Self::NegativeWeight { .. } => "programme/negative-weight",
            Self::RepeatedClaimant { .. } => "programme/repeated-claimant",
            Self::TooFine => "programme/weights-too-fine",
            Self::TooMuch { .. } => "programme/total-too-large",
            Self::TooFew { .. } => "programme/too-few-units",
            Self::FloorAboveCap { .. } => "programme/floor-above-cap",
            Self::FloorsExceedTotal { .. } => "programme/floors-exceed-total",
            Self::CapsBelowTotal { .. } => "programme/caps-below-total",
            Self::Unreadable { .. } => "programme/allocation-unreadable",
            Self::UnknownCoefficients { .. } => "programme/unknown-coefficients",
            Self::NoSuchCoefficient { .. } => "programme/no-such-coefficient",
            Self::NoFigure { .. } => "programme/no-figure",
            Self::NoBand { .. } => "programme/no-band",
            Self::UnknownInstrument { .. } => "programme/unknown-instrument",
            Self::Quantity(error) => error.code(),
        }
    }
}
