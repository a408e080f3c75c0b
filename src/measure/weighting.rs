//! How much each indicator weighs.

use super::{AlkireFoster, MeasureError, Structure};
use crate::quantity::Ratio;

/// The largest common denominator: scores below it leave room for a doubling and for comparisons in 64 bits.
const DENOMINATOR_MAX: u64 = 1 << 62;

/// The weights of the indicators: positive fractions that sum to exactly 1, kept as integers over a common denominator.
///
/// ```
/// use poverty::measure::{Structure, Weighting};
/// use poverty::quantity::Ratio;
/// let structure = Structure::new([("health", vec!["a", "b"]), ("housing", vec!["c", "d", "e"])])?;
/// let nested = Weighting::nested(&structure)?;
/// assert_eq!(nested.weight("a")?, Ratio::new(1, 4)?);
/// assert_eq!(nested.weight("e")?, Ratio::new(1, 6)?);
/// assert_eq!(nested.denominator(), 12);
/// # Ok::<(), poverty::measure::MeasureError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Weighting {
    name: String,
    structure: Structure,
    numerators: Vec<u64>,
    denominator: u64,
}

impl Weighting {
    /// Nested equal weights: each dimension weighs the same, and within it each indicator. Its name is `nested`.
    ///
    /// # Errors
    /// [`MeasureError::CommonDenominator`] for a structure of an extreme shape.
    pub fn nested(structure: &Structure) -> Result<Self, MeasureError> {
        let dimensions = structure.dimensions().len();
        let mut weights = Vec::with_capacity(structure.indicators().len());
        for (_, indicators) in structure.dimensions() {
            let parts = dimensions.saturating_mul(indicators.len());
            let weight = Ratio::new(1, i128::try_from(parts).unwrap_or(i128::MAX))?;
            weights.extend(indicators.map(|_| weight));
        }
        Self::new("nested", structure, &weights)
    }

    /// Weights named one by one, in the order of the structure's indicators.
    ///
    /// # Errors
    /// [`MeasureError::Different`] if there is not one for each indicator, [`MeasureError::WeightNotPositive`],
    /// [`MeasureError::WeightsSum`] unless they sum to exactly 1, [`MeasureError::CommonDenominator`].
    pub fn new(name: impl Into<String>, structure: &Structure, weights: &[Ratio]) -> Result<Self, MeasureError> {
        let name = name.into();
        let indicators = structure.indicators();
        if weights.len() != indicators.len() {
            return Err(MeasureError::Different {
                what: "numbers of indicators and weights",
                left: indicators.len().to_string(),
                right: weights.len().to_string(),
            });
        }
        for (indicator, weight) in indicators.iter().zip(weights) {
            if *weight <= Ratio::ZERO {
                let indicator = indicator.clone();
                return Err(MeasureError::WeightNotPositive { weighting: name, indicator, weight: *weight });
            }
        }
        let Some((numerators, denominator)) = over_common_denominator(weights) else {
            return Err(MeasureError::CommonDenominator { weighting: name });
        };
        let sum = numerators.iter().map(|numerator| u128::from(*numerator)).sum();
        if sum != u128::from(denominator) {
            return Err(MeasureError::WeightsSum { weighting: name, sum: Ratio::of(sum, u128::from(denominator))? });
        }
        Ok(Self { name, structure: structure.clone(), numerators, denominator })
    }

    /// Weights by the indicators' names.
    ///
    /// # Errors
    /// [`MeasureError::UnknownIndicator`], [`MeasureError::Duplicate`], [`MeasureError::NoWeight`], and as
    /// [`Weighting::new`].
    pub fn by_name<'a>(
        name: impl Into<String>,
        structure: &Structure,
        weights: impl IntoIterator<Item = (&'a str, Ratio)>,
    ) -> Result<Self, MeasureError> {
        let name = name.into();
        let mut found: Vec<Option<Ratio>> = vec![None; structure.indicators().len()];
        for (indicator, weight) in weights {
            let place = found.get_mut(structure.require(indicator)?);
            if place.and_then(|place| place.replace(weight)).is_some() {
                return Err(MeasureError::Duplicate { thing: "weight of", id: indicator.to_owned() });
            }
        }
        let mut all = Vec::with_capacity(found.len());
        for (indicator, weight) in structure.indicators().iter().zip(found) {
            all.push(
                weight
                    .ok_or_else(|| MeasureError::NoWeight { weighting: name.clone(), indicator: indicator.clone() })?,
            );
        }
        Self::new(name, structure, &all)
    }

    /// The same weights under another name.
    #[must_use]
    pub fn named(self, name: impl Into<String>) -> Self {
        Self { name: name.into(), ..self }
    }

    /// The measure with these weights and a poverty cutoff in (0, 1]: poor is whose weighted deprivations reach it.
    ///
    /// # Errors
    /// [`MeasureError::CutoffOutOfRange`].
    pub fn cutoff(self, cutoff: Ratio) -> Result<AlkireFoster, MeasureError> {
        AlkireFoster::new(self, cutoff)
    }

