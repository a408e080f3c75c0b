//! How the groups make up the whole.

use super::super::MeasureError;
use super::Tally;
use crate::quantity::{CountedUnit, Ratio, TotalWeight};

/// The decomposition of H and M0 over groups that partition a population.
///
/// A measure X of the whole is `sum s_l X_l` with population shares `s_l`; the contribution of a group is `s_l X_l / X`.
/// The intensity A is not decomposed: it is a mean over the poor, not over the population.
///
/// Source: Alkire and Foster 2011, section 5 (decomposability); Foster, Greer, Thorbecke 1984, Econometrica 52(3).
///
/// ```
/// use poverty::measure::{Axes, By, Decomposition, PatternTable, Profile, Structure, Weighting};
/// use poverty::quantity::{Households, Ratio, Weight};
/// let structure = Structure::flat(["a", "b"])?;
/// let mut table = PatternTable::<Households>::new(&structure, Axes::new().subgroup("area")?)?;
/// for (area, deprived, weight) in [("rural", 0b11, 20), ("rural", 0b00, 10), ("urban", 0b01, 10), ("urban", 0b00, 60)] {
///     let cell = table.cell(&[area])?;
///     table.add(cell, Profile::complete(deprived), Weight::from_integer(weight)?)?;
/// }
/// let poverty = Weighting::nested(&structure)?.union()?;
/// let groups = table.tallies(&poverty, &By::axis("area"))?;
/// let parts = Decomposition::of(groups.iter().map(|(_, tally)| tally))?;
/// let rural = &parts.parts()[0];
/// assert_eq!(rural.population_share()?, Ratio::new(3, 10)?);
/// assert_eq!(rural.adjusted_headcount_share()?, Ratio::new(4, 5)?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decomposition<U: CountedUnit> {
    parts: Vec<GroupPart<U>>,
}

/// One group beside the whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupPart<U: CountedUnit> {
    group: String,
    population: TotalWeight<U>,
    poor: TotalWeight<U>,
    scores: u128,
    whole_population: TotalWeight<U>,
    whole_poor: TotalWeight<U>,
    whole_scores: u128,
}

impl<U: CountedUnit> Decomposition<U> {
    /// The decomposition over groups that together are the whole: the tallies of all levels of an axis, for example.
    ///
    /// # Errors
    /// [`MeasureError::Different`] if the tallies are not of one measure, [`MeasureError::EmptyGroup`] if they have no
    /// weight together.
    pub fn of<'a>(tallies: impl IntoIterator<Item = &'a Tally<U>>) -> Result<Self, MeasureError> {
        let tallies: Vec<&Tally<U>> = tallies.into_iter().collect();
        let mut whole = (TotalWeight::ZERO, TotalWeight::ZERO, 0_u128);
        for (tally, next) in tallies.iter().zip(tallies.iter().skip(1)) {
            if tally.poverty != next.poverty || tally.score_denominator != next.score_denominator {
                return Err(MeasureError::Different {
                    what: "measures of the groups",
                    left: tally.group.clone(),
                    right: next.group.clone(),
                });
            }
        }
        for tally in &tallies {
            let overflow = || crate::quantity::QuantityError::overflow("summing scores", whole.2, tally.scores);
            whole = (
                whole.0.checked_add(tally.population)?,
                whole.1.checked_add(tally.poor)?,
                whole.2.checked_add(tally.scores).ok_or_else(overflow)?,
            );
        }
        if whole.0 == TotalWeight::ZERO {
            return Err(MeasureError::EmptyGroup { group: "the population that was to be decomposed".to_owned() });
        }
        let part = |tally: &&Tally<U>| GroupPart {
            group: tally.group.clone(),
            population: tally.population,
            poor: tally.poor,
            scores: tally.scores,
            whole_population: whole.0,
            whole_poor: whole.1,
            whole_scores: whole.2,
        };
        Ok(Self { parts: tallies.iter().map(part).collect() })
    }

    /// The groups, in the order given.
    #[must_use]
    pub fn parts(&self) -> &[GroupPart<U>] {
        &self.parts
    }
}

impl<U: CountedUnit> GroupPart<U> {
    /// Which group.
    #[must_use]
    pub fn group(&self) -> &str {
        &self.group
    }

    /// The group's share of the population. An empty group has the share 0.
    ///
    /// # Errors
    /// [`MeasureError::Quantity`] if the exact share does not fit.
    pub fn population_share(&self) -> Result<Ratio, MeasureError> {
        Ok(self.population.share_of(self.whole_population)?)
    }

    /// The group's share of the poor: its contribution to H.
    ///
    /// # Errors
    /// [`MeasureError::NobodyPoor`] if nobody is poor in the whole.
    pub fn headcount_share(&self) -> Result<Ratio, MeasureError> {
        self.require_poor("a group's contribution to H")?;
        Ok(self.poor.share_of(self.whole_poor)?)
    }

    /// The group's contribution to M0: its share of all censored scores.
    ///
    /// # Errors
    /// [`MeasureError::NobodyPoor`] if nobody is poor in the whole.
    pub fn adjusted_headcount_share(&self) -> Result<Ratio, MeasureError> {
        self.require_poor("a group's contribution to M0")?;
        Ok(Ratio::of(self.scores, self.whole_scores)?)
    }

    fn require_poor(&self, measure: &'static str) -> Result<(), MeasureError> {
        if self.whole_poor == TotalWeight::ZERO {
            return Err(MeasureError::NobodyPoor { group: "the whole".to_owned(), measure });
        }
        Ok(())
    }
}
