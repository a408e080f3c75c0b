//! Pseudonyms: keyed hashes of identifiers.

use super::PrivacyError;
use core::fmt;
use core::str::FromStr;
use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;

/// Makes pseudonyms for the exports of one purpose, with a key that stays in the office.
///
/// A pseudonym is the first half of HMAC-SHA-256 (RFC 2104; FIPS 198-1) over the purpose and the identifier. Without the key
/// nobody can try out identifiers, however few there are; a plain hash of a household's number is undone by trying all numbers.
/// Two purposes give one household unrelated pseudonyms, so that their exports can't be joined.
///
/// ```
/// use poverty::register::privacy::Pseudonymiser;
///
/// let key = [7; 32]; // In real use 32 random bytes from a safe place.
/// let health = Pseudonymiser::new(&key, "health insurance 2025")?;
/// let housing = Pseudonymiser::new(&key, "housing 2025")?;
/// assert_eq!(health.of("24133-0017"), health.of("24133-0017"));
/// assert_ne!(health.of("24133-0017"), housing.of("24133-0017"));
/// # Ok::<(), poverty::register::privacy::PrivacyError>(())
/// ```
#[derive(Clone)]
pub struct Pseudonymiser {
    keyed: Hmac<Sha256>,
}

impl Pseudonymiser {
    /// The fewest bytes of a key.
    pub const KEY_MIN: usize = 32;

    /// Pseudonyms of a purpose.
    ///
    /// # Errors
    /// [`PrivacyError::ShortKey`] for a key of fewer than 32 bytes; [`PrivacyError::NoPurpose`] for a blank purpose.
    pub fn new(key: &[u8], purpose: &str) -> Result<Self, PrivacyError> {
        let short = PrivacyError::ShortKey { bytes: key.len(), expected: Self::KEY_MIN };
        if key.len() < Self::KEY_MIN {
            return Err(short);
        }
        if purpose.trim().is_empty() {
            return Err(PrivacyError::NoPurpose);
        }
        let mut keyed = Hmac::<Sha256>::new_from_slice(key).map_err(|_| short)?;
        // The length keeps `a` + `bc` apart from `ab` + `c`.
        keyed.update(&(purpose.len() as u64).to_be_bytes());
        keyed.update(purpose.as_bytes());
        Ok(Self { keyed })
    }

    /// The pseudonym of an identifier.
    #[must_use]
    pub fn of(&self, identifier: &str) -> Pseudonym {
        let mut keyed = self.keyed.clone();
        keyed.update(identifier.as_bytes());
        let digest = keyed.finalize().into_bytes();
        Pseudonym(digest.iter().take(16).fold(0, |number, byte| number << 8 | u128::from(*byte)))
    }
}

impl fmt::Debug for Pseudonymiser {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pseudonymiser(key withheld)")
    }
}

/// A pseudonym: 128 bits, printed as 32 hexadecimal digits. Two households share one with a chance of 10^-26 in a million million.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Pseudonym(u128);

impl fmt::Display for Pseudonym {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{:032x}", self.0))
    }
}

impl FromStr for Pseudonym {
    type Err = PrivacyError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let refused = PrivacyError::Pseudonym { characters: text.chars().count(), expected: 32 };
        if text.len() != 32 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(refused);
        }
        u128::from_str_radix(text, 16).map(Self).map_err(|_| refused)
    }
}

impl TryFrom<String> for Pseudonym {
    type Error = PrivacyError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Pseudonym> for String {
    fn from(pseudonym: Pseudonym) -> Self {
        pseudonym.to_string()
    }
}
