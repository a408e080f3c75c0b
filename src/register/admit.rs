//! What can't have happened is refused.

use super::timeline::{Item, Timeline};
use super::whereabouts::Place;
use super::{
    Change, Correction, Field, HouseholdId, MemberId, Observation, Publication, Recognition, Register, RegisterError,
    Retraction, Support, Told,
};
use crate::journal::{Entry, EntryId};
use crate::place::Area;
use chrono::NaiveDate;

impl Register {
    /// Whether an entry that is new to the journal may be appended.
    pub(super) fn admit(&self, entry: &Entry<Change>) -> Result<(), RegisterError> {
        match &entry.content {
            Change::Registered(registration) => self.admit_founding(&registration.observation, entry),
            Change::Observed(observation) => {
                self.admit_place(observation, entry.valid)?;
                self.admit_observation(observation, entry)
            }
            Change::Moved(relocation) => {
                self.admit_code(relocation.household, &relocation.place, relocation.area, entry.valid)?;
                self.walk(relocation.household, entry)
            }
            Change::Split(split) => {
                if split.from == split.into.id() {
                    return Err(RegisterError::Itself { household: split.from });
                }
                self.admit_founding(&split.into, entry)?;
                self.walk(split.from, entry)
            }
            Change::Merged(merger) => {
                if merger.household == merger.into {
                    return Err(RegisterError::Itself { household: merger.into });
                }
                self.walk(merger.household, entry)?;
                self.walk(merger.into, entry)
            }
            Change::Joined(joining) => self.walk(joining.household, entry),
            Change::Left(leaving) => self.walk(leaving.household, entry),
            Change::Closed(closing) => self.walk(closing.household, entry),
            Change::Recognised(recognition) => self.admit_recognition(recognition, entry),
            Change::Supported(support) => self.admit_support(support, entry),
            Change::Corrected(correction) => self.admit_correction(correction, entry),
            Change::Withdrawn(retraction) => self.admit_retraction(retraction, entry),
            Change::Published(publication) => self.admit_publication(publication),
            Change::Reviewed(step) => self.admit_review_step(step, entry),
            Change::Decided(_) => Ok(()),
        }
    }

    fn admit_founding(&self, observation: &Observation, entry: &Entry<Change>) -> Result<(), RegisterError> {
        let id = observation.id();
        if let Some(slot) = self.slot(id) {
            let first = self.entries_backwards(slot, usize::MAX).last().map_or(entry.id, |first| first.id);
            return Err(RegisterError::AlreadyRegistered { household: id, entry: first });
        }
        self.admit_code(id, observation.household().place(), observation.household().area(), entry.valid)
    }

    /// A survey sees every member, and nobody else.
    fn admit_observation(&self, observation: &Observation, entry: &Entry<Change>) -> Result<(), RegisterError> {
        let household = observation.id();
        self.walk(household, entry)?;
        let on = entry.valid;
        let state = self.as_of(on).household(household).ok_or(RegisterError::NotRegistered { household, on })?;
        let members = state.members();
        if let Some(member) = observation.people().iter().find(|member| !members.contains(member)) {
            return Err(RegisterError::NotAMember { household, member: *member, on });
        }
        match members.into_iter().find(|member| !observation.people().contains(member)) {
            Some(member) => Err(RegisterError::MemberOmitted { household, member, on }),
            None => Ok(()),
        }
    }

    /// A survey sees the household where it lives, or in one of the units that its place became.
    fn admit_place(&self, observation: &Observation, on: NaiveDate) -> Result<(), RegisterError> {
        let (household, seen) = (observation.id(), observation.household());
        self.admit_code(household, seen.place(), seen.area(), on)?;
        let state = self.as_of(on).household(household).ok_or(RegisterError::NotRegistered { household, on })?;
        let whereabouts = state.whereabouts();
        if whereabouts.may_be(seen.place()) {
            return Ok(());
        }
        let (observed, lives_in) = (seen.place().into(), whereabouts.told());
        Err(RegisterError::PlaceDiffers { household, observed, lives_in, on })
    }

