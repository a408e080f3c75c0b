//! A household on a day, as it was known on a day.

use super::field::with_value;
use super::timeline::{Item, Timeline};
use super::whereabouts::Place;
use super::{
    Change, Closure, EscapeWindow, Field, Ground, HouseholdId, MemberId, Observation, Recognised, Register,
    RegisterError, Standing, Support, Whereabouts, Within,
};
use crate::household::{Household, Member};
use crate::journal::EntryId;
use crate::place::{Area, Designation};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// A household as a [`View`](super::View) shows it: read from its entries, each answer when it is asked for.
#[derive(Clone, Debug)]
pub struct State<'a> {
    register: &'a Register,
    id: HouseholdId,
    on: NaiveDate,
    timeline: Timeline<'a>,
    place: Place<'a>,
    end: Option<(NaiveDate, End)>,
}

/// How a household came into the register.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    /// It was registered.
    Registered(Ground),
    /// It split from another one.
    Split(HouseholdId),
}

/// How a household ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum End {
    /// Its members joined another one.
    Merged(HouseholdId),
    /// It was closed.
    Closed(Closure),
}

impl<'a> State<'a> {
    /// The household of a slot; `None` before it is registered.
    pub(super) fn at(register: &'a Register, slot: u32, on: NaiveDate, known: usize) -> Option<Self> {
        Self::of(register, register.id_of(slot)?, on, Timeline::of(register, slot, known, None).until(on))
    }

    /// The household that entries up to a day make.
    pub(super) fn of(register: &'a Register, id: HouseholdId, on: NaiveDate, timeline: Timeline<'a>) -> Option<Self> {
        let mut place = None;
        let mut end = None;
        for item in &timeline.items {
            let change = &item.entry.content;
            place = Place::recorded(id, change).map(|recorded| recorded.amended(&timeline, item)).or(place);
            if let Change::Closed(closing) = change {
                end = Some((item.valid, End::Closed(closing.closure)));
            }
            if let Change::Merged(merger) = change
                && merger.household == id
            {
                end = Some((item.valid, End::Merged(merger.into)));
            }
        }
        Some(Self { register, id, on, place: place?, end, timeline })
    }

    /// Its identifier.
    #[must_use]
    pub const fn id(&self) -> HouseholdId {
        self.id
    }

    /// The day that the answers are about.
    #[must_use]
    pub const fn on(&self) -> NaiveDate {
        self.on
    }

    /// Whether it is a household of the register on the day.
    #[must_use]
    pub const fn is_active(&self) -> bool {
        self.end.is_none()
    }

    /// The day on which it ended, and how.
    #[must_use]
    pub const fn end(&self) -> Option<(NaiveDate, End)> {
        self.end
    }

    /// The day on which it came into the register, and how.
    #[must_use]
    pub fn origin(&self) -> Option<(NaiveDate, Origin)> {
        self.timeline.items.iter().find_map(|item| {
            if let Change::Registered(registration) = &item.entry.content {
                return Some((item.valid, Origin::Registered(registration.ground)));
            }
            let Change::Split(split) = &item.entry.content else { return None };
            (split.into.id() == self.id).then_some((item.valid, Origin::Split(split.from)))
        })
    }

