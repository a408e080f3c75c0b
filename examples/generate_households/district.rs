//! The town, its communes and peoples, and one household after the other.

use super::draw::Draw;
use super::people::{Means, members};
use chrono::NaiveDate;
use poverty::household::{
    CookingFuel, Dwelling, EthnicGroup, Floor, Frame, Household, HouseholdBuilder, Item, Observed, Possessions, Roof,
    Services, Tenure, Toilet, Unknown, Wall, WaterSource,
};
use poverty::place::Area;
use poverty::quantity::{FloorArea, Money};
use rust_decimal::Decimal;
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

fn dwelling(draw: &mut Draw, means: Means, size: u32) -> Result<Dwelling, Box<dyn Error>> {
    let crowded = size > 1 && draw.happens(means.of(370, 130, 20));
    // Tenths of square metres a person.
    let each = if crowded { draw.between(48, 79) } else { draw.between(85, means.of(160, 240, 360)) };
    let tenths = (each * size).max(120);
    let area = FloorArea::from_decimal(Decimal::new(i64::from(tenths), 1))?;
    let makeshift = draw.happens(means.of(330, 100, 20));
    let (frame, wall, roof) = if makeshift {
        let wall = draw.pick(&[(6, Wall::BambooBoard), (2, Wall::EarthStraw), (2, Wall::WoodMetal)]);
        (Frame::PoorWoodBamboo, wall, draw.pick(&[(7, Roof::Sheet), (3, Roof::LeafStraw)]))
    } else {
        let wall = draw.pick(&[(means.of(4, 7, 9), Wall::BrickStone), (3, Wall::WoodMetal), (1, Wall::BambooBoard)]);
        let frame = draw.pick(&[
            (5, Frame::SteelOrHardwood),
            (5, Frame::BrickStone),
            (means.of(1, 4, 12), Frame::ReinforcedConcrete),
        ]);
        (frame.unwrap_or(Frame::BrickStone), wall, draw.pick(&[(4, Roof::Tile), (6, Roof::DurableSheet)]))
    };
    let floor = [
        (means.of(1, 4, 9), Floor::Tile),
        (6, Floor::Cement),
        (means.of(3, 1, 1), Floor::Wood),
        (means.of(3, 1, 0), Floor::Earth),
    ];
    let lifespan = if makeshift { draw.between(2, 12) } else { draw.between(15, means.of(30, 40, 60)) };
    Ok(Dwelling::default()
        .with_floor(draw.pick(&floor).unwrap_or(Floor::Cement))
        .with_frame(frame)
        .with_wall(wall.unwrap_or(Wall::BrickStone))
        .with_roof(roof.unwrap_or(Roof::DurableSheet))
        .with_area(area)
        .with_lifespan_years(u16::try_from(lifespan)?)
        .with_tenure(
            draw.pick(&[(94, Tenure::Owned), (4, Tenure::Lent), (2, Tenure::Rented)]).unwrap_or(Tenure::Owned),
        ))
}

fn services(draw: &mut Draw, means: Means) -> Services {
    use WaterSource::{DrilledWell, Piped, ProtectedDugWell, Surface, UnprotectedDugWell, UnprotectedSpring};
    let water = if draw.happens(means.of(260, 80, 15)) {
        draw.pick(&[(5, UnprotectedDugWell), (3, UnprotectedSpring), (2, Surface)])
    } else {
        draw.pick(&[(means.of(2, 3, 5), Piped), (6, DrilledWell), (3, ProtectedDugWell)])
    };
    let toilet = if draw.happens(means.of(550, 220, 40)) {
        draw.pick(&[(6, Toilet::OpenPit), (2, Toilet::OverWater), (4, Toilet::None)])
    } else {
        draw.pick(&[
            (means.of(2, 5, 16), Toilet::Septic),
            (3, Toilet::PourFlush),
            (2, Toilet::PitWithSlab),
            (1, Toilet::DoubleVault),
        ])
    };
    let fuel = draw.pick(&[
        (means.of(2, 6, 12), CookingFuel::Gas),
        (1, CookingFuel::Electricity),
        (means.of(9, 5, 1), CookingFuel::Wood),
    ]);
    Services::default()
        .with_water_source(water.unwrap_or(DrilledWell))
        .with_toilet(toilet.unwrap_or(Toilet::PourFlush))
        .with_electricity(!draw.happens(means.of(20, 4, 0)))
        .with_cooking_fuel(fuel.unwrap_or(CookingFuel::Wood))
        .with_internet(!draw.happens(means.of(230, 70, 10)))
        .with_telephone(!draw.happens(means.of(90, 25, 4)))
        .with_loudspeaker(draw.happens(650))
}

fn possessions(draw: &mut Draw, means: Means) -> Possessions {
    let without = draw.happens(means.of(140, 30, 2));
    let often = [
        (Item::Television, means.of(700, 880, 970)),
        (Item::Radio, 60),
        (Item::DesktopComputer, means.of(5, 40, 220)),
        (Item::Telephone, means.of(550, 500, 400)),
        (Item::Laptop, means.of(5, 60, 350)),
        (Item::Tablet, means.of(2, 20, 150)),
        (Item::Smartphone, means.of(600, 850, 970)),
    ];
    let own = [
        (Item::Refrigerator, means.of(300, 700, 950)),
        (Item::Motorbike, means.of(800, 930, 980)),
        (Item::CarOrTruck, means.of(0, 20, 180)),
    ];
    let informing = often.map(|(item, per_thousand)| (item, if without { 0 } else { per_thousand }));
    informing
        .into_iter()
        .chain(own)
        .fold(Possessions::default(), |owned, (item, per_thousand)| owned.with(item, draw.happens(per_thousand)))
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
