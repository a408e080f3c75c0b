//! Checks a standard as a whole, and prepares what assessing needs.

use super::error::At;
use super::locate::Path;
use super::standard::StandardForm;
use super::{Counts, Dimension, IncomeLine, MissingPolicy, Profile, Purpose, Standard, StandardError};
use crate::quantity::{QuantityError, Ratio};
use crate::source::Citation;
use std::collections::BTreeSet;

/// What assessing reads instead of the law's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Compiled {
    /// Weight of each indicator in the score; they sum to one.
    pub(super) weights: Vec<Ratio>,
    /// Weight of each indicator in what the rows count, as integers.
    pub(super) units: Vec<u128>,
    /// Indicators of each dimension as a mask, and how many of them make it deprived.
    pub(super) dimensions: Vec<(u64, u32)>,
    /// For each income band from the lowest up: classes by rising deprivation.
    pub(super) bands: Vec<Vec<Step>>,
}

/// From a deprivation of `from` on (up to the next step), households have this class by this row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Step {
    /// In integer units, rounded up: for values that are whole units.
    pub(super) from: u128,
    /// As written: for values between whole units, which re-weighting gives.
    pub(super) at_least: Ratio,
    pub(super) class: usize,
    pub(super) row: usize,
}

/// Indicators are the bits of a [`Profile`].
const INDICATORS_MAX: usize = Profile::MAX_INDICATORS as usize;
/// Classes are kept as bits of a mask.
const CLASSES_MAX: usize = 64;

pub(super) fn compile(form: &StandardForm) -> Result<Compiled, StandardError> {
    if form.form != Standard::FORM {
        let at = Path::top("form").at();
        return Err(StandardError::UnsupportedForm { found: form.form, expected: Standard::FORM, at });
    }
    lists(form)?;
    ids(form)?;
    citations(form)?;
    validities(form)?;
    lines(&form.lines)?;
    for (index, cutoff) in form.cutoffs.iter().enumerate() {
        if cutoff.k <= Ratio::ZERO || cutoff.k > Ratio::ONE {
            let at = Path::top("cutoff").index(index).key("k").at();
            return Err(StandardError::CutoffOutOfRange { cutoff: cutoff.id.clone(), k: cutoff.k, at });
        }
    }
    let counts = match form.counts {
        Counts::Score => None,
        Counts::Indicators => Some("indicators"),
        Counts::Dimensions => Some("dimensions"),
    };
    if let (Some(counts), Some(MissingPolicy::ReweightWithinDimension)) = (counts, form.missing) {
        return Err(StandardError::ReweightsCounts { counts, at: Path::top("missing").at() });
    }
    let weights = weights(form)?;
    let dimensions = dimensions(&form.dimensions)?;
    let (units, denominator) = match form.counts {
        Counts::Indicators | Counts::Dimensions => (vec![1; weights.len()], 1),
        Counts::Score => over_common_denominator(&weights)?,
    };
    let most = match form.counts {
        Counts::Indicators => u128::try_from(weights.len()).unwrap_or(u128::MAX),
        Counts::Dimensions => u128::try_from(dimensions.len()).unwrap_or(u128::MAX),
        Counts::Score => denominator,
    };
    let bands = bands(form, denominator, most)?;
    Ok(Compiled { weights, units, dimensions, bands })
}

fn lists(form: &StandardForm) -> Result<(), StandardError> {
    let empty = |thing, path: Path| Err(StandardError::Empty { thing, at: path.at() });
    if form.dimensions.is_empty() {
        return empty("dimension", Path::top("dimension"));
    }
    for (index, dimension) in form.dimensions.iter().enumerate() {
        if dimension.indicators.is_empty() {
            return empty("indicator", Path::top("dimension").index(index));
        }
    }
    if form.classes.is_empty() {
        return empty("class", Path::top("class"));
    }
    if form.rows.is_empty() {
        return empty("row", Path::top("row"));
    }
    let mut found = 0_usize;
    for (outer, dimension) in form.dimensions.iter().enumerate() {
        let left = INDICATORS_MAX.saturating_sub(found);
        found = found.saturating_add(dimension.indicators.len());
        if found > INDICATORS_MAX {
            let found = form.dimensions.iter().map(|dimension| dimension.indicators.len()).sum();
            let at = Path::top("dimension").index(outer).key("indicator").index(left).at();
            return Err(StandardError::TooMany { thing: "indicators", found, max: INDICATORS_MAX, at });
        }
    }
    if form.classes.len() > CLASSES_MAX {
        let (found, at) = (form.classes.len(), Path::top("class").at());
        return Err(StandardError::TooMany { thing: "classes", found, max: CLASSES_MAX, at });
    }
    Ok(())
}

