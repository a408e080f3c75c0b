//! Use of telecom services.

use super::{Deprivation, Judge, Subject};
use crate::household::Observed;
use crate::source::Language;
use serde::{Deserialize, Serialize};

/// No member uses the internet, nor (where `telephone_counts`) subscribes to a telephone service.
///
/// One "yes", of the household as a whole or of a member, decides. "No" needs an answer: of the household, or of every member.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Telecom {
    #[serde(default)]
    telephone_counts: bool,
}

/// Whether some member uses the internet, if that is known.
fn internet(subject: &Subject<'_>) -> Option<bool> {
    let household = subject.household.services().internet;
    let mut members = subject.household.members().iter().map(|member| member.uses_internet);
    if household == Observed::Known(true) || members.clone().any(|uses| uses == Observed::Known(true)) {
        return Some(true);
    }
    if household == Observed::Known(false) || members.all(|uses| !uses.is_unknown()) {
        return Some(false);
    }
    None
}

impl Judge for Telecom {
    fn outcome(&self, subject: &Subject<'_>) -> Deprivation {
        let telephone =
            if self.telephone_counts { subject.household.services().telephone } else { Observed::Known(false) };
        match (internet(subject), telephone) {
            (Some(true), _) | (_, Observed::Known(true)) => Deprivation::NotDeprived,
            (None, _) | (_, Observed::Unknown(_)) => Deprivation::Missing,
            (Some(false), Observed::Known(false) | Observed::NotApplicable) => Deprivation::Deprived,
        }
    }

    fn observation(&self, subject: &Subject<'_>, language: Language) -> String {
        let internet = match (internet(subject), language) {
            (Some(true), Language::Vietnamese) => "có người dùng internet",
            (Some(false), Language::Vietnamese) => "không ai dùng internet",
            (None, Language::Vietnamese) => "chưa rõ việc dùng internet",
            (Some(true), _) => "somebody uses the internet",
            (Some(false), _) => "nobody uses the internet",
            (None, _) => "use of the internet not known",
        };
        if !self.telephone_counts {
            return internet.to_owned();
        }
        let telephone = match (subject.household.services().telephone, language) {
            (Observed::Known(true), Language::Vietnamese) => "có thuê bao điện thoại",
            (Observed::Known(false) | Observed::NotApplicable, Language::Vietnamese) => "không có thuê bao điện thoại",
            (Observed::Unknown(_), Language::Vietnamese) => "chưa rõ thuê bao điện thoại",
            (Observed::Known(true), _) => "a telephone subscription",
            (Observed::Known(false) | Observed::NotApplicable, _) => "no telephone subscription",
            (Observed::Unknown(_), _) => "telephone subscription not known",
        };
        format!("{internet}, {telephone}")
    }

    fn implies(&self, other: &Self) -> bool {
        // Without internet and telephone there is no internet.
        self.telephone_counts >= other.telephone_counts
    }
}
