//! From the rows of a data file to what is measured: the pattern table, and the incomes with their places in the design.

use super::column::{Column, Header};
use super::counting::Counting;
use super::income::{self, Income, Lines};
use super::labels::Labels;
use super::panel::PanelRow;
use super::places::Places;
use super::{CodeMeaning, Spec, SpecError, number};
use crate::measure::error::listed;
use crate::measure::income::{IncomeError, Incomes};
use crate::measure::{Axes, Design, Family, FinitePopulation, Gap, MeasureError, PatternTable, Power, Profile, Role};
use crate::quantity::{CountedUnit, Households, Persons, QuantityError, Ratio, Weight};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// The names of the axes of the design: a subgroup may be told by the same column, under the column's own name.
pub(super) const PERIOD: &str = "the period";
const STRATUM: &str = "the stratum";
const PSU: &str = "the primary sampling unit";

/// How a row is weighted.
pub(super) trait Counted: CountedUnit {
    fn weight(household: Weight<Households>, members: u32) -> Result<Weight<Self>, QuantityError>;
}

impl Counted for Households {
    fn weight(household: Weight<Households>, _: u32) -> Result<Weight<Self>, QuantityError> {
        Ok(household)
    }
}

impl Counted for Persons {
    fn weight(household: Weight<Households>, members: u32) -> Result<Weight<Self>, QuantityError> {
        household.of_members(members)
    }
}

/// The rows of a survey, read for one specification.
#[derive(Clone, Debug)]
pub(super) struct Rows<U: CountedUnit> {
    file: String,
    header: Header,
    places: Places,
    /// The columns of subgroups, each once, in the order in which they are first named.
    pub(super) axes: Vec<String>,
    pub(super) table: Option<PatternTable<U>>,
    /// The same rows under the weights of each replicate in the data.
    pub(super) replicates: Vec<PatternTable<U>>,
    pub(super) incomes: Option<IncomeRows<U>>,
    /// What is said of households that are followed.
    pub(super) panel: Vec<PanelRow<U>>,
    /// For each indicator, how many rows have each code.
    pub(super) codes: Vec<Vec<u64>>,
    /// The finite population of each stratum, as the text of its first row, and what it means.
    populations: BTreeMap<String, (String, Size)>,
    pub(super) count: u64,
    rounded: u64,
    /// Billionths of household weight in all.
    weight: u128,
}

/// What a finite population correction is given as.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Size {
    /// Sampling units in the stratum.
    Units(u64),
    /// The sampled share of them.
    Share(Ratio),
}

/// What the measures of incomes need of each row.
#[derive(Clone, Debug)]
pub(super) struct IncomeRows<U: CountedUnit> {
    pub(super) incomes: Incomes<U>,
    pub(super) period: Labels,
    pub(super) stratum: Labels,
    /// Nothing where each row is a sampling unit.
    pub(super) psu: Option<Labels>,
    /// In the order of the axes.
    pub(super) subgroups: Vec<Labels>,
    /// The position of each row's absolute line among the amounts.
    pub(super) line: Vec<u32>,
    /// The weight of each row in each replicate in the data.
    pub(super) replicates: Vec<Vec<Weight<U>>>,
}

