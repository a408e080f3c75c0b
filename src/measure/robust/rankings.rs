//! Groups measured under several cutoffs and weightings, and what of their order survives.

use super::RankAgreement;
use crate::measure::{AlkireFoster, By, Family, Group, Measure, MeasureError, PatternTable, Tabulation};
use crate::quantity::{CountedUnit, Ratio};
use core::cmp::Ordering;
use core::fmt;
use core::ops::RangeInclusive;

/// Every group's measure under each of several alternatives: other cutoffs, other weightings. The first is the baseline.
///
/// ```
/// use poverty::measure::robust::{Dominance, Rankings};
/// use poverty::measure::{Axes, By, Family, PatternTable, Profile, Structure, Weighting};
/// use poverty::quantity::{Households, Ratio, Weight};
/// let structure = Structure::flat(["a", "b", "c"])?;
/// let mut table = PatternTable::<Households>::new(&structure, Axes::new().subgroup("region")?)?;
/// for (region, deprived, weight) in
///     [("1", 0b001, 50), ("1", 0b000, 50), ("2", 0b111, 30), ("2", 0b000, 70), ("3", 0b001, 10), ("3", 0b000, 90)]
/// {
///     let cell = table.cell(&[region])?;
///     table.add(cell, Profile::complete(deprived), Weight::from_integer(weight)?)?;
/// }
/// let union = Weighting::nested(&structure)?.union()?;
/// let cutoffs = Rankings::cutoffs_between(&table, &union, Ratio::new(1, 3)?..=Ratio::ONE)?;
/// let rankings = Rankings::of(&table, Family::HeadcountRatio, &By::axis("region"), "", &cutoffs)?;
/// // Region 3 is nowhere poorer than region 2; regions 1 and 2 change places between the union and the intersection.
/// assert_eq!(rankings.dominance(2, 1)?, Dominance::LessPoor);
/// assert_eq!(rankings.dominance(0, 1)?, Dominance::Crosses);
/// assert_eq!(rankings.survival().share(), Some(Ratio::new(1, 3)?));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rankings {
    groups: Vec<Group>,
    alternatives: Vec<Alternative>,
    /// By alternative, then by group.
    values: Vec<Vec<Ratio>>,
}

/// One way to measure: a weighting with a cutoff.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Alternative {
    weighting: String,
    cutoff: Ratio,
}

impl Alternative {
    /// The name of the weighting.
    #[must_use]
    pub fn weighting(&self) -> &str {
        &self.weighting
    }

    /// The poverty cutoff.
    #[must_use]
    pub const fn cutoff(&self) -> Ratio {
        self.cutoff
    }
}

impl fmt::Display for Alternative {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{} at {}", self.weighting, self.cutoff))
    }
}

/// How one group compares with another over all alternatives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Dominance {
    /// Nowhere poorer, and somewhere less poor: it dominates.
    LessPoor,
    /// Nowhere less poor, and somewhere poorer: it is dominated.
    Poorer,
    /// The same everywhere.
    Equal,
    /// Poorer under one alternative and less poor under another: no verdict.
    Crosses,
}

/// How many pairs of groups keep the order that they have in the baseline under all alternatives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Survival {
    pairs: u64,
    ordered: u64,
    kept: u64,
}

impl Survival {
    /// All pairs of groups.
    #[must_use]
    pub const fn pairs(&self) -> u64 {
        self.pairs
    }

    /// Pairs that are not tied in the baseline.
    #[must_use]
    pub const fn ordered(&self) -> u64 {
        self.ordered
    }

    /// Pairs whose strict order in the baseline is the strict order under every alternative.
    #[must_use]
    pub const fn kept(&self) -> u64 {
        self.kept
    }

    /// Pairs that keep their order, of all pairs; `None` with fewer than two groups.
    #[must_use]
    pub fn share(&self) -> Option<Ratio> {
        Ratio::of(u128::from(self.kept), u128::from(self.pairs)).ok()
    }
}

