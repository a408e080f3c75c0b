//! How far below its cutoff an achievement lies: the sums behind M1, M2 and the alpha family.

use super::super::error::{MeasureError, listed};
use super::super::{Profile, Structure};
use super::index::{Index, hash_words};
use crate::quantity::{QuantityError, Ratio};
use rust_decimal::Decimal;

/// An indicator behind which stands a measured achievement x with a deprivation cutoff z: square metres, years of schooling.
///
/// The household is deprived where x < z, and its normalised gap is (z - x) / z. An indicator without a gap counts as wholly
/// lacking where it is deprived: its gap is 1.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Gap {
    indicator: String,
    cutoff: Decimal,
}

impl Gap {
    /// The gap of an indicator below its cutoff, which is above 0.
    ///
    /// # Errors
    /// [`MeasureError::GapCutoff`].
    pub fn new(indicator: impl Into<String>, cutoff: Decimal) -> Result<Self, MeasureError> {
        let indicator = indicator.into();
        if cutoff <= Decimal::ZERO {
            return Err(MeasureError::GapCutoff { indicator, cutoff });
        }
        Ok(Self { indicator, cutoff: cutoff.normalize() })
    }

    /// The indicator.
    #[must_use]
    pub fn indicator(&self) -> &str {
        &self.indicator
    }

    /// The deprivation cutoff z.
    #[must_use]
    pub const fn cutoff(&self) -> Decimal {
        self.cutoff
    }
}

/// A power to which gaps are raised: 1 for the gap (M1), 2 for the severity (M2), any whole number up to 8 exactly; other
/// positive powers to 15 decimals, rounded once for each household.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Power(Ratio);

impl Power {
    /// The gap itself: M1.
    pub const GAP: Self = Self(Ratio::ONE);
    /// The squared gap: M2.
    pub const SEVERITY: Self = Self(Ratio::whole(2));

    /// A power above 0. (M0, the power 0, needs no gaps.)
    ///
    /// # Errors
    /// [`MeasureError::GapPower`] unless it is above 0 and at most 8.
    pub fn new(alpha: Ratio) -> Result<Self, MeasureError> {
        if alpha > Ratio::ZERO && alpha <= Ratio::whole(8) {
            Ok(Self(alpha))
        } else {
            Err(MeasureError::GapPower { alpha })
        }
    }

    /// The power as a number.
    #[must_use]
    pub const fn alpha(self) -> Ratio {
        self.0
    }

    /// The exponent, if it is whole.
    fn exponent(self) -> Option<u32> {
        (self.0.denominator() == 1).then(|| u32::try_from(self.0.numerator()).ok()).flatten()
    }
}

/// Units of a fractional power of a gap.
const FRACTIONAL_UNIT: u64 = 1_000_000_000_000_000;

/// Which gaps a table sums, and the sums: of weight times power of the shortfall z - x, for each pattern of each cell.
///
/// A shortfall is an integer in units of the last decimal that any row has used, so the sums are exact; when a row comes with
/// more decimals, the sums so far are brought to the new unit. The unit is the finest of all rows, whatever their order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Gaps {
    /// The bit and the cutoff of each gap.
    declared: Vec<(u32, Gap)>,
    powers: Vec<Power>,
    /// Decimals of the unit of each gap's shortfall.
    decimals: Vec<u32>,
    index: Index,
    keys: Vec<(u32, Profile)>,
    /// For each key, for each gap, for each power.
    sums: Vec<u128>,
}

impl Gaps {
    pub(super) fn new(structure: &Structure, gaps: &[Gap], powers: &[Power]) -> Result<Self, MeasureError> {
        let mut declared: Vec<(u32, Gap)> = Vec::with_capacity(gaps.len());
        for gap in gaps {
            let bit = u32::try_from(structure.require(gap.indicator())?).unwrap_or(u32::MAX);
            if declared.iter().any(|(taken, _)| *taken == bit) {
                return Err(MeasureError::Duplicate { thing: "gap of", id: gap.indicator.clone() });
            }
            declared.push((bit, gap.clone()));
        }
        declared.sort_by_key(|(bit, _)| *bit);
        let mut powers = powers.to_vec();
        powers.sort_unstable();
        powers.dedup();
        let decimals = declared.iter().map(|(_, gap)| gap.cutoff.scale()).collect();
        Ok(Self { declared, powers, decimals, ..Self::default() })
    }

    /// How many sums a pattern has.
    fn stride(&self) -> usize {
        self.declared.len().saturating_mul(self.powers.len())
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.declared.is_empty()
    }

    /// The bit of each gap's indicator.
    pub(crate) fn bits(&self) -> impl ExactSizeIterator<Item = u32> {
        self.declared.iter().map(|(bit, _)| *bit)
    }

    pub(crate) fn powers(&self) -> &[Power] {
        &self.powers
    }

