//! Results against baseline and targets.

use super::DeliveryError;
use crate::programme::FiscalYear;
use crate::quantity::Ratio;
use core::fmt;
use std::collections::BTreeMap;

/// What a result is, from what a programme hands out to what becomes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// What is handed out: houses, trained people, đầu ra.
    Output,
    /// What changes for those who got it: their incomes, their class, kết quả.
    Outcome,
    /// What changes for all: the poverty rate, tác động.
    Impact,
}

/// A result of a programme or of a part of it, with the indicators by which it is judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgrammeResult {
    /// What it is.
    pub level: Level,
    /// In words.
    pub title: String,
    /// By what it is judged.
    pub indicators: Vec<Indicator>,
}

/// The results of a programme by the code of the part that brings them; `None` for the programme as a whole.
pub type ResultsFramework = BTreeMap<Option<String>, Vec<ProgrammeResult>>;

/// How the values of an indicator are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Scale {
    /// As numbers.
    #[default]
    Number,
    /// In percent.
    Percent,
}

/// Which way an indicator is to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// More is better: houses, people trained.
    Rise,
    /// Less is better: a poverty rate.
    Fall,
}

/// A value of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Observation {
    /// The year.
    pub year: FiscalYear,
    /// The value.
    pub value: Ratio,
}

/// How an indicator stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// The last target is met.
    Achieved,
    /// What was to be reached by the year is met.
    OnTrack,
    /// It is not.
    OffTrack,
    /// There is no value for the year.
    NoData,
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Achieved => "achieved",
            Self::OnTrack => "on track",
            Self::OffTrack => "off track",
            Self::NoData => "no data",
        })
    }
}

/// A result with a baseline, targets and actual values.
///
/// What is to be reached by a year is its target; in a year without one it lies on the straight line between the targets, or
/// baseline and target, around it.
///
/// ```
/// use poverty::programme::FiscalYear;
/// use poverty::programme::delivery::{Direction, Indicator, Observation, Status};
/// let at = |year, rate: &str| -> Result<Observation, Box<dyn std::error::Error>> {
///     Ok(Observation { year: FiscalYear::new(year)?, value: rate.parse()? })
/// };
/// let rate = Indicator::new("poverty rate", Direction::Fall, at(2021, "12.79 %")?, vec![at(2025, "3 %")?])?
///     .with_actual(vec![at(2024, "6.38 %")?])?;
/// let year = FiscalYear::new(2024)?;
/// // Three quarters of the way lie at 5.4475 %.
/// assert_eq!(rate.milestone(year)?, Some("5.4475 %".parse()?));
/// assert_eq!(rate.status(year)?, Status::OffTrack);
/// assert_eq!(rate.status(FiscalYear::new(2023)?)?, Status::NoData);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indicator {
    name: String,
    scale: Scale,
    direction: Direction,
    baseline: Observation,
    targets: BTreeMap<FiscalYear, Ratio>,
    actual: BTreeMap<FiscalYear, Ratio>,
}

impl Indicator {
    /// An indicator with its targets.
    ///
    /// # Errors
    /// [`DeliveryError::NoTarget`], [`DeliveryError::RepeatedYear`], [`DeliveryError::BeforeBaseline`],
    /// [`DeliveryError::WrongWay`].
    pub fn new(
        name: impl Into<String>,
        direction: Direction,
        baseline: Observation,
        targets: Vec<Observation>,
    ) -> Result<Self, DeliveryError> {
        let name = name.into();
        let targets = by_year(&name, baseline.year, targets, "target")?;
        if targets.is_empty() {
            return Err(DeliveryError::NoTarget(name));
        }
        let mut before = baseline.value;
        for (year, target) in &targets {
            let (wrong, word) = match direction {
                Direction::Rise => (*target < before, "rise"),
                Direction::Fall => (*target > before, "fall"),
            };
            if wrong {
                return Err(DeliveryError::WrongWay { indicator: name, direction: word, year: *year });
            }
            before = *target;
        }
        Ok(Self { name, scale: Scale::Number, direction, baseline, targets, actual: BTreeMap::new() })
    }

    /// The same with its actual values.
    ///
    /// # Errors
    /// [`DeliveryError::RepeatedYear`], [`DeliveryError::BeforeBaseline`].
    pub fn with_actual(self, actual: Vec<Observation>) -> Result<Self, DeliveryError> {
        let actual = by_year(&self.name, self.baseline.year, actual, "value")?;
        Ok(Self { actual, ..self })
    }

