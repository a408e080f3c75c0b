//! The measures of a panel.

use super::chronic::Chronicle;
use super::panel::{Followed, MEASURES, PanelRow, Passed};
use super::panel_group::PanelGroup;
use super::rows::{Counted, Rows};
use super::{Spec, SpecError};
use crate::measure::panel::{PanelError, PanelShare, SpellOf, Survival, Transitions};
use crate::measure::{Design, SampledRows, SamplingError, TidyRow};
use crate::quantity::{CountedUnit, TotalWeight};

/// All that is asked of a panel, between each period and the next, and over all: of everybody and of each subgroup. A household is in
/// the group in which it was first seen: of a passage, that of the earlier period, of a spell, that in which it begins.
pub(super) fn followed<U: Counted>(
    spec: &Spec,
    asked: &Followed,
    rows: &Rows<U>,
    design: Option<&Design>,
    template: &TidyRow,
) -> Result<Vec<TidyRow>, SpecError> {
    let panel = asked.panel(rows.file(), &rows.panel)?;
    let sample = design.map(|design| sampled(&rows.panel, design)).transpose()?;
    let periods = panel.periods().names();
    let groups = PanelGroup::all(spec, rows);
    let contexts = || {
        let context = |group| Context { asked, sample: sample.as_ref(), template: PanelGroup::row(group, template) };
        groups.iter().map(move |group| (group, context(group)))
    };
    let mut found = Vec::new();
    for (from, to) in periods.iter().zip(periods.iter().skip(1)) {
        for (group, context) in contexts() {
            let passages = panel.transitions_in_group(from, to, |row| group.contains(row))?;
            for passed in &asked.measures {
                context.between(*passed, &passages, &mut found)?;
            }
        }
    }
    let over = periods.first().zip(periods.last()).map_or_else(String::new, |(from, to)| format!("{from}-{to}"));
    for (passed, of) in [(Passed::ExitSurvival, SpellOf::Escape), (Passed::PovertySurvival, SpellOf::Poverty)] {
        if asked.measures.contains(&passed) {
            let spells = panel.spells(of);
            for (group, context) in contexts() {
                let own: Vec<_> = spells.iter().filter(|spell| group.contains(spell.row())).copied().collect();
                context.survival(passed, &over, Survival::of(&own), &mut found)?;
            }
        }
    }
    let chronic = Chronicle::of(asked, &rows.panel, periods)?;
    for (group, context) in contexts() {
        found.extend(chronic.rows(asked, group, context.sample, &context.template)?);
    }
    Ok(found)
}

/// The rows of a panel as a sample.
pub(super) fn sampled<U: CountedUnit>(rows: &[PanelRow<U>], design: &Design) -> Result<SampledRows, SpecError> {
    let units = rows.iter().map(|row| (row.stratum.as_str(), row.psu.as_str()));
    Ok(SampledRows::new(design, units)?)
}

struct Context<'a> {
    asked: &'a Followed,
    sample: Option<&'a SampledRows>,
    template: TidyRow,
}

