//! Who was helped, each support counted once, and who was helped twice.

use super::DeliveryError;
use crate::programme::structure::SupportKind;
use crate::quantity::Count;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// One support that one household got.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Support {
    /// Its name: the same support has the same one, wherever it is recorded.
    pub id: String,
    /// Code of the household in the register.
    pub household: String,
    /// Which person of the household, where it is for one: training, a job. Nobody in particular where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member: Option<String>,
    /// The programme that gave it.
    pub programme: String,
    /// Code of the part of the programme.
    pub component: String,
    /// What it is.
    pub kind: SupportKind,
    /// When it was given.
    pub day: NaiveDate,
}

/// How often a household may get a kind of support.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OncePer {
    /// Once from any programme: a house. What is for one person is meant for each person, here and below.
    Ever,
    /// Once from each component of each programme.
    Component,
    /// Once a calendar year from each component of each programme.
    ComponentAndYear,
    /// As often as it is needed.
    Any,
}

impl OncePer {
    /// What holds of a kind unless something else is said: a house once from any programme (a household that was helped under
    /// another programme is not helped again); training and models once a year from each component; the rest as often as
    /// needed.
    #[must_use]
    pub const fn usual(kind: SupportKind) -> Self {
        match kind {
            SupportKind::Housing => Self::Ever,
            SupportKind::AgriculturalExtension
            | SupportKind::VocationalTraining
            | SupportKind::WaterSanitation
            | SupportKind::JobCreation => Self::ComponentAndYear,
            SupportKind::PreferentialCredit
            | SupportKind::Health
            | SupportKind::Education
            | SupportKind::LegalAid
            | SupportKind::Information
            | SupportKind::Infrastructure
            | SupportKind::Capacity => Self::Any,
        }
    }
}

/// In what two supports meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Clash {
    /// Two programmes gave the same kind.
    TwoProgrammes,
    /// Two components of one programme.
    TwoComponents,
    /// One component, twice.
    Twice,
}

/// A household that got a kind of support more often than it may.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DoubleSupport {
    /// The household.
    pub household: String,
    /// The kind.
    pub kind: SupportKind,
    /// The earlier support, by id.
    pub first: String,
    /// The later one.
    pub second: String,
    /// In what they meet.
    pub clash: Clash,
}

/// Supports that were given, each once.
///
/// ```
/// use poverty::programme::delivery::{Clash, OncePer, Support, Supports};
/// use poverty::programme::structure::SupportKind::Housing;
/// let house = |id: &str, programme: &str, component: &str, day: &str| -> Result<Support, chrono::ParseError> {
///     Ok(Support {
///         id: id.to_owned(),
///         household: "DL-0007".to_owned(),
///         member: None,
///         programme: programme.to_owned(),
///         component: component.to_owned(),
///         kind: Housing,
///         day: day.parse()?,
///     })
/// };
/// let mut supports = Supports::new();
/// assert!(supports.add(house("h-1", "poverty reduction", "5", "2023-04-01")?)?);
/// assert!(!supports.add(house("h-1", "poverty reduction", "5", "2023-04-01")?)?, "counted once");
/// supports.add(house("h-2", "ethnic minorities", "1", "2024-06-01")?)?;
/// let found = supports.double(OncePer::usual);
/// assert_eq!((found.len(), found[0].clash), (1, Clash::TwoProgrammes));
/// assert_eq!(supports.households(|_| true).get(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Supports {
    by_id: BTreeMap<String, Support>,
}

impl Supports {
    /// None yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a support; whether it is new. One that is there already changes nothing.
    ///
    /// # Errors
    /// [`DeliveryError::OtherContent`] if its id stands for something else; [`DeliveryError::Blank`].
    pub fn add(&mut self, support: Support) -> Result<bool, DeliveryError> {
        for (field, value) in [
            ("id", &support.id),
            ("household", &support.household),
            ("programme", &support.programme),
            ("component", &support.component),
        ] {
            if value.trim().is_empty() {
                return Err(DeliveryError::Blank { field });
            }
        }
        match self.by_id.get(&support.id) {
            Some(known) if *known == support => Ok(false),
            Some(_) => Err(DeliveryError::OtherContent(support.id)),
            None => {
                self.by_id.insert(support.id.clone(), support);
                Ok(true)
            }
        }
    }

