//! A made-up province whose true counts are known, and the claims that an honest publisher would print of it.

use chrono::NaiveDate;
use poverty::published::{
    AsOf, Budget, Change, Claim, Claims, Class, Direction, Group, Measurement, Parted, Share, Subject, Sum,
};
use poverty::quantity::{Ratio, Rounding};
use rand::RngExt;
use rand_chacha::ChaCha8Rng;
use std::collections::BTreeMap;

pub(super) const STANDARD: &str = "vn-decree-07-2021";
pub(super) const OLD_STANDARD: &str = "vn-decision-59-2015";

/// True counts of a group in an area at the end of a year.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Truth {
    pub(super) households: u64,
    pub(super) poor: u64,
    pub(super) near_poor: u64,
}

impl Truth {
    pub(super) fn class(self, class: &Class) -> u64 {
        if *class == Class::Poor {
            self.poor
        } else if *class == Class::NearPoor {
            self.near_poor
        } else {
            self.poor + self.near_poor
        }
    }

    fn plus(self, other: Self) -> Self {
        Self {
            households: self.households + other.households,
            poor: self.poor + other.poor,
            near_poor: self.near_poor + other.near_poor,
        }
    }
}

/// The province, its communes, and the rule by which its office rounds.
pub(super) struct World {
    pub(super) communes: usize,
    pub(super) years: Vec<i32>,
    pub(super) rounding: Rounding,
    pub(super) decimals: u32,
    truth: BTreeMap<(String, i32, bool), Truth>,
    pub(super) money: Vec<(String, u64)>,
    pub(super) money_scale: (&'static str, u64),
    /// Whether the office makes changes and sums of rates from the rates that it prints.
    pub(super) from_print: bool,
}

pub(super) const PROVINCE: &str = "Province";

pub(super) fn commune(number: usize) -> String {
    format!("{PROVINCE} / Commune {number}")
}

impl World {
    pub(super) fn new(rng: &mut ChaCha8Rng) -> Self {
        let communes = rng.random_range(2..5);
        let years: Vec<i32> = (2021..=2021 + rng.random_range(2..4)).collect();
        let mut truth: BTreeMap<(String, i32, bool), Truth> = BTreeMap::new();
        for number in 0..communes {
            let mut all = rng.random_range(1_500..9_000_u64);
            let mut minority = all * rng.random_range(10..70) / 100;
            for year in &years {
                all += all * rng.random_range(0..5) / 100;
                minority += minority * rng.random_range(0..6) / 100;
                minority = minority.min(all - 500);
                let of = |rng: &mut ChaCha8Rng, households: u64, most: u64| {
                    let poor = households * rng.random_range(20..most) / 1000 + rng.random_range(1..20);
                    let near_poor = households * rng.random_range(20..100) / 1000 + rng.random_range(1..20);
                    Truth { households, poor, near_poor }
                };
                let in_minority = of(rng, minority, 400);
                let others = of(rng, all - minority, 150);
                for (of_minority, truth_here) in [(true, in_minority), (false, in_minority.plus(others))] {
                    truth.insert((commune(number), *year, of_minority), truth_here);
                    let province = truth.entry((PROVINCE.to_owned(), *year, of_minority)).or_default();
                    *province = province.plus(truth_here);
                }
            }
        }
        let rounding = [Rounding::HalfUp, Rounding::HalfEven, Rounding::TowardZero][rng.random_range(0..3)];
        let money = ["central", "local", "other"].map(|item| (item.to_owned(), rng.random_range(2_000..90_000)));
        let money_scale = if rng.random() { ("million", 1_000_000) } else { ("billion", 1_000_000_000) };
        let decimals = rng.random_range(1..3);
        let from_print = rng.random();
        Self { from_print, communes, years, rounding, decimals, truth, money: money.to_vec(), money_scale }
    }

    pub(super) fn truth(&self, area: &str, year: i32, minority: bool) -> Truth {
        self.truth[&(area.to_owned(), year, minority)]
    }

    pub(super) fn first(&self) -> i32 {
        self.years[0]
    }

    pub(super) fn last(&self) -> i32 {
        *self.years.last().unwrap()
    }

    pub(super) fn areas(&self) -> Vec<String> {
        core::iter::once(PROVINCE.to_owned()).chain((0..self.communes).map(commune)).collect()
    }

    pub(super) fn percent(&self, part: u64, whole: u64) -> String {
        let rate = Ratio::of(u128::from(part), u128::from(whole)).unwrap();
        rate.percent(self.decimals, self.rounding).to_string()
    }

    /// A rate as the office prints it.
    pub(super) fn as_printed(&self, rate: Ratio) -> Ratio {
        rate.rounded(self.decimals + 2, self.rounding).unwrap()
    }

    /// A signed difference of rates in points, or a relative change in percent, as the office prints it.
    pub(super) fn signed(&self, value: Ratio, unit: &str) -> String {
        let number = value.percent(2, self.rounding).number();
        format!("{number} {unit}")
    }

    pub(super) fn rate(&self, area: &str, year: i32, minority: bool, class: &Class) -> Ratio {
        let truth = self.truth(area, year, minority);
        Ratio::of(u128::from(truth.class(class)), u128::from(truth.households)).unwrap()
    }

    /// All that the office prints, every claim true of the counts.
    pub(super) fn claims(&self) -> Vec<Claim> {
        let mut claims = Vec::new();
        for area in self.areas() {
            for year in &self.years {
                for minority in [false, true] {
                    self.levels(&mut claims, &area, *year, minority);
                }
                self.share(&mut claims, &area, *year);
            }
            for minority in [false, true] {
                self.changes(&mut claims, &area, minority);
            }
        }
        self.budgets(&mut claims);
        claims.into_iter().map(|claim| claim.rounded(self.rounding)).collect()
    }

