//! A finding: what is odd, where, and what was observed.

use super::{Oddity, Severity};
use crate::source::Language;
use core::fmt;

/// A thing that is valid but odd, with its place and what was observed there. Prints as a sentence in English.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Finding {
    part: Part,
    field: &'static str,
    oddity: Oddity,
    observed: String,
}

/// Part of a household that a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// The household as a whole.
    Household,
    /// The dwelling.
    Dwelling,
    /// Services.
    Services,
    /// Possessions.
    Possessions,
    /// A member by its number, from 1.
    Member(u32),
}

impl Finding {
    pub(super) const fn new(oddity: Oddity, part: Part, field: &'static str, observed: String) -> Self {
        Self { part, field, oddity, observed }
    }

    /// What is odd.
    #[must_use]
    pub const fn oddity(&self) -> Oddity {
        self.oddity
    }

    /// Stable code, [`Oddity::code`].
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.oddity.code()
    }

    /// How much it says.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        self.oddity.severity()
    }

    /// The part that it is about.
    #[must_use]
    pub const fn part(&self) -> Part {
        self.part
    }

    /// The key in the JSON form, `members[1].relationship`.
    #[must_use]
    pub fn path(&self) -> String {
        match self.part {
            Part::Household => self.field.to_owned(),
            Part::Dwelling => format!("dwelling.{}", self.field),
            Part::Services => format!("services.{}", self.field),
            Part::Possessions => format!("possessions.{}", self.field),
            Part::Member(number) => format!("members[{}].{}", number.saturating_sub(1), self.field),
        }
    }

    /// What was observed, in codes.
    #[must_use]
    pub fn observed(&self) -> &str {
        &self.observed
    }

    /// The finding as a sentence in a language.
    #[must_use]
    pub fn in_words(&self, language: Language) -> String {
        let part = match (self.part, language) {
            (Part::Household, Language::Vietnamese) => "hộ".to_owned(),
            (Part::Dwelling, Language::Vietnamese) => "nhà ở".to_owned(),
            (Part::Services, Language::Vietnamese) => "dịch vụ".to_owned(),
            (Part::Possessions, Language::Vietnamese) => "tài sản".to_owned(),
            (Part::Member(number), Language::Vietnamese) => format!("thành viên {number}"),
            (Part::Household, _) => "household".to_owned(),
            (Part::Dwelling, _) => "dwelling".to_owned(),
            (Part::Services, _) => "services".to_owned(),
            (Part::Possessions, _) => "possessions".to_owned(),
            (Part::Member(number), _) => format!("member {number}"),
        };
        format!("{part}: {} ({})", self.oddity.label(language), self.observed)
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.in_words(Language::English))
    }
}