    /// A code must exist on its day, and be rural or urban as is said.
    fn admit_code(&self, household: HouseholdId, code: &str, area: Area, on: NaiveDate) -> Result<(), RegisterError> {
        if self.takes_codes_as_given() {
            return Ok(());
        }
        if self.gazetteer().at(code, on).is_none() {
            return Err(RegisterError::UnknownPlace { household, place: code.into(), on });
        }
        match self.gazetteer().area(code, on) {
            Some(of_place) if of_place != area => {
                Err(RegisterError::AreaDiffers { household, recorded: area, place: code.into(), of_place, on })
            }
            _ => Ok(()),
        }
    }

    fn admit_recognition(&self, recognition: &Recognition, entry: &Entry<Change>) -> Result<(), RegisterError> {
        let (household, on) = (recognition.household(), entry.valid);
        let decision = self.decision(recognition.decision())?;
        let class = recognition.outcome().class;
        if decision.class_at(class).is_none() {
            let class = Told::sentence(&format!("number {class}"));
            return Err(RegisterError::NoSuchClass { decision: recognition.decision(), class });
        }
        let decided = self.entry(recognition.decision())?.valid;
        if on < decided {
            return Err(RegisterError::BeforeDecision { household, on, decided });
        }
        self.walk_unless_plain(household, entry)?;
        let state = self.as_of(on).household(household).ok_or(RegisterError::NotRegistered { household, on })?;
        if self.takes_codes_as_given() || state.lies_in(decision.place()) != super::Within::No {
            return Ok(());
        }
        let place = decision.place().into();
        Err(RegisterError::OutsideDecision { household, decision: recognition.decision(), place, on })
    }

    fn admit_support(&self, support: &Support, entry: &Entry<Change>) -> Result<(), RegisterError> {
        let Support { household, policy, occasion, .. } = support;
        self.walk_unless_plain(*household, entry)?;
        let Some(slot) = self.slot(*household) else { return Ok(()) };
        let timeline = Timeline::of(self, slot, usize::MAX, None);
        let same = timeline.items.iter().find(|item| {
            matches!(&item.entry.content, Change::Supported(known) if known.policy == *policy && known.occasion == *occasion)
        });
        same.map_or(Ok(()), |item| {
            Err(RegisterError::SupportedTwice {
                household: *household,
                policy: policy.into(),
                occasion: occasion.as_ref().map(Into::into),
                entry: item.entry.id,
            })
        })
    }

    fn admit_publication(&self, publication: &Publication) -> Result<(), RegisterError> {
        let figures = publication.figures();
        let now = self.as_of(figures.on()).figures(figures.place(), figures.standard())?;
        figures.difference(&now).map_or(Ok(()), |(what, published, found)| {
            Err(RegisterError::PublishedOtherwise { on: figures.on(), what, published, found })
        })
    }

    fn admit_correction(&self, correction: &Correction, entry: &Entry<Change>) -> Result<(), RegisterError> {
        for (thing, text) in
            [("reason of a correction", correction.reason()), ("source of a correction", correction.source())]
        {
            if text.trim().is_empty() {
                return Err(RegisterError::Blank { thing });
            }
        }
        let target = self.target(correction.entry(), entry, "corrected")?;
        let found = self.value_of(target, correction.field())?;
        if found != *correction.old_value() {
            let field = correction.field().clone();
            let (found, expected) = (found.told(), correction.old_value().told());
            return Err(RegisterError::OldValueDiffers { entry: target.id, field, found, expected });
        }
        let new = self.canonical(target, correction.field(), correction.new_value())?;
        if new == found || new != *correction.new_value() {
            return Err(RegisterError::NothingChanges {
                entry: target.id,
                field: correction.field().clone(),
                value: found.told(),
            });
        }
        self.admit_reassessed(entry)?;
        self.walk_households_of(entry)?;
        self.admit_corrected_place(correction, target, entry)
    }

