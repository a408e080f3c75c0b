//! Many measures of many groups from one table.
//!
//! In order of reading: [`Tabulation`] is what is asked for; a partition holds the groups of one [`By`]; scores say what each
//! pattern counts for under one weighting; a layout says which linear sums make up the measures; a domain holds the sums of
//! one group in one period and gives quotients of them with their linearised variables.

mod change;
mod change_parts;
mod domain;
mod given;
mod layout;
#[cfg(feature = "rayon")]
mod parallel;
mod partition;
mod run;
mod scores;
#[cfg(not(feature = "rayon"))]
mod serial;

use super::survey::Frame;
use super::table::{Fingerprint, Mixer, PatternTable, Role, Snapshot};
use super::{By, Calibration, Design, Estimates, Family, MeasureError, MissingPolicy, Weighting};
use crate::quantity::{CountedUnit, Ratio};
#[cfg(feature = "csv")]
pub(crate) use given::ReplicateScale;
pub use given::ReplicateTables;
use layout::Layout;
#[cfg(feature = "rayon")]
use parallel::{map_groups, map_parts};
use scores::Scores;
#[cfg(not(feature = "rayon"))]
use serial::{map_groups, map_parts};

/// What to measure in a table: weightings with their cutoffs, measures, subgroups, changes, and the design that gives errors.
///
/// All of it comes from the table in one go; no row is read again, and each pattern is scored once for each weighting however
/// many cutoffs there are.
///
/// ```
/// use poverty::measure::{
///     Axes, By, Design, Family, Key, Measure, PatternTable, Profile, Structure, Tabulation, Weighting,
/// };
/// use poverty::quantity::{Households, Ratio, Weight};
/// let structure = Structure::flat(["water", "toilet"])?;
/// let axes = Axes::new().subgroup("area")?.stratum("stratum")?.psu("cluster")?;
/// let mut table = PatternTable::<Households>::new(&structure, axes)?;
/// for (area, stratum, cluster, deprived, weight) in [
///     ("rural", "A", "1", 0b11, "10"), ("rural", "A", "1", 0b01, "12"), ("rural", "A", "2", 0b00, "9"),
///     ("urban", "B", "1", 0b01, "20"), ("urban", "B", "2", 0b00, "22"), ("rural", "B", "2", 0b10, "21"),
/// ] {
///     table.add_row(&[area, stratum, cluster], Profile::complete(deprived), weight.parse()?, &[])?;
/// }
/// let half = Ratio::new(1, 2)?;
/// let estimates = Tabulation::new(&table)
///     .weighting(&Weighting::nested(&structure)?, [half, Ratio::ONE])
///     .families([Family::HeadcountRatio, Family::CensoredHeadcountRatios])
///     .by([By::whole(), By::axis("area")])
///     .design(&Design::sample())
///     .run()?;
/// let rural = estimates.get(&Key::new(Measure::HeadcountRatio).cutoff(half).level("area", "rural")).unwrap();
/// assert_eq!(rural.exact()?, Ratio::new(43, 52)?);
/// let error = rural.error().unwrap();
/// assert_eq!(error.degrees_of_freedom(), Some(1));
/// assert!((error.std_error().unwrap() - 0.227_357).abs() < 1e-6);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Tabulation<'a, U: CountedUnit> {
    table: &'a PatternTable<U>,
    weightings: Vec<(Weighting, Vec<Ratio>)>,
    families: Vec<Family>,
    by: Vec<By>,
    changes: Vec<(String, String)>,
    missing: MissingPolicy,
    design: Option<Design>,
    /// The axes of each margin to which weights were calibrated.
    margins: Vec<Vec<String>>,
}

impl<'a, U: CountedUnit> Tabulation<'a, U> {
    /// Of this table, nothing yet: points only, of the whole population, dropping rows with unknowns.
    #[must_use]
    pub const fn new(table: &'a PatternTable<U>) -> Self {
        Self {
            table,
            weightings: Vec::new(),
            families: Vec::new(),
            by: Vec::new(),
            changes: Vec::new(),
            missing: MissingPolicy::Drop,
            design: None,
            margins: Vec::new(),
        }
    }

    /// Adds a weighting with its poverty cutoffs.
    #[must_use]
    pub fn weighting(mut self, weighting: &Weighting, cutoffs: impl IntoIterator<Item = Ratio>) -> Self {
        self.weightings.push((weighting.clone(), cutoffs.into_iter().collect()));
        self
    }

    /// Adds measures.
    #[must_use]
    pub fn families(mut self, families: impl IntoIterator<Item = Family>) -> Self {
        self.families.extend(families);
        self
    }

    /// Adds ways to tell groups apart; the whole population unless any is added.
    #[must_use]
    pub fn by(mut self, by: impl IntoIterator<Item = By>) -> Self {
        self.by.extend(by);
        self
    }

    /// Adds pairs of periods between which the changes of all measures asked for are estimated.
    #[must_use]
    pub fn changes<P: Into<String>>(mut self, periods: impl IntoIterator<Item = (P, P)>) -> Self {
        self.changes.extend(periods.into_iter().map(|(from, to)| (from.into(), to.into())));
        self
    }

