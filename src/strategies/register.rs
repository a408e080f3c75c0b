//! Strategies of the register: identifiers, and whole journals of what can have happened.

use crate::household::{Dwelling, Household, Member, Services, Toilet, Unknown, WaterSource};
use crate::journal::Entry;
use crate::place::Area;
use crate::quantity::{FloorArea, Money};
use crate::register::{
    Arrival, Because, Change, Closing, Closure, Decision, Departure, Field, FieldValue, Ground, HouseholdId, Joining,
    Leaving, MemberId, Merger, Observation, Person, Publication, Register, RegisterError, Registration, Relocation,
    Split, Standing, State, Support,
};
use crate::standard::Standards;
use chrono::{Days, NaiveDate};
use proptest::prelude::*;

/// Any identifier of a household.
pub fn household_id() -> impl Strategy<Value = HouseholdId> {
    "[!-~]{1,24}".prop_filter_map("an identifier", |text| HouseholdId::new(&text).ok())
}

/// Any standing.
pub fn standing() -> impl Strategy<Value = Standing> {
    proptest::sample::select(Standing::ALL.as_slice())
}

/// A journal that a register without gazetteer accepts, of up to so many entries: households are registered, observed, split,
/// merged, moved and closed; persons are born and die; communes decide, recognise, support and publish; entries are corrected
/// and withdrawn; much becomes known late.
pub fn journal(entries_max: usize) -> impl Strategy<Value = Vec<Entry<Change>>> {
    let step = (any::<u8>(), any::<u16>(), any::<u16>(), 0..60_u64, prop_oneof![3 => Just(0), 1 => 0..400_u64]);
    let step = step.prop_map(|(kind, which, other, later, back)| Step { kind, which, other, later, back });
    proptest::collection::vec(step, 0..entries_max).prop_map(|steps| {
        let mut history = History { register: Register::new(), today: NaiveDate::MIN };
        steps.iter().for_each(|step| history.step(*step));
        history.register.journal().entries().to_vec()
    })
}

/// What is to happen next.
#[derive(Clone, Copy, Debug)]
struct Step {
    kind: u8,
    /// Which household or entry.
    which: u16,
    /// Which other one, or what.
    other: u16,
    /// Days since the last step.
    later: u64,
    /// For how many days it has been true when it becomes known.
    back: u64,
}

struct History {
    register: Register,
    today: NaiveDate,
}

impl History {
    /// Tries a step; the register refuses what can't be.
    fn step(&mut self, step: Step) {
        let start = NaiveDate::from_ymd_opt(2020, 1, 1).unwrap_or_default();
        self.today = self.today.max(start).checked_add_days(Days::new(step.later)).unwrap_or(self.today);
        let back = self.today.checked_sub_days(Days::new(step.back)).unwrap_or(self.today).max(start);
        if let Ok(Some((valid, change))) = self.change(step, back) {
            let number = u64::try_from(self.register.journal().entries().len()).unwrap_or(u64::MAX);
            let entry = Entry::new(number, valid, change).recorded_on(self.today);
            let _refused = self.register.append(entry);
        }
    }

    fn change(&self, step: Step, valid: NaiveDate) -> Result<Option<(NaiveDate, Change)>, RegisterError> {
        let new = self.register.households_ever();
        let state = self.state(step.which, valid);
        let another = self.state(step.other, valid);
        let change = match (step.kind % 16, state) {
            (0..=2, _) | (_, None) => {
                let (ground, observation) =
                    (Ground::Listed, founded(new, step.other, &[person_of(new, 0), person_of(new, 1)])?);
                Change::Registered(Registration { ground, observation }.into())
            }
            (3, Some(state)) => Change::Observed(seen_again(&state, step.other)?.into()),
            (4, Some(state)) => {
                let place = place(step.other).into();
                Change::Moved(Relocation { household: state.id(), place, area: Area::Rural }.into())
            }
            (5, Some(state)) => match state.members().split_last() {
                Some((last, [_, ..])) => {
                    Change::Split(Split { from: state.id(), into: founded(new, step.other, &[*last])? }.into())
                }
                _ => return Ok(None),
            },
            (6, Some(state)) => match another {
                Some(another) => {
                    let household = state.household()?;
                    let members = state.members().into_iter().zip(household.members());
                    let members = members.map(|(id, record)| Person { id, record: record.clone() }).collect();
                    Change::Merged(Merger { household: state.id(), into: another.id(), members }.into())
                }
                None => return Ok(None),
            },
            (7, Some(state)) => {
                let id = person_of(self.register.journal().entries().len(), 2);
                let person = Person { id, record: Member::aged(0)? };
                Change::Joined(Joining { household: state.id(), person, arrival: Arrival::Born }.into())
            }
            (8, Some(state)) => match state.members().first() {
                Some(member) => {
                    Change::Left(Leaving { household: state.id(), member: *member, departure: Departure::Died })
                }
                None => return Ok(None),
            },
            (9, Some(state)) => Change::Closed(Closing { household: state.id(), closure: Closure::MovedAway }),
            (10, Some(_)) => {
                let id = if step.other.is_multiple_of(3) { "vn-decision-59-2015" } else { "vn-decree-07-2021" };
                Change::Decided(Decision::under("1", "A", Standards::embedded().get(id)?)?.into())
            }
            (11 | 12, Some(state)) => return self.recognition(&state, valid),
            (13, Some(state)) => {
                let policy = if step.other.is_multiple_of(2) { "housing" } else { "tuition" }.into();
                Change::Supported(Support { household: state.id(), policy, occasion: None, amount: None }.into())
            }
            (14, Some(_)) => {
                let unit = place(step.other);
                let unit = Some(unit).filter(|_| !step.which.is_multiple_of(2));
                Change::Published(
                    Publication::of(self.register.as_of(valid).figures(unit, "vn-decree-07-2021")?).into(),
                )
            }
            (_, Some(_)) => return self.setting_right(step),
        };
        Ok(Some((valid, change)))
    }

