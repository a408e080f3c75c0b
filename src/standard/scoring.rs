//! The official survey scoring: points instead of income, a second method of the same standard.

use super::standard::Standard;
use super::{Assessment, Class, StandardError, Verdict};
use crate::household::{Household, Observed};
use crate::place::Area;
use crate::quantity::Period;
use crate::source::Citation;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// How points of a survey form stand for income and for deprivations, phiếu B: thresholds in points for the income lines (B1), and
/// points for each deprived indicator (B2).
///
/// Points mean something only by the form that gave them. In Viet Nam 140 rural points were the higher line until 2021 and the
/// only one from 2022 on, for incomes that differ: thresholds therefore hold for a period.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Scoring {
    pub(super) id: String,
    pub(super) period: Period,
    /// B2 points of one deprived indicator.
    pub(super) points_per_deprivation: u16,
    /// Thresholds of the lines from the lowest up; lines above them are not scored.
    pub(super) line: Vec<ScoredLine>,
    pub(super) cite: Citation,
}

/// The points that stand for a line: B1 points up to the threshold (with) stand for incomes under the line.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ScoredLine {
    pub(super) line: String,
    pub(super) rural: u16,
    pub(super) urban: u16,
}

impl Scoring {
    /// Key, unique among the scorings of its standard.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Days on which the form is used.
    #[must_use]
    pub const fn period(&self) -> Period {
        self.period
    }

    /// B2 points of one deprived indicator.
    #[must_use]
    pub const fn points_per_deprivation(&self) -> u16 {
        self.points_per_deprivation
    }

    /// Thresholds of the lines that are scored.
    #[must_use]
    pub fn lines(&self) -> &[ScoredLine] {
        &self.line
    }

    /// Where it is said.
    #[must_use]
    pub const fn citation(&self) -> &Citation {
        &self.cite
    }
}

impl ScoredLine {
    /// The line that it stands for.
    #[must_use]
    pub fn line(&self) -> &str {
        &self.line
    }

    /// Points up to which (with) an income counts as under the line.
    #[must_use]
    pub const fn points(&self, area: Area) -> u16 {
        match area {
            Area::Rural => self.rural,
            Area::Urban => self.urban,
        }
    }
}

/// What the points of a household say: its class by the score test.
#[derive(Clone, Copy, Debug)]
pub struct ScoreAssessment<'a> {
    scoring: &'a Scoring,
    b1: Option<u16>,
    b2: Option<u16>,
    verdict: Verdict<'a>,
}

impl<'a> ScoreAssessment<'a> {
    /// The form and thresholds applied.
    #[must_use]
    pub const fn scoring(&self) -> &'a Scoring {
        self.scoring
    }

    /// Points that stand for income, if known.
    #[must_use]
    pub const fn b1(&self) -> Option<u16> {
        self.b1
    }

    /// Points of deprivation, if known.
    #[must_use]
    pub const fn b2(&self) -> Option<u16> {
        self.b2
    }

    /// The class, or those that remain possible. Where the highest lines are not scored, points above the last threshold leave
    /// several classes possible, none of them poor.
    #[must_use]
    pub const fn verdict(&self) -> Verdict<'a> {
        self.verdict
    }

    /// [`Verdict::class`].
    #[must_use]
    pub fn class(&self) -> Option<&'a Class> {
        self.verdict.class()
    }
}

/// One household by both methods of one standard.
#[derive(Clone, Copy, Debug)]
pub struct Methods<'a> {
    income: Assessment<'a>,
    score: ScoreAssessment<'a>,
}

/// Whether the income test and the score test give the same class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Agreement<'a> {
    /// Both give this class.
    Same(&'a Class),
    /// They give classes that can't both be right.
    Differ {
        /// By income and observed deprivations.
        income: Verdict<'a>,
        /// By points.
        score: Verdict<'a>,
    },
    /// No class is given by both, and some class is possible by both.
    Open,
}

impl<'a> Methods<'a> {
    /// The income test.
    #[must_use]
    pub const fn by_income(&self) -> &Assessment<'a> {
        &self.income
    }

    /// The score test.
    #[must_use]
    pub const fn by_score(&self) -> &ScoreAssessment<'a> {
        &self.score
    }

    /// Whether they agree.
    #[must_use]
    pub fn agreement(&self) -> Agreement<'a> {
        let (income, score) = (self.income.verdict(), self.score.verdict);
        match (income.class(), score.class()) {
            (Some(left), Some(right)) if left == right => Agreement::Same(left),
            _ if income.possible_classes().any(|class| score.possible_classes().any(|other| other == class)) => {
                Agreement::Open
            }
            _ => Agreement::Differ { income, score },
        }
    }
}

