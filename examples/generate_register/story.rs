//! Three years of the commune.

use super::clerk::{Clerk, Done, STANDARD, day};
use super::draw::Draw;
use super::home::{Home, birth};
use chrono::{Datelike, Days, NaiveDate};
use poverty::journal::EntryId;
use poverty::register::entitlement::Policies;
use poverty::register::review::{Act, Occasion, ReviewKey};
use poverty::register::{
    Arrival, Because, Change, Closing, Closure, Departure, Field, Ground, HouseholdId, Joining, Leaving, Observation,
    Person, Publication, Registration, Split, Standing,
};
use poverty::standard::Standards;
use std::collections::BTreeMap;

const SEED: u64 = 2022;
const HOUSEHOLDS: u32 = 96;
pub(crate) const VILLAGES: [&str; 3] = ["66-X1-1", "66-X1-2", "66-X1-3"];
/// The household whose income was misread in 2023, and the one that is registered twice.
const MISREAD: u32 = 5;
const TWICE: u32 = 17;

pub(crate) struct Made {
    pub(crate) journal: Vec<u8>,
    pub(crate) heads: String,
    pub(crate) requests: String,
}

struct Story {
    clerk: Clerk,
    draw: Draw,
    homes: BTreeMap<u32, Home>,
    next: u32,
    /// The entry in which an income was misread.
    misread: Option<EntryId>,
}

pub(crate) fn made() -> Done<Made> {
    let mut story =
        Story { clerk: Clerk::new()?, draw: Draw::seeded(SEED), homes: BTreeMap::new(), next: 1, misread: None };
    story.begin()?;
    story.review(2022)?;
    story.publish(2022)?;
    story.live("2023-02-14")?;
    story.supports("2023-04-03")?;
    story.review(2023)?;
    story.publish(2023)?;
    story.correct("2024-03-12")?;
    story.live("2024-03-13")?;
    story.supports("2024-04-15")?;
    story.begin_review_of_2024()?;
    let (heads, requests) = (story.heads(), story.requests()?);
    story.clerk.seal()?;
    Ok(Made { journal: story.clerk.into_bytes(), heads, requests })
}

fn id(home: &Home) -> Done<HouseholdId> {
    Ok(HouseholdId::new(&home.id())?)
}

impl Story {
    fn begin(&mut self) -> Done<()> {
        let on = day("2022-01-10")?;
        for _ in 0..HOUSEHOLDS {
            let village = VILLAGES[usize::try_from(self.next % 3)?];
            let mut home = Home::drawn(&mut self.draw, self.next, village);
            if self.next == MISREAD {
                (home.income, home.lacks) = (1_280, 4);
            }
            if self.next == 3 || self.next == 6 {
                (home.income, home.lacks) = (1_150, 5);
            }
            self.next += 1;
            self.register(home, on, Ground::Listed)?;
        }
        Ok(())
    }

    fn register(&mut self, home: Home, on: NaiveDate, ground: Ground) -> Done<()> {
        let observation = Observation::new(home.seen(on, None)?, home.people.iter().map(|(person, _)| *person))?;
        self.clerk.enter(on, on, Change::Registered(Registration { ground, observation }.into()))?;
        self.homes.insert(home.number, home);
        Ok(())
    }

    /// Births, deaths, a split, an arrival, a departure; and one household that moves in is registered although it is there.
    fn live(&mut self, from: &str) -> Done<()> {
        let mut on = day(from)?;
        let numbers: Vec<u32> = self.homes.keys().copied().collect();
        for number in &numbers {
            if self.draw.happens(900) {
                continue;
            }
            on = on + Days::new(1);
            let Some(home) = self.homes.get_mut(number) else { continue };
            let household = id(home)?;
            if home.people.len() < 2 || self.draw.happens(600) {
                let born = birth(&mut self.draw, u32::try_from(on.year())?).min(on);
                let person = u64::from(*number) * 100 + 50 + u64::try_from(home.people.len())?;
                home.people.push((person, born));
                let record = home.member(home.people.len() - 1, born, on)?;
                let person = Person { id: person.into(), record };
                let joining = Joining { household, person, arrival: Arrival::Born };
                self.clerk.enter(born, on, Change::Joined(joining.into()))?;
            } else if let Some((person, _)) = home.people.pop() {
                let leaving = Leaving { household, member: person.into(), departure: Departure::MovedAway };
                self.clerk.enter(on, on, Change::Left(leaving))?;
            }
        }
        self.split(on + Days::new(1))?;
        let village = VILLAGES[usize::try_from(self.draw.below(3))?];
        let number = self.next;
        self.next += 1;
        let home = if on.year() == 2023 {
            // The same family, registered again in the village to which it moved.
            let known = self.homes.get(&TWICE).ok_or("it is there")?.clone();
            let people = known.people.iter().map(|(person, born)| (person + 50_000, *born)).collect();
            Home { number, village: VILLAGES[0], people, ..known }
        } else {
            Home::drawn(&mut self.draw, number, village)
        };
        self.register(home, on + Days::new(2), Ground::MovedIn)?;
        let gone = numbers[usize::try_from(self.draw.between(40, 60))?];
        if let Some(home) = self.homes.remove(&gone) {
            let closing = Closing { household: id(&home)?, closure: Closure::MovedAway };
            self.clerk.enter(on + Days::new(3), on + Days::new(3), Change::Closed(closing))?;
        }
        Ok(())
    }

