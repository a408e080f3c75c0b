//! Ten years of a commune from one seed: births and deaths, splits, mergers and moves, the reform of 2025, yearly reviews and those
//! between, complaints, corrections, late knowledge, publications, and crashes in the middle of an append.
//!
//! After every step the register is held against a model that knows nothing of it. A broken law panics; the same seed breaks
//! it again.

mod checks;
mod disk;
mod home;
mod life;
mod model;
mod review;

use chrono::{Datelike, Days, NaiveDate};
use disk::Disk;
use model::{Model, What};
use poverty::journal::{Entry, FileStore, Store};
use poverty::place::{Area, Gazetteer, Kind, Unit};
use poverty::quantity::Period;
use poverty::register::entitlement::Policies;
use poverty::register::review::{Actor, Procedure, ReviewKey, StepKind, WorkingDays};
use poverty::register::{Change, Register, RegisterError};
use poverty::source::{Citation, Confirmation, Text};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::LazyLock;

/// The first day, and the day after the last.
const FIRST: &str = "2017-01-01";
const END: &str = "2027-01-01";
/// The day on which the communes A and B became N, C was divided between N and the ward M, and districts were abolished.
const REFORM: &str = "2025-07-01";
const FOUNDERS: u32 = 12;

/// Reading a date of this program.
fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// What happened, and what was refused.
#[derive(Clone, Debug, Default)]
pub(crate) struct Counts {
    pub(crate) entries: usize,
    pub(crate) households: usize,
    pub(crate) late: usize,
    pub(crate) corrections: usize,
    pub(crate) reversals: usize,
    pub(crate) reviews: usize,
    pub(crate) complaints: usize,
    pub(crate) publications: usize,
    pub(crate) restated: usize,
    pub(crate) crashes: usize,
    pub(crate) questions: usize,
    pub(crate) kinds: BTreeMap<&'static str, usize>,
    pub(crate) refused: BTreeMap<&'static str, usize>,
}

impl Counts {
    /// The counts of several seeds together.
    pub(crate) fn add(&mut self, other: &Self) {
        self.entries += other.entries;
        self.households += other.households;
        self.late += other.late;
        self.corrections += other.corrections;
        self.reversals += other.reversals;
        self.reviews += other.reviews;
        self.complaints += other.complaints;
        self.publications += other.publications;
        self.restated += other.restated;
        self.crashes += other.crashes;
        self.questions += other.questions;
        for (kind, count) in &other.kinds {
            *self.kinds.entry(kind).or_default() += count;
        }
        for (code, count) in &other.refused {
            *self.refused.entry(code).or_default() += count;
        }
    }
}

/// What was published, and who was counted poor in it.
struct Published {
    entry: u64,
    on: NaiveDate,
    known: usize,
    standard: &'static str,
    poor: BTreeSet<u32>,
    households: usize,
}

struct Simulation<'a> {
    rng: ChaCha8Rng,
    today: NaiveDate,
    register: Register,
    model: Model,
    next_entry: u64,
    next_household: u32,
    next_person: u64,
    store: Option<FileStore<Change, Disk>>,
    /// Where the next append of the disk stops, if it is to stop.
    room: Rc<Cell<Option<usize>>>,
    /// Entries that the store acknowledged.
    kept: usize,
    published: Vec<Published>,
    /// Reviews under way, with the day of their next step.
    agenda: BTreeMap<ReviewKey, NaiveDate>,
    policies: &'static Policies,
    counts: Counts,
    diary: &'a mut dyn FnMut(&str),
}

/// Lives through ten years, telling the diary what happens.
pub(crate) fn run(seed: u64, diary: &mut dyn FnMut(&str)) -> Counts {
    Simulation::new(seed, diary).run()
}

