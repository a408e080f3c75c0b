//! Words of observations.

use crate::source::Language;

/// The words in Vietnamese, or in English for every other language.
pub(super) fn words<'a>(language: Language, english: &'a str, vietnamese: &'a str) -> &'a str {
    if language == Language::Vietnamese { vietnamese } else { english }
}
