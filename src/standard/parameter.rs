//! Parameters that a standard leaves to whoever applies it, or that are not known.

use super::StandardError;
use crate::quantity::Money;
use crate::source::{Citation, Text};
use chrono::NaiveDate;
use core::fmt;
use serde::de::{Deserializer, Visitor};
use serde::{Deserialize, Serialize};

/// A parameter of a standard whose value depends on the country or the year (the age at which school begins, the median income),
/// or is not known (the day on which a law took effect), or on which sources differ (two readings of a rule).
///
/// With a value the standard works as it is; [`Standard::with_parameter`](super::Standard::with_parameter) gives it another.
/// Without one, what needs it is a typed error that names it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "ParameterForm", into = "ParameterForm")]
pub struct Parameter {
    id: String,
    name: Text,
    kind: ParameterKind,
    value: Option<ParameterValue>,
    pub(super) cite: Citation,
}

/// What the value of a parameter is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ParameterKind {
    /// A whole number: years of age, a count.
    Number,
    /// An amount of money.
    Money,
    /// A day.
    Date,
    /// One of several words.
    Choice(Vec<String>),
}

/// The value of a parameter.
///
/// ```
/// use poverty::standard::ParameterValue;
/// assert_eq!(ParameterValue::from(6_u8).to_string(), "6");
/// assert_eq!(ParameterValue::from("all").to_string(), "all");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ParameterValue {
    /// A whole number.
    Number(u32),
    /// An amount of money.
    Money(Money),
    /// A day.
    Date(NaiveDate),
    /// A word of a [`ParameterKind::Choice`].
    Choice(String),
}

impl Parameter {
    /// Key, unique among the parameters of its standard.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Name.
    #[must_use]
    pub const fn name(&self) -> &Text {
        &self.name
    }

    /// What its value is.
    #[must_use]
    pub const fn kind(&self) -> &ParameterKind {
        &self.kind
    }

    /// Its value, if there is one.
    #[must_use]
    pub const fn value(&self) -> Option<&ParameterValue> {
        self.value.as_ref()
    }

    /// Where it is said, and what is known of it.
    #[must_use]
    pub const fn citation(&self) -> &Citation {
        &self.cite
    }

    /// The same with a value.
    pub(super) fn with(&self, value: ParameterValue) -> Result<Self, StandardError> {
        if self.kind.admits(&value) {
            Ok(Self { value: Some(value), ..self.clone() })
        } else {
            Err(StandardError::ParameterValue {
                parameter: self.id.clone(),
                value: value.to_string(),
                expected: self.kind.to_string(),
            })
        }
    }
}

impl ParameterKind {
    /// Reads a value of this kind, as command lines and files write it.
    ///
    /// # Errors
    /// [`StandardError::ParameterValue`] for a text that is none.
    pub fn read(&self, parameter: &str, text: &str) -> Result<ParameterValue, StandardError> {
        let value = match self {
            Self::Number => text.parse().ok().map(ParameterValue::Number),
            Self::Money => text.parse().ok().map(ParameterValue::Money),
            Self::Date => text.parse().ok().map(ParameterValue::Date),
            Self::Choice(_) => Some(ParameterValue::Choice(text.to_owned())),
        };
        value.filter(|value| self.admits(value)).ok_or_else(|| StandardError::ParameterValue {
            parameter: parameter.to_owned(),
            value: text.to_owned(),
            expected: self.to_string(),
        })
    }

    fn admits(&self, value: &ParameterValue) -> bool {
        match (self, value) {
            (Self::Number, ParameterValue::Number(_)) | (Self::Date, ParameterValue::Date(_)) => true,
            (Self::Money, ParameterValue::Money(amount)) => amount.amount() > rust_decimal::Decimal::ZERO,
            (Self::Choice(words), ParameterValue::Choice(word)) => words.contains(word),
            _ => false,
        }
    }

    /// Whether a rule that asks for `asked` can use a parameter of this kind.
    pub(super) fn serves(&self, asked: &Self) -> bool {
        match (self, asked) {
            (Self::Choice(words), Self::Choice(needed)) => words.iter().all(|word| needed.contains(word)),
            (left, right) => left == right,
        }
    }
}

impl fmt::Display for ParameterKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number => f.pad("a whole number"),
            Self::Money => f.pad("a positive amount of money, such as 24,000 EUR"),
            Self::Date => f.pad("a date, such as 2025-02-24"),
            Self::Choice(words) => f.pad(&format!("one of: {}", words.join(", "))),
        }
    }
}

impl fmt::Display for ParameterValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Money(amount) => amount.fmt(f),
            Self::Date(date) => f.pad(&date.to_string()),
            Self::Choice(word) => f.pad(word),
        }
    }
}

macro_rules! from {
    ($($type:ty => |$value:ident| $variant:expr;)+) => {$(
        impl From<$type> for ParameterValue {
            fn from($value: $type) -> Self {
                $variant
            }
        }
    )+};
}

from! {
    u8 => |number| Self::Number(number.into());
    u32 => |number| Self::Number(number);
    Money => |amount| Self::Money(amount);
    NaiveDate => |date| Self::Date(date);
    &str => |word| Self::Choice(word.to_owned());
}

/// The parameter as files write it: a number as a number, any other value as text.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct ParameterForm {
    id: String,
    name: Text,
    kind: KindName,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    options: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    value: Option<Scalar>,
    cite: Citation,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
enum KindName {
    Number,
    Money,
    Date,
    Choice,
}

#[derive(Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
enum Scalar {
    Number(u32),
    Text(String),
}

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct NumberOrText;

        impl Visitor<'_> for NumberOrText {
            type Value = Scalar;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a whole number, or text in quotes")
            }

            fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<Scalar, E> {
                u32::try_from(number).map(Scalar::Number).map_err(E::custom)
            }

            fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<Scalar, E> {
                u32::try_from(number).map(Scalar::Number).map_err(E::custom)
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Scalar, E> {
                Ok(Scalar::Text(text.to_owned()))
            }
        }

        deserializer.deserialize_any(NumberOrText)
    }
}

impl TryFrom<ParameterForm> for Parameter {
    type Error = StandardError;

    fn try_from(form: ParameterForm) -> Result<Self, Self::Error> {
        let kind = match form.kind {
            KindName::Number => ParameterKind::Number,
            KindName::Money => ParameterKind::Money,
            KindName::Date => ParameterKind::Date,
            KindName::Choice => ParameterKind::Choice(form.options),
        };
        let value = form.value.map(|value| match value {
            Scalar::Number(number) => kind.read(&form.id, &number.to_string()),
            Scalar::Text(text) => kind.read(&form.id, &text),
        });
        let value = value.transpose()?;
        Ok(Self { id: form.id, name: form.name, kind, value, cite: form.cite })
    }
}

impl From<Parameter> for ParameterForm {
    fn from(parameter: Parameter) -> Self {
        let (kind, options) = match parameter.kind {
            ParameterKind::Number => (KindName::Number, Vec::new()),
            ParameterKind::Money => (KindName::Money, Vec::new()),
            ParameterKind::Date => (KindName::Date, Vec::new()),
            ParameterKind::Choice(options) => (KindName::Choice, options),
        };
        let value = parameter.value.map(|value| match value {
            ParameterValue::Number(number) => Scalar::Number(number),
            text @ (ParameterValue::Money(_) | ParameterValue::Date(_) | ParameterValue::Choice(_)) => {
                Scalar::Text(text.to_string())
            }
        });
        Self { id: parameter.id, name: parameter.name, kind, options, value, cite: parameter.cite }
    }
}
