//! Nutrition as measured: height, weight and age against a reference.

use super::Observed;
use super::coded::observed_record;
use crate::quantity::{BodyMassIndex, ZScore};

observed_record! {
    /// What was measured of a body. Of whom nothing is measured by design (men, in many surveys), the fields are
    /// [`Observed::NotApplicable`]; who should have been measured and was not is unknown.
    "anthropometry: a map of measurements"
    pub struct Anthropometry {
        /// Height for age of a child, z-score; stunted below -2.
        height_for_age: ZScore, with_height_for_age;
        /// Weight for age of a child, z-score; underweight below -2.
        weight_for_age: ZScore, with_weight_for_age;
        /// Body mass index for age of a child or teenager, z-score; thin below -2.
        bmi_for_age: ZScore, with_bmi_for_age;
        /// Body mass index of an adult, kg/m2; undernourished below 18.5.
        bmi: BodyMassIndex, with_bmi;
    }
}
