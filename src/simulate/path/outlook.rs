//! Households of each class, year by year.

use super::{PathError, TransitionMatrix};
use crate::measure::administrative::RateTarget;
use crate::programme::allocation::{Claimant, Method, apportion};
use crate::quantity::{Money, Ratio, Rounding};
use chrono::Datelike;
use std::collections::BTreeMap;

/// The last year after the start that a path follows.
const LONGEST: i32 = 200;

/// Households that a plan lifts from one class to another in a year, beyond those who pass anyway.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lift {
    /// The year, at whose end they are where they were lifted to.
    pub year: i32,
    /// The class that they leave.
    pub from: String,
    /// The class that they are lifted to.
    pub to: String,
    /// How many.
    pub households: u64,
}

/// Where the households are, how they pass from class to class, how many are added, and what a plan lifts.
///
/// ```
/// use poverty::measure::administrative::RateTarget;
/// use poverty::quantity::{Money, Ratio};
/// use poverty::simulate::path::{Outlook, TransitionMatrix};
/// let percent = |n| Ratio::new(n, 100);
/// let matrix = TransitionMatrix::new(
///     ["poor", "other"],
///     ["poor"],
///     [vec![percent(75)?, percent(25)?], vec![percent(1)?, percent(99)?]],
/// )?;
/// let outlook = Outlook::new(matrix, 2024, [34_434, 505_284])?;
/// let path = outlook.to(2025)?;
/// // 8,608.5 leave, 5,052.84 enter or return; whole households, none lost.
/// assert_eq!(path.years()[1].households("poor")?, 25_826 + 5_053);
/// let target = RateTarget::below("3 %".parse()?, "2025-12-31".parse()?, "vn-decree-07-2021")?;
/// assert_eq!(path.first_year_of(&target), None);
///
/// // What would it have taken?
/// let lifts = outlook.lifts_needed(&target, "poor", "other")?;
/// assert_eq!(lifts, 14_688);
/// assert_eq!(Money::vnd(30_000_000).checked_mul(lifts)?.in_millions().to_string(), "440,640 million VND");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outlook {
    matrix: TransitionMatrix,
    start: i32,
    households: Vec<u64>,
    arrivals: Vec<Ratio>,
    lifts: Vec<Lift>,
}

impl Outlook {
    /// Households of each class, in the order of the matrix, at the end of a year.
    ///
    /// # Errors
    /// [`PathError::Size`].
    pub fn new(
        matrix: TransitionMatrix,
        year: i32,
        households: impl IntoIterator<Item = u64>,
    ) -> Result<Self, PathError> {
        let households: Vec<u64> = households.into_iter().collect();
        let expected = matrix.classes().len();
        if households.len() != expected {
            return Err(PathError::Size { what: "households at the start", found: households.len(), expected });
        }
        let arrivals = vec![Ratio::ZERO; expected];
        Ok(Self { matrix, start: year, households, arrivals, lifts: Vec::new() })
    }

    /// New households that begin in a class each year, as a share of all households of the year before; rounded half up to whole
    /// households.
    ///
    /// # Errors
    /// [`PathError::Class`]; [`PathError::Arrivals`].
    pub fn arrivals(mut self, class: &str, share: Ratio) -> Result<Self, PathError> {
        let place = self.matrix.place(class)?;
        if share.is_negative() {
            return Err(PathError::Arrivals { class: class.to_owned(), share });
        }
        if let Some(arrivals) = self.arrivals.get_mut(place) {
            *arrivals = share;
        }
        Ok(self)
    }

    /// What a plan lifts in a year, beyond those who pass anyway; several of one year add up.
    ///
    /// # Errors
    /// [`PathError::Class`], also for a class lifted to itself; [`PathError::Year`].
    pub fn lift(mut self, lift: Lift) -> Result<Self, PathError> {
        let (from, to) = (self.matrix.place(&lift.from)?, self.matrix.place(&lift.to)?);
        if from == to {
            return Err(PathError::Class { class: lift.to, expected: format!("another than `{}`", lift.from) });
        }
        self.check_year(lift.year)?;
        self.lifts.push(lift);
        Ok(self)
    }

