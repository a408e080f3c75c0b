//! `[options]`: for whom, with what errors, and which measures.

use super::SpecError;
use super::column::Column;
use super::robustness::{Ranking, Redundancy};
use super::toml::{Node, Table};
use crate::measure::error::listed;
use crate::measure::{Centre, Design, Family, LonelyPsu, MeasureError, Power, ReplicateMethod, ReplicateScale, Scale};
use crate::quantity::{Ratio, Unit};
use crate::source::Position;

/// For whom, with what errors, and which measures.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Options {
    pub(super) unit: Unit,
    /// The design but for the finite population, which the data tell; nothing for points only.
    pub(super) design: Option<Design>,
    /// How errors come from replicate weights that are in the data, if they do.
    pub(super) given: Option<ReplicateScale>,
    /// Ways to tell groups apart, each with its columns, beside the whole.
    pub(super) subgroups: Vec<Vec<Column>>,
    pub(super) changes: Vec<Pair>,
    /// The measures asked for; nothing if the specification leaves the choice to the default.
    pub(super) measures: Option<Vec<Asked>>,
}

/// Two periods between which changes are estimated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) from: (String, Position),
    pub(super) to: (String, Position),
}

/// An entry of the list of measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// The measure in each group and period.
    Of(Family),
    /// Changes of the other measures asked for.
    Change,
    /// For each pair of indicators.
    Redundancy(Redundancy),
    /// For the groups of each subgroup.
    Ranking(Ranking),
}

const KEYS: [&str; 10] = [
    "unit",
    "standard_errors",
    "confidence",
    "limits",
    "lonely_psu",
    "adjust_lonely_domains",
    "replicates",
    "subgroups",
    "changes",
    "measures",
];

const LONELY: [(&str, LonelyPsu); 5] = [
    ("fail", LonelyPsu::Fail),
    ("remove", LonelyPsu::Remove),
    ("certainty", LonelyPsu::Certainty),
    ("average", LonelyPsu::Average),
    ("adjust", LonelyPsu::Adjust),
];

const FAMILIES: [(&str, Family); 12] = [
    ("H", Family::HeadcountRatio),
    ("A", Family::Intensity),
    ("M0", Family::AdjustedHeadcountRatio),
    ("hd", Family::UncensoredHeadcountRatios),
    ("hdk", Family::CensoredHeadcountRatios),
    ("actb", Family::AbsoluteContributions),
    ("pctb", Family::PercentageContributions),
    ("dimension_actb", Family::DimensionAbsoluteContributions),
    ("dimension_pctb", Family::DimensionPercentageContributions),
    ("change_incidence_intensity", Family::ChangeOfIncidenceAndIntensity),
    ("change_by_indicator", Family::ChangeByIndicator),
    ("change_by_group", Family::ChangeByGroup),
];

/// A family of measures by the power of gaps.
type OfPower = fn(Power) -> Family;

/// What the names of measures of gaps begin with, before the power. `G` alone is the average gap.
const OF_GAPS: [(&str, OfPower); 6] = [
    ("M", Family::AdjustedGapRatio),
    ("actb_M", Family::GapAbsoluteContributions),
    ("pctb_M", Family::GapPercentageContributions),
    ("dimension_actb_M", Family::DimensionGapAbsoluteContributions),
    ("dimension_pctb_M", Family::DimensionGapPercentageContributions),
    ("G", Family::AverageGap),
];

impl Options {
    /// The options beside so many columns of replicate weights.
    pub(super) fn of(document: &Table<'_>, replicate_weights: usize) -> Result<Self, SpecError> {
        let mut options = Self {
            unit: Unit::Household,
            design: Some(Design::sample()),
            given: None,
            subgroups: Vec::new(),
            changes: Vec::new(),
            measures: None,
        };
        let Some(node) = document.get("options") else { return Ok(options) };
        let table = node.table(&KEYS)?;
        if let Some(node) = table.get("unit") {
            options.unit = node.choice(&[("household", Unit::Household), ("person", Unit::Person)])?;
        }
        options.design = design(&table)?;
        if let Some(node) = table.get("replicates").filter(|_| options.design.is_some()) {
            options.given = given(&node, replicate_weights)?;
        }
        if let Some(node) = table.get("subgroups") {
            options.subgroups = subgroups(&node)?;
        }
        if let Some(node) = table.get("changes") {
            let expected = "a list of pairs of periods such as [[\"2021\", \"2024\"]]";
            options.changes =
                node.list(expected)?.iter().map(|pair| Pair::of(pair, expected)).collect::<Result<_, _>>()?;
        }
        options.measures = table.get("measures").map(|node| measures(&node)).transpose()?;
        Ok(options)
    }
}

