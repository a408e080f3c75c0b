//! What was measured, as a typed key.

use super::super::Power;
use core::fmt;
use std::sync::Arc;

/// A counting measure of one group, as the key of an [`Estimate`](super::Estimate).
///
/// In tidy output a measure has the short name of its peers and the indicator that it is about:
///
/// | measure | name | indicator |
/// |---|---|---|
/// | headcount ratio, intensity, adjusted headcount ratio | `H`, `A`, `M0` | |
/// | adjusted gap and severity | `M1`, `M2`, `M3` ... | |
/// | average gap and severity among the deprivations of the poor | `G`, `S`, `G3` ... | |
/// | uncensored and censored headcount ratio | `hd`, `hdk` | `water` |
/// | absolute and percentage contribution to M0 | `actb`, `pctb` | `water`, or `dimension:housing` |
/// | those to M1, M2 ... | `actb_M1`, `pctb_M1` ... | `water`, or `dimension:housing` |
/// | change | `change_abs` ... | `H`, `hd:water` |
/// | part of a change in M0 | `change_incidence`, `change_within` ... | `M0`, `M0:area` |
///
/// ```
/// use poverty::measure::{Change, Measure};
/// let measure = Measure::Change(Change::Absolute, Box::new(Measure::CensoredHeadcountRatio("water".into())));
/// assert_eq!((measure.name(), measure.indicator()), ("change_abs".to_owned(), "hdk:water".to_owned()));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Measure {
    /// H: the share that is poor.
    HeadcountRatio,
    /// A: the average deprivation score of the poor.
    Intensity,
    /// M0 = H A: the multidimensional poverty index.
    AdjustedHeadcountRatio,
    /// M1, M2, M_alpha: M0 with each deprivation weighed by a power of its gap.
    AdjustedGapRatio(Power),
    /// G = M1 / M0, S = M2 / M0: the average power of the gap over the deprivations of the poor.
    AverageGap(Power),
    /// h_j: the share that lacks an indicator.
    UncensoredHeadcountRatio(Arc<str>),
    /// h_j(k): the share that is poor and lacks an indicator.
    CensoredHeadcountRatio(Arc<str>),
    /// v_j h_j(k): what an indicator adds to M0.
    AbsoluteContribution(Arc<str>),
    /// v_j h_j(k) / M0: the share of M0 that an indicator adds.
    PercentageContribution(Arc<str>),
    /// What a dimension adds to M0.
    DimensionAbsoluteContribution(Arc<str>),
    /// The share of M0 that a dimension adds.
    DimensionPercentageContribution(Arc<str>),
    /// What an indicator adds to M1, M2, M_alpha.
    GapAbsoluteContribution(Power, Arc<str>),
    /// The share of M1, M2, M_alpha that an indicator adds.
    GapPercentageContribution(Power, Arc<str>),
    /// What a dimension adds to M1, M2, M_alpha.
    DimensionGapAbsoluteContribution(Power, Arc<str>),
    /// The share of M1, M2, M_alpha that a dimension adds.
    DimensionGapPercentageContribution(Power, Arc<str>),
    /// How a measure changed between two periods.
    Change(Change, Box<Measure>),
    /// What a part of the population or of the measure adds to the change of M0 between two periods.
    ChangePart(ChangePart),
}

/// A part of the absolute change of M0 between two periods. Bars are means of both periods, so no residual is left over: these
/// are the Shapley values of two factors.
///
/// Sources: Shorrocks 2013, Journal of Economic Inequality 11 (Shapley decompositions); Apablaza and Yalonetzky 2013 and Roche
/// 2013 for counting measures; Alkire et al. 2015, ch. 9. What a single indicator adds is
/// [`Change::Absolute`] of its [`Measure::AbsoluteContribution`]: `v_j dh_j(k)`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum ChangePart {
    /// `Abar dH`: more or fewer are poor. All of the change where nobody is poor in one of the periods.
    Incidence,
    /// `Hbar dA`: the poor lack more or less. 0 where nobody is poor in one of the periods.
    Intensity,
    /// `sbar_l dM0_l`: one group became poorer or less poor; the row is of that group.
    WithinGroup,
    /// The sum of [`ChangePart::WithinGroup`] over all groups of the axes named (`area`, `area|region`).
    WithinGroups(Arc<str>),
    /// `sum of M0bar_l ds_l`: people moved between the groups of the axes named, or groups grew unequally. Only this sum has
    /// a meaning: shares add up to 1, so any number could be added to all M0bar_l without changing it.
    PopulationShift(Arc<str>),
}

impl ChangePart {
    /// The name in tidy output.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Incidence => "change_incidence",
            Self::Intensity => "change_intensity",
            Self::WithinGroup | Self::WithinGroups(_) => "change_within",
            Self::PopulationShift(_) => "change_shift",
        }
    }
}