    fn levels(&self, claims: &mut Vec<Claim>, area: &str, year: i32, minority: bool) {
        let truth = self.truth(area, year, minority);
        let subject = |class| subject(area, class, year, minority);
        let id = |class: &str| format!("{area}|{year}|{}|{class}", if minority { "minority" } else { "all" });
        let all = Claim::count(subject(Class::AllHouseholds), &truth.households.to_string()).unwrap();
        claims.push(all.named(id("households")));
        for (name, class) in [("poor", Class::Poor), ("near", Class::NearPoor), ("both", Class::PoorOrNearPoor)] {
            let count = truth.class(&class);
            let mut rate = self.percent(count, truth.households);
            if self.from_print && class == Class::PoorOrNearPoor {
                let of = |count: u64| self.as_printed(Ratio::new(count.into(), truth.households.into()).unwrap());
                let sum = of(truth.poor).checked_add(of(truth.near_poor)).unwrap();
                rate = sum.percent(self.decimals, self.rounding).to_string();
            }
            let claim = Claim::count_and_rate(subject(class), &count.to_string(), &rate).unwrap();
            claims.push(claim.named(id(name)));
        }
    }

    fn share(&self, claims: &mut Vec<Claim>, area: &str, year: i32) {
        let (part, whole) = (self.truth(area, year, true).poor, self.truth(area, year, false).poor);
        let share = Share::of_all_groups(&self.percent(part, whole)).unwrap();
        let claim = Claim::share(subject(area, Class::Poor, year, true), share).unwrap();
        claims.push(claim.named(format!("{area}|{year}|share")));
    }

    fn changes(&self, claims: &mut Vec<Claim>, area: &str, minority: bool) {
        let (first, last) = (self.first(), self.last());
        let (earlier, later) =
            (self.rate(area, first, minority, &Class::Poor), self.rate(area, last, minority, &Class::Poor));
        let (earlier, later) =
            if self.from_print { (self.as_printed(earlier), self.as_printed(later)) } else { (earlier, later) };
        let points = later.checked_sub(earlier).unwrap();
        let intervals = Ratio::whole(i64::from(last - first));
        let relative = later.checked_div(earlier).unwrap().checked_sub(Ratio::ONE).unwrap();
        let group = if minority { "minority" } else { "all" };
        let mut add = |name: &str, change: Change| {
            let claim = Claim::change(subject(area, Class::Poor, last, minority), change).unwrap();
            claims.push(claim.named(format!("{area}|{group}|{name}")));
        };
        let signed = Direction::Signed;
        let change = |text: &str| Change::new(end_of(first), signed, text).unwrap();
        add("points", change(&self.signed(points, "points")));
        add("points a year", change(&self.signed(points.checked_div(intervals).unwrap(), "points")).a_year());
        add("relative", change(&self.signed(relative, "%")));
        let (before, after) = (self.truth(area, first, minority).poor, self.truth(area, last, minority).poor);
        let fewer = i64::try_from(after).unwrap() - i64::try_from(before).unwrap();
        let direction = if fewer < 0 { Direction::Fall } else { Direction::Rise };
        add("count", Change::new(end_of(first), direction, &format!("{} households", fewer.abs())).unwrap());
    }

    fn budgets(&self, claims: &mut Vec<Claim>) {
        let (word, _) = self.money_scale;
        let total: u64 = self.money.iter().map(|(_, amount)| amount).sum();
        let years = self.last() - self.first() + 1;
        let mut add = |name: &str, item: &str, text: &str, a_year: bool| {
            let budget = Budget::new(item, AsOf::Year(self.first()), text).unwrap();
            let budget = if a_year { budget.a_year() } else { budget };
            let subject = Subject::new(PROVINCE, Class::AllHouseholds, AsOf::Year(self.last())).unwrap();
            claims.push(Claim::budget(subject, budget).unwrap().named(name));
        };
        add("budget total", "total", &format!("exactly {total} {word} VND"), false);
        for (item, amount) in &self.money {
            add(&format!("budget {item}"), item, &format!("exactly {amount} {word} VND"), false);
        }
        let mean = Ratio::new(i128::from(total), i128::from(years)).unwrap().fixed(1, self.rounding);
        add("budget a year", "total", &format!("{mean} {word} VND"), true);
    }

    /// What is known of wholes and parts.
    pub(super) fn sums(&self) -> Vec<Sum> {
        vec![
            Sum::new(Parted::Area, PROVINCE, (0..self.communes).map(commune)).unwrap(),
            Sum::new(Parted::Item, "total", self.money.iter().map(|(item, _)| item.clone())).unwrap(),
        ]
    }
}

pub(super) fn end_of(year: i32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, 12, 31).unwrap()
}

pub(super) fn subject(area: &str, class: Class, year: i32, minority: bool) -> Subject {
    let subject = Subject::new(area, class, end_of(year)).unwrap().by_standard(STANDARD);
    if minority { subject.of_group(Group::EthnicMinority) } else { subject }
}

/// The claims as a set, some of them left out.
pub(super) fn set(claims: &[Claim], sums: Vec<Sum>, keep: impl Fn(&Claim) -> bool) -> Claims {
    let mut set = Claims::new();
    for sum in sums {
        set.know(sum);
    }
    for claim in claims.iter().filter(|claim| keep(claim)) {
        set.push(claim.clone()).unwrap();
    }
    set
}

/// A survey's figure beside the register's.
pub(super) fn survey(area: &str, year: i32) -> Subject {
    subject(area, Class::Poor, year, false).measured_by(Measurement::Survey)
}
