//! How far the end of a path moves with each assumption.

use super::{Outlook, PathError};
use crate::quantity::{PercentagePoints, Ratio};

/// An assumption that may be otherwise: the share of one class that passes to another in a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assumption {
    /// What readers call it: "return to poverty".
    pub name: String,
    /// The class that they leave.
    pub from: String,
    /// The class that they pass to.
    pub to: String,
    /// The least share that is plausible.
    pub low: Ratio,
    /// The greatest.
    pub high: Ratio,
}

/// What an assumption does to the rate at the end of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Swing {
    name: String,
    at_low: Ratio,
    at_high: Ratio,
}

impl Swing {
    /// The assumption.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The rate at the end with the least share.
    #[must_use]
    pub const fn at_low(&self) -> Ratio {
        self.at_low
    }

    /// The rate at the end with the greatest share.
    #[must_use]
    pub const fn at_high(&self) -> Ratio {
        self.at_high
    }

    /// How far apart the two are.
    ///
    /// # Errors
    /// [`PathError::Quantity`].
    pub fn width(&self) -> Result<PercentagePoints, PathError> {
        Ok(self.at_high.points_since(self.at_low)?.abs())
    }
}

impl Outlook {
    /// The rate at the end of a year with each assumption at its least and at its greatest, all others as they are; what moves the
    /// rate most comes first: a tornado.
    ///
    /// ```
    /// use poverty::quantity::Ratio;
    /// use poverty::simulate::path::{Assumption, Outlook, TransitionMatrix};
    /// let percent = |n| Ratio::new(n, 100);
    /// let matrix = TransitionMatrix::new(
    ///     ["poor", "other"],
    ///     ["poor"],
    ///     [vec![percent(75)?, percent(25)?], vec![percent(1)?, percent(99)?]],
    /// )?;
    /// let outlook = Outlook::new(matrix, 2024, [60_000, 940_000])?;
    /// let assumption = |name: &str, from: &str, to: &str, low, high| -> Result<Assumption, poverty::quantity::QuantityError> {
    ///     let (name, from, to) = (name.to_owned(), from.to_owned(), to.to_owned());
    ///     Ok(Assumption { name, from, to, low: percent(low)?, high: percent(high)? })
    /// };
    /// let swings = outlook.tornado(
    ///     2025,
    ///     &[assumption("leave", "poor", "other", 20, 30)?, assumption("enter", "other", "poor", 0, 2)?],
    /// )?;
    /// assert_eq!(swings[0].name(), "enter");
    /// assert_eq!((swings[0].at_low(), swings[0].at_high()), (Ratio::new(45, 1_000)?, Ratio::new(638, 10_000)?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`PathError::Class`]; [`PathError::Row`] for a share that the class does not have; [`PathError::Year`]; [`PathError::Lift`] if
    /// the plan then lifts more than there are.
    pub fn tornado(&self, year: i32, assumptions: &[Assumption]) -> Result<Vec<Swing>, PathError> {
        let mut swings = Vec::with_capacity(assumptions.len());
        for assumption in assumptions {
            let (from, to) = (assumption.from.as_str(), assumption.to.as_str());
            let now = self.matrix().share(from, to)?;
            let rate = |share: Ratio| -> Result<Ratio, PathError> {
                let matrix = self.matrix().shifted(from, to, share.checked_sub(now)?)?;
                self.clone().with_matrix(matrix)?.to(year)?.end()?.rate()
            };
            let (at_low, at_high) = (rate(assumption.low)?, rate(assumption.high)?);
            swings
                .push((at_high.points_since(at_low)?.abs(), Swing { name: assumption.name.clone(), at_low, at_high }));
        }
        swings.sort_by(|left, right| right.0.cmp(&left.0).then_with(|| left.1.name.cmp(&right.1.name)));
        Ok(swings.into_iter().map(|(_, swing)| swing).collect())
    }
}
