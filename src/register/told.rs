//! A text in an error.

use core::fmt;

/// A text that an error repeats: what has the form of a code, and what the library itself says. Whatever else was given is counted and
/// not repeated, because it may be the name of a person or the number of an identity card in the wrong column.
///
/// ```
/// use poverty::register::Told;
/// assert_eq!(Told::from("24133").to_string(), "24133");
/// assert_eq!(Told::from("512/QĐ-UBND").to_string(), "512/QĐ-UBND");
/// assert_eq!(Told::from("Nguyễn Văn A").to_string(), "(withheld, 12 characters)");
/// assert_eq!(Told::from("024075001234").to_string(), "(withheld, 12 characters)");
/// let read = Told::sentence("unknown variant `Nguyễn Văn A`, expected `tile` or `earth`");
/// assert_eq!(read.to_string(), "unknown variant `(withheld, 12 characters)`, expected `tile` or `earth`");
/// ```
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Told(Box<str>);

/// Digits in a row from which a number may be that of a card or a telephone.
const DIGITS_MAX: usize = 8;
/// Capital letters in a row that an abbreviation has.
const CAPITALS_MAX: usize = 4;

impl Told {
    /// A sentence of the library or of a reader of files, in which what stands in quotes may have been given by somebody.
    #[must_use]
    pub fn sentence(words: &str) -> Self {
        let mut told = String::with_capacity(words.len());
        let mut rest = words;
        while let Some((before, mark, quote)) = split_at_mark(rest) {
            told.push_str(before);
            told.push(mark);
            // What has no second mark goes to the end.
            let (quoted, after) = quote.split_once(mark).map_or((quote, None), |(quoted, after)| (quoted, Some(after)));
            let withheld = repeated(quoted);
            told.push_str(if quoted.starts_with(WITHHELD) { quoted } else { &withheld });
            told.extend(after.map(|_| mark));
            rest = after.unwrap_or_default();
        }
        told.push_str(rest);
        Self(told.into())
    }

    /// The text, as far as it is repeated.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

const WITHHELD: &str = "(withheld, ";

fn split_at_mark(text: &str) -> Option<(&str, char, &str)> {
    let at = text.find(['`', '"'])?;
    let (before, rest) = text.split_at_checked(at)?;
    let mut letters = rest.chars();
    let mark = letters.next()?;
    Some((before, mark, letters.as_str()))
}

fn repeated(text: &str) -> Box<str> {
    if is_code(text) { text.into() } else { format!("{WITHHELD}{} characters)", text.chars().count()).into() }
}

/// Whether a text has the form of a code: no blanks, letters that are small or a short abbreviation, no long number. An amount of money
/// has one too: 1,150,000 VND.
fn is_code(text: &str) -> bool {
    let currency = |text: &str| text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase());
    let code = match text.split_once(' ') {
        Some((amount, unit)) if currency(unit) && amount.starts_with(|first: char| first.is_ascii_digit()) => amount,
        _ => text,
    };
    let letters = |run: &str| {
        run.bytes().all(|byte| byte.is_ascii_lowercase())
            || (!run.contains(char::is_lowercase) && run.chars().count() <= CAPITALS_MAX)
    };
    code.chars().all(|letter| letter.is_alphanumeric() || "-_./:,".contains(letter))
        && code.split(|letter: char| !letter.is_alphabetic()).all(letters)
        && code.split(|letter: char| !letter.is_numeric()).all(|run| run.chars().count() <= DIGITS_MAX)
}

impl From<&str> for Told {
    fn from(text: &str) -> Self {
        Self(repeated(text))
    }
}

impl From<&Box<str>> for Told {
    fn from(text: &Box<str>) -> Self {
        Self(repeated(text))
    }
}

impl From<&String> for Told {
    fn from(text: &String) -> Self {
        Self(repeated(text))
    }
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.0, f)
    }
}

/// How a text of an office prints itself where it may hold a name: not.
pub(super) struct FreeText<'a>(pub(super) &'a str);

impl fmt::Debug for FreeText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{WITHHELD}{} characters)", self.0.chars().count())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_repeated_and_names_and_long_numbers_are_not() {
        for code in [
            "24133",
            "H-1",
            "dwelling.floor",
            "unknown:not_recorded",
            "512/QĐ-UBND",
            "vn-decree-07-2021",
            "2024-01-05",
            "1,150,000 VND",
            "gold",
            "A",
            "all",
            "true",
            "12",
            "",
        ] {
            assert_eq!(Told::from(code).as_str(), code);
        }
        for name in [
            "Nguyễn Văn A",
            "Nguyễn",
            "Lan",
            "NGUYEN",
            "H'Bia Niê",
            "nguyen van a",
            "0912345678",
            "024 075 001 234",
            "024075001234",
            "Zyxwen1975",
            "lan\tnam",
            "Lan VND",
            "nguyễn",
        ] {
            assert!(Told::from(name).as_str().starts_with("(withheld, "), "{name}");
        }
    }

    #[test]
    fn a_sentence_keeps_its_words_and_its_codes() {
        let told = |text| Told::sentence(text).to_string();
        assert_eq!(told("expected a date such as 2024-01-05"), "expected a date such as 2024-01-05");
        assert_eq!(told("no key `floor`, found \"Lan\""), "no key `floor`, found \"(withheld, 3 characters)\"");
        assert_eq!(told("open `Nguyễn Văn A"), "open `(withheld, 12 characters)");
        assert_eq!(told("`(withheld, 3 characters)` and ``"), "`(withheld, 3 characters)` and ``");
    }
}
