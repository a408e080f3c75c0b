//! The unit that files leave out: the household.

use crate::quantity::Unit;

pub(super) const fn household() -> Unit {
    Unit::Household
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde calls")]
pub(super) const fn is_household(unit: &Unit) -> bool {
    matches!(unit, Unit::Household)
}
