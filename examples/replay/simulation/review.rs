//! The reviews of the communes, step by step.

use super::home::{Means, household, name, number};
use super::model::What;
use super::{REFORM, Simulation, communes, day, standard_of};
use chrono::{Datelike, Days, NaiveDate};
use poverty::household::Member;
use poverty::journal::EntryId;
use poverty::register::review::{Act, Occasion, Progress, ReviewKey, Stage, StepKind};
use poverty::register::{Change, Decision, HouseholdId, Observation, ReviewStep, Standing};
use poverty::standard::Standards;

fn actor(kind: StepKind, on: NaiveDate) -> &'static str {
    match kind {
        StepKind::Open | StepKind::Close => "steering_committee",
        StepKind::List | StepKind::Meet | StepKind::Post | StepKind::Strike => "village_head",
        StepKind::Survey | StepKind::Score | StepKind::Recheck => "surveyor",
        StepKind::Complain => "resident",
        StepKind::Report | StepKind::Approve | StepKind::Certify => "commune_chair",
        StepKind::Opine if on < day(REFORM) => "district_chair",
        StepKind::Opine => "province_agency",
    }
}

const fn class(means: Means) -> &'static str {
    match means.standing() {
        Standing::Poor => "poor",
        Standing::NearPoor => "near_poor",
        Standing::NotPoor => "other",
    }
}

