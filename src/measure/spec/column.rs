//! Columns of the data that a specification names.

use super::SpecError;
use super::toml::Node;
use crate::measure::error::listed;
use crate::source::Position;

/// A column, and where the specification names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Column {
    pub(super) name: String,
    key: String,
    position: Position,
}

impl Column {
    pub(super) fn of(node: &Node<'_>) -> Result<Self, SpecError> {
        let name = node.text("the name of a column")?.to_owned();
        Ok(Self { name, key: node.path().to_owned(), position: node.position() })
    }

    pub(super) fn optional(node: Option<&Node<'_>>) -> Result<Option<Self>, SpecError> {
        node.map(Self::of).transpose()
    }

    /// Which column of the data it is.
    pub(super) fn find(&self, header: &Header) -> Result<usize, SpecError> {
        let mut places = header.names.iter().enumerate().filter(|(_, name)| **name == self.name);
        let Some((place, _)) = places.next() else {
            return Err(SpecError::MissingColumn {
                position: Box::new(self.position.clone()),
                key: self.key.clone(),
                column: self.name.clone(),
                file: header.file.clone(),
                expected: header.listed(),
            });
        };
        if places.next().is_some() {
            return Err(SpecError::RepeatedColumn { file: header.file.clone(), column: self.name.clone() });
        }
        Ok(place)
    }
}

/// The names of the columns of a data file, in order.
#[derive(Clone, Debug)]
pub(super) struct Header {
    pub(super) file: String,
    names: Vec<String>,
}

impl Header {
    /// The names as the first row of a file gives them: spaces around them and the mark that some programs put before the
    /// first character of a file do not count.
    pub(super) fn new<'a>(file: &str, names: impl IntoIterator<Item = &'a str>) -> Self {
        let clean = |(at, name): (usize, &str)| {
            let name = if at == 0 { name.strip_prefix('\u{feff}').unwrap_or(name) } else { name };
            name.trim().to_owned()
        };
        Self { file: file.to_owned(), names: names.into_iter().enumerate().map(clean).collect() }
    }

    fn listed(&self) -> String {
        if self.names.iter().all(String::is_empty) {
            return "not named: the first row, which should name them, is empty".to_owned();
        }
        listed(self.names.iter().map(String::as_str))
    }

    pub(super) fn name(&self, place: usize) -> &str {
        self.names.get(place).map_or("", String::as_str)
    }
}
