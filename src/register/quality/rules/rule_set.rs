//! A set of rules, and the households that break them.

use super::super::QualityError;
use super::super::answers::{Answers, counted_in};
use super::finding::QualityFinding;
use super::rule::{Check, Rule};
use super::{between, register_wide, within};
use crate::household::validate::{Oddity, Severity};
use crate::register::{RegisterError, State, Told, View};
use serde::{Deserialize, Serialize};

/// Rules that the households of a register should keep. They are data: the built-in ones stand in `data/quality/register.toml`, and
/// more can be added, any one weighed otherwise or left out.
///
/// ```
/// use poverty::household::{Dwelling, Household, Member, Sex};
/// use poverty::journal::Entry;
/// use poverty::place::Area;
/// use poverty::register::quality::Rules;
/// use poverty::register::{Change, Ground, Observation, Register, Registration};
///
/// let seen = |year: i32, sex, rooms: u8| {
///     let household = Household::builder("24133-0017", "24133", Area::Rural)
///         .dwelling(Dwelling::default().with_rooms(rooms).with_bedrooms(2))
///         .member(Member::born("1980-05-01".parse()?).with_sex(sex))
///         .build()?;
///     Ok::<_, Box<dyn std::error::Error>>(Observation::new(household, [1])?)
/// };
/// let (first, second) = ("2023-11-01".parse()?, "2024-11-01".parse()?);
/// let registration = Registration { ground: Ground::Listed, observation: seen(2023, Sex::Female, 2)? };
/// let mut register = Register::new();
/// register.append(Entry::new(1, first, Change::Registered(registration.into())))?;
/// register.append(Entry::new(2, second, Change::Observed(seen(2024, Sex::Male, 1)?.into())))?;
///
/// let rules = Rules::built_in()?.without("register/income-range")?;
/// let now = rules.check(&register.as_of(second));
/// let rooms = now.iter().find(|finding| &*finding.field == "dwelling.bedrooms" && finding.rule.starts_with("register/"));
/// assert_eq!(
///     rooms.ok_or("nothing found")?.to_string(),
///     "household 24133-0017: dwelling.bedrooms is 2, expected at most dwelling.rooms, 1 (register/bedrooms-beyond-rooms)"
/// );
/// let since = rules.check_between(&register.as_of(first), &register.as_of(second))?;
/// assert_eq!((&*since[0].rule, &*since[0].found, &*since[0].expected), ("register/sex-changed", "male", "female as on 2023-11-01"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "RulesForm", into = "RulesForm")]
pub struct Rules {
    rules: Vec<Rule>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RulesForm {
    rule: Vec<Rule>,
}

/// The code of what is found where the entries of a household, put together, make none: more members than a household can have.
const UNREADABLE: &str = "register/unreadable";

impl Rules {
    /// No rule.
    #[must_use]
    pub const fn none() -> Self {
        Self { rules: Vec::new() }
    }

    /// One rule for each [`Oddity`] of a household, and those of the file of rules.
    ///
    /// # Errors
    /// None, as a test shows.
    pub fn built_in() -> Result<Self, QualityError> {
        let of_household = Oddity::ALL.iter().map(|oddity| Rule {
            code: oddity.code().into(),
            severity: oddity.severity(),
            check: Check::Household,
        });
        let more = Self::parse(include_str!("../../../../data/quality/register.toml"))?;
        Self::of(of_household.chain(more.rules).collect())
    }

    /// The rules of a text in TOML, in the form of `data/quality/register.toml`.
    ///
    /// # Errors
    /// [`QualityError::RulesForm`], [`QualityError::RuleCode`], [`QualityError::Rule`].
    pub fn parse(text: &str) -> Result<Self, QualityError> {
        let form: RulesForm = toml::from_str(text).map_err(|error| {
            let line = error
                .span()
                .and_then(|span| text.get(..span.start))
                .map_or(1, |before| before.matches('\n').count().saturating_add(1));
            QualityError::RulesForm { message: Told::sentence(&format!("{} (line {line})", error.message())) }
        })?;
        Self::of(form.rule)
    }

    fn of(rules: Vec<Rule>) -> Result<Self, QualityError> {
        rules.into_iter().try_fold(Self::none(), Self::with)
    }

    /// These rules and one more.
    ///
    /// # Errors
    /// [`QualityError::RuleCode`], [`QualityError::Rule`].
    pub fn with(mut self, rule: Rule) -> Result<Self, QualityError> {
        rule.verify()?;
        if self.rules.iter().any(|other| other.code == rule.code) {
            return Err(QualityError::RuleCode { code: (&rule.code).into() });
        }
        self.rules.push(rule);
        Ok(self)
    }

