//! What a published figure speaks of.

use super::PublishedError;
use crate::measure::administrative::whole_years;
use chrono::{Datelike, NaiveDate};
use core::cmp::Ordering;
use core::fmt;
use core::num::NonZeroU32;
use core::str::FromStr;
use serde::{Deserialize, Serialize};

/// What a figure speaks of: a class of households of a group in an area at a date, by a standard and a way of measuring.
///
/// All of it is part of the figure. Two figures that differ in one of these are two quantities, whatever their numbers.
///
/// ```
/// use poverty::published::{Class, Group, Subject};
/// let end_of_2024: chrono::NaiveDate = "2024-12-31".parse()?;
/// let subject = Subject::new("Đắk Lắk", Class::Poor, end_of_2024)?
///     .of_group(Group::EthnicMinority)
///     .by_standard("vn-decree-07-2021");
/// assert_eq!(
///     subject.to_string(),
///     "poor households, ethnic minority, Đắk Lắk, 2024-12-31, vn-decree-07-2021"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Subject {
    area: String,
    group: Group,
    class: Class,
    date: AsOf,
    standard: Option<String>,
    measurement: Measurement,
    edition: Option<String>,
}

impl Subject {
    /// Households of a class in an area at a date: all groups, measured by the register, the standard not stated.
    ///
    /// An area inside of another is written as a path, `Đắk Lắk / Ea Súp`.
    ///
    /// # Errors
    /// [`PublishedError::Blank`] if the area is blank.
    pub fn new(area: impl Into<String>, class: Class, date: impl Into<AsOf>) -> Result<Self, PublishedError> {
        let area = area.into().trim().to_owned();
        if area.is_empty() || area.split(" / ").any(|step| step.trim().is_empty()) {
            return Err(PublishedError::Blank {
                thing: "area",
                expected: "a name such as Đắk Lắk, or a path such as Đắk Lắk / Ea Súp",
            });
        }
        Ok(Self {
            area,
            group: Group::All,
            class,
            date: date.into(),
            standard: None,
            measurement: Measurement::Register,
            edition: None,
        })
    }

    /// The same of a group.
    #[must_use]
    pub fn of_group(self, group: Group) -> Self {
        Self { group, ..self }
    }

    /// The same by a standard, given by its identifier; a blank one means that the figure does not state it.
    #[must_use]
    pub fn by_standard(self, standard: impl Into<String>) -> Self {
        Self { standard: stated(standard.into()), ..self }
    }

    /// The same measured in another way.
    #[must_use]
    pub fn measured_by(self, measurement: Measurement) -> Self {
        Self { measurement, ..self }
    }

    /// The same in an edition that differs from others of the same date, such as `before the storm`; blank means none.
    #[must_use]
    pub fn in_edition(self, edition: impl Into<String>) -> Self {
        Self { edition: stated(edition.into()), ..self }
    }

    /// The same of another class.
    #[must_use]
    pub fn of_class(self, class: Class) -> Self {
        Self { class, ..self }
    }

    /// The area, as a path from the whole to the part.
    #[must_use]
    pub fn area(&self) -> &str {
        &self.area
    }

    /// The group of households.
    #[must_use]
    pub const fn group(&self) -> &Group {
        &self.group
    }

    /// The class of households.
    #[must_use]
    pub const fn class(&self) -> &Class {
        &self.class
    }

    /// The date.
    #[must_use]
    pub const fn date(&self) -> AsOf {
        self.date
    }

    /// Identifier of the standard, if the figure states it.
    #[must_use]
    pub fn standard(&self) -> Option<&str> {
        self.standard.as_deref()
    }

    /// Whether the figure comes from the register or from a survey.
    #[must_use]
    pub const fn measurement(&self) -> Measurement {
        self.measurement
    }