    /// With another matrix of the same classes.
    ///
    /// # Errors
    /// [`PathError::Size`] if the classes are others.
    pub fn with_matrix(self, matrix: TransitionMatrix) -> Result<Self, PathError> {
        if matrix.classes() != self.matrix.classes() {
            let (found, expected) = (matrix.classes().len(), self.matrix.classes().len());
            return Err(PathError::Size { what: "classes of the other matrix", found, expected });
        }
        Ok(Self { matrix, ..self })
    }

    /// The matrix.
    #[must_use]
    pub const fn matrix(&self) -> &TransitionMatrix {
        &self.matrix
    }

    /// The assumptions in words, one a line: they belong under every figure that a path gives.
    #[must_use]
    pub fn assumptions(&self) -> Vec<String> {
        let percent = |share: Ratio| share.percent(1, Rounding::HalfUp).to_string();
        let mut lines = Vec::new();
        for (from, row) in self.matrix.classes().iter().zip(self.matrix.rows()) {
            let shares: Vec<String> =
                self.matrix.classes().iter().zip(row).map(|(to, share)| format!("{} {to}", percent(*share))).collect();
            lines.push(format!("of those who are {from}, a year later: {}", shares.join(", ")));
        }
        for (class, share) in
            self.matrix.classes().iter().zip(&self.arrivals).filter(|(_, share)| **share != Ratio::ZERO)
        {
            lines.push(format!("new households a year that begin as {class}: {} of all", percent(*share)));
        }
        for lift in &self.lifts {
            lines.push(format!(
                "in {} the plan lifts {} households from {} to {}",
                lift.year, lift.households, lift.from, lift.to
            ));
        }
        lines
    }

    fn check_year(&self, year: i32) -> Result<(), PathError> {
        let (from, to) = (self.start.saturating_add(1), self.start.saturating_add(LONGEST));
        if (from..=to).contains(&year) { Ok(()) } else { Err(PathError::Year { year, from, to }) }
    }

    /// The path to the end of a year.
    ///
    /// # Errors
    /// [`PathError::Year`]; [`PathError::Lift`] if the plan lifts more than there are; [`PathError::Quantity`].
    pub fn to(&self, year: i32) -> Result<Path, PathError> {
        self.check_year(year)?;
        let classes = self.matrix.classes();
        let mut years = vec![PathYear {
            year: self.start,
            classes: classes.to_vec(),
            poor: (0..classes.len()).map(|place| self.matrix.is_poor(place)).collect(),
            households: self.households.clone(),
            entered: 0,
            left: 0,
            lifted: 0,
            arrived: 0,
        }];
        for now in self.start.saturating_add(1)..=year {
            let Some(last) = years.last() else { break };
            let next = self.next(last, now)?;
            years.push(next);
        }
        Ok(Path { years })
    }