    fn state(&self, which: u16, valid: NaiveDate) -> Option<State<'_>> {
        let count = self.register.households_ever();
        let slot = usize::from(which).checked_rem(count)?;
        self.register.as_of(valid).household(name(slot).ok()?).filter(State::is_active)
    }

    fn recognition(&self, state: &State<'_>, valid: NaiveDate) -> Result<Option<(NaiveDate, Change)>, RegisterError> {
        let decided = self
            .register
            .journal()
            .entries()
            .iter()
            .rev()
            .find(|entry| matches!(entry.content, Change::Decided(_)) && entry.valid <= valid);
        let Some(decided) = decided else { return Ok(None) };
        let decision = self.register.decision(decided.id)?;
        let household = state.household()?;
        let assessment = Standards::embedded().get(decision.standard())?.assess(&household, valid)?;
        Ok(Some((valid, Change::Recognised(decision.recognise(decided.id, &assessment)?))))
    }

    fn setting_right(&self, step: Step) -> Result<Option<(NaiveDate, Change)>, RegisterError> {
        let entries = self.register.journal().entries();
        let target = usize::from(step.which).checked_rem(entries.len()).and_then(|place| entries.get(place));
        let Some(target) = target else { return Ok(None) };
        let because = Because { reason: "misread", source: "complaint" };
        if step.other.is_multiple_of(5) {
            return Ok(Some((
                target.valid,
                Change::Withdrawn(self.register.retraction(target.id, because, Standards::embedded())?.into()),
            )));
        }
        let earlier = target.valid.checked_sub_days(Days::new(step.back)).unwrap_or(target.valid);
        let (field, value): (&str, FieldValue) = match step.other % 7 {
            0 | 1 => ("income_per_person_month", income(step.other).to_string().into()),
            2 => ("services.toilet", "septic".into()),
            3 => ("services.toilet", Unknown::Refused.into()),
            4 => ("place", place(step.other).into()),
            5 => ("day", earlier.to_string().into()),
            _ => ("class", "poor".into()),
        };
        let field: Field = field.parse()?;
        let correction = self.register.correction(target.id, field, value, because, Standards::embedded())?;
        Ok(Some((target.valid, Change::Corrected(correction.into()))))
    }
}

fn name(slot: usize) -> Result<HouseholdId, RegisterError> {
    HouseholdId::new(&format!("H{slot}"))
}

fn person_of(number: usize, index: u64) -> MemberId {
    MemberId::new(u64::try_from(number).unwrap_or(u64::MAX).saturating_mul(3).saturating_add(index))
}

const fn place(which: u16) -> &'static str {
    match which % 3 {
        0 => "A",
        1 => "B",
        _ => "C",
    }
}

fn income(which: u16) -> Money {
    Money::vnd(i64::from(which % 7).saturating_mul(400_000))
}

/// A new household with members that are adults without anything unknown that a class could depend on.
fn founded(slot: usize, which: u16, people: &[MemberId]) -> Result<Observation, RegisterError> {
    let members = people.iter().map(|_| Ok(Member::aged(30)?.with_health_insurance(!which.is_multiple_of(2))));
    let members = members.collect::<Result<Vec<_>, RegisterError>>()?;
    let household = Household::builder(name(slot)?.as_str(), place(which), Area::Rural).members(members);
    Observation::new(answers(household, which)?.build()?, people.iter().copied())
}

fn seen_again(state: &State<'_>, which: u16) -> Result<Observation, RegisterError> {
    let household = answers(state.household()?.to_builder(), which)?.build()?;
    Observation::new(household, state.members())
}

fn answers(
    household: crate::household::HouseholdBuilder,
    which: u16,
) -> Result<crate::household::HouseholdBuilder, RegisterError> {
    let (toilet, water) = match which % 3 {
        0 => (Toilet::OpenPit, WaterSource::Surface),
        1 => (Toilet::OpenPit, WaterSource::Piped),
        _ => (Toilet::Septic, WaterSource::Piped),
    };
    let area = FloorArea::square_metres(u32::from(which % 50).saturating_add(5))?;
    Ok(household
        .income_per_person_month(income(which))
        .dwelling(Dwelling::default().with_area(area))
        .services(Services::default().with_toilet(toilet).with_water_source(water).with_internet(true)))
}
