//! Income beside deprivation: the cross table from which Viet Nam's classes come.

use super::{IncomeError, Matching};
use crate::quantity::{Count, CountedUnit, Households, Ratio, TotalWeight, Weight};
use crate::standard::{Assessment, ClassRow, Counts, Profile, Standard};
use core::ops::Range;

/// How many households, by weight, stand in each band of income and each band of deprivation of a standard.
///
/// Bands of income lie between the standard's lines: band 0 is under the lowest. Bands of deprivation lie between the values at
/// which its classes change, in the unit that it counts: indicators, dimensions or score. Households whose band is not known are
/// kept beside the table, so that its cells and they are all that was added.
///
/// ```
/// use poverty::measure::income::JointTable;
/// use poverty::quantity::{Households, Weight};
/// use poverty::standard::{Profile, Standards};
/// let decree = Standards::embedded().get("vn-decree-07-2021")?;
/// let mut table = JointTable::<Households>::of_standard(decree)?;
/// assert_eq!(table.deprivation_bands(), ["under 3 indicators", "3 indicators or more"]);
/// let two = Weight::from_integer(2)?;
/// table.add(Some(0), Profile::complete(0b111), two)?; // under the line with three deprivations: poor
/// table.add(Some(0), Profile::complete(0b011), two)?; // under the line with two: near-poor
/// table.add(Some(1), Profile::complete(0b111), two)?;
/// table.add(None, Profile::complete(0b111), two)?; // income not known
/// assert_eq!(table.weight(0, 1).to_string(), "2");
/// let classes: Vec<String> = table.classes().iter().map(|(class, weight)| format!("{class} {weight}")).collect();
/// assert_eq!(classes, ["poor 2", "near_poor 2", "average 2", "other 0"]);
/// assert_eq!(table.unplaced().to_string(), "2");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct JointTable<'s, U: CountedUnit = Households> {
    standard: &'s Standard,
    /// Deprivation at which bands begin, after the first; rising.
    boundaries: Vec<Ratio>,
    /// Weight and rows by income band, then deprivation band.
    cells: Vec<Cell<U>>,
    unplaced: Cell<U>,
}

/// Weight and rows.
type Cell<U> = (TotalWeight<U>, u64);

impl<'s, U: CountedUnit> JointTable<'s, U> {
    /// An empty table with the bands of a standard.
    ///
    /// # Errors
    /// [`IncomeError::NoIncomeLines`] for a standard that does not look at income.
    pub fn of_standard(standard: &'s Standard) -> Result<Self, IncomeError> {
        if standard.lines().is_empty() {
            return Err(IncomeError::NoIncomeLines { standard: standard.id().to_owned() });
        }
        let ends = |row: &ClassRow| [row.deprivation_at_least(), row.deprivation_below()];
        let mut boundaries: Vec<Ratio> = standard.rows().iter().flat_map(ends).flatten().collect();
        boundaries.retain(|boundary| *boundary > Ratio::ZERO);
        boundaries.sort_unstable();
        boundaries.dedup();
        let bands = standard.lines().len().saturating_add(1).saturating_mul(boundaries.len().saturating_add(1));
        Ok(Self { standard, boundaries, cells: vec![(TotalWeight::ZERO, 0); bands], unplaced: (TotalWeight::ZERO, 0) })
    }

    /// Adds a household: how many lines its income exceeds, if that is known, and its deprivations. Missing answers matter only
    /// if they decide the band.
    ///
    /// # Errors
    /// [`IncomeError::Quantity`] if the weights don't fit.
    pub fn add(
        &mut self,
        lines_exceeded: Option<usize>,
        profile: Profile,
        weight: Weight<U>,
    ) -> Result<(), IncomeError> {
        let least = self.deprivation_band(profile.deprived())?;
        let most = self.deprivation_band(profile.deprived() | profile.missing())?;
        let place = match lines_exceeded {
            Some(band) if band <= self.standard.lines().len() && least == most => Some(self.place(band, least)),
            Some(_) | None => None,
        };
        let cell = match place {
            Some(place) => self.cells.get_mut(place).unwrap_or(&mut self.unplaced),
            None => &mut self.unplaced,
        };
        *cell = (cell.0.checked_add(weight.into())?, cell.1.saturating_add(1));
        Ok(())
    }

    /// Adds what the standard says of a household.
    ///
    /// # Errors
    /// [`IncomeError::Different`] for an assessment by another standard; [`IncomeError::Quantity`] if the weights don't fit.
    pub fn add_assessed<S>(&mut self, assessment: &Assessment<'_, S>, weight: Weight<U>) -> Result<(), IncomeError> {
        self.must_be_of(assessment.standard())?;
        self.add(assessment.lines_exceeded(), assessment.profile(), weight)
    }