    /// What distinguishes the figure from others of the same date.
    #[must_use]
    pub fn edition(&self) -> Option<&str> {
        self.edition.as_deref()
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut words = vec![self.class.english()];
        if self.group != Group::All {
            words.push(self.group.english());
        }
        words.push(self.area.clone());
        words.push(self.date.to_string());
        words.extend(self.standard.clone());
        if self.measurement == Measurement::Survey {
            words.push("survey".to_owned());
        }
        words.extend(self.edition.clone());
        f.pad(&words.join(", "))
    }
}

fn stated(text: String) -> Option<String> {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        None
    } else if trimmed.len() == text.len() {
        Some(text)
    } else {
        Some(trimmed.to_owned())
    }
}

/// A group of households. In files `all`, `ethnic_minority`, `not_ethnic_minority`, or any other name.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Group {
    /// All households.
    All,
    /// Households of an ethnic minority, hộ dân tộc thiểu số.
    EthnicMinority,
    /// The other households; with those of an ethnic minority they are all.
    NotEthnicMinority,
    /// Another group, which is a part of all households.
    Named(String),
}

/// A class of households in a published figure. In files `poor`, `near_poor`, `poor_or_near_poor`, `poor_by_income`,
/// `poor_by_deprivation`, `all_households`, or any other name.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Class {
    /// Poor, hộ nghèo.
    Poor,
    /// Near-poor, hộ cận nghèo.
    NearPoor,
    /// Poor or near-poor: the sum of the two, which don't overlap.
    PoorOrNearPoor,
    /// Poor by income alone, of Decision 59/2015/QĐ-TTg.
    PoorByIncome,
    /// Poor by deprivation and a low income, of Decision 59/2015/QĐ-TTg; with those poor by income they are the poor.
    PoorByDeprivation,
    /// All households: the denominator of every rate.
    AllHouseholds,
    /// Another class, which is a part of all households.
    Named(String),
}

/// How the households were measured. In files `register` or `survey`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measurement {
    /// By the yearly review of the register: every household on it was looked at and is counted.
    #[default]
    Register,
    /// By a sample survey: an estimate of something similar.
    Survey,
}

impl Group {
    fn key(&self) -> &str {
        match self {
            Self::All => "all",
            Self::EthnicMinority => "ethnic_minority",
            Self::NotEthnicMinority => "not_ethnic_minority",
            Self::Named(name) => name,
        }
    }

    pub(crate) fn english(&self) -> String {
        self.key().replace('_', " ")
    }
}

impl Class {
    fn key(&self) -> &str {
        match self {
            Self::Poor => "poor",
            Self::NearPoor => "near_poor",
            Self::PoorOrNearPoor => "poor_or_near_poor",
            Self::PoorByIncome => "poor_by_income",
            Self::PoorByDeprivation => "poor_by_deprivation",
            Self::AllHouseholds => "all_households",
            Self::Named(name) => name,
        }
    }

    pub(crate) fn english(&self) -> String {
        match self {
            Self::Poor => "poor households".to_owned(),
            Self::NearPoor => "near-poor households".to_owned(),
            Self::PoorOrNearPoor => "poor or near-poor households".to_owned(),
            Self::PoorByIncome => "households poor by income".to_owned(),
            Self::PoorByDeprivation => "households poor by deprivation".to_owned(),
            Self::AllHouseholds => "all households".to_owned(),
            Self::Named(name) => format!("households of class {}", name.replace('_', " ")),
        }
    }
}

impl FromStr for Group {
    type Err = PublishedError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(match text.trim() {
            "" => {
                return Err(PublishedError::Blank { thing: "group", expected: "all, ethnic_minority or another name" });
            }
            "all" => Self::All,
            "ethnic_minority" => Self::EthnicMinority,
            "not_ethnic_minority" => Self::NotEthnicMinority,
            name => Self::Named(name.to_owned()),
        })
    }
}

impl TryFrom<String> for Group {
    type Error = PublishedError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Group> for String {
    fn from(group: Group) -> Self {
        group.key().to_owned()
    }
}

impl FromStr for Class {
    type Err = PublishedError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(match text.trim() {
            "" => return Err(PublishedError::Blank { thing: "class", expected: "poor, near_poor or another name" }),
            "poor" => Self::Poor,
            "near_poor" => Self::NearPoor,
            "poor_or_near_poor" => Self::PoorOrNearPoor,
            "poor_by_income" => Self::PoorByIncome,
            "poor_by_deprivation" => Self::PoorByDeprivation,
            "all_households" => Self::AllHouseholds,
            name => Self::Named(name.to_owned()),
        })
    }
}

