//! From the law to the measure: the indicators and weights of a standard.

use super::{MeasureError, Structure, Weighting};
use crate::standard::Standard;

impl Structure {
    /// The indicators of a standard and their dimensions, in the order of its profiles' bits.
    ///
    /// # Errors
    /// [`MeasureError::Duplicate`] never for a checked standard; the type is that of its siblings.
    pub fn of_standard(standard: &Standard) -> Result<Self, MeasureError> {
        Self::new(standard.dimensions().iter().map(|dimension| {
            let indicators = dimension.indicators().iter().map(|indicator| indicator.id().to_owned());
            (dimension.id(), indicators.collect::<Vec<_>>())
        }))
    }
}

impl Weighting {
    /// The weights of a standard, under its id: nested equal weights unless it names others.
    ///
    /// ```
    /// use poverty::measure::Weighting;
    /// use poverty::standard::Standards;
    /// let decree = Standards::embedded().get("vn-decree-07-2021")?;
    /// let weights = Weighting::of_standard(decree)?;
    /// assert_eq!(weights.weight("toilet")?.to_string(), "1/12");
    /// // Three of twelve: the count of the law as a cutoff.
    /// let poverty = weights.cutoff(decree.cutoffs()[0].k())?;
    /// assert_eq!(poverty.poverty_cutoff().to_string(), "1/4");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`MeasureError::CommonDenominator`] for weights of an extreme shape.
    pub fn of_standard(standard: &Standard) -> Result<Self, MeasureError> {
        Self::new(standard.id(), &Structure::of_standard(standard)?, standard.weights())
    }
}