fn ids(form: &StandardForm) -> Result<(), StandardError> {
    let dimension = Path::top("dimension");
    unique("instrument", form.instruments.iter().map(|it| it.id.as_str()), |i| Path::top("instrument").index(i))?;
    unique("line", form.lines.iter().map(|it| it.id.as_str()), |i| Path::top("line").index(i))?;
    unique("cutoff", form.cutoffs.iter().map(|it| it.id.as_str()), |i| Path::top("cutoff").index(i))?;
    unique("class", form.classes.iter().map(|it| it.id.as_str()), |i| Path::top("class").index(i))?;
    unique("dimension", form.dimensions.iter().map(|it| it.id.as_str()), |i| dimension.index(i))?;
    let mut seen = BTreeSet::new();
    for (outer, group) in form.dimensions.iter().enumerate() {
        for (inner, indicator) in group.indicators.iter().enumerate() {
            if !seen.insert(indicator.id.as_str()) {
                let at = dimension.index(outer).key("indicator").index(inner).key("id").at();
                return Err(StandardError::DuplicateId { thing: "indicator", id: indicator.id.clone(), at });
            }
        }
    }
    Ok(())
}

fn unique<'a>(
    thing: &'static str,
    ids: impl Iterator<Item = &'a str>,
    path: impl Fn(usize) -> Path,
) -> Result<(), StandardError> {
    let mut seen = BTreeSet::new();
    for (index, id) in ids.enumerate() {
        if !seen.insert(id) {
            return Err(StandardError::DuplicateId { thing, id: id.to_owned(), at: path(index).key("id").at() });
        }
    }
    Ok(())
}

fn citations(form: &StandardForm) -> Result<(), StandardError> {
    let known: Vec<&str> = form.instruments.iter().map(|instrument| instrument.id.as_str()).collect();
    let check = |cite: &Citation, path: &Path| {
        reference("instrument", &cite.instrument, &known, &path.key("cite").key("instrument"))
    };
    for (index, validity) in form.validities.iter().enumerate() {
        check(&validity.cite, &Path::top("validity").index(index))?;
    }
    for (index, line) in form.lines.iter().enumerate() {
        check(&line.cite, &Path::top("line").index(index))?;
    }
    for (index, cutoff) in form.cutoffs.iter().enumerate() {
        check(&cutoff.cite, &Path::top("cutoff").index(index))?;
    }
    for (index, row) in form.rows.iter().enumerate() {
        check(&row.cite, &Path::top("row").index(index))?;
    }
    for (outer, dimension) in form.dimensions.iter().enumerate() {
        for (inner, indicator) in dimension.indicators.iter().enumerate() {
            check(&indicator.cite, &Path::top("dimension").index(outer).key("indicator").index(inner))?;
        }
    }
    Ok(())
}

fn reference(thing: &'static str, id: &str, known: &[&str], path: &Path) -> Result<(), StandardError> {
    if known.contains(&id) {
        Ok(())
    } else {
        Err(StandardError::UnknownReference { thing, id: id.to_owned(), known: known.join(", "), at: path.at() })
    }
}

fn validities(form: &StandardForm) -> Result<(), StandardError> {
    for (later, second) in form.validities.iter().enumerate() {
        for first in form.validities.iter().take(later) {
            if first.purpose == second.purpose && first.period.overlaps(second.period) {
                return Err(StandardError::OverlappingPeriods {
                    first: first.period.to_string(),
                    second: second.period.to_string(),
                    at: Path::top("validity").index(later).key("period").at(),
                });
            }
        }
    }
    debug_assert!(Purpose::default() == Purpose::Classification, "a validity without purpose classifies");
    Ok(())
}

fn lines(lines: &[IncomeLine]) -> Result<(), StandardError> {
    let mut currency = None;
    for (index, line) in lines.iter().enumerate() {
        let path = Path::top("line").index(index).key("value");
        if line.values.is_empty() {
            return Err(StandardError::Empty { thing: "value of the line", at: Path::top("line").index(index).at() });
        }
        for (later, value) in line.values.iter().enumerate() {
            let expected = *currency.get_or_insert_with(|| value.amount.currency());
            if value.amount.currency() != expected || value.amount.amount() <= rust_decimal::Decimal::ZERO {
                return Err(StandardError::LineAmount {
                    line: line.id.clone(),
                    amount: value.amount.to_string(),
                    currency: expected.code().to_owned(),
                    at: path.index(later).key("amount").at(),
                });
            }
            if line.values.iter().take(later).any(|earlier| earlier.meets(value)) {
                return Err(StandardError::AmbiguousLine { line: line.id.clone(), at: path.index(later).at() });
            }
            let Some(lower) = index.checked_sub(1).and_then(|lower| lines.get(lower)) else { continue };
            for below in lower.values.iter().filter(|below| below.meets(value)) {
                if below.amount.amount() >= value.amount.amount() {
                    return Err(StandardError::LinesNotRising {
                        lower: lower.id.clone(),
                        lower_amount: below.amount.to_string(),
                        upper: line.id.clone(),
                        upper_amount: value.amount.to_string(),
                        at: path.index(later).key("amount").at(),
                    });
                }
            }
        }
    }
    Ok(())
}

