//! Where in a text of a standard a mistake stands, and of which kind it is.

use crate::source::Position;
use core::fmt;

/// Where in a standard's file something stands: the position if it was read from text, and the path of keys.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct At {
    /// File, line and column; absent for a standard that was not read from text.
    pub position: Option<Position>,
    /// Keys from the top, `dimension[2].indicator[0].weight`.
    pub path: String,
}

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.position {
            Some(position) => write!(f, "{position}"),
            None if self.path.is_empty() => f.write_str("as asked for"),
            None => write!(f, "at {}", self.path),
        }
    }
}

/// In which way a text is not of the form of a standard.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FormFault {
    /// It is not TOML (or JSON) at all.
    Syntax,
    /// A key that the form does not have.
    UnknownKey,
    /// A key that the form needs is not there.
    MissingKey,
    /// A value of another type than the form needs, such as a number where text is expected.
    WrongType,
    /// A value of the right type that can't be read, such as a period without an end.
    Value,
}

impl FormFault {
    /// The fault that a message of the readers (of `toml`, `serde_json`: both use the sentences of `serde`) tells of.
    pub(super) fn of(message: &str) -> Self {
        const BEGINNINGS: [(&str, FormFault); 3] = [
            ("unknown field", FormFault::UnknownKey),
            ("missing field", FormFault::MissingKey),
            ("invalid type", FormFault::WrongType),
        ];
        let fault = BEGINNINGS.iter().find(|(beginning, _)| message.starts_with(beginning));
        fault.map_or(Self::Value, |(_, fault)| *fault)
    }
}
