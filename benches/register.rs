//! A register of up to a million households: loading three years, transitions and published figures, memory a household, questions
//! about a day after ten years, and the search for duplicates; each beside a plain baseline in the same run.
//!
//! `cargo bench --bench register -- 100000` stops at so many households.
//!
//! Measured on one core of a shared AMD EPYC with 24 GiB, at 1,000,000 households: three years (3,000,000 observations, decisions and
//! recognitions of one in eight) load in 1.0 to 1.5 us an entry and take 2.4 kB a household, as at 300,000 (2.3 kB) and 100,000
//! (3.2 kB); transitions cost 0.6 to 1.0 us a household, published figures 0.4 to 0.6. After ten years a household as of a day and as
//! known on a day takes 2 to 7 us, the figures of a commune of 1,000 households 0.3 to 0.9 ms, by how busy the machine is. Duplicates
//! are found in 9 to 12 us a household at 100,000 and at 1,000,000, with 9.2 and 10.0 comparisons each.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::print_stdout,
    reason = "a bench is run by people, who see where it panics; its numbers are small"
)]

use chrono::{Days, NaiveDate};
use poverty::household::{Dwelling, Household, Member, Services, Toilet, WaterSource};
use poverty::journal::Entry;
use poverty::place::Area;
use poverty::quantity::{FloorArea, Money};
use poverty::register::privacy::Secret;
use poverty::register::quality::{BirthDate, DuplicateSearch, Identity};
use poverty::register::{
    Change, Decision, Ground, HouseholdId, Observation, Recognition, Register, Registration, Transitions,
};
use poverty::standard::Standards;
use std::hint::black_box;
use std::time::{Duration, Instant};

const DECREE: &str = "vn-decree-07-2021";
/// Households of a commune.
const COMMUNE: u32 = 1_000;

fn main() {
    let most: u32 = std::env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(1_000_000);
    let sizes = [100_000, 300_000, 1_000_000].into_iter().filter(|size| *size <= most.max(100_000));
    println!(
        "{:>10}  {:>9}  {:>9}  {:>11}  {:>11}  {:>9}",
        "households", "load", "sort days", "transitions", "figures", "memory"
    );
    println!(
        "{:>10}  {:>9}  {:>9}  {:>11}  {:>11}  {:>9}",
        "", "ns/entry", "ns/entry", "us/household", "us/household", "B/household"
    );
    for size in sizes.clone() {
        three_years(size);
    }
    println!();
    for size in sizes.clone().take(1).chain(sizes.clone().skip(2)) {
        duplicates(size);
    }
    println!();
    ten_years(most.max(100_000));
}

fn id(number: u32) -> HouseholdId {
    HouseholdId::new(&format!("H-{number:07}")).unwrap()
}

fn commune(number: u32) -> String {
    format!("{:05}", 10_000 + number / COMMUNE)
}

/// A household as a survey sees it; one in eight is deprived enough to be poor.
fn seen(number: u32, year: u32) -> Observation {
    let poor = (number + year).is_multiple_of(8);
    let (metres, toilet, water, income) = if poor {
        (12, Toilet::OpenPit, WaterSource::Surface, 900_000)
    } else {
        (60, Toilet::Septic, WaterSource::Piped, 4_000_000)
    };
    let household = Household::builder(id(number).as_str(), commune(number), Area::Rural)
        .income_per_person_month(Money::vnd(income))
        .dwelling(Dwelling::default().with_area(FloorArea::square_metres(metres).unwrap()))
        .services(Services::default().with_toilet(toilet).with_water_source(water))
        .members([Member::aged(40).unwrap(), Member::aged(38).unwrap(), Member::aged(9).unwrap()]);
    Observation::new(household.build().unwrap(), (0..3).map(|person| u64::from(number) * 4 + person)).unwrap()
}

fn first_of(year: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2015 + i32::try_from(year).unwrap(), 11, 1).unwrap()
}