    /// A year later.
    fn next(&self, last: &PathYear, year: i32) -> Result<PathYear, PathError> {
        let mut households = vec![0_u64; last.households.len()];
        let (mut entered, mut left) = (0_u64, 0_u64);
        for ((from, row), stock) in self.matrix.rows().iter().enumerate().zip(&last.households) {
            for (to, passed) in whole_parts(*stock, row)?.into_iter().enumerate() {
                add(&mut households, to, passed)?;
                match (self.matrix.is_poor(from), self.matrix.is_poor(to)) {
                    (false, true) => entered = sum(entered, passed)?,
                    (true, false) => left = sum(left, passed)?,
                    _ => {}
                }
            }
        }
        let all = last.all()?;
        let mut arrived = 0;
        for (class, share) in self.arrivals.iter().enumerate() {
            let new = share.checked_mul(Ratio::from(all))?.rounded(0, Rounding::HalfUp)?.floor();
            let new = u64::try_from(new).map_err(|_| too_many(all, all))?;
            add(&mut households, class, new)?;
            arrived = sum(arrived, new)?;
        }
        let mut lifted = 0;
        for lift in self.lifts.iter().filter(|lift| lift.year == year) {
            let (from, to) = (self.matrix.place(&lift.from)?, self.matrix.place(&lift.to)?);
            let there = households.get(from).copied().unwrap_or(0);
            let Some(rest) = there.checked_sub(lift.households) else {
                let (class, planned) = (lift.from.clone(), lift.households);
                return Err(PathError::Lift { year, class, planned, there });
            };
            if let Some(stock) = households.get_mut(from) {
                *stock = rest;
            }
            add(&mut households, to, lift.households)?;
            match (self.matrix.is_poor(from), self.matrix.is_poor(to)) {
                (true, false) => lifted = sum(lifted, lift.households)?,
                (false, true) => entered = sum(entered, lift.households)?,
                _ => {}
            }
        }
        let (classes, poor) = (last.classes.clone(), last.poor.clone());
        Ok(PathYear { year, classes, poor, households, entered, left, lifted, arrived })
    }

    /// A number of households to be lifted from one class to another in every year from the next one to that of a target, with which
    /// the target is met at its date, and with one less it is not. Zero if it is met anyway. Where a class has fewer, all of it is lifted.
    ///
    /// It is the least such number if lifting more never raises the rate at the end, as where those of the class lifted to are, in all
    /// later years, no likelier to be poor than those of the class lifted from. A matrix by which the better off fall more often than
    /// the poor stay can break that; then several numbers may have this property, and this is one of them.
    ///
    /// # Errors
    /// [`PathError::OutOfReach`] if the target is missed without lifting and with lifting all of the class every year;
    /// [`PathError::Class`]; [`PathError::Year`].
    pub fn lifts_needed(&self, target: &RateTarget, from: &str, to: &str) -> Result<u64, PathError> {
        let year = target.date().year();
        self.check_year(year)?;
        let rate_with = |each: u64| -> Result<Ratio, PathError> { self.lifting_up_to(each, from, to, year) };
        if target.is_met_by(rate_with(0)?) {
            return Ok(0);
        }
        // No class ever has more than all households of a year, and these are most at the end.
        let (mut too_few, mut enough) = (0, self.to(year)?.end()?.all()?);
        let rate = rate_with(enough)?;
        if !target.is_met_by(rate) {
            return Err(PathError::OutOfReach { year, rate: rate.percent(2, Rounding::HalfUp).to_string() });
        }
        // All along, `too_few` misses the target and `enough` meets it.
        while enough.saturating_sub(too_few) > 1 {
            let middle = too_few.midpoint(enough);
            if target.is_met_by(rate_with(middle)?) { enough = middle } else { too_few = middle }
        }
        Ok(enough)
    }

    /// The rate at the end of a year if so many are lifted each year, or all where there are fewer.
    fn lifting_up_to(&self, each: u64, from: &str, to: &str, year: i32) -> Result<Ratio, PathError> {
        let mut outlook = self.clone();
        for now in self.start.saturating_add(1)..=year {
            let there = outlook.to(now)?.end()?.households(from)?;
            let lift = Lift { year: now, from: from.to_owned(), to: to.to_owned(), households: each.min(there) };
            outlook = outlook.lift(lift)?;
        }
        outlook.to(year)?.end()?.rate()
    }
}

/// What becomes of the households of a class: parts by shares, which sum to all of them.
fn whole_parts(stock: u64, shares: &[Ratio]) -> Result<Vec<u64>, PathError> {
    // Codes in the order of the classes, so that ties are broken by that order.
    let claimants = shares.iter().enumerate().map(|(place, share)| Claimant::new(format!("{place:06}"), *share));
    Ok(apportion(stock, claimants, Method::Hamilton)?.iter().map(|share| share.units()).collect())
}

