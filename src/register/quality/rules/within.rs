//! Rules about one household on one day.

use super::super::answers::Answers;
use super::super::keys::{Key, key};
use super::finding::QualityFinding;
use super::rule::{Check, Rule};
use super::{A_NUMBER, Number, known, number};
use crate::register::{FieldValue, MemberId};
use chrono::NaiveDate;
use rust_decimal::Decimal;

type Found<'a> = dyn FnMut(Option<MemberId>, &str, String, String) + 'a;

pub(super) fn check(rule: &Rule, answers: &Answers, on: NaiveDate, findings: &mut Vec<QualityFinding>) {
    let mut find = |member, field: &str, found, expected| {
        findings.push(QualityFinding {
            rule: rule.code.clone(),
            severity: rule.severity,
            household: answers.id,
            place: answers.place.clone(),
            member,
            field: field.into(),
            found,
            expected,
        });
    };
    match &rule.check {
        Check::Range { field, least, most } => range(answers, field, (*least, *most), &mut find),
        Check::AtMost { field, other } => at_most(answers, field, other, &mut find),
        Check::OneOf { field, codes } => {
            for (member, value) in values(answers, field) {
                if let Some(text) = known(&value).filter(|text| !has(codes, text)) {
                    find(member, field, text, format!("one of {}", codes.join(", ")));
                }
            }
        }
        Check::Known { field } => {
            for (member, value) in values(answers, field) {
                if let FieldValue::Unknown(why) = value {
                    find(member, field, format!("unknown ({why})"), "a value".to_owned());
                }
            }
        }
        Check::Together { field, values: when, other, others } => {
            let Some(other_key) = key(other) else { return };
            for (member, value) in values(answers, field) {
                let Some(text) = known(&value).filter(|text| has(when, text)) else { continue };
                let beside = answers.value(other_key, member).as_ref().and_then(known);
                if let Some(found) = beside.filter(|found| !has(others, found)) {
                    find(member, other, found, format!("{} where {field} is {text}", others.join(" or ")));
                }
            }
        }
        Check::OneHead => one_head(answers, &mut find),
        Check::BornBeforeObserved => {
            for (member, record) in answers.people.iter().zip(answers.household.members()) {
                // An age is one of before the day on which it was told.
                let born = record.birth.known().and_then(|birth| birth.day());
                if let Some(born) = born.filter(|born| *born > on) {
                    find(
                        Some(*member),
                        "members.birth",
                        born.to_string(),
                        format!("a day until {on}, when it was observed"),
                    );
                }
            }
        }
        Check::Household
        | Check::OneHouseholdEach
        | Check::BornThenDead
        | Check::Unchanged { .. }
        | Check::AgesWithTime { .. }
        | Check::ChangesAtMost { .. }
        | Check::HeadStays => {}
    }
}

fn values(answers: &Answers, field: &str) -> Vec<(Option<MemberId>, FieldValue)> {
    key(field).map_or_else(Vec::new, |key| answers.values(key))
}

fn has(list: &[Box<str>], text: &str) -> bool {
    list.iter().any(|entry| &**entry == text)
}

fn range(answers: &Answers, field: &str, (least, most): (Option<i64>, Option<i64>), find: &mut Found<'_>) {
    for (member, value) in values(answers, field) {
        let found = match number(&value) {
            Number::Is(found, _) => found,
            Number::NotOne => {
                find(member, field, value.to_string(), A_NUMBER.to_owned());
                continue;
            }
            Number::Unknown => continue,
        };
        if let Some(least) = least.filter(|least| found < Decimal::from(*least)) {
            find(member, field, value.to_string(), format!("at least {least}"));
        }
        if let Some(most) = most.filter(|most| found > Decimal::from(*most)) {
            find(member, field, value.to_string(), format!("at most {most}"));
        }
    }
}

fn at_most(answers: &Answers, field: &str, other: &str, find: &mut Found<'_>) {
    let Some(other_key) = key(other) else { return };
    for (member, value) in values(answers, field) {
        let Some(bound) = answers.value(other_key, member) else { continue };
        match (number(&value), number(&bound)) {
            (Number::Is(found, unit), Number::Is(most, of_bound)) if unit == of_bound => {
                if found > most {
                    find(member, field, value.to_string(), format!("at most {other}, {bound}"));
                }
            }
            (Number::Is(..), Number::Is(..)) => {
                find(member, field, value.to_string(), format!("the unit of {other}, {bound}"));
            }
            (Number::NotOne, _) => find(member, field, value.to_string(), A_NUMBER.to_owned()),
            (_, Number::NotOne) => find(member, other, bound.to_string(), A_NUMBER.to_owned()),
            (Number::Unknown, _) | (_, Number::Unknown) => {}
        }
    }
}

/// None can be told to be missing only where every relationship is known.
fn one_head(answers: &Answers, find: &mut Found<'_>) {
    let relationships = answers.values(Key::Member("relationship"));
    let heads = relationships.iter().filter(|(_, value)| value.as_text() == Some("head")).count();
    let all_known = relationships.iter().all(|(_, value)| known(value).is_some());
    if heads > 1 || (heads == 0 && all_known) {
        find(None, "members.relationship", format!("{heads} heads"), "one head".to_owned());
    }
}
