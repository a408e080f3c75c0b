//! Claimants and their shares.

use super::{AllocationError, Method};
use crate::quantity::{Money, Ratio, gcd};
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// Numbers of the arithmetic are at most 2^60.
const MOST: u64 = 1 << 60;

/// Somebody who shares: a code, a weight, and bounds where there are some.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claimant {
    code: String,
    weight: Ratio,
    floor: u64,
    cap: Option<u64>,
}

impl Claimant {
    /// A claimant without bounds.
    #[must_use]
    pub fn new(code: impl Into<String>, weight: impl Into<Ratio>) -> Self {
        Self { code: code.into(), weight: weight.into(), floor: 0, cap: None }
    }

    /// The same with at least so many units.
    #[must_use]
    pub const fn at_least(mut self, units: u64) -> Self {
        self.floor = units;
        self
    }

    /// The same with at most so many units.
    #[must_use]
    pub const fn at_most(mut self, units: u64) -> Self {
        self.cap = Some(units);
        self
    }
}

/// What a claimant gets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    code: String,
    weight: Ratio,
    quota: Ratio,
    units: u64,
    bound: bool,
}

impl Share {
    /// Whose it is.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.code
    }

    /// The weight.
    #[must_use]
    pub const fn weight(&self) -> Ratio {
        self.weight
    }

    /// The exact part of the total that the weight stands for, without bounds.
    #[must_use]
    pub const fn quota(&self) -> Ratio {
        self.quota
    }

    /// Whole units.
    #[must_use]
    pub const fn units(&self) -> u64 {
        self.units
    }

    /// Whether a floor or cap decided.
    #[must_use]
    pub const fn is_bound(&self) -> bool {
        self.bound
    }
}

/// Shares out whole units by weight; in the order of codes. The shares sum to the total.
///
/// # Errors
/// [`AllocationError::NoWeight`], [`AllocationError::NegativeWeight`], [`AllocationError::RepeatedClaimant`],
/// [`AllocationError::TooFine`], [`AllocationError::TooMuch`], [`AllocationError::TooFew`], and for bounds
/// [`AllocationError::FloorAboveCap`], [`AllocationError::FloorsExceedTotal`], [`AllocationError::CapsBelowTotal`].
///
/// ```
/// use poverty::programme::allocation::{Claimant, Method, apportion};
/// let claimants = [Claimant::new("b", 1).at_most(20), Claimant::new("a", 8), Claimant::new("c", 1).at_least(25)];
/// let shares = apportion(100, claimants, Method::Hamilton)?;
/// let units: Vec<(&str, u64)> = shares.iter().map(|share| (share.code(), share.units())).collect();
/// assert_eq!(units, [("a", 67), ("b", 8), ("c", 25)]);
/// # Ok::<(), poverty::programme::allocation::AllocationError>(())
/// ```
pub fn apportion(
    total: u64,
    claimants: impl IntoIterator<Item = Claimant>,
    method: Method,
) -> Result<Vec<Share>, AllocationError> {
    let mut claimants: Vec<Claimant> = claimants.into_iter().collect();
    claimants.sort_by(|left, right| left.code.cmp(&right.code));
    check(total, &claimants)?;
    let weights = whole_numbers(&claimants)?;
    let units = within_bounds(total, &claimants, &weights, method)?;
    let whole: u64 = weights.iter().sum();
    let mut shares = Vec::with_capacity(claimants.len());
    for ((claimant, weight), (units, bound)) in claimants.into_iter().zip(&weights).zip(units) {
        let part = if whole == 0 { Ratio::ZERO } else { Ratio::of(u128::from(*weight), u128::from(whole))? };
        let quota = part.checked_mul(Ratio::from(total))?;
        shares.push(Share { code: claimant.code, weight: claimant.weight, quota, units, bound });
    }
    Ok(shares)
}

/// Shares out money by weight, in minor units of its currency; in the order of codes, the parts sum to the whole.
///
/// # Errors
/// As [`apportion`]; [`AllocationError::Quantity`] if the money is negative or finer than its minor unit.
///
/// ```
/// use poverty::programme::allocation::{Claimant, Method, apportion_money};
/// use poverty::quantity::Money;
/// let parts = apportion_money(Money::vnd(100), ["x", "y", "z"].map(|code| Claimant::new(code, 1)), Method::Hamilton)?;
/// assert_eq!(parts, [("x".to_owned(), Money::vnd(34)), ("y".to_owned(), Money::vnd(33)), ("z".to_owned(), Money::vnd(33))]);
/// # Ok::<(), poverty::programme::allocation::AllocationError>(())
/// ```
pub fn apportion_money(
    total: Money,
    claimants: impl IntoIterator<Item = Claimant>,
    method: Method,
) -> Result<Vec<(String, Money)>, AllocationError> {
    let currency = total.currency();
    let decimals = u32::from(currency.exponent().unwrap_or(0));
    let out_of_range = || crate::quantity::QuantityError::OutOfRange {
        thing: "money to share out",
        value: total.to_string(),
        expected: "zero or more, in whole minor units",
    };
    let mut amount = total.amount();
    amount.rescale(decimals);
    let units = u64::try_from(amount.mantissa()).ok().filter(|_| amount == total.amount()).ok_or_else(out_of_range)?;
    let shares = apportion(units, claimants, method)?;
    let money = |units: u64| -> Result<Money, AllocationError> {
        let amount = Decimal::try_from_i128_with_scale(i128::from(units), decimals).map_err(|_| out_of_range())?;
        Ok(Money::new(amount, currency))
    };
    shares.into_iter().map(|share| Ok((share.code, money(share.units)?))).collect()
}

