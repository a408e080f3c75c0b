//! Several rules, of which one is enough.

use super::{Deprivation, Judge, Reference, Rule, Subject, UnknownParts};
use crate::source::Language;
use serde::{Deserialize, Serialize};

/// At least one of the `rules` says "deprived"; `unknown` says what rules that can't answer do.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AnyOf {
    #[serde(default)]
    unknown: UnknownParts,
    rules: Vec<Rule>,
}

impl Judge for AnyOf {
    fn outcome(&self, subject: &Subject<'_>) -> Deprivation {
        let (mut bad, mut good, mut unknown) = (0_usize, 0_usize, 0_usize);
        for rule in &self.rules {
            let count = match rule.outcome(subject) {
                Deprivation::Deprived => &mut bad,
                Deprivation::NotDeprived => &mut good,
                Deprivation::Missing => &mut unknown,
            };
            *count = count.saturating_add(1);
        }
        self.unknown.decide(bad, good, unknown, 1)
    }

    fn observation(&self, subject: &Subject<'_>, language: Language) -> String {
        let mut parts: Vec<String> = self.rules.iter().map(|rule| rule.observation(subject, language)).collect();
        parts.dedup();
        parts.join("; ")
    }

    fn flaw(&self) -> Option<String> {
        if self.rules.is_empty() {
            return Some("it holds no rules".to_owned());
        }
        self.rules.iter().find_map(Rule::flaw)
    }

    fn references(&self) -> Vec<Reference> {
        self.rules.iter().flat_map(Rule::references).collect()
    }

    fn is_unsettled(&self, subject: &Subject<'_>) -> bool {
        self.rules.iter().any(|rule| rule.outcome(subject) == Deprivation::Missing && rule.is_unsettled(subject))
    }

    fn implies(&self, other: &Self) -> bool {
        self.rules.iter().all(|rule| other.rules.iter().any(|wider| rule.implies(wider)))
    }
}
