//! What binds an indicator to the fields of a household: a small named rule, one a file, with its parameters in the data.
//!
//! In a standard's file a rule is a table named after it: `rule.area_per_person = { below = "8" }`. A new kind of indicator is a
//! new file here and one line in the list below.

mod area_per_person;
mod dependants;
mod dwelling_area;
mod dwelling_lifespan;
mod dwelling_parts;
mod information;
mod members;
mod schooling;
mod telecom;
mod toilet;
mod undernourished_child;
mod uninsured;
mod untreated_illness;
mod water;
mod without_work;

pub use area_per_person::AreaPerPerson;
pub use dependants::Dependants;
pub use dwelling_area::DwellingArea;
pub use dwelling_lifespan::DwellingLifespan;
pub use dwelling_parts::{DwellingParts, PartMaterials};
pub use information::Information;
pub use schooling::{Schooling, SchoolingBand};
pub use telecom::Telecom;
pub use toilet::ToiletKinds;
pub use undernourished_child::UndernourishedChild;
pub use uninsured::Uninsured;
pub use untreated_illness::UntreatedIllness;
pub use water::Water;
pub use without_work::WithoutWork;

use super::Deprivation;
use super::subject::Subject;
use crate::source::Language;
use serde::{Deserialize, Serialize};

/// A rule of the list below can do two things.
trait Judge {
    /// Deprived, not deprived or missing; allocates nothing.
    fn outcome(&self, subject: &Subject<'_>) -> Deprivation;
    /// What was observed, in words; made on request.
    fn observation(&self, subject: &Subject<'_>, language: Language) -> String;
}

macro_rules! rules {
    ($( $(#[$meta:meta])* $variant:ident($parameters:ty) = $name:literal; )+) => {
        /// A named rule with its parameters: what an indicator tests.
        #[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[non_exhaustive]
        pub enum Rule {
            $( $(#[$meta])* #[serde(rename = $name)] $variant($parameters), )+
        }

        impl Rule {
            /// Name of every rule, as data files write it.
            pub const NAMES: &'static [&'static str] = &[$($name),+];

            /// Name in data files.
            #[must_use]
            pub const fn name(&self) -> &'static str {
                match self { $(Self::$variant(_) => $name),+ }
            }

            pub(crate) fn outcome(&self, subject: &Subject<'_>) -> Deprivation {
                match self { $(Self::$variant(rule) => rule.outcome(subject)),+ }
            }

            pub(crate) fn observation(&self, subject: &Subject<'_>, language: Language) -> String {
                match self { $(Self::$variant(rule) => rule.observation(subject, language)),+ }
            }
        }
    };
}

rules! {
    /// A member able and willing to work has no steady work, or waged work without a contract.
    WithoutWork(WithoutWork) = "without_work";
    /// Dependants are more than a share of the members.
    Dependants(Dependants) = "dependants";
    /// A child is stunted or underweight.
    UndernourishedChild(UndernourishedChild) = "undernourished_child";
    /// A member has no health insurance.
    Uninsured(Uninsured) = "uninsured";
    /// A member was ill and not treated.
    UntreatedIllness(UntreatedIllness) = "untreated_illness";
    /// A member neither attends nor holds what is expected at that age.
    Schooling(Schooling) = "schooling";
    /// Parts of the dwelling are of inadequate material.
    DwellingParts(DwellingParts) = "dwelling_parts";
    /// Floor area per person is too small.
    AreaPerPerson(AreaPerPerson) = "area_per_person";
    /// Floor area of the dwelling is too small.
    DwellingArea(DwellingArea) = "dwelling_area";
    /// The dwelling is not expected to last.
    DwellingLifespan(DwellingLifespan) = "dwelling_lifespan";
    /// The source of water is inadequate, or too far.
    Water(Water) = "water";
    /// The toilet is inadequate, or shared.
    Toilet(ToiletKinds) = "toilet";
    /// Nobody uses the telecom services named.
    Telecom(Telecom) = "telecom";
    /// The household has no means of information.
    Information(Information) = "information";
}
