//! One household, one day, one standard.

use super::standard::Standard;
use super::subject::Subject;
use super::{Class, Deprivation, Profile, StandardError, Verdict};
use crate::household::{Household, Observed};
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
pub struct Assessment<'a> {
    pub(super) standard: &'a Standard,
    pub(super) household: &'a Household,
    pub(super) on: NaiveDate,
    pub(super) profile: Profile,
    /// Lines of the standard that the income exceeds; `None` if the income is not known.
    pub(super) lines_exceeded: Option<usize>,
    verdict: Verdict<'a>,
}

impl Standard {
    /// Assesses a household as of a day: ages are counted on it.
    ///
    /// The day need not lie in a period of use: applying a law outside its time is how two laws are compared. To be held to the
    /// law's time, take the standard from [`Standards::in_force`](super::Standards::in_force).
    ///
    /// # Errors
    /// [`StandardError::ParameterUnknown`] if an indicator's cutoff is not known; [`StandardError::NoLineValue`] if a line has no
    /// amount for the area on that day; [`StandardError::Quantity`] if the income is in another currency than the lines.
    pub fn assess<'a>(&'a self, household: &'a Household, on: NaiveDate) -> Result<Assessment<'a>, StandardError> {
        let subject = Subject::new(household, on);
        let (mut deprived, mut missing) = (0_u64, 0_u64);
        let mut bit = 1_u64;
        for indicator in self.indicators() {
            let Some(rule) = indicator.rule() else { return Err(self.unknown_cutoff(indicator)) };
            match rule.outcome(&subject) {
                Deprivation::Deprived => deprived |= bit,
                Deprivation::Missing => missing |= bit,
                Deprivation::NotDeprived => {}
            }
            bit = bit.wrapping_shl(1);
        }
        let profile = Profile::from_masks(deprived, missing).unwrap_or_default();
        let lines_exceeded = self.lines_exceeded(household, on)?;
        let verdict = self.classify(profile, lines_exceeded);
        Ok(Assessment { standard: self, household, on, profile, lines_exceeded, verdict })
    }

    fn unknown_cutoff(&self, indicator: &super::Indicator) -> StandardError {
        StandardError::ParameterUnknown {
            standard: self.id().to_owned(),
            parameter: format!("the deprivation cutoff of `{}`", indicator.id()),
            note: indicator.citation().note.clone().unwrap_or_else(|| indicator.citation().to_string()),
        }
    }

    /// How many lines the income exceeds. Lines rise, so the first that is not exceeded ends the count.
    fn lines_exceeded(&self, household: &Household, on: NaiveDate) -> Result<Option<usize>, StandardError> {
        let income = match (self.lines().is_empty(), household.income_per_person_month()) {
            (true, _) => return Ok(Some(0)),
            (false, Observed::Known(income)) => income,
            (false, Observed::Unknown(_) | Observed::NotApplicable) => return Ok(None),
        };
        let mut exceeded = 0_usize;
        for line in self.lines() {
            if !line.is_exceeded_by(income, household.area(), on)? {
                break;
            }
            exceeded = exceeded.saturating_add(1);
        }
        Ok(Some(exceeded))
    }
}

impl<'a> Assessment<'a> {
    /// The standard applied.
    #[must_use]
    pub const fn standard(&self) -> &'a Standard {
        self.standard
    }

    /// The household assessed.
    #[must_use]
    pub const fn household(&self) -> &'a Household {
        self.household
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
    pub fn possible_classes(&self) -> impl Iterator<Item = &'a Class> + use<'a> {
        self.verdict.possible_classes()
    }

    /// [`Verdict::is_poor`].
    #[must_use]
    pub fn is_poor(&self) -> Option<bool> {
        self.verdict.is_poor()
    }

    /// The row that gives the class, if it is sure and one row gives it.
    pub(super) fn row(&self) -> Option<&'a super::ClassRow> {
        self.class()?;
        self.standard.row_of(self.profile, self.lines_exceeded?)
    }
}
