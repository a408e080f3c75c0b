//! `[[dimension]]` and `[[weighting]]`: what is counted, and how much it weighs.

use super::SpecError;
use super::codebook::Codebook;
use super::column::Column;
use super::toml::{Node, Table};
use crate::measure::{Gap, MeasureError, Structure, Weighting};
use crate::quantity::Ratio;

/// The indicators with their columns, and the weightings with their cutoffs.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Counting {
    pub(super) structure: Structure,
    /// In the order of the structure.
    pub(super) indicators: Vec<Indicator>,
    pub(super) weightings: Vec<(Weighting, Vec<Cutoff>)>,
}

/// Where an indicator is found.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Indicator {
    pub(super) id: String,
    pub(super) column: Column,
    pub(super) codes: Codebook,
    /// The measured achievement behind it, with its deprivation cutoff.
    pub(super) gap: Option<(Column, Gap)>,
    /// Its own weight in the whole.
    weight: Option<Ratio>,
}

/// A poverty cutoff, and how the specification writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cutoff {
    pub(super) value: Ratio,
    pub(super) text: String,
}

impl Cutoff {
    /// A list of different cutoffs above 0 and up to 1; `outside` says what is wrong with others.
    pub(super) fn list(
        node: &Node<'_>,
        expected: &str,
        outside: impl Fn(&Node<'_>, Ratio) -> SpecError,
    ) -> Result<Vec<Self>, SpecError> {
        let mut cutoffs: Vec<Self> = Vec::new();
        for node in node.filled_list(expected)? {
            let cutoff = Self { value: node.parsed(FRACTION)?, text: node.word(FRACTION)? };
            if cutoff.value <= Ratio::ZERO || cutoff.value > Ratio::ONE {
                return Err(outside(&node, cutoff.value));
            }
            if let Some(same) = cutoffs.iter().find(|other| other.value == cutoff.value) {
                return Err(node.refused(format!("a cutoff other than `{}`, which is given already", same.text)));
            }
            cutoffs.push(cutoff);
        }
        Ok(cutoffs)
    }
}

struct Dimension<'d> {
    id: String,
    table: Table<'d>,
    weight: Option<Ratio>,
    indicators: Vec<Indicator>,
}

const FRACTION: &str = "a fraction such as 1/3 or 0.25";

impl Counting {
    /// What the specification counts; nothing if it has neither dimensions nor weightings.
    pub(super) fn of(document: &Table<'_>, codes: &Codebook) -> Result<Option<Self>, SpecError> {
        let tables = document.tables("dimension", &["id", "weight", "indicators"])?;
        let weightings = document.tables("weighting", &["id", "cutoffs", "weights"])?;
        if tables.is_empty() && weightings.is_empty() {
            return Ok(None);
        }
        if tables.is_empty() {
            return Err(document.missing("dimension", "at least one table [[dimension]]"));
        }
        if weightings.is_empty() {
            return Err(document.missing("weighting", "at least one table [[weighting]]"));
        }
        let mut dimensions: Vec<Dimension<'_>> = Vec::with_capacity(tables.len());
        for table in tables {
            let dimension = Dimension::of(table, codes, &dimensions)?;
            dimensions.push(dimension);
        }
        let outline = dimensions.iter().map(|dimension| {
            (
                dimension.id.clone(),
                dimension.indicators.iter().map(|indicator| indicator.id.clone()).collect::<Vec<_>>(),
            )
        });
        let structure = Structure::new(outline).map_err(|error| document.contradiction(error))?;
        let own = own_weights(&dimensions)?;
        let mut counting = Self { structure, indicators: Vec::new(), weightings: Vec::new() };
        for table in weightings {
            let weighting = counting.weighting(&table, own.as_deref())?;
            counting.weightings.push(weighting);
        }
        counting.indicators = dimensions.into_iter().flat_map(|dimension| dimension.indicators).collect();
        Ok(Some(counting))
    }

    /// The measured achievements behind indicators, in the order of the structure.
    pub(super) fn gaps(&self) -> impl Iterator<Item = &(Column, Gap)> {
        self.indicators.iter().filter_map(|indicator| indicator.gap.as_ref())
    }

    fn weighting(&self, table: &Table<'_>, own: Option<&[Ratio]>) -> Result<(Weighting, Vec<Cutoff>), SpecError> {
        let id_node = table.require("id", "a name for the weighting")?;
        let id = id_node.text("a name for the weighting")?;
        if self.weightings.iter().any(|(other, _)| other.name() == id) {
            return Err(id_node.contradiction(MeasureError::Duplicate { thing: "weighting", id: id.to_owned() }));
        }
        let weighting = match (table.get("weights"), own) {
            (Some(node), _) => self.named_weights(id, &node)?,
            (None, Some(own)) => {
                Weighting::new(id, &self.structure, own).map_err(|error| table.contradiction(error))?
            }
            (None, None) => Weighting::nested(&self.structure).map_err(|error| table.contradiction(error))?.named(id),
        };
        let expected = "a list of poverty cutoffs such as [\"1/3\"]";
        let cutoffs = Cutoff::list(&table.require("cutoffs", expected)?, expected, |node, cutoff| {
            node.contradiction(MeasureError::CutoffOutOfRange { cutoff })
        })?;
        Ok((weighting, cutoffs))
    }