    /// The indicators that have gaps, in the order of their bits.
    pub(super) fn indicators(&self) -> impl ExactSizeIterator<Item = &str> {
        self.declared.iter().map(|(_, gap)| gap.indicator())
    }

    /// What a sum is to be divided by to be one of normalised gaps: `(z in units) ^ power`.
    pub(crate) fn scale(&self, gap: usize, power: usize) -> Result<Ratio, MeasureError> {
        let (Some((_, own)), Some(decimals), Some(power)) =
            (self.declared.get(gap), self.decimals.get(gap), self.powers.get(power))
        else {
            return Ok(Ratio::ONE);
        };
        let Some(exponent) = power.exponent() else { return Ok(Ratio::of(u128::from(FRACTIONAL_UNIT), 1)?) };
        let cutoff = i128::try_from(units(own.cutoff, *decimals)?).unwrap_or(i128::MAX);
        let overflow = || QuantityError::overflow("raising a deprivation cutoff", cutoff, exponent);
        Ok(Ratio::new(cutoff.checked_pow(exponent).ok_or_else(overflow)?, 1)?)
    }

    /// The scales of all sums of a pattern: for each gap, for each power.
    pub(super) fn scales(&self) -> Result<Vec<Ratio>, MeasureError> {
        let powers = self.powers.len();
        let pairs = (0..self.declared.len()).flat_map(|gap| (0..powers).map(move |power| (gap, power)));
        pairs.map(|(gap, power)| self.scale(gap, power)).collect()
    }

    /// The shortfalls of a household, in the order of the gaps: nothing where it is not deprived.
    ///
    /// Achievement and profile must agree: below the cutoff where deprived, at or above it where not.
    pub(super) fn shortfalls(
        &self,
        profile: Profile,
        achievements: &[Option<Decimal>],
    ) -> Result<Vec<Option<Decimal>>, MeasureError> {
        if achievements.len() != self.declared.len() {
            return Err(MeasureError::Different {
                what: "numbers of gaps and achievements",
                left: format!("{} ({})", self.declared.len(), listed(self.indicators())),
                right: achievements.len().to_string(),
            });
        }
        let shortfall = |((bit, gap), achievement): (&(u32, Gap), &Option<Decimal>)| {
            let deprived = profile.deprived() >> bit & 1 == 1;
            let missing = profile.missing() >> bit & 1 == 1;
            let contradiction = |found: String| MeasureError::GapContradiction {
                indicator: gap.indicator.clone(),
                deprived,
                found,
                cutoff: gap.cutoff,
            };
            match achievement {
                _ if missing => Ok(None),
                Some(x) if x.is_sign_negative() && !x.is_zero() => Err(contradiction(x.to_string())),
                Some(x) if deprived && *x < gap.cutoff => Ok(Some(gap.cutoff.saturating_sub(*x))),
                Some(x) if !deprived && *x >= gap.cutoff => Ok(None),
                None if !deprived => Ok(None),
                Some(x) => Err(contradiction(x.to_string())),
                None => Err(contradiction("unknown".to_owned())),
            }
        };
        self.declared.iter().zip(achievements).map(shortfall).collect()
    }

    /// Adds a household's shortfalls, each weighted.
    pub(super) fn add(
        &mut self,
        cell: u32,
        profile: Profile,
        billionths: u64,
        shortfalls: &[Option<Decimal>],
    ) -> Result<(), MeasureError> {
        for (gap, shortfall) in shortfalls.iter().enumerate() {
            let Some(shortfall) = shortfall else { continue };
            self.refine(gap, shortfall.normalize().scale())?;
            let decimals = self.decimals.get(gap).copied().unwrap_or_default();
            let cutoff = self.declared.get(gap).map_or(Decimal::ONE, |(_, own)| own.cutoff);
            let shortfall = (units(*shortfall, decimals)?, *shortfall);
            let mut parts = Vec::with_capacity(self.powers.len());
            for power in &self.powers {
                parts.push(weighted_power(billionths, shortfall, cutoff, *power)?);
            }
            self.add_parts(cell, profile, gap, &parts)?;
        }
        Ok(())
    }

    fn add_parts(&mut self, cell: u32, profile: Profile, gap: usize, parts: &[u128]) -> Result<(), MeasureError> {
        let powers = self.powers.len();
        let start = gap.saturating_mul(powers);
        let Some(sums) = self.sums_of(cell, profile)?.get_mut(start..start.saturating_add(powers)) else {
            return Ok(());
        };
        for (sum, part) in sums.iter_mut().zip(parts) {
            *sum = sum.checked_add(*part).ok_or_else(|| QuantityError::overflow("summing gaps", *sum, *part))?;
        }
        Ok(())
    }

