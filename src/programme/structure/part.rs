//! Parts of a programme: projects, sub-projects, activities.

use super::{Eligibility, SupportKind};
use crate::quantity::{Money, Period};
use crate::source::{Citation, Text};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A part of a programme with parts of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "C: Deserialize<'de>"))]
pub struct Part<C> {
    /// Its code, `3.1`: that of the part above, a point, and its own.
    pub code: String,
    /// Its name.
    pub name: Text,
    /// The body that is responsible for it; `None` where that is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<Text>,
    /// Its years, if they are not those of the programme.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    /// What it gives.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub support: BTreeSet<SupportKind>,
    /// Who may get it; `None` where the rule is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub eligible: Option<Eligibility>,
    /// Planned money; `None` where it is not known, which is not nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capital: Option<Money>,
    /// Where it says so.
    pub source: Citation,
    /// Its parts.
    #[serde(default = "Vec::new", skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<C>,
}

/// The parts of what has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Nothing {}

/// A component of a programme, dự án.
pub type Project = Part<SubProject>;

/// A part of a project, tiểu dự án.
pub type SubProject = Part<Activity>;

/// What is done in a project or sub-project, hoạt động.
pub type Activity = Part<Nothing>;

/// A part of any level, as the codes of budget lines name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Component<'a> {
    /// A project.
    Project(&'a Project),
    /// A sub-project.
    SubProject(&'a SubProject),
    /// An activity.
    Activity(&'a Activity),
}

macro_rules! of_any_level {
    ($self:ident, $part:ident => $value:expr) => {
        match $self {
            Component::Project($part) => $value,
            Component::SubProject($part) => $value,
            Component::Activity($part) => $value,
        }
    };
}

impl<'a> Component<'a> {
    /// Its code.
    #[must_use]
    pub fn code(self) -> &'a str {
        of_any_level!(self, part => &part.code)
    }

    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'a Text {
        of_any_level!(self, part => &part.name)
    }

    /// The body that is responsible for it, if that is known.
    #[must_use]
    pub const fn body(self) -> Option<&'a Text> {
        of_any_level!(self, part => part.body.as_ref())
    }

    /// What it gives.
    #[must_use]
    pub const fn support(self) -> &'a BTreeSet<SupportKind> {
        of_any_level!(self, part => &part.support)
    }

    /// Who may get it, if the rule is known.
    #[must_use]
    pub const fn eligible(self) -> Option<&'a Eligibility> {
        of_any_level!(self, part => part.eligible.as_ref())
    }

    /// Planned money, if it is known.
    #[must_use]
    pub const fn capital(self) -> Option<Money> {
        of_any_level!(self, part => part.capital)
    }

    /// Where it says so.
    #[must_use]
    pub const fn source(self) -> &'a Citation {
        of_any_level!(self, part => &part.source)
    }

    /// The parts right under it.
    pub(super) fn parts(self) -> Vec<Self> {
        match self {
            Self::Project(part) => part.parts.iter().map(Self::SubProject).collect(),
            Self::SubProject(part) => part.parts.iter().map(Self::Activity).collect(),
            Self::Activity(_) => Vec::new(),
        }
    }
}
