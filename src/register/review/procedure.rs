//! The law of the review as data: who takes which step, by when, and how surely that is known.

use super::{Occasion, ReviewError, StepKind, WorkingDays};
use crate::quantity::{Period, Ratio};
use crate::register::Told;
use crate::source::{Citation, Instrument, Position, Text};
use chrono::{Days, NaiveDate};
use core::fmt;
use serde::{Deserialize, Serialize};

const DECISION_24_2021: &str = include_str!("../../../data/procedures/vn-decision-24-2021.toml");

/// A procedure of review: actors, steps, terms, windows, and the share of a meeting that must agree.
///
/// ```
/// use poverty::register::review::{Procedure, StepKind};
/// let procedure = Procedure::vn_decision_24_2021()?;
/// let who = |day: &str| procedure.actors_of(StepKind::Opine, day.parse().unwrap());
/// assert_eq!(who("2024-11-20")?, ["district_chair"]);
/// // Districts were abolished; who took their place here was not found, and nobody is made up.
/// assert_eq!(who("2025-11-20").unwrap_err().code(), "review/actor-unknown");
/// # Ok::<(), poverty::register::review::ReviewError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "ProcedureForm", into = "ProcedureForm")]
pub struct Procedure {
    form: ProcedureForm,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ProcedureForm {
    form: u32,
    id: String,
    jurisdiction: String,
    name: Text,
    valid: Period,
    #[serde(default, rename = "instrument")]
    instruments: Vec<Instrument>,
    #[serde(rename = "actor")]
    actors: Vec<Actor>,
    annual: AnnualWindow,
    ad_hoc: AdHocWindow,
    meeting: MeetingRule,
    #[serde(rename = "term")]
    terms: Vec<TermRule>,
    #[serde(rename = "step")]
    steps: Vec<StepRule>,
}

/// Someone who takes steps.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Actor {
    /// Key, `commune_chair`.
    pub id: Box<str>,
    /// Name.
    pub name: Text,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct AnnualWindow {
    /// Month and day, `09-01`.
    opens: MonthDay,
    last_day: MonthDay,
    cite: Citation,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct AdHocWindow {
    opens_on: u32,
    cite: Citation,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct MeetingRule {
    agreeing_at_least: Ratio,
    cite: Citation,
}

/// What there is a term for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Term {
    /// The yearly decision, by the last day of the window.
    AnnualDecision,
    /// The decision of an ad-hoc review, from its opening.
    AdHocDecision,
    /// How long the list stays posted.
    Posting,
    /// A recheck, from the complaint.
    Recheck,
    /// How long a list stays posted again.
    Reposting,
    /// The opinion of the level above, from the report.
    Opinion,
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::AnnualDecision => "the decision of the yearly review",
            Self::AdHocDecision => "the decision of the ad-hoc review",
            Self::Posting => "posting",
            Self::Recheck => "the recheck",
            Self::Reposting => "posting again",
            Self::Opinion => "the opinion of the level above",
        })
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct TermRule {
    term: Term,
    days: u32,
    working: bool,
    cite: Citation,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StepRule {
    step: StepKind,
    by: Vec<Turn>,
}

/// Who takes a step for a time; nobody known if there are no actors.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Turn {
    actors: Vec<Box<str>>,
    valid: Period,
    cite: Citation,
}

/// A month and a day of any year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
struct MonthDay {
    month: u32,
    day: u32,
}

impl MonthDay {
    fn of_year(self, year: i32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(year, self.month, self.day)
    }
}

impl TryFrom<String> for MonthDay {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let parts = text.split_once('-').and_then(|(month, day)| Some((month.parse().ok()?, day.parse().ok()?)));
        // A common year: 29 February opens no review.
        let found = parts.map(|(month, day)| Self { month, day }).filter(|found| found.of_year(2023).is_some());
        found.ok_or_else(|| format!("`{text}` is no day of the year, expected month and day such as 09-01"))
    }
}

impl From<MonthDay> for String {
    fn from(day: MonthDay) -> Self {
        format!("{:02}-{:02}", day.month, day.day)
    }
}

