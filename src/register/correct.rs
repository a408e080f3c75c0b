//! Making a correction: reading what stands there, and assessing again what depends on it.

use super::correction::Reassessed;
use super::field::{value_at, with_value};
use super::recognition::Outcome;
use super::timeline::{Timeline, day_of};
use super::told::FreeText;
use super::{
    Change, Correction, Field, FieldValue, HouseholdId, MemberId, Observation, Recognition, Register, RegisterError,
    Retraction, State, Told,
};
use crate::household::{Household, Member};
use crate::journal::{Entry, EntryId};
use crate::standard::Standards;
use core::fmt;

/// Why something is set right: the reason, and who or what says so. Not a word of it may name a person.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Because<'a> {
    /// Why it was wrong.
    pub reason: &'a str,
    /// Who or what says so: a complaint, a form, a re-survey.
    pub source: &'a str,
}

impl fmt::Debug for Because<'_> {
    /// Without its words: somebody may have named somebody all the same.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Because")
            .field("reason", &FreeText(self.reason))
            .field("source", &FreeText(self.source))
            .finish()
    }
}

impl Register {
    /// The correction of a field of an entry, ready to be appended (true from the day of that entry).
    ///
    /// Every recognition of the household that the field bears on is assessed again, on what it was made from: the entries recorded
    /// before it, with all that is set right in them by now, under the standard of its decision and as of the day of its
    /// assessment. If that comes to what the recognition was made from, it stands as it was made, in the class of the decision (or
    /// in the one to which that class was corrected). If it leaves several classes possible, the class of the decision stands
    /// until someone asks again, and the correction says so ([`Effect`](super::Effect)). What became known by entries recorded
    /// later moves no recognition. So a correction and its reversal leave every class and total as it was, whatever stands between.
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
        // Keys that make a household the one it is are no fields, even if a caller names them as such.
        let field = Field::try_from(String::from(field))?;
        let old = self.value_of(target, &field)?;
        let new = self.canonical(target, &field, &value.into())?;
        if old == new {
            return Err(RegisterError::NothingChanges { entry, field, value: old.told() });
        }
        let (reason, source) = (because.reason.into(), because.source.into());
        let mut correction = Correction { entry, field, old, new, reason, source, reassessed: Vec::new() };
        correction.reassessed = self.reassess(target, Change::Corrected(Box::new(correction.clone())), standards)?;
        Ok(correction)
    }

    /// The withdrawal of an entry that should not have been made, ready to be appended (true from the day of that entry). Every
    /// recognition of the household that was made after the entry is assessed again without it, as by a correction.
    ///
    /// # Errors
    /// [`RegisterError::NoSuchEntry`]; [`RegisterError::Standard`] if a standard is not among these.
    pub fn retraction(
        &self,
        entry: EntryId,
        because: Because<'_>,
        standards: &Standards,
    ) -> Result<Retraction, RegisterError> {
        let target = self.entry(entry)?;
        let (reason, source) = (because.reason.into(), because.source.into());
        let mut retraction = Retraction { entry, reason, source, reassessed: Vec::new() };
        retraction.reassessed = self.reassess(target, Change::Withdrawn(Box::new(retraction.clone())), standards)?;
        Ok(retraction)
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
            message: Told::sentence(&format!("expected {expected}")),
        };
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

    /// What recognitions come to by a change that sets an entry right, where that is something else than before or can't be told.
    fn reassess(
        &self,
        target: &Entry<Change>,
        change: Change,
        standards: &Standards,
    ) -> Result<Vec<Reassessed>, RegisterError> {
        // Its number decides nothing: it is only laid beside the others to see what follows from it.
        let candidate =
            Entry { id: EntryId::new(u64::MAX), valid: target.valid, recorded: target.recorded, content: change };
        let mut found = Vec::new();
        for household in target.content.households().into_iter().flatten() {
            let Some(slot) = self.slot(household) else { continue };
            let before = Timeline::of(self, slot, usize::MAX, None);
            let after = Timeline::of(self, slot, usize::MAX, Some(&candidate));
            for item in &after.items {
                let Change::Recognised(recognition) = &item.entry.content else { continue };
                let question = Question { household, slot, entry: item.entry, recognition };
                let Some(reassessed) = self.assess_again(&question, &before, &after, standards)? else { continue };
                let stood = before.outcome(item.entry.id, recognition);
                found.extend(Some(reassessed).filter(|one| one.outcome != stood || one.undetermined));
            }
        }
        Ok(found)
    }

    /// What a recognition comes to with what is set right in `after`; `None` where that makes no difference to it.
    fn assess_again(
        &self,
        question: &Question<'_>,
        before: &Timeline<'_>,
        after: &Timeline<'_>,
        standards: &Standards,
    ) -> Result<Option<Reassessed>, RegisterError> {
        let Question { household, slot, entry, recognition } = *question;
        let seen = |timeline: Timeline<'_>| {
            State::of(self, household, entry.valid, timeline.until(entry.valid))
                .map(|state| state.household())
                .transpose()
        };
        let (was, is) = (seen(before.recorded_before(self, entry.id)), seen(after.recorded_before(self, entry.id)));
        let word = self.word(recognition, entry.id, after)?;
        if was == is && word == self.word(recognition, entry.id, before)? {
            return Ok(None);
        }
        let reassessed = |outcome, undetermined| Ok(Some(Reassessed { recognition: entry.id, undetermined, outcome }));
        let as_made = Outcome { class: word, ..recognition.outcome() };
        let known = self.journal().place_of(entry.id).unwrap_or(usize::MAX);
        let made_from = seen(Timeline::of(self, slot, known, None));
        if is == made_from {
            return reassessed(as_made, false);
        }
        // Nobody is left by what was known then, or more are there than a household can have.
        let Ok(Some(is)) = is else { return reassessed(as_made, true) };
        let decision = self.decision(recognition.decision())?;
        let standard = standards.get(decision.standard())?;
        let assessed = standard.assess(&is, recognition.assessed_on())?;
        if let Ok(Some(first)) = &made_from
            && let Ok(first) = standard.assess(first, recognition.assessed_on())
            && (first.profile(), first.lines_exceeded()) == (assessed.profile(), assessed.lines_exceeded())
        {
            return reassessed(as_made, false);
        }
        let class = assessed.class().and_then(|class| decision.index_of(class.id()));
        let lines_exceeded = assessed.lines_exceeded().and_then(|lines| u8::try_from(lines).ok());
        let outcome = Outcome { class: class.unwrap_or(word), lines_exceeded, profile: assessed.profile() };
        reassessed(outcome, class.is_none())
    }

    /// The class that the decision, or a correction of it, names.
    fn word(&self, recognition: &Recognition, entry: EntryId, timeline: &Timeline<'_>) -> Result<u8, RegisterError> {
        match timeline.corrected(entry, &Field::Class).and_then(FieldValue::as_text) {
            Some(class) => self.decision(recognition.decision())?.index(recognition.decision(), class),
            None => Ok(recognition.outcome().class),
        }
    }
}

/// A recognition to be assessed again.
#[derive(Clone, Copy)]
struct Question<'a> {
    household: HouseholdId,
    slot: u32,
    entry: &'a Entry<Change>,
    recognition: &'a Recognition,
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
