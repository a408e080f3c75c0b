//! Each indicator of the international standards on both sides of its cutoff, and with what it needs unknown.
//!
//! A case is a change of a household that lacks nothing, and what one indicator then says. The household is that of
//! `examples/data/two_households.jsonl`: in town, two adults of 38 and 36 and a child of 8.

mod colombia;
mod europe;
mod global;
mod mexico;
mod world_bank;

use chrono::NaiveDate;
use poverty::household::Household;
use poverty::standard::{AssessedUnit, Assessment, Deprivation, Standard, Standards};
use serde_json::Value;

pub(super) const D: Option<Deprivation> = Some(Deprivation::Deprived);
pub(super) const N: Option<Deprivation> = Some(Deprivation::NotDeprived);
pub(super) const M: Option<Deprivation> = Some(Deprivation::Missing);

/// A household that lacks nothing.
pub(super) fn town() -> Value {
    let text = std::fs::read_to_string("examples/data/two_households.jsonl").unwrap();
    serde_json::from_str(text.lines().next().unwrap()).unwrap()
}

pub(super) fn standard(id: &str) -> Standard {
    Standards::embedded().get(id).unwrap().clone()
}

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// What JSON writes as unknown.
pub(super) fn unknown() -> Value {
    serde_json::json!({ "unknown": "refused" })
}

/// Puts a value at a path, `members/0/birth`; `members/+` adds a member like the first.
pub(super) fn set(household: &mut Value, path: &str, value: Value) {
    let mut place = household;
    for step in path.split('/') {
        place = match (step, place) {
            ("+", Value::Array(list)) => {
                let first = list[0].clone();
                list.push(first);
                list.last_mut().unwrap()
            }
            (index, Value::Array(list)) => &mut list[index.parse::<usize>().unwrap()],
            (key, Value::Object(map)) => map.entry(key).or_insert(Value::Object(serde_json::Map::new())),
            // A path into a number or a text is a slip of the case.
            (step, other) => other.get_mut(step).unwrap(),
        };
    }
    *place = value;
}

pub(super) fn household(base: &Value, changes: &[(&str, Value)]) -> Household {
    let mut changed = base.clone();
    for (path, value) in changes {
        set(&mut changed, path, value.clone());
    }
    serde_json::from_value(changed).unwrap()
}

/// Changes, and what the indicator says of the first unit (household, or first member) after them.
pub(super) type Case<'a> = (&'a [(&'a str, Value)], Option<Deprivation>);

/// Checks an indicator of the household, or of a member by its place.
pub(super) fn check_of(standard: &Standard, base: &Value, on: &str, unit: usize, indicator: &str, cases: &[Case<'_>]) {
    let said = |changes: &[(&str, Value)]| {
        let household = household(base, changes);
        let units = standard.assess_units(&household, day(on)).unwrap();
        units[unit].indicator(indicator)
    };
    assert_eq!(said(&[]), N, "{} {indicator} of the household without changes", standard.id());
    for (changes, expected) in cases {
        assert_eq!(said(changes), *expected, "{} {indicator} after {changes:?}", standard.id());
    }
}

/// Checks an indicator of the household, or of its first member.
pub(super) fn check(standard: &Standard, base: &Value, on: &str, indicator: &str, cases: &[Case<'_>]) {
    check_of(standard, base, on, 0, indicator, cases);
}

pub(super) fn class(assessment: &Assessment<'_, AssessedUnit<'_>>) -> Option<String> {
    assessment.class().map(|class| class.id().to_owned())
}

/// The class of the household, or of its first member, after changes.
pub(super) fn class_after(standard: &Standard, base: &Value, on: &str, changes: &[(&str, Value)]) -> Option<String> {
    let household = household(base, changes);
    class(&standard.assess_units(&household, day(on)).unwrap()[0])
}
