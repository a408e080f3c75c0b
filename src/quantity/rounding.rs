//! The rules by which a number is rounded when it is printed.

use core::cmp::Ordering;
use serde::{Deserialize, Serialize};

/// How a number is rounded. There is no default: a publisher's rule is part of a published figure.
///
/// ```
/// use poverty::quantity::{Ratio, Rounding};
/// let half = Ratio::new(125, 1000)?;
/// assert_eq!(half.percent(0, Rounding::HalfUp).to_string(), "13 %");
/// assert_eq!(half.percent(0, Rounding::HalfEven).to_string(), "12 %");
/// # Ok::<(), poverty::quantity::QuantityError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rounding {
    /// To the nearest, ties away from zero: what is taught in school and what statistics offices print.
    HalfUp,
    /// To the nearest, ties to the even digit (IEEE 754, R's `round`).
    HalfEven,
    /// Truncation: towards zero.
    TowardZero,
    /// Away from zero.
    AwayFromZero,
    /// Towards minus infinity.
    Floor,
    /// Towards plus infinity.
    Ceiling,
}

impl Rounding {
    /// Whether the magnitude goes up by one in the last place.
    ///
    /// `rest` compares what is cut off with one half in the last place; `exact` says that nothing is cut off.
    pub(crate) const fn rounds_up(self, rest: Ordering, exact: bool, last_is_odd: bool, negative: bool) -> bool {
        if exact {
            return false;
        }
        match self {
            Self::HalfUp => rest.is_ge(),
            Self::HalfEven => match rest {
                Ordering::Greater => true,
                Ordering::Equal => last_is_odd,
                Ordering::Less => false,
            },
            Self::TowardZero => false,
            Self::AwayFromZero => true,
            Self::Floor => negative,
            Self::Ceiling => !negative,
        }
    }
}
