//! Kinds of support.

use crate::source::Language;
use core::fmt;
use serde::{Deserialize, Serialize};

/// What a part of a programme gives.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SupportKind {
    /// Tín dụng ưu đãi.
    PreferentialCredit,
    /// Khuyến nông: breeds, seeds, techniques, livelihood models.
    AgriculturalExtension,
    /// Đào tạo nghề.
    VocationalTraining,
    /// Tạo việc làm, work abroad under contract included.
    JobCreation,
    /// Y tế, dinh dưỡng.
    Health,
    /// Giáo dục.
    Education,
    /// Nhà ở.
    Housing,
    /// Nước sạch và vệ sinh.
    WaterSanitation,
    /// Trợ giúp pháp lý.
    LegalAid,
    /// Thông tin.
    Information,
    /// Hạ tầng: roads, schools, markets, irrigation.
    Infrastructure,
    /// Nâng cao năng lực, giám sát, đánh giá.
    Capacity,
}

impl SupportKind {
    /// Every kind.
    pub const ALL: [Self; 12] = [
        Self::PreferentialCredit,
        Self::AgriculturalExtension,
        Self::VocationalTraining,
        Self::JobCreation,
        Self::Health,
        Self::Education,
        Self::Housing,
        Self::WaterSanitation,
        Self::LegalAid,
        Self::Information,
        Self::Infrastructure,
        Self::Capacity,
    ];

    /// The kind in words.
    #[must_use]
    pub const fn name(self, language: Language) -> &'static str {
        let vietnamese = matches!(language, Language::Vietnamese);
        match (self, vietnamese) {
            (Self::PreferentialCredit, false) => "preferential credit",
            (Self::PreferentialCredit, true) => "tín dụng ưu đãi",
            (Self::AgriculturalExtension, false) => "agricultural extension",
            (Self::AgriculturalExtension, true) => "khuyến nông",
            (Self::VocationalTraining, false) => "vocational training",
            (Self::VocationalTraining, true) => "đào tạo nghề",
            (Self::JobCreation, false) => "job creation",
            (Self::JobCreation, true) => "tạo việc làm",
            (Self::Health, false) => "health",
            (Self::Health, true) => "y tế",
            (Self::Education, false) => "education",
            (Self::Education, true) => "giáo dục",
            (Self::Housing, false) => "housing",
            (Self::Housing, true) => "nhà ở",
            (Self::WaterSanitation, false) => "water and sanitation",
            (Self::WaterSanitation, true) => "nước sạch và vệ sinh",
            (Self::LegalAid, false) => "legal aid",
            (Self::LegalAid, true) => "trợ giúp pháp lý",
            (Self::Information, false) => "information",
            (Self::Information, true) => "thông tin",
            (Self::Infrastructure, false) => "infrastructure",
            (Self::Infrastructure, true) => "hạ tầng",
            (Self::Capacity, false) => "capacity building",
            (Self::Capacity, true) => "nâng cao năng lực",
        }
    }

    /// The division or group of the Classification of the Functions of Government (United Nations, 1999; from memory) that
    /// such spending belongs to.
    #[must_use]
    pub const fn cofog(self) -> &'static str {
        match self {
            Self::PreferentialCredit => "10.9",
            Self::AgriculturalExtension => "04.2",
            Self::VocationalTraining | Self::Education => "09.5",
            Self::JobCreation => "04.1",
            Self::Health => "07.4",
            Self::Housing => "10.6",
            Self::WaterSanitation => "06.3",
            Self::LegalAid => "03.3",
            Self::Information => "08.3",
            Self::Infrastructure => "06.2",
            Self::Capacity => "01.3",
        }
    }
}

impl fmt::Display for SupportKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name(Language::English))
    }
}
