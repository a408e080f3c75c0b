//! The standard: checked, and ready to assess.

use super::check::{self, Compiled};
use super::form::StandardForm;
use super::{
    Class, ClassRow, Counts, Cutoff, Dimension, IncomeLine, IncomeMeasure, Indicator, MissingPolicy, Parameter,
    ParameterValue, Purpose, Scoring, StandardError, Status, Validity,
};
use crate::quantity::{Ratio, Unit};
use crate::source::{Citation, Instrument, Language, Text};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A poverty standard, chuẩn nghèo: what a law says, as data, checked as a whole.
///
/// Built-in standards come from [`Standards`](super::Standards); one's own from [`Standard::from_toml`]. In serde it is the same
/// form, and reading it goes through the same checks.
///
/// ```
/// use poverty::standard::Standards;
/// let standards = Standards::embedded();
/// let decree = standards.get("vn-decree-07-2021")?;
/// assert_eq!(decree.dimensions().len(), 6);
/// assert_eq!(decree.indicators().count(), 12);
/// assert_eq!(decree.weights()[0].to_string(), "1/12");
/// # Ok::<(), poverty::standard::StandardError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "StandardForm", into = "StandardForm")]
pub struct Standard {
    form: StandardForm,
    pub(super) compiled: Compiled,
}

impl TryFrom<StandardForm> for Standard {
    type Error = StandardError;

    fn try_from(mut form: StandardForm) -> Result<Self, Self::Error> {
        let StandardForm { lines, parameters, .. } = &mut form;
        for value in lines.iter_mut().flat_map(|line| &mut line.values) {
            value.settle(|id| parameters.iter().find(|parameter| parameter.id() == id)?.value().cloned());
        }
        let compiled = check::compile(&form)?;
        Ok(Self { form, compiled })
    }
}

impl From<Standard> for StandardForm {
    fn from(standard: Standard) -> Self {
        standard.form
    }
}

impl Standard {
    /// Version of the form that this crate reads and writes.
    pub const FORM: u32 = 1;

