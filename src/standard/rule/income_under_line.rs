//! Income as an indicator.

use super::{Deprivation, Judge, Reference, Subject};
use crate::household::Observed;
use crate::source::Language;
use serde::{Deserialize, Serialize};

/// The income that the standard measures lies under the `line` of the standard, by the comparison that the line states.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct IncomeUnderLine {
    line: String,
}

impl Judge for IncomeUnderLine {
    fn outcome(&self, subject: &Subject<'_>) -> Deprivation {
        subject.is_under(&self.line).map_or(Deprivation::Missing, Deprivation::when)
    }

    fn observation(&self, subject: &Subject<'_>, language: Language) -> String {
        let measure = subject.standard.income_measure();
        let income = measure.describe(measure.observe(subject.household, || *subject), language);
        let line = subject.standard.lines().iter().find(|line| line.id() == self.line);
        match line.map(|line| line.amount(subject.household.area(), subject.on)) {
            Some(Ok(amount)) => format!("{income}, {} {amount}", line_name(subject, &self.line, language)),
            _ => income,
        }
    }

    fn references(&self) -> Vec<Reference> {
        vec![Reference::Line(self.line.clone())]
    }

    fn is_unsettled(&self, subject: &Subject<'_>) -> bool {
        // An income that is known and yet not placed among the lines: the line has no amount.
        subject.is_under(&self.line).is_none()
            && matches!(subject.standard.income_measure().observe(subject.household, || *subject), Observed::Known(_))
    }
}

fn line_name<'a>(subject: &Subject<'a>, line: &str, language: Language) -> &'a str {
    let line = subject.standard.lines().iter().find(|other| other.id() == line);
    line.map_or("", |line| line.name().in_language(language))
}
