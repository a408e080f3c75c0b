//! Tables of survey points: how the answers of an official form add up to the points that stand for income (B1).
//!
//! The tables of Viet Nam's forms are annexes of circulars that this crate does not hold; whoever has them writes them down once, in
//! this form, and loads them:
//!
//! ```toml
//! form = 1
//! id = "b1-2022"
//! standard = "vn-decree-07-2021"   # the standard and the scoring whose thresholds the points are held against
//! scoring = "circular-07-2021"
//!
//! [[table]]                        # one for each form: urban, and rural by region
//! id = "rural-central-highlands"
//! area = "rural"
//! name = { en = "rural, Central Highlands", vi = "nông thôn Tây Nguyên" }
//! source = "Circular 07/2021/TT-BLDTBXH, annex"
//!
//! [[table.question]]
//! id = "members"
//! name = { en = "number of members", vi = "số nhân khẩu" }
//! answer = [{ from = 1, under = 4, points = 35 }, { from = 4, points = 20 }]   # a number
//!
//! [[table.question]]
//! id = "roof"
//! name = { en = "roof", vi = "mái nhà" }
//! answer = [{ code = "tile", points = 10 }, { code = "sheet", points = 5 }]    # one of several words
//!
//! [[table.question]]
//! id = "livestock"
//! name = { en = "livestock", vi = "vật nuôi" }
//! several = true                                                               # all words that apply
//! answer = [{ code = "buffalo", points = 8 }, { code = "pigs", points = 5 }]
//! ```

mod answer;
mod check;
mod error;

pub use answer::{Answer, Answers};
pub use error::PointTableError;

use super::locate;
use super::{FormFault, ScoreAssessment, Standard, StandardError};
use crate::place::Area;
use crate::source::{Position, Text};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Tables of points of one form, one for each area and region.
///
/// ```
/// use poverty::standard::{Answers, PointTables};
/// let tables = PointTables::from_toml("b1.toml", r#"
/// form = 1
/// id = "b1"
/// standard = "vn-decree-07-2021"
/// scoring = "circular-07-2021"
/// [[table]]
/// id = "rural"
/// area = "rural"
/// name = { en = "rural" }
/// source = "made up"
/// [[table.question]]
/// id = "members"
/// name = { en = "members" }
/// answer = [{ from = 1, under = 4, points = 35 }, { from = 4, points = 20 }]
/// [[table.question]]
/// id = "roof"
/// name = { en = "roof" }
/// answer = [{ code = "tile", points = 10 }, { code = "sheet", points = 5 }]
/// "#)?;
/// let rural = tables.table("rural").unwrap();
/// let answers = Answers::default().with("members", 5).with("roof", "tile");
/// assert_eq!(rural.points(&answers)?, 30);
/// // Nothing is taken for an answer that is not there.
/// assert_eq!(rural.points(&Answers::default().with("members", 5)).unwrap_err().code(), "standard/points-unanswered");
/// # Ok::<(), poverty::standard::PointTableError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "TablesForm", into = "TablesForm")]
pub struct PointTables(TablesForm);

/// The tables as written, before they are checked as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct TablesForm {
    form: u32,
    id: String,
    standard: String,
    scoring: String,
    #[serde(rename = "table")]
    tables: Vec<PointTable>,
}

/// The questions of one form with the points of their answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PointTable {
    id: String,
    area: Area,
    name: Text,
    source: String,
    #[serde(rename = "question")]
    questions: Vec<Question>,
}

/// A question and its answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Question {
    id: String,
    name: Text,
    #[serde(default)]
    several: bool,
    #[serde(rename = "answer")]
    answers: Vec<PossibleAnswer>,
}

/// An answer that gives points: a word, or a range of numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PossibleAnswer {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    code: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    from: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    under: Option<i64>,
    points: u16,
}

impl PossibleAnswer {
    fn is_given_by(&self, answer: &Answer) -> bool {
        match (answer, &self.code) {
            (Answer::Code(code), Some(own)) => code == own,
            (Answer::Number(number), None) => {
                self.from.is_none_or(|from| *number >= from) && self.under.is_none_or(|under| *number < under)
            }
            _ => false,
        }
    }
}

impl core::fmt::Display for PossibleAnswer {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match (&self.code, self.from, self.under) {
            (Some(code), ..) => write!(f, "`{code}`"),
            (None, Some(from), Some(under)) => write!(f, "{from} to under {under}"),
            (None, Some(from), None) => write!(f, "{from} or more"),
            (None, None, Some(under)) => write!(f, "under {under}"),
            (None, None, None) => f.write_str("any number"),
        }
    }
}

impl TryFrom<TablesForm> for PointTables {
    type Error = PointTableError;

    fn try_from(form: TablesForm) -> Result<Self, Self::Error> {
        check::check(&form)?;
        Ok(Self(form))
    }
}

impl From<PointTables> for TablesForm {
    fn from(tables: PointTables) -> Self {
        tables.0
    }
}

