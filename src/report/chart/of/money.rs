//! Charts of money: what was disbursed, and what costs least.

#[cfg(feature = "programme")]
use super::fit::words;
use super::fit::{POSITIVE, empty, fit};
#[cfg(feature = "programme")]
use crate::programme::rates::{Execution, RatesError};
#[cfg(feature = "programme")]
use crate::quantity::Money;
use crate::report::ReportError;
use crate::report::chart::bars::{Bar, Bars};
use crate::report::chart::chart::{Body, Chart, Values};
use crate::source::{Language, Text};

/// What was disbursed of what was available, a bar for each group.
///
/// # Errors
/// [`ReportError::Empty`] without groups; [`ReportError::Quantity`] if an amount does not fit, or groups have two currencies.
#[cfg(feature = "programme")]
pub fn disbursement(id: &str, title: Text, source: Text, groups: &[(Text, Execution)]) -> Result<Chart, ReportError> {
    let mut bars = Vec::new();
    let mut currency = None;
    for (name, execution) in groups {
        let (available, disbursed) = (execution.all().available(), execution.all().disbursed());
        currency = Some(available.currency());
        let million = Money::new(rust_decimal::Decimal::from(1_000_000), available.currency());
        let millions = |money: Money| -> Result<f64, ReportError> { Ok(money.ratio_to(million)?.to_f64()) };
        let note = match execution.disbursement_rate() {
            Ok(rate) => {
                let percent = |language| {
                    let locale = crate::report::Locale::of(language);
                    format!("({} %)", locale.float(rate.to_f64() * 100.0, 1))
                };
                Some(words(&percent(Language::English), &percent(Language::Vietnamese))?)
            }
            // A bar without a plan has no rate.
            Err(RatesError::NothingPlanned { .. }) => None,
            Err(error) => return Err(error.into()),
        };
        let name = name.clone();
        let value = fit(id, "what was disbursed", millions(disbursed)?, 0.0, POSITIVE)?;
        bars.push(Bar { name, value, of: Some(millions(available)?), limits: None, note });
    }
    let Some(currency) = currency else { return Err(empty(id, "there is no group")) };
    let code = currency.code();
    let vietnamese = if code == "VND" { "đồng" } else { code };
    let unit = words(
        &format!("million {code} disbursed (dark) of what was available (light)"),
        &format!("triệu {vietnamese} đã giải ngân (đậm) trên tổng vốn được sử dụng (nhạt)"),
    )?;
    let body = Body::Bars(Bars { bars, values: Values::Number(0) });
    Ok(Chart { id: id.to_owned(), title, unit, source, body })
}

/// Something with a value by which it is ranked, such as the cost of a result under a plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    name: Text,
    value: f64,
    limits: Option<(f64, f64)>,
}

impl Item {
    /// A name and its value, in the unit of the chart.
    #[must_use]
    pub const fn new(name: Text, value: f64) -> Self {
        Self { name, value, limits: None }
    }

    /// The same with the limits of its value.
    #[must_use]
    pub fn with_limits(self, lower: f64, upper: f64) -> Self {
        Self { limits: Some((lower, upper)), ..self }
    }
}

/// Things in order of a value, the least first: which costs least for each result. The unit is stated by the caller.
///
/// # Errors
/// [`ReportError::Empty`] without items; [`ReportError::Value`] for a value below zero or none.
pub fn ranking(id: &str, title: Text, unit: Text, source: Text, items: &[Item]) -> Result<Chart, ReportError> {
    let mut bars = Vec::new();
    for item in items {
        let value = fit(id, item.name.in_language(Language::English), item.value, 0.0, POSITIVE)?;
        bars.push(Bar { name: item.name.clone(), value, of: None, limits: item.limits, note: None });
    }
    if bars.is_empty() {
        return Err(empty(id, "there is nothing to rank"));
    }
    bars.sort_by(|left, right| left.value.total_cmp(&right.value));
    let body = Body::Bars(Bars { bars, values: Values::Number(1) });
    Ok(Chart { id: id.to_owned(), title, unit, source, body })
}
