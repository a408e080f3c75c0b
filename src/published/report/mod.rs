//! What a check found, for readers and for programs.
//!
//! In order of reading: [`Report`], `number` (how exact values are shown), `sentence` (findings in words), `page` (text and
//! Markdown), `json` (the serde form).

mod json;
mod number;
mod page;
mod sentence;

use super::finding::{Finding, Severity};
use super::unknown::Tightest;
use super::{Claims, FindingKind};
use crate::source::Language;
pub(super) use number::gap_text;
pub use page::Page;

/// The result of [`Claims::check`]: the tightest interval of each quantity, and the findings, what matters most first.
///
/// Prints as a page of text in English ([`Report::in_language`] for Vietnamese), as Markdown ([`Report::to_markdown`]), and
/// through serde as JSON.
#[derive(Clone, Debug)]
pub struct Report<'a> {
    claims: &'a Claims,
    quantities: Vec<Tightest>,
    findings: Vec<Finding>,
}

impl<'a> Report<'a> {
    pub(super) const fn new(claims: &'a Claims, quantities: Vec<Tightest>, findings: Vec<Finding>) -> Self {
        Self { claims, quantities, findings }
    }

    /// The claims that were checked.
    #[must_use]
    pub const fn claims(&self) -> &'a Claims {
        self.claims
    }

    /// Every quantity that is printed or implied, with its tightest interval.
    #[must_use]
    pub fn quantities(&self) -> &[Tightest] {
        &self.quantities
    }

    /// All findings, what matters most first.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// The findings that say that something is or may be wrong: faults and doubts.
    pub fn alarms(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.severity() >= Severity::Doubt)
    }

    /// The findings of one kind.
    pub fn of_kind(&self, kind: FindingKind) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(move |finding| finding.kind() == kind)
    }

    /// Whether no claim contradicts another, or is in doubt.
    #[must_use]
    pub fn is_consistent(&self) -> bool {
        self.alarms().next().is_none()
    }

    /// A finding in words: what is said of what, by which claims, how far apart, and what could have been meant.
    #[must_use]
    pub fn sentence(&self, finding: &Finding, language: Language) -> String {
        sentence::of(self, finding, language)
    }
}
