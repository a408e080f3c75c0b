//! Rules that the households of a register should keep.

mod between;
mod finding;
mod register_wide;
mod rule;
mod rule_set;
mod within;

pub use finding::QualityFinding;
pub use rule::{Check, Rule};
pub use rule_set::Rules;

use crate::register::FieldValue;
use rust_decimal::Decimal;

/// A value as a number: 7, 45.5, 1,150,000 VND.
fn number(value: &FieldValue) -> Option<Decimal> {
    match value {
        FieldValue::Number(number) => Some(Decimal::from(*number)),
        FieldValue::Text(text) => text.split(' ').next()?.replace(',', "").parse().ok(),
        FieldValue::Flag(_) | FieldValue::Unknown(_) => None,
    }
}

/// A value as files have it, if there is one.
fn known(value: &FieldValue) -> Option<String> {
    let applies = !matches!(value, FieldValue::Unknown(_)) && value.as_text() != Some("not_applicable");
    applies.then(|| value.to_string())
}
