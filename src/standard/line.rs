//! Income lines.

use super::{ParameterValue, StandardError, Welfare};
use crate::place::Area;
use crate::quantity::{Money, Period, QuantityError, Ratio, Rounding};
use crate::source::{Citation, Text};
use chrono::NaiveDate;
use core::cmp::Ordering;
use serde::{Deserialize, Serialize};

/// A line that splits incomes, chuẩn thu nhập: an amount of the income that the standard measures, by area and, where it is dated,
/// by period.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct IncomeLine {
    pub(super) id: String,
    pub(super) name: Text,
    pub(super) under: Comparison,
    #[serde(rename = "value")]
    pub(super) values: Vec<LineValue>,
    pub(super) cite: Citation,
}

/// Whether an income that equals the line is under it. Never implied: laws differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Comparison {
    /// "From the line down", trở xuống: income <= line (Viet Nam).
    AtMost,
    /// Income < line (Europe, Mexico, World Bank).
    Below,
}

/// The amount of a line for an area and a time: fixed, or a share of an amount that the user of the standard supplies.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "LineValueForm", into = "LineValueForm")]
pub struct LineValue {
    area: Option<Area>,
    period: Option<Period>,
    ppp_year: Option<u16>,
    amount: LineAmount,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum LineAmount {
    Fixed(Money),
    /// A share of the value of a parameter, which is absent until the parameter has one.
    Relative {
        share: Ratio,
        of: String,
        base: Option<Money>,
    },
}

/// The value as files write it.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct LineValueForm {
    /// Area it holds for; every area if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    area: Option<Area>,
    /// Days it holds for; always if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    period: Option<Period>,
    /// Year of the prices, for dollars of purchasing power parity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    ppp_year: Option<u16>,
    /// The amount; or else `share` of the parameter `of`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    amount: Option<Money>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    share: Option<Ratio>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    of: Option<String>,
}

impl TryFrom<LineValueForm> for LineValue {
    type Error = String;

    fn try_from(form: LineValueForm) -> Result<Self, Self::Error> {
        let amount = match (form.amount, form.share, form.of) {
            (Some(amount), None, None) => LineAmount::Fixed(amount),
            (None, Some(share), Some(of)) if share > Ratio::ZERO && decimals(share).is_some() => {
                LineAmount::Relative { share, of, base: None }
            }
            (None, Some(share), Some(_)) => {
                return Err(format!("the share {share} is no positive finite decimal, expected such as \"3/5\""));
            }
            _ => return Err("a value needs either `amount`, or `share` and `of`".to_owned()),
        };
        Ok(Self { area: form.area, period: form.period, ppp_year: form.ppp_year, amount })
    }
}

impl From<LineValue> for LineValueForm {
    fn from(value: LineValue) -> Self {
        let (amount, share, of) = match value.amount {
            LineAmount::Fixed(amount) => (Some(amount), None, None),
            LineAmount::Relative { share, of, .. } => (None, Some(share), Some(of)),
        };
        Self { area: value.area, period: value.period, ppp_year: value.ppp_year, amount, share, of }
    }
}

/// Decimals that a fraction needs, if it has an end as a decimal: then a share of a decimal amount is one too.
fn decimals(share: Ratio) -> Option<u32> {
    (0..=28)
        .find(|places| 10_i128.checked_pow(*places).and_then(|power| power.checked_rem(share.denominator())) == Some(0))
}

impl LineValue {
    fn holds(&self, area: Option<Area>, on: NaiveDate) -> bool {
        self.area.is_none_or(|own| area == Some(own)) && self.period.is_none_or(|period| period.contains(on))
    }

    /// Whether two values claim the same area on the same day.
    pub(super) fn meets(&self, other: &Self) -> bool {
        let area = self.area.is_none() || other.area.is_none() || self.area == other.area;
        let time = match (self.period, other.period) {
            (Some(left), Some(right)) => left.overlaps(right),
            _ => true,
        };
        area && time
    }

    /// Area it holds for; `None` for every area.
    #[must_use]
    pub const fn area(&self) -> Option<Area> {
        self.area
    }

    /// Days it holds for; `None` for always.
    #[must_use]
    pub const fn period(&self) -> Option<Period> {
        self.period
    }

    /// Year of the prices, for dollars of purchasing power parity.
    #[must_use]
    pub const fn ppp_year(&self) -> Option<u16> {
        self.ppp_year
    }

