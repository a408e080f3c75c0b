//! Charts of results.

use super::bars::{Bar, Bars};
use super::chart::{Body, Chart, Values};
use super::heat::Heat;
use super::lines::{Dot, Line, Lines};
use super::scale::ticks;
use super::stacks::{Stack, Stacks};
use crate::measure::TidyRow;
use crate::measure::income::Curve;
use crate::measure::panel::{PanelError, Transitions};
#[cfg(feature = "programme")]
use crate::programme::rates::{Execution, RatesError};
#[cfg(feature = "programme")]
use crate::quantity::Money;
use crate::quantity::{CountedUnit, Ratio};
use crate::report::ReportError;
#[cfg(feature = "simulate")]
use crate::simulate::path::Path;
use crate::source::{Language, Text};

fn words(english: &str, vietnamese: &str) -> Result<Text, ReportError> {
    Ok(Text::english(english)?.and(Language::Vietnamese, vietnamese)?)
}

fn empty(chart: &str, reason: &str) -> ReportError {
    ReportError::Empty { chart: chart.to_owned(), reason: reason.to_owned() }
}

/// A value that can be drawn.
fn fit(chart: &str, what: &str, value: f64, least: f64, expected: &'static str) -> Result<f64, ReportError> {
    if value.is_finite() && value >= least {
        return Ok(value);
    }
    Err(ReportError::Value { chart: chart.to_owned(), what: what.to_owned(), value, expected })
}

const FINITE: &str = "a finite number";
const POSITIVE: &str = "a finite number, zero or more";

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

/// What was disbursed of what was available, a bar for each group.
///
/// # Errors
/// [`ReportError::Empty`] without groups; [`ReportError::Quantity`] if an amount does not fit, or groups have two currencies.
#[cfg(feature = "programme")]
pub fn disbursement(id: &str, title: Text, source: Text, groups: &[(Text, Execution)]) -> Result<Chart, ReportError> {
    let mut bars = Vec::new();
    let mut currency = None;
    for (name, execution) in groups {
        let (available, disbursed) = (execution.all().available(), execution.all().disbursed());
        currency = Some(available.currency());
        let million = Money::new(rust_decimal::Decimal::from(1_000_000), available.currency());
        let millions = |money: Money| -> Result<f64, ReportError> { Ok(money.ratio_to(million)?.to_f64()) };
        let note = match execution.disbursement_rate() {
            Ok(rate) => {
                let percent = |language| {
                    let locale = crate::report::Locale::of(language);
                    format!("({} %)", locale.float(rate.to_f64() * 100.0, 1))
                };
                Some(words(&percent(Language::English), &percent(Language::Vietnamese))?)
            }
            // A bar without a plan has no rate.
            Err(RatesError::NothingPlanned { .. }) => None,
            Err(error) => return Err(error.into()),
        };
        let name = name.clone();
        let value = fit(id, "what was disbursed", millions(disbursed)?, 0.0, POSITIVE)?;
        bars.push(Bar { name, value, of: Some(millions(available)?), limits: None, note });
    }
    let Some(currency) = currency else { return Err(empty(id, "there is no group")) };
    let code = currency.code();
    let vietnamese = if code == "VND" { "đồng" } else { code };
    let unit = words(
        &format!("million {code} disbursed (dark) of what was available (light)"),
        &format!("triệu {vietnamese} đã giải ngân (đậm) trên tổng vốn được sử dụng (nhạt)"),
    )?;
    let body = Body::Bars(Bars { bars, values: Values::Number(0) });
    Ok(Chart { id: id.to_owned(), title, unit, source, body })
}

/// Something with a value by which it is ranked, such as the cost of a result under a plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    name: Text,
    value: f64,
    limits: Option<(f64, f64)>,
}

impl Item {
    /// A name and its value, in the unit of the chart.
    #[must_use]
    pub const fn new(name: Text, value: f64) -> Self {
        Self { name, value, limits: None }
    }

    /// The same with the limits of its value.
    #[must_use]
    pub fn with_limits(self, lower: f64, upper: f64) -> Self {
        Self { limits: Some((lower, upper)), ..self }
    }
}

/// Things in order of a value, the least first: which costs least for each result. The unit is stated by the caller.
///
/// # Errors
/// [`ReportError::Empty`] without items; [`ReportError::Value`] for a value below zero or none.
pub fn ranking(id: &str, title: Text, unit: Text, source: Text, items: &[Item]) -> Result<Chart, ReportError> {
    let mut bars = Vec::new();
    for item in items {
        let value = fit(id, item.name.in_language(Language::English), item.value, 0.0, POSITIVE)?;
        bars.push(Bar { name: item.name.clone(), value, of: None, limits: item.limits, note: None });
    }
    if bars.is_empty() {
        return Err(empty(id, "there is nothing to rank"));
    }
    bars.sort_by(|left, right| left.value.total_cmp(&right.value));
    let body = Body::Bars(Bars { bars, values: Values::Number(1) });
    Ok(Chart { id: id.to_owned(), title, unit, source, body })
}

/// Where those of each class went, of those with a known class in both periods: a row for each class before, a column for each
/// class after.
///
/// # Errors
/// [`ReportError::Panel`] for a class that the panel does not have; [`ReportError::Empty`] without classes.
pub fn transitions<U: CountedUnit>(
    id: &str,
    title: Text,
    source: Text,
    transitions: &Transitions<U>,
    classes: &[(&str, Text)],
) -> Result<Chart, ReportError> {
    let mut cells = Vec::with_capacity(classes.len());
    for (from, _) in classes {
        let mut row = Vec::with_capacity(classes.len());
        for (to, _) in classes {
            row.push(match transitions.share(from, to) {
                Ok(share) => Some(share.value().to_f64()),
                Err(PanelError::Undefined { .. }) => None,
                Err(error) => return Err(error.into()),
            });
        }
        cells.push(row);
    }
    if cells.is_empty() {
        return Err(empty(id, "there is no class"));
    }
    let names: Vec<Text> = classes.iter().map(|(_, name)| name.clone()).collect();
    let (from, to) = transitions.periods();
    let body = Body::Heat(Heat {
        row_title: words(&format!("in {from}"), &format!("năm {from}"))?,
        column_title: words(&format!("in {to}"), &format!("năm {to}"))?,
        rows: names.clone(),
        columns: names,
        cells,
        values: Values::Percent(1),
    });
    let unit = words("% of the households of each row", "% số hộ của mỗi hàng")?;
    Ok(Chart { id: id.to_owned(), title, unit, source, body })
}

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
