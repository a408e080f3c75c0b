//! What targets need, and whether the series is on track.

use super::contradiction::Surroundings;
use super::judge::finding;
use crate::measure::administrative::{AdministrativeRate, RateTarget};
use crate::published::finding::{Detail, Finding, FindingKind, Severity, TargetDetail};
use crate::published::unknown::{Quantity, QuantityKind};
use crate::published::{Claim, Figure, Qualifier, Subject, Target};
use crate::quantity::Ratio;
use crate::source::Confirmation;

/// One finding for each target whose series has a figure.
pub(super) fn targets(around: &Surroundings<'_>) -> Vec<Finding> {
    let all = around.claims.all();
    let mut found = Vec::new();
    for (index, claim) in all.iter().enumerate() {
        let Figure::Target(target) = claim.figure() else { continue };
        let mut series: Vec<(usize, AdministrativeRate)> = all
            .iter()
            .enumerate()
            .filter(|(_, level)| follows(level, claim.subject()))
            .filter_map(|(index, level)| level.administrative_rate().ok().map(|rate| (index, rate)))
            .collect();
        series.sort_by_key(|(_, rate)| rate.date());
        let Some(detail) = detail(claim, target, &series) else { continue };
        let claims = core::iter::once(index).chain(series.iter().map(|(index, _)| *index)).collect();
        let detail = Detail::Target(Box::new(detail));
        found.push(finding(around, FindingKind::Target, Severity::Explanation, claims, detail, None, Vec::new()));
    }
    found
}

/// Whether a claim prints a rate of the series that a target speaks of, not after its date. Forecasts are no figures.
fn follows(level: &Claim, target: &Subject) -> bool {
    let subject = level.subject();
    let measured = matches!(level.confirmation(), Confirmation::Confirmed | Confirmation::Derived);
    let alike = subject.area() == target.area()
        && subject.group() == target.group()
        && subject.class() == target.class()
        && subject.standard() == target.standard()
        && subject.measurement() == target.measurement()
        && subject.edition() == target.edition();
    measured && alike && level.printed_rate().is_some() && subject.date() <= target.date()
}

fn detail(claim: &Claim, target: &Target, series: &[(usize, AdministrativeRate)]) -> Option<TargetDetail> {
    let subject = claim.subject();
    let due = subject.date().day()?;
    let (_, last) = series.last()?;
    let (_, first) = series.first()?;
    let so_far = last.change_since(first).ok();
    let mean_fall = so_far.as_ref().and_then(|change| change.per_interval().ok()).map(|mean| mean.negated());
    let reached = last.date() == due;
    let strict = matches!(target.printed().qualifier(), Qualifier::LessThan | Qualifier::MoreThan);
    let (needed, on_track) = match target {
        Target::Rate(printed) => {
            let bound = printed.value();
            let standard = subject.standard()?;
            let target = if strict {
                RateTarget::below(bound, due, standard).ok()?
            } else {
                RateTarget::at_most(bound, due, standard).ok()?
            };
            if reached {
                (None, Some(target.is_met_by(last.rate())))
            } else {
                let pace = target.pace_from(last).ok()?;
                let needed = (pace.per_interval().as_difference(), pace.intervals().get());
                (Some(needed), so_far.as_ref().and_then(|change| target.is_on_track(change).ok()))
            }
        }
        Target::FallAYear(printed) => {
            let enough = |fall: Ratio| if strict { fall > printed.value() } else { fall >= printed.value() };
            (None, mean_fall.map(|fall| enough(fall.as_difference())))
        }
    };
    Some(TargetDetail {
        quantity: Quantity {
            kind: QuantityKind::Rate,
            area: subject.area().to_owned(),
            group: subject.group().clone(),
            class: subject.class().clone(),
            item: None,
            since: None,
            date: subject.date(),
            standard: subject.standard().map(str::to_owned),
            measurement: subject.measurement(),
            edition: subject.edition().map(str::to_owned),
            way: None,
        },
        printed: target.printed(),
        from: Some((last.date().into(), last.rate())),
        needed,
        so_far: mean_fall.map(|fall| fall.as_difference()),
        on_track,
        reached,
    })
}
