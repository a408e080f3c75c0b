//! Electricity.

use super::words::words;
use super::{Deprivation, Judge, Subject};
use crate::household::Observed;
use crate::source::Language;
use serde::{Deserialize, Serialize};

/// The household has no electricity.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NoElectricity {}

impl Judge for NoElectricity {
    fn outcome(&self, subject: &Subject<'_>) -> Deprivation {
        match subject.household.services().electricity {
            Observed::Known(electricity) => Deprivation::when(!electricity),
            Observed::Unknown(_) | Observed::NotApplicable => Deprivation::Missing,
        }
    }

    fn observation(&self, subject: &Subject<'_>, language: Language) -> String {
        match subject.household.services().electricity {
            Observed::Known(true) => words(language, "has electricity", "có điện"),
            Observed::Known(false) => words(language, "no electricity", "không có điện"),
            Observed::Unknown(_) | Observed::NotApplicable => {
                words(language, "electricity not known", "chưa rõ việc dùng điện")
            }
        }
        .to_owned()
    }
}
