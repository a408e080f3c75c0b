//! `[income]`: the monetary axis.

use super::SpecError;
use super::column::Column;
use super::toml::{Node, Table};
use crate::measure::MeasureError;
use crate::measure::error::listed;
use crate::measure::income::{
    Atkinson, Comparison, Fgt, GeneralisedEntropy, Gini, GiniDefinition, IncomeError, IncomeMeasure, LineOf, Middle,
    NonPositive, PovertyLine, Quantile, RelativeLine, RelativeMedianGap, Sen, SenShorrocksThon, ShareRatio, Watts,
};
use crate::quantity::{CountedUnit, Currency, Money, Ratio};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// What is measured of incomes.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Income {
    pub(super) column: Column,
    /// To how many decimals incomes are rounded; they are taken as they are unless told.
    pub(super) decimals: Option<u32>,
    pub(super) lines: Option<Lines>,
    relative: Option<RelativeLine>,
    comparison: Comparison,
    quantile: Quantile,
    measures: Vec<Kind>,
    atkinson: Vec<(Ratio, String)>,
}

/// Absolute poverty lines.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Lines {
    /// The same for everybody.
    One(Money),
    /// By the values of some columns, joined by `|`.
    By { columns: Vec<Column>, values: BTreeMap<String, Money> },
}

/// A measure of incomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Fgt(Ratio),
    Watts,
    Sen,
    SenShorrocksThon,
    Threshold,
    Risk,
    MedianGap,
    Quintiles,
    Gini(GiniDefinition),
    Entropy(Ratio),
    Atkinson,
}

/// A measure as it is computed and named in a row.
pub(super) struct Measured<U: CountedUnit> {
    pub(super) name: String,
    pub(super) parameter: String,
    pub(super) measure: Box<dyn IncomeMeasure<U>>,
    /// Rows with an income of zero or less are left out.
    pub(super) positive_only: bool,
    /// It is about the whole population only, whatever the group.
    pub(super) whole_only: bool,
}

const KEYS: [&str; 8] =
    ["column", "decimals", "lines", "relative_line", "comparison", "quantile", "measures", "atkinson"];

const NAMED: [(&str, Kind); 12] = [
    ("watts", Kind::Watts),
    ("sen", Kind::Sen),
    ("sst", Kind::SenShorrocksThon),
    ("gini", Kind::Gini(GiniDefinition::Population)),
    ("gini_convey", Kind::Gini(GiniDefinition::Convey)),
    ("arpt", Kind::Threshold),
    ("arpr", Kind::Risk),
    ("rmpg", Kind::MedianGap),
    ("s80s20", Kind::Quintiles),
    ("theil_l", Kind::Entropy(Ratio::ZERO)),
    ("theil_t", Kind::Entropy(Ratio::ONE)),
    ("atkinson", Kind::Atkinson),
];

const QUANTILES: [(&str, Quantile); 9] = [
    ("inverse_cdf", Quantile::InverseCdf),
    ("upper_inverse_cdf", Quantile::UpperInverseCdf),
    ("midpoint_at_jumps", Quantile::MidpointAtJumps),
    ("hyndman_fan4", Quantile::HyndmanFan4),
    ("hyndman_fan5", Quantile::HyndmanFan5),
    ("hyndman_fan6", Quantile::HyndmanFan6),
    ("hyndman_fan7", Quantile::HyndmanFan7),
    ("hyndman_fan8", Quantile::HyndmanFan8),
    ("hyndman_fan9", Quantile::HyndmanFan9),
];

const COMPARISONS: [(&str, Comparison); 2] = [("at_most", Comparison::AtMost), ("below", Comparison::Below)];

/// What incomes are in where the specification does not say: results are numbers, so nothing else depends on it.
const NO_CURRENCY: Currency = Currency::XXX;

