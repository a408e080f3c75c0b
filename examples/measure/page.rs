//! The results as a page: the first weighting at its middle cutoff, changes, contributions, incomes.

use comfy_table::{CellAlignment, ContentArrangement, LineStyle, Table, TableStyle};
use poverty::measure::spec::{Spec, Survey};
use poverty::measure::{Tidy, TidyRow};
use std::io::{self, Write};

/// Groups past this many are left to the other formats.
const GROUPS_MAX: usize = 40;

pub(crate) fn write(out: &mut dyn Write, spec: &Spec, survey: &Survey<'_>, results: &Tidy) -> io::Result<()> {
    writeln!(out, "{} rows read, {} results.", survey.rows(), results.rows().len())?;
    if let Some(weighting) = spec.weightings().next() {
        let of_weighting = || results.rows().iter().filter(|row| row.weighting == weighting.name());
        let mut cutoffs: Vec<&str> = Vec::new();
        for row in of_weighting().filter(|row| !row.k.is_empty() && row.subgroup.is_empty()) {
            if !cutoffs.contains(&row.k.as_str()) {
                cutoffs.push(&row.k);
            }
        }
        if let Some(middle) = cutoffs.get(cutoffs.len() / 2) {
            let rows: Vec<&TidyRow> = of_weighting().filter(|row| row.k == *middle).collect();
            counting(out, middle, weighting.name(), &rows)?;
        }
    }
    let incomes: Vec<&TidyRow> =
        results.rows().iter().filter(|row| row.weighting.is_empty() && row.subgroup.is_empty()).collect();
    if !incomes.is_empty() {
        heading(out, "Incomes: monetary poverty and inequality of the whole population, with 95 % or other limits")?;
        let named = |row: &&TidyRow| match row.indicator.as_str() {
            "" => row.measure.clone(),
            parameter => format!("{}, {parameter}", row.measure),
        };
        by_period(out, "measure", &incomes, named, |row| with_limits(row, plain))?;
    }
    Ok(())
}

fn counting(out: &mut dyn Write, cutoff: &str, weighting: &str, rows: &[&TidyRow]) -> io::Result<()> {
    heading(out, &format!("Poverty at k = {cutoff}, weighting `{weighting}`, in %, with confidence limits"))?;
    writeln!(out, "H: share that is poor; A: mean share of deprivations of the poor; M0 = H x A.\n")?;
    let measures = ["H", "A", "M0"].into_iter().filter(|name| rows.iter().any(|row| row.measure == *name));
    let measures: Vec<&str> = measures.collect();
    let mut table = table(2, ["group", "period"].into_iter().chain(measures.iter().copied()));
    let mut groups: Vec<(&str, &str, &str)> = Vec::new();
    for row in rows.iter().filter(|row| measures.contains(&row.measure.as_str())) {
        let group = (row.subgroup.as_str(), row.level.as_str(), row.period.as_str());
        if !groups.contains(&group) {
            groups.push(group);
        }
    }
    for (subgroup, level, period) in groups.iter().take(GROUPS_MAX) {
        let cell = |measure: &&str| {
            let is_it = |row: &&&TidyRow| {
                row.measure == **measure && (&*row.subgroup, &*row.level, &*row.period) == (*subgroup, *level, *period)
            };
            rows.iter().find(is_it).map_or_else(String::new, |row| with_limits(row, percent))
        };
        let group = if subgroup.is_empty() { "all".to_owned() } else { format!("{subgroup} {level}") };
        table.add_row([group, (*period).to_owned()].into_iter().chain(measures.iter().map(cell)));
    }
    show(out, &table)?;
    if groups.len() > GROUPS_MAX {
        writeln!(out, "and {} groups more: --format csv", groups.len().saturating_sub(GROUPS_MAX))?;
    }

    let changes: Vec<&TidyRow> =
        rows.iter().copied().filter(|row| row.indicator == "M0" && row.measure != "change_rel_ann").collect();
    if !changes.is_empty() {
        heading(out, "How M0 changed: in points of 100 (abs), in all and a year, and in % (rel)")?;
        let named = |row: &&TidyRow| {
            let group =
                if row.subgroup.is_empty() { "all".to_owned() } else { format!("{} {}", row.subgroup, row.level) };
            format!("{group}, {}", row.period)
        };
        let mut lines: Vec<(String, Vec<&TidyRow>)> = Vec::new();
        for row in changes {
            match lines.iter_mut().find(|(name, _)| *name == named(&row)) {
                Some((_, own)) => own.push(row),
                None => lines.push((named(&row), vec![row])),
            }
        }
        let mut table = self::table(1, ["group", "abs", "abs a year", "rel"].into_iter());
        for (name, own) in lines.into_iter().take(GROUPS_MAX) {
            table.add_row([name].into_iter().chain(own.iter().map(|row| with_limits(row, percent))));
        }
        show(out, &table)?;
    }

    let parts: Vec<&TidyRow> =
        rows.iter().copied().filter(|row| row.measure == "pctb" && row.subgroup.is_empty()).collect();
    if !parts.is_empty() {
        heading(out, "What the poor lack: the share of M0 that each indicator adds, in %")?;
        by_period(out, "indicator", &parts, |row| row.indicator.clone(), |row| with_limits(row, percent))?;
    }
    Ok(())
}