impl<U: Counted> Rows<U> {
    /// No rows yet, of a file with these columns.
    ///
    /// # Errors
    /// [`SpecError::MissingColumn`], [`SpecError::RepeatedColumn`].
    pub(super) fn new(spec: &Spec, header: Header) -> Result<Self, SpecError> {
        let mut subgroups: Vec<&Column> = Vec::new();
        for column in spec.options.subgroups.iter().flatten() {
            if !subgroups.iter().any(|other| other.name == column.name) {
                subgroups.push(column);
            }
        }
        let places = Places::of(spec, &header, &subgroups)?;
        let axes: Vec<String> = subgroups.iter().map(|column| column.name.clone()).collect();
        let table = match &spec.counting {
            None => None,
            Some(counting) => {
                let gaps: Vec<Gap> = counting.gaps().map(|(_, gap)| gap.clone()).collect();
                let own = table_axes(spec, &places, &axes)?;
                Some(PatternTable::with_gaps(&counting.structure, own, &gaps, &powers(spec))?)
            }
        };
        let codes = spec.counting.iter().flat_map(|counting| &counting.indicators);
        let codes = codes.map(|indicator| vec![0; indicator.codes.iter().len()]).collect();
        let incomes = spec.income.as_ref().map(|_| IncomeRows {
            incomes: Incomes::new(income::currency()),
            period: Labels::default(),
            stratum: Labels::default(),
            psu: places.psu.map(|_| Labels::default()),
            subgroups: axes.iter().map(|_| Labels::default()).collect(),
            line: Vec::new(),
            replicates: vec![Vec::new(); places.replicates.len()],
        });
        Ok(Self {
            file: header.file.clone(),
            header,
            replicates: table.iter().flat_map(|table| vec![table.clone(); places.replicates.len()]).collect(),
            places,
            axes,
            table,
            incomes,
            panel: Vec::new(),
            codes,
            populations: BTreeMap::new(),
            count: 0,
            rounded: 0,
            weight: 0,
        })
    }

