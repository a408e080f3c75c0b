//! A rule of which there are several readings.

use super::words::words;
use super::{Deprivation, Judge, ParameterKind, Reference, Rule, Subject};
use crate::source::Language;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The rule that the value of a `parameter` names, where sources read the law differently. Without a value the cutoff is not
/// known.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Choice {
    parameter: String,
    options: BTreeMap<String, Rule>,
}

impl Choice {
    fn rule(&self, subject: &Subject<'_>) -> Option<&Rule> {
        self.options.get(subject.choice(&self.parameter)?)
    }
}

impl Judge for Choice {
    fn outcome(&self, subject: &Subject<'_>) -> Deprivation {
        // Where every reading gives the same answer, the choice does not matter.
        let mut answers = self.options.values().map(|rule| rule.outcome(subject));
        match self.rule(subject) {
            Some(rule) => rule.outcome(subject),
            None => match answers.next() {
                Some(first) if answers.all(|answer| answer == first) => first,
                _ => Deprivation::Missing,
            },
        }
    }

    fn observation(&self, subject: &Subject<'_>, language: Language) -> String {
        match self.rule(subject).or_else(|| self.options.values().next()) {
            Some(rule) => rule.observation(subject, language),
            None => words(language, "cutoff not known", "chưa rõ ngưỡng thiếu hụt").to_owned(),
        }
    }

    fn flaw(&self) -> Option<String> {
        if self.options.is_empty() {
            return Some("it has no options".to_owned());
        }
        self.options.values().find_map(Rule::flaw)
    }

    fn references(&self) -> Vec<Reference> {
        let words = self.options.keys().cloned().collect();
        let own = Reference::Parameter(self.parameter.clone(), ParameterKind::Choice(words));
        core::iter::once(own).chain(self.options.values().flat_map(Rule::references)).collect()
    }

    fn is_unsettled(&self, subject: &Subject<'_>) -> bool {
        match self.rule(subject) {
            Some(rule) => rule.is_unsettled(subject),
            None => self.options.values().any(|rule| rule.outcome(subject) != Deprivation::Missing),
        }
    }
}
