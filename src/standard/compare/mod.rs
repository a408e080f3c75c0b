//! Two laws side by side: for one household, and for every kind of household there can be.

mod bands;
mod difference;
mod patterns;
mod threshold;

pub use bands::IncomeBand;
pub use difference::{Change, Difference, KindExample, RegisterChanges};
pub use threshold::Threshold;

use super::{Assessment, Deprivation, Standard, StandardError};
use crate::household::Household;
use crate::source::Language;
use chrono::NaiveDate;

/// One household under two standards.
///
/// ```
/// use poverty::household::{Household, Member};
/// use poverty::place::Area;
/// use poverty::quantity::Money;
/// use poverty::source::Language;
/// use poverty::standard::Standards;
/// let household = Household::builder("H1", "24133", Area::Rural)
///     .income_per_person_month(Money::vnd(2_000_000))
///     .member(Member::aged(40)?)
///     .build()?;
/// let standards = Standards::embedded();
/// let (old, new) = (standards.get("vn-decision-59-2015")?, standards.get("vn-decree-07-2021")?);
/// let comparison = old.compare(new, &household, "2021-12-31".parse()?)?;
/// assert_eq!(comparison.is_changed(), Some(true));
/// let thresholds: Vec<String> =
///     comparison.first().thresholds().iter().map(|threshold| threshold.describe(Language::English)).collect();
/// assert_eq!(thresholds, ["2,000,000 VND is above `average`, 1,500,000 VND"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct SideBySide<'a> {
    first: Assessment<'a>,
    second: Assessment<'a>,
}

impl Standard {
    /// Assesses one household by this standard and by another as of the same day, whether either is in force or not.
    ///
    /// # Errors
    /// As [`Standard::assess`].
    pub fn compare<'a>(
        &'a self,
        other: &'a Self,
        household: &'a Household,
        on: NaiveDate,
    ) -> Result<SideBySide<'a>, StandardError> {
        Ok(SideBySide { first: self.assess(household, on)?, second: other.assess(household, on)? })
    }
}

impl<'a> SideBySide<'a> {
    /// By the standard that was asked to compare.
    #[must_use]
    pub const fn first(&self) -> &Assessment<'a> {
        &self.first
    }

    /// By the other.
    #[must_use]
    pub const fn second(&self) -> &Assessment<'a> {
        &self.second
    }

    /// Whether the class differs, by its id; `None` if one of the two is not sure.
    #[must_use]
    pub fn is_changed(&self) -> Option<bool> {
        Some(self.first.class()?.id() != self.second.class()?.id())
    }

    /// Indicators of the same id on which the two standards disagree, with what each says.
    #[must_use]
    pub fn indicators_that_differ(&self) -> Vec<(&'a str, Deprivation, Deprivation)> {
        let first = self.first.standard().indicators();
        let differing = first.filter_map(|indicator| {
            let id = indicator.id();
            let (first, second) = (self.first.indicator(id)?, self.second.indicator(id)?);
            (first != second).then_some((id, first, second))
        });
        differing.collect()
    }

    /// In words: the class under each, the thresholds that hold the household in it, and the indicators that differ.
    #[must_use]
    pub fn describe(&self, language: Language) -> String {
        let vietnamese = language == Language::Vietnamese;
        let mut text = String::new();
        for assessment in [&self.first, &self.second] {
            let class = assessment.class().map_or_else(
                || if vietnamese { "chưa xác định" } else { "not determined" },
                |class| class.name().in_language(language),
            );
            let thresholds: Vec<String> =
                assessment.thresholds().iter().map(|threshold| threshold.describe(language)).collect();
            text.push_str(&format!("{}: {class}", assessment.standard().name().in_language(language)));
            if !thresholds.is_empty() {
                text.push_str(&format!(" ({})", thresholds.join("; ")));
            }
            text.push('\n');
        }
        for (id, first, second) in self.indicators_that_differ() {
            text.push_str(&format!("  {id}: {} -> {}\n", first.label(language), second.label(language)));
        }
        text
    }
}
