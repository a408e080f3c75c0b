//! The exact totals of one group, from which every counting measure is a ratio.

use super::super::table::Gaps;
use super::super::{MeasureError, Power};
use super::score::bits;
use super::{AlkireFoster, Profile, Scorer};
use crate::quantity::{CountedUnit, QuantityError, Ratio, TotalWeight};
use core::fmt;
use core::ops::Range;

/// The exact totals of one group of the population under one [`AlkireFoster`] measure.
///
/// Every total is an integer; every measure is the [`Ratio`] of two of them and is rounded only when it is printed. What is
/// undefined is an error: a rate of a group without weight, a statement about the poor where nobody is poor.
///
/// | method | symbol | formula |
/// |---|---|---|
/// | [`headcount_ratio`](Self::headcount_ratio) | H | weight of the poor / weight of all |
/// | [`intensity`](Self::intensity) | A | sum of the scores of the poor / weight of the poor |
/// | [`adjusted_headcount_ratio`](Self::adjusted_headcount_ratio) | M0 | sum of the scores of the poor / weight of all = H A |
/// | [`adjusted_gap_ratio`](Self::adjusted_gap_ratio) | M1, M2, M_alpha | weighted powers of the gaps of the poor / weight of all |
/// | [`uncensored_headcount_ratio`](Self::uncensored_headcount_ratio) | h_j | weight of those who lack j / weight of all |
/// | [`censored_headcount_ratio`](Self::censored_headcount_ratio) | h_j(k) | weight of the poor who lack j / weight of all |
/// | [`absolute_contribution`](Self::absolute_contribution) | v_j h_j(k) | they sum to M0 |
/// | [`percentage_contribution`](Self::percentage_contribution) | v_j h_j(k) / M0 | they sum to 1 |
/// | [`absolute_gap_contribution`](Self::absolute_gap_contribution) | v_j times the mean power of the gap in j of the poor | they sum to M_alpha |
/// | [`percentage_gap_contribution`](Self::percentage_gap_contribution) | its share of M_alpha | they sum to 1 |
///
/// ```
/// use poverty::measure::{Axes, Group, PatternTable, Profile, Structure, Weighting};
/// use poverty::quantity::{Households, Ratio, Weight};
/// let structure = Structure::new([("health", vec!["nutrition"]), ("housing", vec!["quality", "area"])])?;
/// let mut table = PatternTable::<Households>::new(&structure, Axes::new())?;
/// let all = table.cell(&[])?;
/// table.add(all, Profile::complete(0b001), Weight::from_integer(30)?)?;
/// table.add(all, Profile::complete(0b110), Weight::from_integer(20)?)?;
/// table.add(all, Profile::complete(0b010), Weight::from_integer(50)?)?;
///
/// let poverty = Weighting::nested(&structure)?.cutoff(Ratio::new(1, 2)?)?;
/// let tally = table.tally(&poverty, &Group::whole())?;
/// assert_eq!(tally.headcount_ratio()?, Ratio::new(1, 2)?);
/// assert_eq!(tally.intensity()?, Ratio::new(1, 2)?);
/// assert_eq!(tally.uncensored_headcount_ratio("quality")?, Ratio::new(7, 10)?);
/// assert_eq!(tally.censored_headcount_ratio("quality")?, Ratio::new(1, 5)?);
/// assert_eq!(tally.percentage_contribution("nutrition")?, Ratio::new(3, 5)?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally<U: CountedUnit> {
    pub(super) poverty: AlkireFoster,
    pub(super) group: String,
    pub(super) score_denominator: u64,
    rows: u64,
    dropped_rows: u64,
    pub(super) population: TotalWeight<U>,
    dropped: TotalWeight<U>,
    pub(super) poor: TotalWeight<U>,
    /// Weight times integer score of the poor.
    pub(super) scores: u128,
    deprived: Vec<u128>,
    censored: Vec<u128>,
    /// Weight times integer weight of the indicator, of the poor who lack it; sums to `scores`.
    contributions: Vec<u128>,
    gaps: GapTotals,
}

