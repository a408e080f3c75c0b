//! Households as JSON Lines: one household a line.

use super::{ReadError, Row};
use crate::household::Household;
use crate::source::Position;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::io::{self, BufRead, Read, Write};

/// The longest line that is read, in bytes: far above any household, far below what would fill the memory.
const LINE_BYTES_MAX: u64 = 1 << 20;

/// How serde names the numbers of the form, and what a user calls them.
const RUST_NUMBERS: [(&str, &str); 2] = [
    ("expected u8", "expected a whole number from 0 to 255"),
    ("expected u16", "expected a whole number from 0 to 65535"),
];

/// Households read from JSON Lines, one a line, in the form of the [household module](crate::household).
///
/// Each line yields a household or an error with its place; good lines go on after bad ones. Blank lines are skipped. An
/// identifier that was there before is an error, so that nobody is counted twice: for a file in which households come
/// back, such as the waves of a panel, see [`JsonLines::allowing_repeated_ids`].
///
/// ```
/// use poverty::household::read::JsonLines;
/// let text = r#"{"id": "H1", "place": "24133", "area": "rural", "members": [{"birth": 41}]}
/// {"id": "H2", "place": "24133", "area": "rural", "members": [{"birth": 41, "work": "fishing"}]}
/// {"id": "H3", "place": "24133", "area": "rural", "members": [{"birth": 9}]}"#;
/// let (good, bad): (Vec<_>, Vec<_>) = JsonLines::new("households.jsonl", text.as_bytes()).partition(Result::is_ok);
/// assert_eq!((good.len(), bad.len()), (2, 1));
/// let error = bad[0].as_ref().unwrap_err();
/// assert!(error.to_string().starts_with("`members[0].work`: work has no code `fishing`, expected one of `waged`"));
/// assert!(error.to_string().ends_with("(households.jsonl:2:91)"));
/// ```
#[derive(Debug)]
pub struct JsonLines<R> {
    file: String,
    source: R,
    line: u64,
    /// First line of each identifier; none if they may come back.
    seen: Option<BTreeMap<String, u64>>,
    buffer: Vec<u8>,
    /// Whether the source ended or failed.
    ended: bool,
}

impl<R: BufRead> JsonLines<R> {
    /// Reads from a source; the name of the file is for errors only.
    #[must_use]
    pub fn new(file: impl Into<String>, source: R) -> Self {
        let (file, seen) = (file.into(), Some(BTreeMap::new()));
        Self { file, source, line: 0, seen, buffer: Vec::new(), ended: false }
    }

    /// The same for a file in which a household may stand more than once. Without the list of identifiers memory is constant.
    #[must_use]
    pub fn allowing_repeated_ids(mut self) -> Self {
        self.seen = None;
        self
    }

    /// The line of the household or error that was returned last, from 1; 0 before the first.
    #[must_use]
    pub const fn line(&self) -> u64 {
        self.line
    }

    /// Fills the buffer with the next line, without its end; false at the end of the source.
    fn fill(&mut self) -> io::Result<bool> {
        self.buffer.clear();
        self.line = self.line.saturating_add(1);
        let read = (&mut self.source).take(LINE_BYTES_MAX).read_until(b'\n', &mut self.buffer)?;
        Ok(read > 0)
    }

    /// The household of the line in the buffer; `None` for a blank line.
    fn household(&mut self) -> Result<Option<Household>, ReadError> {
        let unreadable = |message: String| ReadError::Unreadable { message, at: Row::new(&self.file, self.line) };
        if u64::try_from(self.buffer.len()).unwrap_or(u64::MAX) == LINE_BYTES_MAX && !self.buffer.ends_with(b"\n") {
            self.source.skip_until(b'\n').map_err(|error| unreadable(error.to_string()))?;
            return Err(unreadable(format!(
                "the line is longer than {LINE_BYTES_MAX} bytes, expected one household a line"
            )));
        }
        let text = core::str::from_utf8(&self.buffer).map_err(|error| {
            unreadable(format!("byte {} of the line is not UTF-8", error.valid_up_to().saturating_add(1)))
        })?;
        let text = if self.line == 1 { text.trim_start_matches('\u{feff}') } else { text };
        if text.trim().is_empty() {
            return Ok(None);
        }
        let household = parse(text).map_err(|(path, message, offset)| {
            let mut at = Position::at_offset(&self.file, text, offset);
            at.line = self.line;
            ReadError::Json { path, message, at }
        })?;
        self.note(&household)?;
        Ok(Some(household))
    }

    /// Remembers an identifier, or refuses one that was there before.
    fn note(&mut self, household: &Household) -> Result<(), ReadError> {
        let Some(seen) = &mut self.seen else { return Ok(()) };
        match seen.entry(household.id().to_owned()) {
            Entry::Vacant(vacant) => {
                vacant.insert(self.line);
                Ok(())
            }
            Entry::Occupied(occupied) => Err(ReadError::RepeatedHousehold {
                household: occupied.key().clone(),
                first: Row::new(&self.file, *occupied.get()),
                at: Row::new(&self.file, self.line),
            }),
        }
    }
}

/// A household, or the key, the message and the byte at which it failed.
fn parse(line: &str) -> Result<Household, (String, String, usize)> {
    let told = |error: &serde_json::Error| {
        let place = format!(" at line {} column {}", error.line(), error.column());
        let message = error.to_string();
        let message = message.trim_end_matches(&place);
        let number = RUST_NUMBERS.iter().find_map(|(name, words)| Some((message.strip_suffix(name)?, words)));
        number.map_or_else(|| message.to_owned(), |(message, words)| format!("{message}{words}"))
    };
    let mut source = serde_json::Deserializer::from_str(line.trim_end());
    let household = serde_path_to_error::deserialize(&mut source).map_err(|error| {
        let path = error.path().to_string();
        let path = if matches!(path.as_str(), "." | "?") { String::new() } else { path };
        (path, told(error.inner()), error.inner().column().saturating_sub(1))
    })?;
    source.end().map_err(|error| (String::new(), told(&error), error.column().saturating_sub(1)))?;
    Ok(household)
}

impl<R: BufRead> Iterator for JsonLines<R> {
    type Item = Result<Household, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            match self.fill() {
                Ok(true) => {
                    if let Some(outcome) = self.household().transpose() {
                        return Some(outcome);
                    }
                }
                Ok(false) => self.ended = true,
                Err(error) => {
                    // What follows a failure of the source is not known, so nothing more is read.
                    self.ended = true;
                    return Some(Err(ReadError::Unreadable {
                        message: error.to_string(),
                        at: Row::new(&self.file, self.line),
                    }));
                }
            }
        }
        None
    }
}

/// Writes households as JSON Lines, which [`JsonLines`] reads back to equal households.
///
/// # Errors
/// What the writer reports.
pub fn write_json_lines<'a>(mut writer: impl Write, list: impl IntoIterator<Item = &'a Household>) -> io::Result<()> {
    for household in list {
        serde_json::to_writer(&mut writer, household)?;
        writer.write_all(b"\n")?;
    }
    writer.flush()
}
