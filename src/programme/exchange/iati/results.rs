//! Results with their indicators, between the results framework and the elements of the standard.
//!
//! A value stands in decimals, percent as a number of percent. A year is a period from its first day to its last.

use super::{Activity, Day, Narratives};
use crate::programme::FiscalYear;
use crate::programme::delivery::{Direction, Indicator, Level, Observation, ProgrammeResult, Scale};
use crate::programme::exchange::ExchangeError;
use crate::quantity::{QuantityError, Ratio, Rounding};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResultElement {
    /// 1 output, 2 outcome, 3 impact, 9 other.
    #[serde(rename = "@type")]
    pub kind: String,
    /// Title.
    pub title: Vec<Narratives>,
    /// Indicators.
    #[serde(default)]
    pub indicator: Vec<IndicatorElement>,
    /// Elements and attributes that this reader does not know, by name.
    #[serde(flatten)]
    pub other: BTreeMap<String, serde_json::Value>,
}

/// An indicator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndicatorElement {
    /// 1 unit, 2 percentage, 3 nominal, 4 ordinal, 5 qualitative.
    #[serde(rename = "@measure")]
    pub measure: String,
    /// `1` if more is better, which holds where nothing is said; `0` if less is.
    #[serde(rename = "@ascending", default, skip_serializing_if = "Option::is_none")]
    pub ascending: Option<String>,
    /// Title.
    pub title: Vec<Narratives>,
    /// The value before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub baseline: Vec<BaselineElement>,
    /// Targets and values.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub period: Vec<PeriodElement>,
    /// Elements and attributes that this reader does not know, by name.
    #[serde(flatten)]
    pub other: BTreeMap<String, serde_json::Value>,
}

/// The value of an indicator before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BaselineElement {
    /// The year.
    #[serde(rename = "@year")]
    pub year: String,
    /// The value.
    #[serde(rename = "@value", default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// Elements and attributes that this reader does not know, by name.
    #[serde(flatten)]
    pub other: BTreeMap<String, serde_json::Value>,
}

/// A target and a value of some time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct PeriodElement {
    /// First day.
    pub period_start: Vec<Day>,
    /// Last day.
    pub period_end: Vec<Day>,
    /// What is to be reached.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub target: Vec<FigureElement>,
    /// What was reached.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub actual: Vec<FigureElement>,
    /// Elements and attributes that this reader does not know, by name.
    #[serde(flatten)]
    pub other: BTreeMap<String, serde_json::Value>,
}

/// A value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FigureElement {
    /// The value.
    #[serde(rename = "@value", default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// Elements and attributes that this reader does not know, by name.
    #[serde(flatten)]
    pub other: BTreeMap<String, serde_json::Value>,
}

impl Activity {
    /// The results of the activity.
    ///
    /// # Errors
    /// [`ExchangeError::Result`] for what the standard allows and a results framework has not: indicators in words, without
    /// baseline or target, with values of other periods than years.
    pub fn results(&self) -> Result<Vec<ProgrammeResult>, ExchangeError> {
        self.result.iter().map(ResultElement::read).collect()
    }
}

impl ResultElement {
    pub(super) fn of(result: &ProgrammeResult) -> Result<Self, ExchangeError> {
        let kind = match result.level {
            Level::Output => "1",
            Level::Outcome => "2",
            Level::Impact => "3",
        };
        Ok(Self {
            kind: kind.to_owned(),
            title: vec![Narratives::of(&result.title)],
            indicator: result.indicators.iter().map(IndicatorElement::of).collect::<Result<_, _>>()?,
            other: BTreeMap::new(),
        })
    }

    fn read(&self) -> Result<ProgrammeResult, ExchangeError> {
        let title = text(&self.title);
        let level = match self.kind.as_str() {
            "1" => Level::Output,
            "2" => Level::Outcome,
            "3" => Level::Impact,
            other => return Err(refused(&title, format!("is of type `{other}`, expected 1, 2 or 3"))),
        };
        let indicators = self.indicator.iter().map(IndicatorElement::read).collect::<Result<_, _>>()?;
        Ok(ProgrammeResult { level, title, indicators })
    }
}

