//! Dwelling, services and possessions.

use super::{Finding, Oddity, Part};
use crate::household::{CookingFuel, Household, Item, Observed, Toilet, WaterSource};

/// Square centimetres of 500 and of 4 square metres.
const LARGE_SQUARE_CENTIMETRES: u64 = 5_000_000;
const SMALL_SQUARE_CENTIMETRES: u64 = 40_000;
const LONGEST_LIFESPAN_YEARS: u16 = 150;
const FAR_MINUTES: u16 = 30;
const VERY_FAR_MINUTES: u16 = 240;

/// What does nothing without electricity. A television or a radio may run on a battery.
const ELECTRIC: [Item; 2] = [Item::Refrigerator, Item::DesktopComputer];

pub(super) fn check(household: &Household, visit: &mut dyn FnMut(Finding)) {
    dwelling(household, visit);
    services(household, visit);
    let without = household.services().electricity == Observed::Known(false);
    for item in ELECTRIC {
        if without && household.possessions().has(item) == Some(true) {
            let observed = "electricity false".to_owned();
            visit(Finding::new(Oddity::AppliancesWithoutElectricity, Part::Possessions, item.code(), observed));
        }
    }
}

fn dwelling(household: &Household, visit: &mut dyn FnMut(Finding)) {
    let mut find = |oddity, field, observed| visit(Finding::new(oddity, Part::Dwelling, field, observed));
    let dwelling = household.dwelling();
    if let Observed::Known(area) = dwelling.area {
        if area.square_centimetres() > LARGE_SQUARE_CENTIMETRES {
            find(Oddity::LargeDwelling, "area", area.to_string());
        } else if area.square_centimetres() < SMALL_SQUARE_CENTIMETRES {
            find(Oddity::SmallDwelling, "area", area.to_string());
        }
    }
    if let Observed::Known(years) = dwelling.lifespan_years {
        if years == 0 {
            find(Oddity::NoLifespan, "lifespan_years", years.to_string());
        } else if years > LONGEST_LIFESPAN_YEARS {
            find(Oddity::LongLifespan, "lifespan_years", years.to_string());
        }
    }
    if let (Observed::Known(bedrooms), Observed::Known(rooms)) = (dwelling.bedrooms, dwelling.rooms)
        && bedrooms > rooms
    {
        find(Oddity::BedroomsBeyondRooms, "bedrooms", format!("{bedrooms} of {rooms} rooms"));
    }
}

fn services(household: &Household, visit: &mut dyn FnMut(Finding)) {
    let mut find = |oddity, field, observed| visit(Finding::new(oddity, Part::Services, field, observed));
    let services = household.services();
    if let Observed::Known(minutes) = services.water_minutes {
        if minutes > VERY_FAR_MINUTES {
            find(Oddity::WaterFar, "water_minutes", minutes.to_string());
        } else if minutes >= FAR_MINUTES && services.water_source == Observed::Known(WaterSource::Piped) {
            find(Oddity::PipedWaterFar, "water_minutes", format!("piped, {minutes}"));
        }
    }
    if services.toilet == Observed::Known(Toilet::None) && services.toilet_shared == Observed::Known(true) {
        find(Oddity::SharedNoToilet, "toilet_shared", "true".to_owned());
    }
    let electric = services.cooking_fuel == Observed::Known(CookingFuel::Electricity);
    if electric && services.electricity == Observed::Known(false) {
        find(Oddity::ElectricCooking, "cooking_fuel", "electricity".to_owned());
    }
    let used = household.members().iter().zip(1..).find(|(member, _)| member.uses_internet == Observed::Known(true));
    if let (Observed::Known(false), Some((_, number))) = (services.internet, used) {
        let number: u32 = number;
        find(Oddity::InternetContradicted, "internet", format!("false, member {number} true"));
    }
}
