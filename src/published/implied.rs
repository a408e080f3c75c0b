//! What claims say without printing it.

use super::{End, Interval};
use crate::quantity::{Fixed, Percent, Ratio, Rounding};

/// A number that claims imply: the value that the printed numbers give if they are taken as exact, and the interval of all
/// values that their rounding allows.
///
/// Both are exact. A publisher's table shows the one, a check uses the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Implied {
    central: Ratio,
    bounds: Interval,
}

impl Implied {
    pub(crate) const fn new(central: Ratio, bounds: Interval) -> Self {
        Self { central, bounds }
    }

    /// A number that follows exactly.
    pub(crate) const fn exactly(value: Ratio) -> Self {
        Self { central: value, bounds: Interval::exactly(value) }
    }

    /// The value that the printed numbers give as they stand.
    #[must_use]
    pub const fn central(self) -> Ratio {
        self.central
    }

    /// All values that rounding allows.
    #[must_use]
    pub const fn bounds(self) -> Interval {
        self.bounds
    }

    /// The lower bound as it is printed in a table, whole numbers; `None` if there is none.
    #[must_use]
    pub fn lower(self, decimals: u32, rounding: Rounding) -> Option<Fixed> {
        self.bounds.lower().map(|End { value, .. }| value.fixed(decimals, rounding))
    }

    /// The upper bound as it is printed in a table; `None` if there is none.
    #[must_use]
    pub fn upper(self, decimals: u32, rounding: Rounding) -> Option<Fixed> {
        self.bounds.upper().map(|End { value, .. }| value.fixed(decimals, rounding))
    }

    /// Lower and upper bound in percent; `None` for a bound that is missing.
    #[must_use]
    pub fn percent(self, decimals: u32, rounding: Rounding) -> (Option<Percent>, Option<Percent>) {
        let percent = |end: End| end.value.percent(decimals, rounding);
        (self.bounds.lower().map(percent), self.bounds.upper().map(percent))
    }
}
