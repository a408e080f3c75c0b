//! Child mortality.

use super::words::words;
use super::{Deprivation, Judge, Subject};
use crate::household::Observed;
use crate::source::Language;
use serde::{Deserialize, Serialize};

/// At least `at_least` children under 18 of the household died in the five years before the survey. Where there was nobody to ask
/// (not applicable) it is not deprived.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ChildDeaths {
    at_least: u8,
}

impl Judge for ChildDeaths {
    fn outcome(&self, subject: &Subject<'_>) -> Deprivation {
        match subject.household.child_deaths() {
            Observed::Known(deaths) => Deprivation::when(deaths >= self.at_least),
            Observed::NotApplicable => Deprivation::NotDeprived,
            Observed::Unknown(_) => Deprivation::Missing,
        }
    }

    fn observation(&self, subject: &Subject<'_>, language: Language) -> String {
        match subject.household.child_deaths() {
            Observed::Known(deaths) => {
                let died = words(language, "children died in the last five years", "trẻ em chết trong 5 năm qua");
                format!("{deaths} {died}")
            }
            Observed::NotApplicable => words(language, "nobody to ask", "không có người trả lời").to_owned(),
            Observed::Unknown(_) => words(language, "deaths not known", "chưa rõ").to_owned(),
        }
    }

    fn flaw(&self) -> Option<String> {
        (self.at_least == 0).then(|| "at least 0 children always died".to_owned())
    }

    fn implies(&self, other: &Self) -> bool {
        self.at_least >= other.at_least
    }
}
