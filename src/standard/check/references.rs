//! What parts of a standard refer to: instruments, lines, classes, parameters.

use crate::quantity::Unit;
use crate::source::Citation;
use crate::standard::form::StandardForm;
use crate::standard::locate::Path;
use crate::standard::rule::Reference;
use crate::standard::{AgeRange, Indicator, Parameter, ParameterKind, StandardError};

pub(super) fn citations(form: &StandardForm) -> Result<(), StandardError> {
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
    for (index, parameter) in form.parameters.iter().enumerate() {
        check(&parameter.cite, &Path::top("parameter").index(index))?;
    }
    for (index, status) in form.statuses.iter().enumerate() {
        check(&status.cite, &Path::top("status").index(index))?;
    }
    for (index, scoring) in form.scorings.iter().enumerate() {
        check(&scoring.cite, &Path::top("scoring").index(index))?;
    }
    for (path, indicator) in indicators(form) {
        check(&indicator.cite, &path)?;
    }
    Ok(())
}

/// Every indicator with its path.
fn indicators(form: &StandardForm) -> impl Iterator<Item = (Path, &Indicator)> {
    form.dimensions.iter().enumerate().flat_map(|(outer, dimension)| {
        let path = Path::top("dimension").index(outer).key("indicator");
        dimension.indicators.iter().enumerate().map(move |(inner, indicator)| (path.index(inner), indicator))
    })
}

/// What rules, relative lines and statuses refer to.
pub(super) fn references(form: &StandardForm) -> Result<(), StandardError> {
    for (path, indicator) in indicators(form) {
        if form.unit == Unit::Household && (indicator.looks_at == Unit::Person || indicator.concerns.is_some()) {
            let key = if indicator.concerns.is_some() { "concerns" } else { "looks_at" };
            return Err(StandardError::LooksAtPerson { indicator: indicator.id.clone(), at: path.key(key).at() });
        }
        let ages = indicator.concerns.iter().flat_map(AgeRange::references).collect::<Vec<_>>();
        all_there(form, indicator, &ages, &path.key("concerns"))?;
        let Some(rule) = &indicator.rule else { continue };
        let path = path.key("rule").key(rule.name());
        if let Some(flaw) = rule.flaw() {
            let indicator = indicator.id.clone();
            return Err(StandardError::RuleParameters { indicator, rule: rule.name(), flaw, at: path.at() });
        }
        all_there(form, indicator, &rule.references(), &path)?;
    }
    for (index, line) in form.lines.iter().enumerate() {
        for (place, value) in line.values.iter().enumerate() {
            let Some((_, parameter)) = value.share_of() else { continue };
            let path = Path::top("line").index(index).key("value").index(place).key("of");
            parameter_is_there(form, parameter, &ParameterKind::Money, &path)?;
        }
    }
    statuses(form)
}

/// Refuses a rule that refers to what the standard does not have.
fn all_there(
    form: &StandardForm,
    indicator: &Indicator,
    references: &[Reference],
    path: &Path,
) -> Result<(), StandardError> {
    for found in references {
        match found {
            Reference::Line(line) => reference("line", line, &lines(form), path)?,
            Reference::Parameter(parameter, kind) => parameter_is_there(form, parameter, kind, path)?,
            Reference::Persons if form.unit == Unit::Household => {
                return Err(StandardError::LooksAtPerson { indicator: indicator.id.clone(), at: path.at() });
            }
            Reference::Persons => {}
        }
    }
    Ok(())
}

fn lines(form: &StandardForm) -> Vec<&str> {
    form.lines.iter().map(|line| line.id.as_str()).collect()
}

fn parameter_is_there(form: &StandardForm, id: &str, kind: &ParameterKind, path: &Path) -> Result<(), StandardError> {
    let known: Vec<&str> = form.parameters.iter().map(Parameter::id).collect();
    reference("parameter", id, &known, path)?;
    match form.parameters.iter().find(|parameter| parameter.id() == id) {
        Some(parameter) if !parameter.kind().serves(kind) => Err(StandardError::ParameterKind {
            parameter: id.to_owned(),
            kind: parameter.kind().to_string(),
            expected: kind.to_string(),
            at: path.at(),
        }),
        _ => Ok(()),
    }
}

fn statuses(form: &StandardForm) -> Result<(), StandardError> {
    let classes: Vec<&str> = form.classes.iter().map(|class| class.id.as_str()).collect();
    for (index, status) in form.statuses.iter().enumerate() {
        let path = Path::top("status").index(index);
        for (place, class) in status.classes.iter().enumerate() {
            reference("class", class, &classes, &path.key("classes").index(place))?;
        }
        if let Some(line) = &status.income_under {
            reference("line", line, &lines(form), &path.key("income_under"))?;
        }
        if let Some(parameter) = &status.since.parameter {
            parameter_is_there(form, parameter, &ParameterKind::Date, &path.key("since").key("parameter"))?;
        }
    }
    Ok(())
}

pub(super) fn reference(thing: &'static str, id: &str, known: &[&str], path: &Path) -> Result<(), StandardError> {
    if known.contains(&id) {
        Ok(())
    } else {
        Err(StandardError::UnknownReference { thing, id: id.to_owned(), known: known.join(", "), at: path.at() })
    }
}