/// Weight times integer weight of the indicator times power of the shortfall, of the poor: by power, then by gap.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct GapTotals {
    /// The bit of each gap's indicator.
    bits: Vec<u32>,
    powers: Vec<Power>,
    sums: Vec<Vec<u128>>,
    /// What each sum is divided by to be one of normalised gaps.
    scales: Vec<Vec<Ratio>>,
}

impl<U: CountedUnit> Tally<U> {
    pub(crate) fn empty(
        poverty: &AlkireFoster,
        scorer: &Scorer,
        gaps: &Gaps,
        group: impl fmt::Display,
    ) -> Result<Self, MeasureError> {
        let zeros = vec![0; poverty.structure().indicators().len()];
        let scales = |power| (0..gaps.bits().len()).map(move |gap| gaps.scale(gap, power)).collect();
        let gaps = GapTotals {
            bits: gaps.bits().collect(),
            powers: gaps.powers().to_vec(),
            sums: vec![vec![0; gaps.bits().len()]; gaps.powers().len()],
            scales: (0..gaps.powers().len()).map(scales).collect::<Result<_, _>>()?,
        };
        Ok(Self {
            poverty: poverty.clone(),
            group: group.to_string(),
            score_denominator: scorer.denominator(),
            rows: 0,
            dropped_rows: 0,
            population: TotalWeight::ZERO,
            dropped: TotalWeight::ZERO,
            poor: TotalWeight::ZERO,
            scores: 0,
            deprived: zeros.clone(),
            censored: zeros.clone(),
            contributions: zeros,
            gaps,
        })
    }

    /// Adds what the table holds for one pattern.
    pub(crate) fn add(
        &mut self,
        scorer: &Scorer,
        poor_from: u64,
        profile: Profile,
        weight: TotalWeight<U>,
        rows: u64,
        gaps: &[u128],
    ) -> Result<(), MeasureError> {
        let Some(scored) = scorer.score(profile) else {
            self.dropped = self.dropped.checked_add(weight)?;
            self.dropped_rows = add_rows(self.dropped_rows, rows)?;
            return Ok(());
        };
        let poor = scored.score >= poor_from;
        let billionths = weight.billionths();
        self.rows = add_rows(self.rows, rows)?;
        self.population = self.population.checked_add(weight)?;
        if poor {
            self.poor = self.poor.checked_add(weight)?;
            add_product(&mut self.scores, billionths, scored.score)?;
        }
        if poor && !gaps.is_empty() {
            self.gaps.add(gaps, scored.weights)?;
        }
        for bit in bits(scored.deprived) {
            let own = scored.weights.get(bit).copied().unwrap_or_default();
            add_at(&mut self.deprived, bit, billionths, 1)?;
            if poor {
                add_at(&mut self.censored, bit, billionths, 1)?;
                add_at(&mut self.contributions, bit, billionths, own)?;
            }
        }
        Ok(())
    }

    /// The measure that was applied.
    #[must_use]
    pub const fn poverty(&self) -> &AlkireFoster {
        &self.poverty
    }

    /// How many rows are counted.
    #[must_use]
    pub const fn rows(&self) -> u64 {
        self.rows
    }

    /// How many rows the missing-data policy left out.
    #[must_use]
    pub const fn dropped_rows(&self) -> u64 {
        self.dropped_rows
    }

    /// The weight of all that are counted.
    #[must_use]
    pub const fn population(&self) -> TotalWeight<U> {
        self.population
    }

    /// The weight that the missing-data policy left out.
    #[must_use]
    pub const fn dropped_weight(&self) -> TotalWeight<U> {
        self.dropped
    }

    /// The weight of the poor.
    #[must_use]
    pub const fn poor(&self) -> TotalWeight<U> {
        self.poor
    }

    /// H, the incidence: the share that is poor.
    ///
    /// # Errors
    /// [`MeasureError::EmptyGroup`].
    pub fn headcount_ratio(&self) -> Result<Ratio, MeasureError> {
        self.of_population(self.poor.billionths(), 1)
    }

    /// A, the intensity: the average share of weighted deprivations among the poor, from k to 1.
    ///
    /// # Errors
    /// [`MeasureError::EmptyGroup`]; [`MeasureError::NobodyPoor`]. mpindex gives 0 for the latter; we don't, because an
    /// average over nobody does not exist.
    pub fn intensity(&self) -> Result<Ratio, MeasureError> {
        self.require_poor("the intensity A")?;
        let poor = Ratio::of(self.scores, self.poor.billionths())?;
        Ok(poor.checked_div(Ratio::of(u128::from(self.score_denominator), 1)?)?)
    }