    /// The measure by which any single deprivation makes poor: the cutoff is the smallest weight.
    ///
    /// # Errors
    /// Never for a valid weighting; the type is that of its siblings.
    pub fn union(self) -> Result<AlkireFoster, MeasureError> {
        let smallest = self.numerators.iter().copied().min().unwrap_or(self.denominator);
        let cutoff = Ratio::of(u128::from(smallest), u128::from(self.denominator))?;
        self.cutoff(cutoff)
    }

    /// The measure by which only deprivation in everything makes poor: the cutoff is 1.
    ///
    /// # Errors
    /// Never for a valid weighting; the type is that of its siblings.
    pub fn intersection(self) -> Result<AlkireFoster, MeasureError> {
        self.cutoff(Ratio::ONE)
    }

    /// What the weighting is called in results.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The indicators and dimensions that are weighted.
    #[must_use]
    pub const fn structure(&self) -> &Structure {
        &self.structure
    }

    /// The integer weights over [`Weighting::denominator`], in the order of the indicators.
    #[must_use]
    pub fn numerators(&self) -> &[u64] {
        &self.numerators
    }

    /// The common denominator, at most 2^62; the numerators sum to it.
    #[must_use]
    pub const fn denominator(&self) -> u64 {
        self.denominator
    }

    /// The weight of an indicator.
    ///
    /// # Errors
    /// [`MeasureError::UnknownIndicator`].
    pub fn weight(&self, indicator: &str) -> Result<Ratio, MeasureError> {
        let position = self.structure.require(indicator)?;
        let numerator = self.numerators.get(position).copied().unwrap_or_default();
        Ok(Ratio::of(u128::from(numerator), u128::from(self.denominator))?)
    }
}

/// Positive fractions as integers over their least common denominator; `None` if one does not fit.
pub(super) fn over_common_denominator(weights: &[Ratio]) -> Option<(Vec<u64>, u64)> {
    let mut denominator: u64 = 1;
    for weight in weights {
        let next = u64::try_from(weight.denominator()).ok()?;
        denominator = lcm(denominator, next).filter(|lcm| *lcm <= DENOMINATOR_MAX)?;
    }
    let whole = Ratio::of(u128::from(denominator), 1).ok()?;
    let numerator = |weight: &Ratio| u64::try_from(weight.checked_mul(whole).ok()?.numerator()).ok();
    let numerators: Option<Vec<u64>> = weights.iter().map(numerator).collect();
    Some((numerators?, denominator))
}

/// Least common multiple; `None` if it does not fit.
pub(super) fn lcm(a: u64, b: u64) -> Option<u64> {
    let (mut larger, mut rest) = (a, b);
    while let Some(next) = larger.checked_rem(rest) {
        larger = rest;
        rest = next;
    }
    a.checked_div(larger)?.checked_mul(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ratios(texts: &[&str]) -> Vec<Ratio> {
        texts.iter().map(|text| text.parse().unwrap()).collect()
    }

    #[test]
    fn weights_that_do_not_sum_to_one_are_refused() {
        let structure = Structure::flat(["a", "b", "c"]).unwrap();
        let rounded = Weighting::new("w", &structure, &ratios(&["0.3333", "0.3333", "0.3333"])).unwrap_err();
        assert_eq!(
            rounded.to_string(),
            "the weights of weighting `w` sum to 9999/10000, expected 1; give them as fractions such as 1/18"
        );
        let error = |texts: &[&str]| Weighting::new("w", &structure, &ratios(texts)).unwrap_err().code();
        assert_eq!(error(&["1/2", "1/2", "0"]), "measure/weight-not-positive");
        assert_eq!(error(&["3/2", "-1/4", "-1/4"]), "measure/weight-not-positive");
        assert_eq!(error(&["1/2", "1/2"]), "measure/different");
        let close = format!("1/{}", (1_u64 << 62) + 1);
        assert_eq!(error(&[&close, "1/2", "1/2"]), "measure/common-denominator");
    }

    #[test]
    fn weights_by_name_are_all_given_once() {
        let structure = Structure::flat(["a", "b"]).unwrap();
        let half = Ratio::new(1, 2).unwrap();
        let by_name = |list: &[(&'static str, Ratio)]| Weighting::by_name("w", &structure, list.iter().copied());
        assert_eq!(by_name(&[("b", half), ("a", half)]).unwrap().numerators(), [1, 1]);
        assert_eq!(by_name(&[("a", half)]).unwrap_err().code(), "measure/no-weight");
        assert_eq!(by_name(&[("a", half), ("a", half)]).unwrap_err().code(), "measure/duplicate");
        assert_eq!(by_name(&[("z", half)]).unwrap_err().code(), "measure/unknown-indicator");
    }
}
