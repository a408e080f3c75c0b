//! Dimensions and their indicators.

use super::AgeRange;
use super::default_unit::{household, is_household};
use super::rule::Rule;
use crate::quantity::{Ratio, Unit};
use crate::source::{Citation, Text};
use serde::{Deserialize, Serialize};

/// A dimension of deprivation, chiều thiếu hụt: a group of indicators.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Dimension {
    pub(super) id: String,
    pub(super) name: Text,
    /// Share of the whole; equal shares if no dimension has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) weight: Option<Ratio>,
    /// How many of its indicators make the dimension deprived, where dimensions are counted.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub(super) deprived_from: u32,
    #[serde(rename = "indicator")]
    pub(super) indicators: Vec<Indicator>,
}

const fn one() -> u32 {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde calls")]
const fn is_one(value: &u32) -> bool {
    *value == 1
}

impl Dimension {
    /// Key, unique among the dimensions of its standard.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Name.
    #[must_use]
    pub const fn name(&self) -> &Text {
        &self.name
    }

    /// Its indicators, in the order of the law.
    #[must_use]
    pub fn indicators(&self) -> &[Indicator] {
        &self.indicators
    }

    /// How many deprived indicators make the dimension deprived, for standards that count dimensions; 1 is a union.
    #[must_use]
    pub const fn deprived_from(&self) -> u32 {
        self.deprived_from
    }
}

/// An indicator, chỉ số đo lường: one yes/no question about a household.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    pub(super) id: String,
    pub(super) name: Text,
    pub(super) deprived_when: Text,
    /// Whether rules about members see every member, or only the one who is assessed.
    #[serde(default = "household", skip_serializing_if = "is_household")]
    pub(super) looks_at: Unit,
    /// Ages of those whom it is about; others are not deprived.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) concerns: Option<AgeRange>,
    /// Share of the whole; equal shares of the dimension's if none of its indicators has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) weight: Option<Ratio>,
    /// What is tested; absent where the law's cutoff is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) rule: Option<Rule>,
    pub(super) cite: Citation,
}

impl Indicator {
    /// Key, unique among the indicators of its standard.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Name.
    #[must_use]
    pub const fn name(&self) -> &Text {
        &self.name
    }

    /// The deprivation cutoff in words, ngưỡng thiếu hụt.
    #[must_use]
    pub const fn deprived_when(&self) -> &Text {
        &self.deprived_when
    }

    /// Whether rules about members see every member of the household, or only the one who is assessed, where a standard assesses
    /// persons.
    #[must_use]
    pub const fn looks_at(&self) -> Unit {
        self.looks_at
    }

    /// Ages of those whom it is about, where a standard assesses persons; others are not deprived.
    #[must_use]
    pub const fn concerns(&self) -> Option<&AgeRange> {
        self.concerns.as_ref()
    }

    /// The rule that tests it; `None` where the cutoff is not known.
    #[must_use]
    pub const fn rule(&self) -> Option<&Rule> {
        self.rule.as_ref()
    }

    /// Where the law says so.
    #[must_use]
    pub const fn citation(&self) -> &Citation {
        &self.cite
    }
}