    /// Adds the households of another table of the same standard. Tables of parts merge to that of the whole in any order.
    ///
    /// # Errors
    /// [`IncomeError::Different`] for a table of another standard; [`IncomeError::Quantity`] if the weights don't fit. Nothing is
    /// added then.
    pub fn merge(&mut self, other: &Self) -> Result<(), IncomeError> {
        self.must_be_of(other.standard)?;
        let sum = |(left, right): (&Cell<U>, &Cell<U>)| -> Result<Cell<U>, IncomeError> {
            Ok((left.0.checked_add(right.0)?, left.1.saturating_add(right.1)))
        };
        let cells = self.cells.iter().zip(&other.cells).map(sum).collect::<Result<Vec<_>, _>>()?;
        self.unplaced = sum((&self.unplaced, &other.unplaced))?;
        self.cells = cells;
        Ok(())
    }

    fn must_be_of(&self, standard: &Standard) -> Result<(), IncomeError> {
        if self.standard.id() == standard.id() {
            return Ok(());
        }
        Err(IncomeError::Different {
            what: "standards of the table and of the household",
            left: self.standard.id().to_owned(),
            right: standard.id().to_owned(),
        })
    }

    /// How poverty by income and by deprivation match among the placed: poor by income under a line of the standard, by deprivation
    /// from a band on.
    ///
    /// # Errors
    /// [`IncomeError::Different`] if the standard has no such line; [`IncomeError::Empty`] if nobody is placed.
    pub fn matching(&self, under_line: &str, deprivation_from: usize) -> Result<Matching<U>, IncomeError> {
        let lines = self.standard.lines();
        let line = lines.iter().position(|line| line.id() == under_line).ok_or_else(|| IncomeError::Different {
            what: "line and lines of the standard",
            left: under_line.to_owned(),
            right: lines.iter().map(|line| line.id()).collect::<Vec<_>>().join(", "),
        })?;
        let part = |poor: bool, deprived: bool| -> Result<TotalWeight<U>, IncomeError> {
            let inside = self.positions().filter(|(income, deprivation)| {
                (*income <= line) == poor && (*deprivation >= deprivation_from) == deprived
            });
            let mut weights = inside.map(|(income, deprivation)| self.weight(income, deprivation));
            Ok(weights.try_fold(TotalWeight::ZERO, TotalWeight::checked_add)?)
        };
        Matching::new(part(true, true)?, part(true, false)?, part(false, true)?, part(false, false)?)
    }

