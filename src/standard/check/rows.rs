//! The rows that assign classes: each income band is tiled by them, without a gap and without an overlap.

use super::Step;
use super::references::reference;
use crate::quantity::{QuantityError, Ratio};
use crate::standard::form::StandardForm;
use crate::standard::locate::Path;
use crate::standard::{At, Counts, StandardError};

/// The rows of each income band by rising deprivation, or the gap or overlap between them.
pub(super) fn bands(form: &StandardForm, denominator: u128, most: u128) -> Result<Vec<Vec<Step>>, StandardError> {
    let lines: Vec<&str> = form.lines.iter().map(|line| line.id.as_str()).collect();
    let classes: Vec<&str> = form.classes.iter().map(|class| class.id.as_str()).collect();
    let mut bands: Vec<Vec<(Step, Option<u128>)>> = vec![Vec::new(); lines.len().saturating_add(1)];
    for (row_index, row) in form.rows.iter().enumerate() {
        let path = Path::top("row").index(row_index);
        reference("class", &row.class, &classes, &path.key("class"))?;
        let class = classes.iter().position(|id| *id == row.class).unwrap_or(0);
        let line = |id: &Option<String>, key: &'static str| match id {
            None => Ok(None),
            Some(id) => reference("line", id, &lines, &path.key("income").key(key))
                .map(|()| lines.iter().position(|line| line == id)),
        };
        let first = line(&row.income.above, "above")?.map_or(0, |line| line.saturating_add(1));
        let last = line(&row.income.under, "under")?.unwrap_or(lines.len());
        let at_least = row.deprivation.at_least.unwrap_or(Ratio::ZERO);
        let from = units(at_least, denominator)?;
        let until = row.deprivation.below.map(|below| units(below, denominator)).transpose()?;
        let empty = |range: String| StandardError::EmptyRow { class: row.class.clone(), range, at: path.at() };
        if first > last {
            return Err(empty("the range of incomes".to_owned()));
        }
        if from > most || until.is_some_and(|until| until <= from) {
            return Err(empty("the range of deprivation".to_owned()));
        }
        for band in bands.iter_mut().take(last.saturating_add(1)).skip(first) {
            band.push((Step { from, at_least, class, row: row_index }, until));
        }
    }
    let mut compiled = Vec::with_capacity(bands.len());
    for (band, mut rows) in bands.into_iter().enumerate() {
        rows.sort_by_key(|(step, _)| (step.from, step.row));
        tile(form, band, &rows, most)?;
        compiled.push(rows.into_iter().map(|(step, _)| step).collect());
    }
    Ok(compiled)
}

/// The least whole number of units that is at least `value`.
fn units(value: Ratio, denominator: u128) -> Result<u128, StandardError> {
    let scale = i128::try_from(denominator)
        .map_err(|_| QuantityError::overflow("scaling a deprivation threshold", value, denominator))?;
    let scaled = value.checked_mul(Ratio::new(scale, 1)?)?;
    Ok(u128::try_from(scaled.ceiling()).unwrap_or(0))
}

/// Refuses rows of one band that leave a gap or overlap. They are sorted by their lower end.
fn tile(form: &StandardForm, band: usize, rows: &[(Step, Option<u128>)], most: u128) -> Result<(), StandardError> {
    let class = |step: &Step| form.classes.get(step.class).map_or_else(String::new, |class| class.id.clone());
    let at = |step: Option<&Step>| -> Box<At> {
        let path = Path::top("row");
        step.map_or(path.at(), |step| path.index(step.row).at())
    };
    let whom = |from: u128| {
        let unit = match (form.counts, from) {
            (Counts::Indicators, 1) => "deprived indicator".to_owned(),
            (Counts::Indicators, _) => "deprived indicators".to_owned(),
            (Counts::Dimensions, 1) => "deprived dimension".to_owned(),
            (Counts::Dimensions, _) => "deprived dimensions".to_owned(),
            (Counts::Score, _) => format!("parts in {most} of the deprivation score"),
        };
        let line = |index: usize| form.lines.get(index).map(|line| line.id.clone());
        let income = match (band.checked_sub(1).and_then(line), line(band)) {
            (None, None) => "every income".to_owned(),
            (None, Some(upper)) => format!("incomes under `{upper}`"),
            (Some(lower), None) => format!("incomes above `{lower}`"),
            (Some(lower), Some(upper)) => format!("incomes above `{lower}` and under `{upper}`"),
        };
        format!("{income} with {from} {unit}")
    };
    let mut covered: Option<u128> = Some(0);
    let mut previous: Option<&Step> = None;
    for (step, until) in rows {
        match covered {
            Some(end) if step.from > end => return Err(StandardError::RowsGap { whom: whom(end), at: at(Some(step)) }),
            Some(end) if step.from == end => {}
            _ => {
                // The rows are named in the order of the file, and the later one is where the mistake shows.
                let (first, second) = match previous {
                    Some(previous) if previous.row > step.row => (step, previous),
                    Some(previous) => (previous, step),
                    None => (step, step),
                };
                return Err(StandardError::RowsOverlap {
                    first: class(first),
                    second: class(second),
                    whom: whom(step.from),
                    at: at(Some(second)),
                });
            }
        }
        covered = *until;
        previous = Some(step);
    }
    match covered {
        Some(end) if end <= most => Err(StandardError::RowsGap { whom: whom(end), at: at(previous) }),
        _ => Ok(()),
    }
}