impl Rankings {
    /// The groups of a table in one period (empty where the table has none), by H or M0 or any other measure of which there is
    /// one a cutoff. All alternatives come from the table in one go.
    ///
    /// # Errors
    /// [`MeasureError::NothingAsked`] without alternatives, or for a family of several measures; [`MeasureError::Undefined`] for
    /// a group in which the measure does not exist; as [`Tabulation::run`].
    pub fn of<U: CountedUnit>(
        table: &PatternTable<U>,
        family: Family,
        by: &By,
        period: &str,
        alternatives: &[AlkireFoster],
    ) -> Result<Self, MeasureError> {
        let mut rankings = Self { groups: Vec::new(), alternatives: Vec::new(), values: Vec::new() };
        // Measures that differ in their cutoffs alone are taken together.
        for same in
            alternatives.chunk_by(|a, b| a.weighting() == b.weighting() && a.missing_policy() == b.missing_policy())
        {
            rankings.add(table, family, by, period, same)?;
        }
        if rankings.alternatives.is_empty() {
            return Err(MeasureError::NothingAsked { thing: "alternative" });
        }
        Ok(rankings)
    }

    fn add<U: CountedUnit>(
        &mut self,
        table: &PatternTable<U>,
        family: Family,
        by: &By,
        period: &str,
        same: &[AlkireFoster],
    ) -> Result<(), MeasureError> {
        let Some(first) = same.first() else { return Ok(()) };
        let cutoffs = same.iter().map(AlkireFoster::poverty_cutoff);
        let request = Tabulation::new(table).weighting(first.weighting(), cutoffs).families([family]);
        let estimates = request.by([by.clone()]).missing(first.missing_policy()).run()?;
        let rows = || estimates.rows().iter().filter(|row| row.period() == period);
        let mut measures: Vec<&Measure> = rows().map(crate::measure::Estimate::measure).collect();
        measures.dedup();
        if measures.len() != 1 || !measures.iter().all(|measure| measure.has_cutoff()) {
            return Err(MeasureError::NothingAsked {
                thing: "measure of which there is one a cutoff, in a period of the table",
            });
        }
        let mut groups: Vec<Group> = rows().map(|row| row.group().clone()).collect();
        groups.dedup();
        for poverty in same {
            let own = rows().filter(|row| row.cutoff() == Some(poverty.poverty_cutoff()));
            let values: Result<Vec<Ratio>, MeasureError> = own.map(crate::measure::Estimate::exact).collect();
            self.values.push(values?);
            let weighting = poverty.weighting().name().to_owned();
            self.alternatives.push(Alternative { weighting, cutoff: poverty.poverty_cutoff() });
        }
        self.groups = groups;
        Ok(())
    }

    /// The same measure at every cutoff that can make a difference in a table, from the first to the last: at each score that
    /// occurs, because between two of them a measure is constant, and at the last cutoff itself.
    ///
    /// # Errors
    /// [`MeasureError::Different`] for a measure of other indicators; [`MeasureError::CutoffOutOfRange`].
    pub fn cutoffs_between<U: CountedUnit>(
        table: &PatternTable<U>,
        poverty: &AlkireFoster,
        range: RangeInclusive<Ratio>,
    ) -> Result<Vec<AlkireFoster>, MeasureError> {
        let mut cutoffs = table.scores(poverty)?;
        cutoffs.retain(|score| range.contains(score) && *score > Ratio::ZERO);
        cutoffs.push(*range.end());
        cutoffs.sort_unstable();
        cutoffs.dedup();
        let at = |cutoff| {
            let poverty_at = AlkireFoster::new(poverty.weighting().clone(), cutoff)?;
            Ok(poverty_at.missing(poverty.missing_policy()))
        };
        cutoffs.into_iter().map(at).collect()
    }

