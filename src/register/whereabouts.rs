//! Where a household lives by the units of a day, whatever they were called when it was recorded.

use super::timeline::{Item, Timeline};
use super::{Change, Field, HouseholdId, Register, Told};
use crate::place::{Area, Gazetteer, Unit};
use chrono::NaiveDate;
use core::fmt;
use std::collections::BTreeSet;

/// Where a household lives by the units of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whereabouts<'a> {
    /// In the unit of this code.
    At(&'a str),
    /// Its unit was divided among these, and nothing recorded since tells which. An observation or a move settles it.
    OneOf(Vec<&'a str>),
    /// Its unit ended without successor.
    Nowhere,
}

impl Whereabouts<'_> {
    /// Whether the household may live in the unit of a code itself.
    #[must_use]
    pub fn may_be(&self, code: &str) -> bool {
        match self {
            Self::At(found) => *found == code,
            Self::OneOf(codes) => codes.contains(&code),
            Self::Nowhere => false,
        }
    }

    /// Whether some unit is in both.
    #[must_use]
    pub fn overlaps(&self, other: &Whereabouts<'_>) -> bool {
        match self {
            Self::At(code) => other.may_be(code),
            Self::OneOf(codes) => codes.iter().any(|code| other.may_be(code)),
            Self::Nowhere => false,
        }
    }

    /// The place as an error may name it.
    pub(super) fn told(&self) -> Told {
        match self {
            Self::At(code) => (*code).into(),
            // These are codes of a gazetteer.
            Self::OneOf(_) | Self::Nowhere => Told::sentence(&self.to_string()),
        }
    }

    /// Whether it lives in a unit, or in one that lies in it, on a day.
    #[must_use]
    pub fn within(&self, gazetteer: &Gazetteer, unit: &str, day: NaiveDate) -> Within {
        let lies = |code: &str| code == unit || gazetteer.chain(code, day).any(|above| above.code() == unit);
        let (lying, all) = match self {
            Self::At(code) => (usize::from(lies(code)), 1),
            Self::OneOf(codes) => (codes.iter().filter(|code| lies(code)).count(), codes.len()),
            Self::Nowhere => (0, 0),
        };
        match lying {
            0 => Within::No,
            some if some == all => Within::Yes,
            _ => Within::Perhaps,
        }
    }
}

impl fmt::Display for Whereabouts<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::At(code) => f.pad(code),
            Self::OneOf(codes) => f.pad(&format!("one of {}", codes.join(", "))),
            Self::Nowhere => f.pad("no unit of the day"),
        }
    }
}

/// Whether a household lives in a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Within {
    /// It does.
    Yes,
    /// It does not.
    No,
    /// Its unit was divided, and part of it lies there.
    Perhaps,
}

/// A code as it was recorded, and since when.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'a> {
    pub(super) code: &'a str,
    pub(super) area: Area,
    pub(super) since: NaiveDate,
}

impl<'a> Place<'a> {
    /// The place that an entry records for a household; the day is still to be set.
    pub(super) fn recorded(id: HouseholdId, change: &'a Change) -> Option<Self> {
        if let Change::Moved(relocation) = change {
            return Some(Self { code: &relocation.place, area: relocation.area, since: NaiveDate::MIN });
        }
        let household = change.observation(id)?.household();
        Some(Self { code: household.place(), area: household.area(), since: NaiveDate::MIN })
    }

    /// The same from the day of its entry, with what was corrected.
    pub(super) fn amended(mut self, timeline: &Timeline<'a>, item: &Item<'a>) -> Self {
        self.since = item.valid;
        if !timeline.corrections.is_empty() {
            let corrected = |field: &Field| timeline.corrected(item.entry.id, field).and_then(|value| value.as_text());
            self.code = corrected(&Field::place()).unwrap_or(self.code);
            self.area = match corrected(&Field::area()) {
                Some("rural") => Area::Rural,
                Some("urban") => Area::Urban,
                _ => self.area,
            };
        }
        self
    }

    /// What the code, as it was meant when it was recorded, has become by a day.
    pub(super) fn by_units_of(&self, gazetteer: &'a Gazetteer, day: NaiveDate) -> Whereabouts<'a> {
        if gazetteer.units().len() == 0 {
            return Whereabouts::At(self.code);
        }
        // Most units have not changed since: no list is made for them.
        if let Some(unit) = gazetteer.at(self.code, self.since)
            && unit.valid().contains(day)
        {
            return Whereabouts::At(self.code);
        }
        let codes: Vec<&str> = gazetteer.became(self.code, self.since, day).into_iter().map(Unit::code).collect();
        match codes.as_slice() {
            [] => Whereabouts::Nowhere,
            [code] => Whereabouts::At(code),
            _ => Whereabouts::OneOf(codes),
        }
    }
}

impl Register {
    /// Whether there is no gazetteer to check codes against.
    pub(super) fn takes_codes_as_given(&self) -> bool {
        self.gazetteer().units().len() == 0
    }

    /// Households that may live in a unit on a day, in the order of their slots: all that were ever recorded there, in a unit
    /// under it, or in one that became one of these.
    pub(super) fn candidates(&self, unit: &str, day: NaiveDate) -> Vec<u32> {
        let mut slots: Vec<u32> = if self.takes_codes_as_given() {
            self.slots_at(unit).to_vec()
        } else {
            codes_that_became(self.gazetteer(), unit, day)
                .into_iter()
                .flat_map(|code| self.slots_at(code))
                .copied()
                .collect()
        };
        slots.sort_unstable();
        slots.dedup();
        slots
    }
}

/// The codes of a unit, of all units under it, and of all that they came from.
fn codes_that_became<'a>(gazetteer: &'a Gazetteer, unit: &str, day: NaiveDate) -> BTreeSet<&'a str> {
    let mut codes = BTreeSet::new();
    let mut seen = BTreeSet::new();
    let mut open: Vec<(&Unit, NaiveDate)> = gazetteer.at(unit, day).map(|unit| (unit, day)).into_iter().collect();
    while let Some((unit, day)) = open.pop() {
        if !seen.insert((unit.code(), unit.valid().start())) {
            continue;
        }
        codes.insert(unit.code());
        open.extend(gazetteer.children(unit.code(), day).map(|child| (child, day)));
        let day_before = unit.valid().start().pred_opt().unwrap_or(day);
        open.extend(gazetteer.predecessors(unit).map(|predecessor| (predecessor, day_before)));
    }
    codes
}