    /// The sums of a pattern of a cell, new ones if there were none.
    fn sums_of(&mut self, cell: u32, profile: Profile) -> Result<&mut [u128], MeasureError> {
        let stride = self.stride();
        let number = match self.find(cell, profile) {
            Some(number) => number,
            None => {
                let keys = &self.keys;
                let hash_of =
                    |number: u32| keys.get(number as usize).map_or(0, |(cell, profile)| hash(*cell, *profile));
                let too_many = MeasureError::TooMany { things: "patterns with gaps", limit: u64::from(u32::MAX) };
                let number = self.index.push(hash(cell, profile), hash_of).ok_or(too_many)?;
                self.keys.push((cell, profile));
                self.sums.resize(self.sums.len().saturating_add(stride), 0);
                number
            }
        };
        let start = (number as usize).saturating_mul(stride);
        Ok(self.sums.get_mut(start..start.saturating_add(stride)).unwrap_or_default())
    }

    fn find(&self, cell: u32, profile: Profile) -> Option<u32> {
        let is_it = |number: u32| self.keys.get(number as usize) == Some(&(cell, profile));
        self.index.find(hash(cell, profile), is_it)
    }

    /// The sums of a pattern of a cell: for each gap, for each power. Empty if no row of it had a gap.
    pub(crate) fn get(&self, cell: u32, profile: Profile) -> &[u128] {
        let stride = self.stride();
        let start = self.find(cell, profile).map(|number| (number as usize).saturating_mul(stride));
        start.and_then(|start| self.sums.get(start..start.saturating_add(stride))).unwrap_or_default()
    }

    /// Brings the sums of one gap to a unit of so many decimals, if theirs is coarser.
    fn refine(&mut self, gap: usize, decimals: u32) -> Result<(), MeasureError> {
        let Some(own) = self.decimals.get_mut(gap) else { return Ok(()) };
        let finer = decimals.saturating_sub(*own);
        if finer == 0 {
            return Ok(());
        }
        let (stride, powers) = (self.declared.len().saturating_mul(self.powers.len()), self.powers.len());
        for (position, power) in self.powers.iter().enumerate() {
            let Some(exponent) = power.exponent() else { continue };
            let overflow = || QuantityError::overflow("refining sums of gaps", finer, exponent);
            let factor = 10_u128.checked_pow(finer.saturating_mul(exponent)).ok_or_else(overflow)?;
            let first = gap.saturating_mul(powers).saturating_add(position);
            for sum in self.sums.iter_mut().skip(first).step_by(stride.max(1)) {
                *sum = sum.checked_mul(factor).ok_or_else(overflow)?;
            }
        }
        *own = decimals;
        Ok(())
    }

    /// Adds another table's sums; `cell` gives the own number of one of its cells. All or nothing.
    pub(super) fn merge(&mut self, other: &Self, cell: impl Fn(u32) -> Option<u32>) -> Result<(), MeasureError> {
        if other.keys.is_empty() && other.decimals <= self.decimals {
            return Ok(());
        }
        let (mut merged, mut other) = (self.clone(), other.clone());
        for gap in 0..merged.declared.len() {
            let finest = |left: &Self, right: &Self| left.decimals.get(gap).max(right.decimals.get(gap)).copied();
            let decimals = finest(&merged, &other).unwrap_or_default();
            merged.refine(gap, decimals)?;
            other.refine(gap, decimals)?;
        }
        for (their_cell, profile) in &other.keys {
            if let Some(own) = cell(*their_cell) {
                merged.add_sums(own, *profile, other.get(*their_cell, *profile))?;
            }
        }
        *self = merged;
        Ok(())
    }

    /// Adds sums in the same units: for each gap, for each power.
    pub(super) fn add_sums(&mut self, cell: u32, profile: Profile, sums: &[u128]) -> Result<(), MeasureError> {
        for (gap, parts) in sums.chunks(self.powers.len().max(1)).enumerate() {
            self.add_parts(cell, profile, gap, parts)?;
        }
        Ok(())
    }

    /// The same gaps, powers and units without sums.
    pub(super) fn like(&self) -> Self {
        let Self { declared, powers, decimals, .. } = self.clone();
        Self { declared, powers, decimals, ..Self::default() }
    }

    /// Whether both sum the same powers of the same gaps.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        self.declared == other.declared && self.powers == other.powers
    }
}

fn hash(cell: u32, profile: Profile) -> u64 {
    hash_words([u64::from(cell), profile.deprived(), profile.missing()])
}

/// A decimal of at most so many decimals as an integer number of its last place.
fn units(value: Decimal, decimals: u32) -> Result<u128, MeasureError> {
    let overflow = || QuantityError::overflow("counting a shortfall in units of its last decimal", value, decimals);
    let value = value.normalize();
    let missing = decimals.checked_sub(value.scale()).ok_or_else(overflow)?;
    let scaled = 10_u128.checked_pow(missing).and_then(|factor| value.mantissa().unsigned_abs().checked_mul(factor));
    Ok(scaled.ok_or_else(overflow)?)
}

