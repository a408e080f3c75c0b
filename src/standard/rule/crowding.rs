//! Persons per room.

use super::words::words;
use super::{Deprivation, Judge, Subject};
use crate::household::Observed;
use crate::quantity::Ratio;
use crate::source::Language;
use serde::{Deserialize, Serialize};

/// Persons per room are `more_than` a number (strictly), or `at_least` a number; one of the two is given. Compared in integers; a
/// dwelling without rooms is crowded.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Crowding {
    per: RoomsCounted,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    more_than: Option<Ratio>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    at_least: Option<Ratio>,
}

/// Which rooms are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum RoomsCounted {
    /// All rooms.
    Room,
    /// Rooms used for sleeping.
    Bedroom,
}

impl Crowding {
    const fn rooms(&self, subject: &Subject<'_>) -> Observed<u8> {
        let dwelling = subject.household.dwelling();
        match self.per {
            RoomsCounted::Room => dwelling.rooms,
            RoomsCounted::Bedroom => dwelling.bedrooms,
        }
    }

    fn is_crowded(&self, persons: u32, rooms: u8) -> bool {
        // persons / rooms against p / q, as persons * q against p * rooms.
        let sides = |limit: Ratio| {
            let persons = i128::from(persons).saturating_mul(limit.denominator());
            (persons, limit.numerator().saturating_mul(rooms.into()))
        };
        let more = self.more_than.map(sides).is_some_and(|(persons, limit)| persons > limit);
        more || self.at_least.map(sides).is_some_and(|(persons, limit)| persons >= limit)
    }
}

impl Judge for Crowding {
    fn outcome(&self, subject: &Subject<'_>) -> Deprivation {
        match self.rooms(subject) {
            Observed::Known(rooms) => Deprivation::when(self.is_crowded(subject.household.size(), rooms)),
            Observed::Unknown(_) | Observed::NotApplicable => Deprivation::Missing,
        }
    }

    fn observation(&self, subject: &Subject<'_>, language: Language) -> String {
        let kind = match self.per {
            RoomsCounted::Room => words(language, "rooms", "phòng"),
            RoomsCounted::Bedroom => words(language, "bedrooms", "phòng ngủ"),
        };
        match self.rooms(subject) {
            Observed::Known(rooms) => {
                let persons = words(language, "persons in", "người trong");
                format!("{} {persons} {rooms} {kind}", subject.household.size())
            }
            Observed::Unknown(_) | Observed::NotApplicable => {
                format!("{kind} {}", words(language, "not known", "chưa rõ"))
            }
        }
    }

    fn flaw(&self) -> Option<String> {
        let limit = match (self.more_than, self.at_least) {
            (Some(limit), None) | (None, Some(limit)) => limit,
            _ => return Some("it needs either `more_than` or `at_least`".to_owned()),
        };
        (limit <= Ratio::ZERO).then(|| format!("{limit} persons per room are no limit"))
    }
}
