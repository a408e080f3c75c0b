//! How many households a second are assessed and classified under Decree 07/2021, beside a plain walk over the same data.
//!
//! The target: a typed household assessed and classified in under 500 ns on one core, without the reasons, which are made on
//! request. Three figures: the plain walk (reads the fields that the rules read and decides nothing), assess and classify, and
//! the reasons in words.
#![expect(
    clippy::unwrap_used,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::cast_possible_wrap,
    reason = "a bench fails by panicking; its numbers are small"
)]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use poverty::household::{
    Birth, Contract, Dwelling, Education, Floor, Frame, Household, Item, Member, Nutrition, Possessions, Roof,
    Services, Toilet, Wall, WaterSource, Work,
};
use poverty::place::Area;
use poverty::quantity::{FloorArea, Money};
use poverty::source::Language;
use poverty::standard::Standards;
use std::hint::black_box;

/// Families of four, no two alike, with dates of birth: ages are worked out as in a register.
fn households(count: u32) -> Vec<Household> {
    (0..count).map(household).collect()
}

fn household(number: u32) -> Household {
    let pick = |of: u32| number.wrapping_mul(2_654_435_761) % of;
    let born = |year: u32| {
        let date = chrono::NaiveDate::from_ymd_opt(1970 + year as i32, 1 + pick(12), 1 + pick(28)).unwrap();
        Member::default()
            .with_birth(Birth::date(date))
            .with_health_insurance(pick(9) > 0)
            .with_uses_internet(pick(2) > 0)
    };
    let dwelling = Dwelling::default()
        .with_floor(Floor::ALL[pick(6) as usize])
        .with_frame(Frame::ALL[pick(4) as usize])
        .with_wall(Wall::ALL[pick(5) as usize])
        .with_roof(Roof::ALL[pick(5) as usize])
        .with_area(FloorArea::square_metres(20 + pick(60)).unwrap());
    let services = Services::default()
        .with_water_source(WaterSource::ALL[pick(9) as usize])
        .with_toilet(Toilet::ALL[pick(9) as usize]);
    Household::builder(format!("H{number}"), "24133", if pick(3) == 0 { Area::Urban } else { Area::Rural })
        .income_per_person_month(Money::vnd(500_000 + i64::from(pick(3_000)) * 1_000))
        .dwelling(dwelling)
        .services(services)
        .possessions(Possessions::only([Item::ALL[pick(12) as usize]]))
        .member(born(pick(25)).with_work(Work::ALL[pick(6) as usize]).with_contract(Contract::Written))
        .member(born(5 + pick(25)).with_work(Work::SelfEmployed).with_attained(Education::LowerSecondary))
        .member(born(38 + pick(12)).with_attending(Education::LowerSecondary).with_nutrition(Nutrition::Adequate))
        .member(born(45 + pick(9)).with_attending(Education::Primary).with_nutrition(Nutrition::ALL[pick(4) as usize]))
        .build()
        .unwrap()
}

fn assess(criterion: &mut Criterion) {
    let households = households(10_000);
    let on = "2024-12-31".parse().unwrap();
    let decree = Standards::embedded().get("vn-decree-07-2021").unwrap();
    let mut group = criterion.benchmark_group("household");
    group.throughput(Throughput::Elements(households.len() as u64));
    group.bench_function("plain walk over the fields", |bencher| {
        bencher.iter(|| households.iter().map(|household| walk(household, on)).sum::<u64>());
    });
    group.bench_function("assess and classify", |bencher| {
        bencher.iter(|| {
            for household in &households {
                let assessment = decree.assess(household, on).unwrap();
                black_box((assessment.class(), assessment.profile()));
            }
        });
    });
    let few = &households[..100];
    group.throughput(Throughput::Elements(few.len() as u64));
    group.bench_function("assess, classify and give the reasons in words", |bencher| {
        bencher.iter(|| {
            for household in few {
                black_box(decree.assess(household, on).unwrap().explain(Language::Vietnamese));
            }
        });
    });
    group.finish();
}

/// Reads the fields that the rules read.
fn walk(household: &Household, on: chrono::NaiveDate) -> u64 {
    let members = household.members().iter().fold(0_u64, |sum, member| {
        sum + u64::from(member.work.known().is_some())
            + u64::from(member.contract.known().is_some())
            + u64::from(member.health_insurance == true.into())
            + u64::from(member.uses_internet == true.into())
            + u64::from(member.age_on(on).unwrap_or(0))
    });
    let dwelling = household.dwelling();
    members
        + dwelling.area.known().map_or(0, FloorArea::square_centimetres)
        + u64::from(dwelling.wall.is_unknown())
        + u64::from(household.services().toilet.is_unknown())
        + u64::from(household.income_per_person_month().known().is_some_and(Money::is_negative))
}

criterion_group!(benches, assess);
criterion_main!(benches);
