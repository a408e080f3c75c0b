//! Text in several languages.

use super::Language;
use core::fmt;
use serde::de::{Deserializer, Error, MapAccess, Visitor};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A name or sentence in one or more languages.
///
/// ```
/// use poverty::source::{Language, Text};
/// let name = Text::english("toilet")?.and(Language::Vietnamese, "nhà tiêu")?;
/// assert_eq!(name.in_language(Language::Vietnamese), "nhà tiêu");
/// // A language that is missing falls back to English, and without English to the first there is.
/// assert_eq!(name.in_language(Language::Spanish), "toilet");
/// # Ok::<(), poverty::source::TextError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct Text(BTreeMap<Language, String>);

impl Text {
    /// A text in English.
    ///
    /// # Errors
    /// [`TextError::Blank`] if there is nothing but white space.
    pub fn english(text: impl Into<String>) -> Result<Self, TextError> {
        Self::try_from(BTreeMap::from([(Language::English, text.into())]))
    }

    /// The same with one more language.
    ///
    /// # Errors
    /// [`TextError::Blank`] if there is nothing but white space.
    pub fn and(mut self, language: Language, text: impl Into<String>) -> Result<Self, TextError> {
        self.0.insert(language, text.into());
        Self::try_from(self.0)
    }

    /// The text in a language, or in English, or in the first language there is.
    #[must_use]
    pub fn in_language(&self, language: Language) -> &str {
        self.0
            .get(&language)
            .or_else(|| self.0.get(&Language::English))
            .or_else(|| self.0.values().next())
            .map_or("", String::as_str)
    }

    /// The text in exactly this language.
    #[must_use]
    pub fn get(&self, language: Language) -> Option<&str> {
        self.0.get(&language).map(String::as_str)
    }
}

/// Why a [`Text`] could not be made.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// No language at all.
    #[error("a text needs at least one language, such as {{ en = \"toilet\" }}")]
    NoLanguage,
    /// Nothing but white space in a language.
    #[error("the text in language `{0}` is blank, expected words")]
    Blank(Language),
    /// One language twice in a file, so that one of the texts would be lost.
    #[error("the text is given twice in language `{0}`, expected once")]
    Twice(Language),
}

impl TextError {
    /// A stable, documented code of this kind of error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoLanguage => "source/no-language",
            Self::Blank(_) => "source/blank-text",
            Self::Twice(_) => "source/language-twice",
        }
    }
}

impl TryFrom<BTreeMap<Language, String>> for Text {
    type Error = TextError;

    fn try_from(texts: BTreeMap<Language, String>) -> Result<Self, Self::Error> {
        if texts.is_empty() {
            return Err(TextError::NoLanguage);
        }
        match texts.iter().find(|(_, text)| text.trim().is_empty()) {
            Some((language, _)) => Err(TextError::Blank(*language)),
            None => Ok(Self(texts)),
        }
    }
}

impl From<Text> for BTreeMap<Language, String> {
    fn from(text: Text) -> Self {
        text.0
    }
}

impl<'de> Deserialize<'de> for Text {
    /// Reads a map from language to text. A map type would keep the last of two texts in one language.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Texts;

        impl<'de> Visitor<'de> for Texts {
            type Value = Text;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map from language to text, such as { en = \"toilet\" }")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Text, A::Error> {
                let mut texts = BTreeMap::new();
                while let Some((language, text)) = map.next_entry()? {
                    if texts.insert(language, text).is_some() {
                        return Err(A::Error::custom(TextError::Twice(language)));
                    }
                }
                Text::try_from(texts).map_err(A::Error::custom)
            }
        }

        deserializer.deserialize_map(Texts)
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.in_language(Language::English))
    }
}
