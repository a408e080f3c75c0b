//! Charts of rates over years.

use super::fit::{POSITIVE, empty, fit, words};
use crate::quantity::Ratio;
use crate::report::ReportError;
use crate::report::chart::chart::{Body, Chart, Values};
use crate::report::chart::lines::{Dot, Line, Lines};
#[cfg(feature = "simulate")]
use crate::simulate::path::Path;
#[cfg(feature = "simulate")]
use crate::source::Language;
use crate::source::Text;

/// A rate of a year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rate {
    /// The year.
    pub year: i32,
    /// The rate, as a fraction.
    pub rate: f64,
    /// Its confidence limits, where it was estimated.
    pub limits: Option<(f64, f64)>,
}

/// A rate over years, and the straight way from its last value to the target of a year.
///
/// # Errors
/// [`ReportError::Empty`] without rates; [`ReportError::Value`] for a rate that is none, or a target that does not come later.
pub fn trend_to_target(
    id: &str,
    title: Text,
    source: Text,
    rates: &[Rate],
    target: Option<(i32, Ratio)>,
) -> Result<Chart, ReportError> {
    let mut dots = Vec::new();
    for rate in rates {
        let y = fit(id, "a rate", rate.rate, 0.0, POSITIVE)?;
        dots.push(Dot { x: f64::from(rate.year), y, limits: rate.limits, marked: true, printed: true });
    }
    dots.sort_by(|left, right| left.x.total_cmp(&right.x));
    let (Some(first), Some(last)) = (dots.first().copied(), dots.last().copied()) else {
        return Err(empty(id, "there is no rate"));
    };
    let mut lines = vec![Line { name: words("rate", "tỷ lệ")?, dots }];
    let mut end = last.x;
    if let Some((year, target)) = target {
        end = fit(id, "the year of the target", f64::from(year), last.x + 1.0, "a year after the last rate")?;
        let start = Dot { limits: None, marked: false, printed: false, ..last };
        let goal = Dot { x: end, y: target.to_f64(), limits: None, marked: true, printed: true };
        lines.push(Line { name: words("to the target", "đến mục tiêu")?, dots: vec![start, goal] });
    }
    let years = (0_i32..200).map(|year| first.x + f64::from(year)).take_while(|year| *year <= end);
    let x_ticks = years.map(|year| Ok((year, Text::english(format!("{year:.0}"))?)));
    let x_ticks = x_ticks.collect::<Result<_, ReportError>>()?;
    let has_limits = rates.iter().any(|rate| rate.limits.is_some());
    let unit = if has_limits {
        words("% of households, with confidence limits", "% số hộ, có khoảng tin cậy")?
    } else {
        words("% of households", "% số hộ")?
    };
    let body = Body::Lines(Lines {
        x_title: words("year", "năm")?,
        x_ticks,
        lines,
        shaded: Vec::new(),
        guide: Vec::new(),
        values: Values::Percent(2),
        from_zero: true,
    });
    Ok(Chart { id: id.to_owned(), title, unit, source, body })
}

/// The rate under one or several plans, year by year, and the target as a thin line.
///
/// # Errors
/// [`ReportError::Empty`] without paths; [`ReportError::Path`] for a year without households.
#[cfg(feature = "simulate")]
pub fn outlook(
    id: &str,
    title: Text,
    source: Text,
    paths: &[(Text, &Path)],
    target: Option<Ratio>,
) -> Result<Chart, ReportError> {
    let mut lines = Vec::new();
    for (name, path) in paths {
        let last = path.years().len().saturating_sub(1);
        let mut dots = Vec::with_capacity(path.years().len());
        for (place, year) in path.years().iter().enumerate() {
            let y = year.rate().map_err(Box::new)?.to_f64();
            dots.push(Dot { x: f64::from(year.year()), y, limits: None, marked: true, printed: place == last });
        }
        lines.push(Line { name: name.clone(), dots });
    }
    let years: Vec<f64> = lines.iter().flat_map(|line| line.dots.iter().map(|dot| dot.x)).collect();
    let (first, last) =
        years.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), x| (f64::min(a, *x), f64::max(b, *x)));
    if years.is_empty() {
        return Err(empty(id, "there is no path"));
    }
    let ticks = (0_i32..200).map(|year| first + f64::from(year)).take_while(|year| *year <= last);
    let x_ticks = ticks.map(|year| Ok((year, Text::english(format!("{year:.0}"))?)));
    let x_ticks = x_ticks.collect::<Result<_, ReportError>>()?;
    let unit = match target {
        None => words("% of households", "% số hộ")?,
        Some(bound) => {
            let percent = bound.percent(2, crate::quantity::Rounding::HalfUp).number().to_string();
            let percent = percent.trim_end_matches('0').trim_end_matches('.');
            let vietnamese = crate::report::Locale::of(Language::Vietnamese).digits(percent);
            words(
                &format!("% of households; the thin line is the target of {percent} %"),
                &format!("% số hộ; đường mảnh là mục tiêu {vietnamese} %"),
            )?
        }
    };
    let guide = target.map_or_else(Vec::new, |bound| vec![(first, bound.to_f64()), (last, bound.to_f64())]);
    let x_title = words("end of the year", "cuối năm")?;
    let values = Values::Percent(2);
    let body = Body::Lines(Lines { x_title, x_ticks, lines, shaded: Vec::new(), guide, values, from_zero: true });
    Ok(Chart { id: id.to_owned(), title, unit, source, body })
}
