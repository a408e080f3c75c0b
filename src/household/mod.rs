//! Floor 1: what was observed of a household.
//!
//! In order of reading: [`Observed`] (known, unknown and why, not applicable), [`Member`], [`Dwelling`], [`Services`],
//! [`Possessions`], [`EthnicGroup`], and the [`Household`] that holds them.
//!
//! # Form in files
//!
//! In JSON (and any self-describing format) a household is a map. `id`, `place`, `area` and `members` are required, everything
//! else may be left out, which means "not recorded". Wherever a value may stand, `{"unknown": "refused"}` and
//! `"not_applicable"` may stand too. Unknown keys are refused.
//!
//! ```
//! use poverty::household::Household;
//! let household: Household = serde_json::from_str(r#"{
//!     "id": "DL-0001", "place": "24133", "area": "rural", "ethnicity": "e_de",
//!     "income_per_person_month": "1150000 VND",
//!     "dwelling": { "floor": "cement", "frame": "poor_wood_bamboo", "wall": "bamboo_board", "roof": "sheet",
//!                   "area": 30.5, "tenure": "owned" },
//!     "services": { "water_source": "surface", "toilet": {"unknown": "refused"}, "internet": false },
//!     "possessions": { "television": true, "smartphone": false },
//!     "members": [
//!         { "birth": "1983-02-11", "sex": "female", "relationship": "head", "work": "waged", "contract": "none",
//!           "health_insurance": true },
//!         { "birth": 9, "relationship": "child", "attending": "primary", "nutrition": "adequate", "contract": "not_applicable" }
//!     ]
//! }"#)?;
//! assert_eq!(household.size(), 2);
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! | where | keys |
//! |---|---|
//! | household | `id` `place` `area` (`rural`, `urban`) `observed_on` (date) `weight` `ethnicity` `income_per_person_month` (money) `dwelling` `services` `possessions` (map of [`Item`] to true or false) `members` |
//! | dwelling | `floor` ([`Floor`]) `frame` ([`Frame`]) `wall` ([`Wall`]) `roof` ([`Roof`]) `area` (m2) `lifespan_years` `tenure` ([`Tenure`]) `bedrooms` |
//! | services | `water_source` ([`WaterSource`]) `water_minutes` `toilet` ([`Toilet`]) `toilet_shared` `electricity` `cooking_fuel` ([`CookingFuel`]) `internet` `telephone` `loudspeaker` |
//! | member | `birth` (date or age) `sex` ([`Sex`]) `relationship` ([`Relationship`]) `attending` and `attained` ([`Education`]) `vocational_certificate` ([`VocationalCertificate`]) `schooling_years` `health_insurance` `nutrition` ([`Nutrition`]) `health_care` ([`HealthCare`]) `work` ([`Work`]) `contract` ([`Contract`]) `disability` ([`Disability`]) `social_allowance` `uses_internet` |

mod coded;
mod dwelling;
mod error;
mod ethnicity;
#[expect(clippy::module_inception, reason = "the floor is named after its main type, whose file is named after it too")]
mod household;
mod member;
mod observed;
mod possessions;
#[cfg(any(feature = "csv", feature = "json"))]
pub mod read;
mod services;

pub use dwelling::{Dwelling, Floor, Frame, Roof, Tenure, Wall};
pub use error::HouseholdError;
pub use ethnicity::{EthnicCodes, EthnicGroup, EthnicityError};
pub use household::{Household, HouseholdBuilder};
pub use member::{
    Birth, Contract, Disability, Education, HealthCare, Member, Nutrition, Relationship, Sex, VocationalCertificate,
    Work,
};
pub use observed::{Observed, Unknown};
pub use possessions::{Item, ItemSet, Possessions};
pub use services::{CookingFuel, Services, Toilet, WaterSource};
