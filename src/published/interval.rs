//! Intervals of exact numbers.

use crate::quantity::{PercentagePoints, Ratio};
use core::cmp::Ordering;
use core::fmt;
use core::ops::RangeInclusive;

/// One end of an [`Interval`]: a number, and whether it belongs to the interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct End {
    /// The number.
    pub value: Ratio,
    /// Whether the number itself belongs to the interval.
    pub closed: bool,
}

impl End {
    /// An end that belongs to the interval.
    #[must_use]
    pub const fn closed(value: Ratio) -> Self {
        Self { value, closed: true }
    }

    /// An end that does not belong to the interval.
    #[must_use]
    pub const fn open(value: Ratio) -> Self {
        Self { value, closed: false }
    }
}

/// The exact numbers between two ends, each open or closed, either of which may be missing (no bound on that side).
///
/// An interval that exists holds at least one number: what would be empty is `None` ([`Interval::intersection`]). Arithmetic
/// returns the smallest interval that holds every result, with one exception that keeps the numbers small: an end with a
/// denominator above 10^12 is moved outward to a multiple of 10^-12, and one that does not fit at all is dropped. So
/// an interval may be a little too wide but never too narrow, and nothing that it contradicts can be true.
///
/// ```
/// use poverty::published::{End, Interval};
/// use poverty::quantity::Ratio;
/// // 12.79 % rounded half up is anything from 12.785 % up to, but without, 12.795 %.
/// let rate = Interval::new(Some(End::closed("12.785 %".parse()?)), Some(End::open("12.795 %".parse()?))).unwrap();
/// let households = Interval::exactly(Ratio::whole(63_642)).over(rate).unwrap();
/// assert_eq!(households.to_string(), "(424280000/853, 1272840000/2557]");
/// assert_eq!(households.integers(), Some(497_398..=497_786));
/// # Ok::<(), poverty::quantity::QuantityError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Interval {
    lower: Option<End>,
    upper: Option<End>,
}

impl Interval {
    /// All numbers.
    pub const EVERYTHING: Self = Self { lower: None, upper: None };
    /// All numbers of at least zero.
    pub const NOT_NEGATIVE: Self = Self { lower: Some(End::closed(Ratio::ZERO)), upper: None };
    /// All shares: from zero to one.
    pub const SHARES: Self = Self { lower: Some(End::closed(Ratio::ZERO)), upper: Some(End::closed(Ratio::ONE)) };

    /// The numbers between two ends, or `None` if there are none.
    #[must_use]
    pub fn new(lower: Option<End>, upper: Option<End>) -> Option<Self> {
        let some = match (lower, upper) {
            (Some(lower), Some(upper)) => match lower.value.cmp(&upper.value) {
                Ordering::Less => true,
                Ordering::Equal => lower.closed && upper.closed,
                Ordering::Greater => false,
            },
            _ => true,
        };
        some.then_some(Self { lower, upper })
    }

    /// One number.
    #[must_use]
    pub const fn exactly(value: Ratio) -> Self {
        Self { lower: Some(End::closed(value)), upper: Some(End::closed(value)) }
    }

    /// The numbers of at least `value`.
    #[must_use]
    pub const fn at_least(value: Ratio) -> Self {
        Self { lower: Some(End::closed(value)), upper: None }
    }

    /// The numbers of at most `value`.
    #[must_use]
    pub const fn at_most(value: Ratio) -> Self {
        Self { lower: None, upper: Some(End::closed(value)) }
    }

    /// The lower end; `None` if there is no bound below.
    #[must_use]
    pub const fn lower(self) -> Option<End> {
        self.lower
    }

    /// The upper end; `None` if there is no bound above.
    #[must_use]
    pub const fn upper(self) -> Option<End> {
        self.upper
    }

    /// Whether a number lies in the interval.
    #[must_use]
    pub fn contains(self, value: Ratio) -> bool {
        let above = self.lower.is_none_or(|end| value > end.value || (end.closed && value == end.value));
        let below = self.upper.is_none_or(|end| value < end.value || (end.closed && value == end.value));
        above && below
    }

    /// The only number of the interval, if it holds just one.
    #[must_use]
    pub fn single(self) -> Option<Ratio> {
        match (self.lower, self.upper) {
            (Some(lower), Some(upper)) if lower.value == upper.value => Some(lower.value),
            _ => None,
        }
    }

    /// The numbers that both intervals hold, or `None`.
    #[must_use]
    pub fn intersection(self, other: Self) -> Option<Self> {
        Self::new(tighter(self.lower, other.lower, Ordering::Greater), tighter(self.upper, other.upper, Ordering::Less))
    }

    /// Whether every number of the other interval lies in this one.
    #[must_use]
    pub fn covers(self, other: Self) -> bool {
        self.intersection(other) == Some(other)
    }