impl Simulation<'_> {
    pub(super) fn open_yearly_reviews(&mut self) {
        let year = self.today.year();
        for village in communes(self.today) {
            let key = ReviewKey { village: (*village).into(), occasion: Occasion::Annual { year } };
            self.act(&key, Act::Opened);
            self.agenda.insert(key, self.today);
        }
        self.tell(&format!("the yearly reviews of {} open", communes(self.today).join(", ")));
    }

    /// Between two yearly reviews, only while no other is under way.
    pub(super) fn open_ad_hoc_review(&mut self) {
        let (year, month) = (self.today.year(), self.today.month());
        if !self.agenda.is_empty() || month > 6 {
            return;
        }
        let here = communes(self.today);
        let village = here[self.below(here.len())];
        let key = ReviewKey { village: village.into(), occasion: Occasion::AdHoc { year, month } };
        self.act(&key, Act::Opened);
        self.agenda.insert(key, self.today);
        self.tell(&format!("an ad-hoc review of {village} opens"));
    }

    pub(super) fn go_on_with_reviews(&mut self) {
        let due: Vec<ReviewKey> =
            self.agenda.iter().filter(|(_, next)| **next <= self.today).map(|(key, _)| key.clone()).collect();
        for key in due {
            if self.chance(15) {
                self.try_what_is_not_allowed(&key);
            }
            let wait = self.go_on(&key);
            let progress = self.register.review(&key).unwrap();
            assert!(progress.is_consistent(), "{}: {progress:?}", self.today);
            match wait {
                Some(days) => {
                    self.agenda.insert(key, self.today + Days::new(days));
                }
                None => {
                    self.agenda.remove(&key);
                    self.counts.reviews += 1;
                }
            }
        }
    }

    /// Takes the next step of a review, and says after how many days the one after it follows.
    fn go_on(&mut self, key: &ReviewKey) -> Option<u64> {
        let stage = self.register.review(key).unwrap().stage();
        let since_last = (self.today - self.register.review(key).unwrap().last_step_on()).num_days();
        if stage < Stage::Approved {
            self.strike_who_is_gone(key);
        }
        match stage {
            Stage::Surveying => self.survey(key),
            Stage::Agreed => {
                self.act(key, Act::Posted);
                Some(6)
            }
            Stage::Posted => self.hear(key),
            Stage::Reported => self.await_opinion(key, since_last),
            Stage::Approved => self.certify(key),
            Stage::Closed => None,
        }
    }

    fn progress(&self, key: &ReviewKey) -> Progress {
        self.register.review(key).unwrap().clone()
    }

    fn open(&self, key: &ReviewKey) -> Vec<u32> {
        self.register.review(key).unwrap().open_cases().map(|(household, _)| number(household)).collect()
    }

    fn step(&self, key: &ReviewKey, act: Act) -> Change {
        let by = actor(act.kind(), self.today).into();
        Change::Reviewed(ReviewStep { review: key.clone(), by, act }.into())
    }

    fn act(&mut self, key: &ReviewKey, act: Act) {
        let about = act.household().filter(|_| act.kind() != StepKind::Strike);
        let what = about.map(|household| What::Reviewed { household: number(household) }).into_iter().collect();
        let change = self.step(key, act);
        self.append(self.today, change, what).unwrap();
    }

    fn strike_who_is_gone(&mut self, key: &ReviewKey) {
        for household in self.open(key) {
            let life = self.model.life(household, self.today, self.model.known());
            let there = life.is_some_and(|life| !life.ended && life.places(self.today).contains(&&*key.village));
            let strike = Act::Struck { household: name(household) };
            if there {
                continue;
            }
            self.act(key, strike);
            self.tell(&format!("H-{household} is gone from {} and struck off its list", key.village));
        }
    }

    fn survey(&mut self, key: &ReviewKey) -> Option<u64> {
        let yearly = matches!(key.occasion, Occasion::Annual { .. });
        let before = self.progress(key);
        let village = communes(self.today).iter().find(|code| ***code == *key.village).copied();
        for (household, life) in self.model.active(self.today, self.model.known()) {
            let places = life.places(self.today);
            // A household of a divided commune lives in the part that its number says, which nobody has recorded yet.
            let there = village.is_some_and(|village| match places[..] {
                [place] => place == village,
                _ => (village == "N") == household.is_multiple_of(2),
            });
            if !there || before.case(name(household)).is_some() {
                continue;
            }
            let on_the_lists = yearly && life.standing().is_listed();
            if on_the_lists || self.chance(if yearly { 12 } else { 20 }) {
                self.act(key, Act::Listed { household: name(household), requested: !on_the_lists });
            }
        }
        for household in self.open(key) {
            let case = self.progress(key).case(name(household)).and_then(|case| case.class().map(str::to_owned));
            if case.is_none() {
                let (observation, means) = self.observe(household, &key.village);
                self.act(key, Act::Surveyed { household: name(household), observation });
                self.act(key, Act::Scored { household: name(household), class: class(means).into() });
            }
        }
        if before.cases().next().is_none()
            && before.last_step_on() == before.opened_on()
            && self.today == before.opened_on()
        {
            return Some(20);
        }
        if self.open(key).is_empty() {
            self.act(key, Act::Closed);
            self.tell(&format!("the review {key} ends: nobody is on its list"));
            return None;
        }
        let present = 20 + u32::try_from(self.below(40)).unwrap();
        let half = present.div_ceil(2);
        let agreeing = if self.chance(80) { half + (present - half) / 2 } else { half - 1 };
        self.act(key, Act::Met { present, agreeing });
        let agreed = self.progress(key).stage() == Stage::Agreed;
        let outcome = if agreed { "agrees" } else { "does not agree, and everybody is surveyed again" };
        self.tell(&format!("the meeting of {key}: {agreeing} of {present}; the village {outcome}"));
        Some(if agreed { 1 } else { 7 })
    }

    /// Sees a household again: its means may have changed.
    fn observe(&mut self, household_number: u32, village: &str) -> (EntryId, Means) {
        let life = self.model.life(household_number, self.today, self.model.known()).unwrap();
        let mut means = life.means().unwrap();
        if life.standing().is_listed() {
            means.low_income ^= self.chance(35);
            means.deprived ^= self.chance(20);
        } else {
            // Who asks has become poorer, most of them.
            means.low_income |= self.chance(70);
            means.deprived |= self.chance(50);
        }
        let place = communes(self.today).iter().find(|code| **code == village).unwrap();
        let state = self.register.as_of(self.today).household(name(household_number)).unwrap();
        let members: Vec<Member> = state.household().unwrap().members().to_vec();
        let seen = household(household_number, place, means, members);
        let observation = Observation::new(seen, state.members()).unwrap();
        let what = vec![What::Observed { household: household_number, place, means }];
        let id = self.append(self.today, Change::Observed(observation.into()), what).unwrap();
        (EntryId::new(id), means)
    }

    /// The list is posted: complaints are heard, rechecked and posted again, until nobody complains.
    fn hear(&mut self, key: &ReviewKey) -> Option<u64> {
        let contested: Vec<HouseholdId> = {
            let progress = self.register.review(key).unwrap();
            let stages = progress.open_cases().map(|(household, _)| household);
            stages
                .filter(|one| progress.stage_of(*one) == Some(poverty::register::review::CaseStage::Contested))
                .collect()
        };
        if !contested.is_empty() {
            for one in contested {
                let (_, means) = self.observe(number(one), &key.village);
                self.act(key, Act::Rechecked { household: one, class: class(means).into() });
                self.tell(&format!("{one} is surveyed again: {} by its means", means.standing()));
            }
            self.act(key, Act::Posted);
            return Some(6);
        }
        let open = self.open(key);
        if !open.is_empty() && self.chance(30) {
            let household = open[self.below(open.len())];
            self.act(key, Act::Complained { household: name(household) });
            self.counts.complaints += 1;
            self.tell(&format!("somebody complains about the result of H-{household}"));
            return Some(3);
        }
        self.act(key, Act::Reported);
        Some(2)
    }

    fn await_opinion(&mut self, key: &ReviewKey, since_last: i64) -> Option<u64> {
        if since_last == 2 {
            let open = self.open(key);
            return match self.below(10) {
                0..3 => Some(8),
                3..5 if !open.is_empty() => {
                    let household = open[self.below(open.len())];
                    self.act(key, Act::Opined { objections: vec![name(household)] });
                    self.tell(&format!("the level above objects to the result of H-{household}"));
                    Some(3)
                }
                _ => {
                    self.act(key, Act::Opined { objections: Vec::new() });
                    Some(1)
                }
            };
        }
        self.approve(key);
        Some(3)
    }

    fn approve(&mut self, key: &ReviewKey) {
        let year = match key.occasion {
            Occasion::Annual { year } => year,
            // Between two yearly reviews the standard of the last one holds.
            Occasion::AdHoc { year, .. } => year - 1,
        };
        let id = standard_of(year);
        let standard = Standards::embedded().get(id).unwrap();
        let decision = Decision::under(&format!("{}/QĐ-UBND", self.next_entry), &key.village, standard).unwrap();
        let entry = self.append(self.today, Change::Decided(decision.clone().into()), Vec::new()).unwrap();
        self.act(key, Act::Approved { decision: entry.into() });
        let mut counts = [0; 3];
        for household in self.open(key) {
            let seen = self.register.as_of(self.today).household(name(household)).unwrap().household().unwrap();
            let assessment = standard.assess(&seen, self.today).unwrap();
            let recognition = decision.recognise(entry.into(), &assessment).unwrap();
            let what = vec![What::Recognised { household, standard: id }];
            self.append(self.today, Change::Recognised(recognition), what).unwrap();
            let life = self.model.life(household, self.today, self.model.known()).unwrap();
            counts[Standing::ALL.iter().position(|one| *one == life.standing()).unwrap()] += 1;
        }
        let [poor, near_poor, other] = counts;
        self.tell(&format!("the commune decides on {key}: {poor} poor, {near_poor} near-poor, {other} neither"));
    }

    fn certify(&mut self, key: &ReviewKey) -> Option<u64> {
        let decision = self.progress(key).decision().unwrap();
        for household in self.open(key) {
            let state = self.register.as_of(self.today).household(name(household)).unwrap();
            let recognised = state.recognitions().rev().find(|one| one.recognition().decision() == decision);
            if state.is_active() && recognised.is_some_and(|one| one.standing().is_listed()) {
                self.act(key, Act::Certified { household: name(household) });
            }
        }
        self.act(key, Act::Closed);
        self.tell(&format!("certificates are given; the review {key} ends"));
        None
    }

    /// A step that no review allows at no time: it is refused, and the review is as it was.
    fn try_what_is_not_allowed(&mut self, key: &ReviewKey) {
        let before = self.progress(key);
        let (by, act) = match self.below(4) {
            0 => ("steering_committee", Act::Opened),
            1 => ("resident", Act::Met { present: 9, agreeing: 9 }),
            2 => ("commune_chair", Act::Approved { decision: EntryId::new(1) }),
            _ => ("village_head", Act::Listed { household: name(999_999), requested: true }),
        };
        let change = Change::Reviewed(ReviewStep { review: key.clone(), by: by.into(), act }.into());
        assert!(self.append_if(self.today, change, Vec::new(), false).is_err());
        assert_eq!(self.progress(key), before, "a refused step leaves no trace");
    }
}