impl Income {
    /// What the specification asks of incomes; nothing if it has no such table, or an empty one.
    pub(super) fn of(document: &Table<'_>) -> Result<Option<Self>, SpecError> {
        let Some(node) = document.get("income") else { return Ok(None) };
        let table = node.table(&KEYS)?;
        if table.is_empty() {
            return Ok(None);
        }
        let choice = |key, options: &[(&str, Comparison)]| {
            table.get(key).map_or(Ok(Comparison::AtMost), |node: Node<'_>| node.choice(options))
        };
        let quantile = table.get("quantile").map_or(Ok(Quantile::InverseCdf), |node| node.choice(&QUANTILES))?;
        let mut income = Self {
            column: Column::of(&table.require("column", "the name of the column of incomes")?)?,
            decimals: table.get("decimals").map(|node| decimals(&node)).transpose()?,
            lines: table.get("lines").map(|node| Lines::of(&node)).transpose()?,
            relative: table.get("relative_line").map(|node| relative(&node, quantile)).transpose()?,
            comparison: choice("comparison", &COMPARISONS)?,
            quantile,
            measures: Vec::new(),
            atkinson: table.get("atkinson").map_or_else(default_aversions, |node| aversions(&node))?,
        };
        income.measures = match table.get("measures") {
            Some(node) => income.asked(&node)?,
            None => income.default_measures(),
        };
        Ok(Some(income))
    }

    fn asked(&self, node: &Node<'_>) -> Result<Vec<Kind>, SpecError> {
        let mut kinds = Vec::new();
        for node in node.list("a list of measures such as [\"fgt0\", \"gini\"]")? {
            let kind = Kind::of(&node)?;
            if kinds.contains(&kind) {
                let id = node.word("a measure")?;
                return Err(node.contradiction(MeasureError::Duplicate { thing: "measure", id }));
            }
            if kind.needs_a_line() && self.lines.is_none() && self.relative.is_none() {
                return Err(
                    node.refused("a measure without a poverty line, as there is neither `lines` nor `relative_line`")
                );
            }
            if kind.needs_a_relative_line() && self.relative.is_none() {
                return Err(node.refused("a measure without a relative line, as there is no `relative_line`"));
            }
            kinds.push(kind);
        }
        Ok(kinds)
    }

    /// All that the lines allow.
    fn default_measures(&self) -> Vec<Kind> {
        let fgt = [Ratio::ZERO, Ratio::ONE, Ratio::whole(2)].map(Kind::Fgt);
        let named = NAMED.iter().map(|(_, kind)| *kind).filter(|kind| *kind != Kind::Gini(GiniDefinition::Convey));
        let all = fgt.into_iter().chain(named).chain([Kind::Entropy(Ratio::whole(2))]);
        let has_a_line = self.lines.is_some() || self.relative.is_some();
        all.filter(|kind| has_a_line || !kind.needs_a_line())
            .filter(|kind| self.relative.is_some() || !kind.needs_a_relative_line())
            .collect()
    }

    /// The measures, given the absolute line of each row if there is one.
    ///
    /// # Errors
    /// Those of the line and of the measures' parameters.
    pub(super) fn measures<U: CountedUnit>(
        &self,
        absolute: Option<&PovertyLine>,
    ) -> Result<Vec<Measured<U>>, IncomeError> {
        let relative =
            self.relative.map(|line| PovertyLine::relative(line.share(), line.middle(), line.of(), self.comparison));
        let relative = relative.transpose()?;
        let lines: Vec<&PovertyLine> = absolute.into_iter().chain(&relative).collect();
        let mut measures: Vec<Measured<U>> = Vec::new();
        for kind in &self.measures {
            match kind {
                Kind::Fgt(alpha) => {
                    for line in &lines {
                        measures.push(Measured::of(Fgt::new(*alpha, (*line).clone())?).under(line));
                    }
                }
                Kind::Watts => measures.extend(lines.iter().map(|line| {
                    let watts = Measured::of(Watts::new((*line).clone(), NonPositive::LeaveOut));
                    watts.of_positive_incomes(&line_name(line))
                })),
                Kind::Sen => {
                    measures.extend(lines.iter().map(|line| Measured::of(Sen::new((*line).clone())).under(line)));
                }
                Kind::SenShorrocksThon => {
                    let sst = |line: &&PovertyLine| Measured::of(SenShorrocksThon::new((*line).clone())).under(line);
                    measures.extend(lines.iter().map(sst));
                }
                Kind::Risk => {
                    let risk = relative.iter().map(|line| Measured::of(Fgt::at_risk_of_poverty(line.clone())));
                    measures.extend(risk);
                }
                Kind::Threshold => {
                    measures.extend(self.relative.map(|line| Measured { whole_only: true, ..Measured::of(line) }))
                }
                Kind::MedianGap => measures
                    .extend(self.relative.map(|line| Measured::of(RelativeMedianGap::new(line, self.comparison)))),
                Kind::Quintiles => measures.push(Measured::of(ShareRatio::quintile(self.quantile))),
                Kind::Gini(GiniDefinition::Population) => measures.push(Measured::of(Gini::POPULATION)),
                Kind::Gini(definition) => {
                    let gini = Measured::of(Gini::new(*definition));
                    measures.push(Measured { name: "gini_convey".to_owned(), parameter: String::new(), ..gini });
                }
                Kind::Entropy(sensitivity) => {
                    let entropy = Measured::of(GeneralisedEntropy::new(*sensitivity, NonPositive::LeaveOut));
                    measures.push(entropy.of_positive_incomes(""));
                }
                Kind::Atkinson => {
                    for (aversion, text) in &self.atkinson {
                        let atkinson = Measured::of(Atkinson::new(*aversion, NonPositive::LeaveOut)?);
                        measures.push(atkinson.of_positive_incomes(text));
                    }
                }
            }
        }
        Ok(measures)
    }

    /// The absolute lines, one for each row, given by their positions among the amounts.
    ///
    /// # Errors
    /// [`IncomeError::LineNotPositive`].
    pub(super) fn line_of_rows(&self, of_row: &[u32]) -> Result<Option<PovertyLine>, IncomeError> {
        let Some(lines) = &self.lines else { return Ok(None) };
        let amounts = lines.amounts();
        let amount =
            |position: &u32| amounts.get(*position as usize).copied().unwrap_or(Money::new(Decimal::ONE, NO_CURRENCY));
        PovertyLine::by_row(of_row.iter().map(amount), self.comparison).map(Some)
    }
}

impl<U: CountedUnit> Measured<U> {
    fn of(measure: impl IncomeMeasure<U> + 'static) -> Self {
        Self {
            name: measure.id(),
            parameter: measure.parameter(),
            measure: Box::new(measure),
            positive_only: false,
            whole_only: false,
        }
    }

