//! What money is for, where it comes from and when it may be spent.

use crate::quantity::{Period, QuantityError};
use chrono::NaiveDate;
use core::fmt;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Who pays.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FundingSource {
    /// Ngân sách trung ương.
    CentralBudget,
    /// Ngân sách cấp tỉnh.
    ProvincialBudget,
    /// Ngân sách cấp huyện, until 30 June 2025.
    DistrictBudget,
    /// Ngân sách cấp xã.
    CommuneBudget,
    /// Official development assistance, vốn ODA.
    DevelopmentAssistance,
    /// Loans of the policy bank, tín dụng chính sách.
    PolicyCredit,
    /// Doanh nghiệp.
    Enterprises,
    /// Cộng đồng: neighbours, associations, funds for the poor.
    Community,
    /// Người hưởng lợi: what the households helped put in themselves.
    Beneficiaries,
}

impl FundingSource {
    /// Whether it is the budget of a province, district or commune: what counts as counterpart, vốn đối ứng.
    #[must_use]
    pub const fn is_local_budget(self) -> bool {
        matches!(self, Self::ProvincialBudget | Self::DistrictBudget | Self::CommuneBudget)
    }

    /// The word in files, `central_budget`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::CentralBudget => "central_budget",
            Self::ProvincialBudget => "provincial_budget",
            Self::DistrictBudget => "district_budget",
            Self::CommuneBudget => "commune_budget",
            Self::DevelopmentAssistance => "development_assistance",
            Self::PolicyCredit => "policy_credit",
            Self::Enterprises => "enterprises",
            Self::Community => "community",
            Self::Beneficiaries => "beneficiaries",
        }
    }

    /// Every source.
    pub const ALL: [Self; 9] = [
        Self::CentralBudget,
        Self::ProvincialBudget,
        Self::DistrictBudget,
        Self::CommuneBudget,
        Self::DevelopmentAssistance,
        Self::PolicyCredit,
        Self::Enterprises,
        Self::Community,
        Self::Beneficiaries,
    ];
}

impl fmt::Display for FundingSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::CentralBudget => "central budget",
            Self::ProvincialBudget => "provincial budget",
            Self::DistrictBudget => "district budget",
            Self::CommuneBudget => "commune budget",
            Self::DevelopmentAssistance => "development assistance",
            Self::PolicyCredit => "policy credit",
            Self::Enterprises => "enterprises",
            Self::Community => "community",
            Self::Beneficiaries => "beneficiaries",
        })
    }
}

/// What kind of spending the money is for; the two follow different laws.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Capital {
    /// Development investment, vốn đầu tư phát triển.
    Investment,
    /// Recurrent, vốn sự nghiệp (often mistranslated as "career capital").
    Recurrent,
}

impl Capital {
    /// The word in files, `investment`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Investment => "investment",
            Self::Recurrent => "recurrent",
        }
    }

    /// Both.
    pub const ALL: [Self; 2] = [Self::Investment, Self::Recurrent];
}

impl fmt::Display for Capital {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.id())
    }
}

/// A budget year, năm ngân sách: in Viet Nam the calendar year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "i32", into = "i32")]
pub struct FiscalYear(i32);

impl FiscalYear {
    /// A year between 1900 and 2999.
    ///
    /// # Errors
    /// [`QuantityError::OutOfRange`].
    pub fn new(year: i32) -> Result<Self, QuantityError> {
        if (1900..=2999).contains(&year) {
            Ok(Self(year))
        } else {
            Err(QuantityError::OutOfRange {
                thing: "fiscal year",
                value: year.to_string(),
                expected: "a year from 1900 to 2999",
            })
        }
    }

    /// The number of the year.
    #[must_use]
    pub const fn number(self) -> i32 {
        self.0
    }

    /// The year after.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }

    /// The year in which a day lies.
    ///
    /// # Errors
    /// [`QuantityError::OutOfRange`] before 1900 and after 2999.
    pub fn of(day: NaiveDate) -> Result<Self, QuantityError> {
        Self::new(chrono::Datelike::year(&day))
    }

    /// A day of the year; the last of the month if the month has fewer days.
    #[must_use]
    pub fn day(self, month: u32, day: u32) -> NaiveDate {
        let on = |day| NaiveDate::from_ymd_opt(self.0, month.clamp(1, 12), day);
        (1..=day.clamp(1, 31)).rev().find_map(on).unwrap_or(NaiveDate::MAX)
    }

    /// Its first day.
    #[must_use]
    pub fn first_day(self) -> NaiveDate {
        self.day(1, 1)
    }

    /// Its last day.
    #[must_use]
    pub fn last_day(self) -> NaiveDate {
        self.day(12, 31)
    }

    /// Its days.
    ///
    /// # Errors
    /// None for the years that there are; the type is that of its siblings.
    pub fn days(self) -> Result<Period, QuantityError> {
        Period::year(self.0)
    }
}

impl TryFrom<i32> for FiscalYear {
    type Error = QuantityError;

    fn try_from(year: i32) -> Result<Self, Self::Error> {
        Self::new(year)
    }
}

impl From<FiscalYear> for i32 {
    fn from(year: FiscalYear) -> Self {
        year.0
    }
}

