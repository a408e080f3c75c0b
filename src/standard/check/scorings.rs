//! Survey scorings: they stand for the lowest income lines of a standard that counts indicators.

use crate::standard::form::StandardForm;
use crate::standard::locate::Path;
use crate::standard::{Counts, Scoring, StandardError};

pub(super) fn scorings(form: &StandardForm) -> Result<(), StandardError> {
    for (index, scoring) in form.scorings.iter().enumerate() {
        let path = Path::top("scoring").index(index);
        if let Some(first) = form.scorings.iter().take(index).find(|first| first.period.overlaps(scoring.period)) {
            return Err(StandardError::OverlappingPeriods {
                first: first.period.to_string(),
                second: scoring.period.to_string(),
                at: path.key("period").at(),
            });
        }
        if let Some(flaw) = flaw(form, scoring) {
            return Err(StandardError::ScoringFlaw { scoring: scoring.id.clone(), flaw, at: path.at() });
        }
    }
    Ok(())
}

fn flaw(form: &StandardForm, scoring: &Scoring) -> Option<String> {
    if form.counts != Counts::Indicators {
        return Some("points stand for deprived indicators, expected `counts = \"indicators\"`".to_owned());
    }
    if scoring.points_per_deprivation == 0 {
        return Some("a deprivation gives 0 points, expected at least 1".to_owned());
    }
    let lowest: Vec<&str> = form.lines.iter().take(scoring.line.len()).map(|line| line.id.as_str()).collect();
    let scored: Vec<&str> = scoring.line.iter().map(|line| line.line.as_str()).collect();
    if scored.is_empty() || scored != lowest {
        let found = scored.join(", ");
        let lines: Vec<&str> = form.lines.iter().map(|line| line.id.as_str()).collect();
        return Some(format!(
            "it scores the lines `{found}`, expected the lowest of `{}` in their order",
            lines.join(", ")
        ));
    }
    let mut lower = None;
    for line in &scoring.line {
        if lower.is_some_and(|(rural, urban)| line.rural <= rural || line.urban <= urban) {
            return Some(format!("the points of `{}` are not above those of the line below", line.line));
        }
        lower = Some((line.rural, line.urban));
    }
    None
}
