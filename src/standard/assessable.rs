//! What a standard can be applied to: households, persons of a household, and types of one's own.

use super::subject::{Person, Subject};
use super::{Deprivation, Indicator, Profile, Standard, StandardError, Welfare};
use crate::household::{Household, Member, Observed};
use crate::place::Area;
use crate::quantity::Unit;
use crate::source::Language;
use chrono::NaiveDate;
use std::borrow::Cow;

/// What a standard can be applied to. Implemented by [`Household`] and by [`AssessedUnit`]; implement it for a type of your own
/// (a person, a school, a village) to assess it by a standard of your own, and to count its profiles in every measure.
///
/// The standard is data as any other. Each of its indicators has the rule `custom`, whose parameters are read with
/// [`Custom::parameter`](super::rule::Custom::parameter), so that thresholds stay in the file.
///
/// ```
/// use poverty::standard::{Assessable, Deprivation, Question, Standard};
/// use std::borrow::Cow;
///
/// struct School {
///     name: String,
///     pupils: u32,
///     toilets: Option<u32>,
/// }
///
/// impl Assessable for School {
///     fn identifier(&self) -> Cow<'_, str> {
///         Cow::Borrowed(&self.name)
///     }
///
///     fn answer(&self, question: &Question<'_>) -> Deprivation {
///         let limit = question.parameter("pupils_per_toilet").and_then(|limit| limit.parse::<u32>().ok());
///         match (question.indicator().id(), self.toilets, limit) {
///             ("toilets", Some(toilets), Some(limit)) => Deprivation::when(self.pupils > toilets * limit),
///             _ => Deprivation::Missing,
///         }
///     }
/// }
///
/// let standard = Standard::from_toml("school.toml", r#"
/// form = 1
/// id = "school"
/// jurisdiction = "X"
/// name = { en = "what a school needs" }
/// instrument = [{ id = "plan", number = "Plan 1", title = { en = "Plan" }, confirmation = "confirmed" }]
/// class = [{ id = "lacking", name = { en = "lacking" }, poor = true }, { id = "equipped", name = { en = "equipped" } }]
/// row = [
///     { class = "lacking", deprivation = { at_least = 1 }, cite = { instrument = "plan", confirmation = "confirmed" } },
///     { class = "equipped", deprivation = { below = 1 }, cite = { instrument = "plan", confirmation = "confirmed" } },
/// ]
/// [[dimension]]
/// id = "sanitation"
/// name = { en = "sanitation" }
/// [[dimension.indicator]]
/// id = "toilets"
/// name = { en = "toilets" }
/// deprived_when = { en = "more than 25 pupils share a toilet" }
/// cite = { instrument = "plan", confirmation = "confirmed" }
/// rule.custom = { pupils_per_toilet = "25" }
/// "#)?;
/// let school = School { name: "Ea Súp 2".to_owned(), pupils: 101, toilets: Some(4) };
/// let assessment = standard.assess(&school, "2024-12-31".parse()?)?;
/// assert_eq!(assessment.class().map(|class| class.id()), Some("lacking"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait Assessable {
    /// Identifier, for explanations and messages.
    fn identifier(&self) -> Cow<'_, str>;

    /// What it is, before its identifier in explanations: `Household`, `Hộ`. Nothing if left out.
    fn noun(&self, language: Language) -> &'static str {
        let _ = language;
        ""
    }

    /// What an indicator says of it.
    fn answer(&self, question: &Question<'_>) -> Deprivation;

    /// What was observed, in words, for explanations.
    fn observation(&self, question: &Question<'_>, language: Language) -> String {
        let _ = (question, language);
        String::new()
    }

    /// Rural or urban, where lines depend on it.
    fn line_area(&self) -> Option<Area> {
        None
    }

    /// The income that is compared with the lines of the standard.
    fn welfare(&self, standard: &Standard, on: NaiveDate) -> Observed<Welfare> {
        let _ = (standard, on);
        Observed::NotApplicable
    }

    /// The answers to all indicators. [`Assessable::answer`] is asked for each; override it where the answers share work.
    ///
    /// # Errors
    /// What keeps the standard from being applied to it.
    fn findings(
        &self,
        standard: &Standard,
        on: NaiveDate,
        lines_exceeded: Option<usize>,
    ) -> Result<Findings, StandardError> {
        let mut findings = Findings::default();
        for indicator in standard.indicators() {
            findings.push(self.answer(&Question { standard, indicator, on, lines_exceeded }));
        }
        Ok(findings)
    }
}

