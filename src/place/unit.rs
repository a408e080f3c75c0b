//! One administrative unit as it was for a time.

use super::{Area, DatedDesignation, Designation, Kind, Level, PlaceError, Zone, plain_name};
use crate::quantity::Period;
use crate::source::Text;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// An administrative unit with one territory, kind and name, and the days on which it was so.
///
/// When its territory, kind, name or parent changes the unit ends and a successor begins, often with the same code. So a
/// province that took in another one in a reform is two units: before and after.
///
/// ```
/// use poverty::place::{Area, Designation, Kind, Unit, Zone};
/// use poverty::source::Text;
/// let commune = Unit::new("24211", Kind::Commune, Text::english("Ea Sup")?, "2025-07-01/..".parse()?)?
///     .lying_in("66")
///     .listed(Designation::ZoneIII, "2025-07-01/2026-01-01".parse()?)?;
/// assert_eq!(commune.area(), Some(Area::Rural));
/// assert_eq!(commune.zone("2025-12-31".parse()?), Some(Zone::III));
/// assert_eq!(commune.zone("2026-01-01".parse()?), None);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "UnitRecord", into = "UnitRecord")]
pub struct Unit {
    record: UnitRecord,
    plain_name: String,
}

/// A unit as it stands in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct UnitRecord {
    pub(super) code: String,
    pub(super) kind: Kind,
    pub(super) name: Text,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) parent: Option<String>,
    pub(super) valid: Period,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) successors: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) designations: Vec<DatedDesignation>,
}

impl Unit {
    /// A unit without parent, successors and designations.
    ///
    /// # Errors
    /// [`PlaceError::Code`] for a blank or padded code.
    pub fn new(code: impl Into<String>, kind: Kind, name: Text, valid: Period) -> Result<Self, PlaceError> {
        let code = code.into();
        let (parent, successors, designations) = (None, Vec::new(), Vec::new());
        Self::try_from(UnitRecord { code, kind, name, parent, valid, successors, designations })
    }

    /// The same in a unit of a higher level, by its code on each day.
    #[must_use]
    pub fn lying_in(mut self, parent: impl Into<String>) -> Self {
        self.record.parent = Some(parent.into());
        self
    }

    /// The same followed by one more unit, which begins on the day after the last of this one.
    ///
    /// # Errors
    /// [`PlaceError::SuccessorsWithoutEnd`]; [`PlaceError::RepeatedSuccessor`].
    pub fn followed_by(mut self, successor: impl Into<String>) -> Result<Self, PlaceError> {
        self.record.successors.push(successor.into());
        Self::try_from(self.record)
    }

    /// The same on one more list of hardship.
    ///
    /// # Errors
    /// [`PlaceError::DesignationLevel`]; [`PlaceError::DesignationOutsideValidity`];
    /// [`PlaceError::OverlappingDesignations`].
    pub fn listed(mut self, list: Designation, valid: Period) -> Result<Self, PlaceError> {
        self.record.designations.push(DatedDesignation { list, valid });
        Self::try_from(self.record)
    }

    /// The code, which means this unit only on its days.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.record.code
    }

    /// What the unit is called in law.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        self.record.kind
    }

    /// The level that follows from the kind.
    #[must_use]
    pub const fn level(&self) -> Level {
        self.record.kind.level()
    }

    /// The name without the word for the kind.
    #[must_use]
    pub const fn name(&self) -> &Text {
        &self.record.name
    }

    /// The Vietnamese name (or the first there is) in lower case without diacritics, `dak lak`.
    #[must_use]
    pub fn plain_name(&self) -> &str {
        &self.plain_name
    }

    /// The code of the unit that this one lies in.
    #[must_use]
    pub fn parent(&self) -> Option<&str> {
        self.record.parent.as_deref()
    }

    /// The days on which the unit was so.
    #[must_use]
    pub const fn valid(&self) -> Period {
        self.record.valid
    }

    /// The codes of the units that it became, valid on the day after its last.
    #[must_use]
    pub fn successors(&self) -> &[String] {
        &self.record.successors
    }

    /// The lists of hardship, with their days.
    #[must_use]
    pub fn designations(&self) -> &[DatedDesignation] {
        &self.record.designations
    }

    /// Whether the unit stands on a list on a day.
    #[must_use]
    pub fn is_listed(&self, list: Designation, date: NaiveDate) -> bool {
        self.record.designations.iter().any(|listed| listed.list == list && listed.valid.contains(date))
    }

    /// The zone of the ethnic-minority and mountain areas on a day; `None` outside of them.
    #[must_use]
    pub fn zone(&self, date: NaiveDate) -> Option<Zone> {
        let on_the_day = self.record.designations.iter().filter(|listed| listed.valid.contains(date));
        on_the_day.filter_map(|listed| listed.list.zone()).next()
    }

    /// Rural or urban, where the kind tells ([`Kind::area`]).
    #[must_use]
    pub const fn area(&self) -> Option<Area> {
        self.record.kind.area()
    }
}

impl TryFrom<UnitRecord> for Unit {
    type Error = PlaceError;

    fn try_from(record: UnitRecord) -> Result<Self, Self::Error> {
        let code = || record.code.clone();
        if record.code.is_empty() || record.code.trim() != record.code {
            return Err(PlaceError::Code { code: code(), at: None });
        }
        if record.valid.end().is_none() && !record.successors.is_empty() {
            return Err(PlaceError::SuccessorsWithoutEnd { code: code(), at: None });
        }
        for (index, successor) in record.successors.iter().enumerate() {
            if record.successors.iter().take(index).any(|earlier| earlier == successor) {
                return Err(PlaceError::RepeatedSuccessor { code: code(), successor: successor.clone(), at: None });
            }
        }
        let level = record.kind.level();
        for (index, DatedDesignation { list, valid: listed }) in record.designations.iter().copied().enumerate() {
            if list.level() != level {
                return Err(PlaceError::DesignationLevel { code: code(), level, list, at: None });
            }
            if listed.intersection(record.valid) != Some(listed) {
                let valid = record.valid;
                return Err(PlaceError::DesignationOutsideValidity { code: code(), list, listed, valid, at: None });
            }
            let earlier = record.designations.iter().take(index);
            let mut clashes = earlier.filter(|other| other.list.excludes(list) && other.valid.overlaps(listed));
            if let Some(other) = clashes.next() {
                let (first, second) = (other.list, list);
                return Err(PlaceError::OverlappingDesignations { code: code(), first, second, at: None });
            }
        }
        let name = record.name.get(crate::source::Language::Vietnamese);
        let plain_name = plain_name(name.unwrap_or_else(|| record.name.in_language(crate::source::Language::English)));
        Ok(Self { record, plain_name })
    }
}

impl From<Unit> for UnitRecord {
    fn from(unit: Unit) -> Self {
        unit.record
    }
}
