//! Strategies of floor 1: households and their parts, as odd as their types allow.

use super::quantity::{date, floor_area, money, weight};
use crate::household::{
    Birth, Contract, CookingFuel, Disability, Dwelling, Education, EthnicGroup, Floor, Frame, HealthCare, Household,
    Item, Member, Nutrition, Observed, Possessions, Relationship, Roof, Services, Sex, Tenure, Toilet, Unknown,
    VocationalCertificate, Wall, WaterSource, Work,
};
use crate::place::Area;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Select, select};

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

/// One of a list of codes, observed or not.
fn code<T: Clone + core::fmt::Debug + 'static>(all: &'static [T]) -> impl Strategy<Value = Observed<T>> {
    let known: Select<T> = select(all);
    observed(known)
}

/// Any member.
pub fn member() -> impl Strategy<Value = Member> {
    let person = (
        observed(birth()),
        code(Sex::ALL),
        code(Relationship::ALL),
        code(Nutrition::ALL),
        code(HealthCare::ALL),
        observed(any::<bool>()),
        code(Disability::ALL),
        observed(any::<bool>()),
    );
    let activity = (
        code(Education::ALL),
        code(Education::ALL),
        code(VocationalCertificate::ALL),
        observed(any::<u8>()),
        code(Work::ALL),
        code(Contract::ALL),
        observed(any::<bool>()),
    );
    (person, activity).prop_map(|(person, activity)| {
        let (birth, sex, relationship, nutrition, health_care, insurance, disability, allowance) = person;
        let (attending, attained, certificate, years, work, contract, internet) = activity;
        Member::default()
            .with_birth(birth)
            .with_sex(sex)
            .with_relationship(relationship)
            .with_nutrition(nutrition)
            .with_health_care(health_care)
            .with_health_insurance(insurance)
            .with_disability(disability)
            .with_social_allowance(allowance)
            .with_attending(attending)
            .with_attained(attained)
            .with_vocational_certificate(certificate)
            .with_schooling_years(years)
            .with_work(work)
            .with_contract(contract)
            .with_uses_internet(internet)
    })
}

/// Any dwelling.
pub fn dwelling() -> impl Strategy<Value = Dwelling> {
    let materials = (code(Floor::ALL), code(Frame::ALL), code(Wall::ALL), code(Roof::ALL));
    let rest = (observed(floor_area()), observed(any::<u16>()), code(Tenure::ALL), observed(any::<u8>()));
    (materials, rest).prop_map(|((floor, frame, wall, roof), (area, lifespan, tenure, bedrooms))| {
        Dwelling::default()
            .with_floor(floor)
            .with_frame(frame)
            .with_wall(wall)
            .with_roof(roof)
            .with_area(area)
            .with_lifespan_years(lifespan)
            .with_tenure(tenure)
            .with_bedrooms(bedrooms)
    })
}

/// Any services.
pub fn services() -> impl Strategy<Value = Services> {
    let yes_or_no = || observed(any::<bool>());
    let used = (code(WaterSource::ALL), observed(any::<u16>()), code(Toilet::ALL), code(CookingFuel::ALL));
    let had = (yes_or_no(), yes_or_no(), yes_or_no(), yes_or_no(), yes_or_no());
    (used, had).prop_map(|((water, minutes, toilet, fuel), (shared, electricity, internet, telephone, loudspeaker))| {
        Services::default()
            .with_water_source(water)
            .with_water_minutes(minutes)
            .with_toilet(toilet)
            .with_cooking_fuel(fuel)
            .with_toilet_shared(shared)
            .with_electricity(electricity)
            .with_internet(internet)
            .with_telephone(telephone)
            .with_loudspeaker(loudspeaker)
    })
}

/// Any possessions: each thing owned, not owned or unknown.
pub fn possessions() -> impl Strategy<Value = Possessions> {
    vec(option::of(any::<bool>()), Item::ALL.len()).prop_map(|answers| {
        let known = Item::ALL.iter().zip(answers).filter_map(|(item, owned)| Some((*item, owned?)));
        known.fold(Possessions::default(), |set, (item, owned)| set.with(item, owned))
    })
}

/// Any household of one to six members. Identifier and place are any text that is not blank, with quotes, commas and line
/// breaks in them.
pub fn household() -> impl Strategy<Value = Household> {
    let key = "[a-zA-Z0-9Đ][a-zA-Z0-9đ\"',;\n-]{0,12}";
    let head = (key, key, area(), option::of(date()), option::of(weight()));
    let parts = (dwelling(), services(), possessions(), vec(member(), 1..=6));
    (head, parts, observed(ethnic_group()), observed(money())).prop_filter_map(
        "a household that can be built",
        |((id, place, area, day, weight), (dwelling, services, possessions, members), ethnicity, income)| {
            let mut builder = Household::builder(id, place, area)
                .ethnicity(ethnicity)
                .income_per_person_month(income)
                .dwelling(dwelling)
                .services(services)
                .possessions(possessions)
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
