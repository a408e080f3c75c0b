//! Which linear functions of the table are summed, and which quotient of them a measure is.

use super::super::{Change, Family, Measure, Power, Structure, Weighting};
use crate::measure::MeasureError;
use crate::measure::float::{float, wide_float};
use crate::quantity::Ratio;
use std::sync::Arc;

/// Where each sum stands in the vector of a part: weight of all, of those who lack each indicator, and for each cutoff weight
/// and scores of the poor, what they lack, and how far.
#[derive(Clone, Copy, Debug)]
pub(super) struct Layout {
    pub(super) indicators: usize,
    pub(super) cutoffs: usize,
    /// Sums by indicator are wanted.
    pub(super) by_indicator: bool,
    /// Weights depend on what is unknown, so contributions are summed beside headcounts.
    pub(super) reweighted: bool,
    /// Sums of gaps: one for each gap and power.
    pub(super) gaps: usize,
    /// Sums of squared scores are wanted and fit.
    pub(super) squares: bool,
}

impl Layout {
    pub(super) const POPULATION: usize = 0;

    pub(super) const fn deprived(&self, indicator: usize) -> usize {
        indicator.saturating_add(1)
    }

    const fn first(&self) -> usize {
        if self.by_indicator { self.indicators.saturating_add(1) } else { 1 }
    }

    /// How many sums belong to one cutoff.
    pub(super) const fn stride(&self) -> usize {
        let gaps = if self.gaps == 0 { 0 } else { self.gaps.saturating_add(1) };
        let headcounts = if self.by_indicator { self.indicators } else { 0 };
        let contributions = if self.by_indicator && self.reweighted { self.indicators } else { 0 };
        let fixed = if self.squares { 3 } else { 2_usize };
        fixed.saturating_add(gaps).saturating_add(headcounts).saturating_add(contributions)
    }

    pub(super) const fn len(&self) -> usize {
        self.first().saturating_add(self.stride().saturating_mul(self.cutoffs))
    }

    pub(super) const fn poor(&self, cutoff: usize) -> usize {
        self.first().saturating_add(self.stride().saturating_mul(cutoff))
    }

    pub(super) const fn score(&self, cutoff: usize) -> usize {
        self.poor(cutoff).saturating_add(1)
    }

    /// Weight times squared score; only with `squares`.
    pub(super) const fn square(&self, cutoff: usize) -> usize {
        self.poor(cutoff).saturating_add(2)
    }

    const fn after_scores(&self, cutoff: usize) -> usize {
        self.poor(cutoff).saturating_add(if self.squares { 3 } else { 2 })
    }

    /// Scores from indicators without gaps; only with gaps.
    pub(super) const fn gap_free(&self, cutoff: usize) -> usize {
        self.after_scores(cutoff)
    }

    pub(super) const fn gap(&self, cutoff: usize, gap: usize) -> usize {
        self.after_scores(cutoff).saturating_add(1).saturating_add(gap)
    }

    pub(super) const fn censored(&self, cutoff: usize, indicator: usize) -> usize {
        let gaps = if self.gaps == 0 { 0 } else { self.gaps.saturating_add(1) };
        self.after_scores(cutoff).saturating_add(gaps).saturating_add(indicator)
    }

    /// Only with `reweighted`.
    pub(super) const fn contribution(&self, cutoff: usize, indicator: usize) -> usize {
        self.censored(cutoff, indicator).saturating_add(self.indicators)
    }
}

/// A sum of the sums, each times a coefficient.
#[derive(Clone, Debug, Default)]
pub(super) struct Linear(pub(super) Vec<Term>);

#[derive(Clone, Copy, Debug)]
pub(super) struct Term {
    pub(super) at: usize,
    pub(super) coefficient: Ratio,
    pub(super) nearest: f64,
}

impl Linear {
    fn one(at: usize, coefficient: Ratio) -> Self {
        Self(vec![Term { at, coefficient, nearest: coefficient.to_f64() }])
    }