    /// Adds a row, whose cells are given by their positions.
    ///
    /// # Errors
    /// [`SpecError::Cell`], [`SpecError::Row`].
    pub(super) fn push<'c>(
        &mut self,
        spec: &Spec,
        line: u64,
        cells: &dyn Fn(usize) -> &'c str,
    ) -> Result<(), SpecError> {
        let places = &self.places;
        let cell = |place: usize| Cell { file: &self.file, header: &self.header, line, place, text: cells(place) };
        let optional = |place: Option<usize>| place.map(cell);
        let row_error = |error: MeasureError| SpecError::Row { file: self.file.clone(), line, error: Box::new(error) };

        let (household, rounded) = match optional(places.weight) {
            None => (Weight::ONE, false),
            Some(cell) => number::weight(cell.text).ok_or_else(|| cell.refused("a number of at least 0"))?,
        };
        let members = match optional(places.size) {
            None => 1,
            Some(cell) => number::members(cell.text).ok_or_else(|| cell.refused("a whole number of at least 0"))?,
        };
        let weight = U::weight(household, members).map_err(|error| row_error(error.into()))?;
        let mut of_replicates = Vec::with_capacity(places.replicates.len());
        for place in &places.replicates {
            let (cell, expected) = (cell(*place), "a number of at least 0");
            let (own, _) = number::weight(cell.text).ok_or_else(|| cell.refused(expected))?;
            of_replicates.push(U::weight(own, members).map_err(|error| row_error(error.into()))?);
        }
        let named = |place: Option<usize>, what: &str| match optional(place) {
            Some(cell) if cell.text.is_empty() => {
                Err(cell.refused(format!("{what}, which every row of the design has")))
            }
            cell => Ok(cell.map(|cell| cell.text)),
        };
        let period = named(places.period, "a period")?;
        let stratum = named(places.stratum, "a stratum")?;
        let psu = named(places.psu, "a primary sampling unit")?;
        let subgroups: Vec<&str> = places.subgroups.iter().map(|place| cells(*place)).collect();
        let size = optional(places.fpc).map(|cell| Size::of(&cell).map(|size| (cell, size))).transpose()?;

        let mut counted = None;
        if let Some(counting) = &spec.counting {
            let (profile, codes) = profile(counting, places, &cell)?;
            let achievements: Result<Vec<_>, _> =
                places.achievements.iter().map(|place| achievement(&cell(*place))).collect();
            counted = Some((profile, codes, achievements?));
        }
        let mut earned = None;
        if let (Some(income), Some(place)) = (&spec.income, places.income) {
            let of_line = line_position(income, places, &cell)?;
            earned = Some((amount(income, &cell(place))?, of_line));
        }
        let mut seen = None;
        if let (Some(panel), Some(own)) = (&spec.panel, &places.panel) {
            let refused = |(place, expected): (usize, String)| cell(place).refused(expected);
            seen = Some(panel.seen(own, cells).map_err(refused)?);
        }

        if let Some((cell, size)) = size {
            let key = stratum.unwrap_or_default();
            match self.populations.get(key) {
                Some((_, same)) if *same == size => {}
                Some((first, _)) => {
                    return Err(cell.refused(format!("{first}, as in the other rows of stratum `{key}`")));
                }
                None => {
                    self.populations.insert(key.to_owned(), (cell.text.to_owned(), size));
                }
            }
        }
        let levels: Vec<&str> = period.into_iter().chain(subgroups.iter().copied()).chain(stratum).chain(psu).collect();
        if let (Some(table), Some((profile, codes, achievements))) = (&mut self.table, counted) {
            let added = table.add_row(&levels, profile, weight, &achievements);
            added.map_err(|error| contradiction(&self.file, line, spec, &self.header, places, error))?;
            for (table, own) in self.replicates.iter_mut().zip(&of_replicates) {
                table.add_row(&levels, profile, *own, &achievements).map_err(row_error)?;
            }
            for (counts, code) in self.codes.iter_mut().zip(codes) {
                if let Some(count) = counts.get_mut(code) {
                    *count = count.saturating_add(1);
                }
            }
        }
        if let (Some(rows), Some((amount, of_line))) = (&mut self.incomes, earned) {
            let income = amount.map(income::income);
            let pushed = rows.incomes.push(income, weight);
            pushed.map_err(|error| too_fine(&self.file, line, &self.header, places, &error))?;
            rows.period.push(period.unwrap_or_default()).map_err(row_error)?;
            rows.stratum.push(stratum.unwrap_or_default()).map_err(row_error)?;
            if let (Some(labels), Some(psu)) = (&mut rows.psu, psu) {
                labels.push(psu).map_err(row_error)?;
            }
            for (labels, level) in rows.subgroups.iter_mut().zip(&subgroups) {
                labels.push(level).map_err(row_error)?;
            }
            rows.line.push(of_line);
            rows.replicates.iter_mut().zip(&of_replicates).for_each(|(weights, own)| weights.push(*own));
        }
        if let Some(seen) = seen {
            self.panel.push(PanelRow {
                line,
                period: period.unwrap_or_default().to_owned(),
                stratum: stratum.unwrap_or_default().to_owned(),
                psu: psu.unwrap_or(&seen.household).to_owned(),
                levels: subgroups.iter().map(|level| (*level).to_owned()).collect(),
                seen,
                weight,
            });
        }
        self.count = self.count.saturating_add(1);
        self.rounded = self.rounded.saturating_add(u64::from(rounded));
        self.weight = self.weight.saturating_add(u128::from(household.billionths()));
        Ok(())
    }

    /// Makes sure that the rows can be measured.
    ///
    /// # Errors
    /// [`SpecError::NoRows`]; [`SpecError::WeightsTooFine`].
    pub(super) fn finish(&self) -> Result<(), SpecError> {
        if self.count == 0 {
            return Err(SpecError::NoRows { file: self.file.clone() });
        }
        // Each rounding changes a weight by at most half a billionth.
        let error = u128::from(self.rounded).saturating_mul(50_000_000);
        if let Some(place) = self.places.weight.filter(|_| error > self.weight) {
            let (file, column) = (self.file.clone(), self.header.name(place).to_owned());
            return Err(SpecError::WeightsTooFine { file, column, rounded: self.rounded });
        }
        Ok(())
    }

    /// How many weights were rounded to nine decimals.
    pub(super) const fn rounded_weights(&self) -> u64 {
        self.rounded
    }

    /// The weights that were rounded, and billionths of household weight in all.
    pub(super) const fn weights_mut(&mut self) -> (&mut u64, &mut u128) {
        (&mut self.rounded, &mut self.weight)
    }

    /// Billionths of household weight in all.
    pub(super) const fn household_weight(&self) -> u128 {
        self.weight
    }

    /// Whether the table holds all that was read of the rows.
    pub(super) fn is_only_a_table(&self) -> bool {
        let places = &self.places;
        self.incomes.is_none()
            && self.replicates.is_empty()
            && places.panel.is_none()
            && places.fpc.is_none()
            && places.achievements.is_empty()
            && self.table.as_ref().is_some_and(|table| table.axes().iter().all(|(_, role)| role != Role::Row))
    }

    pub(super) fn file(&self) -> &str {
        &self.file
    }

    /// A design with the finite population that the data tell.
    pub(super) fn design(&self, design: &Design) -> Result<Design, SpecError> {
        if self.populations.is_empty() {
            return Ok(design.clone());
        }
        let mut units = BTreeMap::new();
        let mut shares = BTreeMap::new();
        for (stratum, (_, size)) in &self.populations {
            match size {
                Size::Units(count) => drop(units.insert(stratum.clone(), *count)),
                Size::Share(share) => drop(shares.insert(stratum.clone(), *share)),
            }
        }
        let population = match (units.is_empty(), shares.is_empty()) {
            (false, false) => {
                return Err(MeasureError::Different {
                    what: "forms of the finite population",
                    left: format!("numbers of units in {}", listed(units.keys().map(String::as_str))),
                    right: format!("sampled shares in {}", listed(shares.keys().map(String::as_str))),
                }
                .into());
            }
            (false, true) => FinitePopulation::ByStratum(units),
            (true, _) => FinitePopulation::FractionByStratum(shares),
        };
        Ok(design.clone().finite_population(population))
    }
}

