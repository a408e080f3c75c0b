//! Money for each unit of a result.
//!
//! A cost per household that left poverty sets money beside exits of the same time. That is a correlation: households leave
//! poverty without the money, and the money does more than that.

use super::RatesError;
use crate::quantity::{Count, Money, PercentagePoints, Ratio, Rounding};

/// Money for each of so many units, rounded half up to the minor unit.
///
/// # Errors
/// [`RatesError::NothingDelivered`] for none.
///
/// ```
/// use poverty::programme::rates::cost;
/// use poverty::quantity::{Count, Money};
/// assert_eq!(cost::of_one(Money::vnd(100), Count::new(3), "house")?, Money::vnd(33));
/// let none = cost::of_one(Money::vnd(100), Count::ZERO, "house").unwrap_err();
/// assert_eq!(none.to_string(), "the cost of one house is undefined where none was delivered");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn of_one(spent: Money, units: Count, unit: &str) -> Result<Money, RatesError> {
    if units == Count::ZERO {
        return Err(RatesError::NothingDelivered { unit: unit.to_owned() });
    }
    Ok(spent.portion(Ratio::new(1, i128::from(units.get()))?, Rounding::HalfUp)?)
}

/// Points by which a rate fell for each unit of money, such as a billion VND.
///
/// # Errors
/// [`RatesError::NothingPlanned`] without money; [`RatesError::Quantity`] if it does not fit.
pub fn points_for(fall: PercentagePoints, spent: Money, unit: Money) -> Result<PercentagePoints, RatesError> {
    if spent.is_zero() || unit.is_zero() {
        return Err(RatesError::NothingPlanned { rate: "fall for a unit of money", whole: "money spent" });
    }
    let units = spent.ratio_to(unit)?;
    Ok(PercentagePoints::from_difference(fall.as_difference().checked_div(units)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_delivered_has_no_cost() {
        assert_eq!(of_one(Money::vnd(1), Count::ZERO, "job").unwrap_err().code(), "programme/nothing-delivered");
    }

    #[test]
    fn points_stay_points() {
        let fall = PercentagePoints::from_difference("6.41 %".parse().unwrap());
        let billion = Money::vnd(1_000_000_000);
        let each = points_for(fall, billion.checked_mul(641).unwrap(), billion).unwrap();
        assert_eq!(each.points(2, Rounding::HalfUp).to_string(), "0.01 points");
        assert_eq!(points_for(fall, Money::vnd(0), billion).unwrap_err().code(), "programme/nothing-planned");
    }
}
