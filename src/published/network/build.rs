//! From claims to a network.

use super::names::Names;
use super::statement::{Field, Reading, Statement};
use super::{Category, Cell, Key, Problem, Relation, Variable};
use crate::measure::administrative::whole_years;
use crate::published::{
    AsOf, Budget, Change, Changed, Claim, Claims, Class, Direction, Figure, Group, Interval, Printed, PrintedUnit,
    Share, Subject, Sum,
};
use crate::quantity::Ratio;
use core::num::NonZeroU32;
use std::collections::{BTreeMap, BTreeSet};

/// Why a relation holds: what a contradiction that needs it is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::published) enum Origin {
    /// Households of a class are the rate times all households.
    Rate,
    /// Classes that make up a class.
    Classes,
    /// Groups that make up all households.
    Groups,
    /// Areas that make up an area, or are parts of it.
    Areas,
    /// Items of a budget.
    Items,
    /// A change between two dates.
    Change,
    /// A share of a whole.
    Share,
}

/// A change between two figures that don't compare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::published) struct Comparison {
    /// Number of the claim.
    pub(in crate::published) claim: usize,
    pub(in crate::published) differing: Differing,
    pub(in crate::published) earlier: String,
    pub(in crate::published) later: String,
}

/// In what two figures differ that should not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::published) enum Differing {
    Standards,
    Territories,
    Measurements,
}

/// A few relations that are checked on their own.
#[derive(Clone, Debug)]
pub(in crate::published) struct Neighbourhood {
    /// The relation between cells that the others surround; `None` for the relations of one cell.
    pub(in crate::published) across: Option<usize>,
    pub(in crate::published) relations: Vec<usize>,
}

/// The two ends of a change.
#[derive(Clone, Copy, Debug)]
pub(in crate::published) struct Ends {
    pub(in crate::published) claim: usize,
    pub(in crate::published) earlier: (Cell, Category),
    pub(in crate::published) later: (Cell, Category),
}

/// A problem and what its numbers stand for.
#[derive(Debug, Default)]
pub(in crate::published) struct Network {
    pub(in crate::published) problem: Problem,
    /// What each variable stands for.
    pub(in crate::published) keys: Vec<Key>,
    pub(in crate::published) index: BTreeMap<Key, usize>,
    /// What each statement of the problem is.
    pub(in crate::published) statements: Vec<Statement>,
    /// Why each relation of the problem holds.
    pub(in crate::published) origins: Vec<Origin>,
    /// Relations that are checked on their own, beside the whole.
    pub(in crate::published) neighbourhoods: Vec<Neighbourhood>,
    /// Every cell with its categories.
    pub(in crate::published) cells: BTreeMap<Cell, BTreeSet<Category>>,
    pub(in crate::published) comparisons: Vec<Comparison>,
    /// The ends of each change, by the number of its claim.
    pub(in crate::published) changes: BTreeMap<usize, Ends>,
    /// The statement that each change, share or budget makes, by the number of its claim.
    pub(in crate::published) values: BTreeMap<usize, usize>,
    pub(in crate::published) names: Names,
}

impl Network {
    /// The network of some claims, with what is known of wholes and parts.
    pub(in crate::published) fn new<'a>(claims: &'a Claims, known: impl IntoIterator<Item = &'a Sum>) -> Self {
        let mut builder = Builder::new(claims.all());
        for (index, claim) in claims.all().iter().enumerate() {
            builder.claim(index, claim);
        }
        builder.add_classes();
        builder.add_groups();
        builder.add_classes();
        let sums: Vec<&Sum> = claims.sums().chain(known).collect();
        builder.add_sums(&sums);
        builder.add_paths();
        builder.allow_figures_made_of_printed_ones();
        builder.neighbourhoods();
        builder.network
    }

    /// The variable of a key.
    pub(in crate::published) fn variable(&self, key: Key) -> Option<usize> {
        self.index.get(&key).copied()
    }
}

