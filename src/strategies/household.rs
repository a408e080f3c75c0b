//! Strategies of floor 1: households and their parts, as odd as their types allow.
//!
//! Lists of codes and records of observations have canonical strategies, so that `any::<Dwelling>()` works and a new field is
//! drawn without a word here.

use super::quantity::{body_mass_index, date, floor_area, money, months, weight, z_score};
use crate::household::{
    Affordability, Birth, Dwelling, EthnicGroup, Food, Household, Income, Item, Member, Observed, Possessions,
    ReviewPoints, Services, Unknown, UpTo,
};
use crate::place::Area;
use crate::quantity::{BodyMassIndex, FloorArea, Money, Months, ZScore};
use proptest::arbitrary::Arbitrary;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

macro_rules! canonical {
    ($($type:ty, $strategy:expr;)+) => {$(
        impl Arbitrary for $type {
            type Parameters = ();
            type Strategy = BoxedStrategy<Self>;

            fn arbitrary_with((): ()) -> Self::Strategy {
                $strategy.boxed()
            }
        }
    )+};
}

canonical! {
    Unknown, unknown();
    Birth, birth();
    EthnicGroup, ethnic_group();
    Possessions, possessions();
    Household, household();
    FloorArea, floor_area();
    Money, money();
    Months, months();
    ZScore, z_score();
    BodyMassIndex, body_mass_index();
}

impl<T: Arbitrary + 'static> Arbitrary for Observed<T> {
    type Parameters = ();
    type Strategy = BoxedStrategy<Self>;

    fn arbitrary_with((): ()) -> Self::Strategy {
        observed(any::<T>()).boxed()
    }
}

impl<const MAX: u8> Arbitrary for UpTo<MAX> {
    type Parameters = ();
    type Strategy = BoxedStrategy<Self>;

    fn arbitrary_with((): ()) -> Self::Strategy {
        (0..=MAX).prop_filter_map("a number in range", |value| Self::new(value).ok()).boxed()
    }
}

/// An observation: mostly known, sometimes unknown for any reason, sometimes not applicable.
pub fn observed<S: Strategy>(known: S) -> impl Strategy<Value = Observed<S::Value>> {
    prop_oneof![
        6 => known.prop_map(Observed::Known),
        2 => unknown().prop_map(Observed::Unknown),
        1 => Just(()).prop_map(|()| Observed::NotApplicable),
    ]
}

/// Any reason why something is not known.
pub fn unknown() -> impl Strategy<Value = Unknown> {
    select(Unknown::ALL.as_slice())
}

/// Any ethnic group, or foreign.
pub fn ethnic_group() -> impl Strategy<Value = EthnicGroup> {
    select(EthnicGroup::peoples().chain([EthnicGroup::FOREIGN]).collect::<Vec<_>>())
}

/// Rural or urban.
pub fn area() -> impl Strategy<Value = Area> {
    select([Area::Rural, Area::Urban].as_slice())
}

/// A date of birth, or an age from 0 to 130 that leans towards those at which laws change their mind.
pub fn birth() -> impl Strategy<Value = Birth> {
    let age = |years: u8| Birth::age(years).ok();
    prop_oneof![
        3 => date().prop_map(Birth::date),
        2 => (0..=Birth::AGE_MAX).prop_filter_map("an age in range", age),
        1 => select([3_u8, 5, 6, 11, 12, 14, 15, 16, 17, 18, 30, 31, 59, 60, 80].as_slice())
            .prop_filter_map("an age in range", age),
    ]
}

/// Any member.
pub fn member() -> impl Strategy<Value = Member> {
    any::<Member>()
}

/// Any dwelling.
pub fn dwelling() -> impl Strategy<Value = Dwelling> {
    any::<Dwelling>()
}

/// Any services.
pub fn services() -> impl Strategy<Value = Services> {
    any::<Services>()
}

/// Any possessions: each thing owned, not owned or unknown.
pub fn possessions() -> impl Strategy<Value = Possessions> {
    vec(option::of(any::<bool>()), Item::ALL.len()).prop_map(|answers| {
        let known = Item::ALL.iter().zip(answers).filter_map(|(item, owned)| Some((*item, owned?)));
        known.fold(Possessions::default(), |set, (item, owned)| set.with(item, owned))
    })
}

/// Any household of one to five members. Identifier and place are any text that is not blank, with quotes, commas and line
/// breaks in them.
pub fn household() -> impl Strategy<Value = Household> {
    let key = "[a-zA-Z0-9Đ][a-zA-Z0-9đ\"',;\n-]{0,12}";
    let head = (key, key, area(), option::of(date()), option::of(weight()));
    let parts = (dwelling(), services(), possessions(), vec(member(), 1..=5));
    let records = (any::<Income>(), any::<Affordability>(), any::<Food>(), any::<ReviewPoints>());
    let rest = (observed(ethnic_group()), observed(money()), observed(any::<u8>()), records);
    (head, parts, rest).prop_filter_map(
        "a household that can be built",
        |(
            (id, place, area, day, weight),
            (dwelling, services, possessions, members),
            (ethnicity, income, deaths, records),
        )| {
            let (incomes, affordability, food, points) = records;
            let mut builder = Household::builder(id, place, area)
                .ethnicity(ethnicity)
                .income_per_person_month(income)
                .dwelling(dwelling)
                .services(services)
                .possessions(possessions)
                .income(incomes)
                .child_deaths(deaths)
                .affordability(affordability)
                .food(food)
                .review_points(points)
                .members(members);
            if let Some(day) = day {
                builder = builder.observed_on(day);
            }
            if let Some(weight) = weight {
                builder = builder.weight(weight);
            }
            builder.build().ok()
        },
    )
}
