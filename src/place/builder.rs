//! Reads units and checks them against each other.

use super::gazetteer::{Event, Gazetteer};
use super::unit::UnitRecord;
use super::{PlaceError, Unit};
use crate::source::{Instrument, Position};
use chrono::NaiveDate;
use serde::Deserialize;
use toml::Spanned;

const PROVINCES_FILE: &str = "data/places/vn-provinces.toml";
const PROVINCES: &str = include_str!("../../data/places/vn-provinces.toml");

/// Collects units from files and from code, and checks them against each other when it builds the [`Gazetteer`].
///
/// A TOML file has units, and where known the events that changed the map and the instruments that ordered them:
///
/// ```
/// use poverty::place::Gazetteer;
/// let file = r#"
/// [[unit]]
/// code = "24211"
/// kind = "commune"
/// name = { vi = "Ea Súp" }
/// parent = "66"
/// valid = "2025-07-01/.."
/// designations = [{ list = "zone_iii", valid = "2025-07-01/2026-01-01" }]
/// "#;
/// let gazetteer = Gazetteer::builder().provinces_of_viet_nam()?.toml("communes.toml", file)?.build()?;
/// assert_eq!(gazetteer.children("66", "2025-07-01".parse()?).count(), 1);
///
/// // The old province with this code did not outlive 30 June 2025, and communes are checked against both.
/// let file = file.replace("\"66\"", "\"62\"");
/// let error = Gazetteer::builder().provinces_of_viet_nam()?.toml("communes.toml", &file)?.build().unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "unit 24211 of 2025-07-01/.. has the parent 62, which does not exist on 2025-07-01 (communes.toml:2:1)"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct GazetteerBuilder {
    instruments: Vec<Instrument>,
    events: Vec<Event>,
    units: Vec<(Unit, Option<Position>)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    instrument: Vec<Instrument>,
    #[serde(default)]
    event: Vec<Event>,
    #[serde(default)]
    unit: Vec<Spanned<UnitRecord>>,
}

impl GazetteerBuilder {
    /// Nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds the provinces of Viet Nam ([`Gazetteer::provinces_of_viet_nam`]).
    ///
    /// # Errors
    /// None that a test of this crate would not find: the data are part of it.
    pub fn provinces_of_viet_nam(self) -> Result<Self, PlaceError> {
        self.toml(PROVINCES_FILE, PROVINCES)
    }

    /// Adds the units of a TOML file. The name of the file is for errors only.
    ///
    /// # Errors
    /// [`PlaceError::Unreadable`]; any error of [`Unit`].
    pub fn toml(mut self, file: &str, text: &str) -> Result<Self, PlaceError> {
        let content: File = toml::from_str(text).map_err(|error| PlaceError::Unreadable {
            message: error.message().to_owned(),
            at: Position::at_offset(file, text, error.span().map_or(0, |span| span.start)),
        })?;
        self.instruments.extend(content.instrument);
        self.events.extend(content.event);
        for record in content.unit {
            let at = Position::at_offset(file, text, record.span().start);
            self = self.record(record.into_inner(), at)?;
        }
        Ok(self)
    }

    pub(super) fn record(mut self, record: UnitRecord, at: Position) -> Result<Self, PlaceError> {
        let unit = Unit::try_from(record).map_err(|error| error.at(at.clone()))?;
        self.units.push((unit, Some(at)));
        Ok(self)
    }

    /// Adds a unit.
    #[must_use]
    pub fn unit(mut self, unit: Unit) -> Self {
        self.units.push((unit, None));
        self
    }

    /// Checks the units against each other.
    ///
    /// # Errors
    /// [`PlaceError::OverlappingValidity`]; [`PlaceError::MissingParent`], [`PlaceError::ParentNotAbove`],
    /// [`PlaceError::ParentCycle`] on any day of a unit; [`PlaceError::MissingSuccessor`],
    /// [`PlaceError::SuccessorStart`].
    pub fn build(mut self) -> Result<Gazetteer, PlaceError> {
        self.events.sort_by_key(|event| event.date);
        // Stable: of two units with one code and first day, the one that was read later is the one reported.
        self.units.sort_by(|(left, _), (right, _)| {
            (left.code(), left.valid().start()).cmp(&(right.code(), right.valid().start()))
        });
        let (units, positions): (Vec<_>, Vec<_>) = self.units.into_iter().unzip();
        let placed = |error: PlaceError, position: &Option<Position>| match position {
            Some(position) => error.at(position.clone()),
            None => error,
        };
        for ((first, second), position) in units.iter().zip(units.iter().skip(1)).zip(positions.iter().skip(1)) {
            if first.code() == second.code() && first.valid().overlaps(second.valid()) {
                let (code, at) = (first.code().to_owned(), None);
                let error = PlaceError::OverlappingValidity { code, first: first.valid(), second: second.valid(), at };
                return Err(placed(error, position));
            }
        }
        let gazetteer = Gazetteer::indexed(self.instruments, self.events, units);
        for (unit, position) in gazetteer.units().zip(&positions) {
            check_parents(&gazetteer, unit).map_err(|error| placed(error, position))?;
            check_successors(&gazetteer, unit).map_err(|error| placed(error, position))?;
        }
        Ok(gazetteer)
    }
}

/// The parent must exist, on a higher level, on every day of the unit: walks the parents one after the other.
fn check_parents(gazetteer: &Gazetteer, unit: &Unit) -> Result<(), PlaceError> {
    let Some(parent_code) = unit.parent() else { return Ok(()) };
    let code = || unit.code().to_owned();
    let mut date = unit.valid().start();
    loop {
        let Some(parent) = gazetteer.at(parent_code, date) else {
            let (valid, parent) = (unit.valid(), parent_code.to_owned());
            return Err(PlaceError::MissingParent { code: code(), valid, parent, date, at: None });
        };
        if parent.level() >= unit.level() {
            if let Some(codes) = cycle(gazetteer, unit, date) {
                return Err(PlaceError::ParentCycle { codes, date, at: None });
            }
            let (level, parent_level) = (unit.level(), parent.level());
            let parent = parent_code.to_owned();
            return Err(PlaceError::ParentNotAbove { code: code(), level, parent, parent_level, date, at: None });
        }
        match parent.valid().end() {
            Some(end) if unit.valid().contains(end) => date = end,
            _ => return Ok(()),
        }
    }
}

/// The codes from a unit up to itself, if its parents lead back to it.
fn cycle(gazetteer: &Gazetteer, unit: &Unit, date: NaiveDate) -> Option<Vec<String>> {
    let mut codes = vec![unit.code().to_owned()];
    // The chain itself would go round for ever: no more steps than there are units.
    for above in gazetteer.chain(unit.code(), date).skip(1).take(gazetteer.units().len()) {
        codes.push(above.code().to_owned());
        if above.code() == unit.code() {
            return Some(codes);
        }
    }
    None
}

/// Each successor must begin on the day after the unit's last.
fn check_successors(gazetteer: &Gazetteer, unit: &Unit) -> Result<(), PlaceError> {
    let Some(date) = unit.valid().end() else { return Ok(()) };
    for successor in unit.successors() {
        let (code, named) = (unit.code().to_owned(), successor.clone());
        match gazetteer.at(successor, date) {
            None => return Err(PlaceError::MissingSuccessor { code, successor: named, date, at: None }),
            Some(found) if found.valid().start() != date => {
                let start = found.valid().start();
                return Err(PlaceError::SuccessorStart { code, successor: named, date, start, at: None });
            }
            Some(_) => {}
        }
    }
    Ok(())
}
