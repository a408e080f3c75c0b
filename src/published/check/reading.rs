//! Changes that fit their two figures only if they are read in another way than they are printed.

use super::contradiction::{Others, Surroundings, meets};
use crate::published::network::{Category, Cell, Differing, Ends, Key, Reading, Statement};
use crate::published::unknown::QuantityKind;
use crate::published::{Changed, Direction, Figure, Interval, Printed, PrintedUnit};
use crate::quantity::Ratio;
use core::num::NonZeroU32;

/// Another way to read a printed change, and what the figures on its ends give if it is read so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Misread {
    pub(super) how: Misreading,
    pub(super) fits: Interval,
    pub(super) kind: QuantityKind,
}

/// How a printed change is to be read instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Misreading {
    /// Percent is printed where points are meant.
    PercentForPoints,
    /// Points are printed where percent is meant.
    PointsForPercent,
    /// The mean was made over the years named: so many, where so many intervals lie between.
    Years { intervals: u32, years: u32 },
    /// One of the two figures has another standard, territory or measurement than is said.
    Unlike { differing: Differing, earlier: String, later: String },
}

/// The other way to read a change that fits the figures on its ends, if the printed way does not and another does.
pub(super) fn misreading(around: &Surroundings<'_>, statement: &Statement, others: &Others) -> Option<Misread> {
    let claim = around.claims.all().get(statement.claim)?;
    let Figure::Change(change) = claim.figure() else { return None };
    let ends = around.network.changes.get(&statement.claim)?;
    let sizes = Sizes::between(around, ends, others, change.of())?;
    let fall = change.direction() == Direction::Fall;
    let fits = |reading: Reading, printed: Printed| {
        reading.interval(printed).is_some_and(|read| meets(read, sizes.in_reading(reading, fall)))
    };
    if fits(statement.reading, statement.printed) {
        return None;
    }
    let intervals = claim.subject().date().intervals_since(change.since()).map(NonZeroU32::get);
    let percent = statement.printed.unit() == PrintedUnit::Percent;
    let other_unit = match (change.of(), change.is_a_year(), intervals) {
        (Changed::Households, _, _) | (Changed::Rate, true, None) => None,
        (Changed::Rate, false, _) if percent => Some(Reading::Plain),
        (Changed::Rate, true, Some(intervals)) if percent => Some(Reading::Times(intervals)),
        (Changed::Rate, false, _) => Some(Reading::Factor { fall }),
        (Changed::Rate, true, Some(intervals)) => Some(Reading::FactorOver { fall, intervals }),
    };
    let misread = |how, reading: Reading| {
        let kind = match reading {
            Reading::Factor { .. } | Reading::FactorOver { .. } => QuantityKind::RelativeChange,
            Reading::Plain | Reading::Times(_) if change.of() == Changed::Rate => QuantityKind::ChangeInPoints,
            Reading::Plain | Reading::Times(_) => QuantityKind::ChangeInHouseholds,
        };
        Misread { how, fits: reading.in_print(sizes.in_reading(reading, fall)), kind }
    };
    if let Some(reading) = other_unit.filter(|reading| fits(*reading, statement.printed)) {
        let how = if percent { Misreading::PercentForPoints } else { Misreading::PointsForPercent };
        return Some(misread(how, reading));
    }
    // Both ends of the time are counted: one more than the intervals between.
    let intervals = intervals.filter(|_| change.is_a_year())?;
    let years = intervals.checked_add(1)?;
    let readings = [Some(statement.reading), other_unit].into_iter().flatten();
    let by_years = |reading: &Reading| reading.over(years).is_some_and(|reading| fits(reading, statement.printed));
    let reading = { readings }.find(by_years)?;
    Some(misread(Misreading::Years { intervals, years }, reading))
}

/// A change whose figures fit if one of them is that of another standard, territory or measurement. Looked for where the
/// printed change does not fit, or where nothing is printed of one of its ends.
pub(super) fn unlike(around: &Surroundings<'_>, statement: &Statement, others: &Others) -> Option<Misread> {
    let claim = around.claims.all().get(statement.claim)?;
    let Figure::Change(change) = claim.figure() else { return None };
    let ends = around.network.changes.get(&statement.claim)?;
    let fall = change.direction() == Direction::Fall;
    for (end, moved) in alternatives(around, *ends) {
        let Some(sizes) = Sizes::between(around, &moved, others, change.of()) else { continue };
        let read = statement.reading.interval(statement.printed);
        let size = sizes.in_reading(statement.reading, fall);
        if read.is_some_and(|read| meets(read, size)) {
            return Some(Misread {
                how: end,
                fits: statement.reading.in_print(size),
                kind: QuantityKind::ChangeInPoints,
            });
        }
    }
    None
}

