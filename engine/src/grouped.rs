//! The rows of a grouped result, from whatever engine computed it.

use crate::{EngineError, Place};
use poverty::measure::spec::{Grouping, Spec, Survey, SurveyReader};
use poverty::measure::{Profile, Role};
use poverty::quantity::{Households, TotalWeight};

/// Reads the rows that a query has grouped ([`sql`](crate::sql), or the plan of DataFusion) into a survey.
///
/// ```
/// use poverty::measure::spec::Spec;
/// use poverty_engine::GroupedReader;
/// let spec = Spec::from_toml("mine.toml", r#"
/// options = { standard_errors = false, measures = ["H"], subgroups = ["area"] }
/// dimension = [{ id = "housing", indicators = [{ column = "water" }, { column = "toilet" }] }]
/// weighting = [{ id = "nested", cutoffs = ["1/2"] }]
/// "#)?;
/// let mut reader = GroupedReader::new(&spec, "a warehouse")?;
/// // Level, deprived, missing, invalid, invalid weights, invalid sizes, weight, rows.
/// reader.push_texts(&["rural", "1", "0", "0", "0", "0", "3.000000000", "3"])?;
/// reader.push_texts(&["rural", "0", "0", "0", "0", "0", "7.000000000", "7"])?;
/// assert_eq!(reader.finish()?.measure()?.rows()[0].estimate, Some(0.3));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct GroupedReader<'s> {
    grouping: Grouping<'s>,
    reader: SurveyReader<'s>,
    place: Place,
    row: u64,
}

/// One row of a grouped result.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GroupedRow {
    /// The indicators that the households lack.
    pub deprived: u64,
    /// Those that are not known.
    pub missing: u64,
    /// Those whose code no codebook has: any is an error.
    pub invalid: u64,
    /// Rows whose weight can't be summed exactly: any is an error.
    pub invalid_weights: u64,
    /// Rows whose number of members is none: any is an error.
    pub invalid_sizes: u64,
    /// The sum of weights, in billionths of what the specification counts.
    pub billionths: u128,
    /// The number of rows.
    pub rows: u64,
}

impl<'s> GroupedReader<'s> {
    /// A reader without rows. `source` is the name that errors point at.
    ///
    /// # Errors
    /// [`EngineError::NeedsRows`] for a specification whose rows can't be grouped.
    pub fn new(spec: &'s Spec, source: &str) -> Result<Self, EngineError> {
        let grouping = spec.grouping().ok_or(EngineError::NeedsRows)?;
        let reader = SurveyReader::new(spec, source, grouping.columns())?;
        let place = Place { source: source.to_owned(), ..Place::default() };
        Ok(Self { grouping, reader, place, row: 0 })
    }

    /// What rows are grouped by.
    #[must_use]
    pub const fn grouping(&self) -> &Grouping<'s> {
        &self.grouping
    }

    /// Adds a row at these levels, in the order of the axes.
    ///
    /// # Errors
    /// [`EngineError::Codes`], [`EngineError::Weights`], [`EngineError::Value`] for what the rows of the group hold;
    /// [`EngineError::Measure`] for sums that don't fit.
    pub fn push(&mut self, levels: &[&str], row: GroupedRow) -> Result<(), EngineError> {
        self.row = self.row.saturating_add(1);
        if row.invalid != 0 {
            let indicator = self.grouping.indicators.get(row.invalid.trailing_zeros() as usize);
            let (column, expected) = indicator.map(|own| (own.column.to_owned(), own.expected())).unwrap_or_default();
            return Err(EngineError::Codes { column, rows: row.rows, expected });
        }
        if row.invalid_weights != 0 {
            let column = self.grouping.weight.unwrap_or_default().to_owned();
            return Err(EngineError::Weights { column, rows: row.invalid_weights });
        }
        if row.invalid_sizes != 0 {
            let size = self.grouping.size.unwrap_or_default();
            let value = format!("none in {} rows", row.invalid_sizes);
            return Err(self.refused(size, &value, "a whole number of at least 0"));
        }
        for ((column, role), level) in self.grouping.levels.iter().zip(levels) {
            if *role != Role::Subgroup && level.is_empty() {
                return Err(self.refused(column, level, "a name, which every row of the design has"));
            }
        }
        let here = Place { row: Some(self.row), ..self.place.clone() };
        let profile = profile_of(&here, row.deprived, row.missing)?;
        let cell = self.reader.cell(levels)?;
        Ok(self.reader.add_sum(cell, profile, row.billionths, row.rows)?)
    }

    /// Adds a row of texts, as a database prints it: levels, then `deprived`, `missing`, `invalid`, `invalid_weights`,
    /// `invalid_sizes`, `weight`, `rows`.
    ///
    /// # Errors
    /// As [`GroupedReader::push`]; [`EngineError::Value`] for a text that is no number.
    pub fn push_texts(&mut self, cells: &[&str]) -> Result<(), EngineError> {
        let (levels, numbers) = cells.split_at(cells.len().min(self.grouping.levels.len()));
        let at = |place: usize| numbers.get(place).map_or("", |text| text.trim());
        let refused = |name: &str, place: usize| self.refused(name, at(place), "a whole number");
        // Masks are signed where a database has no other numbers.
        let mask = |name: &str, place: usize| {
            let signed = at(place).parse::<i64>().map(i64::cast_unsigned);
            signed.or_else(|_| at(place).parse::<u64>()).map_err(|_| refused(name, place))
        };
        let count = |name: &str, place: usize| at(place).parse::<u64>().map_err(|_| refused(name, place));
        let weight = at(5).parse::<TotalWeight<Households>>();
        let row = GroupedRow {
            deprived: mask("deprived", 0)?,
            missing: mask("missing", 1)?,
            invalid: mask("invalid", 2)?,
            invalid_weights: count("invalid_weights", 3)?,
            invalid_sizes: count("invalid_sizes", 4)?,
            billionths: weight.as_ref().map_or(0, |weight| weight.billionths()),
            rows: count("rows", 6)?,
        };
        if weight.is_err() && (row.invalid, row.invalid_weights, row.invalid_sizes) == (0, 0, 0) {
            return Err(self.refused("weight", at(5), "a number of at least 0 with at most nine decimals"));
        }
        let levels: Vec<&str> = levels.iter().map(|level| level.trim()).collect();
        self.push(&levels, row)
    }

    /// The survey of all rows.
    ///
    /// # Errors
    /// [`EngineError::Spec`] if there are none.
    pub fn finish(self) -> Result<Survey<'s>, EngineError> {
        Ok(self.reader.finish()?)
    }

    fn refused(&self, column: &str, value: &str, expected: &str) -> EngineError {
        EngineError::Value {
            place: Place { row: Some(self.row.max(1)), ..self.place.clone() },
            column: column.to_owned(),
            value: value.to_owned(),
            expected: expected.to_owned(),
        }
    }
}

/// The profile of two masks; an error if an indicator is in both.
pub(crate) fn profile_of(place: &Place, deprived: u64, missing: u64) -> Result<Profile, EngineError> {
    Profile::from_masks(deprived, missing).map_err(|error| EngineError::Value {
        place: place.clone(),
        column: "missing".to_owned(),
        value: error.to_string(),
        expected: "other bits than `deprived`".to_owned(),
    })
}
