//! Assets.

use super::words::words;
use super::{Deprivation, Judge, Subject, UnknownParts};
use crate::household::{Item, ItemSet};
use crate::source::Language;
use serde::{Deserialize, Serialize};

/// The household owns at most `at_most` of the `assets`, and none of `unless`.
///
/// Each of the `assets` is a list of items that count as one: a telephone is a fixed one or a smartphone. `unknown` says what items
/// do that were not asked about.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FewAssets {
    assets: Vec<ItemSet>,
    at_most: usize,
    #[serde(default)]
    unless: ItemSet,
    #[serde(default)]
    unknown: UnknownParts,
}

impl Judge for FewAssets {
    fn outcome(&self, subject: &Subject<'_>) -> Deprivation {
        let possessions = subject.household.possessions();
        if self.unless.owned_in(possessions) > 0 {
            return Deprivation::NotDeprived;
        }
        let (mut owned, mut unknown) = (0_usize, 0_usize);
        for asset in &self.assets {
            if asset.owned_in(possessions) > 0 {
                owned = owned.saturating_add(1);
            } else if asset.unknown_in(possessions) > 0 {
                unknown = unknown.saturating_add(1);
            }
        }
        let unless_unknown = self.unless.unknown_in(possessions) > 0;
        let nothing_known = (unless_unknown || self.unless.is_empty())
            && owned == 0
            && self.assets.iter().all(|asset| asset.known_in(possessions) == 0);
        let few = owned <= self.at_most;
        match self.unknown {
            _ if nothing_known => Deprivation::Missing,
            UnknownParts::Ignored => Deprivation::when(few),
            UnknownParts::Open => {
                let surely = owned.saturating_add(unknown) <= self.at_most && !unless_unknown;
                Deprivation::bounded(surely, few)
            }
            UnknownParts::Missing if unknown > 0 || unless_unknown => Deprivation::Missing,
            UnknownParts::Missing => Deprivation::when(few),
            UnknownParts::Good => Deprivation::when(owned.saturating_add(unknown) <= self.at_most && !unless_unknown),
        }
    }

    fn observation(&self, subject: &Subject<'_>, language: Language) -> String {
        let possessions = subject.household.possessions();
        let named: Vec<Item> = self.assets.iter().chain([&self.unless]).flat_map(|asset| asset.iter()).collect();
        let owned = named.iter().filter(|item| possessions.has(**item) == Some(true));
        let owned: Vec<&str> = owned.map(|item| item.label(language)).collect();
        let unknown = named.iter().filter(|item| possessions.has(**item).is_none()).count();
        let mut text = if owned.is_empty() {
            words(language, "owns none of the assets", "không có tài sản nào").to_owned()
        } else {
            format!("{} {}", words(language, "owns", "có"), owned.join(", "))
        };
        if unknown > 0 {
            text.push_str(&format!("; {unknown} {}", words(language, "not known", "chưa rõ")));
        }
        text
    }

    fn flaw(&self) -> Option<String> {
        if self.assets.is_empty() || self.assets.iter().any(|asset| asset.is_empty()) {
            return Some("an asset names no item".to_owned());
        }
        (self.at_most >= self.assets.len())
            .then(|| format!("nobody owns more than {} of {} assets", self.at_most, self.assets.len()))
    }

    fn implies(&self, other: &Self) -> bool {
        let same_but_fewer = Self { at_most: other.at_most, ..self.clone() };
        self.at_most <= other.at_most && same_but_fewer == *other
    }
}