    /// The support of an id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<&Support> {
        self.by_id.get(id)
    }

    /// Supports of households that a register does not know: what helped nobody who is registered.
    pub fn unlinked(&self, is_registered: impl Fn(&str) -> bool) -> impl Iterator<Item = &Support> {
        self.iter().filter(move |support| !is_registered(&support.household))
    }

    /// All of them, by id.
    pub fn iter(&self) -> impl Iterator<Item = &Support> {
        self.by_id.values()
    }

    /// How many supports a question is about.
    #[must_use]
    pub fn count(&self, of: impl Fn(&Support) -> bool) -> Count {
        Count::new(u64::try_from(self.iter().filter(|support| of(support)).count()).unwrap_or(u64::MAX))
    }

    /// How many households got at least one of them.
    #[must_use]
    pub fn households(&self, of: impl Fn(&Support) -> bool) -> Count {
        let households: BTreeSet<&str> =
            self.iter().filter(|support| of(support)).map(|support| support.household.as_str()).collect();
        Count::new(u64::try_from(households.len()).unwrap_or(u64::MAX))
    }

    /// Households that got a kind of support more often than the rule of that kind allows: each support after the first of
    /// its kind, against the first that it clashes with.
    #[must_use]
    pub fn double(&self, rule: impl Fn(SupportKind) -> OncePer) -> Vec<DoubleSupport> {
        let mut by_household: BTreeMap<(&str, SupportKind), Vec<&Support>> = BTreeMap::new();
        for support in self.iter() {
            by_household.entry((&support.household, support.kind)).or_default().push(support);
        }
        let mut found = Vec::new();
        for ((household, kind), mut supports) in by_household {
            let once = rule(kind);
            supports.sort_by(|left, right| (left.day, &left.id).cmp(&(right.day, &right.id)));
            for (number, second) in supports.iter().enumerate() {
                let first = supports.iter().take(number).find_map(|first| Some((first, clash(first, second, once)?)));
                if let Some((first, clash)) = first {
                    found.push(DoubleSupport {
                        household: household.to_owned(),
                        kind,
                        first: first.id.clone(),
                        second: second.id.clone(),
                        clash,
                    });
                }
            }
        }
        found
    }
}

fn clash(first: &Support, second: &Support, once: OncePer) -> Option<Clash> {
    if first.member.is_some() && second.member.is_some() && first.member != second.member {
        return None;
    }
    let same_programme = first.programme == second.programme;
    let same_component = same_programme && first.component == second.component;
    let same_year = chrono::Datelike::year(&first.day) == chrono::Datelike::year(&second.day);
    let meets = match once {
        OncePer::Ever => true,
        OncePer::Component => same_component,
        OncePer::ComponentAndYear => same_component && same_year,
        OncePer::Any => false,
    };
    meets.then_some(match (same_programme, same_component) {
        (false, _) => Clash::TwoProgrammes,
        (true, false) => Clash::TwoComponents,
        (true, true) => Clash::Twice,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn support(id: &str, kind: SupportKind, component: &str, day: &str) -> Support {
        Support {
            id: id.to_owned(),
            household: "a".to_owned(),
            member: None,
            programme: "p".to_owned(),
            component: component.to_owned(),
            kind,
            day: day.parse().unwrap(),
        }
    }

    fn double(supports: &[Support], once: OncePer) -> Vec<Clash> {
        let mut all = Supports::new();
        for support in supports {
            all.add(support.clone()).unwrap();
        }
        all.double(|_| once).iter().map(|double| double.clash).collect()
    }

    #[test]
    fn each_rule_finds_what_it_is_for() {
        let training = SupportKind::VocationalTraining;
        let all = [
            support("1", training, "4.1", "2022-05-01"),
            support("2", training, "4.1", "2023-05-01"),
            support("3", training, "4.1", "2023-09-01"),
            support("4", training, "4.3", "2023-09-01"),
        ];
        assert_eq!(double(&all, OncePer::Any), []);
        assert_eq!(double(&all, OncePer::ComponentAndYear), [Clash::Twice]);
        assert_eq!(double(&all, OncePer::Component), [Clash::Twice, Clash::Twice]);
        assert_eq!(double(&all, OncePer::Ever), [Clash::Twice, Clash::Twice, Clash::TwoComponents]);
    }

    #[test]
    fn two_people_of_a_household_may_learn_in_one_year() {
        let of = |id: &str, member: Option<&str>| Support {
            member: member.map(str::to_owned),
            ..support(id, SupportKind::VocationalTraining, "4.1", "2023-05-01")
        };
        let all = [of("1", Some("1")), of("2", Some("2")), of("3", Some("2"))];
        assert_eq!(double(&all, OncePer::ComponentAndYear), [Clash::Twice], "the second time of person 2");
        // Where nobody says who, it may have been the same.
        assert_eq!(double(&[of("1", Some("1")), of("2", None)], OncePer::ComponentAndYear), [Clash::Twice]);
    }

    #[test]
    fn an_id_stands_for_one_support() {
        let mut all = Supports::new();
        all.add(support("1", SupportKind::Housing, "5", "2022-05-01")).unwrap();
        let other = all.add(support("1", SupportKind::Housing, "5", "2022-05-02")).unwrap_err();
        assert_eq!(other.code(), "programme/support-other-content");
        let blank = all.add(support(" ", SupportKind::Housing, "5", "2022-05-02")).unwrap_err();
        assert_eq!(blank.code(), "programme/support-blank");
        let nowhere = all.add(support("2", SupportKind::Housing, "", "2022-05-02")).unwrap_err();
        assert_eq!(nowhere.to_string(), "component of a support is blank, expected a code");
        assert_eq!(all.count(|_| true).get(), 1);
    }
}
