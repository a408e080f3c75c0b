//! The town, its communes and peoples, and one household after the other.

use super::draw::Draw;
use super::home::{dwelling, possessions, services};
use super::people::{Means, members};
use chrono::NaiveDate;
use poverty::household::{EthnicGroup, Household, HouseholdBuilder, Observed, Unknown};
use poverty::place::Area;
use poverty::quantity::Money;
use std::error::Error;

/// One commune or ward: code, area, households, and how many of a hundred have low means and middle means.
struct Commune {
    code: &'static str,
    area: Area,
    households: u32,
    low: u32,
    middle: u32,
    peoples: &'static [(u32, EthnicGroup)],
}

const COMMUNES: [Commune; 6] = [
    Commune {
        code: "66-M1",
        area: Area::Urban,
        households: 140,
        low: 2,
        middle: 20,
        peoples: &[(86, EthnicGroup::KINH), (10, EthnicGroup::E_DE), (2, EthnicGroup::TAY), (2, EthnicGroup::HOA)],
    },
    Commune {
        code: "66-M2",
        area: Area::Rural,
        households: 120,
        low: 5,
        middle: 28,
        peoples: &[(70, EthnicGroup::KINH), (25, EthnicGroup::E_DE), (5, EthnicGroup::MUONG)],
    },
    Commune {
        code: "66-M3",
        area: Area::Rural,
        households: 110,
        low: 7,
        middle: 30,
        peoples: &[(45, EthnicGroup::KINH), (25, EthnicGroup::TAY), (25, EthnicGroup::NUNG), (5, EthnicGroup::DAO)],
    },
    Commune {
        code: "66-M4",
        area: Area::Rural,
        households: 90,
        low: 10,
        middle: 32,
        peoples: &[(20, EthnicGroup::KINH), (78, EthnicGroup::E_DE), (2, EthnicGroup::XO_DANG)],
    },
    Commune {
        code: "66-M5",
        area: Area::Rural,
        households: 80,
        low: 13,
        middle: 34,
        peoples: &[
            (30, EthnicGroup::KINH),
            (40, EthnicGroup::GIA_RAI),
            (25, EthnicGroup::E_DE),
            (5, EthnicGroup::MONG),
        ],
    },
    Commune {
        code: "66-M6",
        area: Area::Rural,
        households: 60,
        low: 17,
        middle: 36,
        peoples: &[(15, EthnicGroup::KINH), (75, EthnicGroup::MNONG), (10, EthnicGroup::E_DE)],
    },
];

/// The seed of the committed files.
pub(crate) const SEED: u64 = 20_241_215;

/// The day on which every household was observed.
pub(crate) const ON: Option<NaiveDate> = NaiveDate::from_ymd_opt(2024, 12, 15);

/// The 600 households.
pub(crate) fn households() -> Result<Vec<Household>, Box<dyn Error>> {
    let on = ON.ok_or("no such day")?;
    let mut draw = Draw::seeded(SEED);
    let mut households = Vec::new();
    for commune in &COMMUNES {
        for _ in 0..commune.households {
            let number = households.len() + 1;
            households.push(household(&mut draw, commune, number, on)?);
        }
    }
    Ok(households)
}

fn household(draw: &mut Draw, commune: &Commune, number: usize, on: NaiveDate) -> Result<Household, Box<dyn Error>> {
    let people = draw.pick(commune.peoples).unwrap_or(EthnicGroup::KINH);
    let burden = if people.is_minority() { 17 } else { 0 };
    let (low, middle) = (commune.low + burden, commune.middle);
    let high = 100 - low - middle;
    let means = draw.pick(&[(low, Means::Low), (middle, Means::Middle), (high, Means::High)]).unwrap_or(Means::Middle);
    let members = members(draw, means, on)?;
    let size = u32::try_from(members.len())?;
    let household = Household::builder(format!("M-{number:04}"), commune.code, commune.area)
        .observed_on(on)
        .ethnicity(people)
        .income_per_person_month(income(draw, commune.area, means))
        .dwelling(dwelling(draw, means, size)?)
        .services(services(draw, means))
        .possessions(possessions(draw, means))
        .members(members);
    Ok(unanswered(draw, household)?.build()?)
}

/// An income under the poverty line of 2022-2025, between it and the upper line, or above that; sometimes on a line.
fn income(draw: &mut Draw, area: Area, means: Means) -> Money {
    let (line, upper) = match area {
        Area::Rural => (1_500_u32, 2_250_u32),
        Area::Urban => (2_000, 3_000),
    };
    let thousands = match means {
        Means::Low if draw.happens(60) => line,
        Means::Low => draw.between(line / 25, line / 10) * 10,
        Means::Middle if draw.happens(30) => upper,
        Means::Middle => draw.between(line + 5, upper),
        Means::High => {
            let most = upper * draw.between(2, 4);
            draw.between(upper + 5, most)
        }
    };
    Money::vnd(i64::from(thousands) * 1_000)
}

/// In few households one answer is missing, and why is known.
fn unanswered(draw: &mut Draw, household: HouseholdBuilder) -> Result<HouseholdBuilder, Box<dyn Error>> {
    if !draw.happens(50) {
        return Ok(household);
    }
    let known = household.clone().build()?;
    let (dwelling, services) = (known.dwelling().clone(), known.services().clone());
    let mut members = known.members().to_vec();
    Ok(match draw.below(6) {
        0 => household.income_per_person_month(Observed::Unknown(Unknown::Refused)),
        1 => household.dwelling(dwelling.with_area(Observed::Unknown(Unknown::NotMeasured))),
        2 => household.services(services.with_toilet(Observed::Unknown(Unknown::Unreadable))),
        3 => household.services(services.with_internet(Observed::Unknown(Unknown::DoesNotKnow))),
        4 => {
            for member in &mut members {
                if member.nutrition.known().is_some() {
                    member.nutrition = Observed::Unknown(Unknown::NotMeasured);
                }
            }
            household.members(members)
        }
        _ => {
            if let Some(member) = members.first_mut() {
                member.health_insurance = Observed::Unknown(Unknown::NotRecorded);
            }
            household.members(members)
        }
    })
}
