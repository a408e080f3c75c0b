//! What is due by when.

use super::{Occasion, Progress, ReviewError, Rules, Stage, Term};
use crate::register::HouseholdId;
use crate::source::Citation;
use chrono::NaiveDate;

/// Something that is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// What.
    pub term: Term,
    /// For which household, if for one.
    pub household: Option<HouseholdId>,
    /// The last day.
    pub due: NaiveDate,
    /// Where the law says so, and how surely that is known.
    pub source: Option<Citation>,
}

impl Deadline {
    pub(super) fn all_of(progress: &Progress, rules: Rules<'_>) -> Result<Vec<Self>, ReviewError> {
        let Rules { procedure, calendar } = rules;
        let mut found = Vec::new();
        let mut add = |term, household, due| {
            found.push(Self { term, household, due, source: procedure.citation_of_term(term).cloned() });
        };
        if progress.stage() < Stage::Approved {
            match progress.key().occasion {
                occasion @ Occasion::Annual { .. } => add(Term::AnnualDecision, None, procedure.window(occasion)?.1),
                Occasion::AdHoc { .. } => {
                    add(Term::AdHocDecision, None, procedure.due(Term::AdHocDecision, progress.opened_on(), calendar)?);
                }
            }
        }
        for (household, since) in progress.contested() {
            add(Term::Recheck, Some(household), procedure.due(Term::Recheck, since, calendar)?);
        }
        if let Some(reported) = progress.awaiting_opinion_since() {
            add(Term::Opinion, None, procedure.due(Term::Opinion, reported, calendar)?);
        }
        found.sort_by_key(|deadline| (deadline.due, deadline.term, deadline.household));
        Ok(found)
    }
}
