//! One household, one day, one standard.

use super::check::{Compiled, Step};
use super::standard::Standard;
use super::subject::Subject;
use super::{Class, Counts, Deprivation, MissingPolicy, Profile, StandardError};
use crate::household::{Household, Observed};
use crate::quantity::Ratio;
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
    /// Classes that some possible answer gives, as bits; none if the household is left out.
    possible: u64,
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
        let possible = self.possible_classes(profile, lines_exceeded);
        Ok(Assessment { standard: self, household, on, profile, lines_exceeded, possible })
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

    fn possible_classes(&self, profile: Profile, lines_exceeded: Option<usize>) -> u64 {
        let bands = &self.compiled.bands;
        let chosen = match lines_exceeded {
            Some(band) => bands.get(band..band.saturating_add(1)).unwrap_or_default(),
            None => bands.as_slice(),
        };
        let mask = |class: usize| 1_u64.checked_shl(u32::try_from(class).unwrap_or(u32::MAX)).unwrap_or(0);
        let (deprived, missing) = (profile.deprived(), profile.missing());
        let levels = match self.missing_policy() {
            _ if missing == 0 => Levels::Exact(self.level(deprived)),
            Some(MissingPolicy::NotDeprived) => Levels::Exact(self.level(deprived)),
            Some(MissingPolicy::Deprived) => Levels::Exact(self.level(deprived | missing)),
            Some(MissingPolicy::Drop) => return 0,
            Some(MissingPolicy::ReweightWithinDimension) => match self.reweighted(profile) {
                Some(score) => Levels::Between(score),
                None => return 0,
            },
            None => Levels::Range(self.level(deprived), self.level(deprived | missing)),
        };
        let mut possible = 0_u64;
        for steps in chosen {
            match levels {
                Levels::Exact(level) => {
                    possible |= last_from(steps, |step| step.from <= level).map_or(0, |step| mask(step.class));
                }
                Levels::Between(score) => {
                    possible |= last_from(steps, |step| step.at_least <= score).map_or(0, |step| mask(step.class));
                }
                Levels::Range(low, high) => {
                    for (place, step) in steps.iter().enumerate() {
                        let until = steps.get(place.saturating_add(1)).map_or(u128::MAX, |next| next.from);
                        if step.from <= high && until > low && self.reaches(profile, step.from, until) {
                            possible |= mask(step.class);
                        }
                    }
                }
            }
        }
        possible
    }

    /// Deprivation of a set of indicators in the unit that the rows count.
    fn level(&self, deprived: u64) -> u128 {
        let Compiled { units, dimensions, .. } = &self.compiled;
        match self.counts() {
            Counts::Indicators => u128::from(deprived.count_ones()),
            Counts::Dimensions => {
                let count = dimensions.iter().filter(|(mask, from)| (deprived & mask).count_ones() >= *from).count();
                u128::try_from(count).unwrap_or(u128::MAX)
            }
            Counts::Score => sum_of(units, deprived),
        }
    }

    /// Whether some answer to the missing indicators gives a deprivation in [from, until).
    ///
    /// Counts take every value between their bounds. A score need not: with few missing indicators every answer is tried; with
    /// more than twelve the range counts as reached, which may name a class too many and never one too few.
    fn reaches(&self, profile: Profile, from: u128, until: u128) -> bool {
        let missing = profile.missing();
        if self.counts() != Counts::Score || missing.count_ones() > 12 {
            return true;
        }
        let mut subset = missing;
        loop {
            let level = self.level(profile.deprived() | subset);
            if level >= from && level < until {
                return true;
            }
            if subset == 0 {
                return false;
            }
            // The next smaller subset of the mask (Knuth 7.1.3).
            subset = subset.wrapping_sub(1) & missing;
        }
    }

    /// The score with the weight of missing indicators moved to the known ones of their dimension; `None` if a dimension is
    /// missing as a whole, or a sum does not fit.
    fn reweighted(&self, profile: Profile) -> Option<Ratio> {
        let Compiled { weights, dimensions, .. } = &self.compiled;
        let part = |mask: u64| {
            let chosen = weights.iter().enumerate().filter(|(index, _)| mask >> (index & 63) & 1 == 1);
            Ratio::sum(chosen.map(|(_, weight)| *weight)).ok()
        };
        let mut score = Ratio::ZERO;
        for (mask, _) in dimensions {
            let known = part(mask & !profile.missing())?;
            let lacking = part(mask & profile.deprived())?;
            let share = lacking.checked_div(known).ok()?.checked_mul(part(*mask)?).ok()?;
            score = score.checked_add(share).ok()?;
        }
        Some(score)
    }
}

/// Where the deprivation of a household lies.
#[derive(Clone, Copy)]
enum Levels {
    /// A whole number of units.
    Exact(u128),
    /// A value between whole units.
    Between(Ratio),
    /// From one number of units to another, both with.
    Range(u128, u128),
}

fn last_from(steps: &[Step], reached: impl Fn(&Step) -> bool) -> Option<&Step> {
    steps.iter().rev().find(|step| reached(step))
}

fn sum_of(units: &[u128], mask: u64) -> u128 {
    let mut rest = mask;
    let mut sum = 0_u128;
    while rest != 0 {
        let index = usize::try_from(rest.trailing_zeros()).unwrap_or(usize::MAX);
        sum = sum.saturating_add(units.get(index).copied().unwrap_or(0));
        rest &= rest.wrapping_sub(1);
    }
    sum
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

    /// The class, if what was observed and the standard's rule for missing answers give exactly one.
    #[must_use]
    pub fn class(&self) -> Option<&'a Class> {
        if self.possible.count_ones() == 1 { self.possible_classes().next() } else { None }
    }

    /// Every class that some answer to what is missing would give, in the order of the standard; one if the class is sure,
    /// none if the standard leaves the household out.
    pub fn possible_classes(&self) -> impl Iterator<Item = &'a Class> + use<'a> {
        let possible = self.possible;
        let classes = self.standard.classes().iter().enumerate();
        classes.filter(move |(index, _)| possible >> (index & 63) & 1 == 1).map(|(_, class)| class)
    }

    /// Whether the class counts into the poverty rate; `None` if the class is not sure and the answer depends on it.
    #[must_use]
    pub fn is_poor(&self) -> Option<bool> {
        let mut classes = self.possible_classes().map(Class::is_poor);
        let first = classes.next()?;
        classes.all(|poor| poor == first).then_some(first)
    }

    /// The row that gives the class, if it is sure and one row gives it.
    pub(super) fn row(&self) -> Option<&'a super::ClassRow> {
        self.class()?;
        let steps = self.standard.compiled.bands.get(self.lines_exceeded?)?;
        let level = self.standard.level(self.profile.deprived());
        let low = last_from(steps, |step| step.from <= level)?;
        let high = self.standard.level(self.profile.deprived() | self.profile.missing());
        let same = last_from(steps, |step| step.from <= high)?.row == low.row;
        if same { self.standard.rows().get(low.row) } else { None }
    }
}
