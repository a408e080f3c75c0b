//! Making a correction: reading what stands there, and assessing again what depends on it.

use super::correction::Reassessed;
use super::field::{value_at, with_value};
use super::recognition::Outcome;
use super::timeline::{Timeline, day_of};
use super::{
    Change, Correction, Field, FieldValue, HouseholdId, MemberId, Observation, Recognition, Register, RegisterError,
    Retraction, State,
};
use crate::household::{Household, Member};
use crate::journal::{Entry, EntryId};
use crate::standard::Standards;
use chrono::NaiveDate;

/// Why something is set right: the reason, and who or what says so. Not a word of it may name a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Because<'a> {
    /// Why it was wrong.
    pub reason: &'a str,
    /// Who or what says so: a complaint, a form, a re-survey.
    pub source: &'a str,
}

impl Register {
    /// The correction of a field of an entry, ready to be appended (true from the day of that entry).
    ///
    /// Every recognition of the household that the field bears on is assessed again, under the standard of its decision and as
    /// of the day of its assessment. If the assessment comes to the same as it would without any correction since the
    /// recognition, the recognition stands as it was made, so that a correction and its reversal leave nothing behind. If the
    /// corrected answers leave several classes possible, the class that the decision names stands until someone asks again, whatever
    /// came between, and the correction says so ([`Effect`](super::Effect)).
    ///
    /// # Errors
    /// [`RegisterError::NoSuchEntry`], [`RegisterError::NotCorrectable`], [`RegisterError::NoSuchField`],
    /// [`RegisterError::FieldValue`], [`RegisterError::NothingChanges`]; [`RegisterError::Standard`] if a standard is not
    /// among these.
    pub fn correction(
        &self,
        entry: EntryId,
        field: Field,
        value: impl Into<FieldValue>,
        because: Because<'_>,
        standards: &Standards,
    ) -> Result<Correction, RegisterError> {
        let target = self.entry(entry)?;
        let old = self.value_of(target, &field)?;
        let new = self.canonical(target, &field, &value.into())?;
        if old == new {
            return Err(RegisterError::NothingChanges { entry, field, value: old });
        }
        let (reason, source) = (because.reason.into(), because.source.into());
        let mut correction = Correction { entry, field, old, new, reason, source, reassessed: Vec::new() };
        correction.reassessed = self.reassess(target, &correction, standards)?;
        Ok(correction)
    }

    /// The withdrawal of an entry that should not have been made, ready to be appended.
    ///
    /// # Errors
    /// [`RegisterError::NoSuchEntry`].
    pub fn retraction(&self, entry: EntryId, because: Because<'_>) -> Result<Retraction, RegisterError> {
        self.entry(entry)?;
        Ok(Retraction { entry, reason: because.reason.into(), source: because.source.into() })
    }

    /// What a field of an entry says now.
    pub(super) fn value_of(&self, target: &Entry<Change>, field: &Field) -> Result<FieldValue, RegisterError> {
        let slot = self.slot_of(target)?;
        if let Some(value) = Timeline::of(self, slot, usize::MAX, None).corrected(target.id, field) {
            return Ok(value.clone());
        }
        match (&target.content, field) {
            (_, Field::Day) => Ok(target.valid.to_string().into()),
            (Change::Recognised(recognition), Field::Class) => {
                let class = self.decision(recognition.decision())?.class_at(recognition.outcome().class);
                class.map(|class| FieldValue::Text(class.id.clone())).ok_or_else(|| no_such_field(target, field))
            }
            (Change::Moved(relocation), Field::Household(key)) if &**key == "place" => {
                Ok(FieldValue::Text(relocation.place.clone()))
            }
            (Change::Moved(relocation), Field::Household(key)) if &**key == "area" => {
                Ok(relocation.area.to_string().into())
            }
            (_, Field::Household(key)) => value_at(household_in(target, field)?, key),
            (_, Field::Member(member, key)) => value_at(member_in(target, *member, field)?, key),
            (_, Field::Class) => Err(no_such_field(target, field)),
        }
    }

    /// A value in the form in which the field writes it, if the field can have it.
    pub(super) fn canonical(
        &self,
        target: &Entry<Change>,
        field: &Field,
        value: &FieldValue,
    ) -> Result<FieldValue, RegisterError> {
        let refused = |expected: &str| RegisterError::FieldValue {
            field: field.clone(),
            message: format!("expected {expected}"),
        };
        // Keys that make a household the one it is are no fields, even if a caller names them as such.
        let _checked: Field = field.to_string().parse()?;
        match (&target.content, field) {
            (_, Field::Day) => {
                day_of(value).map(|day| day.to_string().into()).ok_or_else(|| refused("a date such as 2024-01-05"))
            }
            (Change::Recognised(recognition), Field::Class) => {
                let class = value.as_text().ok_or_else(|| refused("the id of a class"))?;
                self.decision(recognition.decision())?.index(recognition.decision(), class).map(|_| value.clone())
            }
            (Change::Moved(_), Field::Household(key)) if &**key == "place" => {
                value.as_text().filter(|code| !code.trim().is_empty()).ok_or_else(|| refused("the code of a place"))?;
                Ok(value.clone())
            }
            (Change::Moved(_), Field::Household(key)) if &**key == "area" => match value.as_text() {
                Some("rural" | "urban") => Ok(value.clone()),
                _ => Err(refused("rural or urban")),
            },
            (_, Field::Household(key)) => value_at(&with_value(household_in(target, field)?, field, key, value)?, key),
            (_, Field::Member(member, key)) => {
                value_at(&with_value(member_in(target, *member, field)?, field, key, value)?, key)
            }
            (_, Field::Class) => Err(no_such_field(target, field)),
        }
    }

