//! A survey as one specification sees it.

use super::column::Header;
use super::followed::sampled;
use super::rows::{Counted, Rows};
use super::{CodeMeaning, Spec, SpecError};
use crate::measure::panel::Panel;
use crate::measure::{PatternTable, SampledRows, Tidy};
use crate::quantity::{Households, Persons};

/// Reads the rows of a survey, one after the other, from anywhere.
///
/// ```
/// use poverty::measure::spec::{Spec, SurveyReader};
/// let spec = Spec::from_toml("mine.toml", r#"
/// options = { standard_errors = false, measures = ["H"] }
/// dimension = [{ id = "housing", indicators = [{ column = "water" }] }]
/// weighting = [{ id = "nested", cutoffs = ["1"] }]
/// "#)?;
/// let mut reader = SurveyReader::new(&spec, "a stream", ["household", "water"])?;
/// for cells in [["a", "1"], ["b", "0"], ["c", "0"], ["d", ""]] {
///     reader.push(&cells)?;
/// }
/// let headcount = reader.finish()?.measure()?;
/// assert_eq!(headcount.rows()[0].estimate, Some(1.0 / 3.0));
/// # Ok::<(), poverty::measure::spec::SpecError>(())
/// ```
#[derive(Clone, Debug)]
pub struct SurveyReader<'s> {
    spec: &'s Spec,
    pub(super) rows: Counting,
    line: u64,
}

/// The rows of a survey, read for one specification.
#[derive(Debug)]
pub struct Survey<'s> {
    spec: &'s Spec,
    rows: Counting,
}

/// Rows with weights of one unit.
#[derive(Clone, Debug)]
pub(super) enum Counting {
    Households(Rows<Households>),
    Persons(Rows<Persons>),
}

/// The pattern table of a survey, with the unit that its weights count.
#[derive(Clone, Copy, Debug)]
pub enum SurveyTable<'a> {
    /// Weights count households.
    Households(&'a PatternTable<Households>),
    /// Weights count persons.
    Persons(&'a PatternTable<Persons>),
}

/// The panel of a survey, with the unit that its weights count, and its rows as a sample; without one if the specification wants no
/// standard errors.
///
/// ```
/// use poverty::measure::spec::{Spec, SurveyPanel};
/// let spec = Spec::from_toml("mine.toml", r#"
/// data = { period = "year" }
/// options = { standard_errors = false }
/// panel = { household = "household", class = "class", classes = ["poor", "not_poor"] }
/// "#)?;
/// let rows = "household,year,class\na,2023,poor\na,2024,not_poor\nb,2023,poor\nb,2024,poor\n";
/// let Some(SurveyPanel::Households { panel, .. }) = spec.read_csv("mine.csv", rows.as_bytes())?.panel()? else {
///     panic!("it follows households");
/// };
/// assert_eq!(panel.transitions("2023", "2024")?.exit_rate()?.value().to_string(), "1/2");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub enum SurveyPanel {
    /// Weights count households.
    Households {
        /// The households over time.
        panel: Panel<Households>,
        /// From which sampling unit each row came.
        sample: Option<SampledRows>,
    },
    /// Weights count persons.
    Persons {
        /// The households over time.
        panel: Panel<Persons>,
        /// From which sampling unit each row came.
        sample: Option<SampledRows>,
    },
}

type Followed<U> = (Panel<U>, Option<SampledRows>);

/// How many rows have a code in the column of an indicator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeCount<'s> {
    /// The indicator.
    pub indicator: &'s str,
    /// The code; empty for an empty cell.
    pub code: &'s str,
    /// What the codebook says it means.
    pub meaning: CodeMeaning,
    /// How many rows.
    pub rows: u64,
}