    /// The amount; of a relative line once its parameter has a value.
    ///
    /// # Errors
    /// [`QuantityError::Overflow`] if a share of an amount has too many digits.
    pub fn amount(&self) -> Result<Option<Money>, QuantityError> {
        match &self.amount {
            LineAmount::Fixed(amount) => Ok(Some(*amount)),
            LineAmount::Relative { base: None, .. } => Ok(None),
            LineAmount::Relative { share, base: Some(base), .. } => {
                let exact = Ratio::from_decimal(base.amount())?.checked_mul(*share)?;
                let places = base.amount().scale().saturating_add(decimals(*share).unwrap_or(28));
                // With so many decimals nothing is rounded.
                let amount = exact.fixed(places, Rounding::HalfEven).decimal()?;
                Ok(Some(Money::new(amount, base.currency())))
            }
        }
    }

    /// The share and the parameter, of a relative line.
    #[must_use]
    pub fn share_of(&self) -> Option<(Ratio, &str)> {
        match &self.amount {
            LineAmount::Fixed(_) => None,
            LineAmount::Relative { share, of, .. } => Some((*share, of)),
        }
    }

    /// Takes over the value of the parameter that a relative line refers to.
    pub(super) fn settle(&mut self, value: impl Fn(&str) -> Option<ParameterValue>) {
        if let LineAmount::Relative { of, base, .. } = &mut self.amount {
            *base = match value(of) {
                Some(ParameterValue::Money(amount)) => Some(amount),
                _ => None,
            };
        }
    }
}

impl IncomeLine {
    /// Key, unique among the lines of its standard.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Name.
    #[must_use]
    pub const fn name(&self) -> &Text {
        &self.name
    }

    /// Whether an income equal to the line is under it.
    #[must_use]
    pub const fn comparison(&self) -> Comparison {
        self.under
    }

    /// Amounts by area and time.
    #[must_use]
    pub fn values(&self) -> &[LineValue] {
        &self.values
    }

    /// Where the law says so.
    #[must_use]
    pub const fn citation(&self) -> &Citation {
        &self.cite
    }

    /// The value that holds in an area on a day.
    fn value(&self, area: Option<Area>, on: NaiveDate) -> Result<(&LineValue, Money), StandardError> {
        let value = self.values.iter().find(|value| value.holds(area, on));
        let value = value.ok_or_else(|| StandardError::NoLineValue { line: self.id.clone(), area, on })?;
        let amount = value.amount()?.ok_or_else(|| StandardError::ParameterUnknown {
            standard: self.id.clone(),
            parameter: value.share_of().map_or_else(String::new, |(_, of)| format!("the parameter `{of}`")),
            note: "give it a value with `Standard::with_parameter`".to_owned(),
        })?;
        Ok((value, amount))
    }

    /// The amount that holds in an area on a day.
    ///
    /// # Errors
    /// [`StandardError::NoLineValue`] if none does; [`StandardError::ParameterUnknown`] for a share of an amount that was not
    /// supplied.
    pub fn amount(&self, area: impl Into<Option<Area>>, on: NaiveDate) -> Result<Money, StandardError> {
        self.value(area.into(), on).map(|(_, amount)| amount)
    }

    /// Whether an income lies above the line that holds in an area on a day.
    ///
    /// # Errors
    /// As [`IncomeLine::amount`]; [`StandardError::PricesDiffer`] for dollars of purchasing power parity of another year;
    /// [`StandardError::Quantity`] if the currencies differ.
    pub fn is_exceeded_by(
        &self,
        income: impl Into<Welfare>,
        area: impl Into<Option<Area>>,
        on: NaiveDate,
    ) -> Result<bool, StandardError> {
        let (income, area) = (income.into(), area.into());
        let (value, _) = self.value(area, on)?;
        if value.ppp_year != income.ppp_year() {
            let year = |year: Option<u16>| year.map_or_else(|| "no stated year".to_owned(), |year| year.to_string());
            return Err(StandardError::PricesDiffer {
                line: self.id.clone(),
                expected: year(value.ppp_year),
                found: year(income.ppp_year()),
            });
        }
        self.is_exceeded_by_amount(income, area, on)
    }

    /// The same, whatever the year of the prices.
    pub(super) fn is_exceeded_by_amount(
        &self,
        income: impl Into<Welfare>,
        area: impl Into<Option<Area>>,
        on: NaiveDate,
    ) -> Result<bool, StandardError> {
        let (_, amount) = self.value(area.into(), on)?;
        let order = income.into().compare(amount)?;
        Ok(match self.under {
            Comparison::AtMost => order == Ordering::Greater,
            Comparison::Below => order != Ordering::Less,
        })
    }
}
