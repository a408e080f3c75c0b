//! What binds an indicator to the fields of a household: a small named rule, one a file, with its parameters in the data.
//!
//! In a standard's file a rule is a table named after it: `rule.area_per_person = { below = "8" }`. A new kind of indicator is a
//! new file here and one line in the list below. Rules combine: [`AnyOf`], [`ByArea`] and [`Choice`] hold other rules, and
//! [`Custom`] leaves the answer to a type of one's own ([`Assessable`](super::Assessable)).
//!
//! A rule about members folds what it says of each to the household; where a standard assesses persons and the indicator says
//! `looks_at = "person"`, it sees only the person assessed.

mod any_of;
mod area_per_person;
mod by_area;
mod child_deaths;
mod choice;
mod cooking_fuel;
mod crowding;
mod custom;
mod dependants;
mod drainage;
mod dwelling_area;
mod dwelling_lifespan;
mod dwelling_parts;
mod early_childhood;
mod few_assets;
mod food_consumption;
mod food_insecurity;
mod household_item;
mod illiterate;
mod income_under_line;
mod informal_work;
mod information;
mod kinship;
mod long_unemployment;
mod low_work_intensity;
mod mean_schooling;
mod members;
mod no_electricity;
mod no_health_services;
mod no_social_security;
mod nobody_schooled;
mod personal_item;
mod school_lag;
mod schooling;
mod telecom;
mod three_valued;
mod toilet;
mod undernourished;
mod undernourished_child;
mod uninsured;
mod unknown_parts;
mod unseen_illness;
mod untreated_illness;
mod water;
mod without_work;
mod words;
mod working_child;

pub use any_of::AnyOf;
pub use area_per_person::AreaPerPerson;
pub use by_area::ByArea;
pub use child_deaths::ChildDeaths;
pub use choice::Choice;
pub use cooking_fuel::CookingFuels;
pub use crowding::{Crowding, RoomsCounted};
pub use custom::Custom;
pub use dependants::Dependants;
pub use drainage::DrainageKinds;
pub use dwelling_area::DwellingArea;
pub use dwelling_lifespan::DwellingLifespan;
pub use dwelling_parts::{DwellingParts, PartMaterials};
pub use early_childhood::{EarlyChildhood, EarlyNeed};
pub use few_assets::FewAssets;
pub use food_consumption::FoodConsumption;
pub use food_insecurity::FoodInsecurity;
pub use household_item::{HouseholdItem, HouseholdNeed};
pub use illiterate::Illiterate;
pub use income_under_line::IncomeUnderLine;
pub use informal_work::InformalWork;
pub use information::Information;
pub use long_unemployment::LongUnemployment;
pub use low_work_intensity::LowWorkIntensity;
pub use mean_schooling::MeanSchooling;
pub use members::Nobody;
pub use no_electricity::NoElectricity;
pub use no_health_services::NoHealthServices;
pub use no_social_security::NoSocialSecurity;
pub use nobody_schooled::{NobodySchooled, UnknownAttainment};
pub use personal_item::{PersonalItem, PersonalNeed};
pub use school_lag::SchoolLag;
pub use schooling::{Cohort, Needs, Schooling, SchoolingBand};
pub use telecom::Telecom;
pub use toilet::ToiletKinds;
pub use undernourished::{BodyMeasures, Undernourished};
pub use undernourished_child::UndernourishedChild;
pub use uninsured::Uninsured;
pub use unknown_parts::UnknownParts;
pub use unseen_illness::UnseenIllness;
pub use untreated_illness::UntreatedIllness;
pub use water::Water;
pub use without_work::WithoutWork;
pub use working_child::WorkingChild;

use super::subject::Subject;
use super::{AgeRange, Deprivation, ParameterKind};
use crate::source::Language;
use serde::{Deserialize, Serialize};

