//! One household (or person, or thing of one's own), one day, one standard.

use super::{
    Assessable, AssessedUnit, Class, ClassRow, Deprivation, MissingPolicy, Profile, Question, Standard, StandardError,
    Verdict,
};
use crate::household::{Household, Observed};
use crate::quantity::Unit;
use chrono::NaiveDate;

/// What a standard says of a household on a day: deprivations and class. The reasons are made on request
/// ([`Assessment::explain`]); making an assessment allocates nothing.
///
/// ```
/// use poverty::household::{Dwelling, Household, Member, Services, Toilet};
/// use poverty::place::Area;
/// use poverty::quantity::{FloorArea, Money};
/// use poverty::standard::{Deprivation, Standards};
///
/// let standards = Standards::embedded();
/// let standard = standards.get("vn-decree-07-2021")?;
/// let household = Household::builder("H1", "24133", Area::Rural)
///     .income_per_person_month(Money::vnd(1_500_000)) // on the line, which counts as under it
///     .dwelling(Dwelling::default().with_area(FloorArea::square_metres(15)?))
///     .services(Services::default().with_toilet(Toilet::OpenPit))
///     .member(Member::aged(50)?)
///     .member(Member::aged(52)?)
///     .build()?;
/// let assessment = standard.assess(&household, "2024-12-31".parse()?)?;
/// assert_eq!(assessment.indicator("toilet"), Some(Deprivation::Deprived));
/// // Two deprivations are seen, and what is not known decides between poor and near-poor: no class is claimed.
/// assert_eq!(assessment.class(), None);
/// let possible: Vec<_> = assessment.possible_classes().map(|class| class.id()).collect();
/// assert_eq!(possible, ["poor", "near_poor"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Assessment<'a, S = &'a Household> {
    pub(super) standard: &'a Standard,
    pub(super) subject: S,
    pub(super) on: NaiveDate,
    pub(super) profile: Profile,
    /// Indicators whose cutoff is not known where the subject stands, as a mask.
    pub(super) unsettled: u64,
    /// Lines of the standard that the income exceeds; `None` if the income is not known.
    pub(super) lines_exceeded: Option<usize>,
    verdict: Verdict<'a>,
}

impl Standard {
    /// Assesses a household (or whatever is [`Assessable`]) as of a day: ages are counted on it.
    ///
    /// The day need not lie in a period of use: applying a law outside its time is how two laws are compared. To be held to the
    /// law's time, take the standard from [`Standards::in_force`](super::Standards::in_force).
    ///
    /// # Errors
    /// [`StandardError::ParameterUnknown`] if the class depends on a cutoff or a line that is not known;
    /// [`StandardError::NoLineValue`] if it depends on a line that has no amount for the area on that day;
    /// [`StandardError::AssessesPersons`] for a household as a whole where persons are assessed
    /// ([`Standard::assess_units`]); [`StandardError::PricesDiffer`], [`StandardError::Quantity`] for an income that can't be
    /// compared with the lines.
    pub fn assess<S: Assessable>(&self, subject: S, on: NaiveDate) -> Result<Assessment<'_, S>, StandardError> {
        let (lines_exceeded, line_unknown) = match self.lines_exceeded(&subject, on) {
            Ok(exceeded) => (exceeded, None),
            Err(error @ (StandardError::ParameterUnknown { .. } | StandardError::NoLineValue { .. })) => {
                (None, Some(error))
            }
            Err(error) => return Err(error),
        };
        let findings = subject.findings(self, on, lines_exceeded)?;
        let (profile, unsettled) = (findings.profile(), findings.unsettled());
        let verdict = if unsettled == 0 {
            self.classify(profile, lines_exceeded)
        } else {
            // No policy for missing answers speaks of cutoffs that nobody knows: every possibility stays open.
            self.classify_by(None, profile, lines_exceeded)
        };
        if verdict.class().is_none() {
            if let Some(error) = line_unknown {
                return Err(error);
            }
            if let Some(indicator) = self.indicators().zip(0_u32..).find(|(_, bit)| unsettled >> (bit & 63) & 1 == 1) {
                return Err(self.unknown_cutoff(indicator.0));
            }
        }
        Ok(Assessment { standard: self, subject, on, profile, unsettled, lines_exceeded, verdict })
    }

    /// Assesses whatever the standard gives a class to in a household: the household, or each of its members.
    ///
    /// Callers that use it need not know which of the two a standard does.
    ///
    /// ```
    /// use poverty::household::{Household, Member};
    /// use poverty::place::Area;
    /// use poverty::standard::{Assessable, Standards};
    /// let household = Household::builder("H1", "24133", Area::Rural)
    ///     .member(Member::aged(40)?)
    ///     .member(Member::aged(9)?)
    ///     .build()?;
    /// let ids = |standard: &str| -> Result<Vec<String>, Box<dyn std::error::Error>> {
    ///     let assessed = Standards::embedded().get(standard)?.assess_units(&household, "2022-08-31".parse()?)?;
    ///     Ok(assessed.iter().map(|assessment| assessment.subject().identifier().into_owned()).collect())
    /// };
    /// assert_eq!(ids("vn-decree-07-2021")?, ["H1"]);
    /// assert_eq!(ids("mx-coneval-2018")?, ["H1/1", "H1/2"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// As [`Standard::assess`].
    pub fn assess_units<'a>(
        &'a self,
        household: &'a Household,
        on: NaiveDate,
    ) -> Result<Vec<Assessment<'a, AssessedUnit<'a>>>, StandardError> {
        match self.unit() {
            Unit::Household => Ok(vec![self.assess(AssessedUnit::Household(household), on)?]),
            Unit::Person => (0..household.members().len())
                .map(|index| self.assess(AssessedUnit::Member { household, index }, on))
                .collect(),
        }
    }

    fn unknown_cutoff(&self, indicator: &super::Indicator) -> StandardError {
        StandardError::ParameterUnknown {
            standard: self.id().to_owned(),
            parameter: format!("the deprivation cutoff of `{}`", indicator.id()),
            note: indicator.citation().note.clone().unwrap_or_else(|| indicator.citation().to_string()),
        }
    }

    /// How many lines the income exceeds. Lines rise, so the first that is not exceeded ends the count.
    fn lines_exceeded(&self, subject: &impl Assessable, on: NaiveDate) -> Result<Option<usize>, StandardError> {
        if self.lines().is_empty() {
            return Ok(Some(0));
        }
        let Observed::Known(income) = subject.welfare(self, on) else { return Ok(None) };
        let mut exceeded = 0_usize;
        for line in self.lines() {
            if !line.is_exceeded_by(income, subject.line_area(), on)? {
                break;
            }
            exceeded = exceeded.saturating_add(1);
        }
        Ok(Some(exceeded))
    }
}

