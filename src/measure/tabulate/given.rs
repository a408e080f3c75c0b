//! Errors from replicate weights that came with the data.

use super::Tabulation;
use crate::measure::estimate::{Estimate, Estimates, SamplingError};
use crate::measure::float::float;
use crate::measure::survey::{Scale, student_quantile};
use crate::measure::{Centre, Design, Measure, MeasureError, PatternTable};
use crate::quantity::CountedUnit;

/// Replicate weights as a survey publishes them: the same rows under each set of weights, in a table each.
///
/// `V = scale sum_r scale_r (theta_r - centre)^2`, with what the survey's documentation says of scale and centre:
///
/// | replicates | scale | scale of each |
/// |---|---|---|
/// | JK1 | (R - 1)/R | 1 |
/// | JKn | 1 | (n_h - 1)/n_h of its stratum |
/// | BRR | 1/R | 1 |
/// | Fay | 1/(R (1 - rho)^2) | 1 |
/// | bootstrap | 1/(R - 1) | 1 |
///
/// Tables of replicates need no axes of strata and sampling units. A row whose weight is 0 in a replicate is added with it, so that
/// the groups are the same.
///
/// Source: Wolter 2007, *Introduction to Variance Estimation*, ch. 3 to 5; R's `svrepdesign(type = "other")`.
///
/// ```
/// use poverty::measure::{
///     Axes, Centre, Family, Key, Measure, PatternTable, Profile, ReplicateTables, Structure, Tabulation, Weighting,
/// };
/// use poverty::quantity::{Households, Ratio};
/// let structure = Structure::flat(["water"])?;
/// // Weight, and the weights of two replicates.
/// let rows = [(1, ["10", "20", "0"]), (0, ["10", "0", "20"]), (0, ["20", "40", "0"]), (1, ["5", "0", "10"])];
/// let table = |set: usize| {
///     let mut table = PatternTable::<Households>::new(&structure, Axes::new())?;
///     for (deprived, weights) in rows {
///         table.add_row(&[], Profile::complete(deprived), weights[set].parse()?, &[])?;
///     }
///     Ok::<_, Box<dyn std::error::Error>>(table)
/// };
/// let replicates = ReplicateTables::new(vec![table(1)?, table(2)?], 0.5)?.centre(Centre::Full);
/// let full = table(0)?;
/// let request = Tabulation::new(&full).weighting(&Weighting::nested(&structure)?, [Ratio::ONE]);
/// let estimates = request.families([Family::HeadcountRatio]).run_with_replicates(&replicates)?;
/// let poor = estimates.get(&Key::new(Measure::HeadcountRatio)).unwrap();
/// assert_eq!(poor.exact()?, Ratio::new(1, 3)?);
/// assert!((poor.error().unwrap().std_error().unwrap() - 0.0).abs() < 1e-15, "1/3 in both");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct ReplicateTables<U: CountedUnit> {
    tables: Vec<PatternTable<U>>,
    scaled: ReplicateScale,
}

/// How the spread of replicates' estimates becomes a variance.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ReplicateScale {
    scale: f64,
    scales: Vec<f64>,
    centre: Centre,
    degrees_of_freedom: Option<u64>,
}

impl ReplicateScale {
    /// Of so many replicates that all count alike.
    ///
    /// # Errors
    /// [`MeasureError::Replicates`] with fewer than two, or unless the scale is above 0 and finite.
    pub(crate) fn new(replicates: usize, scale: f64) -> Result<Self, MeasureError> {
        if replicates < 2 {
            return Err(MeasureError::Replicates { expected: "at least two replicates" });
        }
        if !(scale > 0.0 && scale.is_finite()) {
            return Err(MeasureError::Replicates { expected: "a finite scale above 0" });
        }
        Ok(Self { scale, scales: vec![1.0; replicates], centre: Centre::Mean, degrees_of_freedom: None })
    }

    /// # Errors
    /// [`MeasureError::Replicates`] unless there is one for each, not below 0 and finite.
    pub(crate) fn scales(self, scales: Vec<f64>) -> Result<Self, MeasureError> {
        if scales.len() != self.scales.len() || !scales.iter().all(|scale| *scale >= 0.0 && scale.is_finite()) {
            return Err(MeasureError::Replicates { expected: "a finite scale of at least 0 for each replicate" });
        }
        Ok(Self { scales, ..self })
    }

    pub(crate) fn centre(self, centre: Centre) -> Self {
        Self { centre, ..self }
    }

    pub(crate) fn degrees_of_freedom(self, degrees: u64) -> Self {
        Self { degrees_of_freedom: Some(degrees), ..self }
    }

