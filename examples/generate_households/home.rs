//! The home of a household: dwelling, services, possessions.

use super::draw::Draw;
use super::people::Means;
use poverty::household::{
    CookingFuel, Dwelling, Floor, Frame, Item, Possessions, Roof, Services, Tenure, Toilet, Wall, WaterSource,
};
use poverty::quantity::FloorArea;
use rust_decimal::Decimal;
use std::error::Error;

/// A dwelling for so many people: crowded, or of materials that do not last, the more often the lower the means.
pub(crate) fn dwelling(draw: &mut Draw, means: Means, size: u32) -> Result<Dwelling, Box<dyn Error>> {
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

/// Water, toilet, energy and communication.
pub(crate) fn services(draw: &mut Draw, means: Means) -> Services {
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

/// What is owned; some own nothing that informs.
pub(crate) fn possessions(draw: &mut Draw, means: Means) -> Possessions {
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