    /// Weights by the names of indicators.
    fn named_weights(&self, id: &str, node: &Node<'_>) -> Result<Weighting, SpecError> {
        let mut weights = Vec::new();
        for (indicator, position, weight) in node.entries("a table with a weight for each indicator")? {
            if self.structure.position(&indicator).is_none() {
                return Err(SpecError::UnknownKey {
                    position,
                    key: indicator,
                    table: format!("`{}`", node.path()),
                    expected: crate::measure::error::listed(self.structure.indicators().iter().map(String::as_str)),
                });
            }
            weights.push((indicator, weight.parsed::<Ratio>(FRACTION)?));
        }
        let weights = weights.iter().map(|(indicator, weight)| (indicator.as_str(), *weight));
        Weighting::by_name(id, &self.structure, weights).map_err(|error| node.contradiction(error))
    }
}

impl<'d> Dimension<'d> {
    fn of(table: Table<'d>, codes: &Codebook, others: &[Dimension<'_>]) -> Result<Self, SpecError> {
        let id_node = table.require("id", "a name for the dimension")?;
        let id = id_node.text("a name for the dimension")?.to_owned();
        if others.iter().any(|other| other.id == id) {
            return Err(id_node.contradiction(MeasureError::Duplicate { thing: "dimension", id }));
        }
        let weight = table.get("weight").map(|node| node.parsed(FRACTION)).transpose()?;
        let mut dimension = Self { id, table, weight, indicators: Vec::new() };
        let expected = "a list of indicators such as [{ column = \"water\" }]";
        for node in dimension.table.require("indicators", expected)?.filled_list(expected)? {
            let indicator = Indicator::of(&node, codes)?;
            let taken = others.iter().flat_map(|other| &other.indicators).chain(&dimension.indicators);
            if taken.clone().any(|other| other.id == indicator.id) {
                return Err(node.contradiction(MeasureError::Duplicate { thing: "indicator", id: indicator.id }));
            }
            dimension.indicators.push(indicator);
        }
        Ok(dimension)
    }
}

impl Indicator {
    fn of(node: &Node<'_>, codes: &Codebook) -> Result<Self, SpecError> {
        let table = node.table(&["column", "id", "weight", "gap", "codes"])?;
        let column = Column::of(&table.require("column", "the name of a column")?)?;
        let id = match table.get("id") {
            Some(node) => node.text("a name for the indicator")?.to_owned(),
            None => column.name.clone(),
        };
        let gap = table.get("gap").map(|node| gap(&node, &id)).transpose()?;
        let weight = table.get("weight").map(|node| node.parsed(FRACTION)).transpose()?;
        let codes = table.get("codes").map_or_else(|| Ok(codes.clone()), |node| Codebook::of(&node))?;
        Ok(Self { id, column, codes, gap, weight })
    }
}

fn gap(node: &Node<'_>, indicator: &str) -> Result<(Column, Gap), SpecError> {
    let table = node.table(&["column", "cutoff"])?;
    let column = Column::of(&table.require("column", "the column of the measured achievement")?)?;
    let cutoff = table.require("cutoff", "the achievement below which a household is deprived")?;
    let gap = Gap::new(indicator, cutoff.parsed("a number above 0 such as 8 or 2.5")?);
    Ok((column, gap.map_err(|error| cutoff.contradiction(error))?))
}

/// The weights that dimensions and indicators carry themselves; nothing if none does, and then they are nested and equal.
///
/// A dimension's weight is its share of the whole, an equal one if no dimension has any; it is spread evenly over its
/// indicators unless they carry weights, which are shares of the whole too.
fn own_weights(dimensions: &[Dimension<'_>]) -> Result<Option<Vec<Ratio>>, SpecError> {
    let weighted = dimensions.iter().filter(|dimension| dimension.weight.is_some()).count();
    let indicators = || dimensions.iter().flat_map(|dimension| &dimension.indicators);
    if weighted == 0 && indicators().all(|indicator| indicator.weight.is_none()) {
        return Ok(None);
    }
    let lacking = dimensions.iter().find(|dimension| weighted > 0 && dimension.weight.is_none());
    if let Some(dimension) = lacking {
        return Err(dimension.table.missing("weight", "a weight as the other dimensions have"));
    }
    let mut weights = Vec::new();
    for dimension in dimensions {
        let contradiction = |error| dimension.table.contradiction(error);
        let count = i128::try_from(dimension.indicators.len()).unwrap_or(i128::MAX);
        let all = i128::try_from(dimensions.len()).unwrap_or(i128::MAX);
        let quantity = |error: crate::quantity::QuantityError| contradiction(error.into());
        let given: Vec<Ratio> = dimension.indicators.iter().filter_map(|indicator| indicator.weight).collect();
        if given.is_empty() {
            let share = dimension.weight.map_or_else(|| Ratio::new(1, all), Ok).map_err(quantity)?;
            let each = share.checked_div(Ratio::new(count, 1).map_err(quantity)?).map_err(quantity)?;
            weights.extend(dimension.indicators.iter().map(|_| each));
            continue;
        }
        if let Some(lacking) = dimension.indicators.iter().find(|indicator| indicator.weight.is_none()) {
            let (weighting, indicator) = (dimension.id.clone(), lacking.id.clone());
            return Err(contradiction(MeasureError::NoWeight { weighting, indicator }));
        }
        let sum = Ratio::sum(given.iter().copied()).map_err(quantity)?;
        if let Some(share) = dimension.weight.filter(|share| *share != sum) {
            return Err(contradiction(MeasureError::Different {
                what: "weight of a dimension and the sum of its indicators' weights",
                left: share.to_string(),
                right: sum.to_string(),
            }));
        }
        weights.extend(given);
    }
    Ok(Some(weights))
}
