//! The Alkire-Foster counting measures.
//!
//! In order of reading: [`AlkireFoster`] says who is poor; [`Tally`] holds the exact totals of one group, from which every
//! measure is a ratio; [`Decomposition`] splits a measure over groups, [`AdjustedHeadcountChange`] a change of M0 over its causes.
//!
//! Source: Alkire and Foster 2011, *Counting and multidimensional poverty measurement*, Journal of Public Economics 95(7-8),
//! 476-487; Alkire, Foster, Seth, Santos, Roche, Ballon 2015, *Multidimensional Poverty Measurement and Analysis*, ch. 5.

mod change;
mod decomposition;
mod score;
mod tally;

pub use change::AdjustedHeadcountChange;
pub use decomposition::{Decomposition, GroupPart};
pub(crate) use score::{Scorer, bits};
pub use tally::Tally;

use super::{MeasureError, MissingPolicy, Profile, Structure, Weighting};
use crate::quantity::Ratio;

/// Who is multidimensionally poor: indicator weights, a poverty cutoff k in (0, 1], and what an unknown does.
///
/// The deprivation score of a household is the sum of the weights of the indicators that it lacks; it is poor if the score
/// is at least k. Score and cutoff are compared as integers over a common denominator, so a household that stands exactly
/// at the cutoff is poor.
///
/// ```
/// use poverty::measure::{Profile, Structure, Weighting};
/// use poverty::quantity::Ratio;
/// let twelve: Vec<String> = (1..=12).map(|number| number.to_string()).collect();
/// let half = Weighting::nested(&Structure::flat(twelve)?)?.cutoff(Ratio::new(1, 2)?)?;
/// // Six of twelve deprivations are one half: poor. In binary floats six times 1/12 falls short of it.
/// assert_eq!(half.is_poor(Profile::complete(0b11_1111))?, Some(true));
/// assert!([1.0_f64 / 12.0; 6].iter().sum::<f64>() < 0.5);
/// # Ok::<(), poverty::measure::MeasureError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AlkireFoster {
    weighting: Weighting,
    cutoff: Ratio,
    missing: MissingPolicy,
}

impl AlkireFoster {
    /// The measure with these weights and this poverty cutoff; a household of which an indicator is unknown is dropped.
    ///
    /// # Errors
    /// [`MeasureError::CutoffOutOfRange`] unless the cutoff is above 0 and at most 1.
    pub fn new(weighting: Weighting, cutoff: Ratio) -> Result<Self, MeasureError> {
        if cutoff > Ratio::ZERO && cutoff <= Ratio::ONE {
            Ok(Self { weighting, cutoff, missing: MissingPolicy::Drop })
        } else {
            Err(MeasureError::CutoffOutOfRange { cutoff })
        }
    }

    /// The same measure with another policy for unknown indicators.
    #[must_use]
    pub fn missing(self, policy: MissingPolicy) -> Self {
        Self { missing: policy, ..self }
    }

    /// The indicator weights.
    #[must_use]
    pub const fn weighting(&self) -> &Weighting {
        &self.weighting
    }

    /// The indicators and dimensions.
    #[must_use]
    pub const fn structure(&self) -> &Structure {
        self.weighting.structure()
    }

    /// The poverty cutoff k.
    #[must_use]
    pub const fn poverty_cutoff(&self) -> Ratio {
        self.cutoff
    }

    /// What an unknown does.
    #[must_use]
    pub const fn missing_policy(&self) -> MissingPolicy {
        self.missing
    }

    /// The deprivation score of a profile, in [0, 1]; `None` if the policy drops it.
    ///
    /// # Errors
    /// [`MeasureError::ProfileTooWide`]; [`MeasureError::CommonDenominator`] when re-weighting takes it past 2^62.
    pub fn score(&self, profile: Profile) -> Result<Option<Ratio>, MeasureError> {
        let scorer = Scorer::new(&self.weighting, self.missing, [profile])?;
        let Some(scored) = scorer.score(profile) else { return Ok(None) };
        Ok(Some(Ratio::of(u128::from(scored.score), u128::from(scorer.denominator()))?))
    }

    /// Whether a household with this profile is poor; `None` if the policy drops it.
    ///
    /// # Errors
    /// As [`AlkireFoster::score`].
    pub fn is_poor(&self, profile: Profile) -> Result<Option<bool>, MeasureError> {
        Ok(self.score(profile)?.map(|score| score >= self.cutoff))
    }
}