pub(super) struct Builder<'a> {
    claims: &'a [Claim],
    pub(super) network: Network,
    /// The standards that levels state for a class of a cell: what an unstated one of a change can mean.
    stated: BTreeMap<(Cell, u32), BTreeSet<u32>>,
    /// The days of which levels speak, by the cell with the year alone: what a change between two years can mean.
    days: BTreeMap<Cell, BTreeSet<AsOf>>,
    /// Sums that are complete, by whole.
    pub(super) complete: BTreeMap<usize, Vec<BTreeSet<usize>>>,
}

impl<'a> Builder<'a> {
    fn new(claims: &'a [Claim]) -> Self {
        let mut builder = Self {
            claims,
            network: Network::default(),
            stated: BTreeMap::new(),
            days: BTreeMap::new(),
            complete: BTreeMap::new(),
        };
        // Number 0 is what is not stated.
        builder.network.names.standards.number(&None);
        builder.network.names.editions.number(&None);
        for claim in builder.claims {
            if let Figure::Level { .. } = claim.figure() {
                let (cell, category) = builder.place(claim.subject());
                builder.stated.entry((cell, category.class)).or_default().insert(category.standard);
                let year = Cell { date: AsOf::Year(cell.date.year()), ..cell };
                builder.days.entry(year).or_default().insert(cell.date);
            }
        }
        builder
    }

