//! Waste water.

use super::words::words;
use super::{Deprivation, Judge, Subject};
use crate::household::{Drainage, Observed};
use crate::source::Language;
use serde::{Deserialize, Serialize};

/// Waste water does not go to one of `adequate`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DrainageKinds {
    adequate: Vec<Drainage>,
}

impl Judge for DrainageKinds {
    fn outcome(&self, subject: &Subject<'_>) -> Deprivation {
        match subject.household.services().drainage {
            Observed::Known(drainage) => Deprivation::when(!self.adequate.contains(&drainage)),
            Observed::Unknown(_) | Observed::NotApplicable => Deprivation::Missing,
        }
    }

    fn observation(&self, subject: &Subject<'_>, language: Language) -> String {
        match subject.household.services().drainage {
            Observed::Known(drainage) => {
                format!("{} {}", words(language, "drainage:", "thoát nước:"), drainage.label(language))
            }
            Observed::Unknown(_) | Observed::NotApplicable => {
                words(language, "drainage not known", "chưa rõ việc thoát nước").to_owned()
            }
        }
    }

    fn flaw(&self) -> Option<String> {
        self.adequate.is_empty().then(|| "no drainage is adequate".to_owned())
    }

    fn implies(&self, other: &Self) -> bool {
        other.adequate.iter().all(|drainage| self.adequate.contains(drainage))
    }
}
