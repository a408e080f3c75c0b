//! Strategies of citations, confirmation marks, and texts in several languages.

use super::quantity::date;
use crate::source::{Citation, Confirmation, Instrument, Language, Text};
use proptest::collection::btree_map;
use proptest::option;
use proptest::prelude::*;

/// Words with letters that Vietnamese, Spanish and French need, quotes and line breaks; never blank.
const WORDS: &str = "[a-zA-ZđĐạéñ0-9(.,\"'\\\\]([ \na-zA-ZđĐạéñ0-9).,\"'\\\\]{0,24})";

/// Any language.
pub fn language() -> impl Strategy<Value = Language> {
    prop_oneof![Just(Language::English), Just(Language::Vietnamese), Just(Language::Spanish), Just(Language::French),]
}

/// A text in one to four languages.
pub fn text() -> impl Strategy<Value = Text> {
    btree_map(language(), WORDS, 1..=4).prop_filter_map("at least one language", |texts| Text::try_from(texts).ok())
}

/// Any mark of confirmation.
pub fn confirmation() -> impl Strategy<Value = Confirmation> {
    prop_oneof![
        Just(Confirmation::Confirmed),
        Just(Confirmation::Derived),
        Just(Confirmation::Draft),
        Just(Confirmation::FromMemory),
        Just(Confirmation::Unknown),
    ]
}

/// A citation of any instrument, by a key in kebab case.
pub fn citation() -> impl Strategy<Value = Citation> {
    (KEY, option::of(WORDS), confirmation(), option::of(WORDS))
        .prop_map(|(instrument, article, confirmation, note)| Citation { instrument, article, confirmation, note })
}

/// Any instrument, with a key in kebab case.
pub fn instrument() -> impl Strategy<Value = Instrument> {
    (KEY, WORDS, text(), option::of(date()), confirmation())
        .prop_map(|(id, number, title, date, confirmation)| Instrument { id, number, title, date, confirmation })
}

const KEY: &str = "[a-z]{1,8}(-[a-z0-9]{1,6}){0,3}";