    /// The smallest interval that holds both.
    #[must_use]
    pub fn hull(self, other: Self) -> Self {
        let looser = |left: Option<End>, right: Option<End>, wanted: Ordering| match (left, right) {
            (Some(left), Some(right)) => Some(match left.value.cmp(&right.value) {
                Ordering::Equal => End { value: left.value, closed: left.closed || right.closed },
                order if order == wanted => left,
                Ordering::Less | Ordering::Greater => right,
            }),
            _ => None,
        };
        Self {
            lower: looser(self.lower, other.lower, Ordering::Less),
            upper: looser(self.upper, other.upper, Ordering::Greater),
        }
    }

    /// The smallest integer of the interval; `None` if it has no bound below, or no integer.
    #[must_use]
    pub fn smallest_integer(self) -> Option<i128> {
        let least = first_integer(self.lower?)?;
        self.upper.is_none_or(|end| last_integer(end).is_some_and(|most| most >= least)).then_some(least)
    }

    /// The largest integer of the interval; `None` if it has no bound above, or no integer.
    #[must_use]
    pub fn largest_integer(self) -> Option<i128> {
        let most = last_integer(self.upper?)?;
        self.lower.is_none_or(|end| first_integer(end).is_some_and(|least| least <= most)).then_some(most)
    }

    /// The integers of the interval; `None` if there are none or without number.
    #[must_use]
    pub fn integers(self) -> Option<RangeInclusive<i128>> {
        Some(self.smallest_integer()?..=self.largest_integer()?)
    }

    /// The interval from the smallest to the largest integer that it holds, or `None` if it holds none.
    #[must_use]
    pub fn to_integers(self) -> Option<Self> {
        let whole = |integer: i128| Ratio::new(integer, 1).ok().map(End::closed);
        let lower = self.lower.and_then(first_integer).and_then(whole);
        let upper = self.upper.and_then(last_integer).and_then(whole);
        Self::new(lower, upper)
    }

    /// The same with ends of bounded denominators: moved outward where they are finer than 10^-12.
    pub(super) fn coarse(self) -> Self {
        let coarse = |end: Option<End>, down| end.and_then(|end| outward(end.value, end.closed, down));
        Self { lower: coarse(self.lower, true), upper: coarse(self.upper, false) }
    }

    /// The sums of a number of each.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        let sum = |left: Option<End>, right: Option<End>, down| {
            let (left, right) = (left?, right?);
            outward(left.value.checked_add(right.value).ok()?, left.closed && right.closed, down)
        };
        Self { lower: sum(self.lower, other.lower, true), upper: sum(self.upper, other.upper, false) }
    }

    /// The numbers with the other sign.
    #[must_use]
    pub fn negated(self) -> Self {
        let negated = |end: End| End { value: end.value.negated(), closed: end.closed };
        Self { lower: self.upper.map(negated), upper: self.lower.map(negated) }
    }

    /// The differences of a number of each.
    #[must_use]
    pub fn minus(self, other: Self) -> Self {
        self.plus(other.negated())
    }

    /// The products of a number of each.
    #[must_use]
    pub fn times(self, other: Self) -> Self {
        if self.is_not_negative() && other.is_not_negative() {
            let lower = product(self.lower, other.lower, true);
            let upper = product_above(self.upper, other.upper);
            // What does not fit below is still not negative.
            return Self { lower: lower.or(Some(End::closed(Ratio::ZERO))), upper };
        }
        if !self.is_not_negative() && self.negated().is_not_negative() {
            return self.negated().times(other).negated();
        }
        if !other.is_not_negative() && other.negated().is_not_negative() {
            return self.times(other.negated()).negated();
        }
        // One of them has numbers on both sides of zero: split it there.
        let (mixed, factor) = if self.is_not_negative() { (other, self) } else { (self, other) };
        let zero = Some(End::closed(Ratio::ZERO));
        let below = Self { lower: mixed.lower, upper: zero };
        let above = Self { lower: zero, upper: mixed.upper };
        below.times(factor).hull(above.times(factor))
    }

    /// The numbers that, times some divisor of `divisors`, give some number of this interval: the solutions of
    /// `x * divisor = self`. `None` if there are none, that is if the only divisor is zero and zero is not in `self`.
    ///
    /// If both hold zero, every number is a solution.
    #[must_use]
    pub fn over(self, divisors: Self) -> Option<Self> {
        if divisors.contains(Ratio::ZERO) {
            if self.contains(Ratio::ZERO) {
                return Some(Self::EVERYTHING);
            }
            if divisors.single().is_some() {
                return None;
            }
        }
        if divisors.is_not_negative() {
            return Some(self.times(divisors.reciprocal()));
        }
        if divisors.negated().is_not_negative() {
            return Some(self.negated().times(divisors.negated().reciprocal()));
        }
        // Divisors of both signs, as close to zero as one likes.
        Some(Self::EVERYTHING)
    }

    /// The inverses of the positive numbers of an interval without negative ones.
    fn reciprocal(self) -> Self {
        let inverse = |end: End, down| outward(Ratio::ONE.checked_div(end.value).ok()?, end.closed, down);
        let lower = match self.upper {
            Some(end) => inverse(end, true).or(Some(End::open(Ratio::ZERO))),
            None => Some(End::open(Ratio::ZERO)),
        };
        Self { lower, upper: self.lower.and_then(|end| inverse(end, false)) }
    }

    fn is_not_negative(self) -> bool {
        self.lower.is_some_and(|end| !end.value.is_negative())
    }

    /// The interval in points: both ends as [`PercentagePoints`], for output.
    #[must_use]
    pub fn points(self) -> (Option<PercentagePoints>, Option<PercentagePoints>) {
        let points = |end: End| PercentagePoints::from_difference(end.value);
        (self.lower.map(points), self.upper.map(points))
    }

    /// How far a number lies outside; zero if it does not (an open end that is just missed counts as zero as well).
    #[must_use]
    pub fn distance(self, value: Ratio) -> Option<Ratio> {
        match (self.lower, self.upper) {
            (Some(end), _) if value < end.value => end.value.checked_sub(value).ok(),
            (_, Some(end)) if value > end.value => value.checked_sub(end.value).ok(),
            _ => Some(Ratio::ZERO),
        }
    }
}

