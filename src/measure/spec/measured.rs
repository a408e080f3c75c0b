//! From the rows of a survey to its results.

use super::counting::Counting;
use super::followed::followed;
use super::income::{Income, Measured};
use super::labels::Labels;
use super::options::Options;
use super::rows::{Counted, IncomeRows, Rows};
use super::{Spec, SpecError};
use crate::measure::error::listed;
use crate::measure::income::{Domain, IncomeError, Incomes};
use crate::measure::{
    By, Design, Group, ReplicateScale, ReplicateTables, SampledRows, SamplingError, Scale, Tabulation, Tidy, TidyRow,
};
use crate::quantity::TotalWeight;
use core::fmt;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Everything that a specification asks of a survey.
pub(super) fn measure<U: Counted>(spec: &Spec, rows: &Rows<U>) -> Result<Tidy, SpecError> {
    let design = spec.options.design.as_ref().map(|design| rows.design(design)).transpose()?;
    let mut tidy = Tidy::default();
    if let Some(counting) = &spec.counting {
        tidy.extend(counted(spec, counting, rows, design.as_ref())?);
        tidy.extend(super::robustness::rows(spec, counting, rows)?);
    }
    if let (Some(income), Some(own)) = (&spec.income, &rows.incomes) {
        tidy.extend(earned(spec, income, rows, own, design.as_ref())?);
    }
    if let Some(asked) = &spec.panel {
        // Replicate weights in the data say nothing of a panel's units: its measures are points then.
        let design = design.as_ref().filter(|_| spec.options.given.is_none());
        tidy.extend(followed(spec, asked, rows, design, &template(spec))?);
    }
    Ok(tidy)
}

/// The counting measures.
fn counted<U: Counted>(
    spec: &Spec,
    counting: &Counting,
    rows: &Rows<U>,
    design: Option<&Design>,
) -> Result<Vec<TidyRow>, SpecError> {
    let (Some(table), families) = (&rows.table, spec.families()) else { return Ok(Vec::new()) };
    if families.is_empty() {
        return Ok(Vec::new());
    }
    let subgroups = spec.options.subgroups.iter();
    let by = subgroups.map(|columns| By::cross(columns.iter().map(|column| column.name.as_str())));
    let mut request =
        Tabulation::new(table).families(families).by([By::whole()].into_iter().chain(by)).missing(spec.data.missing);
    if let Some(design) = design {
        request = request.design(design);
    }
    if spec.wants_changes() {
        periods_exist(&spec.options, rows.file(), &table.levels(super::rows::PERIOD).unwrap_or_default())?;
        request = request.changes(spec.options.changes.iter().map(|pair| (pair.from.0.as_str(), pair.to.0.as_str())));
    }
    for (weighting, cutoffs) in &counting.weightings {
        request = request.weighting(weighting, cutoffs.iter().map(|cutoff| cutoff.value));
    }
    let estimates = match &spec.options.given {
        None => request.run()?,
        Some(scale) => request.run_with_replicates(&ReplicateTables::scaled(rows.replicates.clone(), scale.clone()))?,
    };
    let row = |estimate: &crate::measure::Estimate| {
        let written = estimate.cutoff().and_then(|value| {
            let (_, cutoffs) = counting.weightings.iter().find(|(own, _)| own.name() == estimate.weighting())?;
            Some(cutoffs.iter().find(|cutoff| cutoff.value == value)?.text.clone())
        });
        TidyRow { k: written.unwrap_or_default(), ..TidyRow::from(estimate) }
    };
    Ok(estimates.rows().iter().filter(|estimate| spec.wants(estimate.measure())).map(row).collect())
}

/// Refuses changes between periods that no row has.
fn periods_exist(options: &Options, file: &str, periods: &[&str]) -> Result<(), SpecError> {
    for (period, position) in options.changes.iter().flat_map(|pair| [&pair.from, &pair.to]) {
        if !periods.contains(&period.as_str()) {
            return Err(SpecError::Value {
                position: position.clone(),
                key: "options.changes".to_owned(),
                value: period.clone(),
                expected: format!("a period of {file}: one of {}", listed(periods.iter().copied())),
            });
        }
    }
    Ok(())
}