/// Weight times power of one shortfall, given in units and as a decimal.
fn weighted_power(
    billionths: u64,
    shortfall: (u128, Decimal),
    cutoff: Decimal,
    power: Power,
) -> Result<u128, MeasureError> {
    let raised = match power.exponent() {
        Some(exponent) => shortfall.0.checked_pow(exponent),
        None => fractional_power(shortfall.1, cutoff, power),
    };
    let weighted = raised.and_then(|raised| raised.checked_mul(u128::from(billionths)));
    Ok(weighted.ok_or_else(|| QuantityError::overflow("weighting a gap", shortfall.1, billionths))?)
}

/// The power of a normalised gap in [0, 1], in units of 10^-15.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "the power of a gap in [0, 1] is in [0, 1], so the product is in [0, 10^15]"
)]
fn fractional_power(shortfall: Decimal, cutoff: Decimal, power: Power) -> Option<u128> {
    let ratio = |value: Decimal| Ratio::from_decimal(value).ok();
    let gap = ratio(shortfall)?.checked_div(ratio(cutoff)?).ok()?;
    let raised = gap.to_f64().powf(power.alpha().to_f64());
    Some((raised * FRACTIONAL_UNIT as f64).round() as u128)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    fn gaps(powers: &[Power]) -> Gaps {
        let structure = Structure::flat(["area", "water", "years"]).unwrap();
        let declared = [Gap::new("years", decimal("9")).unwrap(), Gap::new("area", decimal("8.0")).unwrap()];
        Gaps::new(&structure, &declared, powers).unwrap()
    }

    fn add(gaps: &mut Gaps, area: &str, weight: u64) {
        let profile = Profile::complete(0b001);
        let shortfalls = gaps.shortfalls(profile, &[Some(decimal(area)), Some(decimal("12"))]).unwrap();
        gaps.add(0, profile, weight, &shortfalls).unwrap();
    }

    #[test]
    fn sums_are_exact_whatever_the_decimals_and_their_order() {
        let powers = [Power::SEVERITY, Power::GAP];
        let (mut one, mut other) = (gaps(&powers), gaps(&powers));
        for area in ["5", "7.25", "0", "7.9"] {
            add(&mut one, area, 3);
        }
        for area in ["7.90", "7.25", "5.0", "0.000"] {
            add(&mut other, area, 3);
        }
        // Shortfalls in hundredths: 300, 75, 800, 10.
        assert_eq!(one.get(0, Profile::complete(0b001)), [3 * 1185, 3 * (90_000 + 5_625 + 640_000 + 100), 0, 0]);
        assert_eq!(other.get(0, Profile::complete(0b001)), one.get(0, Profile::complete(0b001)));
        assert_eq!(one.scale(0, 0).unwrap(), Ratio::whole(800));
        assert_eq!(one.scale(0, 1).unwrap(), Ratio::whole(640_000));
        assert_eq!(one.scale(1, 1).unwrap(), Ratio::whole(81));
    }

    #[test]
    fn achievement_and_profile_must_agree() {
        let gaps = gaps(&[Power::GAP]);
        let error = |deprived, area: Option<&str>| {
            gaps.shortfalls(Profile::complete(deprived), &[area.map(decimal), None]).unwrap_err().to_string()
        };
        assert_eq!(error(1, Some("8")), "`area` is deprived but its achievement is 8, expected 0 or more and below 8");
        assert_eq!(error(1, None), "`area` is deprived but its achievement is unknown, expected 0 or more and below 8");
        assert_eq!(error(0, Some("7.9")), "`area` is not deprived but its achievement is 7.9, expected at least 8");
        assert_eq!(
            error(1, Some("-1")),
            "`area` is deprived but its achievement is -1, expected 0 or more and below 8"
        );
        let missing = Profile::from_masks(0, 1).unwrap();
        assert_eq!(gaps.shortfalls(missing, &[Some(decimal("3")), None]).unwrap(), [None, None]);
    }

    #[test]
    fn fractional_powers_are_rounded_once() {
        let half = Power::new("1/2".parse().unwrap()).unwrap();
        let mut gaps = gaps(&[half]);
        add(&mut gaps, "6", 2);
        assert_eq!(gaps.get(0, Profile::complete(0b001)), [2 * 500_000_000_000_000, 0]);
        assert_eq!(gaps.scale(0, 0).unwrap(), Ratio::whole(1_000_000_000_000_000));
        assert_eq!(Power::new(Ratio::ZERO).unwrap_err().code(), "measure/gap-power");
        assert_eq!(Gap::new("area", Decimal::ZERO).unwrap_err().code(), "measure/gap-cutoff");
    }
}
