//! Places in data files, for errors.

use core::fmt;
use serde::{Deserialize, Serialize};

/// A place in a text file: what an error in data points at. Prints `vn-provinces.toml:14:12`.
///
/// ```
/// use poverty::source::Position;
/// let text = "code = \"15\"\nname = \"Lào Cai\"\nparent = \"VN\"\n";
/// let parent = text.find("\"VN\"").unwrap();
/// assert_eq!(Position::at_offset("units.toml", text, parent).to_string(), "units.toml:3:10");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Position {
    /// Name of the file, as the caller gave it.
    pub file: String,
    /// Line, from 1.
    pub line: u64,
    /// Column in characters, from 1.
    pub column: u64,
}

impl Position {
    /// A line and column, both from 1.
    #[must_use]
    pub fn new(file: impl Into<String>, line: u64, column: u64) -> Self {
        Self { file: file.into(), line, column }
    }

    /// The place of a byte offset, such as the start of a span that the TOML reader reports. An offset inside of a
    /// character, or past the end, is moved back to the nearest character.
    #[must_use]
    pub fn at_offset(file: impl Into<String>, text: &str, offset: usize) -> Self {
        let before = text.get(..text.floor_char_boundary(offset)).unwrap_or(text);
        let last_line = before.rsplit('\n').next().unwrap_or(before);
        let count = |things: usize| u64::try_from(things).unwrap_or(u64::MAX).saturating_add(1);
        Self::new(file, count(before.matches('\n').count()), count(last_line.chars().count()))
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}:{}:{}", self.file, self.line, self.column))
    }
}

#[cfg(test)]
mod tests {
    use super::Position;

    #[test]
    fn columns_count_characters_and_offsets_are_clamped() {
        let text = "đồng\nxã = 1";
        assert_eq!(Position::at_offset("f", text, 0), Position::new("f", 1, 1));
        assert_eq!(Position::at_offset("f", text, text.find('=').unwrap()), Position::new("f", 2, 4));
        assert_eq!(Position::at_offset("f", text, 1), Position::new("f", 1, 1));
        assert_eq!(Position::at_offset("f", text, 1_000), Position::new("f", 2, 7));
    }
}