impl PointTables {
    /// Version of the form that this crate reads and writes.
    pub const FORM: u32 = 1;

    /// Reads tables from TOML text of the form above. `file` is the name that errors point at; nothing is opened.
    ///
    /// # Errors
    /// [`PointTableError::Form`] for text that is not of the form, with line and column; the other kinds for a form that contradicts
    /// itself.
    pub fn from_toml(file: &str, text: &str) -> Result<Self, PointTableError> {
        let read: TablesForm = toml::from_str(text).map_err(|error| {
            let syntax = toml::de::DeTable::parse(text).is_err();
            PointTableError::Form {
                fault: if syntax { FormFault::Syntax } else { FormFault::of(error.message()) },
                position: Position::at_offset(file, text, error.span().map_or(0, |span| span.start)),
                message: error.message().to_owned(),
            }
        })?;
        Self::try_from(read).map_err(|mut error| {
            if let Some(at) = error.at_mut() {
                at.position = locate::position(file, text, &at.path);
            }
            error
        })
    }

    /// Key.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.0.id
    }

    /// Id of the standard whose thresholds the points are held against.
    #[must_use]
    pub fn standard(&self) -> &str {
        &self.0.standard
    }

    /// Id of the scoring of that standard.
    #[must_use]
    pub fn scoring(&self) -> &str {
        &self.0.scoring
    }

    /// The tables.
    #[must_use]
    pub fn tables(&self) -> &[PointTable] {
        &self.0.tables
    }

    /// The table with an id.
    #[must_use]
    pub fn table(&self, id: &str) -> Option<&PointTable> {
        self.tables().iter().find(|table| table.id == id)
    }
}

impl PointTable {
    /// Key, unique among the tables of its form.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Rural or urban.
    #[must_use]
    pub const fn area(&self) -> Area {
        self.area
    }

    /// Name.
    #[must_use]
    pub const fn name(&self) -> &Text {
        &self.name
    }

    /// Where it is printed.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Ids of the questions with their names, in the order of the form.
    pub fn questions(&self) -> impl Iterator<Item = (&str, &Text)> {
        self.questions.iter().map(|question| (question.id.as_str(), &question.name))
    }

    /// The points of a household's answers: one answer to each question, or several where the question takes several.
    ///
    /// # Errors
    /// [`PointTableError::Unanswered`], [`PointTableError::UnknownQuestion`], [`PointTableError::UnknownAnswer`],
    /// [`PointTableError::TooManyAnswers`]; [`PointTableError::TooManyPoints`] above 65,535.
    pub fn points(&self, answers: &Answers) -> Result<u16, PointTableError> {
        if let Some(unknown) = answers.questions().find(|id| !self.questions.iter().any(|question| question.id == *id))
        {
            return Err(PointTableError::UnknownQuestion {
                table: self.id.clone(),
                question: unknown.to_owned(),
                known: self.questions.iter().map(|question| question.id.as_str()).collect::<Vec<_>>().join(", "),
            });
        }
        let mut points = 0_u16;
        for question in &self.questions {
            let given = answers.of(&question.id);
            match given.len() {
                0 if !question.several => {
                    let (table, question) = (self.id.clone(), question.id.clone());
                    return Err(PointTableError::Unanswered { table, question });
                }
                2.. if !question.several => {
                    let (question, answers) = (question.id.clone(), given.len());
                    return Err(PointTableError::TooManyAnswers { question, answers });
                }
                _ => {}
            }
            for answer in given {
                let found = question.answers.iter().find(|possible| possible.is_given_by(answer)).ok_or_else(|| {
                    let possible: Vec<String> = question.answers.iter().map(ToString::to_string).collect();
                    PointTableError::UnknownAnswer {
                        question: question.id.clone(),
                        answer: answer.to_string(),
                        known: possible.join(", "),
                    }
                })?;
                points = points
                    .checked_add(found.points)
                    .ok_or_else(|| PointTableError::TooManyPoints { table: self.id.clone() })?;
            }
        }
        Ok(points)
    }
}

impl Standard {
    /// Classifies a household by the answers to a form (B1) and its points of deprivation (B2).
    ///
    /// # Errors
    /// As [`PointTable::points`] and [`Standard::assess_points`]; [`StandardError::NoScoring`] if the tables belong to another
    /// standard, or to a form that is not used on the day: points of one form mean nothing by another.
    pub fn assess_answers(
        &self,
        tables: &PointTables,
        table: &PointTable,
        answers: &Answers,
        b2: Option<u16>,
        on: NaiveDate,
    ) -> Result<ScoreAssessment<'_>, PointTableError> {
        let scoring = self.scoring(on)?;
        if tables.standard() != self.id() || tables.scoring() != scoring.id() {
            let known = format!("{} of {}", scoring.id(), self.id());
            return Err(StandardError::NoScoring { standard: tables.scoring().to_owned(), on, known }.into());
        }
        Ok(self.assess_points(Some(table.points(answers)?), b2, table.area(), on)?)
    }
}
