//! Weights that sum to totals of the population which are known from elsewhere: post-stratification and raking.

use super::axes::Role;
use super::slot::Slot;
use super::{By, PatternTable};
use crate::measure::MeasureError;
use crate::measure::float::wide_float;
use crate::quantity::{CountedUnit, QuantityError, Ratio, TotalWeight};
use std::collections::BTreeMap;

/// Known totals of the population in each group of some axes: of a census or a register, say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Margin<U: CountedUnit> {
    axes: Vec<String>,
    totals: BTreeMap<Vec<String>, TotalWeight<U>>,
}

impl<U: CountedUnit> Margin<U> {
    /// The totals of groups, each given by its levels in the order of the axes. Where a table has several periods, the period is one
    /// of the axes to name.
    ///
    /// # Errors
    /// [`MeasureError::LevelCount`] unless there is a level for each axis; [`MeasureError::Duplicate`] for a group given twice;
    /// [`MeasureError::NothingAsked`] without groups.
    pub fn new<'a>(
        by: &By,
        totals: impl IntoIterator<Item = (Vec<&'a str>, TotalWeight<U>)>,
    ) -> Result<Self, MeasureError> {
        let mut margin = Self { axes: by.axes().to_vec(), totals: BTreeMap::new() };
        for (levels, total) in totals {
            if levels.len() != margin.axes.len() {
                return Err(MeasureError::LevelCount { given: levels.len(), expected: margin.axes.len() });
            }
            let levels: Vec<String> = levels.into_iter().map(str::to_owned).collect();
            if margin.totals.insert(levels.clone(), total).is_some() {
                return Err(MeasureError::Duplicate { thing: "total of", id: levels.join(", ") });
            }
        }
        if margin.totals.is_empty() {
            return Err(MeasureError::NothingAsked { thing: "known total" });
        }
        Ok(margin)
    }
}

/// How weights were calibrated, and what was reached. A [`Tabulation`](crate::measure::Tabulation) that is told of it gives smaller
/// errors: what is known does not vary ([`Tabulation::calibrated`](crate::measure::Tabulation::calibrated)).
#[derive(Clone, Debug, PartialEq)]
pub struct Calibration {
    pub(crate) margins: Vec<Vec<String>>,
    iterations: u32,
    misfit: f64,
    factors: (f64, f64),
}

impl Calibration {
    /// How many rounds over the margins it took: 1 for post-stratification, none where the totals were met before.
    #[must_use]
    pub const fn iterations(&self) -> u32 {
        self.iterations
    }

    /// The largest relative difference that is left between a known total and the weights' sum, rounding included.
    #[must_use]
    pub const fn misfit(&self) -> f64 {
        self.misfit
    }

    /// The least and the largest number by which weights were multiplied.
    #[must_use]
    pub const fn factors(&self) -> (f64, f64) {
        self.factors
    }
}

/// The cells of a table by the groups of all margins.
struct Crossing {
    /// The group of each crossing in each margin.
    groups: Vec<Vec<usize>>,
    /// The weight of each crossing.
    weights: Vec<f64>,
    /// The crossing of each cell.
    of_cell: BTreeMap<usize, usize>,
    /// The known total of each group of each margin, with its name.
    targets: Vec<Vec<(String, f64)>>,
}

impl<U: CountedUnit> PatternTable<U> {
    /// Post-stratification: within each group, weights are multiplied by one number so that they sum to its known total.
    ///
    /// New weights are rounded to the billionth for each pattern of each cell. All rows are calibrated, also those that a measure
    /// leaves out.
    ///
    /// Source: Holt and Smith 1979, Journal of the Royal Statistical Society A 142.
    ///
    /// ```
    /// use poverty::measure::{Axes, By, Group, Margin, PatternTable, Profile, Structure, Weighting};
    /// use poverty::quantity::{Households, Ratio, TotalWeight, Weight};
    /// let structure = Structure::flat(["water"])?;
    /// let mut sample = PatternTable::<Households>::new(&structure, Axes::new().subgroup("area")?)?;
    /// for (area, deprived) in [("rural", 1), ("rural", 0), ("urban", 1), ("urban", 0), ("urban", 0)] {
    ///     sample.add_row(&[area], Profile::complete(deprived), Weight::from_integer(20)?, &[])?;
    /// }
    /// let total = |households| TotalWeight::sum([Weight::from_integer(households)?]);
    /// let census = [(vec!["rural"], total(70)?), (vec!["urban"], total(30)?)];
    /// let (calibrated, calibration) = sample.post_stratified(&Margin::new(&By::axis("area"), census)?)?;
    /// let poverty = Weighting::nested(&structure)?.union()?;
    /// assert_eq!(calibrated.tally(&poverty, &Group::whole())?.headcount_ratio()?, Ratio::new(45, 100)?);
    /// assert_eq!(calibration.factors(), (0.5, 1.75));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`MeasureError::UnknownAxis`]; [`MeasureError::NoKnownTotal`] for rows of a group without one;
    /// [`MeasureError::NobodyToWeigh`] for a group with a total and without rows.
    pub fn post_stratified(&self, margin: &Margin<U>) -> Result<(Self, Calibration), MeasureError> {
        self.raked(core::slice::from_ref(margin), Ratio::new(1, 1_000_000_000)?, 1)
    }