/// The axes of the pattern table: period, subgroups, strata, sampling units.
fn table_axes(spec: &Spec, places: &Places, subgroups: &[String]) -> Result<Axes, SpecError> {
    let mut axes = Axes::new();
    if places.period.is_some() {
        axes = axes.period(PERIOD)?;
    }
    for name in subgroups {
        axes = axes.subgroup(name.as_str())?;
    }
    if places.stratum.is_some() {
        axes = axes.stratum(STRATUM)?;
    }
    if places.psu.is_some() {
        axes = axes.psu(PSU)?;
    } else if spec.is_designed() {
        axes = axes.rows_as_psus()?;
    }
    Ok(axes)
}

/// The powers of gaps that the measures need.
fn powers(spec: &Spec) -> Vec<Power> {
    spec.families().into_iter().filter_map(Family::power).collect()
}

/// A cell, and where it stands.
struct Cell<'a> {
    file: &'a str,
    header: &'a Header,
    line: u64,
    place: usize,
    text: &'a str,
}

impl Cell<'_> {
    fn refused(&self, expected: impl Into<String>) -> SpecError {
        SpecError::Cell {
            file: self.file.to_owned(),
            line: self.line,
            column: self.header.name(self.place).to_owned(),
            value: self.text.to_owned(),
            expected: expected.into(),
        }
    }
}

impl Size {
    fn of(cell: &Cell<'_>) -> Result<Self, SpecError> {
        let expected = "a number of primary sampling units, or the sampled share of them above 0 and at most 1";
        let number = number::decimal(cell.text).filter(|number| *number > Decimal::ZERO);
        let number = number.ok_or_else(|| cell.refused(expected))?;
        if number <= Decimal::ONE {
            return Ratio::from_decimal(number).map(Self::Share).map_err(|_| cell.refused(expected));
        }
        let units = Some(number).filter(Decimal::is_integer).and_then(|number| u64::try_from(number).ok());
        units.map(Self::Units).ok_or_else(|| cell.refused(expected))
    }
}

