//! What a claim prints.

use super::{AsOf, Class, Group, Measurement, Printed, PrintedUnit, PublishedError};
use crate::quantity::{Ratio, Rounding};

/// The figure of a [`Claim`](super::Claim): the number or numbers that it prints, and what they are.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Figure {
    /// How many households are of the class, and what part of all they are. With neither it is an open question: a figure
    /// that is known to exist, but not known.
    Level {
        /// Households of the class.
        households: Option<Printed>,
        /// Their part of all households.
        rate: Option<Printed>,
    },
    /// How a rate or a number of households changed.
    Change(Change),
    /// What part of a larger whole the households of the subject are.
    Share(Share),
    /// What is to be reached.
    Target(Target),
    /// Money for a purpose and a time.
    Budget(Budget),
}

/// Which way a change goes that is printed without a sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// The number carries its sign: -6.41 is a fall.
    Signed,
    /// The number is the size of a fall.
    Fall,
    /// The number is the size of a rise.
    Rise,
}

/// What changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Changed {
    /// The rate of the class.
    Rate,
    /// The number of its households.
    Households,
}

/// A change since an earlier date: in points, in percent of the earlier figure, or in households; over the whole time or
/// per yearly interval.
///
/// The unit says which: `6.41 points`, `50.1 %` (relative), `29,208 households`. The earlier figure has the area, standard
/// and measurement of the claim unless another is named.
///
/// ```
/// use poverty::published::{AsOf, Change, Direction};
/// let fall = Change::new(AsOf::Year(2021), Direction::Fall, "2.14 points")?.a_year();
/// assert!(fall.is_a_year());
/// # Ok::<(), poverty::published::PublishedError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub(super) since: AsOf,
    pub(super) since_area: Option<String>,
    pub(super) since_standard: Option<String>,
    pub(super) since_measurement: Option<Measurement>,
    pub(super) direction: Direction,
    pub(super) of: Changed,
    pub(super) a_year: bool,
    pub(super) printed: Printed,
}

impl Change {
    /// A change of the rate, or of the number of households if that is its unit.
    ///
    /// # Errors
    /// [`PublishedError::Unreadable`]; [`PublishedError::WrongUnit`] unless it is in points, percent or households.
    pub fn new(since: impl Into<AsOf>, direction: Direction, printed: &str) -> Result<Self, PublishedError> {
        let number: Printed = printed.parse()?;
        let of = match number.unit() {
            PrintedUnit::Points | PrintedUnit::Percent => Changed::Rate,
            PrintedUnit::Households => Changed::Households,
            PrintedUnit::Number | PrintedUnit::Money(_) => {
                return Err(PublishedError::WrongUnit {
                    thing: "a change",
                    text: printed.to_owned(),
                    expected: "points, %, or households: 6.41 points, 50.1 %, 29,208 households",
                });
            }
        };
        let since = since.into();
        Ok(Self {
            since,
            since_area: None,
            since_standard: None,
            since_measurement: None,
            direction,
            of,
            a_year: false,
            printed: number,
        })
    }

    /// The same as a mean per yearly interval.
    #[must_use]
    pub fn a_year(self) -> Self {
        Self { a_year: true, ..self }
    }

    /// The same as a change of the number of households.
    ///
    /// # Errors
    /// [`PublishedError::WrongUnit`] if it is in points.
    pub fn of_households(self) -> Result<Self, PublishedError> {
        if self.printed.unit() == PrintedUnit::Points {
            return Err(PublishedError::WrongUnit {
                thing: "a change of the number of households",
                text: self.printed.to_string(),
                expected: "% or households",
            });
        }
        Ok(Self { of: Changed::Households, ..self })
    }

    /// The same with an earlier figure of another area.
    #[must_use]
    pub fn since_area(self, area: impl Into<String>) -> Self {
        Self { since_area: Some(area.into()), ..self }
    }

    /// The same with an earlier figure by another standard.
    #[must_use]
    pub fn since_standard(self, standard: impl Into<String>) -> Self {
        Self { since_standard: Some(standard.into()), ..self }
    }

