//! Charts of incomes.

use super::fit::{FINITE, empty, fit, words};
use crate::measure::income::Curve;
use crate::quantity::Ratio;
use crate::report::ReportError;
use crate::report::chart::chart::{Body, Chart, Values};
use crate::report::chart::lines::{Dot, Line, Lines};
use crate::report::chart::scale::ticks;
use crate::source::{Language, Text};

/// Points at which a curve carries its marker, so that curves differ without colour.
const MARKS: usize = 10;

/// Lorenz curves: which share of all income the poorest have. The straight line is equality.
///
/// # Errors
/// [`ReportError::Empty`] without curves.
pub fn lorenz(id: &str, title: Text, source: Text, curves: &[(Text, &Curve)]) -> Result<Chart, ReportError> {
    let mut lines = Vec::new();
    for (name, curve) in curves {
        let mut dots = Vec::with_capacity(101);
        for percent in 0_i32..=100 {
            let share = Ratio::new(i128::from(percent), 100)?;
            let y = fit(id, name.in_language(Language::English), curve.at(share), f64::NEG_INFINITY, FINITE)?;
            let marked = percent % 20 == 0;
            dots.push(Dot { x: share.to_f64(), y, limits: None, marked, printed: false });
        }
        lines.push(Line { name: name.clone(), dots });
    }
    if lines.is_empty() {
        return Err(empty(id, "there is no curve"));
    }
    let body = Body::Lines(Lines {
        x_title: words("% of the population, poorest first", "% dân số, từ nghèo nhất")?,
        x_ticks: percents()?,
        lines,
        shaded: Vec::new(),
        guide: vec![(0.0, 0.0), (1.0, 1.0)],
        values: Values::Percent(0),
        from_zero: true,
    });
    let unit = words("% of all income; the thin line is equality", "% tổng thu nhập; đường mảnh là bình đẳng")?;
    Ok(Chart { id: id.to_owned(), title, unit, source, body })
}

fn percents() -> Result<Vec<(f64, Text)>, ReportError> {
    let tick = |share: f64| Ok((share, Text::english(format!("{:.0}", share * 100.0))?));
    ticks(0.0, 1.0).into_iter().map(tick).collect()
}

/// Growth incidence curves: by how much the income of each percentile grew, from the first to the last, as
/// [`GrowthIncidence::percentiles`](crate::measure::income::GrowthIncidence::percentiles) gives it.
///
/// # Errors
/// [`ReportError::Empty`] without a curve or percentile.
pub fn incidence(id: &str, title: Text, source: Text, curves: &[(Text, Vec<Ratio>)]) -> Result<Chart, ReportError> {
    let mut lines = Vec::new();
    for (name, growth) in curves.iter().filter(|(_, growth)| !growth.is_empty()) {
        let whole = i128::try_from(growth.len()).unwrap_or(i128::MAX).saturating_add(1);
        let mut dots = Vec::with_capacity(growth.len());
        for (number, rate) in growth.iter().enumerate() {
            let place = i128::try_from(number).unwrap_or(i128::MAX).saturating_add(1);
            let marked = number % MARKS == MARKS - 1;
            let x = Ratio::new(place, whole)?.to_f64();
            dots.push(Dot { x, y: rate.to_f64(), limits: None, marked, printed: false });
        }
        lines.push(Line { name: name.clone(), dots });
    }
    if lines.is_empty() {
        return Err(empty(id, "there is no percentile"));
    }
    let body = Body::Lines(Lines {
        x_title: words("percentile, poorest first", "phân vị phần trăm, từ nghèo nhất")?,
        x_ticks: percents()?,
        lines,
        shaded: Vec::new(),
        guide: Vec::new(),
        values: Values::Percent(1),
        from_zero: true,
    });
    let unit = words("% of growth of income", "% tăng thu nhập")?;
    Ok(Chart { id: id.to_owned(), title, unit, source, body })
}