    /// Raking (iterative proportional fitting): post-stratification to each margin in turn, again and again, until all known totals
    /// are met to the relative tolerance.
    ///
    /// Source: Deming and Stephan 1940, Annals of Mathematical Statistics 11.
    ///
    /// # Errors
    /// As [`PatternTable::post_stratified`]; [`MeasureError::NotConverged`] if they are not met after so many rounds, as when
    /// margins contradict each other.
    pub fn raked(
        &self,
        margins: &[Margin<U>],
        tolerance: Ratio,
        iterations_max: u32,
    ) -> Result<(Self, Calibration), MeasureError> {
        if margins.is_empty() {
            return Err(MeasureError::NothingAsked { thing: "margin" });
        }
        let crossing = self.crossing(margins)?;
        let mut factors = vec![1.0; crossing.weights.len()];
        let mut iterations = 0;
        while crossing.misfit(&factors) > tolerance.to_f64() {
            if iterations == iterations_max {
                let misfit = format!("{:e}", crossing.misfit(&factors));
                return Err(MeasureError::NotConverged { iterations, misfit });
            }
            crossing.fit(&mut factors);
            iterations = iterations.saturating_add(1);
        }
        let calibrated = self.scaled(|cell| {
            crossing.of_cell.get(&cell).and_then(|crossing| factors.get(*crossing)).copied().unwrap_or(1.0)
        })?;
        let after = calibrated.crossing(margins)?;
        let least = factors.iter().copied().fold(f64::INFINITY, f64::min);
        let largest = factors.iter().copied().fold(0.0, f64::max);
        let misfit = after.misfit(&vec![1.0; after.weights.len()]);
        let margins = margins.iter().map(|margin| margin.axes.clone()).collect();
        Ok((calibrated, Calibration { margins, iterations, misfit, factors: (least, largest) }))
    }

    fn crossing(&self, margins: &[Margin<U>]) -> Result<Crossing, MeasureError> {
        let mut axes = Vec::with_capacity(margins.len());
        for margin in margins {
            let own: Result<Vec<usize>, MeasureError> =
                margin.axes.iter().map(|axis| self.axes.require(axis)).collect();
            axes.push(own?);
        }
        // Sorted by their groups, so that sums of floats have one order whatever that of the cells is.
        let mut found: BTreeMap<Vec<usize>, (u128, Vec<usize>)> = BTreeMap::new();
        for cell in self.occupied() {
            let names: Vec<&str> = self.level_names(cell).collect();
            let mut groups = Vec::with_capacity(margins.len());
            for (margin, axes) in margins.iter().zip(&axes) {
                let own: Vec<String> =
                    axes.iter().map(|axis| names.get(*axis).copied().unwrap_or_default().to_owned()).collect();
                let place = margin.totals.keys().position(|levels| *levels == own);
                groups.push(place.ok_or_else(|| MeasureError::NoKnownTotal { group: own.join(", ") })?);
            }
            let entry = found.entry(groups).or_default();
            let weight: u128 = self.patterns(cell).map(|(_, slot, _)| slot.weight()).sum();
            let overflow = || QuantityError::overflow("summing weights", entry.0, weight);
            entry.0 = entry.0.checked_add(weight).ok_or_else(overflow)?;
            entry.1.push(cell);
        }
        let mut crossing =
            Crossing { groups: Vec::new(), weights: Vec::new(), of_cell: BTreeMap::new(), targets: Vec::new() };
        for (number, (groups, (weight, cells))) in found.into_iter().enumerate() {
            crossing.groups.push(groups);
            crossing.weights.push(wide_float(weight));
            crossing.of_cell.extend(cells.into_iter().map(|cell| (cell, number)));
        }
        for margin in margins {
            let target =
                |(levels, total): (&Vec<String>, &TotalWeight<U>)| (levels.join(", "), wide_float(total.billionths()));
            crossing.targets.push(margin.totals.iter().map(target).collect());
        }
        crossing.check()?;
        Ok(crossing)
    }

