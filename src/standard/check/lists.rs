//! Lists that need entries and have a limit, and ids that must be unique.

use crate::standard::form::StandardForm;
use crate::standard::locate::Path;
use crate::standard::{Profile, StandardError};
use std::collections::BTreeSet;

/// Indicators are the bits of a [`Profile`].
const INDICATORS_MAX: usize = Profile::MAX_INDICATORS as usize;
/// Classes are kept as bits of a mask.
const CLASSES_MAX: usize = 64;

pub(super) fn lists(form: &StandardForm) -> Result<(), StandardError> {
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

pub(super) fn ids(form: &StandardForm) -> Result<(), StandardError> {
    let dimension = Path::top("dimension");
    if form.id.trim().is_empty() {
        return Err(StandardError::BlankId { thing: "standard", at: Path::top("id").at() });
    }
    unique("instrument", form.instruments.iter().map(|it| it.id.as_str()), |i| Path::top("instrument").index(i))?;
    unique("line", form.lines.iter().map(|it| it.id.as_str()), |i| Path::top("line").index(i))?;
    unique("cutoff", form.cutoffs.iter().map(|it| it.id.as_str()), |i| Path::top("cutoff").index(i))?;
    unique("class", form.classes.iter().map(|it| it.id.as_str()), |i| Path::top("class").index(i))?;
    unique("dimension", form.dimensions.iter().map(|it| it.id.as_str()), |i| dimension.index(i))?;
    unique("parameter", form.parameters.iter().map(|it| it.id()), |i| Path::top("parameter").index(i))?;
    unique("status", form.statuses.iter().map(|it| it.id.as_str()), |i| Path::top("status").index(i))?;
    unique("scoring", form.scorings.iter().map(|it| it.id.as_str()), |i| Path::top("scoring").index(i))?;
    let mut seen = BTreeSet::new();
    for (outer, group) in form.dimensions.iter().enumerate() {
        for (inner, indicator) in group.indicators.iter().enumerate() {
            let at = || dimension.index(outer).key("indicator").index(inner).key("id").at();
            if indicator.id.trim().is_empty() {
                return Err(StandardError::BlankId { thing: "indicator", at: at() });
            }
            if !seen.insert(indicator.id.as_str()) {
                let at = at();
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
        if id.trim().is_empty() {
            return Err(StandardError::BlankId { thing, at: path(index).key("id").at() });
        }
        if !seen.insert(id) {
            return Err(StandardError::DuplicateId { thing, id: id.to_owned(), at: path(index).key("id").at() });
        }
    }
    Ok(())
}
