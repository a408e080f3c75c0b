//! What breaks a rule.

use crate::household::validate::Severity;
use crate::quantity::Count;
use crate::register::{HouseholdId, MemberId};
use core::fmt;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// A household that breaks a rule: which rule, where, what was found and what was expected.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct QualityFinding {
    /// Code of the rule.
    pub rule: Box<str>,
    /// How much it says.
    pub severity: Severity,
    /// The household.
    pub household: HouseholdId,
    /// The member, if it is about one.
    pub member: Option<MemberId>,
    /// Key of the field.
    pub field: Box<str>,
    /// What was found, in codes.
    pub found: String,
    /// What was expected.
    pub expected: String,
    /// Code of the place of the household: a village or commune, as the register has it.
    pub place: Box<str>,
}

impl fmt::Display for QualityFinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "household {}", self.household)?;
        if let Some(member) = self.member {
            write!(f, ", member {member}")?;
        }
        write!(f, ": {} is {}, expected {} ({})", self.field, self.found, self.expected, self.rule)
    }
}

/// How many findings there are, place by place and rule by rule: where to send somebody first.
///
/// ```
/// use poverty::household::{Dwelling, Household, Member};
/// use poverty::journal::Entry;
/// use poverty::place::Area;
/// use poverty::register::quality::{FindingCounts, Rules};
/// use poverty::register::{Change, Ground, Observation, Register, Registration};
///
/// let (mut register, day) = (Register::new(), "2024-11-01".parse()?);
/// for (number, village, bedrooms) in [(1_u64, "24133-01", 3), (2, "24133-01", 1), (3, "24133-02", 4)] {
///     let household = Household::builder(format!("H-{number}"), village, Area::Rural)
///         .dwelling(Dwelling::default().with_rooms(2).with_bedrooms(bedrooms))
///         .member(Member::aged(41)?)
///         .build()?;
///     let registration = Registration { ground: Ground::Listed, observation: Observation::new(household, [number])? };
///     register.append(Entry::new(number, day, Change::Registered(registration.into())))?;
/// }
/// let findings = Rules::built_in()?.check(&register.as_of(day));
/// let counts = FindingCounts::of(&findings);
/// assert_eq!(counts.of_rule("24133-02", "register/bedrooms-beyond-rooms").get(), 1);
/// assert_eq!(counts.places().collect::<Vec<_>>(), ["24133-01", "24133-02"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct FindingCounts {
    places: BTreeMap<Box<str>, OfPlace>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
struct OfPlace {
    rules: BTreeMap<Box<str>, (Severity, u64)>,
    households: BTreeSet<HouseholdId>,
}

impl FindingCounts {
    /// Counts findings.
    #[must_use]
    pub fn of<'a>(findings: impl IntoIterator<Item = &'a QualityFinding>) -> Self {
        let mut counts = Self::default();
        for finding in findings {
            let place = counts.places.entry(finding.place.clone()).or_default();
            let (_, count) = place.rules.entry(finding.rule.clone()).or_insert((finding.severity, 0));
            *count = count.saturating_add(1);
            place.households.insert(finding.household);
        }
        counts
    }

    /// Codes of the places with findings.
    pub fn places(&self) -> impl Iterator<Item = &str> {
        self.places.keys().map(|place| &**place)
    }

    /// The rules broken in a place: code, severity and how often.
    pub fn rules(&self, place: &str) -> impl Iterator<Item = (&str, Severity, Count)> {
        let rules = self.places.get(place).into_iter().flat_map(|found| &found.rules);
        rules.map(|(code, (severity, count))| (&**code, *severity, Count::new(*count)))
    }

    /// How often a rule is broken in a place.
    #[must_use]
    pub fn of_rule(&self, place: &str, rule: &str) -> Count {
        let found = self.places.get(place).and_then(|found| found.rules.get(rule));
        found.map_or(Count::ZERO, |(_, count)| Count::new(*count))
    }

    /// All findings of a place.
    #[must_use]
    pub fn of_place(&self, place: &str) -> Count {
        self.rules(place).fold(Count::ZERO, |sum, (_, _, count)| Count::new(sum.get().saturating_add(count.get())))
    }

    /// Households of a place about which something was found.
    #[must_use]
    pub fn households(&self, place: &str) -> Count {
        Count::new(self.places.get(place).map_or(0, |found| u64::try_from(found.households.len()).unwrap_or(u64::MAX)))
    }
}

impl fmt::Display for FindingCounts {
    /// A line for each place and rule.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = self.places().map(|place| place.chars().count()).max().unwrap_or(0).max(5);
        write!(f, "{:width$}  {:>8}  {:<13}  rule", "place", "findings", "severity")?;
        for place in self.places() {
            for (code, severity, count) in self.rules(place) {
                let severity = match severity {
                    Severity::Unusual => "unusual",
                    Severity::Contradiction => "contradiction",
                };
                let count = count.to_string();
                write!(f, "\n{place:width$}  {count:>8}  {severity:<13}  {code}")?;
            }
        }
        Ok(())
    }
}
