//! Things the household owns: each one known or not, in two bit masks.

use super::HouseholdError;
use super::coded::coded;
use core::fmt;
use serde::de::{Error as _, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::BTreeMap;

coded! {
    /// A thing that a household may own.
    "possessions"
    pub enum Item {
        Television = "television", "television", "ti vi";
        Radio = "radio", "radio", "đài";
        DesktopComputer = "desktop_computer", "desktop computer", "máy tính để bàn";
        Telephone = "telephone", "telephone", "điện thoại";
        Laptop = "laptop", "laptop", "máy tính xách tay";
        Tablet = "tablet", "tablet", "máy tính bảng";
        Smartphone = "smartphone", "smartphone", "điện thoại thông minh";
        Refrigerator = "refrigerator", "refrigerator", "tủ lạnh";
        Bicycle = "bicycle", "bicycle", "xe đạp";
        Motorbike = "motorbike", "motorbike", "xe máy";
        AnimalCart = "animal_cart", "animal cart", "xe súc vật kéo";
        CarOrTruck = "car_or_truck", "car or truck", "ô tô";
    }
}

impl Item {
    const fn bit(self) -> u32 {
        1 << self as u32
    }
}

/// Which [`Item`]s a household owns. An item that was not asked about is unknown, not "no".
///
/// In serde it is a map, `{"television": true, "radio": false}`; items left out are unknown.
///
/// ```
/// use poverty::household::{Item, Possessions};
/// let owned = Possessions::default().with(Item::Television, true).with(Item::Radio, false);
/// assert_eq!(owned.has(Item::Television), Some(true));
/// assert_eq!(owned.has(Item::Radio), Some(false));
/// assert_eq!(owned.has(Item::Laptop), None);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(into = "BTreeMap<String, bool>")]
pub struct Possessions {
    /// Subset of `known`.
    owned: u32,
    known: u32,
}

impl Possessions {
    /// Every item known: those listed are owned, all others are not.
    #[must_use]
    pub fn only(items: impl IntoIterator<Item = Item>) -> Self {
        let nothing = Item::ALL.iter().fold(Self::default(), |set, item| set.with(*item, false));
        items.into_iter().fold(nothing, |set, item| set.with(item, true))
    }

    /// The same with one item observed.
    #[must_use]
    pub const fn with(mut self, item: Item, owned: bool) -> Self {
        self.known |= item.bit();
        if owned {
            self.owned |= item.bit();
        } else {
            self.owned &= !item.bit();
        }
        self
    }

    /// Whether the item is owned, if that is known.
    #[must_use]
    pub const fn has(self, item: Item) -> Option<bool> {
        if self.known & item.bit() == 0 { None } else { Some(self.owned & item.bit() != 0) }
    }

    /// Whether nothing at all is known.
    #[must_use]
    pub const fn is_unknown(&self) -> bool {
        self.known == 0
    }

    /// Items known to be owned.
    pub fn owned(self) -> impl Iterator<Item = Item> {
        Item::ALL.iter().copied().filter(move |item| self.owned & item.bit() != 0)
    }
}

/// A set of [`Item`]s to test possessions against.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "Vec<Item>", into = "Vec<Item>")]
pub struct ItemSet(u32);

impl ItemSet {
    /// How many of the set are known to be owned.
    #[must_use]
    pub const fn owned_in(self, possessions: Possessions) -> u32 {
        (self.0 & possessions.owned).count_ones()
    }

    /// How many of the set are not known.
    #[must_use]
    pub const fn unknown_in(self, possessions: Possessions) -> u32 {
        (self.0 & !possessions.known).count_ones()
    }

    /// How many of the set are known to be owned or not.
    #[must_use]
    pub const fn known_in(self, possessions: Possessions) -> u32 {
        (self.0 & possessions.known).count_ones()
    }

    /// The items of the set.
    pub fn iter(self) -> impl Iterator<Item = Item> {
        Item::ALL.iter().copied().filter(move |item| self.0 & item.bit() != 0)
    }

    /// Whether the set has no item.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

impl FromIterator<Item> for ItemSet {
    fn from_iter<I: IntoIterator<Item = Item>>(items: I) -> Self {
        Self(items.into_iter().fold(0, |set, item| set | item.bit()))
    }
}

impl From<Vec<Item>> for ItemSet {
    fn from(items: Vec<Item>) -> Self {
        items.into_iter().collect()
    }
}

impl From<ItemSet> for Vec<Item> {
    fn from(set: ItemSet) -> Self {
        set.iter().collect()
    }
}

/// Reads a map, and refuses a thing that stands twice: a plain map would keep the last word in silence.
impl<'de> Deserialize<'de> for Possessions {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries;

        impl<'de> Visitor<'de> for Entries {
            type Value = Possessions;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("possessions: a map of things to true or false")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Possessions, A::Error> {
                let mut possessions = Possessions::default();
                while let Some(item) = map.next_key::<Item>()? {
                    if possessions.has(item).is_some() {
                        return Err(A::Error::custom(HouseholdError::RepeatedPossession(item.code().to_owned())));
                    }
                    possessions = possessions.with(item, map.next_value()?);
                }
                Ok(possessions)
            }
        }

        deserializer.deserialize_map(Entries)
    }
}

impl From<Possessions> for BTreeMap<String, bool> {
    fn from(possessions: Possessions) -> Self {
        Item::ALL
            .iter()
            .filter_map(|item| possessions.has(*item).map(|owned| (item.code().to_owned(), owned)))
            .collect()
    }
}
