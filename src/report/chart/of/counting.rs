//! Charts of counting measures.

use super::fit::{POSITIVE, empty, fit, words};
use crate::measure::TidyRow;
use crate::quantity::Ratio;
use crate::report::ReportError;
use crate::report::chart::chart::{Body, Chart, Values};
use crate::report::chart::lines::{Dot, Line, Lines};
use crate::report::chart::stacks::{Stack, Stacks};
use crate::source::Text;

/// Why a row has no estimate.
fn undefined(row: &TidyRow) -> Result<Text, ReportError> {
    let why = if row.undefined.is_empty() { "not defined" } else { &row.undefined };
    words(why, &format!("không xác định: {why}"))
}

/// The rows of a result in groups that stand together, in order of appearance.
fn groups(rows: &[&TidyRow]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for row in rows {
        let name = group(row);
        if !found.contains(&name) {
            found.push(name);
        }
    }
    found
}

/// The group of a row: its level and its period, where it has them.
fn group(row: &TidyRow) -> String {
    let level = if row.level.is_empty() { "all" } else { row.level.as_str() };
    if row.period.is_empty() { level.to_owned() } else { format!("{level}, {}", row.period) }
}

/// What contributes to poverty, a bar for each group and period: rows of measure `pctb`. Rows are those of one cutoff and
/// weighting; names of indicators, dimensions and groups are given by `name`, from the word in the row: an indicator, or a group
/// such as `urban, 2024`. A group in which nothing contributes, since nobody is poor, has no bar and says why.
///
/// # Errors
/// [`ReportError::Empty`] without such rows; [`ReportError::Value`] for a contribution below zero or no number;
/// [`ReportError::Missing`] and [`ReportError::Twice`] for an indicator without a row in a group, or with two, such as those of
/// two weightings.
pub fn contributions(
    id: &str,
    title: Text,
    source: Text,
    rows: &[TidyRow],
    name: impl Fn(&str) -> Result<Text, ReportError>,
) -> Result<Chart, ReportError> {
    let rows: Vec<&TidyRow> = rows.iter().filter(|row| row.measure == "pctb").collect();
    if rows.iter().all(|row| row.estimate.is_none()) {
        return Err(empty(id, "no row of measure `pctb` has an estimate"));
    }
    let mut indicators: Vec<&str> = Vec::new();
    for row in &rows {
        if !indicators.contains(&row.indicator.as_str()) {
            indicators.push(&row.indicator);
        }
    }
    let mut bars = Vec::new();
    for group_name in groups(&rows) {
        let rows: Vec<&&TidyRow> = rows.iter().filter(|row| group(row) == group_name).collect();
        let parts = match rows.iter().find(|row| row.estimate.is_none()) {
            Some(row) => Err(undefined(row)?),
            None => Ok(parts(id, &group_name, &indicators, &rows)?),
        };
        bars.push(Stack { name: name(&group_name)?, parts });
    }
    let parts = indicators.into_iter().map(name).collect::<Result<_, _>>()?;
    let unit = words("% of the adjusted headcount ratio M0 of the group", "% của chỉ số M0 của nhóm")?;
    let body = Body::Stacks(Stacks { parts, bars, values: Values::Percent(0) });
    Ok(Chart { id: id.to_owned(), title, unit, source, body })
}

/// The contributions of one group, one of each indicator.
fn parts(id: &str, group: &str, indicators: &[&str], rows: &[&&TidyRow]) -> Result<Vec<f64>, ReportError> {
    let of_one = |indicator: &&str| {
        let mut rows = rows.iter().filter(|row| row.indicator == *indicator);
        let what = || format!("`{indicator}` of {group}");
        let estimate = rows.next().and_then(|row| row.estimate);
        let Some(estimate) = estimate else {
            return Err(ReportError::Missing { chart: id.to_owned(), what: what() });
        };
        if rows.next().is_some() {
            return Err(ReportError::Twice { chart: id.to_owned(), what: what() });
        }
        fit(id, group, estimate, 0.0, POSITIVE)
    };
    indicators.iter().map(of_one).collect()
}

