//! Households of this commune: two incomes, one far below every line and one far above, and homes that lack three things or
//! none, so that the class is known without asking a standard.

use super::area_of;
use poverty::household::{
    Disability, Dwelling, Education, Floor, Frame, HealthCare, Household, Item, Member, Nutrition, Possessions, Roof,
    Services, Toilet, Wall, WaterSource, Work,
};
use poverty::quantity::{FloorArea, Money};
use poverty::register::{HouseholdId, Standing};

/// What decides the class of a household.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Means {
    pub(super) low_income: bool,
    pub(super) deprived: bool,
}

impl Means {
    pub(super) const fn standing(self) -> Standing {
        match (self.low_income, self.deprived) {
            (true, true) => Standing::Poor,
            (true, false) => Standing::NearPoor,
            (false, _) => Standing::NotPoor,
        }
    }
}

pub(super) fn income(low: bool) -> Money {
    Money::vnd(if low { 900_000 } else { 9_000_000 })
}

pub(super) fn name(number: u32) -> HouseholdId {
    HouseholdId::new(&format!("H-{number}")).unwrap()
}

pub(super) fn number(id: HouseholdId) -> u32 {
    id.as_str().trim_start_matches("H-").parse().unwrap()
}

pub(super) fn grown_up() -> Member {
    Member::aged(35)
        .unwrap()
        .with_health_insurance(true)
        .with_uses_internet(true)
        .with_work(Work::SelfEmployed)
        .with_attained(Education::UpperSecondary)
        .with_attending(Education::None)
        .with_health_care(HealthCare::NotIll)
        .with_social_allowance(false)
        .with_disability(Disability::None)
}

pub(super) fn newborn() -> Member {
    Member::aged(0)
        .unwrap()
        .with_health_insurance(true)
        .with_nutrition(Nutrition::Adequate)
        .with_health_care(HealthCare::NotIll)
        .with_social_allowance(false)
        .with_disability(Disability::None)
}

pub(super) fn household(number: u32, place: &str, means: Means, members: Vec<Member>) -> Household {
    let (area, toilet, water) = if means.deprived {
        (1, Toilet::OpenPit, WaterSource::Surface)
    } else {
        (500, Toilet::Septic, WaterSource::Piped)
    };
    Household::builder(format!("H-{number}"), place, area_of(place))
        .income_per_person_month(income(means.low_income))
        .dwelling(
            Dwelling::default()
                .with_area(FloorArea::square_metres(area).unwrap())
                .with_frame(Frame::BrickStone)
                .with_wall(Wall::BrickStone)
                .with_floor(Floor::Cement)
                .with_roof(Roof::Tile),
        )
        .services(Services::default().with_toilet(toilet).with_water_source(water).with_internet(true))
        .possessions(Possessions::only([Item::Television]))
        .members(members)
        .build()
        .unwrap()
}
