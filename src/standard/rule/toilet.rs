//! Toilet.

use super::{Deprivation, Judge, Subject};
use crate::household::{Observed, Toilet};
use crate::source::Language;
use serde::{Deserialize, Serialize};

/// The toilet is not in `adequate`; or, where `shared_is_inadequate`, other households use it too.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ToiletKinds {
    adequate: Vec<Toilet>,
    #[serde(default)]
    shared_is_inadequate: bool,
}

impl Judge for ToiletKinds {
    fn outcome(&self, subject: &Subject<'_>) -> Deprivation {
        let services = subject.household.services();
        let adequate = services.toilet.known().map(|toilet| self.adequate.contains(&toilet));
        let own = match (self.shared_is_inadequate, services.toilet_shared) {
            (false, _) | (true, Observed::NotApplicable) => Some(true),
            (true, Observed::Known(shared)) => Some(!shared),
            (true, Observed::Unknown(_)) => None,
        };
        match (adequate, own) {
            (Some(false), _) | (_, Some(false)) => Deprivation::Deprived,
            (Some(true), Some(true)) => Deprivation::NotDeprived,
            _ => Deprivation::Missing,
        }
    }

    fn observation(&self, subject: &Subject<'_>, language: Language) -> String {
        let services = subject.household.services();
        let vietnamese = language == Language::Vietnamese;
        let unknown = if vietnamese { "chưa rõ loại nhà tiêu" } else { "kind of toilet unknown" };
        let toilet = services.toilet.known().map_or(unknown, |toilet| toilet.label(language));
        match (self.shared_is_inadequate, services.toilet_shared, vietnamese) {
            (true, Observed::Known(true), true) => format!("{toilet}, dùng chung"),
            (true, Observed::Known(true), false) => format!("{toilet}, shared"),
            _ => toilet.to_owned(),
        }
    }

    fn flaw(&self) -> Option<String> {
        self.adequate.is_empty().then(|| "no toilet is adequate".to_owned())
    }

    fn implies(&self, other: &Self) -> bool {
        self.shared_is_inadequate <= other.shared_is_inadequate
            && other.adequate.iter().all(|toilet| self.adequate.contains(toilet))
    }
}
