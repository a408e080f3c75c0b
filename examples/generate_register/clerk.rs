//! The clerk: keeps the register, takes the steps of the reviews, and seals what happened on a day.

use super::home::Home;
use super::sealed::Bytes;
use chrono::NaiveDate;
use poverty::journal::{Entry, EntryId, FileStore, Store};
use poverty::place::Gazetteer;
use poverty::register::review::{Act, Procedure, ReviewKey, StepKind, WorkingDays};
use poverty::register::{Change, Decision, HouseholdId, Observation, Register, ReviewStep};
use poverty::standard::Standards;
use std::error::Error;

pub(crate) type Done<T> = Result<T, Box<dyn Error>>;

pub(crate) const STANDARD: &str = "vn-decree-07-2021";
const PLACES: &str = include_str!("../data/register/places.toml");

pub(crate) fn day(text: &str) -> Done<NaiveDate> {
    Ok(text.parse()?)
}

/// An empty register of the commune, which reviews by Decision 24/2021. Holidays are left out of its calendar.
pub(crate) fn register() -> Done<Register> {
    let places = Gazetteer::builder().provinces_of_viet_nam()?.toml("places.toml", PLACES)?.build()?;
    let calendar = WorkingDays::over("2022-01-01/2026-01-01".parse()?);
    Ok(Register::with_places(places).reviewing_by(Procedure::vn_decision_24_2021()?, calendar))
}

pub(crate) struct Clerk {
    pub(crate) register: Register,
    store: FileStore<Change, Bytes>,
    kept: usize,
}

impl Clerk {
    pub(crate) fn new() -> Done<Self> {
        Ok(Self { register: register()?, store: FileStore::on(Bytes::default(), "journal.jsonl")?, kept: 0 })
    }

    /// Appends what is true from one day and recorded on another, after sealing what was recorded before that day.
    pub(crate) fn enter(&mut self, valid: NaiveDate, recorded: NaiveDate, change: Change) -> Done<EntryId> {
        if self.register.journal().entries().last().is_some_and(|last| last.recorded < recorded) {
            self.seal()?;
        }
        let id = EntryId::new(u64::try_from(self.register.journal().entries().len())? + 1);
        self.register.append(Entry::new(id, valid, change).recorded_on(recorded))?;
        Ok(id)
    }

    pub(crate) fn seal(&mut self) -> Done<()> {
        let new = &self.register.journal().entries()[self.kept..];
        if !new.is_empty() {
            self.store.append(new)?;
            self.kept += new.len();
        }
        Ok(())
    }

    pub(crate) fn into_bytes(self) -> Vec<u8> {
        self.store.into_medium().0
    }

    pub(crate) fn step(&mut self, key: &ReviewKey, on: NaiveDate, act: Act) -> Done<EntryId> {
        let by = match act.kind() {
            StepKind::Open | StepKind::Close => "steering_committee",
            StepKind::List | StepKind::Meet | StepKind::Post | StepKind::Strike => "village_head",
            StepKind::Survey | StepKind::Score | StepKind::Recheck => "surveyor",
            StepKind::Complain => "resident",
            StepKind::Report | StepKind::Approve | StepKind::Certify => "commune_chair",
            StepKind::Opine => "district_chair",
        };
        let step = ReviewStep { review: key.clone(), by: by.into(), act };
        self.enter(on, on, Change::Reviewed(step.into()))
    }

    /// Writes down what a survey saw: the entry, and the class that it gives.
    pub(crate) fn observe(&mut self, home: &Home, on: NaiveDate, misread: Option<u32>) -> Done<(EntryId, String)> {
        let household = home.seen(on, misread)?;
        let standard = Standards::embedded().get(STANDARD)?;
        let class = standard.assess(&household, on)?.class().map_or("", |class| class.id()).to_owned();
        let observation = Observation::new(household, home.people.iter().map(|(person, _)| *person))?;
        Ok((self.enter(on, on, Change::Observed(observation.into()))?, class))
    }

    /// The commune decides on a review: the decision, and a recognition for each household on the list.
    pub(crate) fn decide(&mut self, key: &ReviewKey, on: NaiveDate) -> Done<()> {
        let standard = Standards::embedded().get(STANDARD)?;
        let number = format!("{}/QĐ-UBND", 100 + self.register.journal().entries().len());
        let decision = Decision::under(&number, "66-X1", standard)?;
        let entry = self.enter(on, on, Change::Decided(decision.clone().into()))?;
        self.step(key, on, Act::Approved { decision: entry })?;
        for household in self.on_the_list(key)? {
            let state = self.register.as_of(on).household(household).ok_or("a household on the list is there")?;
            let seen = state.household()?;
            // Ages count on the day of the survey, not on that of the decision.
            let surveyed = state.last_observed().map_or(on, |(surveyed, _)| surveyed);
            let recognition = decision.recognise(entry, &standard.assess(&seen, surveyed)?)?;
            self.enter(on, on, Change::Recognised(recognition))?;
        }
        Ok(())
    }

    /// Certificates are given to the poor and near-poor, and the review ends.
    pub(crate) fn certify(&mut self, key: &ReviewKey, on: NaiveDate) -> Done<()> {
        for household in self.on_the_list(key)? {
            let state = self.register.as_of(on).household(household).ok_or("a household on the list is there")?;
            if state.standing().is_listed() {
                self.step(key, on, Act::Certified { household })?;
            }
        }
        self.step(key, on, Act::Closed)?;
        Ok(())
    }

    fn on_the_list(&self, key: &ReviewKey) -> Done<Vec<HouseholdId>> {
        Ok(self.register.review(key)?.open_cases().map(|(household, _)| household).collect())
    }
}
