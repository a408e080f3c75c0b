//! Materials of the dwelling.

use super::{Deprivation, Judge, Subject, UnknownParts};
use crate::household::{Dwelling, Floor, Frame, Observed, Roof, Wall};
use crate::source::Language;
use serde::{Deserialize, Serialize};

/// At least `at_least` of the parts named in `adequate` are of a material that its list does not hold; `unknown` says what parts of
/// unknown material do.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DwellingParts {
    at_least: usize,
    #[serde(default)]
    unknown: UnknownParts,
    adequate: PartMaterials,
}

/// Adequate materials of each part; a part that is left out is not looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PartMaterials {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    floor: Option<Vec<Floor>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    frame: Option<Vec<Frame>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    wall: Option<Vec<Wall>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    roof: Option<Vec<Roof>>,
}

/// Whether a part is inadequate: `None` if it is not looked at, `Some(None)` if its material is not known.
fn inadequate<T: PartialEq>(observed: Observed<T>, adequate: Option<&Vec<T>>) -> Option<Option<bool>> {
    adequate.map(|adequate| observed.known().map(|material| !adequate.contains(&material)))
}

impl DwellingParts {
    fn parts(&self, dwelling: &Dwelling) -> [Option<Option<bool>>; 4] {
        [
            inadequate(dwelling.floor, self.adequate.floor.as_ref()),
            inadequate(dwelling.frame, self.adequate.frame.as_ref()),
            inadequate(dwelling.wall, self.adequate.wall.as_ref()),
            inadequate(dwelling.roof, self.adequate.roof.as_ref()),
        ]
    }
}

impl Judge for DwellingParts {
    fn outcome(&self, subject: &Subject<'_>) -> Deprivation {
        let parts = self.parts(subject.household.dwelling());
        let count = |answer: Option<bool>| parts.iter().flatten().filter(|part| **part == answer).count();
        self.unknown.decide(count(Some(true)), count(Some(false)), count(None), self.at_least)
    }

    fn observation(&self, subject: &Subject<'_>, language: Language) -> String {
        let dwelling = subject.household.dwelling();
        let vietnamese = language == Language::Vietnamese;
        let names = if vietnamese {
            ["nền", "khung, cột", "tường", "mái"]
        } else {
            ["floor", "frame", "walls", "roof"]
        };
        let unknown = if vietnamese { "chưa rõ" } else { "unknown" };
        let materials = [
            dwelling.floor.known().map_or(unknown, |floor| floor.label(language)),
            dwelling.frame.known().map_or(unknown, |frame| frame.label(language)),
            dwelling.wall.known().map_or(unknown, |wall| wall.label(language)),
            dwelling.roof.known().map_or(unknown, |roof| roof.label(language)),
        ];
        let parts = self.parts(dwelling);
        let described = names.iter().zip(materials).zip(parts).filter_map(|((name, material), part)| {
            part.map(|bad| match (bad, vietnamese) {
                (Some(true), true) => format!("{name}: {material} (không đạt)"),
                (Some(true), false) => format!("{name}: {material} (inadequate)"),
                _ => format!("{name}: {material}"),
            })
        });
        described.collect::<Vec<_>>().join("; ")
    }

    fn flaw(&self) -> Option<String> {
        let PartMaterials { floor, frame, wall, roof } = &self.adequate;
        let lists = [
            floor.as_deref().map(<[_]>::len),
            frame.as_deref().map(<[_]>::len),
            wall.as_deref().map(<[_]>::len),
            roof.as_deref().map(<[_]>::len),
        ];
        let parts = lists.iter().flatten().count();
        if lists.contains(&Some(0)) {
            return Some("a part has no adequate material".to_owned());
        }
        (self.at_least == 0 || self.at_least > parts)
            .then(|| format!("at least {} of {parts} parts are to be inadequate, expected 1 to {parts}", self.at_least))
    }

    fn implies(&self, other: &Self) -> bool {
        self == &Self { at_least: self.at_least, ..other.clone() } && self.at_least >= other.at_least
    }
}
