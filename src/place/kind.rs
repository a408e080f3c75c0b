//! Levels and kinds of administrative units.

use super::Area;
use core::fmt;
use serde::{Deserialize, Serialize};

/// Level of an administrative unit, from the top: an upper level is less than a lower one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// The State.
    Country,
    /// First tier, cấp tỉnh.
    Province,
    /// Second tier, cấp huyện; abolished in Viet Nam on 1 July 2025.
    District,
    /// Lowest tier with a government, cấp xã.
    Commune,
    /// Below the commune, not a tier of government: thôn, bản, buôn, tổ dân phố.
    Village,
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Country => "country",
            Self::Province => "province",
            Self::District => "district",
            Self::Commune => "commune",
            Self::Village => "village",
        })
    }
}

/// What a unit is called in law. The kind fixes the [`Level`], and for units of commune level the [`Area`].
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The State.
    Country,
    /// Tỉnh.
    Province,
    /// Thành phố trực thuộc trung ương.
    CentrallyRunCity,
    /// Huyện.
    RuralDistrict,
    /// Quận.
    UrbanDistrict,
    /// Thị xã.
    Town,
    /// Thành phố thuộc tỉnh, or thành phố thuộc thành phố trực thuộc trung ương.
    DistrictCity,
    /// Xã.
    Commune,
    /// Phường.
    Ward,
    /// Thị trấn, until 30 June 2025.
    Township,
    /// Đặc khu: an island unit of commune level, since 1 July 2025.
    SpecialZone,
    /// Thôn, bản, buôn, làng, ấp.
    Village,
    /// Tổ dân phố, khu phố.
    ResidentialGroup,
}

impl Kind {
    /// The level of a unit of this kind.
    #[must_use]
    pub const fn level(self) -> Level {
        match self {
            Self::Country => Level::Country,
            Self::Province | Self::CentrallyRunCity => Level::Province,
            Self::RuralDistrict | Self::UrbanDistrict | Self::Town | Self::DistrictCity => Level::District,
            Self::Commune | Self::Ward | Self::Township | Self::SpecialZone => Level::Commune,
            Self::Village | Self::ResidentialGroup => Level::Village,
        }
    }

    /// Whether a unit of this kind is rural or urban, for the income line; `None` where the kind does not tell: above and
    /// below the commune, and for special zones, of which no rule was found.
    ///
    /// That xã is rural and phường and thị trấn are urban is from memory: check it before relying on it for anything
    /// legal.
    ///
    /// ```
    /// use poverty::place::{Area, Kind};
    /// assert_eq!(Kind::Commune.area(), Some(Area::Rural));
    /// assert_eq!(Kind::Township.area(), Some(Area::Urban));
    /// assert_eq!(Kind::SpecialZone.area(), None);
    /// ```
    #[must_use]
    pub const fn area(self) -> Option<Area> {
        match self {
            Self::Commune => Some(Area::Rural),
            Self::Ward | Self::Township => Some(Area::Urban),
            Self::SpecialZone
            | Self::Country
            | Self::Province
            | Self::CentrallyRunCity
            | Self::RuralDistrict
            | Self::UrbanDistrict
            | Self::Town
            | Self::DistrictCity
            | Self::Village
            | Self::ResidentialGroup => None,
        }
    }

    /// The word in Vietnamese, `xã`.
    #[must_use]
    pub const fn in_vietnamese(self) -> &'static str {
        match self {
            Self::Country => "quốc gia",
            Self::Province => "tỉnh",
            Self::CentrallyRunCity | Self::DistrictCity => "thành phố",
            Self::RuralDistrict => "huyện",
            Self::UrbanDistrict => "quận",
            Self::Town => "thị xã",
            Self::Commune => "xã",
            Self::Ward => "phường",
            Self::Township => "thị trấn",
            Self::SpecialZone => "đặc khu",
            Self::Village => "thôn",
            Self::ResidentialGroup => "tổ dân phố",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Country => "country",
            Self::Province => "province",
            Self::CentrallyRunCity => "centrally run city",
            Self::RuralDistrict => "rural district",
            Self::UrbanDistrict => "urban district",
            Self::Town => "town",
            Self::DistrictCity => "city of district level",
            Self::Commune => "commune",
            Self::Ward => "ward",
            Self::Township => "township",
            Self::SpecialZone => "special zone",
            Self::Village => "village",
            Self::ResidentialGroup => "residential group",
        })
    }
}
