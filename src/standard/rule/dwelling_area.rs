//! Floor area of the dwelling as a whole.

use super::{Deprivation, Judge, Subject};
use crate::household::Observed;
use crate::quantity::FloorArea;
use crate::source::Language;
use serde::{Deserialize, Serialize};

/// Floor area of the dwelling is less than `below` (strictly); of someone who lives alone, less than `alone_below`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DwellingArea {
    below: FloorArea,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    alone_below: Option<FloorArea>,
}

impl Judge for DwellingArea {
    fn outcome(&self, subject: &Subject<'_>) -> Deprivation {
        let limit = if subject.household.size() == 1 { self.alone_below.unwrap_or(self.below) } else { self.below };
        match subject.household.dwelling().area {
            Observed::Known(area) => Deprivation::when(area < limit),
            Observed::Unknown(_) | Observed::NotApplicable => Deprivation::Missing,
        }
    }

    fn observation(&self, subject: &Subject<'_>, language: Language) -> String {
        match (subject.household.dwelling().area, language) {
            (Observed::Known(area), Language::Vietnamese) => format!("diện tích {area}"),
            (Observed::Known(area), _) => format!("floor area {area}"),
            (_, Language::Vietnamese) => "chưa rõ diện tích".to_owned(),
            (_, _) => "floor area unknown".to_owned(),
        }
    }

    fn implies(&self, other: &Self) -> bool {
        let alone = |rule: &Self| rule.alone_below.unwrap_or(rule.below);
        self.below <= other.below && alone(self) <= alone(other)
    }
}