impl fmt::Display for FiscalYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Where money stands in the budget: a part of a programme, a source, a kind of capital, a place, and the year in which it
/// may be spent.
///
/// Money carried over from an earlier year stands on its own line, whose [`planned`](BudgetLine::planned) year is earlier
/// than its year. So rates with and without carried-over money never mix.
///
/// ```
/// use poverty::programme::{BudgetLine, Capital, FiscalYear, FundingSource};
/// let year = FiscalYear::new(2023)?;
/// let line = BudgetLine::new("3.1", FundingSource::CentralBudget, Capital::Recurrent, "66", year)?;
/// assert_eq!(line.to_string(), "3.1, central budget, recurrent, place 66, 2023");
/// let carried = line.carried_over();
/// assert_eq!(carried.to_string(), "3.1, central budget, recurrent, place 66, 2024 (planned 2023)");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "LineRecord", into = "LineRecord")]
pub struct BudgetLine {
    component: String,
    source: FundingSource,
    capital: Capital,
    place: String,
    year: FiscalYear,
    planned: FiscalYear,
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct LineRecord {
    component: String,
    source: FundingSource,
    capital: Capital,
    place: String,
    year: FiscalYear,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    planned: Option<FiscalYear>,
}

/// Why a [`BudgetLine`] could not be made.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum BudgetLineError {
    /// A component or place that is blank, padded or holds a character that separates fields.
    #[error("{field} `{value}` of a budget line must be a code without white space around it, `,` or `;`")]
    Code {
        /// Which.
        field: &'static str,
        /// The code as given.
        value: String,
    },
    /// Money planned for a later year than it is spent in.
    #[error("money planned for {planned} can't stand on a line of {year}: it may be spent in its year or later")]
    PlannedLater {
        /// The year in which it was planned.
        planned: FiscalYear,
        /// The year of the line.
        year: FiscalYear,
    },
}

impl BudgetLineError {
    /// A stable, documented code of this kind of error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Code { .. } => "programme/line-code",
            Self::PlannedLater { .. } => "programme/planned-later",
        }
    }
}

impl BudgetLine {
    /// A line of this year's plan. The component is the code of a project, sub-project or activity; the place is the code
    /// of an administrative unit in that year.
    ///
    /// # Errors
    /// [`BudgetLineError::Code`].
    pub fn new(
        component: impl Into<String>,
        source: FundingSource,
        capital: Capital,
        place: impl Into<String>,
        year: FiscalYear,
    ) -> Result<Self, BudgetLineError> {
        Self::planned_in(component, source, capital, place, year, year)
    }

    /// A line of money that was planned in this or an earlier year.
    ///
    /// # Errors
    /// [`BudgetLineError::Code`]; [`BudgetLineError::PlannedLater`].
    pub fn planned_in(
        component: impl Into<String>,
        source: FundingSource,
        capital: Capital,
        place: impl Into<String>,
        year: FiscalYear,
        planned: FiscalYear,
    ) -> Result<Self, BudgetLineError> {
        let (component, place) = (component.into(), place.into());
        for (field, value) in [("component", &component), ("place", &place)] {
            if value.is_empty() || value.trim() != value || value.contains([',', ';', '"', '\n', '\r']) {
                return Err(BudgetLineError::Code { field, value: value.clone() });
            }
        }
        if planned > year {
            return Err(BudgetLineError::PlannedLater { planned, year });
        }
        Ok(Self { component, source, capital, place, year, planned })
    }

    /// The line on which this one's money stands when it is carried over into the next year.
    #[must_use]
    pub fn carried_over(&self) -> Self {
        Self { year: self.year.next(), ..self.clone() }
    }

    /// The same line of another component.
    ///
    /// # Errors
    /// [`BudgetLineError::Code`].
    pub fn with_component(&self, component: impl Into<String>) -> Result<Self, BudgetLineError> {
        Self::planned_in(component, self.source, self.capital, self.place.clone(), self.year, self.planned)
    }

    /// The same line of another place.
    ///
    /// # Errors
    /// [`BudgetLineError::Code`].
    pub fn with_place(&self, place: impl Into<String>) -> Result<Self, BudgetLineError> {
        Self::planned_in(self.component.clone(), self.source, self.capital, place, self.year, self.planned)
    }

    /// Code of the project, sub-project or activity.
    #[must_use]
    pub fn component(&self) -> &str {
        &self.component
    }

    /// Who pays.
    #[must_use]
    pub const fn source(&self) -> FundingSource {
        self.source
    }

    /// What kind of spending it is for.
    #[must_use]
    pub const fn capital(&self) -> Capital {
        self.capital
    }

    /// Code of the administrative unit, as it is in the year.
    #[must_use]
    pub fn place(&self) -> &str {
        &self.place
    }

    /// The year in which it may be spent.
    #[must_use]
    pub const fn year(&self) -> FiscalYear {
        self.year
    }

    /// The year in whose plan it was.
    #[must_use]
    pub const fn planned(&self) -> FiscalYear {
        self.planned
    }

    /// Whether the money was carried over from an earlier year.
    #[must_use]
    pub fn is_carried(&self) -> bool {
        self.planned < self.year
    }
}

impl fmt::Display for BudgetLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {}, {}, place {}, {}", self.component, self.source, self.capital, self.place, self.year)?;
        if self.is_carried() { write!(f, " (planned {})", self.planned) } else { Ok(()) }
    }
}

impl TryFrom<LineRecord> for BudgetLine {
    type Error = BudgetLineError;

    fn try_from(record: LineRecord) -> Result<Self, Self::Error> {
        let LineRecord { component, source, capital, place, year, planned } = record;
        Self::planned_in(component, source, capital, place, year, planned.unwrap_or(year))
    }
}

impl From<BudgetLine> for LineRecord {
    fn from(line: BudgetLine) -> Self {
        let planned = line.is_carried().then_some(line.planned);
        let BudgetLine { component, source, capital, place, year, .. } = line;
        Self { component, source, capital, place, year, planned }
    }
}
