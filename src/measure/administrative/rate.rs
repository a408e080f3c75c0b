//! The rate of a class of households at a date.

use super::{AdministrativeError, RateChange};
use crate::quantity::{Count, Ratio};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A poverty rate as a register gives it: poor households over all households of an area at a date, by a standard.
///
/// `R = C / N`. It has no sampling error, because nothing was sampled. It carries its standard, since a rate by another
/// line is another quantity: two rates with different standards don't subtract.
///
/// ```
/// use poverty::measure::administrative::AdministrativeRate;
/// use poverty::quantity::{Count, Rounding};
/// let rate = AdministrativeRate::from_counts(
///     Count::new(66_956),
///     Count::new(435_688),
///     "2017-12-31".parse()?,
///     "vn-decision-59-2015",
/// )?;
/// assert_eq!(rate.rate().percent(2, Rounding::HalfUp).to_string(), "15.37 %");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Record", into = "Record")]
pub struct AdministrativeRate {
    rate: Ratio,
    counts: Option<(Count, Count)>,
    date: NaiveDate,
    standard: String,
}

impl AdministrativeRate {
    /// The rate that two counts make.
    ///
    /// # Errors
    /// [`AdministrativeError::MorePoorThanHouseholds`]; [`AdministrativeError::NoStandard`] if the identifier is blank;
    /// [`crate::quantity::QuantityError::ZeroDenominator`] if there are no households.
    pub fn from_counts(
        poor: Count,
        households: Count,
        date: NaiveDate,
        standard: impl Into<String>,
    ) -> Result<Self, AdministrativeError> {
        if poor > households {
            return Err(AdministrativeError::MorePoorThanHouseholds { poor, households });
        }
        let rate = Self::reported(Ratio::of_counts(poor, households)?, date, standard)?;
        Ok(Self { counts: Some((poor, households)), ..rate })
    }

    /// A rate that was reported without its denominator, taken exactly as it is given.
    ///
    /// # Errors
    /// [`AdministrativeError::RateOutOfRange`]; [`AdministrativeError::NoStandard`] if the identifier is blank.
    pub fn reported(rate: Ratio, date: NaiveDate, standard: impl Into<String>) -> Result<Self, AdministrativeError> {
        if !rate.is_share() {
            return Err(AdministrativeError::RateOutOfRange { rate });
        }
        Ok(Self { rate, counts: None, date, standard: stated(standard.into())? })
    }

    /// The rate, from 0 to 1.
    #[must_use]
    pub const fn rate(&self) -> Ratio {
        self.rate
    }

    /// Poor households, if the rate was made from counts.
    #[must_use]
    pub fn poor(&self) -> Option<Count> {
        self.counts.map(|(poor, _)| poor)
    }

    /// All households, if the rate was made from counts.
    #[must_use]
    pub fn households(&self) -> Option<Count> {
        self.counts.map(|(_, households)| households)
    }

    /// The day of the figure, such as the end of the year under review.
    #[must_use]
    pub const fn date(&self) -> NaiveDate {
        self.date
    }

    /// Identifier of the standard that the households were measured by.
    #[must_use]
    pub fn standard(&self) -> &str {
        &self.standard
    }

    /// The change from an earlier rate to this one.
    ///
    /// # Errors
    /// [`AdministrativeError::DifferentStandards`]; [`AdministrativeError::NotLater`];
    /// [`AdministrativeError::UnevenInterval`] if the dates are not a whole number of years apart.
    pub fn change_since(&self, earlier: &Self) -> Result<RateChange, AdministrativeError> {
        RateChange::new(earlier, self)
    }
}

/// A blank identifier is no identifier.
pub(super) fn stated(standard: String) -> Result<String, AdministrativeError> {
    if standard.trim().is_empty() { Err(AdministrativeError::NoStandard) } else { Ok(standard) }
}

/// The written form: either the counts or the rate.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Record {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    poor: Option<Count>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    households: Option<Count>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    rate: Option<Ratio>,
    date: NaiveDate,
    standard: String,
}

impl TryFrom<Record> for AdministrativeRate {
    type Error = String;

    fn try_from(record: Record) -> Result<Self, Self::Error> {
        match (record.poor, record.households, record.rate) {
            (Some(poor), Some(households), None) => {
                Self::from_counts(poor, households, record.date, record.standard).map_err(|error| error.to_string())
            }
            (None, None, Some(rate)) => {
                Self::reported(rate, record.date, record.standard).map_err(|error| error.to_string())
            }
            _ => Err("a rate is written as `poor` and `households`, or as `rate` alone".to_owned()),
        }
    }
}

impl From<AdministrativeRate> for Record {
    fn from(rate: AdministrativeRate) -> Self {
        let (poor, households) = rate.counts.unzip();
        let reported = poor.is_none().then_some(rate.rate);
        Self { poor, households, rate: reported, date: rate.date, standard: rate.standard }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn refuses_what_no_register_can_say() {
        let of = |poor, households| {
            AdministrativeRate::from_counts(Count::new(poor), Count::new(households), day("2021-12-31"), "s")
        };
        assert_eq!(of(11, 10).unwrap_err().code(), "measure/more-poor-than-households");
        assert_eq!(of(0, 0).unwrap_err().code(), "quantity/zero-denominator");
        let reported = |rate: &str, standard| {
            AdministrativeRate::reported(rate.parse().unwrap(), day("2021-12-31"), standard).unwrap_err().code()
        };
        assert_eq!(reported("101 %", "s"), "measure/rate-out-of-range");
        assert_eq!(reported("-1 %", "s"), "measure/rate-out-of-range");
        assert_eq!(reported("1 %", " "), "measure/no-standard");
    }

    #[test]
    fn serde_keeps_both_forms_and_checks_them() {
        let counted = AdministrativeRate::from_counts(Count::new(1), Count::new(8), day("2021-12-31"), "s").unwrap();
        let reported = AdministrativeRate::reported("12.79 %".parse().unwrap(), day("2021-12-31"), "s").unwrap();
        for rate in [counted, reported] {
            let json = serde_json::to_string(&rate).unwrap();
            assert_eq!(serde_json::from_str::<AdministrativeRate>(&json).unwrap(), rate, "{json}");
        }
        for invalid in [
            r#"{"poor":9,"households":8,"date":"2021-12-31","standard":"s"}"#,
            r#"{"poor":1,"date":"2021-12-31","standard":"s"}"#,
            r#"{"poor":1,"households":8,"rate":"1/8","date":"2021-12-31","standard":"s"}"#,
            r#"{"rate":"3/2","date":"2021-12-31","standard":"s"}"#,
            r#"{"rate":"1/2","date":"2021-12-31","standard":""}"#,
            r#"{"rate":"1/2","date":"2021-12-31","standard":"s","area":"x"}"#,
        ] {
            assert!(serde_json::from_str::<AdministrativeRate>(invalid).is_err(), "{invalid}");
        }
    }
}
