//! How long the dwelling is expected to last.

use super::{Deprivation, Judge, Subject};
use crate::household::Observed;
use crate::source::Language;
use serde::{Deserialize, Serialize};

/// The expected life of the dwelling is less than `below_years` (strictly).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DwellingLifespan {
    below_years: u16,
}

impl Judge for DwellingLifespan {
    fn outcome(&self, subject: &Subject<'_>) -> Deprivation {
        match subject.household.dwelling().lifespan_years {
            Observed::Known(years) => Deprivation::when(years < self.below_years),
            Observed::Unknown(_) | Observed::NotApplicable => Deprivation::Missing,
        }
    }

    fn observation(&self, subject: &Subject<'_>, language: Language) -> String {
        match (subject.household.dwelling().lifespan_years, language) {
            (Observed::Known(years), Language::Vietnamese) => format!("niên hạn sử dụng {years} năm"),
            (Observed::Known(years), _) => format!("expected life {years} years"),
            (_, Language::Vietnamese) => "chưa rõ niên hạn sử dụng".to_owned(),
            (_, _) => "expected life unknown".to_owned(),
        }
    }

    fn implies(&self, other: &Self) -> bool {
        self.below_years <= other.below_years
    }
}
