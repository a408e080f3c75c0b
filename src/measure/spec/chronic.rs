//! Chronic poverty of a panel: who is poor for how much of the time.

use super::SpecError;
use super::counting::Cutoff;
use super::followed::{number, with_error};
use super::panel::{Followed, PanelRow};
use super::panel_group::PanelGroup;
use crate::measure::panel::{Durations, PanelError};
use crate::measure::{SampledRows, SamplingError, TidyRow};
use crate::quantity::{CountedUnit, Ratio};
use std::collections::BTreeMap;

/// For how much of the time each household is poor: at the position of its last row, so that the sample of all rows is that of the
/// households too, with the weight and the groups of that row.
///
/// A household is its identifier here: a part of a split one that got a new identifier was not seen in every period.
pub(super) struct Chronicle<U: CountedUnit> {
    durations: Durations<U>,
    /// Of each household: the position of its last row, and whether its class is known in every period.
    households: Vec<(usize, bool)>,
    /// From the first period to the last.
    period: String,
}

impl<U: CountedUnit> Chronicle<U> {
    pub(super) fn of(asked: &Followed, rows: &[PanelRow<U>], periods: &[String]) -> Result<Self, SpecError> {
        let mut seen: BTreeMap<&str, BTreeMap<usize, (usize, Option<bool>)>> = BTreeMap::new();
        for (number, row) in rows.iter().enumerate() {
            if let Some(period) = periods.iter().position(|name| *name == row.period) {
                let own = seen.entry(&row.seen.household).or_default();
                own.insert(period, (number, asked.is_poor(&row.seen)));
            }
        }
        let of_row: BTreeMap<usize, &BTreeMap<usize, (usize, Option<bool>)>> =
            seen.values().filter_map(|own| own.values().next_back().map(|(last, _)| (*last, own))).collect();
        let mut durations = Durations::new(periods.len());
        let mut households = Vec::with_capacity(of_row.len());
        for (number, row) in rows.iter().enumerate() {
            let own = of_row.get(&number);
            let is_poor = |period: usize| own.and_then(|own| own.get(&period)).and_then(|(_, poor)| *poor);
            let depths = (0..periods.len()).map(|period| is_poor(period).map(|poor| poor.then_some(Ratio::ONE)));
            if own.is_some() {
                households.push((number, depths.clone().all(|depth| depth.is_some())));
            }
            durations.push(row.weight, depths)?;
        }
        let period = periods.first().zip(periods.last()).map_or_else(String::new, |(from, to)| format!("{from}-{to}"));
        Ok(Self { durations, households, period })
    }

    /// Foster's `K_0` and what makes it up, for each duration cutoff: of the households of a group whose class is known in every
    /// period.
    pub(super) fn rows(
        &self,
        asked: &Followed,
        group: &PanelGroup,
        sample: Option<&SampledRows>,
        template: &TidyRow,
    ) -> Result<Vec<TidyRow>, SpecError> {
        let own = self.households.iter().filter(|(row, _)| group.contains(*row));
        let (known, unknown): (Vec<&(usize, bool)>, Vec<_>) = own.partition(|(_, known)| *known);
        let contains = |row: usize| group.contains(row);
        let mut found = Vec::new();
        for Cutoff { value: cutoff, text } in &asked.duration_cutoffs {
            let row = |measure: &str| TidyRow {
                measure: measure.to_owned(),
                k: text.clone(),
                period: self.period.clone(),
                rows: known.len() as u64,
                dropped: unknown.len() as u64,
                ..template.clone()
            };
            let undefined = |measure, error: PanelError| {
                let is_undefined = matches!(error, PanelError::Undefined { .. });
                if is_undefined { Ok(TidyRow { undefined: error.to_string(), ..row(measure) }) } else { Err(error) }
            };
            let chronic = match self.durations.chronic_in_group(*cutoff, contains) {
                Ok(chronic) => chronic,
                Err(error) => {
                    let message = undefined("", error)?.undefined;
                    found.extend(MEASURES.map(|measure| TidyRow {
                        population: Some(0.0),
                        undefined: message.clone(),
                        ..row(measure)
                    }));
                    continue;
                }
            };
            let population = number(chronic.population());
            let estimate = |measure, value: Result<Ratio, PanelError>, error: Option<SamplingError>| {
                let row = match value {
                    Ok(value) => TidyRow { estimate: Some(value.to_f64()), ..row(measure) },
                    Err(error) => undefined(measure, error)?,
                };
                Ok::<_, SpecError>(with_error(TidyRow { population, ..row }, error.as_ref()))
            };
            let [headcount, duration, poverty, transient] = MEASURES;
            let error = sample.map(|sample| chronic.headcount_error(sample)).transpose()?;
            found.push(estimate(headcount, Ok(chronic.headcount_ratio()), error)?);
            found.push(estimate(duration, chronic.average_duration(), None)?);
            let error = sample.map(|sample| chronic.error(sample)).transpose()?;
            found.push(estimate(poverty, chronic.adjusted_headcount_ratio(), error)?);
            found.push(estimate(transient, self.durations.transient_in_group(*cutoff, contains), None)?);
        }
        Ok(found)
    }
}

/// `H^C`, `D^C`, `K_0 = H^C D^C`, and the mean headcount ratio of all periods less `K_0`.
const MEASURES: [&str; 4] = ["chronic_headcount", "chronic_duration", "chronic_poverty", "transient_poverty"];
