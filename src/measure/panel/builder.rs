//! From observations and origins to linked households.

use super::panel::{Node, Panel};
use super::{Arrival, Classes, Departure, Ending, MergeRule, PanelError, Periods, SplitRule};
use crate::measure::table::natural_order;
use crate::quantity::{CountedUnit, Households, Weight};
use std::collections::BTreeMap;

/// Observations of households, period by period, in any order, and what was said of splits, mergers and endings.
///
/// A household that is observed in two consecutive periods under one identifier is linked to itself, unless origins say otherwise.
#[derive(Clone, Debug)]
pub struct PanelBuilder<U: CountedUnit = Households> {
    classes: Classes,
    periods: Periods,
    rows: Vec<Observation<U>>,
    /// Rows by household and period.
    places: BTreeMap<(String, usize), usize>,
    /// Origins that were named, by row.
    origins: BTreeMap<usize, Vec<String>>,
    endings: BTreeMap<usize, Ending>,
}

#[derive(Clone, Debug)]
struct Observation<U: CountedUnit> {
    household: String,
    period: usize,
    class: Option<usize>,
    weight: Weight<U>,
}

impl<U: CountedUnit> PanelBuilder<U> {
    pub(super) const fn new(classes: Classes, periods: Periods) -> Self {
        Self {
            classes,
            periods,
            rows: Vec::new(),
            places: BTreeMap::new(),
            origins: BTreeMap::new(),
            endings: BTreeMap::new(),
        }
    }

    /// Adds what was seen of a household in a period, and returns the position of the row. `None` is a class that is not known.
    ///
    /// # Errors
    /// [`PanelError::UnknownPeriod`]; [`PanelError::UnknownClass`]; [`PanelError::ObservedTwice`]. The row is not added then.
    pub fn observe(
        &mut self,
        household: &str,
        period: &str,
        class: Option<&str>,
        weight: Weight<U>,
    ) -> Result<usize, PanelError> {
        let place = self.periods.place(period)?;
        let class = class.map(|class| self.classes.place(class)).transpose()?;
        let row = self.rows.len();
        let key = (household.to_owned(), place);
        if self.places.contains_key(&key) {
            return Err(PanelError::ObservedTwice { household: household.to_owned(), period: period.to_owned() });
        }
        self.places.insert(key, row);
        self.rows.push(Observation { household: household.to_owned(), period: place, class, weight });
        Ok(row)
    }

    /// Says from which households of the period before one descends. Several households with one origin are the parts of a split; a
    /// household with several origins is a merger. A household that goes on and takes in another has both as origins.
    ///
    /// # Errors
    /// [`PanelError::NotObserved`]; [`PanelError::UnknownPeriod`]. Whether the origins were observed is checked when the panel is
    /// built.
    pub fn descends<O: Into<String>>(
        &mut self,
        household: &str,
        period: &str,
        origins: impl IntoIterator<Item = O>,
    ) -> Result<(), PanelError> {
        let row = self.row(household, period)?;
        self.origins.insert(row, origins.into_iter().map(Into::into).collect());
        Ok(())
    }

    /// Says why a household is not observed after a period.
    ///
    /// # Errors
    /// [`PanelError::NotObserved`]; [`PanelError::UnknownPeriod`].
    pub fn ended(&mut self, household: &str, last_period: &str, ending: Ending) -> Result<(), PanelError> {
        let row = self.row(household, last_period)?;
        self.endings.insert(row, ending);
        Ok(())
    }

    fn row(&self, household: &str, period: &str) -> Result<usize, PanelError> {
        let key = (household.to_owned(), self.periods.place(period)?);
        self.places
            .get(&key)
            .copied()
            .ok_or_else(|| PanelError::NotObserved { household: household.to_owned(), period: period.to_owned() })
    }

    /// Links the households by two rules.
    ///
    /// # Errors
    /// [`PanelError::OriginNotObserved`]; [`PanelError::EndedButGoesOn`].
    pub fn build(self, splits: SplitRule, mergers: MergeRule) -> Result<Panel<U>, PanelError> {
        let origins: Vec<Vec<usize>> =
            (0..self.rows.len()).map(|row| self.origins_of(row)).collect::<Result<_, PanelError>>()?;
        let mut parts = vec![0_usize; self.rows.len()];
        for origin in origins.iter().flatten() {
            if let Some(count) = parts.get_mut(*origin) {
                *count = count.saturating_add(1);
            }
        }
        let is_split = |origin: usize| parts.get(origin).is_some_and(|count| *count > 1);
        let previous: Vec<Option<usize>> = origins
            .iter()
            .zip(&self.rows)
            .map(|(origins, row)| {
                let chosen = self.chosen(origins, mergers)?;
                let is_same = self.rows.get(chosen).is_some_and(|origin| origin.household == row.household);
                let carries = match splits {
                    _ if !is_split(chosen) => true,
                    SplitRule::EachPartCarries => true,
                    SplitRule::TheSameHousehold => is_same,
                    SplitRule::PartsBeginAnew => false,
                };
                carries.then_some(chosen)
            })
            .collect();
        let arrivals: Vec<Option<Arrival>> =
            (0..self.rows.len()).map(|row| self.arrival(row, &previous, &origins)).collect();
        let departures = self.departures(&previous, &origins)?;
        let links = previous.into_iter().zip(arrivals).zip(departures);
        let nodes: Vec<Node<U>> = self
            .rows
            .into_iter()
            .zip(links)
            .map(|(row, ((previous, arrival), departure))| Node {
                household: row.household,
                period: row.period,
                class: row.class,
                weight: row.weight,
                previous,
                next: Vec::new(),
                arrival,
                departure,
            })
            .collect();
        Ok(Panel::of_nodes(self.classes, self.periods, nodes))
    }

