//! Survey files as CSV tables.

use super::{Spec, SpecError, Survey, SurveyReader};
use crate::source::Position;
use std::io::Read;

impl Spec {
    /// Reads a survey from a CSV table with a header. `file` is the name that errors point at.
    ///
    /// # Errors
    /// [`SpecError::Table`] for what is no table; as [`SurveyReader::new`], [`SurveyReader::push`] and [`SurveyReader::finish`].
    ///
    /// ```
    /// use poverty::measure::spec::Spec;
    /// let spec = Spec::from_toml("mine.toml", r#"
    /// data = { weight = "w", psu = "cluster" }
    /// options = { measures = ["H"], subgroups = ["area"] }
    /// dimension = [{ id = "housing", indicators = [{ column = "water" }, { column = "toilet" }] }]
    /// weighting = [{ id = "nested", cutoffs = ["1/2"] }]
    /// "#)?;
    /// let data = "cluster,area,w,water,toilet\n1,rural,10,1,1\n1,rural,12,0,0\n2,rural,9,1,0\n2,urban,20,0,0\n3,urban,8,,1\n";
    /// let survey = spec.read_csv("mine.csv", data.as_bytes())?;
    /// let rows = survey.measure()?;
    /// let rural = rows.rows().iter().find(|row| row.level == "rural").unwrap();
    /// assert_eq!((rural.estimate, rural.rows), (Some(19.0 / 31.0), 3));
    ///
    /// let bad = spec.read_csv("mine.csv", data.replace("1,rural,12,0", "1,rural,12,no").as_bytes()).unwrap_err();
    /// assert_eq!(
    ///     bad.to_string(),
    ///     "mine.csv:3: column `water` is `no`, expected 0 (not_deprived) or 1 (deprived) or empty (not_recorded)"
    /// );
    /// # Ok::<(), poverty::measure::spec::SpecError>(())
    /// ```
    pub fn read_csv(&self, file: &str, data: impl Read) -> Result<Survey<'_>, SpecError> {
        let mut table = csv::Reader::from_reader(data);
        let unreadable = |error: &csv::Error| SpecError::Table {
            position: Position::new(file, error.position().map_or(1, csv::Position::line), 1),
            message: error.to_string(),
        };
        let header = table.headers().map_err(|error| unreadable(&error))?;
        let mut reader = SurveyReader::new(self, file, header)?;
        let mut record = csv::StringRecord::new();
        while table.read_record(&mut record).map_err(|error| unreadable(&error))? {
            let line = record.position().map_or(1, csv::Position::line);
            reader.push_at(line, &|place| record.get(place).unwrap_or_default())?;
        }
        reader.finish()
    }
}