/// The change with one end replaced by a figure that differs from it in one respect, for each such figure that is printed.
fn alternatives(around: &Surroundings<'_>, ends: Ends) -> Vec<(Misreading, Ends)> {
    let network = around.network;
    let mut found = Vec::new();
    for earlier in [true, false] {
        let (cell, category) = if earlier { ends.earlier } else { ends.later };
        for (other, categories) in &network.cells {
            let alike = other.date == cell.date && other.group == cell.group && other.edition == cell.edition;
            if !alike {
                continue;
            }
            for one in categories.iter().filter(|one| one.class == category.class) {
                let Some((differing, was, is)) = difference(around, (cell, category), (*other, *one)) else { continue };
                let moved = if earlier {
                    Ends { earlier: (*other, *one), ..ends }
                } else {
                    Ends { later: (*other, *one), ..ends }
                };
                let (earlier, later) = if earlier { (is, was) } else { (was, is) };
                found.push((Misreading::Unlike { differing, earlier, later }, moved));
            }
        }
    }
    found
}

/// The one respect in which two figures differ, with what it is for each; `None` if they are alike or differ in more.
fn difference(
    around: &Surroundings<'_>,
    one: (Cell, Category),
    other: (Cell, Category),
) -> Option<(Differing, String, String)> {
    let names = &around.network.names;
    let same_area = one.0.area == other.0.area;
    let same_standard = one.1.standard == other.1.standard;
    let same_measurement = one.0.measurement == other.0.measurement;
    match (same_area, same_standard, same_measurement) {
        (true, false, true) => {
            let standard = |number| names.standards.name(number).cloned().flatten();
            Some((Differing::Standards, standard(one.1.standard)?, standard(other.1.standard)?))
        }
        (true, _, false) => {
            let measurement = |cell: Cell| cell.measurement.to_string();
            Some((Differing::Measurements, measurement(one.0), measurement(other.0)))
        }
        (false, true, true) => {
            let (one, other) = (names.areas.name(one.0.area)?, names.areas.name(other.0.area)?);
            (base_name(one) == base_name(other)).then(|| (Differing::Territories, one.clone(), other.clone()))
        }
        _ => None,
    }
}

/// The name of an area without what tells its editions apart: `Đắk Lắk (old)` and `Đắk Lắk (new)` are one name.
pub(super) fn base_name(area: &str) -> &str {
    area.rsplit_once(" (").filter(|(_, rest)| rest.ends_with(')')).map_or(area, |(name, _)| name)
}

/// What the figures on both ends of a change allow.
struct Sizes {
    earlier: Interval,
    later: Interval,
}

impl Sizes {
    /// `None` unless both ends are told by some claim.
    fn between(around: &Surroundings<'_>, ends: &Ends, others: &Others, of: Changed) -> Option<Self> {
        let told = |(cell, category): (Cell, Category)| {
            let key = match of {
                Changed::Rate => Key::Rate(cell, category),
                Changed::Households => Key::InClass(cell, category),
            };
            let variable = around.network.variable(key)?;
            let interval = others.interval(variable).or_else(|| around.alone(variable))?;
            let bounded = interval.upper().is_some() && interval != Interval::SHARES;
            bounded.then_some(interval)
        };
        Some(Self { earlier: told(ends.earlier)?, later: told(ends.later)? })
    }

    /// The sizes as the variable of a reading: a difference, or a factor.
    fn in_reading(&self, reading: Reading, fall: bool) -> Interval {
        match reading {
            Reading::Plain | Reading::Times(_) if fall => self.earlier.minus(self.later),
            Reading::Plain | Reading::Times(_) => self.later.minus(self.earlier),
            Reading::Factor { .. } | Reading::FactorOver { .. } => {
                let any = Interval::at_least(Ratio::ZERO);
                self.later.over(self.earlier).and_then(|factor| factor.intersection(any)).unwrap_or(any)
            }
        }
    }
}