    /// M0, the adjusted headcount ratio (the MPI): H times A.
    ///
    /// # Errors
    /// [`MeasureError::EmptyGroup`].
    pub fn adjusted_headcount_ratio(&self) -> Result<Ratio, MeasureError> {
        self.of_population(self.scores, self.score_denominator)
    }

    /// M_alpha, the adjusted headcount ratio with each deprivation of the poor weighed by a power of its normalised gap: M1 with
    /// [`Power::GAP`], M2 with [`Power::SEVERITY`]. Indicators without a gap count in full.
    ///
    /// # Errors
    /// [`MeasureError::EmptyGroup`]; [`MeasureError::NoSuchPower`] if the table does not sum this power.
    pub fn adjusted_gap_ratio(&self, power: Power) -> Result<Ratio, MeasureError> {
        self.gaps_of_population(self.gap_total(0..self.contributions.len(), power)?)
    }

    /// M_alpha / M0: the average power of the gaps over the deprivations of the poor; G with [`Power::GAP`], S with
    /// [`Power::SEVERITY`].
    ///
    /// # Errors
    /// As [`Tally::adjusted_gap_ratio`]; [`MeasureError::NobodyPoor`].
    pub fn average_gap(&self, power: Power) -> Result<Ratio, MeasureError> {
        self.require_poor("the average gap")?;
        Ok(self.adjusted_gap_ratio(power)?.checked_div(self.adjusted_headcount_ratio()?)?)
    }

    /// What an indicator adds to M_alpha: its weight times the mean over all of the power of the gap that the poor have in it.
    /// They sum to [`adjusted_gap_ratio`](Self::adjusted_gap_ratio) (Alkire and Foster 2011, section 5: after identification
    /// the measure breaks down by dimension). An indicator without a gap adds what it adds to M0.
    ///
    /// ```
    /// use poverty::measure::{Axes, Gap, Group, PatternTable, Power, Profile, Structure, Weighting};
    /// use poverty::quantity::{Households, Ratio, Weight};
    /// let structure = Structure::flat(["water", "floor_area"])?;
    /// let gap = Gap::new("floor_area", "8".parse()?)?;
    /// let mut table = PatternTable::<Households>::with_gaps(&structure, Axes::new(), &[gap], &[Power::GAP])?;
    /// // One household lacks water and has 6 of 8 square metres, the other lacks nothing.
    /// table.add_row(&[], Profile::complete(0b11), Weight::ONE, &[Some("6".parse()?)])?;
    /// table.add_row(&[], Profile::complete(0b00), Weight::ONE, &[Some("20".parse()?)])?;
    /// let tally = table.tally(&Weighting::nested(&structure)?.union()?, &Group::whole())?;
    /// assert_eq!(tally.adjusted_gap_ratio(Power::GAP)?, Ratio::new(5, 16)?);
    /// assert_eq!(tally.absolute_gap_contribution("water", Power::GAP)?, Ratio::new(1, 4)?);
    /// assert_eq!(tally.absolute_gap_contribution("floor_area", Power::GAP)?, Ratio::new(1, 16)?);
    /// assert_eq!(tally.percentage_gap_contribution("floor_area", Power::GAP)?, Ratio::new(1, 5)?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// As [`Tally::adjusted_gap_ratio`]; [`MeasureError::UnknownIndicator`].
    pub fn absolute_gap_contribution(&self, indicator: &str, power: Power) -> Result<Ratio, MeasureError> {
        let own = self.poverty.structure().require(indicator)?;
        self.gaps_of_population(self.gap_total(own..own.saturating_add(1), power)?)
    }

    /// The share of M_alpha that an indicator adds. They sum to 1.
    ///
    /// # Errors
    /// As [`Tally::absolute_gap_contribution`]; [`MeasureError::NobodyPoor`].
    pub fn percentage_gap_contribution(&self, indicator: &str, power: Power) -> Result<Ratio, MeasureError> {
        self.require_poor("a percentage contribution")?;
        Ok(self.absolute_gap_contribution(indicator, power)?.checked_div(self.adjusted_gap_ratio(power)?)?)
    }

