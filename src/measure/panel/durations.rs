//! Chronic and transient poverty by how long people are poor.

use super::PanelError;
use super::share::check_rows;
use crate::measure::exact_sum::exact_sum;
use crate::measure::float::wide_float;
use crate::measure::{SampledRows, SamplingError};
use crate::quantity::{CountedUnit, Households, Ratio, TotalWeight, Weight};

/// How deep in poverty each household was in each period: what the measures of chronic poverty are made of.
///
/// The depth is what the measure adds up: 1 for a headcount, the gap of income to the power alpha (Foster 2009, *A class of chronic poverty
/// measures*), the censored deprivation score `c_i(k)` (Alkire, Apablaza, Chakravarty and Yalonetzky 2017, *Measuring chronic
/// multidimensional poverty*, J. of Policy Modeling 39; the formulas FROM MEMORY of the paper). It is 0 in a period without poverty; being
/// poor is told apart from it, since one can be poor with a gap of 0 on the line.
///
/// ```
/// use poverty::measure::panel::Durations;
/// use poverty::quantity::{Households, Ratio, Weight};
/// // Incomes of four households in four periods under a line of 10 (Foster's measures with alpha 1 and half of the time).
/// let mut durations = Durations::<Households>::new(4);
/// for incomes in [[4, 12, 6, 8], [12, 14, 9, 11], [2, 3, 5, 4], [15, 20, 12, 18]] {
///     durations.push_incomes(Weight::ONE, Ratio::whole(10), 1, incomes.map(|income| Some(Ratio::whole(income))))?;
/// }
/// let chronic = durations.chronic("1/2".parse()?)?;
/// assert_eq!(chronic.headcount_ratio().to_string(), "1/2");
/// assert_eq!(chronic.average_duration()?.to_string(), "7/8");
/// assert_eq!(chronic.adjusted_headcount_ratio()?.to_string(), "7/16"); // K_0
/// assert_eq!(chronic.measure()?.to_string(), "19/80"); // K_1
/// assert_eq!(durations.transient("1/2".parse()?)?.to_string(), "1/160");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Durations<U: CountedUnit = Households> {
    periods: usize,
    unbalanced: Unbalanced,
    rows: Vec<Row<U>>,
}

/// What to do with a household that is not known in every period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Unbalanced {
    /// Leave it out and count it: the measures are defined for balanced panels.
    #[default]
    LeaveOut,
    /// Take its share of the periods in which it is known, if there is one. Each household then counts the same, however often it was
    /// seen.
    KnownPeriods,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Row<U: CountedUnit> {
    weight: Weight<U>,
    /// The depth of each period in which it is known; `None` inside for who is not poor.
    depths: Vec<Option<Option<Ratio>>>,
}

/// A row as it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Counted<U: CountedUnit> {
    row: usize,
    weight: Weight<U>,
    /// Periods in poverty, and periods in which it is known.
    poor: u64,
    known: u64,
    /// The sum of depths over the periods.
    depth: Ratio,
}

impl<U: CountedUnit> Counted<U> {
    fn duration(&self) -> Result<Ratio, PanelError> {
        Ok(Ratio::of(self.poor.into(), self.known.into())?)
    }

    fn mean_depth(&self) -> Result<Ratio, PanelError> {
        Ok(self.depth.checked_div(Ratio::of(self.known.into(), 1)?)?)
    }
}

impl<U: CountedUnit> Durations<U> {
    /// No households yet, followed over so many periods.
    #[must_use]
    pub const fn new(periods: usize) -> Self {
        Self { periods, unbalanced: Unbalanced::LeaveOut, rows: Vec::new() }
    }

    /// Chooses what to do with households that are not known in every period.
    #[must_use]
    pub fn unbalanced(mut self, rule: Unbalanced) -> Self {
        self.unbalanced = rule;
        self
    }