impl Standard {
    /// The scoring of a form that is used on a day.
    ///
    /// # Errors
    /// [`StandardError::NoScoring`] if the standard has none for that day.
    pub fn scoring(&self, on: NaiveDate) -> Result<&Scoring, StandardError> {
        self.scorings().iter().find(|scoring| scoring.period.contains(on)).ok_or_else(|| StandardError::NoScoring {
            standard: self.id().to_owned(),
            on,
            known: self.scorings().iter().map(|scoring| scoring.period.to_string()).collect::<Vec<_>>().join(", "),
        })
    }

    /// Classifies by points, as the review of the commune does: no income is asked.
    ///
    /// Points that are not known leave classes possible, as missing answers do.
    ///
    /// ```
    /// use poverty::place::Area;
    /// use poverty::standard::Standards;
    /// let decree = Standards::embedded().get("vn-decree-07-2021")?;
    /// let on = "2024-12-31".parse().unwrap();
    /// let class = |b1, b2| Ok::<_, poverty::standard::StandardError>(
    ///     decree.assess_points(Some(b1), Some(b2), Area::Rural, on)?.class().map(|class| class.id()),
    /// );
    /// assert_eq!(class(140, 30)?, Some("poor"));
    /// assert_eq!(class(140, 20)?, Some("near_poor"));
    /// // Above the threshold a household is not poor; whether of average living standard, points don't tell.
    /// assert_eq!(class(141, 30)?, None);
    /// # Ok::<(), poverty::standard::StandardError>(())
    /// ```
    ///
    /// # Errors
    /// [`StandardError::NoScoring`]; [`StandardError::Points`] for deprivation points that no number of deprived indicators
    /// gives.
    pub fn assess_points(
        &self,
        b1: Option<u16>,
        b2: Option<u16>,
        area: Area,
        on: NaiveDate,
    ) -> Result<ScoreAssessment<'_>, StandardError> {
        let scoring = self.scoring(on)?;
        let deprivations = b2.map(|points| self.deprivations_of(scoring, points)).transpose()?;
        let bands = match b1 {
            None => 0..=self.lines().len(),
            Some(points) => match scoring.line.iter().position(|line| points <= line.points(area)) {
                Some(band) => band..=band,
                None => scoring.line.len()..=self.lines().len(),
            },
        };
        let verdict = self.classify_counts(deprivations, bands);
        Ok(ScoreAssessment { scoring, b1, b2, verdict })
    }

    /// The same for the points recorded of a household ([`Household::review_points`]).
    ///
    /// # Errors
    /// As [`Standard::assess_points`].
    pub fn assess_score(&self, household: &Household, on: NaiveDate) -> Result<ScoreAssessment<'_>, StandardError> {
        let points = household.review_points();
        self.assess_points(points.b1.known(), points.b2.known(), household.area(), on)
    }

    /// Both methods side by side; [`Methods::agreement`] says whether they agree.
    ///
    /// # Errors
    /// As [`Standard::assess`] and [`Standard::assess_points`].
    pub fn assess_both<'a>(&'a self, household: &'a Household, on: NaiveDate) -> Result<Methods<'a>, StandardError> {
        Ok(Methods { income: self.assess(household, on)?, score: self.assess_score(household, on)? })
    }

    /// Points of deprivation of an assessment by the form of its day, if no indicator is missing: ten for each in Viet Nam.
    ///
    /// # Errors
    /// [`StandardError::NoScoring`].
    pub fn deprivation_points<S>(&self, assessment: &Assessment<'_, S>) -> Result<Observed<u16>, StandardError> {
        let scoring = self.scoring(assessment.on())?;
        let deprivations = u16::try_from(assessment.deprivations()).unwrap_or(u16::MAX);
        Ok(if assessment.profile().is_complete() {
            Observed::Known(scoring.points_per_deprivation.saturating_mul(deprivations))
        } else {
            Observed::NOT_RECORDED
        })
    }

    fn deprivations_of(&self, scoring: &Scoring, points: u16) -> Result<u32, StandardError> {
        let each = scoring.points_per_deprivation;
        let count = points.checked_div(each).unwrap_or(0);
        let indicators = self.weights().len();
        if points.checked_rem(each) == Some(0) && usize::from(count) <= indicators {
            Ok(count.into())
        } else {
            Err(StandardError::Points { points, each, indicators })
        }
    }
}