    /// These rules without one.
    ///
    /// # Errors
    /// [`QualityError::NoSuchRule`].
    pub fn without(mut self, code: &str) -> Result<Self, QualityError> {
        let at = self.place_of(code)?;
        self.rules.remove(at);
        Ok(self)
    }

    /// These rules, one of which says more or less.
    ///
    /// # Errors
    /// [`QualityError::NoSuchRule`].
    pub fn weighed(mut self, code: &str, severity: Severity) -> Result<Self, QualityError> {
        let at = self.place_of(code)?;
        self.rules.iter_mut().skip(at).take(1).for_each(|rule| rule.severity = severity);
        Ok(self)
    }

    fn place_of(&self, code: &str) -> Result<usize, QualityError> {
        let place = self.rules.iter().position(|rule| &*rule.code == code);
        place.ok_or_else(|| QualityError::NoSuchRule { code: code.into() })
    }

    /// The rules.
    #[must_use]
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// What breaks a rule on the day of a view, in the order of households.
    #[must_use]
    pub fn check(&self, view: &View<'_>) -> Vec<QualityFinding> {
        let mut findings = Vec::new();
        for state in view.households() {
            match Answers::of(&state) {
                Ok(answers) => {
                    let on = answers.observed_on(view.on());
                    self.rules.iter().for_each(|rule| within::check(rule, &answers, on, &mut findings));
                    self.household(&answers, on, &mut findings);
                }
                Err(error) => findings.push(unreadable(&state, &error)),
            }
        }
        self.rules.iter().for_each(|rule| register_wide::check(rule, view, &mut findings));
        findings.sort();
        findings.sort_by_key(|finding| finding.household);
        findings
    }

    /// What can't have become of households between two days, or seldom does, in the order of households.
    ///
    /// # Errors
    /// [`QualityError::NotEarlier`].
    pub fn check_between(&self, earlier: &View<'_>, later: &View<'_>) -> Result<Vec<QualityFinding>, QualityError> {
        if earlier.on() >= later.on() {
            return Err(QualityError::NotEarlier { earlier: earlier.on(), later: later.on() });
        }
        let mut findings = Vec::new();
        for state in later.households() {
            let Some(before) = earlier.household(state.id()).filter(|before| before.is_active()) else { continue };
            match (Answers::of(&before), Answers::of(&state)) {
                (Ok(before), Ok(after)) => {
                    let change = between::Change { before, after, days: (earlier.on(), later.on()) };
                    self.rules.iter().for_each(|rule| change.check(rule, &mut findings));
                }
                (Err(error), _) | (_, Err(error)) => findings.push(unreadable(&state, &error)),
            }
        }
        findings.sort();
        findings.sort_by_key(|finding| finding.household);
        Ok(findings)
    }

    /// What is odd in one household by itself, under the rules that are on.
    fn household(&self, answers: &Answers, on: chrono::NaiveDate, found: &mut Vec<QualityFinding>) {
        use crate::household::validate::{Part, Validate};
        use crate::source::Language;
        answers.household.visit_findings(on, &mut |finding| {
            let rule = self.rules.iter().find(|rule| &*rule.code == finding.code() && rule.check == Check::Household);
            let Some(rule) = rule else { return };
            let person = |number: u32| answers.people.get(usize::try_from(number.checked_sub(1)?).ok()?).copied();
            found.push(QualityFinding {
                rule: rule.code.clone(),
                severity: rule.severity,
                household: answers.id,
                place: answers.place.clone(),
                member: if let Part::Member(number) = finding.part() { person(number) } else { None },
                field: finding.path().into(),
                found: finding.observed().to_owned(),
                expected: format!("otherwise: {}", finding.oddity().label(Language::English)),
            });
        });
    }
}

fn unreadable(state: &State<'_>, error: &RegisterError) -> QualityFinding {
    QualityFinding {
        rule: UNREADABLE.into(),
        severity: Severity::Contradiction,
        household: state.id(),
        place: counted_in(state).into(),
        member: None,
        field: "household".into(),
        found: error.to_string(),
        expected: "entries that can be true together".to_owned(),
    }
}

impl TryFrom<RulesForm> for Rules {
    type Error = QualityError;

    fn try_from(form: RulesForm) -> Result<Self, Self::Error> {
        Self::of(form.rule)
    }
}

impl From<Rules> for RulesForm {
    fn from(rules: Rules) -> Self {
        Self { rule: rules.rules }
    }
}