impl TryFrom<String> for Class {
    type Error = PublishedError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Class> for String {
    fn from(class: Class) -> Self {
        class.key().to_owned()
    }
}

impl FromStr for Measurement {
    type Err = PublishedError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.trim() {
            "register" => Ok(Self::Register),
            "survey" => Ok(Self::Survey),
            _ => Err(PublishedError::unreadable("a measurement", text, "register or survey")),
        }
    }
}

impl fmt::Display for Group {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.key())
    }
}

impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.key())
    }
}

impl fmt::Display for Measurement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Register => "register",
            Self::Survey => "survey",
        })
    }
}

/// When a figure was true: a day, or only a year where the source does not tell the day.
///
/// A figure of a year is not one of its last day: which day it was is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum AsOf {
    /// A year, day not told.
    Year(i32),
    /// A day.
    Day(NaiveDate),
}

impl AsOf {
    /// The day, if it is told.
    #[must_use]
    pub const fn day(self) -> Option<NaiveDate> {
        match self {
            Self::Day(day) => Some(day),
            Self::Year(_) => None,
        }
    }

    /// The yearly intervals from an earlier date to this one: between two days that are whole years apart, or between
    /// two years. `None` where that is not defined.
    #[must_use]
    pub fn intervals_since(self, earlier: Self) -> Option<NonZeroU32> {
        match (earlier, self) {
            (Self::Day(earlier), Self::Day(later)) => whole_years(earlier, later).ok(),
            (Self::Year(earlier), Self::Year(later)) => {
                u32::try_from(later.saturating_sub(earlier)).ok().and_then(NonZeroU32::new)
            }
            (Self::Day(_), Self::Year(_)) | (Self::Year(_), Self::Day(_)) => None,
        }
    }

    /// Whether the date lies from `first` to `last`, both included; where one of two is a year, years are compared.
    pub(super) fn lies_in(self, first: Option<Self>, last: Option<Self>) -> bool {
        let not_after = |left: Self, right: Self| match (left, right) {
            (Self::Day(left), Self::Day(right)) => left <= right,
            (left, right) => left.year() <= right.year(),
        };
        first.is_none_or(|first| not_after(first, self)) && last.is_none_or(|last| not_after(self, last))
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> i32 {
        match self {
            Self::Day(day) => day.year(),
            Self::Year(year) => year,
        }
    }
}

impl Ord for AsOf {
    /// By year; within a year the day that is not told comes before the days that are.
    fn cmp(&self, other: &Self) -> Ordering {
        self.year().cmp(&other.year()).then_with(|| self.day().cmp(&other.day()))
    }
}

impl PartialOrd for AsOf {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl From<NaiveDate> for AsOf {
    fn from(day: NaiveDate) -> Self {
        Self::Day(day)
    }
}

impl fmt::Display for AsOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => f.pad(&day.to_string()),
            Self::Year(year) => f.pad(&year.to_string()),
        }
    }
}

impl FromStr for AsOf {
    type Err = PublishedError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let trimmed = text.trim();
        let year = (trimmed.len() == 4).then(|| trimmed.parse::<u16>().ok()).flatten();
        match (year, trimmed.parse::<NaiveDate>()) {
            (Some(year), _) => Ok(Self::Year(i32::from(year))),
            (None, Ok(day)) => Ok(Self::Day(day)),
            (None, Err(_)) => Err(PublishedError::unreadable("a date", text, "a day such as 2024-12-31, or a year")),
        }
    }
}

impl TryFrom<String> for AsOf {
    type Error = PublishedError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<AsOf> for String {
    fn from(date: AsOf) -> Self {
        date.to_string()
    }
}