impl Context<'_> {
    /// A measure of the passages between two periods.
    fn between<U: CountedUnit>(
        &self,
        passed: Passed,
        passages: &Transitions<U>,
        found: &mut Vec<TidyRow>,
    ) -> Result<(), SpecError> {
        let (from, to) = passages.periods();
        let period = format!("{from}-{to}");
        let names = self.asked.classes.names();
        // Those of some classes whose later class is not known.
        let unknown = |chosen: &dyn Fn(&str) -> bool| -> Result<u64, SpecError> {
            let mut count = 0_u64;
            for class in names.iter().filter(|class| chosen(class)) {
                count = count.saturating_add(passages.households(Some(class), None)? as u64);
            }
            Ok(count)
        };
        let poor = |class: &str| self.asked.classes.is_poor(class).unwrap_or_default();
        let (share, dropped) = match passed {
            Passed::ExitSurvival | Passed::PovertySurvival => return Ok(()),
            Passed::Transition => {
                for (from, to) in names.iter().flat_map(|from| names.iter().map(move |to| (from, to))) {
                    let dropped = unknown(&|class| class == from)?;
                    let place = (format!("{from}>{to}"), period.clone(), dropped);
                    found.push(self.share(passed, place, passages.share(from, to))?);
                }
                return Ok(());
            }
            Passed::Exit => (passages.exit_rate(), unknown(&poor)?),
            Passed::Entry => (passages.entry_rate(), unknown(&|class| !poor(class))?),
            Passed::Return => (passages.reentry_rate(self.asked.within), 0),
            Passed::Mobility => (passages.mobility(), unknown(&|_| true)?),
            Passed::DownwardMobility => (passages.downward_mobility(), unknown(&|_| true)?),
        };
        found.push(self.share(passed, (String::new(), period, dropped), share)?);
        Ok(())
    }

    fn share<U: CountedUnit>(
        &self,
        passed: Passed,
        (indicator, period, dropped): (String, String, u64),
        share: Result<PanelShare<U>, PanelError>,
    ) -> Result<TidyRow, SpecError> {
        let row = TidyRow { indicator, period, dropped, ..self.blank(passed) };
        let share = match share {
            Err(error @ PanelError::Undefined { .. }) => {
                return Ok(TidyRow { population: Some(0.0), undefined: error.to_string(), ..row });
            }
            share => share?,
        };
        let error = self.sample.map(|sample| share.error(sample)).transpose()?;
        let row = TidyRow {
            estimate: Some(share.value().to_f64()),
            rows: share.rows() as u64,
            population: number(share.whole()),
            ..row
        };
        Ok(with_error(row, error.as_ref()))
    }

    /// A row for each time at which spells end.
    fn survival<U: CountedUnit>(
        &self,
        passed: Passed,
        period: &str,
        survival: Result<Survival<U>, PanelError>,
        found: &mut Vec<TidyRow>,
    ) -> Result<(), SpecError> {
        let row = TidyRow { period: period.to_owned(), ..self.blank(passed) };
        let survival = match survival {
            Err(error @ PanelError::Undefined { .. }) => {
                found.push(TidyRow { population: Some(0.0), undefined: error.to_string(), ..row });
                return Ok(());
            }
            survival => survival?,
        };
        for step in survival.steps() {
            let row = TidyRow {
                indicator: step.time().to_string(),
                estimate: Some(step.survival()),
                rows: step.spells_at_risk().get(),
                dropped: survival.left_truncated() as u64,
                population: number(step.at_risk()),
                ..row.clone()
            };
            found.push(match self.sample.map(|sample| survival.error(step.time(), sample)).transpose() {
                Ok(error) => with_error(row, error.as_ref()),
                Err(error @ PanelError::Undefined { .. }) => TidyRow { undefined: error.to_string(), ..row },
                Err(error) => return Err(error.into()),
            });
        }
        Ok(())
    }

    fn blank(&self, passed: Passed) -> TidyRow {
        let name = MEASURES.iter().find(|(_, own)| *own == passed).map_or("", |(name, _)| *name);
        TidyRow { measure: name.to_owned(), ..self.template.clone() }
    }
}

pub(super) fn number<U: CountedUnit>(weight: TotalWeight<U>) -> Option<f64> {
    weight.to_ratio().ok().map(crate::quantity::Ratio::to_f64)
}

pub(super) fn with_error(row: TidyRow, error: Option<&SamplingError>) -> TidyRow {
    let limits = error.and_then(SamplingError::limits);
    TidyRow {
        std_error: error.and_then(SamplingError::std_error),
        lower: limits.map(|(lower, _)| lower),
        upper: limits.map(|(_, upper)| upper),
        df: error.and_then(SamplingError::degrees_of_freedom),
        ..row
    }
}
