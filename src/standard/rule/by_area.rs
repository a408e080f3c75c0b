//! One rule for rural areas, another for urban ones.

use super::{Deprivation, Judge, Reference, Rule, Subject};
use crate::place::Area;
use crate::source::Language;
use serde::{Deserialize, Serialize};

/// The rule `rural` in rural areas, `urban` in urban ones.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ByArea {
    rural: Box<Rule>,
    urban: Box<Rule>,
}

impl ByArea {
    fn rule(&self, subject: &Subject<'_>) -> &Rule {
        match subject.household.area() {
            Area::Rural => &self.rural,
            Area::Urban => &self.urban,
        }
    }
}

impl Judge for ByArea {
    fn outcome(&self, subject: &Subject<'_>) -> Deprivation {
        self.rule(subject).outcome(subject)
    }

    fn observation(&self, subject: &Subject<'_>, language: Language) -> String {
        self.rule(subject).observation(subject, language)
    }

    fn flaw(&self) -> Option<String> {
        self.rural.flaw().or_else(|| self.urban.flaw())
    }

    fn references(&self) -> Vec<Reference> {
        let mut references = self.rural.references();
        references.extend(self.urban.references());
        references
    }

    fn is_unsettled(&self, subject: &Subject<'_>) -> bool {
        self.rule(subject).is_unsettled(subject)
    }

    fn implies(&self, other: &Self) -> bool {
        self.rural.implies(&other.rural) && self.urban.implies(&other.urban)
    }
}
