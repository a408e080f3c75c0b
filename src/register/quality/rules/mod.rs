//! Rules that the households of a register should keep.

mod between;
mod finding;
mod register_wide;
mod rule;
mod rule_set;
mod within;

pub use finding::{FindingCounts, QualityFinding};
pub use rule::{Check, Rule};
pub use rule_set::Rules;

use crate::register::FieldValue;
use rust_decimal::Decimal;

/// A value read as a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Number<'a> {
    /// A number with its unit, which is empty where there is none: 7, 45.5, 1,150,000 VND.
    Is(Decimal, &'a str),
    /// A value that is known and no number.
    NotOne,
    /// Nothing is known, or the question does not arise.
    Unknown,
}

fn number(value: &FieldValue) -> Number<'_> {
    match value {
        FieldValue::Number(number) => Number::Is(Decimal::from(*number), ""),
        FieldValue::Text(text) if &**text == NOT_APPLICABLE => Number::Unknown,
        FieldValue::Text(text) => {
            let (digits, unit) = text.split_once(' ').unwrap_or((text, ""));
            digits.replace(',', "").parse().map_or(Number::NotOne, |number| Number::Is(number, unit))
        }
        FieldValue::Flag(_) => Number::NotOne,
        FieldValue::Unknown(_) => Number::Unknown,
    }
}

/// What a number is expected to be where it is none.
const A_NUMBER: &str = "a number";

const NOT_APPLICABLE: &str = "not_applicable";

/// A value as files have it, if there is one.
fn known(value: &FieldValue) -> Option<String> {
    let applies = !matches!(value, FieldValue::Unknown(_)) && value.as_text() != Some(NOT_APPLICABLE);
    applies.then(|| value.to_string())
}