impl From<RangeInclusive<u64>> for Interval {
    /// The numbers from the first to the last; of a range that runs backwards, those between its ends.
    fn from(range: RangeInclusive<u64>) -> Self {
        let end = |value: &u64| Ratio::of(u128::from(*value), 1).ok().map(End::closed);
        let (first, last) = (*range.start(), *range.end());
        Self { lower: end(&first.min(last)), upper: end(&first.max(last)) }
    }
}

impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(value) = self.single() {
            return f.pad(&value.to_string());
        }
        let lower = match self.lower {
            Some(End { value, closed: true }) => format!("[{value}"),
            Some(End { value, closed: false }) => format!("({value}"),
            None => "(..".to_owned(),
        };
        let upper = match self.upper {
            Some(End { value, closed: true }) => format!("{value}]"),
            Some(End { value, closed: false }) => format!("{value})"),
            None => "..)".to_owned(),
        };
        f.pad(&format!("{lower}, {upper}"))
    }
}

/// The denominators that interval arithmetic keeps exactly.
const FINEST: i128 = 1_000_000_000_000;

/// An end with a bounded denominator: moved outward to a multiple of 10^-12 where it has to be.
fn outward(value: Ratio, closed: bool, down: bool) -> Option<End> {
    if value.denominator() <= FINEST {
        return Some(End { value, closed });
    }
    let units = value.checked_mul(Ratio::new(FINEST, 1).ok()?).ok();
    let units = match units {
        Some(units) if down => units.floor(),
        Some(units) => units.ceiling(),
        // Too fine even to be scaled: the whole number beyond it will do.
        None => (if down { value.floor() } else { value.ceiling() }).checked_mul(FINEST)?,
    };
    Ratio::new(units, FINEST).ok().map(End::open)
}

/// The product of two ends that are not negative.
fn product(left: Option<End>, right: Option<End>, down: bool) -> Option<End> {
    let (left, right) = (left?, right?);
    let zero = |end: End| end.value == Ratio::ZERO;
    // Zero times anything is reached if that zero is.
    let closed = (left.closed && (right.closed || zero(left))) || (right.closed && zero(right));
    outward(left.value.checked_mul(right.value).ok()?, closed, down)
}

/// The upper end of a product of intervals that are not negative; an upper end of zero is closed and stays zero.
fn product_above(left: Option<End>, right: Option<End>) -> Option<End> {
    let zero = |end: Option<End>| end.is_some_and(|end| end.value == Ratio::ZERO);
    if zero(left) || zero(right) { Some(End::closed(Ratio::ZERO)) } else { product(left, right, false) }
}

/// The tighter of two ends: the one whose value compares as `wanted`, or the open one of two equal values.
fn tighter(left: Option<End>, right: Option<End>, wanted: Ordering) -> Option<End> {
    match (left, right) {
        (Some(left), Some(right)) => Some(match left.value.cmp(&right.value) {
            Ordering::Equal => End { value: left.value, closed: left.closed && right.closed },
            order if order == wanted => left,
            Ordering::Less | Ordering::Greater => right,
        }),
        (left, right) => left.or(right),
    }
}

fn first_integer(lower: End) -> Option<i128> {
    let ceiling = lower.value.ceiling();
    if !lower.closed && lower.value.denominator() == 1 { ceiling.checked_add(1) } else { Some(ceiling) }
}

