//! What makes up a whole.

use super::{AsOf, PublishedError};
use crate::source::Confirmation;
use core::fmt;
use core::str::FromStr;

/// What is divided into parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Parted {
    /// An area into areas: a nation into regions.
    Area,
    /// A group of households into groups.
    Group,
    /// A class of households into classes.
    Class,
    /// A budget item into items.
    Item,
}

/// The statement that parts make up a whole, without gap and without overlap: the six regions are the nation, the three
/// sources are the budget.
///
/// Without it parts are only known to be parts: together they are at most the whole. With it their numbers must sum to that
/// of the whole, whatever the class and the date, or on the dates that are named.
///
/// ```
/// use poverty::published::{Parted, Sum};
/// let budget = Sum::new(Parted::Item, "total", ["central", "local", "other"])?;
/// assert_eq!(budget.to_string(), "total = central + local + other");
/// assert!(Sum::new(Parted::Area, "Viet Nam", ["South East", "South East"]).is_err());
/// # Ok::<(), poverty::published::PublishedError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sum {
    pub(super) id: Option<String>,
    pub(super) parted: Parted,
    pub(super) whole: String,
    pub(super) parts: Vec<String>,
    pub(super) first: Option<AsOf>,
    pub(super) last: Option<AsOf>,
    pub(super) source: Option<String>,
    pub(super) confirmation: Confirmation,
    pub(super) note: Option<String>,
}

impl Sum {
    /// A whole and its parts, of any date. Areas and items by their names, groups and classes by the words of files.
    ///
    /// # Errors
    /// [`PublishedError::Blank`] for a blank name; [`PublishedError::NoSum`] with fewer than two parts, or if a name stands
    /// twice.
    pub fn new<P: Into<String>>(
        parted: Parted,
        whole: impl Into<String>,
        parts: impl IntoIterator<Item = P>,
    ) -> Result<Self, PublishedError> {
        let whole = whole.into().trim().to_owned();
        let parts: Vec<String> = parts.into_iter().map(|part| part.into().trim().to_owned()).collect();
        let mut names: Vec<&str> = parts.iter().map(String::as_str).chain([whole.as_str()]).collect();
        if names.contains(&"") {
            return Err(PublishedError::Blank { thing: "sum", expected: "a name for the whole and for each part" });
        }
        names.sort_unstable();
        let twice = names.windows(2).any(|pair| matches!(pair, [left, right] if left == right));
        if parts.len() < 2 || twice {
            return Err(PublishedError::NoSum { whole, parts: parts.join("; ") });
        }
        Ok(Self {
            id: None,
            parted,
            whole,
            parts,
            first: None,
            last: None,
            source: None,
            confirmation: Confirmation::Confirmed,
            note: None,
        })
    }

    /// The same, true only from a first to a last date, both included, or from the first on.
    ///
    /// # Errors
    /// [`PublishedError::NotLater`] if the last date lies before the first.
    pub fn between(self, first: AsOf, last: Option<AsOf>) -> Result<Self, PublishedError> {
        if let Some(last) = last.filter(|last| *last < first) {
            return Err(PublishedError::NotLater { earlier: first.to_string(), later: last.to_string() });
        }
        Ok(Self { first: Some(first), last, ..self })
    }

    /// What is divided.
    #[must_use]
    pub const fn parted(&self) -> Parted {
        self.parted
    }

    /// The whole.
    #[must_use]
    pub fn whole(&self) -> &str {
        &self.whole
    }

    /// The parts.
    #[must_use]
    pub fn parts(&self) -> &[String] {
        &self.parts
    }

    /// Whether the statement holds at a date.
    #[must_use]
    pub fn holds_on(&self, date: AsOf) -> bool {
        date.lies_in(self.first, self.last)
    }
}

impl fmt::Display for Sum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{} = {}", self.whole, self.parts.join(" + ")))
    }
}

impl FromStr for Parted {
    type Err = PublishedError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.trim() {
            "area" => Ok(Self::Area),
            "group" => Ok(Self::Group),
            "class" => Ok(Self::Class),
            "item" => Ok(Self::Item),
            _ => Err(PublishedError::unreadable("what is divided", text, "area, group, class or item")),
        }
    }
}

impl fmt::Display for Parted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Area => "area",
            Self::Group => "group",
            Self::Class => "class",
            Self::Item => "item",
        })
    }
}
