//! One field of what was recorded, by the key it has in files, and its value.

use super::{MemberId, RegisterError, Told};
use crate::household::Unknown;
use core::fmt;
use core::str::FromStr;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use toml::Value;

/// A field of an entry that can be corrected.
///
/// A field of a household is the key that it has in files: `income_per_person_month`, `dwelling.floor`,
/// `possessions.television`. A field of a member stands after the person: `member 7: health_insurance`. Beside them
/// stand `class` (of a recognition) and `day` (from which an entry is true).
///
/// ```
/// use poverty::register::{Field, MemberId};
/// let field: Field = "member 7: health_insurance".parse()?;
/// assert_eq!(field, Field::Member(MemberId::new(7), "health_insurance".into()));
/// assert_eq!("dwelling.floor".parse::<Field>()?.to_string(), "dwelling.floor");
/// // Who is a member is changed by entries of their own, never by correcting a list.
/// assert!("members".parse::<Field>().is_err());
/// # Ok::<(), poverty::register::RegisterError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Field {
    /// A key of the household.
    Household(Box<str>),
    /// A key of one of its members.
    Member(MemberId, Box<str>),
    /// The class of a recognition.
    Class,
    /// The day from which an entry is true.
    Day,
}

impl Field {
    /// The commune or village.
    #[must_use]
    pub fn place() -> Self {
        Self::Household("place".into())
    }

    /// Rural or urban.
    #[must_use]
    pub fn area() -> Self {
        Self::Household("area".into())
    }
}

/// Whether a text has the form of a key in files.
fn is_key(text: &str) -> bool {
    let part =
        |part: &str| !part.is_empty() && part.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'_' | b'0'..=b'9'));
    text.starts_with(|first: char| first.is_ascii_lowercase()) && text.split('.').all(part)
}

impl FromStr for Field {
    type Err = RegisterError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let unknown = || RegisterError::Field { field: text.into() };
        if let Some((member, key)) = text.strip_prefix("member ").and_then(|rest| rest.split_once(": ")) {
            let member: u64 = member.parse().map_err(|_| unknown())?;
            return if is_key(key) { Ok(Self::Member(member.into(), key.into())) } else { Err(unknown()) };
        }
        match text {
            "class" => Ok(Self::Class),
            "day" => Ok(Self::Day),
            // What makes the entry the one it is.
            "id" | "members" | "weight" => Err(unknown()),
            key if is_key(key) => Ok(Self::Household(key.into())),
            _ => Err(unknown()),
        }
    }
}

impl TryFrom<String> for Field {
    type Error = RegisterError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Field> for String {
    fn from(field: Field) -> Self {
        field.to_string()
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Household(key) => f.pad(key),
            Self::Member(member, key) => f.pad(&format!("member {member}: {key}")),
            Self::Class => f.pad("class"),
            Self::Day => f.pad("day"),
        }
    }
}

/// The value of a [`Field`], in the form that files use.
///
/// ```
/// use poverty::household::Unknown;
/// use poverty::register::FieldValue;
/// assert_eq!(FieldValue::from("tile").to_string(), "tile");
/// assert_eq!(serde_json::to_string(&FieldValue::Unknown(Unknown::Refused))?, r#"{"unknown":"refused"}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "Value", into = "Value")]
pub enum FieldValue {
    /// A text: a code, an amount of money, a date.
    Text(Box<str>),
    /// A whole number.
    Number(i64),
    /// Yes or no.
    Flag(bool),
    /// Not known, and why. "Not recorded" is what an absent key says.
    Unknown(Unknown),
}

impl FieldValue {
    /// No entry in the record.
    pub const NOT_RECORDED: Self = Self::Unknown(Unknown::NotRecorded);

    /// The value as an error may repeat it.
    pub(super) fn told(&self) -> Told {
        match self {
            Self::Text(text) => text.into(),
            Self::Number(_) | Self::Flag(_) | Self::Unknown(_) => Told::sentence(&self.to_string()),
        }
    }