    /// Adds a household: its depth in each period, `Some(None)` where it is not poor and `None` where that is not known. Returns its
    /// position.
    ///
    /// # Errors
    /// [`PanelError::PeriodCount`]; [`PanelError::Depth`] for a depth outside 0 to 1. The household is not added then.
    pub fn push(
        &mut self,
        weight: Weight<U>,
        depths: impl IntoIterator<Item = Option<Option<Ratio>>>,
    ) -> Result<usize, PanelError> {
        let depths: Vec<Option<Option<Ratio>>> = depths.into_iter().collect();
        let row = self.rows.len();
        if depths.len() != self.periods || depths.is_empty() {
            return Err(PanelError::PeriodCount { row, given: depths.len(), expected: self.periods.max(1) });
        }
        for (period, depth) in depths.iter().enumerate() {
            if let Some(Some(depth)) = depth
                && !depth.is_share()
            {
                return Err(PanelError::Depth { row, period, depth: *depth });
            }
        }
        self.rows.push(Row { weight, depths });
        Ok(row)
    }

    /// Adds a household by its incomes, all in prices of one time: poor below the line, with the gap `(z - y) / z` to the power `alpha` as
    /// depth. A negative income counts as 0 in the gap, which is 1 then.
    ///
    /// # Errors
    /// [`PanelError::LineNotPositive`]; [`PanelError::PeriodCount`]; [`PanelError::Quantity`] if a power does not fit.
    pub fn push_incomes(
        &mut self,
        weight: Weight<U>,
        line: Ratio,
        alpha: u32,
        incomes: impl IntoIterator<Item = Option<Ratio>>,
    ) -> Result<usize, PanelError> {
        if line <= Ratio::ZERO {
            return Err(PanelError::LineNotPositive { line });
        }
        let depth = |income: Ratio| -> Result<Option<Ratio>, PanelError> {
            if income >= line {
                return Ok(None);
            }
            let gap = line.checked_sub(income.max(Ratio::ZERO))?.checked_div(line)?;
            let powers = core::iter::repeat_n(gap, usize::try_from(alpha).unwrap_or(usize::MAX));
            let mut product = Ratio::ONE;
            for factor in powers {
                product = product.checked_mul(factor)?;
            }
            Ok(Some(product))
        };
        let depths = incomes.into_iter().map(|income| income.map(depth).transpose());
        let depths = depths.collect::<Result<Vec<_>, PanelError>>()?;
        self.push(weight, depths)
    }

    /// How many households there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Those who are poor for at least a share `cutoff` of the time, in (0, 1].
    ///
    /// # Errors
    /// [`PanelError::DurationCutoff`]; [`PanelError::Undefined`] if no household counts; [`PanelError::Quantity`].
    pub fn chronic(&self, cutoff: Ratio) -> Result<Chronic<U>, PanelError> {
        self.chronic_in_group(cutoff, |_| true)
    }

    /// Everybody who is ever poor, whatever the duration: the mean of the measure over periods.
    ///
    /// # Errors
    /// As [`Durations::chronic`].
    pub fn total(&self) -> Result<Chronic<U>, PanelError> {
        self.of(|_| true, |counted| Ok(counted.poor > 0))
    }

    /// The same of a group of households, by their positions. Groups add up: `K = sum of share of population x K of group`.
    ///
    /// # Errors
    /// As [`Durations::chronic`].
    pub fn chronic_in_group(&self, cutoff: Ratio, contains: impl Fn(usize) -> bool) -> Result<Chronic<U>, PanelError> {
        if cutoff <= Ratio::ZERO || cutoff > Ratio::ONE {
            return Err(PanelError::DurationCutoff { cutoff });
        }
        self.of(contains, |counted| Ok(counted.poor > 0 && counted.duration()? >= cutoff))
    }

    /// Transient poverty: what of the total is not chronic.
    ///
    /// # Errors
    /// As [`Durations::chronic`].
    pub fn transient(&self, cutoff: Ratio) -> Result<Ratio, PanelError> {
        self.transient_in_group(cutoff, |_| true)
    }

