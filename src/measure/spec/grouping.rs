//! What a specification reads of a row when rows may come already grouped: for engines that group them faster than one by one.

use super::column::Column;
use super::rows::{Counted, Rows};
use super::survey::Counting;
use super::{CodeMeaning, Spec, SurveyReader, number};
use crate::measure::{CellId, MeasureError, PatternTable, Profile, Role};
use crate::quantity::{CountedUnit, Households, Persons, TotalWeight, Unit};

/// The columns that tell rows apart for a specification: rows that agree in all of them may be added up before they are read
/// ([`SurveyReader::add_sum`]).
///
/// ```
/// use poverty::measure::spec::{Spec, SurveyReader};
/// use poverty::measure::Profile;
/// let spec = Spec::from_toml("mine.toml", r#"
/// data = { weight = "w" }
/// options = { standard_errors = false, measures = ["H"], subgroups = ["area"] }
/// dimension = [{ id = "housing", indicators = [{ column = "water" }, { column = "toilet" }] }]
/// weighting = [{ id = "nested", cutoffs = ["1/2"] }]
/// "#)?;
/// let grouping = spec.grouping().unwrap();
/// assert_eq!(grouping.columns(), ["w", "area", "water", "toilet"]);
///
/// let mut reader = SurveyReader::new(&spec, "a warehouse", grouping.columns())?;
/// let rural = reader.cell(&["rural"])?;
/// reader.add_sum(rural, Profile::complete(0b01), 1_200_000_000, 2)?;
/// reader.add_sum(rural, Profile::complete(0b00), 2_800_000_000, 3)?;
/// assert_eq!(reader.finish()?.measure()?.rows()[0].estimate, Some(0.3));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Grouping<'s> {
    /// What the weights count.
    pub unit: Unit,
    /// The column of household weights; without one every row counts 1.
    pub weight: Option<&'s str>,
    /// The column of members, by which weights are multiplied where persons are counted.
    pub size: Option<&'s str>,
    /// The columns of the axes, in their order: period, subgroups, stratum, primary sampling unit.
    pub levels: Vec<(&'s str, Role)>,
    /// The indicators, in the order of a profile's bits.
    pub indicators: Vec<IndicatorColumn<'s>>,
}

/// Where an indicator is found.
#[derive(Clone, Debug, PartialEq)]
pub struct IndicatorColumn<'s> {
    /// Its name.
    pub id: &'s str,
    /// Its column.
    pub column: &'s str,
    /// The codes of the column with their meanings; that of the empty cell is always among them.
    pub codes: Vec<(&'s str, CodeMeaning)>,
}

impl<'s> Grouping<'s> {
    /// All columns, each once, in the order of weight, size, levels, indicators.
    #[must_use]
    pub fn columns(&self) -> Vec<&'s str> {
        let mut columns: Vec<&str> = Vec::new();
        let levels = self.levels.iter().map(|(column, _)| *column);
        let indicators = self.indicators.iter().map(|indicator| indicator.column);
        for column in self.weight.into_iter().chain(self.size).chain(levels).chain(indicators) {
            if !columns.contains(&column) {
                columns.push(column);
            }
        }
        columns
    }

    /// Billionths of the weight that a text means, and whether it was rounded to them, half to even; nothing unless the text is
    /// a number of at least 0 and below 18,446,744,073.
    #[must_use]
    pub fn weight_of(text: &str) -> Option<(u64, bool)> {
        number::weight(text).map(|(weight, rounded)| (weight.billionths(), rounded))
    }

    /// The number of members that a text means, `4` or `4.0`; nothing unless it is a whole number of at least 0.
    #[must_use]
    pub fn members_of(text: &str) -> Option<u32> {
        number::members(text)
    }
}

impl IndicatorColumn<'_> {
    /// What a cell may be, for a message.
    #[must_use]
    pub fn expected(&self) -> String {
        let codes = self.codes.iter().map(|(code, meaning)| match *code {
            "" => format!("empty ({meaning})"),
            code => format!("{code} ({meaning})"),
        });
        codes.collect::<Vec<_>>().join(" or ")
    }
}

impl Spec {
    /// What tells rows apart, if they may come grouped; nothing if results depend on more of each row than its place in the
    /// table of patterns: incomes, panels, gaps, a finite population, replicate weights in the data, rows as sampling units.
    #[must_use]
    pub fn grouping(&self) -> Option<Grouping<'_>> {
        fn name(column: &Option<Column>) -> Option<&str> {
            column.as_ref().map(|column| column.name.as_str())
        }
        let counting = self.counting.as_ref()?;
        let designed = self.is_designed();
        let rows_count = self.income.is_some()
            || self.panel.is_some()
            || self.options.given.is_some()
            || counting.gaps().next().is_some()
            || designed && (self.data.psu.is_none() || self.data.fpc.is_some());
        if rows_count {
            return None;
        }
        let mut levels: Vec<(&str, Role)> =
            name(&self.data.period).map(|name| (name, Role::Period)).into_iter().collect();
        for column in self.options.subgroups.iter().flatten() {
            if !levels.contains(&(column.name.as_str(), Role::Subgroup)) {
                levels.push((column.name.as_str(), Role::Subgroup));
            }
        }
        if designed {
            levels.extend(name(&self.data.stratum).map(|name| (name, Role::Stratum)));
            levels.extend(name(&self.data.psu).map(|name| (name, Role::PrimarySamplingUnit)));
        }
        let indicators = counting.indicators.iter().map(|indicator| IndicatorColumn {
            id: &indicator.id,
            column: &indicator.column.name,
            codes: indicator.codes.iter().collect(),
        });
        Some(Grouping {
            unit: self.options.unit,
            weight: name(&self.data.weight),
            size: if self.counts_persons() { name(&self.data.size) } else { None },
            levels,
            indicators: indicators.collect(),
        })
    }
}

