//! Weights of dimensions and indicators, and their common denominator.

use crate::quantity::{QuantityError, Ratio};
use crate::standard::form::StandardForm;
use crate::standard::locate::Path;
use crate::standard::{Dimension, StandardError};

/// Nested weights: the dimensions' sum to one, those of a dimension's indicators sum to the dimension's.
pub(super) fn weights(form: &StandardForm) -> Result<Vec<Ratio>, StandardError> {
    let top = Path::top("dimension");
    let own = form.dimensions.iter().map(|dimension| (dimension.id.as_str(), dimension.weight)).collect::<Vec<_>>();
    let shares = shares("dimensions", &form.id, &own, Ratio::ONE, |index| top.index(index))?;
    let mut weights = Vec::new();
    for (index, (dimension, share)) in form.dimensions.iter().zip(shares).enumerate() {
        let path = top.index(index).key("indicator");
        let own: Vec<_> = dimension.indicators.iter().map(|it| (it.id.as_str(), it.weight)).collect();
        weights.extend(self::shares("indicators", &dimension.id, &own, share, |index| path.index(index))?);
    }
    Ok(weights)
}

/// Weights of one group: as given, summing to `whole`, or equal shares of it.
fn shares(
    things: &'static str,
    of: &str,
    given: &[(&str, Option<Ratio>)],
    whole: Ratio,
    path: impl Fn(usize) -> Path,
) -> Result<Vec<Ratio>, StandardError> {
    let count = given.iter().filter(|(_, weight)| weight.is_some()).count();
    if count == 0 {
        let parts = i64::try_from(given.len()).unwrap_or(i64::MAX);
        return Ok(vec![whole.checked_div(Ratio::whole(parts))?; given.len()]);
    }
    let mut shares = Vec::with_capacity(given.len());
    for (index, (id, weight)) in given.iter().enumerate() {
        let Some(weight) = *weight else {
            return Err(StandardError::PartialWeights { things, of: of.to_owned(), at: path(index).at() });
        };
        if weight <= Ratio::ZERO || weight > Ratio::ONE {
            let at = path(index).key("weight").at();
            return Err(StandardError::WeightOutOfRange { of: (*id).to_owned(), weight, at });
        }
        shares.push(weight);
    }
    let sum = Ratio::sum(shares.iter().copied())?;
    if sum == whole {
        Ok(shares)
    } else {
        Err(StandardError::WeightsSum { of: of.to_owned(), sum, expected: whole, at: path(0).key("weight").at() })
    }
}

/// The masks of the dimensions, in the order of bits, and how many indicators make each deprived.
pub(super) fn dimensions(dimensions: &[Dimension]) -> Result<Vec<(u64, u32)>, StandardError> {
    let mut first_bit = 0_u32;
    let mut masks = Vec::with_capacity(dimensions.len());
    for (index, dimension) in dimensions.iter().enumerate() {
        let indicators = dimension.indicators.len();
        let count = u32::try_from(indicators).unwrap_or(u32::MAX);
        if dimension.deprived_from == 0 || dimension.deprived_from > count {
            return Err(StandardError::DimensionCount {
                dimension: dimension.id.clone(),
                deprived_from: dimension.deprived_from,
                indicators,
                at: Path::top("dimension").index(index).key("deprived_from").at(),
            });
        }
        let ones = u64::MAX.checked_shr(64_u32.saturating_sub(count)).unwrap_or(0);
        masks.push((ones.checked_shl(first_bit).unwrap_or(0), dimension.deprived_from));
        first_bit = first_bit.saturating_add(count);
    }
    Ok(masks)
}

/// Weights as integers over their least common denominator.
pub(super) fn over_common_denominator(weights: &[Ratio]) -> Result<(Vec<u128>, u128), StandardError> {
    let overflow =
        |weight: &Ratio| QuantityError::overflow("putting weights on a common denominator", weight, "the others");
    let mut common: u128 = 1;
    for weight in weights {
        let own = weight.denominator().unsigned_abs();
        let factor = own.checked_div(crate::quantity::gcd(common, own)).unwrap_or(1);
        common = common.checked_mul(factor).ok_or_else(|| overflow(weight))?;
    }
    let units = weights.iter().map(|weight| {
        let factor = common.checked_div(weight.denominator().unsigned_abs()).unwrap_or(0);
        weight.numerator().unsigned_abs().checked_mul(factor).ok_or_else(|| overflow(weight).into())
    });
    Ok((units.collect::<Result<_, StandardError>>()?, common))
}