    /// A measure under a line.
    fn under(self, line: &PovertyLine) -> Self {
        Self { parameter: line_name(line), ..self }
    }

    /// A measure of positive incomes, with what else tells it apart.
    fn of_positive_incomes(self, parameter: &str) -> Self {
        let positive = "positive incomes";
        let parameter = if parameter.is_empty() { positive.to_owned() } else { format!("{parameter}; {positive}") };
        Self { parameter, positive_only: true, ..self }
    }
}

impl Kind {
    fn of(node: &Node<'_>) -> Result<Self, SpecError> {
        let name = node.text("the name of a measure of incomes")?;
        if let Some((_, kind)) = NAMED.iter().find(|(own, _)| *own == name) {
            return Ok(*kind);
        }
        let number = |text: &str| text.parse::<Ratio>().ok().filter(|number| !number.is_negative());
        let fgt = name.strip_prefix("fgt").and_then(number).map(Self::Fgt);
        let entropy = name.strip_prefix("ge").and_then(number).map(Self::Entropy);
        fgt.or(entropy).ok_or_else(|| {
            let names = ["fgt0", "fgt1", "fgt2", "ge2"].into_iter().chain(NAMED.iter().map(|(name, _)| *name));
            node.refused(format!("one of {}", listed(names)))
        })
    }

