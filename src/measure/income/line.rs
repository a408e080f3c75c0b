//! Poverty lines: fixed amounts, by area and day as a standard has them, or relative to a population's own incomes.

use super::{Domain, IncomeError, Quantile};
use crate::place::Area;
use crate::quantity::{CountedUnit, Money, QuantityError, Ratio};
use crate::standard::{Comparison, IncomeLine};
use chrono::NaiveDate;
use core::fmt;
use std::collections::BTreeMap;

/// A line under which an income is poor, and whether an income on the line is under it.
///
/// ```
/// use poverty::measure::income::{Middle, Comparison, LineOf, PovertyLine, Quantile};
/// use poverty::quantity::Money;
/// let fixed = PovertyLine::absolute(Money::vnd(1_500_000), Comparison::AtMost)?;
/// assert_eq!(fixed.to_string(), "1500000 VND");
/// let median = Middle::median(Quantile::InverseCdf);
/// let relative = PovertyLine::relative("60 %".parse()?, median, LineOf::Population, Comparison::AtMost)?;
/// assert_eq!(relative.to_string(), "60% of the median");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PovertyLine {
    comparison: Comparison,
    kind: Kind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    /// The same amount for everybody.
    One(Money),
    /// One of several amounts for each row.
    ByRow {
        amounts: Vec<Money>,
        of_row: Vec<usize>,
    },
    Relative(RelativeLine),
}

/// A share of the mean or of a quantile of a population's own incomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RelativeLine {
    share: Ratio,
    middle: Middle,
    of: LineOf,
}

/// What a relative line is a share of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Middle {
    /// The mean income.
    Mean,
    /// A quantile of income by a named definition.
    Quantile(Ratio, Quantile),
}

/// Whose incomes a relative line is a share of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LineOf {
    /// The population's: a domain of it is held to the line of all, and the line's error is that of all.
    Population,
    /// The domain's own, as if it were a country.
    Domain,
}

impl Middle {
    /// The median.
    #[must_use]
    pub fn median(definition: Quantile) -> Self {
        Self::Quantile(one_half(), definition)
    }
}

impl PovertyLine {
    /// An amount that is the same for everybody.
    ///
    /// # Errors
    /// [`IncomeError::LineNotPositive`].
    pub fn absolute(amount: Money, comparison: Comparison) -> Result<Self, IncomeError> {
        Ok(Self { comparison, kind: Kind::One(positive(amount)?) })
    }

    /// An amount for each row of the incomes, in their order: lines that differ by area, or amounts for household sizes.
    ///
    /// # Errors
    /// [`IncomeError::LineNotPositive`].
    pub fn by_row(amounts: impl IntoIterator<Item = Money>, comparison: Comparison) -> Result<Self, IncomeError> {
        let mut positions = BTreeMap::new();
        let mut distinct = Vec::new();
        let mut of_row = Vec::new();
        for amount in amounts {
            let position = *positions.entry((amount.currency().code(), amount.amount())).or_insert(distinct.len());
            if position == distinct.len() {
                distinct.push(positive(amount)?);
            }
            of_row.push(position);
        }
        Ok(Self { comparison, kind: Kind::ByRow { amounts: distinct, of_row } })
    }

    /// The line of a standard for each row of the incomes: the amount for the area and day of the row, and the standard's own
    /// rule for an income on the line.
    ///
    /// # Errors
    /// [`IncomeError::Standard`] if the standard has no amount for an area on a day.
    pub fn of_standard(
        line: &IncomeLine,
        rows: impl IntoIterator<Item = (Area, NaiveDate)>,
    ) -> Result<Self, IncomeError> {
        let amounts = rows.into_iter().map(|(area, on)| line.amount(area, on)).collect::<Result<Vec<_>, _>>()?;
        Self::by_row(amounts, line.comparison())
    }

    /// A share of the middle of incomes.
    ///
    /// # Errors
    /// [`IncomeError::Parameter`] unless the share is above 0 and the quantile in [0, 1].
    pub fn relative(share: Ratio, middle: Middle, of: LineOf, comparison: Comparison) -> Result<Self, IncomeError> {
        Ok(Self { comparison, kind: Kind::Relative(RelativeLine::new(share, middle, of)?) })
    }

    /// Whether an income on the line is poor.
    #[must_use]
    pub const fn comparison(&self) -> Comparison {
        self.comparison
    }

    /// The relative line, if it is one.
    #[must_use]
    pub const fn as_relative(&self) -> Option<RelativeLine> {
        match self.kind {
            Kind::Relative(line) => Some(line),
            Kind::One(_) | Kind::ByRow { .. } => None,
        }
    }

    /// The line as it stands for the rows of a domain.
    pub(super) fn resolved<U: CountedUnit>(&self, domain: &Domain<'_, U>) -> Result<Resolved<'_>, IncomeError> {
        let (lines, of_row): (Vec<Ratio>, _) = match &self.kind {
            Kind::One(amount) => (vec![in_currency(*amount, domain)?], None),
            Kind::ByRow { amounts, of_row } => {
                if of_row.len() != domain.incomes().len() {
                    return Err(IncomeError::LineCount { lines: of_row.len(), rows: domain.incomes().len() });
                }
                let lines = amounts.iter().map(|amount| in_currency(*amount, domain)).collect::<Result<_, _>>()?;
                (lines, Some(of_row.as_slice()))
            }
            Kind::Relative(line) => (vec![line.amount(domain)?], None),
        };
        let scale = domain.distribution().scale()?;
        let lines =
            lines.into_iter().map(|amount| Line::new(amount, self.comparison, scale)).collect::<Result<_, _>>()?;
        Ok(Resolved { lines, of_row })
    }
}

impl RelativeLine {
    /// A share of the middle of incomes.
    ///
    /// # Errors
    /// [`IncomeError::Parameter`] unless the share is above 0 and the quantile in [0, 1].
    pub fn new(share: Ratio, middle: Middle, of: LineOf) -> Result<Self, IncomeError> {
        if share <= Ratio::ZERO {
            return Err(IncomeError::Parameter {
                parameter: "share of the line",
                value: share,
                expected: "more than 0",
            });
        }
        match middle {
            Middle::Quantile(p, _) if !p.is_share() => {
                Err(IncomeError::Parameter { parameter: "quantile", value: p, expected: "0 to 1" })
            }
            Middle::Quantile(..) | Middle::Mean => Ok(Self { share, middle, of }),
        }
    }

