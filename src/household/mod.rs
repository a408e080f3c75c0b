//! Floor 1: what was observed of a household.
//!
//! In order of reading: [`Observed`] (known, unknown and why, not applicable), [`Member`], [`Dwelling`], [`Services`],
//! [`Possessions`], [`EthnicGroup`], and the [`Household`] that holds them. What only some standards ask stands in small records of
//! its own: [`Income`], [`Affordability`], [`Food`], [`ReviewPoints`] of the household, [`Anthropometry`], [`PersonalItems`],
//! [`SocialSecurity`] and [`WorkYear`] of a member. [`Validate`] finds what is valid but odd; `read` (features `json` and `csv`)
//! reads households from files.
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
//! | household | `id` `place` `area` (`rural`, `urban`) `observed_on` (date) `weight` `ethnicity` `income_per_person_month` (money) `dwelling` `services` `possessions` (map of [`Item`] to true or false) `income` `child_deaths` `affordability` `food` `review_points` `members` |
//! | dwelling | `floor` ([`Floor`]) `frame` ([`Frame`]) `wall` ([`Wall`]) `roof` ([`Roof`]) `area` (m2) `lifespan_years` `tenure` ([`Tenure`]) `rooms` `bedrooms` |
//! | services | `water_source` ([`WaterSource`]) `water_minutes` `toilet` ([`Toilet`]) `toilet_shared` `electricity` `drainage` ([`Drainage`]) `cooking_fuel` ([`CookingFuel`]) `chimney` `internet` `telephone` `loudspeaker` |
//! | member | `birth` (date or age) `sex` ([`Sex`]) `relationship` ([`Relationship`]) `attending` and `attained` ([`Education`]) `vocational_certificate` ([`VocationalCertificate`]) `schooling_years` `health_insurance` `nutrition` ([`Nutrition`]) `health_care` ([`HealthCare`]) `work` ([`Work`]) `contract` ([`Contract`]) `disability` ([`Disability`]) `social_allowance` `uses_internet` `literate` `recent_illness` ([`RecentIllness`]) `unemployed_months` `pension_contribution` `pension` ([`Pension`]) `health_affiliation` ([`HealthAffiliation`]) `early_care` `early_nutrition` `anthropometry` `personal_items` `social_security` `work_year` |
//! | income | `household_month` `household_year` `equivalised_year` `per_person_day` (money) `ppp_year` `mainly_pensions` |
//! | affordability | `arrears` `unexpected_expenses` (true or false) `warm_home` `protein_meal` `holiday` `car` `furniture` ([`Affords`]) |
//! | food | `adult_answers` `minor_answers` (0 to 6) `days`: `cereals` `tubers` `pulses` `vegetables` `fruit` `meat` `eggs` `fish` `dairy` `sugar` `fat` (0 to 7) |
//! | review_points | `b1` `b2` |
//! | anthropometry | `height_for_age` `weight_for_age` `bmi_for_age` (z-scores) `bmi` (kg/m2) |
//! | personal_items | `clothes` `shoes` `pocket_money` `leisure` `get_together` `internet` ([`Affords`]) |
//! | social_security | `work_medical` `work_leave` `work_retirement` `voluntary_retirement` `covered_by_others` (true or false) `old_age_programme` (money per month) |
//! | work_year | `worked` `workable` (months, 0 to 12) |

mod affordability;
mod anthropometry;
pub(crate) mod coded;
mod dwelling;
mod error;
mod ethnicity;
mod food;
#[expect(clippy::module_inception, reason = "the floor is named after its main type, whose file is named after it too")]
mod household;
mod income;
mod member;
mod observed;
mod possessions;
#[cfg(any(feature = "csv", feature = "json"))]
pub mod read;
mod review_points;
mod services;
mod social_security;
pub mod validate;

pub use affordability::{Affordability, Affords, PersonalItems};
pub use anthropometry::Anthropometry;
pub use dwelling::{Dwelling, Floor, Frame, Roof, Tenure, Wall};
pub use error::HouseholdError;
pub use ethnicity::{EthnicCodes, EthnicGroup, EthnicityError};
pub use food::{Food, FoodDays, UpTo};
pub use household::{Household, HouseholdBuilder};
pub use income::Income;
pub use member::{
    Birth, Contract, Disability, Education, HealthCare, Member, Nutrition, RecentIllness, Relationship, Sex,
    VocationalCertificate, Work, WorkYear,
};
pub use observed::{Observed, Unknown};
pub use possessions::{Item, ItemSet, Possessions};
pub use review_points::ReviewPoints;
pub use services::{CookingFuel, Drainage, Services, Toilet, WaterSource};
pub use social_security::{HealthAffiliation, Pension, SocialSecurity};
pub use validate::Validate;
