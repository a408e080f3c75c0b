//! TOML read by hand, so that every refusal says which key, at which line and column.

use super::SpecError;
use crate::measure::error::listed;
use crate::source::Position;
use core::str::FromStr;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A text with the name that errors point at.
#[derive(Clone, Copy)]
pub(super) struct Source<'t> {
    pub(super) file: &'t str,
    pub(super) text: &'t str,
}

/// A value of the document, with the path of keys that leads to it.
#[derive(Clone)]
pub(super) struct Node<'d> {
    source: Source<'d>,
    path: String,
    value: &'d Spanned<DeValue<'d>>,
}

/// A table of the document, whose keys have been found to be known ones.
#[derive(Clone)]
pub(super) struct Table<'d> {
    source: Source<'d>,
    /// The path of keys; empty for the document.
    path: String,
    start: usize,
    table: &'d DeTable<'d>,
}

impl<'t> Source<'t> {
    pub(super) fn at(self, offset: usize) -> Position {
        Position::at_offset(self.file, self.text, offset)
    }

    /// The document, as the TOML reader gives it.
    pub(super) fn parse(self) -> Result<Spanned<DeTable<'t>>, SpecError> {
        DeTable::parse(self.text).map_err(|error| SpecError::Syntax {
            position: self.at(error.span().map_or(0, |span| span.start)),
            message: error.message().to_owned(),
        })
    }
}

impl<'d> Table<'d> {
    /// The document itself.
    pub(super) fn document(
        source: Source<'d>,
        table: &'d Spanned<DeTable<'d>>,
        known: &[&str],
    ) -> Result<Self, SpecError> {
        Self { source, path: String::new(), start: 0, table: table.get_ref() }.checked(known)
    }

    /// Refuses the first key, in the order of the text, that is not known.
    fn checked(self, known: &[&str]) -> Result<Self, SpecError> {
        let unknown = self.table.keys().filter(|key| !known.contains(&key.get_ref().as_ref()));
        match unknown.min_by_key(|key| key.span().start) {
            None => Ok(self),
            Some(key) => Err(SpecError::UnknownKey {
                position: self.source.at(key.span().start),
                key: key.get_ref().as_ref().to_owned(),
                table: self.name(),
                expected: listed(known.iter().copied()),
            }),
        }
    }

    fn name(&self) -> String {
        if self.path.is_empty() { "the specification".to_owned() } else { format!("`{}`", self.path) }
    }

    pub(super) fn position(&self) -> Position {
        self.source.at(self.start)
    }

    fn path_of(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    pub(super) fn get(&self, key: &str) -> Option<Node<'d>> {
        let value = self.table.get(key)?;
        Some(Node { source: self.source, path: self.path_of(key), value })
    }

    /// The table under a key that was read before.
    pub(super) fn within(&self, key: &str) -> Option<Table<'d>> {
        let value = self.table.get(key)?;
        let table = value.get_ref().as_table()?;
        Some(Self { source: self.source, path: self.path_of(key), start: value.span().start, table })
    }

    pub(super) fn require(&self, key: &str, expected: &str) -> Result<Node<'d>, SpecError> {
        self.get(key).ok_or_else(|| self.missing(key, expected))
    }

    pub(super) fn contradiction(&self, error: crate::measure::MeasureError) -> SpecError {
        SpecError::Contradiction { position: self.position(), error: Box::new(error) }
    }

    pub(super) fn missing(&self, key: &str, expected: &str) -> SpecError {
        let position = self.position();
        SpecError::MissingKey { position, key: key.to_owned(), table: self.name(), expected: expected.to_owned() }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.table.is_empty()
    }

    /// The tables of a list `[[key]]`; none if it is not there.
    pub(super) fn tables(&self, key: &str, known: &[&str]) -> Result<Vec<Table<'d>>, SpecError> {
        let Some(list) = self.get(key) else { return Ok(Vec::new()) };
        list.list(&format!("a list of tables [[{key}]]"))?.iter().map(|node| node.table(known)).collect()
    }
}

impl<'d> Node<'d> {
    pub(super) fn position(&self) -> Position {
        self.source.at(self.value.span().start)
    }

    pub(super) fn path(&self) -> &str {
        &self.path
    }

    /// The value is of a type that the key does not take.
    pub(super) fn wrong_type(&self, expected: impl Into<String>) -> SpecError {
        let found = match self.value.get_ref() {
            DeValue::String(text) => format!("the text `{text}`"),
            DeValue::Integer(number) => format!("the number {}", number.as_str()),
            DeValue::Float(number) => format!("the number {}", number.as_str()),
            DeValue::Boolean(value) => value.to_string(),
            DeValue::Datetime(date) => format!("the date {date}"),
            DeValue::Array(_) => "a list".to_owned(),
            DeValue::Table(_) => "a table".to_owned(),
        };
        SpecError::WrongType { position: self.position(), key: self.path.clone(), found, expected: expected.into() }
    }