    /// A couple leaves the house of their parents.
    fn split(&mut self, on: NaiveDate) -> Done<()> {
        let large = self.homes.values_mut().filter(|home| home.people.len() > 3 && home.number != TWICE);
        let Some(home) = large.into_iter().next_back() else { return Ok(()) };
        let Some((person, _)) = home.people.pop() else { return Ok(()) };
        let born = day("1999-06-15")?;
        let number = self.next;
        self.next += 1;
        let (income, lacks) = (1_300, 4);
        let new = Home { number, income, lacks, people: vec![(person, born)], ..home.clone() };
        let from = id(home)?;
        let into = Observation::new(new.seen(on, None)?, [person])?;
        self.clerk.enter(on, on, Change::Split(Split { from, into }.into()))?;
        self.homes.insert(number, new);
        Ok(())
    }

    /// Means change before a review: who is on the lists mostly recovers, some of the others fall.
    fn change_means(&mut self, year: i32) {
        let on = NaiveDate::from_ymd_opt(year, 9, 1).unwrap_or_default();
        for home in self.homes.values_mut() {
            let household = HouseholdId::new(&home.id()).ok();
            let state = household.and_then(|household| self.clerk.register.as_of(on).household(household));
            let listed = state.is_some_and(|state| state.standing().is_listed());
            if listed && self.draw.happens(380) {
                home.income = home.income * self.draw.between(140, 240) / 100;
                home.lacks = home.lacks.saturating_sub(self.draw.between(1, 2));
            } else if !listed && self.draw.happens(90) {
                home.income = home.income * self.draw.between(25, 60) / 100;
                home.lacks += self.draw.between(1, 3);
            }
            // One household escapes and falls back; one had its income misread and is as poor as before.
            match (home.number, year) {
                (3 | 6, 2023) => (home.income, home.lacks) = (2_600, 2),
                (3 | 6, 2024) => (home.income, home.lacks) = (1_240, 4),
                (MISREAD, _) => (home.income, home.lacks) = (1_280, 4),
                _ => {}
            }
        }
    }

    /// A yearly review from its opening to its certificates.
    fn review(&mut self, year: i32) -> Done<()> {
        let on = |month, date| of_year(year, month, date);
        let keys = VILLAGES.map(|village| ReviewKey { village: village.into(), occasion: Occasion::Annual { year } });
        let [first, second, third] = &keys;
        self.begin_review(year, &keys)?;
        for key in [first, second] {
            self.meet(key, on(10, 10)?, 41, 38)?;
        }
        // In the first year the third village does not agree at once.
        if year == 2022 {
            self.meet(third, on(10, 10)?, 44, 19)?;
            self.survey(third, on(10, 17)?)?;
        }
        self.meet(third, on(10, 24)?, 45, 40)?;
        for key in &keys {
            self.clerk.step(key, on(10, 25)?, Act::Posted)?;
        }
        // Somebody complains in the first village; the result is found again as it was, and posted again.
        let contested = self.clerk.register.review(first)?.open_cases().map(|(household, _)| household).nth(2);
        if let Some(household) = contested {
            self.clerk.step(first, on(10, 26)?, Act::Complained { household })?;
            let number: u32 = household.as_str().trim_start_matches("EM-").parse()?;
            let home = self.homes.get(&number).ok_or("a household on the list is there")?;
            let (_, class) = self.clerk.observe(home, on(11, 1)?, None)?;
            self.clerk.step(first, on(11, 1)?, Act::Rechecked { household, class: class.into() })?;
            self.clerk.step(first, on(11, 2)?, Act::Posted)?;
        }
        for key in &keys {
            self.clerk.step(key, on(11, 11)?, Act::Reported)?;
        }
        // On the third village the level above is silent.
        for key in [first, second] {
            self.clerk.step(key, on(11, 15)?, Act::Opined { objections: Vec::new() })?;
        }
        for key in &keys {
            self.clerk.decide(key, on(11, 24)?)?;
        }
        keys.iter().try_for_each(|key| self.clerk.certify(key, on(12, 5)?))
    }