/// One indicator of a standard, asked on a day.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    pub(super) standard: &'a Standard,
    pub(super) indicator: &'a Indicator,
    pub(super) on: NaiveDate,
    pub(super) lines_exceeded: Option<usize>,
}

impl<'a> Question<'a> {
    /// The standard.
    #[must_use]
    pub const fn standard(&self) -> &'a Standard {
        self.standard
    }

    /// The indicator.
    #[must_use]
    pub const fn indicator(&self) -> &'a Indicator {
        self.indicator
    }

    /// The day.
    #[must_use]
    pub const fn on(&self) -> NaiveDate {
        self.on
    }

    /// A parameter of the rule `custom` of the indicator, as its file writes it.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<&'a str> {
        if let super::rule::Rule::Custom(custom) = self.indicator.rule()? { custom.parameter(name) } else { None }
    }
}

/// Answers to the indicators of a standard, in their order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    deprived: u64,
    missing: u64,
    unsettled: u64,
    count: u32,
}

impl Findings {
    /// Adds the answer to the next indicator.
    pub const fn push(&mut self, answer: Deprivation) {
        let bit = match 1_u64.checked_shl(self.count) {
            Some(bit) => bit,
            None => 0,
        };
        match answer {
            Deprivation::Deprived => self.deprived |= bit,
            Deprivation::Missing => self.missing |= bit,
            Deprivation::NotDeprived => {}
        }
        self.count = self.count.saturating_add(1);
    }

    /// Adds an indicator whose cutoff is not known where this subject stands: no observation could answer it.
    pub const fn push_unsettled(&mut self) {
        if let Some(bit) = 1_u64.checked_shl(self.count) {
            self.unsettled |= bit;
        }
        self.push(Deprivation::Missing);
    }

    /// What is deprived and what is missing.
    pub(super) fn profile(self) -> Profile {
        Profile::from_masks(self.deprived, self.missing).unwrap_or_default()
    }

    /// Indicators that no observation could answer, as a mask.
    pub(super) const fn unsettled(self) -> u64 {
        self.unsettled
    }
}

impl Findings {
    /// The answers of the rules for a household, or for one member of it.
    fn of(standard: &Standard, subject: &Subject<'_>) -> Self {
        let mut findings = Self::default();
        for indicator in standard.indicators() {
            match judge(indicator, subject) {
                Some(answer) => findings.push(answer),
                None => findings.push_unsettled(),
            }
        }
        findings
    }
}

/// What an indicator says; `None` if its cutoff is not known.
fn judge(indicator: &Indicator, subject: &Subject<'_>) -> Option<Deprivation> {
    // Only where a member is assessed do indicators differ in whom they look at.
    let of_member;
    let seen = if subject.focus().is_some() {
        of_member = subject.seen_by(indicator);
        &of_member
    } else {
        subject
    };
    // An indicator about people of other ages is not about this one: not deprived, as where nobody is concerned.
    let concerned = match (indicator.concerns(), subject.focus()) {
        (Some(ages), Some(person)) => ages.holds(person, subject),
        _ => Some(true),
    };
    if concerned == Some(false) {
        return Some(Deprivation::NotDeprived);
    }
    let rule = indicator.rule()?;
    let answer = rule.outcome(seen);
    if answer == Deprivation::Missing && rule.is_unsettled(seen) {
        return None;
    }
    Some(if concerned.is_none() && answer == Deprivation::Deprived { Deprivation::Missing } else { answer })
}

impl<T: Assessable + ?Sized> Assessable for &T {
    fn identifier(&self) -> Cow<'_, str> {
        (**self).identifier()
    }

    fn noun(&self, language: Language) -> &'static str {
        (**self).noun(language)
    }

    fn answer(&self, question: &Question<'_>) -> Deprivation {
        (**self).answer(question)
    }

    fn observation(&self, question: &Question<'_>, language: Language) -> String {
        (**self).observation(question, language)
    }

    fn line_area(&self) -> Option<Area> {
        (**self).line_area()
    }

    fn welfare(&self, standard: &Standard, on: NaiveDate) -> Observed<Welfare> {
        (**self).welfare(standard, on)
    }

    fn findings(
        &self,
        standard: &Standard,
        on: NaiveDate,
        lines_exceeded: Option<usize>,
    ) -> Result<Findings, StandardError> {
        (**self).findings(standard, on, lines_exceeded)
    }
}

