//! What happens to households between reviews, much of it known late, some of it recorded wrongly and set right.

use super::home::{Means, grown_up, household, income, name, newborn};
use super::model::{What, year_of};
use super::{FIRST, Simulation, area_of, communes, day};
use chrono::{Days, NaiveDate};
use poverty::household::Unknown;
use poverty::journal::Entry;
use poverty::register::{
    Arrival, Because, Change, Closing, Closure, Departure, Field, FieldValue, Ground, Joining, Leaving, Merger,
    Observation, Person, Registration, Relocation, Split, Standing,
};
use poverty::standard::Standards;

const POLICY: &str = "vn-health-insurance-poor";
const BECAUSE: Because<'static> = Because { reason: "the form was misread", source: "the paper form" };

impl Simulation<'_> {
    /// Today, or a day of the half year before that becomes known only now.
    fn since(&mut self) -> NaiveDate {
        if self.chance(25) {
            let back = self.rng.random_days();
            (self.today - Days::new(back)).max(day(FIRST))
        } else {
            self.today
        }
    }

    fn person(&mut self) -> u64 {
        self.next_person += 1;
        self.next_person
    }

    fn means(&mut self) -> Means {
        Means { low_income: self.chance(55), deprived: self.chance(60) }
    }

    pub(super) fn register_household(&mut self, place: &'static str, ground: Ground) {
        let number = self.next_household;
        self.next_household += 1;
        let means = self.means();
        let members = [self.person(), self.person()];
        let seen = household(number, place, means, vec![grown_up(), grown_up()]);
        let observation = Observation::new(seen, members).unwrap();
        let what = What::Founded { household: number, members: members.to_vec(), place, means, split_from: None };
        let change = Change::Registered(Registration { ground, observation }.into());
        self.append(self.today, change, vec![what]).unwrap();
        self.tell(&format!("H-{number} in {place} is registered ({ground}), {} by its means", means.standing()));
    }

    /// Something happens to some household.
    pub(super) fn happen(&mut self) {
        let active: Vec<u32> = self.model.active(self.today, self.model.known()).into_keys().collect();
        let few = active.len() < 4;
        if few || self.chance(6) {
            let here = communes(self.today);
            let place = here[self.below(here.len())];
            self.register_household(place, Ground::MovedIn);
            return;
        }
        let one = active[self.below(active.len())];
        let other = active[self.below(active.len())];
        match self.below(28) {
            0..4 => self.birth(one),
            4..7 => self.death(one),
            7 => self.marriage(one, other),
            8..10 => self.split(one),
            10 => self.merge(one, other),
            11..13 => self.relocate(one),
            13 => self.leave(one, Closure::MovedAway),
            14..16 => self.withdraw(one),
            16..18 => self.correct_day(one),
            18..21 => self.correct_income(one),
            21..23 => self.survey_late(one),
            23..25 => self.correct_and_take_back(one),
            _ => self.support(one),
        }
    }

    fn told(&mut self, valid: NaiveDate, what: &str) {
        let late = if valid < self.today { format!(", known late: it was on {valid}") } else { String::new() };
        self.tell(&format!("{what}{late}"));
    }

    fn birth(&mut self, number: u32) {
        let (valid, member) = (self.since(), self.person());
        let person = Person { id: member.into(), record: newborn() };
        let change = Change::Joined(Joining { household: name(number), person, arrival: Arrival::Born }.into());
        if self.append(valid, change, vec![What::Joined { household: number, member }]).is_ok() {
            self.told(valid, &format!("a child is born in H-{number}"));
        }
    }

    fn death(&mut self, number: u32) {
        let life = self.model.life(number, self.today, self.model.known()).unwrap();
        // Sometimes the last one is recorded as having left, which must be refused.
        if life.members.len() == 1 && !self.chance(20) {
            self.leave(number, Closure::DiedOut);
            return;
        }
        let member = life.members[self.below(life.members.len())];
        let valid = self.since();
        let leaving = Leaving { household: name(number), member: member.into(), departure: Departure::Died };
        if self.append(valid, Change::Left(leaving), vec![What::Left { household: number, member }]).is_ok() {
            self.told(valid, &format!("someone of H-{number} dies"));
        }
    }

    fn leave(&mut self, number: u32, closure: Closure) {
        let valid = self.since();
        let closing = Closing { household: name(number), closure };
        if self.append(valid, Change::Closed(closing), vec![What::Closed { household: number }]).is_ok() {
            self.told(valid, &format!("H-{number} ends: {closure}"));
        }
    }

    /// Someone of one household marries into another.
    fn marriage(&mut self, number: u32, other: u32) {
        let life = self.model.life(number, self.today, self.model.known()).unwrap();
        if number == other || life.members.len() < 2 {
            return;
        }
        let member = life.members[self.below(life.members.len())];
        let leaving = Leaving { household: name(number), member: member.into(), departure: Departure::Married };
        self.append(self.today, Change::Left(leaving), vec![What::Left { household: number, member }]).unwrap();
        // Where entries were withdrawn, a person may be a member of both already.
        let person = Person { id: member.into(), record: grown_up() };
        let joining = Joining { household: name(other), person, arrival: Arrival::Married };
        let joined = vec![What::Joined { household: other, member }];
        if self.append(self.today, Change::Joined(joining.into()), joined).is_ok() {
            self.tell(&format!("someone of H-{number} marries into H-{other}"));
        }
    }

    fn split(&mut self, from: u32) {
        let valid = self.since();
        let Some(life) = self.model.life(from, valid, self.model.known()) else { return };
        let (Some(place), Some(member)) = (life.place(valid), life.members.last().copied()) else { return };
        let number = self.next_household;
        self.next_household += 1;
        let means = Means { low_income: self.chance(70), deprived: self.chance(70) };
        let seen = household(number, place, means, vec![grown_up()]);
        let into = Observation::new(seen, [member]).unwrap();
        let split_from = Some(from);
        let what = vec![
            What::SplitOff { household: from, members: vec![member] },
            What::Founded { household: number, members: vec![member], place, means, split_from },
        ];
        if self.append(valid, Change::Split(Split { from: name(from), into }.into()), what).is_ok() {
            self.told(valid, &format!("H-{number} splits from H-{from}"));
        }
    }

    fn merge(&mut self, number: u32, into: u32) {
        let view = self.register.as_of(self.today);
        let (Some(state), false) = (view.household(name(number)), number == into) else { return };
        let seen = state.household().unwrap();
        let people = state.members().into_iter().zip(seen.members());
        let members: Vec<Person> = people.map(|(id, record)| Person { id, record: record.clone() }).collect();
        let numbers: Vec<u64> = members.iter().map(|person| person.id.get()).collect();
        let what = vec![
            What::Merged { household: number, members: numbers.clone(), into },
            What::TookIn { household: into, members: numbers },
        ];
        let merger = Merger { household: name(number), into: name(into), members };
        if self.append(self.today, Change::Merged(merger.into()), what).is_ok() {
            self.tell(&format!("H-{number} merges into H-{into}"));
        }
    }

    fn relocate(&mut self, number: u32) {
        let valid = self.since();
        let there = communes(valid);
        let place = there[self.below(there.len())];
        let relocation = Relocation { household: name(number), place: place.into(), area: area_of(place) };
        let what = vec![What::Moved { household: number, place }];
        if self.append(valid, Change::Moved(relocation.into()), what).is_ok() {
            self.told(valid, &format!("H-{number} moves to {place}"));
        }
    }

    /// An entry about a household that should not have been made.
    fn withdraw(&mut self, number: u32) {
        let facts = self.model.standing_facts(number);
        let may = facts.into_iter().filter(|fact| {
            matches!(
                fact.what,
                What::Joined { .. }
                    | What::Left { .. }
                    | What::Moved { .. }
                    | What::Supported { .. }
                    | What::Observed { .. }
                    | What::Recognised { .. }
            )
        });
        let may: Vec<(u64, NaiveDate)> = may.map(|fact| (fact.entry, fact.valid)).collect();
        if may.is_empty() {
            return;
        }
        let (entry, valid) = may[self.below(may.len())];
        let retraction = self.register.retraction(entry.into(), BECAUSE, Standards::embedded()).unwrap();
        let what = vec![What::Withdrawn { household: number, entry }];
        if self.append(valid, Change::Withdrawn(retraction.into()), what).is_ok() {
            self.counts.corrections += 1;
            self.tell(&format!("entry {entry} about H-{number} is withdrawn"));
        }
    }

    /// A birth, a death or a wedding was on another day.
    fn correct_day(&mut self, number: u32) {
        let facts = self.model.standing_facts(number);
        let may = facts.into_iter().filter(|fact| matches!(fact.what, What::Joined { .. } | What::Left { .. }));
        let may: Vec<(u64, NaiveDate)> = may.map(|fact| (fact.entry, fact.valid)).collect();
        let Some((entry, valid)) = may.last().copied().filter(|(entry, _)| !self.model.is_redated(*entry)) else {
            return;
        };
        let days = Days::new(1 + self.rng.random_days());
        let right = if self.chance(50) { (valid + days).min(self.today) } else { valid - days };
        if right == valid {
            return;
        }
        let correction =
            self.register.correction(entry.into(), Field::Day, right.to_string(), BECAUSE, Standards::embedded());
        let what = vec![What::From { household: number, entry, day: right }];
        let correction = match correction {
            Ok(correction) => correction,
            // By that day nobody would have been left to be recognised.
            Err(error) => {
                assert!(!self.model.admits(self.next_entry, valid, self.today, &what), "{}: {error}", self.today);
                *self.counts.refused.entry(error.code()).or_default() += 1;
                return;
            }
        };
        if self.append(valid, Change::Corrected(correction.into()), what).is_ok() {
            self.counts.corrections += 1;
            self.tell(&format!("entry {entry} about H-{number} is corrected: it was on {right}, not on {valid}"));
        }
    }

    /// An income was written down wrongly; sometimes that is corrected back later.
    fn correct_income(&mut self, number: u32) {
        let seen = self.model.observations(number);
        let (entry, valid, low) = seen[self.below(seen.len())];
        let field: Field = "income_per_person_month".parse().unwrap();
        let right = income(!low).to_string();
        let correction =
            self.register.correction(entry.into(), field, right.clone(), BECAUSE, Standards::embedded()).unwrap();
        let what = vec![What::Income { household: number, entry, low: !low }];
        let correction = self.append(valid, Change::Corrected(correction.into()), what);
        // It is refused only if the household it is about can't be.
        let id = correction.unwrap();
        self.counts.corrections += 1;
        let effect = self.register.effect_of(id.into()).unwrap();
        let changed: Vec<String> =
            effect.classes().iter().map(|one| format!("{} instead of {}", one.after.1, one.before.1)).collect();
        let figures = effect.publications().len();
        self.tell(&format!(
            "the income of H-{number} in entry {entry} is corrected to {right}: {}; {figures} publications change",
            if changed.is_empty() { "no class changes".to_owned() } else { changed.join(", ") },
        ));
        self.check_publications();
    }

    /// A survey outside of any review, which becomes known later more often than not.
    fn survey_late(&mut self, number: u32) {
        let (valid, means) = (self.since(), self.means());
        let Some(life) = self.model.life(number, valid, self.model.known()) else { return };
        let Some(place) = life.place(valid).filter(|_| !life.ended) else { return };
        let state = self.register.as_of(valid).household(name(number)).unwrap();
        let members = state.household().unwrap().members().to_vec();
        let observation = Observation::new(household(number, place, means, members), state.members()).unwrap();
        let what = vec![What::Observed { household: number, place, means }];
        if self.append(valid, Change::Observed(observation.into()), what).is_ok() {
            self.told(valid, &format!("H-{number} is surveyed, {} by its means", means.standing()));
        }
    }

    /// Something is corrected and corrected back, beside the register: every total that was published, and every household of
    /// any day, is as it was.
    fn correct_and_take_back(&mut self, number: u32) {
        let facts = self.model.standing_facts(number);
        let of: Vec<u64> = facts.into_iter().map(|fact| fact.entry).collect();
        let (entry, days) = (of[self.below(of.len())], Days::new(self.rng.random_days()));
        let valid = self.register.entry(entry.into()).unwrap().valid;
        let (field, value): (&str, FieldValue) = match self.below(8) {
            0 => ("income_per_person_month", income(true).to_string().into()),
            1 => ("income_per_person_month", income(false).to_string().into()),
            2 => ("income_per_person_month", Unknown::Refused.into()),
            3 => ("services.toilet", "septic".into()),
            4 => ("dwelling.area", Unknown::NotMeasured.into()),
            5 => ("place", communes(valid)[self.below(2)].into()),
            6 => ("day", (valid - days).to_string().into()),
            _ => ("class", ["poor", "near_poor"][self.below(2)].into()),
        };
        let field: Field = field.parse().unwrap();
        let mut beside = self.register.clone();
        let mut set = |number: u64, value: FieldValue| {
            let correction = beside.correction(entry.into(), field.clone(), value, BECAUSE, Standards::embedded())?;
            let old = correction.old_value().clone();
            let change = Change::Corrected(correction.into());
            beside.append(Entry::new(number, valid, change).recorded_on(self.today)).map(|_| old)
        };
        let Ok(old) = set(u64::MAX - 1, value) else { return };
        set(u64::MAX, old).unwrap();
        self.check_restored(&beside);
        self.counts.reversals += 1;
    }

    /// The health insurance card of the year, for who may get it, once.
    fn support(&mut self, number: u32) {
        let policy = self.policies.get(POLICY).unwrap();
        let state = self.register.as_of(self.today).household(name(number)).unwrap();
        let life = self.model.life(number, self.today, self.model.known()).unwrap();
        let occasion = year_of(self.today);
        let received = life.supports.contains(&occasion);
        let entitled = policy.valid.contains(self.today) && life.standing() == Standing::Poor && !received;
        let granted = policy.grant(&state, None);
        assert_eq!(granted.is_ok(), entitled, "{}: H-{number}: {granted:?}", self.today);
        match granted {
            Ok(support) => {
                let what = vec![What::Supported { household: number, occasion }];
                let again = support.clone();
                self.append(self.today, Change::Supported(support.into()), what.clone()).unwrap();
                assert!(self.append(self.today, Change::Supported(again.into()), what).is_err(), "each once");
                self.tell(&format!("H-{number} gets the health insurance card of the year"));
            }
            Err(error) => *self.counts.refused.entry(error.code()).or_default() += 1,
        }
    }
}

/// Days back in the half year before.
trait RandomDays {
    fn random_days(&mut self) -> u64;
}

impl<R: rand::RngExt> RandomDays for R {
    fn random_days(&mut self) -> u64 {
        self.random_range(0..180)
    }
}