impl Procedure {
    /// Version of the form that this crate reads and writes.
    pub const FORM: u32 = 1;

    /// The procedure of Viet Nam's Decision 24/2021/QĐ-TTg, in force since 1 September 2021.
    ///
    /// # Errors
    /// None that a test of this crate would not find: the data are part of it.
    pub fn vn_decision_24_2021() -> Result<Self, ReviewError> {
        Self::from_toml("data/procedures/vn-decision-24-2021.toml", DECISION_24_2021)
    }

    /// Reads a procedure from TOML text. `file` is the name that errors point at; nothing is opened.
    ///
    /// # Errors
    /// [`ReviewError::Unreadable`] with the place in the file; [`ReviewError::Procedure`] if it leaves something out.
    pub fn from_toml(file: &str, text: &str) -> Result<Self, ReviewError> {
        let form: ProcedureForm = toml::from_str(text).map_err(|error| ReviewError::Unreadable {
            message: Told::sentence(error.message()),
            at: Position::at_offset(file, text, error.span().map_or(0, |span| span.start)),
        })?;
        form.try_into()
    }

    /// Its identifier.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.form.id
    }

    /// Whose law it is.
    #[must_use]
    pub fn jurisdiction(&self) -> &str {
        &self.form.jurisdiction
    }

    /// Its name.
    #[must_use]
    pub const fn name(&self) -> &Text {
        &self.form.name
    }

    /// The days on which it is followed.
    #[must_use]
    pub const fn valid(&self) -> Period {
        self.form.valid
    }

    /// The instruments that it cites.
    #[must_use]
    pub fn instruments(&self) -> &[Instrument] {
        &self.form.instruments
    }

    /// The actors.
    #[must_use]
    pub fn actors(&self) -> &[Actor] {
        &self.form.actors
    }

    /// The share of those present that must agree with the result.
    #[must_use]
    pub const fn agreeing_at_least(&self) -> Ratio {
        self.form.meeting.agreeing_at_least
    }

    /// Who may take a step on a day.
    ///
    /// # Errors
    /// [`ReviewError::ActorUnknown`] where the law is not known; [`ReviewError::NoProcedure`] on a day that it does not cover.
    pub fn actors_of(&self, step: StepKind, on: NaiveDate) -> Result<Vec<&str>, ReviewError> {
        let turn = self.turn(step, on)?;
        if turn.actors.is_empty() {
            let note = turn.cite.note.clone().unwrap_or_else(|| turn.cite.to_string());
            return Err(ReviewError::ActorUnknown { step, on, note: Told::sentence(&note) });
        }
        Ok(turn.actors.iter().map(|actor| &**actor).collect())
    }

    /// Where the law says who takes a step on a day.
    ///
    /// # Errors
    /// [`ReviewError::NoProcedure`] on a day that it does not cover.
    pub fn citation_of(&self, step: StepKind, on: NaiveDate) -> Result<&Citation, ReviewError> {
        Ok(&self.turn(step, on)?.cite)
    }

    fn turn(&self, step: StepKind, on: NaiveDate) -> Result<&Turn, ReviewError> {
        let turns = self.form.steps.iter().filter(|rule| rule.step == step).flat_map(|rule| &rule.by);
        turns.into_iter().find(|turn| turn.valid.contains(on)).ok_or(ReviewError::NoProcedure { on })
    }

    /// The same where someone takes a step for a time, by a source that the user has.
    ///
    /// What the procedure says of those days gives way.
    ///
    /// # Errors
    /// [`ReviewError::Procedure`] if the days are only a part of a turn, or nobody is named.
    pub fn with_actor(
        mut self,
        step: StepKind,
        actor: Actor,
        valid: Period,
        cite: Citation,
    ) -> Result<Self, ReviewError> {
        let turn = Turn { actors: vec![actor.id.clone()], valid, cite };
        if let Some(rule) = self.form.steps.iter_mut().find(|rule| rule.step == step) {
            rule.by.retain(|known| known.valid != valid);
            rule.by.push(turn);
        }
        if !self.form.actors.iter().any(|known| known.id == actor.id) {
            self.form.actors.push(actor);
        }
        self.form.try_into()
    }

    /// The days from which a review may open.
    ///
    /// # Errors
    /// [`ReviewError::NoProcedure`] for a year that no calendar has.
    pub fn window(&self, occasion: Occasion) -> Result<(NaiveDate, NaiveDate), ReviewError> {
        let no_day = ReviewError::NoProcedure { on: NaiveDate::MAX };
        match occasion {
            Occasion::Annual { year } => {
                let AnnualWindow { opens, last_day, .. } = self.form.annual;
                opens.of_year(year).zip(last_day.of_year(year)).ok_or(no_day)
            }
            Occasion::AdHoc { year, month } => {
                let first = NaiveDate::from_ymd_opt(year, month, 1).ok_or_else(|| no_day.clone())?;
                let opens =
                    NaiveDate::from_ymd_opt(year, month, self.form.ad_hoc.opens_on).ok_or_else(|| no_day.clone())?;
                let next = first.checked_add_months(chrono::Months::new(1)).and_then(|next| next.pred_opt());
                next.map(|last| (opens, last)).ok_or(no_day)
            }
        }
    }

    /// The last day of a term that begins on a day.
    ///
    /// # Errors
    /// [`ReviewError::OutsideCalendar`]; [`ReviewError::NoTerm`].
    pub fn due(&self, term: Term, from: NaiveDate, calendar: &WorkingDays) -> Result<NaiveDate, ReviewError> {
        let rule = self.form.terms.iter().find(|rule| rule.term == term).ok_or(ReviewError::NoTerm { term })?;
        if rule.working {
            return calendar.after(from, rule.days);
        }
        let due = from.checked_add_days(Days::new(rule.days.into()));
        due.ok_or(ReviewError::OutsideCalendar { day: from, covers: calendar.covers() })
    }

    /// Where the law gives a term.
    #[must_use]
    pub fn citation_of_term(&self, term: Term) -> Option<&Citation> {
        match term {
            Term::AnnualDecision => Some(&self.form.annual.cite),
            Term::AdHocDecision | Term::Posting | Term::Recheck | Term::Reposting | Term::Opinion => {
                self.form.terms.iter().find(|rule| rule.term == term).map(|rule| &rule.cite)
            }
        }
    }
}