    /// The same with values that are written in percent: 63/1,000 as 6.3. The values themselves stay.
    #[must_use]
    pub fn in_percent(self) -> Self {
        Self { scale: Scale::Percent, ..self }
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How its values are written.
    #[must_use]
    pub const fn scale(&self) -> Scale {
        self.scale
    }

    /// Which way it is to go.
    #[must_use]
    pub const fn direction(&self) -> Direction {
        self.direction
    }

    /// Its targets, in order of years.
    pub fn targets(&self) -> impl Iterator<Item = Observation> {
        self.targets.iter().map(|(year, value)| Observation { year: *year, value: *value })
    }

    /// Its values after the baseline, in order of years.
    pub fn actuals(&self) -> impl Iterator<Item = Observation> {
        self.actual.iter().map(|(year, value)| Observation { year: *year, value: *value })
    }

    /// The value before.
    #[must_use]
    pub const fn baseline(&self) -> Observation {
        self.baseline
    }

    /// The value of a year.
    #[must_use]
    pub fn actual(&self, year: FiscalYear) -> Option<Ratio> {
        self.actual.get(&year).copied()
    }

    /// What is to be reached by the end of a year; `None` before the baseline. After the last target it is that.
    ///
    /// # Errors
    /// [`DeliveryError::Quantity`] if a number does not fit.
    pub fn milestone(&self, year: FiscalYear) -> Result<Option<Ratio>, DeliveryError> {
        if year < self.baseline.year {
            return Ok(None);
        }
        let before = self.targets.range(..=year).next_back().map(|(year, value)| (*year, *value));
        let before = before.unwrap_or((self.baseline.year, self.baseline.value));
        let Some((next, value)) = self.targets.range(year..).next().filter(|(next, _)| **next > before.0) else {
            return Ok(Some(before.1));
        };
        let years =
            |from: FiscalYear, to: FiscalYear| i128::from(to.number()).saturating_sub(i128::from(from.number()));
        let part = Ratio::new(years(before.0, year), years(before.0, *next))?;
        Ok(Some(value.checked_sub(before.1)?.checked_mul(part)?.checked_add(before.1)?))
    }

    /// How it stands at the end of a year.
    ///
    /// # Errors
    /// [`DeliveryError::Quantity`] if a number does not fit.
    pub fn status(&self, year: FiscalYear) -> Result<Status, DeliveryError> {
        let Some(actual) = self.actual(year) else { return Ok(Status::NoData) };
        let meets = |wanted: Ratio| match self.direction {
            Direction::Rise => actual >= wanted,
            Direction::Fall => actual <= wanted,
        };
        let last = self.targets.last_key_value().map(|(_, value)| *value);
        Ok(if last.is_some_and(meets) {
            Status::Achieved
        } else if self.milestone(year)?.is_some_and(meets) {
            Status::OnTrack
        } else {
            Status::OffTrack
        })
    }
}

fn by_year(
    indicator: &str,
    baseline: FiscalYear,
    values: Vec<Observation>,
    what: &'static str,
) -> Result<BTreeMap<FiscalYear, Ratio>, DeliveryError> {
    let mut by_year = BTreeMap::new();
    for Observation { year, value } in values {
        let indicator = || indicator.to_owned();
        if year <= baseline {
            return Err(DeliveryError::BeforeBaseline { indicator: indicator(), what, year, baseline });
        }
        if by_year.insert(year, value).is_some() {
            let what = if what == "target" { "targets" } else { "values" };
            return Err(DeliveryError::RepeatedYear { indicator: indicator(), what, year });
        }
    }
    Ok(by_year)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(year: i32, value: i64) -> Observation {
        Observation { year: FiscalYear::new(year).unwrap(), value: value.into() }
    }

    fn code(direction: Direction, targets: Vec<Observation>) -> &'static str {
        Indicator::new("houses", direction, at(2021, 10), targets).unwrap_err().code()
    }

    #[test]
    fn every_mistake_has_its_error() {
        assert_eq!(code(Direction::Rise, vec![]), "programme/no-target");
        assert_eq!(code(Direction::Rise, vec![at(2021, 20)]), "programme/before-baseline");
        assert_eq!(code(Direction::Rise, vec![at(2022, 20), at(2022, 30)]), "programme/repeated-year");
        assert_eq!(code(Direction::Rise, vec![at(2022, 20), at(2023, 19)]), "programme/wrong-way");
        assert_eq!(code(Direction::Fall, vec![at(2022, 11)]), "programme/wrong-way");
        let houses = Indicator::new("houses", Direction::Rise, at(2021, 0), vec![at(2025, 100)]).unwrap();
        assert_eq!(houses.with_actual(vec![at(2020, 1)]).unwrap_err().code(), "programme/before-baseline");
    }

    #[test]
    fn status_by_target_of_the_year_or_the_line_between() {
        let targets = vec![at(2022, 20), at(2024, 60), at(2025, 100)];
        let actual = vec![at(2022, 20), at(2023, 39), at(2024, 60), at(2025, 99)];
        let houses =
            Indicator::new("houses", Direction::Rise, at(2021, 0), targets).unwrap().with_actual(actual).unwrap();
        let status = |year| houses.status(FiscalYear::new(year).unwrap()).unwrap();
        assert_eq!(
            [2021, 2022, 2023, 2024, 2025].map(status),
            [Status::NoData, Status::OnTrack, Status::OffTrack, Status::OnTrack, Status::OffTrack]
        );
        let milestone = |year| houses.milestone(FiscalYear::new(year).unwrap()).unwrap();
        assert_eq!(milestone(2023), Some(40.into()));
        assert_eq!((milestone(2020), milestone(2030)), (None, Some(100.into())));
        let done = houses.with_actual(vec![at(2023, 100)]).unwrap();
        assert_eq!(done.status(FiscalYear::new(2023).unwrap()).unwrap(), Status::Achieved);
    }
}