/// A table with a line for each name and a column for each period.
fn by_period(
    out: &mut dyn Write,
    thing: &str,
    rows: &[&TidyRow],
    named: impl Fn(&&TidyRow) -> String,
    cell: impl Fn(&TidyRow) -> String,
) -> io::Result<()> {
    let (mut periods, mut names): (Vec<&str>, Vec<String>) = (Vec::new(), Vec::new());
    for row in rows {
        if !periods.contains(&row.period.as_str()) {
            periods.push(&row.period);
        }
        if !names.contains(&named(row)) {
            names.push(named(row));
        }
    }
    let mut table = table(1, [thing].into_iter().chain(periods.iter().copied()));
    for name in names {
        let value = |period: &&str| {
            let found = rows.iter().find(|row| row.period == **period && named(row) == name);
            found.map_or_else(String::new, |row| cell(row))
        };
        let values: Vec<String> = periods.iter().map(value).collect();
        table.add_row([name].into_iter().chain(values));
    }
    show(out, &table)
}

/// `31.8 (28.3, 35.6)`; a dash where there is no value.
fn with_limits(row: &TidyRow, number: fn(f64) -> String) -> String {
    match (row.estimate, row.lower, row.upper) {
        (None, ..) => "-".to_owned(),
        (Some(value), Some(lower), Some(upper)) => format!("{} ({}, {})", number(value), number(lower), number(upper)),
        (Some(value), ..) => number(value),
    }
}

fn percent(share: f64) -> String {
    format!("{:.1}", share * 100.0)
}

/// A share or a ratio with three decimals, an amount of money without any.
fn plain(value: f64) -> String {
    if value.abs() < 100.0 { format!("{value:.3}") } else { format!("{value:.0}") }
}

fn heading(out: &mut dyn Write, text: &str) -> io::Result<()> {
    writeln!(out, "\n{text}\n{}\n", "═".repeat(text.chars().count()))
}

fn table<'a>(words: usize, header: impl Iterator<Item = &'a str>) -> Table {
    let mut table = Table::new();
    table.load_style(TableStyle::new().header_separator(LineStyle::none().fill('─')));
    table.set_content_arrangement(ContentArrangement::Disabled);
    table.set_header(header.collect::<Vec<_>>());
    for (index, column) in table.column_iter_mut().enumerate() {
        column.set_cell_alignment(if index < words { CellAlignment::Left } else { CellAlignment::Right });
    }
    table
}

fn show(out: &mut dyn Write, table: &Table) -> io::Result<()> {
    table.lines().try_for_each(|line| writeln!(out, "{}", line.trim_end()))
}
