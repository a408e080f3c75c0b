//! Fuel for cooking.

use super::words::words;
use super::{Deprivation, Judge, Subject};
use crate::household::{CookingFuel, Observed};
use crate::source::Language;
use serde::{Deserialize, Serialize};

/// The main fuel for cooking is one of `inadequate`; where `chimney_makes_adequate`, only without a chimney.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CookingFuels {
    inadequate: Vec<CookingFuel>,
    #[serde(default)]
    chimney_makes_adequate: bool,
}

impl Judge for CookingFuels {
    fn outcome(&self, subject: &Subject<'_>) -> Deprivation {
        let services = subject.household.services();
        let smoky = match services.cooking_fuel {
            Observed::Known(fuel) => Some(self.inadequate.contains(&fuel)),
            Observed::NotApplicable => Some(false),
            Observed::Unknown(_) => None,
        };
        let chimney = match (self.chimney_makes_adequate, services.chimney) {
            (false, _) | (true, Observed::NotApplicable) => Some(false),
            (true, Observed::Known(chimney)) => Some(chimney),
            (true, Observed::Unknown(_)) => None,
        };
        match (smoky, chimney) {
            (Some(false), _) | (_, Some(true)) => Deprivation::NotDeprived,
            (Some(true), Some(false)) => Deprivation::Deprived,
            _ => Deprivation::Missing,
        }
    }

    fn observation(&self, subject: &Subject<'_>, language: Language) -> String {
        let services = subject.household.services();
        let fuel = match services.cooking_fuel {
            Observed::Known(fuel) => format!("{} {}", words(language, "cooks with", "nấu bằng"), fuel.label(language)),
            Observed::Unknown(_) | Observed::NotApplicable => {
                words(language, "cooking fuel not known", "chưa rõ nhiên liệu nấu ăn").to_owned()
            }
        };
        match (self.chimney_makes_adequate, services.chimney) {
            (true, Observed::Known(true)) => format!("{fuel}, {}", words(language, "with a chimney", "có ống khói")),
            (true, Observed::Known(false)) => {
                format!("{fuel}, {}", words(language, "without a chimney", "không có ống khói"))
            }
            _ => fuel,
        }
    }

    fn flaw(&self) -> Option<String> {
        self.inadequate.is_empty().then(|| "no fuel is inadequate".to_owned())
    }

    fn implies(&self, other: &Self) -> bool {
        self.chimney_makes_adequate >= other.chimney_makes_adequate
            && self.inadequate.iter().all(|fuel| other.inadequate.contains(fuel))
    }
}