/// The procedure of Viet Nam, as if it had been followed since 2017, with someone invented for the opinion that districts gave.
fn procedure() -> Procedure {
    let text = toml::to_string(&Procedure::vn_decision_24_2021().unwrap()).unwrap();
    let earlier = Procedure::from_toml("procedure", &text.replace("2021-09-01/", "2017-01-01/")).unwrap();
    let actor = Actor { id: "province_agency".into(), name: Text::english("an agency of the province").unwrap() };
    let instrument = "local-government-2025".into();
    let cite = Citation { instrument, article: None, confirmation: Confirmation::Derived, note: None };
    earlier.with_actor(StepKind::Opine, actor, Period::from(day(REFORM)), cite).unwrap()
}

fn places() -> Gazetteer {
    let unit = |code: &str, kind, valid: &str| {
        Unit::new(code, kind, Text::english(code).unwrap(), valid.parse().unwrap()).unwrap()
    };
    let old = |code: &str, successors: &[&str]| {
        let unit = unit(code, Kind::Commune, "2010-01-01/2025-07-01").lying_in("D");
        successors.iter().fold(unit, |unit, successor| unit.followed_by(*successor).unwrap())
    };
    Gazetteer::builder()
        .unit(unit("P", Kind::Province, "2010-01-01/.."))
        .unit(unit("D", Kind::RuralDistrict, "2010-01-01/2025-07-01").lying_in("P"))
        .unit(old("A", &["N"]))
        .unit(old("B", &["N"]))
        .unit(old("C", &["N", "M"]))
        .unit(unit("N", Kind::Commune, "2025-07-01/..").lying_in("P"))
        .unit(unit("M", Kind::Ward, "2025-07-01/..").lying_in("P"))
        .build()
        .unwrap()
}

/// The communes of a day.
fn communes(on: NaiveDate) -> &'static [&'static str] {
    if on < day(REFORM) { &["A", "B", "C"] } else { &["N", "M"] }
}

fn area_of(place: &str) -> Area {
    if place == "M" { Area::Urban } else { Area::Rural }
}

/// The standard that the reviews of a year apply. That of 2026 is not known completely, so this commune goes on with the last
/// one that is.
fn standard_of(year: i32) -> &'static str {
    if year <= 2020 { "vn-decision-59-2015" } else { "vn-decree-07-2021" }
}

fn empty_register() -> Register {
    static EMPTY: LazyLock<Register> = LazyLock::new(|| {
        let calendar = WorkingDays::over("2017-01-01/2028-01-01".parse().unwrap());
        Register::with_places(places()).reviewing_by(procedure(), calendar)
    });
    EMPTY.clone()
}

impl<'a> Simulation<'a> {
    fn new(seed: u64, diary: &'a mut dyn FnMut(&str)) -> Self {
        static POLICIES: LazyLock<Policies> = LazyLock::new(|| Policies::viet_nam().unwrap());
        let disk = Disk::default();
        let room = disk.room.clone();
        Self {
            rng: ChaCha8Rng::seed_from_u64(seed),
            today: day(FIRST),
            register: empty_register(),
            model: Model::default(),
            next_entry: 1,
            next_household: 1,
            next_person: 1,
            store: Some(FileStore::on(disk, "journal").unwrap()),
            room,
            kept: 0,
            published: Vec::new(),
            agenda: BTreeMap::new(),
            policies: &POLICIES,
            counts: Counts::default(),
            diary,
        }
    }

    fn run(mut self) -> Counts {
        for _ in 0..FOUNDERS {
            let place = communes(self.today)[self.below(3)];
            self.register_household(place, poverty::register::Ground::Listed);
        }
        while self.today < day(END) {
            self.live_a_day();
            self.today = self.today + Days::new(1);
        }
        self.today = day(END) - Days::new(1);
        self.keep(false);
        self.check_everything();
        self.check_tampering();
        self.counts.households = self.model.households().len();
        self.counts
    }