fn add(households: &mut [u64], place: usize, more: u64) -> Result<(), PathError> {
    if let Some(stock) = households.get_mut(place) {
        *stock = sum(*stock, more)?;
    }
    Ok(())
}

fn sum(left: u64, right: u64) -> Result<u64, PathError> {
    left.checked_add(right).ok_or_else(|| too_many(left, right))
}

fn too_many(left: u64, right: u64) -> PathError {
    crate::quantity::QuantityError::overflow("adding households", left, right).into()
}

/// Where all households are at the end of a year, and how the poor became what they are.
///
/// `poor = poor of the year before + entered + new poor households - left - lifted`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathYear {
    year: i32,
    classes: Vec<String>,
    poor: Vec<bool>,
    households: Vec<u64>,
    entered: u64,
    left: u64,
    lifted: u64,
    arrived: u64,
}

impl PathYear {
    /// The year, at whose end the households are where they are.
    #[must_use]
    pub const fn year(&self) -> i32 {
        self.year
    }

    /// Households of a class.
    ///
    /// # Errors
    /// [`PathError::Class`].
    pub fn households(&self, class: &str) -> Result<u64, PathError> {
        let mut own = self.classes.iter().zip(&self.households).filter(|(own, _)| *own == class);
        own.next()
            .map(|(_, households)| *households)
            .ok_or_else(|| PathError::Class { class: class.to_owned(), expected: self.classes.join(", ") })
    }

    /// All households.
    ///
    /// # Errors
    /// [`PathError::Quantity`] if they don't fit.
    pub fn all(&self) -> Result<u64, PathError> {
        self.households.iter().try_fold(0, |all, stock| sum(all, *stock))
    }

    /// Poor households.
    ///
    /// # Errors
    /// [`PathError::Quantity`] if they don't fit.
    pub fn poor(&self) -> Result<u64, PathError> {
        self.households
            .iter()
            .zip(&self.poor)
            .filter(|(_, poor)| **poor)
            .try_fold(0, |all, (stock, _)| sum(all, *stock))
    }

    /// The poverty rate.
    ///
    /// # Errors
    /// [`PathError::Quantity`] without households.
    pub fn rate(&self) -> Result<Ratio, PathError> {
        Ok(Ratio::of(u128::from(self.poor()?), u128::from(self.all()?))?)
    }

    /// Households that became poor in the year, for the first time or again.
    #[must_use]
    pub const fn entered(&self) -> u64 {
        self.entered
    }

    /// Households that left poverty in the year without the plan.
    #[must_use]
    pub const fn left(&self) -> u64 {
        self.left
    }

    /// Households that the plan lifted out of poverty in the year.
    #[must_use]
    pub const fn lifted(&self) -> u64 {
        self.lifted
    }

    /// New households of the year, of any class.
    #[must_use]
    pub const fn arrived(&self) -> u64 {
        self.arrived
    }
}

/// The years of a path, from the start on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    years: Vec<PathYear>,
}

impl Path {
    /// The years, the first of them the start.
    #[must_use]
    pub fn years(&self) -> &[PathYear] {
        &self.years
    }

    /// The last year.
    ///
    /// # Errors
    /// [`PathError::Year`], which a path gives no reason for.
    pub(super) fn end(&self) -> Result<&PathYear, PathError> {
        self.years.last().ok_or(PathError::Year { year: 0, from: 0, to: 0 })
    }

    /// The first year at whose end a rate meets a target, whatever the date of the target.
    #[must_use]
    pub fn first_year_of(&self, target: &RateTarget) -> Option<i32> {
        self.years.iter().find(|year| year.rate().is_ok_and(|rate| target.is_met_by(rate))).map(PathYear::year)
    }

    /// What lifting costs in each year, at a cost for each household.
    ///
    /// # Errors
    /// [`PathError::Quantity`] if an amount does not fit.
    pub fn cost(&self, of_each: Money) -> Result<BTreeMap<i32, Money>, PathError> {
        self.years.iter().map(|year| Ok((year.year, of_each.checked_mul(year.lifted)?))).collect()
    }
}
