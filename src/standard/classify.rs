//! From the deprivations and the income band of a household to its class, or to the classes that remain possible.

use super::check::{Compiled, Step};
use super::{Class, ClassRow, Counts, MissingPolicy, Profile, Standard};
use crate::quantity::Ratio;
use core::ops::RangeInclusive;

/// The class of a household, or the classes that remain possible while something is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict<'a> {
    standard: &'a Standard,
    /// Classes that some possible answer gives, as bits; none if the household is left out.
    possible: u64,
}

impl<'a> Verdict<'a> {
    /// The class, if what was observed and the standard's rule for missing answers give exactly one.
    #[must_use]
    pub fn class(self) -> Option<&'a Class> {
        if self.possible.count_ones() == 1 { self.possible_classes().next() } else { None }
    }

    /// Every class that some answer to what is missing would give, in the order of the standard; one if the class is sure,
    /// none if the standard leaves the household out.
    pub fn possible_classes(self) -> impl Iterator<Item = &'a Class> + use<'a> {
        let classes = self.standard.classes().iter().enumerate();
        classes.filter(move |(index, _)| self.possible >> (index & 63) & 1 == 1).map(|(_, class)| class)
    }

    /// Whether the class counts into the poverty rate; `None` if the class is not sure and the answer depends on it.
    #[must_use]
    pub fn is_poor(self) -> Option<bool> {
        let mut classes = self.possible_classes().map(Class::is_poor);
        let first = classes.next()?;
        classes.all(|poor| poor == first).then_some(first)
    }
}

