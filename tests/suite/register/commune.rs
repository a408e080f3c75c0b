//! A commune to write tests in: households by number, entries numbered as they come.

use chrono::NaiveDate;
use poverty::household::{
    Disability, Dwelling, Education, Frame, HealthCare, Household, Item, Member, Possessions, Roof, Services, Toilet,
    Wall, WaterSource, Work,
};
use poverty::journal::{Entry, EntryId};
use poverty::place::{Area, Gazetteer};
use poverty::quantity::{FloorArea, Money};
use poverty::register::{
    Because, Change, Correction, Decision, Field, FieldValue, Ground, HouseholdId, Observation, Publication, Register,
    RegisterError, Registration, Support,
};
use poverty::standard::Standards;

pub(super) const DECREE: &str = "vn-decree-07-2021";
pub(super) const PLACE: &str = "24133";

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(super) fn id(number: u32) -> HouseholdId {
    HouseholdId::new(&format!("H-{number}")).unwrap()
}

/// A household of two adults with an income, and with or without enough deprivations to be poor under the line.
pub(super) fn household(number: u32, income: i64, deprived: bool) -> Household {
    household_in(PLACE, number, income, deprived)
}

pub(super) fn household_in(place: &str, number: u32, income: i64, deprived: bool) -> Household {
    let (area, toilet, water) =
        if deprived { (12, Toilet::OpenPit, WaterSource::Surface) } else { (60, Toilet::Septic, WaterSource::Piped) };
    let member = |age| {
        Member::aged(age)
            .unwrap()
            .with_health_insurance(true)
            .with_uses_internet(true)
            .with_work(Work::SelfEmployed)
            .with_attained(Education::UpperSecondary)
            .with_health_care(HealthCare::NotIll)
            .with_social_allowance(false)
            .with_disability(Disability::None)
    };
    Household::builder(format!("H-{number}"), place, Area::Rural)
        .income_per_person_month(Money::vnd(income))
        .dwelling(
            Dwelling::default()
                .with_area(FloorArea::square_metres(area).unwrap())
                .with_frame(Frame::BrickStone)
                .with_wall(Wall::BrickStone)
                .with_roof(Roof::Tile),
        )
        .services(Services::default().with_toilet(toilet).with_water_source(water).with_internet(true))
        .possessions(Possessions::only([Item::Television]))
        .members([member(40), member(42)])
        .build()
        .unwrap()
}

/// The persons of a household are its number times ten and what follows.
pub(super) fn seen(household: Household) -> Observation {
    let number: u64 = household.id().trim_start_matches("H-").parse().unwrap();
    let people: Vec<u64> = (0..u64::from(household.size())).map(|index| 10 * number + index).collect();
    Observation::new(household, people).unwrap()
}

pub(super) struct Commune {
    pub(super) register: Register,
    next: u64,
}

impl Commune {
    pub(super) fn new() -> Self {
        Self { register: Register::new(), next: 1 }
    }

    pub(super) fn in_places(gazetteer: Gazetteer) -> Self {
        Self { register: Register::with_places(gazetteer), next: 1 }
    }

    /// Appends a change that is recorded on the day on which it became true.
    pub(super) fn on(&mut self, valid: &str, change: Change) -> Result<EntryId, RegisterError> {
        self.known(valid, valid, change)
    }

    /// Appends a change that became known later.
    pub(super) fn known(&mut self, valid: &str, recorded: &str, change: Change) -> Result<EntryId, RegisterError> {
        let id = EntryId::new(self.next);
        let before = self.register.clone();
        let appended = self.register.append(Entry::new(id, day(valid), change).recorded_on(day(recorded)));
        if appended.is_err() {
            assert!(self.register == before, "a refused entry leaves no trace");
        }
        appended?;
        self.next += 1;
        Ok(id)
    }

    pub(super) fn register_household(&mut self, on: &str, household: Household) -> EntryId {
        let registration = Registration { ground: Ground::Listed, observation: seen(household) };
        self.on(on, Change::Registered(registration.into())).unwrap()
    }

    pub(super) fn decide(&mut self, on: &str) -> EntryId {
        self.decide_by(on, DECREE)
    }

    pub(super) fn decide_by(&mut self, on: &str, standard: &str) -> EntryId {
        let standard = Standards::embedded().get(standard).unwrap();
        let decision = Decision::under(&format!("{}/QĐ-UBND", self.next), PLACE, standard).unwrap();
        self.on(on, Change::Decided(decision.into())).unwrap()
    }

    /// Assesses a household as it is known on a day and recognises it by a decision.
    pub(super) fn recognise(&mut self, on: &str, decision: EntryId, number: u32) -> Result<EntryId, RegisterError> {
        let by = self.register.decision(decision)?.clone();
        let state = self.register.as_of(day(on)).household(id(number)).unwrap();
        let household = state.household()?;
        let assessment = Standards::embedded().get(by.standard())?.assess(&household, day(on))?;
        let recognition = by.recognise(decision, &assessment)?;
        self.on(on, Change::Recognised(recognition))
    }

    pub(super) fn correction(
        &self,
        entry: EntryId,
        field: &str,
        value: impl Into<FieldValue>,
    ) -> Result<Correction, RegisterError> {
        let because = Because { reason: "the form was misread", source: "complaint 3" };
        let field: Field = field.parse()?;
        self.register.correction(entry, field, value, because, Standards::embedded())
    }

    pub(super) fn correct(
        &mut self,
        recorded: &str,
        entry: EntryId,
        field: &str,
        value: impl Into<FieldValue>,
    ) -> Result<EntryId, RegisterError> {
        let correction = self.correction(entry, field, value)?;
        let valid = self.register.entry(entry)?.valid.to_string();
        self.known(&valid, recorded, Change::Corrected(correction.into()))
    }

    pub(super) fn publish(&mut self, of: &str, on: &str) -> EntryId {
        let figures = self.register.as_of(day(of)).figures(None, DECREE).unwrap();
        self.known(of, on, Change::Published(Publication::of(figures).into())).unwrap()
    }

    pub(super) fn support(
        &mut self,
        on: &str,
        number: u32,
        policy: &str,
        occasion: Option<&str>,
    ) -> Result<EntryId, RegisterError> {
        let support =
            Support { household: id(number), policy: policy.into(), occasion: occasion.map(Into::into), amount: None };
        self.on(on, Change::Supported(support.into()))
    }
}