/// The design; nothing where points only are asked for.
fn design(table: &Table<'_>) -> Result<Option<Design>, SpecError> {
    let mut design = Design::sample();
    if let Some(node) = table.get("lonely_psu") {
        design = design.lonely_psu(node.choice(&LONELY)?);
    }
    if table.get("adjust_lonely_domains").map_or(Ok(false), |node| node.flag())? {
        design = design.adjust_lonely_domains();
    }
    if let Some(node) = table.get("confidence") {
        let level = node.parsed("a number between 0 and 1 such as 0.95")?;
        design = design.confidence(level).map_err(|error| node.contradiction(error))?;
    }
    let made = table.get("replicates").map(|node| replicates(&node)).transpose()?.flatten();
    if let Some((method, centre)) = made {
        design = design.replicates(method, centre);
    }
    if let Some(node) = table.get("limits") {
        design = design.limits(node.choice(&[("logit", Scale::Logit), ("plain", Scale::Plain)])?);
    }
    let wanted = table.get("standard_errors").map_or(Ok(true), |node| node.flag())?;
    Ok(wanted.then_some(design))
}

const METHODS: [&str; 6] = ["jackknife", "balanced", "fay", "rao_wu", "canty_davison", "given"];

/// The table of replicates, with its method and centre.
fn replication<'d>(node: &Node<'d>) -> Result<(Table<'d>, &'static str, Centre), SpecError> {
    let keys = ["method", "rho", "count", "seed", "centre", "scale", "scales", "degrees_of_freedom"];
    let table = node.table(&keys)?;
    let method = table.require("method", &format!("one of {}", listed(METHODS)))?;
    let method = method.choice(&METHODS.map(|word| (word, word)))?;
    let centres = [("mean", Centre::Mean), ("full", Centre::Full)];
    let centre = table.get("centre").map_or(Ok(Centre::Mean), |node| node.choice(&centres))?;
    Ok((table, method, centre))
}

/// `{ method = "given", scale = "1/80" }`: replicates whose weights are in the data; nothing for those that are made.
fn given(node: &Node<'_>, count: usize) -> Result<Option<ReplicateScale>, SpecError> {
    let (table, method, centre) = replication(node)?;
    if method != "given" {
        return Ok(None);
    }
    let number = "a number above 0 such as 1/80";
    let node = table.require("scale", number)?;
    let scale = ReplicateScale::new(count, node.parsed::<Ratio>(number)?.to_f64());
    let mut scale = scale.map_err(|error| node.contradiction(error))?.centre(centre);
    if let Some(node) = table.get("scales") {
        let scales: Result<Vec<f64>, SpecError> = node
            .list("a list of numbers, one for each replicate")?
            .iter()
            .map(|node| Ok(node.parsed::<Ratio>("a number of at least 0")?.to_f64()))
            .collect();
        scale = scale.scales(scales?).map_err(|error| node.contradiction(error))?;
    }
    if let Some(node) = table.get("degrees_of_freedom") {
        scale = scale.degrees_of_freedom(node.parsed("a whole number")?);
    }
    Ok(Some(scale))
}

/// `{ method = "rao_wu", count = 500, seed = 1 }`: replicates that are made; nothing for those that are given.
fn replicates(node: &Node<'_>) -> Result<Option<(ReplicateMethod, Centre)>, SpecError> {
    let (table, method, centre) = replication(node)?;
    let count = || {
        let node = table.require("count", "how many replicates, such as 500")?;
        node.parsed::<u32>("a whole number of at least 2")
            .and_then(|count| if count < 2 { Err(node.refused("a whole number of at least 2")) } else { Ok(count) })
    };
    let seed = || table.require("seed", "a whole number")?.parsed::<u64>("a whole number of at least 0");
    let method = match method {
        "jackknife" => ReplicateMethod::Jackknife,
        "balanced" => ReplicateMethod::BalancedRepeated,
        "fay" => {
            let node = table.require("rho", "a fraction of at least 0 and below 1")?;
            let rho: Ratio = node.parsed("a fraction of at least 0 and below 1")?;
            if !rho.is_share() || rho == Ratio::ONE {
                return Err(node.refused("a fraction of at least 0 and below 1"));
            }
            ReplicateMethod::Fay(rho)
        }
        "rao_wu" => ReplicateMethod::RaoWu { replicates: count()?, seed: seed()? },
        "canty_davison" => ReplicateMethod::CantyDavison { replicates: count()?, seed: seed()? },
        _ => return Ok(None),
    };
    Ok(Some((method, centre)))
}

