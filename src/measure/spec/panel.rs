//! `[panel]`: households over time.

use super::SpecError;
use super::column::{Column, Header};
use super::counting::Cutoff;
use super::toml::{Node, Table};
use crate::measure::panel::{Classes, Ending, MergeRule, Panel, PanelError, Periods, SplitRule};
use crate::measure::table::natural_order;
use crate::quantity::{CountedUnit, Weight};

/// What is asked of households that are followed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Followed {
    household: Column,
    class: Column,
    origins: Option<Column>,
    ended: Option<Column>,
    pub(super) classes: Classes,
    splits: SplitRule,
    mergers: MergeRule,
    /// For how long after an exit a return counts as one.
    pub(super) within: Option<u32>,
    pub(super) measures: Vec<Passed>,
    /// From which shares of the time on poverty is chronic.
    pub(super) duration_cutoffs: Vec<Cutoff>,
}

/// A measure of a panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Passed {
    Transition,
    Exit,
    Entry,
    Return,
    Mobility,
    DownwardMobility,
    ExitSurvival,
    PovertySurvival,
}

pub(super) const MEASURES: [(&str, Passed); 8] = [
    ("transition", Passed::Transition),
    ("exit_rate", Passed::Exit),
    ("entry_rate", Passed::Entry),
    ("return_rate", Passed::Return),
    ("mobility", Passed::Mobility),
    ("downward_mobility", Passed::DownwardMobility),
    ("exit_survival", Passed::ExitSurvival),
    ("poverty_survival", Passed::PovertySurvival),
];

const KEYS: [&str; 12] = [
    "household",
    "class",
    "classes",
    "poor",
    "escaped",
    "origins",
    "ended",
    "splits",
    "mergers",
    "return_within",
    "measures",
    "duration_cutoffs",
];

const SPLITS: [(&str, SplitRule); 3] = [
    ("each_part_carries", SplitRule::EachPartCarries),
    ("the_same_household", SplitRule::TheSameHousehold),
    ("parts_begin_anew", SplitRule::PartsBeginAnew),
];

const MERGERS: [(&str, MergeRule); 4] = [
    ("not_linkable", MergeRule::NotLinkable),
    ("first", MergeRule::First),
    ("worst", MergeRule::Worst),
    ("heaviest", MergeRule::Heaviest),
];

impl Followed {
    /// What the specification asks of a panel; nothing if it has no such table.
    pub(super) fn of(document: &Table<'_>) -> Result<Option<Self>, SpecError> {
        let Some(node) = document.get("panel") else { return Ok(None) };
        let table = node.table(&KEYS)?;
        let column = |key: &str, expected: &str| Column::of(&table.require(key, expected)?);
        let measures = match table.get("measures") {
            None => MEASURES.iter().map(|(_, measure)| *measure).collect(),
            Some(list) => {
                let list = list.filled_list("a list of measures of the panel")?;
                list.iter().map(|own| own.choice(&MEASURES)).collect::<Result<_, _>>()?
            }
        };
        Ok(Some(Self {
            household: column("household", "the column of identifiers that link households over periods")?,
            class: column("class", "the column of classes")?,
            origins: Column::optional(table.get("origins").as_ref())?,
            ended: Column::optional(table.get("ended").as_ref())?,
            classes: classes(&table)?,
            splits: table.get("splits").map_or(Ok(SplitRule::default()), |own| own.choice(&SPLITS))?,
            mergers: table.get("mergers").map_or(Ok(MergeRule::default()), |own| own.choice(&MERGERS))?,
            within: table
                .get("return_within")
                .map(|own| own.parsed("a whole number of years or periods"))
                .transpose()?,
            measures,
            duration_cutoffs: table.get("duration_cutoffs").map_or(Ok(Vec::new()), |own| duration_cutoffs(&own))?,
        }))
    }

    /// Which cells of a row it reads.
    pub(super) fn places(&self, header: &Header) -> Result<PanelPlaces, SpecError> {
        let optional = |column: &Option<Column>| column.as_ref().map(|column| column.find(header)).transpose();
        Ok(PanelPlaces {
            household: self.household.find(header)?,
            class: self.class.find(header)?,
            origins: optional(&self.origins)?,
            ended: optional(&self.ended)?,
        })
    }

