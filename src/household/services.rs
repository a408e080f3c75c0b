//! Water, toilet, energy and information: what the household uses every day.

use super::Observed;
use super::coded::{coded, observed_record};

coded! {
    /// Main source of water for daily use, nguồn nước sinh hoạt.
    "water_source"
    pub enum WaterSource {
        Piped = "piped", "piped into dwelling or plot", "nước máy";
        PublicTap = "public_tap", "piped to a public tap or a neighbour", "nước máy công cộng";
        Tanker = "tanker", "tanker or cart", "xe chở nước";
        DrilledWell = "drilled_well", "drilled well", "giếng khoan";
        ProtectedDugWell = "protected_dug_well", "protected dug well", "giếng đào được bảo vệ";
        UnprotectedDugWell = "unprotected_dug_well", "unprotected dug well", "giếng đào không được bảo vệ";
        ProtectedSpring = "protected_spring", "protected spring or stream", "nước khe, mó được bảo vệ";
        UnprotectedSpring = "unprotected_spring", "unprotected spring or stream", "nước khe, mó không được bảo vệ";
        Rain = "rain", "rain water", "nước mưa";
        Bottled = "bottled", "bottled or jug water", "nước đóng chai, đóng bình";
        Surface = "surface", "river, lake or pond", "sông, hồ, ao";
        Other = "other", "other source", "nguồn khác";
    }
}

coded! {
    /// Toilet that the household uses, nhà tiêu.
    "toilet"
    pub enum Toilet {
        Septic = "septic", "flush to sewer, septic or semi-septic tank", "tự hoại, bán tự hoại";
        PourFlush = "pour_flush", "pour-flush (Suilabh)", "thấm dội nước (Suilabh)";
        VentilatedPit = "ventilated_pit", "ventilated improved pit (VIP)", "cải tiến có ống thông hơi (VIP)";
        PitWithSlab = "pit_with_slab", "pit with seat", "hố xí đào có bệ ngồi";
        DoubleVault = "double_vault", "double-vault composting", "hai ngăn ủ phân";
        FlushOpen = "flush_open", "flush to an open drain or elsewhere", "dội nước xả ra cống hở, nơi khác";
        Bucket = "bucket", "bucket or hanging", "thùng, treo";
        OpenPit = "open_pit", "open pit or single vault", "hố đào, một ngăn";
        OverWater = "over_water", "over a pond or river", "cầu tiêu trên ao, sông";
        Other = "other", "other kind", "loại khác";
        None = "none", "none", "không có";
    }
}

coded! {
    /// Main fuel for cooking.
    "cooking_fuel"
    pub enum CookingFuel {
        Electricity = "electricity", "electricity", "điện";
        Gas = "gas", "gas or biogas", "gas, khí sinh học";
        Kerosene = "kerosene", "kerosene", "dầu hỏa";
        Coal = "coal", "coal", "than đá";
        Charcoal = "charcoal", "charcoal", "than củi";
        Wood = "wood", "wood", "củi";
        CropResidue = "crop_residue", "straw, shrubs or crop residue", "rơm rạ, cây bụi";
        Dung = "dung", "dung", "phân khô";
        NoCooking = "no_cooking", "no cooking at home", "không nấu ăn";
        Other = "other", "other fuel", "nhiên liệu khác";
    }
}

coded! {
    /// Where waste water goes.
    "drainage"
    pub enum Drainage {
        Sewer = "sewer", "public sewer", "cống thoát nước công cộng";
        SepticTank = "septic_tank", "septic tank", "bể tự hoại";
        Open = "open", "river, lake, sea or gully", "sông, hồ, biển, khe";
        None = "none", "none", "không có";
    }
}

observed_record! {
    /// Services that the household has or uses.
    ///
    /// ```
    /// use poverty::household::{Services, Toilet, WaterSource};
    /// let services = Services::default().with_water_source(WaterSource::Surface).with_toilet(Toilet::None);
    /// assert!(services.electricity.is_unknown());
    /// ```
    "services: a map of what the household has or uses"
    pub struct Services {
        /// Main source of water for daily use.
        water_source: WaterSource, with_water_source;
        /// Minutes to fetch water and come back; 0 for water on the premises.
        water_minutes: u16, with_water_minutes;
        /// Toilet used.
        toilet: Toilet, with_toilet;
        /// Whether other households use the same toilet.
        toilet_shared: bool, with_toilet_shared;
        /// Whether there is electricity.
        electricity: bool, with_electricity;
        /// Where waste water goes.
        drainage: Drainage, with_drainage;
        /// Main fuel for cooking.
        cooking_fuel: CookingFuel, with_cooking_fuel;
        /// Whether a chimney leads the smoke of cooking out.
        chimney: bool, with_chimney;
        /// Whether some member uses the internet, asked of the household as a whole.
        internet: bool, with_internet;
        /// Whether some member subscribes to a telephone service, asked of the household as a whole.
        telephone: bool, with_telephone;
        /// Whether the loudspeaker of commune or village is heard at home.
        loudspeaker: bool, with_loudspeaker;
    }
}