/// The measures of incomes.
fn earned<U: Counted>(
    spec: &Spec,
    income: &Income,
    rows: &Rows<U>,
    own: &IncomeRows<U>,
    design: Option<&Design>,
) -> Result<Vec<TidyRow>, SpecError> {
    let line = income.line_of_rows(&own.line)?;
    let measures = income.measures(line.as_ref())?;
    let given = spec.options.given.as_ref().zip(design);
    let given = given.map(|(scale, design)| Given::new(scale, design, own)).transpose()?;
    let sampled = design.filter(|_| given.is_none()).map(|design| {
        let units = units(own);
        let stratum = |row| own.stratum.of(row);
        SampledRows::new(design, units.iter().enumerate().map(|(row, unit)| (stratum(row), unit.as_ref())))
    });
    let context = Context { measures: &measures, sampled: sampled.transpose()?, given, own, template: template(spec) };
    let groupings: Vec<Grouping> = spec
        .options
        .subgroups
        .iter()
        .map(|columns| {
            let places = columns.iter().filter_map(|column| rows.axes.iter().position(|axis| *axis == column.name));
            Grouping::new(
                columns.iter().map(|column| column.name.as_str()).collect::<Vec<_>>().join("|"),
                &places.collect::<Vec<_>>(),
                own,
            )
        })
        .collect();
    let (periods, ranks) = (own.period.sorted(), own.period.ranks());
    let mut found = Vec::new();
    for (rank, period) in (0_u32..).zip(periods) {
        let whole = if period.is_empty() { Group::whole() } else { Group::whole().and("period", period) };
        let within = |row: usize| ranks.get(row) == Some(&rank);
        match own.incomes.population(whole, within) {
            Ok(population) => context.period(period, &population, &groupings, &within, &mut found)?,
            Err(error @ IncomeError::Empty { .. }) => {
                let unknown = (0..own.incomes.len()).filter(|row| within(*row)).count() as u64;
                let place = Place { period, subgroup: "", level: "" };
                found.extend(measures.iter().map(|measured| context.undefined(measured, &place, unknown, &error)));
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(found)
}

/// The sampling unit of each row. Where each row is one, its place among the rows sorted by all that enters an estimate: rows
/// that share a place are alike, so the order of the file is in no sum.
fn units<U: Counted>(own: &IncomeRows<U>) -> Vec<Cow<'_, str>> {
    let rows = 0..own.incomes.len();
    if let Some(labels) = &own.psu {
        return rows.map(|row| labels.of(row).into()).collect();
    }
    let ranks: Vec<Vec<u32>> = own.subgroups.iter().chain([&own.period]).map(Labels::ranks).collect();
    let content = |row: usize| {
        let levels = ranks.iter().filter_map(move |ranks| ranks.get(row).copied());
        let numbers = (own.line.get(row).copied(), own.incomes.weight_of(row).billionths(), own.incomes.units_of(row));
        (numbers, levels)
    };
    let mut order: Vec<usize> = rows.clone().collect();
    order.sort_unstable_by(|left, right| {
        let ((left, left_levels), (right, right_levels)) = (content(*left), content(*right));
        left.cmp(&right).then_with(|| left_levels.cmp(right_levels))
    });
    let mut units = vec![Cow::Borrowed(""); order.len()];
    for (place, row) in order.iter().enumerate() {
        if let Some(unit) = units.get_mut(*row) {
            *unit = place.to_string().into();
        }
    }
    units
}

/// What all rows of incomes have in common.
fn template(spec: &Spec) -> TidyRow {
    TidyRow {
        measure: String::new(),
        indicator: String::new(),
        k: String::new(),
        subgroup: String::new(),
        level: String::new(),
        period: String::new(),
        estimate: None,
        std_error: None,
        lower: None,
        upper: None,
        df: None,
        rows: 0,
        dropped: 0,
        population: None,
        unit: spec.options.unit,
        weighting: String::new(),
        design_effect: None,
        missing: None,
        undefined: String::new(),
        fingerprint: None,
    }
}

/// The groups of one entry of the subgroups.
struct Grouping {
    name: String,
    /// The level of each row; nothing where one of its parts is unknown.
    of_row: Vec<Option<u32>>,
    /// The levels in order, `rural|1`.
    levels: Vec<String>,
}

impl Grouping {
    fn new<U: Counted>(name: String, places: &[usize], own: &IncomeRows<U>) -> Self {
        let labels: Vec<_> = places.iter().filter_map(|place| own.subgroups.get(*place)).collect();
        let ranks: Vec<Vec<u32>> = labels.iter().map(|labels| labels.ranks()).collect();
        let key = |row: usize| -> Option<Vec<u32>> {
            let known = labels.iter().all(|labels| !labels.of(row).is_empty());
            known.then(|| ranks.iter().filter_map(|ranks| ranks.get(row).copied()).collect())
        };
        let mut numbers: BTreeMap<Vec<u32>, (u32, String)> = BTreeMap::new();
        let keys: Vec<Option<Vec<u32>>> = (0..own.incomes.len()).map(key).collect();
        for (row, key) in keys.iter().enumerate() {
            let Some(key) = key else { continue };
            if !numbers.contains_key(key) {
                let level = labels.iter().map(|labels| labels.of(row)).collect::<Vec<_>>().join("|");
                numbers.insert(key.clone(), (0, level));
            }
        }
        for (number, own) in (0..).zip(numbers.values_mut()) {
            own.0 = number;
        }
        let number = |key: Option<Vec<u32>>| key.and_then(|key| numbers.get(&key)).map(|(number, _)| *number);
        let of_row = keys.into_iter().map(number).collect();
        Self { name, of_row, levels: numbers.into_values().map(|(_, level)| level).collect() }
    }
}

/// A level as a domain is told by: in the order of its number, printed by its name.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Level<'g>(u32, &'g str);

impl fmt::Display for Level<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.1)
    }
}