    pub(super) fn claim_of(&self, number: usize) -> Option<&'a Claim> {
        self.claims.get(number)
    }

    fn place(&mut self, subject: &Subject) -> (Cell, Category) {
        let names = &mut self.network.names;
        let cell = Cell {
            area: names.areas.number(&subject.area().to_owned()),
            date: subject.date(),
            group: names.groups.number(subject.group()),
            measurement: subject.measurement(),
            edition: names.editions.number(&subject.edition().map(str::to_owned)),
        };
        let category = Category {
            standard: names.standards.number(&subject.standard().map(str::to_owned)),
            class: names.classes.number(subject.class()),
        };
        (cell, category)
    }

    fn variable(&mut self, key: Key, domain: Interval, whole_number: bool) -> usize {
        if let Some(index) = self.network.index.get(&key) {
            return *index;
        }
        let index = self.network.keys.len();
        self.network.keys.push(key);
        self.network.index.insert(key, index);
        self.network.problem.variables.push(Variable { domain, whole_number });
        index
    }

    pub(super) fn relation(&mut self, relation: Relation, origin: Origin) -> usize {
        self.network.problem.relations.push(relation);
        self.network.origins.push(origin);
        self.network.origins.len().saturating_sub(1)
    }

    fn statement(&mut self, claim: usize, field: Field, printed: Printed, reading: Reading, variable: usize) {
        let statement = Statement { claim, field, printed, reading, variable };
        // A reading without values contradicts every domain: say so with an interval below all of them.
        if field == Field::Value {
            self.network.values.insert(claim, self.network.statements.len());
        }
        let impossible = Interval::exactly(Ratio::whole(-2));
        self.network.problem.statements.push((variable, reading.interval(printed).unwrap_or(impossible)));
        self.network.statements.push(statement);
    }

    /// The number of all households of a cell. In a register it is a whole number; a survey estimates it.
    pub(super) fn households(&mut self, cell: Cell) -> usize {
        self.network.cells.entry(cell).or_default();
        let whole_number = cell.measurement == crate::published::Measurement::Register;
        self.variable(Key::Households(cell), Interval::NOT_NEGATIVE, whole_number)
    }

    /// Count and rate of a class, with the relation between them and all households.
    pub(super) fn class(&mut self, cell: Cell, category: Category) -> (usize, usize) {
        let households = self.households(cell);
        let everyone = self.network.names.classes.name(category.class) == Some(&Class::AllHouseholds);
        if everyone {
            let rate = self.variable(Key::Rate(cell, category), Interval::exactly(Ratio::ONE), false);
            return (households, rate);
        }
        let known = self.network.cells.entry(cell).or_default().contains(&category);
        let whole_number = cell.measurement == crate::published::Measurement::Register;
        let count = self.variable(Key::InClass(cell, category), Interval::NOT_NEGATIVE, whole_number);
        let rate = self.variable(Key::Rate(cell, category), Interval::SHARES, false);
        if !known {
            self.network.cells.entry(cell).or_default().insert(category);
            self.relation(Relation::Product { whole: count, share: rate, base: households }, Origin::Rate);
        }
        (count, rate)
    }

    fn claim(&mut self, index: usize, claim: &Claim) {
        match claim.figure() {
            Figure::Level { households, rate } => {
                let (cell, category) = self.place(claim.subject());
                let (count_variable, rate_variable) = self.class(cell, category);
                if let Some(printed) = households {
                    self.statement(index, Field::Households, *printed, Reading::Plain, count_variable);
                }
                if let Some(printed) = rate {
                    self.statement(index, Field::Rate, *printed, Reading::Plain, rate_variable);
                }
            }
            Figure::Change(change) => self.change(index, claim.subject(), change),
            Figure::Share(share) => self.share(index, claim.subject(), share),
            Figure::Budget(budget) => self.budget(index, claim.subject(), budget),
            Figure::Target(_) => {}
        }
    }

    /// A change or share that leaves its standard unstated speaks of the only one that levels state, if there is one.
    fn resolved(&self, cell: Cell, category: Category) -> Category {
        if category.standard != 0 {
            return category;
        }
        let stated = self.stated.get(&(cell, category.class));
        let only = stated.filter(|stated| stated.len() == 1).and_then(BTreeSet::first);
        only.map_or(category, |standard| Category { standard: *standard, ..category })
    }

    /// A change or share that names a year alone speaks of the only day of that year which levels state, if there is one.
    fn dated(&self, cell: Cell) -> Cell {
        let only = self.days.get(&cell).filter(|days| days.len() == 1).and_then(BTreeSet::first);
        only.map_or(cell, |date| Cell { date: *date, ..cell })
    }

    fn change(&mut self, index: usize, subject: &Subject, change: &Change) {
        let (cell, category) = self.place(subject);
        let cell = self.dated(cell);
        let later = (cell, self.resolved(cell, category));
        let names = &mut self.network.names;
        let area = change.since_area.as_ref().map_or(cell.area, |area| names.areas.number(&area.trim().to_owned()));
        let standard = change.since_standard.clone();
        let standard = standard.map_or(category.standard, |standard| names.standards.number(&Some(standard)));
        let measurement = change.since_measurement.unwrap_or(cell.measurement);
        let earlier_cell = self.dated(Cell { area, date: change.since, measurement, ..cell });
        let earlier = (earlier_cell, self.resolved(earlier_cell, Category { standard, ..category }));
        if self.differs(index, earlier, later) {
            return;
        }
        self.network.changes.insert(index, Ends { claim: index, earlier, later });
        let (earlier_count, earlier_rate) = self.class(earlier.0, earlier.1);
        let (later_count, later_rate) = self.class(later.0, later.1);
        let (earlier, later, least) = match change.of {
            Changed::Rate => (earlier_rate, later_rate, Interval::exactly(Ratio::ONE.negated()).hull(Interval::SHARES)),
            Changed::Households => (earlier_count, later_count, Interval::EVERYTHING),
        };
        let intervals = subject.date().intervals_since(change.since).map(NonZeroU32::get);
        let fall = change.direction == Direction::Fall;
        let relative = change.printed.unit() == PrintedUnit::Percent;
        let reading = match (relative, change.a_year, intervals) {
            (true, false, _) => Reading::Factor { fall },
            (true, true, Some(intervals)) => Reading::FactorOver { fall, intervals },
            (false, false, _) => Reading::Plain,
            (false, true, Some(intervals)) => Reading::Times(intervals),
            // A mean over something else than whole years says nothing that could be checked.
            (_, true, None) => return,
        };
        let relation = if relative {
            let factor = self.variable(Key::Relation(index), Interval::NOT_NEGATIVE, false);
            Relation::Product { whole: later, share: factor, base: earlier }
        } else {
            let size = self.variable(Key::Relation(index), least, false);
            let (whole, part) = if fall { (earlier, later) } else { (later, earlier) };
            Relation::Sum { whole, parts: Box::new([part, size]), complete: true }
        };
        self.relation(relation, Origin::Change);
        let variable = self.variable(Key::Relation(index), Interval::EVERYTHING, false);
        self.statement(index, Field::Value, change.printed, reading, variable);
    }

    /// Records in what the two ends of a change differ that should not; whether there is anything.
    fn differs(&mut self, claim: usize, earlier: (Cell, Category), later: (Cell, Category)) -> bool {
        let names = &self.network.names;
        let standard = |number| names.standards.name(number).cloned().flatten().unwrap_or_default();
        let area = |number| names.areas.name(number).cloned().unwrap_or_default();
        let mut found = Vec::new();
        if earlier.1.standard != later.1.standard && earlier.1.standard != 0 && later.1.standard != 0 {
            found.push((Differing::Standards, standard(earlier.1.standard), standard(later.1.standard)));
        }
        if earlier.0.area != later.0.area {
            found.push((Differing::Territories, area(earlier.0.area), area(later.0.area)));
        }
        if earlier.0.measurement != later.0.measurement {
            let text = |cell: Cell| cell.measurement.to_string();
            found.push((Differing::Measurements, text(earlier.0), text(later.0)));
        }
        let any = !found.is_empty();
        let comparisons =
            found.into_iter().map(|(differing, earlier, later)| Comparison { claim, differing, earlier, later });
        self.network.comparisons.extend(comparisons);
        any
    }

    fn share(&mut self, index: usize, subject: &Subject, share: &Share) {
        let (cell, category) = self.place(subject);
        let cell = self.dated(cell);
        let category = self.resolved(cell, category);
        let names = &mut self.network.names;
        let whole_cell = Cell {
            area: share.of_area.as_ref().map_or(cell.area, |area| names.areas.number(&area.trim().to_owned())),
            group: share.of_group.as_ref().map_or(cell.group, |group| names.groups.number(group)),
            ..cell
        };
        let class = share.of_class.as_ref().map_or(category.class, |class| names.classes.number(class));
        let whole = self.resolved(whole_cell, Category { class, ..category });
        let (part, _) = self.class(cell, category);
        let (whole, _) = self.class(whole_cell, whole);
        let variable = self.variable(Key::Relation(index), Interval::SHARES, false);
        if part != whole {
            self.relation(Relation::Product { whole: part, share: variable, base: whole }, Origin::Share);
        }
        self.statement(index, Field::Value, share.printed, Reading::Plain, variable);
    }

    fn budget(&mut self, index: usize, subject: &Subject, budget: &Budget) {
        let PrintedUnit::Money(currency) = budget.printed.unit() else { return };
        let names = &mut self.network.names;
        let key = Key::Budget {
            area: names.areas.number(&subject.area().to_owned()),
            item: names.items.number(&budget.item),
            first: budget.since,
            last: subject.date(),
            currency: names.currencies.number(&currency.code().to_owned()),
        };
        let variable = self.variable(key, Interval::NOT_NEGATIVE, false);
        if !budget.a_year {
            self.statement(index, Field::Value, budget.printed, Reading::Plain, variable);
        } else if let Some(years) = years_of(budget.since, subject.date()) {
            self.statement(index, Field::Value, budget.printed, Reading::Times(years), variable);
        }
    }
}

/// The years from the first to the last, both counted: money flows in each of them.
fn years_of(first: AsOf, last: AsOf) -> Option<u32> {
    match (first, last) {
        (AsOf::Day(first), AsOf::Day(last)) => whole_years(first, last.succ_opt()?).ok().map(NonZeroU32::get),
        (first, last) => u32::try_from(last.year().checked_sub(first.year())?.checked_add(1)?).ok(),
    }
}

/// The group of all households.
pub(super) const ALL: Group = Group::All;