/// Hands over the entries of some years: every household is registered in the first and observed in the others (or only
/// recognised), and in each a commune decides which are poor.
fn entries(households: u32, years: u32, observed_again: bool, mut take: impl FnMut(Entry<Change>)) {
    let standard = Standards::embedded().get(DECREE).unwrap();
    let mut number = 0;
    let mut next = |day, change| {
        number += 1;
        take(Entry::new(number, day, change));
        number
    };
    for year in 0..years {
        let day = first_of(year);
        for household in 0..households {
            let observation = seen(household, year);
            if year == 0 {
                next(day, Change::Registered(Registration { ground: Ground::Listed, observation }.into()));
            } else if observed_again {
                next(day, Change::Observed(observation.into()));
            }
        }
        let decided = day + Days::new(30);
        let mut decision = None;
        for household in 0..households {
            if household.is_multiple_of(COMMUNE) {
                let decided_by =
                    Decision::under(&format!("{household}/QĐ-UBND"), &commune(household), standard).unwrap();
                let entry = next(decided, Change::Decided(decided_by.clone().into()));
                decision = Some((entry, decided_by));
            }
            let (entry, by) = decision.as_ref().unwrap();
            // One in eight is assessed poor; the others stay unlisted until they were poor once.
            if (household + year).is_multiple_of(8) || (year > 0 && (household + year - 1).is_multiple_of(8)) {
                let observation = seen(household, year);
                let assessment = standard.assess(observation.household(), decided).unwrap();
                let recognition: Option<Recognition> = by.recognise((*entry).into(), &assessment).ok();
                recognition.into_iter().for_each(|recognition| {
                    next(decided, Change::Recognised(recognition));
                });
            }
        }
    }
}

fn three_years(households: u32) {
    let before = resident();
    let mut register = Register::new();
    let mut all = Vec::new();
    entries(households, 3, true, |entry| all.push(entry));
    let made = resident();
    let count = all.len();
    let mut days: Vec<(NaiveDate, u64)> =
        all.iter().map(|entry| (entry.valid, entry.id.get().rotate_left(40))).collect();
    let sort = timed(|| days.sort_unstable());
    let load = timed(|| all.drain(..).for_each(|entry| assert!(register.append(entry).unwrap().is_new())));
    drop((all, days));
    let (first, last) = (first_of(1) - Days::new(1), first_of(2) + Days::new(60));
    let transitions = timed(|| drop(black_box(Transitions::between(&register.as_of(first), &register.as_of(last)))));
    let figures = timed(|| drop(black_box(register.as_of(last).figures(None, DECREE).unwrap())));
    // What the entries take, and the register's own.
    let memory = resident().max(made).saturating_sub(before);
    let each = |time: Duration, things: usize, unit: f64| time.as_secs_f64() * unit / things as f64;
    println!(
        "{households:>10}  {:>9.0}  {:>9.0}  {:>11.2}  {:>11.2}  {:>9}",
        each(load, count, 1e9),
        each(sort, count, 1e9),
        each(transitions, households as usize, 1e6),
        each(figures, households as usize, 1e6),
        memory / u64::from(households),
    );
}

/// A household and a commune, asked about a day in the middle of ten years.
fn ten_years(households: u32) {
    let mut register = Register::new();
    entries(households, 10, false, |entry| assert!(register.append(entry).unwrap().is_new()));
    let day = first_of(5) + Days::new(100);
    let asked: Vec<HouseholdId> = (0..1_000).map(|number| id(number * (households / 1_000))).collect();
    let one = timed(|| {
        for household in &asked {
            black_box(register.as_of(day).as_known_on(day).household(*household).unwrap().standing());
        }
    });
    let communes: Vec<String> = (0..20).map(|number| commune(number * (households / 20))).collect();
    let whole = timed(|| {
        for place in &communes {
            black_box(register.as_of(day).as_known_on(day).figures(Some(place), DECREE).unwrap());
        }
    });
    let entries = register.journal().entries();
    let scan = timed(|| assert!(black_box(entries.iter().filter(|entry| entry.valid <= day).count()) > 0));
    println!("{households} households, 10 years, {} entries, after load:", entries.len());
    println!("  a household as of a day, as known on a day   {:>9.2} us", one.as_secs_f64() * 1e6 / 1e3);
    println!("  a commune of {COMMUNE} households, its figures    {:>9.2} us", whole.as_secs_f64() * 1e6 / 20.0);
    println!("  one look at every entry                      {:>9.2} us", scan.as_secs_f64() * 1e6);
}