    /// What is assessed again is a recognition, and comes to a class of its decision.
    fn admit_reassessed(&self, entry: &Entry<Change>) -> Result<(), RegisterError> {
        for reassessed in entry.content.reassessed() {
            let recognition = self.entry(reassessed.recognition)?;
            let Change::Recognised(recognised) = &recognition.content else {
                let (entry, kind) = (recognition.id, recognition.content.kind());
                return Err(RegisterError::NoSuchField { entry, kind, field: Field::Class });
            };
            if self.decision(recognised.decision())?.class_at(reassessed.outcome.class).is_none() {
                let class = Told::sentence(&format!("number {}", reassessed.outcome.class));
                return Err(RegisterError::NoSuchClass { decision: recognised.decision(), class });
            }
        }
        Ok(())
    }

    /// A place that a correction gives must exist on its day like any other.
    fn admit_corrected_place(
        &self,
        correction: &Correction,
        target: &Entry<Change>,
        entry: &Entry<Change>,
    ) -> Result<(), RegisterError> {
        if !matches!(correction.field(), Field::Day) && ![Field::place(), Field::area()].contains(correction.field()) {
            return Ok(());
        }
        for id in target.content.households().into_iter().flatten() {
            let Some(slot) = self.slot(id) else { continue };
            let timeline = Timeline::of(self, slot, usize::MAX, Some(entry));
            let recorded = timeline.items.iter().find(|item| item.entry.id == target.id);
            let place =
                recorded.and_then(|item| Some(Place::recorded(id, &item.entry.content)?.amended(&timeline, item)));
            if let Some(place) = place {
                self.admit_code(id, place.code, place.area, place.since)?;
            }
        }
        Ok(())
    }

    fn admit_retraction(&self, retraction: &Retraction, entry: &Entry<Change>) -> Result<(), RegisterError> {
        for (thing, text) in
            [("reason of a withdrawal", &retraction.reason), ("source of a withdrawal", &retraction.source)]
        {
            if text.trim().is_empty() {
                return Err(RegisterError::Blank { thing });
            }
        }
        self.target(retraction.entry, entry, "withdrawn")?;
        self.admit_reassessed(entry)?;
        self.walk_households_of(entry)
    }

    fn walk_households_of(&self, entry: &Entry<Change>) -> Result<(), RegisterError> {
        let households = self.households_of(&entry.content);
        households.into_iter().flatten().try_for_each(|household| self.walk(household, entry))
    }

    /// The entry that another one sets right: it is about a household, it still counts, and both are true from one day.
    fn target(&self, id: EntryId, entry: &Entry<Change>, what: &'static str) -> Result<&Entry<Change>, RegisterError> {
        let target = self.entry(id)?;
        let [household, _] = target.content.households();
        let counts = household.and_then(|household| self.slot(household)).is_some_and(|slot| {
            Timeline::of(self, slot, usize::MAX, None).items.iter().any(|item| item.entry.id == id)
        });
        // A step of a review is set right by the steps that follow, never in its place.
        if !counts || matches!(target.content, Change::Reviewed(_)) {
            return Err(RegisterError::NotCorrectable { entry: id, kind: target.content.kind(), what });
        }
        if target.valid != entry.valid {
            let (expected, found) = (target.valid, entry.valid);
            return Err(RegisterError::NotFromItsDay { entry: entry.id, target: id, expected, found });
        }
        Ok(target)
    }

    /// For what needs no more of a household than to be there: a look at its tip, where that is enough.
    pub(super) fn walk_unless_plain(&self, household: HouseholdId, entry: &Entry<Change>) -> Result<(), RegisterError> {
        match self.slot(household).and_then(|slot| self.tip(slot)) {
            Some(tip) if tip.plain && !tip.ended && entry.valid >= tip.latest => Ok(()),
            _ => self.walk(household, entry),
        }
    }

