//! The laws, checked against the model.

use super::disk::Disk;
use super::home::{name, number};
use super::model::{Life, Model};
use super::{FIRST, Published, Simulation, day, empty_register, standard_of};
use chrono::{Datelike, Days, Months, NaiveDate};
use poverty::journal::{FileStore, Store};
use poverty::register::review::{Occasion, Stage, Term};
use poverty::register::{Change, Publication, Register, Standing, State, Transitions, View};
use rand::RngExt;
use std::collections::{BTreeMap, BTreeSet};

impl Simulation<'_> {
    /// Households are today as the model says.
    pub(super) fn check_households(&self, numbers: &BTreeSet<u32>) {
        let view = self.register.as_of(self.today);
        for household in numbers {
            self.check_household(&view, *household, self.model.known());
        }
    }

    fn check_household(&self, view: &View<'_>, household: u32, known: usize) {
        let on = view.on();
        let life = self.model.life(household, on, known);
        let state = view.household(name(household));
        let told = || format!("{}: H-{household} on {on} by {known} facts", self.today);
        assert_eq!(state.is_some(), life.is_some(), "{}", told());
        let (Some(state), Some(life)) = (state, life) else { return };
        assert_eq!(state.is_active(), !life.ended, "{}", told());
        let members: Vec<u64> = state.members().into_iter().map(|member| member.get()).collect();
        assert_eq!(members, life.members, "{}", told());
        assert_eq!(state.standing(), life.standing(), "{}", told());
        assert_eq!(state.supports().count(), life.supports.len(), "{}", told());
        let places = life.places(on);
        let expected = if places.len() == 1 { places[0].to_owned() } else { format!("one of {}", places.join(", ")) };
        assert_eq!(state.whereabouts().to_string(), expected, "{}", told());
    }

    /// Someone asks of any household on any day what was known of it on any other: later knowledge is in no answer.
    pub(super) fn check_a_question(&mut self) {
        let lived = (self.today - day(FIRST)).num_days().unsigned_abs();
        let known_on = day(FIRST) + Days::new(self.rng.random_range(0..=lived));
        let on = day(FIRST) + Days::new(self.rng.random_range(0..=lived));
        let household = self.rng.random_range(1..self.next_household);
        let view = self.register.as_of(on).as_known_on(known_on);
        self.check_household(&view, household, self.model.known_on(known_on));
        self.counts.questions += 1;
    }

    /// All households, the reviews, and the passages since a month ago.
    pub(super) fn check_month(&mut self) {
        self.check_households(&self.model.households());
        let now = self.register.as_of(self.today);
        for progress in now.reviews() {
            assert!(progress.is_consistent());
            assert_eq!(&progress, self.register.review(progress.key()).unwrap(), "a review is what its steps make");
        }
        let Some(before) = self.today.checked_sub_months(Months::new(1)).filter(|before| *before >= day(FIRST)) else {
            return;
        };
        let then = self.register.as_of(before);
        let transitions = Transitions::between(&then, &now);
        let known = self.model.known();
        let (was, is) = (self.model.active(before, known), self.model.active(self.today, known));
        assert_eq!(then.households().count(), was.len());
        assert_eq!(now.households().count(), is.len());
        conserved(&transitions, &was, &is, Life::standing);
        // Everybody lives somewhere: the communes and those whose commune was divided are all.
        let communes = super::communes(self.today);
        let placed: usize = communes.iter().map(|place| now.households_in(place).count()).sum();
        assert_eq!(placed + now.households_without_place().count(), is.len());
    }

    /// The figures of the year go out.
    pub(super) fn publish(&mut self) {
        let (on, known, standard) = (self.today, self.model.known(), standard_of(self.today.year()));
        self.check_overdue();
        let figures = self.register.as_of(on).figures(None, standard).unwrap();
        let active = self.model.active(on, known);
        let standing = |wanted: Standing| -> BTreeSet<u32> {
            let those = active.iter().filter(|(_, life)| life.standing_by(standard) == wanted);
            those.map(|(household, _)| *household).collect()
        };
        let poor = standing(Standing::Poor);
        let counted = [figures.households(), figures.poor(), figures.near_poor()].map(|count| count.get());
        let expected = [active.len(), poor.len(), standing(Standing::NearPoor).len()];
        assert_eq!(counted.map(|count| usize::try_from(count).unwrap()), expected, "{on}");
        let entry = self.append(on, Change::Published(Publication::of(figures).into()), Vec::new()).unwrap();
        self.tell(&format!("published: {} of {} households are poor ({standard})", poor.len(), active.len()));
        self.published.push(Published { entry, on, known, standard, poor, households: active.len() });
        self.counts.publications += 1;
        self.check_publications();
        self.reconcile();
    }

    /// The yearly reviews that are not decided by 14 December are overdue, and no others.
    fn check_overdue(&self) {
        let view = self.register.as_of(self.today);
        let overdue: BTreeSet<String> = view
            .overdue()
            .unwrap()
            .into_iter()
            .filter(|(_, deadline)| deadline.term == Term::AnnualDecision)
            .map(|(key, _)| key.to_string())
            .collect();
        let open = view.reviews().filter(|progress| {
            matches!(progress.key().occasion, Occasion::Annual { .. }) && progress.stage() < Stage::Approved
        });
        assert_eq!(overdue, open.map(|progress| progress.key().to_string()).collect());
    }

    /// The published change is new + returned + arrived - left - departed, and leads from one published rate to the next.
    fn reconcile(&self) {
        let [.., earlier, later] = &self.published[..] else { return };
        let view =
            |published: &Published| self.register.as_of(published.on).as_known_before(published.entry.into()).unwrap();
        let transitions = Transitions::between(&view(earlier), &view(later));
        let lives = |published: &Published| self.model.active(published.on, published.known);
        let (was, is) = (lives(earlier), lives(later));
        conserved(&transitions, &was, &is, Life::standing);
        let by_one = |published: &Published, lives: &BTreeMap<u32, Life>| {
            lives.values().all(|life| life.standing() == life.standing_by(published.standard))
        };
        if earlier.standard != later.standard || !by_one(earlier, &was) || !by_one(later, &is) {
            return;
        }
        let rate = |published: &Published| {
            let figures = view(published).figures(None, published.standard).unwrap();
            figures.rate().unwrap()
        };
        let reconciled = transitions.reconcile(&rate(earlier), &rate(later)).unwrap();
        let change = i128::try_from(later.poor.len()).unwrap() - i128::try_from(earlier.poor.len()).unwrap();
        assert_eq!(reconciled.flows.net(), change);
    }

    /// What did we publish then: every total again, to the household. What do we know now: what became known since, to the
    /// household.
    pub(super) fn check_publications(&mut self) {
        for published in &self.published {
            let Published { entry, on, known, standard, poor, households } = published;
            let then = self.register.as_of(*on).as_known_before((*entry).into()).unwrap();
            let again: BTreeSet<u32> = then
                .households()
                .filter(|state| {
                    let recognised = state.recognised().filter(|one| one.decision().standard() == *standard);
                    recognised.is_some_and(|one| one.standing() == Standing::Poor)
                })
                .map(|state| number(state.id()))
                .collect();
            assert_eq!(&again, poor, "{}: what was published of {on}", self.today);
            let restated = self.register.restated((*entry).into()).unwrap();
            assert_eq!(then.figures(None, standard).unwrap(), restated.published);
            assert_eq!(restated.published.households().get(), u64::try_from(*households).unwrap());
            let changed: BTreeSet<u32> = restated
                .households
                .iter()
                .filter(|(_, was, is)| {
                    was.as_ref().map(|counted| counted.standing) != is.as_ref().map(|counted| counted.standing)
                })
                .map(|(household, _, _)| number(*household))
                .collect();
            assert_eq!(changed, differing(&self.model, *on, *known, standard), "{}: {on}", self.today);
            self.counts.restated += usize::from(!changed.is_empty());
        }
    }

    /// A register in which something was corrected and corrected back says what this one says: of every household today and on
    /// the days of all publications, and of every total that was published.
    pub(super) fn check_restored(&self, other: &Register) {
        let days: BTreeSet<NaiveDate> = self.published.iter().map(|one| one.on).chain([self.today]).collect();
        for on in days {
            let (here, there) = (self.register.as_of(on), other.as_of(on));
            assert!(
                here.households().map(|state| said(&state)).eq(there.households().map(|state| said(&state))),
                "{on}"
            );
        }
        for published in &self.published {
            let of = published.entry.into();
            assert_eq!(self.register.restated(of).unwrap(), other.restated(of).unwrap(), "{}", self.today);
        }
    }

    /// At the end: the register made again from what was kept is the register, and everything said before is said again.
    pub(super) fn check_everything(&mut self) {
        self.check_month();
        self.check_publications();
        let mut store = self.store.take().unwrap();
        let read = store.read().unwrap();
        assert!(empty_register().filled(read).unwrap() == self.register, "the register made again is the register");
        self.store = Some(store);
    }

    /// Somebody flips a bit of what was kept: it is found.
    pub(super) fn check_tampering(&mut self) {
        let bytes = self.store.take().unwrap().into_medium().bytes;
        for _ in 0..2 {
            let mut flipped = bytes.clone();
            let place = self.below(flipped.len());
            flipped[place] ^= 1 << self.below(8);
            match FileStore::<Change, Disk>::on(Disk { bytes: flipped, ..Disk::default() }, "journal") {
                Err(_) => {}
                // Without its last line break a file looks as if it had been torn, which is told.
                Ok(store) => assert!(store.torn_tail().is_some() && place == bytes.len() - 1),
            }
        }
    }
}