fn last_integer(upper: End) -> Option<i128> {
    let floor = upper.value.floor();
    if !upper.closed && upper.value.denominator() == 1 { floor.checked_sub(1) } else { Some(floor) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn interval(text: &str) -> Interval {
        let inner = text.trim_matches(&['[', ']', '(', ')'][..]);
        let (lower, upper) = inner.split_once(',').unwrap();
        let end =
            |text: &str, closed| (text.trim() != "..").then(|| End { value: text.trim().parse().unwrap(), closed });
        Interval::new(end(lower, text.starts_with('[')), end(upper, text.ends_with(']'))).unwrap()
    }

    #[test]
    fn an_interval_holds_a_number() {
        let (one, two) = (Ratio::ONE, Ratio::whole(2));
        assert!(Interval::new(Some(End::closed(two)), Some(End::closed(one))).is_none());
        assert!(Interval::new(Some(End::open(one)), Some(End::closed(one))).is_none());
        assert_eq!(Interval::new(Some(End::closed(one)), Some(End::closed(one))).unwrap().single(), Some(one));
    }

    #[test]
    fn integers_respect_open_ends() {
        assert_eq!(interval("(1, 3)").integers(), Some(2..=2));
        assert_eq!(interval("[1, 3]").integers(), Some(1..=3));
        assert_eq!(interval("(1, 2)").integers(), None);
        assert_eq!(interval("(1, 2)").to_integers(), None);
        assert_eq!(interval("[-5/2, 5/2]").integers(), Some(-2..=2));
        assert_eq!(interval("[1, ..)").integers(), None);
        assert_eq!(interval("(1/2, ..)").to_integers().unwrap().to_string(), "[1, ..)");
    }

    #[test]
    fn products_of_every_sign_and_openness() {
        for (left, right, expected) in [
            ("[2, 3)", "[4, 5]", "[8, 15)"),
            ("[-1, 2]", "[3, 4)", "(-4, 8)"),
            ("[-2, -1)", "[3, 4]", "[-8, -3)"),
            ("[-2, 3]", "[-5, 7]", "[-15, 21]"),
            ("[0, 1)", "[0, ..)", "[0, ..)"),
            ("(0, 1)", "[5, ..)", "(0, ..)"),
            ("[0, 1]", "(2, 3)", "[0, 3)"),
        ] {
            assert_eq!(interval(left).times(interval(right)).to_string(), expected, "{left} x {right}");
            assert_eq!(interval(right).times(interval(left)).to_string(), expected, "{right} x {left}");
        }
    }

    #[test]
    fn quotients_are_the_solutions_of_a_product() {
        for (dividend, divisor, expected) in [
            ("[6, 12]", "[2, 3)", Some("(2, 6]")),
            ("[1, 2]", "[0, 1/2]", Some("[2, ..)")),
            ("[0, 2]", "[0, 1/2]", Some("(.., ..)")),
            ("[1, 2]", "[0, 0]", None),
            ("[0, 0]", "[1, 2]", Some("0")),
            ("[-6, 6]", "[2, 3]", Some("[-3, 3]")),
            ("[6, 12]", "[-3, -2]", Some("[-6, -2]")),
            ("[1, 2]", "[4, ..)", Some("(0, 1/2]")),
            ("[1, 2]", "[-1, 1]", Some("(.., ..)")),
        ] {
            let quotient = interval(dividend).over(interval(divisor)).map(|quotient| quotient.to_string());
            assert_eq!(quotient.as_deref(), expected, "{dividend} / {divisor}");
        }
    }

    #[test]
    fn what_does_not_fit_gets_wider_never_narrower() {
        let fine = Interval::exactly(Ratio::new(1, 999_999_999_989).unwrap());
        let finer = fine.times(fine);
        assert!(finer.contains(Ratio::new(1, 999_999_999_989 * 999_999_999_989).unwrap()));
        assert_eq!(finer.to_string(), "(0, 1/1000000000000)");
        let huge = Interval::exactly(Ratio::new(i128::MAX, 1).unwrap());
        assert_eq!(huge.plus(huge), Interval::EVERYTHING);
        assert_eq!(huge.times(huge), Interval::NOT_NEGATIVE);
    }

    #[test]
    fn hull_and_intersection() {
        assert_eq!(interval("[1, 3)").intersection(interval("(1, 3]")).unwrap().to_string(), "(1, 3)");
        assert_eq!(interval("[1, 2)").intersection(interval("[2, 3]")), None);
        assert_eq!(interval("[1, 2)").hull(interval("(3, 4]")).to_string(), "[1, 4]");
        assert!(interval("[1, 4]").covers(interval("[1, 4)")) && !interval("[1, 4)").covers(interval("[1, 4]")));
        assert_eq!(interval("[1, 4]").distance(Ratio::whole(6)), Some(Ratio::whole(2)));
    }
}