/// Nested weights: the dimensions' sum to one, those of a dimension's indicators sum to the dimension's.
fn weights(form: &StandardForm) -> Result<Vec<Ratio>, StandardError> {
    let top = Path::top("dimension");
    let own = form.dimensions.iter().map(|dimension| (dimension.id.as_str(), dimension.weight)).collect::<Vec<_>>();
    let shares = shares("dimensions", &form.id, &own, Ratio::ONE, |index| top.index(index))?;
    let mut weights = Vec::new();
    for (index, (dimension, share)) in form.dimensions.iter().zip(shares).enumerate() {
        let path = top.index(index).key("indicator");
        let own: Vec<_> = dimension.indicators.iter().map(|it| (it.id.as_str(), it.weight)).collect();
        weights.extend(self::shares("indicators", &dimension.id, &own, share, |index| path.index(index))?);
    }
    Ok(weights)
}

/// Weights of one group: as given, summing to `whole`, or equal shares of it.
fn shares(
    things: &'static str,
    of: &str,
    given: &[(&str, Option<Ratio>)],
    whole: Ratio,
    path: impl Fn(usize) -> Path,
) -> Result<Vec<Ratio>, StandardError> {
    let count = given.iter().filter(|(_, weight)| weight.is_some()).count();
    if count == 0 {
        let parts = i64::try_from(given.len()).unwrap_or(i64::MAX);
        return Ok(vec![whole.checked_div(Ratio::whole(parts))?; given.len()]);
    }
    let mut shares = Vec::with_capacity(given.len());
    for (index, (id, weight)) in given.iter().enumerate() {
        let Some(weight) = *weight else {
            return Err(StandardError::PartialWeights { things, of: of.to_owned(), at: path(index).at() });
        };
        if weight <= Ratio::ZERO || weight > Ratio::ONE {
            let at = path(index).key("weight").at();
            return Err(StandardError::WeightOutOfRange { of: (*id).to_owned(), weight, at });
        }
        shares.push(weight);
    }
    let sum = Ratio::sum(shares.iter().copied())?;
    if sum == whole {
        Ok(shares)
    } else {
        Err(StandardError::WeightsSum { of: of.to_owned(), sum, expected: whole, at: path(0).key("weight").at() })
    }
}

/// The masks of the dimensions, in the order of bits, and how many indicators make each deprived.
fn dimensions(dimensions: &[Dimension]) -> Result<Vec<(u64, u32)>, StandardError> {
    let mut first_bit = 0_u32;
    let mut masks = Vec::with_capacity(dimensions.len());
    for (index, dimension) in dimensions.iter().enumerate() {
        let indicators = dimension.indicators.len();
        let count = u32::try_from(indicators).unwrap_or(u32::MAX);
        if dimension.deprived_from == 0 || dimension.deprived_from > count {
            return Err(StandardError::DimensionCount {
                dimension: dimension.id.clone(),
                deprived_from: dimension.deprived_from,
                indicators,
                at: Path::top("dimension").index(index).key("deprived_from").at(),
            });
        }
        let ones = u64::MAX.checked_shr(64_u32.saturating_sub(count)).unwrap_or(0);
        masks.push((ones.checked_shl(first_bit).unwrap_or(0), dimension.deprived_from));
        first_bit = first_bit.saturating_add(count);
    }
    Ok(masks)
}

/// Weights as integers over their least common denominator.
fn over_common_denominator(weights: &[Ratio]) -> Result<(Vec<u128>, u128), StandardError> {
    let overflow =
        |weight: &Ratio| QuantityError::overflow("putting weights on a common denominator", weight, "the others");
    let mut common: u128 = 1;
    for weight in weights {
        let own = weight.denominator().unsigned_abs();
        let factor = own.checked_div(crate::quantity::gcd(common, own)).unwrap_or(1);
        common = common.checked_mul(factor).ok_or_else(|| overflow(weight))?;
    }
    let units = weights.iter().map(|weight| {
        let factor = common.checked_div(weight.denominator().unsigned_abs()).unwrap_or(0);
        weight.numerator().unsigned_abs().checked_mul(factor).ok_or_else(|| overflow(weight).into())
    });
    Ok((units.collect::<Result<_, StandardError>>()?, common))
}

/// The rows of each income band by rising deprivation, or the gap or overlap between them.
fn bands(form: &StandardForm, denominator: u128, most: u128) -> Result<Vec<Vec<Step>>, StandardError> {
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