/// How a change between two estimates a and b, T years apart, is expressed. All are fractions, not percent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Change {
    /// b - a.
    Absolute,
    /// (b - a) / T.
    AbsoluteAnnual,
    /// b / a - 1.
    Relative,
    /// (b / a)^(1/T) - 1, the compound rate.
    RelativeAnnual,
}

impl Change {
    /// All four.
    pub const ALL: [Self; 4] = [Self::Absolute, Self::AbsoluteAnnual, Self::Relative, Self::RelativeAnnual];

    /// The name in tidy output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Absolute => "change_abs",
            Self::AbsoluteAnnual => "change_abs_ann",
            Self::Relative => "change_rel",
            Self::RelativeAnnual => "change_rel_ann",
        }
    }
}

impl Measure {
    /// The short name in tidy output.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::HeadcountRatio => "H".to_owned(),
            Self::Intensity => "A".to_owned(),
            Self::AdjustedHeadcountRatio => "M0".to_owned(),
            Self::AdjustedGapRatio(power) => format!("M{}", power.alpha()),
            Self::AverageGap(Power::GAP) => "G".to_owned(),
            Self::AverageGap(Power::SEVERITY) => "S".to_owned(),
            Self::AverageGap(power) => format!("G{}", power.alpha()),
            Self::UncensoredHeadcountRatio(_) => "hd".to_owned(),
            Self::CensoredHeadcountRatio(_) => "hdk".to_owned(),
            Self::AbsoluteContribution(_) | Self::DimensionAbsoluteContribution(_) => "actb".to_owned(),
            Self::PercentageContribution(_) | Self::DimensionPercentageContribution(_) => "pctb".to_owned(),
            Self::GapAbsoluteContribution(power, _) | Self::DimensionGapAbsoluteContribution(power, _) => {
                format!("actb_M{}", power.alpha())
            }
            Self::GapPercentageContribution(power, _) | Self::DimensionGapPercentageContribution(power, _) => {
                format!("pctb_M{}", power.alpha())
            }
            Self::Change(change, _) => change.name().to_owned(),
            Self::ChangePart(part) => part.name().to_owned(),
        }
    }

    /// What the measure is about, in tidy output: an indicator, a dimension, what changes; empty if neither.
    #[must_use]
    pub fn indicator(&self) -> String {
        match self {
            Self::HeadcountRatio
            | Self::Intensity
            | Self::AdjustedHeadcountRatio
            | Self::AdjustedGapRatio(_)
            | Self::AverageGap(_) => String::new(),
            Self::UncensoredHeadcountRatio(indicator)
            | Self::CensoredHeadcountRatio(indicator)
            | Self::AbsoluteContribution(indicator)
            | Self::PercentageContribution(indicator)
            | Self::GapAbsoluteContribution(_, indicator)
            | Self::GapPercentageContribution(_, indicator) => indicator.as_ref().to_owned(),
            Self::DimensionAbsoluteContribution(dimension)
            | Self::DimensionPercentageContribution(dimension)
            | Self::DimensionGapAbsoluteContribution(_, dimension)
            | Self::DimensionGapPercentageContribution(_, dimension) => {
                format!("dimension:{dimension}")
            }
            Self::Change(_, of) => match of.indicator() {
                indicator if indicator.is_empty() => of.name(),
                indicator => format!("{}:{indicator}", of.name()),
            },
            Self::ChangePart(ChangePart::WithinGroups(axes) | ChangePart::PopulationShift(axes)) => {
                format!("{}:{axes}", Self::AdjustedHeadcountRatio.name())
            }
            Self::ChangePart(_) => Self::AdjustedHeadcountRatio.name(),
        }
    }

    /// Whether the measure is a share or a mean of the population, from 0 to 1; the others are percentages of a total, and changes.
    #[must_use]
    pub const fn is_share(&self) -> bool {
        !matches!(
            self,
            Self::PercentageContribution(_)
                | Self::DimensionPercentageContribution(_)
                | Self::GapPercentageContribution(..)
                | Self::DimensionGapPercentageContribution(..)
                | Self::Change(..)
                | Self::ChangePart(_)
        )
    }

    /// Whether the measure depends on the poverty cutoff.
    #[must_use]
    pub fn has_cutoff(&self) -> bool {
        match self {
            Self::UncensoredHeadcountRatio(_) => false,
            Self::Change(_, of) => of.has_cutoff(),
            Self::HeadcountRatio
            | Self::Intensity
            | Self::AdjustedHeadcountRatio
            | Self::AdjustedGapRatio(_)
            | Self::AverageGap(_)
            | Self::CensoredHeadcountRatio(_)
            | Self::AbsoluteContribution(_)
            | Self::PercentageContribution(_)
            | Self::DimensionAbsoluteContribution(_)
            | Self::DimensionPercentageContribution(_)
            | Self::GapAbsoluteContribution(..)
            | Self::GapPercentageContribution(..)
            | Self::DimensionGapAbsoluteContribution(..)
            | Self::DimensionGapPercentageContribution(..)
            | Self::ChangePart(_) => true,
        }
    }
}

