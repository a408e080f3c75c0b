//! Floor area per person.

use super::{Deprivation, Judge, Subject};
use crate::household::Observed;
use crate::quantity::{FloorArea, Ratio, Rounding};
use crate::source::Language;
use serde::{Deserialize, Serialize};

/// Floor area of the dwelling divided by the members is less than `below` (strictly), compared in integers.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AreaPerPerson {
    below: FloorArea,
}

impl Judge for AreaPerPerson {
    fn outcome(&self, subject: &Subject<'_>) -> Deprivation {
        match subject.household.dwelling().area {
            Observed::Known(area) => Deprivation::when(area.per_person_is_below(subject.household.size(), self.below)),
            Observed::Unknown(_) | Observed::NotApplicable => Deprivation::Missing,
        }
    }

    fn observation(&self, subject: &Subject<'_>, language: Language) -> String {
        let members = subject.household.size();
        let vietnamese = language == Language::Vietnamese;
        let Observed::Known(area) = subject.household.dwelling().area else {
            return if vietnamese { "chưa rõ diện tích" } else { "floor area unknown" }.to_owned();
        };
        let units = i128::from(members).saturating_mul(10_000);
        let each = match Ratio::new(i128::from(area.square_centimetres()), units) {
            Ok(each) => each.fixed(2, Rounding::HalfUp).to_string(),
            Err(_) => "?".to_owned(),
        };
        if vietnamese {
            format!("{area} cho {members} người, {each} m2 mỗi người")
        } else {
            format!("{area} for {members} people, {each} m2 each")
        }
    }

    fn implies(&self, other: &Self) -> bool {
        self.below <= other.below
    }
}
