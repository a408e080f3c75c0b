//! Lists of hardship that a unit stands on for a time.

use super::Level;
use crate::quantity::Period;
use core::fmt;
use serde::{Deserialize, Serialize};

/// A list, drawn up by a decision, on which a unit stands for a time; programmes and credit refer to it.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Designation {
    /// Commune of zone I of the ethnic-minority and mountain areas, xã khu vực I: the least hard
    /// (Decision 861/QĐ-TTg of 2021).
    ZoneI,
    /// Commune of zone II, xã khu vực II.
    #[serde(rename = "zone_ii")]
    ZoneII,
    /// Commune of zone III, xã khu vực III: the hardest.
    #[serde(rename = "zone_iii")]
    ZoneIII,
    /// Specially difficult village, thôn đặc biệt khó khăn (Decision 612/QĐ-UBDT of 2021).
    SpeciallyDifficultVillage,
    /// Specially difficult coastal or island commune, xã đặc biệt khó khăn vùng bãi ngang, ven biển và hải đảo
    /// (Decision 353/QĐ-TTg of 2022).
    SpeciallyDifficultCoastalCommune,
    /// Poor district, huyện nghèo (Decision 353/QĐ-TTg of 2022).
    PoorDistrict,
    /// Border commune, xã biên giới.
    BorderCommune,
    /// Island commune, xã đảo.
    IslandCommune,
    /// Commune of a former safe zone of the resistance, xã an toàn khu.
    SafeZoneCommune,
}

impl Designation {
    /// The level of the units that may stand on the list.
    #[must_use]
    pub const fn level(self) -> Level {
        match self {
            Self::ZoneI
            | Self::ZoneII
            | Self::ZoneIII
            | Self::SpeciallyDifficultCoastalCommune
            | Self::BorderCommune
            | Self::IslandCommune
            | Self::SafeZoneCommune => Level::Commune,
            Self::SpeciallyDifficultVillage => Level::Village,
            Self::PoorDistrict => Level::District,
        }
    }

    /// The zone of the ethnic-minority and mountain areas, if the list is one of the three.
    #[must_use]
    pub const fn zone(self) -> Option<Zone> {
        match self {
            Self::ZoneI => Some(Zone::I),
            Self::ZoneII => Some(Zone::II),
            Self::ZoneIII => Some(Zone::III),
            Self::SpeciallyDifficultVillage
            | Self::SpeciallyDifficultCoastalCommune
            | Self::PoorDistrict
            | Self::BorderCommune
            | Self::IslandCommune
            | Self::SafeZoneCommune => None,
        }
    }

    /// Whether a unit may not stand on both lists at once: the same list twice, or two of the three zones.
    #[must_use]
    pub fn excludes(self, other: Self) -> bool {
        self == other || (self.zone().is_some() && other.zone().is_some())
    }
}

impl fmt::Display for Designation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::ZoneI => "zone I",
            Self::ZoneII => "zone II",
            Self::ZoneIII => "zone III",
            Self::SpeciallyDifficultVillage => "specially difficult village",
            Self::SpeciallyDifficultCoastalCommune => "specially difficult coastal or island commune",
            Self::PoorDistrict => "poor district",
            Self::BorderCommune => "border commune",
            Self::IslandCommune => "island commune",
            Self::SafeZoneCommune => "safe-zone commune",
        })
    }
}

/// Zone of a commune of the ethnic-minority and mountain areas, khu vực I, II, III: the higher the harder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Zone {
    /// The least hard.
    I,
    /// Between.
    II,
    /// The hardest.
    III,
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::I => "zone I",
            Self::II => "zone II",
            Self::III => "zone III",
        })
    }
}

/// A [`Designation`] and the days on which it holds: from the decision that lists the unit to the one that strikes it off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DatedDesignation {
    /// The list.
    pub list: Designation,
    /// The days on which the unit stands on it.
    pub valid: Period,
}
