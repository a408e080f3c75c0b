//! A household of the register in its written form, in which fields are found by their keys.

use super::keys::Key;
use crate::household::Household;
use crate::register::field::Written;
use crate::register::{FieldValue, HouseholdId, MemberId, RegisterError, State, Whereabouts};
use chrono::NaiveDate;

/// The code of the place in which a household is counted: where it lives, or where it was recorded last if its unit was divided.
pub(super) fn counted_in<'a>(state: &State<'a>) -> &'a str {
    match state.whereabouts() {
        Whereabouts::At(code) => code,
        Whereabouts::OneOf(_) | Whereabouts::Nowhere => state.recorded_place().0,
    }
}

pub(super) struct Answers {
    pub(super) id: HouseholdId,
    /// Where it is counted.
    pub(super) place: Box<str>,
    pub(super) household: Household,
    pub(super) people: Vec<MemberId>,
    whole: Written,
    members: Vec<Written>,
}

impl Answers {
    pub(super) fn of(state: &State<'_>) -> Result<Self, RegisterError> {
        let household = state.household()?;
        let members = household.members().iter().map(Written::of).collect::<Result<_, _>>()?;
        let (id, place) = (state.id(), counted_in(state).into());
        Ok(Self { id, place, people: state.members(), whole: Written::of(&household)?, members, household })
    }

    /// The values of a field: one of a household's, one a member of a member's.
    pub(super) fn values(&self, key: Key<'_>) -> Vec<(Option<MemberId>, FieldValue)> {
        // Every key is one of the lists, so that there is a value or none was recorded.
        let value = |written: &Written, key: &str| written.get(key).unwrap_or(FieldValue::NOT_RECORDED);
        match key {
            Key::Household(key) => vec![(None, value(&self.whole, key))],
            Key::Member(key) => {
                let members = self.people.iter().zip(&self.members);
                members.map(|(person, written)| (Some(*person), value(written, key))).collect()
            }
        }
    }

    /// The value of a household's field, or of one member.
    pub(super) fn value(&self, key: Key<'_>, member: Option<MemberId>) -> Option<FieldValue> {
        let values = self.values(key).into_iter();
        let mut of_member = values.filter(|(person, _)| person.is_none() || *person == member);
        of_member.next().map(|(_, value)| value)
    }

    /// The day from which ages count.
    pub(super) fn observed_on(&self, else_on: NaiveDate) -> NaiveDate {
        self.household.observed_on().unwrap_or(else_on)
    }
}