    /// What a row says of a household, by the text of its cells; otherwise which cell is wrong, and what was expected.
    pub(super) fn seen<'c>(
        &self,
        places: &PanelPlaces,
        cell: &dyn Fn(usize) -> &'c str,
    ) -> Result<Seen, (usize, String)> {
        let household = cell(places.household);
        if household.is_empty() {
            return Err((places.household, "the identifier of a household".to_owned()));
        }
        let class = Some(cell(places.class)).filter(|class| !class.is_empty());
        if class.is_some_and(|class| !self.classes.names().iter().any(|name| name == class)) {
            let names = self.classes.names().iter().map(String::as_str);
            let expected = format!("one of {}, or empty where it is not known", crate::measure::error::listed(names));
            return Err((places.class, expected));
        }
        let text = |place: Option<usize>| place.map_or("", cell);
        let ending = match text(places.ended) {
            "" => None,
            "dissolved" => Some(Ending::Dissolved),
            "moved" => Some(Ending::Moved),
            _ => {
                let place = places.ended.unwrap_or_default();
                return Err((place, "`dissolved`, `moved`, or empty for a household that goes on".to_owned()));
            }
        };
        let origins = text(places.origins).split('+').map(str::trim).filter(|origin| !origin.is_empty());
        Ok(Seen {
            household: household.to_owned(),
            class: class.map(str::to_owned),
            origins: origins.map(str::to_owned).collect(),
            ending,
        })
    }

    /// Whether a household was poor; nothing if that is not known.
    pub(super) fn is_poor(&self, seen: &Seen) -> Option<bool> {
        self.classes.is_poor(seen.class.as_deref()?).ok()
    }

    /// The panel of all rows.
    pub(super) fn panel<U: CountedUnit>(&self, file: &str, rows: &[PanelRow<U>]) -> Result<Panel<U>, SpecError> {
        let mut periods: Vec<&str> = rows.iter().map(|row| row.period.as_str()).collect();
        periods.sort_unstable_by(|left, right| natural_order(left, right));
        periods.dedup();
        let mut panel = Panel::builder(self.classes.clone(), Periods::new(periods)?);
        for row in rows {
            let at = |error: PanelError| SpecError::Household {
                file: file.to_owned(),
                line: row.line,
                error: Box::new(error),
            };
            let (household, period) = (row.seen.household.as_str(), row.period.as_str());
            panel.observe(household, period, row.seen.class.as_deref(), row.weight).map_err(at)?;
            if !row.seen.origins.is_empty() {
                panel.descends(household, period, row.seen.origins.iter().cloned()).map_err(at)?;
            }
            if let Some(ending) = row.seen.ending {
                panel.ended(household, period, ending).map_err(at)?;
            }
        }
        Ok(panel.build(self.splits, self.mergers)?)
    }
}

fn duration_cutoffs(node: &Node<'_>) -> Result<Vec<Cutoff>, SpecError> {
    let expected = "a list of shares of the time such as [\"1/2\"]";
    Cutoff::list(node, expected, |node, cutoff| {
        let error = Box::new(PanelError::DurationCutoff { cutoff });
        SpecError::Panel { position: node.position(), error }
    })
}

/// The classes, from worst to best; the first is the poor one unless told.
fn classes(table: &Table<'_>) -> Result<Classes, SpecError> {
    let expected = "the classes, from worst to best";
    let node = table.require("classes", expected)?;
    let names = |node: &Node<'_>| -> Result<Vec<String>, SpecError> {
        node.filled_list(expected)?.iter().map(|own| own.word("the name of a class")).collect()
    };
    let all = names(&node)?;
    let poor = table.get("poor").map_or_else(|| Ok(all.iter().take(1).cloned().collect()), |poor| names(&poor))?;
    let wrong = |node: &Node<'_>, error| SpecError::Panel { position: node.position(), error: Box::new(error) };
    let classes = Classes::new(all, poor).map_err(|error| wrong(&node, error))?;
    let Some(escaped) = table.get("escaped") else { return Ok(classes) };
    let own = escaped.table(&["name", "seen_as", "within"])?;
    let word = |key: &str, expected: &str| own.require(key, expected)?.word(expected);
    let name = word("name", "the name of the class of the escaped")?;
    let seen_as = word("seen_as", "the class in which they are seen")?;
    let years = "for how many years or periods they are told apart";
    let within = own.require("within", years)?.parsed(years)?;
    classes.escaped(&name, &seen_as, within).map_err(|error| wrong(&escaped, error))
}

/// Which cell of a row says what of a household that is followed.
#[derive(Clone, Copy, Debug)]
pub(super) struct PanelPlaces {
    household: usize,
    class: usize,
    origins: Option<usize>,
    ended: Option<usize>,
}

/// What a row says of a household.
#[derive(Clone, Debug)]
pub(super) struct Seen {
    pub(super) household: String,
    class: Option<String>,
    origins: Vec<String>,
    ending: Option<Ending>,
}

/// A row of the panel.
#[derive(Clone, Debug)]
pub(super) struct PanelRow<U: CountedUnit> {
    pub(super) line: u64,
    pub(super) seen: Seen,
    pub(super) period: String,
    pub(super) stratum: String,
    /// The sampling unit; the household itself where none is told, whose rows belong together.
    pub(super) psu: String,
    /// Of each subgroup, in the order of the axes; empty where it is unknown.
    pub(super) levels: Vec<String>,
    pub(super) weight: Weight<U>,
}