impl fmt::Display for Measure {
    /// `H`, `hdk:water`, `change_abs:hdk:water`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, indicator) = (self.name(), self.indicator());
        f.pad(&if indicator.is_empty() { name } else { format!("{name}:{indicator}") })
    }
}

/// A family of measures to ask for: one, or one for each indicator or dimension.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Family {
    /// [`Measure::HeadcountRatio`].
    HeadcountRatio,
    /// [`Measure::Intensity`].
    Intensity,
    /// [`Measure::AdjustedHeadcountRatio`].
    AdjustedHeadcountRatio,
    /// [`Measure::AdjustedGapRatio`].
    AdjustedGapRatio(Power),
    /// [`Measure::AverageGap`].
    AverageGap(Power),
    /// [`Measure::UncensoredHeadcountRatio`] of each indicator.
    UncensoredHeadcountRatios,
    /// [`Measure::CensoredHeadcountRatio`] of each indicator.
    CensoredHeadcountRatios,
    /// [`Measure::AbsoluteContribution`] of each indicator.
    AbsoluteContributions,
    /// [`Measure::PercentageContribution`] of each indicator.
    PercentageContributions,
    /// [`Measure::DimensionAbsoluteContribution`] of each dimension.
    DimensionAbsoluteContributions,
    /// [`Measure::DimensionPercentageContribution`] of each dimension.
    DimensionPercentageContributions,
    /// [`Measure::GapAbsoluteContribution`] of each indicator.
    GapAbsoluteContributions(Power),
    /// [`Measure::GapPercentageContribution`] of each indicator.
    GapPercentageContributions(Power),
    /// [`Measure::DimensionGapAbsoluteContribution`] of each dimension.
    DimensionGapAbsoluteContributions(Power),
    /// [`Measure::DimensionGapPercentageContribution`] of each dimension.
    DimensionGapPercentageContributions(Power),
    /// The change of M0 as the sum of [`ChangePart::Incidence`] and [`ChangePart::Intensity`], between the periods that
    /// [`Tabulation::changes`](crate::measure::Tabulation::changes) names.
    ChangeOfIncidenceAndIntensity,
    /// The change of M0 as the sum of the absolute changes of [`Measure::AbsoluteContribution`] over the indicators.
    ChangeByIndicator,
    /// The change of M0 as the sum of [`ChangePart::WithinGroups`], with each group's part, and
    /// [`ChangePart::PopulationShift`], for every way to tell groups apart but the whole.
    ChangeByGroup,
}

impl Family {
    /// The power of gaps that the measures need, if they are about gaps.
    pub(crate) const fn power(self) -> Option<Power> {
        match self {
            Self::AdjustedGapRatio(power)
            | Self::AverageGap(power)
            | Self::GapAbsoluteContributions(power)
            | Self::GapPercentageContributions(power)
            | Self::DimensionGapAbsoluteContributions(power)
            | Self::DimensionGapPercentageContributions(power) => Some(power),
            Self::HeadcountRatio
            | Self::Intensity
            | Self::AdjustedHeadcountRatio
            | Self::UncensoredHeadcountRatios
            | Self::CensoredHeadcountRatios
            | Self::AbsoluteContributions
            | Self::PercentageContributions
            | Self::DimensionAbsoluteContributions
            | Self::DimensionPercentageContributions
            | Self::ChangeOfIncidenceAndIntensity
            | Self::ChangeByIndicator
            | Self::ChangeByGroup => None,
        }
    }

    /// Whether estimates of single periods are reported.
    pub(crate) const fn levels(self) -> bool {
        !matches!(self, Self::ChangeOfIncidenceAndIntensity | Self::ChangeByIndicator | Self::ChangeByGroup)
    }

    /// Which changes are reported: all of shares and means of the population, none of percentages of a total.
    pub(crate) const fn changes(self) -> &'static [Change] {
        match self {
            Self::HeadcountRatio
            | Self::Intensity
            | Self::AdjustedHeadcountRatio
            | Self::AdjustedGapRatio(_)
            | Self::UncensoredHeadcountRatios
            | Self::CensoredHeadcountRatios => &Change::ALL,
            Self::ChangeByIndicator => &[Change::Absolute],
            Self::AverageGap(_)
            | Self::AbsoluteContributions
            | Self::PercentageContributions
            | Self::DimensionAbsoluteContributions
            | Self::DimensionPercentageContributions
            | Self::GapAbsoluteContributions(_)
            | Self::GapPercentageContributions(_)
            | Self::DimensionGapAbsoluteContributions(_)
            | Self::DimensionGapPercentageContributions(_)
            | Self::ChangeOfIncidenceAndIntensity
            | Self::ChangeByGroup => &[],
        }
    }
}
