//! The JSON Schema of the form of standards.
//!
//! Most of it is derived from the types of the form. Values that the form writes as text have their schema here.

use super::Standard;
use crate::household::{Item, ItemSet};
use crate::quantity::{BodyMassIndex, FloorArea, Money, Months, Period, Ratio, ZScore};
use crate::source::{Language, Text};
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use std::borrow::Cow;

impl Standard {
    /// The JSON Schema (draft 2020-12) of the form that [`Standard::from_toml`] and [`Standard::from_json`] read: for editors
    /// that complete and check while one writes. Needs the feature `schema`.
    ///
    /// A file that the schema refuses is refused by the readers too. The readers see more: that weights sum to one, that
    /// the rows of classes leave no gap, that what a value refers to is there.
    ///
    /// ```
    /// let schema = poverty::standard::Standard::json_schema();
    /// assert_eq!(schema["title"], "Standard");
    /// assert_eq!(schema["required"][0], "form");
    /// ```
    #[must_use]
    pub fn json_schema() -> serde_json::Value {
        SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<Self>().into()
    }
}

/// Declares how values that stand as text, or as text or a number, are written.
macro_rules! written {
    ($($name:ident: $types:tt, $description:literal, $example:tt;)+) => {
        $(impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": $types, "description": $description, "examples": [$example] })
            }
        })+
    };
}

written! {
    Ratio: ["string", "integer"], "A fraction as text, `1/6`, `0.25` or `33 %`, or a whole number.", "1/6";
    Money: "string", "An amount and its currency by ISO 4217.", "1500000 VND";
    FloorArea: ["string", "number"], "A floor area in m2.", "8";
    Months: ["string", "number"], "Months of a year, from 0 to 12.", "6";
    ZScore: ["string", "number"], "Standard deviations from the median of the reference population.", "-2";
    BodyMassIndex: ["string", "number"], "Weight in kg over the square of the height in m.", "18.5";
}

impl JsonSchema for Period {
    fn schema_name() -> Cow<'static, str> {
        "Period".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "pattern": r"^\s*[0-9]{4}-[0-9]{2}-[0-9]{2}/([0-9]{4}-[0-9]{2}-[0-9]{2}|\.\.)\s*$",
            "description": "A range of dates without its end, or without end.",
            "examples": ["2022-01-01/2026-01-01", "2025-07-01/.."],
        })
    }
}

impl JsonSchema for Text {
    fn schema_name() -> Cow<'static, str> {
        "Text".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let languages = [Language::English, Language::Vietnamese, Language::Spanish, Language::French];
        let properties: serde_json::Map<String, serde_json::Value> = languages
            .into_iter()
            .map(|language| (language.code().to_owned(), serde_json::json!({ "type": "string", "pattern": r"\S" })))
            .collect();
        json_schema!({
            "type": "object",
            "properties": properties,
            "additionalProperties": false,
            "minProperties": 1,
            "description": "A text in one or more languages, by ISO 639-1 code.",
            "examples": [{ "en": "toilet", "vi": "hố xí" }],
        })
    }
}

impl JsonSchema for ItemSet {
    fn schema_name() -> Cow<'static, str> {
        "ItemSet".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "array", "items": generator.subschema_for::<Item>() })
    }
}