    /// The last review: one village is done, one has an open complaint, one has not agreed.
    fn begin_review_of_2024(&mut self) -> Done<()> {
        let year = 2024;
        let on = |month, date| of_year(year, month, date);
        let keys = VILLAGES.map(|village| ReviewKey { village: village.into(), occasion: Occasion::Annual { year } });
        let [first, second, third] = &keys;
        self.begin_review(year, &keys)?;
        self.meet(first, on(10, 8)?, 52, 47)?;
        self.clerk.step(first, on(10, 9)?, Act::Posted)?;
        self.clerk.step(first, on(10, 16)?, Act::Reported)?;
        self.clerk.step(first, on(10, 21)?, Act::Opined { objections: Vec::new() })?;
        self.clerk.decide(first, on(10, 24)?)?;
        self.clerk.certify(first, on(11, 4)?)?;
        self.meet(second, on(11, 26)?, 38, 30)?;
        self.clerk.step(second, on(11, 27)?, Act::Posted)?;
        self.meet(third, on(11, 28)?, 40, 17)?;
        let contested = self.clerk.register.review(second)?.open_cases().map(|(household, _)| household).next();
        if let Some(household) = contested {
            self.clerk.step(second, on(12, 2)?, Act::Complained { household })?;
        }
        Ok(())
    }

    /// Opens the reviews of all villages, lists who is on the lists and who asks, and surveys them.
    fn begin_review(&mut self, year: i32, keys: &[ReviewKey]) -> Done<()> {
        if year > 2022 {
            self.change_means(year);
        }
        for key in keys {
            self.clerk.step(key, of_year(year, 9, 5)?, Act::Opened)?;
        }
        let on = of_year(year, 9, 9)?;
        for key in keys {
            let homes: Vec<&Home> = self.homes.values().filter(|home| *home.village == *key.village).collect();
            for home in homes {
                let household = id(home)?;
                let state = self.clerk.register.as_of(on).household(household).ok_or("a home is registered")?;
                let listed = state.standing().is_listed();
                let asks = home.income < 2_000 || self.draw.happens(40);
                if listed || asks {
                    self.clerk.step(key, on, Act::Listed { household, requested: !listed })?;
                }
            }
        }
        keys.iter().try_for_each(|key| self.survey(key, of_year(year, 9, 20)?))
    }

    fn survey(&mut self, key: &ReviewKey, on: NaiveDate) -> Done<()> {
        let listed: Vec<HouseholdId> =
            self.clerk.register.review(key)?.open_cases().map(|(household, _)| household).collect();
        for household in listed {
            let number: u32 = household.as_str().trim_start_matches("EM-").parse()?;
            let home = self.homes.get(&number).ok_or("a household on the list is there")?;
            let misread = (number == MISREAD && on.year() == 2023).then_some(2_150);
            let (observation, class) = self.clerk.observe(home, on, misread)?;
            if misread.is_some() {
                self.misread = Some(observation);
            }
            self.clerk.step(key, on, Act::Surveyed { household, observation })?;
            self.clerk.step(key, on, Act::Scored { household, class: class.into() })?;
        }
        Ok(())
    }

    fn meet(&mut self, key: &ReviewKey, on: NaiveDate, present: u32, agreeing: u32) -> Done<()> {
        self.clerk.step(key, on, Act::Met { present, agreeing }).map(|_| ())
    }

    /// The figures of the end of a year, which go out in January.
    fn publish(&mut self, year: i32) -> Done<()> {
        let on = of_year(year, 12, 31)?;
        let figures = self.clerk.register.as_of(on).figures(Some("66-X1"), STANDARD)?;
        let recorded = of_year(year + 1, 1, 12)?;
        self.clerk.enter(on, recorded, Change::Published(Publication::of(figures).into())).map(|_| ())
    }

