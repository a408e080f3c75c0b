//! Means to reach information.

use super::{Deprivation, Judge, Subject};
use crate::household::{ItemSet, Observed};
use crate::source::Language;
use serde::{Deserialize, Serialize};

/// The household owns none of the `items`, and (where `loudspeaker_counts`) does not hear the loudspeaker of its commune either.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Information {
    items: ItemSet,
    #[serde(default)]
    loudspeaker_counts: bool,
}

impl Judge for Information {
    fn outcome(&self, subject: &Subject<'_>) -> Deprivation {
        let possessions = subject.household.possessions();
        let loudspeaker =
            if self.loudspeaker_counts { subject.household.services().loudspeaker } else { Observed::Known(false) };
        if self.items.owned_in(possessions) > 0 || loudspeaker == Observed::Known(true) {
            Deprivation::NotDeprived
        } else if self.items.unknown_in(possessions) > 0 || loudspeaker.is_unknown() {
            Deprivation::Missing
        } else {
            Deprivation::Deprived
        }
    }

    fn observation(&self, subject: &Subject<'_>, language: Language) -> String {
        let possessions = subject.household.possessions();
        let vietnamese = language == Language::Vietnamese;
        let owned: Vec<_> = self
            .items
            .iter()
            .filter(|item| possessions.has(*item) == Some(true))
            .map(|item| item.label(language))
            .collect();
        let unknown = self.items.unknown_in(possessions);
        let mut text = match (owned.is_empty(), unknown, vietnamese) {
            (false, _, true) => format!("có {}", owned.join(", ")),
            (false, _, false) => format!("has {}", owned.join(", ")),
            (true, 0, true) => "không có phương tiện nào".to_owned(),
            (true, 0, false) => "has none of the means".to_owned(),
            (true, unknown, true) => format!("chưa rõ {unknown} phương tiện"),
            (true, unknown, false) => format!("{unknown} of the means not known"),
        };
        if self.loudspeaker_counts {
            text.push_str(match (subject.household.services().loudspeaker, vietnamese) {
                (Observed::Known(true), true) => "; nghe được loa truyền thanh",
                (Observed::Known(false) | Observed::NotApplicable, true) => "; không nghe được loa truyền thanh",
                (Observed::Unknown(_), true) => "; chưa rõ việc nghe loa truyền thanh",
                (Observed::Known(true), false) => "; hears the loudspeaker",
                (Observed::Known(false) | Observed::NotApplicable, false) => "; does not hear the loudspeaker",
                (Observed::Unknown(_), false) => "; hearing the loudspeaker not known",
            });
        }
        text
    }

    fn flaw(&self) -> Option<String> {
        self.items.is_empty().then(|| "no item is named".to_owned())
    }

    fn implies(&self, other: &Self) -> bool {
        let items = other.items.iter().all(|item| self.items.iter().any(|own| own == item));
        items && self.loudspeaker_counts >= other.loudspeaker_counts
    }
}
