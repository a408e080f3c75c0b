//! What a survey knows of a thing: a value, nothing and why, or that the question does not arise.

use core::fmt;
use serde::de::{Error as _, IntoDeserializer, MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An observation of one thing of a household.
///
/// Missing is not "no". What an unknown does to a class or a measure is decided by a named policy, never here.
///
/// In serde a known value is the value itself, an unknown one `{"unknown": "refused"}`, and `"not_applicable"` the third
/// case; `null` and an absent field are "not recorded". Binary formats get a plain enumeration.
///
/// ```
/// use poverty::household::{Observed, Unknown, WaterSource};
/// let source: Observed<WaterSource> = serde_json::from_str(r#""piped""#)?;
/// assert_eq!(source, Observed::Known(WaterSource::Piped));
/// let source: Observed<WaterSource> = serde_json::from_str(r#"{"unknown": "refused"}"#)?;
/// assert_eq!(source, Observed::Unknown(Unknown::Refused));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Observed<T> {
    /// The value.
    Known(T),
    /// No value, and why.
    Unknown(Unknown),
    /// The question does not arise: the contract of someone who is not employed.
    NotApplicable,
}

/// Why a value is not known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unknown {
    /// The record has no entry.
    #[default]
    NotRecorded,
    /// The form did not ask.
    NotAsked,
    /// The household refused to answer.
    Refused,
    /// The household does not know.
    DoesNotKnow,
    /// A measurement was not taken (weight, height).
    NotMeasured,
    /// The entry can't be read, or contradicts itself.
    Unreadable,
}

impl Unknown {
    /// Every reason.
    pub const ALL: [Self; 6] =
        [Self::NotRecorded, Self::NotAsked, Self::Refused, Self::DoesNotKnow, Self::NotMeasured, Self::Unreadable];

    /// Code in data files.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotRecorded => "not_recorded",
            Self::NotAsked => "not_asked",
            Self::Refused => "refused",
            Self::DoesNotKnow => "does_not_know",
            Self::NotMeasured => "not_measured",
            Self::Unreadable => "unreadable",
        }
    }
}

impl fmt::Display for Unknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

impl<T> Observed<T> {
    /// Nothing was recorded.
    pub const NOT_RECORDED: Self = Self::Unknown(Unknown::NotRecorded);

    /// The value, if there is one.
    #[must_use]
    pub fn known(self) -> Option<T> {
        match self {
            Self::Known(value) => Some(value),
            Self::Unknown(_) | Self::NotApplicable => None,
        }
    }

    /// The same for a reference.
    #[must_use]
    pub const fn as_ref(&self) -> Observed<&T> {
        match self {
            Self::Known(value) => Observed::Known(value),
            Self::Unknown(why) => Observed::Unknown(*why),
            Self::NotApplicable => Observed::NotApplicable,
        }
    }

    /// Whether the value should be known and is not.
    #[must_use]
    pub const fn is_unknown(&self) -> bool {
        matches!(self, Self::Unknown(_))
    }

    /// Whether nothing at all was recorded.
    #[must_use]
    pub const fn is_not_recorded(&self) -> bool {
        matches!(self, Self::Unknown(Unknown::NotRecorded))
    }

    /// Another observation made from a known value.
    pub fn map<S>(self, f: impl FnOnce(T) -> S) -> Observed<S> {
        match self {
            Self::Known(value) => Observed::Known(f(value)),
            Self::Unknown(why) => Observed::Unknown(why),
            Self::NotApplicable => Observed::NotApplicable,
        }
    }
}

impl<T> Default for Observed<T> {
    fn default() -> Self {
        Self::NOT_RECORDED
    }
}

impl<T> From<T> for Observed<T> {
    fn from(value: T) -> Self {
        Self::Known(value)
    }
}

impl<T: fmt::Display> fmt::Display for Observed<T> {
    /// The value, `unknown:refused` or `not_applicable`: the form that CSV files use.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Known(value) => value.fmt(f),
            Self::Unknown(why) => f.pad(&format!("unknown:{why}")),
            Self::NotApplicable => f.pad("not_applicable"),
        }
    }
}

/// The form in binary formats, which do not describe their types.
#[derive(Serialize, Deserialize)]
enum Compact<T> {
    Known(T),
    Unknown(Unknown),
    NotApplicable,
}

impl<T: Serialize> Serialize for Observed<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if !serializer.is_human_readable() {
            return match self.as_ref() {
                Observed::Known(value) => Compact::Known(value),
                Observed::Unknown(why) => Compact::Unknown(why),
                Observed::NotApplicable => Compact::NotApplicable,
            }
            .serialize(serializer);
        }
        match self {
            Self::Known(value) => value.serialize(serializer),
            Self::Unknown(why) => {
                let mut map = serializer.serialize_map(Some(1))?;
                map.serialize_entry("unknown", why)?;
                map.end()
            }
            Self::NotApplicable => serializer.serialize_str("not_applicable"),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Observed<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            return deserializer.deserialize_any(ObservedVisitor(core::marker::PhantomData));
        }
        Ok(match Compact::deserialize(deserializer)? {
            Compact::Known(value) => Self::Known(value),
            Compact::Unknown(why) => Self::Unknown(why),
            Compact::NotApplicable => Self::NotApplicable,
        })
    }
}

struct ObservedVisitor<T>(core::marker::PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for ObservedVisitor<T> {
    type Value = Observed<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value, {\"unknown\": reason} or \"not_applicable\"")
    }

    fn visit_bool<E: serde::de::Error>(self, value: bool) -> Result<Self::Value, E> {
        T::deserialize(value.into_deserializer()).map(Observed::Known)
    }

    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<Self::Value, E> {
        T::deserialize(value.into_deserializer()).map(Observed::Known)
    }

    fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<Self::Value, E> {
        T::deserialize(value.into_deserializer()).map(Observed::Known)
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Self::Value, E> {
        T::deserialize(value.into_deserializer()).map(Observed::Known)
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Self::Value, E> {
        if text == "not_applicable" {
            return Ok(Observed::NotApplicable);
        }
        T::deserialize(text.into_deserializer()).map(Observed::Known)
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<Self::Value, E> {
        Ok(Observed::NOT_RECORDED)
    }

    fn visit_none<E: serde::de::Error>(self) -> Result<Self::Value, E> {
        Ok(Observed::NOT_RECORDED)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let key: Option<String> = map.next_key()?;
        if key.as_deref() != Some("unknown") {
            return Err(A::Error::custom(match key {
                Some(found) => format!("unknown key `{found}`, expected `unknown` with a reason"),
                None => "an empty map, expected `unknown` with a reason".to_owned(),
            }));
        }
        let why = map.next_value()?;
        match map.next_key::<String>()? {
            None => Ok(Observed::Unknown(why)),
            Some(key) => Err(A::Error::custom(format_args!("key `{key}` beside `unknown`, expected nothing else"))),
        }
    }
}
