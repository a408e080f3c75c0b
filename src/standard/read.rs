//! Reading a standard from text.

use super::form::StandardForm;
use super::locate;
use super::rule::Rule;
use super::{At, FormFault, Standard, StandardError};
use crate::source::Position;
use toml::de::{DeTable, DeValue};

impl Standard {
    /// Reads a standard from TOML text, the form of the built-in files (see the [module documentation](super)).
    ///
    /// `file` is the name that errors point at; nothing is opened.
    ///
    /// # Errors
    /// [`StandardError::Form`] for text that is not of the form, with line and column; any of the other kinds for a form that
    /// contradicts itself, with the position of the offending value.
    pub fn from_toml(file: &str, text: &str) -> Result<Self, StandardError> {
        let form = |fault, error: &toml::de::Error| StandardError::Form {
            fault,
            position: Position::at_offset(file, text, error.span().map_or(0, |span| span.start)),
            message: error.message().to_owned(),
        };
        let document = DeTable::parse(text).map_err(|error| form(FormFault::Syntax, &error))?;
        rules_are_known(file, text, document.get_ref())?;
        let read = toml::from_str::<StandardForm>(text);
        let read = read.map_err(|error| form(FormFault::of(error.message()), &error))?;
        Self::try_from(read).map_err(|mut error| {
            if let Some(at) = error.at_mut() {
                at.position = locate::position(file, text, &at.path);
            }
            error
        })
    }

    /// Writes the standard as TOML text that [`Standard::from_toml`] reads back to an equal one.
    ///
    /// # Errors
    /// [`StandardError::Form`] if the text can't be written.
    pub fn to_toml(&self) -> Result<String, StandardError> {
        toml::to_string_pretty(self).map_err(|error| StandardError::Form {
            fault: FormFault::Value,
            position: Position::new(self.id(), 1, 1),
            message: error.to_string(),
        })
    }
}

/// Refuses the first rule whose name is not known: its own error, because a newer version of the crate may have it.
fn rules_are_known(file: &str, text: &str, document: &DeTable<'_>) -> Result<(), StandardError> {
    let dimensions = document.get("dimension").map(toml::Spanned::get_ref).and_then(DeValue::as_array);
    for (outer, dimension) in dimensions.into_iter().flatten().enumerate() {
        let indicators = dimension.get_ref().get("indicator").map(toml::Spanned::get_ref).and_then(DeValue::as_array);
        for (inner, indicator) in indicators.into_iter().flatten().enumerate() {
            let rule = indicator.get_ref().get("rule").map(toml::Spanned::get_ref);
            let Some((name, offset)) = rule.and_then(unknown_rule) else { continue };
            return Err(StandardError::UnknownRule {
                rule: name,
                known: Rule::NAMES.join(", "),
                at: Box::new(At {
                    position: Some(Position::at_offset(file, text, offset)),
                    path: format!("dimension[{outer}].indicator[{inner}].rule"),
                }),
            });
        }
    }
    Ok(())
}

/// The first unknown name among a rule and the rules that it holds, and where it stands.
fn unknown_rule(rule: &DeValue<'_>) -> Option<(String, usize)> {
    for (name, parameters) in rule.as_table()? {
        let name_text = name.get_ref().as_ref();
        if !Rule::NAMES.contains(&name_text) {
            return Some((name_text.to_owned(), name.span().start));
        }
        let part = |key: &str| parameters.get_ref().get(key).map(toml::Spanned::get_ref);
        let held: Vec<&DeValue<'_>> = match name_text {
            "any_of" => part("rules")?.as_array()?.iter().map(toml::Spanned::get_ref).collect(),
            "by_area" => [part("rural"), part("urban")].into_iter().flatten().collect(),
            "choice" => part("options")?.as_table()?.values().map(toml::Spanned::get_ref).collect(),
            _ => Vec::new(),
        };
        if let Some(found) = held.into_iter().find_map(unknown_rule) {
            return Some(found);
        }
    }
    None
}