    /// Where it lives by the units of the day, from the code recorded last.
    #[must_use]
    pub fn whereabouts(&self) -> Whereabouts<'a> {
        self.whereabouts_by(self.on)
    }

    /// Where its place of the day lies by the units of another day: the territory that a comparison over a reform is about.
    #[must_use]
    pub fn whereabouts_by(&self, day: NaiveDate) -> Whereabouts<'a> {
        self.place.by_units_of(self.register.gazetteer(), day)
    }

    /// Whether it lives in a unit of the day.
    #[must_use]
    pub fn lies_in(&self, unit: &str) -> Within {
        self.whereabouts().within(self.register.gazetteer(), unit, self.on)
    }

    /// The code recorded last, which means what it meant on the day from which it was recorded.
    #[must_use]
    pub const fn recorded_place(&self) -> (&'a str, NaiveDate) {
        (self.place.code, self.place.since)
    }

    /// Rural or urban: of its place on the day, where the places tell; else what was recorded last.
    #[must_use]
    pub fn area(&self) -> Area {
        let of_place = match self.whereabouts() {
            Whereabouts::At(code) => self.register.gazetteer().area(code, self.on),
            Whereabouts::OneOf(_) | Whereabouts::Nowhere => None,
        };
        of_place.unwrap_or(self.place.area)
    }

    /// The lists of hardship on which its place, or a unit that it lies in, stands on the day; `None` where that is not known: there
    /// is no gazetteer, or its unit was divided into parts of which not all stand on the same lists.
    #[must_use]
    pub fn designations(&self) -> Option<BTreeSet<Designation>> {
        let gazetteer = self.register.gazetteer();
        let lists = |code: &str| -> BTreeSet<Designation> {
            let units = gazetteer.chain(code, self.on);
            let listed = units.flat_map(|unit| unit.designations().iter());
            listed.filter(|listed| listed.valid.contains(self.on)).map(|listed| listed.list).collect()
        };
        if self.register.takes_codes_as_given() {
            return None;
        }
        match self.whereabouts() {
            Whereabouts::At(code) => gazetteer.at(code, self.on).map(|_| lists(code)),
            Whereabouts::OneOf(codes) => {
                let mut each = codes.into_iter().map(lists);
                let first = each.next()?;
                each.all(|other| other == first).then_some(first)
            }
            Whereabouts::Nowhere => None,
        }
    }

    /// Its members on the day, in the order of joining.
    #[must_use]
    pub fn members(&self) -> Vec<MemberId> {
        self.seats().into_iter().map(|seat| seat.member).collect()
    }

    /// The members, each with the last record of it.
    fn seats(&self) -> Vec<Seat<'a>> {
        let mut seats: Vec<Seat<'a>> = Vec::new();
        for item in &self.timeline.items {
            let entry = item.entry.id;
            let seat = |(member, record)| Seat { member, record, entry };
            if let Some(observation) = item.entry.content.founding(self.id) {
                seats = observation.members().map(seat).collect();
                continue;
            }
            match &item.entry.content {
                Change::Observed(observation) => {
                    for seat in &mut seats {
                        if let Some(record) = observation.member(seat.member) {
                            *seat = Seat { record, entry, ..*seat };
                        }
                    }
                }
                Change::Joined(joining) => seats.push(seat((joining.person.id, &joining.person.record))),
                Change::Merged(merger) if merger.into == self.id => {
                    seats.extend(merger.members.iter().map(|person| seat((person.id, &person.record))));
                }
                Change::Left(leaving) => seats.retain(|seat| seat.member != leaving.member),
                Change::Split(split) => seats.retain(|seat| !split.into.people().contains(&seat.member)),
                Change::Registered(_)
                | Change::Moved(_)
                | Change::Merged(_)
                | Change::Closed(_)
                | Change::Decided(_)
                | Change::Recognised(_)
                | Change::Corrected(_)
                | Change::Withdrawn(_)
                | Change::Supported(_)
                | Change::Published(_)
                | Change::Reviewed(_) => {}
            }
        }
        seats
    }

    /// The members who died by the day: when, who, and the date of birth where one is recorded.
    #[cfg(feature = "quality")]
    pub(super) fn deaths(&self) -> Vec<(NaiveDate, MemberId, Option<NaiveDate>)> {
        let died = self.timeline.items.iter().filter_map(|item| {
            let Change::Left(leaving) = &item.entry.content else { return None };
            (leaving.departure == super::Departure::Died).then_some((item.valid, leaving.member))
        });
        died.map(|(day, member)| (day, member, self.last_record(member).and_then(|record| record.birth.known()?.day())))
            .collect()
    }

    /// What was recorded of a person last, who may have left since.
    #[cfg(feature = "quality")]
    fn last_record(&self, member: MemberId) -> Option<&'a Member> {
        self.timeline.items.iter().rev().find_map(|item| {
            let change = &item.entry.content;
            if let Change::Joined(joining) = change {
                return (joining.person.id == member).then_some(&joining.person.record);
            }
            if let Change::Merged(merger) = change
                && merger.into == self.id
            {
                return merger.members.iter().find(|person| person.id == member).map(|person| &person.record);
            }
            change.observation(self.id)?.member(member)
        })
    }

    /// The entry of the last observation of the household as a whole.
    #[must_use]
    pub fn last_observed(&self) -> Option<(NaiveDate, EntryId)> {
        self.observation().map(|(item, _)| (item.valid, item.entry.id))
    }

    fn observation(&self) -> Option<(&Item<'a>, &'a Observation)> {
        let mut last = self.timeline.items.iter().rev();
        last.find_map(|item| item.entry.content.observation(self.id).map(|observation| (item, observation)))
    }

    /// The household as it was last observed, with its members, its place and its area of the day and all that was corrected
    /// since.
    ///
    /// # Errors
    /// [`RegisterError::FieldValue`], [`RegisterError::Household`] if its entries, put together, make no household: more
    /// members than there can be.
    pub fn household(&self) -> Result<Household, RegisterError> {
        let not_registered = || RegisterError::NotRegistered { household: self.id, on: self.on };
        let (item, observation) = self.observation().ok_or_else(not_registered)?;
        let mut household = observation.household().clone();
        for (field, value) in self.timeline.amendments(item.entry.id) {
            if let Field::Household(key) = field {
                household = with_value(&household, field, key, value)?;
            }
        }
        let members = self.seats().into_iter().map(|seat| self.record(seat)).collect::<Result<Vec<_>, _>>()?;
        let place = match self.whereabouts() {
            Whereabouts::At(code) => code,
            Whereabouts::OneOf(_) | Whereabouts::Nowhere => self.place.code,
        };
        Ok(household.to_builder().place(place, self.area()).members(members).build()?)
    }

    /// What is known of a member, with what was corrected.
    fn record(&self, seat: Seat<'a>) -> Result<Member, RegisterError> {
        let mut record = seat.record.clone();
        for (field, value) in self.timeline.amendments(seat.entry) {
            if let Field::Member(member, key) = field
                && *member == seat.member
            {
                record = with_value(&record, field, key, value)?;
            }
        }
        Ok(record)
    }

    /// Every recognition by the day, in the order of time.
    #[must_use]
    pub fn recognitions(&self) -> impl DoubleEndedIterator<Item = Recognised<'a>> {
        self.timeline.items.iter().filter_map(|item| {
            let Change::Recognised(recognition) = &item.entry.content else { return None };
            let decision = self.register.decision(recognition.decision()).ok()?;
            let outcome = self.timeline.outcome(item.entry.id, recognition);
            Some(Recognised { entry: item.entry.id, since: item.valid, recognition, decision, outcome })
        })
    }

    /// The recognition that holds on the day; `None` if no decision ever named the household.
    #[must_use]
    pub fn recognised(&self) -> Option<Recognised<'a>> {
        self.recognitions().next_back()
    }

    /// Where it stands on the day. A household that no decision ever named is not poor.
    #[must_use]
    pub fn standing(&self) -> Standing {
        self.recognised().map_or(Standing::NotPoor, |recognised| recognised.standing())
    }

    /// Whether it was poor on some day before `day`.
    #[must_use]
    pub fn was_poor_before(&self, day: NaiveDate) -> bool {
        self.stood_before(day, |standing| standing == Standing::Poor)
    }

    /// Whether it was poor or near-poor on some day before `day`.
    #[must_use]
    pub fn was_listed_before(&self, day: NaiveDate) -> bool {
        self.stood_before(day, Standing::is_listed)
    }

    fn stood_before(&self, day: NaiveDate, stood: impl Fn(Standing) -> bool) -> bool {
        self.recognitions()
            .take_while(|recognised| recognised.since < day)
            .any(|recognised| stood(recognised.standing()))
    }

    /// The day from which it has been neither poor nor near-poor after having been one of them, thoát nghèo; `None` if it is
    /// on a list, or never was.
    #[must_use]
    pub fn escaped_on(&self) -> Option<NaiveDate> {
        let mut escaped = None;
        let mut listed = false;
        for recognised in self.recognitions() {
            let now = recognised.standing().is_listed();
            if now {
                escaped = None;
            } else if listed {
                escaped = Some(recognised.since);
            }
            listed = now;
        }
        escaped
    }

    /// Whether it has newly escaped poverty, hộ mới thoát nghèo: it left the lists less than so many months ago.
    #[must_use]
    pub fn is_newly_escaped(&self, window: EscapeWindow) -> bool {
        self.is_active() && self.escaped_on().is_some_and(|escaped| window.contains(escaped, self.on))
    }

    /// Supports received by the day, with the day and the entry of each.
    pub fn supports(&self) -> impl Iterator<Item = (NaiveDate, EntryId, &'a Support)> {
        self.timeline.items.iter().filter_map(|item| {
            let Change::Supported(support) = &item.entry.content else { return None };
            Some((item.valid, item.entry.id, &**support))
        })
    }
}

/// A member and what was last recorded of it, by which entry.
#[derive(Clone, Copy, Debug)]
struct Seat<'a> {
    member: MemberId,
    record: &'a Member,
    entry: EntryId,
}
