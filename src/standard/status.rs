//! Statuses that stand beside the class.

use super::default_unit::{household, is_household};
use super::standard::Standard;
use super::{Assessment, ParameterValue, StandardError};
use crate::quantity::Unit;
use crate::source::{Citation, Text};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A status beside the class, which a law grants to some of a class: in Viet Nam the low-income worker, người lao động có thu nhập
/// thấp, a member of a household that is neither poor nor near-poor.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Status {
    pub(super) id: String,
    pub(super) name: Text,
    /// Whether it is the household or each of its members that has it.
    #[serde(default = "household", skip_serializing_if = "is_household")]
    pub(super) unit: Unit,
    /// Classes whose households can have it.
    pub(super) classes: Vec<String>,
    /// The line that the income must not exceed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) income_under: Option<String>,
    /// Whether it must be applied for.
    #[serde(default)]
    pub(super) on_application: bool,
    /// The first day, or the parameter that holds it where it is not known.
    pub(super) since: Since,
    pub(super) cite: Citation,
}

/// The first day of a status.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct Since {
    /// A day before which it surely did not exist, such as that of the signature; or the first day, if no parameter is named.
    pub(super) date: NaiveDate,
    /// The parameter that holds the first day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) parameter: Option<String>,
}

impl Status {
    /// Key, unique among the statuses of its standard.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Name.
    #[must_use]
    pub const fn name(&self) -> &Text {
        &self.name
    }

    /// Whether it is the household or each of its members that has it.
    #[must_use]
    pub const fn unit(&self) -> Unit {
        self.unit
    }

    /// Classes whose households can have it.
    #[must_use]
    pub fn classes(&self) -> &[String] {
        &self.classes
    }

    /// The line that the income must not exceed.
    #[must_use]
    pub fn income_under(&self) -> Option<&str> {
        self.income_under.as_deref()
    }

    /// Whether it is granted only to those who apply. An assessment then says who would be entitled to it.
    #[must_use]
    pub const fn on_application(&self) -> bool {
        self.on_application
    }

    /// Where the law says so.
    #[must_use]
    pub const fn citation(&self) -> &Citation {
        &self.cite
    }

    /// Whether it existed on a day; `None` if its first day is not known and the day does not lie before it for sure.
    fn exists(&self, standard: &Standard, on: NaiveDate) -> Option<bool> {
        if on < self.since.date {
            return Some(false);
        }
        let Some(parameter) = &self.since.parameter else { return Some(true) };
        match standard.parameter(parameter)?.value()? {
            ParameterValue::Date(first) => Some(on >= *first),
            ParameterValue::Number(_) | ParameterValue::Money(_) | ParameterValue::Choice(_) => None,
        }
    }
}

impl<S> Assessment<'_, S> {
    /// Whether the household (or its members, by [`Status::unit`]) is entitled to a status; `None` if what was observed does not
    /// decide.
    ///
    /// ```
    /// use poverty::household::{Household, Member};
    /// use poverty::place::Area;
    /// use poverty::quantity::Money;
    /// use poverty::standard::Standards;
    /// use chrono::NaiveDate;
    /// let household = Household::builder("H1", "24133", Area::Rural)
    ///     .income_per_person_month(Money::vnd(2_250_000))
    ///     .member(Member::aged(30)?)
    ///     .build()?;
    /// let decree = Standards::embedded().get("vn-decree-07-2021")?;
    /// let on = "2025-12-31".parse()?;
    /// // The day on which the status came into being is not known to this crate; with it, the answer is.
    /// let unknown = decree.assess(&household, on)?.status("low_income_worker").unwrap_err();
    /// assert_eq!(unknown.code(), "standard/parameter-unknown");
    /// let first: NaiveDate = "2025-02-24".parse()?;
    /// let decree = decree.with_parameter("low_income_worker_from", first)?;
    /// assert_eq!(decree.assess(&household, on)?.status("low_income_worker")?, Some(true));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`StandardError::UnknownReference`] for a status that the standard does not have; [`StandardError::ParameterUnknown`] if
    /// the answer depends on a first day that is not known.
    pub fn status(&self, id: &str) -> Result<Option<bool>, StandardError> {
        let statuses = self.standard.statuses();
        let status = statuses.iter().find(|status| status.id == id).ok_or_else(|| StandardError::UnknownReference {
            thing: "status",
            id: id.to_owned(),
            known: statuses.iter().map(Status::id).collect::<Vec<_>>().join(", "),
            at: Box::default(),
        })?;
        let entitled = self.entitled(status);
        match (status.exists(self.standard, self.on), entitled) {
            (Some(false), _) | (_, Some(false)) => Ok(Some(false)),
            (Some(true), entitled) => Ok(entitled),
            (None, Some(true) | None) => Err(StandardError::ParameterUnknown {
                standard: self.standard.id().to_owned(),
                parameter: format!("the first day of `{id}`"),
                note: status.cite.note.clone().unwrap_or_else(|| status.cite.to_string()),
            }),
        }
    }

    /// Whether class and income entitle to a status.
    fn entitled(&self, status: &Status) -> Option<bool> {
        let mut classes = self.possible_classes().map(|class| status.classes.iter().any(|id| id == class.id()));
        let first = classes.next()?;
        let by_class = classes.all(|other| other == first).then_some(first);
        let by_income = match &status.income_under {
            None => Some(true),
            Some(line) => {
                let place = self.standard.lines().iter().position(|other| other.id() == line)?;
                self.lines_exceeded.map(|exceeded| exceeded <= place)
            }
        };
        match (by_class, by_income) {
            (Some(false), _) | (_, Some(false)) => Some(false),
            (Some(true), Some(true)) => Some(true),
            _ => None,
        }
    }
}
