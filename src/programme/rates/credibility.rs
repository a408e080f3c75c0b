//! Budget credibility: indicators PI-1 and PI-2 of PEFA, *Framework for assessing public financial management* (2016).
//!
//! The bands of PI-2 are confirmed; those of PI-1 are from memory.

use super::RatesError;
use crate::quantity::{Money, Ratio};
use core::fmt;

/// A score, from D to A.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Score {
    /// Below the others, or not enough is known.
    D,
    /// Basic.
    C,
    /// Sound.
    B,
    /// Good international practice.
    A,
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
            Self::D => "D",
        })
    }
}

/// Original budget and actual spending of one head: a function, a project, a kind of capital.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// As first approved.
    pub budget: Money,
    /// As it came out.
    pub actual: Money,
}

fn totals(heads: &[Head]) -> Result<(Ratio, Ratio), RatesError> {
    let nothing = RatesError::NothingPlanned { rate: "outturn", whole: "the original budget" };
    let sum = |of: fn(&Head) -> Money| -> Result<Option<Money>, RatesError> { Ok(Money::sum(heads.iter().map(of))?) };
    let (Some(budget), Some(actual)) = (sum(|head| head.budget)?, sum(|head| head.actual)?) else {
        return Err(nothing);
    };
    if budget.is_zero() {
        return Err(nothing);
    }
    budget.compare(actual)?;
    Ok((Ratio::from_decimal(budget.amount())?, Ratio::from_decimal(actual.amount())?))
}

/// Actual spending for each unit of the original budget.
///
/// # Errors
/// [`RatesError::NothingPlanned`] without a budget; [`RatesError::Quantity`] for several currencies.
pub fn outturn(heads: &[Head]) -> Result<Ratio, RatesError> {
    let (budget, actual) = totals(heads)?;
    Ok(actual.checked_div(budget)?)
}

/// How far spending was shifted between heads, whatever its total: with the budget of each head scaled to what was spent in
/// all, `b' = b * sum(a) / sum(b)`, it is `sum |a - b'| / sum b'`.
///
/// # Errors
/// [`RatesError::NothingPlanned`] without a budget or without spending; [`RatesError::Quantity`].
///
/// ```
/// use poverty::programme::rates::credibility::{Head, composition_variance, outturn};
/// use poverty::quantity::{Money, Ratio};
/// let heads: Vec<Head> = [(100, 90), (200, 230), (50, 40), (150, 120)]
///     .map(|(budget, actual)| Head { budget: Money::vnd(budget), actual: Money::vnd(actual) })
///     .to_vec();
/// assert_eq!(outturn(&heads)?, Ratio::new(96, 100)?);
/// assert_eq!(composition_variance(&heads)?, Ratio::new(76, 480)?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn composition_variance(heads: &[Head]) -> Result<Ratio, RatesError> {
    let (budget, actual) = totals(heads)?;
    if actual == Ratio::ZERO {
        return Err(RatesError::NothingPlanned { rate: "composition variance", whole: "spending" });
    }
    let mut shifted = Ratio::ZERO;
    for head in heads {
        let adjusted = Ratio::from_decimal(head.budget.amount())?.checked_mul(actual)?.checked_div(budget)?;
        let deviation = Ratio::from_decimal(head.actual.amount())?.checked_sub(adjusted)?.abs();
        shifted = shifted.checked_add(deviation)?;
    }
    Ok(shifted.checked_div(actual)?)
}

/// The best score whose band at least two of the three years meet.
fn two_of_three(
    measure: &'static str,
    years: &[Ratio],
    meets: impl Fn(Ratio, Score) -> bool,
) -> Result<Score, RatesError> {
    if years.len() != 3 {
        return Err(RatesError::ThreeYears { measure, years: years.len() });
    }
    let enough = |score: &Score| years.iter().filter(|year| meets(**year, *score)).count() >= 2;
    Ok([Score::A, Score::B, Score::C].into_iter().find(enough).unwrap_or(Score::D))
}

fn percent(value: i64) -> Ratio {
    Ratio::new(i128::from(value), 100).unwrap_or(Ratio::ZERO)
}