    /// The same of a group of households, by their positions.
    ///
    /// # Errors
    /// As [`Durations::chronic`].
    pub fn transient_in_group(&self, cutoff: Ratio, contains: impl Fn(usize) -> bool) -> Result<Ratio, PanelError> {
        let chronic = self.chronic_in_group(cutoff, &contains)?;
        let total = self.of(contains, |counted| Ok(counted.poor > 0))?;
        Ok(total.measure()?.checked_sub(chronic.measure()?)?)
    }

    fn of(
        &self,
        contains: impl Fn(usize) -> bool,
        chronic: impl Fn(&Counted<U>) -> Result<bool, PanelError>,
    ) -> Result<Chronic<U>, PanelError> {
        let (mut rows, mut left_out) = (Vec::new(), 0_usize);
        for (place, row) in self.rows.iter().enumerate().filter(|(place, _)| contains(*place)) {
            let known = row.depths.iter().flatten().count();
            let counts = match self.unbalanced {
                Unbalanced::LeaveOut => known == self.periods,
                Unbalanced::KnownPeriods => known > 0,
            };
            if !counts {
                left_out = left_out.saturating_add(1);
                continue;
            }
            let depths = row.depths.iter().flatten().flatten();
            let count = |of: usize| u64::try_from(of).unwrap_or(u64::MAX);
            let counted = Counted {
                row: place,
                weight: row.weight,
                poor: count(depths.clone().count()),
                known: count(known),
                depth: Ratio::sum(depths.copied())?,
            };
            rows.push((counted, chronic(&counted)?));
        }
        let population = TotalWeight::sum(rows.iter().map(|(row, _)| row.weight))?;
        let chronic = TotalWeight::sum(rows.iter().filter(|(_, is)| *is).map(|(row, _)| row.weight))?;
        if population.billionths() == 0 {
            let what = "chronic poverty".to_owned();
            return Err(PanelError::Undefined { what, reason: "no household is known in the periods that count" });
        }
        Ok(Chronic { headcount_ratio: chronic.share_of(population)?, rows, population, chronic, left_out })
    }
}

/// Chronic poverty by a duration cutoff: who is poor for long, for how long, how deeply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chronic<U: CountedUnit = Households> {
    /// Each household that counts, and whether it is chronically poor.
    rows: Vec<(Counted<U>, bool)>,
    population: TotalWeight<U>,
    chronic: TotalWeight<U>,
    headcount_ratio: Ratio,
    left_out: usize,
}

impl<U: CountedUnit> Chronic<U> {
    /// The share who are chronically poor, `H^C`.
    #[must_use]
    pub const fn headcount_ratio(&self) -> Ratio {
        self.headcount_ratio
    }

    /// The mean share of the time that the chronically poor are poor, `D^C`.
    ///
    /// # Errors
    /// [`PanelError::Undefined`] if nobody is chronically poor; [`PanelError::Quantity`] if the fraction does not fit.
    pub fn average_duration(&self) -> Result<Ratio, PanelError> {
        self.of_the_chronic("the average duration")?;
        Ok(self.weighted(Counted::duration)?.checked_div(self.chronic.to_ratio()?)?)
    }

    /// `H^C D^C`, Foster's `K_0`: the chronic headcount ratio adjusted for duration.
    ///
    /// # Errors
    /// [`PanelError::Quantity`] if the fraction does not fit.
    pub fn adjusted_headcount_ratio(&self) -> Result<Ratio, PanelError> {
        Ok(self.weighted(Counted::duration)?.checked_div(self.population.to_ratio()?)?)
    }

    /// The mean depth of the chronically poor over the periods in which they are poor, `A^C`.
    ///
    /// # Errors
    /// [`PanelError::Undefined`] if nobody is chronically poor; [`PanelError::Quantity`].
    pub fn intensity(&self) -> Result<Ratio, PanelError> {
        self.of_the_chronic("the intensity")?;
        Ok(self.weighted(Counted::mean_depth)?.checked_div(self.weighted(Counted::duration)?)?)
    }