/// What a household is.
fn said(state: &State<'_>) -> impl PartialEq + use<> {
    let recognised: Vec<_> = state
        .recognitions()
        .map(|one| (one.entry(), one.since(), one.standing(), one.profile(), one.lines_exceeded()))
        .collect();
    (state.id(), state.members(), state.household().unwrap(), state.whereabouts().to_string(), recognised)
}

/// Households that count differently in figures of a day by what is known now.
fn differing(model: &Model, on: NaiveDate, known: usize, standard: &str) -> BTreeSet<u32> {
    let counted = |household: u32, known: usize| {
        let life = model.life(household, on, known).filter(|life| !life.ended);
        life.map(|life| life.standing_by(standard))
    };
    model.households().into_iter().filter(|one| counted(*one, known) != counted(*one, model.known())).collect()
}

/// Every household of either day is in one passage, and the poor of the second day are those of the first, and who came, without
/// who went.
fn conserved(
    transitions: &Transitions,
    was: &BTreeMap<u32, Life>,
    is: &BTreeMap<u32, Life>,
    standing: impl Fn(&Life) -> Standing,
) {
    let count = |lives: &BTreeMap<u32, Life>, wanted: Standing| {
        u64::try_from(lives.values().filter(|life| standing(life) == wanted).count()).unwrap()
    };
    for wanted in Standing::ALL {
        assert_eq!(transitions.earlier(wanted), count(was, wanted));
        assert_eq!(transitions.later(wanted), count(is, wanted));
    }
    let net = i128::from(count(is, Standing::Poor)) - i128::from(count(was, Standing::Poor));
    assert_eq!(transitions.flows().net(), net, "new + returned + arrived - left - departed");
}
