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
    scale: f64,
    scales: Vec<f64>,
    centre: Centre,
    degrees_of_freedom: Option<u64>,
}

impl<U: CountedUnit> ReplicateTables<U> {
    /// Replicates that all count alike.
    ///
    /// # Errors
    /// [`MeasureError::Replicates`] with fewer than two, or unless the scale is above 0 and finite.
    pub fn new(tables: Vec<PatternTable<U>>, scale: f64) -> Result<Self, MeasureError> {
        if tables.len() < 2 {
            return Err(MeasureError::Replicates { expected: "at least two replicates" });
        }
        if !(scale > 0.0 && scale.is_finite()) {
            return Err(MeasureError::Replicates { expected: "a finite scale above 0" });
        }
        let scales = vec![1.0; tables.len()];
        Ok(Self { tables, scale, scales, centre: Centre::Mean, degrees_of_freedom: None })
    }

    /// A scale of its own for each replicate.
    ///
    /// # Errors
    /// [`MeasureError::Replicates`] unless there is one for each, not below 0 and finite.
    pub fn scales(self, scales: Vec<f64>) -> Result<Self, MeasureError> {
        if scales.len() != self.tables.len() || !scales.iter().all(|scale| *scale >= 0.0 && scale.is_finite()) {
            return Err(MeasureError::Replicates { expected: "a finite scale of at least 0 for each replicate" });
        }
        Ok(Self { scales, ..self })
    }

    /// What the replicates are compared with: their mean unless told otherwise.
    #[must_use]
    pub fn centre(self, centre: Centre) -> Self {
        Self { centre, ..self }
    }

    /// Degrees of freedom of the limits, as the survey's documentation gives them; one less than the replicates unless told
    /// otherwise.
    #[must_use]
    pub fn degrees_of_freedom(self, degrees: u64) -> Self {
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
        let degrees = replicates.degrees_of_freedom.unwrap_or((replicates.tables.len() as u64).saturating_sub(1));
        let quantile = student_quantile(design.confidence_level().to_f64(), degrees.max(1));
        let rows = full.rows().iter().zip(values).map(|(row, values)| {
            let full = row.value().ok();
            let complete = full.filter(|_| values.len() == replicates.tables.len());
            let std_error = complete.map(|full| replicates.variance(full, &values).sqrt());
            let scale = if row.measure().is_share() { design.limit_scale() } else { Scale::Plain };
            let limits = full.zip(std_error).and_then(|(value, error)| scale.limits(value, error, quantile));
            let limits = limits.filter(|_| degrees > 0);
            let error = SamplingError { std_error, limits, degrees_of_freedom: Some(degrees), design_effect: None };
            Estimate { error: full.map(|_| error), ..row.clone() }
        });
        Ok(Estimates::new(rows.collect()))
    }
}

/// Whether two rows are about the same.
fn is_of((left, right): (&Estimate, &Estimate)) -> bool {
    let key = |row: &Estimate| -> (Measure, _) { (row.measure().clone(), row.cutoff()) };
    key(left) == key(right) && left.group() == right.group() && left.period() == right.period()
}