    /// Values computed elsewhere: by alternative, then by group. An alternative is named by its weighting and cutoff.
    ///
    /// # Errors
    /// [`MeasureError::Different`] unless every alternative has a value for every group; [`MeasureError::NothingAsked`] without
    /// alternatives.
    pub fn from_values(
        groups: Vec<Group>,
        values: impl IntoIterator<Item = (AlkireFoster, Vec<Ratio>)>,
    ) -> Result<Self, MeasureError> {
        let mut rankings = Self { groups, alternatives: Vec::new(), values: Vec::new() };
        for (poverty, values) in values {
            if values.len() != rankings.groups.len() {
                return Err(MeasureError::Different {
                    what: "numbers of groups ranked",
                    left: rankings.groups.len().to_string(),
                    right: values.len().to_string(),
                });
            }
            let weighting = poverty.weighting().name().to_owned();
            rankings.alternatives.push(Alternative { weighting, cutoff: poverty.poverty_cutoff() });
            rankings.values.push(values);
        }
        if rankings.alternatives.is_empty() {
            return Err(MeasureError::NothingAsked { thing: "alternative" });
        }
        Ok(rankings)
    }

    /// The groups, in the order of their levels.
    #[must_use]
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// The alternatives; the first is the baseline.
    #[must_use]
    pub fn alternatives(&self) -> &[Alternative] {
        &self.alternatives
    }

    /// The value of each group under an alternative, by its position.
    ///
    /// # Errors
    /// [`MeasureError::UnknownPosition`].
    pub fn values(&self, alternative: usize) -> Result<&[Ratio], MeasureError> {
        let values = self.values.get(alternative).map(Vec::as_slice);
        values.ok_or(MeasureError::UnknownPosition { thing: "alternative", at: alternative, count: self.values.len() })
    }

    /// How far the orders of the groups under two alternatives agree.
    ///
    /// # Errors
    /// [`MeasureError::UnknownPosition`].
    pub fn agreement(&self, left: usize, right: usize) -> Result<RankAgreement, MeasureError> {
        RankAgreement::between(self.values(left)?, self.values(right)?)
    }

    /// How one group compares with another over all alternatives. A lower value is less poor.
    ///
    /// With the cutoffs of [`Rankings::cutoffs_between`] this is dominance over the whole range of k: in H it is first-order
    /// dominance of the deprivation scores, and implies that in M0 over all k.
    ///
    /// # Errors
    /// [`MeasureError::UnknownPosition`].
    pub fn dominance(&self, group: usize, other: usize) -> Result<Dominance, MeasureError> {
        let (mut lower, mut higher) = (false, false);
        for values in &self.values {
            match self.value(values, group)?.cmp(&self.value(values, other)?) {
                Ordering::Less => lower = true,
                Ordering::Greater => higher = true,
                Ordering::Equal => {}
            }
        }
        Ok(match (lower, higher) {
            (true, false) => Dominance::LessPoor,
            (false, true) => Dominance::Poorer,
            (false, false) => Dominance::Equal,
            (true, true) => Dominance::Crosses,
        })
    }

    fn value(&self, values: &[Ratio], group: usize) -> Result<Ratio, MeasureError> {
        let count = self.groups.len();
        values.get(group).copied().ok_or(MeasureError::UnknownPosition { thing: "group", at: group, count })
    }

    /// How many pairs keep the order of the baseline under every alternative.
    #[must_use]
    pub fn survival(&self) -> Survival {
        let mut survival = Survival { pairs: 0, ordered: 0, kept: 0 };
        for group in 0..self.groups.len() {
            for other in 0..group {
                let mut orders = self.values.iter().map(|values| values.get(group).cmp(&values.get(other)));
                let baseline = orders.next().unwrap_or(Ordering::Equal);
                survival.pairs = survival.pairs.saturating_add(1);
                if baseline.is_ne() {
                    survival.ordered = survival.ordered.saturating_add(1);
                    survival.kept = survival.kept.saturating_add(u64::from(orders.all(|order| order == baseline)));
                }
            }
        }
        survival
    }
}