    /// The income that was misread is found on the paper form.
    fn correct(&mut self, recorded: &str) -> Done<()> {
        let entry = self.misread.ok_or("an income was misread")?;
        let because = Because {
            reason: "2,150,000 was typed, the form says 1,280,000",
            source: "paper form, complaint 3 of 2024",
        };
        let field: Field = "income_per_person_month".parse()?;
        let correction =
            self.clerk.register.correction(entry, field, "1,280,000 VND", because, Standards::embedded())?;
        let valid = self.clerk.register.entry(entry)?.valid;
        self.clerk.enter(valid, day(recorded)?, Change::Corrected(correction.into())).map(|_| ())
    }

    /// Health insurance for the poor; in the first year three of them get a house.
    fn supports(&mut self, on: &str) -> Done<()> {
        let on = day(on)?;
        let policies = Policies::viet_nam()?;
        let mut houses = if on.year() == 2023 { 3 } else { 0 };
        let poor: Vec<HouseholdId> = self
            .clerk
            .register
            .as_of(on)
            .households()
            .filter(|state| state.standing() == Standing::Poor)
            .map(|state| state.id())
            .collect();
        for household in poor {
            for policy in ["vn-health-insurance-poor", "vn-housing-poor-district"] {
                let state = self.clerk.register.as_of(on).household(household).ok_or("the poor are there")?;
                if policy == "vn-housing-poor-district" && houses == 0 {
                    continue;
                }
                if let Ok(support) = policies.get(policy)?.grant(&state, None) {
                    houses -= u32::from(policy == "vn-housing-poor-district");
                    self.clerk.enter(on, on, Change::Supported(support.into()))?;
                }
            }
        }
        Ok(())
    }

    /// The office's own list of heads, which the register does not know: invented names.
    fn heads(&mut self) -> String {
        const FAMILY: [&str; 7] = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Đặng", "Bùi"];
        const MIDDLE: [&str; 4] = ["Văn", "Thị", "Đức", "Ngọc"];
        const GIVEN: [&str; 12] =
            ["Anh", "Bình", "Cường", "Dũng", "Hương", "Lan", "Mai", "Phượng", "Quỳnh", "Tuấn", "Vinh", "Yến"];
        const CLAN: [&str; 5] = ["Niê", "Mlô", "Byă", "Êban", "Kbuôr"];
        const EDE: [&str; 6] = ["Y Blim", "H'Bia", "Y Thuin", "H'Hen", "Y Nuên", "H'Lim"];
        let mut page = "household,head,born\n".to_owned();
        let mut of_twice = String::new();
        for home in self.homes.values() {
            let mut pick = |names: &[&'static str]| {
                let place = self.draw.below(u32::try_from(names.len()).unwrap_or(1));
                usize::try_from(place).ok().and_then(|place| names.get(place)).copied().unwrap_or_default()
            };
            let name = if home.minority {
                format!("{} {}", pick(&EDE), pick(&CLAN))
            } else {
                format!("{} {} {}", pick(&FAMILY), pick(&MIDDLE), pick(&GIVEN))
            };
            let again = self.homes.get(&TWICE).is_some_and(|twice| {
                twice.number != home.number
                    && twice.people.first().map(|one| one.1) == home.people.first().map(|one| one.1)
            });
            let name = if again { poverty::place::plain_name(&of_twice).to_uppercase() } else { name };
            if home.number == TWICE {
                of_twice.clone_from(&name);
            }
            let born = home.people.first().map_or_else(String::new, |(_, born)| born.to_string());
            page += &format!("{},{name},{born}\n", home.id());
        }
        page
    }

    /// Who asked for a house in 2024, and when.
    fn requests(&mut self) -> Done<String> {
        let mut page = "household,on\n".to_owned();
        let on = of_year(2024, 12, 1)?;
        let listed = |home: &Home| {
            let household = HouseholdId::new(&home.id()).ok();
            let state = household.and_then(|household| self.clerk.register.as_of(on).household(household));
            state.is_some_and(|state| state.standing().is_listed())
        };
        let (listed, others): (Vec<&Home>, Vec<&Home>) = self.homes.values().partition(|home| listed(home));
        for home in listed.into_iter().step_by(2).chain(others.into_iter().step_by(16)) {
            let on = of_year(2024, self.draw.between(1, 11), self.draw.between(1, 28))?;
            page += &format!("{},{on}\n", home.id());
        }
        Ok(page)
    }
}

fn of_year(year: i32, month: u32, date: u32) -> Done<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, date).ok_or_else(|| "a day of the year".into())
}