    fn plus(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// The value on a vector of floats.
    #[inline]
    pub(super) fn of(&self, values: &[f64]) -> f64 {
        self.0.iter().map(|term| term.nearest * values.get(term.at).copied().unwrap_or_default()).sum()
    }

    /// The value on a vector of integers, in floats.
    pub(super) fn of_sums(&self, sums: &[u128]) -> f64 {
        self.0.iter().map(|term| term.nearest * wide_float(sums.get(term.at).copied().unwrap_or_default())).sum()
    }

    /// The value on a vector of integers, exact; `None` if it does not fit.
    pub(super) fn exact(&self, values: &[u128]) -> Option<Ratio> {
        self.0.iter().try_fold(Ratio::ZERO, |sum, term| {
            let value = Ratio::of(values.get(term.at).copied().unwrap_or_default(), 1).ok()?;
            sum.checked_add(value.checked_mul(term.coefficient).ok()?).ok()
        })
    }
}

/// How the variance under simple random sampling is known from the value, for the design effect.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Spread {
    /// The variable is 0 or this number.
    ZeroOr(f64),
    /// The mean of its square is this sum over the population, times the factor.
    Square(usize, f64),
    /// The variable is the score of the poor less the intensity times being poor: squared scores stand at the first sum, to be
    /// multiplied by the factor, and the weight of the poor at the second.
    Intensity(usize, f64, usize),
    /// Not reckoned: it would take sums of products that the table does not hold.
    Unknown,
}

/// A measure as a quotient of two linear functions.
#[derive(Clone, Debug)]
pub(super) struct Quotient {
    pub(super) numerator: Linear,
    pub(super) denominator: Linear,
}

/// One measure at one cutoff, as a quotient.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub(super) measure: Measure,
    pub(super) cutoff: Option<Ratio>,
    pub(super) quotient: Quotient,
    pub(super) spread: Spread,
    /// Estimates of single periods are reported.
    pub(super) levels: bool,
    /// These changes between periods are reported.
    pub(super) changes: &'static [Change],
}

/// H and M0 at one cutoff, of which the parts of a change are made.
#[derive(Clone, Debug)]
pub(super) struct Split {
    pub(super) cutoff: Ratio,
    pub(super) headcount: Quotient,
    pub(super) adjusted: Quotient,
}

/// What a weighting's measures are made of.
pub(super) struct Terms<'a> {
    pub(super) layout: Layout,
    pub(super) weighting: &'a Weighting,
    /// What scores are fractions of.
    pub(super) denominator: u64,
    /// The bit of each gap's indicator.
    pub(super) gap_bits: &'a [u32],
    /// What each sum of gaps is divided by: for each gap, for each power.
    pub(super) gap_scales: &'a [Ratio],
    pub(super) powers: &'a [Power],
}

