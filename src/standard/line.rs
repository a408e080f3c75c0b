//! Income lines.

use super::StandardError;
use crate::place::Area;
use crate::quantity::{Money, Period};
use crate::source::{Citation, Text};
use chrono::NaiveDate;
use core::cmp::Ordering;
use serde::{Deserialize, Serialize};

/// A line that splits incomes, chuẩn thu nhập: money per person and month, by area and, where it is dated, by period.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
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
#[serde(rename_all = "snake_case")]
pub enum Comparison {
    /// "From the line down", trở xuống: income <= line (Viet Nam).
    AtMost,
    /// Income < line (Europe, Mexico, World Bank).
    Below,
}

/// The amount of a line for an area and a time.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineValue {
    /// Area it holds for; every area if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) area: Option<Area>,
    /// Days it holds for; always if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) period: Option<Period>,
    /// Per person and month.
    pub(super) amount: Money,
}

impl LineValue {
    pub(super) fn holds(&self, area: Area, on: NaiveDate) -> bool {
        self.area.is_none_or(|own| own == area) && self.period.is_none_or(|period| period.contains(on))
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

    /// Amount per person and month.
    #[must_use]
    pub const fn amount(&self) -> Money {
        self.amount
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

    /// The amount that holds in an area on a day.
    ///
    /// # Errors
    /// [`StandardError::NoLineValue`] if none does.
    pub fn amount(&self, area: Area, on: NaiveDate) -> Result<Money, StandardError> {
        self.values
            .iter()
            .find(|value| value.holds(area, on))
            .map(|value| value.amount)
            .ok_or_else(|| StandardError::NoLineValue { line: self.id.clone(), area, on })
    }

    /// Whether an income lies above the line that holds in an area on a day.
    ///
    /// # Errors
    /// [`StandardError::NoLineValue`]; [`StandardError::Quantity`] if the currencies differ.
    pub fn is_exceeded_by(&self, income: Money, area: Area, on: NaiveDate) -> Result<bool, StandardError> {
        let order = income.compare(self.amount(area, on)?)?;
        Ok(match self.under {
            Comparison::AtMost => order == Ordering::Greater,
            Comparison::Below => order != Ordering::Less,
        })
    }
}
