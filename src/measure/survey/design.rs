//! How the rows of a table came to be rows.

use super::super::MeasureError;
use super::{Centre, ReplicateMethod, Scale};
use crate::quantity::Ratio;
use core::fmt;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What to do with a stratum from which a single primary sampling unit was sampled: its variance can't be seen.
///
/// The numbers are those of R's `survey.lonely.psu`; here the rule is part of the design, not an option of the process.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LonelyPsu {
    /// Stop, and name the strata.
    #[default]
    Fail,
    /// The stratum adds nothing to the variance.
    Remove,
    /// The unit was certain to be sampled, so it adds nothing: the number of `Remove`, with another meaning.
    Certainty,
    /// The stratum adds what the others add on average.
    Average,
    /// The unit's distance from the mean of all units, instead of that of its stratum.
    Adjust,
}

impl fmt::Display for LonelyPsu {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Fail => "fail",
            Self::Remove => "remove",
            Self::Certainty => "certainty",
            Self::Average => "average",
            Self::Adjust => "adjust",
        })
    }
}

/// How many primary sampling units there are in the population of each stratum.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum FinitePopulation {
    /// So many that sampling took a negligible share, or sampling was with replacement: no correction.
    #[default]
    Infinite,
    /// The same number in every stratum.
    InEachStratum(u64),
    /// A number for each stratum, by its level.
    ByStratum(BTreeMap<String, u64>),
    /// The sampled share of each stratum's units, in (0, 1], by its level.
    FractionByStratum(BTreeMap<String, Ratio>),
}

/// How the rows came to be rows: drawn by a sampling design, or all of them, as in a register.
///
/// The strata and the primary sampling units are axes of the table; the design says how to reckon with them. A subgroup is a
/// domain of the whole design, never a smaller design.
///
/// ```
/// use poverty::measure::{Design, FinitePopulation, LonelyPsu};
/// let design = Design::sample()
///     .lonely_psu(LonelyPsu::Average)
///     .finite_population(FinitePopulation::InEachStratum(40))
///     .confidence("0.90".parse()?)?;
/// assert!(design.is_sample());
/// assert!(!Design::register().is_sample());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Design {
    sample: bool,
    lonely: LonelyPsu,
    lonely_domains: bool,
    population: FinitePopulation,
    confidence: Ratio,
    limits: Scale,
    replicates: Option<(ReplicateMethod, Centre)>,
}

impl Design {
    /// A register of everybody: nothing was sampled, so every standard error is 0.
    #[must_use]
    pub fn register() -> Self {
        Self { sample: false, ..Self::sample() }
    }

    /// A sample of primary sampling units within strata, as the axes of the table tell; without an axis of strata there is one
    /// stratum. With replacement, 95 % confidence, and [`LonelyPsu::Fail`] unless told otherwise.
    #[must_use]
    pub fn sample() -> Self {
        Self {
            sample: true,
            lonely: LonelyPsu::Fail,
            lonely_domains: false,
            population: FinitePopulation::Infinite,
            confidence: Ratio::new(19, 20).unwrap_or(Ratio::ONE),
            limits: Scale::Logit,
            replicates: None,
        }
    }

    /// The rule for strata with a single unit.
    #[must_use]
    pub fn lonely_psu(self, rule: LonelyPsu) -> Self {
        Self { lonely: rule, ..self }
    }

    /// Applies the rule also where a stratum has several units but only one with rows in the domain, as R does with
    /// `survey.adjust.domain.lonely`. It changes [`LonelyPsu::Average`] and [`LonelyPsu::Adjust`].
    #[must_use]
    pub fn adjust_lonely_domains(self) -> Self {
        Self { lonely_domains: true, ..self }
    }

    /// Takes errors from replicates that are made from the sampling units, instead of from linearisation.
    #[must_use]
    pub fn replicates(self, method: ReplicateMethod, centre: Centre) -> Self {
        Self { replicates: Some((method, centre)), ..self }
    }