/// The indicators of a row, and the place of each one's code in its codebook.
fn profile<'a>(
    counting: &Counting,
    places: &Places,
    cell: &impl Fn(usize) -> Cell<'a>,
) -> Result<(Profile, Vec<usize>), SpecError> {
    let (mut deprived, mut missing) = (0_u64, 0_u64);
    let mut codes = Vec::with_capacity(counting.indicators.len());
    for ((bit, indicator), place) in (0_u32..).zip(&counting.indicators).zip(&places.indicators) {
        let cell = cell(*place);
        let (code, meaning) =
            indicator.codes.find(cell.text).ok_or_else(|| cell.refused(indicator.codes.expected()))?;
        let mask = 1_u64.checked_shl(bit).unwrap_or_default();
        match meaning {
            CodeMeaning::Deprived => deprived |= mask,
            CodeMeaning::NotDeprived => {}
            CodeMeaning::Unknown(_) => missing |= mask,
        }
        codes.push(code);
    }
    // The masks have no bit in common.
    Ok((Profile::from_masks(deprived, missing).unwrap_or_default(), codes))
}

fn achievement(cell: &Cell<'_>) -> Result<Option<Decimal>, SpecError> {
    if cell.text.is_empty() {
        return Ok(None);
    }
    number::decimal(cell.text).map(Some).ok_or_else(|| cell.refused("a number, or empty where it is not known"))
}

fn amount(income: &Income, cell: &Cell<'_>) -> Result<Option<Decimal>, SpecError> {
    if cell.text.is_empty() {
        return Ok(None);
    }
    let amount = number::decimal(cell.text).ok_or_else(|| cell.refused("a number, or empty where it is not known"))?;
    Ok(Some(income.decimals.map_or(amount, |decimals| amount.round_dp(decimals))))
}

/// The position of a row's absolute line among the amounts.
fn line_position<'a>(income: &Income, places: &Places, cell: &impl Fn(usize) -> Cell<'a>) -> Result<u32, SpecError> {
    let Some(Lines::By { values, .. }) = &income.lines else { return Ok(0) };
    let texts: Vec<&str> = places.line.iter().map(|place| cell(*place).text).collect();
    let key = texts.join("|");
    let position = values.keys().position(|value| *value == key).and_then(|position| u32::try_from(position).ok());
    position.ok_or_else(|| {
        let columns: Vec<&str> = places.line.iter().map(|place| cell(*place).header.name(*place)).collect();
        let cell = places.line.first().map(|place| cell(*place));
        let (file, line) = cell.map_or_else(Default::default, |cell| (cell.file.to_owned(), cell.line));
        SpecError::Cell {
            file,
            line,
            column: columns.join("|"),
            value: key,
            expected: format!("a value with a line: one of {}", listed(values.keys().map(String::as_str))),
        }
    })
}

/// What the table refused, told of the cell that is to blame if it is one.
fn contradiction(
    file: &str,
    line: u64,
    spec: &Spec,
    header: &Header,
    places: &Places,
    error: MeasureError,
) -> SpecError {
    let MeasureError::GapContradiction { indicator, deprived, found, cutoff } = &error else {
        return SpecError::Row { file: file.to_owned(), line, error: Box::new(error) };
    };
    let gaps = spec.counting.iter().flat_map(Counting::gaps);
    let at = gaps.zip(&places.achievements).find_map(|((_, gap), at)| (gap.indicator() == indicator).then_some(*at));
    let is = if *deprived { "deprived" } else { "not deprived" };
    let range = if *deprived { "0 or more and below" } else { "at least" };
    SpecError::Cell {
        file: file.to_owned(),
        line,
        column: at.map_or(indicator.as_str(), |at| header.name(at)).to_owned(),
        value: found.clone(),
        expected: format!("{range} {cutoff}, as `{indicator}` is {is}"),
    }
}

fn too_fine(file: &str, line: u64, header: &Header, places: &Places, error: &IncomeError) -> SpecError {
    let column = places.income.map_or("", |place| header.name(place)).to_owned();
    let value =
        if let IncomeError::TooFine { income, .. } = error { income.amount().to_string() } else { error.to_string() };
    let expected =
        "an amount that fits 18 digits with the decimals of all incomes; round them by `decimals` in [income]";
    SpecError::Cell { file: file.to_owned(), line, column, value, expected: expected.to_owned() }
}