impl SurveyReader<'_> {
    /// The cell with one level on each axis, in the order of [`Grouping::levels`].
    ///
    /// # Errors
    /// As [`PatternTable::cell`]; [`MeasureError::LevelCount`] if the specification has no [`Grouping`].
    pub fn cell(&mut self, levels: &[&str]) -> Result<CellId, MeasureError> {
        match &mut self.rows {
            Counting::Households(rows) => rows.grouped(levels.len())?.cell(levels),
            Counting::Persons(rows) => rows.grouped(levels.len())?.cell(levels),
        }
    }

    /// Adds many rows of one cell and profile: the sum of their weights in billionths of the unit that the specification counts
    /// (of persons, each household's weight times its members), and their number. [`Survey::codes`](super::Survey::codes) is
    /// empty then.
    ///
    /// # Errors
    /// As [`PatternTable::add_sum`]; [`MeasureError::LevelCount`] if the specification has no [`Grouping`].
    pub fn add_sum(&mut self, cell: CellId, profile: Profile, billionths: u128, rows: u64) -> Result<(), MeasureError> {
        match &mut self.rows {
            Counting::Households(own) => own.add_sum(cell, profile, billionths, rows),
            Counting::Persons(own) => own.add_sum(cell, profile, billionths, rows),
        }
    }

    /// Adds many rows of one cell, as [`SurveyReader::add_sum`] for each profile, but faster.
    ///
    /// # Errors
    /// As [`SurveyReader::add_sum`].
    pub fn add_sums(
        &mut self,
        cell: CellId,
        sums: impl ExactSizeIterator<Item = (Profile, u128, u64)> + Clone,
    ) -> Result<(), MeasureError> {
        match &mut self.rows {
            Counting::Households(own) => own.add_sums(cell, sums),
            Counting::Persons(own) => own.add_sums(cell, sums),
        }
    }

    /// Tells how many weights of rows added as sums were rounded to nine decimals, and the sum of the household weights, in
    /// billionths: too many roundings of too small weights are refused by [`SurveyReader::finish`].
    pub fn note_weights(&mut self, rounded: u64, billionths: u128) {
        let (known, weight) = match &mut self.rows {
            Counting::Households(rows) => rows.weights_mut(),
            Counting::Persons(rows) => rows.weights_mut(),
        };
        *known = known.saturating_add(rounded);
        *weight = weight.saturating_add(billionths);
    }

    /// Adds the sums of another reader for the same specification.
    ///
    /// # Errors
    /// As [`PatternTable::merge`]; [`MeasureError::LevelCount`] if the specification has no [`Grouping`];
    /// [`MeasureError::Different`] for readers that count other units.
    pub fn merge(&mut self, other: &Self) -> Result<(), MeasureError> {
        match (&mut self.rows, &other.rows) {
            (Counting::Households(own), Counting::Households(rows)) => own.merge(rows),
            (Counting::Persons(own), Counting::Persons(rows)) => own.merge(rows),
            (Counting::Households(_), Counting::Persons(_)) => Err(different(Households::UNIT, Persons::UNIT)),
            (Counting::Persons(_), Counting::Households(_)) => Err(different(Persons::UNIT, Households::UNIT)),
        }
    }
}

fn different(left: Unit, right: Unit) -> MeasureError {
    MeasureError::Different { what: "units", left: left.to_string(), right: right.to_string() }
}

impl<U: Counted> Rows<U> {
    /// The table, if it is all that rows are read for.
    fn grouped(&mut self, given: usize) -> Result<&mut PatternTable<U>, MeasureError> {
        self.codes.clear();
        let only = self.is_only_a_table();
        self.table.as_mut().filter(|_| only).ok_or(MeasureError::LevelCount { given, expected: 0 })
    }

    fn add_sums(
        &mut self,
        cell: CellId,
        sums: impl ExactSizeIterator<Item = (Profile, u128, u64)> + Clone,
    ) -> Result<(), MeasureError> {
        let rows = sums.clone().fold(0_u64, |rows, (.., own)| rows.saturating_add(own));
        let sums = sums.map(|(profile, billionths, rows)| (profile, TotalWeight::from_billionths(billionths), rows));
        self.grouped(0)?.add_sums(cell, sums)?;
        self.count = self.count.saturating_add(rows);
        Ok(())
    }

    fn add_sum(&mut self, cell: CellId, profile: Profile, billionths: u128, rows: u64) -> Result<(), MeasureError> {
        self.grouped(0)?.add_sum(cell, profile, TotalWeight::from_billionths(billionths), rows)?;
        self.count = self.count.saturating_add(rows);
        Ok(())
    }

    fn merge(&mut self, other: &Self) -> Result<(), MeasureError> {
        let table = other.table.as_ref().ok_or(MeasureError::LevelCount { given: 0, expected: 0 })?;
        self.grouped(0)?.merge(table)?;
        self.count = self.count.saturating_add(other.count);
        let (rounded, weight) = self.weights_mut();
        *rounded = rounded.saturating_add(other.rounded_weights());
        *weight = weight.saturating_add(other.household_weight());
        Ok(())
    }
}
