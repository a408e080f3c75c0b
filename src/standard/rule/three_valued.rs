//! Logic with a third value, "not known".

use crate::household::Observed;

/// Three-valued "and": one "no" decides.
pub(super) const fn and(left: Option<bool>, right: Option<bool>) -> Option<bool> {
    match (left, right) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}

/// Three-valued "or": one "yes" decides.
pub(super) const fn or(left: Option<bool>, right: Option<bool>) -> Option<bool> {
    match (left, right) {
        (Some(true), _) | (_, Some(true)) => Some(true),
        (Some(false), Some(false)) => Some(false),
        _ => None,
    }
}

/// An observed "yes" or "no"; what does not apply is "no".
pub(super) const fn known(observed: Observed<bool>) -> Option<bool> {
    match observed {
        Observed::Known(value) => Some(value),
        Observed::NotApplicable => Some(false),
        Observed::Unknown(_) => None,
    }
}