    /// The share of the middle.
    #[must_use]
    pub const fn share(self) -> Ratio {
        self.share
    }

    /// What it is a share of.
    #[must_use]
    pub const fn middle(self) -> Middle {
        self.middle
    }

    /// Whose incomes it is relative to.
    #[must_use]
    pub const fn of(self) -> LineOf {
        self.of
    }

    /// The line in the currency, exact.
    ///
    /// # Errors
    /// [`IncomeError::LineNotPositive`] if the middle is zero or less; [`IncomeError::Quantity`] if it does not fit.
    pub fn amount<U: CountedUnit>(self, domain: &Domain<'_, U>) -> Result<Ratio, IncomeError> {
        let distribution = self.population(domain).distribution();
        let middle = match self.middle {
            Middle::Mean => distribution.mean()?,
            Middle::Quantile(p, definition) => distribution.quantile(p, definition)?,
        };
        let amount = middle.checked_mul(self.share)?;
        if amount <= Ratio::ZERO {
            return Err(IncomeError::LineNotPositive { line: format!("{self} ({amount})") });
        }
        Ok(amount)
    }

    /// The population whose middle it is a share of.
    pub(super) fn population<'d, 'a, U: CountedUnit>(self, domain: &'d Domain<'a, U>) -> &'d Domain<'a, U> {
        match self.of {
            LineOf::Population => domain.reference(),
            LineOf::Domain => domain,
        }
    }
}

impl fmt::Display for RelativeLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let percent = self.share.checked_mul(Ratio::whole(100)).unwrap_or(self.share);
        let middle = match self.middle {
            Middle::Mean => "the mean".to_owned(),
            Middle::Quantile(p, _) if p == one_half() => "the median".to_owned(),
            Middle::Quantile(p, _) => format!("the {p} quantile"),
        };
        let of = if self.of == LineOf::Domain { " of the domain" } else { "" };
        f.pad(&format!("{percent}% of {middle}{of}"))
    }
}

impl fmt::Display for PovertyLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            Kind::One(amount) => f.pad(&format!("{} {}", amount.amount(), amount.currency().code())),
            Kind::ByRow { .. } => f.pad("line"),
            Kind::Relative(line) => line.fmt(f),
        }
    }
}

/// A line with the numbers that its rows need.
pub(super) struct Resolved<'l> {
    lines: Vec<Line>,
    /// Which of the lines holds for a row; the only one if there is no such list.
    of_row: Option<&'l [usize]>,
}

/// One amount as rows meet it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// In the currency.
    pub(super) amount: Ratio,
    /// The same, for formulas.
    pub(super) approximate: f64,
    /// The largest income in units that is poor.
    pub(super) poor_up_to: i64,
}

impl Line {
    fn new(amount: Ratio, comparison: Comparison, scale: Ratio) -> Result<Self, IncomeError> {
        let units = amount.checked_mul(scale)?;
        let largest = match comparison {
            Comparison::AtMost => units.floor(),
            Comparison::Below => units.ceiling().saturating_sub(1),
        };
        // A line above all integers of the scale is above all incomes.
        let poor_up_to = i64::try_from(largest).unwrap_or(i64::MAX);
        Ok(Self { amount, approximate: amount.to_f64(), poor_up_to })
    }

    /// Whether an income is poor.
    pub(super) const fn covers(&self, units: i64) -> bool {
        units <= self.poor_up_to
    }
}

impl Resolved<'_> {
    /// The line of a row.
    pub(super) fn of(&self, row: usize) -> Line {
        let position = self.of_row.and_then(|of_row| of_row.get(row).copied()).unwrap_or(0);
        self.lines.get(position).copied().unwrap_or(Line { amount: Ratio::ONE, approximate: 1.0, poor_up_to: i64::MIN })
    }

    /// The distinct lines, in the order in which they were given.
    pub(super) fn distinct(&self) -> &[Line] {
        &self.lines
    }
}

fn one_half() -> Ratio {
    Ratio::new(1, 2).unwrap_or(Ratio::ONE)
}

fn positive(amount: Money) -> Result<Money, IncomeError> {
    if amount.is_negative() || amount.is_zero() {
        return Err(IncomeError::LineNotPositive { line: amount.to_string() });
    }
    Ok(amount)
}

/// A line in the currency of the incomes.
fn in_currency<U: CountedUnit>(amount: Money, domain: &Domain<'_, U>) -> Result<Ratio, IncomeError> {
    let currency = domain.incomes().currency();
    if amount.currency() != currency {
        return Err(QuantityError::CurrencyMismatch { left: amount.currency(), right: currency }.into());
    }
    Ok(Ratio::from_decimal(amount.amount())?)
}