/// For whom, and when.
struct Place<'a> {
    period: &'a str,
    subgroup: &'a str,
    level: &'a str,
}

/// The incomes under the weights of each replicate in the data.
struct Given<'a, U: Counted> {
    scale: &'a ReplicateScale,
    design: &'a Design,
    incomes: Vec<Incomes<U>>,
}

impl<'a, U: Counted> Given<'a, U> {
    fn new(scale: &'a ReplicateScale, design: &'a Design, own: &IncomeRows<U>) -> Result<Self, IncomeError> {
        let incomes = own.replicates.iter().map(|weights| own.incomes.with_weights(weights.clone()));
        Ok(Self { scale, design, incomes: incomes.collect::<Result<_, _>>()? })
    }

    /// The error of a value, measured again in each replicate, with its own relative lines.
    fn error(&self, measured: &Measured<U>, domain: &Domain<'_, U>, value: f64) -> Result<SamplingError, IncomeError> {
        let again = |incomes: &Incomes<U>| domain.under(incomes, |domain| measured.measure.value(domain));
        let values = self.incomes.iter().map(again).collect::<Result<Vec<f64>, _>>()?;
        Ok(self.scale.error(value, &values, Scale::Plain, self.design))
    }
}

struct Context<'a, U: Counted> {
    measures: &'a [Measured<U>],
    sampled: Option<SampledRows>,
    given: Option<Given<'a, U>>,
    own: &'a IncomeRows<U>,
    template: TidyRow,
}