    /// The slot of the first household that an entry is about.
    fn slot_of(&self, target: &Entry<Change>) -> Result<u32, RegisterError> {
        let [household, _] = target.content.households();
        let is_a_record = !matches!(target.content, Change::Reviewed(_));
        let slot = household.filter(|_| is_a_record).and_then(|household| self.slot(household));
        slot.ok_or_else(|| RegisterError::NotCorrectable {
            entry: target.id,
            kind: target.content.kind(),
            what: "corrected",
        })
    }

    fn reassess(
        &self,
        target: &Entry<Change>,
        correction: &Correction,
        standards: &Standards,
    ) -> Result<Vec<Reassessed>, RegisterError> {
        // Its number decides nothing: it is only laid beside the others to see what follows from it.
        let content = Change::Corrected(Box::new(correction.clone()));
        let candidate = Entry { id: EntryId::new(u64::MAX), valid: target.valid, recorded: target.recorded, content };
        let mut found = Vec::new();
        for id in target.content.households().into_iter().flatten() {
            let Some(slot) = self.slot(id) else { continue };
            let before = Timeline::of(self, slot, usize::MAX, None);
            let after = Timeline::of(self, slot, usize::MAX, Some(&candidate));
            for item in &before.items {
                let Change::Recognised(recognition) = &item.entry.content else { continue };
                let (entry, stood) = (item.entry.id, before.outcome(item.entry.id, recognition));
                let by_word = match after.corrected(entry, &Field::Class).and_then(FieldValue::as_text) {
                    Some(class) => self.decision(recognition.decision())?.index(recognition.decision(), class)?,
                    None => recognition.outcome().class,
                };
                let reassessed = |(outcome, undetermined)| Reassessed { recognition: entry, undetermined, outcome };
                if correction.field == Field::Class {
                    found.extend(
                        (entry == target.id).then_some(reassessed((Outcome { class: by_word, ..stood }, false))),
                    );
                    continue;
                }
                let question = Question { entry, id, on: item.valid, recognition, by_word };
                let answer = self.assess_again(&question, &before, &after, standards)?;
                found.extend(
                    answer.filter(|(outcome, undetermined)| *outcome != stood || *undetermined).map(reassessed),
                );
            }
        }
        Ok(found)
    }

    /// What a recognition comes to with the corrections of `after`, and whether its class can't be told; `None` where they
    /// make no difference to the household.
    fn assess_again(
        &self,
        question: &Question<'_>,
        before: &Timeline<'_>,
        after: &Timeline<'_>,
        standards: &Standards,
    ) -> Result<Option<(Outcome, bool)>, RegisterError> {
        let Question { entry, id, on, recognition, by_word } = *question;
        let household = |timeline: Timeline<'_>| {
            State::of(self, id, on, timeline.until(on)).map(|state| state.household()).transpose()
        };
        let (Some(was), Some(is)) = (household(before.clone())?, household(after.clone())?) else { return Ok(None) };
        if was == is {
            return Ok(None);
        }
        let decision = self.decision(recognition.decision())?;
        let standard = standards.get(decision.standard())?;
        let assessed = standard.assess(&is, recognition.assessed_on())?;
        if let Some(never_corrected) = household(after.uncorrected_since(self, entry))? {
            let unaided = standard.assess(&never_corrected, recognition.assessed_on())?;
            if (unaided.profile(), unaided.lines_exceeded()) == (assessed.profile(), assessed.lines_exceeded()) {
                return Ok(Some((Outcome { class: by_word, ..recognition.outcome() }, false)));
            }
        }
        let class = assessed.class().and_then(|class| decision.index_of(class.id()));
        let lines_exceeded = assessed.lines_exceeded().and_then(|lines| u8::try_from(lines).ok());
        let outcome = Outcome { class: class.unwrap_or(by_word), lines_exceeded, profile: assessed.profile() };
        Ok(Some((outcome, class.is_none())))
    }
}

/// A recognition to be assessed again.
#[derive(Clone, Copy)]
struct Question<'a> {
    /// Its entry.
    entry: EntryId,
    id: HouseholdId,
    /// The day from which it holds.
    on: NaiveDate,
    recognition: &'a Recognition,
    /// The class that the decision, or a correction of it, names.
    by_word: u8,
}

fn no_such_field(target: &Entry<Change>, field: &Field) -> RegisterError {
    RegisterError::NoSuchField { entry: target.id, kind: target.content.kind(), field: field.clone() }
}

fn household_in<'a>(target: &'a Entry<Change>, field: &Field) -> Result<&'a Household, RegisterError> {
    observation_in(target).map(Observation::household).ok_or_else(|| no_such_field(target, field))
}

fn member_in<'a>(target: &'a Entry<Change>, id: MemberId, field: &Field) -> Result<&'a Member, RegisterError> {
    let mut record = observation_in(target).and_then(|observation| observation.member(id));
    if let Change::Joined(joining) = &target.content {
        record = Some(&joining.person).filter(|person| person.id == id).map(|person| &person.record);
    }
    if let Change::Merged(merger) = &target.content {
        record = merger.members.iter().find(|person| person.id == id).map(|person| &person.record);
    }
    record.ok_or_else(|| no_such_field(target, field))
}

/// What an entry saw of a household: of a split, of the one that is founded.
fn observation_in(target: &Entry<Change>) -> Option<&Observation> {
    if let Change::Split(split) = &target.content {
        return Some(&split.into);
    }
    let [household, _] = target.content.households();
    target.content.observation(household?)
}