    const fn needs_a_relative_line(self) -> bool {
        matches!(self, Self::Threshold | Self::Risk | Self::MedianGap)
    }

    const fn needs_a_line(self) -> bool {
        matches!(self, Self::Fgt(_) | Self::Watts | Self::Sen | Self::SenShorrocksThon) || self.needs_a_relative_line()
    }
}

/// How rows tell an absolute line from a relative one.
fn line_name(line: &PovertyLine) -> String {
    line.as_relative().map_or_else(|| "line".to_owned(), |relative| relative.to_string())
}

impl Lines {
    fn of(node: &Node<'_>) -> Result<Self, SpecError> {
        if !node.is_table() {
            return Ok(Self::One(amount(node)?));
        }
        let table = node.table(&["column", "values"])?;
        let column = table.require("column", "the column by which lines differ")?;
        let nodes = if column.is_list() { column.filled_list("a column or a list of columns")? } else { vec![column] };
        let columns = nodes.iter().map(Column::of).collect::<Result<Vec<_>, _>>()?;
        let expected = "a table of values of the column with their lines";
        let values_node = table.require("values", expected)?;
        let mut values = BTreeMap::new();
        for (value, _, line) in values_node.entries(expected)? {
            values.insert(value, amount(&line)?);
        }
        if values.is_empty() {
            return Err(values_node.wrong_type(expected));
        }
        Ok(Self::By { columns, values })
    }

    /// The distinct amounts, in the order of their names.
    pub(super) fn amounts(&self) -> Vec<Money> {
        match self {
            Self::One(amount) => vec![*amount],
            Self::By { values, .. } => values.values().copied().collect(),
        }
    }
}

/// An amount of money above zero.
fn amount(node: &Node<'_>) -> Result<Money, SpecError> {
    let expected = "an amount above 0 such as 1500000";
    let amount: Decimal = node.parsed(expected)?;
    if amount <= Decimal::ZERO {
        return Err(node.refused(expected));
    }
    Ok(Money::new(amount, NO_CURRENCY))
}

/// An income in the currency of the lines.
pub(super) fn income(amount: Decimal) -> Money {
    Money::new(amount, NO_CURRENCY)
}

pub(super) const fn currency() -> Currency {
    NO_CURRENCY
}

fn relative(node: &Node<'_>, quantile: Quantile) -> Result<RelativeLine, SpecError> {
    let table = node.table(&["share", "of"])?;
    let share = table.require("share", "a share such as 0.6")?;
    let of = table.require("of", "one of `median`, `mean`")?;
    let middle = of.choice(&[("median", Middle::median(quantile)), ("mean", Middle::Mean)])?;
    let line = RelativeLine::new(share.parsed("a share such as 0.6")?, middle, LineOf::Population);
    line.map_err(|error| share.income(error))
}

fn decimals(node: &Node<'_>) -> Result<u32, SpecError> {
    let expected = "a whole number from 0 to 9";
    let decimals: u32 = node.parsed(expected)?;
    if decimals > 9 { Err(node.refused(expected)) } else { Ok(decimals) }
}

fn aversions(node: &Node<'_>) -> Result<Vec<(Ratio, String)>, SpecError> {
    let expected = "a number above 0 such as 0.5";
    let mut aversions = Vec::new();
    for node in node.filled_list("a list of aversions to inequality such as [\"0.5\", \"1\"]")? {
        let aversion: Ratio = node.parsed(expected)?;
        Atkinson::new(aversion, NonPositive::LeaveOut).map_err(|error| node.income(error))?;
        aversions.push((aversion, node.word(expected)?));
    }
    Ok(aversions)
}

fn default_aversions() -> Result<Vec<(Ratio, String)>, SpecError> {
    let half = Ratio::new(1, 2).map_err(MeasureError::from)?;
    Ok(vec![(half, "0.5".to_owned()), (Ratio::ONE, "1".to_owned())])
}