impl<'s> SurveyReader<'s> {
    /// A reader of a file with these columns. `file` is the name that errors point at.
    ///
    /// # Errors
    /// [`SpecError::MissingColumn`] for a column that the specification names, [`SpecError::RepeatedColumn`] for one that is
    /// there twice.
    pub fn new<'a>(spec: &'s Spec, file: &str, columns: impl IntoIterator<Item = &'a str>) -> Result<Self, SpecError> {
        let header = Header::new(file, columns);
        let rows = if spec.counts_persons() {
            Counting::Persons(Rows::new(spec, header)?)
        } else {
            Counting::Households(Rows::new(spec, header)?)
        };
        Ok(Self { spec, rows, line: 1 })
    }

    /// Adds the next row; the first stands in line 2, after the header. Spaces around values do not count, and a row that is
    /// too short has empty cells.
    ///
    /// # Errors
    /// [`SpecError::Cell`] for a value that can't be what it should be; [`SpecError::Row`] for a row that the sums can't take.
    pub fn push(&mut self, cells: &[impl AsRef<str>]) -> Result<(), SpecError> {
        let line = self.line.saturating_add(1);
        self.push_at(line, &|place| cells.get(place).map_or("", AsRef::as_ref))
    }

    pub(super) fn push_at<'c>(&mut self, line: u64, cells: &dyn Fn(usize) -> &'c str) -> Result<(), SpecError> {
        self.line = line;
        let trimmed = |place: usize| cells(place).trim();
        match &mut self.rows {
            Counting::Households(rows) => rows.push(self.spec, line, &trimmed),
            Counting::Persons(rows) => rows.push(self.spec, line, &trimmed),
        }
    }

    /// The survey of all rows.
    ///
    /// # Errors
    /// [`SpecError::NoRows`]; [`SpecError::WeightsTooFine`].
    pub fn finish(self) -> Result<Survey<'s>, SpecError> {
        match &self.rows {
            Counting::Households(rows) => rows.finish()?,
            Counting::Persons(rows) => rows.finish()?,
        }
        Ok(Survey { spec: self.spec, rows: self.rows })
    }
}

impl<'s> Survey<'s> {
    /// Measures what the specification asks for. The order of the rows changes no bit of the result.
    ///
    /// # Errors
    /// [`SpecError::Value`] for periods that no row has; [`SpecError::Measure`] for what the design lacks (lonely sampling units
    /// without a rule, a finite population smaller than the sample) and for sums that don't fit.
    pub fn measure(&self) -> Result<Tidy, SpecError> {
        match &self.rows {
            Counting::Households(rows) => super::measured::measure(self.spec, rows),
            Counting::Persons(rows) => super::measured::measure(self.spec, rows),
        }
    }

    /// The table of patterns; nothing if the specification counts none.
    #[must_use]
    pub fn table(&self) -> Option<SurveyTable<'_>> {
        match &self.rows {
            Counting::Households(rows) => rows.table.as_ref().map(SurveyTable::Households),
            Counting::Persons(rows) => rows.table.as_ref().map(SurveyTable::Persons),
        }
    }

    /// The households that are followed over time; nothing if the specification has no table `[panel]`.
    ///
    /// # Errors
    /// [`SpecError::Household`] for a household that the panel can't take, [`SpecError::Panel`] and [`SpecError::Measure`] for
    /// a panel or a sample that can't be made.
    pub fn panel(&self) -> Result<Option<SurveyPanel>, SpecError> {
        Ok(match &self.rows {
            Counting::Households(rows) => {
                self.followed(rows)?.map(|(panel, sample)| SurveyPanel::Households { panel, sample })
            }
            Counting::Persons(rows) => {
                self.followed(rows)?.map(|(panel, sample)| SurveyPanel::Persons { panel, sample })
            }
        })
    }

    fn followed<U: Counted>(&self, rows: &Rows<U>) -> Result<Option<Followed<U>>, SpecError> {
        let Some(asked) = &self.spec.panel else { return Ok(None) };
        let sample = |design| sampled(&rows.panel, &rows.design(design)?);
        let sample = self.spec.options.design.as_ref().map(sample).transpose()?;
        Ok(Some((asked.panel(rows.file(), &rows.panel)?, sample)))
    }

    /// How many rows were read.
    #[must_use]
    pub const fn rows(&self) -> u64 {
        match &self.rows {
            Counting::Households(rows) => rows.count,
            Counting::Persons(rows) => rows.count,
        }
    }

    /// How many weights had more than nine decimals and were rounded to nine, half to even.
    #[must_use]
    pub const fn rounded_weights(&self) -> u64 {
        match &self.rows {
            Counting::Households(rows) => rows.rounded_weights(),
            Counting::Persons(rows) => rows.rounded_weights(),
        }
    }

    /// How many rows have each code of each indicator; empty where rows came as sums ([`SurveyReader::add_sum`]).
    pub fn codes(&self) -> impl Iterator<Item = CodeCount<'_>> {
        let counts = match &self.rows {
            Counting::Households(rows) => &rows.codes,
            Counting::Persons(rows) => &rows.codes,
        };
        let indicators = self.spec.counting.iter().flat_map(|counting| &counting.indicators);
        indicators.zip(counts).flat_map(|(indicator, counts)| {
            let codes = indicator.codes.iter().zip(counts);
            codes.map(|((code, meaning), rows)| CodeCount { indicator: &indicator.id, code, meaning, rows: *rows })
        })
    }
}