/// The headcount ratio at every cutoff, a line for each group and period: rows of measure `H` of one weighting and several
/// cutoffs. With two lines, cutoffs are shaded between which the confidence limits of the two are apart at both: where that is
/// everywhere, the order does not hang on the cutoff. A line has no dot where its headcount ratio is not defined.
///
/// # Errors
/// [`ReportError::Empty`] without such rows; [`ReportError::Cutoff`] for a row whose cutoff is no share;
/// [`ReportError::Twice`] for two rows of one group at one cutoff, such as those of two weightings.
pub fn headcount_by_cutoff(
    id: &str,
    title: Text,
    source: Text,
    rows: &[TidyRow],
    name: impl Fn(&str) -> Result<Text, ReportError>,
) -> Result<Chart, ReportError> {
    let rows: Vec<&TidyRow> = rows.iter().filter(|row| row.measure == "H" && row.estimate.is_some()).collect();
    let mut lines = Vec::new();
    let mut cutoffs: Vec<(Ratio, String)> = Vec::new();
    for group_name in groups(&rows) {
        let mut dots = Vec::new();
        for row in rows.iter().filter(|row| group(row) == group_name) {
            let Some(estimate) = row.estimate else { continue };
            let cutoff = row.k.parse::<Ratio>();
            let cutoff = cutoff.map_err(|_| ReportError::Cutoff { chart: id.to_owned(), found: row.k.clone() })?;
            let y = fit(id, &group_name, estimate, 0.0, POSITIVE)?;
            let (x, limits) = (cutoff.to_f64(), row.lower.zip(row.upper));
            if dots.iter().any(|dot: &Dot| dot.x.total_cmp(&x).is_eq()) {
                let what = format!("{group_name} at the cutoff {}", row.k);
                return Err(ReportError::Twice { chart: id.to_owned(), what });
            }
            dots.push(Dot { x, y, limits, marked: true, printed: false });
            if !cutoffs.iter().any(|(known, _)| *known == cutoff) {
                cutoffs.push((cutoff, row.k.clone()));
            }
        }
        dots.sort_by(|left, right| left.x.total_cmp(&right.x));
        lines.push(Line { name: name(&group_name)?, dots });
    }
    if cutoffs.is_empty() {
        return Err(empty(id, "no row of measure `H` has an estimate and a cutoff"));
    }
    cutoffs.sort();
    let x_ticks = cutoffs.into_iter().map(|(cutoff, k)| Ok((cutoff.to_f64(), Text::english(k)?)));
    let x_ticks = x_ticks.collect::<Result<_, ReportError>>()?;
    let shaded = match lines.as_slice() {
        [one, two] => apart(one, two),
        _ => Vec::new(),
    };
    let unit = if shaded.is_empty() {
        words("% poor, with confidence limits", "% nghèo, có khoảng tin cậy")?
    } else {
        words(
            "% poor, with confidence limits; shaded where the limits are apart",
            "% nghèo, có khoảng tin cậy; nền xám là nơi hai khoảng tách nhau",
        )?
    };
    let body = Body::Lines(Lines {
        x_title: words("poor from this share of weighted deprivations on", "nghèo từ tỷ lệ thiếu hụt này trở lên")?,
        x_ticks,
        lines,
        shaded,
        guide: Vec::new(),
        values: Values::Percent(0),
        from_zero: true,
    });
    Ok(Chart { id: id.to_owned(), title, unit, source, body })
}

/// Stretches between cutoffs at both of which the limits of two lines are apart, on the same side.
fn apart(one: &Line, two: &Line) -> Vec<(f64, f64)> {
    let side = |left: &Dot, right: &Dot| {
        let ((lower, upper), (other_lower, other_upper)) = (left.limits?, right.limits?);
        if lower > other_upper { Some(1) } else { (other_lower > upper).then_some(-1) }
    };
    let of_other = |x: f64| two.dots.iter().find(|dot| dot.x.total_cmp(&x).is_eq());
    let both: Vec<(f64, Option<i32>)> =
        one.dots.iter().map(|dot| (dot.x, of_other(dot.x).and_then(|other| side(dot, other)))).collect();
    let mut stretches: Vec<(f64, f64)> = Vec::new();
    for (start, end) in both.iter().zip(both.iter().skip(1)).filter(|(a, b)| a.1.is_some() && a.1 == b.1) {
        match stretches.last_mut() {
            // One that goes on is one.
            Some(last) if last.1 >= start.0 => last.1 = end.0,
            _ => stretches.push((start.0, end.0)),
        }
    }
    stretches
}
