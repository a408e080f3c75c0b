//! The income bands of two standards together.

use crate::place::Area;
use crate::quantity::{Money, QuantityError};
use crate::standard::{IncomeLine, Standard, StandardError};
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// A range of incomes in which neither of two standards has a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IncomeBand {
    from: Option<Money>,
    to: Option<Money>,
    first_exceeded: usize,
    second_exceeded: usize,
}

impl IncomeBand {
    /// The lowest income, to the minor unit of the currency; `None` if the standards have no lines or the band has no lower end.
    #[must_use]
    pub const fn from(&self) -> Option<Money> {
        self.from
    }

    /// The highest income; `None` if the band has no upper end.
    #[must_use]
    pub const fn to(&self) -> Option<Money> {
        self.to
    }

    /// How many lines of the first standard the incomes exceed.
    #[must_use]
    pub const fn first_exceeded(&self) -> usize {
        self.first_exceeded
    }

    /// How many lines of the second standard the incomes exceed.
    #[must_use]
    pub const fn second_exceeded(&self) -> usize {
        self.second_exceeded
    }
}

/// The smallest amount that can be paid.
fn minor_unit(money: Money) -> Result<Money, QuantityError> {
    let digits = money.currency().exponent().map(u32::from).unwrap_or(0);
    Ok(Money::new(Decimal::new(1, digits), money.currency()))
}

fn exceeded(lines: &[IncomeLine], income: Money, area: Area, on: NaiveDate) -> Result<usize, StandardError> {
    let mut count = 0_usize;
    for line in lines {
        if !line.is_exceeded_by_amount(income, area, on)? {
            break;
        }
        count = count.saturating_add(1);
    }
    Ok(count)
}

/// The bands of an area, from the lowest up. Incomes are looked at to the minor unit.
pub(super) fn bands(
    first: &Standard,
    second: &Standard,
    area: Area,
    on: NaiveDate,
) -> Result<Vec<IncomeBand>, StandardError> {
    // On each line, and a minor unit to either side of it, something may change.
    let mut points: Vec<Money> = Vec::new();
    for line in first.lines().iter().chain(second.lines()) {
        let amount = line.amount(area, on)?;
        let unit = minor_unit(amount)?;
        points.extend([amount.checked_sub(unit)?, amount, amount.checked_add(unit)?]);
    }
    let Some(one) = points.first().copied() else {
        return Ok(vec![IncomeBand { from: None, to: None, first_exceeded: 0, second_exceeded: 0 }]);
    };
    for point in &points {
        point.compare(one)?;
    }
    points.sort_by_key(|point| point.amount());
    points.dedup();
    let mut bands: Vec<IncomeBand> = Vec::new();
    for point in points {
        let place = (exceeded(first.lines(), point, area, on)?, exceeded(second.lines(), point, area, on)?);
        match bands.last_mut().filter(|band| (band.first_exceeded, band.second_exceeded) == place) {
            Some(band) => band.to = Some(point),
            None => bands.push(IncomeBand {
                from: Some(point),
                to: Some(point),
                first_exceeded: place.0,
                second_exceeded: place.1,
            }),
        }
    }
    if let Some(lowest) = bands.first_mut() {
        lowest.from = None;
    }
    if let Some(highest) = bands.last_mut() {
        highest.to = None;
    }
    Ok(bands)
}
