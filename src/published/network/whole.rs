//! Wholes and their parts in a network: classes, groups, areas, items.

use super::build::{ALL, Builder, Neighbourhood, Origin};
use super::{Category, Cell, Key, Relation};
use crate::published::{AsOf, Class, Group, Measurement, Parted, Sum};
use std::collections::{BTreeMap, BTreeSet};

/// Cells that differ in their area alone.
type Elsewhere = (AsOf, u32, Measurement, u32);

const fn elsewhere(cell: Cell) -> Elsewhere {
    (cell.date, cell.group, cell.measurement, cell.edition)
}

impl Builder<'_> {
    /// Poor and near-poor are the poor or near-poor; poor by income and by deprivation are the poor. Classes of one base,
    /// so their rates add as well. What two of three classes imply of the third becomes a variable of its own.
    pub(super) fn add_classes(&mut self) {
        let families = [
            (Class::PoorOrNearPoor, [Class::Poor, Class::NearPoor]),
            (Class::Poor, [Class::PoorByIncome, Class::PoorByDeprivation]),
        ];
        let families = families.map(|(whole, parts)| {
            let classes = &mut self.network.names.classes;
            (classes.number(&whole), parts.map(|part| classes.number(&part)))
        });
        // Poor by income and by deprivation may bring the poor into being, so that family comes first.
        for (whole, parts) in families.into_iter().rev() {
            for (cell, categories) in self.network.cells.clone() {
                let standards: BTreeSet<u32> = categories.iter().map(|category| category.standard).collect();
                for standard in standards {
                    let has = |class: u32| categories.contains(&Category { standard, class });
                    let two = [whole, parts[0], parts[1]].into_iter().filter(|class| has(*class)).count() >= 2;
                    if two {
                        self.add_class_sum(cell, standard, whole, &parts);
                    }
                }
            }
        }
    }

    fn add_class_sum(&mut self, cell: Cell, standard: u32, whole: u32, parts: &[u32]) {
        let (whole_count, whole_rate) = self.class(cell, Category { standard, class: whole });
        let (counts, rates): (Vec<usize>, Vec<usize>) =
            parts.iter().map(|class| self.class(cell, Category { standard, class: *class })).unzip();
        self.sum(whole_count, &counts, true, Origin::Classes);
        self.sum(whole_rate, &rates, true, Origin::Classes);
    }

    /// Adds a sum, unless it is known already; whether it was added.
    fn sum(&mut self, whole: usize, parts: &[usize], complete: bool, origin: Origin) -> bool {
        let set: BTreeSet<usize> = parts.iter().copied().collect();
        let known = self.complete.get(&whole).is_some_and(|sums| sums.iter().any(|sum| sum.is_superset(&set)));
        if known || set.contains(&whole) {
            return false;
        }
        if complete {
            self.complete.entry(whole).or_default().push(set);
        }
        self.relation(Relation::Sum { whole, parts: parts.into(), complete }, origin);
        true
    }

    /// Every group is a part of all households; those of an ethnic minority and the others are all.
    pub(super) fn add_groups(&mut self) {
        let groups = &mut self.network.names.groups;
        let (all, minority) = (groups.number(&ALL), groups.number(&Group::EthnicMinority));
        let others = groups.number(&Group::NotEthnicMinority);
        for (cell, categories) in self.network.cells.clone() {
            let everyone = Cell { group: all, ..cell };
            if cell.group == all || cell.group == others || !self.network.cells.contains_key(&everyone) {
                continue;
            }
            if cell.group == minority {
                self.add_group_sum(everyone, &[cell, Cell { group: others, ..cell }]);
                continue;
            }
            let (whole, part) = (self.households(everyone), self.households(cell));
            self.sum(whole, &[part], false, Origin::Groups);
            for category in categories {
                if self.network.cells.get(&everyone).is_some_and(|known| known.contains(&category)) {
                    let ((whole, _), (part, _)) = (self.class(everyone, category), self.class(cell, category));
                    self.sum(whole, &[part], false, Origin::Groups);
                }
            }
        }
        // Households of no minority where those of a minority are not spoken of.
        let alone: Vec<Cell> = self.network.cells.keys().filter(|cell| cell.group == others).copied().collect();
        for cell in alone {
            let (everyone, minority) = (Cell { group: all, ..cell }, Cell { group: minority, ..cell });
            if self.network.cells.contains_key(&everyone) {
                self.add_group_sum(everyone, &[minority, cell]);
            }
        }
    }

    /// Groups that make up a whole: their households add, those of each class add, and the rate of the whole is a mean of
    /// their rates. A class counts where the whole and any part have it.
    fn add_group_sum(&mut self, whole: Cell, parts: &[Cell]) {
        let known = |cell: &Cell| self.network.cells.get(cell).cloned().unwrap_or_default();
        let any: BTreeSet<Category> = parts.iter().flat_map(known).collect();
        let categories: Vec<Category> = known(&whole).intersection(&any).copied().collect();
        self.add_complete(whole, parts, &categories, Origin::Groups);
    }

    fn add_complete(&mut self, whole: Cell, parts: &[Cell], categories: &[Category], origin: Origin) {
        let total = self.households(whole);
        let households: Vec<usize> = parts.iter().map(|part| self.households(*part)).collect();
        self.sum(total, &households, true, origin);
        for category in categories {
            let (count, rate) = self.class(whole, *category);
            let (counts, rates): (Vec<usize>, Vec<usize>) =
                parts.iter().map(|part| self.class(*part, *category)).unzip();
            if self.sum(count, &counts, true, origin) {
                self.relation(Relation::Between { whole: rate, parts: rates.into() }, origin);
            }
        }
    }

    /// What is stated of wholes and parts.
    pub(super) fn add_sums(&mut self, sums: &[&Sum]) {
        for sum in sums {
            match sum.parted {
                Parted::Area => self.add_areas(sum),
                Parted::Group => self.add_declared_groups(sum),
                Parted::Class => self.add_declared_classes(sum),
                Parted::Item => self.add_items(sum),
            }
        }
    }

    fn add_areas(&mut self, sum: &Sum) {
        let areas = &self.network.names.areas;
        let parts: Vec<Option<u32>> = sum.parts.iter().map(|part| areas.find(part)).collect();
        let whole = areas.find(&sum.whole);
        let known: BTreeSet<u32> = parts.iter().flatten().copied().chain(whole).collect();
        if known.len() < 2 {
            return;
        }
        let all_known = parts.iter().all(Option::is_some);
        let parts: Vec<u32> = parts.into_iter().flatten().collect();
        let whole = self.network.names.areas.number(&sum.whole);
        let mut dates: BTreeMap<Elsewhere, BTreeMap<u32, BTreeSet<Category>>> = BTreeMap::new();
        for (cell, categories) in &self.network.cells {
            if known.contains(&cell.area) && sum.holds_on(cell.date) {
                dates.entry(elsewhere(*cell)).or_default().insert(cell.area, categories.clone());
            }
        }
        for ((date, group, measurement, edition), found) in dates {
            let cell = |area: u32| Cell { area, date, group, measurement, edition };
            let there: Vec<u32> = parts.iter().copied().filter(|part| found.contains_key(part)).collect();
            let has = |area: u32, category: &Category| found.get(&area).is_some_and(|known| known.contains(category));
            if all_known && there.len() == parts.len() {
                let parts: Vec<Cell> = parts.iter().map(|area| cell(*area)).collect();
                let categories: BTreeSet<Category> = found.values().flatten().copied().collect();
                let complete = |category: &Category| there.iter().all(|area| has(*area, category));
                let (complete, partial): (Vec<_>, Vec<_>) = categories.into_iter().partition(complete);
                self.add_complete(cell(whole), &parts, &complete, Origin::Areas);
                for category in partial.into_iter().filter(|category| has(whole, category)) {
                    let there: Vec<Cell> = parts.iter().copied().filter(|part| has(part.area, &category)).collect();
                    self.add_at_most(cell(whole), &there, Some(category));
                }
            } else if found.contains_key(&whole) && !there.is_empty() {
                let there: Vec<Cell> = there.iter().map(|area| cell(*area)).collect();
                self.add_at_most(cell(whole), &there, None);
                let categories: BTreeSet<Category> = found.get(&whole).cloned().unwrap_or_default();
                for category in categories {
                    let there: Vec<Cell> = there.iter().copied().filter(|part| has(part.area, &category)).collect();
                    self.add_at_most(cell(whole), &there, Some(category));
                }
            }
        }
    }

    /// Parts that don't overlap are together at most the whole: all households, or those of a class.
    fn add_at_most(&mut self, whole: Cell, parts: &[Cell], category: Option<Category>) {
        if parts.is_empty() {
            return;
        }
        let mut variable = |cell: Cell| match category {
            None => self.households(cell),
            Some(category) => self.class(cell, category).0,
        };
        let whole = variable(whole);
        let parts: Vec<usize> = parts.iter().map(|part| variable(*part)).collect();
        self.sum(whole, &parts, false, Origin::Areas);
    }

    /// Areas of one path don't overlap, so together they are at most the nearest area above them that is spoken of.
    pub(super) fn add_paths(&mut self) {
        let mut above: BTreeMap<u32, Option<u32>> = BTreeMap::new();
        let mut families: BTreeMap<Cell, Vec<Cell>> = BTreeMap::new();
        let cells: Vec<Cell> = self.network.cells.keys().copied().collect();
        for cell in cells {
            let areas = &self.network.names.areas;
            let whole = *above.entry(cell.area).or_insert_with(|| {
                let mut path = areas.name(cell.area)?.as_str();
                while let Some((upper, _)) = path.rsplit_once(" / ") {
                    path = upper.trim_end();
                    if let Some(number) = areas.find(&path.to_owned()) {
                        return Some(number);
                    }
                }
                None
            });
            if let Some(area) = whole {
                families.entry(Cell { area, ..cell }).or_default().push(cell);
            }
        }
        for (whole, parts) in families {
            let Some(categories) = self.network.cells.get(&whole).cloned() else { continue };
            self.add_at_most(whole, &parts, None);
            for category in categories {
                let has = |part: &Cell| self.network.cells.get(part).is_some_and(|known| known.contains(&category));
                let parts: Vec<Cell> = parts.iter().copied().filter(has).collect();
                self.add_at_most(whole, &parts, Some(category));
            }
        }
    }

    fn add_declared_groups(&mut self, sum: &Sum) {
        let read = |name: &String| name.parse::<Group>().unwrap_or(ALL);
        let groups = &mut self.network.names.groups;
        let whole = groups.number(&read(&sum.whole));
        let parts: Vec<u32> = sum.parts.iter().map(|part| groups.number(&read(part))).collect();
        let wholes: BTreeSet<Cell> = self.network.cells.keys().map(|cell| Cell { group: whole, ..*cell }).collect();
        for cell in wholes {
            let parts: Vec<Cell> = parts.iter().map(|group| Cell { group: *group, ..cell }).collect();
            let there = parts.iter().filter(|part| self.network.cells.contains_key(part)).count();
            let spoken_of = self.network.cells.contains_key(&cell);
            if sum.holds_on(cell.date) && ((spoken_of && there > 0) || there == parts.len()) {
                self.add_group_sum(cell, &parts);
            }
        }
    }

    fn add_declared_classes(&mut self, sum: &Sum) {
        let read = |name: &String| name.parse::<Class>().unwrap_or(Class::AllHouseholds);
        let classes = &mut self.network.names.classes;
        let whole = classes.number(&read(&sum.whole));
        let parts: Vec<u32> = sum.parts.iter().map(|part| classes.number(&read(part))).collect();
        let everyone = read(&sum.whole) == Class::AllHouseholds;
        for (cell, categories) in self.network.cells.clone() {
            if !sum.holds_on(cell.date) {
                continue;
            }
            let standards: BTreeSet<u32> = categories.iter().map(|category| category.standard).collect();
            for standard in standards {
                let has = |class: &u32| categories.contains(&Category { standard, class: *class });
                let there = parts.iter().filter(|class| has(class)).count();
                if there == parts.len() || (there > 0 && (everyone || has(&whole))) {
                    self.add_class_sum(cell, standard, whole, &parts);
                }
            }
        }
    }

    fn add_items(&mut self, sum: &Sum) {
        let items = &self.network.names.items;
        let (Some(whole), Some(parts)) =
            (items.find(&sum.whole), sum.parts.iter().map(|part| items.find(part)).collect::<Option<Vec<u32>>>())
        else {
            return;
        };
        let budgets: Vec<Key> = self.network.keys.clone();
        for key in budgets {
            let Key::Budget { area, item, first, last, currency } = key else { continue };
            if item != whole || !sum.holds_on(last) {
                continue;
            }
            let part = |item: &u32| self.network.variable(Key::Budget { area, item: *item, first, last, currency });
            if let (Some(whole), Some(parts)) =
                (self.network.variable(key), parts.iter().map(part).collect::<Option<Vec<usize>>>())
            {
                self.sum(whole, &parts, true, Origin::Items);
            }
        }
    }

    /// What is checked on its own: the relations of each cell, and each other relation with the rates of its ends if it is
    /// short.
    pub(super) fn neighbourhoods(&mut self) {
        let mut of_cell: BTreeMap<Cell, Vec<usize>> = BTreeMap::new();
        let mut across = Vec::new();
        let cell_of = |variable: &usize| match self.network.keys.get(*variable) {
            Some(Key::Households(cell) | Key::InClass(cell, _) | Key::Rate(cell, _)) => Some(*cell),
            _ => None,
        };
        for (index, relation) in self.network.problem.relations.iter().enumerate() {
            let cells: BTreeSet<Option<Cell>> = relation.variables().iter().map(cell_of).collect();
            let mut cells = cells.into_iter();
            match (cells.next().flatten(), cells.next()) {
                (Some(cell), None) => of_cell.entry(cell).or_default().push(index),
                _ => across.push(index),
            }
        }
        let of_one = |relations: &Vec<usize>| Neighbourhood { across: None, relations: relations.clone() };
        let mut all: Vec<Neighbourhood> = of_cell.values().map(of_one).collect();
        for index in across {
            let variables = self.network.problem.relations.get(index).map(Relation::variables).unwrap_or_default();
            let mut relations = vec![index];
            if variables.len() <= 8 {
                let cells: BTreeSet<Cell> = variables.iter().filter_map(cell_of).collect();
                relations.extend(cells.iter().filter_map(|cell| of_cell.get(cell)).flatten());
            }
            all.push(Neighbourhood { across: Some(index), relations });
        }
        self.network.neighbourhoods = all;
    }
}