/// `["area", ["area", "ethnic_minority"]]`.
fn subgroups(node: &Node<'_>) -> Result<Vec<Vec<Column>>, SpecError> {
    let mut subgroups: Vec<Vec<Column>> = Vec::new();
    for entry in node.list("a list of columns and of lists of columns")? {
        let mut columns: Vec<Column> = Vec::new();
        let nodes =
            if entry.is_list() { entry.filled_list("the columns of a cross-product")? } else { vec![entry.clone()] };
        for node in nodes {
            let column = Column::of(&node)?;
            if columns.iter().any(|other| other.name == column.name) {
                return Err(node.contradiction(MeasureError::Duplicate { thing: "subgroup", id: column.name }));
            }
            columns.push(column);
        }
        let names = |columns: &[Column]| columns.iter().map(|column| column.name.clone()).collect::<Vec<_>>();
        if subgroups.iter().any(|other| names(other) == names(&columns)) {
            let id = names(&columns).join("|");
            return Err(entry.contradiction(MeasureError::Duplicate { thing: "subgroup", id }));
        }
        subgroups.push(columns);
    }
    Ok(subgroups)
}

impl Pair {
    fn of(node: &Node<'_>, expected: &str) -> Result<Self, SpecError> {
        let periods = node.list(expected)?;
        let [from, to] = periods.as_slice() else { return Err(node.wrong_type("a pair of periods")) };
        let period = |node: &Node<'_>| Ok::<_, SpecError>((node.word("a period such as \"2021\"")?, node.position()));
        Ok(Self { from: period(from)?, to: period(to)? })
    }
}

fn measures(node: &Node<'_>) -> Result<Vec<Asked>, SpecError> {
    let mut measures = Vec::new();
    for node in node.list("a list of measures such as [\"H\", \"M0\"]")? {
        let asked = Asked::of(&node)?;
        if measures.contains(&asked) {
            let id = node.word("a measure")?;
            return Err(node.contradiction(MeasureError::Duplicate { thing: "measure", id }));
        }
        measures.push(asked);
    }
    Ok(measures)
}

impl Asked {
    /// A measure by its short name.
    fn of(node: &Node<'_>) -> Result<Self, SpecError> {
        let name = node.text("the name of a measure")?;
        if name == "change" {
            return Ok(Self::Change);
        }
        if let Some((_, family)) = FAMILIES.iter().find(|(own, _)| *own == name) {
            return Ok(Self::Of(*family));
        }
        if let Some((_, redundancy)) = Redundancy::NAMED.iter().find(|(own, _)| *own == name) {
            return Ok(Self::Redundancy(*redundancy));
        }
        if let Some((_, ranking)) = Ranking::NAMED.iter().find(|(own, _)| *own == name) {
            return Ok(Self::Ranking(*ranking));
        }
        let expected = || {
            let others =
                Redundancy::NAMED.map(|(name, _)| name).into_iter().chain(Ranking::NAMED.map(|(name, _)| name));
            let names = FAMILIES.iter().map(|(name, _)| *name);
            let of_gaps = ["M1", "M2", "G", "S", "actb_M1", "pctb_M1", "dimension_actb_M1", "dimension_pctb_M1"];
            node.refused(format!("one of {}", listed(names.chain(of_gaps).chain(["change"]).chain(others))))
        };
        let power = |text: &str| {
            let alpha = text.parse::<Ratio>().map_err(|_| expected())?;
            Power::new(alpha).map_err(|error| node.contradiction(error))
        };
        match name {
            "G" => return Ok(Self::Of(Family::AverageGap(Power::GAP))),
            "S" => return Ok(Self::Of(Family::AverageGap(Power::SEVERITY))),
            _ => {}
        }
        if let Some((family, alpha)) = OF_GAPS.iter().find_map(|(prefix, of)| Some((of, name.strip_prefix(prefix)?))) {
            return Ok(Self::Of(family(power(alpha)?)));
        }
        Err(expected())
    }
}