    /// The measure, exact: Foster's `K_alpha`, or `M0^C = H^C A^C D^C` of the counting approach. The mean over households and periods of
    /// the depth of the chronically poor.
    ///
    /// # Errors
    /// [`PanelError::Quantity`] if the fraction does not fit, as with gaps to many different lines: see [`Chronic::nearest_measure`].
    pub fn measure(&self) -> Result<Ratio, PanelError> {
        Ok(self.weighted(Counted::mean_depth)?.checked_div(self.population.to_ratio()?)?)
    }

    /// The measure as a float: products rounded, their sum not, so that no order of households changes a bit.
    #[must_use]
    pub fn nearest_measure(&self) -> f64 {
        exact_sum(self.rows.iter().map(|(row, is)| wide_float(row.weight.billionths().into()) * value(row, *is)))
            / wide_float(self.population.billionths())
    }

    /// The error of the measure under a design whose rows are the households in their order.
    ///
    /// # Errors
    /// [`PanelError::Measure`] if the sample lacks a row.
    pub fn error(&self, sample: &SampledRows) -> Result<SamplingError, PanelError> {
        self.error_of(sample, self.nearest_measure(), value)
    }

    /// The error of the chronic headcount ratio under a design whose rows are the households in their order.
    ///
    /// # Errors
    /// [`PanelError::Measure`] if the sample lacks a row.
    pub fn headcount_error(&self, sample: &SampledRows) -> Result<SamplingError, PanelError> {
        self.error_of(sample, self.headcount_ratio.to_f64(), |_, is| f64::from(u8::from(is)))
    }

    /// Weight of the households that count.
    #[must_use]
    pub const fn population(&self) -> TotalWeight<U> {
        self.population
    }

    /// How many households were left out because they are not known in the periods that count.
    #[must_use]
    pub const fn left_out(&self) -> usize {
        self.left_out
    }

    fn of_the_chronic(&self, what: &str) -> Result<(), PanelError> {
        if self.chronic.billionths() > 0 {
            return Ok(());
        }
        Err(PanelError::Undefined { what: what.to_owned(), reason: "nobody is chronically poor" })
    }

    /// The weighted sum of something over the chronically poor. Weights with one value are added up first, so that the fractions stay small.
    fn weighted(&self, of: impl Fn(&Counted<U>) -> Result<Ratio, PanelError>) -> Result<Ratio, PanelError> {
        let mut weights: std::collections::BTreeMap<Ratio, TotalWeight<U>> = std::collections::BTreeMap::new();
        for (row, _) in self.rows.iter().filter(|(_, is)| *is) {
            let sum = weights.entry(of(row)?).or_insert(TotalWeight::ZERO);
            *sum = sum.checked_add(row.weight.into())?;
        }
        let mut total = Ratio::ZERO;
        for (value, weight) in weights {
            total = total.checked_add(value.checked_mul(weight.to_ratio()?)?)?;
        }
        Ok(total)
    }

    fn error_of(
        &self,
        sample: &SampledRows,
        mean: f64,
        of: impl Fn(&Counted<U>, bool) -> f64,
    ) -> Result<SamplingError, PanelError> {
        check_rows(sample, self.rows.iter().map(|(row, _)| row.row))?;
        let whole = wide_float(self.population.billionths());
        let mut contributions = vec![0.0; sample.len()];
        for (row, is) in &self.rows {
            if let Some(own) = contributions.get_mut(row.row) {
                *own = wide_float(row.weight.billionths().into()) * (of(row, *is) - mean) / whole;
            }
        }
        Ok(sample.linearised_error(mean, &contributions, self.rows.iter().map(|(row, _)| row.row))?)
    }
}

/// The mean depth of a household over its periods, if it is chronically poor.
fn value<U: CountedUnit>(row: &Counted<U>, is_chronic: bool) -> f64 {
    if is_chronic { row.mean_depth().map_or(f64::NAN, Ratio::to_f64) } else { 0.0 }
}