/// PI-1, aggregate outturn: within 5 % of the budget in two of three years A, 10 % B, 15 % C (bands from memory).
///
/// # Errors
/// [`RatesError::ThreeYears`].
pub fn pi_1(outturns: &[Ratio]) -> Result<Score, RatesError> {
    two_of_three("PI-1", outturns, |outturn, score| {
        let band = match score {
            Score::A => 5,
            Score::B => 10,
            Score::C => 15,
            Score::D => return true,
        };
        let (least, most) = (percent(100_i64.saturating_sub(band)), percent(100_i64.saturating_add(band)));
        least <= outturn && outturn <= most
    })
}

/// PI-2.1 and PI-2.2, composition by function or by economic type: variance below 5 % in two of three years A, 10 % B,
/// 15 % C.
///
/// # Errors
/// [`RatesError::ThreeYears`].
pub fn pi_2_composition(variances: &[Ratio]) -> Result<Score, RatesError> {
    two_of_three("PI-2", variances, |variance, score| match score {
        Score::A => variance < percent(5),
        Score::B => variance < percent(10),
        Score::C => variance < percent(15),
        Score::D => true,
    })
}

/// PI-2.3, spending charged to contingency as the mean share of the original budget of three years: below 3 % A, 3 to 6 % B,
/// above 6 and below 10 % C.
///
/// # Errors
/// [`RatesError::ThreeYears`]; [`RatesError::Quantity`].
pub fn pi_2_contingency(shares: &[Ratio]) -> Result<Score, RatesError> {
    if shares.len() != 3 {
        return Err(RatesError::ThreeYears { measure: "PI-2.3", years: shares.len() });
    }
    let mean = Ratio::sum(shares.iter().copied())?.checked_div(Ratio::whole(3))?;
    Ok(if mean < percent(3) {
        Score::A
    } else if mean <= percent(6) {
        Score::B
    } else if mean < percent(10) {
        Score::C
    } else {
        Score::D
    })
}

/// PI-2 as a whole by the weakest link: the lowest score, with a plus if any other is higher.
#[must_use]
pub fn weakest_link(scores: &[Score]) -> Option<String> {
    let lowest = scores.iter().min()?;
    let plus = scores.iter().any(|score| score > lowest);
    Some(format!("{lowest}{}", if plus { "+" } else { "" }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ratios(percents: [i64; 3]) -> Vec<Ratio> {
        percents.map(percent).to_vec()
    }

    #[test]
    fn bands_at_their_edges() {
        for (years, score) in [
            ([95, 105, 50], Score::A),
            ([94, 105, 110], Score::B),
            ([90, 80, 110], Score::B),
            ([85, 115, 50], Score::C),
            ([84, 116, 100], Score::D),
        ] {
            assert_eq!(pi_1(&ratios(years)).unwrap(), score, "{years:?}");
        }
        for (years, score) in
            [([4, 4, 50], Score::A), ([5, 5, 4], Score::B), ([10, 14, 9], Score::C), ([15, 15, 0], Score::D)]
        {
            assert_eq!(pi_2_composition(&ratios(years)).unwrap(), score, "{years:?}");
        }
        for (years, score) in [
            ([2, 3, 3], Score::A),
            ([3, 3, 3], Score::B),
            ([6, 6, 6], Score::B),
            ([6, 6, 7], Score::C),
            ([10, 10, 10], Score::D),
        ] {
            assert_eq!(pi_2_contingency(&ratios(years)).unwrap(), score, "{years:?}");
        }
        assert_eq!(weakest_link(&[Score::B, Score::C, Score::A]).as_deref(), Some("C+"));
        assert_eq!(weakest_link(&[Score::B, Score::B]).as_deref(), Some("B"));
        assert_eq!(weakest_link(&[]), None);
    }

    #[test]
    fn what_has_no_budget_or_other_years_is_refused() {
        assert_eq!(outturn(&[]).unwrap_err().code(), "programme/nothing-planned");
        let nothing = [Head { budget: Money::vnd(0), actual: Money::vnd(5) }];
        assert_eq!(outturn(&nothing).unwrap_err().code(), "programme/nothing-planned");
        let unspent = [Head { budget: Money::vnd(5), actual: Money::vnd(0) }];
        assert_eq!(composition_variance(&unspent).unwrap_err().code(), "programme/nothing-planned");
        assert_eq!(pi_1(&[Ratio::ONE]).unwrap_err().code(), "programme/three-years");
        assert_eq!(pi_2_composition(&[]).unwrap_err().code(), "programme/three-years");
        assert_eq!(pi_2_contingency(&[Ratio::ONE]).unwrap_err().code(), "programme/three-years");
    }
}