impl IndicatorElement {
    fn of(indicator: &Indicator) -> Result<Self, ExchangeError> {
        let figure = |value: Ratio| -> Result<FigureElement, ExchangeError> {
            Ok(FigureElement { value: Some(written(indicator, value)?), other: BTreeMap::new() })
        };
        let mut years: BTreeMap<FiscalYear, (Option<Ratio>, Option<Ratio>)> = BTreeMap::new();
        for target in indicator.targets() {
            years.entry(target.year).or_default().0 = Some(target.value);
        }
        for actual in indicator.actuals() {
            years.entry(actual.year).or_default().1 = Some(actual.value);
        }
        let mut period = Vec::with_capacity(years.len());
        for (year, (target, actual)) in years {
            period.push(PeriodElement {
                period_start: vec![Day { day: year.first_day() }],
                period_end: vec![Day { day: year.last_day() }],
                target: target.into_iter().map(figure).collect::<Result<_, _>>()?,
                actual: actual.into_iter().map(figure).collect::<Result<_, _>>()?,
                other: BTreeMap::new(),
            });
        }
        let baseline = indicator.baseline();
        Ok(Self {
            measure: match indicator.scale() {
                Scale::Number => "1",
                Scale::Percent => "2",
            }
            .to_owned(),
            ascending: Some(
                match indicator.direction() {
                    Direction::Rise => "1",
                    Direction::Fall => "0",
                }
                .to_owned(),
            ),
            title: vec![Narratives::of(indicator.name())],
            baseline: vec![BaselineElement {
                year: baseline.year.to_string(),
                value: Some(written(indicator, baseline.value)?),
                other: BTreeMap::new(),
            }],
            period,
            other: BTreeMap::new(),
        })
    }

    fn read(&self) -> Result<Indicator, ExchangeError> {
        let name = text(&self.title);
        let fault = |fault: &str| refused(&name, fault.to_owned());
        let scale = match self.measure.as_str() {
            "1" => Scale::Number,
            "2" => Scale::Percent,
            other => {
                return Err(fault(&format!("has measure `{other}`, expected numbers (1) or percent (2)")));
            }
        };
        let direction = match self.ascending.as_deref() {
            None | Some("1" | "true") => Direction::Rise,
            Some("0" | "false") => Direction::Fall,
            Some(other) => return Err(fault(&format!("is ascending `{other}`, expected 1, 0, true or false"))),
        };
        let value = |text: Option<&String>| match text {
            None => Err(fault("has a value without a number")),
            Some(text) => {
                read_value(text, scale).ok_or_else(|| fault(&format!("has value `{text}`, expected a decimal")))
            }
        };
        let [baseline] = self.baseline.as_slice() else { return Err(fault("has not one baseline")) };
        let year = baseline.year.parse().ok().and_then(|year: i32| FiscalYear::new(year).ok());
        let year = year.ok_or_else(|| fault(&format!("has a baseline of `{}`, expected a year", baseline.year)))?;
        let baseline = Observation { year, value: value(baseline.value.as_ref())? };
        let (mut targets, mut actual) = (Vec::new(), Vec::new());
        for period in &self.period {
            let year =
                period.year().ok_or_else(|| fault("has a period that is no year from its first day to its last"))?;
            for (figures, into) in [(&period.target, &mut targets), (&period.actual, &mut actual)] {
                match figures.as_slice() {
                    [] => {}
                    [one] => into.push(Observation { year, value: value(one.value.as_ref())? }),
                    _ => return Err(fault("has several values for one period, which differ in place or group")),
                }
            }
        }
        let indicator = Indicator::new(name.clone(), direction, baseline, targets);
        let indicator = indicator.and_then(|indicator| indicator.with_actual(actual));
        let indicator = indicator.map_err(|error| fault(&format!("is not one of a results framework: {error}")))?;
        Ok(match scale {
            Scale::Number => indicator,
            Scale::Percent => indicator.in_percent(),
        })
    }
}

impl PeriodElement {
    fn year(&self) -> Option<FiscalYear> {
        let ([start], [end]) = (self.period_start.as_slice(), self.period_end.as_slice()) else { return None };
        let year = FiscalYear::new(chrono::Datelike::year(&start.day)).ok()?;
        (start.day == year.first_day() && end.day == year.last_day()).then_some(year)
    }
}

fn refused(title: &str, fault: String) -> ExchangeError {
    ExchangeError::Result { title: title.to_owned(), fault }
}

fn text(title: &[Narratives]) -> String {
    title.first().and_then(|title| title.narrative.first()).map_or_else(String::new, |one| one.text.clone())
}

/// What a value is multiplied by in writing.
const fn factor(scale: Scale) -> Ratio {
    match scale {
        Scale::Number => Ratio::whole(1),
        Scale::Percent => Ratio::whole(100),
    }
}

/// A value in decimals, exactly.
fn written(indicator: &Indicator, value: Ratio) -> Result<String, ExchangeError> {
    let exact = || -> Result<Option<String>, QuantityError> {
        let scaled = value.checked_mul(factor(indicator.scale()))?;
        for decimals in 0..=18 {
            if scaled.rounded(decimals, Rounding::HalfUp)? == scaled {
                return Ok(Some(scaled.fixed(decimals, Rounding::HalfUp).to_string()));
            }
        }
        Ok(None)
    };
    let not_decimal = || ExchangeError::NotDecimal { indicator: indicator.name().to_owned(), value };
    exact().ok().flatten().ok_or_else(not_decimal)
}

fn read_value(text: &str, scale: Scale) -> Option<Ratio> {
    let value = Ratio::from_decimal(Decimal::from_str_exact(text.trim()).ok()?).ok()?;
    value.checked_div(factor(scale)).ok()
}
