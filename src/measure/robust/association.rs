//! How far two indicators find the same people.

use crate::measure::alkire_foster::bits;
use crate::measure::{AlkireFoster, Group, MeasureError, MissingPolicy, PatternTable, Structure, Weighting};
use crate::quantity::{CountedUnit, QuantityError, Ratio};

/// The weight of those who lack both, one, or neither of two indicators.
///
/// ```
/// use poverty::measure::robust::Association;
/// use poverty::quantity::Ratio;
/// let association = Association::new(30, 10, 15, 45);
/// assert!((association.phi().unwrap() - 0.492_366).abs() < 1e-6);
/// assert_eq!(association.redundancy(), Some(Ratio::new(3, 4)?));
/// # Ok::<(), poverty::quantity::QuantityError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Association {
    both: u128,
    only_first: u128,
    only_second: u128,
    neither: u128,
}

impl Association {
    /// From the four weights or counts, in any unit; each below 2^125.
    #[must_use]
    pub const fn new(both: u128, only_first: u128, only_second: u128, neither: u128) -> Self {
        Self { both, only_first, only_second, neither }
    }

    /// The weight of those who lack both.
    #[must_use]
    pub const fn both(&self) -> u128 {
        self.both
    }

    /// The weight of all.
    #[must_use]
    pub const fn whole(&self) -> u128 {
        self.both.saturating_add(self.only_first).saturating_add(self.only_second).saturating_add(self.neither)
    }

    /// The correlation of the two deprivations, from -1 to 1:
    /// `(P11 P00 - P10 P01) / sqrt(P1. P0. P.1 P.0)`; `None` where one of them is the same for all.
    ///
    /// Source: Alkire et al. 2015, ch. 7; Yule 1912, Journal of the Royal Statistical Society 75.
    #[must_use]
    pub fn phi(&self) -> Option<f64> {
        let of_whole = |part: u128| Ratio::of(part, self.whole()).map_or(0.0, Ratio::to_f64);
        let [p11, p10, p01, p00] = [self.both, self.only_first, self.only_second, self.neither].map(of_whole);
        let margins = (p11 + p10) * (p01 + p00) * (p11 + p01) * (p10 + p00);
        // The difference of two products that may be nearly equal: taken from integers where they fit.
        let product = |left: u128, right: u128| i128::try_from(left.checked_mul(right)?).ok();
        let exact = product(self.both, self.neither).zip(product(self.only_first, self.only_second));
        let exact = exact.and_then(|(left, right)| {
            let whole = i128::try_from(self.whole()).ok()?;
            let difference = Ratio::new(left.checked_sub(right)?, 1).ok()?;
            let whole = Ratio::new(whole, 1).ok()?;
            Some(difference.checked_div(whole).ok()?.to_f64() / whole.to_f64())
        });
        (margins > 0.0).then(|| exact.unwrap_or(p11 * p00 - p10 * p01) / margins.sqrt())
    }

    /// Cramér's V, which for two indicators is the absolute value of phi.
    ///
    /// Source: Cramér 1946, *Mathematical Methods of Statistics*, ch. 21.
    #[must_use]
    pub fn cramers_v(&self) -> Option<f64> {
        self.phi().map(f64::abs)
    }

    /// R0, the share of those with the rarer deprivation who have the other too: `P11 / min(P1., P.1)`, exact. `None` where
    /// nobody has one of them.
    ///
    /// Where the rarer one is always with the other it is 1: the indicator finds nobody of its own.
    ///
    /// Source: Alkire et al. 2015, ch. 7.
    #[must_use]
    pub fn redundancy(&self) -> Option<Ratio> {
        let rarer = self.both.saturating_add(self.only_first.min(self.only_second));
        Ratio::of(self.both, rarer).ok()
    }
}

