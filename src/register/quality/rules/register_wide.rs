//! Rules that no household can be seen to break by itself.

use super::super::answers::counted_in;
use super::finding::QualityFinding;
use super::rule::{Check, Rule};
use crate::register::{HouseholdId, MemberId, State, View};
use chrono::NaiveDate;
use std::collections::HashMap;

pub(super) fn check(rule: &Rule, view: &View<'_>, findings: &mut Vec<QualityFinding>) {
    let finding = |state: &State<'_>, member: MemberId, field: &str, found: String, expected: String| QualityFinding {
        rule: rule.code.clone(),
        severity: rule.severity,
        household: state.id(),
        place: counted_in(state).into(),
        member: Some(member),
        field: field.into(),
        found,
        expected,
    };
    if rule.check == Check::OneHouseholdEach {
        let mut lives_in = HashMap::<MemberId, HouseholdId>::new();
        for state in view.households() {
            for member in state.members() {
                if let Some(other) = lives_in.insert(member, state.id()) {
                    let found = format!("a member of {other} too");
                    findings.push(finding(&state, member, "members", found, "one household".to_owned()));
                }
            }
        }
    }
    if rule.check == Check::BornThenDead {
        let mut died = HashMap::<MemberId, NaiveDate>::new();
        for state in view.states() {
            for (day, member, born) in state.deaths() {
                died.insert(member, day);
                if let Some(born) = born.filter(|born| *born > day) {
                    let (found, expected) = (born.to_string(), format!("a day until {day}, the day of death"));
                    findings.push(finding(&state, member, "members.birth", found, expected));
                }
            }
        }
        for state in view.households() {
            for member in state.members() {
                if let Some(day) = died.get(&member) {
                    let expected = format!("nobody after the death on {day}");
                    findings.push(finding(&state, member, "members", "a member".to_owned(), expected));
                }
            }
        }
    }
}
