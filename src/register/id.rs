//! Identifiers that say nothing about a person.

use super::RegisterError;
use crate::measure::hash_words;
use core::fmt;
use core::str::FromStr;
use serde::{Deserialize, Serialize};

/// The identifier by which a household is known for ever: through moves, reforms and reviews. It is never given again.
///
/// One to 24 visible ASCII characters, kept without allocation. It is the [`Household::id`](crate::household::Household::id)
/// of every observation. It is printed and stored everywhere, so it must not be made of anything personal: no name, no
/// number of an identity card.
///
/// ```
/// use poverty::register::HouseholdId;
/// let id: HouseholdId = "24133-0017".parse()?;
/// assert_eq!(id.to_string(), "24133-0017");
/// assert!("".parse::<HouseholdId>().is_err() && "hộ 17".parse::<HouseholdId>().is_err());
/// # Ok::<(), poverty::register::RegisterError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct HouseholdId {
    /// The characters, then zeros: so the order of bytes is the order of texts.
    characters: [u8; Self::LENGTH_MAX],
}

impl HouseholdId {
    /// The most characters.
    pub const LENGTH_MAX: usize = 24;

    /// The identifier of a text.
    ///
    /// # Errors
    /// [`RegisterError::HouseholdId`] unless it has 1 to 24 visible ASCII characters.
    pub fn new(text: &str) -> Result<Self, RegisterError> {
        let mut characters = [0; Self::LENGTH_MAX];
        match characters.get_mut(..text.len()) {
            Some(place) if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic()) => {
                place.copy_from_slice(text.as_bytes());
                Ok(Self { characters })
            }
            _ => Err(RegisterError::HouseholdId { characters: text.chars().count() }),
        }
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        let length = self.characters.iter().position(|byte| *byte == 0).unwrap_or(Self::LENGTH_MAX);
        // ASCII by construction.
        self.characters.get(..length).and_then(|text| core::str::from_utf8(text).ok()).unwrap_or_default()
    }

    /// A hash that is the same on every machine.
    pub(super) fn hash(&self) -> u64 {
        let word = |bytes: &[u8]| bytes.iter().fold(0_u64, |word, byte| word << 8 | u64::from(*byte));
        hash_words(self.characters.chunks(8).map(word))
    }
}

impl FromStr for HouseholdId {
    type Err = RegisterError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::new(text)
    }
}

impl TryFrom<String> for HouseholdId {
    type Error = RegisterError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::new(&text)
    }
}

impl From<HouseholdId> for String {
    fn from(id: HouseholdId) -> Self {
        id.as_str().to_owned()
    }
}

impl fmt::Display for HouseholdId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for HouseholdId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "HouseholdId({})", self.as_str())
    }
}

/// The number by which a person is known in the register, whatever household he or she lives in. Names are kept apart
/// from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct MemberId(u64);

impl MemberId {
    /// The id of a number.
    #[must_use]
    pub const fn new(number: u64) -> Self {
        Self(number)
    }

    /// The number.
    #[must_use]
    pub const fn get(self) -> u64 {
        self.0
    }
}

impl From<u64> for MemberId {
    fn from(number: u64) -> Self {
        Self(number)
    }
}

impl fmt::Display for MemberId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_keeps_its_text_and_the_order_of_texts() {
        let longest = "x".repeat(24);
        for text in ["1", "24133-0017", longest.as_str()] {
            assert_eq!(HouseholdId::new(text).unwrap().as_str(), text);
        }
        assert!(HouseholdId::new("A").unwrap() < HouseholdId::new("AB").unwrap());
        assert!(HouseholdId::new("AB").unwrap() < HouseholdId::new("B").unwrap());
        for text in ["", " 1", "a b", "hộ", "x".repeat(25).as_str(), "\0"] {
            assert_eq!(HouseholdId::new(text).unwrap_err().code(), "register/household-id", "{text:?}");
        }
    }

    /// What is not an identifier may be a name that was put into the wrong column.
    #[test]
    fn a_refused_identifier_is_not_repeated() {
        let error = HouseholdId::new("Nguyễn Thị Zyx").unwrap_err();
        assert!(!error.to_string().contains("Zyx") && !format!("{error:?}").contains("Zyx"));
    }
}
