//! Reading a number as it stands in print.

use super::{Printed, PrintedUnit, Qualifier};
use crate::published::PublishedError;
use crate::quantity::{Currency, DecimalText, Rounding};

/// Digits of a printed number: 10^18 leaves room for a scale word and a rounding interval in 127 bits.
pub(super) const LARGEST_MANTISSA: u128 = 1_000_000_000_000_000_000;

/// Decimals of a printed number.
const MOST_DECIMALS: u32 = 12;

const EXPECTED: &str = "a number of at most 18 digits and 12 decimals such as 63,642, 12.79 %, 6.41 points, more than \
                        1.97 million, about 33 %, 1,263,511 million VND";

const QUALIFIERS: [(&str, Qualifier); 33] = [
    ("exactly", Qualifier::Exactly),
    ("đúng", Qualifier::Exactly),
    ("about", Qualifier::About),
    ("around", Qualifier::About),
    ("approximately", Qualifier::About),
    ("nearly", Qualifier::About),
    ("almost", Qualifier::About),
    ("~", Qualifier::About),
    ("≈", Qualifier::About),
    ("khoảng", Qualifier::About),
    ("gần", Qualifier::About),
    ("more than", Qualifier::MoreThan),
    ("over", Qualifier::MoreThan),
    ("above", Qualifier::MoreThan),
    ("hơn", Qualifier::MoreThan),
    ("trên", Qualifier::MoreThan),
    ("at least", Qualifier::AtLeast),
    (">=", Qualifier::AtLeast),
    ("≥", Qualifier::AtLeast),
    (">", Qualifier::MoreThan),
    ("ít nhất", Qualifier::AtLeast),
    ("tối thiểu", Qualifier::AtLeast),
    ("less than", Qualifier::LessThan),
    ("below", Qualifier::LessThan),
    ("under", Qualifier::LessThan),
    ("dưới", Qualifier::LessThan),
    ("at most", Qualifier::AtMost),
    ("up to", Qualifier::AtMost),
    ("<=", Qualifier::AtMost),
    ("≤", Qualifier::AtMost),
    ("<", Qualifier::LessThan),
    ("không quá", Qualifier::AtMost),
    ("tối đa", Qualifier::AtMost),
];

const SCALES: [(&str, u32); 9] = [
    ("thousand", 3),
    ("nghìn", 3),
    ("ngàn", 3),
    ("million", 6),
    ("triệu", 6),
    ("billion", 9),
    ("tỷ", 9),
    ("tỉ", 9),
    ("trillion", 12),
];

const UNITS: [(&str, PrintedUnit); 14] = [
    ("%", PrintedUnit::Percent),
    ("percent", PrintedUnit::Percent),
    ("per cent", PrintedUnit::Percent),
    ("phần trăm", PrintedUnit::Percent),
    ("points", PrintedUnit::Points),
    ("point", PrintedUnit::Points),
    ("percentage points", PrintedUnit::Points),
    ("percentage point", PrintedUnit::Points),
    ("điểm", PrintedUnit::Points),
    ("điểm %", PrintedUnit::Points),
    ("điểm phần trăm", PrintedUnit::Points),
    ("households", PrintedUnit::Households),
    ("household", PrintedUnit::Households),
    ("hộ", PrintedUnit::Households),
];

pub(super) fn printed(text: &str) -> Result<Printed, PublishedError> {
    read(text).ok_or_else(|| PublishedError::unreadable("a printed number", text, EXPECTED))
}

fn read(text: &str) -> Option<Printed> {
    let text = text.trim();
    let start = text.find(|letter: char| letter.is_ascii_digit() || letter == '-' || letter == '+')?;
    let (word, rest) = text.split_at(start);
    let end = rest
        .find(|letter: char| !(letter.is_ascii_digit() || matches!(letter, '.' | ',' | '-' | '+')))
        .unwrap_or(rest.len());
    let (number, tail) = rest.split_at(end);
    let number = DecimalText::read(number).ok()?;
    if number.mantissa > LARGEST_MANTISSA || number.decimals > MOST_DECIMALS {
        return None;
    }
    let (scale, unit) = tail_words(tail.trim())?;
    let mantissa = i128::try_from(number.mantissa).ok()?;
    Some(Printed {
        mantissa: if number.negative { mantissa.wrapping_neg() } else { mantissa },
        decimals: number.decimals,
        scale,
        unit,
        qualifier: qualifier(word.trim())?,
        rounding: Rounding::HalfUp,
    })
}

fn qualifier(word: &str) -> Option<Qualifier> {
    if word.is_empty() {
        return Some(Qualifier::AsRounded);
    }
    let word = word.to_lowercase();
    QUALIFIERS.iter().find(|(known, _)| *known == word).map(|(_, qualifier)| *qualifier)
}

/// The scale word and the unit behind a number; nothing else may stand there.
fn tail_words(tail: &str) -> Option<(u32, PrintedUnit)> {
    let lower = tail.to_lowercase();
    let (scale, rest) = SCALES
        .iter()
        .find_map(|(word, power)| {
            let rest = lower.strip_prefix(word)?;
            (rest.is_empty() || rest.starts_with(' ')).then(|| (*power, rest.trim()))
        })
        .unwrap_or((0, lower.trim()));
    if rest.is_empty() {
        return Some((scale, PrintedUnit::Number));
    }
    if let Some((_, unit)) = UNITS.iter().find(|(word, _)| *word == rest) {
        // A thousand percent is no way to print a rate.
        return (scale == 0 || *unit == PrintedUnit::Households).then_some((scale, *unit));
    }
    if matches!(rest, "đồng" | "dong") {
        return Some((scale, PrintedUnit::Money(Currency::VND)));
    }
    Currency::from_code(&rest.to_uppercase()).map(|currency| (scale, PrintedUnit::Money(currency)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_what_is_not_a_number_in_print() {
        for text in [
            "",
            "twelve",
            "12.79 % of",
            "roughly 12",
            "12,79 %",
            "1,2,3",
            "12 million %",
            "12 lightyears",
            "1-2",
            "1.0000000000001",
            "1000000000000000001",
            "12 %%",
            "- 5",
        ] {
            assert_eq!(printed(text).unwrap_err().code(), "published/unreadable", "{text}");
        }
    }

    #[test]
    fn reads_the_words_of_the_press() {
        for (text, canonical) in [
            ("khoảng 33%", "about 33 %"),
            ("dưới 3%", "less than 3 %"),
            ("2.14 điểm %", "2.14 points"),
            ("1,263,511 triệu đồng", "1,263,511 million VND"),
            ("Over 1.9 million households", "more than 1.9 million households"),
            ("≥ 30 %", "at least 30 %"),
            ("<=4", "at most 4"),
            ("63642 hộ", "63,642 households"),
            ("5 usd", "5 USD"),
        ] {
            assert_eq!(printed(text).unwrap().to_string(), canonical, "{text}");
        }
    }
}