    /// What an unknown indicator does.
    #[must_use]
    pub fn missing(self, policy: MissingPolicy) -> Self {
        Self { missing: policy, ..self }
    }

    /// The design by which rows were sampled: estimates then have errors.
    #[must_use]
    pub fn design(self, design: &Design) -> Self {
        Self { design: Some(design.clone()), ..self }
    }

    /// Says that the table's weights were calibrated to known totals: errors are then those of what the totals leave to vary.
    /// (Residuals are weighted, as in generalised regression; R's survey takes unweighted ones for raked weights.)
    ///
    /// Linearised errors only: replicates would have to be calibrated again, each by itself.
    #[must_use]
    pub fn calibrated(self, calibration: &Calibration) -> Self {
        Self { margins: calibration.margins.clone(), ..self }
    }

    /// Measures.
    ///
    /// # Errors
    /// [`MeasureError::NothingAsked`] without a weighting or a measure, or for parts of changes without periods; [`MeasureError::Different`] if a weighting is of other
    /// indicators than the table; [`MeasureError::CutoffOutOfRange`]; [`MeasureError::UnknownAxis`];
    /// [`MeasureError::UnknownLevel`] for a period that no row has; [`MeasureError::NoSuchPower`]; what the design needs
    /// ([`MeasureError::LonelyPsus`], [`MeasureError::NoAxis`], ...); [`MeasureError::Quantity`] where sums don't fit.
    /// An estimate that is undefined is no error of the run: it is in the result, with its reason.
    pub fn run(&self) -> Result<Estimates, MeasureError> {
        let snapshot = self.table.snapshot()?;
        self.check(&snapshot)?;
        run::run(self, &snapshot)
    }

    fn check(&self, snapshot: &Snapshot) -> Result<(), MeasureError> {
        if self.weightings.is_empty() {
            return Err(MeasureError::NothingAsked { thing: "weighting" });
        }
        if self.families.is_empty() {
            return Err(MeasureError::NothingAsked { thing: "measure" });
        }
        if self.changes.is_empty() && self.families.iter().all(|family| !family.levels()) {
            return Err(MeasureError::NothingAsked { thing: "pair of periods" });
        }
        for (weighting, cutoffs) in &self.weightings {
            self.table.check_structure(weighting.structure())?;
            let outside = cutoffs.iter().find(|cutoff| **cutoff <= Ratio::ZERO || **cutoff > Ratio::ONE);
            if let Some(cutoff) = outside {
                return Err(MeasureError::CutoffOutOfRange { cutoff: *cutoff });
            }
        }
        let Some(axis) = snapshot.axis_of(Role::Period).and_then(|axis| snapshot.axes.get(axis)) else {
            let no_axis = MeasureError::NoAxis { role: Role::Period.name() };
            return if self.changes.is_empty() { Ok(()) } else { Err(no_axis) };
        };
        for period in self.changes.iter().flat_map(|(from, to)| [from, to]) {
            if !axis.levels.contains(period) {
                return Err(MeasureError::UnknownLevel {
                    axis: axis.name.clone(),
                    level: period.clone(),
                    expected: super::error::listed(axis.levels.iter().map(String::as_str)),
                });
            }
        }
        Ok(())
    }

    /// The fingerprint of table, specification and version.
    fn fingerprint(&self, snapshot: &Snapshot) -> Fingerprint {
        let mut mixer = Mixer::new();
        snapshot.mix_into(&mut mixer);
        mixer.text(&U::UNIT.to_string());
        mixer.text(&self.missing.to_string());
        mixer.text(&self.design.as_ref().map_or_else(String::new, |design| format!("{design:?}")));
        self.margins.iter().flatten().for_each(|axis| mixer.text(axis));
        for (weighting, cutoffs) in &self.weightings {
            mixer.text(weighting.name());
            for (dimension, indicators) in weighting.structure().dimensions() {
                mixer.text(dimension);
                mixer.word(indicators.len() as u64);
            }
            weighting.structure().indicators().iter().for_each(|indicator| mixer.text(indicator));
            weighting.numerators().iter().for_each(|numerator| mixer.word(*numerator));
            mixer.word(weighting.denominator());
            cutoffs.iter().for_each(|cutoff| mixer.text(&cutoff.to_string()));
        }
        mixer.finish()
    }
}

/// The sums of every part of the table under one weighting.
struct Matrix {
    width: usize,
    sums: Vec<u128>,
    /// Rows counted and rows dropped of each part.
    rows: Vec<(u64, u64)>,
}

impl Matrix {
    fn new(snapshot: &Snapshot, frame: &Frame, scores: &Scores, layout: &Layout) -> Self {
        let width = layout.len();
        let mut sums = vec![0; width.saturating_mul(frame.parts.len())];
        let rows = map_parts(&frame.parts, &mut sums, width, |part, sums| {
            let entries = snapshot.entries.get(part.entries.clone()).unwrap_or_default();
            scores.add(layout, snapshot, entries, sums)
        });
        Self { width, sums, rows }
    }

    /// The sums of one part.
    fn part(&self, number: u32) -> &[u128] {
        let start = self.width.saturating_mul(number as usize);
        self.sums.get(start..start.saturating_add(self.width)).unwrap_or_default()
    }
}