/// The associations of all pairs of indicators in one group of the population.
///
/// ```
/// use poverty::measure::robust::Associations;
/// use poverty::measure::{Axes, Group, MissingPolicy, PatternTable, Profile, Structure};
/// use poverty::quantity::{Households, Ratio, Weight};
/// let structure = Structure::flat(["water", "toilet"])?;
/// let mut table = PatternTable::<Households>::new(&structure, Axes::new())?;
/// for (deprived, weight) in [(0b11, 30), (0b01, 10), (0b10, 15), (0b00, 45)] {
///     table.add_row(&[], Profile::complete(deprived), Weight::from_integer(weight)?, &[])?;
/// }
/// let raw = Associations::of(&table, &Group::whole(), MissingPolicy::Drop)?;
/// assert_eq!(raw.between("toilet", "water")?.redundancy(), Some(Ratio::new(3, 4)?));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Associations {
    structure: Structure,
    whole: u128,
    /// The weight of those who lack both, for each pair; of those who lack one, on the diagonal.
    both: Vec<u128>,
}

impl Associations {
    /// Of the deprivations as they are, poor or not. An unknown does what the policy says.
    ///
    /// # Errors
    /// [`MeasureError::UnknownAxis`]; [`MeasureError::EmptyGroup`] where nobody is left; [`MeasureError::Quantity`] where sums
    /// don't fit.
    pub fn of<U: CountedUnit>(
        table: &PatternTable<U>,
        group: &Group,
        missing: MissingPolicy,
    ) -> Result<Self, MeasureError> {
        let structure = Structure::flat(table.indicators().iter().cloned())?;
        Self::sum(table, group, &Weighting::nested(&structure)?.union()?.missing(missing), false)
    }

    /// Of the deprivations of the poor: those of others count as none.
    ///
    /// # Errors
    /// As [`Associations::of`]; [`MeasureError::Different`] for a measure of other indicators.
    pub fn censored<U: CountedUnit>(
        table: &PatternTable<U>,
        group: &Group,
        poverty: &AlkireFoster,
    ) -> Result<Self, MeasureError> {
        Self::sum(table, group, poverty, true)
    }

    fn sum<U: CountedUnit>(
        table: &PatternTable<U>,
        group: &Group,
        poverty: &AlkireFoster,
        censored: bool,
    ) -> Result<Self, MeasureError> {
        let scorer = table.scorer(poverty)?;
        let poor_from = if censored { scorer.poor_from(poverty.poverty_cutoff()) } else { 0 };
        let width = table.indicators().len();
        let structure = poverty.structure().clone();
        let mut sums = Self { structure, whole: 0, both: vec![0; width.saturating_mul(width)] };
        for (profile, weight) in table.patterns_of(group)? {
            let Some(scored) = scorer.score(profile) else { continue };
            let overflow = || QuantityError::overflow("summing weights", sums.whole, weight);
            // Every other sum is a part of the whole.
            sums.whole = sums.whole.checked_add(weight).ok_or_else(overflow)?;
            if scored.score < poor_from {
                continue;
            }
            for (first, second) in bits(scored.deprived).flat_map(|a| bits(scored.deprived).map(move |b| (a, b))) {
                if let Some(sum) = sums.both.get_mut(first.saturating_mul(width).saturating_add(second)) {
                    *sum = sum.saturating_add(weight);
                }
            }
        }
        if sums.whole == 0 {
            return Err(MeasureError::EmptyGroup { group: group.to_string() });
        }
        Ok(sums)
    }

    /// The association of two indicators.
    ///
    /// # Errors
    /// [`MeasureError::UnknownIndicator`].
    pub fn between(&self, first: &str, second: &str) -> Result<Association, MeasureError> {
        Ok(self.at(self.structure.require(first)?, self.structure.require(second)?))
    }

    /// Every pair of indicators with its association, in the order of the structure.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str, Association)> {
        let ids = || self.structure.indicators().iter().map(String::as_str).enumerate();
        ids().flat_map(move |(at, first)| {
            let later = ids().skip(at.saturating_add(1));
            later.map(move |(other, second)| (first, second, self.at(at, other)))
        })
    }

    fn at(&self, first: usize, second: usize) -> Association {
        let width = self.structure.indicators().len();
        let sum =
            |a: usize, b: usize| self.both.get(a.saturating_mul(width).saturating_add(b)).copied().unwrap_or_default();
        let both = sum(first, second);
        let (only_first, only_second) =
            (sum(first, first).saturating_sub(both), sum(second, second).saturating_sub(both));
        let neither = self.whole.saturating_sub(both).saturating_sub(only_first).saturating_sub(only_second);
        Association { both, only_first, only_second, neither }
    }
}
