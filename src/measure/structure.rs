//! Which indicators there are, and the dimensions they form.

use super::error::listed;
use super::{MeasureError, Profile};
use core::fmt;
use core::ops::Range;
use serde::{Deserialize, Serialize};

/// The indicators of a measure in the order of a profile's bits, grouped into dimensions.
///
/// At most 64 indicators; every dimension has at least one; identifiers are unique.
///
/// ```
/// use poverty::measure::Structure;
/// let structure = Structure::new([("health", vec!["nutrition", "insurance"]), ("housing", vec!["quality"])])?;
/// assert_eq!(structure.indicators(), ["nutrition", "insurance", "quality"]);
/// assert_eq!(structure.position("quality"), Some(2));
/// # Ok::<(), poverty::measure::MeasureError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Outline", into = "Outline")]
pub struct Structure {
    indicators: Vec<String>,
    dimensions: Vec<(String, Range<usize>)>,
}

/// The serialised form; reading it goes through [`Structure::new`].
#[derive(Serialize, Deserialize)]
#[serde(transparent)]
struct Outline(Vec<(String, Vec<String>)>);

impl Structure {
    /// A structure from its dimensions, each with its indicators.
    ///
    /// # Errors
    /// [`MeasureError::NoIndicators`], [`MeasureError::TooManyIndicators`] or [`MeasureError::Duplicate`].
    pub fn new<D, I>(dimensions: impl IntoIterator<Item = (D, I)>) -> Result<Self, MeasureError>
    where
        D: Into<String>,
        I: IntoIterator,
        I::Item: Into<String>,
    {
        let mut structure = Self { indicators: Vec::new(), dimensions: Vec::new() };
        for (dimension, indicators) in dimensions {
            structure.push(dimension.into(), indicators.into_iter().map(Into::into))?;
        }
        if structure.indicators.is_empty() {
            return Err(MeasureError::NoIndicators { thing: "the structure".to_owned() });
        }
        if structure.indicators.len() > 64 {
            return Err(MeasureError::TooManyIndicators { count: structure.indicators.len() });
        }
        Ok(structure)
    }

    /// A structure in which each indicator is a dimension of its own.
    ///
    /// # Errors
    /// As [`Structure::new`].
    pub fn flat<I>(indicators: impl IntoIterator<Item = I>) -> Result<Self, MeasureError>
    where
        I: Into<String>,
    {
        Self::new(indicators.into_iter().map(|indicator| {
            let indicator: String = indicator.into();
            (indicator.clone(), [indicator])
        }))
    }

    fn push(&mut self, dimension: String, indicators: impl Iterator<Item = String>) -> Result<(), MeasureError> {
        if self.dimensions.iter().any(|(id, _)| *id == dimension) {
            return Err(MeasureError::Duplicate { thing: "dimension", id: dimension });
        }
        let start = self.indicators.len();
        for indicator in indicators {
            if self.indicators.contains(&indicator) {
                return Err(MeasureError::Duplicate { thing: "indicator", id: indicator });
            }
            self.indicators.push(indicator);
        }
        if self.indicators.len() == start {
            return Err(MeasureError::NoIndicators { thing: format!("dimension `{dimension}`") });
        }
        self.dimensions.push((dimension, start..self.indicators.len()));
        Ok(())
    }

    /// The identifiers of the indicators, in the order of a profile's bits. Never empty.
    #[must_use]
    pub fn indicators(&self) -> &[String] {
        &self.indicators
    }

    /// The dimensions with the bits of their indicators, in order.
    #[must_use]
    pub fn dimensions(&self) -> impl ExactSizeIterator<Item = (&str, Range<usize>)> {
        self.dimensions.iter().map(|(id, range)| (id.as_str(), range.clone()))
    }

    /// How many indicators there are, from 1 to 64.
    #[must_use]
    pub fn width(&self) -> u32 {
        u32::try_from(self.indicators.len()).unwrap_or(Profile::MAX_INDICATORS)
    }

    /// The bit of an indicator.
    #[must_use]
    pub fn position(&self, indicator: &str) -> Option<usize> {
        self.indicators.iter().position(|id| id == indicator)
    }

    /// The bit of an indicator, or an error that lists those that exist.
    pub(crate) fn require(&self, indicator: &str) -> Result<usize, MeasureError> {
        self.position(indicator).ok_or_else(|| MeasureError::UnknownIndicator {
            indicator: indicator.to_owned(),
            expected: listed(self.indicators.iter().map(String::as_str)),
        })
    }

    /// The bits of a dimension's indicators, or an error that lists the dimensions.
    pub(crate) fn require_dimension(&self, dimension: &str) -> Result<Range<usize>, MeasureError> {
        let found = self.dimensions.iter().find(|(id, _)| id == dimension);
        found.map(|(_, range)| range.clone()).ok_or_else(|| MeasureError::UnknownDimension {
            dimension: dimension.to_owned(),
            expected: listed(self.dimensions.iter().map(|(id, _)| id.as_str())),
        })
    }
}

impl TryFrom<Outline> for Structure {
    type Error = MeasureError;

    fn try_from(outline: Outline) -> Result<Self, Self::Error> {
        Self::new(outline.0)
    }
}

impl From<Structure> for Outline {
    fn from(structure: Structure) -> Self {
        let dimensions = structure.dimensions.iter().map(|(id, range)| {
            let indicators = structure.indicators.get(range.clone()).unwrap_or_default();
            (id.clone(), indicators.to_vec())
        });
        Self(dimensions.collect())
    }
}

impl fmt::Display for Structure {
    /// The indicators, as a message shows them.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&listed(self.indicators.iter().map(String::as_str)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_not_be_is_refused_with_its_name() {
        let code = |dimensions: &[(&str, &[&str])]| {
            let owned = dimensions.iter().map(|(id, list)| (*id, list.to_vec()));
            Structure::new(owned).unwrap_err().code()
        };
        assert_eq!(code(&[]), "measure/no-indicators");
        assert_eq!(code(&[("health", &[])]), "measure/no-indicators");
        assert_eq!(code(&[("health", &["a"]), ("health", &["b"])]), "measure/duplicate");
        assert_eq!(code(&[("health", &["a"]), ("water", &["a"])]), "measure/duplicate");
        let many: Vec<String> = (0..65).map(|number| number.to_string()).collect();
        assert_eq!(Structure::flat(many).unwrap_err().code(), "measure/too-many-indicators");
    }

    #[test]
    fn serde_goes_through_the_constructor() {
        let structure = Structure::new([("health", vec!["a", "b"]), ("water", vec!["c"])]).unwrap();
        let text = serde_json::to_string(&structure).unwrap();
        assert_eq!(text, r#"[["health",["a","b"]],["water",["c"]]]"#);
        assert_eq!(serde_json::from_str::<Structure>(&text).unwrap(), structure);
        assert!(serde_json::from_str::<Structure>(r#"[["health",["a","a"]]]"#).is_err());
    }

    #[test]
    fn an_unknown_name_is_told_with_the_known_ones() {
        let structure = Structure::flat(["a", "b"]).unwrap();
        assert_eq!(
            structure.require("c").unwrap_err().to_string(),
            "indicator `c` does not exist, expected one of `a`, `b`"
        );
    }
}