    /// What a dimension adds to M_alpha: the sum over its indicators.
    ///
    /// # Errors
    /// As [`Tally::adjusted_gap_ratio`]; [`MeasureError::UnknownDimension`].
    pub fn dimension_absolute_gap_contribution(&self, dimension: &str, power: Power) -> Result<Ratio, MeasureError> {
        let own = self.poverty.structure().require_dimension(dimension)?;
        self.gaps_of_population(self.gap_total(own, power)?)
    }

    /// The share of M_alpha that a dimension adds: the sum over its indicators.
    ///
    /// # Errors
    /// As [`Tally::dimension_absolute_gap_contribution`]; [`MeasureError::NobodyPoor`].
    pub fn dimension_percentage_gap_contribution(&self, dimension: &str, power: Power) -> Result<Ratio, MeasureError> {
        self.require_poor("a percentage contribution")?;
        Ok(self.dimension_absolute_gap_contribution(dimension, power)?.checked_div(self.adjusted_gap_ratio(power)?)?)
    }

    /// Weight times score of some indicators, with gaps raised to a power.
    fn gap_total(&self, indicators: Range<usize>, power: Power) -> Result<Ratio, MeasureError> {
        let has_gap = |bit: usize| self.gaps.bits.iter().any(|gap| *gap as usize == bit);
        let without = indicators.clone().filter(|bit| !has_gap(*bit)).filter_map(|bit| self.contributions.get(bit));
        // Parts of `scores`, which fits.
        let gap_free = Ratio::of(without.sum::<u128>(), 1)?;
        Ok(gap_free.checked_add(self.gaps.total(indicators, power)?)?)
    }

    fn gaps_of_population(&self, total: Ratio) -> Result<Ratio, MeasureError> {
        if self.population == TotalWeight::ZERO {
            return Err(MeasureError::EmptyGroup { group: self.group.clone() });
        }
        let population = Ratio::of(self.population.billionths(), 1)?;
        Ok(total.checked_div(population)?.checked_div(Ratio::of(u128::from(self.score_denominator), 1)?)?)
    }

    /// h_j, the uncensored (raw) headcount ratio: the share that lacks an indicator, poor or not.
    ///
    /// # Errors
    /// [`MeasureError::UnknownIndicator`]; [`MeasureError::EmptyGroup`].
    pub fn uncensored_headcount_ratio(&self, indicator: &str) -> Result<Ratio, MeasureError> {
        self.of_population(self.at(&self.deprived, indicator)?, 1)
    }

    /// h_j(k), the censored headcount ratio: the share that is poor and lacks an indicator.
    ///
    /// # Errors
    /// [`MeasureError::UnknownIndicator`]; [`MeasureError::EmptyGroup`].
    pub fn censored_headcount_ratio(&self, indicator: &str) -> Result<Ratio, MeasureError> {
        self.of_population(self.at(&self.censored, indicator)?, 1)
    }

    /// v_j h_j(k), the absolute contribution of an indicator to M0. They sum to M0.
    ///
    /// # Errors
    /// [`MeasureError::UnknownIndicator`]; [`MeasureError::EmptyGroup`].
    pub fn absolute_contribution(&self, indicator: &str) -> Result<Ratio, MeasureError> {
        self.of_population(self.at(&self.contributions, indicator)?, self.score_denominator)
    }

    /// v_j h_j(k) / M0, the share of M0 that an indicator contributes. They sum to 1.
    ///
    /// # Errors
    /// [`MeasureError::UnknownIndicator`]; [`MeasureError::EmptyGroup`]; [`MeasureError::NobodyPoor`].
    pub fn percentage_contribution(&self, indicator: &str) -> Result<Ratio, MeasureError> {
        self.of_scores(self.at(&self.contributions, indicator)?)
    }

    /// The absolute contribution of a dimension: the sum over its indicators.
    ///
    /// # Errors
    /// [`MeasureError::UnknownDimension`]; [`MeasureError::EmptyGroup`].
    pub fn dimension_absolute_contribution(&self, dimension: &str) -> Result<Ratio, MeasureError> {
        self.of_population(self.of_dimension(dimension)?, self.score_denominator)
    }

