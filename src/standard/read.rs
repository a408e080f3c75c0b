//! Reading a standard from text.

use super::locate;
use super::standard::StandardForm;
use super::{Standard, StandardError};
use crate::source::Position;

impl Standard {
    /// Reads a standard from TOML text, the form of the built-in files (see the [module documentation](super)).
    ///
    /// `file` is the name that errors point at; nothing is opened.
    ///
    /// # Errors
    /// [`StandardError::Form`] for text that is not of the form, with line and column; any of the other kinds for a form that
    /// contradicts itself, with the position of the offending value.
    pub fn from_toml(file: &str, text: &str) -> Result<Self, StandardError> {
        let form: StandardForm = toml::from_str(text).map_err(|error| StandardError::Form {
            position: Position::at_offset(file, text, error.span().map_or(0, |span| span.start)),
            message: error.message().to_owned(),
        })?;
        Self::try_from(form).map_err(|mut error| {
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
            position: Position::new(self.id(), 1, 1),
            message: error.to_string(),
        })
    }
}