impl Assessable for Household {
    fn identifier(&self) -> Cow<'_, str> {
        Cow::Borrowed(self.id())
    }

    fn noun(&self, language: Language) -> &'static str {
        AssessedUnit::Household(self).noun(language)
    }

    fn answer(&self, question: &Question<'_>) -> Deprivation {
        AssessedUnit::Household(self).answer(question)
    }

    fn observation(&self, question: &Question<'_>, language: Language) -> String {
        AssessedUnit::Household(self).observation(question, language)
    }

    fn line_area(&self) -> Option<Area> {
        Some(self.area())
    }

    fn welfare(&self, standard: &Standard, on: NaiveDate) -> Observed<Welfare> {
        AssessedUnit::Household(self).welfare(standard, on)
    }

    fn findings(
        &self,
        standard: &Standard,
        on: NaiveDate,
        lines_exceeded: Option<usize>,
    ) -> Result<Findings, StandardError> {
        AssessedUnit::Household(self).findings(standard, on, lines_exceeded)
    }
}

/// What a standard gives a class to: the household as a whole, or one of its members.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AssessedUnit<'a> {
    /// The household; its members carry its class.
    Household(&'a Household),
    /// A member.
    Member {
        /// The household.
        household: &'a Household,
        /// Place in [`Household::members`], from 0.
        index: usize,
    },
}

impl<'a> AssessedUnit<'a> {
    /// The household, or that of the member.
    #[must_use]
    pub const fn household(self) -> &'a Household {
        match self {
            Self::Household(household) | Self::Member { household, .. } => household,
        }
    }

    /// The member; `None` for a household.
    #[must_use]
    pub fn member(self) -> Option<&'a Member> {
        match self {
            Self::Household(_) => None,
            Self::Member { household, index } => household.members().get(index),
        }
    }

    fn subject(self, standard: &'a Standard, on: NaiveDate, lines_exceeded: Option<usize>) -> Subject<'a> {
        let subject = Subject::new(standard, self.household(), on).above(lines_exceeded);
        match self {
            Self::Household(_) => subject,
            Self::Member { index, .. } => subject.focused(index),
        }
    }
}

impl Assessable for AssessedUnit<'_> {
    /// That of the household; of a member with its place from 1, `H1/2`.
    fn identifier(&self) -> Cow<'_, str> {
        match self {
            Self::Household(household) => Cow::Borrowed(household.id()),
            Self::Member { household, index } => Cow::Owned(format!("{}/{}", household.id(), index.saturating_add(1))),
        }
    }

    fn noun(&self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Household(_), Language::Vietnamese) => "Hộ",
            (Self::Member { .. }, Language::Vietnamese) => "Người",
            (Self::Household(_), _) => "Household",
            (Self::Member { .. }, _) => "Person",
        }
    }

    fn answer(&self, question: &Question<'_>) -> Deprivation {
        let subject = self.subject(question.standard, question.on, question.lines_exceeded);
        judge(question.indicator, &subject).unwrap_or(Deprivation::Missing)
    }

    fn observation(&self, question: &Question<'_>, language: Language) -> String {
        let subject = self.subject(question.standard, question.on, question.lines_exceeded);
        let outside = |person: Person<'_>| {
            question.indicator.concerns().is_some_and(|ages| ages.holds(person, &subject) == Some(false))
        };
        if subject.focus().is_some_and(outside) {
            return if language == Language::Vietnamese {
                "không thuộc độ tuổi được xét"
            } else {
                "not of an age that is looked at"
            }
            .to_owned();
        }
        let seen = subject.seen_by(question.indicator);
        question.indicator.rule().map_or_else(String::new, |rule| rule.observation(&seen, language))
    }

    fn line_area(&self) -> Option<Area> {
        Some(self.household().area())
    }

    fn welfare(&self, standard: &Standard, on: NaiveDate) -> Observed<Welfare> {
        standard.income_measure().observe(self.household(), || self.subject(standard, on, None))
    }

    fn findings(
        &self,
        standard: &Standard,
        on: NaiveDate,
        lines_exceeded: Option<usize>,
    ) -> Result<Findings, StandardError> {
        match (standard.unit(), self) {
            (Unit::Person, Self::Household(_)) => {
                Err(StandardError::AssessesPersons { standard: standard.id().to_owned() })
            }
            _ => Ok(Findings::of(standard, &self.subject(standard, on, lines_exceeded))),
        }
    }
}
