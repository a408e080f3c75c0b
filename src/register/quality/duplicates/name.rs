//! Names without what is written in many ways: marks, case, order.

use crate::register::privacy::Secret;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A name in the forms in which names are compared. Like the [`Secret`] it was made from it does not print itself.
pub(super) struct ComparableName {
    /// Words in small letters with their marks, composed.
    marked: Box<str>,
    /// The same in base letters.
    in_order: Box<str>,
    /// The words of base letters, sorted; `None` where that is their order.
    sorted: Option<Box<str>>,
}

impl ComparableName {
    pub(super) fn of(name: &Secret) -> Self {
        let marked = words(name.reveal().nfc());
        let in_order = words(name.reveal().nfd().filter(|letter| !is_combining_mark(*letter)).map(base));
        let mut parts: Vec<&str> = in_order.split(' ').collect();
        let is_sorted = parts.is_sorted();
        parts.sort_unstable();
        let sorted = (!is_sorted).then(|| parts.join(" ").into());
        Self { marked: marked.into(), sorted, in_order: in_order.into() }
    }

    pub(super) fn marked(&self) -> &str {
        &self.marked
    }

    pub(super) fn in_order(&self) -> &str {
        &self.in_order
    }

    pub(super) fn sorted(&self) -> &str {
        self.sorted.as_deref().unwrap_or(&self.in_order)
    }

    /// First letters of the words, sorted.
    pub(super) fn initials(&self) -> impl Iterator<Item = char> + '_ {
        self.sorted().split(' ').filter_map(|word| word.chars().next())
    }
}

/// The Vietnamese d with a stroke is a letter of its own in Unicode, which no normalisation takes apart.
const fn base(letter: char) -> char {
    match letter {
        'đ' | 'Đ' | 'ð' | 'Ð' => 'd',
        _ => letter,
    }
}

/// Small letters and digits in words that one blank parts. An apostrophe is part of a word: H'Bia and Hbia are one name.
fn words(letters: impl Iterator<Item = char>) -> String {
    let mut text = String::new();
    let mut ended = false;
    for letter in letters {
        if letter.is_alphanumeric() || is_combining_mark(letter) {
            if ended && !text.is_empty() {
                text.push(' ');
            }
            ended = false;
            text.extend(letter.to_lowercase());
        } else if !matches!(letter, '\'' | '’' | '‘' | 'ʼ' | '`' | '´') {
            ended = true;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> ComparableName {
        ComparableName::of(&Secret::new(text).unwrap())
    }

    #[test]
    fn marks_case_blanks_and_composition_make_no_difference() {
        for written in
            ["Nguyễn Văn Đức", "NGUYEN VAN DUC", " nguyễn  văn-đức", "Nguye\u{302}\u{303}n Va\u{306}n Đu\u{301}c"]
        {
            assert_eq!(name(written).in_order(), "nguyen van duc");
        }
        assert_eq!(name("Nguye\u{302}\u{303}n").marked(), name("NGUYỄN").marked());
        assert_ne!(name("Nguyen").marked(), name("NGUYỄN").marked());
    }

    #[test]
    fn an_apostrophe_is_part_of_a_word() {
        assert_eq!(name("H'Bia Niê").in_order(), "hbia nie");
        assert_eq!(name("H’Bia NIÊ").sorted(), name("Nie Hbia").sorted());
    }

    /// Every letter of the Vietnamese alphabet with every tone has one of the 22 base letters.
    #[test]
    fn the_whole_alphabet_is_folded() {
        let letters = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđ";
        assert!(name(letters).in_order().chars().all(|letter| "aeiouyd".contains(letter)));
        assert!(name(&letters.to_uppercase()).in_order().chars().all(|letter| "aeiouyd".contains(letter)));
        assert_eq!(name(letters).initials().collect::<String>(), "a");
    }
}