    fn live_a_day(&mut self) {
        let (month, date) = (self.today.month(), self.today.day());
        if self.today == day(REFORM) {
            self.tell(
                "the reform: communes A and B become N, C is divided between N and the ward M, districts are abolished",
            );
        }
        if self.chance(8) {
            self.happen();
        }
        if (month, date) == (9, 3) {
            self.open_yearly_reviews();
        }
        if date == 15 && !(9..=12).contains(&month) && self.chance(25) {
            self.open_ad_hoc_review();
        }
        self.go_on_with_reviews();
        if (month, date) == (12, 31) {
            self.publish();
        }
        if date == 1 {
            self.check_month();
        }
        if self.chance(4) {
            let crash = self.chance(8);
            self.keep(crash);
        }
    }

    /// A number from 0 to below `end`.
    fn below(&mut self, end: usize) -> usize {
        self.rng.random_range(0..end)
    }

    /// Yes in so many of a hundred cases.
    fn chance(&mut self, percent: u32) -> bool {
        self.rng.random_range(0..100) < percent
    }

    fn tell(&mut self, what: &str) {
        (self.diary)(&format!("{}  {what}", self.today));
    }

    /// Appends a change that is true from a day; the register takes it if and only if the model says that it can have happened.
    /// What it says to the model comes beside it.
    fn append(&mut self, valid: NaiveDate, change: Change, what: Vec<What>) -> Result<u64, RegisterError> {
        let id = self.next_entry;
        let possible = self.model.admits(id, valid, self.today, &what);
        self.append_if(valid, change, what, possible)
    }

    fn append_if(
        &mut self,
        valid: NaiveDate,
        change: Change,
        what: Vec<What>,
        possible: bool,
    ) -> Result<u64, RegisterError> {
        let id = self.next_entry;
        let kind = change.kind();
        let entry = Entry::new(id, valid, change).recorded_on(self.today);
        let before = self.register.journal().entries().len();
        let taken = self.register.append(entry.clone());
        assert_eq!(taken.is_ok(), possible, "{}: entry {id} ({kind}): {taken:?}, {what:?}", self.today);
        let touched: BTreeSet<u32> = what.iter().flat_map(What::households).collect();
        if let Err(error) = taken {
            *self.counts.refused.entry(error.code()).or_default() += 1;
            assert_eq!(self.register.journal().entries().len(), before, "a refused entry leaves no trace");
            self.check_households(&touched);
            return Err(error);
        }
        assert!(!self.register.append(entry).unwrap().is_new(), "the same entry again is once");
        self.model.learn(id, valid, self.today, what);
        self.next_entry += 1;
        self.counts.entries += 1;
        self.counts.late += usize::from(valid < self.today);
        *self.counts.kinds.entry(kind).or_default() += 1;
        self.check_households(&touched);
        self.check_a_question();
        Ok(id)
    }

    /// Keeps what is not yet kept. Sometimes the machine dies in the middle of it, and the register is made again from what is
    /// there; who sent the rest sends it again.
    fn keep(&mut self, crash: bool) {
        let new: Vec<Entry<Change>> = self.register.journal().entries()[self.kept..].to_vec();
        if new.is_empty() {
            return;
        }
        let mut store = self.store.take().unwrap();
        if crash {
            let room = self.below(1 << 20);
            self.room.set(Some(room));
            assert!(store.append(&new).is_err(), "the machine dies");
            store = FileStore::on(store.into_medium(), "journal").unwrap();
            let read = store.read().unwrap();
            assert_eq!(read.len(), self.kept, "what was acknowledged is there, and nothing in part");
            let mut again = empty_register().filled(read).unwrap();
            for entry in new.iter().cloned() {
                assert!(again.append(entry).unwrap().is_new());
            }
            assert!(again == self.register, "the register made again is the register");
            self.register = again;
            self.counts.crashes += 1;
            let lost = new.len();
            self.tell(&format!("the machine dies while {lost} entries are being kept; they are sent again"));
        }
        store.append(&new).unwrap();
        self.kept += new.len();
        self.store = Some(store);
    }
}