    /// Key, unique in a registry: `vn-decree-07-2021`.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.form.id
    }

    /// Whose law it is: an ISO 3166 code (`VN`), or `WORLD`, `EU`.
    #[must_use]
    pub fn jurisdiction(&self) -> &str {
        &self.form.jurisdiction
    }

    /// Name.
    #[must_use]
    pub const fn name(&self) -> &Text {
        &self.form.name
    }

    /// When it is used, and by virtue of what.
    #[must_use]
    pub fn validities(&self) -> &[Validity] {
        &self.form.validities
    }

    /// Instruments that its citations refer to.
    #[must_use]
    pub fn instruments(&self) -> &[Instrument] {
        &self.form.instruments
    }

    /// Whether it gives a class to households or to persons.
    #[must_use]
    pub const fn unit(&self) -> Unit {
        self.form.unit
    }

    /// Parameters that it leaves to its user, or that are not known.
    #[must_use]
    pub fn parameters(&self) -> &[Parameter] {
        &self.form.parameters
    }

    /// The parameter with an id.
    #[must_use]
    pub fn parameter(&self, id: &str) -> Option<&Parameter> {
        self.parameters().iter().find(|parameter| parameter.id() == id)
    }

    /// The same standard with a value for one of its parameters.
    ///
    /// ```
    /// use poverty::quantity::Money;
    /// use poverty::standard::Standards;
    /// let arope = Standards::embedded().get("eu-arope-2021")?;
    /// let line = |standard: &poverty::standard::Standard| standard.lines()[0].amount(None, "2024-12-31".parse().unwrap());
    /// assert_eq!(line(arope).unwrap_err().code(), "standard/parameter-unknown");
    /// let arope = arope.with_parameter("national_median", "24,000 EUR".parse::<Money>()?)?;
    /// assert_eq!(line(&arope)?.to_string(), "14,400 EUR");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`StandardError::UnknownReference`] for a parameter that it does not have; [`StandardError::ParameterValue`] for a value
    /// of another kind.
    pub fn with_parameter(&self, id: &str, value: impl Into<ParameterValue>) -> Result<Self, StandardError> {
        let mut form = self.form.clone();
        let known = || self.parameters().iter().map(Parameter::id).collect::<Vec<_>>().join(", ");
        let parameter = form.parameters.iter_mut().find(|parameter| parameter.id() == id).ok_or_else(|| {
            StandardError::UnknownReference {
                thing: "parameter",
                id: id.to_owned(),
                known: known(),
                at: Box::default(),
            }
        })?;
        *parameter = parameter.with(value.into())?;
        Self::try_from(form)
    }

    /// The income that is compared with the lines.
    #[must_use]
    pub const fn income_measure(&self) -> &IncomeMeasure {
        &self.form.income
    }

    /// Statuses that stand beside the class.
    #[must_use]
    pub fn statuses(&self) -> &[Status] {
        &self.form.statuses
    }

    /// Survey forms whose points stand for income and deprivations.
    #[must_use]
    pub fn scorings(&self) -> &[Scoring] {
        &self.form.scorings
    }

    /// Income lines in rising order.
    #[must_use]
    pub fn lines(&self) -> &[IncomeLine] {
        &self.form.lines
    }

    /// Dimensions in the order of the law.
    #[must_use]
    pub fn dimensions(&self) -> &[Dimension] {
        &self.form.dimensions
    }

    /// Indicators of all dimensions, in the order of the bits of a [`Profile`](super::Profile).
    pub fn indicators(&self) -> impl Iterator<Item = &Indicator> {
        self.form.dimensions.iter().flat_map(|dimension| &dimension.indicators)
    }

    /// Place of an indicator in the order of bits.
    #[must_use]
    pub fn indicator_index(&self, id: &str) -> Option<usize> {
        self.indicators().position(|indicator| indicator.id == id)
    }

    /// Ids of the indicators of a mask, such as [`Profile::deprived`](super::Profile::deprived), in the order of bits.
    pub fn indicators_of(&self, mask: u64) -> impl Iterator<Item = &str> {
        let indicators = self.indicators().zip(0_u32..);
        indicators.filter(move |(_, bit)| mask >> (bit & 63) & 1 == 1).map(|(indicator, _)| indicator.id())
    }

    /// Weight of each indicator in the deprivation score, in the order of bits; they sum to one exactly.
    #[must_use]
    pub fn weights(&self) -> &[Ratio] {
        &self.compiled.weights
    }

    /// Poverty cutoffs for counting measures.
    #[must_use]
    pub fn cutoffs(&self) -> &[Cutoff] {
        &self.form.cutoffs
    }

    /// Classes.
    #[must_use]
    pub fn classes(&self) -> &[Class] {
        &self.form.classes
    }

    /// Rows that assign the classes.
    #[must_use]
    pub fn rows(&self) -> &[ClassRow] {
        &self.form.rows
    }

    /// What the rows count.
    #[must_use]
    pub const fn counts(&self) -> Counts {
        self.form.counts
    }

    /// What a missing indicator does to a class; `None` gives a class only where every answer gives the same.
    #[must_use]
    pub const fn missing_policy(&self) -> Option<MissingPolicy> {
        self.form.missing
    }

    /// Whether households are classified by it on a day.
    #[must_use]
    pub fn is_in_force(&self, on: NaiveDate) -> bool {
        self.validities()
            .iter()
            .any(|validity| validity.purpose == Purpose::Classification && validity.period.contains(on))
    }

    /// A citation in words: number of the instrument, place in it, and how surely it is known.
    #[must_use]
    pub fn cited(&self, citation: &Citation, language: Language) -> String {
        let number = self
            .instruments()
            .iter()
            .find(|instrument| instrument.id == citation.instrument)
            .map_or_else(|| citation.instrument.clone(), |instrument| instrument.number_in(language));
        let article = citation.article_in(language).map_or_else(String::new, |article| format!(", {article}"));
        let doubt = if citation.confirmation.is_certain() {
            String::new()
        } else {
            format!(" [{}]", citation.confirmation.label(language))
        };
        format!("{number}{article}{doubt}")
    }
}
