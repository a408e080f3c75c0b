//! When money of a year may be spent, and what may be carried over: law as data.

use crate::programme::{BudgetLine, Capital, FiscalYear, FundingSource};
use crate::quantity::Period;
use crate::source::{Citation, Instrument, Position, Text};
use chrono::NaiveDate;
use core::fmt;
use core::str::FromStr;
use serde::{Deserialize, Serialize};
use thiserror::Error;

const VIET_NAM_FILE: &str = "data/programmes/vn-budget-rules.toml";
const VIET_NAM: &str = include_str!("../../../data/programmes/vn-budget-rules.toml");

/// A day of a year, `09-30`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct MonthDay {
    month: u32,
    day: u32,
}

impl MonthDay {
    /// The day in a year.
    #[must_use]
    pub fn in_year(self, year: FiscalYear) -> NaiveDate {
        year.day(self.month, self.day)
    }
}

impl FromStr for MonthDay {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        // A leap year has every day that there is.
        let unreadable = |_| format!("day `{text}` can't be read, expected month and day such as 09-30");
        let date: NaiveDate = format!("2024-{text}").parse().map_err(unreadable)?;
        Ok(Self { month: chrono::Datelike::month(&date), day: chrono::Datelike::day(&date) })
    }
}

impl TryFrom<String> for MonthDay {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<MonthDay> for String {
    fn from(day: MonthDay) -> Self {
        day.to_string()
    }
}

impl fmt::Display for MonthDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}-{:02}", self.month, self.day)
    }
}

/// A rule of a [`BudgetRules`], as the ledger that has them numbers it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RuleId(pub(super) u16);

/// The days of a budget year and the rules by which money may outlive it.
///
/// ```
/// use poverty::programme::ledger::BudgetRules;
/// use poverty::source::Confirmation;
/// let rules = BudgetRules::viet_nam()?;
/// let rule = rules.rule("investment-2024-added-late").unwrap();
/// assert_eq!(rule.source.article.as_deref(), Some("Art. 72"));
/// assert_eq!(rule.source.confirmation, Confirmation::Confirmed);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BudgetRules {
    file: RulesFile,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct RulesFile {
    instrument: Vec<Instrument>,
    calendar: Calendar,
    #[serde(default)]
    carry_over: Vec<CarryOverRule>,
}

/// How long after its end a budget year is written to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Calendar {
    /// Last day of the next year on which money of a year's own plan may be spent.
    pub spend_until: MonthDay,
    /// Last day of the next year on which anything may be written.
    pub closes: MonthDay,
    /// Where it says so.
    pub source: Citation,
}

/// A rule by which unspent money moves into the next year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CarryOverRule {
    /// Its name in entries.
    pub id: String,
    /// What it is about.
    pub title: Text,
    /// The kinds of capital it is for.
    pub capital: Vec<Capital>,
    /// The sources it is for; none named means all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<FundingSource>,
    /// Only money that was appropriated or added after this day of its year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub only_added_after: Option<MonthDay>,
    /// Whether money that was carried over before may not be carried over again.
    pub own_plan_only: bool,
    /// Last day of the next year on which the money may be spent.
    pub spend_until: MonthDay,
    /// The days on which money may be carried over by it.
    pub in_force: Period,
    /// Where it says so.
    pub source: Citation,
    /// The cases that the law lists, where it does.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cases: Vec<Text>,
}

impl CarryOverRule {
    /// Why the rule does not allow money of a line to be carried over on a day, whatever the amount; `None` if it does.
    pub(super) fn refusal(&self, line: &BudgetLine, day: NaiveDate) -> Option<String> {
        if !self.in_force.contains(day) {
            Some(format!("is in force on {}, not on {day}", self.in_force))
        } else if !self.capital.contains(&line.capital()) {
            Some(format!("is not for {} money", line.capital()))
        } else if !self.sources.is_empty() && !self.sources.contains(&line.source()) {
            Some(format!("is not for money of the {}", line.source()))
        } else if self.own_plan_only && line.is_carried() {
            Some("is not for money that was carried over before".to_owned())
        } else {
            None
        }
    }
}