impl Terms<'_> {
    /// The measures of a family: at one cutoff, given by its place and value, or those without a cutoff.
    ///
    /// # Errors
    /// [`MeasureError::NoSuchPower`] if the table does not sum that power of gaps.
    pub(super) fn asked(&self, family: Family, cutoff: Option<(usize, Ratio)>) -> Result<Vec<Asked>, MeasureError> {
        let structure = self.weighting.structure();
        let uncensored = family == Family::UncensoredHeadcountRatios;
        let Some((place, _)) = cutoff.filter(|_| !uncensored) else {
            if cutoff.is_some() || !uncensored {
                return Ok(Vec::new());
            }
            let one = |(at, id): (usize, &Arc<str>)| {
                let numerator = Linear::one(self.layout.deprived(at), Ratio::ONE);
                let spread = Spread::ZeroOr(1.0);
                self.make(
                    Measure::UncensoredHeadcountRatio(Arc::clone(id)),
                    family,
                    None,
                    numerator,
                    self.people(),
                    spread,
                )
            };
            return Ok(names(structure).iter().enumerate().map(one).collect());
        };
        let value = cutoff.map(|(_, value)| value);
        let make =
            |measure, numerator, denominator, spread| self.make(measure, family, value, numerator, denominator, spread);
        let layout = &self.layout;
        let poor = || Linear::one(layout.poor(place), Ratio::ONE);
        let scores = || Linear::one(layout.score(place), Ratio::ONE);
        let scale = Ratio::of(u128::from(self.denominator), 1)?;
        let scaled_people = || Linear::one(Layout::POPULATION, scale);
        let unit = 1.0 / scale.to_f64();
        let square = if layout.squares { Spread::Square(layout.square(place), unit * unit) } else { Spread::Unknown };
        let by_indicator = |measure: fn(Arc<str>) -> Measure, part: &dyn Fn(usize) -> (Linear, Linear, Spread)| {
            let one = |(at, id): (usize, &Arc<str>)| {
                let (numerator, denominator, spread) = part(at);
                make(measure(Arc::clone(id)), numerator, denominator, spread)
            };
            names(structure).iter().enumerate().map(one).collect::<Vec<_>>()
        };
        let by_dimension = |measure: fn(Arc<str>) -> Measure, denominator: &dyn Fn() -> Linear| {
            let one = |(id, range): (&str, core::ops::Range<usize>)| {
                let parts = range.map(|at| self.contribution(place, at));
                let numerator = parts.fold(Linear::default(), Linear::plus);
                make(measure(id.into()), numerator, denominator(), Spread::Unknown)
            };
            structure.dimensions().map(one).collect::<Vec<_>>()
        };
        // What indicators or dimensions add to scores with gaps raised to a power.
        let of_gaps = |parts: Vec<(Arc<str>, core::ops::Range<usize>)>,
                       measure: fn(Power, Arc<str>) -> Measure,
                       power: Power,
                       denominator: Linear| {
            let one = |(id, mut range): (Arc<str>, core::ops::Range<usize>)| {
                let numerator = range.try_fold(Linear::default(), |sum, at| {
                    Ok::<_, MeasureError>(sum.plus(self.gap_contribution(place, at, power)?))
                })?;
                Ok(make(measure(power, id), numerator, denominator.clone(), Spread::Unknown))
            };
            parts.into_iter().map(one).collect::<Result<Vec<_>, MeasureError>>()
        };
        let indicators = || (0_usize..).zip(names(structure)).map(|(at, id)| (id, at..at.saturating_add(1))).collect();
        let dimensions = || structure.dimensions().map(|(id, range)| (id.into(), range)).collect();
        Ok(match family {
            Family::HeadcountRatio => vec![make(Measure::HeadcountRatio, poor(), self.people(), Spread::ZeroOr(1.0))],
            Family::Intensity => {
                let denominator = Linear::one(layout.poor(place), scale);
                let spread = if layout.squares {
                    Spread::Intensity(layout.square(place), unit * unit, layout.poor(place))
                } else {
                    Spread::Unknown
                };
                vec![make(Measure::Intensity, scores(), denominator, spread)]
            }
            Family::AdjustedHeadcountRatio => {
                vec![make(Measure::AdjustedHeadcountRatio, scores(), scaled_people(), square)]
            }
            Family::AdjustedGapRatio(power) => {
                let numerator = self.gaps(place, power)?;
                vec![make(Measure::AdjustedGapRatio(power), numerator, scaled_people(), Spread::Unknown)]
            }
            Family::AverageGap(power) => {
                vec![make(Measure::AverageGap(power), self.gaps(place, power)?, scores(), Spread::Unknown)]
            }
            Family::UncensoredHeadcountRatios => Vec::new(),
            Family::CensoredHeadcountRatios => by_indicator(Measure::CensoredHeadcountRatio, &|at| {
                (Linear::one(layout.censored(place, at), Ratio::ONE), self.people(), Spread::ZeroOr(1.0))
            }),
            Family::AbsoluteContributions | Family::ChangeByIndicator => {
                by_indicator(Measure::AbsoluteContribution, &|at| {
                    let weight = self.weighting.numerators().get(at).copied().unwrap_or_default();
                    let size = float(weight) / float(self.weighting.denominator());
                    let spread = if layout.reweighted { Spread::Unknown } else { Spread::ZeroOr(size) };
                    (self.contribution(place, at), scaled_people(), spread)
                })
            }
            Family::PercentageContributions => by_indicator(Measure::PercentageContribution, &|at| {
                (self.contribution(place, at), scores(), Spread::Unknown)
            }),
            Family::DimensionAbsoluteContributions => {
                by_dimension(Measure::DimensionAbsoluteContribution, &scaled_people)
            }
            Family::DimensionPercentageContributions => by_dimension(Measure::DimensionPercentageContribution, &scores),
            Family::GapAbsoluteContributions(power) => {
                of_gaps(indicators(), Measure::GapAbsoluteContribution, power, scaled_people())?
            }
            Family::GapPercentageContributions(power) => {
                of_gaps(indicators(), Measure::GapPercentageContribution, power, self.gaps(place, power)?)?
            }
            Family::DimensionGapAbsoluteContributions(power) => {
                of_gaps(dimensions(), Measure::DimensionGapAbsoluteContribution, power, scaled_people())?
            }
            Family::DimensionGapPercentageContributions(power) => {
                of_gaps(dimensions(), Measure::DimensionGapPercentageContribution, power, self.gaps(place, power)?)?
            }
            // Their parts are made of H and M0: see `split`.
            Family::ChangeOfIncidenceAndIntensity | Family::ChangeByGroup => Vec::new(),
        })
    }

    fn make(
        &self,
        measure: Measure,
        family: Family,
        cutoff: Option<Ratio>,
        numerator: Linear,
        denominator: Linear,
        spread: Spread,
    ) -> Asked {
        let quotient = Quotient { numerator, denominator };
        let (levels, changes) = (family.levels(), family.changes());
        Asked { measure, cutoff, quotient, spread, levels, changes }
    }

    /// H and M0 at one cutoff.
    ///
    /// # Errors
    /// [`MeasureError::Quantity`] never: a denominator of scores is at most 2^62.
    pub(super) fn split(&self, (place, cutoff): (usize, Ratio)) -> Result<Split, MeasureError> {
        let scale = Ratio::of(u128::from(self.denominator), 1)?;
        let of = |at, denominator| Quotient { numerator: Linear::one(at, Ratio::ONE), denominator };
        Ok(Split {
            cutoff,
            headcount: of(self.layout.poor(place), self.people()),
            adjusted: of(self.layout.score(place), Linear::one(Layout::POPULATION, scale)),
        })
    }

    fn people(&self) -> Linear {
        Linear::one(Layout::POPULATION, Ratio::ONE)
    }

    /// Weight of the indicator times weight of the poor who lack it.
    fn contribution(&self, cutoff: usize, indicator: usize) -> Linear {
        if self.layout.reweighted {
            return Linear::one(self.layout.contribution(cutoff, indicator), Ratio::ONE);
        }
        let weight = self.weighting.numerators().get(indicator).copied().unwrap_or_default();
        // A numerator is at most 2^62.
        let weight = Ratio::of(u128::from(weight), 1).unwrap_or(Ratio::ZERO);
        Linear::one(self.layout.censored(cutoff, indicator), weight)
    }

    /// What an indicator adds to scores with each gap raised to a power.
    fn gap_contribution(&self, cutoff: usize, indicator: usize, power: Power) -> Result<Linear, MeasureError> {
        let Some(gap) = self.gap_bits.iter().position(|bit| *bit as usize == indicator) else {
            return Ok(self.contribution(cutoff, indicator));
        };
        let at = gap.saturating_mul(self.powers.len()).saturating_add(self.place_of(power)?);
        let scale = self.gap_scales.get(at).copied().unwrap_or(Ratio::ONE);
        Ok(Linear::one(self.layout.gap(cutoff, at), Ratio::ONE.checked_div(scale)?))
    }

    fn place_of(&self, power: Power) -> Result<usize, MeasureError> {
        let place = self.powers.iter().position(|own| *own == power);
        place.ok_or(MeasureError::NoSuchPower { alpha: power.alpha() })
    }

    /// Scores with each gap raised to a power.
    fn gaps(&self, cutoff: usize, power: Power) -> Result<Linear, MeasureError> {
        if self.layout.gaps == 0 {
            return Ok(Linear::one(self.layout.score(cutoff), Ratio::ONE));
        }
        let place = self.place_of(power)?;
        let mut sum = Linear::one(self.layout.gap_free(cutoff), Ratio::ONE);
        let own = self.gap_scales.iter().enumerate().skip(place).step_by(self.powers.len().max(1));
        for (gap, scale) in own {
            sum = sum.plus(Linear::one(self.layout.gap(cutoff, gap), Ratio::ONE.checked_div(*scale)?));
        }
        Ok(sum)
    }
}

fn names(structure: &Structure) -> Vec<Arc<str>> {
    structure.indicators().iter().map(|id| Arc::from(id.as_str())).collect()
}