impl<'a> Assessment<'a> {
    /// The household assessed.
    #[must_use]
    pub const fn household(&self) -> &'a Household {
        self.subject
    }
}

impl<'a, S> Assessment<'a, S> {
    /// The standard applied.
    #[must_use]
    pub const fn standard(&self) -> &'a Standard {
        self.standard
    }

    /// What was assessed.
    #[must_use]
    pub const fn subject(&self) -> &S {
        &self.subject
    }

    /// The day of assessment.
    #[must_use]
    pub const fn on(&self) -> NaiveDate {
        self.on
    }

    /// Which indicators are deprived and which are missing, in the order of the standard: all that a counting measure reads.
    #[must_use]
    pub const fn profile(&self) -> Profile {
        self.profile
    }

    /// Number of deprived indicators.
    #[must_use]
    pub const fn deprivations(&self) -> u32 {
        self.profile.deprived().count_ones()
    }

    /// What the indicator with an id says; `None` for an id that the standard does not have.
    #[must_use]
    pub fn indicator(&self, id: &str) -> Option<Deprivation> {
        let index = self.standard.indicator_index(id)?;
        self.profile.get(u32::try_from(index).ok()?)
    }

    /// How many income lines are exceeded; `None` if the income is not known.
    #[must_use]
    pub const fn lines_exceeded(&self) -> Option<usize> {
        self.lines_exceeded
    }

    /// The class, or the classes that remain possible.
    #[must_use]
    pub const fn verdict(&self) -> Verdict<'a> {
        self.verdict
    }

    /// [`Verdict::class`].
    #[must_use]
    pub fn class(&self) -> Option<&'a Class> {
        self.verdict.class()
    }

    /// [`Verdict::possible_classes`].
    pub fn possible_classes(&self) -> impl Iterator<Item = &'a Class> + use<'a, S> {
        self.verdict.possible_classes()
    }

    /// [`Verdict::is_poor`].
    #[must_use]
    pub fn is_poor(&self) -> Option<bool> {
        self.verdict.is_poor()
    }

    /// The row that gives the class, if it is sure and one row gives it.
    #[must_use]
    pub fn row(&self) -> Option<&'a ClassRow> {
        self.class()?;
        self.standard.row_of(self.policy(), self.profile, self.lines_exceeded)
    }

    /// The policy for missing answers that gave the verdict.
    pub(super) fn policy(&self) -> Option<MissingPolicy> {
        if self.unsettled == 0 { self.standard.missing_policy() } else { None }
    }

    pub(super) const fn question(&self, indicator: &'a super::Indicator) -> Question<'a> {
        Question { standard: self.standard, indicator, on: self.on, lines_exceeded: self.lines_exceeded }
    }
}
