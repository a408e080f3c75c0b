//! Checks a standard as a whole, and prepares what assessing needs.

mod lines;
mod lists;
mod periods;
mod references;
mod rows;
mod scorings;
mod weights;

use super::form::StandardForm;
use super::locate::Path;
use super::{Counts, MissingPolicy, Standard, StandardError};
use crate::quantity::Ratio;

/// What assessing reads instead of the law's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Compiled {
    /// Weight of each indicator in the score; they sum to one.
    pub(super) weights: Vec<Ratio>,
    /// Weight of each indicator in what the rows count, as integers.
    pub(super) units: Vec<u128>,
    /// Indicators of each dimension as a mask, and how many of them make it deprived.
    pub(super) dimensions: Vec<(u64, u32)>,
    /// For each income band from the lowest up: classes by rising deprivation.
    pub(super) bands: Vec<Vec<Step>>,
}

/// From a deprivation of `from` on (up to the next step), households have this class by this row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Step {
    /// In integer units, rounded up: for values that are whole units.
    pub(super) from: u128,
    /// As written: for values between whole units, which re-weighting gives.
    pub(super) at_least: Ratio,
    pub(super) class: usize,
    pub(super) row: usize,
}

pub(super) fn compile(form: &StandardForm) -> Result<Compiled, StandardError> {
    if form.form != Standard::FORM {
        let at = Path::top("form").at();
        return Err(StandardError::UnsupportedForm { found: form.form, expected: Standard::FORM, at });
    }
    lists::lists(form)?;
    lists::ids(form)?;
    references::citations(form)?;
    periods::validities(&form.validities)?;
    lines::lines(&form.lines)?;
    references::references(form)?;
    scorings::scorings(form)?;
    for (index, cutoff) in form.cutoffs.iter().enumerate() {
        if cutoff.k <= Ratio::ZERO || cutoff.k > Ratio::ONE {
            let at = Path::top("cutoff").index(index).key("k").at();
            return Err(StandardError::CutoffOutOfRange { cutoff: cutoff.id.clone(), k: cutoff.k, at });
        }
    }
    let counts = match form.counts {
        Counts::Score => None,
        Counts::Indicators => Some("indicators"),
        Counts::Dimensions => Some("dimensions"),
    };
    if let (Some(counts), Some(MissingPolicy::ReweightWithinDimension)) = (counts, form.missing) {
        return Err(StandardError::ReweightsCounts { counts, at: Path::top("missing").at() });
    }
    let weights = weights::weights(form)?;
    let dimensions = weights::dimensions(&form.dimensions)?;
    let (units, denominator) = match form.counts {
        Counts::Indicators | Counts::Dimensions => (vec![1; weights.len()], 1),
        Counts::Score => weights::over_common_denominator(&weights)?,
    };
    let most = match form.counts {
        Counts::Indicators => u128::try_from(weights.len()).unwrap_or(u128::MAX),
        Counts::Dimensions => u128::try_from(dimensions.len()).unwrap_or(u128::MAX),
        Counts::Score => denominator,
    };
    let bands = rows::bands(form, denominator, most)?;
    Ok(Compiled { weights, units, dimensions, bands })
}