    fn variance(&self, full: f64, values: &[f64]) -> f64 {
        let centre = match self.centre {
            Centre::Full => full,
            Centre::Mean => values.iter().sum::<f64>() / float(values.len() as u64),
        };
        let squares = values.iter().zip(&self.scales).map(|(value, scale)| scale * (value - centre) * (value - centre));
        self.scale * squares.sum::<f64>()
    }

    /// The error of a value from those of the replicates; none where the value does not exist in one of them.
    pub(crate) fn error(&self, value: f64, values: &[f64], scale: Scale, design: &Design) -> SamplingError {
        let degrees = self.degrees_of_freedom.unwrap_or((self.scales.len() as u64).saturating_sub(1));
        let complete = values.len() == self.scales.len();
        let std_error = complete.then(|| self.variance(value, values).sqrt());
        let quantile = (degrees > 0).then(|| student_quantile(design.confidence_level().to_f64(), degrees));
        let limits = std_error.zip(quantile).and_then(|(error, quantile)| scale.limits(value, error, quantile));
        SamplingError { std_error, limits, degrees_of_freedom: Some(degrees), design_effect: None }
    }
}

impl<U: CountedUnit> ReplicateTables<U> {
    /// Replicates that all count alike.
    ///
    /// # Errors
    /// [`MeasureError::Replicates`] with fewer than two, or unless the scale is above 0 and finite.
    pub fn new(tables: Vec<PatternTable<U>>, scale: f64) -> Result<Self, MeasureError> {
        let scaled = ReplicateScale::new(tables.len(), scale)?;
        Ok(Self { tables, scaled })
    }

    /// The tables with a scale that was made for as many.
    #[cfg(feature = "csv")]
    pub(crate) fn scaled(tables: Vec<PatternTable<U>>, scaled: ReplicateScale) -> Self {
        Self { tables, scaled }
    }

    /// A scale of its own for each replicate.
    ///
    /// # Errors
    /// [`MeasureError::Replicates`] unless there is one for each, not below 0 and finite.
    pub fn scales(self, scales: Vec<f64>) -> Result<Self, MeasureError> {
        Ok(Self { scaled: self.scaled.scales(scales)?, ..self })
    }

    /// What the replicates are compared with: their mean unless told otherwise.
    #[must_use]
    pub fn centre(self, centre: Centre) -> Self {
        Self { scaled: self.scaled.centre(centre), ..self }
    }

    /// Degrees of freedom of the limits, as the survey's documentation gives them; one less than the replicates unless told
    /// otherwise.
    #[must_use]
    pub fn degrees_of_freedom(self, degrees: u64) -> Self {
        Self { scaled: self.scaled.degrees_of_freedom(degrees), ..self }
    }
}

impl<U: CountedUnit> Tabulation<'_, U> {
    /// Measures, with errors from replicate weights. Of a design that was named only the confidence level and the scale of limits
    /// are used. An estimate that does not exist in one of the replicates has no error.
    ///
    /// # Errors
    /// As [`Tabulation::run`]; [`MeasureError::Different`] if a replicate has other groups or periods than the table.
    pub fn run_with_replicates(&self, replicates: &ReplicateTables<U>) -> Result<Estimates, MeasureError> {
        let points = |table| Tabulation { table, design: None, ..self.clone() }.run();
        let full = points(self.table)?;
        let mut values: Vec<Vec<f64>> = vec![Vec::with_capacity(replicates.tables.len()); full.rows().len()];
        for (number, table) in replicates.tables.iter().enumerate() {
            let own = points(table)?;
            let alike = own.rows().len() == full.rows().len() && own.rows().iter().zip(full.rows()).all(is_of);
            if !alike {
                return Err(MeasureError::Different {
                    what: "groups of the table and of a replicate",
                    left: format!("{} estimates", full.rows().len()),
                    right: format!("{} estimates of replicate {number}", own.rows().len()),
                });
            }
            for (values, row) in values.iter_mut().zip(own.rows()) {
                values.extend(row.value());
            }
        }
        let default = Design::sample();
        let design = self.design.as_ref().unwrap_or(&default);
        let rows = full.rows().iter().zip(values).map(|(row, values)| {
            let scale = if row.measure().is_share() { design.limit_scale() } else { Scale::Plain };
            let error = row.value().ok().map(|value| replicates.scaled.error(value, &values, scale, design));
            Estimate { error, ..row.clone() }
        });
        Ok(Estimates::new(rows.collect()))
    }
}

/// Whether two rows are about the same.
fn is_of((left, right): (&Estimate, &Estimate)) -> bool {
    let key = |row: &Estimate| -> (Measure, _) { (row.measure().clone(), row.cutoff()) };
    key(left) == key(right) && left.group() == right.group() && left.period() == right.period()
}