    /// Goes through the life of a household with one more entry in its place, and finds what can't be.
    fn walk(&self, household: HouseholdId, entry: &Entry<Change>) -> Result<(), RegisterError> {
        let on = entry.valid;
        let Some(slot) = self.slot(household) else { return Err(RegisterError::NotRegistered { household, on }) };
        let timeline = Timeline::of(self, slot, usize::MAX, Some(entry));
        let mut life = Life { household, founded: false, ended: None, members: Vec::new() };
        for item in &timeline.items {
            life.step(item).map_err(|because| {
                if item.entry.id == entry.id {
                    because
                } else {
                    let (entry, later) = (entry.id, item.entry.id);
                    RegisterError::Contradicted { entry, later, because: Box::new(because) }
                }
            })?;
        }
        Ok(())
    }
}

/// A household on its way through its entries.
struct Life {
    household: HouseholdId,
    founded: bool,
    ended: Option<EntryId>,
    members: Vec<MemberId>,
}

impl Life {
    fn step(&mut self, item: &Item<'_>) -> Result<(), RegisterError> {
        let (household, on) = (self.household, item.valid);
        if let Some(observation) = item.entry.content.founding(household) {
            self.founded = true;
            self.members = observation.people().to_vec();
            return Ok(());
        }
        if !self.founded {
            return Err(RegisterError::NotRegistered { household, on });
        }
        if let Some(entry) = self.ended {
            return Err(RegisterError::Ended { household, entry, on });
        }
        match &item.entry.content {
            Change::Joined(joining) => self.join(joining.person.id, on),
            Change::Left(leaving) => self.leave(&[leaving.member], on),
            Change::Split(split) => self.leave(split.into.people(), on),
            Change::Merged(merger) if merger.household == household => {
                let named: Vec<MemberId> = merger.members.iter().map(|person| person.id).collect();
                self.are_exactly(&named, on)?;
                self.ended = Some(item.entry.id);
                Ok(())
            }
            Change::Merged(merger) => merger.members.iter().try_for_each(|person| self.join(person.id, on)),
            Change::Closed(_) => {
                self.ended = Some(item.entry.id);
                Ok(())
            }
            Change::Registered(_)
            | Change::Observed(_)
            | Change::Moved(_)
            | Change::Decided(_)
            | Change::Recognised(_)
            | Change::Corrected(_)
            | Change::Withdrawn(_)
            | Change::Supported(_)
            | Change::Published(_)
            | Change::Reviewed(_) => Ok(()),
        }
    }

    fn join(&mut self, member: MemberId, on: NaiveDate) -> Result<(), RegisterError> {
        if self.members.contains(&member) {
            return Err(RegisterError::AlreadyMember { household: self.household, member, on });
        }
        self.members.push(member);
        Ok(())
    }

    fn leave(&mut self, leaving: &[MemberId], on: NaiveDate) -> Result<(), RegisterError> {
        let household = self.household;
        for member in leaving {
            let Some(place) = self.members.iter().position(|known| known == member) else {
                return Err(RegisterError::NotAMember { household, member: *member, on });
            };
            self.members.remove(place);
        }
        if self.members.is_empty() { Err(RegisterError::NobodyLeft { household, on }) } else { Ok(()) }
    }

    fn are_exactly(&self, named: &[MemberId], on: NaiveDate) -> Result<(), RegisterError> {
        let household = self.household;
        for (index, member) in named.iter().enumerate() {
            if named.iter().take(index).any(|earlier| earlier == member) {
                return Err(RegisterError::MemberTwice { household, member: *member });
            }
            if !self.members.contains(member) {
                return Err(RegisterError::NotAMember { household, member: *member, on });
            }
        }
        match self.members.iter().find(|member| !named.contains(member)) {
            Some(member) => Err(RegisterError::MemberOmitted { household, member: *member, on }),
            None => Ok(()),
        }
    }
}
