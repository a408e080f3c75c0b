//! From a path of keys to a place in the text, so that errors about meaning point at a line as those about form do.

use super::At;
use crate::source::Position;
use core::fmt;
use toml::de::DeTable;

/// A path of keys, `dimension[2].indicator[0].weight`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Path(Vec<Step>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Key(&'static str),
    Index(usize),
}

impl Path {
    pub(super) fn top(key: &'static str) -> Self {
        Self(vec![Step::Key(key)])
    }

    pub(super) fn key(&self, key: &'static str) -> Self {
        self.step(Step::Key(key))
    }

    pub(super) fn index(&self, index: usize) -> Self {
        self.step(Step::Index(index))
    }

    fn step(&self, step: Step) -> Self {
        let mut steps = self.0.clone();
        steps.push(step);
        Self(steps)
    }

    /// This path in a standard that was not read from text.
    pub(super) fn at(&self) -> Box<At> {
        Box::new(At { position: None, path: self.to_string() })
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, step) in self.0.iter().enumerate() {
            match step {
                Step::Key(key) if place == 0 => write!(f, "{key}")?,
                Step::Key(key) => write!(f, ".{key}")?,
                Step::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}

/// The position of a path in TOML text: of its value, or of the nearest part of the path that is there.
pub(super) fn position(file: &str, text: &str, path: &str) -> Option<Position> {
    let document = DeTable::parse(text).ok()?;
    let mut steps = path.split(['.', '[']).map(|step| step.trim_end_matches(']'));
    let first = steps.next()?;
    let Some(mut value) = document.get_ref().get(first) else { return Some(Position::new(file, 1, 1)) };
    for step in steps {
        let next = match step.parse::<usize>() {
            Ok(index) => value.get_ref().get(index),
            Err(_) => value.get_ref().get(step),
        };
        match next {
            Some(next) => value = next,
            None => break,
        }
    }
    Some(Position::at_offset(file, text, value.span().start))
}
