//! Food: security as experienced, and what was eaten in a week.

use super::coded::observed_record;
use super::{HouseholdError, Observed};
use core::fmt;
use serde::{Deserialize, Serialize};

/// A whole number from 0 to `MAX`: days of a week, answers to a set of questions.
///
/// ```
/// use poverty::household::UpTo;
/// assert_eq!(UpTo::<7>::new(3)?.get(), 3);
/// assert!(UpTo::<7>::new(8).is_err());
/// # Ok::<(), poverty::household::HouseholdError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct UpTo<const MAX: u8>(u8);

impl<const MAX: u8> UpTo<MAX> {
    /// The number.
    ///
    /// # Errors
    /// [`HouseholdError::AboveMax`] above `MAX`.
    pub const fn new(value: u8) -> Result<Self, HouseholdError> {
        if value <= MAX { Ok(Self(value)) } else { Err(HouseholdError::AboveMax { value, max: MAX }) }
    }

    /// As a plain number.
    #[must_use]
    pub const fn get(self) -> u8 {
        self.0
    }
}

impl<const MAX: u8> TryFrom<u8> for UpTo<MAX> {
    type Error = HouseholdError;

    fn try_from(value: u8) -> Result<Self, Self::Error> {
        Self::new(value)
    }
}

impl<const MAX: u8> From<UpTo<MAX>> for u8 {
    fn from(value: UpTo<MAX>) -> Self {
        value.0
    }
}

impl<const MAX: u8> core::str::FromStr for UpTo<MAX> {
    type Err = HouseholdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let unreadable = || HouseholdError::UnreadableNumber { text: text.to_owned(), max: MAX };
        text.trim().parse::<u8>().map_err(|_| unreadable()).and_then(Self::new)
    }
}

impl<const MAX: u8> fmt::Display for UpTo<MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

observed_record! {
    /// Food of a household. Food security is a set of questions about going without food for want of money, six about the adults
    /// and six about those under 18; what counts is how many were answered "yes".
    "food: a map of answers"
    pub struct Food {
        /// "Yes" to the six questions about adults.
        adult_answers: UpTo<6>, with_adult_answers;
        /// "Yes" to the six questions about those under 18; not applicable where there are none.
        minor_answers: UpTo<6>, with_minor_answers;
    }
    groups {
        /// Days of the last week on which each kind of food was eaten.
        days: FoodDays, with_days;
    }
}

observed_record! {
    /// On how many of the last seven days each kind of food was eaten.
    "days: a map of kinds of food to days"
    pub struct FoodDays {
        /// Cereals.
        cereals: UpTo<7>, with_cereals;
        /// Roots and tubers.
        tubers: UpTo<7>, with_tubers;
        /// Pulses, nuts and seeds.
        pulses: UpTo<7>, with_pulses;
        /// Vegetables.
        vegetables: UpTo<7>, with_vegetables;
        /// Fruit.
        fruit: UpTo<7>, with_fruit;
        /// Meat.
        meat: UpTo<7>, with_meat;
        /// Eggs.
        eggs: UpTo<7>, with_eggs;
        /// Fish.
        fish: UpTo<7>, with_fish;
        /// Milk and what is made of it.
        dairy: UpTo<7>, with_dairy;
        /// Sugar and sweets.
        sugar: UpTo<7>, with_sugar;
        /// Oil and fat.
        fat: UpTo<7>, with_fat;
    }
}