    /// The value is of the right type and still not one that the key takes.
    pub(super) fn refused(&self, expected: impl Into<String>) -> SpecError {
        let value = self.scalar().unwrap_or_default();
        SpecError::Value { position: self.position(), key: self.path.clone(), value, expected: expected.into() }
    }

    pub(super) fn contradiction(&self, error: crate::measure::MeasureError) -> SpecError {
        SpecError::Contradiction { position: self.position(), error: Box::new(error) }
    }

    pub(super) fn income(&self, error: crate::measure::income::IncomeError) -> SpecError {
        SpecError::Income { position: self.position(), error: Box::new(error) }
    }

    /// A text that is not empty.
    pub(super) fn text(&self, expected: &str) -> Result<&'d str, SpecError> {
        let text = self.value.get_ref().as_str().ok_or_else(|| self.wrong_type(expected))?;
        if text.trim().is_empty() { Err(self.refused(expected)) } else { Ok(text) }
    }

    pub(super) fn flag(&self) -> Result<bool, SpecError> {
        self.value.get_ref().as_bool().ok_or_else(|| self.wrong_type("true or false"))
    }

    /// Text, number or date, exactly as it is written.
    fn scalar(&self) -> Option<String> {
        Some(match self.value.get_ref() {
            DeValue::String(text) => text.as_ref().to_owned(),
            DeValue::Integer(number) if number.radix() == 10 => number.as_str().to_owned(),
            DeValue::Float(number) => number.as_str().to_owned(),
            DeValue::Datetime(date) => date.to_string(),
            DeValue::Integer(_) | DeValue::Boolean(_) | DeValue::Array(_) | DeValue::Table(_) => return None,
        })
    }

    /// A text, or a number as it is written: a period or a level may stand bare.
    pub(super) fn word(&self, expected: &str) -> Result<String, SpecError> {
        self.scalar().ok_or_else(|| self.wrong_type(expected))
    }

    /// Something that is read from a text or a number, exactly as it is written.
    pub(super) fn parsed<T: FromStr>(&self, expected: &str) -> Result<T, SpecError> {
        self.word(expected)?.trim().parse().map_err(|_| self.refused(expected))
    }

    pub(super) fn list(&self, expected: &str) -> Result<Vec<Node<'d>>, SpecError> {
        let list = self.value.get_ref().as_array().ok_or_else(|| self.wrong_type(expected))?;
        let item = |(at, value)| Node { source: self.source, path: format!("{}[{at}]", self.path), value };
        Ok(list.iter().enumerate().map(item).collect())
    }

    /// A list with at least one entry.
    pub(super) fn filled_list(&self, expected: &str) -> Result<Vec<Node<'d>>, SpecError> {
        let list = self.list(expected)?;
        if list.is_empty() { Err(self.wrong_type(expected)) } else { Ok(list) }
    }

    pub(super) fn is_list(&self) -> bool {
        matches!(self.value.get_ref(), DeValue::Array(_))
    }

    pub(super) fn is_table(&self) -> bool {
        matches!(self.value.get_ref(), DeValue::Table(_))
    }

    pub(super) fn table(&self, known: &[&str]) -> Result<Table<'d>, SpecError> {
        let table = self.value.get_ref().as_table();
        let table =
            table.ok_or_else(|| self.wrong_type(format!("a table with the keys {}", listed(known.iter().copied()))))?;
        Table { source: self.source, path: self.path.clone(), start: self.value.span().start, table }.checked(known)
    }

    /// The entries of a table whose keys are the reader's own, in the order of the text: key, its place, value.
    pub(super) fn entries(&self, expected: &str) -> Result<Vec<(String, Position, Node<'d>)>, SpecError> {
        let table = self.value.get_ref().as_table().ok_or_else(|| self.wrong_type(expected))?;
        let mut entries: Vec<_> = table.iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        let entry = |(key, value): (&Spanned<toml::de::DeString<'d>>, &'d Spanned<DeValue<'d>>)| {
            let name = key.get_ref().as_ref().to_owned();
            let node = Node { source: self.source, path: format!("{}.{name}", self.path), value };
            (name, self.source.at(key.span().start), node)
        };
        Ok(entries.into_iter().map(entry).collect())
    }

    /// One of some words.
    pub(super) fn choice<T: Clone>(&self, options: &[(&str, T)]) -> Result<T, SpecError> {
        let expected = || format!("one of {}", listed(options.iter().map(|(word, _)| *word)));
        let text = self.value.get_ref().as_str().ok_or_else(|| self.wrong_type(expected()))?;
        let found = options.iter().find(|(word, _)| *word == text);
        found.map(|(_, value)| value.clone()).ok_or_else(|| self.refused(expected()))
    }
}