fn duplicates(households: u32) {
    let list = identities(households);
    let mut found = None;
    let time = timed(|| found = Some(DuplicateSearch::default().search(&list).unwrap()));
    let found = found.unwrap();
    let mut names: Vec<String> = list.iter().zip(0_u32..).map(|(_, number)| name(number)).collect();
    let sort = timed(|| names.sort_unstable());
    let planted = found.pairs().iter().filter(|pair| pair.households().1.as_str().starts_with('Z')).count();
    let compared: u64 = found.reports().iter().map(|report| report.compared()).sum();
    let left: u64 = found.reports().iter().map(|report| report.not_compared()).sum();
    let each = |time: Duration| time.as_secs_f64() * 1e6 / f64::from(households);
    println!(
        "duplicates, {households:>9} households: {:.2} us each ({:.2} us to sort their names), {:.1} comparisons each, {planted} pairs \
         of {} planted, {left} pairs left out by some key",
        each(time),
        each(sort),
        compared as f64 / f64::from(households),
        households / 100,
    );
}

fn random(number: u32, salt: u64) -> u64 {
    let mut word =
        (u64::from(number) << 8 | salt).wrapping_add(0x9e37_79b9_7f4a_7c15).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    word ^= word >> 27;
    word = word.wrapping_mul(0x94d0_49bb_1331_11eb);
    word ^ word >> 31
}

fn name(number: u32) -> String {
    const FAMILY: [&str; 12] =
        ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ"];
    const MIDDLE: [&str; 10] = ["Văn", "Thị", "Đức", "Ngọc", "Minh", "Thanh", "Hữu", "Xuân", "Quốc", "Kim"];
    const GIVEN: [&str; 40] = [
        "An", "Anh", "Ánh", "Bình", "Bảo", "Châu", "Chi", "Cường", "Dũng", "Dung", "Giang", "Hà", "Hải", "Hạnh",
        "Hiền", "Hoa", "Hòa", "Hùng", "Hương", "Khánh", "Lan", "Linh", "Long", "Mai", "Nam", "Nga", "Nhung", "Phong",
        "Phúc", "Phương", "Quân", "Quỳnh", "Sơn", "Tâm", "Thảo", "Thu", "Trang", "Tuấn", "Vinh", "Yến",
    ];
    let word = random(number, 1);
    let pick = |list: &[&'static str], shift: u32| list[(word >> shift) as usize % list.len()];
    format!("{} {} {} {}", pick(&FAMILY, 3), pick(&MIDDLE, 17), pick(&MIDDLE, 29), pick(&GIVEN, 43))
}

/// Of each hundred one is in the list again, without marks and with day and month of birth swapped.
fn identities(households: u32) -> Vec<Identity> {
    let originals = households - households / 100;
    let identity = |number: u32, again: bool| {
        let word = random(number, 2);
        let (year, month, date) =
            (1940 + (word % 60) as i32, 2 + (word >> 8) as u32 % 11, 2 + (word >> 16) as u32 % 11);
        let (month, date) = if again { (date, month) } else { (month, date) };
        let born = BirthDate::on(NaiveDate::from_ymd_opt(year, month, date).unwrap()).unwrap();
        let household = format!("{}-{number:07}", if again { "Z" } else { "H" });
        let name = if again { name(number).to_uppercase() } else { name(number) };
        Identity::new(household.parse().unwrap(), Secret::new(&name).unwrap())
            .born(born)
            .living_in(&commune(number))
            .of_size(1 + (word >> 24) as u32 % 7)
    };
    let again = (0..households / 100).map(|number| identity(number * 99, true));
    (0..originals).map(|number| identity(number, false)).chain(again).collect()
}

fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

/// Resident memory of this process in bytes; 0 where the system does not tell.
fn resident() -> u64 {
    let statm = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    statm.split(' ').nth(1).and_then(|pages| pages.parse::<u64>().ok()).map_or(0, |pages| pages * 4096)
}
