//! Income lines: one amount for an area and a day, in one currency, rising.

use crate::quantity::Money;
use crate::standard::locate::Path;
use crate::standard::{IncomeLine, LineValue, StandardError};

pub(super) fn lines(lines: &[IncomeLine]) -> Result<(), StandardError> {
    let mut currency = None;
    for (index, line) in lines.iter().enumerate() {
        let path = Path::top("line").index(index).key("value");
        if line.values.is_empty() {
            return Err(StandardError::Empty { thing: "value of the line", at: Path::top("line").index(index).at() });
        }
        for (later, value) in line.values.iter().enumerate() {
            if line.values.iter().take(later).any(|earlier| earlier.meets(value)) {
                return Err(StandardError::AmbiguousLine { line: line.id.clone(), at: path.index(later).at() });
            }
            // A share of an amount that is not known yet is checked once it is.
            let Some(amount) = value.amount()? else { continue };
            let expected = *currency.get_or_insert_with(|| amount.currency());
            if amount.currency() != expected || amount.amount() <= rust_decimal::Decimal::ZERO {
                return Err(StandardError::LineAmount {
                    line: line.id.clone(),
                    amount: amount.to_string(),
                    currency: expected.code().to_owned(),
                    at: path.index(later).key("amount").at(),
                });
            }
            for lower in lines.iter().take(index) {
                rises(lower, line, value, amount, &path.index(later).key("amount"))?;
            }
        }
    }
    Ok(())
}

/// Refuses an amount that is not above that of a lower line for the same area and day.
fn rises(
    lower: &IncomeLine,
    upper: &IncomeLine,
    value: &LineValue,
    amount: Money,
    path: &Path,
) -> Result<(), StandardError> {
    for below in lower.values.iter().filter(|below| below.meets(value)) {
        let Some(lower_amount) = below.amount()? else { continue };
        if lower_amount.compare(amount)?.is_ge() {
            return Err(StandardError::LinesNotRising {
                lower: lower.id.clone(),
                lower_amount: lower_amount.to_string(),
                upper: upper.id.clone(),
                upper_amount: amount.to_string(),
                at: path.at(),
            });
        }
    }
    Ok(())
}
