//! All units over time.

use super::{Area, GazetteerBuilder, PlaceError, Unit, plain_name};
use crate::source::{Citation, Instrument, Text};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Administrative units over time, checked against each other.
///
/// Every look-up takes a date, because a code means nothing without it:
///
/// ```
/// use poverty::place::Gazetteer;
/// use poverty::source::Language::Vietnamese;
/// let gazetteer = Gazetteer::provinces_of_viet_nam()?;
/// let (before, after) = ("2025-06-30".parse()?, "2025-07-01".parse()?);
///
/// let old = gazetteer.at("15", before).unwrap();
/// assert_eq!(old.name().in_language(Vietnamese), "Yên Bái");
/// let new = gazetteer.at("15", after).unwrap();
/// assert_eq!(new.name().in_language(Vietnamese), "Lào Cai");
///
/// assert_eq!(gazetteer.successors(old).collect::<Vec<_>>(), [new]);
/// let codes: Vec<_> = gazetteer.predecessors(new).map(|unit| unit.code()).collect();
/// assert_eq!(codes, ["10", "15"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gazetteer {
    instruments: Vec<Instrument>,
    events: Vec<Event>,
    /// Sorted by code and first day.
    units: Vec<Unit>,
    /// Places in `units`, sorted by the parent's code.
    by_parent: Vec<usize>,
    /// Places in `units`, sorted by plain name.
    by_name: Vec<usize>,
    /// Places in `units` of successor and predecessor, sorted.
    predecessors: Vec<(usize, usize)>,
}

/// A change of the map: why units begin and end on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// The day on which it took effect.
    pub date: NaiveDate,
    /// What happened.
    pub title: Text,
    /// The instrument that ordered it.
    pub source: Citation,
}

impl Gazetteer {
    /// The country, the 63 provinces and centrally run cities of Viet Nam before 1 July 2025 and the 34 since, by their
    /// two-digit codes (Resolution 202/2025/QH15; codes by Decision 19/2025/QĐ-TTg). The country has the code `VN`.
    ///
    /// Units are recorded from 1 August 2008 on, when the borders of provinces reached the state that lasted until 2025;
    /// that day, and the day on which Thừa Thiên Huế became the city of Huế, are from memory ([`Gazetteer::events`]).
    ///
    /// # Errors
    /// None that a test of this crate would not find: the data are part of it.
    pub fn provinces_of_viet_nam() -> Result<Self, PlaceError> {
        GazetteerBuilder::new().provinces_of_viet_nam()?.build()
    }

    /// Collects units from files and from code.
    #[must_use]
    pub fn builder() -> GazetteerBuilder {
        GazetteerBuilder::new()
    }

    /// Takes units that were checked by the builder.
    pub(super) fn indexed(instruments: Vec<Instrument>, events: Vec<Event>, units: Vec<Unit>) -> Self {
        let mut by_parent: Vec<usize> = (0..units.len()).collect();
        let mut by_name = by_parent.clone();
        by_parent.sort_by_key(|index| units.get(*index).map(Unit::parent));
        by_name.sort_by_key(|index| units.get(*index).map(Unit::plain_name));
        let mut gazetteer = Self { instruments, events, units, by_parent, by_name, predecessors: Vec::new() };
        let links = gazetteer.units.iter().enumerate().flat_map(|(predecessor, unit)| {
            let end = unit.valid().end();
            let successors = unit.successors().iter().zip(end.into_iter().cycle());
            let places = successors.filter_map(|(code, end)| gazetteer.place_at(code, end));
            places.map(move |successor| (successor, predecessor)).collect::<Vec<_>>()
        });
        let mut predecessors: Vec<_> = links.collect();
        predecessors.sort_unstable();
        gazetteer.predecessors = predecessors;
        gazetteer
    }

    /// The unit that the code meant on the day. A binary search without allocation.
    #[must_use]
    pub fn at(&self, code: &str, date: NaiveDate) -> Option<&Unit> {
        self.units.get(self.place_at(code, date)?)
    }

    fn place_at(&self, code: &str, date: NaiveDate) -> Option<usize> {
        let after = self.units.partition_point(|unit| (unit.code(), unit.valid().start()) <= (code, date));
        let place = after.checked_sub(1)?;
        self.units.get(place).filter(|unit| unit.code() == code && unit.valid().contains(date)).map(|_| place)
    }

    /// All units that ever had the code, in order of time.
    pub fn ever(&self, code: &str) -> impl Iterator<Item = &Unit> {
        let start = self.units.partition_point(|unit| unit.code() < code);
        self.units.iter().skip(start).take_while(move |unit| unit.code() == code)
    }