    /// The text, if it is one.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Number(_) | Self::Flag(_) | Self::Unknown(_) => None,
        }
    }
}

impl From<&str> for FieldValue {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for FieldValue {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl From<i64> for FieldValue {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<bool> for FieldValue {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl From<Unknown> for FieldValue {
    fn from(why: Unknown) -> Self {
        Self::Unknown(why)
    }
}

impl fmt::Display for FieldValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.pad(text),
            Self::Number(number) => f.pad(&number.to_string()),
            Self::Flag(flag) => f.pad(if *flag { "true" } else { "false" }),
            Self::Unknown(why) => f.pad(&format!("unknown:{why}")),
        }
    }
}

impl TryFrom<Value> for FieldValue {
    type Error = String;

    fn try_from(value: Value) -> Result<Self, Self::Error> {
        match value {
            Value::String(text) => Ok(Self::Text(text.into())),
            Value::Integer(number) => Ok(Self::Number(number)),
            Value::Boolean(flag) => Ok(Self::Flag(flag)),
            Value::Table(table) => match table.get("unknown") {
                Some(why) if table.len() == 1 => {
                    why.clone().try_into().map(Self::Unknown).map_err(|error| error.message().to_owned())
                }
                _ => Err("a field has one value, found several".to_owned()),
            },
            Value::Float(_) | Value::Datetime(_) | Value::Array(_) => {
                Err("a field is a text, a whole number, true, false or {\"unknown\": reason}".to_owned())
            }
        }
    }
}

impl From<FieldValue> for Value {
    fn from(value: FieldValue) -> Self {
        match value {
            FieldValue::Text(text) => Self::String(text.into_string()),
            FieldValue::Number(number) => Self::Integer(number),
            FieldValue::Flag(flag) => Self::Boolean(flag),
            FieldValue::Unknown(why) => {
                Self::Table(toml::Table::from_iter([("unknown".to_owned(), Self::String(why.code().to_owned()))]))
            }
        }
    }
}

/// A record in its written form, in which fields are found by their keys.
pub(super) struct Written(Value);

impl Written {
    /// The written form of anything that has the keys of a household or of a member.
    pub(super) fn of<T: Serialize>(thing: &T) -> Result<Self, RegisterError> {
        Value::try_from(thing)
            .map(Self)
            .map_err(|error| RegisterError::Unwritable { message: Told::sentence(&error.to_string()) })
    }

    /// The value of a key such as `dwelling.floor`; "not recorded" where nothing stands.
    pub(super) fn get(&self, key: &str) -> Result<FieldValue, RegisterError> {
        let found = key.split('.').try_fold(&self.0, |value, part| value.get(part));
        found.map_or(Ok(FieldValue::NOT_RECORDED), |value| {
            FieldValue::try_from(value.clone()).map_err(|_| RegisterError::Field { field: key.into() })
        })
    }

    /// Puts a value at a key.
    fn set(&mut self, key: &str, value: &FieldValue) -> Result<(), RegisterError> {
        let unknown = || RegisterError::Field { field: key.into() };
        let (groups, last) = key.rsplit_once('.').unwrap_or(("", key));
        let mut place = &mut self.0;
        for part in groups.split('.').filter(|part| !part.is_empty()) {
            let table = place.as_table_mut().ok_or_else(unknown)?;
            place = table.entry(part).or_insert_with(|| Value::Table(toml::Table::new()));
        }
        let table = place.as_table_mut().ok_or_else(unknown)?;
        if *value == FieldValue::NOT_RECORDED {
            table.remove(last);
        } else {
            table.insert(last.to_owned(), value.clone().into());
        }
        Ok(())
    }