impl Standard {
    /// The class that the rows give to a profile in an income band: what [`Standard::assess`] does once the observations are
    /// judged, for those who have profiles rather than households.
    ///
    /// `lines_exceeded` says how many of [`Standard::lines`] the income exceeds (0 in the lowest band); `None` if the income is
    /// not known.
    ///
    /// ```
    /// use poverty::standard::{Profile, Standards};
    /// let decree = Standards::embedded().get("vn-decree-07-2021")?;
    /// let three_deprivations = Profile::complete(0b111);
    /// let class = |lines_exceeded| decree.classify(three_deprivations, lines_exceeded).class().map(|class| class.id());
    /// assert_eq!(class(Some(0)), Some("poor"));
    /// assert_eq!(class(Some(1)), Some("average"));
    /// assert_eq!(class(None), None);
    /// # Ok::<(), poverty::standard::StandardError>(())
    /// ```
    #[must_use]
    pub fn classify(&self, profile: Profile, lines_exceeded: Option<usize>) -> Verdict<'_> {
        self.classify_by(self.missing_policy(), profile, lines_exceeded)
    }

    /// The same by another policy for missing answers.
    pub(super) fn classify_by(
        &self,
        policy: Option<MissingPolicy>,
        profile: Profile,
        lines_exceeded: Option<usize>,
    ) -> Verdict<'_> {
        let bands = match lines_exceeded {
            Some(band) => band..band.saturating_add(1),
            None => 0..self.compiled.bands.len(),
        };
        let bands = self.compiled.bands.get(bands).unwrap_or_default();
        let possible = self.levels(policy, profile).map_or(0, |levels| {
            bands.iter().fold(0_u64, |possible, steps| possible | self.reached(steps, profile, levels))
        });
        Verdict { standard: self, possible }
    }

    /// The classes of a number of deprived indicators, or of any number, in some income bands: for standards that count
    /// indicators.
    pub(super) fn classify_counts(&self, deprivations: Option<u32>, bands: RangeInclusive<usize>) -> Verdict<'_> {
        let levels = match deprivations {
            Some(count) => Levels::Exact(count.into()),
            None => Levels::Range(0, u128::MAX),
        };
        let bands = self.compiled.bands.get(bands).unwrap_or_default();
        let possible =
            bands.iter().fold(0_u64, |possible, steps| possible | self.reached(steps, Profile::NONE, levels));
        Verdict { standard: self, possible }
    }

    /// The bounds of deprivation beyond which the class of a complete profile is another in its income band: the least deprivation
    /// of its class (reached), and that of the class above (not reached).
    pub(super) fn class_bounds(&self, profile: Profile, band: usize) -> [(Option<Ratio>, bool); 2] {
        let steps = self.compiled.bands.get(band).map(Vec::as_slice).unwrap_or_default();
        let level = self.level(profile.deprived());
        let Some(own) = steps.iter().rposition(|step| step.from <= level) else { return [(None, true), (None, false)] };
        let class = steps.get(own).map(|step| step.class);
        let other = |step: &&Step| Some(step.class) != class;
        let (below, above) =
            (steps.iter().take(own).rposition(|step| other(&step)), steps.iter().skip(own).find(other));
        let least = below.and_then(|below| steps.get(below.saturating_add(1))).map(|step| step.at_least);
        [(least, true), (above.map(|step| step.at_least), false)]
    }

    /// The row that gives the class of a profile in an income band, if it is one row whatever is not known.
    pub(super) fn row_of(
        &self,
        policy: Option<MissingPolicy>,
        profile: Profile,
        lines_exceeded: Option<usize>,
    ) -> Option<&ClassRow> {
        let steps = match (lines_exceeded, self.compiled.bands.as_slice()) {
            (Some(band), bands) => bands.get(band)?,
            (None, [only]) => only,
            (None, _) => return None,
        };
        let row = match self.levels(policy, profile)? {
            Levels::Exact(level) => last(steps, |step| step.from <= level)?.row,
            Levels::Between(score) => last(steps, |step| step.at_least <= score)?.row,
            Levels::Range(low, high) => {
                let row = last(steps, |step| step.from <= low)?.row;
                (last(steps, |step| step.from <= high)?.row == row).then_some(row)?
            }
        };
        self.rows().get(row)
    }

    /// Where the deprivation of a profile lies by a policy; `None` if it leaves the household out.
    fn levels(&self, policy: Option<MissingPolicy>, profile: Profile) -> Option<Levels> {
        let (deprived, missing) = (profile.deprived(), profile.missing());
        Some(match policy {
            _ if missing == 0 => Levels::Exact(self.level(deprived)),
            Some(MissingPolicy::NotDeprived) => Levels::Exact(self.level(deprived)),
            Some(MissingPolicy::Deprived) => Levels::Exact(self.level(deprived | missing)),
            Some(MissingPolicy::Drop) => return None,
            Some(MissingPolicy::ReweightWithinDimension) => Levels::Between(self.reweighted(profile)?),
            None => Levels::Range(self.level(deprived), self.level(deprived | missing)),
        })
    }

    /// Classes of one income band that the levels reach, as bits.
    fn reached(&self, steps: &[Step], profile: Profile, levels: Levels) -> u64 {
        let mask = |class: usize| 1_u64.checked_shl(u32::try_from(class).unwrap_or(u32::MAX)).unwrap_or(0);
        match levels {
            Levels::Exact(level) => last(steps, |step| step.from <= level).map_or(0, |step| mask(step.class)),
            Levels::Between(score) => last(steps, |step| step.at_least <= score).map_or(0, |step| mask(step.class)),
            Levels::Range(low, high) => {
                let mut possible = 0_u64;
                for (place, step) in steps.iter().enumerate() {
                    let until = steps.get(place.saturating_add(1)).map_or(u128::MAX, |next| next.from);
                    if step.from <= high && until > low && self.reaches(profile, step.from, until) {
                        possible |= mask(step.class);
                    }
                }
                possible
            }
        }
    }

    /// The deprivation of a profile in what the rows count ([`Standard::counts`]): deprived indicators, the deprivation score, or
    /// deprived dimensions. What is missing does not count.
    #[must_use]
    pub fn deprivation(&self, profile: Profile) -> Ratio {
        let whole = self.compiled.units.iter().sum::<u128>();
        let denominator = if self.counts() == Counts::Score { whole } else { 1 };
        Ratio::of(self.level(profile.deprived()), denominator).unwrap_or(Ratio::ZERO)
    }

    /// Deprivation of a set of indicators in the unit that the rows count.
    pub(super) fn level(&self, deprived: u64) -> u128 {
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

fn last(steps: &[Step], reached: impl Fn(&Step) -> bool) -> Option<&Step> {
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