    /// The same rows with the weights of each cell multiplied by a number.
    fn scaled(&self, factor: impl Fn(usize) -> f64) -> Result<Self, MeasureError> {
        let rows_are_units = self.axes.position_of(Role::Row).is_some();
        let mut scaled = self.like(self.axes.clone());
        for cell in self.occupied() {
            let names: Vec<&str> = self.level_names(cell).collect();
            let own = scaled.cell(&names)?;
            let factor = factor(cell);
            for (profile, slot, gaps) in self.patterns(cell) {
                let rows = u128::from(slot.rows());
                let weight = match slot.weight().checked_div(rows) {
                    // Rows that are sampling units stay alike.
                    Some(one) if rows_are_units => times(one, factor)?.saturating_mul(rows),
                    _ => times(slot.weight(), factor)?,
                };
                Slot::of(weight, slot.rows()).ok_or(MeasureError::PatternOverflow)?;
                scaled.add_sum(own, profile, TotalWeight::from_billionths(weight), slot.rows())?;
                let gaps: Result<Vec<u128>, QuantityError> = gaps.iter().map(|sum| times(*sum, factor)).collect();
                scaled.add_gap_sums(own, profile, &gaps?)?;
            }
        }
        Ok(scaled)
    }
}

impl Crossing {
    /// Every group with a total has rows.
    fn check(&self) -> Result<(), MeasureError> {
        for (margin, targets) in self.targets.iter().enumerate() {
            let sums = self.sums(margin, &vec![1.0; self.weights.len()]);
            for ((group, target), sum) in targets.iter().zip(sums) {
                if *target > 0.0 && sum <= 0.0 {
                    return Err(MeasureError::NobodyToWeigh { group: group.clone() });
                }
            }
        }
        Ok(())
    }

    fn sums(&self, margin: usize, factors: &[f64]) -> Vec<f64> {
        let mut sums = vec![0.0; self.targets.get(margin).map_or(0, Vec::len)];
        for ((groups, weight), factor) in self.groups.iter().zip(&self.weights).zip(factors) {
            if let Some(sum) = groups.get(margin).and_then(|group| sums.get_mut(*group)) {
                *sum += weight * factor;
            }
        }
        sums
    }

    /// The largest relative difference between a total and the sum of weights.
    fn misfit(&self, factors: &[f64]) -> f64 {
        let margins = self.targets.iter().enumerate();
        let of_margin = |(margin, targets): (usize, &Vec<(String, f64)>)| {
            let sums = self.sums(margin, factors);
            let off = targets.iter().zip(sums).map(|((_, target), sum)| {
                // A total of nought is met by a sum of nought only.
                if *target > 0.0 { (sum - target).abs() / target } else { sum.min(1.0) }
            });
            off.fold(0.0, f64::max)
        };
        margins.map(of_margin).fold(0.0, f64::max)
    }

    /// One round over all margins.
    fn fit(&self, factors: &mut [f64]) {
        for (margin, targets) in self.targets.iter().enumerate() {
            let sums = self.sums(margin, factors);
            for (groups, factor) in self.groups.iter().zip(factors.iter_mut()) {
                let group = groups.get(margin).copied().unwrap_or_default();
                if let (Some((_, target)), Some(sum)) = (targets.get(group), sums.get(group)) {
                    *factor *= if *sum > 0.0 { target / sum } else { 1.0 };
                }
            }
        }
    }
}

/// An integer times a positive number, rounded.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the product is not negative, and it is checked to be below 2^127"
)]
fn times(value: u128, factor: f64) -> Result<u128, QuantityError> {
    let product = (wide_float(value) * factor).round();
    if product < wide_float(1 << 127) {
        Ok(product as u128)
    } else {
        Err(QuantityError::overflow("calibrating a weight", value, factor))
    }
}
