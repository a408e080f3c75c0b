//! A text that identifies a person.

use super::PrivacyError;
use core::fmt;
use serde::{Deserialize, Serialize, Serializer};

/// A text that identifies a person: a name, the number of an identity card, a telephone number.
///
/// It never prints itself: not in `Debug`, not in an error, not in serde, which writes the mark `(withheld)`; it has no `Display`.
/// Whoever needs the text says so with [`Secret::reveal`], which can be searched for. Reading from a file works as for any text.
///
/// ```
/// use poverty::register::privacy::Secret;
/// let name = Secret::new("H'Bia Niê")?;
/// assert_eq!(format!("{name:?}"), "Secret(withheld)");
/// assert_eq!(name.reveal(), "H'Bia Niê");
/// # Ok::<(), poverty::register::privacy::PrivacyError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
pub struct Secret(Box<str>);

impl Secret {
    /// Keeps a text, without blanks around it.
    ///
    /// # Errors
    /// [`PrivacyError::Blank`] for a text without a letter or digit.
    pub fn new(text: &str) -> Result<Self, PrivacyError> {
        let text = text.trim();
        if text.chars().any(char::is_alphanumeric) { Ok(Self(text.into())) } else { Err(PrivacyError::Blank) }
    }

    /// The text itself.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(withheld)")
    }
}

impl Serialize for Secret {
    /// Writes that there is a text, not which: no export names a person by accident.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str("(withheld)")
    }
}

impl TryFrom<String> for Secret {
    type Error = PrivacyError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::new(&text)
    }
}
