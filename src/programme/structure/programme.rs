//! The programme.

use super::{Component, Project, StructureError};
use crate::programme::{Capital, FundingSource};
use crate::quantity::{Money, Period};
use crate::source::{Citation, Instrument, Position, Text};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

const VIET_NAM_FILE: &str = "data/programmes/vn-sustainable-poverty-reduction-2021-2025.toml";
const VIET_NAM: &str = include_str!("../../../data/programmes/vn-sustainable-poverty-reduction-2021-2025.toml");

/// A programme with its projects and its money.
///
/// ```
/// use poverty::programme::structure::Programme;
/// use poverty::quantity::Money;
/// use poverty::source::{Confirmation, Language};
/// let programme = Programme::viet_nam_2021_2025()?;
/// assert_eq!((programme.projects.len(), programme.sub_projects().count()), (7, 11));
/// let nutrition = programme.component("3.2").unwrap();
/// assert_eq!(nutrition.name().in_language(Language::Vietnamese), "Cải thiện dinh dưỡng");
/// // What a project was given is not known, which is not nothing.
/// assert_eq!(nutrition.capital(), None);
/// assert_eq!(programme.planned()?, Some("75,000 billion VND".parse::<Money>()?));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Programme {
    /// Its name in files.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// Its years.
    pub period: Period,
    /// The body that owns it.
    pub body: Text,
    /// Where it says so.
    pub source: Citation,
    /// The instruments that its parts cite.
    #[serde(rename = "instrument")]
    pub instruments: Vec<Instrument>,
    /// Money of the whole.
    #[serde(default, rename = "capital", skip_serializing_if = "Vec::is_empty")]
    pub capital: Vec<PlannedCapital>,
    /// Its projects.
    #[serde(rename = "project")]
    pub projects: Vec<Project>,
}

/// Planned money of one source and kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlannedCapital {
    /// The sources that pay it together: local budgets are three.
    pub sources: BTreeSet<FundingSource>,
    /// The kind of capital; `None` where the two are not told apart.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capital: Option<Capital>,
    /// How much.
    pub amount: Money,
    /// Where it says so.
    pub source: Citation,
}

impl Programme {
    /// The National Target Programme on Sustainable Poverty Reduction of Viet Nam, 2021-2025: seven projects, eleven
    /// sub-projects. What each project was given is not known.
    ///
    /// # Errors
    /// None that a test of this crate would not find: the data are part of it.
    pub fn viet_nam_2021_2025() -> Result<Self, StructureError> {
        Self::from_toml(VIET_NAM_FILE, VIET_NAM)
    }

    /// Reads a programme from TOML: the fields of [`Programme`] with lists `[[instrument]]`, `[[capital]]`, `[[project]]`,
    /// `[[project.parts]]` (sub-projects), `[[project.parts.parts]]` (activities). The name of the file is for errors only.
    ///
    /// # Errors
    /// Any [`StructureError`].
    pub fn from_toml(file: &str, text: &str) -> Result<Self, StructureError> {
        let programme: Self = toml::from_str(text).map_err(|error| StructureError::Unreadable {
            message: error.message().to_owned(),
            at: Position::at_offset(file, text, error.span().map_or(0, |span| span.start)),
        })?;
        programme.check(file)?;
        Ok(programme)
    }

    fn check(&self, file: &str) -> Result<(), StructureError> {
        let mut codes = BTreeSet::new();
        let known = |citation: &Citation, code: &str| {
            let is_known = self.instruments.iter().any(|one| one.id == citation.instrument);
            let error = || StructureError::UnknownInstrument {
                instrument: citation.instrument.clone(),
                code: code.to_owned(),
                file: file.to_owned(),
            };
            is_known.then_some(()).ok_or_else(error)
        };
        known(&self.source, &self.id)?;
        self.capital.iter().try_for_each(|planned| known(&planned.source, "capital"))?;
        for component in self.components() {
            let code = component.code();
            let separates = |letter: char| !(letter.is_alphanumeric() || matches!(letter, '.' | '-'));
            if code.is_empty() || code.contains(separates) {
                return Err(StructureError::Code { programme: self.id.clone(), code: code.to_owned() });
            }
            if !codes.insert(code) {
                return Err(StructureError::RepeatedCode { programme: self.id.clone(), code: code.to_owned() });
            }
            known(component.source(), code)?;
        }
        self.check_tree()
    }

    /// Whether codes follow the tree, and known parts fit their whole.
    fn check_tree(&self) -> Result<(), StructureError> {
        for component in self.components() {
            let code = component.code();
            let parts = component.parts();
            let continues = |part: &&Component<'_>| {
                let rest = part.code().strip_prefix(code).and_then(|rest| rest.strip_prefix('.'));
                rest.is_none_or(str::is_empty)
            };
            if let Some(part) = parts.iter().find(continues) {
                return Err(StructureError::Misplaced { code: part.code().to_owned(), above: code.to_owned() });
            }
            let below = Money::sum(parts.iter().filter_map(|part| part.capital()))?;
            if let (Some(whole), Some(parts)) = (component.capital(), below)
                && parts.compare(whole)?.is_gt()
            {
                return Err(StructureError::MoreThanWhole { code: code.to_owned(), parts, whole });
            }
        }
        Ok(())
    }

    /// All parts, each before its own parts.
    pub fn components(&self) -> impl Iterator<Item = Component<'_>> {
        self.projects.iter().map(Component::Project).flat_map(|project| {
            let below = project.parts().into_iter().flat_map(|part| core::iter::once(part).chain(part.parts()));
            core::iter::once(project).chain(below)
        })
    }

    /// All sub-projects.
    pub fn sub_projects(&self) -> impl Iterator<Item = Component<'_>> {
        self.components().filter(|component| matches!(component, Component::SubProject(_)))
    }

    /// The part of a code.
    #[must_use]
    pub fn component(&self, code: &str) -> Option<Component<'_>> {
        self.components().find(|component| component.code() == code)
    }

    /// The code of the project that a part belongs to: `3` of `3.1`. `None` if there is no such part.
    #[must_use]
    pub fn project_of(&self, code: &str) -> Option<&Project> {
        self.component(code)?;
        self.projects.iter().find(|project| {
            code == project.code || code.strip_prefix(project.code.as_str()).is_some_and(|rest| rest.starts_with('.'))
        })
    }

    /// All planned money of the programme, if any is stated.
    ///
    /// # Errors
    /// [`StructureError::Quantity`] for amounts of several currencies.
    pub fn planned(&self) -> Result<Option<Money>, StructureError> {
        Ok(Money::sum(self.capital.iter().map(|planned| planned.amount))?)
    }
}
