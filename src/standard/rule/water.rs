//! Water for daily use.

use super::{Deprivation, Judge, Subject};
use crate::household::{Observed, WaterSource};
use crate::source::Language;
use serde::{Deserialize, Serialize};

/// The main source is not in `adequate`; or, where `minutes` is given, fetching it takes that long or longer.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Water {
    adequate: Vec<WaterSource>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    minutes: Option<u16>,
}

impl Judge for Water {
    fn outcome(&self, subject: &Subject<'_>) -> Deprivation {
        let services = subject.household.services();
        let adequate = services.water_source.known().map(|source| self.adequate.contains(&source));
        let near = match (self.minutes, services.water_minutes) {
            (None, _) | (Some(_), Observed::NotApplicable) => Some(true),
            (Some(limit), Observed::Known(minutes)) => Some(minutes < limit),
            (Some(_), Observed::Unknown(_)) => None,
        };
        match (adequate, near) {
            (Some(false), _) | (_, Some(false)) => Deprivation::Deprived,
            (Some(true), Some(true)) => Deprivation::NotDeprived,
            _ => Deprivation::Missing,
        }
    }

    fn observation(&self, subject: &Subject<'_>, language: Language) -> String {
        let services = subject.household.services();
        let vietnamese = language == Language::Vietnamese;
        let unknown = if vietnamese { "chưa rõ nguồn nước" } else { "source unknown" };
        let source = services.water_source.known().map_or(unknown, |source| source.label(language));
        match (self.minutes, services.water_minutes, vietnamese) {
            (Some(_), Observed::Known(minutes), true) => format!("{source}, {minutes} phút đi lấy nước"),
            (Some(_), Observed::Known(minutes), false) => format!("{source}, {minutes} minutes to fetch"),
            _ => source.to_owned(),
        }
    }

    fn flaw(&self) -> Option<String> {
        self.adequate.is_empty().then(|| "no source is adequate".to_owned())
    }

    fn implies(&self, other: &Self) -> bool {
        let no_nearer = match (self.minutes, other.minutes) {
            (None, _) => true,
            (Some(own), Some(other)) => own >= other,
            (Some(_), None) => false,
        };
        no_nearer && other.adequate.iter().all(|source| self.adequate.contains(source))
    }
}
