//! A change of M0, exact, as the sum of its parts.

use super::super::MeasureError;
use super::Tally;
use crate::quantity::{CountedUnit, Ratio, TotalWeight};

/// The absolute change of M0 between two tallies of one measure, and two ways to split it into parts that sum to it exactly.
///
/// | way | parts | sum |
/// |---|---|---|
/// | incidence and intensity | `Abar dH`, `Hbar dA` | dM0 |
/// | indicators | `v_j dh_j(k)` | dM0 |
///
/// Bars are means of both periods: the Shapley values of two factors. Where nobody is poor in one of the periods the intensity of
/// that period does not exist, and all of the change is one of incidence.
///
/// Sources: Shorrocks 2013, Journal of Economic Inequality 11; Apablaza and Yalonetzky 2013 and Roche 2013 for counting
/// measures; Alkire et al. 2015, ch. 9. With sampling errors, and by group:
/// [`Family::ChangeOfIncidenceAndIntensity`](crate::measure::Family::ChangeOfIncidenceAndIntensity) and its neighbours.
///
/// ```
/// use poverty::measure::{AdjustedHeadcountChange, Axes, Group, PatternTable, Profile, Structure, Weighting};
/// use poverty::quantity::{Households, Ratio, Weight};
/// let structure = Structure::flat(["water", "toilet"])?;
/// let mut table = PatternTable::<Households>::new(&structure, Axes::new().period("year")?)?;
/// for (year, deprived, weight) in [("2021", 0b11, 40), ("2021", 0b00, 60), ("2024", 0b01, 30), ("2024", 0b00, 70)] {
///     let cell = table.cell(&[year])?;
///     table.add(cell, Profile::complete(deprived), Weight::from_integer(weight)?)?;
/// }
/// let poverty = Weighting::nested(&structure)?.union()?;
/// let [earlier, later] = ["2021", "2024"].map(|year| table.tally(&poverty, &Group::whole().and("year", year)));
/// let change = AdjustedHeadcountChange::between(&earlier?, &later?)?;
/// assert_eq!(change.total()?, Ratio::new(-1, 4)?);
/// assert_eq!(change.incidence()?, Ratio::new(-3, 40)?);
/// assert_eq!(change.intensity()?, Ratio::new(-7, 40)?);
/// assert_eq!(change.indicator("toilet")?, Ratio::new(-1, 5)?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AdjustedHeadcountChange<U: CountedUnit> {
    earlier: Tally<U>,
    later: Tally<U>,
}

impl<U: CountedUnit> AdjustedHeadcountChange<U> {
    /// The change from one tally to another of the same measure.
    ///
    /// # Errors
    /// [`MeasureError::Different`] if they are of different measures.
    pub fn between(earlier: &Tally<U>, later: &Tally<U>) -> Result<Self, MeasureError> {
        if earlier.poverty != later.poverty {
            return Err(MeasureError::Different {
                what: "measures of the periods",
                left: earlier.group.clone(),
                right: later.group.clone(),
            });
        }
        Ok(Self { earlier: earlier.clone(), later: later.clone() })
    }

    /// `dM0`.
    ///
    /// # Errors
    /// [`MeasureError::EmptyGroup`]; [`MeasureError::Quantity`] if the exact number does not fit.
    pub fn total(&self) -> Result<Ratio, MeasureError> {
        difference(self.earlier.adjusted_headcount_ratio()?, self.later.adjusted_headcount_ratio()?)
    }

    /// `Abar dH`: what more or fewer poor add.
    ///
    /// # Errors
    /// As [`AdjustedHeadcountChange::total`].
    pub fn incidence(&self) -> Result<Ratio, MeasureError> {
        let Some((a1, a2)) = self.intensities()? else { return self.total() };
        Ok(mean(a1, a2)?.checked_mul(difference(self.earlier.headcount_ratio()?, self.later.headcount_ratio()?)?)?)
    }

    /// `Hbar dA`: what poor who lack more or less add.
    ///
    /// # Errors
    /// As [`AdjustedHeadcountChange::total`].
    pub fn intensity(&self) -> Result<Ratio, MeasureError> {
        let Some((a1, a2)) = self.intensities()? else { return Ok(Ratio::ZERO) };
        Ok(mean(self.earlier.headcount_ratio()?, self.later.headcount_ratio()?)?.checked_mul(difference(a1, a2)?)?)
    }

    /// `v_j dh_j(k)`: what an indicator adds.
    ///
    /// # Errors
    /// [`MeasureError::UnknownIndicator`], and as [`AdjustedHeadcountChange::total`].
    pub fn indicator(&self, indicator: &str) -> Result<Ratio, MeasureError> {
        difference(self.earlier.absolute_contribution(indicator)?, self.later.absolute_contribution(indicator)?)
    }

    fn intensities(&self) -> Result<Option<(Ratio, Ratio)>, MeasureError> {
        if self.earlier.population == TotalWeight::ZERO || self.later.population == TotalWeight::ZERO {
            let empty = if self.earlier.population == TotalWeight::ZERO { &self.earlier } else { &self.later };
            return Err(MeasureError::EmptyGroup { group: empty.group.clone() });
        }
        if self.earlier.poor == TotalWeight::ZERO || self.later.poor == TotalWeight::ZERO {
            return Ok(None);
        }
        Ok(Some((self.earlier.intensity()?, self.later.intensity()?)))
    }
}

fn difference(earlier: Ratio, later: Ratio) -> Result<Ratio, MeasureError> {
    Ok(later.checked_sub(earlier)?)
}

fn mean(left: Ratio, right: Ratio) -> Result<Ratio, MeasureError> {
    Ok(left.checked_add(right)?.checked_mul(Ratio::new(1, 2)?)?)
}
