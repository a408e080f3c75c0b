//! Rules about one household between two days.

use super::super::answers::Answers;
use super::super::keys::{Key, key};
use super::finding::QualityFinding;
use super::rule::{Check, Rule};
use super::{A_NUMBER, Number, known, number};
use crate::household::{Observed, Relationship};
use crate::register::MemberId;
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// A household on two days.
pub(super) struct Change {
    pub(super) before: Answers,
    pub(super) after: Answers,
    pub(super) days: (NaiveDate, NaiveDate),
}

type Found<'a> = dyn FnMut(Option<MemberId>, &str, String, String) + 'a;

impl Change {
    pub(super) fn check(&self, rule: &Rule, findings: &mut Vec<QualityFinding>) {
        let mut find = |member, field: &str, found, expected| {
            findings.push(QualityFinding {
                rule: rule.code.clone(),
                severity: rule.severity,
                household: self.after.id,
                place: self.after.place.clone(),
                member,
                field: field.into(),
                found,
                expected,
            });
        };
        match &rule.check {
            Check::Unchanged { field } => self.unchanged(field, &mut find),
            Check::AgesWithTime { slack } => self.ages(*slack, &mut find),
            Check::ChangesAtMost { field, percent, unless_within } => {
                self.changes_at_most(field, *percent, *unless_within, &mut find);
            }
            Check::HeadStays => self.head_stays(&mut find),
            Check::Household
            | Check::Range { .. }
            | Check::AtMost { .. }
            | Check::OneOf { .. }
            | Check::Known { .. }
            | Check::Together { .. }
            | Check::OneHead
            | Check::BornBeforeObserved
            | Check::OneHouseholdEach
            | Check::BornThenDead => {}
        }
    }

    fn unchanged(&self, field: &str, find: &mut Found<'_>) {
        let Some(key) = key(field) else { return };
        for (member, value) in self.after.values(key) {
            let before = self.before.value(key, member).as_ref().and_then(known);
            if let (Some(before), Some(after)) = (before, known(&value))
                && before != after
            {
                find(member, field, after, format!("{before} as on {}", self.days.0));
            }
        }
    }

    fn changes_at_most(&self, field: &str, percent: u32, unless_within: u32, find: &mut Found<'_>) {
        let Some(key) = key(field) else { return };
        for (member, value) in self.after.values(key) {
            let Some(former) = self.before.value(key, member) else { continue };
            let (before, after) = match (number(&former), number(&value)) {
                (Number::Is(before, unit), Number::Is(after, now)) if unit == now => (before, after),
                (Number::Is(..), Number::Is(..)) => {
                    let expected = format!("the unit of {former} as on {}", self.days.0);
                    find(member, field, value.to_string(), expected);
                    continue;
                }
                (_, Number::NotOne) => {
                    find(member, field, value.to_string(), A_NUMBER.to_owned());
                    continue;
                }
                // What was no number then was found then.
                (Number::NotOne | Number::Unknown, _) | (_, Number::Unknown) => continue,
            };
            let Some(change) = after.checked_sub(before).map(|change| change.abs()) else { continue };
            let share = before
                .abs()
                .checked_mul(Decimal::from(percent))
                .and_then(|most| most.checked_div(Decimal::ONE_HUNDRED));
            if share.is_some_and(|most| change > most.max(Decimal::from(unless_within))) {
                let expected = format!("within {percent} % or {unless_within} of {former} as on {}", self.days.0);
                find(member, field, value.to_string(), expected);
            }
        }
    }

    /// An age was told on the day on which the household was observed last, so that is the day on which it is compared.
    fn ages(&self, slack: u8, find: &mut Found<'_>) {
        let days = (self.before.observed_on(self.days.0), self.after.observed_on(self.days.1));
        if days.0 >= days.1 {
            return;
        }
        let passed = days.1.signed_duration_since(days.0).num_days();
        let members = self.after.people.iter().zip(self.after.household.members());
        for (person, record) in members {
            let earlier = self.before.people.iter().zip(self.before.household.members());
            let Some((_, former)) = earlier.into_iter().find(|(earlier, _)| *earlier == person) else { continue };
            if former.birth == record.birth {
                // One record carried on: the member was not asked again.
                continue;
            }
            let (Some(before), Some(after)) = (former.age_on(days.0), record.age_on(days.1)) else { continue };
            let (before, after, slack) = (i64::from(before), i64::from(after), i64::from(slack));
            // Completed years: one more or one less than the years that passed, and what was told wrongly.
            let [least, most] = [passed / 366, (passed / 365).saturating_add(1)];
            if after < before.saturating_add(least).saturating_sub(slack)
                || after > before.saturating_add(most).saturating_add(slack)
            {
                let expected = format!("about {} after {before} on {}", before.saturating_add(least), days.0);
                find(Some(*person), "members.birth", format!("aged {after} on {}", days.1), expected);
            }
        }
    }

    fn head_stays(&self, find: &mut Found<'_>) {
        let Some(head) = head(&self.before) else { return };
        let now = relationship(&self.after, head);
        if now.is_some_and(|now| now != Relationship::Head) {
            let found = now.map_or_else(String::new, |now| now.to_string());
            find(
                Some(head),
                "members.relationship",
                found,
                format!("head as on {}, or an event by which he or she left", self.days.0),
            );
            return;
        }
        let all_known = self.after.values(Key::Member("relationship")).iter().all(|(_, value)| known(value).is_some());
        if now.is_none() && !self.after.people.contains(&head) && all_known && self::head(&self.after).is_none() {
            let expected = format!("another head after member {head} left");
            find(None, "members.relationship", "no head".to_owned(), expected);
        }
    }
}

fn head(answers: &Answers) -> Option<MemberId> {
    let mut members = answers.people.iter().zip(answers.household.members());
    members.find(|(_, record)| record.relationship == Observed::Known(Relationship::Head)).map(|(person, _)| *person)
}

fn relationship(answers: &Answers, member: MemberId) -> Option<Relationship> {
    let mut members = answers.people.iter().zip(answers.household.members());
    members.find(|(person, _)| **person == member).and_then(|(_, record)| record.relationship.known())
}
