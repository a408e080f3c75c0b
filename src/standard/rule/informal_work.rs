//! Work outside of the pension system.

use super::words::words;
use super::{Deprivation, Judge, Subject};
use crate::household::{Observed, Work};
use crate::source::Language;
use serde::{Deserialize, Serialize};

/// Not every member at work pays into a pension. `working` lists the answers that mean being at work. Where nobody works the rate
/// of formal work is undefined, which counts as deprived.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct InformalWork {
    working: Vec<Work>,
}

/// How many members work, pay into a pension, and are not known.
#[derive(Clone, Copy, Default)]
struct Workers {
    formal: u32,
    informal: u32,
    /// At work, and whether they pay is not known.
    unknown_pension: u32,
    /// Whether they work is not known.
    unknown_work: u32,
}

impl InformalWork {
    fn workers(&self, subject: &Subject<'_>) -> Workers {
        let mut workers = Workers::default();
        for person in subject.people() {
            let count = match (person.member.work, person.member.pension_contribution) {
                (Observed::Known(work), _) if !self.working.contains(&work) => continue,
                (Observed::NotApplicable, _) => continue,
                (Observed::Unknown(_), _) => &mut workers.unknown_work,
                (Observed::Known(_), Observed::Known(true)) => &mut workers.formal,
                (Observed::Known(_), Observed::Known(false) | Observed::NotApplicable) => &mut workers.informal,
                (Observed::Known(_), Observed::Unknown(_)) => &mut workers.unknown_pension,
            };
            *count = count.saturating_add(1);
        }
        workers
    }
}

impl Judge for InformalWork {
    fn outcome(&self, subject: &Subject<'_>) -> Deprivation {
        match self.workers(subject) {
            Workers { informal: 1.., .. } => Deprivation::Deprived,
            Workers { unknown_pension: 1.., .. } | Workers { unknown_work: 1.., .. } => Deprivation::Missing,
            Workers { formal: 0, .. } => Deprivation::Deprived,
            Workers { formal: 1.., .. } => Deprivation::NotDeprived,
        }
    }

    fn observation(&self, subject: &Subject<'_>, language: Language) -> String {
        let Workers { formal, informal, unknown_pension, unknown_work } = self.workers(subject);
        let working = formal.saturating_add(informal).saturating_add(unknown_pension);
        let at_work = words(language, "members at work", "người đang làm việc");
        let pay = words(language, "pay into a pension", "đóng bảo hiểm hưu trí");
        match unknown_pension.saturating_add(unknown_work) {
            0 => format!("{working} {at_work}, {formal} {pay}"),
            unknown => {
                format!("{working} {at_work}, {formal} {pay}, {unknown} {}", words(language, "not known", "chưa rõ"))
            }
        }
    }

    fn flaw(&self) -> Option<String> {
        self.working.is_empty().then(|| "no answer means being at work".to_owned())
    }
}
