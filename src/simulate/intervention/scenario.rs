//! Under which standard, for how many years, by which draws.

use super::effect::assemble;
use super::run::{Case, Run, Seen, Subject};
use super::{Effect, Intervention, InterventionError, Interventions, Spread};
use crate::household::Household;
use crate::measure::{AlkireFoster, Axes, PatternTable, Structure};
use crate::place::Area;
use crate::quantity::{Households, TotalWeight};
use crate::simulate::Assumed;
use crate::standard::{Class, Indicator, Standard};
use chrono::NaiveDate;

/// A standard and a day by which households are assessed, a number of years for which interventions run, and a seed of chance.
///
/// ```
/// use poverty::household::{Household, Member, Services, Toilet};
/// use poverty::place::Area;
/// use poverty::quantity::{Money, Ratio};
/// use poverty::simulate::intervention::{Interventions, Scenario};
/// use poverty::standard::Standards;
/// let household = |id: &str, toilet| {
///     Household::builder(id, "24133", Area::Rural)
///         .income_per_person_month(Money::vnd(1_000_000))
///         .services(Services::default().with_toilet(toilet))
///         .member(Member::aged(40).unwrap())
///         .build()
/// };
/// let households = [household("H1", Toilet::None)?, household("H2", Toilet::Septic)?, household("H3", Toilet::OpenPit)?];
/// let interventions = Interventions::from_toml("plan.toml", r#"
/// [[intervention]]
/// id = "toilet"
/// name = "A septic toilet"
/// eligible = { deprived = ["toilet"] }
/// take_up = "1"
/// capacity = 1
/// cost = { rural = "12,000,000 VND" }
/// changes = { toilet = "septic" }
/// "#)?;
/// let scenario = Scenario::new(Standards::embedded().get("vn-decree-07-2021")?, "2024-12-31".parse()?);
/// let effect = scenario.apply(&households, &interventions)?;
/// let reach = &effect.reaches()[0];
/// assert_eq!((reach.reached.to_string(), reach.missed.to_string()), ("1".to_owned(), "1".to_owned()));
/// assert_eq!(effect.cost()?, Some(Money::vnd(12_000_000)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Scenario<'a> {
    standard: &'a Standard,
    on: NaiveDate,
    years: u32,
    seed: u64,
    groups: Vec<(String, GroupOf)>,
}

/// Names the group of a household.
type GroupOf = fn(&Household) -> String;

/// The axes that every table of a scenario has.
pub(super) const AXES: [&str; 3] = ["place", "area", "lines"];

/// The level of a household whose income is not known.
const UNKNOWN: &str = "unknown";

impl<'a> Scenario<'a> {
    /// The most years.
    pub const YEARS_MAX: u32 = 50;

    /// One year, seed 0.
    #[must_use]
    pub const fn new(standard: &'a Standard, on: NaiveDate) -> Self {
        Self { standard, on, years: 1, seed: 0, groups: Vec::new() }
    }

    /// Sets for how many years interventions run.
    ///
    /// # Errors
    /// [`InterventionError::Years`] outside of 1 to 50.
    pub fn years(self, years: u32) -> Result<Self, InterventionError> {
        if (1..=Self::YEARS_MAX).contains(&years) {
            Ok(Self { years, ..self })
        } else {
            Err(InterventionError::Years { years })
        }
    }

    /// Sets the seed of chance.
    #[must_use]
    pub fn seed(self, seed: u64) -> Self {
        Self { seed, ..self }
    }

    /// Adds an axis of subgroups to the tables of the effect, beside `place`, `area` and `lines` (the income lines exceeded).
    #[must_use]
    pub fn by(mut self, axis: &str, group: fn(&Household) -> String) -> Self {
        self.groups.push((axis.to_owned(), group));
        self
    }