    /// The typed form again, through its checks.
    fn read<T: DeserializeOwned>(self, field: &Field, value: &FieldValue) -> Result<T, RegisterError> {
        self.0.try_into().map_err(|error: toml::de::Error| {
            // Some messages repeat the value without marks.
            let message = value.as_text().filter(|text| !text.is_empty()).map_or_else(
                || error.message().to_owned(),
                |text| error.message().replace(text, Told::from(text).as_str()),
            );
            RegisterError::FieldValue { field: field.clone(), message: Told::sentence(&message) }
        })
    }
}

/// What a thing says at a key.
pub(super) fn value_at<T: Serialize>(thing: &T, key: &str) -> Result<FieldValue, RegisterError> {
    Written::of(thing)?.get(key)
}

/// The thing with another value in a field, which it has at a key.
pub(super) fn with_value<T: Serialize + DeserializeOwned>(
    thing: &T,
    field: &Field,
    key: &str,
    value: &FieldValue,
) -> Result<T, RegisterError> {
    let mut written = Written::of(thing)?;
    written.set(key, value)?;
    written.read(field, value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::household::{Dwelling, Floor, Household, Member};
    use crate::place::Area;
    use crate::quantity::Money;

    fn household() -> Household {
        Household::builder("H", "24133", Area::Rural)
            .income_per_person_month(Money::vnd(1_150_000))
            .dwelling(Dwelling::default().with_floor(Floor::Cement))
            .member(Member::aged(40).unwrap().with_health_insurance(false))
            .build()
            .unwrap()
    }

    #[test]
    fn a_field_is_found_by_its_key() {
        let value = |key: &str| value_at(&household(), key).unwrap();
        assert_eq!(value("income_per_person_month"), FieldValue::from("1,150,000 VND"));
        assert_eq!(value("dwelling.floor"), FieldValue::from("cement"));
        assert_eq!(value("dwelling.roof"), FieldValue::NOT_RECORDED);
        assert_eq!(value("possessions.radio"), FieldValue::NOT_RECORDED);
        assert_eq!(value("area"), FieldValue::from("rural"));
        let of_member = |key: &str| value_at(&household().members()[0], key).unwrap();
        assert_eq!(of_member("health_insurance"), FieldValue::from(false));
        assert_eq!(of_member("birth"), FieldValue::from(40));
    }

    #[test]
    fn any_field_can_be_set_and_set_back() {
        for (key, new) in [
            ("income_per_person_month", "2,000,000 VND".into()),
            ("dwelling.roof", "tile".into()),
            ("dwelling.floor", Unknown::Refused.into()),
            ("possessions.radio", true.into()),
            ("place", "24136".into()),
        ] {
            let field: Field = key.parse().unwrap();
            let old = value_at(&household(), key).unwrap();
            let changed = with_value(&household(), &field, key, &new).unwrap();
            assert_ne!(changed, household(), "{key}");
            assert_eq!(value_at(&changed, key).unwrap(), new);
            assert_eq!(with_value(&changed, &field, key, &old).unwrap(), household(), "{key}");
        }
    }

    /// A household always has a written form; what has none is an error, and no value of its own.
    #[test]
    fn what_has_no_written_form_is_refused() {
        let error = value_at(&None::<u8>, "floor").unwrap_err();
        assert_eq!(
            (error.code(), value_at(&u64::MAX, "floor").unwrap_err().code()),
            ("register/unwritable", "register/unwritable")
        );
        assert!(error.to_string().starts_with("a record can't be written: "), "{error}");
    }

    #[test]
    fn what_the_household_does_not_have_is_refused() {
        for field in
            ["", "id", "members", "weight", "Dwelling", "dwelling..floor", "member x: birth", "member 1: ", "a b"]
        {
            assert_eq!(field.parse::<Field>().unwrap_err().code(), "register/field", "{field}");
        }
        let set = |key: &str, value: FieldValue| with_value(&household(), &key.parse().unwrap(), key, &value);
        assert_eq!(set("dwelling.flor", "tile".into()).unwrap_err().code(), "register/field-value");
        assert_eq!(set("dwelling.floor", "gold".into()).unwrap_err().code(), "register/field-value");
        assert_eq!(set("dwelling.floor", true.into()).unwrap_err().code(), "register/field-value");
        assert_eq!(set("place.floor", "tile".into()).unwrap_err().code(), "register/field");
        assert_eq!(value_at(&household(), "dwelling").unwrap_err().code(), "register/field");
    }
}