fn check(total: u64, claimants: &[Claimant]) -> Result<(), AllocationError> {
    if total > MOST {
        return Err(AllocationError::TooMuch { total });
    }
    let mut codes = BTreeSet::new();
    for claimant in claimants {
        let code = || claimant.code.clone();
        if !codes.insert(claimant.code.as_str()) {
            return Err(AllocationError::RepeatedClaimant { code: code() });
        }
        if claimant.weight.is_negative() {
            return Err(AllocationError::NegativeWeight { code: code(), weight: claimant.weight });
        }
        if let Some(cap) = claimant.cap.filter(|cap| *cap < claimant.floor) {
            return Err(AllocationError::FloorAboveCap { code: code(), floor: claimant.floor, cap });
        }
    }
    let floors = claimants.iter().fold(0_u64, |sum, claimant| sum.saturating_add(claimant.floor));
    if floors > total {
        return Err(AllocationError::FloorsExceedTotal { floors, total });
    }
    let can_take = |claimant: &&Claimant| claimant.weight > Ratio::ZERO;
    let most = |claimant: &Claimant| claimant.cap.unwrap_or(total);
    let caps = claimants.iter().filter(can_take).fold(0_u64, |sum, claimant| sum.saturating_add(most(claimant)));
    let held: u64 = claimants.iter().filter(|claimant| !can_take(claimant)).map(|claimant| claimant.floor).sum();
    if caps.saturating_add(held) < total && claimants.iter().any(|claimant| can_take(&claimant)) {
        return Err(AllocationError::CapsBelowTotal { caps, total });
    }
    Ok(())
}

/// The weights as whole numbers that are to each other as they are.
fn whole_numbers(claimants: &[Claimant]) -> Result<Vec<u64>, AllocationError> {
    let weights: Vec<Ratio> = claimants.iter().map(|claimant| claimant.weight).collect();
    let common = weights.iter().try_fold(1_i128, |common, weight| {
        let shared = i128::try_from(gcd(common.unsigned_abs(), weight.denominator().unsigned_abs())).ok()?;
        common.checked_mul(weight.denominator().checked_div(shared)?)
    });
    let common = common.ok_or(AllocationError::TooFine)?;
    let scaled = |weight: &Ratio| {
        let factor = common.checked_div(weight.denominator())?;
        u64::try_from(weight.numerator().checked_mul(factor)?).ok()
    };
    let numbers: Vec<u64> = weights.iter().map(scaled).collect::<Option<_>>().ok_or(AllocationError::TooFine)?;
    let sum = numbers.iter().try_fold(0_u64, |sum, number| sum.checked_add(*number));
    if sum.is_none_or(|sum| sum > MOST) { Err(AllocationError::TooFine) } else { Ok(numbers) }
}

/// Units for each, and whether a bound decided.
fn within_bounds(
    total: u64,
    claimants: &[Claimant],
    weights: &[u64],
    method: Method,
) -> Result<Vec<(u64, bool)>, AllocationError> {
    // What is fixed at a bound has no weight in what is shared anew.
    let mut fixed: Vec<Option<u64>> = claimants
        .iter()
        .zip(weights)
        .map(|(one, weight)| (*weight == 0 && one.floor > 0).then_some(one.floor))
        .collect();
    loop {
        let free: Vec<u64> =
            weights.iter().zip(&fixed).map(|(weight, fixed)| if fixed.is_some() { 0 } else { *weight }).collect();
        let given: u64 = fixed.iter().flatten().sum();
        let shared = method.units(total.saturating_sub(given), &free)?;
        let units: Vec<u64> = shared.iter().zip(&fixed).map(|(units, fixed)| fixed.unwrap_or(*units)).collect();
        let below = |index: usize| {
            let (one, units) = (claimants.get(index)?, units.get(index)?);
            one.floor.checked_sub(*units).filter(|missing| *missing > 0)
        };
        let above = |index: usize| {
            let (one, units) = (claimants.get(index)?, units.get(index)?);
            units.checked_sub(one.cap?).filter(|excess| *excess > 0)
        };
        let sum = |of: &dyn Fn(usize) -> Option<u64>| (0..units.len()).filter_map(of).fold(0_u64, u64::saturating_add);
        let (missing, excess) = (sum(&below), sum(&above));
        if missing == 0 && excess == 0 {
            return Ok(units.into_iter().zip(fixed).map(|(units, fixed)| (units, fixed.is_some())).collect());
        }
        for index in 0..units.len() {
            let bound = claimants.get(index).and_then(|one| {
                if missing >= excess { below(index).map(|_| one.floor) } else { above(index).and(one.cap) }
            });
            if let (Some(bound), Some(fixed)) = (bound, fixed.get_mut(index)) {
                *fixed = Some(bound);
            }
        }
    }
}