impl<U: Counted> Context<'_, U> {
    /// All rows of one period: of the whole, then of each group.
    fn period(
        &self,
        period: &str,
        population: &Domain<'_, U>,
        groupings: &[Grouping],
        within: &dyn Fn(usize) -> bool,
        found: &mut Vec<TidyRow>,
    ) -> Result<(), SpecError> {
        let place = Place { period, subgroup: "", level: "" };
        found.extend(self.measures.iter().map(|measured| self.row(measured, &place, population)));
        for grouping in groupings {
            let level_of = |row: usize| grouping.of_row.get(row).copied().flatten();
            let level = |row: usize| {
                let number = level_of(row)?;
                Some(Level(number, grouping.levels.get(number as usize)?))
            };
            let mut domains = population.by(&grouping.name, level)?.into_iter().peekable();
            // Levels of this period; one at which no income is known has no domain.
            let mut rows_of: BTreeMap<u32, u64> = BTreeMap::new();
            for row in (0..grouping.of_row.len()).filter(|row| within(*row)) {
                if let Some(number) = level_of(row) {
                    let count = rows_of.entry(number).or_default();
                    *count = count.saturating_add(1);
                }
            }
            let measures = || self.measures.iter().filter(|measured| !measured.whole_only);
            for (number, rows) in rows_of {
                let Some(level) = grouping.levels.get(number as usize) else { continue };
                let place = Place { period, subgroup: &grouping.name, level };
                let is_it = |domain: &Domain<'_, U>| domain.group().level(&grouping.name) == Some(level);
                match domains.next_if(is_it) {
                    Some(domain) => found.extend(measures().map(|measured| self.row(measured, &place, &domain))),
                    None => {
                        let group = format!("{} = {level}", grouping.name);
                        let empty = IncomeError::Empty { group };
                        found.extend(measures().map(|measured| self.undefined(measured, &place, rows, &empty)));
                    }
                }
            }
        }
        Ok(())
    }

    fn place(&self, measured: &Measured<U>, place: &Place<'_>) -> TidyRow {
        TidyRow {
            measure: measured.name.clone(),
            indicator: measured.parameter.clone(),
            subgroup: place.subgroup.to_owned(),
            level: place.level.to_owned(),
            period: place.period.to_owned(),
            ..self.template.clone()
        }
    }

    /// A row without a value, and why.
    fn undefined(&self, measured: &Measured<U>, place: &Place<'_>, dropped: u64, error: &IncomeError) -> TidyRow {
        TidyRow { dropped, population: Some(0.0), undefined: error.to_string(), ..self.place(measured, place) }
    }

    fn row(&self, measured: &Measured<U>, place: &Place<'_>, domain: &Domain<'_, U>) -> TidyRow {
        let positive = |row: &usize| self.own.incomes.units_of(*row).is_some_and(|units| units > 0);
        let all = domain.row_numbers().iter().copied();
        let counted: Vec<usize> = if measured.positive_only { all.filter(positive).collect() } else { all.collect() };
        let left_out = domain.rows().saturating_sub(counted.len());
        let weight = TotalWeight::sum(counted.iter().map(|row| self.own.incomes.weight_of(*row)));
        let mut row = TidyRow {
            rows: counted.len() as u64,
            dropped: domain.dropped().saturating_add(left_out) as u64,
            population: weight.and_then(|weight| weight.to_ratio()).ok().map(|weight| weight.to_f64()),
            ..self.place(measured, place)
        };
        let value = match measured.measure.value(domain) {
            Ok(value) => value,
            Err(error) => {
                row.undefined = error.to_string();
                return row;
            }
        };
        row.estimate = Some(value);
        let error = match (&self.given, &self.sampled) {
            (Some(given), _) => given.error(measured, domain, value),
            (None, Some(sampled)) => domain.estimate(&*measured.measure, sampled).map(|estimate| *estimate.error()),
            (None, None) => return row,
        };
        match error {
            Ok(error) => {
                row.std_error = error.std_error();
                row.lower = error.limits().map(|(lower, _)| lower);
                row.upper = error.limits().map(|(_, upper)| upper);
                row.df = error.degrees_of_freedom();
            }
            Err(error) => row.undefined = error.to_string(),
        }
        row
    }
}