    /// The same with an earlier figure measured in another way.
    #[must_use]
    pub fn since_measurement(self, measurement: Measurement) -> Self {
        Self { since_measurement: Some(measurement), ..self }
    }

    /// The date of the earlier figure.
    #[must_use]
    pub const fn since(&self) -> AsOf {
        self.since
    }

    /// Whether the change is a mean per yearly interval.
    #[must_use]
    pub const fn is_a_year(&self) -> bool {
        self.a_year
    }

    /// What changed.
    #[must_use]
    pub const fn of(&self) -> Changed {
        self.of
    }

    /// Which way the printed number goes.
    #[must_use]
    pub const fn direction(&self) -> Direction {
        self.direction
    }

    /// The number as printed.
    #[must_use]
    pub const fn printed(&self) -> Printed {
        self.printed
    }
}

/// What part of a larger whole the households of the subject are: "ethnic-minority households are 65.2 % of the poor".
///
/// The whole is the subject with another group, class or area.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    pub(super) of_area: Option<String>,
    pub(super) of_group: Option<Group>,
    pub(super) of_class: Option<Class>,
    pub(super) printed: Printed,
}

impl Share {
    /// The part of the households of all groups that the group of the subject is.
    ///
    /// # Errors
    /// [`PublishedError::Unreadable`]; [`PublishedError::WrongUnit`] unless it is a percentage from 0 to 100.
    pub fn of_all_groups(printed: &str) -> Result<Self, PublishedError> {
        Ok(Self { of_area: None, of_group: Some(Group::All), of_class: None, printed: percentage("a share", printed)? })
    }

    /// The part of the households of another class.
    ///
    /// # Errors
    /// As [`Share::of_all_groups`].
    pub fn of_class(class: Class, printed: &str) -> Result<Self, PublishedError> {
        Ok(Self { of_area: None, of_group: None, of_class: Some(class), printed: percentage("a share", printed)? })
    }

    /// The part of the households of a larger area.
    ///
    /// # Errors
    /// As [`Share::of_all_groups`].
    pub fn of_area(area: impl Into<String>, printed: &str) -> Result<Self, PublishedError> {
        let printed = percentage("a share", printed)?;
        Ok(Self { of_area: Some(area.into()), of_group: None, of_class: None, printed })
    }

    /// The number as printed.
    #[must_use]
    pub const fn printed(&self) -> Printed {
        self.printed
    }
}

/// What is to be reached by the date of the claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A rate: `below 3 %`; without a word it may be as much as the number.
    Rate(Printed),
    /// A mean fall per year: `at least 4 points`; without a word it is at least the number.
    FallAYear(Printed),
}

impl Target {
    /// A rate to be reached.
    ///
    /// # Errors
    /// [`PublishedError::Unreadable`]; [`PublishedError::WrongUnit`] unless it is a percentage from 0 to 100.
    pub fn rate(printed: &str) -> Result<Self, PublishedError> {
        percentage("a target", printed).map(Self::Rate)
    }

    /// A mean fall per year.
    ///
    /// # Errors
    /// [`PublishedError::Unreadable`]; [`PublishedError::WrongUnit`] unless it is in points.
    pub fn fall_a_year(printed: &str) -> Result<Self, PublishedError> {
        let number: Printed = printed.parse()?;
        if number.unit() == PrintedUnit::Points {
            return Ok(Self::FallAYear(number));
        }
        Err(PublishedError::WrongUnit {
            thing: "a target of a fall",
            text: printed.to_owned(),
            expected: "points, such as at least 4 points",
        })
    }

    /// The number as printed.
    #[must_use]
    pub const fn printed(&self) -> Printed {
        match self {
            Self::Rate(printed) | Self::FallAYear(printed) => *printed,
        }
    }
}

/// Money for a purpose, over a time that ends with the date of the claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Budget {
    pub(super) item: String,
    pub(super) since: AsOf,
    pub(super) a_year: bool,
    pub(super) printed: Printed,
}

