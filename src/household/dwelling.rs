//! The dwelling: materials, area, expected life, tenure.

use super::Observed;
use super::coded::{coded, observed_record};
use crate::quantity::FloorArea;

coded! {
    /// Material of the floor, nền.
    "floor"
    pub enum Floor {
        Tile = "tile", "ceramic or stone tiles", "gạch men, gạch đá";
        Cement = "cement", "cement or concrete", "xi măng, bê tông";
        Brick = "brick", "brick", "gạch nung";
        Wood = "wood", "durable wood", "gỗ bền chắc";
        Bamboo = "bamboo", "bamboo or makeshift wood", "tre, gỗ tạp";
        Earth = "earth", "rammed earth", "đất";
        Other = "other", "other material", "vật liệu khác";
    }
}

coded! {
    /// Material of the frame: columns and supports, khung, cột.
    "frame"
    pub enum Frame {
        ReinforcedConcrete = "reinforced_concrete", "reinforced concrete", "bê tông cốt thép";
        BrickStone = "brick_stone", "brick or stone", "gạch, đá";
        SteelOrHardwood = "steel_or_hardwood", "steel or durable wood", "sắt, thép, gỗ bền chắc";
        PoorWoodBamboo = "poor_wood_bamboo", "makeshift wood or bamboo", "gỗ tạp, tre";
        Other = "other", "other material", "vật liệu khác";
    }
}

coded! {
    /// Material of the walls, tường.
    "wall"
    pub enum Wall {
        ReinforcedConcrete = "reinforced_concrete", "reinforced concrete", "bê tông cốt thép";
        BrickStone = "brick_stone", "brick or stone", "gạch, đá";
        WoodMetal = "wood_metal", "durable wood or metal", "gỗ bền chắc, kim loại";
        EarthStraw = "earth_straw", "earth or straw", "đất vôi, rơm";
        BambooBoard = "bamboo_board", "bamboo, leaves or board", "phên, liếp, ván ép";
        RawWood = "raw_wood", "raw wood or planks", "gỗ tạp, ván thô";
        Sheet = "sheet", "metal or asbestos sheet", "tôn, tấm fibro xi măng";
        Waste = "waste", "cardboard, cloth or waste", "bìa các tông, vải, phế liệu";
        None = "none", "no walls", "không có tường";
        Other = "other", "other material", "vật liệu khác";
    }
}

coded! {
    /// Material of the roof, mái.
    "roof"
    pub enum Roof {
        ReinforcedConcrete = "reinforced_concrete", "reinforced concrete", "bê tông cốt thép";
        Tile = "tile", "cement or terracotta tiles", "ngói xi măng, ngói đất nung";
        DurableSheet = "durable_sheet", "good metal or fibre-cement sheet", "tấm lợp tốt";
        Sheet = "sheet", "thin or old sheet", "tấm lợp tạm";
        LeafStraw = "leaf_straw", "leaves, straw or oiled paper", "lá, rơm rạ, giấy dầu";
        Waste = "waste", "cardboard or waste", "bìa các tông, phế liệu";
        Other = "other", "other material", "vật liệu khác";
    }
}

coded! {
    /// By what right the household lives there.
    "tenure"
    pub enum Tenure {
        Owned = "owned", "owned", "nhà riêng";
        Rented = "rented", "rented", "nhà thuê";
        Lent = "lent", "lent or lived in with others", "ở nhờ";
        Public = "public", "public housing", "nhà của Nhà nước, tập thể";
        Other = "other", "other tenure", "hình thức khác";
    }
}

observed_record! {
    /// The dwelling of a household, nhà ở. Every part may be unknown by itself.
    ///
    /// ```
    /// use poverty::household::{Dwelling, Floor, Roof};
    /// use poverty::quantity::FloorArea;
    /// let dwelling = Dwelling::default()
    ///     .with_floor(Floor::Cement)
    ///     .with_roof(Roof::Tile)
    ///     .with_area(FloorArea::square_metres(36)?);
    /// assert!(dwelling.wall.is_unknown());
    /// # Ok::<(), poverty::quantity::QuantityError>(())
    /// ```
    "a dwelling: a map of its parts"
    pub struct Dwelling {
        /// Main material of the floor.
        floor: Floor, with_floor;
        /// Main material of columns and supports.
        frame: Frame, with_frame;
        /// Main material of the walls.
        wall: Wall, with_wall;
        /// Main material of the roof.
        roof: Roof, with_roof;
        /// Floor area of the whole dwelling in square metres.
        area: FloorArea, with_area;
        /// Years that the house is expected to last from its completion, by its inspection.
        lifespan_years: u16, with_lifespan_years;
        /// By what right the household lives there.
        tenure: Tenure, with_tenure;
        /// Rooms, without corridors and bathrooms; the kitchen counts where the survey counts it.
        rooms: u8, with_rooms;
        /// Rooms used for sleeping.
        bedrooms: u8, with_bedrooms;
    }
}