impl TryFrom<ProcedureForm> for Procedure {
    type Error = ReviewError;

    fn try_from(form: ProcedureForm) -> Result<Self, Self::Error> {
        let refused = |problem: String| ReviewError::Procedure {
            procedure: (&form.id).into(),
            problem: Told::sentence(&problem),
        };
        if form.form != Self::FORM {
            return Err(refused(format!("form {} is not known, expected {}", form.form, Self::FORM)));
        }
        let share = form.meeting.agreeing_at_least;
        if !share.is_share() {
            return Err(refused(format!("a share of {share} can't agree, expected 0 to 1")));
        }
        for step in StepKind::ALL {
            if form.steps.iter().filter(|rule| rule.step == step).count() != 1 {
                return Err(refused(format!("expected once who may {step}")));
            }
        }
        for term in [Term::AdHocDecision, Term::Posting, Term::Recheck, Term::Reposting, Term::Opinion] {
            if form.terms.iter().filter(|rule| rule.term == term).count() != 1 {
                return Err(refused(format!("expected one term for {term}")));
            }
        }
        for rule in &form.steps {
            for (index, turn) in rule.by.iter().enumerate() {
                if rule.by.iter().take(index).any(|earlier| earlier.valid.overlaps(turn.valid)) {
                    return Err(refused(format!("who may {} is said twice for days of {}", rule.step, turn.valid)));
                }
                if let Some(actor) = turn.actors.iter().find(|id| !form.actors.iter().any(|actor| actor.id == **id)) {
                    return Err(refused(format!("actor `{actor}`, who may {}, is not declared", rule.step)));
                }
            }
        }
        Ok(Self { form })
    }
}

impl From<Procedure> for ProcedureForm {
    fn from(procedure: Procedure) -> Self {
        procedure.form
    }
}
