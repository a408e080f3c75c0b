//! A household on a day as the rules see it, with the ages of its members worked out once.

use super::{Indicator, ParameterValue, Standard};
use crate::household::{Household, Member};
use crate::quantity::{Money, Unit};
use chrono::NaiveDate;

/// Ages kept without allocation; the few larger households compute theirs again where needed.
const AGES: usize = 16;
const UNKNOWN: u8 = u8::MAX;

/// A household as the rules see it on the day of assessment.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Subject<'a> {
    pub(crate) household: &'a Household,
    pub(crate) on: NaiveDate,
    pub(crate) standard: &'a Standard,
    /// Lines of the standard that the income exceeds, if that is known.
    lines_exceeded: Option<usize>,
    /// The member who is assessed, where a standard assesses persons.
    focus: Option<usize>,
    /// Whether rules about members see only the member who is assessed.
    focus_only: bool,
    ages: [u8; AGES],
}

/// A member with age and place in the list of members (from 1).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Person<'a> {
    pub(crate) number: usize,
    pub(crate) member: &'a Member,
    /// Completed years on the day of assessment, if known.
    pub(crate) age: Option<u8>,
}

impl<'a> Subject<'a> {
    pub(crate) fn new(standard: &'a Standard, household: &'a Household, on: NaiveDate) -> Self {
        let mut ages = [UNKNOWN; AGES];
        for (age, member) in ages.iter_mut().zip(household.members()) {
            *age = member.age_on(on).unwrap_or(UNKNOWN);
        }
        Self { household, on, standard, lines_exceeded: None, focus: None, focus_only: false, ages }
    }

    /// The same with an income that exceeds so many lines.
    pub(crate) const fn above(self, lines_exceeded: Option<usize>) -> Self {
        Self { lines_exceeded, ..self }
    }

    /// The same with one member assessed, by place from 0.
    pub(crate) const fn focused(self, member: usize) -> Self {
        Self { focus: Some(member), ..self }
    }

    /// The same as an indicator sees it: the whole household, or only the member who is assessed.
    pub(crate) fn seen_by(&self, indicator: &Indicator) -> Self {
        Self { focus_only: indicator.looks_at() == Unit::Person, ..*self }
    }

    /// The member who is assessed.
    pub(crate) fn focus(&self) -> Option<Person<'a>> {
        let index = self.focus?;
        Some(self.person(index, self.household.members().get(index)?))
    }

    /// The members whom a rule looks at.
    pub(crate) fn people(&self) -> impl Iterator<Item = Person<'a>> + Clone + use<'a, '_> {
        let chosen = if self.focus_only { self.focus } else { None };
        self.everyone().filter(move |person| chosen.is_none_or(|index| person.number == index.saturating_add(1)))
    }

    /// All members, whomever the rule looks at.
    pub(crate) fn everyone(&self) -> impl Iterator<Item = Person<'a>> + Clone + use<'a, '_> {
        self.household.members().iter().enumerate().map(|(index, member)| self.person(index, member))
    }

    fn person(&self, index: usize, member: &'a Member) -> Person<'a> {
        let age = match self.ages.get(index) {
            Some(&UNKNOWN) => None,
            Some(&age) => Some(age),
            None => member.age_on(self.on),
        };
        Person { number: index.saturating_add(1), member, age }
    }

    /// The value of a parameter that is a number.
    pub(crate) fn number(&self, parameter: &str) -> Option<u32> {
        match self.standard.parameter(parameter)?.value()? {
            ParameterValue::Number(number) => Some(*number),
            ParameterValue::Money(_) | ParameterValue::Date(_) | ParameterValue::Choice(_) => None,
        }
    }

    /// The value of a parameter that is a choice.
    pub(crate) fn choice(&self, parameter: &str) -> Option<&'a str> {
        match self.standard.parameter(parameter)?.value()? {
            ParameterValue::Choice(word) => Some(word),
            ParameterValue::Number(_) | ParameterValue::Date(_) | ParameterValue::Money(_) => None,
        }
    }

    /// Whether the income lies under a line, if that is known.
    pub(crate) fn is_under(&self, line: &str) -> Option<bool> {
        let place = self.standard.lines().iter().position(|other| other.id() == line)?;
        Some(self.lines_exceeded? <= place)
    }

    /// The amounts of a line for rural and for urban areas on the day.
    pub(crate) fn rural_and_urban(&self, line: &str) -> Option<(Money, Money)> {
        use crate::place::Area::{Rural, Urban};
        let line = self.standard.lines().iter().find(|other| other.id() == line)?;
        Some((line.amount(Rural, self.on).ok()?, line.amount(Urban, self.on).ok()?))
    }
}