impl Budget {
    /// An amount for an item, from the first to the last year or day.
    ///
    /// # Errors
    /// [`PublishedError::Unreadable`]; [`PublishedError::WrongUnit`] unless it is money; [`PublishedError::Blank`].
    pub fn new(item: impl Into<String>, since: impl Into<AsOf>, printed: &str) -> Result<Self, PublishedError> {
        let item = item.into().trim().to_owned();
        if item.is_empty() {
            return Err(PublishedError::Blank { thing: "item", expected: "what the money is for, such as total" });
        }
        let number: Printed = printed.parse()?;
        if !matches!(number.unit(), PrintedUnit::Money(_)) {
            return Err(PublishedError::WrongUnit {
                thing: "a budget",
                text: printed.to_owned(),
                expected: "money with its currency, such as 1,263,511 million VND",
            });
        }
        Ok(Self { item, since: since.into(), a_year: false, printed: number })
    }

    /// The same as a mean per year.
    #[must_use]
    pub fn a_year(self) -> Self {
        Self { a_year: true, ..self }
    }

    /// What the money is for.
    #[must_use]
    pub fn item(&self) -> &str {
        &self.item
    }

    /// The first year or day.
    #[must_use]
    pub const fn since(&self) -> AsOf {
        self.since
    }

    /// Whether the amount is a mean per year.
    #[must_use]
    pub const fn is_a_year(&self) -> bool {
        self.a_year
    }

    /// The amount as printed.
    #[must_use]
    pub const fn printed(&self) -> Printed {
        self.printed
    }
}

impl Figure {
    /// The printed numbers, each with its part of the figure.
    #[must_use]
    pub fn printed(&self) -> Vec<Printed> {
        match self {
            Self::Level { households, rate } => households.iter().chain(rate).copied().collect(),
            Self::Change(change) => vec![change.printed],
            Self::Share(share) => vec![share.printed],
            Self::Target(target) => vec![target.printed()],
            Self::Budget(budget) => vec![budget.printed],
        }
    }

    /// The same figure rounded by another rule.
    pub(super) fn rounded(self, rounding: Rounding) -> Self {
        let by = |printed: Printed| printed.rounded(rounding);
        match self {
            Self::Level { households, rate } => Self::Level { households: households.map(by), rate: rate.map(by) },
            Self::Change(change) => Self::Change(Change { printed: by(change.printed), ..change }),
            Self::Share(share) => Self::Share(Share { printed: by(share.printed), ..share }),
            Self::Target(Target::Rate(printed)) => Self::Target(Target::Rate(by(printed))),
            Self::Target(Target::FallAYear(printed)) => Self::Target(Target::FallAYear(by(printed))),
            Self::Budget(budget) => Self::Budget(Budget { printed: by(budget.printed), ..budget }),
        }
    }
}

/// A number of households as printed.
pub(super) fn household_count(text: &str) -> Result<Printed, PublishedError> {
    let printed: Printed = text.parse()?;
    let not_negative = printed.value() >= Ratio::ZERO;
    if not_negative && matches!(printed.unit(), PrintedUnit::Number | PrintedUnit::Households) {
        Ok(printed.in_unit(PrintedUnit::Number))
    } else {
        Err(PublishedError::WrongUnit {
            thing: "a number of households",
            text: text.to_owned(),
            expected: "a number of at least 0 without a unit, such as 63,642",
        })
    }
}

/// A percentage from 0 to 100 as printed; where no unit stands behind it, percent is meant.
pub(super) fn percentage(thing: &'static str, text: &str) -> Result<Printed, PublishedError> {
    let printed: Printed = text.parse()?;
    let rate = printed.in_unit(PrintedUnit::Percent);
    let unit = matches!(printed.unit(), PrintedUnit::Number | PrintedUnit::Percent);
    if unit && printed.scale() == 0 && rate.value().is_share() {
        Ok(rate)
    } else {
        Err(PublishedError::WrongUnit {
            thing,
            text: text.to_owned(),
            expected: "a percentage from 0 to 100, such as 12.79 %",
        })
    }
}
