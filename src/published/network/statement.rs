//! What a printed number says of a variable.

use crate::published::{Interval, Printed};
use crate::quantity::Ratio;

/// One printed number of a claim, and the variable that it bounds.
#[derive(Clone, Copy, Debug)]
pub(in crate::published) struct Statement {
    /// Number of the claim.
    pub(in crate::published) claim: usize,
    pub(in crate::published) field: Field,
    pub(in crate::published) printed: Printed,
    pub(in crate::published) reading: Reading,
    pub(in crate::published) variable: usize,
}

/// Which of the numbers of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::published) enum Field {
    Households,
    Rate,
    Value,
}

/// How the printed number becomes a value of the variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::published) enum Reading {
    /// As it is.
    Plain,
    /// A mean of so many years: the variable is the whole.
    Times(u32),
    /// A relative change: the variable is the factor, `1 + p`, or `1 - p` for a fall.
    Factor { fall: bool },
    /// A mean relative change per interval, which may be meant simply, `1 + p * n`, or compounded, `(1 + p)^n`.
    FactorOver { fall: bool, intervals: u32 },
}

impl Reading {
    /// The values of the variable that a printed number allows; `None` if there are none.
    pub(in crate::published) fn interval(self, printed: Printed) -> Option<Interval> {
        let number = printed.interval();
        let one = Interval::exactly(Ratio::ONE);
        let times = |number: Interval, count: u32| number.times(Interval::exactly(Ratio::whole(i64::from(count))));
        let factor = |number: Interval, fall| if fall { one.minus(number) } else { one.plus(number) };
        match self {
            Self::Plain => Some(number),
            Self::Times(count) => Some(times(number, count)),
            Self::Factor { fall } => factor(number, fall).intersection(Interval::NOT_NEGATIVE),
            Self::FactorOver { fall, intervals } => {
                let simple = factor(times(number, intervals), fall).intersection(Interval::NOT_NEGATIVE);
                let once = factor(number, fall).intersection(Interval::NOT_NEGATIVE);
                let compound = once.map(|once| (1..intervals).fold(once, |power, _| power.times(once)));
                match (simple, compound) {
                    (Some(simple), Some(compound)) => Some(simple.hull(compound)),
                    (simple, compound) => simple.or(compound),
                }
            }
        }
    }

    /// Values of the variable as the printed number would say them. Of a mean relative change, meant simply.
    pub(in crate::published) fn in_print(self, interval: Interval) -> Interval {
        let one = Interval::exactly(Ratio::ONE);
        let over = |interval: Interval, count: u32| {
            let count = Ratio::new(1, i128::from(count.max(1))).unwrap_or(Ratio::ONE);
            interval.times(Interval::exactly(count))
        };
        let relative = |fall: bool| if fall { one.minus(interval) } else { interval.minus(one) };
        match self {
            Self::Plain => interval,
            Self::Times(count) => over(interval, count),
            Self::Factor { fall } => relative(fall),
            Self::FactorOver { fall, intervals } => over(relative(fall), intervals),
        }
    }

    /// The same with another number of intervals, for a mean.
    pub(in crate::published) const fn over(self, count: u32) -> Option<Self> {
        match self {
            Self::Times(_) => Some(Self::Times(count)),
            Self::FactorOver { fall, .. } => Some(Self::FactorOver { fall, intervals: count }),
            Self::Plain | Self::Factor { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(reading: Reading, text: &str) -> String {
        reading.interval(text.parse().unwrap()).map_or("none".to_owned(), |interval| interval.to_string())
    }

    #[test]
    fn means_and_factors() {
        assert_eq!(read(Reading::Times(3), "2.14 points"), "[1281/20000, 1287/20000)");
        assert_eq!(read(Reading::Factor { fall: true }, "exactly 50 %"), "1/2");
        assert_eq!(read(Reading::Factor { fall: false }, "exactly -50 %"), "1/2");
        assert_eq!(read(Reading::Factor { fall: true }, "exactly 150 %"), "none");
        // 50 % a year for two years: all of it if simple, three quarters if compounded.
        assert_eq!(read(Reading::FactorOver { fall: true, intervals: 2 }, "exactly 50 %"), "[0, 1/4]");
    }
}