    /// The standard.
    #[must_use]
    pub const fn standard(&self) -> &'s Standard {
        self.standard
    }

    /// What the bands of income are called, from the lowest.
    #[must_use]
    pub fn income_bands(&self) -> Vec<String> {
        let ids: Vec<&str> = self.standard.lines().iter().map(|line| line.id()).collect();
        let between = ids.iter().zip(ids.iter().skip(1)).map(|(low, high)| format!("above `{low}`, under `{high}`"));
        let first = ids.first().map(|id| format!("under `{id}`"));
        let last = ids.last().map(|id| format!("above `{id}`"));
        first.into_iter().chain(between).chain(last).collect()
    }

    /// What the bands of deprivation are called, from the lowest.
    #[must_use]
    pub fn deprivation_bands(&self) -> Vec<String> {
        let unit = match self.standard.counts() {
            Counts::Indicators => "indicators",
            Counts::Dimensions => "dimensions",
            Counts::Score => "of the score",
        };
        let next = self.boundaries.iter().skip(1);
        let between = self.boundaries.iter().zip(next).map(|(low, high)| format!("{low} to under {high} {unit}"));
        match (self.boundaries.first(), self.boundaries.last()) {
            (Some(first), Some(last)) => {
                let ends = (format!("under {first} {unit}"), format!("{last} {unit} or more"));
                core::iter::once(ends.0).chain(between).chain([ends.1]).collect()
            }
            _ => vec!["any deprivation".to_owned()],
        }
    }

    /// The weight in a cell; none for a cell that does not exist.
    #[must_use]
    pub fn weight(&self, income_band: usize, deprivation_band: usize) -> TotalWeight<U> {
        self.cell(income_band, deprivation_band).0
    }

    /// The rows in a cell.
    #[must_use]
    pub fn rows(&self, income_band: usize, deprivation_band: usize) -> Count {
        Count::new(self.cell(income_band, deprivation_band).1)
    }

    /// The weight of households whose band of income or of deprivation is not known.
    #[must_use]
    pub const fn unplaced(&self) -> TotalWeight<U> {
        self.unplaced.0
    }

    /// The rows whose band of income or of deprivation is not known.
    #[must_use]
    pub const fn unplaced_rows(&self) -> Count {
        Count::new(self.unplaced.1)
    }

    /// The weight in all cells.
    ///
    /// # Errors
    /// [`IncomeError::Quantity`] if it does not fit.
    pub fn placed(&self) -> Result<TotalWeight<U>, IncomeError> {
        let total = self.cells.iter().try_fold(TotalWeight::ZERO, |total, (weight, _)| total.checked_add(*weight));
        Ok(total?)
    }

    /// The share of the placed weight that is in a cell.
    ///
    /// # Errors
    /// [`IncomeError::Quantity`] if nothing is placed.
    pub fn share(&self, income_band: usize, deprivation_band: usize) -> Result<Ratio, IncomeError> {
        Ok(self.weight(income_band, deprivation_band).share_of(self.placed()?)?)
    }

    /// The class that the standard gives to a cell.
    #[must_use]
    pub fn class_of(&self, income_band: usize, deprivation_band: usize) -> Option<&'s str> {
        let lines = self.standard.lines();
        let position = |id: &str| lines.iter().position(|line| line.id() == id);
        let starts = deprivation_band
            .checked_sub(1)
            .map_or(Ratio::ZERO, |place| self.boundaries.get(place).copied().unwrap_or(Ratio::ZERO));
        let holds = |row: &&ClassRow| {
            // Above line i means band i + 1 or higher, under it band i or lower.
            let above = row.income_above().and_then(position).is_none_or(|line| income_band > line);
            let under = row.income_under().and_then(position).is_none_or(|line| income_band <= line);
            let reached = row.deprivation_at_least().is_none_or(|least| starts >= least);
            let below = row.deprivation_below().is_none_or(|below| starts < below);
            above && under && reached && below
        };
        let exists = income_band <= lines.len() && deprivation_band <= self.boundaries.len();
        self.standard.rows().iter().find(holds).filter(|_| exists).map(ClassRow::class)
    }

    /// The weight of each class, in the order of the standard. With [`JointTable::unplaced`] they are all that was added.
    #[must_use]
    pub fn classes(&self) -> Vec<(&'s str, TotalWeight<U>)> {
        let mut weights: Vec<(&str, TotalWeight<U>)> =
            self.standard.classes().iter().map(|class| (class.id(), TotalWeight::ZERO)).collect();
        for (income, deprivation) in self.positions() {
            let class = self.class_of(income, deprivation);
            if let Some((_, weight)) = weights.iter_mut().find(|(id, _)| Some(*id) == class) {
                let cell = self.weight(income, deprivation).billionths();
                // The cells were summed without overflow by `add` only one by one: saturate rather than wrap.
                *weight = TotalWeight::from_billionths(weight.billionths().saturating_add(cell));
            }
        }
        weights
    }

    fn positions(&self) -> impl Iterator<Item = (usize, usize)> + use<U> {
        let columns: Range<usize> = 0..self.boundaries.len().saturating_add(1);
        (0..self.standard.lines().len().saturating_add(1))
            .flat_map(move |income| columns.clone().map(move |deprivation| (income, deprivation)))
    }

    fn place(&self, income_band: usize, deprivation_band: usize) -> usize {
        income_band.saturating_mul(self.boundaries.len().saturating_add(1)).saturating_add(deprivation_band)
    }

    fn cell(&self, income_band: usize, deprivation_band: usize) -> Cell<U> {
        if deprivation_band > self.boundaries.len() {
            return (TotalWeight::ZERO, 0);
        }
        let place = self.place(income_band, deprivation_band);
        self.cells.get(place).copied().unwrap_or((TotalWeight::ZERO, 0))
    }

    /// The band in which a set of deprived indicators lies.
    fn deprivation_band(&self, deprived: u64) -> Result<usize, IncomeError> {
        let level = self.deprivation(deprived)?;
        Ok(self.boundaries.partition_point(|boundary| *boundary <= level))
    }

    /// Deprivation in the unit that the standard counts.
    fn deprivation(&self, deprived: u64) -> Result<Ratio, IncomeError> {
        let lacks =
            |index: usize| u32::try_from(index).is_ok_and(|bit| deprived.checked_shr(bit).unwrap_or(0) & 1 == 1);
        Ok(match self.standard.counts() {
            Counts::Indicators => Ratio::whole(i64::from(deprived.count_ones())),
            Counts::Score => {
                let weights = self.standard.weights().iter().enumerate();
                Ratio::sum(weights.filter(|(index, _)| lacks(*index)).map(|(_, weight)| *weight))?
            }
            Counts::Dimensions => {
                let mut index = 0_usize;
                let mut count = 0_i64;
                for dimension in self.standard.dimensions() {
                    let own = index..index.saturating_add(dimension.indicators().len());
                    index = own.end;
                    let lacking = own.filter(|index| lacks(*index)).count();
                    let from = usize::try_from(dimension.deprived_from()).unwrap_or(usize::MAX);
                    count = count.saturating_add(i64::from(lacking >= from));
                }
                Ratio::whole(count)
            }
        })
    }
}