    /// The standard.
    #[must_use]
    pub const fn standard(&self) -> &'a Standard {
        self.standard
    }

    /// The day of assessment.
    #[must_use]
    pub const fn on(&self) -> NaiveDate {
        self.on
    }

    pub(super) const fn seed_of_draws(&self) -> u64 {
        self.seed
    }

    /// The households as a table of patterns with all that interventions and classes look at; the table may be merged with others.
    ///
    /// # Errors
    /// What assessing and counting refuse.
    pub fn table(&self, households: &[Household]) -> Result<PatternTable<Households>, InterventionError> {
        let groups = self.labels(households);
        let cases = self.cases(households, &groups)?;
        let mut table = self.empty(self.groups.iter().map(|(axis, _)| axis.as_str()))?;
        for case in &cases {
            add(&mut table, case, case.first)?;
        }
        Ok(table)
    }

    /// Applies interventions to households.
    ///
    /// A household that does not fit into what is left of a capacity is passed over, and a lighter one after it may still fit.
    ///
    /// # Errors
    /// [`InterventionError::Unknown`] for an indicator or a class that the standard does not have;
    /// [`InterventionError::HouseholdTwice`]; what the assessment of a household, its change and the sums refuse.
    pub fn apply(
        &self,
        households: &[Household],
        interventions: &Interventions,
    ) -> Result<Effect<'a>, InterventionError> {
        let mut ids: Vec<&str> = households.iter().map(Household::id).collect();
        ids.sort_unstable();
        if let Some(id) = ids.windows(2).find_map(|pair| (pair.first() == pair.last()).then(|| pair.first()).flatten())
        {
            return Err(InterventionError::HouseholdTwice { id: (*id).to_owned() });
        }
        let groups = self.labels(households);
        let cases = self.cases(households, &groups)?;
        let axes: Vec<&str> = self.groups.iter().map(|(axis, _)| axis.as_str()).collect();
        self.run(cases, interventions, &axes, false)
    }

    /// Applies interventions to a table of patterns, with the result that applying them to the households behind it has.
    ///
    /// # Errors
    /// [`InterventionError::NotOnTable`] for an intervention whose effect depends on more than a pattern: one drawn by household, one
    /// whose capacity does not suffice, one that adds to what is there; [`InterventionError::Table`] for a table without the axes
    /// `place`, `area` and `lines`; otherwise as [`Scenario::apply`].
    pub fn apply_to_table(
        &self,
        table: &PatternTable<Households>,
        interventions: &Interventions,
    ) -> Result<Effect<'a>, InterventionError> {
        if !self.standard.indicators().map(Indicator::id).eq(table.indicators()) {
            return Err(InterventionError::Table { what: format!("the indicators of `{}`", self.standard.id()) });
        }
        let names: Vec<&str> = table.axes().names().collect();
        if let Some(axis) = AXES
            .iter()
            .zip(names.iter().map(Some).chain(core::iter::repeat(None)))
            .find(|(own, name)| Some(own) != name.as_ref())
        {
            return Err(InterventionError::Table { what: format!("the axis `{}` at its place", axis.0) });
        }
        let mut cases = Vec::new();
        for (levels, profile, weight, rows) in table.iter() {
            let level = |what: String| InterventionError::Table { what };
            let [place, area, lines, groups @ ..] = levels.as_slice() else {
                return Err(level("the axes of a scenario".to_owned()));
            };
            let area = match *area {
                "rural" => Area::Rural,
                "urban" => Area::Urban,
                other => return Err(level(format!("rural or urban where it has `{other}`"))),
            };
            let first = Seen { profile, lines: lines_of(lines)? };
            cases.push(Case {
                subject: Subject::Pattern,
                place,
                area,
                weight,
                rows,
                levels: groups.to_vec(),
                first,
                seen: first,
                services: Vec::new(),
            });
        }
        // A table keeps no order; sums do not depend on one.
        let axes: Vec<&str> = names.into_iter().skip(AXES.len()).collect();
        self.run(cases, interventions, &axes, true)
    }

    /// Applies interventions by several draws of chance, from this seed on.
    ///
    /// # Errors
    /// [`InterventionError::Draws`] for fewer than two; otherwise as [`Scenario::apply`].
    pub fn spread(
        &self,
        households: &[Household],
        interventions: &Interventions,
        poverty: &AlkireFoster,
        draws: u32,
    ) -> Result<Spread, InterventionError> {
        Spread::of(
            draws,
            |number| {
                let scenario = self.clone().seed(self.seed.wrapping_add(number.into()));
                scenario.apply(households, interventions)
            },
            poverty,
        )
    }

    /// What each intervention would remove of a household if it were the only one, reached it and worked: the mask of the indicators
    /// that it is deprived in, and for each intervention that of those among them that it removes, 0 if it is not for the household or
    /// not offered where it lives.
    ///
    /// # Errors
    /// As [`Scenario::apply`].
    pub fn removals(
        &self,
        household: &Household,
        interventions: &Interventions,
    ) -> Result<(u64, Vec<u64>), InterventionError> {
        let surely: Vec<Intervention> = interventions.list().iter().map(Intervention::surely).collect();
        let run = Run::new(self, &surely, false)?;
        let cases = self.cases(core::slice::from_ref(household), &[])?;
        let Some(case) = cases.first() else { return Ok((0, Vec::new())) };
        let removed = (0..surely.len()).map(|number| run.removed(case, number)).collect::<Result<_, _>>()?;
        Ok((case.first.profile.deprived(), removed))
    }

    fn run(
        &self,
        mut cases: Vec<Case<'_>>,
        interventions: &Interventions,
        axes: &[&str],
        on_patterns: bool,
    ) -> Result<Effect<'a>, InterventionError> {
        let run = Run::new(self, interventions.list(), on_patterns)?;
        let reaches = run.years(&mut cases, self.years)?;
        let mut before = self.empty(axes.iter().copied())?;
        let mut after = self.empty(axes.iter().copied())?;
        for case in &cases {
            add(&mut before, case, case.first)?;
            add(&mut after, case, case.seen)?;
        }
        let mut assumptions = vec![
            Assumed::Assessed { standard: self.standard.id().to_owned(), on: self.on },
            Assumed::Years(self.years),
        ];
        if !on_patterns {
            assumptions.push(Assumed::Seed(self.seed));
        }
        assumptions.extend(interventions.assumptions());
        assemble(self.standard, (before, after), reaches, &cases, interventions.list(), assumptions)
    }

    fn empty<'b>(&self, axes: impl Iterator<Item = &'b str>) -> Result<PatternTable<Households>, InterventionError> {
        let mut all = Axes::new();
        for axis in AXES.into_iter().chain(axes) {
            all = all.subgroup(axis)?;
        }
        Ok(PatternTable::new(&Structure::of_standard(self.standard)?, all)?)
    }

    /// The levels of each household on the axes added.
    fn labels(&self, households: &[Household]) -> Vec<Vec<String>> {
        if self.groups.is_empty() {
            return Vec::new();
        }
        households.iter().map(|household| self.groups.iter().map(|(_, group)| group(household)).collect()).collect()
    }

    fn cases<'b>(
        &self,
        households: &'b [Household],
        labels: &'b [Vec<String>],
    ) -> Result<Vec<Case<'b>>, InterventionError> {
        let mut cases = Vec::with_capacity(households.len());
        for (at, household) in households.iter().enumerate() {
            let first = self.seen(household)?;
            cases.push(Case {
                subject: Subject::Household(household),
                place: household.place(),
                area: household.area(),
                weight: TotalWeight::from(household.weight()),
                rows: 1,
                levels: labels.get(at).into_iter().flatten().map(String::as_str).collect(),
                first,
                seen: first,
                services: Vec::new(),
            });
        }
        Ok(cases)
    }

    /// What the class of a household rests on.
    pub(super) fn seen(&self, household: &Household) -> Result<Seen, InterventionError> {
        let assessment = self.standard.assess(household, self.on)?;
        let seen = Seen { profile: assessment.profile(), lines: assessment.lines_exceeded() };
        // Where a cutoff has no value, an assessment has a class only if every value gives it, so the profile gives it too.
        debug_assert_eq!(
            self.standard.classify(seen.profile, seen.lines).class().map(Class::id),
            assessment.class().map(Class::id)
        );
        Ok(seen)
    }
}

/// The level of a number of lines on the axis `lines`.
fn level_of(lines: Option<usize>) -> String {
    lines.map_or_else(|| UNKNOWN.to_owned(), |lines| lines.to_string())
}

/// The number of lines of a level.
pub(super) fn lines_of(level: &str) -> Result<Option<usize>, InterventionError> {
    if level == UNKNOWN {
        return Ok(None);
    }
    level
        .parse()
        .map(Some)
        .map_err(|_| InterventionError::Table { what: format!("a number of lines where it has `{level}`") })
}

fn add(table: &mut PatternTable<Households>, case: &Case<'_>, seen: Seen) -> Result<(), InterventionError> {
    let (area, lines) = (case.area.to_string(), level_of(seen.lines));
    let levels: Vec<&str> = [case.place, &area, &lines].into_iter().chain(case.levels.iter().copied()).collect();
    let cell = table.cell(&levels)?;
    Ok(table.add_sum(cell, seen.profile, case.weight, case.rows)?)
}
