//! Points of the official survey form.

use super::Observed;
use super::coded::observed_record;

observed_record! {
    /// Points that a reviewer gave by the official form, phiếu B: from them the household is classified without its income being
    /// asked. What they mean depends on the form: points of one form are never compared with the thresholds of another.
    "review points: a map"
    pub struct ReviewPoints {
        /// Points that stand for income (B1).
        b1: u16, with_b1;
        /// Points of deprivation (B2): ten for each deprived indicator.
        b2: u16, with_b2;
    }
}
