//! A table of persons from one of households.

use super::super::MeasureError;
use super::axes::Role;
use super::slot::Slot;
use super::{Axes, PatternTable};
use crate::quantity::{Households, Persons, QuantityError, TotalWeight, Weight};

impl PatternTable<Households> {
    /// The same population counted in persons: each weight times the number of members, which is an axis of this table and
    /// none of the result. The numbers of rows stay those of households.
    ///
    /// # Errors
    /// [`MeasureError::NoAxis`] without an axis of members; [`MeasureError::Members`] if a level of it is not a number;
    /// [`MeasureError::Quantity`] or [`MeasureError::PatternOverflow`] if a sum does not fit.
    ///
    /// ```
    /// use poverty::measure::{Axes, Group, PatternTable, Profile, Structure, Weighting};
    /// use poverty::quantity::{Households, Ratio, Weight};
    /// let structure = Structure::flat(["water"])?;
    /// let mut households = PatternTable::<Households>::new(&structure, Axes::new().members("size")?)?;
    /// households.add_row(&["6"], Profile::complete(1), Weight::ONE, &[])?;
    /// households.add_row(&["2"], Profile::complete(0), Weight::ONE, &[])?;
    /// let poverty = Weighting::nested(&structure)?.union()?;
    /// assert_eq!(households.tally(&poverty, &Group::whole())?.headcount_ratio()?, Ratio::new(1, 2)?);
    /// assert_eq!(households.persons()?.tally(&poverty, &Group::whole())?.headcount_ratio()?, Ratio::new(3, 4)?);
    /// # Ok::<(), poverty::measure::MeasureError>(())
    /// ```
    pub fn persons(&self) -> Result<PatternTable<Persons>, MeasureError> {
        let Some(members) = self.axes.position_of(Role::Members) else {
            return Err(MeasureError::NoAxis { role: Role::Members.name() });
        };
        let row = self.axes.position_of(Role::Row);
        let mut persons = self.like(self.axes.without(members));
        for cell in self.occupied() {
            let names: Vec<&str> = self.level_names(cell).collect();
            let size = names.get(members).copied().unwrap_or_default();
            let size: u32 = size.parse().map_err(|_| MeasureError::Members { level: size.to_owned() })?;
            let mut levels = Vec::with_capacity(names.len());
            for (axis, name) in names.iter().enumerate().filter(|(axis, _)| *axis != members) {
                levels.push(if Some(axis) == row { times_members(name, size)? } else { (*name).to_owned() });
            }
            let levels: Vec<&str> = levels.iter().map(String::as_str).collect();
            let own = persons.cell(&levels)?;
            for (profile, slot, gaps) in self.patterns(cell) {
                let times = |sum: u128| {
                    let overflow = || QuantityError::overflow("counting members", sum, size);
                    sum.checked_mul(u128::from(size)).ok_or_else(overflow)
                };
                let slot = Slot::of(times(slot.weight())?, slot.rows()).ok_or(MeasureError::PatternOverflow)?;
                persons.add_sum(own, profile, TotalWeight::from_billionths(slot.weight()), slot.rows())?;
                let gaps: Result<Vec<u128>, QuantityError> = gaps.iter().map(|sum| times(*sum)).collect();
                persons.add_gap_sums(own, profile, &gaps?)?;
            }
        }
        Ok(persons)
    }
}

/// The label of a row that is its own primary sampling unit begins with its weight.
fn times_members(label: &str, size: u32) -> Result<String, MeasureError> {
    let (weight, rest) = label.split_once(';').map_or((label, None), |(weight, rest)| (weight, Some(rest)));
    let weight = weight.parse::<Weight<Households>>()?.of_members(size)?;
    Ok(rest.map_or_else(|| weight.to_string(), |rest| format!("{weight};{rest}")))
}

impl Axes {
    /// The other axes.
    fn without(&self, position: usize) -> Self {
        let mut axes = self.clone();
        axes.remove(position);
        axes
    }
}