    /// The share of M0 that a dimension contributes: the sum over its indicators.
    ///
    /// # Errors
    /// [`MeasureError::UnknownDimension`]; [`MeasureError::EmptyGroup`]; [`MeasureError::NobodyPoor`].
    pub fn dimension_percentage_contribution(&self, dimension: &str) -> Result<Ratio, MeasureError> {
        self.of_scores(self.of_dimension(dimension)?)
    }

    /// Which group the totals are of, as a message shows it.
    #[must_use]
    pub fn group(&self) -> &str {
        &self.group
    }

    fn of_population(&self, part: u128, scale: u64) -> Result<Ratio, MeasureError> {
        if self.population == TotalWeight::ZERO {
            return Err(MeasureError::EmptyGroup { group: self.group.clone() });
        }
        Ok(Ratio::of(part, self.population.billionths())?.checked_div(Ratio::of(u128::from(scale), 1)?)?)
    }

    fn of_scores(&self, part: u128) -> Result<Ratio, MeasureError> {
        self.require_poor("a percentage contribution")?;
        Ok(Ratio::of(part, self.scores)?)
    }

    fn require_poor(&self, measure: &'static str) -> Result<(), MeasureError> {
        if self.population == TotalWeight::ZERO {
            return Err(MeasureError::EmptyGroup { group: self.group.clone() });
        }
        if self.poor == TotalWeight::ZERO {
            return Err(MeasureError::NobodyPoor { group: self.group.clone(), measure });
        }
        Ok(())
    }

    fn at(&self, totals: &[u128], indicator: &str) -> Result<u128, MeasureError> {
        let position = self.poverty.structure().require(indicator)?;
        Ok(totals.get(position).copied().unwrap_or_default())
    }

    fn of_dimension(&self, dimension: &str) -> Result<u128, MeasureError> {
        let range = self.poverty.structure().require_dimension(dimension)?;
        // Parts of `scores`, which fits.
        Ok(self.contributions.get(range).unwrap_or_default().iter().sum())
    }
}

impl GapTotals {
    /// Adds the sums of one pattern: for each gap, for each power.
    fn add(&mut self, sums: &[u128], weights: &[u64]) -> Result<(), QuantityError> {
        for (gap, (bit, own)) in self.bits.iter().zip(sums.chunks(self.powers.len().max(1))).enumerate() {
            let weight = weights.get(*bit as usize).copied().unwrap_or_default();
            for (totals, sum) in self.sums.iter_mut().zip(own) {
                add_at(totals, gap, *sum, weight)?;
            }
        }
        Ok(())
    }

    /// The sum over the gaps of some indicators, each in normalised units.
    fn total(&self, indicators: Range<usize>, power: Power) -> Result<Ratio, MeasureError> {
        let position = self.powers.iter().position(|own| *own == power);
        let position = position.ok_or(MeasureError::NoSuchPower { alpha: power.alpha() })?;
        let (sums, scales) = (self.sums.get(position), self.scales.get(position));
        let mut total = Ratio::ZERO;
        let of_gaps = self.bits.iter().zip(sums.into_iter().flatten()).zip(scales.into_iter().flatten());
        for ((_, sum), scale) in of_gaps.filter(|((bit, _), _)| indicators.contains(&(**bit as usize))) {
            total = total.checked_add(Ratio::of(*sum, 1)?.checked_div(*scale)?)?;
        }
        Ok(total)
    }
}

fn add_rows(sum: u64, rows: u64) -> Result<u64, QuantityError> {
    sum.checked_add(rows).ok_or_else(|| QuantityError::overflow("counting rows", sum, rows))
}

fn add_product(sum: &mut u128, weight: u128, factor: u64) -> Result<(), QuantityError> {
    let product = weight.checked_mul(u128::from(factor));
    let overflow = || QuantityError::overflow("summing weighted scores", weight, factor);
    *sum = product.and_then(|product| sum.checked_add(product)).ok_or_else(overflow)?;
    Ok(())
}

fn add_at(sums: &mut [u128], position: usize, weight: u128, factor: u64) -> Result<(), QuantityError> {
    sums.get_mut(position).map_or(Ok(()), |sum| add_product(sum, weight, factor))
}