    /// The rows of the period before from which a row descends.
    fn origins_of(&self, row: usize) -> Result<Vec<usize>, PanelError> {
        let Some(own) = self.rows.get(row) else { return Ok(Vec::new()) };
        let before = own.period.checked_sub(1);
        let find =
            |household: &str| before.and_then(|before| self.places.get(&(household.to_owned(), before)).copied());
        let Some(named) = self.origins.get(&row) else { return Ok(find(&own.household).into_iter().collect()) };
        let mut origins = Vec::with_capacity(named.len());
        for origin in named {
            let place = find(origin).ok_or_else(|| PanelError::OriginNotObserved {
                household: own.household.clone(),
                period: self.periods.name(own.period),
                origin: origin.clone(),
                before: before.map_or_else(|| "no period".to_owned(), |before| self.periods.name(before)),
            })?;
            if !origins.contains(&place) {
                origins.push(place);
            }
        }
        Ok(origins)
    }

    /// The origin whose history a row carries, before the rule of splits.
    fn chosen(&self, origins: &[usize], mergers: MergeRule) -> Option<usize> {
        let (first, others) = origins.split_first()?;
        if others.is_empty() {
            return Some(*first);
        }
        let row = |place: usize| self.rows.get(place);
        match mergers {
            MergeRule::NotLinkable => None,
            MergeRule::First => Some(*first),
            MergeRule::Worst => {
                let rank = |place: &&usize| row(**place).and_then(|row| row.class).unwrap_or(usize::MAX);
                origins.iter().min_by_key(rank).copied()
            }
            MergeRule::Heaviest => {
                let lightness = |place: &&usize| core::cmp::Reverse(row(**place).map(|row| row.weight.billionths()));
                origins.iter().min_by_key(lightness).copied()
            }
        }
    }

    fn arrival(&self, row: usize, previous: &[Option<usize>], origins: &[Vec<usize>]) -> Option<Arrival> {
        let own = self.rows.get(row)?;
        if own.period == 0 || previous.get(row).copied().flatten().is_some() {
            return None;
        }
        Some(match origins.get(row).map_or(0, Vec::len) {
            0 if (0..own.period).any(|period| self.places.contains_key(&(own.household.clone(), period))) => {
                Arrival::Returned
            }
            0 => Arrival::New,
            1 => Arrival::Split,
            _ => Arrival::Merged,
        })
    }

    fn departures(
        &self,
        previous: &[Option<usize>],
        origins: &[Vec<usize>],
    ) -> Result<Vec<Option<Departure>>, PanelError> {
        let last = self.periods.names().len().saturating_sub(1);
        let mut departures: Vec<Option<Departure>> = self
            .rows
            .iter()
            .enumerate()
            .map(|(row, own)| {
                let unknown = self.endings.get(&row).map_or(Departure::NotObserved, |ending| Departure::Ended(*ending));
                (own.period < last || self.endings.contains_key(&row)).then_some(unknown)
            })
            .collect();
        for named in origins {
            for origin in named {
                let (Some(own), Some(departure)) = (self.rows.get(*origin), departures.get_mut(*origin)) else {
                    continue;
                };
                if self.endings.contains_key(origin) {
                    let (household, period) = (own.household.clone(), self.periods.name(own.period));
                    return Err(PanelError::EndedButGoesOn { household, period });
                }
                // A household may both split and have a part merge elsewhere: the merger is what is told.
                if *departure != Some(Departure::Merged) {
                    *departure = Some(if named.len() > 1 { Departure::Merged } else { Departure::Split });
                }
            }
        }
        for carried in previous.iter().flatten() {
            if let Some(departure) = departures.get_mut(*carried) {
                *departure = None;
            }
        }
        Ok(departures)
    }
}

/// Successors in the one order that does not depend on that of the rows: first who kept the identifier, then by identifier.
pub(super) fn sort_successors<U: CountedUnit>(household: &str, next: &mut [usize], nodes: &[Node<U>]) {
    let name = |row: usize| nodes.get(row).map_or("", |node| node.household.as_str());
    next.sort_by(|left, right| {
        let (left, right) = (name(*left), name(*right));
        (left != household).cmp(&(right != household)).then_with(|| natural_order(left, right))
    });
}