/// Why rules could not be read.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum RulesError {
    /// Not a file of the documented form.
    #[error("{message} ({at})")]
    Unreadable {
        /// What the reader expected and found.
        message: String,
        /// Where.
        at: Position,
    },
    /// Two rules with one id.
    #[error("carry-over rule `{id}` is there twice ({file})")]
    RepeatedRule {
        /// The id.
        id: String,
        /// The file.
        file: String,
    },
    /// A citation of an instrument that the file does not have.
    #[error("instrument `{instrument}` is cited and not listed ({file})")]
    UnknownInstrument {
        /// The instrument.
        instrument: String,
        /// The file.
        file: String,
    },
    /// More rules than can be numbered.
    #[error("{file} has more than 65,535 rules")]
    TooMany {
        /// The file.
        file: String,
    },
}

impl RulesError {
    /// A stable, documented code of this kind of error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "programme/rules-unreadable",
            Self::RepeatedRule { .. } => "programme/repeated-rule",
            Self::UnknownInstrument { .. } => "programme/unknown-instrument",
            Self::TooMany { .. } => "programme/too-many-rules",
        }
    }
}

impl BudgetRules {
    /// The rules of Viet Nam: Article 72 of the Law on Public Investment of 2024, and from memory the closing of the year,
    /// the law before it, and recurrent money.
    ///
    /// # Errors
    /// None that a test of this crate would not find: the data are part of it.
    pub fn viet_nam() -> Result<Self, RulesError> {
        Self::from_toml(VIET_NAM_FILE, VIET_NAM)
    }

    /// Reads rules from TOML: `[[instrument]]`, `[calendar]` and `[[carry_over]]` with the fields of [`Instrument`],
    /// [`Calendar`] and [`CarryOverRule`]. The name of the file is for errors only.
    ///
    /// # Errors
    /// Any [`RulesError`].
    pub fn from_toml(file: &str, text: &str) -> Result<Self, RulesError> {
        let rules: RulesFile = toml::from_str(text).map_err(|error| RulesError::Unreadable {
            message: error.message().to_owned(),
            at: Position::at_offset(file, text, error.span().map_or(0, |span| span.start)),
        })?;
        Self::checked(file, rules)
    }

    fn checked(file: &str, rules: RulesFile) -> Result<Self, RulesError> {
        let file = || file.to_owned();
        if u16::try_from(rules.carry_over.len()).is_err() {
            return Err(RulesError::TooMany { file: file() });
        }
        for (index, rule) in rules.carry_over.iter().enumerate() {
            if rules.carry_over.iter().take(index).any(|earlier| earlier.id == rule.id) {
                return Err(RulesError::RepeatedRule { id: rule.id.clone(), file: file() });
            }
        }
        let cited = rules.carry_over.iter().map(|rule| &rule.source).chain([&rules.calendar.source]);
        let is_unknown = |source: &&Citation| rules.instrument.iter().all(|known| known.id != source.instrument);
        if let Some(source) = cited.into_iter().find(is_unknown) {
            return Err(RulesError::UnknownInstrument { instrument: source.instrument.clone(), file: file() });
        }
        Ok(Self { file: rules })
    }

    /// How long a year is written to.
    #[must_use]
    pub const fn calendar(&self) -> &Calendar {
        &self.file.calendar
    }

    /// The rules by which money may be carried over.
    #[must_use]
    pub fn carry_over(&self) -> &[CarryOverRule] {
        &self.file.carry_over
    }

    /// The rule of an id.
    #[must_use]
    pub fn rule(&self, id: &str) -> Option<&CarryOverRule> {
        self.rule_id(id).and_then(|number| self.numbered(number))
    }

    /// The number of the rule of an id.
    #[must_use]
    pub fn rule_id(&self, id: &str) -> Option<RuleId> {
        let place = self.file.carry_over.iter().position(|rule| rule.id == id)?;
        u16::try_from(place).ok().map(RuleId)
    }

    /// The rule of a number.
    #[must_use]
    pub fn numbered(&self, number: RuleId) -> Option<&CarryOverRule> {
        self.file.carry_over.get(usize::from(number.0))
    }

    /// The instruments that the rules cite.
    #[must_use]
    pub fn instruments(&self) -> &[Instrument] {
        &self.file.instrument
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_rules_than_numbers_are_refused() {
        let rules = BudgetRules::viet_nam().unwrap();
        let one = rules.carry_over().first().unwrap().clone();
        let mut file = rules.file;
        file.carry_over = vec![one; 65_536];
        let error = BudgetRules::checked("rules.toml", file).unwrap_err();
        assert_eq!(error.code(), "programme/too-many-rules");
        assert_eq!(error.to_string(), "rules.toml has more than 65,535 rules");
    }
}