/// What a rule of the list below can do.
trait Judge: PartialEq {
    /// Deprived, not deprived or missing; allocates nothing.
    fn outcome(&self, subject: &Subject<'_>) -> Deprivation;

    /// What was observed, in words; made on request.
    fn observation(&self, subject: &Subject<'_>, language: Language) -> String;

    /// What is wrong with its parameters.
    fn flaw(&self) -> Option<String> {
        None
    }

    /// The parts of the standard that it refers to.
    fn references(&self) -> Vec<Reference> {
        Vec::new()
    }

    /// Whether, where it says "missing", no observation could help: a parameter that it needs has no value.
    fn is_unsettled(&self, subject: &Subject<'_>) -> bool {
        // Most standards have none, and this is asked for each missing answer.
        if subject.standard.parameters().is_empty() {
            return false;
        }
        self.references().iter().any(|reference| match reference {
            Reference::Parameter(id, _) => subject.standard.parameter(id).is_none_or(|it| it.value().is_none()),
            Reference::Line(_) | Reference::Persons => false,
        })
    }

    /// Whether who is deprived by this rule is surely deprived by the other.
    fn implies(&self, other: &Self) -> bool {
        self == other
    }
}

/// A part of the standard that a rule refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Reference {
    /// A parameter of a kind.
    Parameter(String, ParameterKind),
    /// An income line.
    Line(String),
    /// The person assessed: the standard must assess persons.
    Persons,
}

macro_rules! rules {
    ($( $(#[$meta:meta])* $variant:ident($parameters:ty) = $name:literal; )+) => {
        /// A named rule with its parameters: what an indicator tests.
        #[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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

            pub(crate) fn flaw(&self) -> Option<String> {
                match self { $(Self::$variant(rule) => rule.flaw()),+ }
            }

            pub(crate) fn references(&self) -> Vec<Reference> {
                match self { $(Self::$variant(rule) => rule.references()),+ }
            }

            pub(crate) fn is_unsettled(&self, subject: &Subject<'_>) -> bool {
                match self { $(Self::$variant(rule) => rule.is_unsettled(subject)),+ }
            }

            /// Whether whoever is deprived by this rule is surely deprived by the other, whatever was observed. Where it says
            /// "no", the two may still go together: only what follows from the parameters alone is seen.
            #[must_use]
            pub fn implies(&self, other: &Self) -> bool {
                match (self, other) {
                    $( (Self::$variant(rule), Self::$variant(other)) => rule.implies(other), )+
                    _ => false,
                }
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
    /// Somebody is undernourished by measures of the body.
    Undernourished(Undernourished) = "undernourished";
    /// Children died.
    ChildDeaths(ChildDeaths) = "child_deaths";
    /// A member has no health insurance.
    Uninsured(Uninsured) = "uninsured";
    /// A member was ill and not treated.
    UntreatedIllness(UntreatedIllness) = "untreated_illness";
    /// A member was ill and not seen by a professional.
    UnseenIllness(UnseenIllness) = "unseen_illness";
    /// A member has no access to health services.
    NoHealthServices(NoHealthServices) = "no_health_services";
    /// A member has no social security.
    NoSocialSecurity(NoSocialSecurity) = "no_social_security";
    /// A member neither attends nor holds what is expected at that age.
    Schooling(Schooling) = "schooling";
    /// Nobody completed so many years or such a level of schooling.
    NobodySchooled(NobodySchooled) = "nobody_schooled";
    /// Members have too few years of schooling on average.
    MeanSchooling(MeanSchooling) = "mean_schooling";
    /// A child has fewer years of schooling than its age allows.
    SchoolLag(SchoolLag) = "school_lag";
    /// A member can't read and write.
    Illiterate(Illiterate) = "illiterate";
    /// A small child lacks care or nutrition.
    EarlyChildhood(EarlyChildhood) = "early_childhood";
    /// A child works.
    WorkingChild(WorkingChild) = "working_child";
    /// A member has been without work for long, or nobody is economically active.
    LongUnemployment(LongUnemployment) = "long_unemployment";
    /// Somebody works without paying into a pension.
    InformalWork(InformalWork) = "informal_work";
    /// Adults worked little of what they could have.
    LowWorkIntensity(LowWorkIntensity) = "low_work_intensity";
    /// Parts of the dwelling are of inadequate material.
    DwellingParts(DwellingParts) = "dwelling_parts";
    /// Floor area per person is too small.
    AreaPerPerson(AreaPerPerson) = "area_per_person";
    /// Too many people share a room.
    Crowding(Crowding) = "crowding";
    /// Floor area of the dwelling is too small.
    DwellingArea(DwellingArea) = "dwelling_area";
    /// The dwelling is not expected to last.
    DwellingLifespan(DwellingLifespan) = "dwelling_lifespan";
    /// The source of water is inadequate, or too far.
    Water(Water) = "water";
    /// The toilet is inadequate, or shared.
    Toilet(ToiletKinds) = "toilet";
    /// Waste water is not led away as it should be.
    Drainage(DrainageKinds) = "drainage";
    /// There is no electricity.
    NoElectricity(NoElectricity) = "no_electricity";
    /// The fuel for cooking is inadequate.
    CookingFuel(CookingFuels) = "cooking_fuel";
    /// Nobody uses the telecom services named.
    Telecom(Telecom) = "telecom";
    /// The household has no means of information.
    Information(Information) = "information";
    /// The household owns few assets.
    FewAssets(FewAssets) = "few_assets";
    /// Food is insecure.
    FoodInsecurity(FoodInsecurity) = "food_insecurity";
    /// What is eaten is limited.
    FoodConsumption(FoodConsumption) = "food_consumption";
    /// The household can't afford a thing.
    HouseholdItem(HouseholdItem) = "household_item";
    /// A person can't afford a thing.
    PersonalItem(PersonalItem) = "personal_item";
    /// The income lies under a line of the standard.
    IncomeUnderLine(IncomeUnderLine) = "income_under_line";
    /// At least one of several rules.
    AnyOf(AnyOf) = "any_of";
    /// One rule in rural areas, another in urban ones.
    ByArea(ByArea) = "by_area";
    /// The rule that a parameter chooses.
    Choice(Choice) = "choice";
    /// What a type of one's own answers.
    Custom(Custom) = "custom";
}