    /// How many units there are to be sampled.
    #[must_use]
    pub fn finite_population(self, population: FinitePopulation) -> Self {
        Self { population, ..self }
    }

    /// The confidence level of limits, between 0 and 1 exclusive.
    ///
    /// # Errors
    /// [`MeasureError::Confidence`] if it lies outside, or above 1 - 10^-9.
    pub fn confidence(self, confidence: Ratio) -> Result<Self, MeasureError> {
        let most = Ratio::new(999_999_999, 1_000_000_000)?;
        if confidence > Ratio::ZERO && confidence <= most {
            Ok(Self { confidence, ..self })
        } else {
            Err(MeasureError::Confidence { confidence })
        }
    }

    /// The scale on which the limits of shares are symmetric: log odds unless told otherwise.
    ///
    /// ```
    /// use poverty::measure::{Axes, Design, Family, Key, Measure, PatternTable, Profile, Scale, Structure, Tabulation, Weighting};
    /// use poverty::quantity::{Households, Ratio, Weight};
    /// let structure = Structure::flat(["water"])?;
    /// let mut table = PatternTable::<Households>::new(&structure, Axes::new().psu("cluster")?)?;
    /// for (cluster, deprived) in [("1", 1), ("2", 0), ("3", 0), ("4", 0)] {
    ///     table.add_row(&[cluster], Profile::complete(deprived), Weight::ONE, &[])?;
    /// }
    /// let limits = |scale| {
    ///     let request = Tabulation::new(&table).weighting(&Weighting::nested(&structure)?, [Ratio::ONE]);
    ///     let design = Design::sample().limits(scale);
    ///     let estimates = request.families([Family::HeadcountRatio]).design(&design).run()?;
    ///     let estimate = estimates.get(&Key::new(Measure::HeadcountRatio)).and_then(|own| own.error()?.limits());
    ///     Ok::<_, poverty::measure::MeasureError>(estimate.unwrap())
    /// };
    /// assert!(limits(Scale::Plain)?.0 < 0.0, "1/4 -/+ t x 1/4");
    /// assert!(limits(Scale::Logit)?.0 > 0.0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn limits(self, scale: Scale) -> Self {
        Self { limits: scale, ..self }
    }

    /// Whether rows were sampled.
    #[must_use]
    pub const fn is_sample(&self) -> bool {
        self.sample
    }

    pub(crate) const fn lonely(&self) -> LonelyPsu {
        self.lonely
    }

    pub(crate) const fn adjusts_lonely_domains(&self) -> bool {
        self.lonely_domains
    }

    pub(crate) const fn replication(&self) -> Option<(ReplicateMethod, Centre)> {
        self.replicates
    }

    pub(crate) const fn limit_scale(&self) -> Scale {
        self.limits
    }

    pub(crate) const fn confidence_level(&self) -> Ratio {
        self.confidence
    }

    /// How many of a stratum's units were sampled, as a share: 0 where there is no correction.
    pub(crate) fn sampled_share(&self, stratum: &str, sampled: u64) -> Result<Ratio, MeasureError> {
        let missing = || MeasureError::NoPopulation { stratum: stratum.to_owned() };
        let of = |population: u64| {
            if population < sampled || population == 0 {
                return Err(MeasureError::PopulationTooSmall { stratum: stratum.to_owned(), population, sampled });
            }
            Ok(Ratio::of(u128::from(sampled), u128::from(population))?)
        };
        match &self.population {
            FinitePopulation::Infinite => Ok(Ratio::ZERO),
            FinitePopulation::InEachStratum(population) => of(*population),
            FinitePopulation::ByStratum(populations) => of(*populations.get(stratum).ok_or_else(missing)?),
            FinitePopulation::FractionByStratum(fractions) => {
                let fraction = *fractions.get(stratum).ok_or_else(missing)?;
                if fraction > Ratio::ZERO && fraction <= Ratio::ONE {
                    Ok(fraction)
                } else {
                    Err(MeasureError::SampledFraction { stratum: stratum.to_owned(), fraction })
                }
            }
        }
    }
}
