//! Reading and writing a standard as JSON, the same form as in TOML.

use super::form::StandardForm;
use super::rule::Rule;
use super::{At, FormFault, Standard, StandardError};
use crate::source::Position;
use serde_json::Value;
use serde_json::value::RawValue;
use std::collections::BTreeMap;

impl Standard {
    /// Reads a standard from JSON text: the keys of the TOML form, in objects and arrays. Needs the feature `json`.
    ///
    /// `file` is the name that errors point at; nothing is opened.
    ///
    /// ```
    /// use poverty::standard::{Standard, Standards};
    /// let decree = Standards::embedded().get("vn-decree-07-2021")?;
    /// assert_eq!(&Standard::from_json("decree.json", &decree.to_json()?)?, decree);
    /// let error = Standard::from_json("mine.json", "{\n  \"form\": 1,\n  \"id\": 7\n}").unwrap_err();
    /// assert_eq!(error.to_string(), "invalid type: integer `7`, expected a string (mine.json:3:9)");
    /// # Ok::<(), poverty::standard::StandardError>(())
    /// ```
    ///
    /// # Errors
    /// As [`Standard::from_toml`].
    pub fn from_json(file: &str, text: &str) -> Result<Self, StandardError> {
        let form = |fault, error: &serde_json::Error| {
            let place = format!(" at line {} column {}", error.line(), error.column());
            StandardError::Form {
                fault,
                position: Position::new(
                    file,
                    u64::try_from(error.line()).unwrap_or(1),
                    u64::try_from(error.column()).unwrap_or(1),
                ),
                message: error.to_string().trim_end_matches(&place).to_owned(),
            }
        };
        let value: Value = serde_json::from_str(text).map_err(|error| form(FormFault::Syntax, &error))?;
        if let Some((rule, path)) = unknown_rule(&value) {
            let at = Box::new(At { position: Some(position(file, text, &path)), path });
            return Err(StandardError::UnknownRule { rule, known: Rule::NAMES.join(", "), at });
        }
        let read: StandardForm = serde_json::from_str(text).map_err(|error| {
            let message = error.to_string();
            form(FormFault::of(&message), &error)
        })?;
        Self::try_from(read).map_err(|mut error| {
            if let Some(at) = error.at_mut() {
                at.position = Some(position(file, text, &at.path));
            }
            error
        })
    }

    /// Writes the standard as JSON text that [`Standard::from_json`] reads back to an equal one. Needs the feature `json`.
    ///
    /// # Errors
    /// [`StandardError::Form`] if the text can't be written.
    pub fn to_json(&self) -> Result<String, StandardError> {
        serde_json::to_string_pretty(self).map_err(|error| StandardError::Form {
            fault: FormFault::Value,
            position: Position::new(self.id(), 1, 1),
            message: error.to_string(),
        })
    }
}

/// The name and the path of the first rule that is not known.
fn unknown_rule(standard: &Value) -> Option<(String, String)> {
    let list = |value: &Value, key: &str| value.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
    for (outer, dimension) in list(standard, "dimension").iter().enumerate() {
        for (inner, indicator) in list(dimension, "indicator").iter().enumerate() {
            let path = format!("dimension[{outer}].indicator[{inner}].rule");
            if let Some(found) = indicator.get("rule").and_then(|rule| unknown_name(rule, &path)) {
                return Some(found);
            }
        }
    }
    None
}

fn unknown_name(rule: &Value, path: &str) -> Option<(String, String)> {
    for (name, parameters) in rule.as_object()? {
        if !Rule::NAMES.contains(&name.as_str()) {
            return Some((name.clone(), format!("{path}.{name}")));
        }
        let held: Vec<(String, &Value)> = match name.as_str() {
            "any_of" => {
                let rules = parameters.get("rules").and_then(Value::as_array).into_iter().flatten();
                rules.enumerate().map(|(index, rule)| (format!("rules[{index}]"), rule)).collect()
            }
            "by_area" => ["rural", "urban"]
                .into_iter()
                .filter_map(|area| Some((area.to_owned(), parameters.get(area)?)))
                .collect(),
            "choice" => {
                let options = parameters.get("options").and_then(Value::as_object).into_iter().flatten();
                options.map(|(option, rule)| (format!("options.{option}"), rule)).collect()
            }
            _ => Vec::new(),
        };
        let mut held = held.into_iter();
        if let Some(found) = held.find_map(|(key, rule)| unknown_name(rule, &format!("{path}.{name}.{key}"))) {
            return Some(found);
        }
    }
    None
}

/// The position of a path in JSON text: of its value, or of the nearest part of the path that is there.
fn position(file: &str, text: &str, path: &str) -> Position {
    let mut found = text.trim_start();
    for step in path.split(['.', '[']).map(|step| step.trim_end_matches(']')) {
        let next: Option<&str> = match step.parse::<usize>() {
            Ok(index) => {
                let items: Option<Vec<&RawValue>> = serde_json::from_str(found).ok();
                items.and_then(|items| items.get(index).map(|item| item.get()))
            }
            Err(_) => {
                let entries: Option<BTreeMap<String, &RawValue>> = serde_json::from_str(found).ok();
                entries.and_then(|entries| entries.get(step).map(|value| value.get()))
            }
        };
        match next {
            Some(next) => found = next,
            None => break,
        }
    }
    // A raw value is a part of the text that it was read from, so that its address tells where it stands.
    let offset = found.as_ptr().addr().saturating_sub(text.as_ptr().addr());
    Position::at_offset(file, text, offset)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::standard::Standards;

    #[test]
    fn the_same_mistakes_are_refused_at_their_place_in_json() {
        let decree = Standards::embedded().get("vn-decree-07-2021").unwrap().to_json().unwrap();
        let refused = |from: &str, to: &str| {
            assert!(decree.contains(from), "{from}");
            Standard::from_json("mine.json", &decree.replacen(from, to, 1)).unwrap_err()
        };
        let line = |needle: &str| decree.lines().position(|line| line.contains(needle)).unwrap() + 1;
        let cases = [
            (
                refused("\"area_per_person\": {", "\"area_per_head\": {"),
                "standard/unknown-rule",
                line("area_per_person"),
            ),
            (refused("\"k\": \"1/4\"", "\"k\": \"5/4\""), "standard/cutoff-out-of-range", line("\"k\": ")),
            (
                refused("\"id\": \"telecom\"", "\"id\": \"toilet\""),
                "standard/duplicate-id",
                line("\"id\": \"telecom\""),
            ),
            (refused("\"poor\": true", "\"poor\": 1"), "standard/wrong-type", line("\"poor\": true")),
        ];
        for (error, code, line) in cases {
            assert_eq!(error.code(), code);
            assert!(error.to_string().contains(&format!("(mine.json:{line}:")), "{error}, expected line {line}");
        }
        let syntax = Standard::from_json("mine.json", "{ \"form\": 1,").unwrap_err();
        assert_eq!(syntax.code(), "standard/syntax");
    }
}
