//! How numbers and dates are written for readers of a language.

use crate::source::Language;
use chrono::NaiveDate;

/// The way a country's readers expect numbers: `1,263,511.5` or `1.263.511,5`.
///
/// ```
/// use poverty::report::Locale;
/// use poverty::source::Language;
/// assert_eq!(Locale::of(Language::English).digits("-1263511.50"), "-1,263,511.50");
/// assert_eq!(Locale::of(Language::Vietnamese).digits("-1263511.50"), "-1.263.511,50");
/// assert_eq!(Locale::of(Language::Vietnamese).date("2024-12-31".parse()?), "31/12/2024");
/// # Ok::<(), chrono::ParseError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Locale {
    language: Language,
    thousands: &'static str,
    decimal: &'static str,
}

impl Locale {
    /// The locale of a language. Thousands stand apart by a comma in English, by a point in Vietnamese and Spanish, by a
    /// narrow space that does not break in French; decimals follow a point in English and a comma in the others.
    #[must_use]
    pub const fn of(language: Language) -> Self {
        let (thousands, decimal) = match language {
            Language::English => (",", "."),
            Language::Vietnamese | Language::Spanish => (".", ","),
            Language::French => ("\u{202f}", ","),
        };
        Self { language, thousands, decimal }
    }

    /// Its language.
    #[must_use]
    pub const fn language(self) -> Language {
        self.language
    }

    /// A number in plain digits, `-1263511.50`, as this locale writes it. Commas that group digits already are taken out first;
    /// anything else than a number comes back as it was.
    #[must_use]
    pub fn digits(self, plain: &str) -> String {
        let plain: String = plain.chars().filter(|c| *c != ',').collect();
        let (sign, magnitude) = plain.strip_prefix('-').map_or(("", plain.as_str()), |rest| ("-", rest));
        let (whole, fraction) = magnitude.split_once('.').unwrap_or((magnitude, ""));
        if whole.is_empty() || !whole.chars().chain(fraction.chars()).all(|c| c.is_ascii_digit()) {
            return plain;
        }
        let mut grouped = String::with_capacity(plain.len().saturating_mul(2));
        for (place, digit) in whole.chars().enumerate() {
            if place > 0 && whole.len().saturating_sub(place).is_multiple_of(3) {
                grouped.push_str(self.thousands);
            }
            grouped.push(digit);
        }
        if fraction.is_empty() {
            format!("{sign}{grouped}")
        } else {
            format!("{sign}{grouped}{}{fraction}", self.decimal)
        }
    }

    /// A float with so many decimals. What has none that can be written (infinite, not a number) is a dash.
    #[must_use]
    pub fn float(self, value: f64, decimals: u8) -> String {
        if value.is_finite() {
            let plain = format!("{value:.*}", usize::from(decimals));
            // A number that rounds to nothing has no sign.
            let zero = plain.strip_prefix('-').filter(|rest| rest.chars().all(|c| c == '0' || c == '.'));
            self.digits(zero.unwrap_or(&plain))
        } else {
            "–".to_owned()
        }
    }

    /// A date: `2024-12-31` in English (ISO 8601, which nobody misreads), `31/12/2024` in the others.
    #[must_use]
    pub fn date(self, day: NaiveDate) -> String {
        match self.language {
            Language::English => day.to_string(),
            Language::Vietnamese | Language::Spanish | Language::French => day.format("%d/%m/%Y").to_string(),
        }
    }
}