    /// All units, by code and first day.
    #[must_use]
    pub fn units(&self) -> impl ExactSizeIterator<Item = &Unit> {
        self.units.iter()
    }

    /// The units that exist on a day, by code.
    pub fn on(&self, date: NaiveDate) -> impl Iterator<Item = &Unit> {
        self.units.iter().filter(move |unit| unit.valid().contains(date))
    }

    /// All units of this name at any time, read without diacritics: `Đắk Lắk`, `Dak Lak` and `dak lak` find the same.
    /// The word for the kind (tỉnh, xã) is not part of a name.
    ///
    /// ```
    /// use poverty::place::Gazetteer;
    /// let gazetteer = Gazetteer::provinces_of_viet_nam()?;
    /// let codes: Vec<_> = gazetteer.by_name("Lao Cai").map(|unit| (unit.code(), unit.valid().to_string())).collect();
    /// assert_eq!(codes, [("10", "2008-08-01/2025-07-01".into()), ("15", "2025-07-01/..".into())]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn by_name(&self, name: &str) -> impl Iterator<Item = &Unit> + use<'_> {
        let name = plain_name(name);
        let named = |place: &usize| self.units.get(*place);
        let start =
            self.by_name.partition_point(|place| named(place).is_some_and(|unit| unit.plain_name() < name.as_str()));
        self.by_name.iter().skip(start).filter_map(named).take_while(move |unit| unit.plain_name() == name)
    }

    /// The units that lie directly in the unit of this code on a day, by code.
    pub fn children<'a>(&'a self, code: &'a str, date: NaiveDate) -> impl Iterator<Item = &'a Unit> {
        let child = |place: &usize| self.units.get(*place);
        let start = self.by_parent.partition_point(|place| child(place).is_some_and(|unit| unit.parent() < Some(code)));
        let children = self.by_parent.iter().skip(start).filter_map(child);
        children.take_while(move |unit| unit.parent() == Some(code)).filter(move |unit| unit.valid().contains(date))
    }

    /// The unit of the code on the day, the unit that it lies in, and so on up to the top.
    ///
    /// ```
    /// use poverty::place::Gazetteer;
    /// let gazetteer = Gazetteer::provinces_of_viet_nam()?;
    /// let names: Vec<_> = gazetteer.chain("66", "2025-07-01".parse()?).map(|unit| unit.plain_name()).collect();
    /// assert_eq!(names, ["dak lak", "viet nam"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn chain(&self, code: &str, date: NaiveDate) -> impl Iterator<Item = &Unit> + use<'_> {
        let parent = move |unit: &&Unit| unit.parent().and_then(|parent| self.at(parent, date));
        core::iter::successors(self.at(code, date), parent)
    }

    /// Rural or urban: of the unit itself, or of the commune that a village lies in.
    #[must_use]
    pub fn area(&self, code: &str, date: NaiveDate) -> Option<Area> {
        self.chain(code, date).find_map(Unit::area)
    }

    /// The units that a unit became on the day after its last.
    pub fn successors<'a>(&'a self, unit: &'a Unit) -> impl Iterator<Item = &'a Unit> {
        let end = unit.valid().end();
        unit.successors().iter().filter_map(move |code| self.at(code, end?))
    }

    /// The units that became this one on its first day, by code.
    pub fn predecessors(&self, unit: &Unit) -> impl Iterator<Item = &Unit> {
        let place = self.place_at(unit.code(), unit.valid().start());
        let start = self.predecessors.partition_point(|(successor, _)| Some(*successor) < place);
        let links = self.predecessors.iter().skip(start).take_while(move |(successor, _)| Some(*successor) == place);
        links.filter_map(|(_, predecessor)| self.units.get(*predecessor))
    }

    /// What the unit of a code on a day had become on a later day: itself if it still exists, else its successors and
    /// theirs, by code. Empty if it was abolished without successor.
    ///
    /// A unit may have become part of several; this tells which, not how much of it.
    #[must_use]
    pub fn became(&self, code: &str, date: NaiveDate, later: NaiveDate) -> Vec<&Unit> {
        let mut open: Vec<&Unit> = self.at(code, date).into_iter().collect();
        let mut found: Vec<&Unit> = Vec::new();
        while let Some(unit) = open.pop() {
            if unit.valid().contains(later) {
                found.push(unit);
            } else if unit.valid().start() <= later {
                open.extend(self.successors(unit));
            }
        }
        found.sort_by_key(|unit| unit.code());
        found.dedup_by_key(|unit| unit.code());
        found
    }

    /// The changes of the map, in order of time.
    #[must_use]
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// The instruments that the events cite.
    #[must_use]
    pub fn instruments(&self) -> &[Instrument] {
        &self.instruments
    }
}
